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
    ForEach,
    NotEmpty,
    Over,
    Proposition,
    Range,
    Sequences,
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


ALL = Range("j", Whole(1), n)


def is_so(said, **given):
    return Proposition((), said).holds(given)


@pytest.mark.parametrize(
    ("said", "given", "answer"),
    [
        (ForEach(ALL, Compared(Sign("s", (j,)), "<", n)), {"n": 3, "s": lambda k: k - 1}, True),
        (ForEach(ALL, Compared(Sign("s", (j,)), "<", n)), {"n": 3, "s": lambda k: k}, False),
        (ForEach(ALL, Compared(j, ">", n)), {"n": 0}, True),
        (NotEmpty(ALL), {"n": 1}, True),
        (NotEmpty(ALL), {"n": 0}, False),
    ],
)
def test_what_is_said_of_each_holds_of_all_that_are_listed(said, given, answer) -> None:
    assert is_so(said, **given) is answer
    premise = Proposition((said,), Compared(Whole(1), "=", Whole(1)))
    assert premise.holds(given) is (True if answer else None)


@pytest.mark.parametrize(
    ("term", "given", "number"),
    [
        (Over(r"\max", ALL, Sign("s", (j,))), {"n": 3, "s": [None, 2, 7, 5].__getitem__}, 7),
        (Over(r"\sum", ALL, Sign("s", (j,))), {"n": 3, "s": [None, 2, 7, 5].__getitem__}, 14),
        (Over(r"\sum", Range("j", Whole(1), n), Whole(2)), {"n": 0}, 0),
        (Over(r"\sum", Sequences("c", Whole(2), ALL), Sign("c", (Whole(1),)) * n), {"n": 3}, 54),
        (Over(r"\sum", Sequences("c", n, ALL), Sign("c", (n,))), {"n": 2}, 6),
        (Bracket(Compared(n, ">", Whole(0))) + Bracket(Compared(n, "<", Whole(0))), {"n": 5}, 1),
        (n - (j - n) * 2, {"n": 3, "j": 5}, -1),
        (n / j, {"n": 3, "j": -2}, Fraction(-3, 2)),
    ],
)
def test_a_term_has_the_number_that_it_writes(term, given, number) -> None:
    assert value(term, given) == (number, number)


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        (ForEach(ALL, Compared(j, "<", n)), r"j < n \text{ for } 1 \le j \le n"),
        (NotEmpty(Range("j", Whole(1), n, (Compared(j, ">", Whole(2)),), "M")),
         r"M = \{1 \le j \le n, \, j > 2\} \ne \emptyset"),
        (Compared(Over(r"\sum", ALL, j + 1), "=", n), r"\sum_{j = 1}^{n} \left(j + 1\right) = n"),
        (Compared(Over(r"\max", ALL, j), "=", n), r"\max_{1 \le j \le n} j = n"),
        (Compared(Over(r"\sum", Range("j", Whole(1), n, (), "M"), j), "=", n),
         r"\sum_{j \in M} j = n"),
        (Compared(Over(r"\sum", Range("j", Whole(0), n, (Compared(j, ">", Whole(2)),)), j), "=", n),
         r"\sum_{0 \le j \le n, \, j > 2} j = n"),
        (Compared(Over(r"\sum", Sequences("c", n, ALL), j), "=", n),
         r"\sum_{c_1, \dots, c_n} j = n"),
        (Compared(Sign("s", (j, n)), "=", Sign("s", (j + 1, n))), r"s_{jn} = s_{j + 1, n}"),
        (Compared(n / (j + 1), "=", Exp(n - j)), r"\frac{n}{j + 1} = e^{n - j}"),
        (Compared(n - (j - n), "=", (n + j) * n),
         r"n - \left(j - n\right) = \left(n + j\right) \, n"),
    ],
)  # fmt: skip
def test_what_is_said_is_printed_so(said, printed) -> None:
    assert Proposition((), said).latex == printed
    both = Proposition((said, Compared(n, ">", Whole(0))), Compared(n, "=", n))
    assert both.latex == rf"{printed}, \; n > 0 \;\Longrightarrow\; n = n"


def test_an_index_that_is_no_whole_number_is_refused() -> None:
    with pytest.raises(ValueError, match="index: expected a whole number, got 1/2 to 1/2"):
        value(Sign("s", (n,)), {"n": Fraction(1, 2), "s": lambda k: k})


def test_what_is_no_term_is_refused() -> None:
    with pytest.raises(TypeError, match="term: expected a Term, got 'j'"):
        value("j", {})
    with pytest.raises(TypeError, match="term: expected a Term, got 'j'"):
        Proposition((), Compared("j", "=", n)).latex  # noqa: B018


def test_two_enclosures_that_overlap_are_neither_equal_nor_unequal() -> None:
    e = Exp(Whole(1))
    with pytest.raises(UndecidedError):
        is_so(Compared(e * e, "=", Exp(Whole(2))))
    assert is_so(Compared(e, "=", Exp(Whole(2)))) is False
    assert is_so(Compared(e, "<", Exp(Whole(2)))) is True
