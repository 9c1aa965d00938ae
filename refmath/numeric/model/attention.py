"""Scores, causal mask and attention pattern: destination before source, always."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import array_api_compat
import numpy as np

from refmath.arguments import flag, whole_number
from refmath.numeric.arrays.libraries import check_array, first_true, is_object

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array


def attention_scores(q: Array, k: Array) -> Array:
    r"""Return the scores of every destination's query with every source's key.

    $S_{ij} = q_i \cdot k_j / \sqrt{d_{head}}$.

    Args:
        q: queries of the destinations, shape (..., n_ctx, d_head).
        k: keys of the sources, shape (..., n_ctx, d_head).

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
    return _scores(q, k)


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


def attention_pattern(scores: Array, *, causal: bool = True) -> Array:
    r"""Return the softmax of the scores over the sources.

    $A_{ij} = [\,j \le i\,] \, e^{S_{ij}} / \sum_{j' \le i} e^{S_{ij'}}$; without `causal`, over
    every $j'$.

    Args:
        scores: finite numbers of shape (..., n_ctx, n_ctx), [destination, source].
        causal: whether a destination attends only to sources at or before it.

    Returns:
        The pattern, shape (..., n_ctx, n_ctx), [destination, source]: rows sum to 1.

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
    return _softmax(scores, causal_mask(shape[-1], like=scores) if causal else None)


def attended(q: Array, k: Array, v: Array, *, causal: bool = True, rows: int = 64) -> Array:
    r"""Return the values of the sources, weighted by each destination's attention pattern.

    $\sum_j A_{ij} v_j$, for some destinations at a time, with only the sources that they may attend
    to: the pattern of all positions, and the half of it that is zero, is never formed.

    Args:
        q: queries of the destinations, shape (..., n_ctx, d_head).
        k: keys of the sources, shape (..., n_ctx, d_head).
        v: values of the sources, shape (..., n_ctx, d_value).
        causal: whether a destination attends only to sources at or before it.
        rows: how many destinations at a time, at least 1; of no consequence but for rounding.

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
    xp = array_api_compat.array_namespace(q, k, v)
    n_ctx = q.shape[-2]
    allowed = causal_mask(n_ctx, like=q) if causal else None
    found = []
    for start in range(0, n_ctx, rows):
        stop = min(start + rows, n_ctx)
        seen = stop if causal else n_ctx  # no destination before `stop` attends to a later source
        scores = _scores(q[..., start:stop, :], k[..., :seen, :])
        pattern = _softmax(scores, None if allowed is None else allowed[start:stop, :seen])
        found.append(xp.matmul(pattern, v[..., :seen, :]))
    return xp.concat(found, axis=-2)


def _check_queries_and_keys(q: Array, k: Array) -> None:
    check_array("k", k)
    if check_array("q", q).ndim < 2 or 0 in q.shape[-2:]:
        raise ValueError(f"q: expected shape (..., n_ctx, d_head), got {tuple(q.shape)}")
    if tuple(k.shape) != tuple(q.shape):
        raise ValueError(
            f"k: expected shape {tuple(q.shape)} to agree with q, got {tuple(k.shape)}"
        )


def _scores(q: Array, k: Array) -> Array:
    xp = array_api_compat.array_namespace(q, k)
    # A Python float leaves float32 what it is, and an exact number can take it exactly.
    return xp.matmul(q, xp.matrix_transpose(k)) / math.sqrt(q.shape[-1])


def _softmax(scores: Array, allowed: Array | None) -> Array:
    """Return the softmax over the allowed sources, of which source 0 is always one."""
    xp = array_api_compat.array_namespace(scores)
    if allowed is not None:
        # Filling the forbidden places with source 0's score leaves the maximum that of the
        # allowed ones. Unlike -inf, an exact number, too, can be subtracted from it, and no
        # gradient becomes NaN.
        scores = xp.where(allowed, scores, scores[..., :1])
    largest = xp.max(scores, axis=-1, keepdims=True)
    if not is_object(scores):
        _check_held(xp, largest)
    weights = xp.exp(scores - largest)
    if allowed is not None:
        weights = weights * xp.astype(allowed, weights.dtype)
    return weights / xp.sum(weights, axis=-1, keepdims=True)


def _check_held(xp: Any, largest: Array) -> None:
    """Refuse scores beyond what their dtype holds: no pattern of them is right."""
    bad = first_true(xp, ~xp.isfinite(largest))
    if bad is not None:
        raise ValueError(
            f"scores: expected finite numbers, got {float(largest[bad])} in row {bad[:-1]}: they"
            f" are beyond {largest.dtype}; compute in a wider dtype, or with smaller weights"
        )
