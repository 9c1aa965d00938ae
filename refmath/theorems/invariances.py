"""Chapter 2: what may be changed without a difference, and what can't be: ranks and causality."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product as every
from random import Random
from typing import Any

from refmath.symbolic.algebra import normal_form, shape
from refmath.symbolic.claims import Argument, Claim, FalseClaim, Twin, ensure
from refmath.symbolic.derivation import Hypothesis, NearMiss, Step, Theorem
from refmath.symbolic.expressions import Expression, Identity, Pattern, Vec, product, tensor, total
from refmath.symbolic.propositions import Instances, Proposition
from refmath.symbolic.terms import (
    Compared,
    Defined,
    Given,
    Members,
    Over,
    Several,
    Sign,
    Term,
    Transposed,
    rank,
)
from refmath.theorems.attention_heads import CHAPTER
from refmath.theorems.instances import drawn_matrix
from refmath.theorems.notation import (
    ONES,
    W_OV,
    W_QK,
    free,
    identity,
    letter,
    over_heads,
    special,
)
from refmath.theorems.polynomials import Rows, minors, of_letters, times

# --- virtual heads --------------------------------------------------------------------------------

_A1, _A2 = (free("A", "n_ctx", "n_ctx", k) for k in ("h_1", "h_2"))
_W1, _W2 = (free("W_OV", "d_model", "d_model", k) for k in ("h_1", "h_2"))

VIRTUAL_HEADS = Theorem(
    name="virtual_heads",
    title="Two heads one after the other are a head again",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Virtual Attention Heads»",
    plain="What a later head moves of what an earlier one has moved is moved by the product of the "
    "patterns and transformed by the product of the weights: again one pattern, one matrix.",
    steps=(
        Step(tensor(_A2, _W2) @ tensor(_A1, _W1)),
        Step(tensor(_A2 @ _A1, _W2 @ _W1), "mixed product"),
    ),
    near_misses=(
        NearMiss(
            "patterns_in_running_order",
            tensor(_A2, _W2) @ tensor(_A1, _W1),
            tensor(_A1 @ _A2, _W2 @ _W1),
            "the first pattern first",
        ),
        NearMiss(
            "weights_in_running_order",
            tensor(_A2, _W2) @ tensor(_A1, _W1),
            tensor(_A2 @ _A1, _W1 @ _W2),
            "the first weights first",
        ),
        NearMiss(
            "softmax_of_added_scores",
            Pattern(free("S", "n_ctx", "n_ctx", "h_2"))
            @ Pattern(free("S", "n_ctx", "n_ctx", "h_1")),
            Pattern(free("S", "n_ctx", "n_ctx", "h_2") + free("S", "n_ctx", "n_ctx", "h_1")),
            "taking the product of two softmaxes for the softmax of the added scores",
        ),
        NearMiss(
            "softmax_of_multiplied_scores",
            Pattern(free("S", "n_ctx", "n_ctx", "h_2"))
            @ Pattern(free("S", "n_ctx", "n_ctx", "h_1")),
            Pattern(free("S", "n_ctx", "n_ctx", "h_2") @ free("S", "n_ctx", "n_ctx", "h_1")),
            "taking the product of two softmaxes for the softmax of the product",
        ),
    ),
)

_S1, _S2 = (free("S", "n_ctx", "n_ctx", k) for k in ("h_1", "h_2"))
_S = free("S", "n_ctx", "n_ctx")

VIRTUAL_PATTERN = Theorem(
    name="virtual_pattern_sums_to_1",
    title="A virtual head's attention adds up to 1",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Virtual Attention Heads»",
    plain="Each row of a pattern shares out 1 among the sources. Sharing each share out again by "
    "another pattern still shares out 1. So a virtual head's pattern is a pattern, by induction "
    "over any number of heads.",
    steps=(
        Step(product(Pattern(_S2), Pattern(_S1), ONES)),
        Step(Pattern(_S2) @ ONES, "softmax_rows_sum_to_1", ((_S, _S1),)),
        Step(ONES, "softmax_rows_sum_to_1", ((_S, _S2),)),
    ),
    near_misses=(
        NearMiss(
            "columns_sum_to_1",
            product(ONES.T, Pattern(_S2), Pattern(_S1)),
            ONES.T,
            "that each source gives away 1 in all",
        ),
        NearMiss(
            "over_destinations",
            product(Pattern(_S2), Pattern(_S1, "destination"), ONES),
            ONES,
            "a softmax over the other axis in the earlier head",
        ),
    ),
)

# --- causality ------------------------------------------------------------------------------------

_P = special("first", "P", "n_ctx", "n_ctx")
_Sh = free("S", "n_ctx", "n_ctx", "h")
_Ah, _Ap = Pattern(_Sh), special("stochastic", "A", "n_ctx", "n_ctx", "p")
_so_far = Hypothesis(
    "the path so far is causal",
    product(_P, _Ap, _P),
    product(_P, _Ap),
    "it is Id, without a head, or is made by this theorem",
)
_Wh, _Wp = free("W", "d_model", "d_model", "h"), free("W", "d_model", "d_model", "p")
_Id_d = identity("d_model")

CAUSALITY = Theorem(
    name="causality",
    title="What comes later changes nothing before it, along every path",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Transformer Overview»",
    plain="P keeps the first positions, however many, and wipes out the rest. Behind the mask a "
    "head's pattern looks back only, whatever its scores. If that of the path so far does too, so "
    "does their product: wiping out the later positions of the input changes nothing at the first "
    "ones. By induction, this holds for paths of any length, and so for their sum.",
    steps=(
        Step(product(tensor(_P, _Id_d), tensor(_Ah, _Wh), tensor(_Ap, _Wp), tensor(_P, _Id_d))),
        Step(
            tensor(
                product(_P, _Ah, _Ap, _P), product(_Id_d, _Wh, _Wp, _Id_d)
            ),
            "mixed product",
        ),
        Step(tensor(product(_P, _Ah, _Ap, _P), _Wh @ _Wp), "identity"),
        Step(
            tensor(product(_P, _Ah, _P, _Ap, _P), _Wh @ _Wp), "softmax_looks_back", ((_S, _Sh),)
        ),
        Step(tensor(product(_P, _Ah, _P, _Ap), _Wh @ _Wp), _so_far.name),
        Step(tensor(product(_P, _Ah, _Ap), _Wh @ _Wp), "softmax_looks_back", ((_S, _Sh),)),
    ),
    near_misses=(
        NearMiss(
            "no_mask",
            product(_P, Pattern(free("S", "n_ctx", "n_ctx"), causal=False), _P),
            product(_P, Pattern(free("S", "n_ctx", "n_ctx"), causal=False)),
            "leaving the mask out",
        ),
        NearMiss(
            "the_other_way",
            product(_P, _Ah, _P),
            product(_Ah, _P),
            "that the first positions write nowhere else",
        ),
    ),
    assumptions=(
        "the patterns are held fixed: of those that the model computes speaks "
        "«causality_at_any_depth»",
    ),
    hypotheses=(_so_far,),
)  # fmt: skip

# --- freezing -------------------------------------------------------------------------------------

_s, _t = (free(name, "n_ctx", "d_vocab") for name in ("s", "u"))
_frozen = tensor(identity(), letter("W_U") @ letter("W_E")) + over_heads(
    tensor(letter("A", "h"), letter("W_U") @ W_OV("h") @ letter("W_E"))
)
_Wqk = free("W_QK", "d_vocab", "d_vocab")


def _attended(x: Expression) -> Expression:
    """Write what a head with free patterns moves: softmax(x W_QK xᵀ) x."""
    return Pattern(product(x, _Wqk, x.T)) @ x


FREEZING = Theorem(
    name="freezing",
    title="With the patterns held fixed, the logits are linear in the tokens",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «OV and QK Independence (The Freezing Attention Patterns Trick)»",
    plain="All that a transformer without MLPs does beside choosing where to look is linear. "
    "So, once the patterns are fixed, contributions of tokens and of paths may be added; with "
    "patterns that follow the tokens they may not.",
    steps=(
        Step(_frozen @ Vec(_s + _t)),
        Step(_frozen @ (Vec(_s) + Vec(_t)), "linearity of vec"),
        Step(_frozen @ Vec(_s) + _frozen @ Vec(_t), "distributivity"),
    ),
    near_misses=(
        NearMiss(
            "patterns_follow_the_tokens",
            _attended(_s + _t),
            _attended(_s) + _attended(_t),
            "adding contributions of tokens without holding the patterns fixed",
        ),
    ),
    assumptions=("the patterns are held fixed",),
)

# --- gauges ---------------------------------------------------------------------------------------

_M = special("invertible", "M", "d_head", "d_head")
_M_inv = special("inverse", "M⁻¹", "d_head", "d_head")
_Id_head = identity("d_head")
_inverse = Hypothesis("M has an inverse", _M_inv @ _M, _Id_head, "M⁻¹ undoes M")
_W_O, _W_V, _W_Q, _W_K = (letter(name, "h") for name in ("W_O", "W_V", "W_Q", "W_K"))

OV_GAUGE = Theorem(
    name="only_W_OV_matters",
    title="Values and outputs are known only up to a change of coordinates",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Observations about Attention Heads»",
    plain="A head's d_head inner coordinates are nobody's business: another basis for them, undone "
    "by the output projection, gives the same head. So no entry of W_V or W_O means anything by "
    "itself; W_OV does.",
    steps=(
        Step(product(_W_O @ _M_inv, _M @ _W_V)),
        Step(product(_W_O, _Id_head, _W_V), _inverse.name),
        Step(_W_O @ _W_V, "identity"),
    ),
    near_misses=(
        NearMiss(
            "M_on_both",
            product(_W_O @ _M, _M @ _W_V),
            _W_O @ _W_V,
            "the same change on both, as if it were its own inverse",
        ),
        NearMiss(
            "M_transposed",
            product(_W_O @ _M.T, _M @ _W_V),
            _W_O @ _W_V,
            "the transpose for the inverse, which is right for rotations alone",
        ),
    ),
    hypotheses=(_inverse,),
)

_inverse_right = Hypothesis("M has an inverse", _M.T @ _M_inv.T, _Id_head, "M⁻¹ undoes M")

QK_GAUGE = Theorem(
    name="only_W_QK_matters",
    title="Queries and keys are known only up to a change of coordinates",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Observations about Attention Heads»",
    plain="Queries meet keys in a dot product alone. Stretch the queries' coordinates by M and the "
    "keys' by M⁻ᵀ, and every score stays as it was.",
    steps=(
        Step(product((_M @ _W_Q).T, _M_inv.T @ _W_K)),
        Step(product(_W_Q.T, _M.T, _M_inv.T, _W_K), "transpose"),
        Step(product(_W_Q.T, _Id_head, _W_K), _inverse_right.name),
        Step(_W_Q.T @ _W_K, "identity"),
    ),
    near_misses=(
        NearMiss(
            "M_inverse_not_transposed",
            product((_M @ _W_Q).T, _M_inv @ _W_K),
            _W_Q.T @ _W_K,
            "M⁻¹ for M⁻ᵀ, as with values and outputs",
        ),
        NearMiss(
            "M_on_both",
            product((_M @ _W_Q).T, _M @ _W_K),
            _W_Q.T @ _W_K,
            "turning queries and keys alike, which is right for rotations alone",
        ),
    ),
    hypotheses=(_inverse_right,),
)

# --- ranks ----------------------------------------------------------------------------------------


def _generic_product(n: int, inner: int, m: int) -> Rows:
    return times(*of_letters((n, inner), (inner, m)))


_RANKS = ((2, 1, 3), (3, 1, 3), (3, 2, 3), (3, 2, 4))


Factors = tuple[str, Expression, Expression, Expression]
"""A circuit's name, the circuit, and the two factors that it is the product of."""


