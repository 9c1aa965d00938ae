"""What the configs and models of Hugging Face's `transformers` have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import array_api_compat

from refmath.arguments import refused as refused_value
from refmath.foreign.fields import Fields
from refmath.numeric.model.parts import MLP, Norm
from refmath.numeric.model.transformer import Transformer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from refmath.foreign.fields import Config
    from refmath.foreign.tensors import Tensors
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import AttentionLayer

ACTIVATIONS = {
    "gelu_new": "gelu_tanh",
    "gelu_pytorch_tanh": "gelu_tanh",
    "gelu_python_tanh": "gelu_tanh",
    "gelu_accurate": "gelu_tanh",
    "gelu": "gelu_erf",
    "gelu_python": "gelu_erf",
    "quick_gelu": "gelu_quick",
    "relu": "relu",
    "relu2": "relu_squared",
    "silu": "silu",
    "swish": "silu",
    "tanh": "tanh",
}
"""The words for what neurons may do, and ours: several of them are one function."""

_NO_DROPOUT = "of the dropout, which is in training alone"
GENERATION = "of how text is drawn from the logits"
_OUTPUT = "of what a forward pass hands out beside the logits"
_LABELS = "of the labels of a classifier, whose tensors are refused"
_FILE = "of where the file comes from"

_WITHOUT_EFFECT: Mapping[str, str] = {
    "initializer_range": "of how weights are drawn at first",
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
    **dict.fromkeys(("id2label", "label2id", "num_labels", "_num_labels", "problem_type"), _LABELS),
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
        GENERATION,
    ),
    **dict.fromkeys(
        ("_name_or_path", "name_or_path", "architectures", "transformers_version"), _FILE
    ),
    "tokenizer_class": "of the tokenizer",
    **dict.fromkeys(("dtype", "torch_dtype"), "the tensors say what they are"),
    "gradient_checkpointing": "of how gradients are computed",
    "chunk_size_feed_forward": "no chunks are taken; with them the sums would be the same",
    "tf_legacy_loss": "of a loss",
    "is_decoder": "a causal model is one either way",
    "tie_encoder_decoder": "of models with an encoder",
    "cross_attention_hidden_size": "of models with an encoder",
}
"""Fields of every config that no logit depends on, and why."""

_REFUSED: Mapping[str, tuple[tuple[Any, ...], str]] = {
    "add_cross_attention": ((False,), "an encoder would be attended to"),
    "is_encoder_decoder": ((False,), "an encoder would be attended to"),
    "pruned_heads": (({},), "heads would be missing"),
    "use_bfloat16": ((False,), "it would be computed in bfloat16"),
    "quantization_config": ((None,), "weights would be quantised"),
    "per_layer_config": ((None,), "a layer would be unlike the others"),
    "auto_map": ((None,), "it would be computed by code of its own"),
}
"""Fields of every config of which one value alone can be honoured."""


_HONOURED: Mapping[str, str] = {
    **dict.fromkeys(("num_hidden_layers", "num_layers", "n_layer"), "the number of layers"),
    **dict.fromkeys(("num_attention_heads", "num_heads", "n_head"), "the number of heads"),
    **dict.fromkeys(("hidden_size", "n_embd"), "d_model"),
    "head_dim": "d_head; hidden_size / num_attention_heads where it is null or missing",
    "num_key_value_heads": "how many keys and values heads share; one each where it is null",
    "intermediate_size": "d_mlp",
    "n_inner": "d_mlp; 4 · n_embd where it is null or missing",
    "vocab_size": "d_vocab",
    **dict.fromkeys(("max_position_embeddings", "n_positions"), "n_ctx"),
    **dict.fromkeys(
        ("hidden_act", "activation_function"),
        f"{', '.join(ACTIVATIONS)}; other functions are refused",
    ),
    **dict.fromkeys(
        ("rms_norm_eps", "layer_norm_eps", "layer_norm_epsilon", "norm_epsilon"), "ε of every norm"
    ),
    "attention_bias": "whether queries, keys, values and outputs have biases",
    "tie_word_embeddings": "whether W_U is W_Eᵀ; two that differ are refused where it is true",
}
"""Fields that several families honour, by every name that one has, and what becomes of each."""


def said_of(*names: str) -> dict[str, str]:
    """Return what becomes of fields that several families honour.

    Examples:
        >>> said_of("vocab_size", "n_embd")
        {'vocab_size': 'd_vocab', 'n_embd': 'd_model'}
    """
    return {name: _HONOURED[name] for name in names}


def fields_of(
    owner: str,
    model_type: str,
    honoured: Mapping[str, str],
    *,
    dropout: tuple[str, ...] = (),
    without_effect: Mapping[str, str] | None = None,
    refused: Mapping[str, tuple[tuple[Any, ...], str]] | None = None,
) -> Fields:
    """Return a family's three lists: what is its own, and what the configs of all have.

    Args:
        owner: what its config is called.
        model_type: what its config says of itself.
        honoured: the fields that decide what is computed, each with what becomes of it.
        dropout: those that say what is dropped in training.
        without_effect: others that no logit depends on, each with the reason.
        refused: those of which only some values can be honoured; see `Fields`.

    Examples:
        >>> fields_of("Config", "mine", {"n": "layers"}, dropout=("p",)).without_effect["p"]
        'of the dropout, which is in training alone'
    """
    own = {**dict.fromkeys(dropout, _NO_DROPOUT), **(without_effect or {})}
    return Fields(
        owner,
        honoured=honoured,
        without_effect={**own, **_WITHOUT_EFFECT},
        refused={"model_type": ((model_type,), ""), **(refused or {}), **_REFUSED},
    )


def unembedding(rest: Tensors, name: str, embedding: Array, *, tied: bool) -> Array:
    """Return W_U, which is the embedding called `name` where it is tied, and then has no tensor.

    Raises:
        ValueError: for a tie_word_embeddings that the tensors gainsay.

    Examples:
        >>> import numpy as np
        >>> from refmath.foreign.tensors import Tensors
        >>> unembedding(Tensors({}), "wte.weight", np.ones((3, 2)), tied=True).shape
        (3, 2)
    """
    W_U = rest.maybe("lm_head.weight")
    if W_U is None and not tied:
        raise ValueError("tie_word_embeddings: expected True without lm_head.weight, got False")
    if W_U is None or W_U is embedding:
        return embedding
    xp = array_api_compat.array_namespace(embedding)
    same = tuple(W_U.shape) == tuple(embedding.shape) and bool(xp.all(embedding == W_U))
    if tied and not same:
        raise ValueError(
            f"tie_word_embeddings: expected False with an lm_head.weight that is not {name}, got"
            " True"
        )
    return W_U


def model_of_all(
    rest: Tensors, embedding: Array, W_U: Array, layers: Sequence[AttentionLayer], **more: Any
) -> Transformer:
    """Return the model of what was read, once no tensor is left.

    Args:
        rest: the tensors, all of them taken.
        embedding: a row a token.
        W_U: the unembedding.
        layers: the layers.
        **more: of the model, as its final norm.

    Raises:
        ValueError: naming the tensors that nothing has read.
    """
    rest.refuse_what_is_left("from_hugging_face")
    xp = array_api_compat.array_namespace(embedding)
    return Transformer(xp.matrix_transpose(embedding), W_U, layers, **more)


def heads_and_width(config: Config, of_heads: str, of_width: str) -> tuple[int, int]:
    """Return n_heads and d_model, one a divisor of the other, by their fields' names."""
    n_heads, d_model = config.size(of_heads), config.size(of_width)
    if d_model % n_heads:
        raise ValueError(f"{of_heads}: expected a divisor of {of_width} = {d_model}, got {n_heads}")
    return n_heads, d_model


