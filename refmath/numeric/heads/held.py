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
from refmath.numeric.paths.frozen import Frozen, constant_through_norm, given_fixed, through_norm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.layered.forward import ForwardPass
    from refmath.numeric.model.transformer import AttentionLayer, Transformer
    from refmath.protocols import AnyArray


def held_fixed(
    model: Transformer,
    tokens: Array,
    patterns: Sequence[AnyArray] | None = None,
    scales: Sequence[AnyArray | None] | None = None,
    mlp_outputs: Sequence[AnyArray | None] | None = None,
    post_scales: Sequence[AnyArray | None] | None = None,
) -> Frozen:
    """Hold fixed what is given, once checked, or else what the model computes in a forward pass.

    Raises:
        ValueError: as `given_fixed` does.
    """
    given = given_fixed(model, tokens, patterns, scales, mlp_outputs, post_scales)
    if given is not None:
        return given
    own = forward_pass(model, tokens)
    return held_as_run(model, own)


def held_as_run(model: Transformer, run: ForwardPass) -> Frozen:
    """Hold fixed what a forward pass has computed."""
    return Frozen(model, run.patterns, run.scales, run.mlp_outputs, run.post_scales)


def written_by_heads(held: Frozen, layer: int, stream: Array) -> Array:
    r"""Return $\sum_h (D' A^h D \otimes W_{OV}^h) x$: what a layer's heads write of a stream."""
    xp = array_api_compat.array_namespace(stream)
    weights = held.model.layers[layer]
    moved = by_position(_moved(held, layer, stream))  # ..., n_ctx, n_heads, d_head
    beside = xp.reshape(moved, (-1, weights.n_heads * weights.d_head))
    # The heads side by side and their W_O one below another: the sum of what each writes.
    W_O = xp.reshape(xp.matrix_transpose(weights.W_O), (beside.shape[-1], weights.d_model))
    return _behind_heads(held, layer, xp.reshape(xp.matmul(beside, W_O), stream.shape))


def written_by_each_head(held: Frozen, layer: int, stream: Array) -> Array:
    r"""Return $(D' A^h D \otimes W_{OV}^h) x$ for every head, (..., n_heads, n_ctx, d_model)."""
    xp = array_api_compat.array_namespace(stream)
    weights, scale = held.model.layers[layer], held.post_scale(layer)
    written = xp.matmul(_moved(held, layer, stream), xp.matrix_transpose(weights.W_O))
    of_all = None if scale is None else scale[..., None, :]
    return through_norm(weights.post_norm, of_all, written)


def written_by_head(held: Frozen, layer: int, head: int, stream: Array) -> Array:
    r"""Return $(D' A^h D \otimes W_{OV}^h) x$ for one head, shape (..., n_ctx, d_model)."""
    xp = array_api_compat.array_namespace(stream)
    weights = held.model.layers[layer]
    W_V = weights.W_V[head * weights.n_groups // weights.n_heads, :, :]
    value = xp.matmul(read(held, layer, stream), xp.matrix_transpose(W_V))
    moved = xp.matmul(held.patterns[layer][..., head, :, :], value)
    written = xp.matmul(moved, xp.matrix_transpose(weights.W_O[head, :, :]))
    return _behind_heads(held, layer, written)


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


def output_bias(layer: AttentionLayer, scale: Array | None, nowhere: Array) -> Array | None:
    """Return what b_O, through a norm of what the heads write, and its β add; None for nothing.

    The scale is what that norm multiplies by, and `nowhere` a stream of zeros.
    """
    constant = None if layer.b_O is None else nowhere + layer.b_O
    return constant_through_norm(layer.post_norm, scale, constant)


def read(held: Frozen, layer: int, stream: Array) -> Array:
    """Return what a layer's norm makes of a stream, up to its β: D x C Γ; −1 is the final norm."""
    model = held.model
    norm = model.final_norm if layer == -1 else model.layers[layer].norm
    return through_norm(norm, held.scales[layer], stream)


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


def _behind_heads(held: Frozen, layer: int, written: Array) -> Array:
    """Return what a norm of what a layer's heads write makes of a part of it, up to its β."""
    return through_norm(held.model.layers[layer].post_norm, held.post_scale(layer), written)