def _factor_through_d_head(circuits: Sequence[Factors]) -> str:
    for name, circuit, X, Y in circuits:
        ensure(normal_form(circuit) == normal_form(X @ Y), f"{name} isn't the product")
        middle = " · ".join(shape(X)[1])
        ensure(shape(X)[1] == ("d_head",), f"{name}: {middle} coordinates in the middle")
    return f"{len(circuits)} circuits as products with d_head columns in the left factor: " + (
        ", ".join(name for name, *_ in circuits)
    )


_W_E, _W_U = letter("W_E"), letter("W_U")
_O1, _V1, _O2, _V2 = (letter(name, k) for k in (0, 1) for name in ("W_O", "W_V"))
_CIRCUITS: tuple[Factors, ...] = (
    ("W_OV", W_OV("h"), _W_O, _W_V),
    ("W_QK", W_QK("h"), _W_Q.T, _W_K),
    ("W_U W_OV W_E", product(_W_U, W_OV("h"), _W_E), _W_U @ _W_O, _W_V @ _W_E),
    ("W_Eᵀ W_QK W_E", product(_W_E.T, W_QK("h"), _W_E), _W_E.T @ _W_Q.T, _W_K @ _W_E),
    ("a virtual head, in its later head", W_OV(1) @ W_OV(0), _O2, product(_V2, _O1, _V1)),
    ("a virtual head, in its earlier head", W_OV(1) @ W_OV(0), product(_O2, _V2, _O1), _V1),
)
_THROUGH_THE_STREAM: tuple[Factors, ...] = (
    ("W_Eᵀ W_QK W_E", product(_W_E.T, W_QK("h"), _W_E), _W_E.T @ W_QK("h"), _W_E),
)