def under_newer_names(values: Mapping[str, Any], older: Mapping[str, str]) -> dict[str, Any]:
    """Return a config whose fields have the newer of their names.

    Args:
        values: the fields by name.
        older: the newer names by the older ones.

    Raises:
        ValueError: for a field that has two values by its two names.

    Examples:
        >>> under_newer_names({"n_embed": 8, "n_head": 2}, {"n_embed": "hidden_size"})
        {'n_head': 2, 'hidden_size': 8}
    """
    found = {name: value for name, value in values.items() if name not in older}
    for name, newer in older.items():
        if name in values and found.setdefault(newer, values[name]) != values[name]:
            raise refused_value(name, f"{newer} = {found[newer]}", values[name])
    return found


def packed_heads(
    rest: Tensors, packed: str, out: str, sizes: tuple[int, int, int], *, biases: bool
) -> dict[str, Any]:
    """Return the heads whose queries, keys and values are one matrix, group by group.

    Of each group the queries of its heads, its key, its value.

    Args:
        rest: the tensors.
        packed: the name of what reads.
        out: the name of what writes.
        sizes: n_heads, n_groups, d_model.
        biases: whether the two have biases.
    """
    n_heads, n_groups, d_model = sizes
    d_head, rows = d_model // n_heads, n_heads // n_groups + 2
    shape = (n_groups, rows, d_head)
    W = rest.of_shape(f"{packed}.weight", (n_groups * rows * d_head, d_model))
    W_O = rest.of_shape(f"{out}.weight", (d_model, d_model))
    xp = array_api_compat.array_namespace(W)
    found = _apart(xp.reshape(W, (*shape, d_model)), n_heads, "W")
    found["W_O"] = xp.permute_dims(xp.reshape(W_O, (d_model, n_heads, d_head)), (1, 0, 2))
    if biases:
        b = rest.of_shape(f"{packed}.bias", (n_groups * rows * d_head,))
        of_each = _apart(xp.reshape(b, shape), n_heads, "b")
        found |= {key: bias for key, bias in of_each.items() if bool(xp.any(bias != 0))}
        found["b_O"] = rest.bias(f"{out}.bias")
    return found


