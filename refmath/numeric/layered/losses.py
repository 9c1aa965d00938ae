"""The loss of each next token: of a model, and of logits however they came about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import array_api_compat

from refmath.numeric.layered.forward import logits
from refmath.numeric.model.arguments import check_outputs_are_tokens, check_tokens

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import Transformer
    from refmath.protocols import Tokens


def next_token_losses(model: Transformer, tokens: Tokens) -> Array:
    r"""Return the loss of each next token, in nats.

    $-\log \mathrm{softmax}(\mathrm{logits}_i)_{t_{i + 1}}$. It costs one forward pass.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), n_ctx ≥ 2, an array or nested lists.

    Returns:
        Shape (..., n_ctx - 1): entry i is the loss of token i + 1.

    Raises:
        ValueError: for tokens that `check_tokens` refuses, or fewer than two of them.

    Source:
        Elhage et al. 2021, «Term Importance Analysis»: what is left when terms are left out.

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> model = rm.Transformer(np.zeros((1, 4)), np.zeros((4, 1)), [])
        >>> rm.next_token_losses(model, [0, 1, 2]).round(4).tolist()  # log 4
        [1.3863, 1.3863]
    """
    token_array = check_successive(model, tokens)
    return losses_of_logits(logits(model, token_array), token_array)


def losses_of_logits(logits: Array, tokens: Array) -> Array:
    r"""Return the loss of each next token by given logits: −log softmax(logits) at it, in nats.

    Args:
        logits: floating, shape (..., n_ctx, d_out).
        tokens: integers of shape (..., n_ctx), of the same library.

    Returns:
        Shape (..., n_ctx - 1).

    Source:
        Elhage et al. 2021, «Term Importance Analysis».

    Examples:
        >>> import numpy as np
        >>> losses_of_logits(np.zeros((2, 4)), np.array([0, 1])).round(4).tolist()  # log 4
        [1.3863]
    """
    xp = array_api_compat.array_namespace(logits)
    before, following = logits[..., :-1, :], tokens[..., 1:, None]
    before = before - xp.max(before, axis=-1, keepdims=True)
    right = xp.take_along_axis(before, following, axis=-1)[..., 0]
    return xp.log(xp.sum(xp.exp(before), axis=-1)) - right


def check_successive(model: Transformer, tokens: Tokens) -> Array:
    """Return the tokens as an array, or refuse them where none has a next one.

    Raises:
        ValueError: for tokens that `check_tokens` refuses, or fewer than two of them; for a model
            whose outputs are not its tokens.
    """
    check_outputs_are_tokens(model, "the loss of the next token")
    token_array = check_tokens(model, tokens)
    if token_array.shape[-1] < 2:
        raise ValueError(f"tokens: expected two or more, got n_ctx = {token_array.shape[-1]}")
    return token_array
