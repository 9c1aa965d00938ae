"""Chapter 3: how many heads it takes to store pairs without their crossings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product as every
from random import Random
from typing import Any

from sympy import ZZ
from sympy.polys.rings import ring

from refmath.symbolic.algebra import normal_form
from refmath.symbolic.claims import Argument, Claim, FalseClaim, Twin, ensure
from refmath.symbolic.expressions import Expression, product
from refmath.symbolic.propositions import Instances, Proposition
from refmath.symbolic.terms import (
    Compared,
    Defined,
    ForEach,
    Given,
    Members,
    Over,
    Range,
    Said,
    Sign,
    Size,
    Term,
)
from refmath.theorems.instances import ONE, ZERO
from refmath.theorems.notation import free
from refmath.theorems.polynomials import Rows, determinant, is_not_negative, times
from refmath.theorems.reading import CHAPTER

# --- many pairs, few heads ------------------------------------------------------------------------

Remainder = Callable[[Any, Any, Any, Any], Any]


def _through_few_heads(middle: Expression) -> str:
    """M = X Y: what Y sends to 0, M sends to 0, for any number of heads (d_head) and pairs (n)."""
    X, Y, v = free("X", "n", "d_head"), free("Y", "d_head", "n"), free("v", "n", "one")
    ensure(
        normal_form(product(X, middle, v)) == normal_form(product(X, Y @ v)), "M v isn't X (Y v)"
    )
    return "M v = X (Y v) for M = X Y: with fewer rows in Y than columns there is v ≠ 0, Y v = 0"


def _one_more_crossed_effect(remainder: Remainder) -> str:
    """If S v = T + s, then (S + c) v = T + c w + (s + c d) where v = w + d is at least w."""
    _, T, s, c, w, d = ring("T s c w d", ZZ)
    left = (T + s) + c * (w + d)
    rest = left - (T + c * w)
    right = rest == remainder(s, c, w, d) and is_not_negative(rest)
    ensure(right, "one more effect, what is left over not below 0")
    return "S v ≥ T gives (S + c) v ≥ T + c w, for v ≥ w ≥ 0 and c ≥ 0: by induction on the pairs"


def _dominated(n: int, highest: int, dominates: Callable[[int, int], bool]) -> list[Rows]:
    """List the matrices of small whole numbers in which each row's own effect dominates."""
    entries = range(-highest, highest + 1)
    rows = [
        [
            list(row)
            for row in every(entries, repeat=n)
            if dominates(abs(row[i]), sum(map(abs, row)) - abs(row[i]))
        ]
        for i in range(n)
    ]
    return [list(chosen) for chosen in every(*rows)]


def _none_is_singular(dominates: Callable[[int, int], bool]) -> str:
    tried = 0
    for n, highest in ((1, 3), (2, 3), (3, 2)):
        for matrix in _dominated(n, highest, dominates):
            ensure(determinant(matrix) != 0, f"{matrix} has determinant 0")
            tried += 1
    return f"all {tried:,} such matrices of small whole numbers, for 1 to 3 pairs"


def of_two_heads(n: int) -> Rows:
    """Write the table of two heads with u = (2i, 1) and o = (j, −j²): i² − (i − j)²."""
    attentions = [[2 * i, 1] for i in range(1, n + 1)]
    effects = [list(range(1, n + 1)), [-j * j for j in range(1, n + 1)]]
    return times(attentions, effects)


def _own_effect_is_the_largest() -> str:
    table = of_two_heads(5)
    right = all(max(row) == row[i] and row.count(row[i]) == 1 for i, row in enumerate(table))
    return f"two heads, five pairs, each row's own effect the largest: {table}" if right else ""


def _crossed_effects_are_below_zero() -> str:
    """A number for each destination changes no probability: take i² − 1/2 off, and double."""
    table = [[2 * x - 2 * i * i + 1 for x in row] for i, row in enumerate(of_two_heads(5), start=1)]
    right = all((x > 0) == (i == j) for i, row in enumerate(table) for j, x in enumerate(row))
    said = f"two heads and a bigram that adds one number to all outputs, five pairs: {table}"
    return said if right else ""


_i, _j, _n, _h = Sign("i"), Sign("j"), Sign("n"), Sign("h")
_ROWS, _OTHERS = (
    Range("i", ONE, _n),
    Range("j", ONE, _n, (Compared(_j, r"\ne", _i),)),
)
_M_ij, _M_ii = Sign("M", (_i, _j)), Sign("M", (_i, _i))
_c_i = Sign("c", (_i,))
_SUM_OF_HEADS = Defined(
    _M_ij,
    Over(r"\sum", Members("h", Sign("H")), Sign("a", (_i,), (_h,)) * Sign("o", (_j,), (_h,))),
)


def _takes_heads(premise: Said) -> Proposition:
    enough = Compared(Size(Sign("H")), r"\ge", _n)
    return Proposition((ForEach(_ROWS, premise),), enough, (_SUM_OF_HEADS,))


def _crossings_are(below: Term, sign: str, own: Term) -> Said:
    return Compared(Over(r"\sum", _OTHERS, below), sign, own)


