"""Chapter 4: norms moved into the weights around them; one-layer models with norms."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from sympy import ZZ
from sympy.polys.rings import ring

from refmath.symbolic.algebra import normal_form
from refmath.symbolic.claims import Argument, Claim, FalseClaim, Twin, ensure
from refmath.symbolic.derivation import Hypothesis, NearMiss, Step, Theorem
from refmath.symbolic.exact_matrices import matrix
from refmath.symbolic.expressions import (
    Expression,
    HeadSum,
    Identity,
    Named,
    Pattern,
    Scaled,
    Vec,
    product,
    tensor,
    total,
)
from refmath.symbolic.letters import HeadSet
from refmath.symbolic.propositions import Instances, Proposition
from refmath.symbolic.terms import Compared, Defined, Given, Id, Sign, Term, Transposed, Whole
from refmath.theorems.left_aside import CHAPTER, MEAN
from refmath.theorems.notation import (
    ONES,
    SCALE,
    W_OV,
    W_QK,
    free,
    identity,
    letter,
    over_heads,
    special,
)

_x = letter("x")
_C = special("centring", "C", "d_model", "d_model")
_D = special("diagonal", "D", "n_ctx", "n_ctx")
_gamma = special("diagonal", "Γ", "d_model", "d_model")
_beta = free("β", "d_model", "one")

# --- γ and β --------------------------------------------------------------------------------------

_W_in, _b_in = free("W_in", "d_mlp", "d_model"), free("b_in", "d_mlp", "one")
_normed = product(_D, _x, _C.T, _gamma)
_reads = (_normed + ONES @ _beta.T) @ _W_in.T + ONES @ _b_in.T


def _plain_norm(weights: Expression, bias: Expression) -> Expression:
    """Write what the reader makes of the norm without γ and β, with other weights and bias."""
    return product(_D, _x, _C.T, weights.T) + ONES @ bias.T


_folded_bias = _W_in @ _beta + _b_in

FOLDED = Theorem(
    name="norm_folded_into_its_reader",
    title="γ and β belong to the weights that read the norm",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Handling Layer Normalization»; made exact here",
    plain="Whatever reads a norm through weights W and a bias b reads a norm without γ and β just "
    "as well, through W Γ and b + W β. It is exact, the deviations D being whatever they are. "
    "Each reader of a norm (W_Q, W_K, W_V of every head, W_in, W_U) is changed by itself.",
    steps=(
        Step(_reads),
        Step(
            product(_normed, _W_in.T) + product(ONES, _beta.T, _W_in.T) + ONES @ _b_in.T,
            "distributivity",
        ),
        Step(
            product(_normed, _W_in.T) + ONES @ (product(_beta.T, _W_in.T) + _b_in.T),
            "distributivity",
        ),
        Step(_plain_norm(_W_in @ _gamma.T, _folded_bias), "transpose"),
    ),
    near_misses=(
        NearMiss(
            "beta_forgotten",
            _reads,
            _plain_norm(_W_in @ _gamma.T, _b_in),
            "scaling the weights, and leaving the bias as it was",
        ),
        NearMiss(
            "gamma_forgotten",
            _reads,
            _plain_norm(_W_in, _folded_bias),
            "moving β, and dropping γ",
        ),
        NearMiss(
            "gamma_on_the_other_side",
            product(_normed, free("W_in", "d_model", "d_model").T),
            product(_D, _x, _C.T, (_gamma.T @ free("W_in", "d_model", "d_model")).T),
            "scaling what the reader gives, and not what it reads",
            "d_mlp = d_model",
        ),
        NearMiss(
            "into_what_writes",
            product(_normed, _W_in.T),
            product(_D, _x, _gamma, _C.T, _W_in.T),
            "moving γ past the centring, into what writes to the stream",
        ),
    ),
)

# --- C C = C --------------------------------------------------------------------------------------

_ones = special("ones", "1_d", "d_model", "one")
_mean_twice = product(_ones, _ones.T, _ones, _ones.T)


def _off(times: int, body: Expression) -> Expression:
    """Write the scalar 1/d_model before a body, so many times with a sign."""
    return Scaled(times, Scaled(MEAN, body))


_plain_C = identity("d_model") + _off(-1, _ones @ _ones.T)


def _multiplied_out(crossed: int) -> str:
    right = total(
        identity("d_model"),
        _off(crossed, _ones @ _ones.T),
        Scaled(MEAN, Scaled(MEAN, _mean_twice)),
    )
    ensure(normal_form(_plain_C @ _plain_C) == normal_form(right), "(Id − c 11ᵀ)(Id − c 11ᵀ)")
    return "C C = Id − 2c 11ᵀ + c² 1 (1ᵀ1) 1ᵀ, with c = 1/d_model"


def _ones_counted(step: int) -> str:
    """1ᵀ1 is one 1 for each coordinate: so c 1ᵀ1 = 1, and c² 1(1ᵀ1)1ᵀ = c 11ᵀ."""
    _, n = ring("n", ZZ)
    ensure(n + 1 * 1 == n + step, "one coordinate more adds 1 · 1")
    return "1ᵀ1 = d_model, by induction; so −2c + c² 1ᵀ1 = −c"


_width, _of_ones, _taken_off = Sign("d_{model}"), Sign(r"\mathbb{1}"), Sign("C")


def _as_twice(off: Term) -> Proposition:
    """Write that what is taken off once is taken off for good."""
    return Proposition(
        (), Compared(_taken_off * _taken_off, "=", _taken_off), (Defined(_taken_off, off),)
    )


_mean_of = Whole(1) / _width * _of_ones * Transposed(_of_ones)
TAKEN_OFF_ONCE = _as_twice(Id() - _mean_of)
_OF_ANY_SCALE = _as_twice(_width * Id() - _of_ones * Transposed(_of_ones))
_ADDED = _as_twice(Id() + _mean_of)


def _of_width(n: int) -> Given:
    return {"d_{model}": n, r"\mathbb{1}": matrix([[1]] * n)}


def _small_widths() -> Iterator[Given]:
    return map(_of_width, range(1, 6))


def _drawn_width(random: Random) -> Given:
    return _of_width(random.randint(6, 9))


_WIDTHS = Instances(_small_widths, _drawn_width)

CENTRING_TWICE = Claim(
    name="centring_twice",
    title="Taking the mean off twice is taking it off once: C C = C",
    chapter=CHAPTER,
    source="Ba, Kiros and Hinton 2016, «Layer Normalization», for C",
    plain="Once the mean is off, what is left has mean 0, and taking that off changes nothing. "
    "C is its own transpose, so it doesn't matter from which side it acts.",
    statement=TAKEN_OFF_ONCE,
    instances=_WIDTHS,
    arguments=(
        Argument(
            "Multiplied out, for any number c in the place of 1/d_model.",
            "all shapes",
            _multiplied_out,
            -2,
            Twin("one crossed term for two", -1),
        ),
        Argument(
            "1ᵀ1 counts the coordinates.",
            "every depth",
            _ones_counted,
            1,
            Twin("two for each coordinate", 2),
        ),
    ),
    near_misses=(
        FalseClaim(
            "any_multiple",
            _OF_ANY_SCALE,
            "leaving the 1/d_model out, as a scale that a norm divides out again",
            instances=_WIDTHS,
        ),
        FalseClaim(
            "the_mean_added",
            _ADDED,
            "adding the mean, a second time too",
            instances=_WIDTHS,
        ),
    ),
)

# --- centring -------------------------------------------------------------------------------------

_once = Hypothesis("C takes the mean off once and for all", _C @ _C, _C, "C leaves no mean")
_r, _W_out = free("r", "n_ctx", "d_mlp", "l"), free("W_out", "d_model", "d_mlp", "l")


def _over_layers(body: Expression) -> Expression:
    return HeadSum("l", body, HeadSet("L"))


_streamed = _x + _over_layers(_r @ _W_out.T)
_centred = _x @ _C.T + _over_layers(_r @ (_C @ _W_out).T)

CENTRED = Theorem(
    name="centring_folded_into_what_writes",
    title="Centring belongs to the weights that write",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Handling Layer Normalization»; made exact here",
    plain="A LayerNorm takes the mean off whatever it reads. So the mean may be taken off as early "
    "as one likes: with C W_E for W_E and C W_out for all that writes, every norm that reads the "
    "stream gives what it gave, since C C = C. Nothing else may read the stream: the logits of a "
    "model without a final norm would change. Where every reader is a norm, W_E and all that "
    "writes may be centred, and LayerNorm is an RMSNorm.",
    steps=(
        Step(_streamed @ _C.T),
        Step(_x @ _C.T + _over_layers(product(_r, _W_out.T, _C.T)), "distributivity"),
        Step(
            product(_x, _C.T, _C.T) + _over_layers(product(_r, _W_out.T, _C.T, _C.T)),
            _once.name,
        ),
        Step(
            (_x @ _C.T + _over_layers(product(_r, _W_out.T, _C.T))) @ _C.T,
            "distributivity",
        ),
        Step(_centred @ _C.T, "transpose"),
    ),
    near_misses=(
        NearMiss(
            "without_a_final_norm",
            _streamed @ letter("W_U").T,
            _centred @ letter("W_U").T,
            "centring what writes, where the logits are read without a norm",
        ),
        NearMiss(
            "embedding_left_out",
            _streamed,
            _x + _over_layers(_r @ (_C @ _W_out).T),
            "that the stream itself stays what it was",
        ),
    ),
    hypotheses=(_once,),
)

# --- one layer with norms -------------------------------------------------------------------------

_t, _W_E, _W_U = letter("t"), letter("W_E"), letter("W_U")
_N_E = free("N_E", "d_model", "d_vocab")
_W_Q, _W_K, _W_V, _W_O = (letter(name, "h") for name in ("W_Q", "W_K", "W_V", "W_O"))
_n0 = Named("n_0", "n_0", (), _t @ _N_E.T)
_x0 = Named("x_0", "x_0", (), _t @ _W_E.T)
_scores = Scaled(SCALE, product(_n0, _W_Q.T, (_n0 @ _W_K.T).T))
_A = Pattern(_scores)
_x1 = _x0 + over_heads(product(_A, _n0, _W_V.T, _W_O.T))
_layered = Vec(product(_D, _x1, _C.T, _gamma, _W_U.T))

_tn, _xn = _t @ _N_E.T, _t @ _W_E.T
_open = Pattern(Scaled(SCALE, product(_tn, _W_Q.T, (_tn @ _W_K.T).T)))
_turned = Pattern(Scaled(SCALE, product(_tn, _W_Q.T, _W_K, _N_E, _t.T)))
_QK = Pattern(Scaled(SCALE, product(_tn, W_QK("h"), _N_E, _t.T)))
_read = product(_W_U, _gamma.T, _C)
_rest = product(_C.T, _gamma, _W_U.T)


def _split(A: Expression, *, raw: Expression = _W_E, normed: Expression = _N_E) -> Expression:
    """Write (D ⊗ W_U Γ C W_E + Σ_h D A^h ⊗ W_U Γ C W_OV^h N_E) vec(t)."""
    return (
        tensor(_D, product(_read, raw))
        + over_heads(tensor(_D @ A, product(_read, W_OV("h"), normed)))
    ) @ Vec(_t)


_OVN = product(_read, _W_O, _W_V, _N_E)

ONE_LAYER = Theorem(
    name="one_layer_with_norms",
    title="One layer with norms: skip-trigrams of normed embeddings, up to a scale",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Handling Layer Normalization»",
    plain="Where no positions are in the stream, the heads of a first layer read a normed "
    "embedding, and a norm sees one position at a time: so it can be applied to the columns of "
    "W_E, once, whatever the context; N_E is what comes out. The "
    "direct path reads the raw W_E. What the final norm adds is C and Γ, which are weights, and D, "
    "one positive number a destination: it scales all logits of that place alike and changes no "
    "order among them. So the QK circuit N_Eᵀ W_QK N_E and the OV circuit W_U Γ C W_OV N_E are "
    "exact, and no pattern or deviation is held fixed but that scale.",
    steps=(
        Step(_layered),
        Step(
            Vec(
                product(
                    _D,
                    _x0 + over_heads(product(_open, _tn, _W_V.T, _W_O.T)),
                    _rest,
                )
            ),
            "definition of n_0",
        ),
        Step(
            Vec(product(_D, _xn + over_heads(product(_open, _tn, _W_V.T, _W_O.T)), _rest)),
            "definition of x_0",
        ),
        Step(
            Vec(
                product(_D, _xn, _rest) + over_heads(product(_D, _open, _tn, _W_V.T, _W_O.T, _rest))
            ),
            "distributivity",
        ),
        Step(
            Vec(
                product(_D, _t, product(_read, _W_E).T)
                + over_heads(product(_D, _turned, _t, _OVN.T))
            ),
            "transpose",
        ),
        Step(
            Vec(product(_D, _t, product(_read, _W_E).T))
            + over_heads(Vec(product(_D, _turned, _t, _OVN.T))),
            "linearity of vec",
        ),
        Step(
            tensor(_D, product(_read, _W_E)) @ Vec(_t)
            + over_heads(tensor(_D @ _turned, _OVN) @ Vec(_t)),
            "vec",
        ),
        Step(
            (tensor(_D, product(_read, _W_E)) + over_heads(tensor(_D @ _turned, _OVN))) @ Vec(_t),
            "distributivity",
        ),
        Step(
            (tensor(_D, product(_read, _W_E)) + over_heads(tensor(_D @ _QK, _OVN))) @ Vec(_t),
            "definition of W_QK",
        ),
        Step(_split(_QK), "definition of W_OV"),
    ),
    near_misses=(
        NearMiss(
            "direct_path_normed",
            _layered,
            _split(_QK, raw=_N_E),
            "that the direct path reads what the heads read",
        ),
        NearMiss(
            "heads_read_the_raw_embedding",
            _layered,
            _split(Pattern(Scaled(SCALE, product(_t, _W_E.T, W_QK("h"), _W_E, _t.T))), normed=_W_E),
            "leaving the first norm out",
        ),
        NearMiss(
            "scale_of_the_source",
            _layered,
            (
                tensor(_D, product(_read, _W_E))
                + over_heads(tensor(_QK @ _D, product(_read, W_OV("h"), _N_E)))
            )
            @ Vec(_t),
            "A D for D A: scaling what the sources give by their own final deviation",
        ),
        NearMiss(
            "no_final_scale",
            _layered,
            (
                tensor(identity(), product(_read, _W_E))
                + over_heads(tensor(_QK, product(_read, W_OV("h"), _N_E)))
            )
            @ Vec(_t),
            "that the logits themselves are those of the circuits, with no scale",
        ),
    ),
    assumptions=(
        "no positions in the stream",
        "D = diag(1/σ_i) of the final norm, whatever it is; β adds a constant",
    ),
)

# --- what heads write, normed ---------------------------------------------------------------------

_STREAM = Identity(("n_ctx", "d_model"))
_any = Pattern(free("S", "n_ctx", "n_ctx", "h"))
_D_w = special("diagonal", "D_w", "n_ctx", "n_ctx")
_gamma_w = special("diagonal", "Γ_w", "d_model", "d_model")
_beta_w, _b_O = free("β_w", "d_model", "one"), free("b_O", "d_model", "one")
_by_heads = over_heads(product(_any, _D, _x, _C.T, _gamma, _W_V.T, _W_O.T)) + ONES @ _b_O.T


def _behind(written: Expression) -> Expression:
    """Write what the norm behind the heads makes of what they write."""
    return product(_D_w, written, _C.T, _gamma_w) + ONES @ _beta_w.T


_both_norms = Vec(_x + _behind(_by_heads))
_by_head = product(_gamma_w.T, _C, W_OV("h"), _gamma.T, _C)
_moved = product(_D_w, _any, _D)
_constant = product(_D_w, ONES, product(_gamma_w.T, _C, _b_O).T) + ONES @ _beta_w.T


def _terms(
    moved: Expression = _moved,
    by_head: Expression = _by_head,
    *,
    direct: Expression = _STREAM,
    constant: Expression = _constant,
) -> Expression:
    """Write (Id + Σ_h D_w A^h D ⊗ Γ_w C W_OV Γ C) vec(x) and the constant."""
    return (direct + over_heads(tensor(moved, by_head))) @ Vec(_x) + Vec(constant)


_word = product(_gamma_w.T, _C, _W_O, _W_V, _gamma.T, _C)
_of_heads = product(_moved, _x, _word.T)

BOTH_NORMS = Theorem(
    name="heads_between_two_norms",
    title="Heads between two norms: D_w A^h D for A^h, and one D_w for all heads",
    chapter=CHAPTER,
    source="Gemma Team 2024, «Gemma 2»; OLMo Team 2024, «2 OLMo 2 Furious»; made exact here",
    plain="What a layer's heads write together, with b_O, may go through a norm before it is added "
    "to the stream. Hold its deviations fixed as well: they are those of the sum, one number a "
    "destination, the same for every head. So the heads are still independent and additive: each "
    "has D_w on the left of its pattern, by destinations, as D stands on the right, by sources, "
    "and C and then Γ_w on the left of its W_OV. b_O goes through the norm, and β_w is added once. "
    "Without a norm before, or without C, the letter is Id: OLMo 2 has neither.",
    steps=(
        Step(_both_norms),
        Step(
            Vec(
                _x
                + over_heads(
                    product(
                        *(_D_w, _any, _D, _x, _C.T, _gamma, _W_V.T, _W_O.T, _C.T, _gamma_w),
                    )
                )
                + product(_D_w, ONES, _b_O.T, _C.T, _gamma_w)
                + ONES @ _beta_w.T
            ),
            "distributivity",
        ),
        Step(Vec(_x + over_heads(_of_heads) + _constant), "transpose"),
        Step(Vec(_x) + over_heads(Vec(_of_heads)) + Vec(_constant), "linearity of vec"),
        Step(
            _STREAM @ Vec(_x) + over_heads(Vec(_of_heads)) + Vec(_constant),
            "identity",
        ),
        Step(
            _STREAM @ Vec(_x) + over_heads(tensor(_moved, _word) @ Vec(_x)) + Vec(_constant),
            "vec",
        ),
        Step(_terms(by_head=_word), "distributivity"),
        Step(_terms(), "definition of W_OV"),
    ),
    near_misses=(
        NearMiss(
            "normed_head_by_head",
            _both_norms,
            _terms(product(special("diagonal", "D_w", "n_ctx", "n_ctx", "h"), _any, _D)),
            "dividing what each head writes by a deviation of its own",
        ),
        NearMiss(
            "bias_for_each_head",
            _both_norms,
            (_STREAM @ Vec(_x) + over_heads(tensor(_moved, _by_head) @ Vec(_x) + Vec(_constant))),
            "that the norm's bias, and b_O, come with every head",
        ),
        NearMiss(
            "deviations_of_the_source",
            _both_norms,
            _terms(product(_any, _D_w, _D)),
            "A D_w for D_w A: both divisions at the source",
        ),
        NearMiss(
            "gain_before_centring",
            _both_norms,
            _terms(by_head=product(_C, _gamma_w.T, W_OV("h"), _gamma.T, _C)),
            "Γ_w on the wrong side of C: the mean taken off last",
        ),
        NearMiss(
            "gain_on_what_is_read",
            _both_norms,
            _terms(by_head=product(_C, W_OV("h"), _gamma_w.T, _gamma.T, _C)),
            "Γ_w on the wrong side of W_OV: scaling what the heads read",
        ),
        NearMiss(
            "the_stream_normed",
            _both_norms,
            _terms(direct=tensor(_D_w, _gamma_w.T @ _C)),
            "norming the stream with what is added to it, as the first transformers did",
        ),
        NearMiss(
            "b_O_behind_the_norm",
            _both_norms,
            _terms(constant=ONES @ _b_O.T + ONES @ _beta_w.T),
            "adding b_O to the stream as it is",
        ),
    ),
    assumptions=("the standard deviations are held fixed; the scores may be any",),
)

STATEMENTS = (FOLDED, CENTRING_TWICE, CENTRED, ONE_LAYER, BOTH_NORMS)
