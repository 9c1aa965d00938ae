"""Evaluation computes what an expression says, in exact numbers."""

from fractions import Fraction
from random import Random

from refmath.evidence.drawn_values import Values
from refmath.evidence.evaluate import both_sides, evaluate
from refmath.symbolic.expressions import Letter
from refmath.symbolic.letters import matrix

A = Letter(matrix("A", "n", "n", kind="stochastic"))
ONES = Letter(matrix("1", "n", "one", kind="ones"))


def test_evaluation_of_ones_in_a_space_of_one() -> None:
    values = Values({"n": 3}, Random(0))
    assert evaluate(A @ ONES, values).tolist() == [[1]] * 3
    assert isinstance(evaluate(A, values)[1, 0].value, Fraction)


def test_both_sides_take_the_same_numbers_and_a_free_index_is_a_head_of_its_own() -> None:
    W = Letter(matrix("W", "n", "n", "h"))
    values = Values({"n": 3}, Random(0))
    left, right = both_sides((W, W.T), values)
    assert (left == right.T).all()
    assert list(values.given) == [("W", ("h",), "free")]
