"""What heads add to the logit of the token that comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import array_api_compat

from refmath.numeric.arrays.libraries import columns
from refmath.numeric.layered.activations import activations
from refmath.numeric.model.arguments import check_outputs_are_tokens, check_tokens, refuse_parts
from refmath.numeric.model.folding import folded, outputs

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.layered.places import Place
    from refmath.numeric.model.transformer import Transformer
    from refmath.protocols import Tokens


def logit_effects(model: Transformer, tokens: Tokens) -> tuple[Array, ...]:
    r"""Return what each head adds to the logit of the token that comes next, at each position.

    $(W_U W_O^h z^h_i)_{t_{i+1}}$ less its mean over the outputs, which changes no probability; with
    the final norm's scale at the position, that of a norm of what all heads write, and the values'
    bias, where the model has them. It costs one forward pass without $W_U$.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), n_ctx ≥ 2.

    Returns:
        For each layer an array (..., n_heads, n_ctx − 1).

    Raises:
        ValueError: for tokens that `check_tokens` refuses, or fewer than two of them; for a model
            whose outputs are not its tokens, or whose logits are capped: there what is added to all
            of them changes probabilities.

    Source:
        Elhage et al. 2021, «Function of Induction Heads».

    Theorem:
        softmax_of_shifted_scores

    Examples:
        >>> import refmath as rm
        >>> sharp = {"scale": 99, "effect": 8}
        >>> model = rm.by_hand.one_skip_trigram(4, source=0, destination=1, output=2, **sharp)
        >>> rm.logit_effects(model, [0, 1, 2])[0].tolist()  # 8 − 8/4 after [0] [1]; before, −8/4
        [[-2.0, 6.0]]
    """
    t = check_tokens(model, tokens)
    instead = ": a mean taken off counts there; direct_logit_attribution gives terms before the cap"
    refuse_parts(model, "logit_effects", ["logit_cap"], instead)
    check_outputs_are_tokens(model, "logit_effects")
    if t.shape[-1] < 2:
        raise ValueError(f"tokens: expected two or more, for one to come next, got {t.shape[-1]}")
    xp = array_api_compat.array_namespace(model.W_E)
    norm = model.final_norm
    names: list[Place] = ["z"] if norm is None else ["z", "ln_final.inverse_scale"]
    normed = [n for n, layer in enumerate(model.layers) if layer.post_norm is not None]
    names += [("ln1_post.inverse_scale", n) for n in normed]
    found = activations(model, t, names)
    # The mean over the outputs is a row of W_U as well: it is taken off the rows that are read.
    W_U = folded(norm, model.W_U)
    reads = columns(xp.matrix_transpose(W_U), t[..., 1:]) - xp.mean(W_U, axis=0)
    if norm is not None:
        reads = reads * found["ln_final.inverse_scale"][..., :-1, None]
    effects = []
    for n, layer in enumerate(model.layers):
        z = found["z", n][..., :-1, :]
        # ..., n_heads, n_ctx - 1, d_head
        asked = xp.matmul(reads[..., None, :, :], outputs(layer))
        effect = xp.sum(asked * z, axis=-1)
        scale = found.get(("ln1_post.inverse_scale", n))
        effects.append(effect if scale is None else effect * scale[..., None, :-1])
    return tuple(effects)
