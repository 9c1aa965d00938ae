"""Chapter 4: what the paper leaves aside, made exact: biases, LayerNorm, RoPE, grouped queries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product as every
from random import Random
from typing import Any

from sympy import ZZ, Symbol
from sympy.polys.rings import ring

from refmath.symbolic.claims import Argument, Claim, FalseClaim, Twin, ensure
from refmath.symbolic.derivation import Hypothesis, NearMiss, Step, Theorem
from refmath.symbolic.exact_matrices import Matrix, matrix
from refmath.symbolic.expressions import (
    Apply,
    Diag,
    Exp,
    Expression,
    HeadSum,
    Named,
    Pattern,
    Recip,
    Scaled,
    Vec,
    hadamard,
    product,
    tensor,
)
from refmath.symbolic.letters import HeadSet, scalar
from refmath.symbolic.propositions import Instances, Proposition
from refmath.symbolic.terms import Beside, Compared, Given, If, Said, Sign, Term, Transposed
from refmath.theorems.notation import ONES, SCALE, W_OV, free, identity, letter, special

CHAPTER = "4 What the paper leaves aside"

_x = letter("x")
_S = free("S", "n_ctx", "n_ctx", "h")
_A = Pattern(_S)
_W_Q, _W_K, _W_V, _W_O = (letter(name, "h") for name in ("W_Q", "W_K", "W_V", "W_O"))
_of_its_scores = ((free("S", "n_ctx", "n_ctx"), _S),)
"""What is put for the letter of the laws of the softmax: the head's own scores."""


def _beside_a_sink(scores: Expression) -> Expression:
    """Write the pattern of a head with a sink: one more weight, of a score of 0, in each sum."""
    weights = hadamard(special("causal", "M", "n_ctx", "n_ctx"), Exp(scores))
    return Diag(Recip(weights @ ONES + ONES)) @ weights


# --- biases ---------------------------------------------------------------------------------------

_b_V, _b_O = free("b_V", "d_head", "one", "h"), free("b_O", "d_model", "one")
_values = _x @ _W_V.T + ONES @ _b_V.T
_biased = product(_A, _values, _W_O.T) + ONES @ _b_O.T
_moved = product(_A, _x, W_OV("h").T)

VALUE_BIAS = Theorem(
    name="value_and_output_biases",
    title="The biases of values and output add a constant, whatever the pattern",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Model Simplifications»; made exact here",
    plain="Each destination shares out 1 among the sources, whatever the scores, so of a bias that "
    "all values have in common it receives exactly one. The head with biases is the head without, "
    "plus the constant W_O b_V + b_O at every position.",
    steps=(
        Step(_biased),
        Step(
            product(_A, _x, _W_V.T, _W_O.T) + product(_A, ONES, _b_V.T, _W_O.T) + ONES @ _b_O.T,
            "distributivity",
        ),
        Step(
            product(_A, _x, _W_V.T, _W_O.T) + product(ONES, _b_V.T, _W_O.T) + ONES @ _b_O.T,
            "softmax_rows_sum_to_1",
            _of_its_scores,
        ),
        Step(
            product(_A, _x, _W_V.T, _W_O.T) + ONES @ (_b_V.T @ _W_O.T + _b_O.T),
            "distributivity",
        ),
        Step(
            product(_A, _x, (_W_O @ _W_V).T) + ONES @ (_W_O @ _b_V + _b_O).T,
            "transpose",
        ),
        Step(_moved + ONES @ (_W_O @ _b_V + _b_O).T, "definition of W_OV"),
    ),
    near_misses=(
        NearMiss(
            "once_for_each_source",
            _biased,
            _moved + product(ONES, ONES.T, ONES, (_W_O @ _b_V + _b_O).T),
            "that the bias grows with the length of the context",
        ),
        NearMiss(
            "value_bias_vanishes",
            _biased,
            _moved + ONES @ _b_O.T,
            "that the pattern averages the values' bias away",
        ),
        NearMiss(
            "with_a_sink",
            product(_beside_a_sink(_S), _values, _W_O.T) + ONES @ _b_O.T,
            product(_beside_a_sink(_S), _x, W_OV("h").T) + ONES @ (_W_O @ _b_V + _b_O).T,
            "the same where a sink takes a part: the values' bias arrives scaled",
        ),
    ),
)

