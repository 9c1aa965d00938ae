"""Chapter 2: what is missing when a head, or the paths of an order, are removed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import compress
from itertools import product as every
from random import Random
from typing import Any

from sympy import ZZ
from sympy.polys.rings import ring

from refmath.symbolic.claims import Argument, Claim, FalseClaim, Twin, ensure
from refmath.symbolic.derivation import NearMiss, Step, Theorem
from refmath.symbolic.expressions import Expression, HeadSum, Identity, product, tensor
from refmath.symbolic.letters import HeadSet
from refmath.symbolic.propositions import Instances, Proposition
from refmath.symbolic.terms import (
    Compared,
    Defined,
    ForEach,
    Function,
    Given,
    Over,
    Range,
    Said,
    SetOf,
    Sign,
    Term,
)
from refmath.theorems.attention_heads import CHAPTER
from refmath.theorems.instances import ZERO
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


_k, _n, _j = Sign("k"), Sign("n"), Sign("j")


def _L(k: Term) -> Term:
    return Sign("L", (k,))


def _of(*where: Said, last: Term = _n) -> Term:
    r"""The loss with the paths of some orders alone: \ell of a set."""
    return Function(r"\ell", SetOf(Range("j", ZERO, last, where)))


_WHOLE_FALL = _L(ZERO) - _L(_n + 1)
_ORDERS = Range("k", ZERO, _n)
_BELOW_K = Defined(Sign("L", (_k,)), _of(last=_k - 1))
_MARGINAL = _L(_k) - _L(_k + 1)


def _small_losses() -> Iterator[Given]:
    """All sequences of up to 4 losses, each −1, 0 or 2."""
    for n in range(3):
        for losses in every((-1, 0, 2), repeat=n + 2):
            yield {"n": n, "L": losses}


def _drawn_losses(random: Random) -> Given:
    n = random.randint(3, 9)
    return {"n": n, "L": tuple(random.randint(-99, 99) for _ in range(n + 2))}


_LOSSES = Instances(_small_losses, _drawn_losses)


def _of_sets(n: int, terms: Sequence[int]) -> Given:
    """A loss that isn't linear, as none is: the square of what a set of terms misses of 2."""
    orders = range(n + 1)
    sets = (tuple(compress(orders, chosen)) for chosen in every((0, 1), repeat=n + 1))
    return {"n": n, r"\ell": {s: (2 - sum(terms[k] for k in s)) ** 2 for s in sets}}


_LOSSES_OF_SETS = Instances(
    lambda: (_of_sets(n, (1,) * (n + 1)) for n in range(3)),
    lambda random: _of_sets(3, [random.randint(-2, 2) for _ in range(4)]),
)

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
    statement=Proposition((), Compared(Over(r"\sum", _ORDERS, _MARGINAL), "=", _WHOLE_FALL)),
    instances=_LOSSES,
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
            Proposition(
                (),
                ForEach(_ORDERS, Compared(_MARGINAL, "=", _L(ZERO) - _of(Compared(_j, "=", _k)))),
                (_BELOW_K,),
            ),
            "reading a marginal effect as the effect of the order",
            instances=_LOSSES_OF_SETS,
        ),
        FalseClaim(
            "removals_add_up",
            Proposition(
                (),
                Compared(
                    Over(r"\sum", _ORDERS, _of(Compared(_j, r"\ne", _k)) - _of()),
                    "=",
                    _WHOLE_FALL,
                ),
                (_BELOW_K,),
            ),
            "removing each order by turns, and adding up",
            instances=_LOSSES_OF_SETS,
        ),
        FalseClaim(
            "the_last_order_left_out",
            Proposition((), Compared(Over(r"\sum", _ORDERS, _MARGINAL), "=", _L(ZERO) - _L(_n))),
            "stopping before the last order",
            instances=_LOSSES,
        ),
    ),
    rests=("term_importance",),
)

STATEMENTS = (REMOVAL, MARGINAL)
