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
    "refmath.sequences.counting": ("count_skip_trigrams",),
    "refmath.sequences.table": ("SkipTrigramCounts",),
    "refmath.sequences.saved": ("save_counts", "load_counts"),
    "refmath.numeric.model.transformer": ("AttentionLayer", "Transformer"),
    "refmath.numeric.model.parts": ("MLP", "Norm", "Rotary", "rotary_by_frequency"),
    "refmath.numeric.layered.forward": (
        "logits",
        "attention_patterns",
        "residual_stream",
        "norm_scales",
        "forward_pass",
    ),
    "refmath.numeric.layered.losses": ("next_token_losses",),
    "refmath.numeric.layered.logits_error": ("logits_error",),
    "refmath.numeric.paths.listed": ("paths", "path_count", "path_counts"),
    "refmath.numeric.paths.expansion": ("expanded_logits",),
    "refmath.numeric.paths.operator": ("one_hot", "tensor_product_operator"),
    "refmath.numeric.heads.contributions": (
        "frozen_logits",
        "logits_by_order",
        "losses_by_order",
    ),
    "refmath.numeric.heads.terms": (
        "path_logits",
        "path_contributions",
        "constant_logits",
        "mlp_logits",
    ),
    "refmath.numeric.heads.attribution": ("direct_logit_attribution",),
    "refmath.numeric.heads.composition": (
        "composition_scores",
        "composition_baseline",
        "virtual_W_OV",
        "virtual_pattern",
    ),
    "refmath.numeric.model.equivalents": ("without_biases", "without_groups"),
    "refmath.numeric.model.by_hand": (
        "one_skip_trigram",
        "previous_token_head",
        "duplicate_token_head",
        "induction_model",
    ),
    "refmath.numeric.heads.on_tokens": (
        "repeated_random_tokens",
        "previous_token_scores",
        "duplicate_token_scores",
        "prefix_matching_scores",
        "attended_copying_scores",
    ),
    "refmath.numeric.heads.copying": (
        "HeadSummary",
        "copying_score",
        "ov_copying_scores",
        "qk_copying_scores",
        "summarise_heads",
    ),
    "refmath.numeric.skip_trigrams.readings": (
        "SkipTrigram",
        "centred_scores",
        "centred_effects",
        "reference_attention",
        "skip_trigram_strengths",
    ),
    "refmath.numeric.skip_trigrams.strongest": ("TopSkipTrigrams", "top_skip_trigrams"),
    "refmath.numeric.skip_trigrams.tables": (
        "SkipTrigramRow",
        "SkipTrigramTable",
        "skip_trigram_table",
    ),
    "refmath.numeric.skip_trigrams.bugs": ("SkipTrigramBug", "skip_trigram_bugs"),
    "refmath.numeric.skip_trigrams.in_text": (
        "TextMatch",
        "match_skip_trigrams",
        "lacking_skip_trigrams",
    ),
    "refmath.numeric.certified.extremes": ("Range",),
    "refmath.numeric.certified.ranges": (
        "HeadRange",
        "CertifiedRange",
        "CertifiedSkipTrigrams",
        "certified_range",
        "certified_skip_trigrams",
    ),
    "refmath.replication.findings": ("findings",),
    "refmath.replication.finding": ("Finding", "Condition", "Table"),
    "refmath.replication.counted_text": ("CountedText", "Occurrences"),
    "refmath.report.tables": ("render_skip_trigrams",),
    "refmath.numeric.arrays.low_rank": ("LowRank",),
    "refmath.numeric.arrays.low_rank_forms": (
        "balanced",
        "without_left_isometry",
        "without_right_isometry",
    ),
    "refmath.trained.tokens": ("Tokenizer",),
    "refmath.trained.store": ("Pretrained", "save"),
    "refmath.trained.foreign": ("from_gpt2", "from_transformer_lens"),
    "refmath.trained.bundled": ("Bundled", "pretrained", "load", "held_out_sample"),
    "refmath.numeric.heads.circuits": (
        "W_QK",
        "W_OV",
        "qk_circuit",
        "ov_circuit",
        "bigram_circuit",
    ),
}
_HOME = {name: room for room, names in _ROOMS.items() for name in names}
_WHOLE_ROOMS = {
    "rounding": "refmath.numeric.arrays.rounding",
    "strategies": "refmath.strategies",
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
