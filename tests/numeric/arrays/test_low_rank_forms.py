"""Other forms of a product are the same product, whatever its sizes and its rank."""

import array_api_strict
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath import strategies

EPS = float(np.finfo(float).eps)
products = strategies.low_rank_pairs(inner=st.integers(1, 6)).map(lambda pair: rm.LowRank(*pair))


def roundings(M):
    return 64 * EPS * (1 + np.linalg.norm(M.left) * np.linalg.norm(M.right))


@given(products)
def test_balanced_factors_have_the_product_and_one_set_of_singular_values(M):
    found = rm.balanced(M)
    assert found.shape == M.shape
    assert found.left.shape[-1] == M.rank_bound
    assert np.abs(found.dense() - M.dense()).max() <= roundings(M)
    left, right = (np.linalg.svd(f, compute_uv=False) for f in (found.left, found.right))
    assert np.abs(left**2 - right**2).max() <= roundings(M)


@given(products)
def test_an_isometry_taken_off_leaves_all_norms(M):
    rng = np.random.default_rng(0)
    X, Y = rng.normal(size=(M.shape[1], 2)), rng.normal(size=(2, M.shape[0]))
    reads, writes = rm.without_left_isometry(M), rm.without_right_isometry(M)
    assert reads.shape == (M.rank_bound, M.shape[1])
    assert writes.shape == (M.shape[0], M.rank_bound)
    for one, other in ((reads @ X, M.dense() @ X), (Y @ writes, Y @ M.dense())):
        apart = abs(np.linalg.norm(one) - np.linalg.norm(other))
        assert apart <= 8 * roundings(M) * (1 + np.linalg.norm(X) + np.linalg.norm(Y))


def test_sizes_in_front_dtypes_and_libraries_are_kept():
    rng = np.random.default_rng(1)
    M = rm.LowRank(*(rng.normal(size=(3, *s)).astype("float32") for s in ((5, 2), (2, 4))))
    assert rm.balanced(M).shape == (3, 5, 4)
    for found in (rm.balanced(M), rm.without_left_isometry(M), rm.without_right_isometry(M)):
        assert found.dtype == np.float32
        assert found.shape[0] == 3
    strict = rm.LowRank(array_api_strict.asarray(M.left), array_api_strict.asarray(M.right))
    assert isinstance(rm.balanced(strict).left, type(strict.left))
