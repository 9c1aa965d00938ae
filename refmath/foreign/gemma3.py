"""Gemma 3 in the layout of Hugging Face's `transformers`: its text model alone.

A Gemma 2 whose queries and keys are normed, head by head, and whose layers of all sources turn them
by other angles than those of a window.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from refmath.arguments import refused
from refmath.foreign import angles, gemma, gemma2, llama
from refmath.foreign.fields import Config, config_of
from refmath.foreign.pretrained import fields_of
from refmath.foreign.qwen2 import LAYER_TYPES
from refmath.numeric.model.transformer import AttentionLayer

if TYPE_CHECKING:
    from refmath.foreign.tensors import Tensors
    from refmath.numeric.model.transformer import Transformer

EVERY = "sliding_window_pattern"

BASES = {"full_attention": 1_000_000.0, "sliding_attention": 10_000.0}
"""Of each type of layer the base of its frequencies, where the config says none."""

FIELDS = fields_of(
    "Gemma3TextConfig",
    "gemma3_text",
    {
        **gemma2.HONOURED,
        "layer_types": f"of each layer {' or '.join(LAYER_TYPES)}",
        **dict.fromkeys(
            (EVERY, f"_{EVERY}"),
            "where layer_types is missing: every which layer has no window; 6 where it is missing",
        ),
        "rope_parameters": "the angles of each type of layers: default, linear, llama3, yarn; what"
        " depends on the length is refused",
        "rope_theta": "an older place for the base of the frequencies without a window",
        "rope_local_base_freq": "an older place for that with a window",
        "rope_scaling": "an older place for the other parameters of the angles without a window",
    },
    dropout=("attention_dropout",),
    refused={
        "attn_logit_softcapping": ((None,), "the original would not read it"),
        **gemma.BIDIRECTIONAL,
    },
)


def model_of(values: Mapping[str, Any], tensors: Any, *, dtype: str | None = None) -> Transformer:
    """Return the `Transformer` that a config and its tensors are.

    Args:
        values: the fields of a `Gemma3TextConfig` by their names.
        tensors: the state dict of a `Gemma3ForCausalLM` or `Gemma3TextModel`.
        dtype: what to widen the tensors to; None for as they are.

    Raises:
        ValueError: naming the field or the tensor that can't be honoured, is missing or unknown.
    """
    config = config_of(FIELDS, gemma2.SIZES | dict(values))
    rest = llama.tensors_of(tensors, dtype, "a Gemma 3")
    ends = llama.ends(config, rest, tied=True)
    given = config.value(EVERY, config.value(f"_{EVERY}", 6))
    windows = gemma2.windows(config, given)
    rotaries = {
        kind: angles.rotary_of(_of_kind(config, kind), llama.head_sizes(config)[2], ends[0])
        for kind in {LAYER_TYPES[window is not None] for window in windows}
    }
    rest.count("layers", len(windows))
    layers = [
        AttentionLayer(
            **gemma2.layer(rest, f"layers.{n}", config),
            **_of_each_head(rest, f"layers.{n}.self_attn", config),
            rotary=rotaries[LAYER_TYPES[window is not None]],
            window=window,
        )
        for n, window in enumerate(windows)
    ]
    return gemma.model_of_layers(config, rest, ends, layers, **gemma2.cap_of_logits(config))


def _of_kind(config: Config, kind: str) -> Config:
    """Return the config with the parameters of the angles that a type of layers has."""
    both = config.value("rope_parameters", None) or {}
    if not isinstance(both, Mapping) or not both.keys() <= BASES.keys():
        raise refused("rope_parameters", f"parameters of {' and '.join(BASES)}", both)
    parameters = dict(both.get(kind) or {"rope_type": "default"})
    local = kind != LAYER_TYPES[0]
    theta = config.value("rope_local_base_freq" if local else "rope_theta", None)
    if not local:
        parameters |= config.value("rope_scaling", None) or {}
    parameters.setdefault("rope_theta", BASES[kind] if theta is None else theta)
    older = {"rope_theta": None, "rope_scaling": None}
    return replace(config, values={**config.values, **older, "rope_parameters": parameters})


def _of_each_head(rest: Tensors, name: str, config: Config) -> dict[str, Any]:
    """Return the norms of queries and keys, each head's by itself."""
    d_head = llama.head_sizes(config)[2]
    found = {norm: gemma.rms_norm(rest, f"{name}.{norm}", config) for norm in ("q_norm", "k_norm")}
    for name_of, norm in found.items():
        if norm.d_model != d_head:
            raise ValueError(
                f"{name}.{name_of}.weight: expected shape {(d_head,)}, got {(norm.d_model,)}"
            )
    return found
