"""Chapters 1 and 4: a norm on queries and keys, and which changes of coordinates it leaves."""

from __future__ import annotations

from refmath.symbolic.derivation import ENTRIES, Hypothesis, NearMiss, Step, Theorem
from refmath.symbolic.expressions import (
    Apply,
    Diag,
    Exp,
    Expression,
    Named,
    Scaled,
    hadamard,
    product,
)
from refmath.theorems.left_aside import CHAPTER
from refmath.theorems.notation import ONES, SCALE, W_QK, free, identity, letter, special
from refmath.theorems.tensor_algebra import CHAPTER as CHAPTER_OF_LAWS

_SOURCE = (
    "Henry et al. 2020, «Query-Key Normalization for Transformers»; Dehghani et al. 2023, «Scaling "
    "Vision Transformers to 22 Billion Parameters»"
)

# --- lengths --------------------------------------------------------------------------------------

_c, _d = free("c", "n_ctx", "one"), free("d", "n_ctx", "one")
_directions = free("g", "n_ctx", "d_head")
_rescaled = product(Diag(Exp(-_c - _d)), Diag(Exp(_c + _d)), _directions)

LENGTHS = Theorem(
    name="norm_of_rescaled_rows",
    title="A norm divides a row's length out, and every positive factor with it",
    chapter=CHAPTER_OF_LAWS,
    source=_SOURCE,
    plain="A row that isn't 0 is its length, a positive number e^{c_i}, times its direction g_i; a "
    "norm divides by the length. Scale rows by positive numbers e^{d_i}, and the norm divides by "
    "these as well: behind a norm, no positive factor of W_Q is left to be seen. (An ε in the "
    "norm's root is set aside.)",
    steps=(Step(_rescaled), Step(_directions, ENTRIES)),
    near_misses=(
        NearMiss(
            "divided_by_the_old_length",
            product(Diag(Exp(-_c)), Diag(Exp(_c + _d)), _directions),
            _directions,
            "lengths of before the rescaling",
        ),
        NearMiss(
            "lengths_multiply",
            product(Diag(Exp(-_c)) + Diag(Exp(-_d)), Diag(Exp(_c + _d)), _directions),
            _directions,
            "adding the two divisions, which follow one another",
        ),
    ),
)

# --- the scores -----------------------------------------------------------------------------------

_x, _W_Q, _W_K = letter("x"), letter("W_Q", "h"), letter("W_K", "h")
_D_q, _D_k = (special("diagonal", f"D_{of}", "n_ctx", "n_ctx", "h") for of in "qk")
_gamma_q, _gamma_k = (special("diagonal", f"Γ_{of}", "d_head", "d_head", "h") for of in "qk")
_q = Named("q", "q", ("h",), _x @ _W_Q.T)
_k = Named("k", "k", ("h",), _x @ _W_K.T)
_normed = Scaled(SCALE, product(_D_q, _q, _gamma_q, product(_D_k, _k, _gamma_k).T))


def _between(*middle: Expression) -> Expression:
    """Write D_q x … xᵀ D_kᵀ over √d_head."""
    return Scaled(SCALE, product(_D_q, _x, *middle, _x.T, _D_k.T))


_scores = _between(_W_Q.T, _gamma_q, _gamma_k.T, _W_K)

SCORES = Theorem(
    name="normed_queries_and_keys",
    title="With a norm on queries and keys, the scores are bilinear between two divisions",
    chapter=CHAPTER,
    source=_SOURCE,
    plain="A norm on queries and keys divides each query and each key by its own length, and "
    "scales their coordinates by γ. Hold the lengths fixed, and the scores are those of a head "
    "with W_Qᵀ Γ_q Γ_k W_K for W_QK, divided by one number for each destination (D_q) and one for "
    "each source (D_k). Γ_q and Γ_k are met in their product alone: nothing tells them apart.",
    steps=(
        Step(_normed),
        Step(
            Scaled(
                SCALE,
                product(_D_q, _x, _W_Q.T, _gamma_q, product(_D_k, _k, _gamma_k).T),
            ),
            "definition of q",
        ),
        Step(
            Scaled(
                SCALE,
                product(_D_q, _x, _W_Q.T, _gamma_q, product(_D_k, _x, _W_K.T, _gamma_k).T),
            ),
            "definition of k",
        ),
        Step(_scores, "transpose"),
    ),
    near_misses=(
        NearMiss(
            "no_norm",
            _normed,
            Scaled(SCALE, product(_x, W_QK("h"), _x.T)),
            "W_QK itself, as if the norm could be left out",
        ),
        NearMiss(
            "scales_alone",
            _normed,
            Scaled(SCALE, product(_x, _W_Q.T, _gamma_q, _gamma_k.T, _W_K, _x.T)),
            "moving the scales into W_QK, and forgetting that lengths are divided out",
        ),
        NearMiss(
            "divided_at_the_destination_alone",
            _normed,
            Scaled(SCALE, product(_D_q, _x, _W_Q.T, _gamma_q, _gamma_k.T, _W_K, _x.T)),
            "a temperature a destination, where each source is divided as well",
        ),
        NearMiss(
            "scales_left_out",
            _normed,
            _between(_W_Q.T, _W_K),
            "a norm without its γ",
        ),
        NearMiss(
            "keys_for_queries",
            _normed,
            _between(_W_K.T, _gamma_k, _gamma_q.T, _W_Q),
            "W_K for W_Q: sources and destinations exchanged",
        ),
    ),
    assumptions=(
        "D_q and D_k hold one over each query's and each key's length, whatever these are",
    ),
)

