"""The bundled models on real text: both routes agree, nothing looks ahead, readings hold.

What theorems say of all weights is checked here of weights that were trained, on text that they
have not seen: in the models' own float32 and, with the same numbers, in float64. The bounds are
those of `refmath.numeric.layered.logits_error`, and derived here for patterns. Near misses are
refuted in float64: there they differ by more than any rounding explains.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from refmath.evidence.trained_sides import (
    Matrix,
    TrainedSample,
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
    twice_for_each_order,
    twice_the_logits_error,
    twice_the_pattern_error,
    twice_until_the_half,
    until_the_half,
    until_the_half_of_the_other,
)
from refmath.evidence.verdict import Check, Refutation, Verdict
from refmath.numeric.arrays import rounding
from refmath.numeric.heads.circuits import bigram_circuit
from refmath.numeric.layered.forward import logits
from refmath.numeric.model.every_weight import in_float64
from refmath.numeric.model.transformer import AttentionLayer

CHAPTER = "Trained models on real text"
MODELS = ("attn-only-1l", "attn-only-2l")
N_WINDOWS, N_CTX = 2, 48
"""How much of the held-out text: windows, and tokens of each."""


Function = Callable[[TrainedSample], Matrix]


@dataclass(frozen=True)
class TrainedCheck:
    """Two functions that must give the same within a bound, and pairs that must not.

    A near miss is a name, what is tempting about it, and the two sides that it takes for equal.
    """

    name: str
    title: str
    left: Function
    right: Function
    bound: Function
    near_misses: tuple[tuple[str, str, Function, Function], ...]


def check_trained(check: TrainedCheck) -> Verdict:
    """Compare the two sides on the bundled models, then refute the near misses.

    Weights that aren't there, or aren't what they were, make the check fail: nothing is skipped.
    """
    start = time.perf_counter()
    samples: list[TrainedSample] = []
    try:
        samples = trained_samples()
        passed, detail = _agrees(check, samples)
    except Exception as error:  # one check's fault must not keep the others from being seen
        passed, detail = False, f"{type(error).__name__}: {error}"
    found = Check("floating point", passed, detail, time.perf_counter() - start)
    refutations = tuple(_refute(check, samples, *near_miss) for near_miss in check.near_misses)
    return Verdict(check.name, check.title, CHAPTER, (found,), refutations)


def trained_samples() -> list[TrainedSample]:
    """Load the bundled models, and the windows of held-out text that they are checked on."""
    from refmath.trained.bundled import held_out_sample, load

    windows = held_out_sample()[: N_WINDOWS + 1, :N_CTX]
    samples = []
    for name in MODELS:
        model = load(name).model
        for tokens, following in pairwise(windows):
            half = len(tokens) // 2
            # What comes later is another text's, and its first token another one for certain.
            other = np.concatenate([tokens[:half], following[half:]])
            other[half] = (tokens[half] + 1) % model.d_vocab
            samples.append(TrainedSample(name, model, tokens, other))
    return samples


def _in_float64(sample: TrainedSample) -> TrainedSample:
    return replace(sample, model=in_float64(sample.model))


def _agrees(check: TrainedCheck, samples: list[TrainedSample]) -> tuple[bool, str]:
    worst, said = 0.0, []
    for dtype in ("float32", "float64"):
        largest = apart = 0.0
        for sample in samples:
            each = sample if dtype == "float32" else _in_float64(sample)
            left, right, bound = check.left(each), check.right(each), check.bound(each)
            if str(left.dtype) != dtype or str(right.dtype) != dtype:
                return False, f"{sample.name}: {dtype} became {left.dtype} and {right.dtype}"
            if not (left != 0).any():
                return False, f"{sample.name}: zero everywhere, which says nothing"
            worst = max(worst, float(rounding.worst_ratio(left, right, bound)))
            largest = max(largest, float(np.abs(left).max()))
            apart = max(apart, float(np.abs(left - right).max()))
        said.append(f"{dtype} apart by at most {apart:.1e} of {largest:.3g}")
    names = ", ".join(dict.fromkeys(sample.name for sample in samples))
    n_ctx = len(samples[0].tokens)
    return worst <= 1, (
        f"{names}, {N_WINDOWS} windows of {n_ctx} held-out tokens: {'; '.join(said)};"
        f" {worst:.1%} of the bound"
    )


def _refute(
    check: TrainedCheck,
    samples: list[TrainedSample],
    name: str,
    tempting: str,
    left: Function,
    right: Function,
) -> Refutation:
    start = time.perf_counter()
    try:
        found = _counterexample(check, samples, left, right)
        said = found or "none found"
    except Exception as error:  # to crash is not to differ
        found, said = "", f"it can't be compared: {error}"
    return Refutation(name, "", tempting, bool(found), said, time.perf_counter() - start)


def _counterexample(
    check: TrainedCheck, samples: list[TrainedSample], left: Function, right: Function
) -> str:
    """Name a place where the false equation is off on every model that it speaks of."""
    said = []
    for name in dict.fromkeys(sample.name for sample in samples):
        sample = _in_float64(next(each for each in samples if each.name == name))
        one, other = left(sample), right(sample)
        bound = np.broadcast_to(check.bound(sample).max(), one.shape)
        if one.shape != other.shape or not (np.abs(one - other) > bound).any():
            return ""
        place = tuple(int(i) for i in np.unravel_index(np.abs(one - other).argmax(), one.shape))
        said.append(
            f"{name}, held-out window 0, entry {place}: {one[place]:.4f} against"
            f" {other[place]:.4f}, where rounding explains {bound[place]:.1e}"
        )
    return "\n".join(said)


# --- near misses ----------------------------------------------------------------------------------


def _of(change: Callable[[TrainedSample], TrainedSample], side: Function) -> Function:
    return lambda sample: side(change(sample))


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


_MODEL_NEAR_MISSES = (
    ("no_mask", "leaving the causal mask out", _without_mask),
    ("heads_swapped", "one head's W_O beside another's W_V", _outputs_swapped),
    ("no_positions", "leaving the positions out", _without_positions),
    ("queries_for_keys", "W_QK transposed", _queries_for_keys),
)

TRAINED = (
    TrainedCheck(
        "trained_layers_equal_paths",
        "The layered logits of the trained models are the sum over all paths",
        layered,
        over_paths,
        twice_the_logits_error,
        tuple(
            (n, says, _of(change, layered), over_paths) for n, says, change in _MODEL_NEAR_MISSES
        ),
    ),
    TrainedCheck(
        "trained_orders_equal_paths",
        "Order by order, what the layers add up is the sum over the paths of that order",
        orders_by_layers,
        orders_by_paths,
        twice_for_each_order,
        tuple(
            (n, says, _of(change, orders_by_layers), orders_by_paths)
            for n, says, change in _MODEL_NEAR_MISSES
        ),
    ),
    TrainedCheck(
        "trained_models_are_causal",
        "What comes later changes no logits of the trained models",
        until_the_half,
        until_the_half_of_the_other,
        twice_until_the_half,
        (
            (
                "no_mask",
                "that it were so without the mask",
                _of(_without_mask, until_the_half),
                _of(_without_mask, until_the_half_of_the_other),
            ),
            (
                "one_further",
                "that a token didn't change the logits at its own place",
                _one_further(layered),
                _one_further(lambda s: np.asarray(logits(s.model, s.other))),
            ),
        ),
    ),
    TrainedCheck(
        "trained_readings_hold",
        "The logits are the entries of W_U W_E and of OV, weighed by the patterns",
        layered,
        circuits_times_patterns,
        twice_the_logits_error,
        (
            ("one_OV", "the same OV for every head", layered,
             _of(_one_ov_for_all, circuits_times_patterns)),
            ("heads_swapped", "one head's W_O beside another's W_V", layered,
             _of(_outputs_swapped, circuits_times_patterns)),
            ("pattern_transposed", "A[source, destination]", layered, _patterns_transposed),
            ("no_direct_path", "that heads alone make the logits", layered, _heads_alone),
        ),
    ),
    TrainedCheck(
        "trained_scores_are_read",
        "The patterns of layer 0 are the softmax of QK's entries and of the positional terms",
        first_patterns,
        patterns_of_circuits,
        twice_the_pattern_error,
        (
            ("no_positions", "QK alone", first_patterns,
             _of(_without_positions, patterns_of_circuits)),
            ("QK_transposed", "row = source, column = destination", first_patterns,
             _of(_queries_for_keys, patterns_of_circuits)),
            ("not_scaled", "leaving 1/√d_head out", first_patterns, _not_scaled),
        ),
    ),
)  # fmt: skip
