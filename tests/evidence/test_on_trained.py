"""The checks of trained models: each holds, goes red when broken, and skips nothing."""

import dataclasses

import numpy as np
import pytest

from refmath.evidence import on_trained as trained
from refmath.evidence import trained_sides
from refmath.evidence.effort import FULL, QUICK, Effort
from refmath.evidence.on_trained import TRAINED, TrainedCheck, check_trained
from refmath.evidence.trained_mistakes import FalseEquation
from refmath.evidence.trained_samples import TrainedSample
from refmath.evidence.trained_sides import layered, twice_the_logits_error
from refmath.numeric.arrays import rounding
from refmath.numeric.heads.circuits import ov_circuit, qk_circuit
from refmath.numeric.heads.terms import path_logits
from refmath.numeric.layered.forward import attention_patterns, logits
from refmath.numeric.model.transformer import AttentionLayer, Transformer
from refmath.numeric.paths.expansion import expanded_logits
from refmath.numeric.paths.listed import paths

BY_NAME = {check.name: check for check in TRAINED}
LAYERS, ORDERS, CAUSAL, READINGS, SCORES = BY_NAME


def _model(n_layers: int) -> Transformer:
    rng = np.random.default_rng(n_layers)

    def drawn(*shape: int) -> np.ndarray:
        return (0.5 * rng.standard_normal(shape)).astype(np.float32)

    layers = [
        AttentionLayer(drawn(2, 4, 8), drawn(2, 4, 8), drawn(2, 4, 8), drawn(2, 8, 4))
        for _ in range(n_layers)
    ]
    return Transformer(drawn(8, 11), drawn(11, 8), layers, W_pos=drawn(8, 12))


SAMPLES = [
    TrainedSample(
        name, _model(n), np.array([0, 3, 1, 4, 1, 5, 9, 2]), np.array([0, 3, 1, 4, 2, 6, 5, 3])
    )
    for n, name in ((1, "one"), (2, "two"))
]


@pytest.fixture
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trained, "trained_samples", lambda _: SAMPLES)


@pytest.mark.usefixtures("_small")
@pytest.mark.parametrize("name", BY_NAME)
def test_it_holds_and_its_near_misses_fall(name: str) -> None:
    verdict = check_trained(BY_NAME[name])
    assert verdict.passed, verdict
    assert "one, two" in verdict.checks[0].detail


@pytest.mark.parametrize("effort", [FULL, QUICK], ids=lambda effort: effort.name)
@pytest.mark.parametrize("name", BY_NAME)
def test_it_holds_on_the_bundled_models(name: str, effort: Effort) -> None:
    verdict = check_trained(BY_NAME[name], effort)
    assert verdict.passed, verdict
    assert "attn-only-1l, attn-only-2l" in verdict.checks[0].detail
    assert all("attn-only-2l" in each.counterexample for each in verdict.refutations)


def _paths_but_one(model, tokens, **options):
    last = list(paths(model))[-1]
    return expanded_logits(model, tokens, **options) - path_logits(model, last, tokens)


def _paths_backwards(model, path, tokens, *, patterns):
    flipped = [pattern[..., ::-1, :, :] for pattern in patterns]
    return path_logits(model, path, tokens, patterns=flipped)


def _looking_ahead(model, tokens):
    return logits(dataclasses.replace(model, causal=False), tokens)


def _ov_transposed(model, layer, head):
    return ov_circuit(model, layer, head).T


def _qk_transposed(model, layer, head):
    return qk_circuit(model, layer, head).T


def _patterns_shifted(model, tokens):
    return tuple(np.roll(pattern, 1, axis=-1) for pattern in attention_patterns(model, tokens))


@pytest.mark.usefixtures("_small")
@pytest.mark.parametrize(
    ("name", "function", "broken"),
    [
        (LAYERS, "expanded_logits", _paths_but_one),
        (LAYERS, "logits", _looking_ahead),
        (ORDERS, "path_logits", _paths_backwards),
        (CAUSAL, "logits", _looking_ahead),
        (READINGS, "ov_circuit", _ov_transposed),
        (READINGS, "attention_patterns", _patterns_shifted),
        (SCORES, "qk_circuit", _qk_transposed),
        (SCORES, "attention_patterns", _patterns_shifted),
    ],
)
def test_it_goes_red_when_a_function_is_broken(monkeypatch, name, function, broken):
    monkeypatch.setattr(trained_sides, function, broken)
    verdict = check_trained(BY_NAME[name])
    assert not verdict.checks[0].passed


