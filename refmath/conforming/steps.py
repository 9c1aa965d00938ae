"""The layered computation laid out in steps, each of which a mistake may put another in place of.

A third writing, beside `numeric/layered` and `numeric/paths`: slow, of one sequence, in NumPy. With
the right steps it gives what those give; it is here to give what wrong ones would.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.numeric.model.parts import mlp_output, turned

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array, Matrix
    from refmath.numeric.model.parts import Norm, Rotary
    from refmath.numeric.model.transformer import AttentionLayer, Transformer


Streams = Sequence[Any]
Patterns = Sequence[Any]
"""The streams before each layer, and the patterns of each, as far as they are computed."""


@dataclass(frozen=True, eq=False)
class Computation:
    """What a computation gives, on one sequence.

    Attributes:
        residual: the stream before the first layer and after each, (n_ctx, d_model).
        scores: of each layer, (n_heads, n_ctx, n_ctx), with nothing masked.
        pattern: of each layer, as the scores.
        logits: (n_ctx, d_out).
        used: of each layer, whose values and outputs each head uses: its own, if all is well.
    """

    residual: tuple[Array, ...]
    scores: tuple[Array, ...]
    pattern: tuple[Array, ...]
    logits: Array
    used: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, eq=False)
class FreeNorm:
    """A norm with whatever ε: the real one refuses what divides by 0."""

    gain: Array | None
    bias: Array | None
    centred: bool
    eps: float


def same(given: Array) -> Array:
    """Return what is given."""
    return given


def unchanged(model: Transformer) -> Transformer:
    """Return the model."""
    return model


def embedded(model: Transformer, tokens: Matrix) -> Array:
    """Return each token's column of W_E as a row, with positions where the stream has them."""
    x = model.W_E[:, tokens].T
    in_stream = model.W_pos is not None and model.positions == "residual"
    return x + positions_of(model, len(tokens)) if in_stream else x


def positions_of(model: Transformer, n_ctx: int) -> Array:
    """Return the positions' rows; zeros for a model without."""
    if model.W_pos is None:
        return np.zeros((n_ctx, model.d_model), dtype=model.dtype)
    return model.W_pos[:, :n_ctx].T


def normed(norm: Norm | FreeNorm | None, x: Array) -> Array:
    """Return what a norm makes of rows."""
    if norm is None:
        return x
    centred = x - x.mean(axis=-1, keepdims=True) if norm.centred else x
    out = centred / np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + norm.eps)
    out = out if norm.gain is None else out * norm.gain
    return out if norm.bias is None else out + norm.bias


def compared(model: Transformer, read: Array) -> Array:
    """Return what queries and keys are formed from: positions in it, where the model has them."""
    return read + positions_of(model, len(read)) if model.positions == "qk" else read


def group_of(layer: AttentionLayer, head: int) -> int:
    """Return which keys and values a head uses."""
    return head // (layer.n_heads // layer.n_groups)


def rotated(rotary: Rotary | None, rows: Array) -> Array:
    """Turn each row by its position's angles."""
    if rotary is None:
        return rows
    return turned(rows, rotary, rotary.cos[: len(rows)], rotary.sin[: len(rows)])


def linear(x: Array, W: Array, b: Array | None) -> Array:
    """Return x Wᵀ + b."""
    return x @ W.T if b is None else x @ W.T + b


def product_of(q: Array, k: Array) -> Array:
    """Return q kᵀ: a row a destination."""
    return q @ k.T


def over_root_of_d_head(raw: Array, layer: AttentionLayer) -> Array:
    """Return the scores, each over √d_head, or times the scale that the layer has."""
    scale = layer.score_scale
    return raw / math.sqrt(layer.d_head) if scale is None else raw * scale


def capped(scores: Array, layer: AttentionLayer) -> Array:
    """Return c tanh(s / c) of each score, where the layer has a cap c."""
    cap = layer.score_cap
    return scores if cap is None else cap * np.tanh(scores / cap)


def biased(scores: Array, layer: AttentionLayer, head: int) -> Array:
    """Return the scores with the head's bias for each offset; later sources get that of none."""
    if layer.score_bias is None:
        return scores
    return scores + layer.score_bias[head][np.maximum(offsets(len(scores)), 0)]


def offsets(n_ctx: int) -> Matrix:
    """Return how far each source stands before each destination."""
    positions = np.arange(n_ctx)
    return positions[:, None] - positions[None, :]


