"""Chapter 2: two layers with nothing held fixed.

Both patterns are computed, the second from the stream that the first layer made.
"""

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
from refmath.symbolic.letters import HeadSet
from refmath.theorems.attention_heads import CHAPTER
from refmath.theorems.notation import (
    SCALE,
    W_OV,
    W_QK,
    identity,
    letter,
    named_pattern,
    scores_of_layer,
    scores_of_tokens,
)

_SOURCE = (
    "Elhage et al. 2021, «Path Expansion of Logits» and «Path Expansion of Attention Scores QK "
    "Circuit»"
)

_t, _W_E, _W_U, _Id = letter("t"), letter("W_E"), letter("W_U"), identity()
_e = _t @ _W_E.T  # x_0, by its definition
_x0 = Named("x_0", "x_0", (), _e)
_W_V0, _W_O0, _W_V1, _W_O1 = (
    letter(name, layer, index) for layer, index in ((0, "h"), (1, "g")) for name in ("W_V", "W_O")
)
_OV0, _OV1, _QK1 = W_OV(0, "h"), W_OV(1, "g"), W_QK(1, "g")


def _over(layer: int, index: str, body: Expression) -> Expression:
    return HeadSum(index, body, HeadSet("H", (layer,)))


def _after0(x: Expression, pattern: Expression) -> Expression:
    """Write the stream after the first layer: x + Σ_h A^h x W_Vᵀ W_Oᵀ."""
    return x + _over(0, "h", product(pattern, x, _W_V0.T, _W_O0.T))


def _after1(x: Expression, pattern: Expression) -> Expression:
    return x + _over(1, "g", product(pattern, x, _W_V1.T, _W_O1.T))


def _scored(x: Expression, *h: int | str) -> Expression:
    """Write the pattern that a layer computes of its stream."""
    return Pattern(scores_of_layer(x, *h))


# --- the first pattern ----------------------------------------------------------------------------


def _A0(index: str = "h") -> Expression:
    return named_pattern(scores_of_tokens(_t, 0, index), 0, index)


_W_Q0, _W_K0 = letter("W_Q", 0, "h"), letter("W_K", 0, "h")
_keys0 = Named("k", "k", (0, "h"), _x0 @ _W_K0.T)
_computed0 = _scored(_x0, 0, "h")

FIRST = Theorem(
    name="first_pattern",
    title="The first layer's pattern is a function of the tokens",
    chapter=CHAPTER,
    source=_SOURCE,
    plain="The first layer reads what the embedding wrote and nothing else. So its scores are the "
    "QK circuit between the tokens, and its pattern the softmax of that.",
    steps=(
        Step(_computed0),
        Step(Pattern(Scaled(SCALE, _x0 @ _W_Q0.T @ _keys0.T)), "definition of q"),
        Step(Pattern(Scaled(SCALE, _x0 @ _W_Q0.T @ (_x0 @ _W_K0.T).T)), "definition of k"),
        Step(Pattern(Scaled(SCALE, product(_e, _W_Q0.T, (_e @ _W_K0.T).T))), "definition of x_0"),
        Step(
            Pattern(Scaled(SCALE, product(_t, _W_E.T, _W_Q0.T @ _W_K0, _W_E, _t.T))),
            "transpose",
        ),
        Step(Pattern(scores_of_tokens(_t, 0, "h")), "definition of W_QK"),
        Step(_A0(), "definition of A"),
    ),
    near_misses=(
        NearMiss(
            "keys_for_queries",
            _computed0,
            Pattern(Scaled(SCALE, product(_t, _W_E.T, W_QK(0, "h").T, _W_E, _t.T))),
            "W_Kᵀ W_Q: sources and destinations exchanged",
        ),
        NearMiss(
            "of_another_layer",
            _computed0,
            Pattern(scores_of_tokens(_t, 1, "h")),
            "the second layer's QK circuit, as if it too read the tokens alone",
        ),
    ),
)

# --- the second pattern ---------------------------------------------------------------------------

_x1 = Named("x_1", "x_1", (), _after0(_x0, _computed0))
_computed1 = _scored(_x1, 1, "g")
_W_Q1, _W_K1 = letter("W_Q", 1, "g"), letter("W_K", 1, "g")
_keys1 = Named("k", "k", (1, "g"), _x1 @ _W_K1.T)


def _of_streams(queries: Expression, keys: Expression) -> Expression:
    """Write the second pattern with what its two sides read, the keys' side transposed."""
    return Pattern(Scaled(SCALE, product(queries, _QK1, keys)))


