"""Mistakes in what a sink takes of a pattern's rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from refmath.conforming import steps as right
from refmath.conforming.mistakes.mistake import Mistake
from refmath.conforming.mistakes.ways import each_layer

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import AttentionLayer

_VALUES, _KEYS = "value_bias_with_a_sink", "key_bias_with_a_sink"
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


def _bias_arriving(
    share: Callable[[Array], Array],
) -> Callable[[AttentionLayer, int, Array, Array], Array]:
    """Let the values' bias arrive by another share than what each row of the pattern sums to."""

    def written(layer: AttentionLayer, head: int, A: Array, v: Array) -> Array:
        if layer.b_V is None or layer.sinks is None:
            return right.written(layer, head, A, v)
        bias = layer.b_V[right.group_of(layer, head)]
        left = A.sum(axis=-1, keepdims=True)
        return (A @ (v - bias) + share(left) * bias) @ layer.W_O[head].T

    return written


def _key_bias_of_the_sink(layer: AttentionLayer) -> AttentionLayer:
    """Put −b_K for b_K, which raises a sink's score where b_K lowers it."""
    if layer.b_K is None or layer.sinks is None:
        return layer
    return replace(layer, b_K=-layer.b_K)


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
    Mistake(
        "value_bias_arrives_whole",
        "adding b_V as a constant, as one may where the rows sum to 1",
        _VALUES,
        ((_VALUES, "arrives_whole"), ("value_and_output_biases", "with_a_sink")),
        {"written": _bias_arriving(np.ones_like)},
    ),
    Mistake(
        "value_bias_by_what_the_sink_takes",
        "p for 1 − p before the values' bias",
        _VALUES,
        ((_VALUES, "what_the_sink_takes"),),
        {"written": _bias_arriving(lambda left: 1 - left)},
    ),
    Mistake(
        "key_bias_raises_the_sink",
        "adding q · b_K to the sink's score, where it is to be taken off",
        _KEYS,
        ((_KEYS, "raises_the_sink"),),
        {"model": each_layer(_key_bias_of_the_sink)},
    ),
)
