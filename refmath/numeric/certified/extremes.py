"""The extremes of a weighted mean over all contexts: tokens at free places chosen for the best.

On plain arrays, of floating or of exact numbers; `head_terms` makes them of a head.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from refmath.numeric.arrays.libraries import Matrix
from refmath.numeric.arrays.rounding import gamma, unit_roundoff
from refmath.numeric.certified.terms import attention_weights, mean_error


@dataclass(frozen=True, repr=False)
class Range:
    """The ends of a range over contexts, as computed, with contexts that reach them.

    Args:
        lowest: the lowest value.
        highest: the highest.
        lowest_context: a context that reaches the lowest, destination last.
        highest_context: one that reaches the highest.
        rounding: how far, at most, the exact ends lie outside of these.

    Examples:
        >>> Range(0.25, 0.5, (0, 2, 1), (0, 0, 1), 1e-15).highest_context
        (0, 0, 1)
    """

    lowest: float
    highest: float
    lowest_context: tuple[int, ...]
    highest_context: tuple[int, ...]
    rounding: float

    def __repr__(self) -> str:
        n_ctx = len(self.lowest_context)
        return (
            f"Range({float(self.lowest):.6g} to {float(self.highest):.6g},"
            f" rounding={float(self.rounding):.1e}, n_ctx={n_ctx})"
        )


class Ends(NamedTuple):
    """Lowest and highest means, a pair for each row of weights, and the tokens that reach them."""

    lowest: Matrix
    highest: Matrix
    lowest_token: Matrix
    highest_token: Matrix


class Placed(NamedTuple):
    """A largest mean, the context that reaches it, and how far a larger one may be above."""

    value: Any
    context: tuple[int, ...]
    slack: float


class Fixed(NamedTuple):
    """What the source and the destination bring to a weighted mean, for each row of weights."""

    weight: Matrix
    """D: their weights, added up."""

    share: Matrix
    """N: their weights times their values, added up."""


def fixed(weights: Matrix, values: Matrix, source: Matrix, destination: Matrix) -> Fixed:
    """Add up what stands in every context: the source and the destination, one each.

    Args:
        weights: w, shape (n, d_vocab).
        values: v, shape (n, d_vocab).
        source: a token for each row, shape (n,).
        destination: likewise.

    Examples:
        >>> w, v = np.array([[1.0, 3.0]]), np.array([[2.0, 4.0]])
        >>> fixed(w, v, np.array([0]), np.array([1]))
        Fixed(weight=array([4.]), share=array([14.]))
    """
    row = np.arange(len(weights))
    at_source, at_destination = weights[row, source], weights[row, destination]
    share = at_source * values[row, source] + at_destination * values[row, destination]
    return Fixed(at_source + at_destination, share)


def filled(weights: Matrix, values: Matrix, held: Fixed, n_free: int) -> Ends:
    r"""Return the extremes of a weighted mean with some terms fixed, and free places all alike.

    $\min_c, \max_c \; (N + m \, w_c v_c) / (D + m \, w_c)$: of all contexts the extreme ones hold
    one token at every free place.

    Args:
        weights: w, above 0, shape (n, d_vocab).
        values: v, shape (n, d_vocab).
        held: D and N, of what is fixed; shape (n,) each.
        n_free: m, how many places are free, 0 or more.

    Returns:
        The `Ends`, of shape (n,) each; the first token of several that reach them.

    Theorem:
        certified_range

    Examples:
        >>> w, v = np.array([[1.0, 3.0]]), np.array([[0.0, 4.0]])
        >>> ends = filled(w, v, Fixed(np.array([1.0]), np.array([1.0])), 1)
        >>> ends.lowest.tolist(), ends.highest.tolist(), ends.highest_token.tolist()
        ([0.5], [3.25], [1])
    """
    free = n_free * weights
    mean = (held.share[:, None] + free * values) / (held.weight[:, None] + free)
    low, high = np.argmin(mean, axis=1), np.argmax(mean, axis=1)
    row = np.arange(len(mean))
    return Ends(mean[row, low], mean[row, high], low, high)


def placed(
    weights: Matrix, values: Matrix, source: int, destination: int, source_places: Matrix
) -> Placed:
    r"""Return the largest weighted mean over all contexts, where weights depend on the place too.

    Dinkelbach's iteration: for a number $\lambda$ every free place by itself takes the token of the
    largest $w_{c j} (v_{c j} - \lambda)$, and the source the place where it costs least; the mean
    of that context is the next $\lambda$, until it grows no more. Beside it a $\delta$ at which
    the largest sum, $F(\lambda + \delta)$, is at most 0 with its roundings added: no context is
    above $\lambda + \delta$.

    Args:
        weights: w, above 0, shape (d_vocab, n_ctx).
        values: v, shape (d_vocab, n_ctx).
        source: the token at one of the `source_places`.
        destination: the token at the last place.
        source_places: where the source may stand, distinct, all before the last.

    Returns:
        The `Placed`.

    Source:
        Dinkelbach 1967, «On nonlinear fractional programming».

    Theorem:
        certified_range

    Examples:
        >>> w, v = np.ones((2, 3)), np.array([[0.0, 0.0, 0.0], [1.0, 5.0, 0.0]])
        >>> best = placed(w, v, source=0, destination=0, source_places=np.array([0, 1]))
        >>> best.context, float(best.value)
        ((0, 1, 0), 1.6666666666666667)
    """
    context = np.full(weights.shape[1], source)
    context[-1] = destination
    best: Any = _mean(weights, values, context)
    above: Any = 0  # no float: it would round exact numbers
    while True:
        ends = source, destination, source_places
        tried, sum_or_more = _best_at(weights, values, best + above, *ends)
        found = _mean(weights, values, tried)
        if found > best:
            best, context, above = found, tried, 0
        elif weights.dtype == object:
            return Placed(best, tuple(context.tolist()), 0.0)
        elif sum_or_more <= 0:
            # best + above is a number, and may be as much above `best` as its rounding says.
            above += 2 * unit_roundoff("float64") * abs(best + above)
            return Placed(best, tuple(context.tolist()), float(above))
        else:  # a gain that drowns in the rounding of best times a large weight shows further up
            step = gamma(weights.shape[1] + 8, "float64") * float(np.abs(values - best).max())
            above = 2 * above or step


def _best_at(
    weights: Matrix,
    values: Matrix,
    level: Any,
    source: int,
    destination: int,
    source_places: Matrix,
) -> tuple[Matrix, Any]:
    """Return the context of the largest sum of w (v - level), and that sum or more.

    Each gain is off by three roundings of itself, and a sum by its length in roundings of the sum
    of absolute values.
    """
    gains = weights * (values - level)
    chosen = np.append(np.argmax(gains[:, :-1], axis=0), destination)
    terms = gains[chosen, np.arange(len(chosen))]
    terms = np.repeat(terms[None], len(source_places), axis=0)  # a row a place of the source
    each = np.arange(len(source_places))
    terms[each, source_places] = gains[source, source_places]
    sums = terms.sum(axis=1)
    place = source_places[np.argmax(sums)]
    chosen[place] = source
    if weights.dtype == object:
        return chosen, sums.max()
    off = gamma(weights.shape[1] + 8, "float64")
    return chosen, (sums + off * np.abs(terms).sum(axis=1)).max()


def head_range(
    scores: Matrix,
    score_error: Any,
    values: Matrix,
    value_error: Any,
    ends: tuple[int, int],
    places: tuple[Matrix, int],
) -> Range:
    """Find one head's ends over all contexts; with positions the arrays are (d_vocab, n_ctx)."""
    (source, destination), (source_places, n_ctx) = ends, places
    flat, error = attention_weights(scores.reshape(1, -1), score_error)
    exact = scores.dtype == object
    slack = 0.0
    if scores.ndim == 1:
        row = values[None]
        held = fixed(flat, row, np.array([source]), np.array([destination]))
        found = filled(flat, row, held, n_ctx - 2)
        low, high = found.lowest[0], found.highest[0]
        worst_context, best_context = (
            _filled_context(int(token[0]), source, destination, source_places, n_ctx)
            for token in (found.lowest_token, found.highest_token)
        )
    else:
        weights = flat.reshape(scores.shape)
        worst = placed(weights, -values, source, destination, source_places)
        best = placed(weights, values, source, destination, source_places)
        low, high = -worst.value, best.value
        worst_context, best_context = worst.context, best.context
        slack = max(worst.slack, best.slack)
    if exact:
        return Range(low, high, worst_context, best_context, 0.0)
    largest = np.abs(values).max()
    rounding = float(np.asarray(mean_error(error, largest, value_error, n_ctx)).max()) + slack
    return Range(float(low), float(high), worst_context, best_context, rounding)


