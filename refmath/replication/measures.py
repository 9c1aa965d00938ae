"""What the findings are computed of: losses at each position, of all paths and of some."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.numeric.arrays.low_rank import LowRank
from refmath.numeric.heads.circuits import W_OV, W_QK
from refmath.numeric.heads.contributions import losses_by_order, path_contributions
from refmath.numeric.heads.copying import copying_score
from refmath.numeric.heads.on_tokens import repeated_random_tokens
from refmath.numeric.layered.forward import logits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from refmath.numeric.model.arguments import Path
    from refmath.numeric.model.transformer import Transformer

Matrix = np.ndarray[Any, Any]
Head = tuple[int, int]

AT_ONCE = 8
"""How many windows are computed at a time."""
REPEATS = 16
"""Sequences of repeated random tokens."""


def next_token_losses(found: Matrix, tokens: Matrix) -> Matrix:
    r"""Return the loss of each next token: −log softmax(logits) at it, in nats.

    Args:
        found: logits, shape (..., n_ctx, d_vocab).
        tokens: shape (..., n_ctx).

    Returns:
        Shape (..., n_ctx - 1).

    Examples:
        >>> next_token_losses(np.zeros((2, 4)), np.array([0, 1])).round(4).tolist()  # log 4
        [1.3863]
    """
    before = found[..., :-1, :]
    before = before - before.max(axis=-1, keepdims=True)
    whole = np.log(np.exp(before).sum(axis=-1))
    following = np.take_along_axis(before, tokens[..., 1:, None], axis=-1)[..., 0]
    return np.asarray(whole - following)


def losses(model: Transformer, windows: Matrix) -> Matrix:
    """Return a model's losses at each next token of each window.

    Args:
        model: the transformer.
        windows: tokens, shape (n, n_ctx).

    Returns:
        Shape (n, n_ctx - 1), in nats.
    """
    batches = (next_token_losses(logits(model, each), each) for each in _batches(windows))
    return np.concatenate(list(batches))


def mean_losses_by_order(model: Transformer, windows: Matrix) -> Matrix:
    """Return the loss that is left with the paths of up to each order, over all windows."""
    found = [losses_by_order(model, each) * len(each) for each in _batches(windows)]
    return np.asarray(sum(found) / len(windows))


def _batches(windows: Matrix) -> Iterator[Matrix]:
    return (windows[start : start + AT_ONCE] for start in range(0, len(windows), AT_ONCE))


def losses_of_terms(
    model: Transformer, windows: Matrix
) -> tuple[dict[tuple[int, ...], float], dict[Path, float]]:
    r"""Return losses of sums of terms of one head, and what leaving each path out costs.

    The patterns are held fixed at the model's own.

    Args:
        model: the transformer.
        windows: tokens, shape (n, n_ctx).

    Returns:
        The loss of the direct path with the terms of single heads of some layers: for (), (0,),
        (1,), ... and all of them together; and for each path the loss without it, less the loss.
    """
    of_layers = [(), *((i,) for i in range(model.n_layers)), tuple(range(model.n_layers))]
    kept = dict.fromkeys(of_layers, 0.0)
    lost: dict[Path, float] = {}
    for each in _batches(windows):
        full = logits(model, each)
        share = len(each) / len(windows)
        loss = float(next_token_losses(full, each).mean())
        by_layer: dict[int, Matrix] = {}
        for path, term in path_contributions(model, each):
            without = float(next_token_losses(full - term, each).mean())
            lost[path] = lost.get(path, 0.0) + share * (without - loss)
            if len(path) <= 1:
                layer = path[0][0] if path else -1
                by_layer[layer] = by_layer[layer] + term if layer in by_layer else term
        for layers in kept:
            summed = by_layer[-1] + sum(by_layer[i] for i in layers)
            kept[layers] += share * float(next_token_losses(summed, each).mean())
    return kept, lost


def matching_through(model: Transformer, earlier: Head, later: Head) -> float:
    r"""Return whether a head attends where the *earlier head's* source was its own token.

    The copying score of $W_E^\top W_{QK}^{later} W_{OV}^{earlier} W_E$, from −1 to 1: the term of
    the later head's scores that K-composition makes.

    Args:
        model: the transformer.
        earlier: a (layer, head) pair.
        later: one of a later layer.

    Source:
        Elhage et al. 2021, «Checking the Mechanistic Theory».
    """
    compared, moved = W_QK(model, *later), W_OV(model, *earlier)
    right = (compared.right @ moved.left) @ (moved.right @ model.W_E)
    return float(copying_score(LowRank(model.W_E.T @ compared.left, right)))


def copying_by_chance(
    d_head: int, *, draws: int = 2000, share: float = 0.99, seed: int = 0
) -> float:
    r"""Return the copying score that random circuits exceed, on either side, 1 time in 100.

    The nonzero eigenvalues of a circuit of random factors lie as those of a random d_head × d_head
    matrix, which is what is drawn here.

    Args:
        d_head: the inner size.
        draws: how many matrices.
        share: of them whose |Σλ| / Σ|λ| is below what is returned.
        seed: of the random numbers.

    Source:
        Elhage et al. 2021, «Detecting Copying Behavior», on Ginibre's distribution.

    Examples:
        >>> copying_by_chance(4, draws=500) > copying_by_chance(32, draws=500) > 0
        True
    """
    drawn = np.random.default_rng(seed).standard_normal((draws, d_head, d_head))
    eigenvalues = np.linalg.eigvals(drawn)
    scores = np.abs(eigenvalues.real.sum(axis=1)) / np.abs(eigenvalues).sum(axis=1)
    return float(np.quantile(scores, share))


@dataclass(frozen=True)
class Estimate:
    """A mean with its standard error.

    Args:
        mean: of independent values.
        error: the standard error of that.

    Examples:
        >>> print(Estimate(-0.109, 0.2036))
        -0.109 ± 0.204
        >>> [Estimate(mean, 0.2).below(0.0) for mean in (-1.0, 1.0, -0.3)]
        [True, False, None]
    """

    mean: float
    error: float

    def below(self, limit: float) -> bool | None:
        """Whether it lies below, by more than two standard errors; None if within them."""
        return None if abs(self.mean - limit) <= 2 * self.error else self.mean < limit

    def above(self, limit: float) -> bool | None:
        """Whether it lies above, by more than two standard errors; None if within them."""
        return None if abs(self.mean - limit) <= 2 * self.error else self.mean > limit

    def __str__(self) -> str:
        return f"{self.mean:.3f} ± {self.error:.3f}"


def estimate(values: Matrix) -> Estimate:
    """Return the mean of independent values and its standard error.

    Examples:
        >>> estimate(np.array([1.0, 3.0]))
        Estimate(mean=2.0, error=1.0)
    """
    return Estimate(float(values.mean()), float(values.std(ddof=1) / np.sqrt(len(values))))


def frequent(windows: Matrix, d_vocab: int, least: int) -> Mapping[int, int]:
    """Return the tokens that occur so often, most frequent first, with their counts.

    Examples:
        >>> frequent(np.array([[2, 1, 2, 0]]), 4, 1)
        {2: 2, 0: 1, 1: 1}
    """
    counts = np.bincount(windows.reshape(-1), minlength=d_vocab)
    order = np.argsort(-counts, kind="stable")
    return {int(token): int(counts[token]) for token in order if counts[token] >= least}


def repeated(model: Transformer, period: int, first: int | None) -> Matrix:
    """Return `REPEATS` sequences of random tokens, twice each."""
    return repeated_random_tokens(model.d_vocab, period, batch=REPEATS, seed=1, first=first)


def longest_period(model: Transformer, first: int | None) -> int:
    """Return how many tokens can be repeated in a context; 64 for a model without positions.

    Examples:
        >>> from refmath.numeric.model.by_hand import previous_token_head
        >>> longest_period(previous_token_head(9, n_ctx=8), None)
        4
    """
    longest = 128 if model.n_ctx is None else model.n_ctx
    return min((longest - (first is not None)) // 2, model.d_vocab - 1)
