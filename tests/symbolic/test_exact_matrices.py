"""Matrices of real numbers: rank and determinant without rounding."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmath.symbolic.exact_matrices import (
    are_equal,
    determinant,
    frobenius,
    identity,
    matrix,
    multiplied,
    rank,
    softmax,
    tensored,
    total,
    trace,
    transposed,
)
from refmath.symbolic.real_numbers import exponential, is_so, plus, times

SQUARE = st.integers(1, 4).flatmap(
    lambda n: st.lists(st.lists(st.integers(-3, 3), min_size=n, max_size=n), min_size=n, max_size=n)
)


@given(SQUARE)
def test_a_determinant_is_0_where_the_rank_is_short(rows: list[list[int]]) -> None:
    m = matrix(rows)
    assert (determinant(m) == 0) == (rank(m) < len(rows))
    assert rank(m) == rank(transposed(m))
    assert determinant(m) == determinant(transposed(m))
    assert is_so(times(frobenius(m), frobenius(m)), "=", trace(multiplied(transposed(m), m)))


def test_ranks_of_exponentials_are_exact() -> None:
    e = [exponential(Fraction(k)) for k in range(4)]
    assert rank(matrix([[e[0], e[1]], [e[2], e[3]]])) == 1
    assert rank(matrix([[e[0], e[1]], [e[2], plus(e[3], Fraction(1, 10**60))]])) == 2


def test_tensor_products_multiply_slot_by_slot() -> None:
    a, b = matrix([[1, 2], [3, 4]]), matrix([[0, 1, 5]])
    assert are_equal(tensored(a, b), matrix([[0, 1, 5, 0, 2, 10], [0, 3, 15, 0, 4, 20]]))
    assert not are_equal(tensored(a, b), tensored(b, a))
    assert not are_equal(a, b)


def test_a_softmax_row_sums_to_1_over_what_it_sees() -> None:
    scores = matrix([[0, 5], [1, 2]])
    open_rows, causal = softmax(scores, causal=False), softmax(scores, causal=True)
    assert [plus(*row) for row in open_rows.rows] == [1, 1]
    assert causal.rows[0] == (1, 0)
    assert is_so(causal.rows[1][0], "=", open_rows.rows[1][0])


def test_what_does_not_fit_is_refused() -> None:
    wide = matrix([[1, 2, 3]])
    for wrong in (
        lambda: multiplied(wide, wide),
        lambda: determinant(wide),
        lambda: trace(wide),
    ):
        with pytest.raises(ValueError, match="right: expected the size"):
            wrong()
    assert are_equal(multiplied(wide, identity(3)), wide)


def test_rows_of_unlike_lengths_are_refused() -> None:
    ragged, whole = matrix([[1, 2], [3]]), matrix([[1, 2], [3, 4]])
    for wrong in (
        lambda: transposed(ragged),
        lambda: multiplied(whole, ragged),
        lambda: are_equal(ragged, whole),
        lambda: rank(ragged),
    ):
        with pytest.raises(ValueError, match="zip"):
            wrong()


def test_a_sum_of_nothing_is_0() -> None:
    assert total(()) == 0
    assert trace(matrix([])) == 0
    assert determinant(matrix([])) == 1
    assert rank(matrix([])) == 0
    assert matrix([]).shape == (0, 0)
