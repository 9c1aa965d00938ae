"""Hugging Face's models, small ones with weights that are drawn, in both ways to attend."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import tokenizers
import torch
import transformers

from refmath.conformance import check
from release.peers.held import Held, Peer

N_CTX, D_VOCAB = 16, 13
TODAYS = {
    "hidden_size": 8,
    "intermediate_size": 10,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "max_position_embeddings": N_CTX,
}
ALL_ALIKE = {"hidden_size": 8, "num_hidden_layers": 2, "num_attention_heads": 2}
MODELS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "GPT-2": ("GPT2", {"n_embd": 8, "n_layer": 2, "n_head": 2, "n_positions": N_CTX}),
    "GPT-2, no scale": (
        "GPT2",
        {"n_embd": 8, "n_layer": 2, "n_head": 2, "n_positions": N_CTX, "scale_attn_weights": False},
    ),
    "GPT-2, scales by layer": (
        "GPT2",
        {"n_embd": 8, "n_layer": 3, "n_head": 2, "n_positions": N_CTX}
        | {"scale_attn_by_inverse_layer_idx": True},
    ),
    "GPT-Neo": (
        "GPTNeo",
        {"hidden_size": 8, "num_layers": 2, "num_heads": 2, "intermediate_size": 10}
        | {"max_position_embeddings": N_CTX, "window_size": 2}
        | {"attention_types": [[["global", "local"], 1]]},
    ),
    "GPT-J": (
        "GPTJ",
        {"n_embd": 8, "n_layer": 2, "n_head": 2, "n_positions": N_CTX, "rotary_dim": 2},
    ),
    "GPT-NeoX": (
        "GPTNeoX",
        {**ALL_ALIKE, "intermediate_size": 10, "max_position_embeddings": N_CTX}
        | {"rope_parameters": {"rope_type": "default", "rope_theta": 100.0}}
        | {"rotary_pct": 0.5},
    ),
    "Llama, groups": ("Llama", TODAYS),
    "Llama, groups, biases": ("Llama", {**TODAYS, "attention_bias": True, "mlp_bias": True}),
    "Mistral, a window": ("Mistral", {**TODAYS, "sliding_window": 2}),
    "Phi": ("Phi", {**ALL_ALIKE, "intermediate_size": 10, "max_position_embeddings": N_CTX}),
    "Qwen 2": ("Qwen2", TODAYS),
    "Qwen 2, a window in one layer": (
        "Qwen2",
        {**TODAYS, "use_sliding_window": True, "sliding_window": 2, "max_window_layers": 1},
    ),
    "Qwen 3": ("Qwen3", {**TODAYS, "head_dim": 4}),
}
"""Family and config, by a name."""
EAGER_ALONE = ("GPT-Neo",)
"""Of what is refused by the library with sdpa."""


def model_of(name: str, attention: str, scale: float = 0.5) -> Any:
    """Return a model with weights that are drawn, those of norms and biases among them."""
    family, config = MODELS[name]
    options = {"vocab_size": D_VOCAB, "bos_token_id": 0, "eos_token_id": 0, **config}
    made = getattr(transformers, f"{family}Config")(**options, attn_implementation=attention)
    kind = "LMHeadModel" if family == "GPT2" else "ForCausalLM"
    model = getattr(transformers, f"{family}{kind}")(made)
    torch.manual_seed(1)
    with torch.no_grad():
        for weight in model.parameters():
            weight.copy_(torch.randn_like(weight) * scale)
    return model.eval()


def words() -> Any:
    """Return a tokenizer, a word a token: whoever wraps a model wants one, and no case asks it."""
    listed = {f"word{n}": n for n in range(D_VOCAB)}
    made = tokenizers.Tokenizer(tokenizers.models.WordLevel(listed, unk_token="word0"))
    return transformers.PreTrainedTokenizerFast(
        tokenizer_object=made,
        bos_token="word0",
        eos_token="word0",
        pad_token="word0",
    )


def _held(attention: str) -> Held:
    torch.set_num_threads(1)
    for name in MODELS:
        if attention == "sdpa" and name in EAGER_ALONE:
            continue
        yield name, check(model_of(name, attention))


PEERS = tuple(
    Peer(f"Hugging Face, {attention}", ("transformers", "torch"), partial(_held, attention))
    for attention in ("eager", "sdpa")
)
