"""A model at some tokens with all that is not linear held fixed, by one forward pass.

For tools: the patterns, the norms' scales and the MLPs' outputs are what the layers compute, or
given, and a norm acts on the stream, D x C Γ, which is smaller than any matrix of weights. What
holds the sum over paths against the layers takes neither from here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import array_api_compat

from refmath.numeric.arrays.libraries import by_position, check_held
from refmath.numeric.layered.forward import forward_pass
from refmath.numeric.model.folding import constant_behind, for_each_head
from refmath.numeric.paths.frozen import Frozen, check_linear, given_fixed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.parts import Norm
    from refmath.numeric.model.transformer import Transformer
    from refmath.protocols import AnyArray


def held_fixed(
    model: Transformer,
    tokens: Array,
    patterns: Sequence[AnyArray] | None = None,
    scales: Sequence[AnyArray | None] | None = None,
    mlp_outputs: Sequence[AnyArray | None] | None = None,
) -> Frozen:
    """Hold fixed what is given, once checked, or else what the model computes in a forward pass.

    Raises:
        ValueError: as `given_fixed` does.
    """
    check_linear(model)
    given = given_fixed(model, tokens, patterns, scales, mlp_outputs)
    if given is not None:
        return given
    own = forward_pass(model, tokens)
    return Frozen(model, own.patterns, own.scales, own.mlp_outputs)


def written_by_heads(held: Frozen, layer: int, stream: Array) -> Array:
    r"""Return $\sum_h (A^h D \otimes W_{OV}^h) x$: what a layer's heads write of a stream."""
    xp = array_api_compat.array_namespace(stream)
    weights = held.model.layers[layer]
    moved = by_position(_moved(held, layer, stream))  # ..., n_ctx, n_heads, d_head
    beside = xp.reshape(moved, (-1, weights.n_heads * weights.d_head))
    # The heads side by side and their W_O one below another: the sum of what each writes.
    W_O = xp.reshape(xp.matrix_transpose(weights.W_O), (beside.shape[-1], weights.d_model))
    return xp.reshape(xp.matmul(beside, W_O), stream.shape)


def written_by_each_head(held: Frozen, layer: int, stream: Array) -> Array:
    r"""Return $(A^h D \otimes W_{OV}^h) x$ for every head, (..., n_heads, n_ctx, d_model)."""
    xp = array_api_compat.array_namespace(stream)
    W_O = held.model.layers[layer].W_O
    return xp.matmul(_moved(held, layer, stream), xp.matrix_transpose(W_O))


def written_by_head(held: Frozen, layer: int, head: int, stream: Array) -> Array:
    r"""Return $(A^h D \otimes W_{OV}^h) x$ for one head, shape (..., n_ctx, d_model)."""
    xp = array_api_compat.array_namespace(stream)
    weights = held.model.layers[layer]
    W_V = weights.W_V[head * weights.n_groups // weights.n_heads, :, :]
    value = xp.matmul(read(held, layer, stream), xp.matrix_transpose(W_V))
    moved = xp.matmul(held.patterns[layer][..., head, :, :], value)
    return xp.matmul(moved, xp.matrix_transpose(weights.W_O[head, :, :]))


def values(held: Frozen, layer: int, stream: Array) -> Array:
    r"""Return $D x \, C \Gamma (W_V^h)^\top$ for every head, (..., n_heads, n_ctx, d_head)."""
    xp = array_api_compat.array_namespace(stream)
    weights = held.model.layers[layer]
    n_groups, d_head, d_model = weights.W_V.shape
    # One product for all heads and the whole batch.
    rows = xp.reshape(read(held, layer, stream), (-1, d_model))
    W_V = xp.reshape(weights.W_V, (n_groups * d_head, d_model))
    beside = xp.matmul(rows, xp.matrix_transpose(W_V))
    by_group = xp.reshape(beside, (*stream.shape[:-1], n_groups, d_head))
    if n_groups != weights.n_heads:
        heads = xp.arange(weights.n_heads, device=array_api_compat.device(stream))
        by_group = xp.take(by_group, heads // (weights.n_heads // n_groups), axis=-2)
    return by_position(by_group)


def values_with_bias(held: Frozen, layer: int, stream: Array) -> Array:
    r"""Return `values` with what $W_V \beta + b_V$ adds to each, where the model has them."""
    value = values(held, layer, stream)
    weights = held.model.layers[layer]
    b_V = for_each_head(weights, constant_behind(weights.norm, weights.W_V, weights.b_V))
    return value if b_V is None else value + b_V[:, None, :]


def read(held: Frozen, layer: int, stream: Array) -> Array:
    """Return what a layer's norm makes of a stream, up to its β: D x C Γ; −1 is the final norm."""
    model = held.model
    norm = model.final_norm if layer == -1 else model.layers[layer].norm
    return _through_norm(norm, held.scales[layer], stream)


def with_constant(held: Frozen, read_last: Array) -> Array:
    """Add the final norm's β to what it makes of a stream: so W_U applies to it at no cost."""
    norm = held.model.final_norm
    return read_last if norm is None or norm.bias is None else read_last + norm.bias


def unembedded(model: Transformer, read_last: Array) -> Array:
    """Return the logits of what the final norm makes of a stream, without b_U: one product."""
    xp = array_api_compat.array_namespace(read_last)
    rows = xp.reshape(read_last, (-1, model.d_model))
    product = check_held("logits", xp.matmul(rows, xp.matrix_transpose(model.W_U)))
    return xp.reshape(product, (*read_last.shape[:-1], -1))


def logits_of(held: Frozen, stream: Array) -> Array:
    """Return the logits of a whole stream, with the constants that come last."""
    logits = unembedded(held.model, with_constant(held, read(held, -1, stream)))
    return logits if held.model.b_U is None else logits + held.model.b_U


def _moved(held: Frozen, layer: int, stream: Array) -> Array:
    xp = array_api_compat.array_namespace(stream)
    return xp.matmul(held.patterns[layer], values(held, layer, stream))


def _through_norm(norm: Norm | None, scale: Array | None, stream: Array) -> Array:
    if norm is None or scale is None:
        return stream
    xp = array_api_compat.array_namespace(stream)
    if norm.centred:
        stream = stream - xp.sum(stream, axis=-1, keepdims=True) / stream.shape[-1]
    scaled = stream * scale[..., None]
    return scaled if norm.gain is None else scaled * norm.gain
