"""Scores, causal mask and attention pattern: destination before source, always."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, TypedDict

import array_api_compat
import numpy as np

from refmath.arguments import flag, whole_number
from refmath.numeric.arrays.libraries import check_array, first_true, is_object

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import AttentionLayer, Transformer


class Scoring(TypedDict):
    """What a layer makes of q · k: see `AttentionLayer`; `bias` is its score_bias."""

    scale: float | None
    cap: float | None
    bias: Array | None


class Weighing(TypedDict):
    """How a layer makes a pattern of its scores: see `AttentionLayer` and `Transformer`."""

    causal: bool
    window: int | None
    sinks: Array | None


class Attending(Scoring, Weighing):
    """Both."""


def scoring(layer: AttentionLayer) -> Scoring:
    """Return how a layer's heads score: what `attention_scores` takes."""
    return Scoring(scale=layer.score_scale, cap=layer.score_cap, bias=layer.score_bias)


def weighing(model: Transformer, layer: AttentionLayer) -> Weighing:
    """Return how a layer's heads weigh their sources: what `attention_pattern` takes."""
    return Weighing(causal=model.causal, window=layer.window, sinks=layer.sinks)


def attending(model: Transformer, layer: AttentionLayer) -> Attending:
    """Return how a layer's heads attend: what `attended` takes."""
    return Attending(**scoring(layer), **weighing(model, layer))


def score_scale(layer: AttentionLayer) -> float:
    """Return what q · k is multiplied by."""
    return 1 / math.sqrt(layer.d_head) if layer.score_scale is None else layer.score_scale


def scaled(products: Array, d_head: int, scale: float | None) -> Array:
    """Return products q · k, or a factor of them, times the scores' scale: None for 1 / √d_head."""
    # A Python float leaves float32 what it is, and an exact number can take it exactly.
    return products / math.sqrt(d_head) if scale is None else products * scale


def soft_capped(x: Array, cap: float | None) -> Array:
    r"""Return $c \tanh(x / c)$; x itself without a cap."""
    if cap is None:
        return x
    return cap * array_api_compat.array_namespace(x).tanh(x / cap)


def attention_scores(
    q: Array,
    k: Array,
    *,
    scale: float | None = None,
    cap: float | None = None,
    bias: Array | None = None,
) -> Array:
    r"""Return the scores of every destination's query with every source's key.

    $S_{ij} = q_i \cdot k_j / \sqrt{d_{head}}$; with what a layer may have beside that,
    $c \tanh(s \, q_i \cdot k_j / c) + B_{i - j}$.

    Args:
        q: queries of the destinations, shape (..., n_ctx, d_head).
        k: keys of the sources, shape (..., n_ctx, d_head).
        scale: s; None for 1 / √d_head.
        cap: c, or None.
        bias: B, a row a head, shape (n_heads, n_ctx or more), or None; later sources get B_0.

    Returns:
        The scores, shape (..., n_ctx, n_ctx), [destination, source].

    Raises:
        ValueError: for shapes that differ, or have fewer than two or empty sizes.

    Source:
        Elhage et al. 2021, «Splitting Attention Head terms into Query-Key and Output-Value
        Circuits»; the scale is Vaswani et al. 2017's.

    Examples:
        >>> import numpy as np
        >>> q = np.array([[1.0, 0.0, 0.0, 0.0], [0.0, 2.0, 0.0, 0.0]])
        >>> k = np.array([[2.0, 0.0, 0.0, 0.0], [4.0, 6.0, 0.0, 0.0]])
        >>> attention_scores(q, k).tolist()
        [[1.0, 2.0], [0.0, 6.0]]
    """
    _check_queries_and_keys(q, k)
    return _scores(q, k, Scoring(scale=scale, cap=cap, bias=bias), 0, 0)


def causal_mask(n_ctx: int, *, like: Array | None = None) -> Array:
    r"""Return which sources each destination may attend to.

    $M_{ij} = [\,j \le i\,]$.

    Args:
        n_ctx: the number of positions, at least 1.
        like: an array whose library and device the mask is to have; NumPy's without it.

    Returns:
        Booleans of shape (n_ctx, n_ctx), [destination, source].

    Raises:
        ValueError: for n_ctx below 1.

    Source:
        Elhage et al. 2021, «Transformer Overview».

    Theorem:
        causality

    Examples:
        >>> causal_mask(3).astype(int).tolist()
        [[1, 0, 0], [1, 1, 0], [1, 1, 1]]
    """
    n_ctx = whole_number("n_ctx", n_ctx, least=1)
    like = np.empty(0) if like is None else check_array("like", like)
    xp = array_api_compat.array_namespace(like)
    position = xp.arange(n_ctx, device=array_api_compat.device(like))
    return position[None, :] <= position[:, None]


