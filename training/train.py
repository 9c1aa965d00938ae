"""The training: a loop that can be interrupted at any step and goes on from its checkpoint."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import torch
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

import refmath as rm
from refmath.whole_file import whole_file
from training.batches import batch
from training.corpus import D_VOCAB, Corpus, windows
from training.measure import mean_loss, scores
from training.model import Weights, initial_weights, transformer
from training.optimiser import Optimiser

if TYPE_CHECKING:
    from pathlib import Path

    from training.settings import Settings

EVERY = 100
"""Steps between two rows of the log, each with a checkpoint."""
GLANCE = 64
"""Windows of the held-out part that the log's held-out loss is measured on."""


@dataclass
class Run:
    """A training under way: what a checkpoint holds, and what it is made of."""

    settings: Settings
    corpus: Corpus
    d_vocab: int
    weights: Weights
    optimiser: Optimiser
    step: int = 0
    log: list[dict[str, Any]] = field(default_factory=list)


def train(
    settings: Settings,
    corpus: Corpus,
    folder: Path,
    *,
    d_vocab: int = D_VOCAB,
    every: int = EVERY,
    stop_at: int | None = None,
) -> Run:
    """Train a model, or go on with its training.

    Args:
        settings: of the model.
        corpus: the text.
        folder: of the checkpoint NAME.pt and the log NAME.jsonl.
        d_vocab: the size of the vocabulary.
        every: steps between two rows of the log, each with a checkpoint.
        stop_at: a step to break off at, without a checkpoint, as an interruption would.

    Returns:
        The run at its end.

    Raises:
        ValueError: for a checkpoint of other settings.
    """
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")  # else CUDA isn't deterministic
    torch.use_deterministic_algorithms(True)
    run = _begin(settings, corpus, d_vocab)
    checkpoint, log = folder / f"{settings.name}.pt", folder / f"{settings.name}.jsonl"
    _resume(run, checkpoint)
    since: list[float] = []
    with _progress(settings.name) as bar:
        task = bar.add_task("", total=settings.steps, completed=run.step, loss="")
        while run.step < settings.steps and run.step != stop_at:
            if not run.log:
                run.log.append(_row(run, since))
            since.append(_take_a_step(run))
            if run.step % every == 0 or run.step == settings.steps:
                run.log.append(_row(run, since))
                since = []
                _save(run, checkpoint)
                with whole_file(log) as file:
                    file.write("".join(f"{json.dumps(row)}\n" for row in run.log).encode())
            bar.update(task, completed=run.step, loss=f"held-out {run.log[-1]['held_out']:.3f}")
    return run


def _begin(settings: Settings, corpus: Corpus, d_vocab: int) -> Run:
    device = "cuda" if torch.cuda.is_available() else "cpu"
    weights = {
        name: weight.to(device).requires_grad_()
        for name, weight in initial_weights(settings, d_vocab=d_vocab).items()
    }
    return Run(settings, corpus, d_vocab, weights, Optimiser(weights))


def _take_a_step(run: Run) -> float:
    """Change the weights by one batch; return its loss before that."""
    tokens = batch(run.settings, run.step, run.corpus.training, d_vocab=run.d_vocab)
    on_device = torch.from_numpy(tokens).to(run.weights["W_E"].device)
    logits = rm.logits(transformer(run.weights), on_device)
    loss = torch.nn.functional.cross_entropy(
        logits[:, :-1].flatten(0, 1), on_device[:, 1:].flatten()
    )
    loss.backward()
    run.optimiser.step(*run.settings.at(run.step))
    run.step += 1
    return float(loss.detach())


def _row(run: Run, since: list[float]) -> dict[str, Any]:
    """Measure where the training stands: a row of the log."""
    model = transformer({name: weight.detach() for name, weight in run.weights.items()})
    held_out = windows(run.corpus.held_out, run.settings.n_ctx)[:GLANCE]
    return {
        "step": run.step,
        "tokens": run.settings.tokens(run.step),
        "training": round(sum(since) / len(since), 4) if since else None,
        "held_out": round(mean_loss(model, held_out), 4),
        **scores(model).row(),
    }


def _save(run: Run, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    state = {
        "settings": repr(run.settings),
        "step": run.step,
        "log": json.dumps(run.log),
        "weights": {name: weight.detach() for name, weight in run.weights.items()},
        "optimiser": run.optimiser.state(),
    }
    with whole_file(path) as file:
        torch.save(state, file)


def _resume(run: Run, path: Path) -> None:
    """Go on from the checkpoint, if there is one."""
    if not path.exists():
        return
    # Tensors, numbers and text: nothing that runs.
    state = torch.load(path, weights_only=True, map_location="cpu")
    if state["settings"] != repr(run.settings):
        raise ValueError(
            f"{path}: expected a checkpoint of the settings {run.settings},"
            f" got one of {state['settings']}: move it away to begin anew"
        )
    with torch.no_grad():
        for name, weight in run.weights.items():
            weight.copy_(state["weights"][name])
    run.optimiser.restore(state["optimiser"])
    run.step, run.log = state["step"], json.loads(state["log"])


def _progress(name: str) -> Progress:
    return Progress(
        TextColumn(name),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[loss]}"),
    )
