"""The recipe at a tiny size: the same seed gives the same model, interrupted or not."""

import dataclasses
import json

import numpy as np
import pytest

import refmath as rm

torch = pytest.importorskip("torch")

from refmath.numeric.layered.losses import losses_of_logits  # noqa: E402
from training.batches import batch  # noqa: E402
from training.corpus import Corpus  # noqa: E402
from training.measure import mean_loss  # noqa: E402
from training.model import as_numpy, initial_weights, transformer  # noqa: E402
from training.optimiser import orthogonalised  # noqa: E402
from training.settings import MODELS, Phase, Settings  # noqa: E402
from training.train import train  # noqa: E402

D_VOCAB = 50
REPEATS = Phase(
    steps=6,
    windows=4,
    n_ctx=12,
    repeated_random=0.5,
    repeated_text=0.25,
    periods=(3, 5),
    heads=0.02,
    W_E=1e-2,
    W_U=1e-2,
    W_pos=1e-2,
    warm_up=2,
)
TINY = Settings(
    name="tiny",
    n_layers=2,
    n_heads=2,
    d_model=16,
    d_head=4,
    n_ctx=17,
    seed=0,
    phases=(REPEATS, dataclasses.replace(REPEATS, steps=24, n_ctx=17, cool_down=True)),
)
OTHER_THREADS = 1e-4
"""How far the losses of TINY may be apart where sums are taken in another order. A rounding of
2**-24 grows from step to step, and over 30 steps at these rates by less than a thousandfold."""


@pytest.fixture(scope="module")
def text():
    # Each token is followed by one of two, so that there is something to learn.
    rng = np.random.default_rng(0)
    tokens = [1]
    for choice in rng.integers(1, 3, 6000):
        tokens.append(int(1 + (tokens[-1] * choice) % (D_VOCAB - 1)))
    return Corpus(np.array(tokens[:4000]), np.array(tokens[4000:]))


def trained(text, folder, settings=TINY, **options):
    return train(settings, text, folder, d_vocab=D_VOCAB, every=5, **options)


@pytest.fixture(scope="module")
def run(text, tmp_path_factory):
    return trained(text, tmp_path_factory.mktemp("run"))


def same(one, other):
    return all(torch.equal(one.weights[name], other.weights[name]) for name in one.weights)


def test_a_second_run_with_the_same_seed_is_the_same(run, text, tmp_path):
    again = trained(text, tmp_path)
    assert again.log == run.log
    assert same(again, run)


def test_another_seed_is_another_run(run, text, tmp_path):
    other = trained(text, tmp_path, dataclasses.replace(TINY, seed=1))
    assert other.log[-1]["held_out"] != run.log[-1]["held_out"]
    assert not same(other, run)


def test_another_number_of_threads_changes_the_losses_within_the_tolerance(run, text, tmp_path):
    threads = torch.get_num_threads()
    torch.set_num_threads(1 if threads > 1 else 2)
    try:
        other = trained(text, tmp_path)
    finally:
        torch.set_num_threads(threads)
    for row, ours in zip(other.log, run.log, strict=True):
        # The log is rounded to four places.
        assert abs(row["held_out"] - ours["held_out"]) <= OTHER_THREADS + 1e-4


@pytest.mark.parametrize("stop_at", [3, 5, 8, 27])
def test_an_interrupted_run_ends_as_if_it_had_not_been(run, text, tmp_path, stop_at):
    stopped = trained(text, tmp_path, stop_at=stop_at)
    assert stopped.step == stop_at
    assert not same(stopped, run)
    resumed = trained(text, tmp_path)
    assert resumed.step == TINY.steps
    assert resumed.log == run.log
    assert same(resumed, run)


def test_a_finished_run_is_not_done_again(run, text, tmp_path):
    trained(text, tmp_path)
    before = (tmp_path / "tiny.pt").stat().st_mtime_ns
    assert same(trained(text, tmp_path), run)
    assert (tmp_path / "tiny.pt").stat().st_mtime_ns == before


def test_a_checkpoint_of_other_settings_is_refused(text, tmp_path):
    trained(text, tmp_path, stop_at=8)
    with pytest.raises(ValueError, match=r"tiny.pt: expected a checkpoint of .*seed=1"):
        trained(text, tmp_path, dataclasses.replace(TINY, seed=1))


