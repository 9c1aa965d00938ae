"""What heads write, by its size: patterns weighted by values, effects on the next token's logit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import array_api_compat

from refmath.numeric.arrays.libraries import columns
from refmath.numeric.layered.activations import activations
from refmath.numeric.model.arguments import check_outputs_are_tokens, check_tokens
from refmath.numeric.model.folding import folded, for_each_head

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import AttentionLayer, Transformer
    from refmath.protocols import Tokens


def value_weighted_patterns(model: Transformer, tokens: Tokens) -> tuple[Array, ...]:
    r"""Return the attention patterns, each source weighted by the size of what it gives.

    $A^h_{ij} \, \|W_O^h v^h_j\|$, $v_j$ with its bias: what the head moves from there, as the
    stream receives it. The paper's $A_{ij} \|v_j\|$ is that up to the gauge of the values, of which
    $W_{OV}$ knows nothing: it is the same for orthonormal $W_O^h$. It costs one forward pass.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), an array or nested lists.

    Returns:
        For each layer an array (..., n_heads, n_ctx, n_ctx), [destination, source].

    Raises:
        ValueError: for tokens that `check_tokens` refuses, or whose patterns are above 4 GiB.

    Source:
        Elhage et al. 2021, «Analyzing a Two-Layer Model»; Kobayashi et al. 2020, «Attention is Not
        Only a Weight».

    Theorem:
        only_W_OV_matters

    Examples:
        >>> import numpy as np
        >>> from refmath.numeric.model.transformer import AttentionLayer, Transformer
        >>> zero, one = np.zeros((1, 1, 2)), np.array([[[1.0, 0.0]]])
        >>> layer = AttentionLayer(zero, zero, one, np.array([[[3.0], [4.0]]]))
        >>> model = Transformer(np.eye(2), np.eye(2), [layer])
        >>> value_weighted_patterns(model, [0, 1])[0].tolist()  # token 0 gives (3, 4), 1 nothing
        [[[5.0, 0.0], [2.5, 0.0]]]
    """
    found = activations(model, check_tokens(model, tokens), ["pattern", "v"])
    xp = array_api_compat.array_namespace(model.W_E)
    weighted = []
    for n, layer in enumerate(model.layers):
        written = xp.matmul(_of_heads(layer, found["v", n]), xp.matrix_transpose(layer.W_O))
        weighted.append(found["pattern", n] * _lengths(written)[..., None, :])
    return tuple(weighted)


def logit_effects(model: Transformer, tokens: Tokens) -> tuple[Array, ...]:
    r"""Return what each head adds to the logit of the token that comes next, at each position.

    $(W_U W_O^h z^h_i)_{t_{i+1}}$ less its mean over the outputs, which changes no probability; with
    the final norm's scale at the position, and the values' bias, where the model has them. It costs
    one forward pass without $W_U$.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), n_ctx ≥ 2.

    Returns:
        For each layer an array (..., n_heads, n_ctx − 1).

    Raises:
        ValueError: for tokens that `check_tokens` refuses, or fewer than two of them; for a model
            whose outputs are not its tokens.

    Source:
        Elhage et al. 2021, «Function of Induction Heads».

    Theorem:
        softmax_of_shifted_scores

    Examples:
        >>> from refmath.numeric.model.by_hand import one_skip_trigram
        >>> model = one_skip_trigram(4, source=0, destination=1, output=2, scale=99, effect=8)
        >>> logit_effects(model, [0, 1, 2])[0].tolist()  # 8 − 8/4 after [0] [1]; before, −8/4
        [[-2.0, 6.0]]
    """
    t = check_tokens(model, tokens)
    check_outputs_are_tokens(model, "logit_effects")
    if t.shape[-1] < 2:
        raise ValueError(f"tokens: expected two or more, for one to come next, got {t.shape[-1]}")
    xp = array_api_compat.array_namespace(model.W_E)
    norm = model.final_norm
    names = ["z"] if norm is None else ["z", "ln_final.inverse_scale"]
    found = activations(model, t, names)
    # The mean over the outputs is a row of W_U as well: it is taken off the rows that are read.
    W_U = folded(norm, model.W_U)
    reads = columns(xp.matrix_transpose(W_U), t[..., 1:]) - xp.mean(W_U, axis=0)
    if norm is not None:
        reads = reads * found["ln_final.inverse_scale"][..., :-1, None]
    effects = []
    for n, layer in enumerate(model.layers):
        z = found["z", n][..., :-1, :]
        asked = xp.matmul(reads[..., None, :, :], layer.W_O)  # ..., n_heads, n_ctx - 1, d_head
        effects.append(xp.sum(asked * z, axis=-1))
    return tuple(effects)


def _of_heads(layer: AttentionLayer, of_groups: Array) -> Array:
    """Give each head its group's values, (..., n_groups, n_ctx, d_head)."""
    xp = array_api_compat.array_namespace(of_groups)
    return xp.moveaxis(for_each_head(layer, xp.moveaxis(of_groups, -3, 0)), 0, -3)


def _lengths(x: Array) -> Array:
    """Return the length of each vector along the last axis; no square leaves the range."""
    xp = array_api_compat.array_namespace(x)
    largest = xp.max(xp.abs(x), axis=-1, keepdims=True)
    largest = xp.where(largest > 0, largest, xp.ones_like(largest))
    share = x / largest
    return xp.sqrt(xp.sum(share * share, axis=-1)) * largest[..., 0]
