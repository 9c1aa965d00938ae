"""Mistakes in how scores become a pattern."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from refmath.conforming import steps as right
from refmath.conforming.mistakes.mistake import Mistake
from refmath.conforming.mistakes.ways import circuits, plain_qk

if TYPE_CHECKING:
    from refmath.conforming.quantities import Answer, Setting
    from refmath.numeric.arrays.libraries import Array

_P = "pattern_of_tokens"
_ONE = "one_layer"


def _not_masked_but_0(scores: Array) -> Array:
    return np.where(right.earlier(len(scores)), scores, 0.0)


def _lowered(by: float) -> Callable[[Array], Array]:
    return lambda scores: scores - by * ~right.earlier(len(scores))


def _put(number: float) -> Callable[[Array], Array]:
    return lambda scores: np.where(right.earlier(len(scores)), scores, number)


def _masked_out(pattern: Array) -> Array:
    return np.where(right.earlier(len(pattern)), pattern, 0.0)


def _patterns(setting: Setting) -> Answer:
    done = right.run(setting.of_model, setting.tokens)
    return {f"layer {n}, head {h}": done.pattern[n][h] for n, h in setting.heads()}


OF_THE_PATTERN = (
    Mistake(
        "not_scaled",
        "leaving 1/√d_head out",
        _P,
        ((_P, "not_scaled"), (_ONE, "not_scaled")),
        {"scaled": lambda raw, _layer: raw},
    ),
    Mistake(
        "scaled_by_d_model",
        "1/√d_model for 1/√d_head",
        _P,
        ((_P, "scaled_by_d_model"), (_ONE, "scaled_by_d_model")),
        {"scaled": lambda raw, layer: raw / math.sqrt(layer.d_model)},
    ),
    Mistake(
        "scaled_by_d_head",
        "1/d_head for 1/√d_head",
        _P,
        (),
        {"scaled": lambda raw, layer: raw / layer.d_head},
    ),
    Mistake(
        "multiplied_by_the_root",
        "√d_head for 1/√d_head",
        _P,
        (),
        {"scaled": lambda raw, layer: raw * math.sqrt(layer.d_head)},
    ),
    Mistake(
        "W_QK_transposed",
        "keys for queries: W_Kᵀ W_Q",
        _P,
        (
            (_P, "W_QK_transposed"),
            (_ONE, "W_QK_transposed"),
            ("first_pattern", "keys_for_queries"),
            ("scores_of_any_layer", "keys_for_queries"),
        ),
        {"product": lambda q, k: k @ q.T},
        {"QK circuit": circuits(lambda model, layer, head: plain_qk(model, layer, head).T)},
    ),
    Mistake(
        "softmax_over_destinations",
        "the other axis: columns that sum to 1",
        _P,
        (
            (_P, "softmax_over_destinations"),
            (_ONE, "softmax_over_destinations"),
            ("softmax_rows_sum_to_1", "over_destinations"),
        ),
        {"softmax": lambda scores: right.softmax(scores, 0)},
    ),
    Mistake(
        "softmax_over_everything",
        "a softmax without an axis, which is over all entries",
        "softmax",
        (),
        {"softmax": lambda scores: right.softmax(scores, None)},
    ),
    Mistake(
        "pattern_for_scores",
        "the pattern for the scores",
        "softmax",
        (),
        answers={"scores": _patterns},
    ),
    Mistake(
        "no_softmax",
        "scores for the pattern",
        "softmax",
        (),
        {"softmax": lambda scores: np.where(np.isfinite(scores), scores, 0.0)},
    ),
    Mistake(
        "no_mask",
        "letting a destination attend to what comes after it",
        _P,
        (
            (_P, "no_mask"),
            (_ONE, "no_mask"),
            ("causality", "no_mask"),
            ("softmax_first_rows", "without_a_mask"),
        ),
        {"hidden": right.same},
    ),
    Mistake(
        "mask_forgotten_in_the_sum",
        "masking after the softmax",
        "softmax",
        (("softmax", "mask_forgotten_in_the_sum"),),
        {"hidden": right.same, "afterwards": _masked_out},
    ),
    Mistake(
        "divided_by_columns",
        "the sums on the other side, those of sources, with nothing masked in them",
        "softmax",
        (("softmax", "divided_by_columns"),),
        {
            "hidden": right.same,
            "softmax": lambda scores: right.softmax(scores, 0),
            "afterwards": _masked_out,
        },
    ),
    Mistake(
        "masked_scores",
        "a score of 0 for what is masked, whose weight is 1",
        "softmax",
        (("softmax", "masked_scores"),),
        {"hidden": _not_masked_but_0},
    ),
    Mistake(
        "mask_transposed",
        "the mask's other triangle: a destination attends to what comes after it alone",
        "softmax",
        (),
        {"hidden": lambda scores: np.where(right.earlier(len(scores)).T, scores, -np.inf)},
    ),
    Mistake(
        "mask_of_itself_too",
        "masking the destination itself; the first, which sees nothing, sees all",
        "softmax",
        (),
        {
            "hidden": lambda scores: np.where(
                np.tril(np.ones(scores.shape, bool), -1) | (np.arange(len(scores)) < 1)[:, None],
                scores,
                -np.inf,
            )
        },
    ),
    *(
        Mistake(
            f"mask_of_minus_{name}",
            f"{what} −{name} for −∞: scores may lie below it",
            "softmax",
            (),
            {"hidden": change},
        )
        for name, number in (("1e4", 1e4), ("1e5", 1e5))
        for what, change in (("a score of", _put(-number)),)
    ),
    *(
        Mistake(
            f"mask_that_adds_minus_{name}",
            f"adding −{name} for −∞: scores may differ by more",
            "softmax",
            (),
            {"hidden": _lowered(number)},
        )
        for name, number in (("1e4", 1e4), ("1e5", 1e5))
    ),
)
