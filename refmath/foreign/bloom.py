"""BLOOM in the layout of Hugging Face's `transformers`: ALiBi, and a norm of the embedding.

No position is in the stream, so that the norm is one of each token's embedding: W_E is what it
makes of them, and W_U, where it is tied, what they were before.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from refmath.foreign import alibi
from refmath.foreign.fields import Config, config_of
from refmath.foreign.pretrained import (
    fields_of,
    heads_and_width,
    layer_norm,
    linear_mlp,
    model_of_all,
    packed_heads,
    refuse_float64,
    said_of,
    under_newer_names,
    unembedding,
)
from refmath.foreign.tensors import Tensors
from refmath.numeric.layered.forward import normed
from refmath.numeric.model.transformer import AttentionLayer

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import Transformer

OLDER = {
    "num_hidden_layers": "n_layer",
    "num_attention_heads": "n_head",
    "n_embed": "hidden_size",
}
"""Names that files have for fields, and those that configs have."""

_TRAINING = "of the code that it was trained with"

FIELDS = fields_of(
    "BloomConfig",
    "bloom",
    {
        **said_of("n_layer", "n_head", "hidden_size", "vocab_size"),
        **{older: f"another name of {newer}" for older, newer in OLDER.items()},
        "seq_length": "n_ctx: as far as the table of ALiBi reaches; 2048 where it is missing",
        **said_of("layer_norm_epsilon", "tie_word_embeddings"),
    },
    dropout=("hidden_dropout", "attention_dropout"),
    without_effect={
        "pretraining_tp": "of how many pieces products are cut into, with slow_but_exact alone",
        **dict.fromkeys(
            (
                "attention_softmax_in_fp32",
                "bias_dropout_fusion",
                "masked_softmax_fusion",
                "offset_alibi",
                "skip_bias_add",
                "skip_bias_add_qkv",
            ),
            _TRAINING,
        ),
        "unk_token_id": "of the tokenizer",
    },
    refused={
        "apply_residual_connection_post_layernorm": (
            (False,),
            "what is normed would go on in the stream",
        ),
        "slow_but_exact": ((False,), "biases of what is written would be left out"),
        "n_inner": ((None,), "MLPs would have another width than 4 · hidden_size"),
    },
)


def model_of(values: Mapping[str, Any], tensors: Any, *, dtype: str | None = None) -> Transformer:
    """Return the `Transformer` that a config and its tensors are.

    Args:
        values: the fields of a `BloomConfig` by their names.
        tensors: the state dict of a `BloomForCausalLM` or `BloomModel`.
        dtype: what to widen the tensors to; None for as they are.

    Raises:
        ValueError: naming the field or the tensor that can't be honoured, is missing or unknown.
    """
    config = config_of(FIELDS, under_newer_names(values, OLDER))
    n_heads, d_model = heads_and_width(config, "n_head", "hidden_size")
    rest = Tensors(tensors, "transformer.", dtype=dtype)
    refuse_float64(rest, "a BLOOM")
    eps, name = config.number("layer_norm_epsilon"), "word_embeddings.weight"
    embedding = rest.of_shape(name, (config.size("vocab_size"), d_model))
    tied = config.flag("tie_word_embeddings", True)
    W_U = unembedding(rest, name, embedding, tied=tied)
    of_tokens = normed(layer_norm(rest, "word_embeddings_layernorm", eps), embedding)
    n_layers = config.count("n_layer")
    rest.count("h", n_layers)
    bias = alibi.score_bias(n_heads, config.size("seq_length", 2048), embedding)
    layers = [_layer(rest, f"h.{n}", config, bias) for n in range(n_layers)]
    return model_of_all(rest, of_tokens, W_U, layers, final_norm=layer_norm(rest, "ln_f", eps))


def _layer(rest: Tensors, name: str, config: Config, score_bias: Array) -> AttentionLayer:
    n_heads, d_model = heads_and_width(config, "n_head", "hidden_size")
    eps, sizes = config.number("layer_norm_epsilon"), (n_heads, n_heads, d_model)
    at = f"{name}.self_attention"
    return AttentionLayer(
        **packed_heads(rest, f"{at}.query_key_value", f"{at}.dense", sizes, biases=True),
        norm=layer_norm(rest, f"{name}.input_layernorm", eps),
        score_bias=score_bias,
        mlp=linear_mlp(
            rest,
            (f"{name}.mlp.dense_h_to_4h", f"{name}.mlp.dense_4h_to_h"),
            (4 * d_model, d_model),
            norm=layer_norm(rest, f"{name}.post_attention_layernorm", eps),
            activation="gelu_tanh",
        ),
    )
