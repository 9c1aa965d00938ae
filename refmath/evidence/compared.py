"""Two functions compared on drawn models: exactly, in floats, and with wrong ones beside them.

Exactly is in rationals, with `==`; in float32 and float64 what rounding may do is bounded by
`refmath.numeric.arrays.rounding`. The same comparison must tell the wrong functions apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from refmath.evidence.drawn_models import (
    Function,
    Models,
    Sample,
    described,
    exact_sample,
    float_sample,
)
from refmath.evidence.effort import FULL, Effort
from refmath.evidence.exact_numbers import Matrix
from refmath.evidence.mistakes import Mistake
from refmath.evidence.near_misses import TRIES
from refmath.evidence.verdict import DisagreementError, Verdict, checked, searched
from refmath.numeric.arrays import rounding
from refmath.numeric.layered.logits_error import logits_error
from refmath.symbolic.claims import Tried

CHAPTER = "Theorems and functions agree"


@dataclass(frozen=True)
class Agreement:
    """Two functions that must give the same, and wrong ones that must not."""

    name: str
    title: str
    left: Function
    right: Function
    near_misses: tuple[Mistake, ...]
    models: Models
    floats: bool


def check_agreement(agreement: Agreement, effort: Effort = FULL) -> Verdict:
    """Compare the two functions on drawn models, then refute the wrong ones."""
    checks = [checked("exact numbers", partial(_exactly, agreement, effort))]
    if agreement.floats:
        checks.append(checked("floating point", partial(_in_floats, agreement, effort)))
    refutations = tuple(
        searched(wrong.name, wrong.tempting, partial(_counterexample, agreement, wrong))
        for wrong in agreement.near_misses
    )
    return Verdict(agreement.name, agreement.title, CHAPTER, tuple(checks), refutations)


def _exactly(agreement: Agreement, effort: Effort) -> Tried:
    n_models = nonzero = 0
    sizes: list[dict[str, int]] = []
    for seed in range(effort.exact_models):
        sample = exact_sample(seed, agreement.models)
        sizes.append(_sizes(sample))
        left, right = agreement.left(sample), agreement.right(sample)
        if left.shape != right.shape:
            raise DisagreementError(f"draw {seed}: shapes {left.shape} and {right.shape}")
        if not (left == right).all():
            place = _first_apart(left, right)
            raise DisagreementError(
                f"draw {seed}, entry {place}: {left[place]} against {right[place]}"
            )
        n_models += 1
        nonzero += bool((left != 0).any())
    if nonzero <= n_models // 2:
        raise DisagreementError(
            f"not zero on {nonzero} of {n_models} models: too few to say anything"
        )
    found = f"== on {n_models} rational models of {_layers(agreement.models.depths)}"
    seeds = list(range(effort.exact_models))
    return Tried(found, n_models, {"draws": n_models, "seeds": seeds, "sizes": sizes})


def _layers(depths: tuple[int, ...]) -> str:
    least, most = min(depths), max(depths)
    if least < most:
        return f"{least} to {most} layers"
    return "1 layer" if most == 1 else f"{most} layers"


def _first_apart(left: Matrix, right: Matrix) -> tuple[int, ...]:
    return tuple(int(i) for i in np.argwhere(left != right)[0])


def _in_floats(agreement: Agreement, effort: Effort) -> Tried:
    worst, eps, n_models = 0.0, 0.0, 0
    sizes: list[dict[str, int]] = []
    for dtype in (np.float32, np.float64):
        for seed in range(effort.float_models):
            sample = float_sample(seed, dtype, agreement.models)
            sizes.append(_sizes(sample))
            left, right = agreement.left(sample), agreement.right(sample)
            if left.dtype != dtype or right.dtype != dtype:
                raise DisagreementError(
                    f"draw {seed}: {dtype.__name__} became {left.dtype}, {right.dtype}"
                )
            # Either route may be off by its bound, in either direction.
            bound = 2 * logits_error(sample.model, sample.tokens)
            ratio = float(rounding.worst_ratio(left, right, bound.reshape(left.shape)))
            worst = max(worst, ratio)
            scale = max(float(np.abs(x).max()) for x in (left, right)) * float(np.finfo(dtype).eps)
            eps = max(eps, float(np.abs(left - right).max()) / scale) if scale else eps
            n_models += 1
    detail = f"{n_models} models, float32 and float64: apart by at most {eps:.2g} eps"
    detail = f"{detail} of the largest logit, {worst:.1%} of the bound"
    if not worst <= 1:
        raise DisagreementError(detail)
    tried_on = {
        "draws": n_models,
        "seeds": list(range(effort.float_models)),
        "sizes": sizes,
        "dtypes": ["float32", "float64"],
        "worst_error_in_eps": eps,
        "worst_share_of_bound": worst,
    }
    return Tried(detail, n_models, tried_on)


def _sizes(sample: Sample) -> dict[str, int]:
    model, n_ctx = sample.model, len(sample.tokens)
    sizes = {"n_ctx": n_ctx, "d_vocab": model.d_vocab, "d_model": model.d_model}
    return sizes | {"n_layers": model.n_layers, "n_heads": sum(model.n_heads)}


def _counterexample(agreement: Agreement, wrong: Mistake) -> str:
    for seed in range(TRIES):
        sample = exact_sample(seed, agreement.models)
        left, mistaken = agreement.left(sample), wrong.function(sample)
        if left.shape == mistaken.shape and (left != mistaken).any():
            place = _first_apart(left, mistaken)
            return (
                f"{described(sample)}\n"
                f"entry {place}: {left[place]}, but the wrong function says {mistaken[place]}"
            )
    return ""