def _moved(index: str, OV: Expression) -> Expression:
    return product(_A0(index), _e, OV.T)


def _moved_back(index: str, OV: Expression) -> Expression:
    return product(OV, _W_E, _t.T, _A0(index).T)


def _both_sides(named: bool) -> Expression:
    """Write the pattern of (e + Σ_q …) W_QK (e + Σ_k …)ᵀ, with W_OV by its name or spelt out."""

    def OV(index: str) -> Expression:
        return W_OV(0, index) if named else letter("W_O", 0, index) @ letter("W_V", 0, index)

    queries = _e + _over(0, "q", _moved("q", OV("q")))
    keys = _W_E @ _t.T + _over(0, "k", _moved_back("k", OV("k")))
    return _of_streams(queries, keys)


def _scores1(
    by_query: Expression | None = None,
    by_key: Expression | None = None,
    by_both: Expression | None = None,
) -> Expression:
    """Write the second layer's scores as four terms, or a variation of them."""
    q, k = _moved("q", W_OV(0, "q")), _moved_back("k", W_OV(0, "k"))
    by_query = by_query or _over(0, "q", product(q, _QK1, _W_E, _t.T))
    by_key = by_key or _over(0, "k", product(_e, _QK1, k))
    by_both = by_both or _over(0, "q", _over(0, "k", product(q, _QK1, k)))
    return Scaled(SCALE, product(_e, _QK1, _W_E, _t.T) + by_query + by_key + by_both)


_A1 = named_pattern(_scores1(), 1, "g")
_of_tokens_alone = Pattern(scores_of_tokens(_t, 1, "g"))
_one_head = product(_moved("q", W_OV(0, "q")), _QK1, _moved_back("q", W_OV(0, "q")))
_computed_stream, _stream = _after0(_x0, _computed0), _after0(_x0, _A0())

SECOND = Theorem(
    name="second_pattern",
    title="The second layer's pattern, with nothing held fixed",
    chapter=CHAPTER,
    source=_SOURCE,
    plain="The second layer's scores are bilinear in a stream that the first layer's softmax has "
    "made. Multiplied out they are four terms: the tokens' own, Q-composition, K-composition, and "
    "both; and in each the first patterns are those that the tokens make.",
    steps=(
        Step(_computed1),
        Step(Pattern(Scaled(SCALE, _x1 @ _W_Q1.T @ _keys1.T)), "definition of q"),
        Step(Pattern(Scaled(SCALE, _x1 @ _W_Q1.T @ (_x1 @ _W_K1.T).T)), "definition of k"),
        Step(Pattern(Scaled(SCALE, product(_x1, _W_Q1.T, _W_K1, _x1.T))), "transpose"),
        Step(_of_streams(_x1, _x1.T), "definition of W_QK"),
        Step(_of_streams(_computed_stream, _computed_stream.T), "definition of x_1"),
        Step(_of_streams(_stream, _stream.T), "first_pattern"),
        Step(_of_streams(_after0(_e, _A0()), _after0(_e, _A0()).T), "definition of x_0"),
        Step(_both_sides(named=False), "transpose"),
        Step(_both_sides(named=True), "definition of W_OV"),
        Step(Pattern(_scores1()), "distributivity"),
        Step(_A1, "definition of A"),
    ),
    near_misses=(
        NearMiss(
            "of_the_tokens_alone",
            _computed1,
            _of_tokens_alone,
            "no composition: the second layer as if it read the embedding",
        ),
        NearMiss(
            "one_head_for_both_sides",
            _computed1,
            Pattern(_scores1(by_both=_over(0, "q", _one_head))),
            "one sum over heads for queries and keys, where there are two",
        ),
        NearMiss(
            "key_side_not_transposed",
            _computed1,
            Pattern(
                _scores1(
                    by_key=_over(
                        0,
                        "k",
                        product(_e, _QK1, W_OV(0, "k"), _W_E, _t.T, _A0("k")),
                    )
                )
            ),
            "the first pattern on the key side as it stands, not transposed",
        ),
    ),
)

# --- the logits -----------------------------------------------------------------------------------

_x2 = Named("x_2", "x_2", (), _after1(_x1, _computed1))
_layered = Vec(_x2 @ _W_U.T)
_weights0, _weights1 = (product(_W_U, W_O, W_V, _W_E)
                        for W_O, W_V in ((_W_O0, _W_V0), (_W_O1, _W_V1)))  # fmt: skip
