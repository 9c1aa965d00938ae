"""The comparison of two functions: what is equal passes, and nothing else does."""

import dataclasses
from ast import literal_eval
from typing import Any

import numpy as np

from refmath.evidence.agreements import AGREEMENTS
from refmath.evidence.compared import Agreement, check_agreement
from refmath.evidence.drawn_models import Function, Models, Sample
from refmath.evidence.exact_numbers import exact_array
from refmath.evidence.mistakes import Mistake
from refmath.evidence.sides import layered, over_paths
from refmath.numeric.layered import forward
from refmath.numeric.model.transformer import AttentionLayer, Transformer

BY_NAME = {agreement.name: agreement for agreement in AGREEMENTS}
OPERATOR_ACTS = "operator_acts_as_the_layers_do"
CIRCUITS = "circuits_are_the_products"


def agreement_of(left: Function, right: Function, **changes: Any) -> Agreement:
    plain: dict[str, Any] = {"near_misses": (Mistake("negative", "", lambda s: -left(s)),)}
    return Agreement("name", "Title", left, right, **(plain | DEPTHS | changes))


DEPTHS: dict[str, Any] = {"models": Models((0, 1)), "floats": True}


def nudged(sample: Sample, by: float) -> Any:
    found = layered(sample)
    return found if found.dtype == object else (found * (1 + by)).astype(found.dtype)


def test_the_comparison_passes_what_is_equal() -> None:
    assert check_agreement(agreement_of(layered, layered)).passed


def test_floats_apart_by_more_than_rounding_fail_though_rationals_agree() -> None:
    verdict = check_agreement(agreement_of(layered, lambda s: nudged(s, 1e-3)))
    assert [check.passed for check in verdict.checks] == [True, False]
    assert verdict.refutations[0].refuted


def test_floats_that_are_not_numbers_fail() -> None:
    def lost(sample: Sample) -> Any:
        found = layered(sample)
        return found if found.dtype == object else np.full_like(found, np.nan)

    verdict = check_agreement(agreement_of(layered, lost))
    assert [check.passed for check in verdict.checks] == [True, False]


def test_a_dtype_that_grows_fails() -> None:
    def widened(sample: Sample) -> Any:
        found = layered(sample)
        return found if found.dtype == object else found.astype(np.float64)

    verdict = check_agreement(agreement_of(layered, widened))
    assert [check.passed for check in verdict.checks] == [True, False]
    assert "float32 became float32, float64" in verdict.checks[1].detail


def test_one_entry_in_one_model_is_enough_to_fail() -> None:
    """The rationals are compared with ==, entry by entry, and the place is named."""

    def off(sample: Sample) -> Any:
        found = layered(sample).copy()
        found[-1] += 1
        return found

    verdict = check_agreement(agreement_of(layered, off, floats=False))
    (check,) = verdict.checks
    assert not check.passed
    assert "draw 0, entry (" in check.detail
    assert " against " in check.detail


def test_shapes_that_differ_fail() -> None:
    verdict = check_agreement(agreement_of(layered, lambda s: layered(s)[:-1], floats=False))
    assert not verdict.checks[0].passed
    assert "shapes (" in verdict.checks[0].detail


def test_two_functions_that_are_zero_do_not_agree() -> None:
    def zero(sample: Sample) -> Any:
        return layered(sample) * 0

    miss = (Mistake("one", "", lambda s: zero(s) + 1),)
    verdict = check_agreement(agreement_of(zero, zero, floats=False, near_misses=miss))
    assert not verdict.checks[0].passed
    assert "not zero on 0 of 12 models" in verdict.checks[0].detail


def test_a_near_miss_that_is_right_is_not_refuted() -> None:
    true = (Mistake("no mistake", "it is true", over_paths),)
    small = dataclasses.replace(BY_NAME[OPERATOR_ACTS], floats=False, near_misses=true)
    verdict = check_agreement(small)
    assert verdict.checks[0].passed
    assert not verdict.refutations[0].refuted
    assert verdict.refutations[0].counterexample == "none found"
    assert not verdict.passed


def test_a_near_miss_that_crashes_or_changes_the_shape_is_not_refuted() -> None:
    def crashes(_: Sample) -> Any:
        raise ValueError("W_Q: expected something else")

    for wrong in (crashes, lambda s: layered(s)[:-1]):
        miss = (Mistake("wrong", "", wrong),)
        verdict = check_agreement(agreement_of(layered, layered, floats=False, near_misses=miss))
        assert verdict.checks[0].passed
        assert not verdict.refutations[0].refuted


def test_a_function_that_crashes_fails_with_what_it_said() -> None:
    def crashes(_: Sample) -> Any:
        raise ValueError("x: expected shape (2, 3)")

    verdict = check_agreement(agreement_of(crashes, layered))
    assert [check.detail for check in verdict.checks] == [
        "ValueError: x: expected shape (2, 3)"
    ] * 2
    assert not verdict.passed


def test_a_counterexample_can_be_computed_again_from_what_is_printed() -> None:
    verdict = check_agreement(BY_NAME[OPERATOR_ACTS])
    text = next(r.counterexample for r in verdict.refutations if r.name == "no_mask")
    _, *written, last = text.splitlines()
    values = {name: literal_eval(value) for name, value in (w.split(" = ") for w in written)}
    n_layers = sum(name.startswith("W_Q of layer") for name in values)
    layers = [
        AttentionLayer(*(exact_array(values[f"W_{letter} of layer {n}"]) for letter in "QKVO"))
        for n in range(n_layers)
    ]
    W_E, W_U = exact_array(values["W_E"]), exact_array(values["W_U"])
    right, wrong = (
        forward.logits(Transformer(W_E, W_U, layers, causal=causal), values["tokens"]).reshape(-1)
        for causal in (True, False)
    )
    (n,) = np.argwhere(right != wrong)[0]
    assert last == f"entry ({n},): {right[n]}, but the wrong function says {wrong[n]}"


def test_every_run_draws_the_same() -> None:
    first, again = (check_agreement(BY_NAME[CIRCUITS]) for _ in range(2))
    assert [r.counterexample for r in first.refutations] == [
        r.counterexample for r in again.refutations
    ]
