"""Chapter 2: every convolution is a sum of heads that attend to an offset."""

from __future__ import annotations

from refmath.symbolic.derivation import NearMiss, Step, Theorem
from refmath.symbolic.expressions import Expression, HeadSum, Named, Vec, product, tensor
from refmath.symbolic.letters import HeadSet
from refmath.theorems.attention_heads import CHAPTER
from refmath.theorems.notation import free, letter

_x = letter("x")
_e, _s = free("e", "n_ctx", "one", "j"), free("s", "n_ctx", "one", "v", "j")
_W = free("W", "d_model", "d_model", "v")


def _offsets(body: Expression) -> Expression:
    """Write Σ_{v ∈ V}: over the offsets, whichever they are."""
    return HeadSum("v", body, HeadSet("V"))


def _positions(body: Expression) -> Expression:
    return HeadSum("j", body, HeadSet("J"))


_A = Named("A", "A", ("v",), _positions(_s @ _e.T))
_arriving = Vec(_offsets(_positions(product(_s, _e.T, _x, _W.T))))


def _acting(A: Expression, W: Expression) -> Expression:
    return _offsets(tensor(A, W)) @ Vec(_x)


CONVOLUTION = Theorem(
    name="convolution",
    title="A convolution is a sum of heads that each attend to one offset",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Virtual Weights and Convolution-like Structure»",
    plain="A convolution sends what stands at position j, through W^v, to position j + v, for each "
    "offset v of its kernel. Let e^j pick position j, and s^{v,j} be position j + v, or 0 where "
    "that lies outside. The matrix A^v of all these pairs has a 1 where destination and source are "
    "v apart: it is the pattern of a head that attends to one offset. At the border its rows are "
    "0: there is nothing to attend to, and no softmax gives that without a place to look away to.",
    steps=(
        Step(_arriving),
        Step(Vec(_offsets(product(_positions(_s @ _e.T), _x, _W.T))), "distributivity"),
        Step(Vec(_offsets(product(_A, _x, _W.T))), "definition of A"),
        Step(_offsets(Vec(product(_A, _x, _W.T))), "linearity of vec"),
        Step(_offsets(tensor(_A, _W) @ Vec(_x)), "vec"),
        Step(_acting(_A, _W), "distributivity"),
    ),
    near_misses=(
        NearMiss(
            "the_other_way",
            _arriving,
            _acting(_A.T, _W),
            "A^v transposed: it reads v places ahead, a convolution with the kernel turned round",
        ),
        NearMiss(
            "one_matrix_for_all_offsets",
            _arriving,
            tensor(_offsets(_A), free("W", "d_model", "d_model", 0)) @ Vec(_x),
            "one head that attends to all offsets at once",
        ),
        NearMiss(
            "added_slot_by_slot",
            _arriving,
            tensor(_offsets(_A), _offsets(_W)) @ Vec(_x),
            "adding patterns and weights before ⊗",
        ),
        NearMiss(
            "kernel_transposed",
            _arriving,
            _acting(_A, _W.T),
            "multiplying from the right by weights kept for the left",
        ),
    ),
)

THEOREMS = (CONVOLUTION,)
