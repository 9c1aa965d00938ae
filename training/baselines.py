"""What counting alone achieves: the losses of unigrams, bigrams and trigrams on the same windows.

Each estimate leans on the shorter one: p(c | a b) = (n(a b c) + k p(c | b)) / (n(a b) + k). The
best k of `STRENGTHS` on the held-out part itself is taken, which favours the baseline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from training.corpus import D_VOCAB, Tokens

if TYPE_CHECKING:
    from typing import Any

    Probabilities = np.ndarray[Any, np.dtype[np.float64]]

STRENGTHS = (0.5, 1, 2, 5, 10, 20, 50, 100)


def baselines(training: Tokens, windows: Tokens) -> dict[str, float]:
    """Return the mean losses of the three baselines.

    Where a window has too few tokens before the one to predict, the shorter estimate is taken, so
    that each baseline sees what the model sees.

    Args:
        training: the stream that is counted.
        windows: the windows to predict, shape (n_windows, n_ctx); from the second token on.

    Returns:
        Nats a token, by "unigram", "bigram" and "trigram".
    """
    counts = np.bincount(training, minlength=D_VOCAB) + 1.0
    shorter = (counts / counts.sum())[windows[:, 1:]]
    found = {"unigram": _loss(shorter)}
    for name, n in (("bigram", 2), ("trigram", 3)):
        # The first token of a window is no token of the text before it.
        enough = slice(n - 1, None)
        whole = _counts(training, windows[:, 1:], n)
        before = _counts(training, windows[:, 1:-1], n - 1)

        def longer(
            strength: float,
            whole: Probabilities = whole,
            before: Probabilities = before,
            shorter: Probabilities = shorter,
            enough: slice = enough,
        ) -> Probabilities:
            estimate = shorter.copy()
            estimate[:, enough] = (whole + strength * shorter[:, enough]) / (before + strength)
            return estimate

        shorter = min((longer(strength) for strength in STRENGTHS), key=_loss)
        found[name] = _loss(shorter)
    return found


def _loss(probabilities: Probabilities) -> float:
    return float(-np.log(probabilities).mean())


def _counts(training: Tokens, windows: Tokens, n: int) -> Probabilities:
    """How often each n-gram of the windows occurs in the training text."""
    seen, times = np.unique(_packed(training, n), return_counts=True)
    asked = _packed(windows, n)
    at = np.minimum(np.searchsorted(seen, asked), len(seen) - 1)
    return np.where(seen[at] == asked, times[at], 0).astype(np.float64)


def _packed(tokens: Tokens, n: int) -> Tokens:
    """One integer for each n tokens in a row."""
    length = tokens.shape[-1] - n + 1
    packed = np.zeros_like(tokens[..., :length])
    for i in range(n):
        packed = packed * D_VOCAB + tokens[..., i : i + length]
    return packed
