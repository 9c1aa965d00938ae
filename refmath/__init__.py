"""The executable, machine-checked reference of *A Mathematical Framework for Transformer Circuits*.

The public names, each loaded when it is first used: `import refmath as rm` alone is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_ROOMS = {
    "refmath.sequences.grams": (
        "trigram",
        "skip_trigram",
        "skip_trigrams",
        "skip_grams",
        "trigram_count",
        "skip_trigram_count",
        "skip_trigrams_count",
        "skip_gram_count",
    ),
    "refmath.numeric.transformer": ("AttentionLayer", "Transformer"),
    "refmath.numeric.forward": ("logits", "attention_patterns", "residual_stream"),
    "refmath.numeric.expansion": (
        "paths",
        "path_count",
        "path_counts",
        "path_logits",
        "expanded_logits",
        "one_hot",
        "tensor_product_operator",
    ),
    "refmath.numeric.contributions": (
        "frozen_logits",
        "logits_by_order",
        "losses_by_order",
        "path_contributions",
        "direct_logit_attribution",
    ),
    "refmath.numeric.composition": (
        "composition_scores",
        "composition_baseline",
        "virtual_W_OV",
        "virtual_pattern",
    ),
    "refmath.numeric.reductions": ("LayerBiases", "with_biases", "grouped_queries"),
    "refmath.numeric.constructions": (
        "one_skip_trigram",
        "previous_token_head",
        "duplicate_token_head",
        "induction_model",
    ),
    "refmath.numeric.heads": (
        "HeadSummary",
        "copying_score",
        "ov_copying_scores",
        "qk_copying_scores",
        "repeated_random_tokens",
        "previous_token_scores",
        "duplicate_token_scores",
        "prefix_matching_scores",
        "summarise_heads",
    ),
    "refmath.numeric.low_rank": ("LowRank",),
    "refmath.trained.tokens": ("Tokenizer",),
    "refmath.trained.store": ("Pretrained", "save"),
    "refmath.trained.bundled": ("Bundled", "pretrained", "load", "held_out_sample"),
    "refmath.numeric.circuits": ("W_QK", "W_OV", "qk_circuit", "ov_circuit", "bigram_circuit"),
}
_HOME = {name: room for room, names in _ROOMS.items() for name in names}
_WHOLE_ROOMS = {
    "rounding": "refmath.numeric.rounding",
    "strategies": "refmath.conformance.strategies",
}

__version__ = "0.1.0"
__all__ = [*_HOME]


def __getattr__(name: str) -> Any:
    if name in _WHOLE_ROOMS:
        return import_module(_WHOLE_ROOMS[name])
    if name not in _HOME:
        raise AttributeError(
            f"module 'refmath' has no attribute {name!r}; it has {', '.join(_HOME)}"
        )
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted([*_HOME, *_WHOLE_ROOMS, "__version__"])
