"""GPT-Neo in the layout of Hugging Face's `transformers`: layers of all and of nearby sources.

Its scores are not divided by √d_head.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import array_api_compat

from refmath.arguments import refused, whole_number
from refmath.foreign.fields import Config, config_of
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
from refmath.numeric.model.transformer import AttentionLayer, Transformer

KINDS = ("global", "local")
"""Whether a layer's destinations attend to all sources, or to those of a window."""

FIELDS = fields_of(
    "GPTNeoConfig",
    "gpt_neo",
    {
        **said_of("num_layers", "num_heads", "hidden_size"),
        "intermediate_size": "d_mlp; 4 · hidden_size where it is null or missing",
        **said_of("max_position_embeddings", "vocab_size"),
        "attention_layers": "of each layer whether it is global or local",
        "attention_types": "the same by its repetitions; two that differ are refused",
        "window_size": "how many sources a destination of a local layer attends to",
        **said_of("activation_function", "layer_norm_epsilon", "tie_word_embeddings"),
    },
    dropout=("resid_dropout", "embed_dropout", "attention_dropout"),
    without_effect={"classifier_dropout": "of a classifier, whose tensors are refused"},
)


def model_of(values: Mapping[str, Any], tensors: Any, *, dtype: str | None = None) -> Transformer:
    """Return the `Transformer` that a config and its tensors are.

    Args:
        values: the fields of a `GPTNeoConfig` by their names.
        tensors: the state dict of a `GPTNeoForCausalLM` or `GPTNeoModel`.
        dtype: what to widen the tensors to; None for as they are.

    Raises:
        ValueError: naming the field or the tensor that can't be honoured, is missing or unknown.
    """
    config = config_of(FIELDS, values)
    rest = Tensors(tensors, "transformer.", dtype=dtype)
    refuse_float64(rest, "a GPT-Neo")
    d_model, eps = config.size("hidden_size"), config.number("layer_norm_epsilon")
    wte = rest.of_shape("wte.weight", (config.size("vocab_size"), d_model))
    wpe = rest.of_shape("wpe.weight", (config.size("max_position_embeddings"), d_model))
    W_U = unembedding(rest, "wte.weight", wte, tied=config.flag("tie_word_embeddings", True))
    windows = _windows(config)
    rest.count("h", len(windows))
    layers = [_layer(rest, f"h.{n}", config, window) for n, window in enumerate(windows)]
    final_norm = layer_norm(rest, "ln_f", eps)
    W_pos = array_api_compat.array_namespace(wpe).matrix_transpose(wpe)
    more = {"W_pos": W_pos, "positions": "residual", "final_norm": final_norm}
    return model_of_all(rest, wte, W_U, layers, **more)


def _windows(config: Config) -> list[int | None]:
    """Return of each layer how many sources a destination attends to; None for all."""
    n_layers, given = config.count("num_layers"), config.value("attention_layers", None)
    types = config.value("attention_types", None)
    kinds = list(_repeated([[KINDS, 12]] if types is None and given is None else types or ()))
    if given is not None:
        listed = list(given) if isinstance(given, list | tuple) else [given]
        if types is not None and listed != kinds:
            raise refused("attention_types", f"what makes attention_layers = {listed}", types)
        kinds = listed
    name = "attention_layers" if types is None else "attention_types"
    if len(kinds) != n_layers or any(kind not in KINDS for kind in kinds):
        raise refused(name, f"{n_layers} of {' and '.join(KINDS)}", kinds)
    window = config.size("window_size", 256)
    return [window if kind == "local" else None for kind in kinds]


def _repeated(types: Any) -> Iterator[Any]:
    try:
        for kinds, times in types:
            yield from list(kinds) * whole_number("attention_types", times, below=10_000)
    except TypeError:
        raise refused("attention_types", "[kinds, how often] of each run", types) from None


def heads(rest: Tensors, name: str, n_heads: int, d_model: int) -> dict[str, Any]:
    """Return W_Q, W_K, W_V and W_O of projections that have no biases, but for the last's."""
    found: dict[str, Any] = {}
    shape = (n_heads, d_model // n_heads)
    for letter in "QKV":
        W = rest.of_shape(f"{name}.{letter.lower()}_proj.weight", (d_model, d_model))
        xp = array_api_compat.array_namespace(W)
        found[f"W_{letter}"] = xp.reshape(W, (*shape, d_model))
    out = rest.of_shape(f"{name}.out_proj.weight", (d_model, d_model))
    xp = array_api_compat.array_namespace(out)
    found["W_O"] = xp.permute_dims(xp.reshape(out, (d_model, *shape)), (1, 0, 2))
    return found


def _layer(rest: Tensors, name: str, config: Config, window: int | None) -> AttentionLayer:
    n_heads, d_model = heads_and_width(config, "num_heads", "hidden_size")
    eps, inner = config.number("layer_norm_epsilon"), config.value("intermediate_size", None)
    d_mlp = 4 * d_model if inner is None else config.size("intermediate_size")
    at = f"{name}.attn.attention"
    return AttentionLayer(
        **heads(rest, at, n_heads, d_model),
        b_O=rest.bias(f"{at}.out_proj.bias"),
        norm=layer_norm(rest, f"{name}.ln_1", eps),
        score_scale=1.0,
        window=window,
        mlp=linear_mlp(
            rest,
            (f"{name}.mlp.c_fc", f"{name}.mlp.c_proj"),
            (d_mlp, d_model),
            norm=layer_norm(rest, f"{name}.ln_2", eps),
            activation=ACTIVATIONS[
                config.word("activation_function", tuple(ACTIVATIONS), "gelu_new")
            ],
        ),
    )
