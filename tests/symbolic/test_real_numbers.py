"""Real numbers: what roots and exponentials give is decided exactly, the rest enclosed."""

from fractions import Fraction
from math import exp, isqrt, sqrt

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
    written,
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


ONE, TWO = Fraction(1), Fraction(2)


def cut_off(places: int) -> Fraction:
    """√2 up to so many binary places."""
    return Fraction(isqrt(2 * 4**places), 2**places)


@pytest.mark.parametrize("places", [160, 200, 5000])
def test_a_root_is_above_what_of_it_so_many_places_say(places: int) -> None:
    assert is_so(root(TWO), ">", cut_off(places))
    assert is_so(cut_off(places), "<", root(TWO))
    assert is_so(root(TWO), "<", cut_off(places) + Fraction(1, 2**places))
    assert not is_so(root(TWO), r"\le", cut_off(places))


def test_a_root_is_enclosed_between_neighbours() -> None:
    assert enclosed(root(TWO), 10) == (Fraction(1448, 1024), Fraction(1449, 1024))
    assert enclosed(times(Fraction(-1), root(TWO)), 10) == (
        Fraction(-1449, 1024),
        Fraction(-1448, 1024),
    )
    assert enclosed(root(Fraction(9, 4)), 10) == (Fraction(3, 2), Fraction(3, 2))


@pytest.mark.parametrize(
    ("number", "near"),
    [
        (root(TWO), sqrt(2)),
        (exponential(times(TWO, root(TWO))), exp(2 * sqrt(2))),
        (exponential(times(Fraction(-1, 3), root(TWO))), exp(-sqrt(2) / 3)),
        (exponential(plus(root(TWO), root(Fraction(3)))), exp(sqrt(2) + sqrt(3))),
        (minus(Fraction(9), exponential(root(TWO))), 9 - exp(sqrt(2))),
        (times(root(TWO), exponential(root(TWO))), sqrt(2) * exp(sqrt(2))),
        (divided(root(TWO), plus(ONE, exponential(ONE))), sqrt(2) / (1 + exp(1))),
        (divided(minus(root(TWO), TWO), plus(ONE, exponential(ONE))), (sqrt(2) - 2) / (1 + exp(1))),
    ],
)  # fmt: skip
def test_a_closer_enclosure_lies_within_a_wider_one(number: Exact, near: float) -> None:
    low, high = enclosed(number)
    for bits in (40, 80, 400):
        wide, close = enclosed(number, bits), enclosed(number, 2 * bits)
        assert wide.low <= close.low < close.high <= wide.high
        assert wide.high - wide.low <= Fraction(1, 2 ** (bits - 12))
        assert is_so(wide.low, r"\le", number)
        assert is_so(number, r"\le", wide.high)
    assert float(low) == pytest.approx(near, rel=1e-14)
    assert low < high


def test_what_is_enclosed_keeps_few_digits_and_what_is_known_exactly_all() -> None:
    third = Fraction(1, 3)
    assert plus(Enclosed(third, third), third) == (2 * third, 2 * third)
    wide = plus(Enclosed(third, 2 * third), Fraction(1, 7))
    assert isinstance(wide, Enclosed)
    assert all(2**160 % end.denominator == 0 for end in wide)
    assert wide.low < third + Fraction(1, 7) < wide.low + Fraction(1, 2**150)
    assert wide.high - Fraction(1, 2**150) < 2 * third + Fraction(1, 7) < wide.high
    product = times(Enclosed(Fraction(-1), TWO), Enclosed(Fraction(-3), third))
    assert isinstance(product, Enclosed)
    assert (product.low, product.high) == (-6, 3)


def test_what_is_enclosed_apart_is_unequal_and_in_order() -> None:
    low, high = Enclosed(ONE, TWO), Enclosed(Fraction(3), Fraction(4))
    answers = {sign: is_so(low, sign, high) for sign in ("=", r"\ne", "<", r"\le", r"\ge", ">")}
    assert answers == {
        "=": False,
        r"\ne": True,
        "<": True,
        r"\le": True,
        r"\ge": False,
        ">": False,
    }
    with pytest.raises(UndecidedError, match=r"^1\.0 = 1\.5, or nearly so$"):
        is_so(low, r"\ne", Enclosed(Fraction(3, 2), TWO + 1))
    assert is_so(Enclosed(ONE, ONE), "=", ONE)
    assert not is_zero(low)
    assert is_zero(Enclosed(Fraction(0), Fraction(0)))
    for near in (Enclosed(Fraction(0), ONE), Enclosed(Fraction(-1), Fraction(0))):
        with pytest.raises(UndecidedError, match=r"may be 0$"):
            is_zero(near)


def test_a_number_is_written_cut_off_and_its_imaginary_part_behind() -> None:
    i, more = root(Fraction(-1)), plus(ONE, exponential(ONE))
    assert written(Fraction(1, 2)) == "1/2"
    assert written(root(TWO)) == "1.41421…"
    assert written(exponential(exponential(ONE))) == "15.1543…"
    assert written(i) == "0 + 1 i"
    assert written(plus(plus(ONE, root(TWO)), i)) == "2.41421… + 1 i"
    assert written(minus(root(TWO), times(root(Fraction(3)), i))) == "1.41421… + -1.73205… i"
    assert written(divided(plus(root(TWO), i), more)) == "0.380341… + 0.268941… i"


def test_a_size_is_not_below_0() -> None:
    for a in (root(TWO), times(Fraction(-1), root(TWO))):
        assert is_so(size(a), "=", root(TWO))
    assert size(Fraction(-3)) == 3
    assert size(Enclosed(Fraction(-2), Fraction(-1))) == (1, 2)
    assert size(Enclosed(ONE, TWO)) == (1, 2)
    assert size(times(Fraction(-2), root(Fraction(-1)))) == 2


def test_powers_and_roots_of_all_kinds_of_numbers() -> None:
    assert to_the(Fraction(0), 0) == 1
    assert to_the(TWO, -3) == Fraction(1, 8)
    assert is_so(to_the(root(TWO), 3), "=", times(TWO, root(TWO)))
    assert to_the(Enclosed(ONE, TWO), 2) == (1, 4)
    assert root(Fraction(0)) == 0
    assert is_so(root(Fraction(1, 8)), "=", divided(root(TWO), Fraction(4)))
    assert is_so(root(Fraction(-8)), "=", times(TWO, root(Fraction(-2))))
    of_root = root(root(TWO))
    assert isinstance(of_root, Enclosed)
    assert of_root.high - of_root.low < Fraction(1, 2**150)
    assert of_root.low**4 <= 2 <= of_root.high**4
    assert root(Enclosed(Fraction(-1), Fraction(4))) == (0, 2)