_q, _k = free("q", "n_ctx", "d_head", "h"), free("k", "n_ctx", "d_head", "h")
_b_Q, _b_K = free("b_Q", "d_head", "one", "h"), free("b_K", "d_head", "one", "h")
_plain_scores = Scaled(SCALE, _q @ _k.T)
_with_key_bias = Scaled(SCALE, _q @ (_k + ONES @ _b_K.T).T)
_with_query_bias = Scaled(SCALE, (_q + ONES @ _b_Q.T) @ _k.T)

KEY_BIAS = Theorem(
    name="key_bias_is_inert",
    title="The key bias changes no pattern",
    chapter=CHAPTER,
    source="this project; see «softmax_shift»",
    plain="A key bias adds q · b_K to a destination's scores, the same for every source, and the "
    "softmax is blind to that: the scores change, the pattern doesn't. A query bias adds b_Q · k, "
    "which differs from source to source: it stays. With a sink, whose score is not shifted along, "
    "the key bias moves attention between the sources and the sink.",
    steps=(
        Step(Pattern(_with_key_bias)),
        Step(Pattern(Scaled(SCALE, _q @ (_k.T + _b_K @ ONES.T))), "transpose"),
        Step(Pattern(Scaled(SCALE, _q @ _k.T + product(_q, _b_K, ONES.T))), "distributivity"),
        Step(Pattern(_plain_scores + product(Scaled(SCALE, _q @ _b_K), ONES.T)), "scalars"),
        Step(
            Pattern(_plain_scores),
            "softmax_shift",
            (
                (free("S", "n_ctx", "n_ctx"), _plain_scores),
                (free("c", "n_ctx", "one"), Scaled(SCALE, _q @ _b_K)),
            ),
        ),
    ),
    near_misses=(
        NearMiss(
            "before_the_softmax",
            _with_key_bias,
            _plain_scores,
            "that the scores don't change either",
        ),
        NearMiss(
            "query_bias_is_inert",
            Pattern(_with_query_bias),
            Pattern(_plain_scores),
            "leaving both biases out",
        ),
        NearMiss(
            "with_a_sink",
            _beside_a_sink(_with_key_bias),
            _beside_a_sink(_plain_scores),
            "the same where a sink takes a part of the attention",
        ),
        NearMiss(
            "behind_a_soft_cap",
            Pattern(Apply("f", _with_key_bias)),
            Pattern(Apply("f", _plain_scores)),
            "the same where the scores are capped: a function of a sum is no sum",
        ),
    ),
)


def _one_more_coordinate(held_at: Callable[[Any], Any]) -> str:
    """A product of rows, with one coordinate more: S + x_(d+1) w_(d+1), whatever d is."""
    R, S, b = ring("S b", ZZ)
    ensure(S + held_at(R) * b == S + b, "the last coordinate's product")
    return "Σ_k x_k W_ok + 1 b_o = (x Wᵀ)_o + b_o, for any number of coordinates before"


Received = tuple[Callable[[Any, Any], Any], Callable[[Any], Any]]
"""What one source adds of b_O, by its share; and the shares of all."""


def _output_bias(received: Received) -> str:
    """The value that reads the 1 is 1 at every source, and W_O's new column is b_O."""
    of_one, of_all = received
    R, S, b, share, so_far = ring("S b a A", ZZ)
    ensure(so_far * b + of_one(share, b) == (so_far + share) * b, "one more source")
    ensure(S + of_all(R) * b == S + b, "what a destination receives in all")
    return "Σ_j A_ij · 1 · b_O = b_O, as the row sums to 1"


def _by_its_share(share: Any, b: Any) -> Any:
    return share * b


def _one_more_dimension(held_at: int) -> str:
    for n, d, m in ((2, 1, 3), (2, 2, 2), (3, 2, 1)):
        names = [f"x{i}_{j}" for i in range(n) for j in range(d)]
        names += [f"w{i}_{j}" for i in range(m) for j in range(d)] + [f"b{i}" for i in range(m)]
        _, *z = ring([Symbol(name) for name in names], ZZ)
        x = [z[i * d : (i + 1) * d] for i in range(n)]
        W = [z[n * d + i * d : n * d + (i + 1) * d] for i in range(m)]
        b = z[n * d + m * d :]
        for i in range(n):
            for o in range(m):
                longer = zip([*x[i], held_at], [*W[o], b[o]], strict=True)
                plain = sum(p * q for p, q in zip(x[i], W[o], strict=True)) + b[o]
                ensure(sum(p * q for p, q in longer) == plain, f"{n}, {d}, {m}")
    return "[x 1][W b]ᵀ = x Wᵀ + 1 bᵀ, as polynomials, at 3 shapes"


