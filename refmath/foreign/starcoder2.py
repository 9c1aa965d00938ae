"""StarCoder 2 in the layout of Hugging Face's `transformers`: a Mistral of LayerNorms and biases.

Its MLPs have no gate.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from refmath.foreign import angles, llama, mistral
from refmath.foreign.fields import Config, config_of
from refmath.foreign.pretrained import (
    ACTIVATIONS,
    fields_of,
    layer_norm,
    linear_mlp,
    model_of_all,
    said_of,
)
from refmath.numeric.model.transformer import AttentionLayer, Transformer

if TYPE_CHECKING:
    from refmath.foreign.tensors import Tensors

FIELDS = fields_of(
    "Starcoder2Config",
    "starcoder2",
    {
        **{name: said for name, said in llama.HONOURED.items() if name != "rms_norm_eps"},
        "num_key_value_heads": "how many keys and values heads share; 2 where it is missing",
        **said_of("norm_epsilon"),
        "use_bias": "whether queries, keys, values, outputs and MLPs have biases",
        **mistral.WINDOW,
    },
    dropout=("attention_dropout", "residual_dropout", "embedding_dropout"),
)


def model_of(values: Mapping[str, Any], tensors: Any, *, dtype: str | None = None) -> Transformer:
    """Return the `Transformer` that a config and its tensors are.

    Args:
        values: the fields of a `Starcoder2Config` by their names.
        tensors: the state dict of a `Starcoder2ForCausalLM` or `Starcoder2Model`.
        dtype: what to widen the tensors to; None for as they are.

    Raises:
        ValueError: naming the field or the tensor that can't be honoured, is missing or unknown.
    """
    config = config_of(FIELDS, {"num_key_value_heads": 2} | dict(values))
    rest = llama.tensors_of(tensors, dtype, "a StarCoder 2")
    W_E, W_U = llama.ends(config, rest, tied=True)
    rotary = angles.rotary_of(config, llama.head_sizes(config)[2], W_E)
    windows = mistral.windows(config)
    rest.count("layers", len(windows))
    layers = [
        AttentionLayer(**_layer(rest, f"layers.{n}", config), rotary=rotary, window=window)
        for n, window in enumerate(windows)
    ]
    final_norm = layer_norm(rest, "norm", config.number("norm_epsilon"))
    return model_of_all(rest, W_E, W_U, layers, final_norm=final_norm)


def _layer(rest: Tensors, name: str, config: Config) -> dict[str, Any]:
    has_biases, eps = config.flag("use_bias", True), config.number("norm_epsilon")
    biases = ("q", "k", "v", "o") if has_biases else ()
    word = config.word("hidden_act", tuple(ACTIVATIONS), "gelu_pytorch_tanh")
    return llama.heads(rest, f"{name}.self_attn", config, biases) | {
        "norm": layer_norm(rest, f"{name}.input_layernorm", eps),
        "mlp": linear_mlp(
            rest,
            (f"{name}.mlp.c_fc", f"{name}.mlp.c_proj"),
            (config.size("intermediate_size"), config.size("hidden_size")),
            biases=has_biases,
            norm=layer_norm(rest, f"{name}.post_attention_layernorm", eps),
            activation=ACTIVATIONS[word],
        ),
    }
