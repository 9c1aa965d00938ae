"""The residual stream as the sum of what paths write, and the patterns and scales that read it.

Nothing here is taken from the layered computation: its agreement with this sum is a theorem.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

import array_api_compat

from refmath.numeric.arrays.libraries import Array, squares_overflow
from refmath.numeric.model.attention import (
    attention_pattern,
    attention_scores,
    scoring,
    weighing,
)
from refmath.numeric.model.folding import (
    constant_behind,
    folded,
    heads_apart,
    heads_together,
    keys_of_heads,
    norm_of_each_head,
)
from refmath.numeric.model.parts import mlp_output, turned
from refmath.numeric.paths.frozen import (
    Frozen,
    constant_of_heads,
    constant_written,
    moved_by_head,
    start_of_paths,
    through_head,
)

if TYPE_CHECKING:
    from refmath.numeric.model.parts import MLP, Norm
    from refmath.numeric.model.transformer import AttentionLayer, Transformer

Counted: TypeAlias = Callable[[Iterator[Array]], Iterator[Array]]
"""What passes streams on, and may tell somebody how many there have been."""


def held_from_paths(model: Transformer, tokens: Array, counted: Counted = iter) -> Frozen:
    """Hold the model's own patterns, norms' scales and MLPs' outputs.

    Each is taken of the sum over the paths before it; `stream_counts` counts the streams.
    """
    held, start = Frozen(model), start_of_paths(model, tokens)

    def stream() -> Array:
        return added(counted(all_streams(held, start)))

    for layer, weights in enumerate(model.layers):
        x = stream()
        scale = None if weights.norm is None else _scale(weights.norm, x)
        pattern = _pattern(held, layer, x if scale is None else x * scale[..., None])
        patterns, scales = (*held.patterns, pattern), (*held.scales, scale)
        held = replace(held, patterns=patterns, scales=scales)
        behind = _scale_behind(held, weights.post_norm, layer, x)
        held = replace(held, post_scales=(*held.post_scales, behind))
        of_mlp = None
        if weights.mlp is not None:
            of_mlp = _written_by(weights.mlp, x if weights.parallel else stream())
        held = replace(held, mlp_outputs=(*held.mlp_outputs, of_mlp))
    last = None if model.final_norm is None else _scale(model.final_norm, stream())
    return replace(held, scales=(*held.scales, last))


def all_streams(held: Frozen, start: Array) -> Iterator[Array]:
    """Yield what each path writes, from the embedding, each layer's constant and each MLP."""
    yield from streams(held, start)
    for layer in range(held.depth):
        constant = constant_written(held, layer)
        if constant is not None:
            yield from streams(held, constant, layer + 1)
    for layer, of_mlp in enumerate(held.mlp_outputs):
        if of_mlp is not None:
            yield from streams(held, of_mlp, layer + 1)


def stream_counts(model: Transformer) -> tuple[int, int]:
    """Return how many streams `held_from_paths` adds up in all, and how many the last sum has."""
    in_all, terms = 0, 1
    for layer in model.layers:
        in_all += terms  # for the patterns
        terms = terms * (1 + layer.n_heads) + _has_constant(layer)
        if layer.mlp is not None:
            in_all, terms = in_all + (0 if layer.parallel else terms), terms + 1
    return in_all + (0 if model.final_norm is None else terms), terms


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


def _has_constant(layer: AttentionLayer) -> bool:
    return not {"b_V", "b_O", "norm.bias", "post_norm.bias"}.isdisjoint(layer.parts)


def _scale_behind(held: Frozen, norm: Norm | None, layer: int, x: Array) -> Array | None:
    """Return what a norm of what a layer's heads write multiplies by, from what they read."""
    if norm is None:
        return None
    weights = held.model.layers[layer]
    xp = array_api_compat.array_namespace(x)
    written = [
        xp.matmul(moved_by_head(held, layer, head, x), xp.matrix_transpose(weights.W_O[head, :, :]))
        for head in range(weights.n_heads)
    ]
    constant = constant_of_heads(held, layer)
    return _scale(norm, added(written if constant is None else [*written, constant]))


