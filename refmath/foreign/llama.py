"""Llama in the layout of Hugging Face's `transformers`, and what its relatives share with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import array_api_compat

from refmath.foreign import angles
from refmath.foreign.fields import Config, config_of
from refmath.foreign.pretrained import (
    ACTIVATIONS,
    fields_of,
    heads_and_width,
    model_of_all,
    refuse_float64,
    said_of,
    unembedding,
)
from refmath.foreign.tensors import Tensors
from refmath.numeric.model.parts import MLP, Norm
from refmath.numeric.model.transformer import AttentionLayer, Transformer

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array

HONOURED = {
    **said_of(
        "num_hidden_layers",
        "num_attention_heads",
        "num_key_value_heads",
        "hidden_size",
        "head_dim",
        "intermediate_size",
        "vocab_size",
        "hidden_act",
        "rms_norm_eps",
        "tie_word_embeddings",
    ),
    **angles.FIELDS,
}
"""The fields that Llama and its relatives have."""

FIELDS = fields_of(
    "LlamaConfig",
    "llama",
    {**HONOURED, **said_of("attention_bias"), "mlp_bias": "whether MLPs have biases"},
    dropout=("attention_dropout",),
    without_effect={
        "pretraining_tp": "of how products are cut into pieces, which are added up",
    },
)


def model_of(values: Mapping[str, Any], tensors: Any, *, dtype: str | None = None) -> Transformer:
    """Return the `Transformer` that a config and its tensors are.

    Args:
        values: the fields of a `LlamaConfig` by their names.
        tensors: the state dict of a `LlamaForCausalLM` or `LlamaModel`.
        dtype: what to widen the tensors to; None for as they are.

    Raises:
        ValueError: naming the field or the tensor that can't be honoured, is missing or unknown.
    """
    config = config_of(FIELDS, values)
    biases = ("q", "k", "v", "o") if config.flag("attention_bias", False) else ()
    rest = tensors_of(tensors, dtype, "a Llama")
    windows = [None] * config.count("num_hidden_layers")
    return decoder(config, rest, windows, biases, mlp_biases=config.flag("mlp_bias", False))


def tensors_of(tensors: Any, dtype: str | None, what: str) -> Tensors:
    """Return the tensors of a Llama or of a relative, none of float64."""
    rest = Tensors(tensors, "model.", dtype=dtype)
    refuse_float64(rest, what)
    return rest


def decoder(
    config: Config,
    rest: Tensors,
    windows: Sequence[int | None],
    biases: tuple[str, ...],
    *,
    mlp_biases: bool = False,
    qk_norms: bool = False,
) -> Transformer:
    """Return what a Llama and its relatives are alike: RMSNorms, rotary, SwiGLU.

    Args:
        config: with the fields of `HONOURED`.
        rest: the tensors.
        windows: of each layer how many sources a destination attends to, or None for all.
        biases: which of q, k, v, o have biases.
        mlp_biases: whether the MLPs have.
        qk_norms: whether queries and keys are normed, head by head.
    """
    W_E, W_U = ends(config, rest, tied=False)
    rotary = angles.rotary_of(config, head_sizes(config)[2], W_E)
    rest.count("layers", len(windows))
    layers = [
        AttentionLayer(
            **heads(rest, f"layers.{n}.self_attn", config, biases),
            norm=rms_norm(rest, f"layers.{n}.input_layernorm", config),
            rotary=rotary,
            **(_qk_norms(rest, f"layers.{n}.self_attn", config) if qk_norms else {}),
            window=window,
            mlp=gated_mlp(
                rest,
                f"layers.{n}",
                config,
                biases=mlp_biases,
                norm=rms_norm(rest, f"layers.{n}.post_attention_layernorm", config),
                activation=ACTIVATIONS[config.word("hidden_act", tuple(ACTIVATIONS), "silu")],
            ),
        )
        for n, window in enumerate(windows)
    ]
    final_norm = rms_norm(rest, "norm", config)
    return model_of_all(rest, W_E, W_U, layers, final_norm=final_norm)


def ends(config: Config, rest: Tensors, *, tied: bool) -> tuple[Array, Array]:
    """Return the embedding, a row a token, and W_U.

    Args:
        config: with the sizes.
        rest: the tensors.
        tied: whether the two are one where the config doesn't say.
    """
    shape = (config.size("vocab_size"), config.size("hidden_size"))
    embedding = rest.of_shape("embed_tokens.weight", shape)
    tied = config.flag("tie_word_embeddings", tied)
    return embedding, unembedding(rest, "embed_tokens.weight", embedding, tied=tied)


def head_sizes(config: Config) -> tuple[int, int, int]:
    """Return n_heads, n_groups and d_head."""
    n_heads, d_model = config.size("num_attention_heads"), config.size("hidden_size")
    groups = config.value("num_key_value_heads", None)
    n_groups = n_heads if groups is None else config.size("num_key_value_heads")
    if n_heads % n_groups:
        expected = f"a divisor of num_attention_heads = {n_heads}"
        raise ValueError(f"num_key_value_heads: expected {expected}, got {n_groups}")
    if config.value("head_dim", None) is not None:
        return n_heads, n_groups, config.size("head_dim")
    heads_and_width(config, "num_attention_heads", "hidden_size")
    return n_heads, n_groups, d_model // n_heads


def heads(
    rest: Tensors, name: str, config: Config, biases: tuple[str, ...], out: str = "o_proj"
) -> dict[str, Any]:
    """Return W_Q, W_K, W_V, W_O, and those biases that there are."""
    n_heads, n_groups, d_head = head_sizes(config)
    d_model = config.size("hidden_size")
    of = {"Q": n_heads, "K": n_groups, "V": n_groups}
    found: dict[str, Any] = {}
    for letter, n in of.items():
        projection = f"{name}.{letter.lower()}_proj"
        W = rest.of_shape(f"{projection}.weight", (n * d_head, d_model))
        xp = array_api_compat.array_namespace(W)
        found[f"W_{letter}"] = xp.reshape(W, (n, d_head, d_model))
        if letter.lower() in biases:
            b = rest.bias(f"{projection}.bias")
            found[f"b_{letter}"] = None if b is None else xp.reshape(b, (n, d_head))
    W_O = rest.of_shape(f"{name}.{out}.weight", (d_model, n_heads * d_head))
    xp = array_api_compat.array_namespace(W_O)
    found["W_O"] = xp.permute_dims(xp.reshape(W_O, (d_model, n_heads, d_head)), (1, 0, 2))
    if "o" in biases:
        found["b_O"] = rest.bias(f"{name}.{out}.bias")
    return found


def rms_norm(rest: Tensors, name: str, config: Config) -> Norm:
    """Return an RMSNorm."""
    return Norm(rest.taken(f"{name}.weight"), centred=False, eps=config.number("rms_norm_eps"))


def _qk_norms(rest: Tensors, name: str, config: Config) -> dict[str, Any]:
    """Return the norms of queries and keys, each head's by itself."""
    eps, shape = config.number("rms_norm_eps"), (head_sizes(config)[2],)
    return {
        norm: Norm(rest.of_shape(f"{name}.{norm}.weight", shape), centred=False, eps=eps)
        for norm in ("q_norm", "k_norm")
    }


def gated_mlp(
    rest: Tensors,
    layer: str,
    config: Config,
    *,
    biases: bool = False,
    **more: Any,
) -> MLP:
    """Return a layer's gated MLP.

    Args:
        rest: the tensors.
        layer: the layer's name.
        config: with the sizes.
        biases: whether it has biases.
        **more: its norms and its activation.
    """
    d_model, d_mlp = config.size("hidden_size"), config.size("intermediate_size")
    name: str = f"{layer}.mlp"
    given: dict[str, Any] = {}
    if biases:
        places = {"b_gate": "gate", "b_in": "up", "b_out": "down"}
        given = {key: rest.bias(f"{name}.{place}_proj.bias") for key, place in places.items()}
    return MLP(
        rest.of_shape(f"{name}.up_proj.weight", (d_mlp, d_model)),
        rest.of_shape(f"{name}.down_proj.weight", (d_model, d_mlp)),
        W_gate=rest.of_shape(f"{name}.gate_proj.weight", (d_mlp, d_model)),
        **given,
        **more,
    )
