import re

import array_api_strict
import numpy as np
import pytest

from refmath.numeric.attention import attention_pattern, attention_scores, causal_mask


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


@pytest.mark.parametrize("shape", [(3,), (2, 3), (0, 0), (4, 2, 1)])
def test_scores_that_are_refused(shape):
    message = f"scores: expected shape (..., n_ctx, n_ctx), got {shape}"
    with pytest.raises(ValueError, match=re.escape(message)):
        attention_pattern(np.ones(shape))


def test_a_mask_of_nothing_is_refused():
    with pytest.raises(ValueError, match="n_ctx: expected at least 1, got 0"):
        causal_mask(0)