def _minors_vanish(above: int) -> str:
    for n, d_head, m in _RANKS:
        found = minors(_generic_product(n, d_head, m), d_head + above)
        ensure(found != [] and not any(found), f"a minor of {n} × {d_head} times {d_head} × {m}")
    return f"all minors of size d_head + {above} vanish identically at " + ", ".join(
        f"{n} × {m} with d_head = {d_head}" for n, d_head, m in _RANKS
    )


def _rank_is_reached(above: int) -> str:
    for n, d_head, m in _RANKS:
        found = minors(_generic_product(n, d_head, m), d_head + above)
        ensure(any(found), f"no minor of size d_head + {above} is left")
    return "not all minors of size d_head vanish: the bound is the best there is"


def _weight(name: str, h: Term) -> Sign:
    return Sign(name, (), (h,))


_h, _g, _d_head = Sign("h"), Sign("g"), Sign("d_{head}")
_OV_of_h, _QK_of_h = _weight("W_{OV}", _h), _weight("W_{QK}", _h)
_W_IN, _W_OUT = Sign("W_E"), Sign("W_U")
_WEIGHTS_OF_A_HEAD = (
    Defined(_OV_of_h, _weight("W_O", _h) * _weight("W_V", _h)),
    Defined(_QK_of_h, Transposed(_weight("W_Q", _h)) * _weight("W_K", _h)),
)
_RANKS_OF_CIRCUITS = Several(
    (
        rank(_OV_of_h),
        rank(_QK_of_h),
        rank(_W_OUT * _OV_of_h * _W_IN),
        rank(Transposed(_W_IN) * _QK_of_h * _W_IN),
        rank(_weight("W_{OV}", _g) * _OV_of_h),
    )
)


