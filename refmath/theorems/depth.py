"""Chapter 2: two layers written out, and the step by which every depth follows."""

from __future__ import annotations

from refmath.symbolic.derivation import NearMiss, Step, Theorem
from refmath.symbolic.expressions import (
    Expression,
    HeadSum,
    Identity,
    Named,
    Scaled,
    product,
    tensor,
)
from refmath.symbolic.letters import HeadSet
from refmath.theorems.attention_heads import CHAPTER
from refmath.theorems.notation import SCALE, W_OV, W_QK, free, identity, letter

_Id = identity()
_STREAM = Identity(("n_ctx", "d_model"))
_W_E, _W_U = letter("W_E"), letter("W_U")


def _over(layer: int, index: str, body: Expression) -> Expression:
    return HeadSum(index, body, HeadSet("H", (layer,)))


_A0, _A1 = letter("A", 0, "h"), letter("A", 1, "g")
_OV0, _OV1 = W_OV(0, "h"), W_OV(1, "g")
_layer0 = _STREAM + _over(0, "h", tensor(_A0, _OV0))
_layer1 = _STREAM + _over(1, "g", tensor(_A1, _OV1))
_read, _write = tensor(_Id, _W_E), tensor(_Id, _W_U)
_both = product(_write, _layer1, _layer0, _read)


def _virtual(body: Expression) -> Expression:
    """Write Σ_g Σ_h: over all pairs of a head of layer 1 and one of layer 0."""
    return _over(1, "g", _over(0, "h", body))


def _two_layers(virtual: Expression) -> Expression:
    """Write the direct path, the paths through one head, and the given ones through two."""
    return (
        tensor(_Id, _W_U @ _W_E)
        + _over(0, "h", tensor(_A0, _W_U @ _OV0 @ _W_E))
        + _over(1, "g", tensor(_A1, _W_U @ _OV1 @ _W_E))
        + virtual
    )


TWO_LAYERS = Theorem(
    name="two_layers",
    title="Two layers: the virtual heads appear",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Path Expansion of Logits» and «Virtual Attention Heads»",
    plain="Multiplying two layers out gives the one-layer terms of each, and one new term for each "
    "pair of heads, whose pattern is the product of their patterns and whose weights are the "
    "product of their weights. In both words the later head stands to the left.",
    steps=(
        Step(_both),
        Step(
            product(_write, _STREAM, _STREAM, _read)
            + _over(0, "h", product(_write, _STREAM, tensor(_A0, _OV0), _read))
            + _over(1, "g", product(_write, tensor(_A1, _OV1), _STREAM, _read))
            + _virtual(product(_write, tensor(_A1, _OV1), tensor(_A0, _OV0), _read)),
            "distributivity",
        ),
        Step(
            product(_write, _read)
            + _over(0, "h", product(_write, tensor(_A0, _OV0), _read))
            + _over(1, "g", product(_write, tensor(_A1, _OV1), _read))
            + _virtual(product(_write, tensor(_A1, _OV1), tensor(_A0, _OV0), _read)),
            "identity",
        ),
        Step(
            tensor(_Id @ _Id, _W_U @ _W_E)
            + _over(0, "h", tensor(_Id @ _A0 @ _Id, _W_U @ _OV0 @ _W_E))
            + _over(1, "g", tensor(_Id @ _A1 @ _Id, _W_U @ _OV1 @ _W_E))
            + _virtual(tensor(_Id @ _A1 @ _A0 @ _Id, _W_U @ _OV1 @ _OV0 @ _W_E)),
            "mixed product",
        ),
        Step(
            _two_layers(_virtual(tensor(_A1 @ _A0, _W_U @ _OV1 @ _OV0 @ _W_E))),
            "identity",
        ),
    ),
    near_misses=(
        NearMiss(
            "pattern_word_reversed",
            _both,
            _two_layers(_virtual(tensor(_A0 @ _A1, _W_U @ _OV1 @ _OV0 @ _W_E))),
            "the patterns in the order in which they happen",
        ),
        NearMiss(
            "weight_word_reversed",
            _both,
            _two_layers(_virtual(tensor(_A1 @ _A0, _W_U @ _OV0 @ _OV1 @ _W_E))),
            "the weights in the order in which they happen",
        ),
        NearMiss(
            "both_words_reversed",
            _both,
            _two_layers(_virtual(tensor(_A0 @ _A1, _W_U @ _OV0 @ _OV1 @ _W_E))),
            "the first layer to the left, as a pipeline is written",
        ),
        NearMiss(
            "no_virtual_heads",
            _both,
            _two_layers(Scaled(0, tensor(_Id, _W_U @ _W_E))),
            "adding the two layers as if they stood side by side",
        ),
        NearMiss(
            "two_heads_of_one_layer",
            _both,
            _two_layers(
                _over(
                    0,
                    "g",
                    _over(
                        0,
                        "h",
                        tensor(letter("A", 0, "g") @ _A0, _W_U @ W_OV(0, "g") @ _OV0 @ _W_E),
                    ),
                )
            ),
            "letting a path pass two heads of one layer",
        ),
    ),
    assumptions=("the patterns of both layers are held fixed",),
)

# What the stream is after some layers: a sum over the paths p through them, however many.
PATHS = HeadSet("P")
"""The paths through the layers before: summed over as heads are."""

_Ap, _Wp = free("A", "n_ctx", "n_ctx", "p"), free("W", "d_model", "d_model", "p")
_paths = HeadSum("p", tensor(_Ap, _Wp), PATHS)
_h = tensor(letter("A", "h"), W_OV("h"))
_next = (_STREAM + HeadSum("h", _h)) @ _paths


