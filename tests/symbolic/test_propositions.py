"""Propositions: evaluated as they are printed, premises included, exponentials enclosed."""

from fractions import Fraction
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmath.symbolic.propositions import (
    Bracket,
    Compared,
    Defined,
    Exp,
    NotEmpty,
    Over,
    Proposition,
    Range,
    Sign,
    UndecidedError,
    Whole,
    enclosed_exp,
    value,
)
from refmath.theorems.catalogue import CLAIMS
from refmath.theorems.certified_range import LARGEST
from refmath.theorems.induction import ATTENDS

j, n = Sign("j"), Sign("n")


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


def test_premises_that_fail_say_nothing_and_conclusions_are_decided() -> None:
    squares = Over(r"\sum", Range("j", Whole(1), n), j * j)
    says = Proposition((Compared(n, ">", Whole(0)),), Compared(squares, r"\ge", n * n))
    assert [says.holds({"n": k}) for k in (0, 1, 2, 3)] == [None, True, True, True]
    less = Proposition((Compared(n, ">", Whole(0)),), Compared(squares, "<", n * 2))
    assert [less.holds({"n": k}) for k in (0, 1, 2)] == [None, True, False]


def test_a_range_lists_what_its_conditions_hold_of() -> None:
    odd = Range("j", Whole(0), n, (Compared(Sign("t", (j,)), "=", Whole(1)),), "M")
    says = Proposition((NotEmpty(odd),), Compared(Over(r"\sum", odd, j), "=", Sign("s")))
    known = {"n": 4, "t": lambda k: k % 2, "s": 4}
    assert says.holds(known)
    assert says.holds(known | {"s": 5}) is False
    assert says.holds(known | {"n": 0}) is None


def test_definitions_are_used_and_printed() -> None:
    f = Defined(Sign("f", (j,)), Exp(j * Bracket(Compared(j, ">", Whole(1)))))
    says = Proposition((), Compared(Sign("f", (Whole(1),)), "=", Whole(1)), (f,))
    assert says.holds({})
    assert r"f_{j} = e^{j \, [j > 1]}" in says.latex


def test_what_is_too_near_is_undecided() -> None:
    e = Exp(Whole(1))
    near = Compared(e * e, r"\ge", Exp(Whole(2)))
    with pytest.raises(UndecidedError):
        Proposition((), near).holds({})
    low, high = value(e * e - Exp(Whole(2)), {})
    assert low < 0 < high


def test_a_quotient_by_what_may_be_0_is_refused() -> None:
    with pytest.raises(ZeroDivisionError):
        value(Whole(1) / Whole(0), {})
    e = Exp(Whole(1))
    with pytest.raises(ZeroDivisionError):
        value(Whole(1) / (e * e - Exp(Whole(2))), {})


def test_brackets_stand_where_they_must() -> None:
    a, b, c = map(Sign, "abc")
    says = Compared(a * (b - (c - a)), "=", (a + b) / c)
    assert Proposition((), says).latex.endswith(
        r"a \, \left(b - \left(c - a\right)\right) = \frac{a + b}{c}"
    )


@pytest.mark.parametrize(("name", "says"), [("induction", ATTENDS), ("certified_range", LARGEST)])
def test_what_these_claims_print_is_what_a_check_evaluates(name: str, says: Proposition) -> None:
    (claim,) = (claim for claim in CLAIMS if claim.name == name)
    assert claim.statement == says.latex
    assert any(argument.of is says for argument in claim.arguments)
