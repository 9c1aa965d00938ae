"""GPT-J in the layout of Hugging Face's `transformers`: heads and MLP read one stream, one norm.

The first coordinates of queries and keys are turned, pairs of neighbours together; the logits have
a bias.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from refmath.arguments import refused
from refmath.foreign import angles
from refmath.foreign.fields import Config, config_of
from refmath.foreign.gpt_neo import heads
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

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.parts import Rotary

FIELDS = fields_of(
    "GPTJConfig",
    "gptj",
    {
        **said_of("n_layer", "n_head", "n_embd"),
        "n_positions": "n_ctx: as far as the tables of angles reach",
        **said_of("n_inner", "vocab_size"),
        "rotary_dim": "how many coordinates of a query are turned; null is refused, as missing",
        **said_of("activation_function", "layer_norm_epsilon", "tie_word_embeddings"),
    },
    dropout=("resid_pdrop", "embd_pdrop", "attn_pdrop"),
)


def model_of(values: Mapping[str, Any], tensors: Any, *, dtype: str | None = None) -> Transformer:
    """Return the `Transformer` that a config and its tensors are.

    Args:
        values: the fields of a `GPTJConfig` by their names.
        tensors: the state dict of a `GPTJForCausalLM`; a `GPTJModel` lacks the head's bias, and is
            refused.
        dtype: what to widen the tensors to; None for as they are.

    Raises:
        ValueError: naming the field or the tensor that can't be honoured, is missing or unknown.
    """
    config = config_of(FIELDS, values)
    rest = Tensors(tensors, "transformer.", dtype=dtype)
    refuse_float64(rest, "a GPT-J")
    wte = rest.of_shape("wte.weight", (config.size("vocab_size"), config.size("n_embd")))
    W_U = unembedding(rest, "wte.weight", wte, tied=config.flag("tie_word_embeddings", False))
    b_U = rest.bias("lm_head.bias")
    n_layers, rotary = config.count("n_layer"), _rotary(config, wte)
    rest.count("h", n_layers)
    layers = [_layer(rest, f"h.{n}", config, rotary) for n in range(n_layers)]
    final_norm = layer_norm(rest, "ln_f", config.number("layer_norm_epsilon"))
    return model_of_all(rest, wte, W_U, layers, final_norm=final_norm, b_U=b_U)


def _rotary(config: Config, like: Array) -> Rotary:
    n_heads, d_model = heads_and_width(config, "n_head", "n_embd")
    d_head, d_rotary = d_model // n_heads, config.size("rotary_dim")
    if d_rotary % 2 or d_rotary > d_head:
        raise refused("rotary_dim", f"an even number up to {d_head}, a query's length", d_rotary)
    return angles.adjacent(d_rotary, config.size("n_positions"), like)


def _layer(rest: Tensors, name: str, config: Config, rotary: Rotary) -> AttentionLayer:
    n_heads, d_model = heads_and_width(config, "n_head", "n_embd")
    norm = layer_norm(rest, f"{name}.ln_1", config.number("layer_norm_epsilon"))
    inner = config.value("n_inner", None)
    word = config.word("activation_function", tuple(ACTIVATIONS), "gelu_new")
    return AttentionLayer(
        **heads(rest, f"{name}.attn", n_heads, d_model),
        norm=norm,
        rotary=rotary,
        parallel=True,
        mlp=linear_mlp(
            rest,
            (f"{name}.mlp.fc_in", f"{name}.mlp.fc_out"),
            (4 * d_model if inner is None else config.size("n_inner"), d_model),
            norm=norm,
            activation=ACTIVATIONS[word],
        ),
    )
