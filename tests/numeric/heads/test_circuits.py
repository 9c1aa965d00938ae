"""The circuits against their definitions, entry by entry, in whole numbers."""

import numpy as np
import pytest

from refmath.numeric.arrays.low_rank import LowRank
from refmath.numeric.heads.circuits import W_OV, W_QK, bigram_circuit, ov_circuit, qk_circuit
from refmath.numeric.model.parts import Norm, rotary_by_frequency, turned
from refmath.numeric.model.transformer import AttentionLayer, Transformer


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


def test_with_rotary_positions_a_score_is_that_of_the_offset():
    rng = np.random.default_rng(4)
    rotary = rotary_by_frequency(6, 2)
    weights = rng.normal(size=(3, 1, 3, 4))
    layer = AttentionLayer(*weights, rng.normal(size=(1, 4, 3)), rotary=rotary)
    model = Transformer(rng.normal(size=(4, 5)), rng.normal(size=(5, 4)), [layer])
    x = rng.normal(size=(6, 4))
    q, k = (x @ W[0].T for W in weights[:2])
    q, k = (turned(part, rotary, rotary.cos, rotary.sin) for part in (q, k))
    scores = q @ k.T
    for i in range(6):
        for j in range(6):
            found = x[i] @ W_QK(model, 0, 0, offset=j - i).dense() @ x[j]
            assert abs(found - scores[i, j]) < 1e-12 * np.abs(x[i]).sum() * np.abs(x[j]).sum()
    assert (W_QK(model, 0, 0, offset=0).right == layer.W_K[0]).all()
    forward, back = (qk_circuit(model, 0, 0, offset=o).dense() for o in (2, -2))
    assert np.abs(forward - back).max() > 0.1


@pytest.mark.parametrize("offset", [None, 6, -6, 1.0, True, "0"])
def test_offsets_that_are_not_there_are_refused(offset):
    W = np.ones((1, 2, 2))
    layer = AttentionLayer(W, W, W, W, rotary=rotary_by_frequency(6, 2))
    model = Transformer(np.eye(2), np.eye(2), [layer])
    with pytest.raises(ValueError, match="offset: expected an integer from -5 to 5, with rotary"):
        W_QK(model, 0, 0, offset=offset)
    plain = Transformer(np.eye(2), np.eye(2), [AttentionLayer(W, W, W, W)])
    if offset is not None:
        with pytest.raises(ValueError, match=f"without rotary positions, got {offset!r}"):
            qk_circuit(plain, 0, 0, offset=offset)


def test_behind_norms_circuits_act_on_the_stream_times_its_scale():
    rng = np.random.default_rng(5)
    norm, final = Norm(rng.normal(size=4)), Norm(rng.normal(size=4), eps=0.1)
    layer = AttentionLayer(*rng.normal(size=(3, 1, 2, 4)), rng.normal(size=(1, 4, 2)), norm=norm)
    W_E, W_U = rng.normal(size=(4, 5)), rng.normal(size=(5, 4))
    model = Transformer(W_E, W_U, [layer], final_norm=final)
    centred = np.eye(4) - 0.25
    read = layer.W_V[0] @ np.diag(norm.gain) @ centred
    expected = W_U @ np.diag(final.gain) @ centred @ layer.W_O[0] @ read @ W_E
    assert np.allclose(ov_circuit(model, 0, 0).dense(), expected, rtol=1e-12, atol=1e-12)
    direct = W_U @ np.diag(final.gain) @ centred @ W_E
    assert np.allclose(bigram_circuit(model).dense(), direct, rtol=1e-12, atol=1e-12)


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
