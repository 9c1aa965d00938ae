"""Equations that are false of trained models, each wrong in one way."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from refmath.evidence.trained_samples import Function, Matrix, TrainedSample
from refmath.evidence.trained_sides import (
    circuits_times_patterns,
    first_patterns,
    layered,
    orders_by_layers,
    orders_by_paths,
    over_paths,
    patterns_of_circuits,
    read_by,
    scores_of_circuits,
    softmax,
    until_the_half,
    until_the_half_of_the_other,
)
from refmath.numeric.heads.circuits import bigram_circuit
from refmath.numeric.layered.forward import logits
from refmath.numeric.model.transformer import AttentionLayer


@dataclass(frozen=True)
class FalseEquation:
    """Two sides that are not equal, and why one might take them for equal."""

    name: str
    tempting: str
    left: Function
    right: Function


def _without_mask(sample: TrainedSample) -> TrainedSample:
    return replace(sample, model=replace(sample.model, causal=False))


def _without_positions(sample: TrainedSample) -> TrainedSample:
    return replace(sample, model=replace(sample.model, W_pos=None))


def _layers_changed(
    sample: TrainedSample, change: Callable[[AttentionLayer], AttentionLayer]
) -> TrainedSample:
    layers = [change(layer) for layer in sample.model.layers]
    return replace(sample, model=replace(sample.model, layers=layers))


def _outputs_swapped(sample: TrainedSample) -> TrainedSample:
    return _layers_changed(sample, lambda a: replace(a, W_O=a.W_O[::-1].copy()))


def _queries_for_keys(sample: TrainedSample) -> TrainedSample:
    return _layers_changed(sample, lambda a: replace(a, W_Q=a.W_K, W_K=a.W_Q))


def _one_ov_for_all(sample: TrainedSample) -> TrainedSample:
    return _layers_changed(
        sample,
        lambda a: replace(
            a,
            W_O=np.stack([a.W_O[0]] * a.n_heads),
            W_V=np.stack([a.W_V[0]] * a.n_heads),
        ),
    )


def _not_scaled(sample: TrainedSample) -> Matrix:
    root = np.asarray(math.sqrt(sample.model.layers[0].d_head), sample.model.dtype)
    return softmax([scores_of_circuits(sample, h) * root for h in range(sample.model.n_heads[0])])


def _patterns_transposed(sample: TrainedSample) -> Matrix:
    return read_by(sample, lambda pattern: pattern.T)


def _heads_alone(sample: TrainedSample) -> Matrix:
    direct = bigram_circuit(sample.model).columns(sample.tokens).T
    return np.asarray(circuits_times_patterns(sample) - direct)


def _one_further(side: Function) -> Function:
    """Compare up to the first place that differs, and that one too."""
    return lambda sample: np.asarray(side(sample)[1 : sample.half + 1])


def _after(change: Callable[[TrainedSample], TrainedSample], side: Function) -> Function:
    return lambda sample: side(change(sample))


def _of_models(left: Function, right: Function) -> tuple[FalseEquation, ...]:
    """Put a changed model on the left of an equation between two routes."""
    return (
        FalseEquation(
            "no_mask", "leaving the causal mask out", _after(_without_mask, left), right
        ),
        FalseEquation(
            "heads_swapped", "one head's W_O beside another's W_V", _after(_outputs_swapped, left),
            right,
        ),
        FalseEquation(
            "no_positions", "leaving the positions out", _after(_without_positions, left), right
        ),
        FalseEquation(
            "queries_for_keys", "W_QK transposed", _after(_queries_for_keys, left), right
        ),
    )  # fmt: skip


OF_PATHS = _of_models(layered, over_paths)
OF_ORDERS = _of_models(orders_by_layers, orders_by_paths)
OF_CAUSALITY = (
    FalseEquation(
        "no_mask",
        "that it were so without the mask",
        _after(_without_mask, until_the_half),
        _after(_without_mask, until_the_half_of_the_other),
    ),
    FalseEquation(
        "one_further",
        "that a token didn't change the logits at its own place",
        _one_further(layered),
        _one_further(lambda sample: np.asarray(logits(sample.model, sample.other))),
    ),
)
OF_READINGS = (
    FalseEquation(
        "one_OV",
        "the same OV for every head",
        layered,
        _after(_one_ov_for_all, circuits_times_patterns),
    ),
    FalseEquation(
        "heads_swapped",
        "one head's W_O beside another's W_V",
        layered,
        _after(_outputs_swapped, circuits_times_patterns),
    ),
    FalseEquation("pattern_transposed", "A[source, destination]", layered, _patterns_transposed),
    FalseEquation("no_direct_path", "that heads alone make the logits", layered, _heads_alone),
)
OF_SCORES = (
    FalseEquation(
        "no_positions",
        "QK alone",
        first_patterns,
        _after(_without_positions, patterns_of_circuits),
    ),
    FalseEquation(
        "QK_transposed",
        "row = source, column = destination",
        first_patterns,
        _after(_queries_for_keys, patterns_of_circuits),
    ),
    FalseEquation("not_scaled", "leaving 1/√d_head out", first_patterns, _not_scaled),
)