_both = product(_W_U, _W_O1, _W_V1, _W_O0, _W_V0, _W_E)


def _four(
    direct: Expression, first: Expression, second: Expression, virtual: Expression
) -> Expression:
    alone = direct + _over(0, "h", first) + _over(1, "g", second)
    return alone + _over(1, "g", _over(0, "h", virtual))


_named = (_W_U @ _W_E, product(_W_U, _OV0, _W_E), product(_W_U, _OV1, _W_E),
          product(_W_U, _OV1, _OV0, _W_E))  # fmt: skip
_tokens = (_t, _A0() @ _t, _A1 @ _t, product(_A1, _A0(), _t))
_moved_tokens = tuple(
    x @ W.T for x, W in zip(_tokens, (_W_U @ _W_E, _weights0, _weights1, _both), strict=True)
)
_by_name = tuple(x @ W.T for x, W in zip(_tokens, _named, strict=True))


def _expanded(A0: Expression, A1: Expression, virtual: Expression | None = None) -> Expression:
    """Write the sum over paths acting on the tokens, or a variation of it."""
    virtual = virtual or tensor(A1 @ A0, _named[3])
    return _four(
        tensor(_Id, _named[0]), tensor(A0, _named[1]), tensor(A1, _named[2]), virtual
    ) @ Vec(_t)  # fmt: skip


def _spread() -> Expression:
    """Write the stream of every path, each factor transposed by itself."""
    first, second = (_W_V0.T, _W_O0.T), (_W_V1.T, _W_O1.T)
    return Vec(
        _four(
            product(_e, _W_U.T),
            product(_A0(), _e, *first, _W_U.T),
            product(_A1, _e, *second, _W_U.T),
            product(_A1, _A0(), _e, *first, *second, _W_U.T),
        )
    )


_operators = (tensor(_Id, _named[0]), tensor(_A0(), _named[1]), tensor(_A1, _named[2]),
              tensor(_A1 @ _A0(), _named[3]))  # fmt: skip
_with_identity = (_Id @ _by_name[0], *_by_name[1:])

COMPUTED = Theorem(
    name="two_layers_computed",
    title="Two layers with nothing held fixed",
    chapter=CHAPTER,
    source=_SOURCE,
    plain="The layered model computes its second pattern from a stream that its first softmax has "
    "made. Still its logits are the full sum over paths: the direct one, those through one head, "
    "and those through two; and every pattern in it is written out as a function of the tokens. "
    "Nothing is frozen, and no approximation is made.",
    steps=(
        Step(_layered),
        Step(Vec(_after1(_x1, _computed1) @ _W_U.T), "definition of x_2"),
        Step(Vec(_after1(_x1, _A1) @ _W_U.T), "second_pattern"),
        Step(Vec(_after1(_computed_stream, _A1) @ _W_U.T), "definition of x_1"),
        Step(Vec(_after1(_stream, _A1) @ _W_U.T), "first_pattern"),
        Step(Vec(_after1(_after0(_e, _A0()), _A1) @ _W_U.T), "definition of x_0"),
        Step(_spread(), "distributivity"),
        Step(Vec(_four(*_moved_tokens)), "transpose"),
        Step(Vec(_four(*_by_name)), "definition of W_OV"),
        Step(Vec(_four(*_with_identity)), "identity"),
        Step(_four(*map(Vec, _with_identity)), "linearity of vec"),
        Step(_four(*(T @ Vec(_t) for T in _operators)), "vec"),
        Step(_expanded(_A0(), _A1), "distributivity"),
    ),
    near_misses=(
        NearMiss(
            "patterns_in_the_order_in_which_they_happen",
            _layered,
            _expanded(_A0(), _A1, tensor(_A0() @ _A1, _named[3])),
            "the first layer's pattern to the left",
        ),
        NearMiss(
            "second_pattern_of_the_tokens",
            _layered,
            _expanded(_A0(), _of_tokens_alone),
            "the second layer's scores without composition, as if its stream were the embedding",
        ),
        NearMiss(
            "no_virtual_heads",
            _layered,
            _expanded(_A0(), _A1, Scaled(0, _operators[3])),
            "two layers side by side",
        ),
        NearMiss(
            "virtual_heads_twice",
            _layered,
            _expanded(_A0(), _A1, Scaled(2, _operators[3])),
            "a virtual head counted once for each of its heads",
        ),
    ),
)

THEOREMS = (FIRST, SECOND, COMPUTED)
