"""Settings in which parts meet that the fixed cases have one by one."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from refmath.conforming.cases import Weights
from refmath.conforming.quantities import Setting
from refmath.numeric.model.parts import MLP, Norm
from refmath.numeric.model.transformer import Transformer


def _each_layer(model: Transformer, **fields: Any) -> Transformer:
    return replace(model, layers=[replace(layer, **fields) for layer in model.layers])


@cache
def combined() -> tuple[Setting, ...]:
    """List the settings, each with what meets in it for a name."""
    drawn, tokens = Weights(21), np.array([1, 3, 0, 3])
    plain = drawn.model(5, 4, [(2, 3), (2, 3)])
    biases = {"b_Q": drawn(2, 3), "b_K": drawn(2, 3), "b_V": drawn(2, 3), "b_O": drawn(4)}
    grouped = replace(plain, layers=[drawn.layer(4, 3, 4, groups=2) for _ in range(2)])
    of_groups = {"b_Q": drawn(4, 3), "b_K": drawn(2, 3), "b_V": drawn(2, 3), "b_O": drawn(4)}
    norm = Norm(drawn(4), drawn(4), eps=0.125)
    gated = MLP(
        drawn(6, 4), drawn(4, 6), b_out=drawn(4), W_gate=drawn(6, 4), norm=norm, activation="silu"
    )
    square = MLP(drawn(4, 4), drawn(4, 4), b_in=drawn(4), b_out=drawn(4), norm=norm)
    tables = Transformer(drawn(4, 4), drawn(3, 4), list(plain.layers))
    with_norms = _each_layer(plain, norm=norm)
    models = {
        "sinks and value biases": _each_layer(plain, **biases, sinks=drawn(2)),
        "no scale": _each_layer(plain, score_scale=1.0),
        "three outputs, d_model = d_vocab": tables,
        "LayerNorm, positions in queries and keys": replace(
            with_norms, final_norm=norm, W_pos=drawn(4, 6), positions="qk"
        ),
        "LayerNorm before a gated MLP": replace(
            _each_layer(with_norms, mlp=gated), final_norm=norm
        ),
        "LayerNorm, d_mlp = d_model": replace(_each_layer(with_norms, mlp=square), final_norm=norm),
        "groups with biases": _each_layer(grouped, **of_groups),
        "both directions": replace(plain, causal=False),
        "a window in one layer": replace(
            plain, layers=[replace(plain.layers[0], window=2), plain.layers[1]]
        ),
    }
    return tuple(Setting(name, model, tokens) for name, model in models.items())