def _bias_without_the_one() -> str:
    x, W, b = 0, 1, 1
    reached = {x * other for other in range(-9, 10)}
    said = f"x = 0, W = b = 1: x Wᵀ + b = {x * W + b}; any weights without a bias give {reached}"
    return said if x * W + b not in reached else ""


_stream, _weight, _bias, _pattern, _held, _written, _of_output = (
    Sign(latex) for latex in ("x", "W", "b", "A", "v", "W_O", "b_O")
)
_at_1 = Sign(r"\mathbb{1}")


def _one_longer(what: Term, held: Term, weight: Term, bias: Term) -> Term:
    return Beside((what, held)) * Transposed(Beside((weight, bias)))


def _plain(what: Term, weight: Term, bias: Term) -> Term:
    return what * Transposed(weight) + _at_1 * Transposed(bias)


_READS_THE_1 = Compared(
    _one_longer(_stream, _at_1, _weight, _bias), "=", _plain(_stream, _weight, _bias)
)
_ARRIVES = Compared(
    _pattern * _one_longer(_held, _at_1, _written, _of_output),
    "=",
    _plain(_pattern * _held, _written, _of_output),
)
_ROWS_SUM: Said = Compared(_pattern * _at_1, "=", _at_1)
BIASES_READ_A_1 = Proposition((), (_READS_THE_1, If(_ARRIVES, _ROWS_SUM)))
_WITH_A_SINK = Proposition((), _ARRIVES)
_factors = Sign("D")
_BEHIND_A_NORM = Proposition(
    (),
    Compared(
        _factors * _one_longer(_stream, _at_1, _weight, _bias),
        "=",
        _plain(_factors * _stream, _weight, _bias),
    ),
)


def _rows(random: Random, n: int, m: int) -> Matrix:
    return matrix([[random.randint(-3, 3) for _ in range(m)] for _ in range(n)])


def _shares(weights: list[list[int]], *, of_sinks: int = 0) -> Matrix:
    """Divide rows by their sums, to which sinks add."""
    return matrix([[Fraction(w, sum(row) + of_sinks) for w in row] for row in weights])


def _biased_model(random: Random, n: int, d: int, m: int, pattern: Matrix) -> Given:
    sizes = {"x": (n, d), "W": (m, d), "b": (m, 1), "v": (n, d), "W_O": (m, d), "b_O": (m, 1)}
    drawn = {letter: _rows(random, *size) for letter, size in sizes.items()}
    factors = [[Fraction(i == j, random.randint(2, 5)) for j in range(n)] for i in range(n)]
    return {**drawn, "A": pattern, "D": matrix(factors), r"\mathbb{1}": matrix([[1]] * n)}


def _small_biased() -> Iterator[Given]:
    """Every size up to 2; causal rows, rows that a sink has a share of, rows of any numbers."""
    for n, d, m in every((1, 2), repeat=3):
        random = Random(n + 2 * d + 4 * m)
        causal = [[random.randint(1, 4) * (j <= i) for j in range(n)] for i in range(n)]
        for pattern in (_shares(causal), _shares(causal, of_sinks=1), _rows(random, n, n)):
            yield _biased_model(random, n, d, m, pattern)


def _drawn_biased(random: Random) -> Given:
    n, d, m = (random.randint(1, 4) for _ in range(3))
    weights = [[random.randint(0, 4) + (j == i) for j in range(n)] for i in range(n)]
    return _biased_model(random, n, d, m, _shares(weights))


_BIASED = Instances(_small_biased, _drawn_biased)

