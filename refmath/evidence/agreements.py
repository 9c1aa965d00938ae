"""Agreements: the numeric functions say what the theorems say, and the two routes agree.

The list to extend: two functions that must give the same, wrong ones that must not, and the models
to run them on.
"""

from __future__ import annotations

from refmath.evidence.compared import Agreement
from refmath.evidence.drawn_models import Models
from refmath.evidence.mistakes import (
    OF_CIRCUITS,
    OF_MODELS,
    OF_ONE_LAYER,
    OF_PARTS,
    OF_THE_OPERATOR,
)
from refmath.evidence.sides import (
    by_operator,
    circuits,
    circuits_statement,
    layered,
    one_layer_statement,
    operator_entries,
    operator_statement,
    over_paths,
    path_by_path,
)

AGREEMENTS = (
    Agreement(
        "layered_equals_expanded",
        "The layered logits are the sum over paths",
        layered,
        over_paths,
        OF_MODELS,
        Models((0, 1, 2, 3, 4)),
        floats=True,
    ),
    Agreement(
        "layered_equals_expanded_with_parts",
        "So they are with biases, norms, rotary positions and shared keys, with their constants",
        layered,
        over_paths,
        OF_PARTS,
        Models((1, 1, 2), parts=True),
        floats=True,
    ),
    Agreement(
        "paths_add_up",
        "The logits of the paths, one by one, add up to the layered logits",
        layered,
        path_by_path,
        OF_MODELS,
        Models((0, 1, 2, 3)),
        floats=True,
    ),
    Agreement(
        "operator_acts_as_the_layers_do",
        "The dense T times the flat one-hot tokens is the layered logits, laid flat",
        layered,
        by_operator,
        OF_MODELS,
        Models((0, 1, 2)),
        floats=True,
    ),
    Agreement(
        "logits_are_the_left_side",
        "`logits` computes the left side of «zero layers» and «one layer»",
        layered,
        one_layer_statement("left"),
        OF_ONE_LAYER,
        Models((0, 1)),
        floats=False,
    ),
    Agreement(
        "expansion_is_the_right_side",
        "`expanded_logits` computes their right side",
        over_paths,
        one_layer_statement("right"),
        OF_ONE_LAYER,
        Models((0, 1)),
        floats=False,
    ),
    Agreement(
        "operator_is_the_formula",
        "`tensor_product_operator` is Id ⊗ W_U W_E + Σ_h A^h ⊗ W_U W_OV^h W_E, entry by entry",
        operator_entries,
        operator_statement,
        OF_THE_OPERATOR,
        Models((0, 1), square=True),
        floats=False,
    ),
    Agreement(
        "circuits_are_the_products",
        "`bigram_circuit`, `qk_circuit` and `ov_circuit` are W_U W_E, W_EᵀW_QK W_E, W_U W_OV W_E",
        circuits,
        circuits_statement,
        OF_CIRCUITS,
        Models((1,)),
        floats=False,
    ),
)
