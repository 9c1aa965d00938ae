"""The sum over paths: each path through at most one head a layer, and the operator T they make.

Nothing here is taken from the layered computation: its agreement with this sum is a theorem.
"""

from __future__ import annotations

import math
import operator
from typing import TYPE_CHECKING, Any, TypeAlias

import array_api_compat

from refmath.numeric.attention import attention_pattern, attention_scores
from refmath.numeric.transformer import check_tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from refmath.numeric.transformer import Array, Transformer

Path: TypeAlias = tuple[tuple[int, int], ...]
"""The (layer, head) pairs of a path, layers strictly increasing; () is the direct path."""

MAX_OPERATOR_BYTES = 2**28
"""The largest dense T that `tensor_product_operator` forms: 0.25 GiB."""


def paths(model: Transformer, *, max_order: int | None = None) -> Iterator[Path]:
    r"""Yield every path through the model, one at a time, shorter ones first.

    $h_1 < \dots < h_k$, at most one head a layer, $k = 0, \dots, n_{layers}$.

    Args:
        model: the transformer.
        max_order: the largest number of heads in a path; None for no limit.

    Returns:
        An iterator over the paths, by order, then lexicographically.

    Raises:
        ValueError: for a negative max_order.

    Source:
        Elhage et al. 2021, «Path Expansion Trick»; theorem «path expansion, any depth».

    Examples:
        >>> from refmath.numeric.transformer import AttentionLayer, Transformer
        >>> import numpy as np
        >>> one = AttentionLayer(*[np.ones((1, 1, 1))] * 4)
        >>> list(paths(Transformer(np.ones((1, 2)), np.ones((2, 1)), [one, one])))
        [(), ((0, 0),), ((1, 0),), ((0, 0), (1, 0))]
    """
    if max_order is not None and max_order < 0:
        raise ValueError(f"max_order: expected at least 0 or None, got {max_order}")
    limit = model.n_layers if max_order is None else min(max_order, model.n_layers)
    return (path for order in range(limit + 1) for path in _paths_of(order, model.n_heads, 0))


def _paths_of(order: int, n_heads: Sequence[int], first: int) -> Iterator[Path]:
    if order == 0:
        yield ()
        return
    for layer in range(first, len(n_heads) - order + 1):
        for head in range(n_heads[layer]):
            for rest in _paths_of(order - 1, n_heads, layer + 1):
                yield ((layer, head), *rest)


def path_count(model: Transformer) -> int:
    r"""Return the number of paths through the model.

    $\prod_l (1 + |H_l|)$.

    Args:
        model: the transformer.

    Returns:
        The number, the direct path included.

    Source:
        Elhage et al. 2021, «Path Expansion Trick»; theorem «counting paths».

    Examples:
        >>> from refmath.numeric.transformer import AttentionLayer, Transformer
        >>> import numpy as np
        >>> two = AttentionLayer(*[np.ones((2, 1, 1))] * 4)
        >>> path_count(Transformer(np.ones((1, 2)), np.ones((2, 1)), [two, two, two]))
        27
    """
    return math.prod(1 + n_heads for n_heads in model.n_heads)


def path_counts(model: Transformer) -> tuple[int, ...]:
    r"""Return how many paths there are of each order, without listing them.

    The coefficients of $\prod_l (1 + |H_l| z)$: place k counts the paths through k heads.

    Args:
        model: the transformer.

    Returns:
        n_layers + 1 counts, for the orders 0 to n_layers; they add up to `path_count`.

    Source:
        Elhage et al. 2021, «Path Expansion of Logits»; theorem «counting_paths».

    Examples:
        >>> import numpy as np
        >>> from refmath.numeric.transformer import AttentionLayer, Transformer
        >>> W = np.zeros((3, 1, 1))
        >>> layer = AttentionLayer(W, W, W, W)
        >>> path_counts(Transformer(np.eye(1), np.eye(1), [layer, layer]))
        (1, 6, 9)
    """
    counts = [1]
    for n in model.n_heads:
        counts = [a + n * b for a, b in zip([*counts, 0], [0, *counts], strict=True)]
    return tuple(counts)