def _ranks_at_most(ranks: Term, most: Term) -> Proposition:
    return Proposition((), Compared(ranks, r"\le", most), _WEIGHTS_OF_A_HEAD)


def _two_heads(random: Random, d_vocab: int, d_model: int, d_head: int) -> dict[str, Any]:
    """Draw two heads, h and g, and what is before and behind them."""
    into = {n: {h: drawn_matrix(random, d_head, d_model, -1, 1) for h in "hg"} for n in "QKV"}
    out = {h: drawn_matrix(random, d_model, d_head, -1, 1) for h in "hg"}
    ends = drawn_matrix(random, d_model, d_vocab), drawn_matrix(random, d_vocab, d_model)
    heads = {f"W_{name}": by_head for name, by_head in {**into, "O": out}.items()}
    sizes = {"d_{head}": d_head, "h": "h", "g": "g", "H": ["h", "g"]}
    return {**sizes, "W_E": ends[0], "W_U": ends[1], **heads}


def _drawn_heads(random: Random) -> Given:
    return _two_heads(random, random.randint(1, 5), random.randint(1, 5), random.randint(1, 3))


_HEADS_OF_TWO = Instances(
    lambda: (_two_heads(Random(n), *sizes) for n, sizes in enumerate(every((1, 2, 3), repeat=3))),
    _drawn_heads,
)

LOW_RANK = Claim(
    name="low_rank",
    title="The rank of every circuit is at most d_head",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Working with Low-Rank Matrices»",
    plain="W_OV, W_QK and the circuits of the whole vocabulary are products with d_head "
    "coordinates in the middle; whatever passes has to pass there. A virtual head passes the "
    "middle of each of its heads, so its rank is at most the smallest.",
    statement=_ranks_at_most(_RANKS_OF_CIRCUITS, _d_head),
    instances=_HEADS_OF_TWO,
    arguments=(
        Argument(
            "Each circuit is a product X Y with d_head columns in X: this is what the rank's bound "
            "means.",
            "all shapes",
            _factor_through_d_head,
            _CIRCUITS,
            Twin("W_E alone split off, which leaves d_model columns", _THROUGH_THE_STREAM),
            further=(Twin("the factors of two heads", (("W_OV", W_OV(1), _O1, _V2),)),),
        ),
        Argument(
            "Beside it: all minors of size d_head + 1 vanish, for any entries.",
            "explicit entries",
            _minors_vanish,
            1,
            Twin("minors of size d_head", 0),
            "beside",
        ),
        Argument(
            "Beside it: the bound is reached.",
            "explicit entries",
            _rank_is_reached,
            0,
            Twin("minors of size d_head + 1", 1),
            "beside",
        ),
    ),
    assumptions=("rank M ≤ r means that M = X Y, where X has r columns",),
    near_misses=(
        FalseClaim(
            "rank_below_d_head",
            _ranks_at_most(rank(_OV_of_h), _d_head - 1),
            "one less, as if the rows summed to something",
            instances=_HEADS_OF_TWO,
        ),
        FalseClaim(
            "heads_share_their_rank",
            _ranks_at_most(rank(Over(r"\sum", Members("h", Sign("H")), _OV_of_h)), _d_head),
            "that all heads of a layer together have rank d_head",
            instances=_HEADS_OF_TWO,
        ),
    ),
)

