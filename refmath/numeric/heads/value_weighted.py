"""How much heads move: each pattern times the size of what it moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import array_api_compat

from refmath.numeric.arrays.libraries import check_held
from refmath.numeric.heads.held import held_as_run, values_with_bias
from refmath.numeric.layered.forward import forward_pass
from refmath.numeric.model.arguments import check_tokens

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import Transformer
    from refmath.protocols import Tokens


def value_weighted_patterns(model: Transformer, tokens: Tokens) -> tuple[Array, ...]:
    r"""Return how much each head moves from each source to each destination.

    $A^h_{ij} \, \|W_{OV}^h x_j\|$ for the stream x that the layer reads, through its norm and with
    the bias of the values where it has them; where what the heads write is normed, times what that
    norm multiplies the destination by, W_OV with the rest of it. A head that has nothing to do
    attends to a token from which it moves next to nothing: there the pattern is large, and this
    small. The norm is that of the result, not of the value, which another W_O for another W_V would
    change.

    Args:
        model: the transformer, with floating weights.
        tokens: integers of shape (..., n_ctx), an array or nested lists.

    Returns:
        For each layer an array (..., n_heads, n_ctx, n_ctx), [destination, source].

    Raises:
        ValueError: for tokens that `check_tokens` refuses.

    Source:
        Elhage et al. 2021, «Attention Heads are Independent and Additive»; its figures weight by
        the norm of the value.

    Theorem:
        only_W_OV_matters

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> zero, one = np.zeros((1, 1, 2)), np.array([[[1.0, 0.0]]])
        >>> layer = rm.AttentionLayer(zero, zero, one, np.array([[[0.0], [4.0]]]))
        >>> model = rm.Transformer(np.eye(2), np.eye(2), [layer])  # moves 4 from each token 0
        >>> rm.value_weighted_patterns(model, [0, 1])[0].tolist()
        [[[4.0, 0.0], [2.0, 0.0]]]
    """
    token_array = check_tokens(model, tokens)
    xp = array_api_compat.array_namespace(model.W_E)
    run = forward_pass(model, token_array)
    held = held_as_run(model, run)

    def weighted(layer: int) -> Array:
        W_O, scale = held.writings[layer], held.post_scale(layer)
        result = xp.matmul(
            values_with_bias(held, layer, run.streams[layer]), xp.matrix_transpose(W_O)
        )
        sizes = check_held("sizes of what is moved", _lengths(result))
        found = held.patterns[layer] * sizes[..., None, :]
        return found if scale is None else found * scale[..., None, :, None]

    return tuple(weighted(layer) for layer in range(model.n_layers))


def _lengths(x: Array) -> Array:
    """Return the length of each vector along the last axis; no square leaves the range."""
    xp = array_api_compat.array_namespace(x)
    largest = xp.max(xp.abs(x), axis=-1, keepdims=True)
    largest = xp.where(largest > 0, largest, xp.ones_like(largest))
    share = x / largest
    return xp.sqrt(xp.sum(share * share, axis=-1)) * largest[..., 0]