EXTRA_DIMENSION = Claim(
    name="biases_as_one_more_dimension",
    title="Biases are weights that read a coordinate held at 1",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Model Simplifications»; made exact here",
    plain="Give the residual stream one more coordinate, always 1, which nothing writes to, and "
    "put each bias that reads the stream (of Q, K, V, an MLP's first layer, the unembedding) into "
    "the column that reads it. An output bias b_O is no such weight: it takes one more d_head, "
    "whose value reads the 1 and whose column of W_O is b_O, and it arrives once because the "
    "pattern's rows sum to 1. With sinks they don't; and behind a norm the coordinate isn't read "
    "as 1.",
    statement=BIASES_READ_A_1,
    instances=_BIASED,
    arguments=(
        Argument(
            "The last coordinate's product is 1 · b.",
            "all shapes",
            _one_more_coordinate,
            lambda R: R(1),
            Twin("the coordinate held at 2", lambda R: R(2)),
        ),
        Argument(
            "The new value is 1 at every source; a destination receives Σ_j A_ij b_O of it.",
            "all shapes",
            _output_bias,
            (_by_its_share, lambda R: R(1)),
            Twin("a row that sums to 0, all of it in a sink", (_by_its_share, lambda R: R(0))),
            further=(Twin("all of it from each source", (lambda _share, b: b, lambda R: R(1))),),
        ),
        Argument(
            "Beside it, written out.",
            "explicit entries",
            _one_more_dimension,
            1,
            Twin("the coordinate held at 2", 2),
            "beside",
        ),
    ),
    near_misses=(
        FalseClaim(
            "no_coordinate_is_needed",
            "other weights without a bias, which read no further coordinate, give the same",
            "hiding the bias in the weights as they are",
            _bias_without_the_one,
        ),
        FalseClaim(
            "output_bias_with_a_sink",
            _WITH_A_SINK,
            "that a bias written by a head arrives whole where some attention goes to a sink",
            instances=_BIASED,
        ),
        FalseClaim(
            "behind_a_norm",
            _BEHIND_A_NORM,
            "that the coordinate is still 1 after the norm",
            instances=_BIASED,
        ),
    ),
)

# --- LayerNorm ------------------------------------------------------------------------------------

MEAN = scalar("1/d_model", r"\tfrac{1}{d_{model}}", "reciprocal")
_ones_d = special("ones", "1_d", "d_model", "one")
_minus_mean = Scaled(-1, Scaled(MEAN, _ones_d @ _ones_d.T))
_C = Named("C", "C", (), identity("d_model") + _minus_mean)
_D = special("diagonal", "D", "n_ctx", "n_ctx")
_gamma = special("diagonal", "Γ", "d_model", "d_model")
_beta = free("β", "d_model", "one")

CENTRING = Theorem(
    name="centring",
    title="Taking off the mean is multiplying by C = Id − 1 1ᵀ / d_model",
    chapter=CHAPTER,
    source="Ba, Kiros and Hinton 2016, «Layer Normalization»",
    plain="The mean of a row is its product with 1/d_model, 1/d_model, …; taking it off every "
    "coordinate is a linear map, the same at every position.",
    steps=(
        Step(_x @ _C),
        Step(_x @ (identity("d_model") + _minus_mean), "definition of C"),
        Step(_x @ identity("d_model") + _x @ _minus_mean, "distributivity"),
        Step(_x + _x @ _minus_mean, "identity"),
    ),
    near_misses=(
        NearMiss(
            "sum_for_mean",
            _x @ _C,
            _x - product(_x, _ones_d, _ones_d.T),
            "taking off the sum, not the mean",
        ),
    ),
)

_norm = product(_D, _x, _C, _gamma)
_LN = _norm + ONES @ _beta.T

