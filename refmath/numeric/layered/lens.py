"""The logit lens: the logits as they would be, did the layers end here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import array_api_compat

from refmath.numeric.arrays.libraries import check_bytes
from refmath.numeric.layered.forward import last_read, residual_stream, unembedded
from refmath.numeric.model.arguments import check_tokens

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import Transformer
    from refmath.protocols import Tokens


def logit_lens(model: Transformer, tokens: Tokens) -> Array:
    r"""Return the logits of the stream before the first layer and after each.

    $\mathrm{norm}(x_l) W_U^\top + b_U$ for l = 0, …, n_layers, by the final norm, each stream with
    a scale of its own: so differences of neighbours are not what a layer adds, unless the model has
    no final norm; `direct_logit_attribution` gives that. It costs one forward pass, and a product
    with $W_U$ a layer.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), an array or nested lists.

    Returns:
        Shape (n_layers + 1, ..., n_ctx, d_out); the last are the logits.

    Raises:
        ValueError: for tokens that `check_tokens` refuses, or whose logits of all layers are above
            4 GiB.

    Source:
        nostalgebraist 2020, «interpreting GPT: the logit lens».

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> sharp = {"scale": 8, "effect": 6}
        >>> model = rm.by_hand.one_skip_trigram(4, source=0, destination=1, output=2, **sharp)
        >>> rm.logit_lens(model, [0, 1])[:, -1].round(3).tolist()
        [[0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 5.998, 0.0]]
    """
    token_array = check_tokens(model, tokens)
    shape = (model.n_layers + 1, *token_array.shape, model.d_out)
    check_bytes("tokens", shape, model.W_E, "take fewer or shorter sequences at a time")
    xp = array_api_compat.array_namespace(model.W_E)
    streams = residual_stream(model, token_array)
    return xp.stack([unembedded(model, last_read(model, x)) for x in streams])
