"""Chapter 2: the transformer of zero layers, and of one: the notebook's formula."""

from __future__ import annotations

from refmath.symbolic.derivation import NearMiss, Step, Theorem
from refmath.symbolic.expressions import (
    Expression,
    HeadSum,
    Named,
    Pattern,
    Scaled,
    Vec,
    product,
    tensor,
)
from refmath.theorems.attention_heads import CHAPTER
from refmath.theorems.notation import (
    SCALE,
    W_OV,
    W_QK,
    WRONG_SCALE,
    identity,
    letter,
    named_pattern,
    outer,
    over_heads,
    scores_of_layer,
    scores_of_tokens,
)

_t, _W_E, _W_U = letter("t"), letter("W_E"), letter("W_U")
_Id = identity()
_x0 = Named("x_0", "x_0", (), _t @ _W_E.T)

# The vocabulary taken to be of the size of the context: only then do `np.outer` and a swapped ⊗
# have the shape of ⊗ at all.
_tn, _W_En = letter("t", d_vocab="n_ctx"), letter("W_E", d_vocab="n_ctx")
_W_Un = letter("W_U", d_vocab="n_ctx")

ZERO_LAYERS = Theorem(
    name="zero_layers",
    title="Zero layers: a table of bigrams",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Zero-Layer Transformers»",
    plain="Without attention each position sees its own token only, so the logits can say no more "
    "than which token follows which. W_U W_E is that table: row = output token, column = the "
    "token at the position.",
    steps=(
        Step(Vec(_x0 @ _W_U.T)),
        Step(Vec(_t @ _W_E.T @ _W_U.T), "definition of x_0"),
        Step(Vec(_t @ (_W_U @ _W_E).T), "transpose"),
        Step(Vec(_Id @ _t @ (_W_U @ _W_E).T), "identity"),
        Step(tensor(_Id, _W_U @ _W_E) @ Vec(_t), "vec"),
    ),
    near_misses=(
        NearMiss(
            "table_transposed",
            Vec(_x0 @ _W_U.T),
            tensor(_Id, (_W_U @ _W_E).T) @ Vec(_t),
            "row = the token at the position, column = output token",
        ),
        NearMiss(
            "np_outer",
            Vec(_tn @ _W_En.T @ _W_Un.T),
            outer(_Id, _W_Un @ _W_En) @ Vec(_tn),
            "the notebook's `np.outer(Id, WU @ WE)`",
            "d_vocab = n_ctx",
        ),
        NearMiss(
            "slots_exchanged",
            Vec(_tn @ _W_En.T @ _W_Un.T),
            tensor(_W_Un @ _W_En, _Id) @ Vec(_tn),
            "the weights in the first slot",
            "d_vocab = n_ctx",
        ),
    ),
)

_layer_pattern = Pattern(scores_of_layer(_x0, "h"))
_token_pattern = Pattern(scores_of_tokens(_t, "h"))
_W_Q, _W_K = letter("W_Q", "h"), letter("W_K", "h")
_keys = Named("k", "k", ("h",), _x0 @ _W_K.T)
_with_queries = Scaled(SCALE, _x0 @ _W_Q.T @ _keys.T)
_with_keys = Scaled(SCALE, _x0 @ _W_Q.T @ (_x0 @ _W_K.T).T)
_plain_scores = Scaled(SCALE, product(_t, _W_E.T, _W_Q.T, (_t @ _W_E.T @ _W_K.T).T))
_open_scores = Scaled(
    SCALE,
    product(_t, _W_E.T, _W_Q.T @ _W_K, _W_E, _t.T),
)


def _scored(by: Expression, **how: object) -> Expression:
    return Pattern(by, **how)  # type: ignore[arg-type]


