"""Propositions: evaluated as they are printed, premises included, on all instances."""

from collections.abc import Iterator
from fractions import Fraction
from random import Random

import pytest

from refmath.symbolic.evaluated import value
from refmath.symbolic.exact_matrices import matrix
from refmath.symbolic.propositions import Instances, Proposition, evaluation, told
from refmath.symbolic.real_numbers import Enclosed, UndecidedError, exponential
from refmath.symbolic.terms import (
    Bracket,
    Compared,
    Defined,
    Exp,
    ForEach,
    Given,
    Grouped,
    NotEmpty,
    Over,
    Range,
    Sequences,
    Sign,
    Whole,
)

j, k, n = Sign("j"), Sign("k"), Sign("n")


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
    twice = Exp(Exp(Whole(1)))
    near = Compared(twice * twice, r"\ge", Exp(Exp(Whole(1)) * 2))
    with pytest.raises(UndecidedError):
        Proposition((), near).holds({})


def test_definitions_may_speak_of_each_other() -> None:
    x, y = (Sign(name, (j,), (Grouped(k),)) for name in "xy")
    before = Sign("y", (j,), (Grouped(k - 1),))
    says = Proposition(
        (),
        Compared(Sign("x", (n,), (Grouped(Whole(2)),)), "=", Whole(3) + n),
        (Defined(x, Whole(3) + before), Defined(y, Bracket(Compared(k, ">", Whole(0))) * j)),
    )
    assert says.holds({"n": 5})
    assert "x^{(k)}_{j} = 3 + y^{(k - 1)}_{j}" in says.latex


UP_TO = Range("j", Whole(1), n)


def is_so(said, **given):
    return Proposition((), said).holds(given)


@pytest.mark.parametrize(
    ("said", "given", "answer"),
    [
        (ForEach(UP_TO, Compared(Sign("s", (j,)), "<", n)), {"n": 3, "s": lambda k: k - 1}, True),
        (ForEach(UP_TO, Compared(Sign("s", (j,)), "<", n)), {"n": 3, "s": lambda k: k}, False),
        (ForEach(UP_TO, Compared(j, ">", n)), {"n": 0}, True),
        (NotEmpty(UP_TO), {"n": 1}, True),
        (NotEmpty(UP_TO), {"n": 0}, False),
    ],
)
def test_what_is_said_of_each_holds_of_all_that_are_listed(said, given, answer) -> None:
    assert is_so(said, **given) is answer
    premise = Proposition((said,), Compared(Whole(1), "=", Whole(1)))
    assert premise.holds(given) is (True if answer else None)


