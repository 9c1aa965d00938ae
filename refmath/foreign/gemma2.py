"""Gemma 2 in the layout of Hugging Face's `transformers`, and what Gemma 3 shares with it.

A Gemma that norms what heads and MLPs write as well, caps scores and logits, and has a window in
every other layer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from refmath.foreign import angles, gemma, llama, mistral, qwen2
from refmath.foreign.fields import Config, config_of
from refmath.foreign.pretrained import ACTIVATIONS, fields_of, said_of
from refmath.numeric.model.transformer import AttentionLayer

if TYPE_CHECKING:
    from refmath.foreign.tensors import Tensors
    from refmath.numeric.model.transformer import Transformer

SIZES = {"num_key_value_heads": 4, "head_dim": 256}
"""What these fields are where a file leaves them out."""

HONOURED = {
    **{name: said for name, said in llama.HONOURED.items() if name != "hidden_act"},
    "num_key_value_heads": "how many keys and values heads share; 4 where it is missing",
    "head_dim": "d_head; 256 where it is missing",
    "hidden_activation": f"{', '.join(ACTIVATIONS)}; other functions are refused",
    **said_of("attention_bias"),
    "query_pre_attn_scalar": "scores are divided by its root; 256 where it is missing",
    **mistral.WINDOW,
    "layer_types": f"of each layer {' or '.join(qwen2.LAYER_TYPES)}; by turns where it is missing",
    "final_logit_softcapping": "the cap of the logits, or null",
}
"""The fields that Gemma 2 and 3 have."""

FIELDS = fields_of(
    "Gemma2Config",
    "gemma2",
    {**HONOURED, "attn_logit_softcapping": "the cap of the scores, or null"},
    dropout=("attention_dropout",),
    refused=gemma.BIDIRECTIONAL,
)


def model_of(values: Mapping[str, Any], tensors: Any, *, dtype: str | None = None) -> Transformer:
    """Return the `Transformer` that a config and its tensors are.

    Args:
        values: the fields of a `Gemma2Config` by their names.
        tensors: the state dict of a `Gemma2ForCausalLM` or `Gemma2Model`.
        dtype: what to widen the tensors to; None for as they are.

    Raises:
        ValueError: naming the field or the tensor that can't be honoured, is missing or unknown.
    """
    caps = {"final_logit_softcapping": 30.0, "attn_logit_softcapping": 50.0}
    config = config_of(FIELDS, SIZES | caps | {"sliding_window": 4096} | dict(values))
    rest = llama.tensors_of(tensors, dtype, "a Gemma 2")
    ends = llama.ends(config, rest, tied=True)
    rotary = angles.rotary_of(config, llama.head_sizes(config)[2], ends[0])
    score_cap = cap(config, "attn_logit_softcapping")
    sizes = windows(config, 2)
    rest.count("layers", len(sizes))
    layers = [
        AttentionLayer(
            **layer(rest, f"layers.{n}", config),
            rotary=rotary,
            window=window,
            score_cap=score_cap,
        )
        for n, window in enumerate(sizes)
    ]
    return gemma.model_of_layers(config, rest, ends, layers, **cap_of_logits(config))


def windows(config: Config, every: int) -> list[int | None]:
    """Return of each layer how many sources a destination attends to, or None for all.

    Args:
        config: of which `layer_types` may be missing.
        every: then, every which layer has no window.
    """
    n_layers, types = config.count("num_hidden_layers"), config.value("layer_types", None)
    given = config.value("sliding_window", None)
    size = None if given is None else config.size("sliding_window")
    if types is None:
        types = [qwen2.LAYER_TYPES[(n + 1) % every != 0] for n in range(n_layers)]
    return qwen2.of_types(types, n_layers, size)


def layer(rest: Tensors, name: str, config: Config) -> dict[str, Any]:
    """Return what the layers of Gemma 2 and 3 have alike."""
    biases = ("q", "k", "v", "o") if config.flag("attention_bias", False) else ()
    word = config.word("hidden_activation", tuple(ACTIVATIONS), "gelu_pytorch_tanh")
    norms = {
        place: gemma.rms_norm(rest, f"{name}.{place}_layernorm", config)
        for place in ("input", "post_attention", "pre_feedforward", "post_feedforward")
    }
    return llama.heads(rest, f"{name}.self_attn", config, biases) | {
        "norm": norms["input"],
        "score_scale": config.number("query_pre_attn_scalar", 256) ** -0.5,
        "post_norm": norms["post_attention"],
        "mlp": llama.gated_mlp(
            rest,
            name,
            config,
            norm=norms["pre_feedforward"],
            post_norm=norms["post_feedforward"],
            activation=ACTIVATIONS[word],
        ),
    }


def cap(config: Config, name: str) -> float | None:
    """Return a cap, or None where the field is null."""
    return None if config.value(name, None) is None else config.number(name)


def cap_of_logits(config: Config) -> dict[str, Any]:
    """Return the cap of the logits, as a `Transformer` takes it."""
    return {"logit_cap": cap(config, "final_logit_softcapping")}
