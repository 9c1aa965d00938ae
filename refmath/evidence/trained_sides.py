"""The sides of the checks on trained models, and what rounding may put between them."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from refmath.evidence.trained_samples import Matrix, TrainedSample
from refmath.numeric.arrays import rounding
from refmath.numeric.arrays.low_rank import LowRank
from refmath.numeric.heads.circuits import bigram_circuit, ov_circuit, qk_circuit
from refmath.numeric.heads.composition import virtual_pattern, virtual_W_OV
from refmath.numeric.heads.contributions import logits_by_order
from refmath.numeric.heads.terms import path_logits
from refmath.numeric.layered.forward import attention_patterns, logits
from refmath.numeric.layered.logits_error import logits_error
from refmath.numeric.model.transformer import Transformer
from refmath.numeric.paths.expansion import expanded_logits, expanded_patterns
from refmath.numeric.paths.listed import paths

# --- the sides ------------------------------------------------------------------------------------


def layered(sample: TrainedSample) -> Matrix:
    """Route A."""
    return np.asarray(logits(sample.model, sample.tokens))


def over_paths(sample: TrainedSample) -> Matrix:
    """Route B, all paths."""
    return np.asarray(expanded_logits(sample.model, sample.tokens))


def orders_by_layers(sample: TrainedSample) -> Matrix:
    """The orders, each layer adding to order k what it makes of order k − 1."""
    return np.asarray(logits_by_order(sample.model, sample.tokens))


def orders_by_paths(sample: TrainedSample) -> Matrix:
    """The orders, path by path."""
    model, tokens = sample.model, sample.tokens
    patterns = expanded_patterns(model, tokens)
    by_order: dict[int, Matrix] = {}
    for path in paths(model):
        term, order = path_logits(model, path, tokens, patterns=patterns), len(path)
        by_order[order] = by_order[order] + term if order in by_order else term
    return np.stack([by_order[order] for order in sorted(by_order)])


def until_the_half(sample: TrainedSample) -> Matrix:
    """The logits before the two texts differ."""
    return layered(sample)[: sample.half]


def until_the_half_of_the_other(sample: TrainedSample) -> Matrix:
    """The other text's."""
    return np.asarray(logits(sample.model, sample.other))[: sample.half]


def circuits_times_patterns(sample: TrainedSample) -> Matrix:
    """Logits as they are read: W_U W_E's entries, and each path's pattern times its OV's entries.

    At destination i: (W_U W_E)[:, t_i] + Σ_paths Σ_j A_ij OV[:, t_j].
    """
    return read_by(sample, lambda pattern: pattern)


def read_by(sample: TrainedSample, moved: Callable[[Matrix], Matrix]) -> Matrix:
    """The reading, with something done to each path's pattern."""
    model, tokens = sample.model, sample.tokens
    patterns = attention_patterns(model, tokens)
    read = bigram_circuit(model).columns(tokens).T
    for path in paths(model):
        if path:
            pattern = virtual_pattern(model, path, tokens, patterns=patterns)
            read = read + moved(pattern) @ _columns(model, path, tokens).T
    return np.asarray(read)


def _columns(model: Transformer, path: Any, tokens: Matrix) -> Matrix:
    """The columns OV[:, t_j] of a head's circuit, or of a virtual head's."""
    if len(path) == 1:
        return np.asarray(ov_circuit(model, *path[0]).columns(tokens))
    moved = virtual_W_OV(model, path)
    return np.asarray(model.W_U @ (moved.left @ (moved.right @ model.W_E[:, tokens])))


def first_patterns(sample: TrainedSample) -> Matrix:
    """The patterns of layer 0, as the model computes them."""
    return np.asarray(attention_patterns(sample.model, sample.tokens)[0])


def patterns_of_circuits(sample: TrainedSample) -> Matrix:
    """The same as they are read: the softmax of QK's entries and of three positional terms.

    The score of i for j: QK[t_i, t_j] + (W_E^T W_QK W_pos)[t_i, j] + (W_pos^T W_QK W_E)[i, t_j]
    + (W_pos^T W_QK W_pos)[i, j], over √d_head.
    """
    model = sample.model
    return softmax([scores_of_circuits(sample, h) for h in range(model.n_heads[0])])


