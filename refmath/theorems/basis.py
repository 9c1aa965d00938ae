"""Chapter 2: another basis for the residual stream, and what a norm asks of it."""

from __future__ import annotations

from refmath.symbolic.derivation import Hypothesis, NearMiss, Step, Theorem
from refmath.symbolic.expressions import Expression, Pattern, Scaled, product
from refmath.theorems.attention_heads import CHAPTER
from refmath.theorems.notation import SCALE, identity, letter, over_heads, special

_SOURCE = "Elhage et al. 2021, «Virtual Weights and the Residual Stream as a Communication Channel»"
_M = special("invertible", "M", "d_model", "d_model")
_M_inv = special("inverse", "M⁻¹", "d_model", "d_model")
_inverse = Hypothesis("M has an inverse", _M_inv @ _M, identity("d_model"), "M⁻¹ undoes M")
_Id_d = identity("d_model")
_t, _W_E, _W_U = letter("t"), letter("W_E"), letter("W_U")
_x = letter("x")
_W_Q, _W_K, _W_V, _W_O = (letter(name, "h") for name in ("W_Q", "W_K", "W_V", "W_O"))


def _pattern(*scores: Expression) -> Expression:
    return Pattern(Scaled(SCALE, product(*scores)))


def _plain_pattern(x: Expression) -> Expression:
    return _pattern(x, _W_Q.T, (x @ _W_K.T).T)


# --- one layer, softmax and all -------------------------------------------------------------------

_y = _x @ _M.T


def _layer(
    x: Expression, W_Q: Expression, W_K: Expression, W_V: Expression, W_O: Expression
) -> Expression:
    """Write x and what the heads add to it, the patterns computed from x."""
    A = _pattern(x, W_Q.T, (x @ W_K.T).T)
    return x + over_heads(product(A, x, W_V.T, W_O.T))


_turned = _layer(_y, _W_Q @ _M_inv, _W_K @ _M_inv, _W_V @ _M_inv, _M @ _W_O)
_open_scores = (_x, _M.T, _M_inv.T, _W_Q.T, _W_K, _M_inv, _M, _x.T)
_closed = (_x, _Id_d, _W_Q.T, _W_K, _Id_d, _x.T)
_moved = (_x, _M.T, _M_inv.T, _W_V.T, _W_O.T, _M.T)
_plain = _pattern(_x, _W_Q.T, _W_K, _x.T)

BASIS = Theorem(
    name="change_of_basis",
    title="The residual stream has no basis of its own",
    chapter=CHAPTER,
    source=_SOURCE,
    plain="Write the stream in other coordinates, x Mᵀ for x; let everything that reads it undo M, "
    "and everything that writes to it apply M. Then a layer sends the stream in new coordinates "
    "to the stream in new coordinates, with the same scores and so the same patterns: nothing is "
    "held fixed. By induction this holds at every depth. W_E is one of what writes (M W_E), W_U "
    "one of what reads (W_U M⁻¹): the logits stay what they were. No coordinate of the stream "
    "means anything by itself.",
    steps=(
        Step(_turned),
        Step(
            _y + over_heads(product(_pattern(*_open_scores), *_moved)),
            "transpose",
        ),
        Step(
            _y + over_heads(product(_pattern(*_closed), _x, _Id_d, _W_V.T, _W_O.T, _M.T)),
            _inverse.name,
        ),
        Step(_y + over_heads(product(_plain, _x, _W_V.T, _W_O.T, _M.T)), "identity"),
        Step(
            (_x + over_heads(product(_plain, _x, _W_V.T, _W_O.T))) @ _M.T,
            "distributivity",
        ),
        Step(_layer(_x, _W_Q, _W_K, _W_V, _W_O) @ _M.T, "transpose"),
    ),
    near_misses=(
        NearMiss(
            "transpose_for_inverse",
            _layer(_y, _W_Q @ _M.T, _W_K @ _M.T, _W_V @ _M.T, _M @ _W_O),
            _layer(_x, _W_Q, _W_K, _W_V, _W_O) @ _M.T,
            "the transpose for the inverse, which is right for rotations alone",
        ),
        NearMiss(
            "reading_for_values_only",
            _layer(_y, _W_Q, _W_K, _W_V @ _M_inv, _M @ _W_O),
            _layer(_x, _W_Q, _W_K, _W_V, _W_O) @ _M.T,
            "that the scores don't read the stream",
        ),
        NearMiss(
            "writing_forgotten",
            _layer(_y, _W_Q @ _M_inv, _W_K @ _M_inv, _W_V @ _M_inv, _W_O),
            _layer(_x, _W_Q, _W_K, _W_V, _W_O) @ _M.T,
            "undoing M where heads read, and not applying it where they write",
        ),
    ),
    assumptions=("no norm, and no bias that isn't turned as well",),
    hypotheses=(_inverse,),
)

