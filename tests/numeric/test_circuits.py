"""The circuits against their definitions, entry by entry, in whole numbers."""

import numpy as np
import pytest

from refmath.numeric.circuits import W_OV, W_QK, bigram_circuit, ov_circuit, qk_circuit
from refmath.numeric.low_rank import LowRank
from refmath.numeric.transformer import AttentionLayer, Transformer


def whole(rng, *shape):
    out = np.empty(shape, dtype=object)
    out.reshape(-1)[:] = [int(x) for x in rng.integers(-9, 10, size=out.size)]
    return out


def draw(rng, d_vocab=5, d_model=4, heads=((2, 3), (3, 2))):
    layers = [
        AttentionLayer(
            *(whole(rng, n, d_head, d_model) for _ in range(3)), whole(rng, n, d_model, d_head)
        )
        for n, d_head in heads
    ]
    return Transformer(whole(rng, d_model, d_vocab), whole(rng, d_vocab, d_model), layers)


def test_every_head_by_its_definition():
    model = draw(np.random.default_rng(0))
    W_E, W_U = model.W_E, model.W_U
    for layer, weights in enumerate(model.layers):
        for head in range(weights.n_heads):
            QK = weights.W_Q[head].T @ weights.W_K[head]
            OV = weights.W_O[head] @ weights.W_V[head]
            for found, expected in (
                (W_QK(model, layer, head), QK),
                (W_OV(model, layer, head), OV),
                (qk_circuit(model, layer, head), W_E.T @ QK @ W_E),
                (ov_circuit(model, layer, head), W_U @ OV @ W_E),
            ):
                assert isinstance(found, LowRank)
                assert found.left.shape[-1] == weights.d_head
                assert found.shape == expected.shape
                assert (found.dense() == expected).all()
                assert (expected != expected.T).any()
    assert (bigram_circuit(model).dense() == W_U @ W_E).all()
    assert bigram_circuit(model).left.shape[-1] == model.d_model


def test_the_entry_is_what_its_tokens_do():
    model = draw(np.random.default_rng(1))
    layer = model.layers[1]
    for first in range(5):
        for second in range(5):
            query, key = layer.W_Q[2] @ model.W_E[:, first], layer.W_K[2] @ model.W_E[:, second]
            assert qk_circuit(model, 1, 2).block(first, second) == query @ key
            moved = layer.W_O[2] @ (layer.W_V[2] @ model.W_E[:, second])
            assert ov_circuit(model, 1, 2).block(first, second) == model.W_U[first] @ moved


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_dtype_is_kept(dtype):
    one = np.ones((1, 1, 2), dtype)
    heads = AttentionLayer(one, one, one, np.ones((1, 2, 1), dtype))
    model = Transformer(np.ones((2, 3), dtype), np.ones((3, 2), dtype), [heads])
    for circuit in (W_QK, W_OV, qk_circuit, ov_circuit):
        assert circuit(model, 0, 0).dense().dtype == dtype


@pytest.mark.parametrize("circuit", [W_QK, W_OV, qk_circuit, ov_circuit])
@pytest.mark.parametrize("bad", [-1, 9, 1.0, "0", None, True])
def test_heads_that_do_not_exist_are_refused(circuit, bad):
    model = draw(np.random.default_rng(2))
    with pytest.raises(ValueError, match=r"layer: expected .* 0 <= layer < n_layers = 2, got"):
        circuit(model, bad, 0)
    with pytest.raises(ValueError, match=r"head: .* 0 <= head < n_heads = 3 in layer 1, got"):
        circuit(model, 1, bad)


def test_each_layer_has_its_own_number_of_heads():
    model = draw(np.random.default_rng(3))
    assert W_QK(model, np.int64(1), np.int64(2)).shape == (4, 4)
    with pytest.raises(ValueError, match=r"n_heads = 2 in layer 0, got 2"):
        W_QK(model, 0, 2)
