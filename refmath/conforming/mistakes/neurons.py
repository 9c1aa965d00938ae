"""Mistakes in what MLPs read and write."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from refmath.conforming import steps as right
from refmath.conforming.mistakes.mistake import Mistake
from refmath.conforming.mistakes.ways import each_layer
from refmath.numeric.model.parts import mlp_output

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import AttentionLayer


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


OF_NEURONS = (
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
        "neurons_moved_by_the_heads_beside_them",
        "letting the MLP read what the heads of its own layer wrote, where it stands beside them",
        "parallel_block",
        (("parallel_block", "neurons_moved_by_the_heads_beside_them"),),
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
