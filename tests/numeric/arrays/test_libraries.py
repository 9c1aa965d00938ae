from fractions import Fraction

import array_api_strict
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmath.numeric.arrays.libraries import check_held, columns, squared_lengths


@given(st.data(), st.integers(1, 4), st.integers(1, 4))
def test_columns_are_a_product_with_one_hot_rows(data, n, m):
    shape = data.draw(st.sampled_from([(), (1,), (3,), (2, 1, 3)]))
    size = int(np.prod(shape))
    at = np.array(data.draw(st.lists(st.integers(0, m - 1), min_size=size, max_size=size)), int)
    at = at.reshape(shape)
    matrix = np.arange(n * m).reshape(n, m)
    expected = np.eye(m, dtype=int)[at] @ matrix.T
    np.testing.assert_array_equal(columns(matrix, at), expected)
    strict = columns(array_api_strict.asarray(matrix), array_api_strict.asarray(at))
    np.testing.assert_array_equal(np.from_dlpack(strict), expected)


@pytest.mark.parametrize("dtype", ["float32", "float64", "int64"])
def test_dtype_is_kept_and_the_matrix_is_not_shared(dtype):
    matrix = np.ones((2, 3), dtype)
    taken = columns(matrix, np.array([0, 1, 2]))
    taken[...] = 5
    assert taken.dtype == dtype
    assert (matrix == 1).all()


@pytest.mark.parametrize("beyond", [np.inf, -np.inf, np.nan])
def test_what_is_computed_is_held_or_refused_by_its_place(beyond):
    held = np.ones((2, 3), np.float32)
    assert check_held("sums", held) is held
    assert check_held("sums", held[:0]).shape == (0, 3)
    exact = np.array([Fraction(1, 3)], object)
    assert check_held("sums", exact) is exact
    held[1, 2] = beyond
    with pytest.raises(
        ValueError, match=rf"^sums: .* got {beyond} at index \(1, 2\): beyond float32"
    ):
        check_held("sums", held)


@pytest.mark.parametrize("library", ["numpy", "array_api_strict", "torch"])
def test_squared_lengths_are_sums_of_squares(library):
    xp = pytest.importorskip(library)
    rows = np.random.default_rng(0).integers(-9, 9, (2, 3, 4)).astype(np.float64)
    found = squared_lengths(xp.asarray(rows))
    assert np.array_equal(np.asarray(found), (rows * rows).sum(axis=-1))