def one_hot(model: Transformer, tokens: Array | Sequence[Any]) -> Array:
    r"""Return the tokens as one-hot rows, on which T acts.

    $t_{i v} = [\,\mathrm{token}_i = v\,]$.

    Args:
        model: the transformer: its vocabulary and dtype are taken.
        tokens: integers of shape (..., n_ctx), an array or nested lists.

    Returns:
        t, shape (..., n_ctx, d_vocab), of the model's dtype.

    Raises:
        ValueError: for tokens that `check_tokens` refuses.

    Source:
        Elhage et al. 2021, «Transformer Overview».

    Examples:
        >>> from refmath.numeric.transformer import Transformer
        >>> import numpy as np
        >>> one_hot(Transformer(np.ones((1, 3)), np.ones((3, 1)), []), [2, 0]).tolist()
        [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]
    """
    tokens = check_tokens(model, tokens)
    xp = array_api_compat.array_namespace(model.W_E)
    vocabulary = xp.arange(model.d_vocab, device=array_api_compat.device(model.W_E))
    # By way of integers, so that an exact model gets the numbers 0 and 1, not False and True.
    return xp.astype(xp.astype(tokens[..., None] == vocabulary, xp.int64), model.dtype)


def expanded_patterns(model: Transformer, tokens: Array | Sequence[Any]) -> tuple[Array, ...]:
    r"""Return every head's pattern, its layer reading the sum over the paths before it.

    $A^h = \mathrm{softmax}(x_l (W_Q^h)^\top W_K^h x_l^\top / \sqrt{d_{head}})$ with
    $x_l = \sum_{h_1 < \dots < h_k < l} A^{h_k} \cdots A^{h_1} \, x_0 \,
    (W_{OV}^{h_k} \cdots W_{OV}^{h_1})^\top$.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), an array or nested lists.

    Returns:
        For each layer the patterns, shape (..., n_heads, n_ctx, n_ctx), [destination, source].

    Raises:
        ValueError: for tokens that `check_tokens` refuses.

    Source:
        Elhage et al. 2021, «Two-Layer Attention-Only Transformers»; theorem «scores of a
        second-layer head».

    Examples:
        >>> from refmath.numeric.transformer import AttentionLayer, Transformer
        >>> import numpy as np
        >>> one = AttentionLayer(*[np.ones((1, 1, 1))] * 4)
        >>> model = Transformer(np.zeros((1, 2)), np.ones((2, 1)), [one])
        >>> [pattern.tolist() for pattern in expanded_patterns(model, [0, 1])]
        [[[[1.0, 0.0], [0.5, 0.5]]]]
    """
    return _patterns(model, start_of_paths(model, check_tokens(model, tokens)), model.n_layers)


def path_logits(
    model: Transformer,
    path: Sequence[tuple[int, int]],
    tokens: Array | Sequence[Any],
    *,
    patterns: Sequence[Array] | None = None,
) -> Array:
    r"""Return the contribution of one path to the logits.

    $(A^{h_k} \cdots A^{h_1} \otimes W_U W_{OV}^{h_k} \cdots W_{OV}^{h_1} W_E) \, t$; where the
    model adds positions to the residual stream, the path carries $t W_E^\top + W_{pos}^\top$.

    Args:
        model: the transformer.
        path: (layer, head) pairs, layers strictly increasing; () is the direct path.
        tokens: integers of shape (..., n_ctx), an array or nested lists.
        patterns: patterns to hold fixed, one array (..., n_heads, n_ctx, n_ctx) a layer, in place
            of the model's own.

    Returns:
        The path's logits, shape (..., n_ctx, d_vocab).

    Raises:
        ValueError: for a path that the model does not have, tokens that `check_tokens` refuses,
            patterns of a wrong shape.

    Source:
        Elhage et al. 2021, «Path Expansion Trick»; theorem «path expansion, any depth».

    Examples:
        >>> from refmath.numeric.transformer import AttentionLayer, Transformer
        >>> import numpy as np
        >>> zero, one = np.zeros((1, 1, 2)), np.array([[[1.0, 0.0]]])
        >>> layer = AttentionLayer(zero, zero, one, np.array([[[0.0], [4.0]]]))
        >>> model = Transformer(np.eye(2), np.eye(2), [layer])
        >>> path_logits(model, [(0, 0)], [0, 1]).tolist()
        [[0.0, 4.0], [0.0, 2.0]]
    """
    path = checked_path(model, path)
    tokens = check_tokens(model, tokens)
    stream = start_of_paths(model, tokens)
    if patterns is None:
        # The last head's layer is the last whose patterns the path needs.
        patterns = _patterns(model, stream, path[-1][0] + 1 if path else 0)
    else:
        check_patterns(model, tokens, patterns)
    for layer, head in path:
        stream = _through_head(model, patterns, layer, head, stream)
    return unembedded(model, stream)


