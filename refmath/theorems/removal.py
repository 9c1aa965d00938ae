"""Chapter 2: what is missing when a head is removed."""

from __future__ import annotations

from refmath.symbolic.derivation import NearMiss, Step, Theorem
from refmath.symbolic.expressions import Expression, HeadSum, Identity, product, tensor
from refmath.theorems.attention_heads import CHAPTER
from refmath.theorems.notation import W_OV, free, letter

_STREAM = Identity(("n_ctx", "d_model"))


def _later(body: Expression) -> Expression:
    return HeadSum("g", body, "H_1")


_A, _W = free("A", "n_ctx", "n_ctx", 0, 0), W_OV(0, 0)
_Ag, _Wg = letter("A", 1, "g"), W_OV(1, "g")
_head = tensor(_A, _W)
_with = product(_STREAM + _later(tensor(_Ag, _Wg)), _STREAM + _head)
_without = _STREAM + _later(tensor(_Ag, _Wg))
_direct = _head
_indirect = _later(tensor(_Ag @ _A, _Wg @ _W))

REMOVAL = Theorem(
    name="removing_a_head",
    title="What removing a head takes away is its direct effect, and what later heads made of it",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Term Importance Analysis»; made exact here",
    plain="A model with a head is the model without it, plus the head's own path, plus one path "
    "through each later head that reads it. So the loss of a model from which a head was taken says "
    "something of all paths through the head, and its direct effect on the logits only of one; "
    "and both suppose that the later patterns stay what they were.",
    steps=(
        Step(_with),
        Step(
            product(_STREAM, _STREAM)
            + _STREAM @ _head
            + _later(tensor(_Ag, _Wg) @ _STREAM)
            + _later(tensor(_Ag, _Wg) @ _head),
            "distributivity",
        ),
        Step(
            _STREAM + _head + _later(tensor(_Ag, _Wg)) + _later(tensor(_Ag, _Wg) @ _head),
            "identity",
        ),
        Step(_without + _direct + _indirect, "mixed product"),
    ),
    near_misses=(
        NearMiss(
            "direct_effect_alone",
            _with,
            _without + _direct,
            "that removing a head takes away its direct effect",
        ),
        NearMiss(
            "indirect_effect_alone",
            _with,
            _without + _indirect,
            "that a head of a first layer works through later heads only",
        ),
        NearMiss(
            "order_of_the_virtual_head",
            _with,
            _without + _direct + _later(tensor(_A @ _Ag, _W @ _Wg)),
            "the removed head to the left",
        ),
    ),
    assumptions=("the patterns are held fixed",),
)

STATEMENTS = (REMOVAL,)
