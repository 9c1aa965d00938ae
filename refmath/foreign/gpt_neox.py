"""GPT-NeoX (Pythia) in the layout of Hugging Face's `transformers`.

Queries, keys and values are packed head by head; heads and MLP read one stream, through two norms.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from refmath.foreign import angles
from refmath.foreign.fields import Config, config_of
from refmath.foreign.pretrained import (
    ACTIVATIONS,
    fields_of,
    heads_and_width,
    layer_norm,
    linear_mlp,
    model_of_all,
    packed_heads,
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
    return model_of_all(rest, W_E, W_U, layers, final_norm=final_norm)


def _heads(config: Config) -> tuple[int, int]:
    n_heads, d_model = heads_and_width(config, "num_attention_heads", "hidden_size")
    return n_heads, d_model // n_heads


def _layer(rest: Tensors, name: str, config: Config) -> dict[str, Any]:
    (n_heads, _), d_model = _heads(config), config.size("hidden_size")
    at, biases = f"{name}.attention", config.flag("attention_bias", True)
    sizes = (n_heads, n_heads, d_model)
    found = packed_heads(rest, f"{at}.query_key_value", f"{at}.dense", sizes, biases=biases)
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
