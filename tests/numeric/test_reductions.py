"""A model with biases, or with grouped queries, is the model without that it is written as."""

import dataclasses

import array_api_strict
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath.conformance import strategies
from refmath.numeric.reductions import BIASES


def biased_logits(model, layers, b_U, tokens):
    """The layered computation with biases, written out for one sequence."""
    n_ctx = len(tokens)
    W_pos = 0 if model.W_pos is None else model.W_pos[:, :n_ctx].T
    x = model.W_E.T[tokens] + (W_pos if model.positions == "residual" else 0)
    for layer, b in zip(model.layers, layers, strict=True):
        read = x + (W_pos if model.positions == "qk" else 0)
        out = np.zeros_like(x) if b.b_O is None else np.broadcast_to(b.b_O, x.shape).copy()
        for h in range(layer.n_heads):

            def bias(name, h=h, b=b):
                return 0 if getattr(b, name) is None else getattr(b, name)[h]

            q = read @ layer.W_Q[h].T + bias("b_Q")
            k = read @ layer.W_K[h].T + bias("b_K")
            v = x @ layer.W_V[h].T + bias("b_V")
            scores = q @ k.T / np.sqrt(layer.d_head)
            weights = np.exp(scores - scores.max(axis=1, keepdims=True))
            weights = np.tril(weights) if model.causal else weights
            out += weights / weights.sum(axis=1, keepdims=True) @ v @ layer.W_O[h].T
        x = x + out
    return x @ model.W_U.T + (0 if b_U is None else b_U)


@st.composite
def biased(draw):
    model, tokens = draw(strategies.models_with_tokens(n_layers=st.integers(0, 2)))

    def drawn(shape):
        k = draw(strategies.integer_matrices(int(np.prod(shape)), 1))
        return (k / 8).reshape(shape) if draw(st.booleans()) else None

    layers = [
        rm.LayerBiases(
            *(drawn((layer.n_heads, layer.d_head)) for _ in range(3)), drawn((model.d_model,))
        )
        for layer in model.layers
    ]
    return model, layers, drawn((model.d_vocab,)), tokens


@given(biased())
def test_the_logits_are_those_of_the_model_with_biases(drawn):
    model, layers, b_U, tokens = drawn
    found = rm.with_biases(model, layers, b_U=b_U)
    want = biased_logits(model, layers, b_U, tokens.tolist())
    error = 8 * rm.logits_error(found, tokens)
    assert rm.rounding.agree(rm.logits(found, tokens), want, error)
    assert rm.rounding.agree(rm.expanded_logits(found, tokens), want, error)


@given(biased())
def test_a_key_bias_is_inert_and_the_stream_ends_in_1(drawn):
    model, layers, b_U, tokens = drawn
    without = [dataclasses.replace(b, b_K=None) for b in layers]
    one, other = (rm.with_biases(model, own, b_U=b_U) for own in (layers, without))
    error = 8 * rm.logits_error(one, tokens)
    assert rm.rounding.agree(rm.logits(one, tokens), rm.logits(other, tokens), error)
    for x in rm.residual_stream(one, tokens):
        assert (x[..., -1] == 1).all()


def test_a_query_bias_is_not_inert() -> None:
    rng = np.random.default_rng(0)
    W = rng.normal(size=(4, 1, 2, 2))
    model = rm.Transformer(np.eye(2), np.eye(2), [rm.AttentionLayer(*W)])
    biased = rm.with_biases(model, [rm.LayerBiases(b_Q=np.array([[3.0, -2.0]]))])
    assert not np.allclose(rm.logits(model, [0, 1]), rm.logits(biased, [0, 1]), rtol=1e-3)


def test_biases_on_another_library() -> None:
    strict = array_api_strict.asarray
    W = np.ones((4, 2, 2, 2))
    eye, layer = strict(np.eye(2)), rm.AttentionLayer(*map(strict, W))
    model = rm.Transformer(eye, eye, [layer])
    biases = rm.LayerBiases(*(strict(np.full((2, 2), 0.5)) for _ in range(3)), strict(np.ones(2)))
    found = rm.logits(rm.with_biases(model, [biases], b_U=strict(np.ones(2))), [0, 1])
    assert isinstance(found, type(model.W_E))


@given(st.integers(1, 3), st.integers(1, 3), st.integers(0, 99))
def test_grouped_heads_have_their_groups_keys_and_values(n_groups, each, seed):
    rng = np.random.default_rng(seed)
    n_heads = n_groups * each
    W_Q, W_O = rng.normal(size=(n_heads, 2, 3)), rng.normal(size=(n_heads, 3, 2))
    W_K, W_V = rng.normal(size=(2, n_groups, 2, 3))
    layer = rm.grouped_queries(W_Q, W_K, W_V, W_O)
    model = rm.Transformer(np.eye(3), np.eye(3), [layer])
    for head in range(n_heads):
        group = head // each
        assert np.allclose(rm.W_QK(model, 0, head).dense(), W_Q[head].T @ W_K[group], rtol=1e-13)
        assert np.allclose(rm.W_OV(model, 0, head).dense(), W_O[head] @ W_V[group], rtol=1e-13)


MODEL = rm.Transformer(np.eye(2), np.eye(2), [rm.AttentionLayer(*np.ones((4, 1, 2, 2)))])
W = np.ones((4, 2, 3))


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: rm.with_biases(MODEL, []), "layers: expected biases for each of 1 layers, got 0"),
        (lambda: rm.with_biases(MODEL, [None]), r"layers\[0\]: expected LayerBiases, got NoneType"),
        (
            lambda: rm.with_biases(MODEL, [rm.LayerBiases(b_Q=np.ones(2))]),
            r"layers\[0\].b_Q: expected shape \(1, 2\), got \(2,\)",
        ),
        (
            lambda: rm.with_biases(MODEL, [rm.LayerBiases(b_O=[1.0, 1.0])]),
            r"layers\[0\].b_O: expected an array, got list",
        ),
        (
            lambda: rm.with_biases(MODEL, [rm.LayerBiases()], b_U=np.ones(2, dtype="float32")),
            "b_U: expected dtype float64",
        ),
        (
            lambda: rm.grouped_queries(W, W[:3], W[:3], W.swapaxes(1, 2)),
            "W_K: expected a number of groups that divides 4, got 3",
        ),
        (
            lambda: rm.grouped_queries(W, W[:2], W[:1], W.swapaxes(1, 2)),
            "W_V: expected 2 groups, as W_K has, got 1",
        ),
    ],
)
def test_bad_input_is_refused(call, says):
    with pytest.raises(ValueError, match=says):
        call()


def test_the_names_of_the_biases() -> None:
    assert BIASES == ("b_Q", "b_K", "b_V", "b_O")