LAYER_NORM = Theorem(
    name="layer_norm_is_a_tensor_product",
    title="With the deviations frozen, LayerNorm is D ⊗ (C Γ)ᵀ and a constant",
    chapter=CHAPTER,
    source="Ba, Kiros and Hinton 2016; Elhage et al. 2021, «Handling Layer Normalization»",
    plain="LayerNorm divides each position by its own deviation (D, on the positions' side), takes "
    "off the mean and scales the coordinates (C Γ, on the other side), and adds β. Hold D fixed, "
    "as patterns are held fixed, and it is one more tensor product.",
    steps=(
        Step(Vec(_LN)),
        Step(Vec(_norm) + Vec(ONES @ _beta.T), "linearity of vec"),
        Step(Vec(product(_D, _x, (_C @ _gamma).T.T)) + Vec(ONES @ _beta.T), "transpose"),
        Step(tensor(_D, (_C @ _gamma).T) @ Vec(_x) + Vec(ONES @ _beta.T), "vec"),
    ),
    near_misses=(
        NearMiss(
            "no_constant",
            Vec(_LN),
            tensor(_D, (_C @ _gamma).T) @ Vec(_x),
            "folding γ and β into the next weights, and forgetting what β adds",
        ),
        NearMiss(
            "no_centring",
            Vec(_LN),
            tensor(_D, _gamma) @ Vec(_x) + Vec(ONES @ _beta.T),
            "RMSNorm for LayerNorm",
        ),
        NearMiss(
            "scaled_before_centring",
            Vec(_LN),
            tensor(_D, _C @ _gamma) @ Vec(_x) + Vec(ONES @ _beta.T),
            "Γ first and C after it",
        ),
    ),
    assumptions=("the standard deviations are held fixed: D = diag(1/σ_i)",),
)

_after_norm = product(_A, _LN, W_OV("h").T)
_folded = product(_A, _D, _x, (W_OV("h") @ (_C @ _gamma).T).T)

PRE_NORM_HEAD = Theorem(
    name="head_after_layer_norm",
    title="A head behind a LayerNorm: A^h D for A^h, and a constant",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Handling Layer Normalization»; made exact here",
    plain="So the path expansion holds for models with LayerNorm: each head's pattern has D at its "
    "right, its weights have (C Γ)ᵀ at theirs, and β adds the constant W_OV β at every position.",
    steps=(
        Step(_after_norm),
        Step(
            product(_A, _norm, W_OV("h").T) + product(_A, ONES, _beta.T, W_OV("h").T),
            "distributivity",
        ),
        Step(
            product(_A, _norm, W_OV("h").T) + product(ONES, _beta.T, W_OV("h").T),
            "softmax_rows_sum_to_1",
            _of_its_scores,
        ),
        Step(_folded + ONES @ (W_OV("h") @ _beta).T, "transpose"),
    ),
    near_misses=(
        NearMiss(
            "deviations_of_the_destination",
            _after_norm,
            product(_D, _A, _x, (W_OV("h") @ (_C @ _gamma).T).T) + ONES @ (W_OV("h") @ _beta).T,
            "D A for A D: dividing by the destination's deviation",
        ),
        NearMiss("no_constant", _after_norm, _folded, "folding β without the constant"),
    ),
    assumptions=("the standard deviations are held fixed; the scores may be any",),
)

_rms = product(_D, _x, _gamma)

RMS_NORM = Theorem(
    name="head_after_rms_norm",
    title="A head behind an RMSNorm",
    chapter=CHAPTER,
    source="Zhang and Sennrich 2019, «Root Mean Square Layer Normalization»",
    plain="RMSNorm takes no mean off and has no β: what is left is D on the positions' side and Γ "
    "on the other, and no constant.",
    steps=(
        Step(product(_A, _rms, W_OV("h").T)),
        Step(product(_A, _D, _x, (W_OV("h") @ _gamma.T).T), "transpose"),
    ),
    near_misses=(
        NearMiss(
            "with_centring",
            product(_A, _rms, W_OV("h").T),
            product(_A, _D, _x, (W_OV("h") @ (_C @ _gamma).T).T),
            "LayerNorm for RMSNorm",
        ),
        NearMiss(
            "deviations_of_the_destination",
            product(_A, _rms, W_OV("h").T),
            product(_D, _A, _x, (W_OV("h") @ _gamma.T).T),
            "D A for A D",
        ),
    ),
    assumptions=("the root mean squares are held fixed: D = diag(1/rms_i)",),
)

# --- RoPE -----------------------------------------------------------------------------------------


def _R(position: str) -> Expression:
    return special("rotation", "R", "d_head", "d_head", position)


_xi, _xj = (free("x", "one", "d_model", i) for i in "ij")
_turns = Hypothesis(
    "R_i is R to the power i",
    _R("i").T @ _R("j"),
    _R("j-i"),
    "turning back by i and on by j is turning by j − i",
)
_roped = product(product(_xi, _W_Q.T, _R("i").T), product(_xj, _W_K.T, _R("j").T).T)


