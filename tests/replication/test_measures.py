"""What the findings are computed of: each against another way to the same number."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath.replication import measures
from refmath.replication.measures import (
    Estimate,
    copying_by_chance,
    estimate,
    frequent,
    longest_period,
    losses,
    losses_of_terms,
    matching_through,
    mean_losses_by_order,
    next_token_losses,
)


@pytest.fixture(scope="module")
def two_layers():
    rng = np.random.default_rng(3)
    layers = [
        rm.AttentionLayer(
            *(0.4 * rng.standard_normal((3, 2, 4, 6))), 0.4 * rng.standard_normal((2, 6, 4))
        )
        for _ in range(2)
    ]
    W_E, W_U = rng.standard_normal((6, 9)), 0.4 * rng.standard_normal((9, 6))
    return rm.Transformer(W_E, W_U, layers, W_pos=rng.standard_normal((6, 10)))


@pytest.fixture(scope="module")
def windows(random_windows):
    return random_windows(9, 11, 10)


def close(one, other):
    return np.testing.assert_allclose(one, other, rtol=1e-9)


def test_losses_are_those_of_the_probabilities(two_layers, windows):
    logits = rm.logits(two_layers, windows)
    p = np.exp(logits) / np.exp(logits).sum(axis=-1, keepdims=True)
    expected = [
        [-np.log(p[i, j, windows[i, j + 1]]) for j in range(9)] for i in range(len(windows))
    ]
    close(losses(two_layers, windows), expected)  # in two batches
    close(next_token_losses(logits, windows), expected)


def test_logits_too_large_for_exp_have_losses():
    assert next_token_losses(np.array([[0.0, 2000.0], [0.0, 0.0]]), np.array([1, 0])).tolist() == [
        2000.0
    ]


def test_losses_by_order_are_those_of_all_windows_at_once(two_layers, windows):
    close(mean_losses_by_order(two_layers, windows), rm.losses_by_order(two_layers, windows))


def test_losses_of_terms_are_those_of_sums_of_paths(two_layers, windows):
    kept, lost = losses_of_terms(two_layers, windows)
    terms = {path: rm.path_logits(two_layers, path, windows) for path in rm.paths(two_layers)}
    full = sum(terms.values())
    assert set(lost) == set(terms)
    for path, term in terms.items():
        cost = next_token_losses(full - term, windows).mean()
        close(lost[path], cost - next_token_losses(full, windows).mean())
    for layers in ((), (0,), (1,), (0, 1)):
        summed = sum(
            term
            for path, term in terms.items()
            if not path or (len(path) == 1 and path[0][0] in layers)
        )
        close(kept[layers], next_token_losses(summed, windows).mean())


def test_the_matching_score_is_that_of_the_dense_matrix(two_layers):
    qk = rm.W_QK(two_layers, 1, 0).dense() @ rm.W_OV(two_layers, 0, 1).dense()
    eigenvalues = np.linalg.eigvals(two_layers.W_E.T @ qk @ two_layers.W_E)
    expected = eigenvalues.sum().real / np.abs(eigenvalues).sum()
    assert abs(matching_through(two_layers, (0, 1), (1, 0)) - expected) < 1e-6
    assert abs(expected) > 0.01


def test_chance_is_exceeded_by_one_random_circuit_in_a_hundred():
    rng = np.random.default_rng(5)
    limit = copying_by_chance(6)
    scores = [
        float(rm.copying_score(rm.LowRank(left, right.T)))
        for left, right in rng.standard_normal((600, 2, 40, 6))
    ]  # fmt: skip
    share = np.mean(np.abs(scores) > limit)
    assert 0.001 < share < 0.03


def test_the_standard_error_is_that_of_the_mean():
    values = np.random.default_rng(0).standard_normal(100)
    found = estimate(values)
    assert found.mean == values.mean()
    assert found.error == pytest.approx(np.sqrt(values.var(ddof=1) / 100), rel=1e-12)


@given(st.floats(-9, 9), st.floats(0, 3), st.floats(-9, 9))
def test_an_estimate_lies_below_or_above_a_limit_or_too_near_to_tell(mean, error, limit):
    measured = Estimate(mean, error)
    below, above = measured.below(limit), measured.above(limit)
    if abs(mean - limit) <= 2 * error:
        assert below is above is None
    else:
        assert (below, above) == (mean < limit, mean > limit)
    assert Estimate(-mean, error).below(-limit) is above


def test_frequent_tokens_come_by_count_then_by_number():
    assert list(frequent(np.array([[3, 1], [1, 3], [2, 0]]), 5, 1).items()) == [
        (1, 2),
        (3, 2),
        (0, 1),
        (2, 1),
    ]
    assert list(frequent(np.array([[3, 1], [1, 3], [2, 0]]), 5, 2)) == [1, 3]


def test_the_longest_period_fits_the_positions_and_the_vocabulary(copying_model):
    model = copying_model()
    for first in (None, 0):
        period = longest_period(model, first)
        tokens = measures.repeated(model, period, first)
        assert tokens.shape[1] in (model.n_ctx, model.n_ctx - 1)
