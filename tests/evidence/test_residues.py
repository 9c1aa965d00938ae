"""Residues are a ring with an exponential that turns sums into products; p itself divides none."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmath.evidence.residues import MODULUS, PRIME, Residue

RATIONALS = st.fractions(min_value=-50, max_value=50, max_denominator=20)


@given(a=RATIONALS, b=RATIONALS)
def test_the_exponential_of_a_sum_is_the_product(a, b):
    """No exponential on rationals does this; 2^s made linear between whole numbers doesn't."""
    assert Residue(a).exp() * Residue(b).exp() == Residue(a + b).exp()
    assert Residue(a).exp() == Residue(b).exp() or a != b
    assert Residue(0).exp() == 1


@given(a=RATIONALS, b=RATIONALS)
def test_arithmetic_is_that_of_the_rationals(a, b):
    left, right = Residue(a), Residue(b)
    assert left + right == a + b
    assert left - right == a - b
    assert b - left == b - a
    assert left * right == a * b
    assert -left == -a
    if b:
        assert left / right == a / b
        assert a / right == a / b
    assert hash(left) == hash(Residue(a))
    assert bool(left) == bool(a)


def test_unequal_numbers_have_unequal_exponentials() -> None:
    values = {Residue(Fraction(k, 3)).exp() for k in range(-20, 21)}
    assert len(values) == 41
    assert Residue(1).exp() != Residue(1 + PRIME).exp()


def test_a_sum_of_exponentials_can_be_divided_by_and_p_cannot() -> None:
    total = Residue(2).exp() + Residue(-5).exp() + 1
    assert total * (1 / total) == 1
    with pytest.raises(ZeroDivisionError, match="other: expected"):
        Residue(1) / PRIME


def test_a_residue_is_written_as_the_small_number_that_it_is() -> None:
    assert str(Residue(-3)) == "-3"
    assert repr(Residue(-3)) == f"Residue({MODULUS - 3})"


def test_unequal_residues_are_kept_apart_in_a_table() -> None:
    assert len({hash(Residue(k)) for k in range(9)}) == 9
    assert {Residue(1): "one"}[Residue(1)] == "one"


def test_a_half_is_what_twice_gives_one() -> None:
    assert Residue(Fraction(1, 2)) * 2 == 1
    assert Residue(Fraction(3, 2)).value == 3 * pow(2, -1, MODULUS) % MODULUS
