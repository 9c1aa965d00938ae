import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath import strategies
from refmath.numeric.model.every_weight import in_float64


def test_the_numbers_in_float64_are_the_same():
    rng = np.random.default_rng(0)
    layer = rm.AttentionLayer(
        *rng.standard_normal((3, 1, 2, 4)).astype(np.float32),
        rng.standard_normal((1, 4, 2)).astype(np.float32),
    )
    W_E = rng.standard_normal((4, 5)).astype(np.float32)
    model = rm.Transformer(W_E, W_E.T.copy(), [layer], W_pos=W_E.copy(), positions="residual")
    wide = in_float64(model)
    assert str(wide.dtype) == "float64"
    assert (wide.layers[0].W_O == layer.W_O).all()
    assert (wide.W_pos == model.W_pos).all()
    assert wide.positions == "residual"


@given(strategies.models(n_layers=st.integers(1, 2)), st.data())
def test_a_head_taken_out_writes_nothing_and_the_others_what_they_did(model, data):
    heads = [(i, h) for i, n in enumerate(model.n_heads) for h in range(n)]
    ablated = data.draw(st.lists(st.sampled_from(heads)))
    bare = rm.without_heads(model, ablated)
    for i, h in heads:
        before, after = model.layers[i].W_O[h], bare.layers[i].W_O[h]
        assert (after == (0 if (i, h) in ablated else before)).all()
    assert bare.W_E is model.W_E
    assert bare.n_heads == model.n_heads


def test_the_model_itself_keeps_its_heads():
    model = rm.by_hand.induction(4, 8)
    bare = rm.without_heads(model, [(0, 0), (1, 0)])
    assert not any(layer.W_O.any() for layer in bare.layers)
    assert all(layer.W_O.any() for layer in model.layers)


@pytest.mark.parametrize(
    ("heads", "says"),
    [
        ([(2, 0)], "layer: expected an integer with 0 <= layer < n_layers = 2, got 2"),
        ([(0, 1)], "head: expected an integer with 0 <= head < n_heads = 1 in layer 0, got 1"),
        ([(0, -1)], "head: expected an integer with 0 <= head < n_heads = 1 in layer 0, got -1"),
        ([(True, 0)], "layer: expected an integer"),
        ([0], r"heads: expected \(layer, head\) pairs, got \[0\]"),
        (None, r"heads: expected \(layer, head\) pairs, got None"),
    ],
)
def test_what_is_no_head_is_not_taken_out(heads, says):
    with pytest.raises(ValueError, match=f"^{says}"):
        rm.without_heads(rm.by_hand.induction(4, 8), heads)