def scores_of_circuits(sample: TrainedSample, head: int) -> Matrix:
    """The scores of a head of layer 0, as they are read."""
    model, t = sample.model, sample.tokens
    layer = model.layers[0]
    scores = qk_circuit(model, 0, head).block(t, t)
    if model.W_pos is not None:
        positions = model.W_pos[:, : len(t)]
        queries, keys = layer.W_Q[head], layer.W_K[head]
        scores = (
            scores
            + LowRank(model.W_E.T @ queries.T, keys @ positions).rows(t)
            + LowRank(positions.T @ queries.T, keys @ model.W_E).columns(t)
            + LowRank(positions.T @ queries.T, keys @ positions).dense()
        )
    return np.asarray(scores / np.asarray(math.sqrt(layer.d_head), scores.dtype))


def softmax(scores: list[Matrix]) -> Matrix:
    """The causal softmax of each head's scores, over the sources."""
    stacked = np.stack(scores)
    earlier = np.tril(np.ones(stacked.shape[-2:], bool))
    stacked = np.where(earlier, stacked, -np.inf)
    weights = np.exp(stacked - stacked.max(axis=-1, keepdims=True))
    return np.asarray(weights / weights.sum(axis=-1, keepdims=True))


# --- bounds ---------------------------------------------------------------------------------------


def twice_the_logits_error(sample: TrainedSample) -> Matrix:
    """Either side may be off by its bound, in either direction."""
    return np.asarray(2 * logits_error(sample.model, sample.tokens))


def twice_for_each_order(sample: TrainedSample) -> Matrix:
    """The same for each order: its terms are some of those that the bound adds up."""
    bound = twice_the_logits_error(sample)
    return np.broadcast_to(bound, (sample.model.n_layers + 1, *bound.shape))


def twice_until_the_half(sample: TrainedSample) -> Matrix:
    """One bound for each text, before they differ."""
    both = (logits_error(sample.model, tokens) for tokens in (sample.tokens, sample.other))
    return np.asarray(sum(both))[: sample.half]


def twice_the_pattern_error(sample: TrainedSample) -> Matrix:
    r"""Twice the bound on patterns, of scores that are summed in any order.

    Queries and keys are inner products of length d_model of tokens and of positions, scores those
    of length d_head; four are added, and divided by a root: each product passes through at most
    $N = 2 d_{model} + d_{head} + 8$ roundings, and the absolute values of all of them add up to
    $S = (|W_Q| (|x| + |p|))^\top |W_K| (|x| + |p|) / \sqrt{d_{head}}$. So scores are off by
    $\gamma_N S$, and `softmax_and_error` says what a pattern may be off by.
    """
    model, t = sample.model, sample.tokens
    layer = model.layers[0]
    size = np.abs(model.W_E[:, t])
    if model.W_pos is not None:
        size = size + np.abs(model.W_pos[:, : len(t)])
    queries, keys = np.abs(layer.W_Q) @ size, np.abs(layer.W_K) @ size
    absolute = np.swapaxes(queries, -1, -2) @ keys / math.sqrt(layer.d_head)
    n = 2 * model.d_model + layer.d_head + 8
    _, tiny = rounding.number_format(model.dtype)
    # What underflow may take away of a factor is multiplied by the other one.
    underflow = 2 * n * tiny * (1 + queries.max() + keys.max())
    errors = rounding.rounded_up(rounding.gamma(n, model.dtype) * absolute + underflow, n + 16)
    scores = np.stack([scores_of_circuits(sample, h) for h in range(layer.n_heads)])
    earlier = np.tril(np.ones((len(t), len(t)), bool))
    _, error = rounding.softmax_and_error(scores, errors, np.broadcast_to(earlier, scores.shape))
    return np.asarray(2 * error)