def _pattern(held: Frozen, layer: int, x: Array) -> Array:
    """Return a layer's patterns from the stream that it reads, scaled by its norm."""
    model, weights, read = held.model, held.model.layers[layer], held.readings[layer]
    q = _of_heads(model, x, read.W_Q, read.b_Q, weights.W_Q)
    k = _of_heads(model, x, read.W_K, read.b_K, keys_of_heads(weights))
    q = _normed(weights, weights.q_norm, q, weights.n_heads)
    k = _normed(weights, weights.k_norm, k, weights.n_groups)
    if weights.rotary is not None:
        n_ctx = x.shape[-2]
        cos, sin = weights.rotary.cos[:n_ctx, :], weights.rotary.sin[:n_ctx, :]
        q, k = (turned(part, weights.rotary, cos, sin) for part in (q, k))
    scores = attention_scores(q, k, **scoring(weights))
    return attention_pattern(scores, **weighing(model, weights))


def _of_heads(model: Transformer, x: Array, W: Array, b: Array | None, plain: Array) -> Array:
    """Return queries or keys, head by head; `plain` reads positions, which no norm is folded in."""
    xp = array_api_compat.array_namespace(x)
    x, places = x[..., None, :, :], model.W_pos if model.positions == "qk" else None
    found = xp.matmul(x, xp.matrix_transpose(W))
    if places is not None:
        at = xp.matrix_transpose(places[:, : x.shape[-2]])
        found = found + xp.matmul(at, xp.matrix_transpose(plain))
    return found if b is None else found + b[:, None, :]


def _normed(weights: AttentionLayer, norm: Norm | None, y: Array, n_heads: int) -> Array:
    """Return each head's queries or keys through their norm, whose arrays are so many heads'."""
    if norm is None:
        return y
    together = norm.d_model not in (None, weights.d_head)
    norm, y = norm_of_each_head(weights, norm, n_heads), heads_together(y) if together else y
    y = _through(norm, y)
    return heads_apart(y, weights.n_heads) if together else y


def _through(norm: Norm, y: Array) -> Array:
    """Return what a norm makes of rows."""
    xp = array_api_compat.array_namespace(y)
    centred = y - xp.mean(y, axis=-1, keepdims=True) if norm.centred else y
    y = centred * _scale(norm, y)[..., None]
    y = y if norm.gain is None else y * norm.gain
    return y if norm.bias is None else y + norm.bias


def _scale(norm: Norm, x: Array) -> Array:
    """Return what a norm multiplies each position by: 1 / √(mean of squares + ε)."""
    xp = array_api_compat.array_namespace(x)
    if norm.centred:
        x = x - xp.mean(x, axis=-1, keepdims=True)
    if not squares_overflow(x):
        return 1 / xp.sqrt(xp.mean(x * x, axis=-1) + norm.eps)
    unit = xp.max(xp.abs(x), axis=-1)
    unit = xp.where(unit > 1, unit, xp.ones_like(unit))
    x = x / unit[..., None]
    return 1 / xp.sqrt(xp.mean(x * x, axis=-1) + norm.eps / unit / unit) / unit


def _written_by(mlp: MLP, x: Array) -> Array:
    """Return what an MLP adds to the stream, for the stream that it reads."""
    written = _before_its_norm(mlp, x)
    return written if mlp.post_norm is None else _through(mlp.post_norm, written)


def _before_its_norm(mlp: MLP, x: Array) -> Array:
    if mlp.norm is None:
        return mlp_output(mlp, x)
    plain = replace(
        mlp,
        W_in=folded(mlp.norm, mlp.W_in),
        b_in=constant_behind(mlp.norm, mlp.W_in, mlp.b_in),
        W_gate=None if mlp.W_gate is None else folded(mlp.norm, mlp.W_gate),
        b_gate=(None if mlp.W_gate is None else constant_behind(mlp.norm, mlp.W_gate, mlp.b_gate)),
        norm=None,
    )
    return mlp_output(plain, x * _scale(mlp.norm, x)[..., None])