# --- which gauge is left --------------------------------------------------------------------------

_any_q, _any_k = free("q", "n_ctx", "d_head", "h"), free("k", "n_ctx", "d_head", "h")
_R = special("isometry", "R", "d_head", "d_head")
_M = special("invertible", "M", "d_head", "d_head")
_M_inv = special("inverse", "M⁻¹", "d_head", "d_head")
_gamma = special("diagonal", "Γ", "d_head", "d_head")
_Id_head = identity("d_head")


def _division(squares: Expression) -> Expression:
    """Write diag(f(…)) of the squared lengths of rows, the diagonal of their products."""
    return Diag(Apply("f", hadamard(identity(), squares) @ ONES))


def _norm(*rows: Expression) -> Expression:
    """Write rows (a product) divided by a function of their lengths."""
    together = product(*rows)
    return product(_division(product(together, together.T)), *rows)


def _between_norms(queries: Expression, keys: Expression, *middle: Expression) -> Expression:
    return product(queries, *middle, keys.T)


_plain = _between_norms(_norm(_any_q), _norm(_any_k))
_turned = _between_norms(_norm(_any_q, _R.T), _norm(_any_k, _R.T))
_orthogonal = Hypothesis("R is orthogonal", _R.T @ _R, _Id_head, "R keeps lengths")


def _open(*middle: Expression) -> Expression:
    """Write the turned scores with what stands between each row and another, Rᵀ R or Id."""
    D_q, D_k = (_division(product(rows, *middle, rows.T)) for rows in (_any_q, _any_k))
    return product(D_q, _any_q, *middle, _any_k.T, D_k.T)


GAUGE = Theorem(
    name="gauge_of_normed_queries",
    title="Behind a norm, queries and keys may be turned, and no longer stretched",
    chapter=CHAPTER,
    source="this project; see «only_W_QK_matters»",
    plain="Without a norm, queries and keys are known up to any invertible M, whose inverse "
    "transposed undoes it in the keys. A norm measures lengths in the coordinates it is given: f, "
    "of the squared length, is whatever it divides by. A rotation, the same for both, changes no "
    "length and no dot product, and is left; a stretch changes the lengths. With γ behind the norm "
    "the coordinates have scales of their own, and a rotation passes only where it mixes "
    "coordinates of one scale. So a norm on queries and keys takes freedom away: W_Q and W_K are "
    "known better than W_QK alone says.",
    steps=(
        Step(_turned),
        Step(_open(_R.T, _R), "transpose"),
        Step(_open(_Id_head), _orthogonal.name),
        Step(_open(), "identity"),
        Step(_plain, "transpose"),
    ),
    near_misses=(
        NearMiss(
            "any_invertible",
            _between_norms(_norm(_any_q, _M.T), _norm(_any_k, _M_inv)),
            _plain,
            "the gauge of heads without a norm: M for the queries, M⁻ᵀ for the keys",
        ),
        NearMiss(
            "queries_alone",
            _between_norms(_norm(_any_q, _R.T), _norm(_any_k)),
            _plain,
            "turning the queries and leaving the keys",
        ),
        NearMiss(
            "scales_between",
            _between_norms(_norm(_any_q, _R.T), _norm(_any_k, _R.T), _gamma),
            _between_norms(_norm(_any_q), _norm(_any_k), _gamma),
            "turning in front of γ, which scales the coordinates of one basis",
        ),
    ),
    hypotheses=(_orthogonal,),
)

LAWS = (LENGTHS,)

STATEMENTS = (SCORES, GAUGE)