def _relative(offset: str) -> Expression:
    return Named("W_QK", "W_{QK}", (offset,), product(_W_Q.T, _R(offset), _W_K))


_qi, _key_bias = free("q", "one", "d_head", "i"), free("b_K", "d_head", "one")

ROPE = Theorem(
    name="rotary_positions",
    title="With rotary positions, W_QK depends on the offset alone",
    chapter=CHAPTER,
    source="Su et al. 2021, «RoFormer», section 3.2",
    plain="Queries and keys are turned by an angle that grows with their position. In the dot "
    "product one turn undoes part of the other, and what is left is the turn by the distance: a "
    "head has a W_QK for each distance. The key bias is inert no longer.",
    steps=(
        Step(_roped),
        Step(product(_xi, _W_Q.T, _R("i").T, _R("j"), _W_K, _xj.T), "transpose"),
        Step(product(_xi, _W_Q.T, _R("j-i"), _W_K, _xj.T), _turns.name),
        Step(product(_xi, _relative("j-i"), _xj.T), "definition of W_QK"),
    ),
    near_misses=(
        NearMiss(
            "offset_reversed",
            _roped,
            product(_xi, _relative("i-j"), _xj.T),
            "i − j for j − i",
        ),
        NearMiss(
            "positions_cancel",
            _roped,
            product(_xi, _W_Q.T, _W_K, _xj.T),
            "that the two turns cancel",
        ),
        NearMiss(
            "key_bias_still_inert",
            product(_qi, _R("i").T, _R("j"), _key_bias),
            product(_qi, _R("i").T, _R("k"), _key_bias),
            "that a key bias adds the same to the scores of all sources j, k",
        ),
    ),
    hypotheses=(_turns,),
)

# --- grouped queries ------------------------------------------------------------------------------

_Agh, _Ogh = letter("A", "g", "h"), letter("W_O", "g", "h")
_Vg = letter("W_V", "g")
_GROUPS, _OF_THE_GROUP = HeadSet("G"), HeadSet("H", ("g",))


def _grouped(body: Expression) -> Expression:
    return HeadSum("g", HeadSum("h", body, _OF_THE_GROUP), _GROUPS)


_groups = Vec(_grouped(product(_Agh, _x, _Vg.T, _Ogh.T)))

GROUPED = Theorem(
    name="grouped_queries",
    title="Grouped queries: the same theorem, with factors that several heads share",
    chapter=CHAPTER,
    source="Ainslie et al. 2023, «GQA»; Shazeer 2019 for one group",
    plain="The heads of a group share W_K and W_V; each has its own W_Q and W_O, and so its own "
    "pattern and its own W_OV = W_O^{g,h} W_V^g. Nothing in the expansion asks that heads don't "
    "share factors.",
    steps=(
        Step(_groups),
        Step(Vec(_grouped(product(_Agh, _x, (_Ogh @ _Vg).T))), "transpose"),
        Step(_grouped(Vec(product(_Agh, _x, (_Ogh @ _Vg).T))), "linearity of vec"),
        Step(_grouped(tensor(_Agh, _Ogh @ _Vg) @ Vec(_x)), "vec"),
    ),
    near_misses=(
        NearMiss(
            "own_values",
            _groups,
            _grouped(tensor(_Agh, _Ogh @ letter("W_V", "g", "h")) @ Vec(_x)),
            "giving each head its own W_V",
        ),
        NearMiss(
            "one_pattern_a_group",
            _groups,
            _grouped(tensor(letter("A", "g"), _Ogh @ _Vg) @ Vec(_x)),
            "one pattern for a group, since the keys are shared",
        ),
        NearMiss(
            "groups_add_up_first",
            _groups,
            HeadSum(
                "g",
                tensor(
                    HeadSum("h", _Agh, _OF_THE_GROUP),
                    HeadSum("h", _Ogh @ _Vg, _OF_THE_GROUP),
                )
                @ Vec(_x),
                _GROUPS,
            ),
            "adding the patterns and the weights of a group before ⊗",
        ),
    ),
    assumptions=("the patterns are held fixed",),
)

STATEMENTS = (
    VALUE_BIAS,
    KEY_BIAS,
    EXTRA_DIMENSION,
    CENTRING,
    LAYER_NORM,
    PRE_NORM_HEAD,
    RMS_NORM,
    ROPE,
    GROUPED,
)
