"""Mistakes in what stands between queries, keys and patterns: scales, caps, biases, windows."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from refmath.conforming import steps as right
from refmath.conforming.mistakes.mistake import Mistake

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import AttentionLayer

_NORMED, _ALIBI, _WINDOWS = "normed_queries_and_keys", "alibi_is_a_key_bias", "layers_of_windows"


def _root_of_d_head(raw: Array, layer: AttentionLayer) -> Array:
    return raw / math.sqrt(layer.d_head)


def _not_capped(scores: Array, _layer: AttentionLayer) -> Array:
    return scores


def _clipped(scores: Array, layer: AttentionLayer) -> Array:
    cap = layer.score_cap
    return scores if cap is None else np.clip(scores, -cap, cap)


def _not_biased(scores: Array, _layer: AttentionLayer, _head: int) -> Array:
    return scores


def _biased_by_the_source(scores: Array, layer: AttentionLayer, head: int) -> Array:
    return scores if layer.score_bias is None else scores + layer.score_bias[head][: len(scores)]


def _less_that_of_the_source(scores: Array, layer: AttentionLayer, head: int) -> Array:
    """Put −β(j) for β(i − j): for a linear β that is the same, but for a constant a row."""
    return scores if layer.score_bias is None else scores - layer.score_bias[head][: len(scores)]


def _all_seen(scores: Array, _layer: AttentionLayer) -> Array:
    return scores


def _one_more_seen(scores: Array, layer: AttentionLayer) -> Array:
    if layer.window is None:
        return scores
    return np.where(right.offsets(len(scores)) <= layer.window, scores, -np.inf)


OF_SCORES = (
    Mistake(
        "own_scale_forgotten",
        "1/√d_head, where the layer has a scale of its own",
        _NORMED,
        (),
        {"scaled": _root_of_d_head},
    ),
    Mistake(
        "no_cap",
        "leaving the scores' cap out",
        "soft_cap",
        (),
        {"capped": _not_capped},
    ),
    Mistake(
        "no_cap_of_logits",
        "leaving the logits' cap out",
        "soft_cap",
        (),
        {"unembedded": lambda model, x: right.unembedded(replace(model, logit_cap=None), x)},
    ),
    Mistake(
        "clipped_at_the_cap",
        "that nothing happens to scores below the cap",
        "soft_cap",
        (("soft_cap", "nothing_below_the_cap"),),
        {"capped": _clipped},
    ),
    Mistake(
        "no_bias_by_offset",
        "leaving the scores' bias out",
        _ALIBI,
        ((_ALIBI, "as_a_query_bias"),),
        {"biased": _not_biased},
    ),
    Mistake(
        "bias_by_the_source",
        "taking the bias at the source's position for that at its offset",
        _ALIBI,
        (),
        {"biased": _biased_by_the_source},
    ),
    Mistake(
        "not_linear",
        "taking a bias by offset for one of the source, as one may if it is linear, without a sink",
        _ALIBI,
        ((_ALIBI, "not_linear"), (_ALIBI, "with_a_sink")),
        {"biased": _less_that_of_the_source},
    ),
    Mistake(
        "no_window",
        "attending to all sources, where the layer has a window",
        _WINDOWS,
        (),
        {"windowed": _all_seen},
    ),
    Mistake(
        "window_beside_itself",
        "a window of so many sources beside the destination itself",
        _WINDOWS,
        (),
        {"windowed": _one_more_seen},
    ),
)
