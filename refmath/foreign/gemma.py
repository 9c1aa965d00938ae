"""Gemma in the layout of Hugging Face's `transformers`, and what the later ones share with it.

The stream begins with √d_model times a token's embedding, and an RMSNorm's gain is 1 more than its
weights: W_E and the gains are what comes out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from refmath.foreign import angles, llama
from refmath.foreign.fields import config_of
from refmath.foreign.pretrained import ACTIVATIONS, fields_of, model_of_all, said_of
from refmath.numeric.model.parts import Norm
from refmath.numeric.model.transformer import AttentionLayer

if TYPE_CHECKING:
    from refmath.foreign.fields import Config
    from refmath.foreign.tensors import Tensors
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import Transformer

BIDIRECTIONAL = {
    "use_bidirectional_attention": ((None, False), "later sources would be attended to")
}
"""The field that all Gemmas have to say no in."""

FIELDS = fields_of(
    "GemmaConfig",
    "gemma",
    {
        **llama.HONOURED,
        "num_key_value_heads": "how many keys and values heads share; 16 where it is missing",
        "head_dim": "d_head; 256 where it is missing",
        "hidden_act": f"{', '.join(ACTIVATIONS)}; gelu is its tanh form here; others are refused",
        **said_of("attention_bias"),
    },
    dropout=("attention_dropout",),
    refused={
        "hidden_activation": ((None, "gelu_pytorch_tanh"), "it may not be what hidden_act says"),
        **BIDIRECTIONAL,
    },
)


def model_of(values: Mapping[str, Any], tensors: Any, *, dtype: str | None = None) -> Transformer:
    """Return the `Transformer` that a config and its tensors are.

    Args:
        values: the fields of a `GemmaConfig` by their names.
        tensors: the state dict of a `GemmaForCausalLM` or `GemmaModel`.
        dtype: what to widen the tensors to; None for as they are.

    Raises:
        ValueError: naming the field or the tensor that can't be honoured, is missing or unknown.
    """
    config = config_of(FIELDS, {"num_key_value_heads": 16, "head_dim": 256} | dict(values))
    rest = llama.tensors_of(tensors, dtype, "a Gemma")
    embedding, W_U = llama.ends(config, rest, tied=True)
    rotary = angles.rotary_of(config, llama.head_sizes(config)[2], embedding)
    n_layers = config.count("num_hidden_layers")
    rest.count("layers", n_layers)
    layers = [
        AttentionLayer(**_layer(rest, f"layers.{n}", config), rotary=rotary)
        for n in range(n_layers)
    ]
    return model_of_layers(config, rest, (embedding, W_U), layers)


def model_of_layers(
    config: Config,
    rest: Tensors,
    ends: tuple[Array, Array],
    layers: Sequence[AttentionLayer],
    **more: Any,
) -> Transformer:
    """Return the model of an embedding, a row a token, of which √d_model is taken, and W_U."""
    embedding, W_U = ends
    final_norm = rms_norm(rest, "norm", config)
    scaled = embedding * math.sqrt(embedding.shape[1])
    return model_of_all(rest, scaled, W_U, layers, final_norm=final_norm, **more)


def rms_norm(rest: Tensors, name: str, config: Config) -> Norm:
    """Return an RMSNorm whose gain is 1 more than its weights."""
    return Norm(1 + rest.taken(f"{name}.weight"), centred=False, eps=config.number("rms_norm_eps"))


def _layer(rest: Tensors, name: str, config: Config) -> dict[str, Any]:
    biases = ("q", "k", "v", "o") if config.flag("attention_bias", False) else ()
    word = config.word("hidden_act", tuple(ACTIVATIONS), "gelu_pytorch_tanh")
    return llama.heads(rest, f"{name}.self_attn", config, biases) | {
        "norm": rms_norm(rest, f"{name}.input_layernorm", config),
        "mlp": llama.gated_mlp(
            rest,
            name,
            config,
            norm=rms_norm(rest, f"{name}.post_attention_layernorm", config),
            activation="gelu_tanh" if word == "gelu" else ACTIVATIONS[word],
        ),
    }
