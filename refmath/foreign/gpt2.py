"""GPT-2 in the layout of Hugging Face's `transformers`: its config, and its tensors.

It multiplies from the right, so that matrices are transposed, and packs the queries, keys and
values of all heads into one.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import array_api_compat

from refmath.foreign.fields import Config, config_of
from refmath.foreign.pretrained import (
    ACTIVATIONS,
    GENERATION,
    fields_of,
    heads_and_width,
    layer_norm,
    model_of_all,
    said_of,
    unembedding,
)
from refmath.foreign.tensors import Tensors
from refmath.numeric.model.parts import MLP
from refmath.numeric.model.transformer import AttentionLayer, Transformer

_SUMMARY = "of the head of `GPT2DoubleHeadsModel`, whose tensors are refused"

FIELDS = fields_of(
    "GPT2Config",
    "gpt2",
    {
        **said_of(
            "n_layer",
            "n_head",
            "n_embd",
            "n_positions",
            "n_inner",
            "vocab_size",
            "layer_norm_epsilon",
            "activation_function",
        ),
        "scale_attn_weights": "whether scores are divided by √d_head; the factor goes into W_Q",
        "scale_attn_by_inverse_layer_idx": "whether the scores of layer l are divided by l + 1",
        "reorder_and_upcast_attn": (
            "scores in float32: the same for weights that are no wider, refused for float64"
        ),
        **said_of("tie_word_embeddings"),
    },
    dropout=("resid_pdrop", "embd_pdrop", "attn_pdrop"),
    without_effect={
        **dict.fromkeys(
            (
                "summary_type",
                "summary_use_proj",
                "summary_activation",
                "summary_proj_to_labels",
                "summary_first_dropout",
            ),
            _SUMMARY,
        ),
        "predict_special_tokens": GENERATION,
        "n_ctx": "an older name beside n_positions, which the tensors agree with",
    },
)


def activation(config: Config) -> str:
    """Return what the neurons do, in our word."""
    given = config.word("activation_function", tuple(ACTIVATIONS), "gelu_new")
    return ACTIVATIONS[given]


def score_factors(config: Config) -> list[float]:
    r"""Return the factor of each layer's scores beside $1 / \sqrt{d_{head}}$."""
    d_head = config.size("n_embd") // config.size("n_head")
    factor = 1.0 if config.flag("scale_attn_weights", True) else math.sqrt(d_head)
    by_layer = config.flag("scale_attn_by_inverse_layer_idx", False)
    return [
        factor / (layer + 1) if by_layer else factor for layer in range(config.count("n_layer"))
    ]


def check_scores_dtype(config: Config, dtypes: set[str]) -> None:
    """Refuse weights of float64 whose scores the original would compute in float32."""
    if config.flag("reorder_and_upcast_attn", False) and "float64" in dtypes:
        raise ValueError(
            "reorder_and_upcast_attn: expected False with weights of float64, got True: scores"
            " would be rounded to float32"
        )


def model_of(values: Mapping[str, Any], tensors: Any, *, dtype: str | None = None) -> Transformer:
    """Return the `Transformer` that a config and its tensors are.

    Args:
        values: the fields of a `GPT2Config` by their names.
        tensors: the state dict of a `GPT2LMHeadModel` or `GPT2Model`.
        dtype: what to widen the tensors to; None for as they are.

    Raises:
        ValueError: naming the field or the tensor that can't be honoured, is missing or unknown.
    """
    config = config_of(FIELDS, values)
    _, d_model = heads_and_width(config, "n_head", "n_embd")
    rest = Tensors(tensors, "transformer.", dtype=dtype)
    check_scores_dtype(config, rest.dtypes)
    eps = config.number("layer_norm_epsilon")
    wte = rest.of_shape("wte.weight", (config.size("vocab_size"), d_model))
    wpe = rest.of_shape("wpe.weight", (config.size("n_positions"), d_model))
    W_U = unembedding(rest, "wte.weight", wte, tied=config.flag("tie_word_embeddings", True))
    rest.count("h", config.count("n_layer"))
    layers = [
        _layer(rest, f"h.{n}", config, factor, eps)
        for n, factor in enumerate(score_factors(config))
    ]
    final_norm = layer_norm(rest, "ln_f", eps)
    W_pos = array_api_compat.array_namespace(wpe).matrix_transpose(wpe)
    more = {"W_pos": W_pos, "positions": "residual", "final_norm": final_norm}
    return model_of_all(rest, wte, W_U, layers, **more)


def _layer(rest: Tensors, name: str, config: Config, factor: float, eps: float) -> AttentionLayer:
    n_heads, d_model = heads_and_width(config, "n_head", "n_embd")
    heads = (n_heads, d_model // n_heads)
    packed = rest.of_shape(f"{name}.attn.c_attn.weight", (d_model, 3 * d_model))
    biases = rest.of_shape(f"{name}.attn.c_attn.bias", (3 * d_model,))
    out = rest.of_shape(f"{name}.attn.c_proj.weight", (d_model, d_model))
    xp = array_api_compat.array_namespace(packed)
    W = xp.reshape(xp.matrix_transpose(packed), (3, *heads, d_model))  # queries, keys, values
    b = xp.reshape(biases, (3, *heads))
    W_O = xp.permute_dims(xp.reshape(xp.matrix_transpose(out), (d_model, *heads)), (1, 0, 2))
    # A factor of the scores is one of the queries.
    W_Q, b_Q = (W[0, ...], b[0, ...]) if factor == 1 else (W[0, ...] * factor, b[0, ...] * factor)
    given = {"b_Q": b_Q, "b_K": b[1, ...], "b_V": b[2, ...]}
    return AttentionLayer(
        W_Q,
        W[1, ...],
        W[2, ...],
        W_O,
        **{key: bias for key, bias in given.items() if bool(xp.any(bias != 0))},
        b_O=rest.bias(f"{name}.attn.c_proj.bias"),
        norm=layer_norm(rest, f"{name}.ln_1", eps),
        mlp=_mlp(rest, name, config, eps),
    )


def _mlp(rest: Tensors, name: str, config: Config, eps: float) -> MLP:
    d_model, inner = config.size("n_embd"), config.value("n_inner", None)
    d_mlp = 4 * d_model if inner is None else config.size("n_inner")
    W_in = rest.of_shape(f"{name}.mlp.c_fc.weight", (d_model, d_mlp))
    W_out = rest.of_shape(f"{name}.mlp.c_proj.weight", (d_mlp, d_model))
    xp = array_api_compat.array_namespace(W_in)
    return MLP(
        xp.matrix_transpose(W_in),
        xp.matrix_transpose(W_out),
        b_in=rest.bias(f"{name}.mlp.c_fc.bias"),
        b_out=rest.bias(f"{name}.mlp.c_proj.bias"),
        norm=layer_norm(rest, f"{name}.ln_2", eps),
        activation=activation(config),
    )
