"""Qwen 2 in the layout of Hugging Face's `transformers`: a Llama with biases of q, k, v."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from refmath.arguments import refused
from refmath.foreign import llama
from refmath.foreign.fields import Config, config_of
from refmath.foreign.pretrained import fields_of

if TYPE_CHECKING:
    from refmath.numeric.model.transformer import Transformer

LAYER_TYPES = ("full_attention", "sliding_attention")

WINDOWS = {
    "use_sliding_window": "whether some layers have a window",
    "sliding_window": "how many sources a destination attends to there, itself among them",
    "max_window_layers": "from which layer on, where layer_types doesn't say which",
    "layer_types": f"of each layer {' or '.join(LAYER_TYPES)}",
}
"""The fields that say which layers have a window."""

FIELDS = fields_of(
    "Qwen2Config", "qwen2", {**llama.HONOURED, **WINDOWS}, dropout=("attention_dropout",)
)


def model_of(values: Mapping[str, Any], tensors: Any, *, dtype: str | None = None) -> Transformer:
    """Return the `Transformer` that a config and its tensors are.

    Args:
        values: the fields of a `Qwen2Config` by their names.
        tensors: the state dict of a `Qwen2ForCausalLM` or `Qwen2Model`.
        dtype: what to widen the tensors to; None for as they are.

    Raises:
        ValueError: naming the field or the tensor that can't be honoured, is missing or unknown.
    """
    config = config_of(FIELDS, values)
    rest = llama.tensors_of(tensors, dtype, "a Qwen 2")
    return llama.decoder(config, rest, windows(config), ("q", "k", "v"))


def windows(config: Config) -> list[int | None]:
    """Return of each layer how many sources a destination attends to, or None for all."""
    n_layers, size = config.count("num_hidden_layers"), None
    if (
        config.flag("use_sliding_window", False)
        and config.value("sliding_window", None) is not None
    ):
        size = config.size("sliding_window")
    types = config.value("layer_types", None)
    if types is None:
        first = n_layers if size is None else config.value("max_window_layers", 28)
        types = [LAYER_TYPES[n >= first] for n in range(n_layers)]
    return of_types(types, n_layers, size)


def of_types(types: Any, n_layers: int, size: int | None) -> list[int | None]:
    """Return of each layer how many sources a destination attends to, by the types of layers."""
    if not isinstance(types, list) or len(types) != n_layers or not {*types} <= {*LAYER_TYPES}:
        raise refused("layer_types", f"{n_layers} of {' or '.join(LAYER_TYPES)}", types)
    if size is None and LAYER_TYPES[1] in types:
        raise refused("layer_types", "full_attention without a sliding_window", LAYER_TYPES[1])
    return [size if kind == LAYER_TYPES[1] else None for kind in types]