def _filled_context(
    token: int, source: int, destination: int, places: Matrix, n_ctx: int
) -> tuple[int, ...]:
    context = [token] * (n_ctx - 1)
    context[int(places[0])] = source
    return (*context, destination)


def added_up(ranges: list[Range]) -> tuple[Any, Any]:
    """Add the heads' ranges up, widened by their roundings and those of the sum."""
    low, high = sum(range_.lowest for range_ in ranges), sum(range_.highest for range_ in ranges)
    rounding = sum(range_.rounding for range_ in ranges)
    if not rounding:
        return low, high
    size = sum(abs(range_.lowest) + abs(range_.highest) for range_ in ranges)
    return widened(low, high, rounding, size, len(ranges))


def widened(low: Any, high: Any, rounding: Any, size: Any, n_terms: int) -> tuple[Any, Any]:
    """Widen the ends of a sum of ranges by their roundings, and by that of the sum.

    Args:
        low: the lower ends, added up.
        high: the upper ends.
        rounding: how far all of them may be off, added up.
        size: their absolute values, added up.
        n_terms: how many ranges were added.

    Examples:
        >>> low, high = widened(0.0, 1.0, 1e-10, 1.0, 1)
        >>> bool(-2e-10 < low < -1e-10 and 1 + 1e-10 < high < 1 + 2e-10)
        True
    """
    off = (rounding + gamma(n_terms + 4, "float64") * size) * (1 + 2.0**-40)
    return low - off, high + off


def _mean(weights: Matrix, values: Matrix, context: Matrix) -> Any:
    every = np.arange(len(context))
    w, v = weights[context, every], values[context, every]
    return (w * v).sum() / w.sum()
