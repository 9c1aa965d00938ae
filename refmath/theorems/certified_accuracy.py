"""Chapter 3: what gaps in W_U W_E, QK and OV certify of a one-layer model's predictions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product as every
from random import Random
from typing import Any

from sympy import ZZ
from sympy.polys.rings import ring

from refmath.symbolic.claims import Argument, Claim, FalseClaim, Twin, ensure
from refmath.symbolic.propositions import Instances, Proposition
from refmath.symbolic.terms import (
    Bracket,
    Compared,
    Defined,
    ForEach,
    Given,
    Members,
    Over,
    Range,
    Said,
    Sign,
    Term,
    ThereIs,
    Whole,
)
from refmath.theorems.polynomials import is_not_negative
from refmath.theorems.reading import CHAPTER

# --- the statement --------------------------------------------------------------------------------

_V, _H, _a, _b, _c, _d, _h, _j, _n = (Sign(latex) for latex in "VHabcdhjn")
_alpha, _lead = Sign(r"\alpha", (), (_h,)), Sign(r"\ell")
_of_c_j = Sign("c", (_j,))
_PLACES = Range("j", Whole(1), _n)
_HEADS = Members("h", _H)
_TOKENS, _OTHERS = Members("b", _V), Members("b", _V, (Compared(_b, r"\ne", _a),))


def _w(token: Term) -> Sign:
    return Sign("w", (token,), (_h,))


def _v(token: Term) -> Sign:
    return Sign("v", (token,), (_h,))


def _sum(body: Term) -> Term:
    return Over(r"\sum", _PLACES, body)


def _share(others: Term, weight: Term) -> Term:
    """Write what a source has of the attention, at least: others of that weight beside it."""
    return _w(_a) / (_w(_a) + others * weight)


_LARGEST = Over(r"\max", _TOKENS, Bracket(Compared(_b, r"\ne", _a)) * _w(_b))
_LEAST = Over(r"\min", _TOKENS, _v(_b))
_SHARE = _share(_n - 1, _LARGEST)
_HOLDS_A = ThereIs(_PLACES, Compared(_of_c_j, "=", _a))
_PREMISES: tuple[Said, ...] = (ForEach(_HEADS, ForEach(_TOKENS, Compared(_w(_b), ">", Whole(0)))),)


def _led_by(
    per_head: Term, share: Term = _SHARE, holds: tuple[Said, ...] = (_HOLDS_A,)
) -> Proposition:
    """Of the lead of one output over another, in a context of n tokens of V."""
    lead = _d + Over(r"\sum", _HEADS, _sum(_w(_of_c_j) * _v(_of_c_j)) / _sum(_w(_of_c_j)))
    return Proposition(
        (*_PREMISES, *holds),
        Compared(_lead, r"\ge", _d + Over(r"\sum", _HEADS, per_head)),
        (Defined(_lead, lead), Defined(_alpha, share)),
    )


_BOUND = _alpha * _v(_a) + (Whole(1) - _alpha) * _LEAST
LEAD = _led_by(_BOUND)

# --- instances ------------------------------------------------------------------------------------


def _given(context: tuple[int, ...], a: int, d: Any, w: Any, v: Any) -> Given:
    """Put them together: w and v are lists of a head's weights and values, token by token."""
    return {
        "V": list(range(len(w[0]) if w else 2)),
        "H": list(range(len(w))),
        "n": len(context),
        "a": a,
        "c": dict(enumerate(context, 1)),
        "d": d,
        "w": {h: dict(enumerate(row)) for h, row in enumerate(w)},
        "v": {h: dict(enumerate(row)) for h, row in enumerate(v)},
    }


_SMALL_TABLES = (
    ([[1, 2]], [[1, -1]]),
    ([[3, 1]], [[-1, 2]]),
    ([[2, 1, 4]], [[2, 0, -3]]),
    ([[1, 1], [4, 1]], [[1, 0], [2, -2]]),
    ([[3]], [[-1]]),
    ([[2, -1]], [[1, -1]]),
)


def _small() -> Iterator[Given]:
    """Take every context of up to three tokens, and every source, in six small models."""
    for w, v in _SMALL_TABLES:
        tokens = range(len(w[0]))
        for n in range(1, 4):
            for context in every(tokens, repeat=n):
                yield from (_given(context, a, 1, w, v) for a in tokens)


def _drawn(random: Random) -> Given:
    """Draw a model of up to three heads and four tokens, and a context of up to six."""
    size, heads = random.randint(1, 4), random.randint(0, 3)
    w = [[Fraction(2) ** random.randint(-3, 4) for _ in range(size)] for _ in range(heads)]
    v = [[Fraction(random.randint(-5, 5), 2) for _ in range(size)] for _ in range(heads)]
    tokens = range(size if heads else 2)
    context = tuple(random.choice(tokens) for _ in range(random.randint(1, 6)))
    return _given(context, random.choice(tokens), random.randint(-3, 3), w, v)


