"""What the parts contribute to the logits: orders, paths, heads and sources; patterns fixed."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING

import array_api_compat

from refmath.numeric.model.arguments import check_outputs_are_tokens, check_tokens
from refmath.numeric.paths.frozen import (
    Frozen,
    check_frozen,
    constant_written,
    frozen,
    through_heads,
    unembedded,
)
from refmath.numeric.paths.streams import held_fixed, start_of_paths

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.arguments import Path
    from refmath.numeric.model.transformer import Transformer


def frozen_logits(
    model: Transformer,
    tokens: Array | Sequence[Any],
    patterns: Sequence[Array],
    *,
    scales: Sequence[Array | None] | None = None,
) -> Array:
    r"""Return the logits with the patterns held fixed: layer after layer, and linear in the tokens.

    $x_{l+1} = x_l + \sum_h A^h x_l W_{OV}^{h\top}$ with the given $A^h$, with the constants of
    biases and norms where the model has them: then it is linear up to `constant_logits`.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), an array or nested lists.
        patterns: one array (..., n_heads, n_ctx, n_ctx) a layer, [destination, source].
        scales: what the norms multiply by, as `norm_scales` gives it; needed if there are norms.

    Returns:
        The logits, shape (..., n_ctx, d_out).

    Raises:
        ValueError: for tokens that `check_tokens` refuses, or patterns of a wrong shape.

    Source:
        Elhage et al. 2021, «Attention Heads as Information Movement»; theorem «freezing».

    Examples:
        >>> import numpy as np
        >>> from refmath.numeric.model.transformer import AttentionLayer, Transformer
        >>> one = np.ones((1, 1, 1))
        >>> model = Transformer(np.ones((1, 2)), np.ones((2, 1)), [AttentionLayer(*[one] * 4)])
        >>> nowhere = np.zeros((1, 2, 2))
        >>> frozen_logits(model, [0, 1], [nowhere]).tolist()
        [[1.0, 1.0], [1.0, 1.0]]
    """
    tokens = check_tokens(model, tokens)
    held = frozen(model, patterns, check_frozen(model, tokens, patterns, scales))
    x = start_of_paths(model, tokens)
    for layer in range(model.n_layers):
        x = x + _written(held, layer, x)
        constant = constant_written(held, layer)
        x = x if constant is None else x + constant
    found = unembedded(held, x)
    return found if held.constant is None else found + held.constant


def logits_by_order(
    model: Transformer,
    tokens: Array | Sequence[Any],
    *,
    patterns: Sequence[Array] | None = None,
    scales: Sequence[Array | None] | None = None,
) -> Array:
    r"""Return the sum over all paths of each order: how many heads in a row they pass.

    $\sum_{h_1 < \dots < h_k} A^{h_k} \cdots A^{h_1} \otimes W_U W_{OV}^{h_k} \cdots W_{OV}^{h_1}
    W_E$, applied to the tokens, for k = 0, …, n_layers; a constant that a layer writes, or what its
    MLP does, has passed that layer, and the final constant none. Each layer adds to order k what it
    makes of order k − 1: n_layers (n_layers + 1) / 2 layers in all, however many paths there are.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), an array or nested lists.
        patterns: patterns to hold fixed, one array (..., n_heads, n_ctx, n_ctx) a layer, in place
            of the model's own.
        scales: what the norms are held to multiply by, beside `patterns`, as `norm_scales` gives
            it; needed if the model has norms.

    Returns:
        Shape (n_layers + 1, ..., n_ctx, d_vocab); over the first axis they add up to the logits.

    Raises:
        ValueError: for tokens that `check_tokens` refuses, or patterns of a wrong shape.

    Source:
        Elhage et al. 2021, «Term Importance Analysis»; theorem «term_importance».

    Examples:
        >>> import numpy as np
        >>> from refmath.numeric.model.transformer import AttentionLayer, Transformer
        >>> one = np.ones((1, 1, 1))
        >>> layer = AttentionLayer(one, one, one, one)
        >>> model = Transformer(np.ones((1, 1)), np.ones((1, 1)), [layer, layer])
        >>> logits_by_order(model, [0]).ravel().tolist()  # 1 direct path, 2 of one head, 1 of two
        [1.0, 2.0, 1.0]
    """
    xp = array_api_compat.array_namespace(model.W_E)
    tokens = check_tokens(model, tokens)
    held = held_fixed(model, tokens, patterns, scales)
    orders = start_of_paths(model, tokens)[None, ...]
    for layer in range(model.n_layers):
        written = _written(held, layer, orders)
        for term in (constant_written(held, layer), held.written_by_mlps[layer]):
            if term is not None:
                written = xp.concat([written[:1, ...] + term, written[1:, ...]], axis=0)
        nothing = xp.zeros_like(orders[:1, ...])
        orders = xp.concat([orders, nothing], axis=0) + xp.concat([nothing, written], axis=0)
    found = unembedded(held, orders)
    if held.constant is None:
        return found
    return xp.concat([found[:1, ...] + held.constant, found[1:, ...]], axis=0)


def losses_by_order(
    model: Transformer,
    tokens: Array | Sequence[Any],
    *,
    patterns: Sequence[Array] | None = None,
    scales: Sequence[Array | None] | None = None,
) -> Array:
    r"""Return the loss that is left when paths up to each order are counted in: term importance.

    The mean of $-\log \mathrm{softmax}(\ell_{\le k})$ at the next token, for k = 0, …, n_layers.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), n_ctx ≥ 2.
        patterns: patterns to hold fixed in place of the model's own.
        scales: what the norms are held to multiply by, beside `patterns`.

    Returns:
        Shape (n_layers + 1,), in nats a token; the last is the model's own loss.

    Raises:
        ValueError: for tokens that `check_tokens` refuses, or fewer than two of them; for a model
            whose outputs are not its tokens.

    Source:
        Elhage et al. 2021, «Term Importance Analysis».

    Examples:
        >>> import numpy as np
        >>> from refmath.numeric.model.transformer import Transformer
        >>> model = Transformer(np.zeros((1, 4)), np.zeros((4, 1)), [])
        >>> losses_by_order(model, [0, 1, 2]).round(4).tolist()  # log 4
        [1.3863]
    """
    xp = array_api_compat.array_namespace(model.W_E)
    tokens = check_tokens(model, tokens)
    check_outputs_are_tokens(model, "losses_by_order")
    if tokens.shape[-1] < 2:
        raise ValueError(f"tokens: expected two or more, got n_ctx = {tokens.shape[-1]}")
    by_order = logits_by_order(model, tokens, patterns=patterns, scales=scales)
    up_to = xp.stack([xp.sum(by_order[: k + 1, ...], axis=0) for k in range(by_order.shape[0])])
    before, after = up_to[..., :-1, :], tokens[..., 1:]
    before = before - xp.max(before, axis=-1, keepdims=True)
    whole = xp.log(xp.sum(xp.exp(before), axis=-1))
    index = xp.broadcast_to(after[None, ..., None], (*before.shape[:-1], 1))
    right = xp.take_along_axis(before, index, axis=-1)[..., 0]
    return xp.mean(xp.reshape(whole - right, (before.shape[0], -1)), axis=-1)


def path_contributions(
    model: Transformer,
    tokens: Array | Sequence[Any],
    *,
    max_order: int | None = None,
    patterns: Sequence[Array] | None = None,
    scales: Sequence[Array | None] | None = None,
) -> Iterator[tuple[Path, Array]]:
    r"""Yield each path with its logits, a path after its own beginning.

    $(A^{h_k} \cdots A^{h_1} \otimes W_U W_{OV}^{h_k} \cdots W_{OV}^{h_1} W_E) \, t$ for every path
    of order up to `max_order`; what a path's beginning computed is used again for the path.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), an array or nested lists.
        max_order: the most heads that a path may pass; all, if not given.
        patterns: patterns to hold fixed in place of the model's own.
        scales: what the norms are held to multiply by, beside `patterns`.

    Yields:
        Pairs of a path, ((layer, head), …), and its logits, shape (..., n_ctx, d_out).

    Raises:
        ValueError: at the call, for tokens that `check_tokens` refuses, patterns of a wrong
            shape, or an order below 0.

    Source:
        Elhage et al. 2021, «Path Expansion of Logits»; theorem «path_expansion».

    Examples:
        >>> import numpy as np
        >>> from refmath.numeric.model.transformer import AttentionLayer, Transformer
        >>> one = np.ones((1, 1, 1))
        >>> layer = AttentionLayer(one, one, one, one)
        >>> model = Transformer(np.ones((1, 1)), np.ones((1, 1)), [layer, layer])
        >>> [path for path, _ in path_contributions(model, [0])]
        [(), ((0, 0),), ((0, 0), (1, 0)), ((1, 0),)]
    """
    tokens = check_tokens(model, tokens)
    if max_order is not None:
        if isinstance(max_order, bool) or operator.index(max_order) < 0:
            raise ValueError(f"max_order: expected an integer, 0 or more, got {max_order!r}")
        max_order = operator.index(max_order)
    held = held_fixed(model, tokens, patterns, scales)
    most = model.n_layers if max_order is None else max_order
    return _contributions(held, (), start_of_paths(model, tokens), most)


def direct_logit_attribution(
    model: Transformer, tokens: Array | Sequence[Any], *, destination: int, output: int
) -> tuple[Array, ...]:
    r"""Return what each head writes straight to one logit, source by source.

    $A^h_{ij} \, (W_U W_{OV}^h x_j)_c$ for destination i, output c and each source j, where x is the
    stream that the layer reads (all earlier heads' work included); with the norms' scales on both
    sides, and the value's bias in it, where the model has them.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), an array or nested lists.
        destination: the position whose logit is taken apart; −1 for the last.
        output: the token whose logit it is.

    Returns:
        For each layer an array of shape (..., n_heads, n_ctx). Added up over layers, heads and
        sources, with the direct path's logit, they are the logit; up to what b_O, MLPs and the
        final constant add, for a model that has them.

    Raises:
        ValueError: for tokens that `check_tokens` refuses, a position or an output that there is
            not.

    Source:
        Elhage et al. 2021, «Attention Heads are Independent and Additive»; theorem
        «skip_trigram_reading».

    Examples:
        >>> import numpy as np
        >>> from refmath.numeric.model.transformer import AttentionLayer, Transformer
        >>> zero, one = np.zeros((1, 1, 2)), np.array([[[1.0, 0.0]]])
        >>> layer = AttentionLayer(zero, zero, one, np.array([[[0.0], [4.0]]]))
        >>> model = Transformer(np.eye(2), np.eye(2), [layer])
        >>> direct_logit_attribution(model, [0, 1], destination=-1, output=1)[0].tolist()
        [[2.0, 0.0]]
    """
    xp = array_api_compat.array_namespace(model.W_E)
    tokens = check_tokens(model, tokens)
    n_ctx = tokens.shape[-1]
    if isinstance(destination, bool) or not -n_ctx <= operator.index(destination) < n_ctx:
        raise ValueError(f"destination: expected a position below {n_ctx}, got {destination!r}")
    if isinstance(output, bool) or not 0 <= operator.index(output) < model.d_out:
        raise ValueError(f"output: expected 0 <= token < {model.d_out}, got {output!r}")
    held = held_fixed(model, tokens, None, None)
    row, column = operator.index(destination) % n_ctx, operator.index(output)
    asked = held.W_U[column, :]
    final, x, found = held.scales[-1], start_of_paths(model, tokens), []
    for layer, pattern in enumerate(held.patterns):
        W_O, read, scale = model.layers[layer].W_O, held.readings[layer], held.scales[layer]
        reads = xp.matmul(xp.matrix_transpose(W_O), asked)  # n_heads, d_head
        scaled = x if scale is None else x * scale[..., None]
        values = xp.matmul(scaled[..., None, :, :], xp.matrix_transpose(read.W_V))
        values = values if read.b_V is None else values + read.b_V[:, None, :]
        moved = xp.sum(values * reads[:, None, :], axis=-1)  # each source's effect, if attended to
        effect = pattern[..., :, row, :] * moved
        found.append(effect if final is None else effect * final[..., row][..., None, None])
        x = x + _written(held, layer, x)
        for term in (constant_written(held, layer), held.written_by_mlps[layer]):
            x = x if term is None else x + term
    return tuple(found)


def _contributions(
    held: Frozen, path: Path, stream: Array, most: int
) -> Iterator[tuple[Path, Array]]:
    yield path, unembedded(held, stream)
    if len(path) == most:
        return
    first = path[-1][0] + 1 if path else 0
    for layer in range(first, held.depth):
        by_head = through_heads(held, layer, stream)
        for head in range(held.model.n_heads[layer]):
            longer = (*path, (layer, head))
            yield from _contributions(held, longer, by_head[..., head, :, :], most)


def _written(held: Frozen, layer: int, x: Array) -> Array:
    xp = array_api_compat.array_namespace(x)
    return xp.sum(through_heads(held, layer, x), axis=-3)
