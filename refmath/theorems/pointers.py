"""Chapter 5: induction by pointer arithmetic: a fetched position, turned one forward."""

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
    Exp,
    Given,
    Members,
    Over,
    Range,
    SetOf,
    Sign,
    Size,
    Term,
    Two,
    Whole,
)
from refmath.theorems.by_hand import (
    CHAPTER,
    Context,
    contexts,
    drawn_context,
    drawn_scale,
    given_context,
    i,
    j,
    softmax_of,
    sources,
    spelt,
    token,
)
from refmath.theorems.induction import EXPONENTIALS, SCALES, Exponential, matches, with_a_match
from refmath.theorems.reading import attention


def fetched_positions(context: Context, s0: Fraction, e: Exponential) -> list[Fraction]:
    """Run layer 0 at the last position: its attention, s₀ to copies of its token, itself one."""
    return attention([e(s0) if c == context[-1] else e(Fraction(0)) for c in context])


def pointer_scores(
    context: Context, s0: Fraction, s1: Fraction, e: Exponential, *, forward: int = 1
) -> list[Fraction]:
    """Run both layers: a source's score is s₁ times what layer 0 paid to the place before it."""
    fetched = fetched_positions(context, s0, e)
    places = range(len(context))
    return [s1 * fetched[j - forward] if j - forward in places else Fraction(0) for j in places]


def _share(k: int, i: int, s0: Fraction, s1: Fraction, e: Exponential) -> Fraction:
    """Return k x/(k x + (i − k) y + 1): k matches, position 0, and the i − k others."""
    one = e(Fraction(0))
    whole = (k + 1) * e(s0) + (i - k) * one
    x, y = e(s1 * e(s0) / whole), e(s1 * one / whole)
    return k * x / (k * x + (i - k) * y + one)


def _statement_holds(forward: int) -> str:
    tried = of_first = 0
    for context in with_a_match(3, 5):
        places, i = matches(context), len(context) - 1
        of_first += context[0] == context[-1]
        for s0, s1 in SCALES:
            for e in EXPONENTIALS:
                scores = pointer_scores(context, s0, s1, e, forward=forward)
                row = attention([e(s) for s in scores])
                attended = sum((row[j] for j in places), Fraction(0))
                wanted = _share(len(places), i, s0, s1, e)
                ensure(attended == wanted, f"{spelt(context)}, s₀ = {s0}, s₁ = {s1}")
                tried += 1
    return (
        f"{tried:,} cases, none left out: all contexts of up to 5 tokens of 3 with a match (in "
        f"{of_first} of them the first token is the last one too), {len(SCALES)} pairs of scales"
    )


def _three_kinds(total: Callable[[Any, Any, Any, Any], Any]) -> str:
    """Count the sources of destination i: k matches at x, position 0 at 1, the others at y."""
    _, k, i, x, y = ring("k i x y", ZZ)
    ensure(k * x + (i + 1 - k - 1) * y + 1 == total(k, i, x, y), "the weights of a row")
    return "k x + (i − k) y + 1, for any k, i and any function in the place of e^s"


def _copies(total: Callable[[Any, Any, Any], Any]) -> str:
    _, k, i, w = ring("k i w", ZZ)
    ensure((k + 1) * w + (i + 1 - (k + 1)) == total(k, i, w), "the weights of a row in layer 0")
    return "(k + 1) w + (i − k): k earlier copies and the destination, and i − k others"


_s1, _w, _Z, _x, _y, _k, _l = map(Sign, ("s_1", "w", "Z", "x", "y", "k", "l"))
_matches = Sign("M", (i,))
_fetched = _w ** Bracket(Compared(token(_l), "=", token(i)))
_of_all = Over(r"\sum", Range("j", Whole(0), i), _w ** Bracket(Compared(token(j), "=", token(i))))
_of_another = (i - _k) * _y


