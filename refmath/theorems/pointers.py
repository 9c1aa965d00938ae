"""Chapter 5: induction by pointer arithmetic: a fetched position, turned one forward."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from sympy import ZZ
from sympy.polys.rings import ring

from refmath.symbolic.claims import Argument, Claim, FalseClaim, Twin, ensure
from refmath.theorems.by_hand import CHAPTER, A, B, Context, spelt
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


def _without_the_turn() -> str:
    s = Fraction(20)
    e = EXPONENTIALS[1]
    context = (A, B, A)
    row = attention([e(v) for v in pointer_scores(context, s, s, e, forward=0)])
    said = f"A B A, fetched and not turned: it attends to A by {float(row[0] + row[2]):.3f}"
    return said if row[0] + row[2] > row[1] else ""


def _turned_back() -> str:
    s = Fraction(20)
    e = EXPONENTIALS[1]
    context = (2, A, B, A)
    row = attention([e(v) for v in pointer_scores(context, s, s, e, forward=-1)])
    said = f"C A B A, turned one back: it attends to what came before, C and B, by {row[0]}"
    return said if row[0] > Fraction(1, 4) else ""


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
    "matches is known exactly: w = e^{s₀} is what a copy weighs in layer 0, and x and y are what "
    "layer 1 gives to a match and to another place. It asks that positions are in the stream, "
    "where values can fetch them.",
    statement=r"\sum_{j \in M_i} A_{ij} = \frac{k \, x}{k \, x + (i - k) \, y + 1}, \quad "
    r"x = e^{s_1 w / Z}, \; y = e^{s_1 / Z}, \; Z = (k + 1) \, w + i - k, \; w = e^{s_0}, \; "
    r"k = |M_i|",
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
            r"\text{the same without turning what was fetched}",
            "that to find the copy is to find what came after it",
            _without_the_turn,
        ),
        FalseClaim(
            "turned_the_other_way",
            r"\text{the same with the turn the other way}",
            "the transpose of the rotation",
            _turned_back,
        ),
    ),
    assumptions=(
        "i > 0, and M_i, the places after an earlier copy of the token, isn't empty",
        "positions and tokens have coordinates of their own, one each",
    ),
)

STATEMENTS = (POINTERS,)
