"""Measurements: losses on text, losses of both copies on repeated tokens, what the heads do."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import array_api_compat
import numpy as np

import refmath as rm
from training.corpus import BOS_ID, Tokens

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array

REPEATS = 32
"""Windows of repeated random tokens that the scores are measured on."""


@dataclass(frozen=True)
class Scores:
    """What a model does with repeated random tokens: the best head of each layer, the losses."""

    previous_token: tuple[float, ...]
    prefix_matching: tuple[float, ...]
    first_copy: float
    second_copy: float
    """From its second token on: the first cannot be known."""

    def row(self) -> dict[str, Any]:
        """Return the numbers by name, rounded for a table."""
        row: dict[str, Any] = {}
        for name, value in asdict(self).items():
            if isinstance(value, tuple):
                row |= {f"{name}_{layer}": round(best, 4) for layer, best in enumerate(value)}
            else:
                row[name] = round(value, 4)
        return row


def mean_loss(model: rm.Transformer, windows: Tokens, *, at_once: int = 32) -> float:
    """Return the mean loss over windows of text.

    Args:
        model: NumPy's or torch's.
        windows: tokens, shape (n_windows, n_ctx).
        at_once: how many windows one batch holds.

    Returns:
        Nats a token.
    """
    total = 0.0
    n_windows, n_ctx = windows.shape
    for start in range(0, len(windows), at_once):
        tokens = _on_device_of(model, windows[start : start + at_once])
        total += float(rm.next_token_losses(model, tokens).sum())
    return total / int(n_windows * (n_ctx - 1))


def scores(model: rm.Transformer, *, period: int | None = None) -> Scores:
    """Measure a model on repeated random tokens: `REPEATS` windows, `BOS` first.

    Args:
        model: NumPy's or torch's.
        period: the length of a copy; without it, the longest that the model's positions allow.

    Returns:
        The best scores of each layer, and the losses.
    """
    if period is None:
        period = ((model.n_ctx or 129) - 1) // 2
    tokens = _on_device_of(
        model, rm.repeated_random_tokens(model.d_vocab, period, batch=REPEATS, first=BOS_ID)
    )
    each = rm.next_token_losses(model, tokens)
    return Scores(
        tuple(float(layer.max()) for layer in rm.previous_token_scores(model, tokens)),
        tuple(float(layer.max()) for layer in rm.prefix_matching_scores(model, tokens)),
        float(each[:, :period].mean()),
        float(each[:, period + 1 :].mean()),
    )


def _on_device_of(model: rm.Transformer, tokens: Tokens) -> Array:
    if array_api_compat.is_numpy_array(model.W_E):
        return np.asarray(tokens)
    xp = array_api_compat.array_namespace(model.W_E)
    return xp.asarray(tokens, device=array_api_compat.device(model.W_E))
