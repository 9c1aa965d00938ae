"""The terms that the logits are the sum of: each path, the constants and the MLPs; patterns fixed.

Of a model that caps its logits, they are the terms of what is capped.

Each is computed by one forward pass and the shortest way from there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import array_api_compat

from refmath.arguments import whole_number
from refmath.numeric.heads.held import (
    held_fixed,
    logits_of,
    read,
    unembedded,
    written_by_each_head,
    written_by_head,
    written_by_heads,
)
from refmath.numeric.model.arguments import check_path, check_tokens
from refmath.numeric.paths.frozen import constant_written, start_of_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.arguments import Path
    from refmath.numeric.model.transformer import Transformer
    from refmath.numeric.paths.frozen import Frozen
    from refmath.protocols import AnyArray, Tokens


def path_logits(
    model: Transformer,
    path: Sequence[tuple[int, int]],
    tokens: Tokens,
    *,
    patterns: Sequence[AnyArray] | None = None,
    scales: Sequence[AnyArray | None] | None = None,
    mlp_outputs: Sequence[AnyArray | None] | None = None,
    post_scales: Sequence[AnyArray | None] | None = None,
) -> Array:
    r"""Return the contribution of one path to the logits.

    $(A^{h_k} \cdots A^{h_1} \otimes W_U W_{OV}^{h_k} \cdots W_{OV}^{h_1} W_E) \, t$; where the
    model adds positions to the residual stream, the path carries $t W_E^\top + W_{pos}^\top$. It
    costs one forward pass.

    Args:
        model: the transformer.
        path: (layer, head) pairs, layers strictly increasing; () is the direct path.
        tokens: integers of shape (..., n_ctx), an array or nested lists.
        patterns: patterns to hold fixed, one array (..., n_heads, n_ctx, n_ctx) a layer, in place
            of the model's own.
        scales: what the norms are held to multiply by, beside `patterns`, as `norm_scales` gives
            it; needed if the model has norms.
        mlp_outputs: what the MLPs are held to write, beside `patterns`, as `forward_pass` gives
            it; needed if the model has MLPs.
        post_scales: what the norms of what heads write are held to multiply by, beside
            `patterns`, as `forward_pass` gives it; needed if the model has such norms.

    Returns:
        The path's logits, shape (..., n_ctx, d_out).

    Raises:
        ValueError: for a path that the model does not have, tokens that `check_tokens` refuses,
            patterns of a wrong shape.

    Source:
        Elhage et al. 2021, «The Path Expansion Trick».

    Theorem:
        path_expansion

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> zero, one = np.zeros((1, 1, 2)), np.array([[[1.0, 0.0]]])
        >>> layer = rm.AttentionLayer(zero, zero, one, np.array([[[0.0], [4.0]]]))
        >>> model = rm.Transformer(np.eye(2), np.eye(2), [layer])
        >>> rm.path_logits(model, [(0, 0)], [0, 1]).tolist()
        [[0.0, 4.0], [0.0, 2.0]]
    """
    path = check_path(model, path)
    token_array = check_tokens(model, tokens)
    held = held_fixed(model, token_array, patterns, scales, mlp_outputs, post_scales)
    stream = start_of_paths(model, token_array)
    for layer, head in path:
        stream = written_by_head(held, layer, head, stream)
    return unembedded(model, read(held, -1, stream))


def path_contributions(
    model: Transformer,
    tokens: Tokens,
    *,
    max_order: int | None = None,
    patterns: Sequence[AnyArray] | None = None,
    scales: Sequence[AnyArray | None] | None = None,
    mlp_outputs: Sequence[AnyArray | None] | None = None,
    post_scales: Sequence[AnyArray | None] | None = None,
) -> Iterator[tuple[Path, Array]]:
    r"""Yield each path with its logits, a path after its own beginning.

    $(A^{h_k} \cdots A^{h_1} \otimes W_U W_{OV}^{h_k} \cdots W_{OV}^{h_1} W_E) \, t$ for every path
    of order up to `max_order`; what a path's beginning computed is used again for the path. It
    costs one forward pass, and for each path that is taken one head and one product with $W_U$.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), an array or nested lists.
        max_order: the most heads that a path may pass; all, if not given.
        patterns: patterns to hold fixed in place of the model's own.
        scales: what the norms are held to multiply by, beside `patterns`.
        mlp_outputs: what the MLPs are held to write, beside `patterns`.
        post_scales: what the norms of what heads write are held to multiply by, beside `patterns`.

    Yields:
        Pairs of a path, ((layer, head), …), and its logits, shape (..., n_ctx, d_out).

    Raises:
        ValueError: at the call, for tokens that `check_tokens` refuses, patterns of a wrong
            shape, or an order below 0.

    Source:
        Elhage et al. 2021, «Path Expansion of Logits».

    Theorem:
        path_expansion

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> one = np.ones((1, 1, 1))
        >>> layer = rm.AttentionLayer(one, one, one, one)
        >>> model = rm.Transformer(np.ones((1, 1)), np.ones((1, 1)), [layer, layer])
        >>> [path for path, _ in rm.path_contributions(model, [0])]
        [(), ((0, 0),), ((0, 0), (1, 0)), ((1, 0),)]
    """
    token_array = check_tokens(model, tokens)
    if max_order is not None:
        max_order = whole_number("max_order", max_order)
    held = held_fixed(model, token_array, patterns, scales, mlp_outputs, post_scales)
    most = model.n_layers if max_order is None else max_order
    return _contributions(held, (), start_of_paths(model, token_array), most)


def contributions_to(
    model: Transformer, tokens: Tokens, outputs: Any, *, max_order: int | None = None
) -> tuple[tuple[Path, ...], Array]:
    r"""Return what each path adds to one output's logit at each position, above the mean output's.

    $c^\top (\dots) - \frac{1}{d_{out}} \sum_{c'} c'^\top (\dots)$: a constant added to all
    logits changes none of it. Of $W_U$ only the rows of these outputs are applied, so that it costs
    one forward pass, and for each path one head and n_ctx logits a different output.

    Args:
        model: the transformer.
        tokens: integers of shape (n_ctx,).
        outputs: the output at each position, (n_ctx,).
        max_order: the most heads that a path may pass; all, if not given.

    Returns:
        The paths, and an array (n_paths, n_ctx).

    Theorem:
        path_expansion

    Examples:
        >>> import numpy as np
        >>> from refmath.numeric.model.transformer import Transformer
        >>> paths, added = contributions_to(Transformer(np.eye(2), np.eye(2), []), [0, 1], [0, 0])
        >>> paths, added.tolist()
        (((),), [[0.5, -0.5]])
    """
    xp = array_api_compat.array_namespace(model.W_E)
    at = xp.asarray(outputs, device=array_api_compat.device(model.W_E))
    different, place = xp.unique_inverse(at)
    above_mean = xp.take(model.W_U, different, axis=0) - xp.mean(model.W_U, axis=0)
    only = replace(model, W_U=above_mean, b_U=None)
    found = list(path_contributions(only, tokens, max_order=max_order))
    return tuple(path for path, _ in found), xp.stack(
        [xp.take_along_axis(logits, place[:, None], axis=-1)[:, 0] for _, logits in found]
    )


def constant_logits(
    model: Transformer,
    tokens: Tokens,
    *,
    patterns: Sequence[AnyArray] | None = None,
    scales: Sequence[AnyArray | None] | None = None,
    mlp_outputs: Sequence[AnyArray | None] | None = None,
    post_scales: Sequence[AnyArray | None] | None = None,
) -> Array:
    r"""Return what biases and norms' β contribute to the logits: what no path from a token carries.

    Layer l writes $c_l = \sum_h A^h 1 (W_O^h (b_V^h + W_V^h \beta))^\top + 1 b_O^\top$ whatever it
    reads; each $c_l$ goes on through the paths of later layers, and $W_U \beta + b_U$ comes last.
    All paths together are one pass more: it costs about one forward pass and a half.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), an array or nested lists.
        patterns: patterns to hold fixed, one array (..., n_heads, n_ctx, n_ctx) a layer, in place
            of the model's own.
        scales: what the norms are held to multiply by, beside `patterns`, as `norm_scales` gives
            it; needed if the model has norms.
        mlp_outputs: what the MLPs are held to write, beside `patterns`, as `forward_pass` gives
            it; needed if the model has MLPs.
        post_scales: what the norms of what heads write are held to multiply by, beside
            `patterns`, as `forward_pass` gives it; needed if the model has such norms.

    Returns:
        The constants' logits, shape (..., n_ctx, d_out); zeros for a model without such parts.

    Raises:
        ValueError: for tokens that `check_tokens` refuses, patterns or scales of a wrong shape.

    Theorem:
        value_and_output_biases, head_after_layer_norm, heads_between_two_norms

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> model = rm.Transformer(np.eye(2), np.eye(2), [], b_U=np.array([0.0, 5.0]))
        >>> rm.constant_logits(model, [0, 1]).tolist()
        [[0.0, 5.0], [0.0, 5.0]]
    """
    token_array = check_tokens(model, tokens)
    held = held_fixed(model, token_array, patterns, scales, mlp_outputs, post_scales)
    return logits_of(held, _carried(held, token_array, constant_written))


def mlp_logits(
    model: Transformer,
    tokens: Tokens,
    *,
    patterns: Sequence[AnyArray] | None = None,
    scales: Sequence[AnyArray | None] | None = None,
    mlp_outputs: Sequence[AnyArray | None] | None = None,
    post_scales: Sequence[AnyArray | None] | None = None,
) -> Array:
    r"""Return what the MLPs contribute to the logits: the term that no path from a token carries.

    Layer l's MLP writes $m_l$ for the stream that it reads; each $m_l$ goes on through the paths of
    later layers. With `constant_logits` and all paths it adds up to the logits. It costs about one
    forward pass and a half.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), an array or nested lists.
        patterns: patterns to hold fixed, one array (..., n_heads, n_ctx, n_ctx) a layer, in place
            of the model's own.
        scales: what the norms are held to multiply by, beside `patterns`, as `norm_scales` gives
            it; needed if the model has norms.
        mlp_outputs: what the MLPs are held to write, beside `patterns`, as `forward_pass` gives
            it; needed if the model has MLPs.
        post_scales: what the norms of what heads write are held to multiply by, beside
            `patterns`, as `forward_pass` gives it; needed if the model has such norms.

    Returns:
        The MLPs' logits, shape (..., n_ctx, d_out); zeros for a model without MLPs.

    Raises:
        ValueError: for tokens that `check_tokens` refuses, and arrays of a wrong shape.

    Source:
        Elhage et al. 2021 leave MLPs out: they are no sum over paths.

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> zero, double = np.zeros((1, 1, 2)), rm.MLP(np.eye(2), 2 * np.eye(2), activation="relu")
        >>> layer = rm.AttentionLayer(zero, zero, zero, np.zeros((1, 2, 1)), mlp=double)
        >>> rm.mlp_logits(rm.Transformer(np.eye(2), np.eye(2), [layer]), [0, 1]).tolist()
        [[2.0, 0.0], [0.0, 2.0]]
    """
    token_array = check_tokens(model, tokens)
    held = held_fixed(model, token_array, patterns, scales, mlp_outputs, post_scales)
    carried = _carried(held, token_array, lambda held, layer: held.mlp_outputs[layer])
    return unembedded(model, read(held, -1, carried))


def _carried(held: Frozen, tokens: Array, written: Callable[[Frozen, int], Array | None]) -> Array:
    """Return what becomes of what each layer writes so, through all paths of later layers."""
    xp = array_api_compat.array_namespace(held.model.W_E)
    stream = xp.zeros_like(start_of_paths(held.model, tokens))
    for layer in range(held.depth):
        stream = stream + written_by_heads(held, layer, stream)
        term = written(held, layer)
        stream = stream if term is None else stream + term
    return stream


def _contributions(
    held: Frozen, path: Path, stream: Array, most: int
) -> Iterator[tuple[Path, Array]]:
    yield path, unembedded(held.model, read(held, -1, stream))
    if len(path) == most:
        return
    first = path[-1][0] + 1 if path else 0
    for layer in range(first, held.depth):
        by_head = written_by_each_head(held, layer, stream)
        for head in range(held.model.n_heads[layer]):
            longer = (*path, (layer, head))
            yield from _contributions(held, longer, by_head[..., head, :, :], most)
