"""The logits as a sum over all paths.

Nothing here is taken from the layered computation: its agreement with this sum is a theorem.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from refmath.arguments import callable_or_none
from refmath.numeric.model.arguments import check_tokens
from refmath.numeric.model.attention import soft_capped
from refmath.numeric.paths.frozen import given_fixed, start_of_paths, unembedded
from refmath.numeric.paths.listed import MAX_PATHS, check_path_count
from refmath.numeric.paths.streams import added, all_streams, held_from_paths, stream_counts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import Transformer
    from refmath.numeric.paths.streams import Counted
    from refmath.protocols import AnyArray, Tokens


def expanded_logits(
    model: Transformer,
    tokens: Tokens,
    *,
    patterns: Sequence[AnyArray] | None = None,
    scales: Sequence[AnyArray | None] | None = None,
    mlp_outputs: Sequence[AnyArray | None] | None = None,
    post_scales: Sequence[AnyArray | None] | None = None,
    max_paths: int = MAX_PATHS,
    progress: Callable[[int, int], None] | None = None,
) -> Array:
    r"""Return the logits as the sum over all paths.

    $\sum_{h_1 < \dots < h_k} (A^{h_k} \cdots A^{h_1} \otimes W_U W_{OV}^{h_k} \cdots W_{OV}^{h_1}
    W_E) \, t$, and `constant_logits` where the model has biases or norms' β, `mlp_logits` where it
    has MLPs; capped, where the model caps. Behind a norm a head has $A^h D$ for $A^h$, D holding
    what the norm multiplies each position by; before one of what all the heads of a layer write $D'
    A^h D$.

    The cost is `path_count` products with a head's thin factors, not forward passes: a path shares
    what its beginnings have computed, and $W_U$, which stands at the end of all, is applied to
    their sum. For the logits alone `logits` costs one pass.

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
        max_paths: how many paths may be added up.
        progress: called with the number of streams of paths that have been computed, and of all:
            those that the patterns are formed of, and those of the last sum.

    Returns:
        The logits, shape (..., n_ctx, d_out).

    Raises:
        ValueError: for tokens that `check_tokens` refuses, patterns of a wrong shape, and more than
            `max_paths` paths.

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
        >>> rm.expanded_logits(model, [0, 1]).tolist()
        [[1.0, 4.0], [0.0, 3.0]]
    """
    tokens = check_tokens(model, tokens)
    check_path_count(model, max_paths, "`logits`, or `frozen_logits`, computes the same")
    held = given_fixed(model, tokens, patterns, scales, mlp_outputs, post_scales)
    for_patterns, for_the_sum = stream_counts(model)
    total = for_the_sum if held is not None else for_patterns + for_the_sum
    counted = telling(progress, total)
    held = held_from_paths(model, tokens, counted) if held is None else held
    logits = unembedded(held, added(counted(all_streams(held, start_of_paths(model, tokens)))))
    constant = held.unembedding[1]
    logits = logits if constant is None else logits + constant
    return soft_capped(logits, model.logit_cap)


def expanded_patterns(
    model: Transformer,
    tokens: Tokens,
    *,
    max_paths: int = MAX_PATHS,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Array, ...]:
    r"""Return every head's pattern, its layer reading the sum over the paths before it.

    $A^h = \mathrm{softmax}(x_l (W_Q^h)^\top W_K^h x_l^\top / \sqrt{d_{head}})$ with
    $x_l = \sum_{h_1 < \dots < h_k < l} A^{h_k} \cdots A^{h_1} \, x_0 \,
    (W_{OV}^{h_k} \cdots W_{OV}^{h_1})^\top$. The cost grows with `path_count`.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), an array or nested lists.
        max_paths: how many paths the model may have.
        progress: called with the number of streams of paths that have been computed, and of all.

    Returns:
        For each layer the patterns, shape (..., n_heads, n_ctx, n_ctx), [destination, source].

    Raises:
        ValueError: for tokens that `check_tokens` refuses, and more than `max_paths` paths.

    Source:
        Elhage et al. 2021, «Two-Layer Attention-Only Transformers».

    Theorem:
        scores_of_any_layer

    Examples:
        >>> from refmath.numeric.model.transformer import AttentionLayer, Transformer
        >>> import numpy as np
        >>> one = AttentionLayer(*[np.ones((1, 1, 1))] * 4)
        >>> model = Transformer(np.zeros((1, 2)), np.ones((2, 1)), [one])
        >>> [pattern.tolist() for pattern in expanded_patterns(model, [0, 1])]
        [[[[1.0, 0.0], [0.5, 0.5]]]]
    """
    token_array = check_tokens(model, tokens)
    check_path_count(model, max_paths, "`attention_patterns` computes the same")
    return held_from_paths(model, token_array, telling(progress, stream_counts(model)[0])).patterns


def telling(progress: Callable[[int, int], None] | None, total: int) -> Counted:
    """Return what passes streams on and tells how many have come, of all."""
    callable_or_none("progress", progress)
    if progress is None:
        return iter
    numbers = count(1)

    def counted(streams: Iterator[Array]) -> Iterator[Array]:
        for stream in streams:
            yield stream
            progress(next(numbers), total)

    return counted
