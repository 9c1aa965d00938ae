"""Propositions: evaluated as they are printed, premises included, on all instances."""

from collections.abc import Iterator
from fractions import Fraction
from random import Random

import pytest

from refmath.symbolic.exact_matrices import matrix
from refmath.symbolic.propositions import Instances, Proposition, evaluation, told
from refmath.symbolic.real_numbers import UndecidedError, exponential
from refmath.symbolic.terms import (
    Bracket,
    Compared,
    Defined,
    Exp,
    Given,
    Grouped,
    NotEmpty,
    Over,
    Range,
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


def test_an_instance_is_told_in_words() -> None:
    given = {
        "W_{OV}": {0: matrix([[1, Fraction(1, 2)]])},
        "t": (0, 1),
        "H": [None, exponential(Fraction(1))],
    }
    assert told(given) == "W_OV = {0: [[1, 1/2]]}, t = (0, 1), H = {∅, 2.71828…}"
