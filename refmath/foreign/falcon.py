"""Falcon in the layout of Hugging Face's `transformers`: few keys and values, packed with queries.

By its config heads and MLP read one stream through one norm or two, or one after the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from refmath.arguments import refused, whole_number
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
from refmath.numeric.model.transformer import AttentionLayer

if TYPE_CHECKING:
    from refmath.numeric.model.transformer import Transformer

_N_NORMS = "num_ln_in_parallel_attn"

FIELDS = fields_of(
    "FalconConfig",
    "falcon",
    {
        **said_of("num_hidden_layers", "num_attention_heads", "hidden_size"),
        "ffn_hidden_size": "d_mlp; 4 · hidden_size where it is null or missing",
        "vocab_size": "d_vocab",
        "new_decoder_architecture": "whether heads share keys and values by num_kv_heads",
        "num_kv_heads": "how many there are then; one each where it is null",
        "multi_query": "whether there is one for all heads otherwise",
        "parallel_attn": "whether MLPs read the stream that the heads read",
        _N_NORMS: "whether they do through a norm of their own: 1 or 2",
        "bias": "whether queries, keys, values, outputs and MLPs have biases",
        "activation": f"{', '.join(ACTIVATIONS)}; other functions are refused",
        **said_of("layer_norm_epsilon", "tie_word_embeddings"),
        **angles.FIELDS,
    },
    dropout=("hidden_dropout", "attention_dropout"),
    refused={
        "alibi": (
            (False, None),
            "positions would be rounded to bfloat16, and scores depend on more than the offset",
        ),
        "apply_residual_connection_post_layernorm": (
            (False,),
            "what is normed would go on in the stream",
        ),
    },
)


def model_of(values: Mapping[str, Any], tensors: Any, *, dtype: str | None = None) -> Transformer:
    """Return the `Transformer` that a config and its tensors are.

    Args:
        values: the fields of a `FalconConfig` by their names.
        tensors: the state dict of a `FalconForCausalLM` or `FalconModel`.
        dtype: what to widen the tensors to; None for as they are.

    Raises:
        ValueError: naming the field or the tensor that can't be honoured, is missing or unknown.
    """
    config = config_of(FIELDS, values)
    rest = Tensors(tensors, "transformer.", dtype=dtype)
    refuse_float64(rest, "a Falcon")
    n_heads, d_model = heads_and_width(config, "num_attention_heads", "hidden_size")
    name, n_layers = "word_embeddings.weight", config.count("num_hidden_layers")
    embedding = rest.of_shape(name, (config.size("vocab_size"), d_model))
    tied = config.flag("tie_word_embeddings", True)
    W_U = unembedding(rest, name, embedding, tied=tied)
    rotary = angles.rotary_of(config, d_model // n_heads, embedding)
    rest.count("h", n_layers)
    layers = [
        AttentionLayer(**_layer(rest, f"h.{n}", config), rotary=rotary) for n in range(n_layers)
    ]
    final_norm = layer_norm(rest, "ln_f", config.number("layer_norm_epsilon"))
    return model_of_all(rest, embedding, W_U, layers, final_norm=final_norm)


def _groups(config: Config, n_heads: int) -> int:
    """Return how many keys and values there are."""
    given = config.value("num_kv_heads", None)
    n_groups = n_heads if given is None else config.size("num_kv_heads")
    if config.flag("new_decoder_architecture", False):
        if n_heads % n_groups:
            expected = f"a divisor of num_attention_heads = {n_heads}"
            raise refused("num_kv_heads", expected, n_groups)
        return n_groups
    if config.flag("multi_query", True):
        return 1
    if n_groups != n_heads:
        raise refused("num_kv_heads", f"num_attention_heads = {n_heads} or null", n_groups)
    return n_heads


def _norms(config: Config) -> tuple[str, str | None]:
    """Return the names of the norms of heads and MLP; None for one that they share."""
    newer = config.flag("new_decoder_architecture", False)
    parallel, given = config.flag("parallel_attn", True), config.value(_N_NORMS, None)
    n_norms = (2 if newer else 1) if given is None else whole_number(_N_NORMS, given)
    if not parallel:
        if newer:
            expected = "True with new_decoder_architecture"
            raise refused("parallel_attn", expected, parallel)
        return "input_layernorm", "post_attention_layernorm"
    if n_norms not in ((1, 2) if newer else (1,)):
        expected = "1 or 2" if newer else "1 without new_decoder_architecture"
        raise refused(_N_NORMS, expected, n_norms)
    return ("ln_attn", "ln_mlp") if n_norms == 2 else ("input_layernorm", None)


def _layer(rest: Tensors, name: str, config: Config) -> dict[str, Any]:
    n_heads, d_model = heads_and_width(config, "num_attention_heads", "hidden_size")
    biases, eps = config.flag("bias", False), config.number("layer_norm_epsilon")
    of_heads, of_mlp = _norms(config)
    norm = layer_norm(rest, f"{name}.{of_heads}", eps)
    inner = config.value("ffn_hidden_size", None)
    at, sizes = f"{name}.self_attention", (n_heads, _groups(config, n_heads), d_model)
    packed = packed_heads(rest, f"{at}.query_key_value", f"{at}.dense", sizes, biases=biases)
    return packed | {
        "norm": norm,
        "parallel": config.flag("parallel_attn", True),
        "mlp": linear_mlp(
            rest,
            (f"{name}.mlp.dense_h_to_4h", f"{name}.mlp.dense_4h_to_h"),
            (4 * d_model if inner is None else config.size("ffn_hidden_size"), d_model),
            biases=biases,
            norm=norm if of_mlp is None else layer_norm(rest, f"{name}.{of_mlp}", eps),
            activation=ACTIVATIONS[config.word("activation", tuple(ACTIVATIONS), "gelu")],
        ),
    }
