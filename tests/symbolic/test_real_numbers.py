"""Real numbers: what roots and exponentials give is decided exactly, the rest enclosed."""

from fractions import Fraction
from math import exp, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmath.symbolic.real_numbers import (
    Enclosed,
    Exact,
    UndecidedError,
    divided,
    enclosed,
    enclosed_exp,
    exponential,
    is_so,
    is_zero,
    minus,
    plus,
    root,
    size,
    times,
    to_the,
)

SMALL = st.fractions(-9, 9, max_denominator=50)


@given(st.fractions(-30, 30, max_denominator=100))
def test_an_exponential_lies_between_its_bounds(s: Fraction) -> None:
    low, high = enclosed_exp(s)
    assert 0 < low <= high
    assert high - low <= high * Fraction(1, 2**90)
    assert float(low) == pytest.approx(exp(s), rel=1e-14)  # of a library that is as good as that


@given(st.fractions(-9, 9, max_denominator=50), st.fractions(-9, 9, max_denominator=50))
def test_exponentials_multiply_to_that_of_the_sum(s: Fraction, t: Fraction) -> None:
    (a, b), (c, d), (low, high) = map(enclosed_exp, (s, t, s + t))
    assert a * c <= high
    assert low <= b * d


@given(SMALL, SMALL)
def test_exponentials_of_rationals_multiply_exactly(s: Fraction, t: Fraction) -> None:
    product = times(exponential(s), exponential(t))
    assert is_so(product, "=", exponential(s + t))
    assert is_so(plus(product, Fraction(1, 10**40)), ">", exponential(s + t))


@given(st.fractions(0, 50, max_denominator=20), st.fractions(0, 50, max_denominator=20))
def test_roots_multiply_exactly(x: Fraction, y: Fraction) -> None:
    assert is_so(times(root(x), root(y)), "=", root(x * y))
    assert is_so(times(root(x), root(x)), "=", x)
    assert is_so(plus(root(x), root(y)), r"\ge", root(x + y))
    assert float(enclosed(root(x))[0]) == pytest.approx(sqrt(x))


def test_a_root_of_minus_1_is_i() -> None:
    i = root(Fraction(-1))
    assert to_the(i, 2) == -1
    assert is_so(times(to_the(i, -1), i), "=", Fraction(1))
    assert is_so(
        times(root(Fraction(-2)), root(Fraction(-3))), "=", times(Fraction(-1), root(Fraction(6)))
    )
    assert size(plus(Fraction(3), times(Fraction(4), i))) == 5
    with pytest.raises(ValueError, match="imaginary"):
        is_so(i, "<", Fraction(1))


def test_quotients_are_compared_without_rounding() -> None:
    e = exponential(Fraction(1))
    shares = [divided(x, plus(e, Fraction(1))) for x in (e, Fraction(1))]
    assert plus(*shares) == 1
    assert is_so(shares[0], ">", shares[1])
    assert not is_so(shares[0], "=", shares[1])
    assert is_so(shares[0], r"\ne", shares[1])
    with pytest.raises(ZeroDivisionError):
        divided(e, minus(e, e))


def test_a_difference_of_2_to_the_minus_400_is_seen() -> None:
    e = exponential(Fraction(1))
    near = plus(e, Fraction(1, 2**400))
    assert is_so(near, ">", e)
    assert not is_so(near, r"\le", e)


def test_an_exponential_of_an_exponential_is_enclosed() -> None:
    e = exponential(Fraction(1))
    twice = exponential(e)
    assert isinstance(e, Exact)
    assert isinstance(twice, Enclosed)
    assert float(twice.low) == pytest.approx(exp(exp(1)))
    with pytest.raises(UndecidedError):
        is_so(times(twice, twice), r"\ge", exponential(times(Fraction(2), e)))
    with pytest.raises(UndecidedError):
        is_zero(minus(times(twice, twice), exponential(times(Fraction(2), e))))
    with pytest.raises(ZeroDivisionError):
        divided(e, minus(times(twice, twice), exponential(times(Fraction(2), e))))


@given(SMALL, SMALL)
def test_what_is_enclosed_adds_and_divides_within_its_ends(x: Fraction, width: Fraction) -> None:
    between = Enclosed(x, x + abs(width))
    three = Fraction(3)
    for total in (plus(between, three), plus(three, between)):
        assert isinstance(total, Enclosed)
        assert total.low <= x + 3 <= x + abs(width) + 3 <= total.high
        assert total.high - total.low <= abs(width) + Fraction(1, 2**100)
    away = plus(between, Fraction(20))
    for share, exact in ((divided(three, away), 3 / (x + 20)), (divided(away, away), Fraction(1))):
        assert isinstance(share, Enclosed)
        assert share.low <= exact <= share.high


def test_a_quotient_by_what_is_enclosed_is_enclosed_as_closely() -> None:
    twice = exponential(exponential(Fraction(1)))
    for share, near in (
        (divided(Fraction(3), twice), 3 / exp(exp(1))),
        (divided(twice, Fraction(3)), exp(exp(1)) / 3),
        (divided(exponential(Fraction(1)), twice), exp(1) / exp(exp(1))),
    ):
        assert isinstance(share, Enclosed)
        assert share.high - share.low < Fraction(1, 2**90)
        assert float(share.low) == pytest.approx(near)


def test_quotients_with_unlike_divisors_add_exactly() -> None:
    e = exponential(Fraction(1))
    one = Fraction(1)
    total = plus(divided(one, plus(one, e)), divided(one, plus(Fraction(2), e)))
    product = times(plus(one, e), plus(Fraction(2), e))
    assert is_so(times(total, product), "=", plus(Fraction(3), times(Fraction(2), e)))


def test_what_overlaps_is_told_by_where_each_begins() -> None:
    low, high = Enclosed(Fraction(1), Fraction(3)), Enclosed(Fraction(2), Fraction(4))
    with pytest.raises(UndecidedError, match=r"^1\.0 to 3\.0 < 2\.0 …$"):
        is_so(low, "<", high)
    with pytest.raises(UndecidedError, match=r"^1\.0 = 2\.0, or nearly so$"):
        is_so(low, "=", high)
