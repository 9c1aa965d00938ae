"""What heads move: the pattern times the size of the result, whatever the gauge."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import refmath as rm
from refmath import strategies
from refmath.numeric.arrays.rounding import agree, gamma

drawn = strategies.models_with_tokens(n_layers=st.integers(1, 2))
WITH_PARTS = strategies.models_with_tokens(parts=strategies.EVERY_PART, n_layers=st.integers(1, 3))


def close(found, want):
    assert found.shape == want.shape
    return agree(found, want, gamma(2**12, "float64") * (1 + float(np.abs(want).max())))


def bound(model, weighted):
    """As many roundings as the longest sums have, and the same again for the stream they read."""
    largest = max(float(np.abs(each).max()) for each in weighted)
    return gamma(64 * (model.d_model + model.d_vocab), np.float64) * max(1.0, largest) * 1e3


@given(drawn)
def test_it_is_the_pattern_times_the_norm_of_what_a_head_makes_of_each_source(drawn):
    model, tokens = drawn
    run = rm.forward_pass(model, tokens)
    found = rm.value_weighted_patterns(model, tokens)
    for layer, weighted in enumerate(found):
        for head in range(model.n_heads[layer]):
            W_OV = rm.W_OV(model, layer, head).dense()
            for destination, source in np.ndindex(len(tokens), len(tokens)):
                moved = np.linalg.norm(W_OV @ run.streams[layer][source])
                wanted = run.patterns[layer][head, destination, source] * moved
                assert agree(
                    weighted[head, destination, source], np.float64(wanted), bound(model, found)
                )


@given(drawn, st.data())
def test_another_gauge_of_the_values_moves_as_much(drawn, data):
    model, tokens = drawn
    d_head = model.layers[0].W_V.shape[1]
    assume(d_head > 1)
    M, inverse = data.draw(strategies.gauges(d_head))
    first = replace(model.layers[0], W_V=M @ model.layers[0].W_V, W_O=model.layers[0].W_O @ inverse)
    other = replace(model, layers=(first, *model.layers[1:]))
    found = rm.value_weighted_patterns(model, tokens)
    limit = bound(model, found) * np.abs(M).max() * np.abs(inverse).max()
    for one, changed in zip(found, rm.value_weighted_patterns(other, tokens), strict=True):
        assert agree(one, changed, limit)


def test_norm_and_bias_of_the_values_are_in_what_is_moved():
    """With W_U = Id the logits are the stream, and each head's part of them is listed elsewhere."""
    rng = np.random.default_rng(5)
    layer = rm.AttentionLayer(
        *rng.normal(size=(3, 2, 3, 4)), rng.normal(size=(2, 4, 3)), b_V=rng.normal(size=(2, 3)),
        norm=rm.Norm(eps=0.1, gain=rng.normal(size=4), bias=rng.normal(size=4)),
    )  # fmt: skip
    model = rm.Transformer(rng.normal(size=(4, 4)), np.eye(4), [layer])
    every = {"destination": np.arange(3)[:, None], "output": np.arange(4)}
    parts = rm.direct_logit_attribution(model, [2, 0, 3], **every).heads[0]
    (found,) = rm.value_weighted_patterns(model, [2, 0, 3])
    size = np.linalg.norm(parts, axis=1)  # destination, head, source
    assert agree(found, np.moveaxis(size, 1, 0), bound(model, [found]))


def values_by_hand(layer, x):
    """Each head's values, through its group's W_V and bias."""
    norm = layer.norm
    if norm is not None:
        centred = x - x.mean(axis=1, keepdims=True) if norm.centred else x
        x = centred / np.sqrt((centred**2).mean(axis=1, keepdims=True) + norm.eps)
        x = x if norm.gain is None else x * norm.gain
        x = x if norm.bias is None else x + norm.bias
    for h in range(layer.n_heads):
        g = h * layer.n_groups // layer.n_heads
        yield x @ layer.W_V[g].T + (0 if layer.b_V is None else layer.b_V[g])


@given(WITH_PARTS)
def test_weighted_patterns_are_attention_times_the_length_of_what_is_written(drawn):
    model, tokens = drawn
    run = rm.forward_pass(model, tokens)
    found = rm.value_weighted_patterns(model, tokens)
    for n, layer in enumerate(model.layers):
        results, norm = [], layer.post_norm
        for h, v in enumerate(values_by_hand(layer, run.streams[n])):
            moved = np.array([layer.W_O[h] @ row for row in v])
            results.append(run.patterns[n][h] @ moved)
            if norm is not None and norm.centred:
                moved = moved - moved.mean(axis=1, keepdims=True)
            if norm is not None and norm.gain is not None:
                moved = moved * norm.gain
            lengths = np.array([np.sqrt(sum(x * x for x in row)) for row in moved])
            assert norm is not None or close(found[n][h], run.patterns[n][h] * lengths)
            results[-1] = (results[-1], run.patterns[n][h] * lengths)
        if norm is not None:
            whole = sum(result for result, _ in results) + (0 if layer.b_O is None else layer.b_O)
            whole = whole - whole.mean(axis=1, keepdims=True) if norm.centred else whole
            root = np.sqrt((whole * whole).mean(axis=1) + norm.eps)
            for h, (_, moves) in enumerate(results):
                assert close(found[n][h], moves / root[:, None])


def test_lengths_of_large_numbers_are_finite_and_of_none_0():
    layer = rm.AttentionLayer(*np.zeros((2, 1, 1, 2)), np.ones((1, 1, 2)), np.ones((1, 2, 1)))
    huge = replace(layer, W_O=layer.W_O * 1e200)
    (found,) = rm.value_weighted_patterns(rm.Transformer(np.eye(2), np.eye(2), [huge]), [0])
    assert found[0, 0, 0] == pytest.approx(2**0.5 * 1e200)
    none = replace(layer, W_O=layer.W_O * 0)
    (found,) = rm.value_weighted_patterns(rm.Transformer(np.eye(2), np.eye(2), [none]), [0])
    assert found.tolist() == [[[0.0]]]
