"""Batches: windows of the text as it is, and windows in which a segment repeats.

A batch depends on the seed and on the number of its step alone, so that a training which was
interrupted goes on as if it had not been.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from training.corpus import BOS_ID, D_VOCAB, Tokens

if TYPE_CHECKING:
    from training.settings import Settings


def batch(settings: Settings, step: int, text: Tokens, *, d_vocab: int = D_VOCAB) -> Tokens:
    """Return the batch of a step.

    Args:
        settings: of the model.
        step: from 0.
        text: the stream of tokens to learn from.
        d_vocab: the size of the vocabulary, from which random tokens are drawn.

    Returns:
        Tokens, shape (windows, n_ctx) of the step's phase, the first of each window `BOS_ID`.
    """
    phase, _ = settings.at(step)
    rng = np.random.default_rng([settings.seed, step])
    rows = np.empty((phase.windows, phase.n_ctx), dtype=np.int64)
    rows[:, 0] = BOS_ID
    length = phase.n_ctx - 1
    shortest, longest = phase.periods
    for row in range(phase.windows):
        period = int(rng.integers(shortest, longest + 1))
        if row < phase.n_random:
            rows[row, 1:] = np.resize(rng.integers(BOS_ID + 1, d_vocab, period), length)
            continue
        start = int(rng.integers(0, len(text) - length + 1))
        window = text[start : start + length]
        repeats = row < phase.n_random + phase.n_repeated
        rows[row, 1:] = np.resize(window[:period], length) if repeats else window
    return rows
