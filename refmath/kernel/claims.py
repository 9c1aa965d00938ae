"""Which lemma of `proofs/claims/`, written by hand, says what a claim of the catalogue says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Lemmas:
    """The lemmas of a claim, each `File.name`; and what of it they leave out, if anything."""

    names: tuple[str, ...]
    leaves_out: str = ""


BY_CLAIM = {
    "path_expansion": Lemmas(
        (
            "FrozenPatterns.path_expansion_of_operators",
            "FrozenPatterns.path_expansion",
            "FrozenPatterns.path_expansion_choices",
        )
    ),
    "path_expansion_computed": Lemmas(
        (
            "PathExpansion.stream_expansion",
            "PathExpansion.flagship",
            "PathExpansion.flagship_positions",
            "PathExpansion.scores_of_any_layer",
            "PathExpansion.pathsP",
            "PathExpansion.paths_uniq",
        )
    ),
    "counting_paths": Lemmas(
        ("PathExpansion.counting_paths", "PathExpansion.counting_paths_of_order")
    ),
    "term_importance": Lemmas(
        ("TermImportance.term_importance", "TermImportance.term_importance_of_paths")
    ),
    "causality_at_any_depth": Lemmas(
        ("ComputedModel.causality_at_any_depth", "ComputedModel.causality_as_printed")
    ),
    "loss_of_zero_layers": Lemmas(("BigramLoss.loss_of_zero_layers",)),
    "pointer_induction": Lemmas(("Pointers.pointer_induction",)),
    "marginal_effects_telescope": Lemmas(("Readings.marginal_effects",)),
    "low_rank": Lemmas(
        (
            "Ranks.low_rank",
            "Ranks.low_rank_QK",
            "Ranks.low_rank_circuit",
            "Ranks.virtual_head_rank",
        )
    ),
    "a_head_is_one_factor_each": Lemmas(("Readings.table_of_heads",)),
    "not_a_table_of_skip_trigrams": Lemmas(("Readings.one_more_token",)),
    "pairs_need_heads": Lemmas(("Ranks.crossing_free_pairs", "Ranks.told_apart_by_two_heads")),
    "certified_range": Lemmas(
        ("Ranges.range_sound", "Ranges.range_attained", "Ranges.one_token_everywhere")
    ),
    "softmax_of_shifted_scores": Lemmas(("Softmax.softmax_shift_law",)),
    "eigenvalues_without_the_vocabulary": Lemmas(
        ("Eigenvalues.eigenvalues_at", "Eigenvalues.modulus_of_a_sum")
    ),
    "composition_scores": Lemmas(
        ("CompositionScores.composition_score", "CompositionScores.no_composition"),
        "the mean over all rotations: an average over a group that needs analysis",
    ),
    "copying_by_eigenvalues_and_diagonal": Lemmas(("Eigenvalues.trace_is_the_sum",)),
    "copying_score_in_range": Lemmas(
        ("Eigenvalues.copying_score_in_range", "Eigenvalues.copying_score_is_1")
    ),
    "prefix_matching_in_range": Lemmas(("Readings.prefix_matching",)),
    "lead_certified_by_gaps": Lemmas(("Leads.lead_certified_by_gaps",)),
    "layers_of_windows": Lemmas(("CapsAndWindows.layers_of_windows",)),
    "soft_cap": Lemmas(("CapsAndWindows.soft_cap",)),
    "biases_as_one_more_dimension": Lemmas(
        ("Readings.bias_of_a_reader", "Readings.bias_behind_a_pattern")
    ),
    "centring_twice": Lemmas(("NormsAndParts.centring_once",)),
    "one_skip_trigram": Lemmas(("Readings.one_skip_trigram", "Readings.nothing_else")),
    "previous_token_head": Lemmas(("Readings.previous_token",)),
    "duplicate_token_head": Lemmas(("Readings.duplicate_token",)),
    "offset_by_rotation": Lemmas(("Readings.offset_by_rotation",)),
    "induction": Lemmas(
        (
            "InductionBound.induction_held_off",
            "InductionBound.induction_behind_bos",
            "InductionBound.induction_bound",
            "InductionBound.induction_bound_exp",
            "InductionBound.induction_logits",
            "InductionModel.model_logits",
            "InductionModel.scores_are",
        )
    ),
    "no_single_head_does_induction": Lemmas(
        (
            "OneLayer.one_head_does_not",
            "OneLayer.without_a_place",
            "OneLayer.no_single_head",
            "OneLayer.two_heads_do",
        )
    ),
}
"""By the claim's name. One that leaves something out is not counted: its lemmas stand beside it."""

BESIDE = (
    "Softmax.softmax_of_permuted",
    "ComputedModel.computed_causality",
    "ComputedModel.computed_causality_tokens",
    "ComputedModel.order_of_the_tokens",
    "ComputedModel.change_of_basis",
    "FrozenPatterns.no_word_looks_ahead",
    "Ranks.layer_rank",
    "NormsAndParts.layer_norm_is_a_tensor_product",
    "NormsAndParts.head_behind_a_norm",
    "NormsAndParts.rms_norm_is_a_tensor_product",
    "NormsAndParts.pre_activation",
    "NormsAndParts.convolution",
    "NormsAndParts.identity_head",
)
"""Lemmas that say of the computed model, at any depth, what theorems say of one layer or two."""

NOT_YET: Mapping[str, str] = {}
"""The claims that have no lemma, and why."""
