"""Weights with a norm folded in read of the stream what weights behind the norm read."""

import numpy as np
import pytest

from refmath.numeric.model.folding import keys_of_heads, reading, unembedding
from refmath.numeric.model.parts import Norm
from refmath.numeric.model.transformer import AttentionLayer, Transformer

rng = np.random.default_rng(0)
d_model = 4
x = rng.normal(size=(5, d_model))
GAIN, BIAS = rng.normal(size=(2, d_model))
EPS = 256 * np.finfo(float).eps


def scaled(norm):
    """The stream times 1/σ, and the norm as it is defined."""
    c = x - x.mean(axis=1, keepdims=True) if norm.centred else x
    scale = 1 / np.sqrt((c**2).mean(axis=1, keepdims=True) + norm.eps)
    gain = 1 if norm.gain is None else norm.gain
    return x * scale, c * scale * gain + (0 if norm.bias is None else norm.bias)


NORMS = [Norm(), Norm(GAIN), Norm(GAIN, BIAS), Norm(None, BIAS), Norm(GAIN, BIAS, centred=False)]


@pytest.mark.parametrize("norm", NORMS)
@pytest.mark.parametrize("biases", [True, False])
def test_folded_weights_read_what_weights_behind_the_norm_read(norm, biases):
    W_Q, W_O = rng.normal(size=(4, 3, d_model)), rng.normal(size=(4, d_model, 3))
    W_K, W_V = rng.normal(size=(2, 2, 3, d_model))
    b = {"b_Q": rng.normal(size=(4, 3)), "b_K": rng.normal(size=(2, 3))} if biases else {}
    layer = AttentionLayer(W_Q, W_K, W_V, W_O, norm=norm, **b)
    read = reading(layer)
    stream, normed = scaled(norm)
    for name in "QKV":
        for head in range(4):
            of = head if name == "Q" else head // 2
            bias = getattr(layer, f"b_{name}")
            want = normed @ getattr(layer, f"W_{name}")[of].T + (0 if bias is None else bias[of])
            constant = getattr(read, f"b_{name}")
            found = stream @ getattr(read, f"W_{name}")[head].T
            found = found if constant is None else found + constant[head]
            assert np.abs(found - want).max() < EPS
    assert (keys_of_heads(layer)[3] == W_K[1]).all()


@pytest.mark.parametrize("norm", NORMS)
def test_folded_unembedding_reads_what_it_reads_behind_the_norm(norm):
    W_U, b_U = rng.normal(size=(6, d_model)), rng.normal(size=6)
    model = Transformer(rng.normal(size=(d_model, 6)), W_U, [], final_norm=norm, b_U=b_U)
    stream, normed = scaled(norm)
    W, constant = unembedding(model)
    assert np.abs(stream @ W.T + constant - (normed @ W_U.T + b_U)).max() < EPS


def test_plain_weights_are_passed_on_as_they_are():
    W = np.ones((1, 2, 2))
    layer = AttentionLayer(W, W, W, W)
    assert reading(layer).W_K is layer.W_K
    assert reading(layer).b_V is None
    model = Transformer(np.eye(2), np.eye(2), [layer])
    assert unembedding(model)[0] is model.W_U
    assert unembedding(model)[1] is None