def _extended(word: Expression) -> Expression:
    return _paths + HeadSum("h", HeadSum("p", word, PATHS))


PATH_EXPANSION_STEP = Theorem(
    name="path_expansion_step",
    title="One more layer: every path goes on, or passes one of its heads",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «The Path Expansion Trick»",
    plain="If after some layers the stream is a sum over paths p of A^p ⊗ W^p, then after one more "
    "it is again such a sum: each old path, left alone, and each old path followed by one head of "
    "the new layer. Zero layers have the one path Id ⊗ Id; so the expansion holds at every depth, "
    "with ∏(1 + heads of the layer) paths.",
    steps=(
        Step(_next),
        Step(_STREAM @ _paths + HeadSum("h", _h @ _paths), "distributivity"),
        Step(_paths + HeadSum("h", _h @ _paths), "identity"),
        Step(
            _extended(product(tensor(letter("A", "h"), W_OV("h")), tensor(_Ap, _Wp))),
            "distributivity",
        ),
        Step(_extended(tensor(letter("A", "h") @ _Ap, W_OV("h") @ _Wp)), "mixed product"),
    ),
    near_misses=(
        NearMiss(
            "order_of_patterns",
            _next,
            _extended(tensor(_Ap @ letter("A", "h"), W_OV("h") @ _Wp)),
            "putting the new head's pattern to the right",
        ),
        NearMiss(
            "order_of_weights",
            _next,
            _extended(tensor(letter("A", "h") @ _Ap, _Wp @ W_OV("h"))),
            "putting the new head's weights to the right",
        ),
        NearMiss(
            "old_paths_forgotten",
            _next,
            HeadSum("h", HeadSum("p", tensor(letter("A", "h") @ _Ap, W_OV("h") @ _Wp), PATHS)),
            "making every path pass a head of every layer",
        ),
        NearMiss(
            "old_paths_once_a_head",
            _next,
            HeadSum("h", _paths)
            + HeadSum("h", HeadSum("p", tensor(letter("A", "h") @ _Ap, W_OV("h") @ _Wp), PATHS)),
            "counting the residual connection once for each head",
        ),
    ),
    assumptions=("the patterns are held fixed",),
)

_e = letter("x")
_q = _over(0, "q", letter("A", 0, "q") @ _e @ W_OV(0, "q").T)
_k = _over(0, "k", letter("A", 0, "k") @ _e @ W_OV(0, "k").T)
_QK = W_QK(1, "h")
_stream = Named("x_1", "x_1", (), _e + _q)
_scores = Scaled(SCALE, product(_stream, letter("W_Q", 1, "h").T, letter("W_K", 1, "h"), _stream.T))


def _scored(*terms: Expression) -> Expression:
    total = terms[0]
    for term in terms[1:]:
        total = total + term
    return Scaled(SCALE, total)


_direct = product(_e, _QK, _e.T)
_by_query = _over(0, "q", product(letter("A", 0, "q"), _e, W_OV(0, "q").T, _QK, _e.T))
_by_key = _over(0, "k", product(_e, _QK, W_OV(0, "k"), _e.T, letter("A", 0, "k").T))
_by_both = _over(
    0,
    "q",
    _over(
        0,
        "k",
        product(
            letter("A", 0, "q"),
            _e,
            W_OV(0, "q").T,
            _QK,
            W_OV(0, "k"),
            _e.T,
            letter("A", 0, "k").T,
        ),
    ),
)

SCORES = Theorem(
    name="scores_of_the_second_layer",
    title="Q- and K-composition: the scores of a head of layer 1",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Path Expansion of Attention Scores QK Circuit»",
    plain="A head of layer 1 may form its queries, its keys, or both from what heads of layer 0 "
    "have moved. So its scores are a sum of (1 + n_heads)² terms: neither side composed, the query "
    "side (Q-composition), the key side (K-composition), and both.",
    steps=(
        Step(_scores),
        Step(Scaled(SCALE, product(_stream, _QK, _stream.T)), "definition of W_QK"),
        Step(Scaled(SCALE, product(_e + _q, _QK, (_e + _q).T)), "definition of x_1"),
        Step(
            Scaled(
                SCALE,
                product(
                    _e + _q,
                    _QK,
                    _e.T + _over(0, "k", W_OV(0, "k") @ _e.T @ letter("A", 0, "k").T),
                ),
            ),
            "transpose",
        ),
        Step(_scored(_direct, _by_query, _by_key, _by_both), "distributivity"),
    ),
    near_misses=(
        NearMiss(
            "no_terms_of_both_sides",
            _scores,
            _scored(_direct, _by_query, _by_key),
            "composing on one side at a time",
        ),
        NearMiss(
            "key_side_not_transposed",
            _scores,
            _scored(
                _direct,
                _by_query,
                _over(0, "k", product(_e, _QK, W_OV(0, "k").T, _e.T, letter("A", 0, "k").T)),
                _by_both,
            ),
            "W_OVᵀ on the key side too, where W_OV belongs",
        ),
        NearMiss(
            "same_head_on_both_sides",
            _scores,
            _scored(
                _direct,
                _by_query,
                _by_key,
                _over(
                    0,
                    "q",
                    product(
                        letter("A", 0, "q"),
                        _e,
                        W_OV(0, "q").T,
                        _QK,
                        W_OV(0, "q"),
                        _e.T,
                        letter("A", 0, "q").T,
                    ),
                ),
            ),
            "one sum over heads for query and key, where there are two",
        ),
    ),
    assumptions=(
        "x is the stream before layer 0: t W_Eᵀ",
        "the patterns of layer 0 are held fixed",
    ),
)

THEOREMS = (TWO_LAYERS, PATH_EXPANSION_STEP, SCORES)