def _apart(packed: Array, n_heads: int, letter: str) -> dict[str, Any]:
    xp = array_api_compat.array_namespace(packed)
    queries = xp.reshape(packed[:, :-2, ...], (n_heads, *packed.shape[2:]))
    both = {"K": packed[:, -2, ...], "V": packed[:, -1, ...]}
    return {f"{letter}_{name}": part for name, part in ({"Q": queries} | both).items()}


def layer_norm(rest: Tensors, name: str, eps: float) -> Norm:
    """Return a LayerNorm; a bias that is all zero is left out."""
    return Norm(rest.taken(f"{name}.weight"), rest.bias(f"{name}.bias"), eps=eps)


def linear_mlp(
    rest: Tensors,
    places: tuple[str, str],
    sizes: tuple[int, int],
    *,
    biases: bool = True,
    **more: Any,
) -> MLP:
    """Return an MLP of two layers, as torch's `Linear` lays them out.

    Args:
        rest: the tensors.
        places: the names of what reads and of what writes.
        sizes: d_mlp and d_model.
        biases: whether the two have biases.
        **more: its norm and its activation.
    """
    into, out = places
    return MLP(
        rest.of_shape(f"{into}.weight", sizes),
        rest.of_shape(f"{out}.weight", sizes[::-1]),
        b_in=rest.bias(f"{into}.bias") if biases else None,
        b_out=rest.bias(f"{out}.bias") if biases else None,
        **more,
    )


def refuse_float64(rest: Tensors, what: str) -> None:
    """Refuse weights of float64 where the original rounds to float32 all the same.

    Raises:
        ValueError: naming what came, and what to do.
    """
    if "float64" in rest.dtypes:
        raise ValueError(
            f"source: expected weights of float32 or narrower, as {what} rounds norms and angles to"
            " float32, got float64; dtype='float64' widens them"
        )
