import re

import array_api_strict
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmath.numeric.arrays.rounding import gamma
from refmath.numeric.model.attention import (
    attended,
    attention_pattern,
    attention_scores,
    causal_mask,
)


def test_scores_by_hand():
    # d_head = 4, so every product is halved; row = destination, column = source.
    q = np.array([[1.0, 2.0, 0.0, 0.0], [0.0, 0.0, 1.0, -1.0]])
    k = np.array([[2.0, 0.0, 6.0, 0.0], [4.0, 1.0, 0.0, 8.0]])
    assert attention_scores(q, k).tolist() == [[1.0, 3.0], [3.0, -4.0]]


def test_mask_by_hand():
    assert causal_mask(1).tolist() == [[True]]
    assert causal_mask(2).tolist() == [[True, False], [True, True]]
    strict = causal_mask(2, like=array_api_strict.ones(1))
    assert isinstance(strict, array_api_strict._array_object.Array)


def test_pattern_by_hand():
    # exp(-1000) is 0: with a score that far below, every number here is exact.
    scores = np.array([[0.0, 9.0, 9.0], [5.0, 5.0, 9.0], [-1000.0, 7.0, 7.0]])
    assert attention_pattern(scores).tolist() == [[1, 0, 0], [0.5, 0.5, 0], [0, 0.5, 0.5]]
    free = [[0, 0.5, 0.5], [0, 0, 1], [0, 0.5, 0.5]]
    far = np.array([[-1000.0, 9.0, 9.0], [5.0, 5.0, 2000.0], [-1000.0, 7.0, 7.0]])
    assert attention_pattern(far, causal=False).tolist() == free


def test_pattern_is_over_sources_not_destinations():
    pattern = attention_pattern(np.array([[0.0, 0.0], [0.0, 1000.0]]), causal=False)
    assert pattern.tolist() == [[0.5, 0.5], [0.0, 1.0]]


def test_a_forbidden_score_has_no_say_however_large():
    scores = np.array([[-1e300, 1e300], [0.0, 0.0]])
    assert attention_pattern(scores).tolist() == [[1.0, 0.0], [0.5, 0.5]]


def test_large_scores_do_not_overflow():
    assert attention_pattern(np.full((2, 2), 1e8)).tolist() == [[1.0, 0.0], [0.5, 0.5]]


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("causal", [True, False])
def test_dtype_and_batch_are_kept_and_inputs_untouched(dtype, causal):
    rng = np.random.default_rng(0)
    q, k = (rng.normal(size=(2, 3, 4, 5)).astype(dtype) for _ in range(2))
    q.setflags(write=False)
    k.setflags(write=False)
    scores = attention_scores(q, k)
    scores.setflags(write=False)
    pattern = attention_pattern(scores, causal=causal)
    assert scores.dtype == pattern.dtype == dtype
    assert pattern.shape == (2, 3, 4, 4)
    for index in np.ndindex(2, 3):
        single = attention_pattern(attention_scores(q[index], k[index]), causal=causal)
        np.testing.assert_array_equal(pattern[index], single)


def test_runs_on_the_array_api_alone():
    q = np.random.default_rng(1).normal(size=(3, 2))
    strict = array_api_strict.asarray(q)
    pattern = attention_pattern(attention_scores(strict, strict))
    expected = attention_pattern(attention_scores(q, q))
    np.testing.assert_array_equal(np.from_dlpack(pattern), expected)


