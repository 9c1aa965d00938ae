"""GPT-NeoX (Pythia) in the layout of Hugging Face's `transformers`.

Queries, keys and values are packed head by head; heads and MLP read one stream, through two norms.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import array_api_compat

from refmath.foreign import angles
from refmath.foreign.fields import Config, config_of
from refmath.foreign.pretrained import (
    ACTIVATIONS,
    fields_of,
    heads_and_width,
    layer_norm,
    linear_mlp,
    refuse_float64,
    said_of,
    unembedding,
)
from refmath.foreign.tensors import Tensors
from refmath.numeric.model.transformer import AttentionLayer, Transformer

FIELDS = fields_of(
    "GPTNeoXConfig",
    "gpt_neox",
    {
        **said_of(
            "num_hidden_layers",
            "num_attention_heads",
            "hidden_size",
            "intermediate_size",
            "vocab_size",
            "hidden_act",
            "layer_norm_eps",
            "tie_word_embeddings",
        ),
        "use_parallel_residual": "whether MLPs read the stream that the heads read",
        **said_of("attention_bias"),
        **angles.FIELDS,
        "rotary_pct": "an older name of partial_rotary_factor: which share of a query is turned",
        "rotary_emb_base": "an older name of rope_theta",
    },
    dropout=("attention_dropout", "hidden_dropout"),
    without_effect={"classifier_dropout": "of a classifier, whose tensors are refused"},
)


def model_of(values: Mapping[str, Any], tensors: Any, *, dtype: str | None = None) -> Transformer:
    """Return the `Transformer` that a config and its tensors are.

    Args:
        values: the fields of a `GPTNeoXConfig` by their names.
        tensors: the state dict of a `GPTNeoXForCausalLM` or `GPTNeoXModel`.
        dtype: what to widen the tensors to; None for as they are.

    Raises:
        ValueError: naming the field or the tensor that can't be honoured, is missing or unknown.
    """
    config = config_of(FIELDS, values)
    if isinstance(tensors, Mapping) and "embed_out.weight" in tensors:  # an older name
        tensors = {
            {"embed_out.weight": "lm_head.weight"}.get(name, name): tensor
            for name, tensor in tensors.items()
        }
    rest = Tensors(tensors, "gpt_neox.", dtype=dtype)
    refuse_float64(rest, "a GPT-NeoX")
    shape = (config.size("vocab_size"), config.size("hidden_size"))
    W_E = rest.of_shape("embed_in.weight", shape)
    tied = config.flag("tie_word_embeddings", False)
    W_U = unembedding(rest, "embed_in.weight", W_E, tied=tied)
    rotary = angles.rotary_of(
        config,
        _heads(config)[1],
        W_E,
        base=config.number("rotary_emb_base", 10_000.0),
        share=config.number("rotary_pct", 0.25),
    )
    n_layers = config.count("num_hidden_layers")
    rest.count("layers", n_layers)
    layers = [
        AttentionLayer(**_layer(rest, f"layers.{n}", config), rotary=rotary)
        for n in range(n_layers)
    ]
    final_norm = layer_norm(rest, "final_layer_norm", config.number("layer_norm_eps"))
    rest.refuse_what_is_left("from_hugging_face")
    xp = array_api_compat.array_namespace(W_E)
    return Transformer(xp.matrix_transpose(W_E), W_U, layers, final_norm=final_norm)


def _heads(config: Config) -> tuple[int, int]:
    n_heads, d_model = heads_and_width(config, "num_attention_heads", "hidden_size")
    return n_heads, d_model // n_heads


def _layer(rest: Tensors, name: str, config: Config) -> dict[str, Any]:
    (n_heads, d_head), d_model = _heads(config), config.size("hidden_size")
    packed = rest.of_shape(f"{name}.attention.query_key_value.weight", (3 * d_model, d_model))
    out = rest.of_shape(f"{name}.attention.dense.weight", (d_model, d_model))
    xp = array_api_compat.array_namespace(packed)
    W = xp.reshape(packed, (n_heads, 3, d_head, d_model))  # of each head: query, key, value
    found: dict[str, Any] = {f"W_{letter}": W[:, n, ...] for n, letter in enumerate("QKV")}
    found["W_O"] = xp.permute_dims(xp.reshape(out, (d_model, n_heads, d_head)), (1, 0, 2))
    if config.flag("attention_bias", True):
        b = rest.of_shape(f"{name}.attention.query_key_value.bias", (3 * d_model,))
        b = xp.reshape(b, (n_heads, 3, d_head))
        biases = {f"b_{letter}": b[:, n, :] for n, letter in enumerate("QKV")}
        found |= {key: bias for key, bias in biases.items() if bool(xp.any(bias != 0))}
        found["b_O"] = rest.bias(f"{name}.attention.dense.bias")
    eps = config.number("layer_norm_eps")
    return found | {
        "norm": layer_norm(rest, f"{name}.input_layernorm", eps),
        "parallel": config.flag("use_parallel_residual", True),
        "mlp": linear_mlp(
            rest,
            (f"{name}.mlp.dense_h_to_4h", f"{name}.mlp.dense_4h_to_h"),
            (config.size("intermediate_size"), d_model),
            norm=layer_norm(rest, f"{name}.post_attention_layernorm", eps),
            activation=ACTIVATIONS[config.word("hidden_act", tuple(ACTIVATIONS), "gelu")],
        ),
    }