def attention_pattern(
    scores: Array, *, causal: bool = True, window: int | None = None, sinks: Array | None = None
) -> Array:
    r"""Return the softmax of the scores over the sources.

    $A_{ij} = [\,j \le i\,] \, e^{S_{ij}} / \sum_{j' \le i} e^{S_{ij'}}$; without `causal`, over
    every $j'$; with a window w, over $i - w < j' \le i$; with a sink s, $e^s$ stands in the sum.

    Args:
        scores: finite numbers of shape (..., n_ctx, n_ctx), [destination, source].
        causal: whether a destination attends only to sources at or before it.
        window: how many sources a destination attends to at most; None for all.
        sinks: a logit a head, shape (n_heads,), for scores (..., n_heads, n_ctx, n_ctx); or None.

    Returns:
        The pattern, shape (..., n_ctx, n_ctx), [destination, source]: rows sum to 1, but for what
        goes into a sink.

    Raises:
        ValueError: for scores that are not square or are empty.

    Source:
        Elhage et al. 2021, «Attention Heads as Information Movement».

    Theorem:
        one_layer

    Examples:
        >>> import numpy as np
        >>> attention_pattern(np.zeros((2, 2))).tolist()
        [[1.0, 0.0], [0.5, 0.5]]
        >>> attention_pattern(np.zeros((2, 2)), causal=False).tolist()
        [[0.5, 0.5], [0.5, 0.5]]
    """
    flag("causal", causal)
    shape = tuple(check_array("scores", scores).shape)
    if len(shape) < 2 or shape[-1] != shape[-2] or shape[-1] == 0:
        raise ValueError(f"scores: expected shape (..., n_ctx, n_ctx), got {shape}")
    _check_weighing(causal, window)
    allowed = _allowed(scores, 0, 0, window) if causal else None
    return _softmax(scores, allowed, sinks, *_own(scores, 0, 0, window))


def attended(
    q: Array,
    k: Array,
    v: Array,
    *,
    causal: bool = True,
    rows: int = 64,
    scale: float | None = None,
    cap: float | None = None,
    bias: Array | None = None,
    window: int | None = None,
    sinks: Array | None = None,
) -> Array:
    r"""Return the values of the sources, weighted by each destination's attention pattern.

    $\sum_j A_{ij} v_j$, for some destinations at a time, with only the sources that they may attend
    to: the pattern of all positions, and the half of it that is zero, is never formed.

    Args:
        q: queries of the destinations, shape (..., n_ctx, d_head).
        k: keys of the sources, shape (..., n_ctx, d_head).
        v: values of the sources, shape (..., n_ctx, d_value).
        causal: whether a destination attends only to sources at or before it.
        rows: how many destinations at a time, at least 1; of no consequence but for rounding.
        scale: as `attention_scores` takes it, and so `cap` and `bias`.
        cap: of the scores.
        bias: of the scores.
        window: as `attention_pattern` takes it, and so `sinks`.
        sinks: of the patterns.

    Returns:
        Shape (..., n_ctx, d_value), [destination, value].

    Raises:
        ValueError: for shapes that don't agree, have fewer than two or empty sizes; for rows
            below 1.

    Source:
        Elhage et al. 2021, «Attention Heads as Information Movement».

    Theorem:
        one_layer

    Examples:
        >>> import numpy as np
        >>> equal = np.zeros((2, 1))
        >>> attended(equal, equal, np.array([[4.0], [8.0]])).tolist()
        [[4.0], [6.0]]
    """
    _check_queries_and_keys(q, k)
    flag("causal", causal)
    rows = whole_number("rows", rows, least=1)
    if check_array("v", v).ndim < 2 or tuple(v.shape[:-1]) != tuple(q.shape[:-1]):
        raise ValueError(
            f"v: expected shape ({', '.join(map(str, q.shape[:-1]))}, d_value) to agree with q, "
            f"got {tuple(v.shape)}"
        )
    _check_weighing(causal, window)
    xp = array_api_compat.array_namespace(q, k, v)
    n_ctx = q.shape[-2]
    how = Scoring(scale=scale, cap=cap, bias=bias)
    found = []
    for start in range(0, n_ctx, rows):
        stop = min(start + rows, n_ctx)
        # No destination from `start` on attends to a source before `first`, none before `stop` to
        # one from `last` on.
        first = 0 if window is None else max(0, start - window + 1)
        last = stop if causal else n_ctx
        scores = _scores(q[..., start:stop, :], k[..., first:last, :], how, start, first)
        allowed = _allowed(scores, start, first, window) if causal else None
        pattern = _softmax(scores, allowed, sinks, *_own(scores, start, first, window))
        found.append(xp.matmul(pattern, v[..., first:last, :]))
    return xp.concat(found, axis=-2)


