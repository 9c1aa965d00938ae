"""Exact numbers: arithmetic, the exponential, refusals; expressions evaluated by definition."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmath.evidence.exact_numbers import Exact, exact_array, rational

rationals = st.fractions(min_value=-20, max_value=20, max_denominator=12)


@given(rationals, st.integers(-5, 5))
def test_the_exponential_turns_whole_shifts_into_factors(s: Fraction, k: int) -> None:
    assert (Exact(s) + k).exp() == Exact(s).exp() * Fraction(2) ** k


@given(rationals, rationals)
def test_the_exponential_increases_and_is_positive(a: Fraction, b: Fraction) -> None:
    assert Exact(a).exp() > 0
    if a < b:
        assert Exact(a).exp() < Exact(b).exp()


@given(st.integers(-30, 30))
def test_the_exponential_is_a_power_of_two_on_integers(k: int) -> None:
    assert Exact(k).exp().value == Fraction(2) ** k


@given(rationals, rationals)
def test_arithmetic_is_that_of_fractions(a: Fraction, b: Fraction) -> None:
    left, right = Exact(a), Exact(b)
    assert (left + right).value == a + b == (b + left).value
    assert (left - right).value == a - b
    assert (a - right).value == a - b
    assert (left * right).value == a * b
    assert (-left).value == -a
    assert (left < right) == (a < b)
    if b:
        assert (left / right).value == a / b == (a / right).value


def test_numpy_takes_exact_numbers() -> None:
    a = exact_array([[1, 2], [3, 4]])
    assert ((a @ a) == np.array([[7, 10], [15, 22]])).all()
    assert (np.exp(a) == np.array([[2, 4], [8, 16]])).all()


def test_a_square_root_is_exact_or_just_below() -> None:
    assert Exact(Fraction(9, 4)).sqrt() == Fraction(3, 2)
    for value in (Fraction(2), Fraction(1, 3), Fraction(10**9 + 1)):
        root = Exact(value).sqrt().value
        assert root**2 < value < (root + Fraction(1, 2**40)) ** 2
    assert Exact(Fraction(2, 10**30)).sqrt() > 0
    with pytest.raises(ValueError, match="sqrt: expected a number of 0 or more, got -1"):
        Exact(-1).sqrt()


def test_a_float_that_is_not_whole_is_refused() -> None:
    assert rational(2.0) == 2
    with pytest.raises(TypeError, match=r"expected a rational number, or a whole float, got 0\.5"):
        rational(0.5)
    with pytest.raises(TypeError):
        Exact(1) / 1.5


@pytest.mark.parametrize("kind", [int, np.int64, np.uint64])
def test_whole_numbers_do_not_wrap_whoever_s_they_are(kind):
    large = kind(2**62)
    assert Exact(large) * 4 == Exact(2**64)
    assert Exact(4) * large == Exact(2**64)
    assert rational(large) * 4 == 2**64
    assert str(Exact(True)) == "1"