def test_the_log_is_written_and_the_loss_falls(text, tmp_path):
    run = trained(text, tmp_path)
    rows = [json.loads(line) for line in (tmp_path / "tiny.jsonl").read_text().splitlines()]
    assert rows == run.log
    assert [row["step"] for row in rows] == [0, 5, 10, 15, 20, 25, 30]
    assert [row["tokens"] for row in rows] == [0, 240, 560, 900, 1240, 1580, 1920]
    assert rows[-1]["held_out"] < rows[0]["held_out"] - 0.1


def on_cpu(run):
    """The weights where NumPy finds them: a run is on a GPU where there is one."""
    return {name: weight.detach().cpu() for name, weight in run.weights.items()}


def test_the_logits_that_are_trained_are_refmaths(run):
    # One model, three ways: torch's tensors, NumPy's, and PyTorch's own attention.
    weights = on_cpu(run)
    tokens = torch.from_numpy(batch(TINY, 7, np.arange(1, 40), d_vocab=D_VOCAB))
    ours = rm.logits(transformer(weights), tokens)
    numpys = rm.logits(as_numpy(transformer(weights)), tokens.numpy())
    x = weights["W_E"].T[tokens]
    for n in range(2):
        W_Q, W_K, W_V, W_O = (weights[f"layers.{n}.{w}"] for w in ("W_Q", "W_K", "W_V", "W_O"))
        placed = x + weights["W_pos"].T
        heads = [
            torch.nn.functional.scaled_dot_product_attention(
                placed @ W_Q[h].T, placed @ W_K[h].T, x @ W_V[h].T, is_causal=True
            )
            @ W_O[h].T
            for h in range(2)
        ]
        x = x + sum(heads)
    bound = 2 * rm.logits_error(as_numpy(transformer(weights)), tokens.numpy())
    assert rm.rounding.agree(ours.numpy(), numpys, bound)
    assert rm.rounding.agree(ours.numpy(), (x @ weights["W_U"].T).numpy(), bound)


def test_losses_are_pytorchs_cross_entropy(run, text):
    weights = on_cpu(run)
    windows = text.held_out[:170].reshape(10, 17)
    logits = rm.logits(transformer(weights), torch.from_numpy(windows))
    ours = losses_of_logits(logits, torch.from_numpy(windows))
    theirs = torch.nn.functional.cross_entropy(
        logits[:, :-1].flatten(0, 1), torch.from_numpy(windows[:, 1:]).flatten(), reduction="none"
    )
    # Sums of d_vocab terms of size about 1, and a logarithm of their size.
    bound = rm.rounding.gamma(2 * D_VOCAB, "float32") * 10
    assert rm.rounding.agree(ours.flatten().numpy(), theirs.numpy(), bound)
    mean = mean_loss(as_numpy(transformer(weights)), windows, at_once=3)
    assert abs(mean - float(theirs.mean())) <= bound


def test_the_first_weights_follow_the_seed():
    one, again = (initial_weights(TINY, d_vocab=D_VOCAB) for _ in range(2))
    other = initial_weights(dataclasses.replace(TINY, seed=1), d_vocab=D_VOCAB)
    assert all(torch.equal(one[name], again[name]) for name in one)
    assert not torch.equal(one["W_E"], other["W_E"])


def test_one_position_earlier_is_a_rotation_of_the_first_positions():
    W_pos = initial_weights(TINY, d_vocab=D_VOCAB)["W_pos"].double()
    products = W_pos.T @ W_pos
    for step in range(4):
        diagonal = products.diagonal(step)
        assert (diagonal - diagonal[0]).abs().max() < 1e-4 * products[0, 0]


@pytest.mark.parametrize("shape", [(4, 16), (3, 16, 4), (2, 2, 5, 5)])
def test_orthogonalising_brings_singular_values_near_one(shape):
    torch.manual_seed(0)
    values = torch.linalg.svdvals(orthogonalised(torch.randn(shape)))
    assert values.min() > 0.3
    assert values.max() < 1.3


def test_the_shipped_settings_are_whole():
    for settings in MODELS:
        assert settings.d_model % 2 == 0
        for phase in settings.phases:
            assert phase.n_ctx <= settings.n_ctx
            assert 2 * phase.periods[0] < phase.n_ctx
            for share in (phase.repeated_random, phase.repeated_text):
                assert share * phase.windows == round(share * phase.windows)
        assert settings.tokens(settings.steps) == sum(phase.tokens for phase in settings.phases)
        assert settings.at(settings.steps - 1)[1] == settings.phases[-1].steps - 1
        with pytest.raises(ValueError, match="step: expected less than"):
            settings.at(settings.steps)
