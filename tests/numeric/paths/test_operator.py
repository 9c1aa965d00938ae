import re

import numpy as np
import pytest

from refmath.numeric.layered.forward import attention_patterns, norm_scales
from refmath.numeric.model.parts import MLP, Norm
from refmath.numeric.model.transformer import AttentionLayer, Transformer
from refmath.numeric.paths import operator as tensor_product
from refmath.numeric.paths import streams as path_streams
from refmath.numeric.paths.expansion import expanded_logits
from refmath.numeric.paths.operator import one_hot, tensor_product_operator


def test_operator_by_hand(two_layers):
    # Blocks [destination, source]; T's first row: output token 0 at position 0.
    W = [[8, 8 + 9], [4, 8 + 1]]  # all four paths, with A = 1 at destination 0, source 0
    T = tensor_product_operator(two_layers(), [0, 1])
    assert T[:2, :2].tolist() == W
    assert T[:2, 2:].tolist() == [[0, 0], [0, 0]]
    # Destination 1, source 1: A = 1, 1/2, 1/2, 1/4 for the paths (), (0), (1), (0, 1).
    assert T[2:, 2:].tolist() == [[4 + 4 / 4, 8 + 1 / 2 + 8 / 4], [4 / 2, 1 + 8 / 2]]
    # Destination 1, source 0: A = 0, 1/2, 1/2, 1/2 * 1 + 1/2 * 1/2 = 3/4.
    assert T[2:, :2].tolist() == [[4 * 3 / 4, 1 / 2 + 8 * 3 / 4], [4 / 2, 8 / 2]]


def test_operator_with_residual_positions_is_refused(two_layers):
    model = two_layers(W_pos=np.ones((2, 3)), positions="residual")
    says = (
        "model: expected positions='qk' or no W_pos, got positions='residual':"
        " W_pos adds a constant to the logits, which no T acting on one-hot tokens gives;"
        " use expanded_logits"
    )
    with pytest.raises(ValueError, match=f"^{re.escape(says)}$"):
        tensor_product_operator(model, [0, 1])
    without = two_layers(positions="residual")
    expected = tensor_product_operator(two_layers(), [0, 1])
    np.testing.assert_array_equal(tensor_product_operator(without, [0, 1]), expected)


def test_operator_too_large_is_refused_before_any_work(monkeypatch):
    monkeypatch.setattr(path_streams, "held_up_to", lambda *_, **__: pytest.fail("worked"))
    model = Transformer(np.ones((1, 5000)), np.ones((5000, 1)), [])
    message = (
        "tokens: expected T to need at most 0.25 GiB, got n_ctx * d_vocab = 10000, a T of 0.745 GiB"
    )
    with pytest.raises(ValueError, match=re.escape(message)):
        tensor_product_operator(model, [0, 1])


@pytest.mark.parametrize(("dtype", "bytes_each"), [("float64", 8), ("float32", 4), (object, 8)])
def test_the_limit_counts_bytes(monkeypatch, dtype, bytes_each):
    model = Transformer(np.ones((1, 3), dtype), np.ones((3, 1), dtype), [])
    monkeypatch.setattr(tensor_product, "MAX_OPERATOR_BYTES", 36 * bytes_each)
    assert tensor_product_operator(model, [0, 1]).shape == (6, 6)
    monkeypatch.setattr(tensor_product, "MAX_OPERATOR_BYTES", 36 * bytes_each - 1)
    with pytest.raises(ValueError, match="GiB"):
        tensor_product_operator(model, [0, 1])


def test_operator_of_a_batch_is_refused(two_layers):
    says = (
        "tokens: expected shape (n_ctx,), one sequence, got (1, 2):"
        " each sequence has a T of its own"
    )
    with pytest.raises(ValueError, match=f"^{re.escape(says)}$"):
        tensor_product_operator(two_layers(), [[0, 1]])


def test_one_hot(two_layers):
    t = one_hot(two_layers(), [[1, 0], [0, 0]])
    assert t.tolist() == [[[0, 1], [1, 0]], [[1, 0], [1, 0]]]
    assert t.dtype == np.float64
    exact = one_hot(Transformer(np.ones((1, 2), object), np.ones((2, 1), object), []), [1])
    assert exact.dtype == object
    assert [type(value) for value in exact[0]] == [int, int]


CONSTANTS = {
    "b_V": {"b_V": np.ones((1, 2))},
    "b_O": {"b_O": np.ones(2)},
    "norm.bias": {"norm": Norm(bias=np.ones(2))},
    "mlp": {"mlp": MLP(np.eye(2), np.eye(2))},
    "b_U": {},
    "final_norm.bias": {},
}


@pytest.mark.parametrize("part", CONSTANTS)
def test_the_operator_of_a_model_with_constants_is_refused_by_the_parts_name(part):
    W = np.ones((1, 2, 2))
    layer = AttentionLayer(W, W, W, W, **CONSTANTS[part])
    own = {"b_U": {"b_U": np.ones(2)}, "final_norm.bias": {"final_norm": Norm(bias=np.ones(2))}}
    model = Transformer(np.eye(2), np.eye(2), [layer], **own.get(part, {}))
    says = (
        f"model: expected no part that tensor_product_operator can't honour, got {part},"
        " which add a constant that no T gives; use expanded_logits"
    )
    with pytest.raises(ValueError, match=f"^{re.escape(says)}$"):
        tensor_product_operator(model, [0, 1])


def test_the_operator_has_the_scales_that_are_held():
    rng = np.random.default_rng(0)
    layer = AttentionLayer(
        *rng.normal(size=(3, 2, 2, 3)), rng.normal(size=(2, 3, 2)), norm=Norm(rng.normal(size=3))
    )
    final = Norm(centred=False)
    model = Transformer(rng.normal(size=(3, 4)), rng.normal(size=(4, 3)), [layer], final_norm=final)
    tokens = [0, 3, 1]
    patterns = [pattern[::-1] for pattern in attention_patterns(model, tokens)]
    held = {"patterns": patterns, "scales": [3 * scale for scale in norm_scales(model, tokens)]}
    T = tensor_product_operator(model, tokens, **held)
    found = (T @ one_hot(model, tokens).reshape(-1)).reshape(3, 4)
    assert np.allclose(found, expanded_logits(model, tokens, **held), rtol=1e-12)
    assert not np.allclose(found, expanded_logits(model, tokens), rtol=0.1)
