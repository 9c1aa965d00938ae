"""Draws that are small enough to be computed by Rocq, whose numbers are chains of successors."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from refmath.evidence.drawn_values import PERIOD, Values, draws, letters_of
from refmath.evidence.exact_numbers import Exact, exact_array, rational
from refmath.evidence.near_misses import TRIES, in_rationals
from refmath.kernel.export import rests_on_any
from refmath.kernel.tactics import MULTIPLICATIVE
from refmath.symbolic.derivation import Theorem
from refmath.symbolic.expressions import Expression, HeadSum, parts_of
from refmath.symbolic.letters import HeadSet

POWERS, SMALL = "power_of_2", "one_to_three"
"""What `proofs/Numbers.v` has for e: each positive, each with a lemma that says so."""

QUARTER = ((0, -1), (1, 0))
"""A quarter turn: the powers of another have long numerators."""


class _OfSmallValues(Exact):
    """A rational number whose exponential is `one_to_three`."""

    __slots__ = ()

    def __init__(self, value: Exact | int | Fraction) -> None:
        super().__init__(rational(value))

    def exp(self) -> _OfSmallValues:
        return _OfSmallValues(math.floor(self.value) % 3 + 1)


def exponential_of(theorem: Theorem, earlier: Mapping[str, Theorem]) -> str:
    """Return 2^s where a theorem supposes e(s + t) = e(s) e(t), else the one of small values."""
    return POWERS if rests_on_any(MULTIPLICATIVE, theorem, earlier) else SMALL


def smallest_first(
    sides: tuple[Expression, Expression], e: str, heads: Sequence[int]
) -> Iterator[Values]:
    """Draw with so many heads in each set, from small sizes on; then as it comes.

    What is computed grows with the sizes and, where sums stand within sums, with the heads much
    faster.

    Args:
        sides: two expressions.
        e: the exponential, `POWERS` or `SMALL`.
        heads: how many in each set: with the first number all sizes are drawn before the next.
    """
    number = _OfSmallValues if e == SMALL else Exact
    for values in _drawn(sides, heads):
        yield replace(in_rationals(values), number=number)


def largest_denominator(values: Values) -> int:
    """Return the largest denominator of the numbers that were drawn."""
    return max((x.value.denominator for m in values.given.values() for x in m.flat), default=1)


def _drawn(sides: tuple[Expression, Expression], heads: Sequence[int]) -> Iterator[Values]:
    sets = {over for side in sides for over in _sets_of_heads(side)}
    letters = {g for side in sides for g in letters_of(side)}
    if any(g.kind == "inclusion" for g in letters):
        sets = set()  # how many heads there are is a size, which is drawn already
    for n_heads in heads if sets else heads[:1]:
        drawn = sorted(draws(sides, range(PERIOD)), key=lambda v: math.prod(v.sizes.values()))
        for values in drawn:
            for over in sets:
                values.counted[over.name, over.index] = n_heads
            for g in letters:
                if g.kind == "rotation":
                    for plane in range(values.dimension(g.rows) // 2):
                        values.given["angle", (g.name, plane), ""] = exact_array(QUARTER)
            yield values
    yield from draws(sides, range(TRIES))


def _sets_of_heads(e: Expression) -> Iterator[HeadSet]:
    if isinstance(e, HeadSum):
        yield e.over
    for part in parts_of(e):
        yield from _sets_of_heads(part)