def windowed(scores: Array, layer: AttentionLayer) -> Array:
    """Return the scores with −∞ for sources before the window, where the layer has one."""
    if layer.window is None:
        return scores
    return np.where(offsets(len(scores)) < layer.window, scores, -np.inf)


def sunk(scores: Array, layer: AttentionLayer, head: int) -> Array:
    """Return the scores with the head's sink as one more column, where the layer has sinks."""
    if layer.sinks is None:
        return scores
    return np.pad(scores, ((0, 0), (0, 1)), constant_values=layer.sinks[head])


def normed_rows(norm: Norm | None, rows: Array, head: int) -> Array:
    """Return a head's queries or keys, of those of all heads, through the norm that they have."""
    if norm is None or norm.d_model in (None, rows.shape[-1]):
        return normed(norm, rows[head])
    of_all = normed(norm, np.concatenate(list(rows), axis=-1))
    return np.split(of_all, len(rows), axis=-1)[head]


def earlier(n_ctx: int) -> Matrix:
    """Return which sources each destination may attend to."""
    return np.tril(np.ones((n_ctx, n_ctx), dtype=bool))


def hidden(scores: Array) -> Array:
    """Return the scores with −∞ for later sources."""
    return np.where(earlier(len(scores)), scores, -np.inf)


def over_sources(scores: Array) -> Array:
    """Return the softmax of each row."""
    return softmax(scores, axis=-1)


def softmax(scores: Array, axis: int | None) -> Array:
    """Return the softmax over an axis, or over all entries."""
    weights = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return weights / weights.sum(axis=axis, keepdims=True)


def value(layer: AttentionLayer, group: int, read: Array) -> Array:
    """Return the values of a group, with their bias."""
    return linear(read, layer.W_V[group], None if layer.b_V is None else layer.b_V[group])


def written(layer: AttentionLayer, head: int, A: Array, v: Array) -> Array:
    """Return what a head writes: A v W_Oᵀ."""
    return A @ v @ layer.W_O[head].T


def added(x: Array, heads: Sequence[Array], b_O: Array | None) -> Array:
    """Return the stream with what all heads write, and the layer's bias."""
    out = x + sum(heads, np.zeros_like(x))
    return out if b_O is None else out + b_O


def behind_mlp(layer: AttentionLayer, before: Array, x: Array) -> Array:
    """Return the stream with what the layer's MLP adds.

    It reads what the heads wrote, or, in a parallel block, what they read.
    """
    if layer.mlp is None:
        return x
    read = normed(layer.mlp.norm, before if layer.parallel else x)
    return x + normed(layer.mlp.post_norm, mlp_output(layer.mlp, read))


def afterwards_normed(layer: AttentionLayer, written: Array) -> Array:
    """Return what all heads write together, through the norm of that."""
    return normed(layer.post_norm, written)


def unembedded(model: Transformer, x: Array) -> Array:
    """Return the logits of a stream."""
    logits = linear(normed(model.final_norm, x), model.W_U, model.b_U)
    cap = model.logit_cap
    return logits if cap is None else cap * np.tanh(logits / cap)


@dataclass(frozen=True)
class Steps:
    """What is done at each step: the right thing, if nothing else is put in its place.

    `raw` gives the scores before they are scaled, in place of `product`; `output` gives what a head
    writes, of the stream before its norm and of its pattern, in place of `value` and `written`;
    `logits` gives the logits, of all that was computed, in place of `unembedded`.
    """

    model: Callable[[Transformer], Transformer] = unchanged
    embedded: Callable[[Transformer, Matrix], Array] = embedded
    normed: Callable[[Norm | None, Array], Array] = normed
    compared: Callable[[Transformer, Array], Array] = compared
    moved: Callable[[Transformer, Array], Array] = lambda _model, read: read
    group_of: Callable[[AttentionLayer, int], int] = group_of
    normed_rows: Callable[[Norm | None, Array, int], Array] = normed_rows
    turned_first: bool = False
    rotated: Callable[[Rotary | None, Array], Array] = rotated
    product: Callable[[Array, Array], Array] = product_of
    raw: Callable[[Transformer, int, int, Streams, Patterns], Array] | None = None
    scaled: Callable[[Array, AttentionLayer], Array] = over_root_of_d_head
    capped: Callable[[Array, AttentionLayer], Array] = capped
    biased: Callable[[Array, AttentionLayer, int], Array] = biased
    hidden: Callable[[Array], Array] = hidden
    windowed: Callable[[Array, AttentionLayer], Array] = windowed
    sunk: Callable[[Array, AttentionLayer, int], Array] = sunk
    softmax: Callable[[Array], Array] = over_sources
    afterwards: Callable[[Array], Array] = same
    head: Callable[[AttentionLayer, int], int] = lambda _layer, head: head
    value: Callable[[AttentionLayer, int, Array], Array] = value
    written: Callable[[AttentionLayer, int, Array, Array], Array] = written
    output: Callable[[AttentionLayer, int, Array, Array], Array] | None = None
    in_turn: bool = False
    added: Callable[[Array, Sequence[Array], Array | None], Array] = added
    after_heads: Callable[[AttentionLayer, Array], Array] = afterwards_normed
    behind_mlp: Callable[[AttentionLayer, Array, Array], Array] = behind_mlp
    unembedded: Callable[[Transformer, Array], Array] = unembedded
    logits: Callable[[Transformer, Matrix, Computation], Array] | None = None


