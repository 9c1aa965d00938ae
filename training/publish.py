"""What the package ships: weights, tokenizer, cards, checksums, a held-out sample, the logs."""

from __future__ import annotations

import hashlib
import json
import platform
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

import refmath as rm
from refmath.numeric.model.every_weight import in_float64
from refmath.whole_file import whole_file
from training.baselines import baselines
from training.card import card
from training.corpus import D_VOCAB, Corpus, windows
from training.measure import mean_loss, scores
from training.model import as_numpy, transformer
from training.settings import RECIPE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from training.measure import Scores
    from training.settings import Settings
    from training.train import Run

SAMPLE = 32
"""Held-out windows that the package ships."""
LOGS = Path(__file__).parent / "logs"
"""Where the repository keeps the logs of the shipped weights."""


def publish(runs: Mapping[Settings, Run], corpus: Corpus, folder: Path, weights: Path) -> None:
    """Measure the trained models, and write all that the package ships.

    Args:
        runs: the trained models.
        corpus: the text.
        folder: where tokenizer.json and the logs lie.
        weights: the package's folder.
    """
    for each in (weights, LOGS):
        each.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(folder / "tokenizer.json", weights / "tokenizer.json")
    held_out = windows(corpus.held_out, 128)
    sample = held_out[:: len(held_out) // SAMPLE][:SAMPLE]
    np.save(weights / "held-out.npy", sample.astype(np.uint16))
    counted = baselines(corpus.training, held_out)
    models = []
    for settings, run in runs.items():
        model = as_numpy(transformer(run.weights))
        path = weights / f"{settings.name}.safetensors"
        rm.save(model, path)
        on_device = transformer({name: w.detach() for name, w in run.weights.items()})
        on_repeats = scores(model)
        found = _measured(settings, model, path, mean_loss(on_device, held_out), on_repeats)
        # In float64, so that whoever computes it again finds all its digits.
        found["sample_loss"] = round(mean_loss(in_float64(model), sample), 6)
        models.append(found)
        text = card(settings, found, on_repeats, counted, corpus, trained_on())
        (weights / f"{settings.name}.md").write_text(text, encoding="utf-8")
    shared, cards = ("tokenizer.json", "held-out.npy"), [f"{run.name}.md" for run in runs]
    manifest = {
        "recipe": RECIPE,
        "baselines": counted,
        "models": models,
        "sha256": {name: _sha256(weights / name) for name in (*shared, *cards)},
    }
    for settings in runs:
        log = f"{settings.name}.jsonl"
        shutil.copyfile(folder / log, LOGS / log)
    with whole_file(weights / "models.json") as file:
        file.write(f"{json.dumps(manifest, indent=1)}\n".encode())


def _measured(
    settings: Settings,
    model: rm.Transformer,
    path: Path,
    held_out_loss: float,
    on_repeats: Scores,
) -> dict[str, Any]:
    """The model's entry in the manifest: the fields of `refmath.trained.bundled.Bundled`."""
    return {
        "name": settings.name,
        "n_layers": settings.n_layers,
        "n_heads": settings.n_heads,
        "d_model": settings.d_model,
        "d_head": settings.d_head,
        "n_ctx": settings.n_ctx,
        "d_vocab": D_VOCAB,
        "dtype": str(model.dtype),
        "held_out_loss": round(held_out_loss, 6),
        "previous_token_scores": [round(score, 4) for score in on_repeats.previous_token],
        "prefix_matching_scores": [round(score, 4) for score in on_repeats.prefix_matching],
        "size": path.stat().st_size,
        "sha256": _sha256(path),
    }


def trained_on() -> str:
    """Name the kind of machine and the versions that the weights come from."""
    device = "GPU" if torch.cuda.is_available() else f"CPU ({platform.machine()})"
    return f"{device}, PyTorch {torch.__version__}, Python {platform.python_version()}"


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
