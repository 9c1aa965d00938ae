import numpy as np

import refmath as rm
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
