"""Chapter 3: how many heads it takes to store pairs without their crossings."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product as every
from typing import Any

from sympy import ZZ
from sympy.polys.rings import ring

from refmath.symbolic.algebra import normal_form
from refmath.symbolic.claims import Argument, Claim, FalseClaim, Twin, ensure
from refmath.symbolic.expressions import Expression, product
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
    statement=r"\sum_{j \ne i} |M_{ij}| < |M_{ii}| \text{ for all } i = 1, \dots, n, \quad "
    r"M_{ij} = \sum_{h} a^h_i \, o^h_j \quad \Longrightarrow \quad n_{heads} \ge n",
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
            "own_effect_the_largest",
            r"M_{ij} < M_{ii} \text{ for all } j \ne i \;\Longrightarrow\; n_{heads} \ge n",
            "that it suffices for each pair to be the largest in its row",
            _own_effect_is_the_largest,
        ),
        FalseClaim(
            "crossings_below_zero",
            r"M_{ij} + c_i \le 0 < M_{ii} + c_i \text{ for all } j \ne i \text{ and some } c_i "
            r"\;\Longrightarrow\; n_{heads} \ge n",
            "that it suffices for every crossing to be lowered",
            _crossed_effects_are_below_zero,
        ),
    ),
    assumptions=("the softmax's denominator is set aside: it is one number a destination",),
    rests=("a_head_is_one_factor_each",),
)

STATEMENTS = (PAIRS,)
