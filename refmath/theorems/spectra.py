"""Chapter 3: eigenvalues without the vocabulary, and composition scores without big products."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from itertools import product as every
from typing import Any

from sympy import ZZ, Symbol
from sympy.polys.rings import ring

from refmath.symbolic.algebra import normal_form
from refmath.symbolic.claims import Argument, Claim, FalseClaim, ensure
from refmath.symbolic.derivation import Hypothesis, NearMiss, Step, Theorem
from refmath.symbolic.expressions import Expression, Scaled, Trace, product
from refmath.symbolic.indices import index_form
from refmath.theorems.notation import free, identity, special
from refmath.theorems.polynomials import determinant, of_letters, times
from refmath.theorems.reading import CHAPTER

# --- eigenvalues ----------------------------------------------------------------------------------

_X, _Y = free("X", "d_vocab", "d_head"), free("Y", "d_head", "d_vocab")
_Z = free("Z", "d_head", "d_vocab")
_M = free("M", "n", "n")


def _power(a: Expression, b: Expression, k: int) -> Expression:
    return product(*[a, b] * k)


def _cyclic() -> str:
    left, right = index_form(Trace(_X @ _Z)), index_form(Trace(_Z @ _X))
    ensure(left == right and not left.is_zero, "tr(XZ) = tr(ZX)")
    for k in range(1, 9):
        inner = product(*([_Y, _X] * (k - 1)), _Y)
        ensure(normal_form(product(_X, inner)) == normal_form(_power(_X, _Y, k)), f"power {k}")
    return "tr(XZ) = tr(ZX) for any Z, so for Z = (YX)^(k−1) Y: tr (XY)^k = tr (YX)^k, for every k"


def _characteristic(m: list[list[Any]], lam: Any) -> Any:
    n = len(m)
    return determinant([[lam * (i == j) - m[i][j] for j in range(n)] for i in range(n)])


def _same_polynomial() -> str:
    shapes = ((2, 1), (3, 1), (3, 2))
    for n, d in shapes:
        names = [f"x{i}_{j}" for i in range(n) for j in range(d)]
        names += [f"y{i}_{j}" for i in range(d) for j in range(n)]
        _, lam, *z = ring([Symbol(name) for name in ("λ", *names)], ZZ)
        X = [z[i * d : (i + 1) * d] for i in range(n)]
        Y = [z[n * d + i * n : n * d + (i + 1) * n] for i in range(d)]
        big = [[sum(X[i][k] * Y[k][j] for k in range(d)) for j in range(n)] for i in range(n)]
        small = [[sum(Y[i][k] * X[k][j] for k in range(n)) for j in range(d)] for i in range(d)]
        ensure(
            _characteristic(big, lam) == lam ** (n - d) * _characteristic(small, lam),
            f"d_vocab = {n}, d_head = {d}",
        )
    return "det(λ − XY) = λ^(d_vocab − d_head) det(λ − YX) at (d_vocab, d_head) = " + ", ".join(
        map(str, shapes)
    )


def _score_in_range() -> str:
    """Σ λ = tr is real, and |Σ λ| ≤ Σ |λ|: on pairs a ± bi and on reals."""
    for a, b, c in every(range(-2, 3), repeat=3):
        eigenvalues = [complex(a, b), complex(a, -b), complex(c, 0)]
        total = sum(eigenvalues)
        ensure(total.imag == 0, "the sum of a conjugate pair is real")
        ensure(abs(total.real) <= sum(map(abs, eigenvalues)) + 1e-12, f"{eigenvalues}")
    return "conjugate pairs add up to a real number, no longer than the sum of the lengths"


EIGENVALUES = Claim(
    name="eigenvalues_without_the_vocabulary",
    title="The eigenvalues of OV are those of a d_head × d_head matrix",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Copying / Primarily Positive Eigenvalues»; Sylvester 1883",
    plain="OV is d_vocab × d_vocab, and all but d_head of its eigenvalues are 0. The others are "
    "those of W_V W_E W_U W_O, which is small. Their sum over the sum of their lengths is the "
    "paper's copying score, between −1 and 1.",
    statement=r"\det(\lambda - W_U W_O \, W_V W_E) = \lambda^{d_{vocab} - d_{head}} "
    r"\det(\lambda - W_V W_E \, W_U W_O)",
    arguments=(
        Argument(
            "All power sums of the eigenvalues agree, and power sums determine the nonzero "
            "eigenvalues with their multiplicities (Newton).",
            "every index",
            _cyclic,
        ),
        Argument(
            "Beside it, the characteristic polynomials themselves.",
            "explicit entries",
            _same_polynomial,
        ),
        Argument(
            "The copying score is real and lies in [−1, 1]: the triangle inequality.",
            "exact numbers",
            _score_in_range,
        ),
    ),
    near_misses=(
        NearMiss(
            "eigenvalues_of_the_symmetric_part",
            Scaled(4, Trace(_M @ _M)),
            Trace((_M + _M.T) @ (_M + _M.T)),
            "symmetrising first: the sum stays, the eigenvalues don't",
        ),
        NearMiss(
            "singular_values",
            Trace(_M @ _M),
            Trace(_M.T @ _M),
            "singular values for eigenvalues",
        ),
        NearMiss(
            "factors_in_place",
            Trace(product(_M, _M, _M.T, _M)),
            Trace(product(_M, _M.T, _M.T, _M)),
            "transposing a factor inside a trace",
        ),
    ),
    assumptions=("real weights",),
)

# --- composition ----------------------------------------------------------------------------------

_Q = special("isometry", "Q", "d_model", "d_head")
_R = free("R", "d_head", "d_model")
_isometry = Hypothesis(
    "Q has orthonormal columns",
    _Q.T @ _Q,
    identity("d_head"),
    "Q comes from a QR factorisation",
)

GRAM = Theorem(
    name="norms_after_qr",
    title="A factor with orthonormal columns changes no norm",
    chapter=CHAPTER,
    source="Golub and Van Loan, «Matrix Computations», section 5.2",
    plain="(QR)ᵀ(QR) = RᵀR: norm and singular values of QR are those of R. So the norms in a "
    "composition score are found from d_head × d_head blocks, and no d_model × d_model product "
    "is formed.",
    steps=(
        Step(product((_Q @ _R).T, _Q, _R)),
        Step(product(_R.T, _Q.T, _Q, _R), "transpose"),
        Step(product(_R.T, identity("d_head"), _R), _isometry.name),
        Step(_R.T @ _R, "identity"),
    ),
    near_misses=(
        NearMiss(
            "outer_products",
            product(_Q, _R, (_Q @ _R).T),
            product(_Q, _R, _R.T, _Q.T) + product(_Q, _Q.T),
            "Q Qᵀ added, as if the columns spanned everything",
        ),
    ),
    hypotheses=(_isometry,),
)


def _square(m: list[list[Any]]) -> Any:
    return sum(x * x for row in m for x in row)


def _at_most_one() -> str:
    shapes = ((1, 2, 1), (2, 2, 2), (2, 3, 2))
    for n, d, m in shapes:
        X, Y = of_letters((n, d), (d, m))
        squares = sum(
            (X[r][i] * Y[j][c] - X[r][j] * Y[i][c]) ** 2
            for r in range(n)
            for c in range(m)
            for i in range(d)
            for j in range(i)
        )
        ensure(_square(X) * _square(Y) - _square(times(X, Y)) == squares, f"{n}, {d}, {m}")
    return "‖X‖²‖Y‖² − ‖XY‖² is a sum of squares (Lagrange), as polynomials, at 3 shapes"


def _signed_permutations(d: int) -> list[list[list[int]]]:
    return [
        [[signs[i] * (order[i] == j) for j in range(d)] for i in range(d)]
        for order in permutations(range(d))
        for signs in every((1, -1), repeat=d)
    ]


def _mean_square() -> str:
    for d in (1, 2, 3):
        X, Y = of_letters((2, d), (d, 2))
        turns = _signed_permutations(d)
        total = sum(_square(times(X, R, Y)) for R in turns)
        ensure(d * total == len(turns) * _square(X) * _square(Y), f"d_model = {d}")
    return "the mean of ‖XRY‖² over all signed permutations R is ‖X‖²‖Y‖²/d, d = 1, 2, 3"


def _second_moments() -> str:
    """Flip a sign: E R_ij R_kl = −E R_ij R_kl unless (i, j) = (k, l); all E R_ij² are 1/d."""
    for d in (1, 2, 3, 4):
        turns = _signed_permutations(d)
        for i, j, k, m in every(range(d), repeat=4):
            found = Fraction(sum(R[i][j] * R[k][m] for R in turns), len(turns))
            ensure(found == (Fraction(1, d) if (i, j) == (k, m) else 0), f"{i}, {j}, {k}, {m}")
    return "E R_ij R_kl = δ_ik δ_jl / d, d = 1 to 4"


def _one_over_d_squared() -> str:
    turns = _signed_permutations(2)
    found = Fraction(sum(R[0][0] ** 2 for R in turns), len(turns))
    said = f"d = 2, X and Y one row and one column: the mean square is {found}, not 1/4"
    return said if found != Fraction(1, 4) else ""


_OV, _QK = free("W_OV", "n", "n"), free("W_QK", "n", "n")

COMPOSITION = Claim(
    name="composition_scores",
    title="Composition scores: between 0 and 1, and their mean square is 1/d_model by chance",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Composition scores» and their baseline",
    plain="How much of a head's output does a later head read, for keys, queries or values? The "
    "norm of the product says it, relative to the product of the norms. For directions that have "
    "nothing to do with each other its square is 1/d_model on average: that is the baseline.",
    statement=r"0 \le \frac{\|W_{QK} W_{OV}\|_F}{\|W_{QK}\|_F \, \|W_{OV}\|_F} \le 1, \qquad "
    r"\mathbb{E}_R \frac{\|X R Y\|_F^2}{\|X\|_F^2 \, \|Y\|_F^2} = \frac{1}{d_{model}}",
    arguments=(
        Argument("The score is at most 1.", "explicit entries", _at_most_one),
        Argument(
            "The square is of degree 2 in R, so the mean over all rotations needs E R_ij R_kl "
            "alone. A rotation's law doesn't change under signed permutations from either side, "
            "which leaves δ_ik δ_jl / d; the signed permutations by themselves have the same.",
            "exact numbers",
            _second_moments,
        ),
        Argument("So the mean square is 1/d_model.", "explicit entries", _mean_square),
    ),
    near_misses=(
        NearMiss(
            "W_QK_for_its_transpose",
            Trace((_QK @ _OV).T @ (_QK @ _OV)),
            Trace((_QK.T @ _OV).T @ (_QK.T @ _OV)),
            "W_QK for W_QKᵀ in Q-composition",
        ),
        NearMiss(
            "the_other_order",
            Trace((_QK @ _OV).T @ (_QK @ _OV)),
            Trace((_OV @ _QK).T @ (_OV @ _QK)),
            "the earlier head to the left",
        ),
        FalseClaim(
            "one_over_d_squared",
            r"\mathbb{E}_R \frac{\|X R Y\|_F^2}{\|X\|_F^2 \|Y\|_F^2} = 1 / d_{model}^2",
            "that all d_model² entries of R share the norm",
            _one_over_d_squared,
        ),
    ),
    rests=("only_W_OV_matters", "only_W_QK_matters", "norms_after_qr"),
)

STATEMENTS = (EIGENVALUES, GRAM, COMPOSITION)
