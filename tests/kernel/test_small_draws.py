"""Draws for Rocq are small: one head in a set, sizes that grow, turns by right angles."""

import math
from fractions import Fraction
from itertools import islice

import pytest

from refmath.evidence.drawn_values import PERIOD, letters_of
from refmath.kernel.small_draws import POWERS, SMALL, exponential_of, smallest_first
from refmath.theorems.catalogue import THEOREMS

EARLIER = {theorem.name: theorem for theorem in THEOREMS}


def test_sizes_grow_while_each_set_has_as_many_heads_as_is_asked_for() -> None:
    theorem = EARLIER["virtual_weights"]
    drawn = list(islice(smallest_first((theorem.left, theorem.right), SMALL, (1, 2)), 2 * PERIOD))
    for values, n_heads in ((drawn[:PERIOD], 1), (drawn[PERIOD:], 2)):
        products = [math.prod(v.sizes.values()) for v in values]
        assert products == sorted(products)
        assert {n for v in values for n in v.counted.values()} == {n_heads}


def test_every_turn_is_by_right_angles() -> None:
    theorem = EARLIER["rotary_positions"]
    sides = (theorem.left, theorem.right)
    turned = [g for side in sides for g in letters_of(side) if g.kind == "rotation"]
    values = next(smallest_first(sides, SMALL, (1,)))
    entries = {x.value for g in turned for x in values.at(g, g.index).flat}
    assert entries <= {-1, 0, 1}
    assert turned


@pytest.mark.parametrize(
    ("e", "of"),
    [(SMALL, {-4: 3, -1: 3, 0: 1, 2: 3, Fraction(7, 2): 1}), (POWERS, {-1: Fraction(1, 2), 3: 8})],
)
def test_each_exponential_is_the_one_of_its_name(e: str, of: dict[Fraction, Fraction]) -> None:
    theorem = EARLIER["softmax"]
    number = next(smallest_first((theorem.left, theorem.right), e, (1,))).number
    assert {x: number(x).exp().value for x in of} == of


def test_powers_are_taken_where_a_theorem_supposes_a_law_of_sums() -> None:
    assert exponential_of(EARLIER["softmax_shift"], EARLIER) == POWERS
    assert exponential_of(EARLIER["softmax_permuted"], EARLIER) == SMALL
