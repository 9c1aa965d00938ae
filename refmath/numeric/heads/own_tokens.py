"""Copying token by token: what attention to a token does to its own logit, and against others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import array_api_compat

from refmath.numeric.arrays.libraries import integers_of
from refmath.numeric.heads.circuits import ov_circuit
from refmath.numeric.model.arguments import check_outputs_are_tokens, refuse_parts

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import Transformer

BLOCK = 2**22
"""How many entries of OV are formed at a time."""


def own_token_effects(model: Transformer, layer: int, head: int) -> Array:
    r"""Return what a head's full attention to each token adds to that token's own logit.

    $OV^h_{aa} - \frac{1}{d_{out}} \sum_c OV^h_{ca}$: the diagonal, each entry less its column's
    mean, which changes no probability. Before a final norm it is up to the position's positive
    scale. It costs O(d_vocab · d_head).

    Args:
        model: the transformer, whose outputs are its tokens.
        layer: the layer, from 0.
        head: the head of that layer, from 0.

    Returns:
        Shape (d_vocab,); positive where attending to a token raises it.

    Raises:
        ValueError: for a head that there is not, or a model whose outputs are not its tokens, or
            whose logits are capped: there what is added to all of them changes probabilities.

    Source:
        Elhage et al. 2021, «Detecting Copying Behavior»: the diagonal.

    Theorem:
        softmax_of_shifted_scores

    Examples:
        >>> import refmath as rm
        >>> rm.own_token_effects(rm.by_hand.duplicate_token_head(4), 0, 0).tolist()
        [0.75, 0.75, 0.75, 0.75]
    """
    check_outputs_are_tokens(model, "own_token_effects")
    instead = ": a mean taken off counts there; ov_circuit gives what is added before the cap"
    refuse_parts(model, "own_token_effects", ["logit_cap"], instead)
    circuit = ov_circuit(model, layer, head)
    xp = array_api_compat.array_namespace(circuit.left)
    left = circuit.left - xp.mean(circuit.left, axis=0, keepdims=True)
    return xp.sum(left * xp.matrix_transpose(circuit.right), axis=-1)


def own_token_ranks(model: Transformer, layer: int, head: int) -> Array:
    r"""Return how many other tokens a head raises at least as much as the one that it attends to.

    $\#\{c \ne a : OV^h_{ca} \ge OV^h_{aa}\}$ for each token a: 0 where attention to a token raises
    it most, below k where it is among the k that are raised most; a head that writes nothing raises
    all alike, and no token most. `(own_token_ranks(model, 0, 3) < k).mean()` is how often. It costs
    O(d_vocab² · d_head), and the memory of a block of columns.

    Args:
        model: the transformer, whose outputs are its tokens.
        layer: the layer, from 0.
        head: the head of that layer, from 0.

    Returns:
        Integers of shape (d_vocab,), from 0 to d_vocab − 1.

    Raises:
        ValueError: for a head that there is not, or a model whose outputs are not its tokens.

    Source:
        Elhage et al. 2021, «Detecting Copying Behavior»: how often a token raises itself most.

    Examples:
        >>> import refmath as rm
        >>> rm.own_token_ranks(rm.by_hand.duplicate_token_head(4), 0, 0).tolist()
        [0, 0, 0, 0]
        >>> model = rm.by_hand.one_skip_trigram(4, source=0, destination=1, output=2)
        >>> rm.own_token_ranks(model, 0, 0).tolist()
        [3, 3, 3, 3]
    """
    check_outputs_are_tokens(model, "own_token_ranks")
    circuit = ov_circuit(model, layer, head)
    xp = array_api_compat.array_namespace(circuit.left)
    d_vocab = circuit.right.shape[-1]
    token = xp.arange(d_vocab, device=array_api_compat.device(circuit.left))
    step = max(1, BLOCK // d_vocab)
    ranks = []
    for start in range(0, d_vocab, step):
        block = circuit.columns(slice(start, min(start + step, d_vocab)))  # output, source
        its_own = token[:, None] == token[None, start : start + block.shape[-1]]
        own = xp.sum(xp.where(its_own, block, xp.zeros_like(block)), axis=0, keepdims=True)
        above = (block >= own) & ~its_own
        ranks.append(xp.sum(xp.astype(above, integers_of(xp)), axis=0))
    return xp.concat(ranks)
