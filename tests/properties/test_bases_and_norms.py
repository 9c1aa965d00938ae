"""What the statements say of letters, said again of models: convolutions, bases, norms."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath import strategies
from refmath.numeric.arrays.rounding import agree
from refmath.numeric.layered.logits_error import logits_error


def drawn(seed, *shapes):
    chance = np.random.default_rng(seed)
    return [chance.normal(size=shape) for shape in shapes]


@given(st.integers(0, 99), st.integers(1, 7), st.integers(1, 9))
def test_a_convolution_is_a_sum_of_heads_that_attend_to_an_offset(seed, n_ctx, width):
    x, kernel = drawn(seed, (n_ctx,), (width,))
    patterns = [np.eye(n_ctx, k=-offset) for offset in range(width)]
    as_heads = sum(w * A @ x for w, A in zip(kernel, patterns, strict=True))
    assert as_heads == pytest.approx(np.convolve(x, kernel)[:n_ctx], **{"abs": 1e-12})


def with_norms(seed, *, centred):
    n_heads, d_vocab, d_model, d_head = 2, 5, 4, 3
    W_E, W_U, W_Q, W_K, W_V, W_O, gain = drawn(
        seed,
        (d_model, d_vocab),
        (d_vocab, d_model),
        *[(n_heads, d_head, d_model)] * 3,
        (n_heads, d_model, d_head),
        (d_model,),
    )
    norm = rm.Norm(gain, centred=centred, eps=1e-5)
    layer = rm.AttentionLayer(W_Q, W_K, W_V, W_O, norm=norm)
    return rm.Transformer(W_E, W_U, [layer], final_norm=norm)


def normed(norm, rows):
    centred = rows - rows.mean(axis=1, keepdims=True) if norm.centred else rows
    return centred / np.sqrt((centred**2).mean(axis=1, keepdims=True) + norm.eps) * norm.gain


@given(st.integers(0, 99), st.booleans(), st.lists(st.integers(0, 4), min_size=1, max_size=6))
def test_a_one_layer_model_with_norms_has_circuits_of_normed_embeddings(seed, centred, tokens):
    model = with_norms(seed, centred=centred)
    (layer,) = model.layers
    N_E = normed(layer.norm, model.W_E.T).T  # whatever the context
    d_model, d_head = model.d_model, layer.W_Q.shape[1]
    C = np.eye(d_model) - centred / d_model
    reads = model.W_U @ np.diag(model.final_norm.gain) @ C
    logits = (reads @ model.W_E)[:, tokens].T
    for W_Q, W_K, W_V, W_O in zip(layer.W_Q, layer.W_K, layer.W_V, layer.W_O, strict=True):
        scores = (N_E.T @ W_Q.T @ W_K @ N_E)[np.ix_(tokens, tokens)] / np.sqrt(d_head)
        weights = np.tril(np.exp(scores))
        pattern = weights / weights.sum(axis=1, keepdims=True)
        logits += pattern @ (reads @ W_O @ W_V @ N_E)[:, tokens].T
    scale = rm.norm_scales(model, tokens)[-1]
    assert scale.min() > 0
    # The sums are other ones than the model's, of the same terms.
    error = 4 * logits_error(model, tokens)
    assert agree(rm.logits(model, tokens), scale[:, None] * logits, error)


def turned(model, M, back):
    """Write the stream in other coordinates, M x for x; `back` undoes M."""
    layers = [
        replace(
            layer,
            W_Q=layer.W_Q @ back,
            W_K=layer.W_K @ back,
            W_V=layer.W_V @ back,
            W_O=M @ layer.W_O,
        )
        for layer in model.layers
    ]
    return replace(model, W_E=M @ model.W_E, W_U=model.W_U @ back, layers=layers)


def is_left_as_it_was(model, M, back):
    tokens = [0, 3, 1, 1, 4]
    other = turned(model, M, back)
    # M itself is rounded, where it isn't whole: a few eps of each weight, on top of either bound.
    error = 2 * (logits_error(model, tokens) + logits_error(other, tokens)) + 1e-12
    return agree(rm.logits(model, tokens), rm.logits(other, tokens), error)


def plain(model, norm):
    """The model, each of its norms without γ."""
    layers = [replace(layer, norm=norm) for layer in model.layers]
    return replace(model, layers=layers, final_norm=norm)


PERMUTATION = np.eye(4)[[2, 0, 3, 1]]  # orthogonal, and it fixes the vector of ones


@given(st.integers(0, 99), strategies.orthogonal_matrices(4), strategies.gauges(4))
def test_the_logits_know_of_the_basis_what_the_norms_ask_for(seed, R, gauge):
    model = with_norms(seed, centred=True)
    assert is_left_as_it_was(plain(model, None), *gauge)
    assert is_left_as_it_was(plain(model, rm.Norm(centred=False)), R, R.T)
    assert is_left_as_it_was(plain(model, rm.Norm()), PERMUTATION, PERMUTATION.T)
    assert is_left_as_it_was(plain(model, rm.Norm()), -PERMUTATION, -PERMUTATION.T)


def test_what_a_norm_asks_of_the_basis_it_asks_indeed() -> None:
    model = with_norms(0, centred=True)
    stretch, rotation = np.diag([1.0, 2, 4, 8]), np.linalg.qr(drawn(1, (4, 4))[0])[0]
    back = np.diag([1, 0.5, 0.25, 0.125])
    assert is_left_as_it_was(plain(model, None), stretch, back)
    assert not is_left_as_it_was(plain(model, rm.Norm(centred=False)), stretch, back)
    assert is_left_as_it_was(plain(model, rm.Norm(centred=False)), rotation, rotation.T)
    assert not is_left_as_it_was(plain(model, rm.Norm()), rotation, rotation.T)
    assert is_left_as_it_was(plain(model, rm.Norm()), PERMUTATION, PERMUTATION.T)
    assert not is_left_as_it_was(model, PERMUTATION, PERMUTATION.T)  # γ is still there
