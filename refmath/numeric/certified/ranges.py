"""What a skip-trigram does over all contexts: the lowest and highest effect, and who reaches them.

One layer, causal. The scores and values that a destination meets are laid out for the vocabulary,
and `ranges` finds the extremes; a bound of all roundings widens them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.arguments import callable_or_none, refused, whole_number
from refmath.numeric.arrays.libraries import Matrix
from refmath.numeric.arrays.rounding import unit_roundoff
from refmath.numeric.certified.extremes import Range, added_up, filled, fixed, head_range, widened
from refmath.numeric.certified.scales import scale_range
from refmath.numeric.certified.terms import (
    HeadTerms,
    attention_weights,
    check_certifiable,
    depends_on_places,
    direct_terms,
    head_terms,
    mean_error,
)
from refmath.numeric.model.arguments import (
    check_triples,
    context_length,
    heads_of,
    output_index,
    token_index,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from refmath.numeric.model.transformer import Transformer
    from refmath.protocols import Triples

MOST_PLACES = 1 << 20
"""How long the contexts may be that are given."""

BLOCK = 256
"""How many triples are certified at a time."""


@dataclass(frozen=True)
class HeadRange:
    """What one head does over all contexts.

    Args:
        head: the head.
        attention: from the destination to all places that hold the source token.
        effect: what the head adds to the logit difference, over all sources that it attends to.

    Examples:
        >>> from refmath.numeric.model.by_hand import one_skip_trigram
        >>> model = one_skip_trigram(4, source=0, destination=1, output=2)
        >>> (only,) = certified_range(model, 0, 1, 2, n_ctx=3).heads
        >>> only.head, only.attention.highest_context, only.attention.lowest_context
        (0, (0, 0, 1), (0, 1, 1))
    """

    head: int
    attention: Range
    effect: Range


@dataclass(frozen=True, repr=False)
class CertifiedRange:
    """The range of a skip-trigram's effect on a logit difference, over all contexts.

    Args:
        source: the token that stands somewhere before.
        destination: the last token.
        output: the output whose logit is watched.
        against: the output whose logit is subtracted; None for the mean over all outputs.
        n_ctx: the length of the contexts.
        lowest: what the heads' effect never falls below, roundings included.
        highest: what it never exceeds, roundings included.
        direct: what the direct path adds: the same in all contexts.
        direct_rounding: how far the exact direct effect may be from it.
        heads: the range of each head; both ends are reached.
        source_position: the place of the source; None for any before the destination.
        scale: between which numbers what the final norm multiplies by stays, in every context,
            roundings included: all else is in units of it; None without a final norm.

    Examples:
        >>> from refmath.numeric.model.by_hand import one_skip_trigram
        >>> model = one_skip_trigram(4, source=0, destination=1, output=2)
        >>> certified_range(model, 0, 1, 2, n_ctx=8).certified
        True
    """

    source: int
    destination: int
    output: int
    against: int | None
    n_ctx: int
    lowest: float
    highest: float
    direct: float
    direct_rounding: float
    heads: tuple[HeadRange, ...]
    source_position: int | None = None
    scale: tuple[float, float] | None = None

    def __repr__(self) -> str:
        tokens = self.source, self.destination, self.output
        return (
            f"CertifiedRange({tokens}, against={self.against}, n_ctx={self.n_ctx},"
            f" {float(self.lowest):.6g} to {float(self.highest):.6g}, n_heads={len(self.heads)})"
        )

    @property
    def certified(self) -> bool:
        """Whether the heads raise the output in every context."""
        return self.lowest > 0

    @property
    def in_logits(self) -> tuple[float, float]:
        """The heads' effect as a number, at least and at most: the range times the scale's ends."""
        if self.scale is None:
            return self.lowest, self.highest
        low, high = (
            pick(end * scale for scale in self.scale)
            for pick, end in ((min, self.lowest), (max, self.highest))
        )
        room = 2 * unit_roundoff("float64")  # of the products
        return low - room * abs(low), high + room * abs(high)

    @property
    def attained(self) -> bool:
        """Whether both ends are reached: for one head; the sum over several is a bound."""
        return len(self.heads) == 1


@dataclass(frozen=True, eq=False, repr=False)
class CertifiedSkipTrigrams:
    """The ranges of many skip-trigrams, in the order in which they were given.

    Args:
        triples: source, destination, output; shape (n, 3).
        lowest: what the effect never falls below; shape (n,).
        highest: what it never exceeds; shape (n,).
        n_ctx: the length of the contexts.
        against: the output whose logit is subtracted; None for the mean over all outputs.
        head: whose effect it is; None for that of all heads together.

    Examples:
        >>> from refmath.numeric.model.by_hand import one_skip_trigram
        >>> model = one_skip_trigram(4, source=0, destination=1, output=2)
        >>> certified_skip_trigrams(model, [(0, 1, 2), (3, 1, 2)], n_ctx=8).certified.tolist()
        [[0, 1, 2]]
    """

    triples: Matrix
    lowest: Matrix
    highest: Matrix
    n_ctx: int
    against: int | None
    head: int | None

    def __repr__(self) -> str:
        return f"CertifiedSkipTrigrams({len(self.triples)} rows, certified={len(self.certified)})"

    @property
    def certified(self) -> Matrix:
        """The triples that are raised in every context; shape (m, 3)."""
        return np.asarray(self.triples[self.lowest > 0])


def certified_range(
    model: Transformer,
    source: int,
    destination: int,
    output: int,
    *,
    n_ctx: int,
    against: int | None = None,
    head: int | None = None,
    source_position: int | None = None,
) -> CertifiedRange:
    r"""Return the range of a skip-trigram's attention and effect over all contexts of a length.

    $[\min, \max]$ over all $t$ with $t_{n_{ctx} - 1} = b$ and $t_j = a$ for a $j < n_{ctx} - 1$ of
    $\sum_h \sum_j A^h_{n_{ctx} - 1, j} \, (OV^h_{c, t_j} - OV^h_{c', t_j})$.

    Every other token is free, and may be the source again. The effect is all that the heads add at
    the destination, whatever they attend to; the attention is that to all places that hold the
    source token. For one head both ends are reached, and contexts that do it are given; over
    several heads the sum of the ranges is a bound. With positions, added, rotary, or as biases of
    the scores, the source's place is free, too, unless it is given.

    The weights are taken as the numbers that they are, and what is computed from them (in float64)
    is widened by a bound of its rounding: no context has an exact effect outside. What the model
    itself computes, in its own dtype, is off by `logits_error` at most.

    Args:
        model: a causal transformer of one layer, of any array library.
        source: a, the token that stands somewhere before.
        destination: b, the last token.
        output: c, the output whose logit is watched.
        n_ctx: the length of the contexts, at least 2, at most `MOST_PLACES`.
        against: c', the output whose logit is subtracted; the mean over all outputs, if not
            given.
        head: one head; all, if not given.
        source_position: the place of the source; any before the destination, if not given.

    Returns:
        The `CertifiedRange`. Behind a final norm its ends are in units of the norm's scale, whose
        own range is its `scale`; its `in_logits` is their product.

    Raises:
        ValueError: for a model that `check_certifiable` refuses, tokens outside the vocabulary, a
            length or a position that there is not.

    Source:
        Dinkelbach 1967, «On nonlinear fractional programming».

    Theorem:
        certified_range

    Examples:
        >>> import refmath as rm
        >>> model = rm.by_hand.one_skip_trigram(4, source=0, destination=1, output=2, scale=5.0)
        >>> found = rm.certified_range(model, 0, 1, 2, n_ctx=4, against=3)
        >>> round(found.lowest, 3), round(found.highest, 3)
        (0.98, 0.998)
        >>> found.heads[0].effect.lowest_context
        (0, 1, 1, 1)
    """
    check_certifiable(model)
    source = token_index("source", source, model.d_vocab)
    destination = token_index("destination", destination, model.d_vocab)
    output = output_index("output", output, model)
    against = None if against is None else output_index("against", against, model)
    n_ctx = _checked_length(model, n_ctx)
    if n_ctx > MOST_PLACES:
        expected = f"at most {MOST_PLACES:,}, as contexts are given token by token"
        raise refused("n_ctx", expected, n_ctx, "; certified_skip_trigrams takes any length")
    places = _places(n_ctx, source_position)
    found = []
    for _, one in heads_of(model, 0, head):
        terms = head_terms(model, one, n_ctx)
        scores, score_error = terms.scores_of(destination)
        values, value_error = terms.values_of(output, against)
        is_source = np.zeros_like(values)
        is_source[source] = is_source[source] + 1
        both = (
            head_range(scores, score_error, of, error, (source, destination), places)
            for of, error in ((is_source, 0.0), (values, value_error))
        )
        found.append(HeadRange(one, *both))
    direct, direct_rounding = direct_terms(model, destination, output, against, n_ctx)
    lowest, highest = added_up([each.effect for each in found])
    return CertifiedRange(
        *(source, destination, output, against, n_ctx),
        *(lowest, highest, direct, direct_rounding, tuple(found)),
        source_position=None if source_position is None else int(places[0][0]),
        scale=scale_range(model, destination, n_ctx),
    )


def certified_skip_trigrams(
    model: Transformer,
    triples: Triples,
    *,
    n_ctx: int,
    against: int | None = None,
    head: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> CertifiedSkipTrigrams:
    r"""Return the ranges of many skip-trigrams' effects over all contexts of a length.

    For each triple what `certified_range` gives; certified are those whose lower end is above 0.

    Args:
        model: a causal transformer of one layer, of any array library.
        triples: integers of shape (n, 3): source, destination, output; or skip-trigrams, as
            `top_skip_trigrams` gives them.
        n_ctx: the length of the contexts, at least 2.
        against: the output whose logit is subtracted; the mean over all outputs, if not given.
        head: one head; all, if not given.
        progress: called with the number of triples done, and of all.

    Returns:
        The `CertifiedSkipTrigrams`. Without positions a triple takes O(n_heads · d_vocab); with
        positions that times n_ctx, and one triple after the other.

    Raises:
        ValueError: as `certified_range`, and for triples of another shape.

    Theorem:
        certified_range

    Examples:
        >>> import refmath as rm
        >>> model = rm.by_hand.one_skip_trigram(4, source=0, destination=1, output=2)
        >>> rm.certified_skip_trigrams(model, [(0, 1, 2)], n_ctx=2).highest.round(6).tolist()
        [0.749966]
    """
    check_certifiable(model)
    chosen = check_triples(model, triples)
    against = None if against is None else output_index("against", against, model)
    n_ctx = _checked_length(model, n_ctx)
    callable_or_none("progress", progress)
    chosen_heads = [one for _, one in heads_of(model, 0, head)]
    heads = [head_terms(model, one, n_ctx) for one in chosen_heads]
    ends = np.empty((2, len(chosen)), heads[0].keys.dtype)
    step = 1 if depends_on_places(model) else BLOCK
    for start in range(0, len(chosen), step):
        block = slice(start, start + step)
        if step > 1:
            ends[:, block] = _block(heads, chosen[block], against, n_ctx)
        else:
            ends[:, start] = _one(heads, chosen[start], against, n_ctx)
        if progress is not None:
            progress(min(start + step, len(chosen)), len(chosen))
    one_head = None if head is None else chosen_heads[0]
    lowest, highest = ends
    return CertifiedSkipTrigrams(chosen, lowest, highest, n_ctx, against, one_head)


def _block(heads: list[HeadTerms], triples: Matrix, against: int | None, n_ctx: int) -> Matrix:
    """Certify some triples at once, without positions."""
    source, destination, output = triples.T
    exact = heads[0].keys.dtype == object
    low = high = size = rounding = np.zeros(len(triples), heads[0].keys.dtype)
    for terms in heads:
        scores, score_error = terms.score_rows(destination)
        values, value_error, largest = terms.value_rows(output, against)
        weights, error = attention_weights(scores, score_error)
        ends = filled(weights, values, fixed(weights, values, source, destination), n_ctx - 2)
        low, high = low + ends.lowest, high + ends.highest
        if not exact:
            size = size + np.abs(ends.lowest) + np.abs(ends.highest)
            rounding = rounding + mean_error(error, largest, value_error, 4)
    if exact:
        return np.stack([low, high])
    return np.stack(widened(low, high, rounding, size, len(heads)))


def _one(heads: list[HeadTerms], triple: Matrix, against: int | None, n_ctx: int) -> Any:
    source, destination, output = triple.tolist()
    found = []
    for terms in heads:
        scores, score_error = terms.scores_of(destination)
        values, value_error = terms.values_of(output, against)
        places = _places(n_ctx, None)
        ends = (source, destination)
        found.append(head_range(scores, score_error, values, value_error, ends, places))
    return added_up(found)


def _checked_length(model: Transformer, n_ctx: int) -> int:
    n_ctx = context_length(n_ctx)
    if model.n_ctx is not None and n_ctx > model.n_ctx:
        raise ValueError(
            f"n_ctx: expected at most {model.n_ctx}, as far as positions reach, got {n_ctx}"
        )
    return n_ctx


def _places(n_ctx: int, source_position: int | None) -> tuple[Matrix, int]:
    """List where the source may stand, before the last place; and the length."""
    if source_position is None:
        return np.arange(n_ctx - 1), n_ctx
    expected = f"a place before the destination's, 0 to {n_ctx - 2}"
    place = whole_number("source_position", source_position, below=n_ctx - 1, expected=expected)
    return np.array([place]), n_ctx
