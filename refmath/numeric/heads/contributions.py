"""What the logits become with the patterns held fixed, and what paths of each order are worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import array_api_compat

from refmath.numeric.heads.held import (
    held_fixed,
    logits_of,
    read,
    unembedded,
    with_constant,
    written_by_heads,
)
from refmath.numeric.layered.losses import check_successive, losses_of_logits
from refmath.numeric.model.arguments import check_tokens
from refmath.numeric.model.attention import soft_capped
from refmath.numeric.paths.frozen import constant_written, given_fixed, start_of_paths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import Transformer
    from refmath.numeric.paths.frozen import Frozen
    from refmath.protocols import AnyArray, Tokens


def frozen_logits(
    model: Transformer,
    tokens: Tokens,
    patterns: Sequence[AnyArray],
    *,
    scales: Sequence[AnyArray | None] | None = None,
    mlp_outputs: Sequence[AnyArray | None] | None = None,
    post_scales: Sequence[AnyArray | None] | None = None,
) -> Array:
    r"""Return the logits with the patterns held fixed: layer after layer, and linear in the tokens.

    $x_{l+1} = x_l + \sum_h A^h x_l W_{OV}^{h\top}$ with the given $A^h$, with the constants of
    biases, norms and MLPs' outputs where the model has them: then it is linear up to
    `constant_logits` and `mlp_logits`, and before a cap where the model caps. It costs less than a
    forward pass.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), an array or nested lists.
        patterns: one array (..., n_heads, n_ctx, n_ctx) a layer, [destination, source].
        scales: what the norms multiply by, as `norm_scales` gives it; needed if there are norms.
        mlp_outputs: what the MLPs write, as `forward_pass` gives it; needed if there are MLPs.
        post_scales: what the norms of what heads write multiply by, as `forward_pass` gives it;
            needed if there are such norms.

    Returns:
        The logits, shape (..., n_ctx, d_out).

    Raises:
        ValueError: for tokens that `check_tokens` refuses, or patterns of a wrong shape.

    Source:
        Elhage et al. 2021, «Attention Heads as Information Movement».

    Theorem:
        freezing, heads_between_two_norms

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> one = np.ones((1, 1, 1))
        >>> layer = rm.AttentionLayer(one, one, one, one)
        >>> model = rm.Transformer(np.ones((1, 2)), np.ones((2, 1)), [layer])
        >>> nowhere = np.zeros((1, 2, 2))
        >>> rm.frozen_logits(model, [0, 1], [nowhere]).tolist()
        [[1.0, 1.0], [1.0, 1.0]]
    """
    tokens = check_tokens(model, tokens)
    held = given_fixed(model, tokens, patterns, scales, mlp_outputs, post_scales)
    if held is None:
        raise ValueError("patterns: expected one array for each layer, got None")
    x = start_of_paths(model, tokens)
    for layer in range(model.n_layers):
        x = x + written_by_heads(held, layer, x)
        for term in _written_whatever_is_read(held, layer):
            x = x + term
    return soft_capped(logits_of(held, x), model.logit_cap)


def logits_by_order(
    model: Transformer,
    tokens: Tokens,
    *,
    patterns: Sequence[AnyArray] | None = None,
    scales: Sequence[AnyArray | None] | None = None,
    mlp_outputs: Sequence[AnyArray | None] | None = None,
    post_scales: Sequence[AnyArray | None] | None = None,
) -> Array:
    r"""Return the sum over all paths of each order: how many heads in a row they pass.

    $\sum_{h_1 < \dots < h_k} A^{h_k} \cdots A^{h_1} \otimes W_U W_{OV}^{h_k} \cdots W_{OV}^{h_1}
    W_E$, applied to the tokens, for k = 0, …, n_layers; a constant that a layer writes, or what its
    MLP does, has passed that layer, and the final constant none. Each layer adds to order k what it
    makes of order k − 1, however many paths there are: beside one forward pass, n_layers
    (n_layers + 1) / 2 layers' values and outputs, and n_layers + 1 products with $W_U$.

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
        Shape (n_layers + 1, ..., n_ctx, d_out); over the first axis they add up to the logits,
        to what they are before a cap where the model caps them.

    Raises:
        ValueError: for tokens that `check_tokens` refuses, or patterns of a wrong shape.

    Source:
        Elhage et al. 2021, «Term Importance Analysis».

    Theorem:
        term_importance

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> one = np.ones((1, 1, 1))
        >>> layer = rm.AttentionLayer(one, one, one, one)
        >>> model = rm.Transformer(np.ones((1, 1)), np.ones((1, 1)), [layer, layer])
        >>> rm.logits_by_order(model, [0]).ravel().tolist()  # paths through 0, 1 and 2 heads
        [1.0, 2.0, 1.0]
    """
    tokens = check_tokens(model, tokens)
    held = held_fixed(model, tokens, patterns, scales, mlp_outputs, post_scales)
    by_order = unembedded(model, _orders(held, tokens))
    if model.b_U is not None:
        # In place: a second copy of all orders' logits would take as much memory again.
        by_order[0, ...] = by_order[0, ...] + model.b_U
    return by_order


def losses_by_order(
    model: Transformer,
    tokens: Tokens,
    *,
    patterns: Sequence[AnyArray] | None = None,
    scales: Sequence[AnyArray | None] | None = None,
    mlp_outputs: Sequence[AnyArray | None] | None = None,
    post_scales: Sequence[AnyArray | None] | None = None,
) -> Array:
    r"""Return the loss that is left when paths up to each order are counted in: term importance.

    The mean of $-\log \mathrm{softmax}(\ell_{\le k})$ at the next token, for k = 0, …, n_layers,
    $\ell_{\le k}$ capped where the model caps its logits. It costs as much as `logits_by_order`,
    and the memory of one order's logits.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), n_ctx ≥ 2.
        patterns: patterns to hold fixed in place of the model's own.
        scales: what the norms are held to multiply by, beside `patterns`.
        mlp_outputs: what the MLPs are held to write, beside `patterns`.
        post_scales: what the norms of what heads write are held to multiply by, beside `patterns`.

    Returns:
        Shape (n_layers + 1,), in nats a token; the last is the model's own loss.

    Raises:
        ValueError: for tokens that `check_tokens` refuses, or fewer than two of them; for a model
            whose outputs are not its tokens.

    Source:
        Elhage et al. 2021, «Term Importance Analysis».

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> model = rm.Transformer(np.zeros((1, 4)), np.zeros((4, 1)), [])
        >>> rm.losses_by_order(model, [0, 1, 2]).round(4).tolist()  # log 4
        [1.3863]
    """
    tokens = check_successive(model, tokens)
    xp = array_api_compat.array_namespace(model.W_E)
    held = held_fixed(model, tokens, patterns, scales, mlp_outputs, post_scales)
    losses, up_to = [], None
    orders = _orders(held, tokens)
    for order in range(model.n_layers + 1):
        stream = orders[order, ...]
        up_to = stream if up_to is None else up_to + stream
        logits = unembedded(model, up_to)
        logits = logits if model.b_U is None else logits + model.b_U
        logits = soft_capped(logits, model.logit_cap)
        losses.append(xp.mean(losses_of_logits(logits, tokens)))
    return xp.stack(losses)


def _orders(held: Frozen, tokens: Array) -> Array:
    """Return what the final norm makes of the paths of each order, (n_layers + 1, ..., d_model).

    Its β, which no path passes, is of order 0.
    """
    xp = array_api_compat.array_namespace(held.model.W_E)
    orders = start_of_paths(held.model, tokens)[None, ...]
    for layer in range(held.depth):
        written = written_by_heads(held, layer, orders)
        for term in _written_whatever_is_read(held, layer):
            written = xp.concat([written[:1, ...] + term, written[1:, ...]], axis=0)
        nothing = xp.zeros_like(orders[:1, ...])
        orders = xp.concat([orders, nothing], axis=0) + xp.concat([nothing, written], axis=0)
    orders = read(held, -1, orders)
    return xp.concat([with_constant(held, orders[:1, ...]), orders[1:, ...]], axis=0)


def _written_whatever_is_read(held: Frozen, layer: int) -> list[Array]:
    """List the constant that a layer writes, and what its MLP does, where it has them."""
    terms = (constant_written(held, layer), held.mlp_outputs[layer])
    return [term for term in terms if term is not None]
