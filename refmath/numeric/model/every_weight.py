"""A model with its numbers in another precision."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from refmath.numeric.model.transformer import Transformer

    Matrix = np.ndarray[Any, Any]


def in_float64(model: Transformer) -> Transformer:
    """Return the model with the same numbers in float64, so that what is shown has no rounding.

    Args:
        model: of NumPy's float32 or float64.

    Examples:
        >>> from refmath.numeric.model.transformer import Transformer
        >>> model = Transformer(np.eye(2, dtype=np.float32), np.eye(2, dtype=np.float32), [])
        >>> str(in_float64(model).dtype)
        'float64'
    """
    layers = [
        replace(a, W_Q=_wide(a.W_Q), W_K=_wide(a.W_K), W_V=_wide(a.W_V), W_O=_wide(a.W_O))
        for a in model.layers
    ]
    W_pos = None if model.W_pos is None else _wide(model.W_pos)
    return replace(model, W_E=_wide(model.W_E), W_U=_wide(model.W_U), layers=layers, W_pos=W_pos)


def _wide(weight: Matrix) -> Matrix:
    return np.asarray(weight, np.float64)