def expanded_logits(
    model: Transformer,
    tokens: Array | Sequence[Any],
    *,
    patterns: Sequence[Array] | None = None,
) -> Array:
    r"""Return the logits as the sum over all paths.

    $\sum_{h_1 < \dots < h_k} (A^{h_k} \cdots A^{h_1} \otimes
    W_U W_{OV}^{h_k} \cdots W_{OV}^{h_1} W_E) \, t$.

    The work grows with `path_count`: a path shares what its beginnings have computed, and $W_U$,
    which stands at the end of all, is applied to their sum.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), an array or nested lists.
        patterns: patterns to hold fixed, one array (..., n_heads, n_ctx, n_ctx) a layer, in place
            of the model's own.

    Returns:
        The logits, shape (..., n_ctx, d_vocab).

    Raises:
        ValueError: for tokens that `check_tokens` refuses, patterns of a wrong shape.

    Source:
        Elhage et al. 2021, «Path Expansion Trick»; theorem «path expansion, any depth».

    Examples:
        >>> from refmath.numeric.transformer import AttentionLayer, Transformer
        >>> import numpy as np
        >>> zero, one = np.zeros((1, 1, 2)), np.array([[[1.0, 0.0]]])
        >>> layer = AttentionLayer(zero, zero, one, np.array([[[0.0], [4.0]]]))
        >>> model = Transformer(np.eye(2), np.eye(2), [layer])
        >>> expanded_logits(model, [0, 1]).tolist()
        [[1.0, 4.0], [0.0, 3.0]]
    """
    tokens = check_tokens(model, tokens)
    start = start_of_paths(model, tokens)
    if patterns is None:
        patterns = _patterns(model, start, model.n_layers)
    else:
        check_patterns(model, tokens, patterns)
    return unembedded(model, _sum(_streams(model, patterns, start)))


def tensor_product_operator(
    model: Transformer,
    tokens: Array | Sequence[Any],
    *,
    patterns: Sequence[Array] | None = None,
) -> Array:
    r"""Return the dense operator T that takes the one-hot tokens to the logits.

    $T = \sum_{h_1 < \dots < h_k} A^{h_k} \cdots A^{h_1} \otimes
    W_U W_{OV}^{h_k} \cdots W_{OV}^{h_1} W_E$, so that T @ t.reshape(-1) = logits.reshape(-1).

    Args:
        model: the transformer, without positions in the residual stream.
        tokens: integers of shape (n_ctx,), no batch: they fix the patterns.
        patterns: patterns to hold fixed, one array (n_heads, n_ctx, n_ctx) a layer, in place of
            the model's own.

    Returns:
        T, shape (n_ctx * d_vocab, n_ctx * d_vocab), destination before source.

    Raises:
        ValueError: for a model that adds positions to the residual stream, whose logits are T t
            plus a constant; for a T of more than `MAX_OPERATOR_BYTES`; for batched tokens, or
            tokens that `check_tokens` refuses; for patterns of a wrong shape.

    Source:
        Elhage et al. 2021, «Path Expansion Trick»; theorems «zero layers», «one layer», «path
        expansion, any depth».

    Examples:
        >>> from refmath.numeric.transformer import Transformer
        >>> import numpy as np
        >>> model = Transformer(np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]]), [])
        >>> tensor_product_operator(model, [0]).tolist()
        [[3.0, 6.0], [4.0, 8.0]]
    """
    tokens = check_tokens(model, tokens)
    _check_has_operator(model, tokens)
    patterns = patterns_held(model, tokens, patterns)
    xp = array_api_compat.array_namespace(model.W_E)
    identity = xp.eye(tokens.shape[0], dtype=model.dtype, device=array_api_compat.device(model.W_E))
    return _sum(
        _kron(A, xp.matmul(model.W_U, W)) for A, W in _words(model, patterns, identity, model.W_E)
    )