@pytest.mark.usefixtures("_small")
@pytest.mark.parametrize("name", BY_NAME)
def test_it_goes_red_when_a_side_is_off_by_little(name: str) -> None:
    check = BY_NAME[name]
    off = dataclasses.replace(
        check, left=lambda sample: check.left(sample) * sample.model.dtype.type(1.001)
    )
    assert not check_trained(off).checks[0].passed


def test_weights_that_are_not_there_fail_and_refute_nothing(monkeypatch):
    def missing(_):
        raise FileNotFoundError("attn-only-1l.safetensors")

    monkeypatch.setattr(trained, "trained_samples", missing)
    verdict = check_trained(TRAINED[0])
    assert not verdict.passed
    assert "attn-only-1l.safetensors" in verdict.checks[0].detail
    assert not any(each.refuted for each in verdict.refutations)


def test_no_samples_are_no_evidence(monkeypatch):
    monkeypatch.setattr(trained, "trained_samples", lambda _: [])
    assert not check_trained(TRAINED[0]).passed


@pytest.mark.usefixtures("_small")
def test_a_true_statement_is_not_refuted_nor_a_crash() -> None:
    def crash(_):
        raise RuntimeError("no comparison")

    same = TrainedCheck(
        "same",
        "the same",
        layered,
        layered,
        twice_the_logits_error,
        (
            FalseEquation("true", "", layered, layered),
            FalseEquation("crash", "", crash, layered),
        ),
    )
    verdict = check_trained(same)
    assert verdict.checks[0].passed
    assert [each.refuted for each in verdict.refutations] == [False, False]


@pytest.mark.usefixtures("_small")
def test_a_near_miss_must_fall_on_every_model() -> None:
    def only_the_second(sample):
        return layered(sample) + (sample.name == "two")

    check = dataclasses.replace(
        TRAINED[0], near_misses=(FalseEquation("half", "", only_the_second, layered),)
    )
    assert not check_trained(check).refutations[0].refuted


def test_the_pattern_bound_covers_float32_against_float64() -> None:
    for sample in SAMPLES:
        wide = sample.in_float64()
        error = np.abs(
            trained_sides.patterns_of_circuits(sample) - trained_sides.first_patterns(wide)
        )
        bound = trained_sides.twice_the_pattern_error(sample)
        assert (error <= bound).all()
        assert 0 < bound.max() < 0.01


@pytest.mark.parametrize("positions", [True, False])
def test_twice_the_pattern_bound_is_of_all_that_queries_and_keys_read(positions) -> None:
    """Of scores by hand: one head, one token, its size |x| + |p| seen twice over."""
    one = np.ones((1, 1, 1))
    W_E, W_pos = np.array([[1.0, 2.0]]), np.array([[4.0, 8.0]]) if positions else None
    layer = AttentionLayer(one, one, one, one)
    model = Transformer(W_E, np.ones((2, 1)), [layer], W_pos=W_pos)
    sample = dataclasses.replace(SAMPLES[0], model=model, tokens=np.array([0, 1]))
    size = np.array([5.0, 10.0] if positions else [1.0, 2.0])
    errors = rounding.gamma(2 + 1 + 8, model.dtype) * np.outer(size, size)
    scores = trained_sides.scores_of_circuits(sample, 0)
    earlier = np.tril(np.ones((2, 2), bool))
    _, error = rounding.softmax_and_error(scores, errors, earlier)
    bound = trained_sides.twice_the_pattern_error(sample)[0]
    assert (bound >= 2 * error).all()
    assert bound == pytest.approx(2 * error, rel=1e-6)


def test_places_are_tokens_of_windows() -> None:
    def zeros_but_one(shape):
        return lambda _: np.eye(shape[-1])[: shape[-2]] + np.zeros(shape)

    for shape in ((3, 5), (2, 3, 5)):
        side = zeros_but_one(shape)
        check = dataclasses.replace(
            TRAINED[0], left=side, right=side, bound=lambda _, s=shape: np.ones(s)
        )
        apart = trained._apart(check, "float64", [SAMPLES[0]] * 2)
        assert apart.places == 2 * np.prod(shape[:-1])
