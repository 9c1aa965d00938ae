"""Weights as they read the stream itself: norms folded in, shared keys and values repeated."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import array_api_compat

from refmath.numeric.arrays.libraries import by_position

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.parts import Norm
    from refmath.numeric.model.transformer import AttentionLayer, Transformer


@dataclass(frozen=True, eq=False)
class Reading:
    """What each head of a layer reads of the stream, up to its position's 1/σ, and the constants.

    W_Q, W_K, W_V of shape (n_heads, d_head, d_model); b_Q, b_K, b_V of shape (n_heads, d_head), or
    None for zeros. Plain layers' weights are passed on as they are.
    """

    W_Q: Array
    W_K: Array
    W_V: Array
    b_Q: Array | None
    b_K: Array | None
    b_V: Array | None


def reading(layer: AttentionLayer) -> Reading:
    r"""Return a layer's queries, keys and values as they read the stream itself.

    $\mathrm{norm}(x) W^\top + b = D \, x \, (W \Gamma C)^\top + W \beta + b$ with $D =
    \mathrm{diag}(1 / \sigma_i)$ and $C = \mathrm{Id} - 1 1^\top / d_{model}$ (Id for RMSNorm): the
    weights are $W \Gamma C$, the constants $W \beta + b$.

    Args:
        layer: the layer.

    Returns:
        A `Reading`, of every head, also where heads share keys and values.

    Theorem:
        head_after_layer_norm, head_after_rms_norm, grouped_queries

    Examples:
        >>> import numpy as np
        >>> from refmath.numeric.model.parts import Norm
        >>> from refmath.numeric.model.transformer import AttentionLayer
        >>> W = np.array([[[1.0, 3.0]]])
        >>> layer = AttentionLayer(W, W, W, np.ones((1, 2, 1)), norm=Norm(np.array([1.0, 2.0])))
        >>> reading(layer).W_V.tolist()  # (1, 6), its mean taken off
        [[[-2.5, 2.5]]]
    """
    return Reading(
        folded(layer.norm, layer.W_Q),
        for_each_head(layer, folded(layer.norm, layer.W_K)),
        for_each_head(layer, folded(layer.norm, layer.W_V)),
        constant_behind(layer.norm, layer.W_Q, layer.b_Q),
        for_each_head(layer, constant_behind(layer.norm, layer.W_K, layer.b_K)),
        for_each_head(layer, constant_behind(layer.norm, layer.W_V, layer.b_V)),
    )


def keys_of_heads(layer: AttentionLayer) -> Array:
    """Return W_K as it reads what the norm gives, for each head, (n_heads, d_head, d_model)."""
    return for_each_head(layer, layer.W_K)


def unembedding(model: Transformer) -> tuple[Array, Array | None]:
    r"""Return W_U as it reads the stream itself, up to 1/σ, and the logits' constant.

    $W_U \Gamma C$ and $W_U \beta + b_U$ for the final norm's Γ, C and β.

    Args:
        model: the transformer.

    Returns:
        Weights of shape (d_out, d_model), and a constant (d_out,) or None for zeros.

    Theorem:
        layer_norm_is_a_tensor_product

    Examples:
        >>> import numpy as np
        >>> from refmath.numeric.model.transformer import Transformer
        >>> model = Transformer(np.ones((2, 3)), np.ones((3, 2)), [], b_U=np.arange(3.0))
        >>> unembedding(model)[1].tolist()
        [0.0, 1.0, 2.0]
    """
    return (
        folded(model.final_norm, model.W_U),
        constant_behind(model.final_norm, model.W_U, model.b_U),
    )


def folded(norm: Norm | None, W: Array) -> Array:
    """Return W Γ C: weights behind a norm, as they read the stream itself, up to 1/σ."""
    if norm is None:
        return W
    W = W if norm.gain is None else W * norm.gain
    if not norm.centred:
        return W
    xp = array_api_compat.array_namespace(W)
    return W - xp.sum(W, axis=-1, keepdims=True) / W.shape[-1]


def outputs(layer: AttentionLayer) -> Array:
    """Return W_O as it writes to the stream, up to the 1/σ of a norm of what all heads write."""
    return writing(layer.post_norm, layer.W_O)


def writing(norm: Norm | None, W: Array) -> Array:
    """Return Γ C W: weights before a norm of what they write, as they write, up to 1/σ.

    Examples:
        >>> import numpy as np
        >>> from refmath.numeric.model.parts import Norm
        >>> writing(Norm(np.array([1.0, 2.0])), np.array([[3.0], [5.0]])).tolist()
        [[-1.0], [2.0]]
    """
    if norm is None:
        return W
    xp = array_api_compat.array_namespace(W)
    W = W - xp.sum(W, axis=-2, keepdims=True) / W.shape[-2] if norm.centred else W
    return W if norm.gain is None else W * norm.gain[:, None]


def constant_behind(norm: Norm | None, W: Array, b: Array | None) -> Array | None:
    """Return W β + b: what weights behind a norm add whatever they read; None for nothing."""
    if norm is None or norm.bias is None:
        return b
    xp = array_api_compat.array_namespace(W)
    of_norm = xp.matmul(W, norm.bias)
    return of_norm if b is None else of_norm + b


def for_each_head(layer: AttentionLayer, of_groups: Array) -> Array:
    """Repeat what a group's heads share, so that each head has its own; None stays None."""
    if of_groups is None or layer.n_groups == layer.n_heads:
        return of_groups
    xp = array_api_compat.array_namespace(of_groups)
    heads = xp.arange(layer.n_heads, device=array_api_compat.device(of_groups))
    return xp.take(of_groups, heads // (layer.n_heads // layer.n_groups), axis=0)


def norm_of_each_head(layer: AttentionLayer, norm: Norm, n_heads: int) -> Norm:
    """Return a norm of keys as one of what each head has, where its arrays are all heads' together.

    What heads share stands there as often as it is shared, and so leaves every mean what it was.
    """
    if norm.d_model in (None, layer.d_head):
        return norm

    def repeated(array: Array | None) -> Array | None:
        if array is None:
            return None
        xp = array_api_compat.array_namespace(array)
        of_heads = xp.reshape(array, (n_heads, layer.d_head))
        if n_heads == layer.n_groups:
            of_heads = for_each_head(layer, of_heads)
        return xp.reshape(of_heads, (-1,))

    return replace(norm, gain=repeated(norm.gain), bias=repeated(norm.bias))


def heads_together(y: Array) -> Array:
    """Return (..., n_heads, n_ctx, d_head) as (..., n_ctx, n_heads · d_head)."""
    xp = array_api_compat.array_namespace(y)
    y = by_position(y)
    return xp.reshape(y, (*y.shape[:-2], y.shape[-2] * y.shape[-1]))


def heads_apart(y: Array, n_heads: int) -> Array:
    """Return (..., n_ctx, n_heads · d_head) as (..., n_heads, n_ctx, d_head)."""
    xp = array_api_compat.array_namespace(y)
    y = xp.reshape(y, (*y.shape[:-1], n_heads, y.shape[-1] // n_heads))
    return by_position(y)
