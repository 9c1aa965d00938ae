"""What the findings are computed of: losses at each position, of all paths and of some."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from refmath.numeric.arrays.low_rank import LowRank
from refmath.numeric.heads.circuits import W_OV, W_QK, bigram_circuit
from refmath.numeric.heads.contributions import logits_by_order, losses_by_order
from refmath.numeric.heads.copying import copying_score
from refmath.numeric.heads.on_tokens import repeated_random_tokens
from refmath.numeric.heads.terms import constant_logits, path_contributions
from refmath.numeric.layered.forward import forward_pass, logits, norm_scales
from refmath.numeric.layered.losses import losses_of_logits, next_token_losses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from refmath.numeric.arrays.libraries import Matrix
    from refmath.numeric.model.arguments import Path
    from refmath.numeric.model.parts import Norm, Part
    from refmath.numeric.model.transformer import Transformer

Head = tuple[int, int]

CONSTANTS: frozenset[Part] = frozenset({"b_V", "b_O", "b_U", "norm.bias", "final_norm.bias"})
"""The parts that add something to the logits whatever is read."""
AT_ONCE = 8
"""How many windows are computed at a time, at most."""
LOGITS_AT_ONCE = 1 << 24
"""Of so many logits, unless one window has more: a few arrays of them are held at a time."""
REPEATS = 16
"""Sequences of repeated random tokens."""


def losses(model: Transformer, windows: Matrix) -> Matrix:
    """Return a model's losses at each next token of each window.

    Args:
        model: the transformer.
        windows: tokens, shape (n, n_ctx).

    Returns:
        Shape (n, n_ctx - 1), in nats.
    """
    return np.concatenate([next_token_losses(model, batch) for batch in _batches(model, windows)])


def mean_losses_by_order(model: Transformer, windows: Matrix) -> Matrix:
    """Return the loss that is left with the paths of up to each order, over all windows.

    Patterns and norms' scales are the model's own. What biases and norms' β add, which no path from
    a token carries, stands beside the direct path, and so in all of them.
    """
    if not has_constants(model):
        found = [losses_by_order(model, each) * len(each) for each in _batches(model, windows)]
        return np.asarray(sum(found) / len(windows))
    # One window at a time: all its orders take the memory of as many windows' logits.
    of_windows = [_losses_beside_constants(model, window) for window in windows]
    return np.asarray(np.mean(of_windows, axis=0))


def _losses_beside_constants(model: Transformer, window: Matrix) -> Matrix:
    run = forward_pass(model, window)
    constant = constant_logits(model, window, patterns=run.patterns, scales=run.scales)
    of_paths = logits_by_order(
        _without_constants(model), window, patterns=run.patterns, scales=run.scales
    )
    up_to = np.cumsum(of_paths, axis=0) + constant
    return np.array([losses_of_logits(order, window).mean() for order in up_to])


def has_constants(model: Transformer) -> bool:
    """Whether biases or norms' β add anything to the logits, whatever is read.

    Examples:
        >>> from refmath.numeric.model.transformer import Transformer
        >>> model = Transformer(np.eye(2), np.eye(2), [])
        >>> has_constants(model), has_constants(replace(model, b_U=np.ones(2)))
        (False, True)
    """
    return not CONSTANTS.isdisjoint(model.parts)


def _without_constants(model: Transformer) -> Transformer:
    """Return a model of the same paths: its patterns and scales have to be held fixed."""

    def bare(norm: Norm | None) -> Norm | None:
        return None if norm is None else replace(norm, bias=None)

    layers = [replace(layer, b_V=None, b_O=None, norm=bare(layer.norm)) for layer in model.layers]
    return replace(model, layers=layers, final_norm=bare(model.final_norm), b_U=None)


def direct_logits(
    model: Transformer, windows: Matrix, tokens: Iterable[int]
) -> Iterator[tuple[int, Matrix]]:
    r"""Yield what the direct path and biases make of each token, in the mean over its places.

    $\bar s_b \, W_U W_E e_b + \bar k_b$, $W_U$ behind the final norm: $\bar s_b$ is the mean of
    the norm's scale where token b occurs, 1 without a norm, and $\bar k_b$ that of
    `constant_logits`.

    Args:
        model: the transformer.
        windows: tokens, shape (n, n_ctx).
        tokens: which, each of them in the windows.

    Yields:
        Each token with its logits, shape (d_out,).

    Examples:
        >>> from refmath.numeric.model.transformer import Transformer
        >>> model = Transformer(np.eye(2), np.eye(2), [], b_U=np.array([0.0, 5.0]))
        >>> [(token, of.tolist()) for token, of in direct_logits(model, np.array([[0, 1]]), [1])]
        [(1, [0.0, 6.0])]
    """
    circuit, tokens = bigram_circuit(model), tuple(tokens)
    scales = dict.fromkeys(tokens, 0.0)
    constants = {token: np.zeros(model.d_out) for token in tokens}
    for each in _batches(model, windows):
        scale = None if model.final_norm is None else norm_scales(model, each)[-1]
        constant = constant_logits(model, each) if has_constants(model) else None
        for token in tokens:
            at = each == token
            scales[token] += float(at.sum() if scale is None else scale[at].sum())
            if constant is not None:
                constants[token] += constant[at].sum(axis=0)
    for token in tokens:
        n_places = int((windows == token).sum())
        scale_of_token, constant_of_token = scales[token] / n_places, constants[token] / n_places
        yield token, np.asarray(circuit.columns(token) * scale_of_token + constant_of_token)


def _batches(model: Transformer, windows: Matrix) -> Iterator[Matrix]:
    fitting = LOGITS_AT_ONCE // (windows.shape[1] * model.d_out)
    size = min(max(1, fitting), AT_ONCE)
    return (windows[start : start + size] for start in range(0, len(windows), size))


def losses_of_terms(
    model: Transformer, windows: Matrix
) -> tuple[dict[tuple[int, ...], float], dict[Path, float]]:
    r"""Return losses of sums of terms of one head, and what leaving each path out costs.

    The patterns and the norms' scales are held fixed at the model's own. What biases add, which no
    path carries, stands beside the direct path. Each path takes a product with $W_U$: of two heads
    there are n_layers (n_layers − 1) / 2 · n_heads².

    Args:
        model: the transformer.
        windows: tokens, shape (n, n_ctx).

    Returns:
        The loss of the direct path with the terms of single heads of some layers: for (), (0,),
        (1,), ... and all of them together; and for each path of up to two heads the loss without
        it, less the loss.
    """
    of_layers = [(), *((i,) for i in range(model.n_layers)), tuple(range(model.n_layers))]
    kept = dict.fromkeys(of_layers, 0.0)
    lost: dict[Path, float] = {}
    for each in _batches(model, windows):
        full = logits(model, each)
        share = len(each) / len(windows)
        loss = float(losses_of_logits(full, each).mean())
        by_layer: dict[int, Matrix] = {}
        constant = constant_logits(model, each) if has_constants(model) else 0.0
        for path, term in path_contributions(model, each, max_order=2):
            without = float(losses_of_logits(full - term, each).mean())
            lost[path] = lost.get(path, 0.0) + share * (without - loss)
            if len(path) <= 1:
                layer = path[0][0] if path else -1
                by_layer[layer] = by_layer[layer] + term if layer in by_layer else term
        for layers in kept:
            summed = by_layer[-1] + sum(by_layer[i] for i in layers) + constant
            kept[layers] += share * float(losses_of_logits(summed, each).mean())
    return kept, lost


def matching_through(model: Transformer, earlier: Head, later: Head) -> float:
    r"""Return whether a head attends where the *earlier head's* source was its own token.

    The copying score of $W_E^\top W_{QK}^{later} W_{OV}^{earlier} W_E$, from −1 to 1: the term of
    the later head's scores that K-composition makes. Behind norms the weights have their gains and
    centrings in them: the term has the positions' scales, which are positive, beside it.

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