def bias_of_offsets(bias: Array, scores: Array, start: int, first: int) -> Array:
    """Return a bias (..., n_ctx_max) by offset as one of scores, of sources from `first` on."""
    xp = array_api_compat.array_namespace(scores)
    offsets = _offsets(scores, start, first)
    offsets = xp.where(offsets < 0, xp.zeros_like(offsets), offsets)
    of_offsets = xp.take(bias, xp.reshape(offsets, (-1,)), axis=-1)
    return xp.reshape(of_offsets, (*bias.shape[:-1], *scores.shape[-2:]))


def _check_weighing(causal: bool, window: int | None) -> None:
    if window is not None:
        whole_number("window", window, least=1)
        if not causal:
            raise ValueError("window: expected None without `causal`, got a number")


def _offsets(scores: Array, start: int, first: int) -> Array:
    """Return i − j for the destinations from `start` on, the sources from `first` on."""
    xp, device = array_api_compat.array_namespace(scores), array_api_compat.device(scores)
    destinations = xp.arange(start, start + scores.shape[-2], device=device)
    sources = xp.arange(first, first + scores.shape[-1], device=device)
    return destinations[:, None] - sources[None, :]


def _allowed(scores: Array, start: int, first: int, window: int | None) -> Array:
    offsets = _offsets(scores, start, first)
    return (offsets >= 0) if window is None else (offsets >= 0) & (offsets < window)


def _own(scores: Array, start: int, first: int, window: int | None) -> tuple[Array, ...]:
    """Return, with a window, each destination's score of itself: one that it attends to."""
    if window is None:
        return ()
    xp = array_api_compat.array_namespace(scores)
    itself = _offsets(scores, start, first) == 0
    of_itself = xp.where(itself, scores, xp.zeros_like(scores))
    return (xp.sum(of_itself, axis=-1, keepdims=True),)


def _check_queries_and_keys(q: Array, k: Array) -> None:
    check_array("k", k)
    if check_array("q", q).ndim < 2 or 0 in q.shape[-2:]:
        raise ValueError(f"q: expected shape (..., n_ctx, d_head), got {tuple(q.shape)}")
    if tuple(k.shape) != tuple(q.shape):
        raise ValueError(
            f"k: expected shape {tuple(q.shape)} to agree with q, got {tuple(k.shape)}"
        )


def _scores(q: Array, k: Array, how: Scoring, start: int, first: int) -> Array:
    xp = array_api_compat.array_namespace(q, k)
    products = xp.matmul(q, xp.matrix_transpose(k))
    scores = soft_capped(scaled(products, q.shape[-1], how["scale"]), how["cap"])
    if how["bias"] is None:
        return scores
    return scores + bias_of_offsets(how["bias"], scores, start, first)


def _softmax(
    scores: Array, allowed: Array | None, sinks: Array | None = None, own: Array | None = None
) -> Array:
    """Return the softmax over the allowed sources: `own` are scores of such; source 0's else."""
    xp = array_api_compat.array_namespace(scores)
    if allowed is not None:
        # Filling the forbidden places with an allowed source's score leaves the maximum that of the
        # allowed ones. Unlike -inf, an exact number, too, can be subtracted from it, and no
        # gradient becomes NaN.
        scores = xp.where(allowed, scores, scores[..., :1] if own is None else own)
    largest = xp.max(scores, axis=-1, keepdims=True)
    if not is_object(scores):
        _check_held(xp, largest)
    if sinks is not None:
        beside = xp.zeros_like(largest) + sinks[:, None, None]
        largest = xp.where(beside > largest, beside, largest)
    weights = xp.exp(scores - largest)
    if allowed is not None:
        weights = weights * xp.astype(allowed, weights.dtype)
    total = xp.sum(weights, axis=-1, keepdims=True)
    return weights / (total if sinks is None else total + xp.exp(beside - largest))


def _check_held(xp: Any, largest: Array) -> None:
    """Refuse scores beyond what their dtype holds: no pattern of them is right."""
    bad = first_true(xp, ~xp.isfinite(largest))
    if bad is not None:
        raise ValueError(
            f"scores: expected finite numbers, got {float(largest[bad])} in row {bad[:-1]}: they"
            f" are beyond {largest.dtype}; compute in a wider dtype, or with smaller weights"
        )
