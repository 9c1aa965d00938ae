"""Orders, paths, heads and sources: whatever way the logits are taken apart, they add up."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath import strategies
from refmath.numeric.arrays.rounding import agree
from refmath.numeric.layered.logits_error import logits_error
from refmath.numeric.paths.expansion import expanded_patterns

drawn = strategies.models_with_tokens(n_layers=st.integers(0, 3))


def bound(model, tokens):
    return 4 * logits_error(model, tokens)


@given(drawn)
def test_orders_add_up_to_the_logits(drawn):
    model, tokens = drawn
    by_order = rm.logits_by_order(model, tokens)
    assert by_order.shape[0] == model.n_layers + 1
    assert agree(by_order.sum(axis=0), rm.logits(model, tokens), bound(model, tokens))


@given(drawn)
def test_each_order_is_the_sum_of_its_paths(drawn):
    model, tokens = drawn
    want = np.zeros_like(rm.logits_by_order(model, tokens))
    for path, logits in rm.path_contributions(model, tokens):
        want[len(path)] += logits
    error = np.broadcast_to(bound(model, tokens), want.shape)
    assert agree(rm.logits_by_order(model, tokens), want, error)


def papers_iteration(model, tokens):
    """Run n_layers + 1 times with the patterns forced; add what each layer wrote the time before.

    The first time nothing is added; after round k the logits are those of all paths of order up
    to k.
    """
    patterns = rm.attention_patterns(model, tokens)
    written_before = [0.0] * model.n_layers
    rounds = []
    for _ in range(model.n_layers + 1):
        x, written = rm.residual_stream(model, tokens)[0], []
        for n, (layer, pattern) in enumerate(zip(model.layers, patterns, strict=True)):
            heads = zip(pattern, layer.W_V, layer.W_O, strict=True)
            written.append(sum(A @ x @ W_V.T @ W_O.T for A, W_V, W_O in heads))
            x = x + written_before[n]
        rounds.append(x @ model.W_U.T)
        written_before = written
    return rounds


@given(strategies.models_with_tokens(n_layers=st.integers(0, 3)))
def test_orders_are_what_the_papers_iteration_leaves_round_by_round(drawn):
    model, tokens = drawn
    rounds = papers_iteration(model, tokens)
    orders = rm.logits_by_order(model, tokens)
    assert len(rounds) == len(orders)
    error = 4 * logits_error(model, tokens)
    for k, found in enumerate(rounds):
        assert agree(found, orders[: k + 1].sum(axis=0), error)


@given(drawn)
def test_freezing_the_models_own_patterns_changes_nothing(drawn):
    model, tokens = drawn
    patterns = rm.attention_patterns(model, tokens)
    frozen = rm.frozen_logits(model, tokens, patterns)
    assert agree(frozen, rm.logits(model, tokens), bound(model, tokens))


def test_frozen_logits_add_over_tokens_and_free_ones_do_not() -> None:
    """Linear in t: the embedding of a token that is the sum of two gives the sum of the logits."""
    rng = np.random.default_rng(3)
    W_E = rng.integers(-3, 4, (2, 3)).astype(float)
    W_E[:, 2] = W_E[:, 0] + W_E[:, 1]
    heads = rm.AttentionLayer(*rng.integers(-2, 3, (4, 1, 2, 2)).astype(float))
    model = rm.Transformer(W_E, rng.integers(-2, 3, (3, 2)).astype(float), [heads])
    patterns = rm.attention_patterns(model, [0, 1])
    one, two, both = (rm.frozen_logits(model, [t, t], patterns) for t in (0, 1, 2))
    assert np.allclose(one + two, both, rtol=1e-12)
    free = [rm.logits(model, [t, 1]) for t in (0, 1, 2)]
    assert not np.allclose(free[0] + free[1], free[2], rtol=1e-3)


@given(strategies.models_with_tokens(n_layers=st.integers(0, 2), n_ctx=st.integers(2, 4)))
def test_the_last_loss_is_the_models_own(drawn):
    model, tokens = drawn
    t = np.asarray(tokens)
    if t.shape[-1] < 2:
        return
    losses = rm.losses_by_order(model, tokens)
    assert losses.shape == (model.n_layers + 1,)
    logits = rm.logits(model, tokens)[..., :-1, :]
    log_p = logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))
    want = -np.take_along_axis(log_p, t[..., 1:, None], axis=-1).mean()
    assert np.isclose(losses[-1], want, rtol=1e-12, atol=1e-12)


def test_orders_hold_given_patterns_fixed() -> None:
    rng = np.random.default_rng(0)
    W = rng.normal(size=(4, 2, 2, 2))
    model = rm.Transformer(np.eye(2), np.eye(2), [rm.AttentionLayer(*W)] * 2)
    patterns = expanded_patterns(model, [1, 0, 1])
    by_order = rm.logits_by_order(model, [0, 0, 1], patterns=patterns)
    frozen = rm.frozen_logits(model, [0, 0, 1], patterns)
    assert np.allclose(by_order.sum(axis=0), frozen, rtol=1e-12, atol=1e-12)


MODEL = rm.Transformer(np.eye(2), np.eye(2), [rm.AttentionLayer(*np.ones((4, 1, 2, 2)))])


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: rm.frozen_logits(MODEL, [0, 1], []), "patterns: expected one array for each"),
        (lambda: rm.frozen_logits(MODEL, [0, 1], [np.ones((1, 3, 3))]), r"patterns\[0\]: expected"),
        (lambda: rm.logits_by_order(MODEL, [2]), "tokens: expected 0 <= token"),
        (lambda: rm.losses_by_order(MODEL, [1]), "tokens: expected two or more"),
    ],
)
def test_bad_input_is_refused_at_the_call(call, says):
    with pytest.raises(ValueError, match=says):
        call()
