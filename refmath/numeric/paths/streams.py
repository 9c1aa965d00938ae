"""The residual stream as the sum of what paths write, and the patterns and scales that read it.

Nothing here is taken from the layered computation: its agreement with this sum is a theorem.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import array_api_compat

from refmath.numeric.arrays.libraries import columns
from refmath.numeric.model.attention import attention_pattern, attention_scores
from refmath.numeric.model.folding import constant_behind, folded, keys_of_heads
from refmath.numeric.model.parts import mlp_output, turned
from refmath.numeric.paths.frozen import (
    Frozen,
    check_frozen,
    constant_written,
    frozen,
    through_head,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.parts import MLP, Norm
    from refmath.numeric.model.transformer import Transformer
    from refmath.protocols import AnyArray


def start_of_paths(model: Transformer, tokens: Array) -> Array:
    """Return what every path begins with: t W_Eᵀ, with W_posᵀ where the model adds it there."""
    xp = array_api_compat.array_namespace(model.W_E)
    start = columns(model.W_E, tokens)
    if model.positions == "residual" and model.W_pos is not None:
        start = start + xp.matrix_transpose(model.W_pos[:, : tokens.shape[-1]])
    return start


def held_fixed(
    model: Transformer,
    tokens: Array,
    patterns: Sequence[AnyArray] | None,
    scales: Sequence[AnyArray | None] | None,
) -> Frozen:
    """Hold the given patterns and scales fixed, once checked, or else the model's own.

    Raises:
        ValueError: for patterns or scales of a wrong shape, or scales alone.
    """
    if patterns is not None:
        return frozen(model, patterns, check_frozen(model, tokens, patterns, scales))
    if scales is not None:
        raise ValueError("patterns: expected patterns beside the scales that are held, got None")
    start = start_of_paths(model, tokens)
    return held_up_to(model, start, model.n_layers, final=model.final_norm)


def held_up_to(model: Transformer, start: Array, n_layers: int, *, final: Norm | None) -> Frozen:
    """Return the own patterns and scales of the first layers, and the scale of a last norm.

    Each is taken of the sum over the paths before it.
    """
    held = frozen(model)
    for layer in range(n_layers):
        x = added(all_streams(held, start))
        norm = model.layers[layer].norm
        scale = None if norm is None else _scale(norm, x)
        pattern = _pattern(held, layer, x if scale is None else x * scale[..., None])
        patterns, scales = (*held.patterns, pattern), (*held.scales, scale)
        held = replace(held, patterns=patterns, scales=scales)
        mlp = model.layers[layer].mlp
        wrote = None if mlp is None else _written_by(mlp, added(all_streams(held, start)))
        held = replace(held, written_by_mlps=(*held.written_by_mlps, wrote))
    last = None if final is None else _scale(final, added(all_streams(held, start)))
    return replace(held, scales=(*held.scales, last))


def all_streams(held: Frozen, start: Array) -> Iterator[Array]:
    """Yield what each path writes, from the embedding, each layer's constant and each MLP."""
    yield from streams(held, start)
    yield from streams_of_constants(held)
    yield from streams_of_mlps(held)


def streams_of_constants(held: Frozen) -> Iterator[Array]:
    """Yield what becomes of each layer's constant along the paths of later layers."""
    for layer in range(held.depth):
        constant = constant_written(held, layer)
        if constant is not None:
            yield from streams(held, constant, layer + 1)


def streams_of_mlps(held: Frozen) -> Iterator[Array]:
    """Yield what becomes of each MLP's output along the paths of later layers."""
    for layer, written in enumerate(held.written_by_mlps):
        if written is not None:
            yield from streams(held, written, layer + 1)


def streams(held: Frozen, stream: Array, first: int = 0) -> Iterator[Array]:
    """Yield what each path through the layers that are known writes, depth first.

    Depth first, a path continues what its beginning has computed, and no more than n_layers + 1
    arrays are alive at a time.
    """
    yield stream
    for layer in range(first, held.depth):
        for head in range(held.model.n_heads[layer]):
            longer = through_head(held, layer, head, stream)
            yield from streams(held, longer, layer + 1)


def added(terms: Iterable[Array]) -> Array:
    """Return the sum of one term or more."""
    # Not in place: the first term may be an array that others still read.
    terms = iter(terms)
    total = next(terms)
    for term in terms:
        total = total + term
    return total


def _pattern(held: Frozen, layer: int, x: Array) -> Array:
    """Return a layer's patterns from the stream that it reads, scaled by its norm."""
    xp = array_api_compat.array_namespace(x)
    model, weights, read = held.model, held.model.layers[layer], held.readings[layer]
    n_ctx = x.shape[-2]
    keys = keys_of_heads(weights)

    def of_head(head: int) -> Array:
        q = xp.matmul(x, xp.matrix_transpose(read.W_Q[head, :, :]))
        k = xp.matmul(x, xp.matrix_transpose(read.W_K[head, :, :]))
        if model.positions == "qk" and model.W_pos is not None:
            places = xp.matrix_transpose(model.W_pos[:, :n_ctx])
            q = q + xp.matmul(places, xp.matrix_transpose(weights.W_Q[head, :, :]))
            k = k + xp.matmul(places, xp.matrix_transpose(keys[head, :, :]))
        q = q if read.b_Q is None else q + read.b_Q[head, :]
        k = k if read.b_K is None else k + read.b_K[head, :]
        if weights.rotary is not None:
            cos, sin = weights.rotary.cos[:n_ctx, :], weights.rotary.sin[:n_ctx, :]
            q, k = (turned(part, weights.rotary, cos, sin) for part in (q, k))
        return attention_pattern(attention_scores(q, k), causal=model.causal)

    return xp.stack([of_head(head) for head in range(weights.n_heads)], axis=-3)


def _scale(norm: Norm, x: Array) -> Array:
    """Return what a norm multiplies each position by: 1 / √(mean of squares + ε)."""
    xp = array_api_compat.array_namespace(x)
    if norm.centred:
        x = x - xp.mean(x, axis=-1, keepdims=True)
    return 1 / xp.sqrt(xp.mean(x * x, axis=-1) + norm.eps)


def _written_by(mlp: MLP, x: Array) -> Array:
    if mlp.norm is None:
        return mlp_output(mlp, x)
    W_in, b_in = folded(mlp.norm, mlp.W_in), constant_behind(mlp.norm, mlp.W_in, mlp.b_in)
    plain = replace(mlp, W_in=W_in, b_in=b_in, norm=None)
    return mlp_output(plain, x * _scale(mlp.norm, x)[..., None])
