"""The bundled models on real text: both routes agree, nothing looks ahead, readings hold.

What theorems say of all weights is checked here of weights that were trained, on text that they
have not seen: in the models' own float32 and, with the same numbers, in float64. The bounds are
those of `refmath.numeric.layered.logits_error`, and derived here for patterns. Near misses are
refuted in float64: there they differ by more than any rounding explains.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np

from refmath.evidence.effort import FULL, Effort
from refmath.evidence.trained_mistakes import (
    OF_CAUSALITY,
    OF_ORDERS,
    OF_PATHS,
    OF_READINGS,
    OF_SCORES,
    FalseEquation,
)
from refmath.evidence.trained_samples import Function, TrainedSample, trained_samples
from refmath.evidence.trained_sides import (
    circuits_times_patterns,
    first_patterns,
    layered,
    orders_by_layers,
    orders_by_paths,
    over_paths,
    patterns_of_circuits,
    twice_for_each_order,
    twice_the_logits_error,
    twice_the_pattern_error,
    twice_until_the_half,
    until_the_half,
    until_the_half_of_the_other,
)
from refmath.evidence.verdict import DisagreementError, Verdict, checked, searched
from refmath.numeric.arrays import rounding
from refmath.symbolic.claims import Tried

CHAPTER = "Trained models on real text"


@dataclass(frozen=True)
class TrainedCheck:
    """Two functions that must give the same within a bound, and pairs that must not."""

    name: str
    title: str
    left: Function
    right: Function
    bound: Function
    near_misses: tuple[FalseEquation, ...]


def check_trained(check: TrainedCheck, effort: Effort = FULL) -> Verdict:
    """Compare the two sides on the bundled models, then refute the near misses.

    Weights that aren't there, or aren't what they were, make the check fail: nothing is skipped.
    """
    samples: list[TrainedSample] = []

    def agree() -> Tried:
        samples.extend(trained_samples(effort))
        return _agree(check, samples)

    found = checked("floating point", agree)
    refutations = tuple(
        searched(near.name, near.tempting, partial(_counterexample, check, samples, near))
        for near in check.near_misses
    )
    return Verdict(check.name, check.title, CHAPTER, (found,), refutations)


def _agree(check: TrainedCheck, samples: list[TrainedSample]) -> Tried:
    in_float64 = [sample.in_float64() for sample in samples]
    compared = [_apart(check, "float32", samples), _apart(check, "float64", in_float64)]
    worst = max(apart.of_the_bound for apart in compared)
    names = [sample.name for sample in samples]
    n_windows, n_ctx = names.count(names[0]), len(samples[0].tokens)
    detail = (
        f"{', '.join(dict.fromkeys(names))}, {n_windows} window{'s' if n_windows > 1 else ''}"
        f" of {n_ctx} held-out tokens: {'; '.join(apart.said for apart in compared)};"
        f" {worst:.1%} of the bound"
    )
    if not worst <= 1:
        raise DisagreementError(detail)
    tried_on = {
        "models": list(dict.fromkeys(names)),
        "sizes": [{"windows": n_windows, "n_ctx": n_ctx}],
        "dtypes": ["float32", "float64"],
        "worst_error_in_eps": max(apart.in_eps for apart in compared),
        "worst_share_of_bound": worst,
    }
    return Tried(detail, sum(apart.places for apart in compared), tried_on)


class _Apart(NamedTuple):
    """How far two sides are apart: of the bound, in eps of the largest, in words; on what."""

    of_the_bound: float
    in_eps: float
    said: str
    places: int


def _apart(check: TrainedCheck, dtype: str, samples: list[TrainedSample]) -> _Apart:
    """Say how far the sides are apart, as a share of the bound and in words, on so many places.

    A place is a token of a window: on fewer models, windows or tokens there are fewer.
    """
    worst = largest = apart = 0.0
    places = 0
    for sample in samples:
        left, right, bound = check.left(sample), check.right(sample), check.bound(sample)
        if str(left.dtype) != dtype or str(right.dtype) != dtype:
            raise DisagreementError(f"{sample.name}: {dtype} became {left.dtype}, {right.dtype}")
        if not (left != 0).any():
            raise DisagreementError(f"{sample.name}: zero everywhere, which says nothing")
        worst = max(worst, float(rounding.worst_ratio(left, right, bound)))
        largest = max(largest, float(np.abs(left).max()))
        apart = max(apart, float(np.abs(left - right).max()))
        places += left.size // left.shape[-1]
    in_eps = apart / largest / float(np.finfo(dtype).eps)
    return _Apart(worst, in_eps, f"{dtype} apart by at most {apart:.1e} of {largest:.3g}", places)


def _counterexample(check: TrainedCheck, samples: list[TrainedSample], near: FalseEquation) -> str:
    """Name a place where the false equation is off on every model that it speaks of."""
    first_of_each = {sample.name: sample for sample in reversed(samples)}
    places = []
    for name in dict.fromkeys(sample.name for sample in samples):
        sample = first_of_each[name].in_float64()
        left, right = near.left(sample), near.right(sample)
        bound = np.broadcast_to(check.bound(sample).max(), left.shape)
        if left.shape != right.shape or not (np.abs(left - right) > bound).any():
            return ""
        place = tuple(int(i) for i in np.unravel_index(np.abs(left - right).argmax(), left.shape))
        places.append(
            f"{name}, held-out window 0, entry {place}: {left[place]:.4f} against"
            f" {right[place]:.4f}, where rounding explains {bound[place]:.1e}"
        )
    return "\n".join(places)


TRAINED = (
    TrainedCheck(
        "trained_layers_equal_paths",
        "The layered logits of the trained models are the sum over all paths",
        layered,
        over_paths,
        twice_the_logits_error,
        OF_PATHS,
    ),
    TrainedCheck(
        "trained_orders_equal_paths",
        "Order by order, what the layers add up is the sum over the paths of that order",
        orders_by_layers,
        orders_by_paths,
        twice_for_each_order,
        OF_ORDERS,
    ),
    TrainedCheck(
        "trained_models_are_causal",
        "What comes later changes no logits of the trained models",
        until_the_half,
        until_the_half_of_the_other,
        twice_until_the_half,
        OF_CAUSALITY,
    ),
    TrainedCheck(
        "trained_readings_hold",
        "The logits are the entries of W_U W_E and of OV, weighed by the patterns",
        layered,
        circuits_times_patterns,
        twice_the_logits_error,
        OF_READINGS,
    ),
    TrainedCheck(
        "trained_scores_are_read",
        "The patterns of layer 0 are the softmax of QK's entries and of the positional terms",
        first_patterns,
        patterns_of_circuits,
        twice_the_pattern_error,
        OF_SCORES,
    ),
)
