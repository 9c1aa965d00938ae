"""Qwen 3 in the layout of Hugging Face's `transformers`: a Qwen 2 of normed queries and keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from refmath.foreign import llama, qwen2
from refmath.foreign.fields import config_of
from refmath.foreign.pretrained import fields_of, said_of

if TYPE_CHECKING:
    from refmath.numeric.model.transformer import Transformer

FIELDS = fields_of(
    "Qwen3Config",
    "qwen3",
    {
        **llama.HONOURED,
        "head_dim": "d_head; 128 where it is missing",
        **said_of("attention_bias"),
        **qwen2.WINDOWS,
    },
    dropout=("attention_dropout",),
)


def model_of(values: Mapping[str, Any], tensors: Any, *, dtype: str | None = None) -> Transformer:
    """Return the `Transformer` that a config and its tensors are.

    Args:
        values: the fields of a `Qwen3Config` by their names.
        tensors: the state dict of a `Qwen3ForCausalLM` or `Qwen3Model`.
        dtype: what to widen the tensors to; None for as they are.

    Raises:
        ValueError: naming the field or the tensor that can't be honoured, is missing or unknown.
    """
    config = config_of(FIELDS, {"head_dim": 128} | dict(values))
    biases = ("q", "k", "v", "o") if config.flag("attention_bias", False) else ()
    rest = llama.tensors_of(tensors, dtype, "a Qwen 3")
    return llama.decoder(config, rest, qwen2.windows(config), biases, qk_norms=True)