def _points(turned: Term, whole: Term = _k * _x + _of_another + 1) -> Proposition:
    """Write the attention to the matches; what is fetched at l is asked for where it is turned."""
    asked = Bracket(Compared(_l, "=", turned))
    fetched = Over(r"\sum", Range("l", Whole(0), i), Sign("a", (i, _l)) * asked)
    return Proposition(
        (Compared(_w, ">", Whole(0)),),
        Compared(Over(r"\sum", Members("j", _matches), Sign("A", (i, j))), "=", _k * _x / whole),
        (
            Defined(_x, Exp(Two("slash", _s1 * _w, _Z))),
            Defined(_y, Exp(Two("slash", _s1, _Z))),
            Defined(_Z, (_k + 1) * _w + i - _k),
            Defined(_k, Size(_matches)),
            Defined(_matches, SetOf(sources(1, i, Compared(token(j - 1), "=", token(i))))),
            Defined(Sign("a", (i, _l)), _fetched / _of_all),
            *softmax_of("A", _s1 * fetched),
        ),
    )


POINTS = _points(j - 1)


def _given(context: Context, weight: Fraction, sharp: Fraction) -> Given:
    return given_context(context, w=weight, s_1=sharp)


def _small_contexts() -> Iterator[Given]:
    """All contexts of up to 4 tokens of 3, with w below and above 1, and one below 0."""
    scales = (
        (Fraction(1, 2), Fraction(3)),
        (Fraction(20), Fraction(5)),
        (Fraction(-3), Fraction(1)),
    )
    for context, (weight, sharp) in every(contexts(3, 4), scales):
        yield _given(context, weight, sharp)


def _drawn_pointers(random: Random) -> Given:
    weight = Fraction(random.randint(1, 60), random.randint(1, 9))
    return _given(drawn_context(random, 3, 7), weight, drawn_scale(random))


_POINTERS = Instances(_small_contexts, _drawn_pointers)

POINTERS = Claim(
    name="pointer_induction",
    title="Induction by pointer arithmetic: fetch where the token stood, and look one place on",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Pointer Arithmetic with Positional Embeddings»",
    plain="A second way to induction, by Q-composition. A first-layer head attends to the copies "
    "of its token and fetches their positions. A second-layer head turns what was fetched one "
    "position forward and asks for the token that stands there. The destination is a copy of its "
    "own token as well; but what it would point at, i + 1, isn't there yet. No place can be "
    "mistaken for a match, position 0 neither: nothing points at it. So the attention to the k "
    "matches is known exactly: w = e^{s₀} is what a copy weighs in layer 0, whose head scores s₀ "
    "for it, and x and y are what layer 1 gives to a match and to another place. It asks that "
    "positions are in the stream, where values can fetch them.",
    statement=POINTS,
    instances=_POINTERS,
    arguments=(
        Argument(
            "A copy gets w/Z in layer 0 and any other place 1/Z, where Z is the sum of the row. "
            "So a match, which has a copy before it, scores s₁ w/Z in layer 1, and another place "
            "after position 0 scores s₁/Z.",
            "all shapes",
            _copies,
            lambda k, i, w: (k + 1) * w + i - k,
            Twin("the destination not counted", lambda k, i, w: k * w + i - k),
        ),
        Argument(
            "Position 0 has no place before it: its score is 0.",
            "all shapes",
            _three_kinds,
            lambda k, i, x, y: k * x + (i - k) * y + 1,
            Twin("position 0 counted with the others", lambda k, i, x, y: k * x + (i + 1 - k) * y),
        ),
        Argument(
            "Beside it, the statement itself, as it is printed, for two functions in the place of "
            "e^s that rationals can hold.",
            "exact numbers",
            _statement_holds,
            1,
            Twin("two places forward", 2),
            "beside",
        ),
    ),
    near_misses=(
        FalseClaim(
            "without_the_turn",
            _points(j),
            "that to find the copy is to find what came after it",
            instances=_POINTERS,
        ),
        FalseClaim(
            "turned_the_other_way",
            _points(j + 1),
            "the transpose of the rotation",
            instances=_POINTERS,
        ),
        FalseClaim(
            "position_0_with_the_others",
            _points(j - 1, _k * _x + (i + 1 - _k) * _y),
            "that position 0 is asked for like any place that isn't a match",
            instances=_POINTERS,
        ),
    ),
    assumptions=("positions and tokens have coordinates of their own, one each",),
)

STATEMENTS = (POINTERS,)
