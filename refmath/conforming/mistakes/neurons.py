"""Mistakes in what MLPs read and write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from refmath.conforming import steps as right
from refmath.conforming.mistakes.mistake import Mistake
from refmath.conforming.mistakes.ways import each_layer
from refmath.numeric.model.parts import mlp_output

if TYPE_CHECKING:
    from refmath.conforming.steps import Computation
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import AttentionLayer, Transformer


def _beside_attention(layer: AttentionLayer, before: Array, x: Array) -> Array:
    if layer.mlp is None:
        return x
    return x + mlp_output(layer.mlp, right.normed(layer.mlp.norm, before))


def _of_the_heads_alone(layer: AttentionLayer, before: Array, x: Array) -> Array:
    if layer.mlp is None:
        return x
    return x + mlp_output(layer.mlp, right.normed(layer.mlp.norm, x - before))


def _behind_the_heads(layer: AttentionLayer, _before: Array, x: Array) -> Array:
    return right.behind_mlp(replace(layer, parallel=False), x, x)


def _gate_for_neurons(layer: AttentionLayer) -> AttentionLayer:
    """Exchange what the activation is of and what is multiplied with it."""
    mlp = layer.mlp
    if mlp is None or mlp.W_gate is None:
        return layer
    turned = replace(mlp, W_in=mlp.W_gate, b_in=mlp.b_gate, W_gate=mlp.W_in, b_gate=mlp.b_in)
    return replace(layer, mlp=turned)


def _no_gate(layer: AttentionLayer) -> AttentionLayer:
    if layer.mlp is None:
        return layer
    return replace(layer, mlp=replace(layer.mlp, W_gate=None, b_gate=None))


def _writes_where_it_reads(layer: AttentionLayer) -> AttentionLayer:
    if layer.mlp is None:
        return layer
    return replace(layer, mlp=replace(layer.mlp, W_out=layer.mlp.W_in.T))


def _heads(layer: AttentionLayer, patterns: Array, read: Array) -> Array:
    """Return what a layer's heads write, their patterns being given."""
    of_each = (
        right.written(layer, h, A, right.value(layer, right.group_of(layer, h), read))
        for h, A in enumerate(patterns)
    )
    written = sum(of_each, np.zeros_like(read))
    return written if layer.b_O is None else written + layer.b_O


def _mlp(layer: AttentionLayer, before: Array, heads: Array) -> Array:
    """Return what a layer's MLP writes."""
    return right.behind_mlp(layer, before, before + heads) - (before + heads)


def _replayed(step: Callable[..., tuple[Array, Array]]) -> Callable[..., Array]:
    """Go through the layers again, patterns and what MLPs wrote held fixed.

    Each step is given its layer, the patterns, the stream, what of it came from MLPs, and what the
    layer's MLP wrote; it gives the next stream, and what of that came from MLPs.
    """

    def logits(model: Transformer, _tokens: Array, done: Computation) -> Array:
        x, from_mlps = done.residual[0], np.zeros_like(done.residual[0])
        for n, layer in enumerate(model.layers):
            if layer.norm is not None or (layer.mlp is not None and layer.mlp.norm is not None):
                raise ValueError("norm: expected none, behind which terms don't add up")
            before = done.residual[n]
            fixed = _mlp(layer, before, _heads(layer, done.pattern[n], before))
            x, from_mlps = step(layer, done.pattern[n], x, from_mlps, fixed)
        return right.unembedded(model, x)

    return logits


def _directly_only(
    layer: AttentionLayer, patterns: Array, x: Array, from_mlps: Array, fixed: Array
) -> tuple[Array, Array]:
    after = x + _heads(layer, patterns, x - from_mlps) + fixed
    return after, from_mlps + fixed


def _moved_by_its_own_heads(
    layer: AttentionLayer, patterns: Array, x: Array, from_mlps: Array, fixed: Array
) -> tuple[Array, Array]:
    return x + fixed + _heads(layer, patterns, x + fixed), from_mlps


def _moved_by_a_pattern(
    layer: AttentionLayer, patterns: Array, x: Array, from_mlps: Array, fixed: Array
) -> tuple[Array, Array]:
    return x + _heads(layer, patterns, x) + patterns[0] @ fixed, from_mlps


def _neurons_left_out(
    layer: AttentionLayer, patterns: Array, x: Array, from_mlps: Array, _fixed: Array
) -> tuple[Array, Array]:
    heads = _heads(layer, patterns, x)
    of_mlp = _mlp(layer, x - from_mlps, heads)
    return x + heads + of_mlp, from_mlps + of_mlp


OF_NEURONS = (
    Mistake(
        "writes_where_it_reads",
        "W_inᵀ for W_out: that a neuron writes the direction that it reads",
        "neuron_effect",
        (("neuron_effect", "writes_where_it_reads"),),
        {"model": each_layer(_writes_where_it_reads)},
    ),
    Mistake(
        "moved_by_a_pattern",
        "that a neuron writes at other positions than its own",
        "neuron_effect",
        (("neuron_effect", "moved_by_a_pattern"),),
        {"logits": _replayed(_moved_by_a_pattern)},
    ),
    Mistake(
        "directly_only",
        "that no head of a later layer reads what an MLP wrote",
        "mlp_as_a_term",
        (("mlp_as_a_term", "directly_only"),),
        {"logits": _replayed(_directly_only)},
    ),
    Mistake(
        "moved_by_heads_of_its_own_layer",
        "that the heads of its own layer read what an MLP wrote",
        "mlp_as_a_term",
        (
            ("mlp_as_a_term", "moved_by_heads_of_its_own_layer"),
            ("parallel_block", "neurons_moved_by_the_heads_beside_them"),
        ),
        {"logits": _replayed(_moved_by_its_own_heads)},
    ),
    Mistake(
        "neurons_left_out",
        "that a neuron reads no other neuron",
        "parallel_block",
        (("parallel_block", "neurons_left_out"),),
        {"logits": _replayed(_neurons_left_out)},
    ),
    Mistake(
        "as_if_it_stood_beside_attention",
        "letting the MLP read what the heads of its own layer read",
        "neuron_pre_activation",
        (("neuron_pre_activation", "as_if_it_stood_beside_attention"),),
        {"behind_mlp": _beside_attention},
    ),
    Mistake(
        "no_direct_term",
        "that a neuron reads what the heads of its layer wrote alone",
        "neuron_pre_activation",
        (("neuron_pre_activation", "no_direct_term"),),
        {"behind_mlp": _of_the_heads_alone},
    ),
    Mistake(
        "no_mlp",
        "leaving the MLP out",
        "mlp_as_a_term",
        (),
        {"behind_mlp": lambda _layer, _before, x: x},
    ),
    Mistake(
        "mlp_behind_the_heads_beside_it",
        "letting the MLP read what the heads of its own layer wrote, where it stands beside them",
        "parallel_block",
        (),
        {"behind_mlp": _behind_the_heads},
    ),
    Mistake(
        "gate_for_neurons",
        "f of what is multiplied with the gate, and not of the gate",
        "bilinear_neuron",
        (),
        {"model": each_layer(_gate_for_neurons)},
    ),
    Mistake(
        "no_gate",
        "leaving the gate out",
        "bilinear_neuron",
        (),
        {"model": each_layer(_no_gate)},
    ),
)
