"""The sum over paths: each path through at most one head a layer, and the operator T they make.

Nothing here is taken from the layered computation: its agreement with this sum is a theorem.
"""

from __future__ import annotations

import math
import operator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

import array_api_compat

from refmath.numeric.attention import attention_pattern, attention_scores
from refmath.numeric.columns import columns
from refmath.numeric.folding import constant_behind, folded, keys_of_heads
from refmath.numeric.frozen import (
    Frozen,
    check_frozen,
    constant_written,
    frozen,
    through_head,
    unembedded,
)
from refmath.numeric.parts import mlp_output, turned
from refmath.numeric.transformer import check_tokens, refuse_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from refmath.numeric.parts import MLP, Norm
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
    return _own(model, start_of_paths(model, check_tokens(model, tokens))).patterns


def path_logits(
    model: Transformer,
    path: Sequence[tuple[int, int]],
    tokens: Array | Sequence[Any],
    *,
    patterns: Sequence[Array] | None = None,
    scales: Sequence[Array | None] | None = None,
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
        scales: what the norms are held to multiply by, beside `patterns`, as `norm_scales` gives
            it; needed if the model has norms.

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
    if patterns is None and scales is None and model.final_norm is None:
        # The last head's layer is the last whose patterns the path needs.
        depth = path[-1][0] + 1 if path else 0
        held = _own_of(model, stream, depth, final=None)
    else:
        held = held_fixed(model, tokens, patterns, scales)
    for layer, head in path:
        stream = through_head(held, layer, head, stream)
    return unembedded(held, stream)


def constant_logits(
    model: Transformer,
    tokens: Array | Sequence[Any],
    *,
    patterns: Sequence[Array] | None = None,
    scales: Sequence[Array | None] | None = None,
) -> Array:
    r"""Return what biases and norms' β contribute to the logits: what no path from a token carries.

    Layer l writes $c_l = \sum_h A^h 1 (W_O^h (b_V^h + W_V^h \beta))^\top + 1 b_O^\top$ whatever it
    reads; each $c_l$ goes on through the paths of later layers, and $W_U \beta + b_U$ comes last.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), an array or nested lists.
        patterns: patterns to hold fixed, one array (..., n_heads, n_ctx, n_ctx) a layer, in place
            of the model's own.
        scales: what the norms are held to multiply by, beside `patterns`, as `norm_scales` gives
            it; needed if the model has norms.

    Returns:
        The constants' logits, shape (..., n_ctx, d_vocab); zeros for a model without such parts.

    Raises:
        ValueError: for tokens that `check_tokens` refuses, patterns or scales of a wrong shape.

    Source:
        Theorems «value_and_output_biases», «head_after_layer_norm».

    Examples:
        >>> from refmath.numeric.transformer import Transformer
        >>> import numpy as np
        >>> model = Transformer(np.eye(2), np.eye(2), [], b_U=np.array([0.0, 5.0]))
        >>> constant_logits(model, [0, 1]).tolist()
        [[0.0, 5.0], [0.0, 5.0]]
    """
    tokens = check_tokens(model, tokens)
    held = held_fixed(model, tokens, patterns, scales)
    xp = array_api_compat.array_namespace(model.W_E)
    nothing = xp.zeros_like(start_of_paths(model, tokens))
    of_layers = unembedded(held, _sum([nothing, *_streams_of_constants(held)]))
    return of_layers if held.constant is None else of_layers + held.constant


def mlp_logits(model: Transformer, tokens: Array | Sequence[Any]) -> Array:
    r"""Return what the MLPs contribute to the logits: the term that no path from a token carries.

    Layer l's MLP writes $m_l$ for the stream that it reads; each $m_l$ goes on through the paths of
    later layers. With `constant_logits` and all paths it adds up to the logits.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), an array or nested lists.

    Returns:
        The MLPs' logits, shape (..., n_ctx, d_vocab); zeros for a model without MLPs.

    Raises:
        ValueError: for tokens that `check_tokens` refuses.

    Source:
        Elhage et al. 2021 leave MLPs out: they are no sum over paths.

    Examples:
        >>> from refmath.numeric.parts import MLP
        >>> from refmath.numeric.transformer import AttentionLayer, Transformer
        >>> import numpy as np
        >>> zero, double = np.zeros((1, 1, 2)), MLP(np.eye(2), 2 * np.eye(2), activation="relu")
        >>> layer = AttentionLayer(zero, zero, zero, np.zeros((1, 2, 1)), mlp=double)
        >>> mlp_logits(Transformer(np.eye(2), np.eye(2), [layer]), [0, 1]).tolist()
        [[2.0, 0.0], [0.0, 2.0]]
    """
    tokens = check_tokens(model, tokens)
    held = held_fixed(model, tokens, None, None)
    xp = array_api_compat.array_namespace(model.W_E)
    nothing = xp.zeros_like(start_of_paths(model, tokens))
    return unembedded(held, _sum([nothing, *_streams_of_mlps(held)]))


def expanded_logits(
    model: Transformer,
    tokens: Array | Sequence[Any],
    *,
    patterns: Sequence[Array] | None = None,
    scales: Sequence[Array | None] | None = None,
) -> Array:
    r"""Return the logits as the sum over all paths.

    $\sum_{h_1 < \dots < h_k} (A^{h_k} \cdots A^{h_1} \otimes
    W_U W_{OV}^{h_k} \cdots W_{OV}^{h_1} W_E) \, t$, and `constant_logits` where the model has
    biases or norms' β, `mlp_logits` where it has MLPs. Behind a norm a head has $A^h D$ for $A^h$,
    D holding what the norm multiplies each position by.

    The work grows with `path_count`: a path shares what its beginnings have computed, and $W_U$,
    which stands at the end of all, is applied to their sum.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), an array or nested lists.
        patterns: patterns to hold fixed, one array (..., n_heads, n_ctx, n_ctx) a layer, in place
            of the model's own.
        scales: what the norms are held to multiply by, beside `patterns`, as `norm_scales` gives
            it; needed if the model has norms.

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
    held = held_fixed(model, tokens, patterns, scales)
    found = unembedded(held, _sum(_all_streams(held, start_of_paths(model, tokens))))
    return found if held.constant is None else found + held.constant


def tensor_product_operator(
    model: Transformer,
    tokens: Array | Sequence[Any],
    *,
    patterns: Sequence[Array] | None = None,
    scales: Sequence[Array | None] | None = None,
) -> Array:
    r"""Return the dense operator T that takes the one-hot tokens to the logits.

    $T = \sum_{h_1 < \dots < h_k} A^{h_k} \cdots A^{h_1} \otimes
    W_U W_{OV}^{h_k} \cdots W_{OV}^{h_1} W_E$, so that T @ t.reshape(-1) = logits.reshape(-1).

    Args:
        model: the transformer, without positions in the residual stream.
        tokens: integers of shape (n_ctx,), no batch: they fix the patterns.
        patterns: patterns to hold fixed, one array (n_heads, n_ctx, n_ctx) a layer, in place of
            the model's own.
        scales: what the norms are held to multiply by, beside `patterns`.

    Returns:
        T, shape (n_ctx * d_vocab, n_ctx * d_vocab), destination before source.

    Raises:
        ValueError: for a model that adds positions to the residual stream, or that has biases or
            norms' β, whose logits are T t plus a constant; for a T of more than
            `MAX_OPERATOR_BYTES`; for batched tokens, or tokens that `check_tokens` refuses; for
            patterns of a wrong shape.

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
    held = held_fixed(model, tokens, patterns, scales)
    xp = array_api_compat.array_namespace(model.W_E)
    identity = xp.eye(tokens.shape[0], dtype=model.dtype, device=array_api_compat.device(model.W_E))
    last = held.scales[-1]
    return _sum(
        _kron(A if last is None else last[:, None] * A, xp.matmul(held.W_U, W))
        for A, W in _words(held, identity, model.W_E)
    )


def _check_has_operator(model: Transformer, tokens: Array) -> None:
    if model.positions == "residual" and model.W_pos is not None:
        raise ValueError(
            "model: expected positions='qk' or no W_pos, got positions='residual':"
            " W_pos adds a constant to the logits, which no T acting on one-hot tokens gives;"
            " use expanded_logits"
        )
    constants = ("b_V", "b_O", "b_U", "norm.bias", "final_norm.bias", "mlp")
    instead = ", which add a constant that no T gives; use expanded_logits"
    refuse_parts(model, "tensor_product_operator", constants, instead)
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


def held_fixed(
    model: Transformer,
    tokens: Array,
    patterns: Sequence[Array] | None,
    scales: Sequence[Array | None] | None,
) -> Frozen:
    """Hold the given patterns and scales fixed, once checked, or else the model's own.

    Raises:
        ValueError: for patterns or scales of a wrong shape, or scales alone.
    """
    if patterns is not None:
        return frozen(model, patterns, check_frozen(model, tokens, patterns, scales))
    if scales is not None:
        raise ValueError("patterns: expected patterns beside the scales that are held, got None")
    return _own(model, start_of_paths(model, tokens))


def start_of_paths(model: Transformer, tokens: Array) -> Array:
    """Return what every path begins with: t W_Eᵀ, with W_posᵀ where the model adds it there."""
    xp = array_api_compat.array_namespace(model.W_E)
    start = columns(model.W_E, tokens)
    if model.positions == "residual" and model.W_pos is not None:
        start = start + xp.matrix_transpose(model.W_pos[:, : tokens.shape[-1]])
    return start


def _own(model: Transformer, start: Array) -> Frozen:
    """Return the model's own patterns and scales, each from the sum over the paths before it."""
    return _own_of(model, start, model.n_layers, final=model.final_norm)


def _own_of(model: Transformer, start: Array, n_layers: int, *, final: Norm | None) -> Frozen:
    held = frozen(model)
    for layer in range(n_layers):
        x = _sum(_all_streams(held, start))
        norm = model.layers[layer].norm
        scale = None if norm is None else _scale(norm, x)
        pattern = _pattern(held, layer, x if scale is None else x * scale[..., None])
        patterns, scales = (*held.patterns, pattern), (*held.scales, scale)
        held = replace(held, patterns=patterns, scales=scales)
        mlp = model.layers[layer].mlp
        wrote = None if mlp is None else _written_by(mlp, _sum(_all_streams(held, start)))
        held = replace(held, written_by_mlps=(*held.written_by_mlps, wrote))
    last = None if final is None else _scale(final, _sum(_all_streams(held, start)))
    return replace(held, scales=(*held.scales, last))


def _written_by(mlp: MLP, x: Array) -> Array:
    if mlp.norm is None:
        return mlp_output(mlp, x)
    W_in, b_in = folded(mlp.norm, mlp.W_in), constant_behind(mlp.norm, mlp.W_in, mlp.b_in)
    plain = replace(mlp, W_in=W_in, b_in=b_in, norm=None)
    return mlp_output(plain, x * _scale(mlp.norm, x)[..., None])


def _scale(norm: Norm, x: Array) -> Array:
    """Return what a norm multiplies each position by: 1 / √(mean of squares + ε)."""
    xp = array_api_compat.array_namespace(x)
    if norm.centred:
        x = x - xp.mean(x, axis=-1, keepdims=True)
    return 1 / xp.sqrt(xp.mean(x * x, axis=-1) + norm.eps)


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


def _all_streams(held: Frozen, start: Array) -> Iterator[Array]:
    """Yield what each path writes, from the embedding, each layer's constant and each MLP."""
    yield from _streams(held, start)
    yield from _streams_of_constants(held)
    yield from _streams_of_mlps(held)


def _streams_of_constants(held: Frozen) -> Iterator[Array]:
    for layer in range(held.depth):
        constant = constant_written(held, layer)
        if constant is not None:
            yield from _streams(held, constant, layer + 1)


def _streams_of_mlps(held: Frozen) -> Iterator[Array]:
    for layer, written in enumerate(held.written_by_mlps):
        if written is not None:
            yield from _streams(held, written, layer + 1)


def _streams(held: Frozen, stream: Array, first: int = 0) -> Iterator[Array]:
    """Yield what each path through the layers that are known writes, depth first.

    Depth first, a path continues what its beginning has computed, and no more than n_layers + 1
    arrays are alive at a time.
    """
    yield stream
    for layer in range(first, held.depth):
        for head in range(held.model.n_heads[layer]):
            longer = through_head(held, layer, head, stream)
            yield from _streams(held, longer, layer + 1)


def _words(held: Frozen, A: Array, W: Array, first: int = 0) -> Iterator[tuple[Array, Array]]:
    """Yield each path's two words, A^{h_k}…A^{h_1} and W_OV^{h_k}…W_OV^{h_1} W_E, depth first."""
    xp = array_api_compat.array_namespace(W)
    yield A, W
    for layer in range(first, held.depth):
        W_V, W_O, scale = held.readings[layer].W_V, held.model.layers[layer].W_O, held.scales[layer]
        scaled = A if scale is None else scale[:, None] * A
        for head in range(held.model.n_heads[layer]):
            A_longer = xp.matmul(held.patterns[layer][head, :, :], scaled)
            W_longer = xp.matmul(W_O[head, :, :], xp.matmul(W_V[head, :, :], W))
            yield from _words(held, A_longer, W_longer, layer + 1)


def _kron(A: Array, W: Array) -> Array:
    """Return A ⊗ W: block [i, j] is A[i, j] W."""
    xp = array_api_compat.array_namespace(A, W)
    blocks = A[:, None, :, None] * W[None, :, None, :]
    return xp.reshape(blocks, (A.shape[0] * W.shape[0], A.shape[1] * W.shape[1]))


def _sum(terms: Iterable[Array]) -> Array:
    # Not in place: the first term may be an array that others still read.
    terms = iter(terms)
    total = next(terms)
    for term in terms:
        total = total + term
    return total
