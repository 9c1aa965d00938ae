"""OPT in the layout of Hugging Face's `transformers`.

Its first two positions stand for nothing, and are left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import array_api_compat

from refmath.arguments import refused
from refmath.foreign.fields import Config, config_of
from refmath.foreign.gpt_neo import heads
from refmath.foreign.pretrained import (
    ACTIVATIONS,
    fields_of,
    heads_and_width,
    layer_norm,
    linear_mlp,
    model_of_all,
    refuse_float64,
    said_of,
    unembedding,
)
from refmath.foreign.tensors import Tensors
from refmath.numeric.model.parts import Norm
from refmath.numeric.model.transformer import AttentionLayer

if TYPE_CHECKING:
    from refmath.numeric.model.transformer import Transformer

EPS = 1e-5
"""ε of every norm, which no field says."""

BEFORE = 2
"""How many rows of the positions stand before the first."""

FIELDS = fields_of(
    "OPTConfig",
    "opt",
    {
        **said_of("num_hidden_layers", "num_attention_heads", "hidden_size"),
        "ffn_dim": "d_mlp",
        **said_of("vocab_size", "max_position_embeddings", "activation_function"),
        "enable_bias": "whether queries, keys, values, outputs and MLPs have biases",
        "layer_norm_elementwise_affine": "whether norms have gains and biases",
        "_remove_final_layer_norm": "whether the final norm is missing",
        "word_embed_proj_dim": "hidden_size or null; embeddings that are projected are refused",
        **said_of("tie_word_embeddings"),
    },
    dropout=("dropout", "attention_dropout", "layerdrop", "activation_dropout"),
    without_effect={"init_std": "of how weights are drawn at first"},
    refused={"do_layer_norm_before": ((True,), "norms would be of the stream itself")},
)


def model_of(values: Mapping[str, Any], tensors: Any, *, dtype: str | None = None) -> Transformer:
    """Return the `Transformer` that a config and its tensors are.

    Args:
        values: the fields of an `OPTConfig` by their names.
        tensors: the state dict of an `OPTForCausalLM` or `OPTModel`.
        dtype: what to widen the tensors to; None for as they are.

    Raises:
        ValueError: naming the field or the tensor that can't be honoured, is missing or unknown.
    """
    config = config_of(FIELDS, values)
    rest = Tensors(tensors, "model.", dtype=dtype)
    refuse_float64(rest, "an OPT")
    d_model = config.size("hidden_size")
    width = config.value("word_embed_proj_dim", None)
    if width not in (None, d_model):
        because = ": embeddings would be projected"
        raise refused("word_embed_proj_dim", f"hidden_size = {d_model} or null", width, because)
    n_ctx, tied = config.size("max_position_embeddings"), config.flag("tie_word_embeddings", True)
    name = "decoder.embed_tokens.weight"
    embedding = rest.of_shape(name, (config.size("vocab_size"), d_model))
    positions = rest.of_shape("decoder.embed_positions.weight", (n_ctx + BEFORE, d_model))
    W_U = unembedding(rest, name, embedding, tied=tied)
    n_layers = config.count("num_hidden_layers")
    rest.count("decoder.layers", n_layers)
    layers = [_layer(rest, f"decoder.layers.{n}", config) for n in range(n_layers)]
    final_norm = None
    if not config.flag("_remove_final_layer_norm", False):
        final_norm = _norm(rest, "decoder.final_layer_norm", config)
    W_pos = array_api_compat.array_namespace(positions).matrix_transpose(positions[BEFORE:, :])
    more = {"W_pos": W_pos, "positions": "residual", "final_norm": final_norm}
    return model_of_all(rest, embedding, W_U, layers, **more)


def _norm(rest: Tensors, name: str, config: Config) -> Norm:
    if config.flag("layer_norm_elementwise_affine", True):
        return layer_norm(rest, name, EPS)
    return Norm(eps=EPS)


def _layer(rest: Tensors, name: str, config: Config) -> AttentionLayer:
    n_heads, d_model = heads_and_width(config, "num_attention_heads", "hidden_size")
    has_biases, at = config.flag("enable_bias", True), f"{name}.self_attn"
    found = heads(rest, at, n_heads, d_model)
    if has_biases:
        for letter in "QKV":
            b = rest.bias(f"{at}.{letter.lower()}_proj.bias")
            shape = (n_heads, d_model // n_heads)
            found[f"b_{letter}"] = (
                None if b is None else array_api_compat.array_namespace(b).reshape(b, shape)
            )
        found["b_O"] = rest.bias(f"{at}.out_proj.bias")
    word = config.word("activation_function", tuple(ACTIVATIONS), "relu")
    return AttentionLayer(
        **found,
        norm=_norm(rest, f"{at}_layer_norm", config),
        mlp=linear_mlp(
            rest,
            (f"{name}.fc1", f"{name}.fc2"),
            (config.size("ffn_dim"), d_model),
            biases=has_biases,
            norm=_norm(rest, f"{name}.final_layer_norm", config),
            activation=ACTIVATIONS[word],
        ),
    )
