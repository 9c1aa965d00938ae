"""GPT-2 in the layout of Hugging Face's `transformers`: its config, and its tensors.

It multiplies from the right, so that matrices are transposed, and packs the queries, keys and
values of all heads into one.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import array_api_compat

from refmath.foreign.fields import Config, Fields, config_of
from refmath.foreign.tensors import Tensors
from refmath.numeric.model.parts import MLP, Norm
from refmath.numeric.model.transformer import AttentionLayer, Transformer

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array

ACTIVATIONS = {
    "gelu_new": "gelu_tanh",
    "gelu_pytorch_tanh": "gelu_tanh",
    "gelu_python_tanh": "gelu_tanh",
    "gelu_accurate": "gelu_tanh",
    "relu": "relu",
}
"""The words for what neurons may do, and ours: four of them are one function."""

_NO_DROPOUT = "of the dropout, which is in training alone"
_SUMMARY = "of the head of `GPT2DoubleHeadsModel`, whose tensors are refused"
_OUTPUT = "of what a forward pass hands out beside the logits"
_LABELS = "of the labels of a classifier, whose tensors are refused"
_GENERATION = "of how text is drawn from the logits"
_FILE = "of where the file comes from"

FIELDS = Fields(
    "GPT2Config",
    honoured={
        "n_layer": "the number of layers",
        "n_head": "the number of heads; it divides n_embd",
        "n_embd": "d_model",
        "n_positions": "n_ctx",
        "n_inner": "d_mlp; 4 · n_embd where it is null or missing",
        "vocab_size": "d_vocab",
        "layer_norm_epsilon": "ε of every norm",
        "activation_function": f"{', '.join(ACTIVATIONS)}; other functions are refused",
        "scale_attn_weights": "whether scores are divided by √d_head; the factor goes into W_Q",
        "scale_attn_by_inverse_layer_idx": "whether the scores of layer l are divided by l + 1",
        "reorder_and_upcast_attn": (
            "scores in float32: the same for weights that are no wider, refused for float64"
        ),
        "tie_word_embeddings": "whether W_U is W_Eᵀ; two that differ are refused where it is true",
    },
    without_effect={
        **dict.fromkeys(("resid_pdrop", "embd_pdrop", "attn_pdrop"), _NO_DROPOUT),
        "initializer_range": "of how weights are drawn at first",
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
        **dict.fromkeys(
            (
                "use_cache",
                "output_attentions",
                "output_hidden_states",
                "output_past",
                "return_dict",
                "use_return_dict",
                "return_dict_in_generate",
                "output_scores",
                "torchscript",
            ),
            _OUTPUT,
        ),
        **dict.fromkeys(
            ("id2label", "label2id", "num_labels", "_num_labels", "problem_type"), _LABELS
        ),
        **dict.fromkeys(
            (
                "bos_token_id",
                "eos_token_id",
                "pad_token_id",
                "sep_token_id",
                "decoder_start_token_id",
                "task_specific_params",
                "finetuning_task",
                "prefix",
                "predict_special_tokens",
                "max_length",
                "min_length",
                "do_sample",
                "early_stopping",
                "num_beams",
                "num_beam_groups",
                "diversity_penalty",
                "temperature",
                "top_k",
                "top_p",
                "typical_p",
                "repetition_penalty",
                "length_penalty",
                "no_repeat_ngram_size",
                "encoder_no_repeat_ngram_size",
                "bad_words_ids",
                "num_return_sequences",
                "forced_bos_token_id",
                "forced_eos_token_id",
                "remove_invalid_values",
                "exponential_decay_length_penalty",
                "suppress_tokens",
                "begin_suppress_tokens",
            ),
            _GENERATION,
        ),
        **dict.fromkeys(
            ("_name_or_path", "name_or_path", "architectures", "transformers_version"), _FILE
        ),
        "tokenizer_class": "of the tokenizer",
        **dict.fromkeys(("dtype", "torch_dtype"), "the tensors say what they are"),
        "n_ctx": "an older name beside n_positions, which the tensors agree with",
        "gradient_checkpointing": "of how gradients are computed",
        "chunk_size_feed_forward": "GPT-2 takes no chunks; with them the sums would be the same",
        "tf_legacy_loss": "of a loss",
        "is_decoder": "GPT-2 is one either way",
        "tie_encoder_decoder": "of models with an encoder",
        "cross_attention_hidden_size": "of models with an encoder",
    },
    refused={
        "model_type": (("gpt2",), ""),
        "add_cross_attention": ((False,), "an encoder would be attended to"),
        "is_encoder_decoder": ((False,), "an encoder would be attended to"),
        "pruned_heads": (({},), "heads would be missing"),
        "use_bfloat16": ((False,), "it would be computed in bfloat16"),
        "quantization_config": ((None,), "weights would be quantised"),
        "per_layer_config": ((None,), "a layer would be unlike the others"),
        "auto_map": ((None,), "it would be computed by code of its own"),
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


def heads_and_width(config: Config) -> tuple[int, int]:
    """Return n_heads and d_model, one a divisor of the other."""
    n_heads, d_model = config.size("n_head"), config.size("n_embd")
    if d_model % n_heads:
        raise ValueError(f"n_head: expected a divisor of n_embd = {d_model}, got {n_heads}")
    return n_heads, d_model


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
    _, d_model = heads_and_width(config)
    rest = Tensors(tensors, "transformer.", dtype=dtype)
    check_scores_dtype(config, rest.dtypes)
    eps = config.number("layer_norm_epsilon")
    wte = _of_shape(rest, "wte.weight", (config.size("vocab_size"), d_model))
    wpe = _of_shape(rest, "wpe.weight", (config.size("n_positions"), d_model))
    W_U = _unembedding(rest, wte, tied=config.flag("tie_word_embeddings", True))
    rest.count("h", config.count("n_layer"))
    layers = [
        _layer(rest, f"h.{n}", config, factor, eps)
        for n, factor in enumerate(score_factors(config))
    ]
    final_norm = _norm(rest, "ln_f", eps)
    rest.refuse_what_is_left("from_hugging_face")
    xp = array_api_compat.array_namespace(wte)
    return Transformer(
        xp.matrix_transpose(wte),
        W_U,
        layers,
        W_pos=xp.matrix_transpose(wpe),
        positions="residual",
        final_norm=final_norm,
    )


def _layer(rest: Tensors, name: str, config: Config, factor: float, eps: float) -> AttentionLayer:
    n_heads, d_model = heads_and_width(config)
    heads = (n_heads, d_model // n_heads)
    packed = _of_shape(rest, f"{name}.attn.c_attn.weight", (d_model, 3 * d_model))
    biases = _of_shape(rest, f"{name}.attn.c_attn.bias", (3 * d_model,))
    out = _of_shape(rest, f"{name}.attn.c_proj.weight", (d_model, d_model))
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
        norm=_norm(rest, f"{name}.ln_1", eps),
        mlp=_mlp(rest, name, config, eps),
    )


def _mlp(rest: Tensors, name: str, config: Config, eps: float) -> MLP:
    d_model, inner = config.size("n_embd"), config.value("n_inner", None)
    d_mlp = 4 * d_model if inner is None else config.size("n_inner")
    W_in = _of_shape(rest, f"{name}.mlp.c_fc.weight", (d_model, d_mlp))
    W_out = _of_shape(rest, f"{name}.mlp.c_proj.weight", (d_mlp, d_model))
    xp = array_api_compat.array_namespace(W_in)
    return MLP(
        xp.matrix_transpose(W_in),
        xp.matrix_transpose(W_out),
        b_in=rest.bias(f"{name}.mlp.c_fc.bias"),
        b_out=rest.bias(f"{name}.mlp.c_proj.bias"),
        norm=_norm(rest, f"{name}.ln_2", eps),
        activation=activation(config),
    )


def _norm(rest: Tensors, name: str, eps: float) -> Norm:
    return Norm(rest.taken(f"{name}.weight"), rest.bias(f"{name}.bias"), eps=eps)


def _unembedding(rest: Tensors, wte: Array, *, tied: bool) -> Array:
    """Return W_U, which is the embedding where it is tied, and then has no tensor of its own."""
    W_U = rest.maybe("lm_head.weight")
    if W_U is None and not tied:
        raise ValueError("tie_word_embeddings: expected True without lm_head.weight, got False")
    if W_U is None or W_U is wte:
        return wte
    xp = array_api_compat.array_namespace(wte)
    same = tuple(W_U.shape) == tuple(wte.shape) and bool(xp.all(wte == W_U))
    if tied and not same:
        raise ValueError(
            "tie_word_embeddings: expected False with an lm_head.weight that is not wte.weight,"
            " got True"
        )
    return W_U


def _of_shape(rest: Tensors, name: str, shape: tuple[int, ...]) -> Array:
    tensor = rest.taken(name)
    if tuple(tensor.shape) != shape:
        raise ValueError(f"{name}: expected shape {shape}, got {tuple(tensor.shape)}")
    return tensor
