"""What the findings are computed of: each against another way to the same number."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath.numeric.layered.losses import losses_of_logits
from refmath.replication import measures
from refmath.replication.measures import (
    Estimate,
    copying_by_chance,
    direct_logits,
    estimate,
    frequent,
    longest_period,
    losses,
    losses_of_terms,
    matching_through,
    mean_losses_by_order,
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
    close(losses_of_logits(logits, windows), expected)


def test_logits_too_large_for_exp_have_losses():
    assert losses_of_logits(np.array([[0.0, 2000.0], [0.0, 0.0]]), np.array([1, 0])).tolist() == [
        2000.0
    ]


def test_as_many_windows_are_computed_at_a_time_as_there_is_room_for(
    with_norms, windows, monkeypatch
):
    """Losses are the same; at least one window is computed, and eight at most."""
    expected = losses(with_norms, windows)
    for logits_at_once, sizes in ((1, [1] * 11), (3 * 90, [3, 3, 3, 2]), (1 << 24, [8, 3])):
        monkeypatch.setattr(measures, "LOGITS_AT_ONCE", logits_at_once)
        seen = [len(each) for each in measures._batches(with_norms, windows)]
        assert seen == sizes
        close(losses(with_norms, windows), expected)


def test_losses_by_order_are_those_of_all_windows_at_once(two_layers, windows):
    close(mean_losses_by_order(two_layers, windows), rm.losses_by_order(two_layers, windows))


def test_losses_of_terms_are_those_of_sums_of_paths(two_layers, windows):
    kept, lost = losses_of_terms(two_layers, windows)
    terms = {path: rm.path_logits(two_layers, path, windows) for path in rm.paths(two_layers)}
    full = sum(terms.values())
    assert set(lost) == set(terms)
    for path, term in terms.items():
        cost = losses_of_logits(full - term, windows).mean()
        close(lost[path], cost - losses_of_logits(full, windows).mean())
    for layers in ((), (0,), (1,), (0, 1)):
        summed = sum(
            term
            for path, term in terms.items()
            if not path or (len(path) == 1 and path[0][0] in layers)
        )
        close(kept[layers], losses_of_logits(summed, windows).mean())


@pytest.fixture(scope="module", params=[True, False], ids=["LayerNorm", "RMSNorm"])
def with_norms(request, normed_model):
    return normed_model(3, centred=request.param)


def terms_and_constant(model, windows):
    """Each path's logits, and what is left of the model's own: what biases and β add."""
    terms = {path: rm.path_logits(model, path, windows) for path in rm.paths(model)}
    return terms, rm.logits(model, windows) - sum(terms.values())


def test_what_biases_add_stands_beside_the_direct_path_in_every_order(with_norms, windows):
    terms, constant = terms_and_constant(with_norms, windows)
    losses_up_to = [
        losses_of_logits(
            constant + sum(term for path, term in terms.items() if len(path) <= order), windows
        ).mean()
        for order in range(4)
    ]
    found = mean_losses_by_order(with_norms, windows)
    close(found, losses_up_to)
    close(found[-1], losses(with_norms, windows).mean())


def test_losses_of_terms_hold_scales_and_keep_what_biases_add(with_norms, windows):
    kept, lost = losses_of_terms(with_norms, windows)
    terms, constant = terms_and_constant(with_norms, windows)
    full = rm.logits(with_norms, windows)
    assert set(lost) == {path for path in terms if len(path) <= 2}
    for path, cost in lost.items():
        without = losses_of_logits(full - terms[path], windows).mean()
        close(cost, without - losses_of_logits(full, windows).mean())
    assert set(kept) == {(), (0,), (1,), (2,), (0, 1, 2)}
    for layers, loss in kept.items():
        summed = constant + sum(
            term
            for path, term in terms.items()
            if not path or (len(path) == 1 and path[0][0] in layers)
        )
        close(loss, losses_of_logits(summed, windows).mean())


@pytest.mark.parametrize("centred", [True, False])
def test_the_direct_path_is_what_is_left_without_heads_at_the_same_scales(
    centred, windows, normed_model
):
    """Of each token the mean, over its places, of the logits of a model whose heads write nothing.

    What the heads write whatever they read is theirs to write no more: it is put into b_O.
    """
    model = normed_model(1, centred=centred)
    (layer,) = model.layers
    b_V = np.einsum("hdm,m->hd", layer.W_V, layer.norm.bias) + layer.b_V
    b_O = layer.b_O + np.einsum("hmd,hd->m", layer.W_O, b_V)
    silent = dataclasses.replace(layer, W_O=0 * layer.W_O, b_O=b_O)
    run = rm.forward_pass(model, windows)
    left = rm.frozen_logits(
        dataclasses.replace(model, layers=[silent]), windows, run.patterns, scales=run.scales
    )
    for token, found in direct_logits(model, windows, range(9)):
        close(found, left[windows == token].mean(axis=0))


def test_the_direct_path_without_norms_and_biases_is_its_circuit_to_the_bit(two_layers, windows):
    circuit = rm.bigram_circuit(two_layers)
    for token, found in direct_logits(two_layers, windows, range(9)):
        assert (found == circuit.columns(token)).all()


def test_the_matching_score_through_norms_is_that_of_the_folded_matrices(with_norms):
    model = with_norms
    earlier, later = model.layers[0], model.layers[2]

    def folded(layer, W):
        W = W * layer.norm.gain
        return W - W.mean(axis=-1, keepdims=True) if layer.norm.centred else W

    qk = folded(later, later.W_Q[1]).T @ folded(later, later.W_K[1])
    ov = earlier.W_O[2] @ folded(earlier, earlier.W_V[2])
    eigenvalues = np.linalg.eigvals(model.W_E.T @ qk @ ov @ model.W_E)
    expected = eigenvalues.sum().real / np.abs(eigenvalues).sum()
    assert abs(matching_through(model, (0, 2), (2, 1)) - expected) < 1e-6


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
