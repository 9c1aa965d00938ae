"""False theorems that every route once accepted, and names that misled routes: all refused."""

import pytest

from refmath.symbolic.algebra import normal_form
from refmath.symbolic.derivation import Hypothesis, NearMiss, Step, Theorem
from refmath.symbolic.expressions import (
    AmbiguousLetterError,
    HeadSum,
    Letter,
    Scaled,
    ShapeMismatchError,
    check_letters,
    product,
)
from refmath.symbolic.identities import LAWS, rewritten
from refmath.symbolic.indices import index_form
from refmath.symbolic.letters import RESERVED, Bound, block, generator, matrix, scalar

A, B, C = (matrix(name, "n", "n") for name in "ABC")


def square(name, *index, kind="free"):
    return Letter(matrix(name, "n", "n", *index, kind=kind))


def test_a_matrix_is_no_scalar_factor():
    """Scaled by a matrix letter, B commuted with everything: A B C was B A C."""
    with pytest.raises(ShapeMismatchError, match=r"factor: .* got B, n × n"):
        Scaled(B, product(Letter(A), Letter(C)))
    assert Scaled(scalar("c", "c"), Letter(A)).factor.name == "c"


def test_one_name_is_one_letter():
    """An isometry Q and a free Q were drawn as one matrix: QᵀQ = Id was believed of both."""
    isometry, free = square("Q", kind="isometry"), square("Q")
    with pytest.raises(AmbiguousLetterError, match=r"Q: expected one .* free .* isometry"):
        check_letters(isometry @ free)
    supposed = Hypothesis("Q has orthonormal columns", isometry.T @ isometry, free, "")
    with pytest.raises(AmbiguousLetterError, match="Q"):
        Theorem("t", "", "", "", "", (Step(free), Step(free.T, "transpose")), (), (), (supposed,))
    with pytest.raises(AmbiguousLetterError, match="Q"):
        NearMiss("m", isometry, free, "")
    assert index_form(isometry) != index_form(free)
    assert normal_form(isometry) != normal_form(free)
    check_letters(square("Q", 0) @ square("Q", 1))  # one family


def test_one_name_has_one_type():
    wide = Letter(matrix("A", "n", "m"))
    with pytest.raises(AmbiguousLetterError, match="A: expected one letter"):
        check_letters(Letter(A) @ wide)


def test_blocks_of_two_layers_are_not_taken_for_one():
    """ι_{0,h}ᵀ ι_{1,h} says nothing: the heads of two layers lie in two spaces."""
    of_two = Letter(block(0, "h")).T @ Letter(block(1, "h"))
    of_one = Letter(block(0, "h")).T @ Letter(block(0, "h"))
    for form in (normal_form, index_form):
        assert form(of_two) != form(of_one)
        assert form(of_one) == form(Letter(block(1, "g")).T @ Letter(block(1, "g")))


def test_blocks_leave_no_diagonal_where_one_index_shadows_the_other():
    """Σ_h Σ_h L^h ι_hᵀ ι_h R^h is n_heads times Σ_h L^h R^h, not Σ_h L^h R^h."""
    L, R = Letter(matrix("L", "n", "d_head", "h")), Letter(matrix("R", "d_head", "n", "h"))
    shadowed = HeadSum("h", HeadSum("h", product(L, Letter(block("h")).T, Letter(block("h")), R)))
    rule = LAWS["blocks"].rule
    assert rewritten(shadowed, rule) == shadowed
    assert index_form(shadowed) != index_form(HeadSum("h", L @ R))
    one_each = HeadSum("g", HeadSum("h", product(Letter(block("g")).T, Letter(block("h")))))
    assert index_form(rewritten(one_each, rule)) == index_form(one_each)


@pytest.mark.parametrize("index", ["·0∈H", "#0∈H", "#000∈H", "h′", "<h>", "", "0", 1.5, True, None])
def test_no_letter_has_an_index_that_a_route_might_have_given(index):
    """An index called ·0∈H was taken for a bound one, and two routes accepted a falsehood."""
    for make in (lambda: matrix("A", "n", "n", index), lambda: block(index),
                 lambda: generator("A", index), lambda: HeadSum(index, Letter(A))):  # fmt: skip
        with pytest.raises(ValueError, match="index: expected"):
            make()


@pytest.mark.parametrize(
    "name", ["A[]n×n·B", "A·B", "Aᵀ", "", *(f"A{sign}" for sign in sorted(RESERVED))]
)
def test_no_letter_has_a_name_that_reads_as_a_word(name):
    """A letter called A[]n×n·B was equal to the product A B, by index."""
    with pytest.raises(ValueError, match="name: expected letters other than"):
        matrix(name, "n", "n")


def test_the_routes_may_name_what_they_bind():
    assert generator("A", Bound("#0∈H")).index == ("#0∈H",)
