"""Chapter 3: the copying score, as a function of OV, and its range."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from random import Random
from typing import Any

from sympy import ZZ
from sympy.polys.rings import ring

from refmath.symbolic.claims import Argument, Claim, FalseClaim, Twin, ensure
from refmath.symbolic.exact_matrices import matrix
from refmath.symbolic.propositions import Instances, Proposition
from refmath.symbolic.real_numbers import Real, plus, root, times
from refmath.symbolic.terms import (
    Compared,
    ForEach,
    Function,
    Given,
    Id,
    If,
    Minus,
    Norm,
    Over,
    Range,
    Said,
    Sign,
    Size,
    Term,
    Whole,
)
from refmath.theorems.polynomials import Rows
from refmath.theorems.polynomials import times as product_of
from refmath.theorems.reading import CHAPTER

# --- the statement --------------------------------------------------------------------------------

_OV, _a, _k, _n, _x = (Sign(latex) for latex in ("OV", "a", "k", "n", "x"))
_lambda = Sign(r"\lambda", (_k,))
_EACH = Range("k", Whole(1), _n)
_trace = Function(r"\operatorname{tr}", _OV)
_lengths = Over(r"\sum", _EACH, Size(_lambda))
_EIGENVALUES = ForEach(
    Range("x", Whole(0), _n),
    Compared(Function(r"\det", _x * Id() - _OV), "=", Over(r"\prod", _EACH, _x - _lambda)),
)
_NOT_ALL_0 = Compared(_lengths, ">", Whole(0))
_REAL = ForEach(_EACH, Compared(_lambda, "=", Size(_lambda)))


def _within(below: Term) -> Said:
    return Compared(Minus(Whole(1)), r"\le", _trace / below, ((r"\le", Whole(1)),))


def _says(*conclusions: Said) -> Proposition:
    """Of a matrix and its eigenvalues: n + 1 places tell polynomials of degree n apart."""
    return Proposition((_EIGENVALUES, _NOT_ALL_0), conclusions)


def _for_each_token(sign: str) -> Said:
    """Compare the diagonal of OV with 0."""
    tokens = Range("a", Whole(0), _n - 1)
    return ForEach(tokens, Compared(Sign("OV", (_a, _a)), sign, Whole(0)))


_IS_1 = Compared(_trace / _lengths, "=", Whole(1))
SCORE = _says(_within(_lengths), If(_IS_1, _REAL), If(_REAL, _IS_1))

# --- matrices with known eigenvalues --------------------------------------------------------------

_TURNS = ([[1, 0, 0], [0, 1, 0], [0, 0, 1]], [[1, 2, 0], [0, 1, -1], [0, 0, 1]],
          [[1, 0, 0], [-1, 1, 0], [2, 1, 1]])  # fmt: skip
_BACK = ([[1, 0, 0], [0, 1, 0], [0, 0, 1]], [[1, -2, -2], [0, 1, 1], [0, 0, 1]],
         [[1, 0, 0], [1, 1, 0], [-3, -1, 1]])  # fmt: skip


def _complex(re: Any, im: Any) -> Real:
    return plus(Fraction(re), times(Fraction(im), root(Fraction(-1))))


def _of(re: Any, im: Any, third: Any, turn: int) -> Given:
    """Write a matrix with the eigenvalues re ± i im and a third, in another basis."""
    plain: Rows = [[re, -im, 0], [im, re, 0], [0, 0, third]]
    turned = product_of(_TURNS[turn], plain, _BACK[turn])
    values = {1: _complex(re, im), 2: _complex(re, -im), 3: Fraction(third)}
    return {"n": 3, "OV": matrix(turned), r"\lambda": values}


def _triangular(a: Any, b: Any, above: Any) -> Given:
    """Write a 2 × 2 matrix of real eigenvalues: of ones that neighbour, or of one twice."""
    rows: Rows = product_of([[1, 0], [2, 1]], [[a, above], [0, b]], [[1, 0], [-2, 1]])
    return {"n": 2, "OV": matrix(rows), r"\lambda": {1: Fraction(a), 2: Fraction(b)}}


def _small() -> Iterator[Given]:
    for a in range(4):
        for b in range(-1, 4):
            yield from (_triangular(a, b, above) for above in (1, 2))
    for re in range(-1, 2):
        for im in range(2):
            for third in range(-1, 2):
                yield from (_of(re, im, third, turn) for turn in range(3))
    yield {**_triangular(3, 2, 1), r"\lambda": {1: Fraction(1), 2: Fraction(1)}}  # are none of it


def _drawn(random: Random) -> Given:
    """Draw eigenvalues; now and then a wrong one is named."""
    re, im, third = (Fraction(random.randint(-4, 4), random.randint(1, 3)) for _ in range(3))
    given = dict(_of(re, im, third, random.randrange(3)))
    if random.random() < 1 / 5:
        given[r"\lambda"] = {**given[r"\lambda"], 3: third + 1}
    return given


INSTANCES = Instances(_small, _drawn)

# --- the proof ------------------------------------------------------------------------------------


def _no_longer_than_its_length(left_over: Callable[[Any, Any], Any]) -> str:
    _, a, b = ring("a b", ZZ)
    ensure((a**2 + b**2) - a**2 == left_over(a, b), "|λ|² − (Re λ)²")
    return "|a + ib|² − a² = b², so −|λ| ≤ Re λ ≤ |λ|, and Re λ = |λ| only if b = 0 and a ≥ 0"


def _added_up(gap: Callable[[Any, Any], Any]) -> str:
    """With Σ|λ| − Re Σλ so far, and one eigenvalue more."""
    _, lengths, reals, r, a = ring("R A r a", ZZ)
    ensure((lengths + r) - (reals + a) == (lengths - reals) + gap(r, a), "one eigenvalue more")
    return "Σ|λ| − Σ Re λ = Σ (|λ| − Re λ), none of them below 0; and Σλ = tr OV is real"


COPYING_SCORE = Claim(
    name="copying_score_in_range",
    title="The copying score is a function of OV, from −1 to 1",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Detecting Copying Behavior»",
    plain="The score of a head is Σλ / Σ|λ| over the eigenvalues of its OV. The numerator is the "
    "trace, a real number; the denominator is no smaller, whatever complex eigenvalues there are. "
    "It is 1 just if no eigenvalue is negative or complex. It asks nothing of patterns, and a "
    "scale of OV divides out. Where all eigenvalues are 0 there is no score. And a score of 1 "
    "doesn't make every token raise itself.",
    statement=SCORE,
    instances=INSTANCES,
    arguments=(
        Argument(
            "The real part of a number is at most its length, and equal to it only for a number "
            "that is real and not below 0.",
            "all shapes",
            _no_longer_than_its_length,
            lambda _a, b: b**2,
            Twin("the real part's square", lambda a, _b: a**2),
        ),
        Argument(
            "The sum of the eigenvalues is the trace; add up what each one's length is more than "
            "its real part, and, for −1, the same of −OV.",
            "every depth",
            _added_up,
            lambda r, a: r - a,
            Twin("length and real part added", lambda r, a: r + a),
        ),
    ),
    near_misses=(
        FalseClaim(
            "over_the_norm",
            _says(_within(Norm(_OV))),
            "dividing by the norm of OV, which is smaller than the sum of the lengths can be",
            instances=INSTANCES,
        ),
        FalseClaim(
            "every_token_raises_itself",
            _says(If(_for_each_token(r"\ge"), _IS_1)),
            "reading a score of 1 as «each token raises itself»",
            instances=INSTANCES,
        ),
        FalseClaim(
            "between_0_and_1",
            _says(Compared(Whole(0), r"\le", _trace / _lengths)),
            "that a score is a share: heads that take copies away score below 0",
            instances=INSTANCES,
        ),
        FalseClaim(
            "a_positive_diagonal_scores_1",
            _says(If(_IS_1, _for_each_token(">"))),
            "reading the eigenvalues off the diagonal",
            instances=INSTANCES,
        ),
    ),
    rests=("copying_by_eigenvalues_and_diagonal",),
)

STATEMENTS = (COPYING_SCORE,)
