"""What a head's circuits say of [source] … [destination] → [output], in units without a gauge.

Scores mean something only against the destination's other scores, and logits only against the
position's other logits: so both are centred, and that on the thin factors.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import array_api_compat
import numpy as np

from refmath.arguments import real_number, refused
from refmath.numeric.arrays.libraries import check_numbers, is_object
from refmath.numeric.arrays.low_rank import LowRank
from refmath.numeric.model.arguments import check_triples, context_length
from refmath.numeric.model.attention import scaled
from refmath.numeric.skip_trigrams.as_read import check_readable, head_as_read
from refmath.numeric.skip_trigrams.best_entries import entries, factors_of

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import Transformer
    from refmath.protocols import Triples

REFERENCE_CONTEXT = 128
"""How many tokens share a destination's attention where a reading doesn't say otherwise."""


@dataclass(frozen=True)
class SkipTrigram:
    r"""One reading of a head: [source] … [destination] → [output].

    Args:
        layer: the head's layer.
        head: the head.
        source: the token attended to.
        destination: the token that attends.
        output: the token whose logit is raised.
        score: the centred score of the pair, in nats.
        effect: what full attention adds to the output's centred logit, in nats.
        strength: attention in the reference context, times the effect; in nats.

    Examples:
        >>> import refmath as rm
        >>> found = rm.SkipTrigram(0, 0, 3, 1, 2, score=0.0, effect=4.0, strength=2.0)
        >>> found.tokens, found.attention
        ((3, 1, 2), 0.5)
    """

    layer: int
    head: int
    source: int
    destination: int
    output: int
    score: float
    effect: float
    strength: float

    @property
    def tokens(self) -> tuple[int, int, int]:
        """The three tokens, in the order in which they are read."""
        return self.source, self.destination, self.output

    @property
    def attention(self) -> float:
        """The attention in the reference context: strength / effect."""
        return self.strength / self.effect if self.effect else 0.0


def centred_scores(model: Transformer, layer: int, head: int) -> LowRank:
    r"""Return a head's scores of pairs of tokens, each against its destination's mean.

    $\bar S_{b a} = (QK^h_{b a} - \frac{1}{d_{vocab}} \sum_{a'} QK^h_{b a'}) / \sqrt{d_{head}}$,
    or times the layer's `score_scale`.

    A constant added to all scores of a destination changes no pattern: so only differences between
    sources are read, here from the mean over the vocabulary. $e^{\bar S_{b a}}$ is how many times
    the attention of the (geometric) mean token the source gets. The mean is taken of the factor
    $W_K W_E$, over its tokens. A norm before the first layer and a query's bias are in it.

    Args:
        model: the transformer, of any array library.
        layer: the layer, from 0.
        head: the head of that layer, from 0.

    Returns:
        A `LowRank` of shape (d_vocab, d_vocab), [destination, source], in nats; its rows add up
        to 0.

    Raises:
        ValueError: for a model that `check_readable` refuses, or a head that there is not.

    Theorem:
        softmax_of_shifted_scores

    Examples:
        >>> import refmath as rm
        >>> model = rm.by_hand.one_skip_trigram(4, source=0, destination=1, output=2, scale=8.0)
        >>> rm.centred_scores(model, 0, 0).rows(1).tolist()
        [6.0, -2.0, -2.0, -2.0]
    """
    rows, weights = head_as_read(model, layer, head), model.layers[layer]
    xp = array_api_compat.array_namespace(rows.keys)
    keys = rows.keys - xp.mean(rows.keys, axis=0, keepdims=True)
    queries = scaled(rows.queries, weights.d_head, weights.score_scale)
    return LowRank(queries, xp.matrix_transpose(keys))


def centred_effects(model: Transformer, layer: int, head: int) -> LowRank:
    r"""Return what a head's full attention adds to the logits, each against the outputs' mean.

    $\overline{OV}_{c a} = OV^h_{c a} - \frac{1}{d_{out}} \sum_{c'} OV^h_{c' a}$.

    A constant added to all logits of a position changes no probability: so only differences between
    outputs are read, here from the mean over the vocabulary. The mean is taken of the factor
    $W_U W_O^h$, over its outputs. Behind a final norm effects are in units of its scale at the
    destination, which is positive; biases of values are constants, in no effect.

    Args:
        model: the transformer, of any array library.
        layer: the layer, from 0.
        head: the head of that layer, from 0.

    Returns:
        A `LowRank` of shape (d_out, d_vocab), [output, source], in nats (in units of a final
        norm's scale); its columns add up to 0.

    Raises:
        ValueError: for a model that `check_readable` refuses, or a head that there is not.

    Theorem:
        softmax_of_shifted_scores

    Examples:
        >>> import refmath as rm
        >>> model = rm.by_hand.one_skip_trigram(4, source=0, destination=1, output=2, effect=8.0)
        >>> rm.centred_effects(model, 0, 0).columns(0).tolist()
        [-2.0, -2.0, 6.0, -2.0]
    """
    rows = head_as_read(model, layer, head)
    xp = array_api_compat.array_namespace(rows.reads)
    reads = rows.reads - xp.mean(rows.reads, axis=0, keepdims=True)
    return LowRank(reads, xp.matrix_transpose(rows.values))


def reference_attention(
    scores: np.ndarray[Any, Any] | float, n_ctx: int = REFERENCE_CONTEXT
) -> Array:
    r"""Return the attention that a source of this score gets among tokens of the mean score.

    $a = 1 / (1 + (n_{ctx} - 1) e^{-\bar S})$: the source once, all others at the (geometric) mean
    of the vocabulary: the theorem's k = 1.

    Args:
        scores: centred scores, a NumPy array or a number.
        n_ctx: how many tokens share the attention, at least 2.

    Returns:
        The attention, of the scores' shape and dtype.

    Raises:
        ValueError: for n_ctx below 2.

    Theorem:
        one_skip_trigram

    Examples:
        >>> import refmath as rm
        >>> rm.reference_attention(np.array([0.0, np.log(3.0)]), n_ctx=4).round(6).tolist()
        [0.25, 0.5]
    """
    n_ctx = context_length(n_ctx)
    if not array_api_compat.is_array_api_obj(scores):
        return shared_attention(real_number("scores", scores), n_ctx)
    if is_object(check_numbers("scores", scores)):
        raise refused("scores", "floating numbers, of which there are exponentials", scores)
    return shared_attention(scores, n_ctx)


def shared_attention(scores: Array, n_ctx: int) -> Array:
    """Return `reference_attention` of scores that may be infinite.

    Examples:
        >>> shared_attention(np.array([-np.inf, 0.0]), 2).tolist()
        [0.0, 0.5]
    """
    with np.errstate(over="ignore"):  # e^-S may be infinite: the attention is 0 then
        return 1 / (1 + (n_ctx - 1) * np.exp(-scores))


def skip_trigram_strengths(
    model: Transformer,
    triples: Triples,
    *,
    n_ctx: int = REFERENCE_CONTEXT,
) -> np.ndarray[Any, np.dtype[np.float64]]:
    r"""Return how much every head raises the output of each triple in the reference context.

    $a^h_{b a} \cdot \overline{OV}^h_{c a}$ with the attention of `reference_attention`; below 0
    where the head lowers the output.

    Args:
        model: the transformer, of any array library.
        triples: integers of shape (n, 3): source, destination, output.
        n_ctx: how many tokens share the attention, at least 2.

    Returns:
        Shape (n, heads of all layers), float64 of NumPy, layer after layer.

    Raises:
        ValueError: for a model that `check_readable` refuses, triples of another shape or outside
            the vocabulary, n_ctx below 2.

    Theorem:
        a_head_is_one_factor_each

    Examples:
        >>> import refmath as rm
        >>> model = rm.by_hand.one_skip_trigram(4, source=0, destination=1, output=2, effect=8.0)
        >>> rm.skip_trigram_strengths(model, [(0, 1, 2), (0, 3, 2)], n_ctx=2).round(3).tolist()
        [[5.997], [3.0]]
    """
    check_readable(model)
    n_ctx = context_length(n_ctx)
    source, destination, output = check_triples(model, triples).T
    columns = []
    for layer, n_heads in enumerate(model.n_heads):
        for head in range(n_heads):
            scores, effects = (
                centred_scores(model, layer, head),
                centred_effects(model, layer, head),
            )
            left, right = factors_of(scores)
            attention = shared_attention(entries(left, right, destination, source), n_ctx)
            left, right = factors_of(effects)
            columns.append(attention * entries(left, right, output, source))
    return np.stack(columns, axis=1)
