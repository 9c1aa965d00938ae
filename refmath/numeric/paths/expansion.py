"""The logits as a sum over paths, and every term of it by itself.

Nothing here is taken from the layered computation: its agreement with this sum is a theorem.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import array_api_compat

from refmath.numeric.model.arguments import check_path, check_tokens
from refmath.numeric.paths.frozen import through_head, unembedded
from refmath.numeric.paths.streams import (
    added,
    all_streams,
    held_fixed,
    held_up_to,
    start_of_paths,
    streams_of_constants,
    streams_of_mlps,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import Transformer


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
        The logits, shape (..., n_ctx, d_out).

    Raises:
        ValueError: for tokens that `check_tokens` refuses, patterns of a wrong shape.

    Source:
        Elhage et al. 2021, «Path Expansion Trick»; theorem «path expansion, any depth».

    Examples:
        >>> from refmath.numeric.model.transformer import AttentionLayer, Transformer
        >>> import numpy as np
        >>> zero, one = np.zeros((1, 1, 2)), np.array([[[1.0, 0.0]]])
        >>> layer = AttentionLayer(zero, zero, one, np.array([[[0.0], [4.0]]]))
        >>> model = Transformer(np.eye(2), np.eye(2), [layer])
        >>> expanded_logits(model, [0, 1]).tolist()
        [[1.0, 4.0], [0.0, 3.0]]
    """
    tokens = check_tokens(model, tokens)
    held = held_fixed(model, tokens, patterns, scales)
    found = unembedded(held, added(all_streams(held, start_of_paths(model, tokens))))
    return found if held.constant is None else found + held.constant


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
        The path's logits, shape (..., n_ctx, d_out).

    Raises:
        ValueError: for a path that the model does not have, tokens that `check_tokens` refuses,
            patterns of a wrong shape.

    Source:
        Elhage et al. 2021, «Path Expansion Trick»; theorem «path expansion, any depth».

    Examples:
        >>> from refmath.numeric.model.transformer import AttentionLayer, Transformer
        >>> import numpy as np
        >>> zero, one = np.zeros((1, 1, 2)), np.array([[[1.0, 0.0]]])
        >>> layer = AttentionLayer(zero, zero, one, np.array([[[0.0], [4.0]]]))
        >>> model = Transformer(np.eye(2), np.eye(2), [layer])
        >>> path_logits(model, [(0, 0)], [0, 1]).tolist()
        [[0.0, 4.0], [0.0, 2.0]]
    """
    path = check_path(model, path)
    tokens = check_tokens(model, tokens)
    stream = start_of_paths(model, tokens)
    if patterns is None and scales is None and model.final_norm is None:
        # The last head's layer is the last whose patterns the path needs.
        depth = path[-1][0] + 1 if path else 0
        held = held_up_to(model, stream, depth, final=None)
    else:
        held = held_fixed(model, tokens, patterns, scales)
    for layer, head in path:
        stream = through_head(held, layer, head, stream)
    return unembedded(held, stream)


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
        >>> from refmath.numeric.model.transformer import AttentionLayer, Transformer
        >>> import numpy as np
        >>> one = AttentionLayer(*[np.ones((1, 1, 1))] * 4)
        >>> model = Transformer(np.zeros((1, 2)), np.ones((2, 1)), [one])
        >>> [pattern.tolist() for pattern in expanded_patterns(model, [0, 1])]
        [[[[1.0, 0.0], [0.5, 0.5]]]]
    """
    return held_fixed(model, check_tokens(model, tokens), None, None).patterns


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
        The constants' logits, shape (..., n_ctx, d_out); zeros for a model without such parts.

    Raises:
        ValueError: for tokens that `check_tokens` refuses, patterns or scales of a wrong shape.

    Source:
        Theorems «value_and_output_biases», «head_after_layer_norm».

    Examples:
        >>> from refmath.numeric.model.transformer import Transformer
        >>> import numpy as np
        >>> model = Transformer(np.eye(2), np.eye(2), [], b_U=np.array([0.0, 5.0]))
        >>> constant_logits(model, [0, 1]).tolist()
        [[0.0, 5.0], [0.0, 5.0]]
    """
    tokens = check_tokens(model, tokens)
    held = held_fixed(model, tokens, patterns, scales)
    xp = array_api_compat.array_namespace(model.W_E)
    nothing = xp.zeros_like(start_of_paths(model, tokens))
    of_layers = unembedded(held, added([nothing, *streams_of_constants(held)]))
    return of_layers if held.constant is None else of_layers + held.constant


def mlp_logits(model: Transformer, tokens: Array | Sequence[Any]) -> Array:
    r"""Return what the MLPs contribute to the logits: the term that no path from a token carries.

    Layer l's MLP writes $m_l$ for the stream that it reads; each $m_l$ goes on through the paths of
    later layers. With `constant_logits` and all paths it adds up to the logits.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), an array or nested lists.

    Returns:
        The MLPs' logits, shape (..., n_ctx, d_out); zeros for a model without MLPs.

    Raises:
        ValueError: for tokens that `check_tokens` refuses.

    Source:
        Elhage et al. 2021 leave MLPs out: they are no sum over paths.

    Examples:
        >>> from refmath.numeric.model.parts import MLP
        >>> from refmath.numeric.model.transformer import AttentionLayer, Transformer
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
    return unembedded(held, added([nothing, *streams_of_mlps(held)]))