def _check_has_operator(model: Transformer, tokens: Array) -> None:
    if model.positions == "residual" and model.W_pos is not None:
        raise ValueError(
            "model: expected positions='qk' or no W_pos, got positions='residual':"
            " W_pos adds a constant to the logits, which no T acting on one-hot tokens gives;"
            " use expanded_logits"
        )
    if tokens.ndim != 1:
        raise ValueError(
            f"tokens: expected shape (n_ctx,), one sequence, got {tuple(tokens.shape)}:"
            " each sequence has a T of its own"
        )
    side = tokens.shape[0] * model.d_vocab
    size = side * side * _itemsize(model)
    if size > MAX_OPERATOR_BYTES:
        raise ValueError(
            f"tokens: expected T to need at most {MAX_OPERATOR_BYTES / 2**30:g} GiB,"
            f" got n_ctx * d_vocab = {side}, a T of {size / 2**30:.3g} GiB; use expanded_logits"
        )


def _itemsize(model: Transformer) -> int:
    xp = array_api_compat.array_namespace(model.W_E)
    # An object array holds pointers.
    is_float = xp.isdtype(model.dtype, "real floating")
    return int(xp.finfo(model.dtype).bits) // 8 if is_float else 8


def checked_path(model: Transformer, path: Sequence[tuple[int, int]]) -> Path:
    """Return a path as pairs of Python integers, or refuse it.

    Raises:
        ValueError: for what is no sequence of pairs, layers or heads that the model does not
            have, and layers that do not increase.
    """
    try:
        pairs = [(operator.index(layer), operator.index(head)) for layer, head in path]
    except (TypeError, ValueError) as error:
        raise ValueError(f"path: expected (layer, head) pairs of integers, got {path!r}") from error
    previous = -1
    for layer, head in pairs:
        if not 0 <= layer < model.n_layers:
            raise ValueError(
                f"path: expected 0 <= layer < n_layers = {model.n_layers},"
                f" got layer {layer} in {path!r}"
            )
        if layer <= previous:
            raise ValueError(
                f"path: expected strictly increasing layers,"
                f" got layer {layer} after layer {previous} in {path!r}"
            )
        if not 0 <= head < model.n_heads[layer]:
            raise ValueError(
                f"path: expected 0 <= head < n_heads = {model.n_heads[layer]} in layer {layer},"
                f" got head {head} in {path!r}"
            )
        previous = layer
    return tuple(pairs)


def check_patterns(model: Transformer, tokens: Array, patterns: Sequence[Array]) -> None:
    """Refuse patterns that are not one array (..., n_heads, n_ctx, n_ctx) for each layer.

    Raises:
        ValueError: naming the layer, what was expected and what came.
    """
    if len(patterns) != model.n_layers:
        raise ValueError(
            f"patterns: expected one array for each of {model.n_layers} layers, got {len(patterns)}"
        )
    *batch, n_ctx = tokens.shape
    for layer, pattern in enumerate(patterns):
        expected = (*batch, model.n_heads[layer], n_ctx, n_ctx)
        if tuple(pattern.shape) != expected:
            raise ValueError(
                f"patterns[{layer}]: expected shape {expected}, got {tuple(pattern.shape)}"
            )


def patterns_held(
    model: Transformer, tokens: Array, patterns: Sequence[Array] | None
) -> tuple[Array, ...]:
    """Return the given patterns, once checked, or else the model's own.

    Raises:
        ValueError: for patterns of a wrong shape.
    """
    if patterns is None:
        return _patterns(model, start_of_paths(model, tokens), model.n_layers)
    check_patterns(model, tokens, patterns)
    return tuple(patterns)


