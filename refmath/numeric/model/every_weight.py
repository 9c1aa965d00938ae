"""A model with other weights: in another precision, or without some heads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import array_api_compat
import numpy as np

from refmath.arguments import refused
from refmath.numeric.model.arguments import check_model, head_index

if TYPE_CHECKING:
    from collections.abc import Iterable

    from refmath.numeric.model.transformer import Transformer

    Matrix = np.ndarray[Any, Any]


def without_heads(model: Transformer, heads: Iterable[tuple[int, int]]) -> Transformer:
    r"""Return the model with some heads ablated: what they write is 0.

    $W_O^h = 0$; a layer's $b_O$, which is no head's, stays.

    Args:
        model: the transformer.
        heads: (layer, head) pairs.

    Returns:
        A `Transformer` of the same shape, with other logits.

    Raises:
        ValueError: for what are no pairs, and for heads that the model doesn't have.

    Source:
        Olsson et al. 2022, «In-context Learning and Induction Heads», argument 3, ablations.

    Examples:
        >>> from refmath.numeric.layered.forward import logits
        >>> from refmath.numeric.model.by_hand import previous_token_head
        >>> bare = without_heads(previous_token_head(3, n_ctx=4), [(0, 0)])
        >>> bool((logits(bare, [0, 1]) == (bare.W_U @ bare.W_E).T[[0, 1]]).all())
        True
    """
    ablated = _head_pairs(check_model(model), heads)
    layers = []
    for i, layer in enumerate(model.layers):
        xp = array_api_compat.array_namespace(layer.W_O)
        of_each = [
            xp.zeros_like(layer.W_O[h, ...]) if (i, h) in ablated else layer.W_O[h, ...]
            for h in range(layer.n_heads)
        ]
        layers.append(replace(layer, W_O=xp.stack(of_each)))
    return replace(model, layers=layers)


def _head_pairs(model: Transformer, heads: Any) -> set[tuple[int, int]]:
    try:
        pairs = [(layer, head) for layer, head in heads]
    except (TypeError, ValueError) as error:
        raise refused("heads", "(layer, head) pairs", heads) from error
    return {head_index(model, layer, head) for layer, head in pairs}


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