PATTERN = Theorem(
    name="pattern_of_tokens",
    title="The pattern as a function of the tokens: the QK circuit",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Splitting Attention Head terms into Query-Key and Output-Value "
    "Circuits»",
    plain="Queries and keys never matter by themselves: a score pairs the destination's token with "
    "the source's through the one matrix W_Eᵀ W_QK W_E. The notebook's tᵀ·QK·t is this product, "
    "with tokens as columns; here they are rows.",
    steps=(
        Step(_layer_pattern),
        Step(Pattern(_with_queries), "definition of q"),
        Step(Pattern(_with_keys), "definition of k"),
        Step(Pattern(_plain_scores), "definition of x_0"),
        Step(Pattern(_open_scores), "transpose"),
        Step(_token_pattern, "definition of W_QK"),
    ),
    near_misses=(
        NearMiss(
            "W_QK_transposed",
            _layer_pattern,
            _scored(Scaled(SCALE, product(_t, _W_E.T, W_QK("h").T, _W_E, _t.T))),
            "keys for queries: W_Kᵀ W_Q",
        ),
        NearMiss(
            "softmax_over_destinations",
            _layer_pattern,
            _scored(scores_of_tokens(_t, "h"), over="destination"),
            "the other axis: columns that sum to 1",
        ),
        NearMiss(
            "no_mask",
            _layer_pattern,
            _scored(scores_of_tokens(_t, "h"), causal=False),
            "letting a destination attend to what comes after it",
        ),
        NearMiss(
            "scaled_by_d_model",
            _layer_pattern,
            _scored(Scaled(WRONG_SCALE, product(_t, _W_E.T, W_QK("h"), _W_E, _t.T))),
            "1/√d_model for 1/√d_head",
        ),
        NearMiss(
            "not_scaled",
            _layer_pattern,
            _scored(product(_t, _W_E.T, W_QK("h"), _W_E, _t.T)),
            "the notebook's formula, which leaves 1/√d_head out",
        ),
    ),
)

_A = _layer_pattern
_A_tokens = named_pattern(scores_of_tokens(_t, "h"), "h")
_W_V, _W_O = letter("W_V", "h"), letter("W_O", "h")
_values = Named("v", "v", ("h",), _x0 @ _W_V.T)
_result = Named("z", "z", ("h",), _A @ _values)
_x1 = Named("x_1", "x_1", (), _x0 + over_heads(_result @ _W_O.T))
_layered = Vec(_x1 @ _W_U.T)


def _expanded(
    pattern: Expression,
    *,
    direct: Expression | None = None,
    moved: Expression | None = None,
) -> Expression:
    """Write (Id ⊗ W_U W_E + Σ_h A^h ⊗ W_U W_OV^h W_E) vec(t), or a variation of it."""
    direct = tensor(_Id, _W_U @ _W_E) if direct is None else direct
    moved = tensor(pattern, _W_U @ W_OV("h") @ _W_E) if moved is None else moved
    return (direct + over_heads(moved)) @ Vec(_t)


def _small(T: Expression) -> tuple[Expression, Expression]:
    """Write the layered logits with d_vocab = n_ctx, beside T acting on the tokens."""
    A = letter("A", "h")
    heads = over_heads(A @ _tn @ _W_En.T @ _W_V.T @ _W_O.T)
    return Vec((_tn @ _W_En.T + heads) @ _W_Un.T), T @ Vec(_tn)


_Wn = _W_Un @ _W_En
_W_OVn = _W_Un @ W_OV("h") @ _W_En
_outer_sides = _small(outer(_Id, _Wn) + over_heads(outer(letter("A", "h"), _W_OVn)))
_swapped_sides = _small(tensor(_Wn, _Id) + over_heads(tensor(_W_OVn, letter("A", "h"))))


