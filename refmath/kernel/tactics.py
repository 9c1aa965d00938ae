"""Which tactic, of `proofs/Laws.v` and `proofs/Softmax.v`, proves a step by which law."""

from __future__ import annotations

from refmath.symbolic.identities import LAWS

BLOCKS = "blocks"
DEFINITION = "law_definition"

OF_LAW = {name: f"law_{name.replace(' ', '_')}" for name in LAWS}
"""A tactic a law: it rewrites by the law's own equations, wherever they fit."""

OF_EQUATION = {
    equation: OF_LAW[law.name] for law in LAWS.values() for equation in law.theorems if equation
}
"""The tactic of the law that uses a theorem of chapter 1 as one of its equations."""

OF_SOFTMAX = (
    "softmax",
    "exponential_of_a_sum",
    "softmax_rows_sum_to_1",
    "softmax_shift",
    "softmax_permuted",
    "softmax_first_rows",
    "first_rows_twice",
    "first_rows_transposed",
    "permutation_undone",
    "function_of_first_rows",
    "softmax_looks_back",
    "any_causal_mask",
    "softmax_with_a_sink",
    "rows_with_a_sink",
    "shift_with_a_sink",
    "value_bias_with_a_sink",
    "key_bias_with_a_sink",
    "alibi_is_a_key_bias",
    "norm_of_rescaled_rows",
)
"""The laws of the softmax: a lemma each, NAME_law, over any ordered field and any positive e."""

MULTIPLICATIVE = (
    "exponential_of_a_sum",
    "softmax_shift",
    "shift_with_a_sink",
    "key_bias_with_a_sink",
    "alibi_is_a_key_bias",
    "norm_of_rescaled_rows",
)
"""The laws that ask for e(s + t) = e(s) e(t): all others hold of any positive e."""

ALONE = ("second_pattern", "two_layers_computed")
"""The theorems whose derivations are long: each has a file of its own."""