def start_of_paths(model: Transformer, tokens: Array) -> Array:
    """Return what every path begins with: t W_Eᵀ, with W_posᵀ where the model adds it there."""
    xp = array_api_compat.array_namespace(model.W_E)
    columns = xp.take(model.W_E, xp.reshape(tokens, (-1,)), axis=1)
    start = xp.reshape(xp.matrix_transpose(columns), (*tokens.shape, model.d_model))
    if model.positions == "residual" and model.W_pos is not None:
        start = start + xp.matrix_transpose(model.W_pos[:, : tokens.shape[-1]])
    return start


def _patterns(model: Transformer, start: Array, n_layers: int) -> tuple[Array, ...]:
    """Return the patterns of the first layers, each from the sum over the paths before it."""
    xp = array_api_compat.array_namespace(start)
    patterns: list[Array] = []
    for layer in model.layers[:n_layers]:
        x = _sum(_streams(model, patterns, start))
        if model.positions == "qk" and model.W_pos is not None:
            x = x + xp.matrix_transpose(model.W_pos[:, : x.shape[-2]])
        by_head = [
            attention_pattern(
                attention_scores(
                    xp.matmul(x, xp.matrix_transpose(layer.W_Q[head, :, :])),
                    xp.matmul(x, xp.matrix_transpose(layer.W_K[head, :, :])),
                ),
                causal=model.causal,
            )
            for head in range(layer.n_heads)
        ]
        patterns.append(xp.stack(by_head, axis=-3))
    return tuple(patterns)


def _streams(
    model: Transformer, patterns: Sequence[Array], stream: Array, first: int = 0
) -> Iterator[Array]:
    """Yield what each path through the layers that have patterns writes, depth first.

    Depth first, a path continues what its beginning has computed, and no more than n_layers + 1
    arrays are alive at a time.
    """
    yield stream
    for layer in range(first, len(patterns)):
        for head in range(model.n_heads[layer]):
            longer = _through_head(model, patterns, layer, head, stream)
            yield from _streams(model, patterns, longer, layer + 1)


def _through_head(
    model: Transformer, patterns: Sequence[Array], layer: int, head: int, stream: Array
) -> Array:
    """Return (A^h ⊗ W_OV^h) applied to a stream; W_OV^h stays in its thin factors."""
    xp = array_api_compat.array_namespace(stream)
    weights = model.layers[layer]
    value = xp.matmul(stream, xp.matrix_transpose(weights.W_V[head, :, :]))
    moved = xp.matmul(patterns[layer][..., head, :, :], value)
    return xp.matmul(moved, xp.matrix_transpose(weights.W_O[head, :, :]))


def _words(
    model: Transformer, patterns: Sequence[Array], A: Array, W: Array, first: int = 0
) -> Iterator[tuple[Array, Array]]:
    """Yield each path's two words, A^{h_k}…A^{h_1} and W_OV^{h_k}…W_OV^{h_1} W_E, depth first."""
    xp = array_api_compat.array_namespace(W)
    yield A, W
    for layer in range(first, model.n_layers):
        weights = model.layers[layer]
        for head in range(weights.n_heads):
            A_longer = xp.matmul(patterns[layer][head, :, :], A)
            read = xp.matmul(weights.W_V[head, :, :], W)
            W_longer = xp.matmul(weights.W_O[head, :, :], read)
            yield from _words(model, patterns, A_longer, W_longer, layer + 1)


def _kron(A: Array, W: Array) -> Array:
    """Return A ⊗ W: block [i, j] is A[i, j] W."""
    xp = array_api_compat.array_namespace(A, W)
    blocks = A[:, None, :, None] * W[None, :, None, :]
    return xp.reshape(blocks, (A.shape[0] * W.shape[0], A.shape[1] * W.shape[1]))


def unembedded(model: Transformer, stream: Array) -> Array:
    """Return the logits of a stream: x W_Uᵀ."""
    xp = array_api_compat.array_namespace(stream)
    return xp.matmul(stream, xp.matrix_transpose(model.W_U))


def _sum(terms: Iterator[Array]) -> Array:
    # Not in place: the first term may be an array that others still read.
    total = next(terms)
    for term in terms:
        total = total + term
    return total
