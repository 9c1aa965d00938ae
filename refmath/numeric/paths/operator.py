"""The operator T that the paths add up to, dense: T t = logits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import array_api_compat

from refmath.numeric.arrays.libraries import check_held, integers_of
from refmath.numeric.model.arguments import check_tokens, refuse_parts
from refmath.numeric.paths.expansion import telling
from refmath.numeric.paths.frozen import given_fixed
from refmath.numeric.paths.listed import MAX_PATHS, check_path_count, path_count
from refmath.numeric.paths.streams import added, held_from_paths, stream_counts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.parts import Part
    from refmath.numeric.model.transformer import Transformer
    from refmath.numeric.paths.frozen import Frozen
    from refmath.protocols import AnyArray, Tokens

MAX_OPERATOR_BYTES = 2**28
"""The largest dense T that `tensor_product_operator` forms: 0.25 GiB."""


def tensor_product_operator(
    model: Transformer,
    tokens: Tokens,
    *,
    patterns: Sequence[AnyArray] | None = None,
    scales: Sequence[AnyArray | None] | None = None,
    post_scales: Sequence[AnyArray | None] | None = None,
    max_paths: int = MAX_PATHS,
    progress: Callable[[int, int], None] | None = None,
) -> Array:
    r"""Return the dense operator T that takes the one-hot tokens to the logits.

    $T = \sum_{h_1 < \dots < h_k} A^{h_k} \cdots A^{h_1} \otimes W_U W_{OV}^{h_k} \cdots
    W_{OV}^{h_1} W_E$, so that T @ t.reshape(-1) = logits.reshape(-1), before a cap where the model
    caps. It costs `path_count` products ⊗ of dense matrices; `frozen_logits` applies T without
    forming it.

    Args:
        model: the transformer, without positions in the residual stream.
        tokens: integers of shape (n_ctx,), no batch: they fix the patterns.
        patterns: patterns to hold fixed, one array (n_heads, n_ctx, n_ctx) a layer, in place of
            the model's own.
        scales: what the norms are held to multiply by, beside `patterns`.
        post_scales: what the norms of what heads write are held to multiply by, beside `patterns`.
        max_paths: how many paths may be added up.
        progress: called with the number of paths that have been computed, and of all: those that
            the patterns are formed of, and those of T.

    Returns:
        T, shape (n_ctx * d_out, n_ctx * d_vocab), destination before source.

    Raises:
        ValueError: for a model that adds positions to the residual stream, or that has biases or
            norms' β, whose logits are T t plus a constant; for a T of more than
            `MAX_OPERATOR_BYTES`; for batched tokens, or tokens that `check_tokens` refuses; for
            patterns of a wrong shape; for more than `max_paths` paths.

    Source:
        Elhage et al. 2021, «The Path Expansion Trick».

    Theorem:
        zero_layers, one_layer, path_expansion

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> model = rm.Transformer(np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]]), [])
        >>> rm.tensor_product_operator(model, [0]).tolist()
        [[3.0, 6.0], [4.0, 8.0]]
    """
    token_array = check_tokens(model, tokens)
    _check_has_operator(model, token_array)
    check_path_count(model, max_paths, "`frozen_logits` applies T")
    held = given_fixed(model, token_array, patterns, scales, None, post_scales)
    own = stream_counts(model)[0]
    counted = telling(progress, path_count(model) + (own if held is None else 0))
    held = held_from_paths(model, token_array, counted) if held is None else held
    xp = array_api_compat.array_namespace(model.W_E)
    identity = xp.eye(
        token_array.shape[0], dtype=model.dtype, device=array_api_compat.device(model.W_E)
    )
    last, W_U = held.scales[-1], held.unembedding[0]
    terms = (
        _kron(A if last is None else last[:, None] * A, xp.matmul(W_U, W))
        for A, W in _words(held, identity, model.W_E)
    )
    return check_held("tensor_product_operator", added(counted(terms)))


def one_hot(model: Transformer, tokens: Tokens) -> Array:
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
        >>> import refmath as rm
        >>> import numpy as np
        >>> rm.one_hot(rm.Transformer(np.ones((1, 3)), np.ones((3, 1)), []), [2, 0]).tolist()
        [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]
    """
    token_array = check_tokens(model, tokens)
    xp = array_api_compat.array_namespace(model.W_E)
    vocabulary = xp.arange(model.d_vocab, device=array_api_compat.device(model.W_E))
    # By way of integers, so that an exact model gets the numbers 0 and 1, not False and True.
    return xp.astype(xp.astype(token_array[..., None] == vocabulary, integers_of(xp)), model.dtype)


def _check_has_operator(model: Transformer, tokens: Array) -> None:
    if model.positions == "residual" and model.W_pos is not None:
        raise ValueError(
            "model: expected positions='qk' or no W_pos, got positions='residual':"
            " W_pos adds a constant to the logits, which no T acting on one-hot tokens gives;"
            " use expanded_logits"
        )
    constants: tuple[Part, ...] = ("b_V", "b_O", "b_U", "mlp")
    constants += ("norm.bias", "post_norm.bias", "final_norm.bias")
    instead = ", which add a constant that no T gives; use expanded_logits"
    refuse_parts(model, "tensor_product_operator", constants, instead)
    if tokens.ndim != 1:
        raise ValueError(
            f"tokens: expected shape (n_ctx,), one sequence, got {tuple(tokens.shape)}:"
            " each sequence has a T of its own"
        )
    rows, cols = (tokens.shape[0] * size for size in (model.d_out, model.d_vocab))
    size = rows * cols * _itemsize(model)
    if size > MAX_OPERATOR_BYTES:
        raise ValueError(
            f"tokens: expected T to need at most {MAX_OPERATOR_BYTES / 2**30:g} GiB,"
            f" got n_ctx * d_vocab = {cols}, a T of {size / 2**30:.3g} GiB; use expanded_logits"
        )


def _itemsize(model: Transformer) -> int:
    xp = array_api_compat.array_namespace(model.W_E)
    # An object array holds pointers.
    is_float = xp.isdtype(model.dtype, "real floating")
    return int(xp.finfo(model.dtype).bits) // 8 if is_float else 8


def _words(held: Frozen, A: Array, W: Array, first: int = 0) -> Iterator[tuple[Array, Array]]:
    """Yield each path's two words, A^{h_k}…A^{h_1} and W_OV^{h_k}…W_OV^{h_1} W_E, depth first."""
    xp = array_api_compat.array_namespace(W)
    yield A, W
    for layer in range(first, held.depth):
        W_V, W_O = held.readings[layer].W_V, held.writings[layer]
        scale, behind = held.scales[layer], held.post_scale(layer)
        scaled = A if scale is None else scale[:, None] * A
        for head in range(held.model.n_heads[layer]):
            A_longer = xp.matmul(held.patterns[layer][head, :, :], scaled)
            A_longer = A_longer if behind is None else behind[:, None] * A_longer
            W_longer = xp.matmul(W_O[head, :, :], xp.matmul(W_V[head, :, :], W))
            yield from _words(held, A_longer, W_longer, layer + 1)


def _kron(A: Array, W: Array) -> Array:
    """Return A ⊗ W: block [i, j] is A[i, j] W."""
    xp = array_api_compat.array_namespace(A)
    blocks = A[:, None, :, None] * W[None, :, None, :]
    return xp.reshape(blocks, (A.shape[0] * W.shape[0], A.shape[1] * W.shape[1]))