RIGHT = Steps()


def run(model: Transformer, tokens: Matrix, steps: Steps = RIGHT) -> Computation:
    """Compute a sequence's streams, scores, patterns and logits by the given steps."""
    model = steps.model(model)
    x = steps.embedded(model, tokens)
    streams: list[Array] = [x]
    all_scores: list[Array] = []
    patterns: list[Array] = []
    for n, layer in enumerate(model.layers):
        before, scores_here, patterns_here, heads = x, [], [], []
        for head in range(layer.n_heads):
            raw = None
            if steps.raw is not None:
                raw = steps.raw(model, n, head, streams, patterns)
            scores, A, out = _head(model, layer, head, x, steps, raw)
            scores_here.append(scores)
            patterns_here.append(A)
            if steps.in_turn:
                x = x + out
            else:
                heads.append(out)
        if layer.post_norm is None:
            x = steps.added(x, heads, layer.b_O)
        else:
            x = x + steps.after_heads(layer, steps.added(np.zeros_like(x), heads, layer.b_O))
        x = steps.behind_mlp(layer, before, x)
        all_scores.append(np.stack(scores_here))
        patterns.append(np.stack(patterns_here))
        streams.append(x)
    used = tuple(
        tuple(steps.head(layer, h) for h in range(layer.n_heads)) for layer in model.layers
    )
    logits = steps.unembedded(model, x)
    done = Computation(tuple(streams), tuple(all_scores), tuple(patterns), logits, used)
    return done if steps.logits is None else replace(done, logits=steps.logits(model, tokens, done))


def _head(
    model: Transformer, layer: AttentionLayer, head: int, x: Array, steps: Steps, raw: Array | None
) -> tuple[Array, Array, Array]:
    """Return a head's scores, its pattern, and what it writes."""
    read, group = steps.normed(layer.norm, x), steps.group_of(layer, head)
    of_qk = steps.compared(model, read)
    q = _rows(of_qk, layer.W_Q, layer.b_Q, layer.q_norm, layer.rotary, head, steps)
    k = _rows(of_qk, layer.W_K, layer.b_K, layer.k_norm, layer.rotary, group, steps)
    scores = steps.capped(steps.scaled(steps.product(q, k) if raw is None else raw, layer), layer)
    scores = steps.biased(scores, layer, head)
    seen = steps.windowed(steps.hidden(scores) if model.causal else scores, layer)
    A = steps.softmax(steps.sunk(seen, layer, head))[:, : len(seen)]
    A = steps.afterwards(A)
    used = steps.head(layer, head)
    if steps.output is not None:
        return scores, A, steps.output(layer, used, x, A)
    v = steps.value(layer, steps.group_of(layer, used), steps.moved(model, read))
    return scores, A, steps.written(layer, used, A, v)


def _rows(
    of_qk: Array,
    W: Array,
    b: Array | None,
    norm: Norm | None,
    rotary: Rotary | None,
    head: int,
    steps: Steps,
) -> Array:
    """Return a head's queries or keys, normed and turned."""
    heads = range(len(W)) if norm is not None else (head,)  # a norm may be of all together
    rows = np.stack([linear(of_qk, W[h], None if b is None else b[h]) for h in heads])
    at = head if norm is not None else 0
    if steps.turned_first:
        rows = np.stack([steps.rotated(rotary, of_head) for of_head in rows])
        return steps.normed_rows(norm, rows, at)
    return steps.rotated(rotary, steps.normed_rows(norm, rows, at))