@pytest.mark.parametrize(
    ("term", "given", "number"),
    [
        (Over(r"\max", UP_TO, Sign("s", (j,))), {"n": 3, "s": [None, 2, 7, 5].__getitem__}, 7),
        (Over(r"\sum", UP_TO, Sign("s", (j,))), {"n": 3, "s": [None, 2, 7, 5].__getitem__}, 14),
        (Over(r"\sum", Range("j", Whole(1), n), Whole(2)), {"n": 0}, 0),
        (
            Over(r"\sum", Sequences("c", Whole(2), UP_TO), Sign("c", (Whole(1),)) * n),
            {"n": 3},
            54,
        ),
        (Over(r"\sum", Sequences("c", n, UP_TO), Sign("c", (n,))), {"n": 2}, 6),
        (Bracket(Compared(n, ">", Whole(0))) + Bracket(Compared(n, "<", Whole(0))), {"n": 5}, 1),
        (n - (j - n) * 2, {"n": 3, "j": 5}, -1),
        (n / j, {"n": 3, "j": -2}, Fraction(-3, 2)),
    ],
)
def test_a_term_has_the_number_that_it_writes(term, given, number) -> None:
    assert value(term, given) == number


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        (ForEach(UP_TO, Compared(j, "<", n)), r"j < n \text{ for } 1 \le j \le n"),
        (NotEmpty(Range("j", Whole(1), n, (Compared(j, ">", Whole(2)),), "M")),
         r"M = \{1 \le j \le n, \, j > 2\} \ne \emptyset"),
        (Compared(Over(r"\sum", UP_TO, j + 1), "=", n), r"\sum_{j = 1}^{n} \left(j + 1\right) = n"),
        (Compared(Over(r"\max", UP_TO, j), "=", n), r"\max_{1 \le j \le n} j = n"),
        (Compared(Over(r"\sum", Range("j", Whole(1), n, (), "M"), j), "=", n),
         r"\sum_{j \in M} j = n"),
        (Compared(Over(r"\sum", Range("j", Whole(0), n, (Compared(j, ">", Whole(2)),)), j), "=", n),
         r"\sum_{0 \le j \le n, \, j > 2} j = n"),
        (Compared(Over(r"\sum", Sequences("c", n, UP_TO), j), "=", n),
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


def test_what_is_no_term_is_refused() -> None:
    with pytest.raises(TypeError, match="term: expected a Term, got 'j'"):
        value("j", {})
    with pytest.raises(TypeError, match="term: expected a Term, got 'j'"):
        Proposition((), Compared("j", "=", n)).latex  # noqa: B018


def test_two_enclosures_that_overlap_are_neither_equal_nor_unequal() -> None:
    e = Exp(Whole(1))
    with pytest.raises(UndecidedError):
        is_so(Compared(Exp(e) * Exp(e), "=", Exp(e * 2)))
    assert is_so(Compared(e * e, "=", Exp(Whole(2)))) is True
    assert is_so(Compared(e, "=", Exp(Whole(2)))) is False
    assert is_so(Compared(e, "<", Exp(Whole(2)))) is True


def _up_to_3() -> Iterator[Given]:
    return ({"n": m} for m in range(4))


ALL = Instances(_up_to_3, lambda random: {"n": random.randint(4, 9)})


def test_every_instance_is_tried_and_the_first_false_one_is_told() -> None:
    at_most = Proposition((Compared(n, ">", Whole(1)),), Compared(n, "<", Whole(9)))
    found = evaluation(at_most, ALL, 3)
    assert (found.tried, found.held, found.drawn) == (7, 5, 3)
    assert found.false_of is None
    less = Proposition((Compared(n, ">", Whole(1)),), Compared(n, "<", Whole(3)))
    assert evaluation(less, ALL, 3).false_of == {"n": 3}


def test_draws_are_the_same_at_each_run() -> None:
    drawn = [list(ALL.each(5)) for _ in range(2)]
    assert drawn[0] == drawn[1]
    assert drawn[0][4:] == [ALL.drawn(Random(seed)) for seed in range(5)]


def test_a_share_of_the_small_instances_is_the_same_at_each_run_and_holds_the_first() -> None:
    many = Instances(lambda: ({"n": n} for n in range(400)), ALL.drawn)
    every, some = list(many.each(5)), list(many.each(5, 25))
    assert some == list(many.each(5, 25))
    assert len(every) == 405
    chosen = Random(0)
    assert some[:-5] == [{"n": k} for k in range(400) if chosen.randrange(100) < 25 or not k]
    assert some[-5:] == every[-5:]
    assert 70 < len(some) - 5 < 130
    assert [given for given in every if given in some[:-5]] == some[:-5]
    assert list(many.each(0, 0)) == [{"n": 0}]
    found = evaluation(Proposition((), Compared(n, ">", Whole(399))), many, 0, 0)
    assert (found.tried, found.false_of) == (1, {"n": 0})
    found = evaluation(Proposition((), Compared(n, ">", Whole(0))), many, 3)
    assert (found.tried, found.held, found.drawn) == (1, 0, 3)


def test_an_instance_is_told_in_words() -> None:
    given = {
        "W_{OV}": {0: matrix([[1, Fraction(1, 2)]])},
        "t": (0, 1),
        "H": [None, exponential(Fraction(1))],
    }
    assert told(given) == "W_OV = {0: [[1, 1/2]]}, t = (0, 1), H = {∅, 2.71828…}"


def test_letters_of_an_instance_are_told_without_tex() -> None:
    known = {r"\Pi": 1, r"\alpha": 2, r"d_{\text{head}}": 3, "n": 4}
    assert told(known) == "Π = 1, alpha = 2, d_texthead = 3, n = 4"
    assert told({"e": Enclosed(Fraction(1), Fraction(2)), "t": (1, (2, 3))}) == (
        "e = 1…, t = (1, (2, 3))"
    )
    assert told({}) == "as it stands, without letters"
