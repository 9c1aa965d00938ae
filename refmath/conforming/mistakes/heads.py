"""Mistakes in what heads write, and how it is added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from refmath.conforming import steps as right
from refmath.conforming.mistakes.mistake import Mistake
from refmath.conforming.mistakes.ways import as_it_was_read, attributed, circuits, ov

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import AttentionLayer, Transformer

_P = "pattern_of_tokens"
_ONE = "one_layer"
_TWO = "two_layers"


def _last_layer_first(model: Transformer) -> Transformer:
    return replace(model, layers=model.layers[::-1])


def _written_transposed(layer: AttentionLayer, head: int, A: Array, v: Array) -> Array:
    return A.T @ v @ layer.W_O[head].T


def _head_0_for_all(_layer: AttentionLayer, _head: int) -> int:
    return 0


def _other_heads_O(layer: AttentionLayer, head: int, A: Array, v: Array) -> Array:
    return A @ v @ layer.W_O[layer.n_heads - 1 - head].T


def _by_the_right(layer: AttentionLayer, head: int, A: Array, read: Array) -> Array:
    W_OV = layer.W_O[head] @ layer.W_V[right.group_of(layer, head)]
    return A @ read @ W_OV


def _averaged(x: Array, heads: Sequence[Array], b_O: Array | None) -> Array:
    mean = sum(heads, np.zeros_like(x)) / max(1, len(heads))
    return right.added(x, [mean], b_O)


def _no_stream(x: Array, heads: Sequence[Array], b_O: Array | None) -> Array:
    return right.added(np.zeros_like(x), heads, b_O)


def _stream_once_a_head(x: Array, heads: Sequence[Array], b_O: Array | None) -> Array:
    return right.added(len(heads) * x, heads, b_O)


def _transposed(A: Array) -> Array:
    return A.T


OF_THE_HEADS = (
    Mistake(
        "pattern_transposed",
        "reading A[source, destination] for A[destination, source]",
        _ONE,
        (
            (_ONE, "pattern_transposed"),
            ("head_as_tensor_product", "pattern_transposed"),
            ("skip_trigram_reading", "destination_for_source"),
            ("neuron_pre_activation", "pattern_transposed"),
            ("vec", "pattern_transposed"),
        ),
        {"written": _written_transposed},
        {"direct logit attribution": attributed(_transposed)},
    ),
    Mistake(
        "pattern_returned_transposed",
        "giving A[source, destination] for A[destination, source]",
        _P,
        (),
        {"afterwards": _transposed},
    ),
    Mistake(
        "one_OV_for_all_heads",
        "the same W_OV for every head",
        _ONE,
        (
            (_ONE, "one_OV_for_all_heads"),
            ("concatenated_heads_add", "one_head_for_all"),
            ("skip_trigram_reading", "one_table_for_all_heads"),
            ("neuron_pre_activation", "one_W_OV_for_all_heads"),
        ),
        {"head": _head_0_for_all},
        {
            "OV circuit": circuits(lambda model, layer, _head: ov(layer, 0, model)),
            "direct logit attribution": attributed(right.same, "first"),
        },
    ),
    Mistake(
        "every_pair_of_heads",
        "one head's W_O beside every head's W_V",
        "concatenated_heads_add",
        (("concatenated_heads_add", "every_pair_of_heads"),),
        {
            "written": lambda layer, _head, A, v: A @ v @ layer.W_O.sum(axis=0).T,
        },
    ),
    Mistake(
        "heads_swapped",
        "one head's W_O beside another's W_V",
        "concatenated_heads_add",
        (),
        {"written": _other_heads_O},
    ),
    Mistake(
        "weight_not_transposed",
        "multiplying from the right by a weight stored for the left",
        "head_as_tensor_product",
        (("head_as_tensor_product", "weight_not_transposed"), ("vec", "weight_not_transposed")),
        {"value": as_it_was_read, "written": _by_the_right},
    ),
    Mistake(
        "heads_averaged",
        "taking the mean of the heads for their sum",
        "concatenated_heads_add",
        (("concatenated_heads_add", "heads_averaged"),),
        {"added": _averaged},
    ),
    Mistake(
        "heads_in_turn",
        "letting a head read what the heads beside it have written",
        _TWO,
        (),
        {"in_turn": True},
    ),
    Mistake(
        "no_direct_path",
        "forgetting the residual connection",
        _ONE,
        ((_ONE, "no_direct_path"), ("path_expansion_step", "old_paths_forgotten")),
        {"added": _no_stream},
    ),
    Mistake(
        "old_paths_once_a_head",
        "counting the residual connection once for each head",
        "path_expansion_step",
        (("path_expansion_step", "old_paths_once_a_head"),),
        {"added": _stream_once_a_head},
    ),
    Mistake(
        "layers_reversed",
        "the last layer first",
        _TWO,
        (),
        {"model": _last_layer_first},
    ),
)
