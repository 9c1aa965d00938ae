"""OLMo 2 in the layout of Hugging Face's `transformers`: what heads and MLPs write is normed.

What they read is not; and queries and keys are, those of all heads together.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from refmath.foreign import angles, llama
from refmath.foreign.fields import Config, config_of
from refmath.foreign.pretrained import ACTIVATIONS, fields_of, model_of_all, said_of
from refmath.numeric.model.parts import Norm
from refmath.numeric.model.transformer import AttentionLayer

if TYPE_CHECKING:
    from refmath.foreign.tensors import Tensors
    from refmath.numeric.model.transformer import Transformer

FIELDS = fields_of(
    "Olmo2Config",
    "olmo2",
    {**llama.HONOURED, **said_of("attention_bias")},
    dropout=("attention_dropout",),
)


def model_of(values: Mapping[str, Any], tensors: Any, *, dtype: str | None = None) -> Transformer:
    """Return the `Transformer` that a config and its tensors are.

    Args:
        values: the fields of an `Olmo2Config` by their names.
        tensors: the state dict of an `Olmo2ForCausalLM` or `Olmo2Model`.
        dtype: what to widen the tensors to; None for as they are.

    Raises:
        ValueError: naming the field or the tensor that can't be honoured, is missing or unknown.
    """
    config = config_of(FIELDS, values)
    rest = llama.tensors_of(tensors, dtype, "an OLMo 2")
    embedding, W_U = llama.ends(config, rest, tied=False)
    rotary = angles.rotary_of(config, llama.head_sizes(config)[2], embedding)
    n_layers = config.count("num_hidden_layers")
    rest.count("layers", n_layers)
    layers = [
        AttentionLayer(**_layer(rest, f"layers.{n}", config), rotary=rotary)
        for n in range(n_layers)
    ]
    final_norm = llama.rms_norm(rest, "norm", config)
    return model_of_all(rest, embedding, W_U, layers, final_norm=final_norm)


def _layer(rest: Tensors, name: str, config: Config) -> dict[str, Any]:
    biases = ("q", "k", "v", "o") if config.flag("attention_bias", False) else ()
    word = config.word("hidden_act", tuple(ACTIVATIONS), "silu")
    return llama.heads(rest, f"{name}.self_attn", config, biases) | {
        **_of_all_heads(rest, f"{name}.self_attn", config),
        "post_norm": llama.rms_norm(rest, f"{name}.post_attention_layernorm", config),
        "mlp": llama.gated_mlp(
            rest,
            name,
            config,
            post_norm=llama.rms_norm(rest, f"{name}.post_feedforward_layernorm", config),
            activation=ACTIVATIONS[word],
        ),
    }


def _of_all_heads(rest: Tensors, name: str, config: Config) -> dict[str, Any]:
    """Return the norms of queries and of keys, each of all heads' together."""
    eps, (n_heads, n_groups, d_head) = config.number("rms_norm_eps"), llama.head_sizes(config)
    sizes = {"q_norm": n_heads * d_head, "k_norm": n_groups * d_head}
    return {
        norm: Norm(rest.of_shape(f"{name}.{norm}.weight", (size,)), centred=False, eps=eps)
        for norm, size in sizes.items()
    }