INSTANCES = Instances(_small, _drawn)

# --- the proof ------------------------------------------------------------------------------------


def _share_of_the_source(others: Callable[[Any, Any], Any]) -> str:
    """With 1 + r places of a, m others, whose weights add up to m u − s."""
    _, r, m, w, u, s = ring("r m w u s", ZZ)
    copies, below = 1 + r, (1 + r) * w + (m * u - s)
    found = copies * w * (w + others(r, m) * u) - w * below
    ensure(is_not_negative(found), "k w (w + (n − 1) u) − w (k w + Σ w_j)")
    return "k w (w + (n − 1)u) − w (k w + m u − s) = w u r (1 + r + m) + w s, not below 0"


def _others_at_the_least(left_over: Callable[[Any, Any], Any]) -> str:
    """A value is at least u: v = u + g."""
    _, w, u, g = ring("w u g", ZZ)
    found = w * (u + g) - w * u
    ensure(found == left_over(w, g) and is_not_negative(found), "one source more")
    return "w v = w u + w (v − u): the others' mean is at least the least value"


def _more_of_the_source(left_over: Callable[[Any, Any], Any]) -> str:
    """With v_a = u + g, and a share of α + e for one of α."""
    _, alpha, e, u, g = ring("α e u g", ZZ)

    def mean(share: Any) -> Any:
        return share * (u + g) + (1 - share) * u

    found = mean(alpha + e) - mean(alpha)
    ensure(found == left_over(e, g) and is_not_negative(found), "a larger share of v_a")
    return "(α + e) v_a + (1 − α − e) u = α v_a + (1 − α) u + e (v_a − u), not less"


CERTIFIED = Claim(
    name="lead_certified_by_gaps",
    title="Gaps in W_U W_E, QK and OV certify a prediction in every context that holds a source",
    chapter=CHAPTER,
    source="Gross et al. 2024, «Compact Proofs of Model Performance via Mechanistic "
    "Interpretability», for certifying accuracy from circuits; the bound is this project's",
    plain="Fix a destination token and two outputs. ℓ is the lead of the one over the other: d is "
    "what W_U W_E adds to it, v^h_c what head h adds while it attends to the token c, from OV, and "
    "w^h_c is e to the score of c, from QK. If a source a stands anywhere in the context, head h "
    "gives it α^h of its attention or more: how much depends on the gap between a's score and the "
    "next best. What it does with the rest is at least the smallest v. So the right side bounds ℓ "
    "from below in all contexts of n tokens that hold a: where it is above 0 for an output over "
    "each other one, the model predicts that output in all of them. To count those is to bound the "
    "model's accuracy from below, pair of destination and source by pair, and not context by "
    "context. «certified_range» is sharper, and looks at one source and two outputs at a time. No "
    "function of this package computes this bound.",
    statement=LEAD,
    instances=INSTANCES,
    arguments=(
        Argument(
            "With k ≥ 1 places of a among n, the others of weight u at most, a has "
            "k w/(k w + Σ w_j) of the attention, which is w/(w + (n − 1)u) or more.",
            "all shapes",
            _share_of_the_source,
            lambda r, m: r + m,
            Twin("n − 2 others for n − 1", lambda r, m: r + m - 1),
        ),
        Argument(
            "The others add at least their share of the smallest value u.",
            "all shapes",
            _others_at_the_least,
            lambda w, g: w * g,
            Twin("the gap without its weight", lambda _w, g: g),
        ),
        Argument(
            "v_a is no smaller than u, so a larger share of it is no loss; and heads add up.",
            "all shapes",
            _more_of_the_source,
            lambda e, g: e * g,
            Twin("the whole gap", lambda _e, g: g),
        ),
    ),
    near_misses=(
        FalseClaim(
            "one_other_fewer",
            _led_by(_BOUND, _share(_n - 2, _LARGEST)),
            "leaving the destination itself out: it is a source as well",
            instances=INSTANCES,
        ),
        FalseClaim(
            "the_source_alone",
            _led_by(_alpha * _v(_a)),
            "that what isn't paid to the source adds nothing",
            instances=INSTANCES,
        ),
        FalseClaim(
            "the_widest_gap",
            _led_by(_BOUND, _share(_n - 1, Over(r"\min", _OTHERS, _w(_b)))),
            "the gap to the worst of the other tokens for that to the best",
            instances=INSTANCES,
        ),
        FalseClaim(
            "in_every_context",
            _led_by(_BOUND, holds=()),
            "forgetting that the source has to be there",
            instances=INSTANCES,
        ),
    ),
    assumptions=("one layer, no norm, no positions",),
)

STATEMENTS = (CERTIFIED,)
