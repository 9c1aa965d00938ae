"""Chapter 2: what is missing when a head, or the paths of an order, are removed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import ZZ
from sympy.polys.rings import ring

from refmath.symbolic.claims import Argument, Claim, FalseClaim, Twin, ensure
from refmath.symbolic.derivation import NearMiss, Step, Theorem
from refmath.symbolic.expressions import Expression, HeadSum, Identity, product, tensor
from refmath.symbolic.letters import HeadSet
from refmath.theorems.attention_heads import CHAPTER
from refmath.theorems.notation import W_OV, free, letter

_STREAM = Identity(("n_ctx", "d_model"))


def _later(body: Expression) -> Expression:
    return HeadSum("g", body, HeadSet("H", (1,)))


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
    "through each later head that reads it. So the loss of a model from which a head was taken "
    "says something of all paths through the head, and its direct effect on the logits only of "
    "one; and both suppose that the later patterns stay what they were.",
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

# --- marginal effects -----------------------------------------------------------------------------


def _one_more_order(whole: Callable[[Any, Any, Any], Any]) -> str:
    """(L₀ − L_k) + (L_k − L_(k+1)): the sum so far, and the next marginal effect."""
    _, first, now, then = ring("L_0 L_k L_next", ZZ)
    ensure((first - now) + (now - then) == whole(first, now, then), "one order more")
    return "(L_0 − L_k) + (L_k − L_(k+1)) = L_0 − L_(k+1), whatever the function: by induction"


def _loss(*terms: int) -> int:
    """A loss that isn't linear, as none is: the square of what is missing of 2."""
    return (2 - sum(terms)) ** 2


def _by_itself() -> str:
    marginal, alone = _loss(1) - _loss(1, 1), _loss() - _loss(1)
    said = f"loss (2 − a − b)², a = b = 1: b after a takes {marginal} off, b by itself {alone}"
    return said if marginal != alone else ""


def _removals_add_up() -> str:
    removals = 2 * (_loss(1) - _loss(1, 1))
    together = _loss() - _loss(1, 1)
    said = f"loss (2 − a − b)², a = b = 1: the two removals add {removals}, both at once {together}"
    return said if removals != together else ""


MARGINAL = Claim(
    name="marginal_effects_telescope",
    title="Marginal effects of the orders add up to the whole",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Term Importance Analysis»",
    plain="Let L_k be the loss with the paths of order below k. The marginal effect of order k is "
    "what the loss falls by when that order is added to all shorter ones. Added up, these are the "
    "whole fall, with nothing left over, whatever the loss is: each loss is added once and taken "
    "off once. They depend on the order in which terms come: an order's marginal effect is neither "
    "what it does by itself, nor what the whole would lose without it.",
    statement=r"\sum_{k=0}^{n} \left(L_k - L_{k+1}\right) = L_0 - L_{n+1}",
    arguments=(
        Argument(
            "If it holds up to some order, it holds for one more.",
            "every depth",
            _one_more_order,
            lambda first, _now, then: first - then,
            Twin("the loss before the last order", lambda first, now, _then: first - now),
        ),
    ),
    near_misses=(
        FalseClaim(
            "what_an_order_does_by_itself",
            r"L_k - L_{k+1} = L_0 - L(\text{order } k \text{ alone})",
            "reading a marginal effect as the effect of the order",
            _by_itself,
        ),
        FalseClaim(
            "removals_add_up",
            r"\sum_k \left[L(\text{all but order } k) - L(\text{all})\right] = L_0 - L_{n+1}",
            "removing each order by turns, and adding up",
            _removals_add_up,
        ),
    ),
    rests=("term_importance",),
)

STATEMENTS = (REMOVAL, MARGINAL)