_logits = product(_t, (_M @ _W_E).T, (_W_U @ _M_inv).T)

BASIS_OF_LOGITS = Theorem(
    name="change_of_basis_of_logits",
    title="Embedding and unembedding turned alike leave the logits",
    chapter=CHAPTER,
    source=_SOURCE,
    plain="The two ends of the induction: the embedding writes in new coordinates, the unembedding "
    "reads them. W_U W_E, and every circuit between tokens, is the same in any basis.",
    steps=(
        Step(_logits),
        Step(product(_t, _W_E.T, _M.T, _M_inv.T, _W_U.T), "transpose"),
        Step(product(_t, _W_E.T, _Id_d, _W_U.T), _inverse.name),
        Step(product(_t, _W_E.T, _W_U.T), "identity"),
    ),
    near_misses=(
        NearMiss(
            "M_on_both",
            product(_t, (_M @ _W_E).T, (_W_U @ _M).T),
            product(_t, _W_E.T, _W_U.T),
            "the same change on both, as if it were its own inverse",
        ),
    ),
    hypotheses=(_inverse,),
)

# --- norms ----------------------------------------------------------------------------------------

_R = special("isometry", "R", "d_model", "d_model")
_orthogonal = Hypothesis("R is orthogonal", _R.T @ _R, _Id_d, "R keeps lengths")
_gamma = special("diagonal", "Γ", "d_model", "d_model")

RMS_BASIS = Theorem(
    name="rms_norm_and_the_basis",
    title="RMSNorm asks that the change of basis is orthogonal",
    chapter=CHAPTER,
    source="Ashkboos et al. 2024, «SliceGPT», for the same use of it",
    plain="RMSNorm divides a position by its length, the root of the diagonal of x xᵀ over "
    "d_model. An orthogonal R changes no length and no angle. So once γ has been moved into the "
    "weights that read the norm, an orthogonal change of basis passes through it.",
    steps=(
        Step(product(_x, _R.T, (_x @ _R.T).T)),
        Step(product(_x, _R.T, _R, _x.T), "transpose"),
        Step(product(_x, _Id_d, _x.T), _orthogonal.name),
        Step(_x @ _x.T, "identity"),
    ),
    near_misses=(
        NearMiss(
            "any_invertible",
            product(_x, _M.T, (_x @ _M.T).T),
            _x @ _x.T,
            "that any change of basis passes a norm",
        ),
        NearMiss(
            "before_gamma_is_moved",
            product(_x, _R.T, _gamma),
            product(_x, _gamma, _R.T),
            "leaving γ in the norm: it scales the coordinates of one basis",
        ),
    ),
    hypotheses=(_orthogonal,),
)

_ones = special("ones", "1_d", "d_model", "one")
_N = special("stochastic", "N", "d_model", "d_model")
_keeps = Hypothesis(
    "N keeps the vector of ones", _N @ _ones, _ones, "the coordinates' sum is one of its own"
)

MEAN_AND_BASIS = Theorem(
    name="layer_norm_and_the_basis",
    title="LayerNorm asks besides that the change of basis fixes the vector of ones",
    chapter=CHAPTER,
    source="this project; Ba, Kiros and Hinton 2016 for the mean",
    plain="LayerNorm takes the mean off first, and the mean is a reading along one direction, the "
    "vector of ones: x 1/d_model. A change of basis x ↦ x N leaves every mean where N 1 = 1; with "
    "N 1 = −1 the means change sign together with the direction, and what is left is the same. "
    "(N is the change of basis as it acts on rows, Mᵀ of the theorem above.)",
    steps=(
        Step(product(_x, _N, _ones)),
        Step(_x @ _ones, _keeps.name),
    ),
    near_misses=(
        NearMiss(
            "orthogonal_is_enough",
            product(_x, _R.T, _ones),
            _x @ _ones,
            "that a rotation passes LayerNorm, as it passes RMSNorm",
        ),
        NearMiss(
            "the_transpose_as_well",
            product(_x, _N.T, _ones),
            _x @ _ones,
            "columns that sum to 1 for rows that do",
        ),
    ),
    hypotheses=(_keeps,),
)

THEOREMS = (BASIS, BASIS_OF_LOGITS, RMS_BASIS, MEAN_AND_BASIS)