@pytest.mark.parametrize(
    ("q", "k", "message"),
    [
        (np.ones(3), np.ones(3), "q: expected shape (..., n_ctx, d_head), got (3,)"),
        (np.ones((2, 0)), np.ones((2, 0)), "q: expected shape (..., n_ctx, d_head), got (2, 0)"),
        (np.ones((0, 2)), np.ones((0, 2)), "q: expected shape (..., n_ctx, d_head), got (0, 2)"),
        (np.ones((2, 3)), np.ones((1, 3)), "k: expected shape (2, 3) to agree with q, got (1, 3)"),
        (np.ones((2, 3)), np.ones((2, 4)), "k: expected shape (2, 3) to agree with q, got (2, 4)"),
    ],
)
def test_queries_and_keys_that_are_refused(q, k, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        attention_scores(q, k)


def drawn_heads(seed, n_ctx, dtype="float64"):
    rng = np.random.default_rng(seed)
    return [rng.normal(size=(2, n_ctx, width)).astype(dtype) for width in (3, 3, 2)]


@given(
    st.integers(0, 99), st.integers(1, 9), st.integers(1, 10), st.booleans(), st.sampled_from("fd")
)
def test_attended_values_are_the_pattern_times_the_values(seed, n_ctx, rows, causal, dtype):
    q, k, v = drawn_heads(seed, n_ctx, dtype)
    pattern = attention_pattern(attention_scores(q, k), causal=causal)
    found = attended(q, k, v, causal=causal, rows=rows)
    assert found.dtype == v.dtype
    assert found.shape == v.shape
    # Scores of at most 3 |q| |k| / √3 err by γ(10) of it on either side, which the softmax doubles;
    # its exponential, sum and division, and the weighted sum, are n_ctx + 8 roundings more.
    size = np.sqrt(3) * np.abs(q).max() * np.abs(k).max()
    roundings = 2 * (2 * size * gamma(10, q.dtype)) + 2 * gamma(2 * n_ctx + 8, q.dtype)
    assert (np.abs(found - pattern @ v) <= roundings * np.abs(v).max()).all()


@pytest.mark.parametrize("n_ctx", [64, 65, 130])
def test_attended_values_of_more_destinations_than_are_taken_at_a_time(n_ctx):
    # Equal scores: each destination has the mean of the values so far, here half of its place.
    equal = np.zeros((n_ctx, 1))
    v = np.arange(n_ctx, dtype=float)[:, None]
    np.testing.assert_allclose(attended(equal, equal, v), v / 2, rtol=gamma(3 * n_ctx, v.dtype))
    free = attended(equal, equal, v, causal=False)
    np.testing.assert_allclose(free, (n_ctx - 1) / 2, rtol=gamma(3 * n_ctx, v.dtype))


def test_attended_values_on_the_array_api_alone():
    q, k, v = drawn_heads(0, 5)
    strict = attended(*map(array_api_strict.asarray, (q, k, v)), rows=2)
    np.testing.assert_array_equal(np.from_dlpack(strict), attended(q, k, v, rows=2))


@pytest.mark.parametrize(
    ("shapes", "rows", "message"),
    [
        (((0, 2), (0, 2), (0, 2)), 1, "q: expected shape (..., n_ctx, d_head), got (0, 2)"),
        (((3, 2), (2, 2), (3, 2)), 1, "k: expected shape (3, 2) to agree with q, got (2, 2)"),
        (((3, 2), (3, 2), (2, 2)), 1, "v: expected shape (3, d_value) to agree with q"),
        (((4, 3, 2), (4, 3, 2), (3, 2)), 1, "(4, 3, d_value) to agree with q, got (3, 2)"),
        (((3, 2), (3, 2), (3,)), 1, "v: expected shape (3, d_value) to agree with q, got (3,)"),
        (((3, 2), (3, 2), (3, 2)), 0, "rows: expected an integer, 1 or more, got 0"),
    ],
)
def test_heads_that_are_refused(shapes, rows, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        attended(*map(np.ones, shapes), rows=rows)


@pytest.mark.parametrize("shape", [(3,), (2, 3), (0, 0), (4, 2, 1)])
def test_scores_that_are_refused(shape):
    message = f"scores: expected shape (..., n_ctx, n_ctx), got {shape}"
    with pytest.raises(ValueError, match=re.escape(message)):
        attention_pattern(np.ones(shape))


def test_what_is_no_array_is_refused_by_its_name():
    one = np.ones((1, 2))
    for name in ("q", "k", "v"):
        given = {"q": one, "k": one, "v": one, name: [[1.0, 1.0]]}
        with pytest.raises(ValueError, match=f"^{name}: expected an array, got list$"):
            attended(**given)
    for name in ("q", "k"):
        given = {"q": one, "k": one, name: [[1.0, 1.0]]}
        with pytest.raises(ValueError, match=f"^{name}: expected an array, got list$"):
            attention_scores(**given)
    with pytest.raises(ValueError, match=r"^scores: expected an array, got list$"):
        attention_pattern([[1.0]])
    with pytest.raises(ValueError, match=r"^like: expected an array, got list$"):
        causal_mask(1, like=[1.0])


def test_a_mask_of_nothing_is_refused():
    with pytest.raises(ValueError, match="n_ctx: expected an integer, 1 or more, got 0"):
        causal_mask(0)
