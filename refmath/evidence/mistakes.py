"""Wrong functions, each wrong in one way: what a comparison of right ones must tell apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from refmath.evidence.drawn_models import Function, Sample
from refmath.evidence.exact_numbers import Matrix, exact_array
from refmath.evidence.sides import laid_flat, layered
from refmath.numeric.heads.terms import constant_logits, path_logits
from refmath.numeric.layered.forward import attention_patterns, norm_scales
from refmath.numeric.model.transformer import AttentionLayer
from refmath.numeric.paths.expansion import expanded_logits


@dataclass(frozen=True)
class Mistake:
    """A wrong function, and why one might write it."""

    name: str
    tempting: str
    function: Function


def _layers_changed(change: Callable[[AttentionLayer], AttentionLayer]) -> Function:
    """Return the layered computation of a model whose every layer is changed."""

    def mistaken(sample: Sample) -> Matrix:
        layers = [change(layer) for layer in sample.model.layers]
        return layered(replace(sample, model=replace(sample.model, layers=layers)))

    return mistaken


def _without_mask(sample: Sample) -> Matrix:
    return layered(replace(sample, model=replace(sample.model, causal=False)))


def _layers_reversed(sample: Sample) -> Matrix:
    backwards = replace(sample.model, layers=sample.model.layers[::-1])
    return layered(replace(sample, model=backwards))


def _by_hand(sample: Sample, kron: Callable[[Matrix, Matrix], Matrix]) -> Matrix:
    """Build T term by term from patterns and circuits, with some product in the place of ⊗."""
    model = sample.model
    T = kron(exact_array(np.eye(len(sample.tokens), dtype=int)), model.W_U @ model.W_E)
    for layer, pattern in zip(model.layers, attention_patterns(model, sample.tokens), strict=True):
        for h in range(layer.n_heads):
            T = T + kron(pattern[h], model.W_U @ layer.W_O[h] @ layer.W_V[h] @ model.W_E)
    return T


def _pattern_transposed(sample: Sample) -> Matrix:
    return _by_hand(sample, lambda A, W: np.kron(A.T, W)).reshape(-1)


def _outer_product(sample: Sample) -> Matrix:
    return _by_hand(sample, np.outer).reshape(-1)


def _slots_exchanged(sample: Sample) -> Matrix:
    return _by_hand(sample, lambda A, W: np.kron(W, A)).reshape(-1)


def _QK_transposed(sample: Sample) -> Matrix:
    return laid_flat(sample.model, qk=lambda circuit: circuit.T)


def _OV_transposed(sample: Sample) -> Matrix:
    return laid_flat(sample.model, ov=lambda circuit: circuit.T)


def _constants_left_out(sample: Sample) -> Matrix:
    paths_alone = expanded_logits(sample.model, sample.tokens)
    return (paths_alone - constant_logits(sample.model, sample.tokens)).reshape(-1)


def _scales_of_destinations(sample: Sample) -> Matrix:
    """D A in the place of A D, for the first layer's first head, the other paths as they are."""
    model, tokens = sample.model, sample.tokens
    patterns, scales = attention_patterns(model, tokens), norm_scales(model, tokens)
    right = expanded_logits(model, tokens, patterns=patterns, scales=scales)
    scale = scales[0]
    assert scale is not None  # of a layer that was drawn with a norm
    mistaken = (patterns[0] * scale[:, None] / scale[None, :], *patterns[1:])
    mistaken_path, path = (
        path_logits(model, [(0, 0)], tokens, patterns=A, scales=scales)
        for A in (mistaken, patterns)
    )
    return (right - path + mistaken_path).reshape(-1)


_NO_MASK = Mistake("no_mask", "leaving the causal mask out", _without_mask)
_LAYERS_REVERSED = Mistake(
    "layers_reversed", "the words of a path in the other order", _layers_reversed
)
_HEADS_SWAPPED = Mistake(
    "heads_swapped",
    "one head's W_O beside another's W_V",
    _layers_changed(lambda layer: replace(layer, W_O=layer.W_O[::-1].copy())),
)
_QUERIES_FOR_KEYS = Mistake(
    "queries_for_keys",
    "W_QK transposed",
    _layers_changed(lambda layer: replace(layer, W_Q=layer.W_K, W_K=layer.W_Q)),
)

OF_MODELS = (_NO_MASK, _LAYERS_REVERSED, _HEADS_SWAPPED, _QUERIES_FOR_KEYS)
OF_ONE_LAYER = (_NO_MASK, _HEADS_SWAPPED, _QUERIES_FOR_KEYS)
OF_PARTS = (
    Mistake(
        "no_constants", "folding β and the biases without their constants", _constants_left_out
    ),
    Mistake(
        "no_norm",
        "leaving the norms out",
        _layers_changed(lambda layer: replace(layer, norm=None)),
    ),
    Mistake(
        "no_norm_of_what_is_written",
        "adding what the heads write as it is, where it is normed",
        _layers_changed(lambda layer: replace(layer, post_norm=None)),
    ),
    Mistake(
        "destination_scales", "dividing by the destination's deviation", _scales_of_destinations
    ),
    Mistake(
        "no_rotary",
        "that the turns of query and key cancel",
        _layers_changed(lambda layer: replace(layer, rotary=None)),
    ),
    Mistake(
        "other_groups",
        "each group's heads with the other group's keys",
        _layers_changed(lambda layer: replace(layer, W_K=layer.W_K[::-1])),
    ),
)
OF_THE_OPERATOR = (
    Mistake("np_outer", "the notebook's `np.outer`", _outer_product),
    Mistake("pattern_transposed", "A[source, destination]", _pattern_transposed),
    Mistake("slots_exchanged", "np.kron(W, A)", _slots_exchanged),
)
OF_CIRCUITS = (
    Mistake("QK_transposed", "row = source, column = destination", _QK_transposed),
    Mistake("OV_transposed", "row = source, column = output", _OV_transposed),
)
