"""Mistakes in what a sink takes of a pattern's rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from refmath.conforming import steps as right
from refmath.conforming.mistakes.mistake import Mistake

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import AttentionLayer

_SINK, _ROWS = "softmax_with_a_sink", "rows_with_a_sink"


def _no_sink(scores: Array, _layer: AttentionLayer, _head: int) -> Array:
    return scores


def _a_sink_of_one(scores: Array, layer: AttentionLayer, _head: int) -> Array:
    return scores if layer.sinks is None else np.pad(scores, ((0, 0), (0, 1)))


def _of_sources(change: Callable[[Array, Array, Array], Array]) -> Callable[[Array], Array]:
    """Make a pattern of the softmax over the sources alone, the sink's share, and its score."""

    def weighed(scores: Array) -> Array:
        n_ctx, columns = scores.shape
        if columns == n_ctx:  # there is no sink
            return right.over_sources(scores)
        share = right.over_sources(scores)[:, -1:]
        return change(right.over_sources(scores[:, :-1]), share, scores[:, -1:])

    return weighed


OF_SINKS = (
    Mistake(
        "no_sink",
        "a softmax that sums to 1, where the layer has sinks",
        _SINK,
        ((_SINK, "a_softmax_still"), (_ROWS, "rows_sum_to_1")),
        {"sunk": _no_sink},
    ),
    Mistake(
        "a_sink_of_one",
        "1 + the sum for e^s + the sum",
        _SINK,
        (),
        {"sunk": _a_sink_of_one},
    ),
    Mistake(
        "scaled_by_the_source",
        "A diag(1 − p): scaling what each source gives, and not what a destination receives",
        _SINK,
        ((_SINK, "scaled_by_the_source"),),
        {"softmax": _of_sources(lambda A, share, _: A * (1 - share).T)},
    ),
    Mistake(
        "the_share_itself",
        "what the sink takes for what it leaves",
        _SINK,
        ((_SINK, "the_share_itself"),),
        {"softmax": _of_sources(lambda A, share, _: A * share)},
    ),
    Mistake(
        "one_more_source",
        "adding the sink's weight to the sources', where it is to be lost",
        _SINK,
        ((_SINK, "one_more_source"),),
        {"softmax": _of_sources(lambda A, share, _: A * (1 - share) + share)},
    ),
    Mistake(
        "the_same_for_all",
        "the sink's weight for its share of all weights",
        _ROWS,
        ((_ROWS, "the_same_for_all"),),
        {"softmax": _of_sources(lambda A, _, score: A * (1 - np.exp(score)))},
    ),
)