def _of_heads(a: Sequence[Sequence[int]], o: Sequence[Sequence[int]], c: Sequence[int]) -> Given:
    """Give each head's numbers by destination and by output, from 1."""
    attentions, effects = (
        {h: dict(enumerate(row, 1)) for h, row in enumerate(rows)} for rows in (a, o)
    )
    given = {"n": len(c), "H": list(range(len(a))), "a": attentions, "o": effects}
    return {**given, "c": dict(enumerate(c, 1))}


def _small_pairs() -> Iterator[Given]:
    """Two heads for three pairs; one head and two pairs, two and two, of small numbers."""
    i = (1, 2, 3)
    yield _of_heads(([2 * x for x in i], (1, 1, 1)), (i, [-x * x for x in i]), (0, 0, 0))
    lowered = [1 - 2 * x * x for x in i]  # twice i² − (i − j)², less 2i² − 1
    yield _of_heads(([4 * x for x in i], (2, 2, 2)), (i, [-x * x for x in i]), lowered)
    for a, o in every(every((0, 1, 2), repeat=2), every((-1, 0, 1), repeat=2)):
        yield _of_heads([a], [o], (0, 0))
    for a, o in every(every((0, 1), repeat=4), every((-1, 0, 1), repeat=4)):
        yield _of_heads((a[:2], a[2:]), (o[:2], o[2:]), (0, 0))


def _drawn_pairs(random: Random) -> Given:
    n = random.randint(2, 3)
    rows = [[5 * (i == h) + random.randint(-1, 1) for i in range(n)] for h in range(n)]
    effects = [[random.choice((1, 2)) * (i == h) for i in range(n)] for h in range(n)]
    return _of_heads(rows, effects, [random.randint(-2, 2) for _ in range(n)])


_PAIRS_BY_HEADS = Instances(_small_pairs, _drawn_pairs)

PAIRS = Claim(
    name="pairs_need_heads",
    title="n pairs that outweigh their crossings need n heads",
    chapter=CHAPTER,
    source='Elhage et al. 2021, «Skip-Trigram "Bugs"»; Lévy 1881 and Desplanques 1886 for the '
    "determinant",
    plain="Let M_ij be what the heads, for one source, add at destination B_i to the output C_j: "
    "the pairs that are wanted stand on the diagonal, the bugs beside it. If in every row the bugs "
    "together weigh less than the pair, then there are as many heads as pairs, or more. For, take "
    "weights v of the outputs that M sends to 0, and the output i whose weight is largest: its own "
    "effect would have to be made up for by the others', which are too small. So the bugs are no "
    "fault of training: who wants pairs free of them pays a head for each. It is not enough to ask "
    "that each C_i is merely the largest at its B_i: for that two heads will do, for any number of "
    "pairs.",
    statement=_takes_heads(_crossings_are(Size(_M_ij), "<", Size(_M_ii))),
    instances=_PAIRS_BY_HEADS,
    arguments=(
        Argument(
            "With fewer heads than pairs, some v ≠ 0 has M v = 0.",
            "all shapes",
            _through_few_heads,
            free("Y", "d_head", "n"),
            Twin("another factor for Y", free("Z", "d_head", "n")),
        ),
        Argument(
            "Let v_i be the largest of v in absolute value. Then the sum of |M_ij| |v_j| over the "
            "others is at most their |M_ij| together times |v_i|, which is less than "
            "|M_ii| |v_i|: so M v is not 0 at i.",
            "all shapes",
            _one_more_crossed_effect,
            lambda s, c, _w, d: s + c * d,
            Twin("the smaller weight for the difference", lambda s, c, w, _d: s + c * w),
        ),
        Argument(
            "Beside it, every such matrix of small whole numbers is invertible.",
            "exact numbers",
            _none_is_singular,
            lambda own, crossed: crossed < own,
            Twin("crossings that weigh as much as the pair", lambda own, crossed: crossed <= own),
            "beside",
        ),
    ),
    near_misses=(
        FalseClaim(
            "crossings_as_heavy_as_the_pair",
            _takes_heads(_crossings_are(Size(_M_ij), r"\le", Size(_M_ii))),
            "that it suffices for the bugs to weigh no more than the pair",
            instances=_PAIRS_BY_HEADS,
        ),
        FalseClaim(
            "own_effect_the_largest",
            _takes_heads(ForEach(_OTHERS, Compared(_M_ij, "<", _M_ii))),
            "that it suffices for each pair to be the largest in its row",
            instances=_PAIRS_BY_HEADS,
        ),
        FalseClaim(
            "crossings_below_zero",
            _takes_heads(
                ForEach(
                    _OTHERS,
                    Compared(_M_ij + _c_i, r"\le", ZERO, (("<", _M_ii + _c_i),)),
                )
            ),
            "that it suffices for every crossing to be lowered",
            instances=_PAIRS_BY_HEADS,
        ),
    ),
    assumptions=("the softmax's denominator is set aside: it is one number a destination",),
    rests=("a_head_is_one_factor_each",),
)

STATEMENTS = (PAIRS,)
