"""Powers of two: no digit changes, and nothing leaves the range that has its place in it."""

import array_api_strict
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmath.numeric.arrays.powers import over_a_power, times_a_power

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


@given(st.lists(st.lists(NUMBERS, min_size=2, max_size=2), min_size=1, max_size=3))
def test_the_largest_entry_is_brought_to_between_1_and_2_exactly(rows):
    matrix = np.array(rows)
    unit, exponent = over_a_power(matrix)
    largest = np.abs(matrix).max()
    if largest == 0:
        assert exponent == 0
    else:
        assert 1 <= np.abs(unit).max() < 2
        at = np.unravel_index(np.argmax(np.abs(matrix)), matrix.shape)
        assert times_a_power(unit, exponent)[at] == matrix[at]


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_each_matrix_of_a_stack_has_its_own_power(dtype):
    largest = float(np.finfo(dtype).max)
    smallest = float(np.finfo(dtype).smallest_subnormal)
    stack = np.array([[[largest, 1.0]], [[smallest, 0.0]], [[0.0, 0.0]], [[-3.0, 1.0]]], dtype)
    unit, exponents = over_a_power(stack)
    assert unit.dtype == dtype
    assert np.abs(unit).max(axis=(1, 2))[[1, 2, 3]].tolist() == [1, 0, 1.5]
    assert 1 < np.abs(unit).max(axis=(1, 2))[0] < 2
    back = times_a_power(unit, exponents[:, None, None])
    assert (back[[1, 2, 3]] == stack[[1, 2, 3]]).all()
    assert back[0, 0, 0] == stack[0, 0, 0]


def test_a_power_beyond_the_range_is_no_matter_where_the_result_is_within():
    tiny, large = np.array(2.0**-1000), np.array(2.0**1000)
    assert times_a_power(tiny, np.array(2000)) == 2.0**1000
    assert times_a_power(large, np.array(-2000)) == 2.0**-1000
    assert times_a_power(np.array(1 + 2j), np.array(-3)) == (1 + 2j) / 8
    with np.errstate(over="ignore"):
        assert times_a_power(large, np.array(1999)) == np.inf


def test_another_library_stays_itself():
    unit, exponents = over_a_power(array_api_strict.asarray([[4.0, 6.0]]))
    assert type(unit) is type(array_api_strict.asarray(1.0))
    assert (unit.device, int(exponents)) == (array_api_strict.asarray(1.0).device, 2)
