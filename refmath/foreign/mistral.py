"""Mistral in the layout of Hugging Face's `transformers`: a Llama with a window."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from refmath.foreign import llama
from refmath.foreign.fields import config_of
from refmath.foreign.pretrained import fields_of

if TYPE_CHECKING:
    from refmath.foreign.fields import Config
    from refmath.numeric.model.transformer import Transformer

WINDOW = {"sliding_window": "how many sources a destination attends to, itself among them; or null"}
"""The field that says whether layers have a window."""

FIELDS = fields_of(
    "MistralConfig", "mistral", {**llama.HONOURED, **WINDOW}, dropout=("attention_dropout",)
)


def model_of(values: Mapping[str, Any], tensors: Any, *, dtype: str | None = None) -> Transformer:
    """Return the `Transformer` that a config and its tensors are.

    Args:
        values: the fields of a `MistralConfig` by their names.
        tensors: the state dict of a `MistralForCausalLM` or `MistralModel`.
        dtype: what to widen the tensors to; None for as they are.

    Raises:
        ValueError: naming the field or the tensor that can't be honoured, is missing or unknown.
    """
    config = config_of(FIELDS, values)
    rest = llama.tensors_of(tensors, dtype, "a Mistral")
    return llama.decoder(config, rest, windows(config), ())


def windows(config: Config) -> list[int | None]:
    """Return of each layer how many sources a destination attends to: one number, or all."""
    given = config.value("sliding_window", None)
    window = None if given is None else config.size("sliding_window")
    return [window] * config.count("num_hidden_layers")
