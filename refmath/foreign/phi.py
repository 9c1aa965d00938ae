"""Phi in the layout of Hugging Face's `transformers`: heads and MLP read one stream, one norm."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from refmath.foreign import angles, llama
from refmath.foreign.fields import Config, config_of
from refmath.foreign.pretrained import (
    ACTIVATIONS,
    fields_of,
    layer_norm,
    linear_mlp,
    model_of_all,
    said_of,
)
from refmath.foreign.tensors import Tensors
from refmath.numeric.model.parts import Rotary
from refmath.numeric.model.transformer import AttentionLayer, Transformer

FIELDS = fields_of(
    "PhiConfig",
    "phi",
    {
        **{name: said for name, said in llama.HONOURED.items() if name != "rms_norm_eps"},
        **said_of("layer_norm_eps"),
        "partial_rotary_factor": "an older place for which share of a query is turned",
    },
    dropout=("resid_pdrop", "embd_pdrop", "attention_dropout"),
    refused={"qk_layernorm": ((False,), "queries and keys would be normed")},
)


def model_of(values: Mapping[str, Any], tensors: Any, *, dtype: str | None = None) -> Transformer:
    """Return the `Transformer` that a config and its tensors are.

    Args:
        values: the fields of a `PhiConfig` by their names.
        tensors: the state dict of a `PhiForCausalLM`; a `PhiModel` lacks the head's bias, and is
            refused.
        dtype: what to widen the tensors to; None for as they are.

    Raises:
        ValueError: naming the field or the tensor that can't be honoured, is missing or unknown.
    """
    config = config_of(FIELDS, values)
    rest = llama.tensors_of(tensors, dtype, "a Phi")
    W_E, W_U = llama.ends(config, rest, tied=False)
    b_U = rest.bias("lm_head.bias")
    share = config.number("partial_rotary_factor", 0.5)
    rotary = angles.rotary_of(config, llama.head_sizes(config)[2], W_E, share=share)
    n_layers = config.count("num_hidden_layers")
    rest.count("layers", n_layers)
    layers = [_layer(rest, f"layers.{n}", config, rotary) for n in range(n_layers)]
    final_norm = layer_norm(rest, "final_layernorm", config.number("layer_norm_eps"))
    return model_of_all(rest, W_E, W_U, layers, final_norm=final_norm, b_U=b_U)


def _layer(rest: Tensors, name: str, config: Config, rotary: Rotary) -> AttentionLayer:
    norm = layer_norm(rest, f"{name}.input_layernorm", config.number("layer_norm_eps"))
    biases = ("q", "k", "v", "o")
    return AttentionLayer(
        **llama.heads(rest, f"{name}.self_attn", config, biases, "dense"),
        norm=norm,
        rotary=rotary,
        parallel=True,
        mlp=linear_mlp(
            rest,
            (f"{name}.mlp.fc1", f"{name}.mlp.fc2"),
            (config.size("intermediate_size"), config.size("hidden_size")),
            norm=norm,
            activation=ACTIVATIONS[config.word("hidden_act", tuple(ACTIVATIONS), "gelu_new")],
        ),
    )
