"""Where in the docs the theorems stand."""

from __future__ import annotations

_PAGES = {
    "1-algebra": (
        "rows_with_a_sink",
        "softmax",
        "softmax_rows_sum_to_1",
        "softmax_with_a_sink",
    ),
    "2-layers": (
        "concatenated_heads_add",
        "head_as_tensor_product",
        "one_layer",
        "pattern_of_tokens",
        "zero_layers",
    ),
    "3-depth": (
        "first_pattern",
        "path_expansion",
        "path_expansion_step",
        "scores_of_the_second_layer",
        "second_pattern",
        "term_importance",
        "two_layers",
        "two_layers_computed",
    ),
    "4-invariances": (
        "causality_at_any_depth",
        "change_of_basis",
        "only_W_OV_matters",
        "only_W_QK_matters",
        "order_of_the_heads",
        "virtual_heads",
    ),
    "5-reading": ("composition_scores", "scores_with_positions", "skip_trigram_reading"),
}
_ELSEWHERE = "6-left-aside"


def page_of(theorem: str) -> str:
    """Return where in the docs a theorem of one of the mistakes, or of the laws, stands.

    Examples:
        >>> page_of("pattern_of_tokens")
        'docs/derivations/2-layers.md#pattern_of_tokens'
    """
    page = next((page for page, names in _PAGES.items() if theorem in names), _ELSEWHERE)
    return f"docs/derivations/{page}.md#{theorem}"
