"""Mistakes in norms."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from refmath.conforming import steps as right
from refmath.conforming.mistakes.mistake import Mistake
from refmath.conforming.mistakes.ways import each_layer
from refmath.conforming.steps import FreeNorm

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.parts import Norm
    from refmath.numeric.model.transformer import AttentionLayer

_NORM = "layer_norm_is_a_tensor_product"


def _without_eps(norm: Norm | None, x: Array) -> Array:
    if norm is None:
        return x
    with np.errstate(divide="ignore", invalid="ignore"):
        return right.normed(FreeNorm(norm.gain, norm.bias, norm.centred, 0.0), x)


def _eps_beside_the_deviation(norm: Norm | None, x: Array) -> Array:
    if norm is None:
        return x
    centred = x - x.mean(axis=-1, keepdims=True) if norm.centred else x
    out = centred / (np.sqrt((centred * centred).mean(axis=-1, keepdims=True)) + norm.eps)
    out = out if norm.gain is None else out * norm.gain
    return out if norm.bias is None else out + norm.bias


def _other_centring(norm: Norm | None, x: Array) -> Array:
    if norm is None:
        return x
    return right.normed(FreeNorm(norm.gain, norm.bias, not norm.centred, norm.eps), x)


def _without_bias(norm: Norm | None, x: Array) -> Array:
    return x if norm is None else right.normed(FreeNorm(norm.gain, None, norm.centred, norm.eps), x)


def _without_gain(norm: Norm | None, x: Array) -> Array:
    return x if norm is None else right.normed(FreeNorm(None, norm.bias, norm.centred, norm.eps), x)


def _gain_first(norm: Norm | None, x: Array) -> Array:
    """Scale by γ, and take off the mean behind it; the deviation is that of x."""
    if norm is None:
        return x
    mean = x.mean(axis=-1, keepdims=True) if norm.centred else 0.0
    deviation = np.sqrt(((x - mean) ** 2).mean(axis=-1, keepdims=True) + norm.eps)
    scaled = x if norm.gain is None else x * norm.gain
    out = (scaled - scaled.mean(axis=-1, keepdims=True) if norm.centred else scaled) / deviation
    return out if norm.bias is None else out + norm.bias


def _no_norm(_norm: Norm | None, x: Array) -> Array:
    return x


def _no_post_norm_of_the_mlp(layer: AttentionLayer) -> AttentionLayer:
    if layer.mlp is None:
        return layer
    return replace(layer, mlp=replace(layer.mlp, post_norm=None))


def _divided_at_the_destination(layer: AttentionLayer, head: int, x: Array, A: Array) -> Array:
    """Move what isn't divided yet, and divide it by the deviation where it arrives."""
    norm, group = layer.norm, right.group_of(layer, head)
    if norm is None:
        return right.written(layer, head, A, right.value(layer, group, x))
    centred = x - x.mean(axis=-1, keepdims=True) if norm.centred else x
    deviation = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + norm.eps)
    read = A @ (centred if norm.gain is None else centred * norm.gain) / deviation
    seen = A.sum(axis=-1, keepdims=True)
    read = read if norm.bias is None else read + seen * norm.bias
    v = read @ layer.W_V[group].T
    v = v if layer.b_V is None else v + seen * layer.b_V[group]
    return v @ layer.W_O[head].T


OF_NORMS = (
    Mistake(
        "no_norm",
        "leaving the norms out",
        "head_after_layer_norm",
        (),
        {"normed": _no_norm},
    ),
    Mistake(
        "deviations_of_the_destination",
        "dividing by the destination's deviation, and not by each source's",
        "head_after_layer_norm",
        (
            ("head_after_layer_norm", "deviations_of_the_destination"),
            ("head_after_rms_norm", "deviations_of_the_destination"),
        ),
        {"output": _divided_at_the_destination},
    ),
    Mistake(
        "no_constant",
        "folding γ, and forgetting what β adds",
        _NORM,
        ((_NORM, "no_constant"), ("head_after_layer_norm", "no_constant")),
        {"normed": _without_bias},
    ),
    Mistake("no_gain", "forgetting γ", _NORM, (), {"normed": _without_gain}),
    Mistake(
        "no_centring",
        "RMSNorm for LayerNorm, or the other way round",
        _NORM,
        ((_NORM, "no_centring"), ("head_after_rms_norm", "with_centring")),
        {"normed": _other_centring},
    ),
    Mistake(
        "scaled_before_centring",
        "γ first, and the mean taken off after it",
        _NORM,
        ((_NORM, "scaled_before_centring"),),
        {"normed": _gain_first},
    ),
    Mistake("no_eps", "leaving ε out", _NORM, (), {"normed": _without_eps}),
    Mistake(
        "eps_beside_the_deviation",
        "ε added to the deviation, and not to the variance under the root",
        _NORM,
        (),
        {"normed": _eps_beside_the_deviation},
    ),
    Mistake(
        "no_final_norm",
        "reading the stream without the final norm",
        "one_layer_with_norms",
        (),
        {"unembedded": lambda model, x: right.linear(x, model.W_U, model.b_U)},
    ),
    Mistake(
        "no_norm_of_what_heads_write",
        "adding what the heads write as it is, where it is normed",
        "heads_between_two_norms",
        (),
        {"after_heads": lambda _layer, written: written},
    ),
    Mistake(
        "no_norm_of_what_the_mlp_writes",
        "adding what the MLP writes as it is, where it is normed",
        _NORM,
        (),
        {"model": each_layer(_no_post_norm_of_the_mlp)},
    ),
)