# --- symmetries -----------------------------------------------------------------------------------


def _heads_in(order: tuple[int, ...], *, only_patterns: bool = False) -> Expression:
    def term(k: int, h: int) -> Expression:
        moved = k if only_patterns else h
        return tensor(letter("A", h), letter("W_O", moved) @ letter("W_V", moved))

    return total(Identity(("n_ctx", "d_model")), *(term(k, h) for k, h in enumerate(order)))


_others = Vec(free("R", "n_ctx", "d_model"))
"""What the other heads of the layer write, however many."""


HEADS_PERMUTED = Theorem(
    name="order_of_the_heads",
    title="The heads of a layer may stand in any order",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Attention Heads are Independent and Additive»",
    plain="A layer adds what its heads write, and a sum has no order. Only whole heads may change "
    "places: a head's pattern goes with its own weights. R is what the layer's other heads write, "
    "however many: so any two heads may change places, and any permutation is made of such "
    "exchanges.",
    steps=(
        Step(_heads_in((0, 1)) @ Vec(letter("x")) + _others),
        Step(
            Identity(("n_ctx", "d_model")) @ Vec(letter("x"))
            + tensor(letter("A", 1), letter("W_O", 1) @ letter("W_V", 1)) @ Vec(letter("x"))
            + tensor(letter("A", 0), letter("W_O", 0) @ letter("W_V", 0)) @ Vec(letter("x"))
            + _others,
            "distributivity",
        ),
        Step(_heads_in((1, 0)) @ Vec(letter("x")) + _others, "distributivity"),
    ),
    near_misses=(
        NearMiss(
            "patterns_alone",
            _heads_in((0, 1)) @ Vec(letter("x")) + _others,
            _heads_in((1, 0), only_patterns=True) @ Vec(letter("x")) + _others,
            "exchanging the patterns and leaving the weights",
        ),
    ),
)

_Pi = special("permutation", "Π", "n_ctx", "n_ctx")
_x, _Wx = free("x", "n_ctx", "d_model"), free("W_QK", "d_model", "d_model")
_Wov = free("W_OV", "d_model", "d_model")
_turned = _Pi @ _x
TOKENS_PERMUTED = Theorem(
    name="order_of_the_tokens",
    title="Without mask and positions, permuted tokens give permuted logits",
    chapter=CHAPTER,
    source="Vaswani et al. 2017, section 3.5: why positions are needed",
    plain="Attention alone doesn't know the order of the sequence. It learns of it from the mask "
    "and from positions; take both away, and a layer sends permuted inputs to permuted outputs.",
    steps=(
        Step(product(Pattern(product(_turned, _Wx, _turned.T), causal=False), _turned, _Wov.T)),
        Step(
            product(
                Pattern(product(_Pi, _x, _Wx, _x.T, _Pi.T), causal=False), _Pi, _x, _Wov.T
            ),
            "transpose",
        ),
        Step(
            product(
                _Pi, Pattern(product(_x, _Wx, _x.T), causal=False), _Pi.T, _Pi, _x, _Wov.T
            ),
            "softmax_permuted",
            ((_S, product(_x, _Wx, _x.T)),),
        ),
        Step(
            product(_Pi, Pattern(product(_x, _Wx, _x.T), causal=False), identity(), _x, _Wov.T),
            "permutation_undone",
        ),
        Step(
            product(_Pi, Pattern(product(_x, _Wx, _x.T), causal=False), _x, _Wov.T), "identity"
        ),
    ),
    near_misses=(
        NearMiss(
            "with_the_mask",
            product(Pattern(product(_turned, _Wx, _turned.T)), _turned, _Wov.T),
            product(_Pi, Pattern(product(_x, _Wx, _x.T)), _x, _Wov.T),
            "leaving the mask in",
        ),
        NearMiss(
            "unpermuted",
            product(Pattern(product(_turned, _Wx, _turned.T), causal=False), _turned, _Wov.T),
            product(Pattern(product(_x, _Wx, _x.T), causal=False), _x, _Wov.T),
            "that the logits don't move at all",
        ),
    ),
)  # fmt: skip

STATEMENTS = (
    VIRTUAL_HEADS,
    VIRTUAL_PATTERN,
    CAUSALITY,
    FREEZING,
    OV_GAUGE,
    QK_GAUGE,
    LOW_RANK,
    HEADS_PERMUTED,
    TOKENS_PERMUTED,
)