def _near_one_layer() -> tuple[NearMiss, ...]:
    scores = scores_of_tokens(_t, "h")
    wrong = {
        "W_QK_transposed": (
            Pattern(Scaled(SCALE, product(_t, _W_E.T, W_QK("h").T, _W_E, _t.T))),
            "keys for queries",
        ),
        "softmax_over_destinations": (
            Pattern(scores, over="destination"),
            "the notebook's `softmax` names no axis; this is the other one",
        ),
        "no_mask": (Pattern(scores, causal=False), "the notebook's `softmax` has no mask"),
        "scaled_by_d_model": (
            Pattern(Scaled(WRONG_SCALE, product(_t, _W_E.T, W_QK("h"), _W_E, _t.T))),
            "1/√d_model for 1/√d_head",
        ),
        "not_scaled": (
            Pattern(product(_t, _W_E.T, W_QK("h"), _W_E, _t.T)),
            "the notebook leaves 1/√d_head out",
        ),
    }
    patterns = tuple(
        NearMiss(name, _layered, _expanded(p), why) for name, (p, why) in wrong.items()
    )
    A = _A_tokens
    return (
        NearMiss(
            "one_OV_for_all_heads",
            _layered,
            _expanded(A, moved=tensor(A, _W_U @ W_OV(0) @ _W_E)),
            "the notebook's `OV` doesn't depend on the head",
        ),
        NearMiss("pattern_transposed", _layered, _expanded(A.T), "A[source, destination]"),
        NearMiss("np_outer", *_outer_sides, "the notebook's `np.outer(Ah, OV)`", "d_vocab = n_ctx"),
        NearMiss("slots_exchanged", *_swapped_sides, "W ⊗ A for A ⊗ W", "d_vocab = n_ctx"),
        NearMiss(
            "no_direct_path",
            _layered,
            HeadSum("h", tensor(A, _W_U @ W_OV("h") @ _W_E)) @ Vec(_t),
            "forgetting the residual connection, and with it the bigrams",
        ),
        NearMiss(
            "OV_transposed",
            _layered,
            _expanded(A, moved=tensor(A, (_W_U @ W_OV("h") @ _W_E).T)),
            "row = source token, column = output token",
        ),
        NearMiss(
            "added_slot_by_slot",
            _layered,
            tensor(_Id + over_heads(A), _W_U @ _W_E + over_heads(_W_U @ W_OV("h") @ _W_E))
            @ Vec(_t),
            "what SymPy 1.14's `combine_kronecker` returns",
        ),
        *patterns,
    )


_OV = _W_U @ _W_O @ _W_V @ _W_E

ONE_LAYER = Theorem(
    name="one_layer",
    title="One layer: bigrams and skip-trigrams",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «The Path Expansion Trick» and «One-Layer Attention-Only "
    "Transformers»",
    plain="The logits are a sum of one term that reads the position's own token (bigrams) and one "
    "term a head, which reads earlier tokens (skip-trigrams: source … destination → output). "
    "Nothing is approximated, and it holds for any sizes and any number of heads.",
    steps=(
        Step(_layered),
        Step(Vec((_x0 + over_heads(_result @ _W_O.T)) @ _W_U.T), "definition of x_1"),
        Step(Vec((_x0 + over_heads(_A @ _values @ _W_O.T)) @ _W_U.T), "definition of z"),
        Step(Vec((_x0 + over_heads(_A @ _x0 @ _W_V.T @ _W_O.T)) @ _W_U.T), "definition of v"),
        Step(
            Vec(
                (_x0 + over_heads(_token_pattern @ _x0 @ _W_V.T @ _W_O.T)) @ _W_U.T,
            ),
            "pattern_of_tokens",
        ),
        Step(
            Vec((_x0 + over_heads(_A_tokens @ _x0 @ _W_V.T @ _W_O.T)) @ _W_U.T),
            "definition of A",
        ),
        Step(
            Vec(
                (_t @ _W_E.T + over_heads(_A_tokens @ _t @ _W_E.T @ _W_V.T @ _W_O.T)) @ _W_U.T,
            ),
            "definition of x_0",
        ),
        Step(
            Vec(
                _t @ _W_E.T @ _W_U.T
                + over_heads(_A_tokens @ _t @ _W_E.T @ _W_V.T @ _W_O.T @ _W_U.T)
            ),
            "distributivity",
        ),
        Step(
            Vec(_t @ (_W_U @ _W_E).T + over_heads(_A_tokens @ _t @ _OV.T)),
            "transpose",
        ),
        Step(
            Vec(_Id @ _t @ (_W_U @ _W_E).T + over_heads(_A_tokens @ _t @ _OV.T)),
            "identity",
        ),
        Step(
            Vec(_Id @ _t @ (_W_U @ _W_E).T) + over_heads(Vec(_A_tokens @ _t @ _OV.T)),
            "linearity of vec",
        ),
        Step(
            tensor(_Id, _W_U @ _W_E) @ Vec(_t) + over_heads(tensor(_A_tokens, _OV) @ Vec(_t)),
            "vec",
        ),
        Step(
            (tensor(_Id, _W_U @ _W_E) + over_heads(tensor(_A_tokens, _OV))) @ Vec(_t),
            "distributivity",
        ),
        Step(_expanded(_A_tokens), "definition of W_OV"),
    ),
    near_misses=_near_one_layer(),
    assumptions=("no positions are added: W_pos adds three terms to the scores, and none to T",),
)

THEOREMS = (ZERO_LAYERS, PATTERN, ONE_LAYER)
