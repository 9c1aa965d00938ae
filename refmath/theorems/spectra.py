"""Chapter 3: eigenvalues without the vocabulary, and composition scores without big products."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import permutations
from itertools import product as every
from typing import Any

from sympy import ZZ, Symbol
from sympy.polys.rings import ring

from refmath.symbolic.algebra import normal_form
from refmath.symbolic.claims import Argument, Claim, FalseClaim, Twin, ensure
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


def _turned(sides: tuple[Expression, Expression]) -> str:
    left, right = map(index_form, sides)
    ensure(left == right and not left.is_zero, "the traces differ")
    return "tr(XZ) = tr(ZX), as sums of products of entries"


def _every_power(longer: Callable[[Expression], Expression]) -> str:
    """From X Z = (XY)^k and Z X = (YX)^k, by a Z for k + 1; Z is any letter, and so is k."""
    before, after = longer(_Z), product(_X, _Z, _X, _Y)
    turned = product(_Z, _X, _Y, _X)
    ensure(
        normal_form(_X @ before) == normal_form(after)
        and normal_form(before @ _X) == normal_form(turned),
        "X Z' = (XY)^(k+1) and Z' X = (YX)^(k+1)",
    )
    return "Z' = Z X Y has X Z' = (X Z)(X Y) and Z' X = (Z X)(Y X); for k = 1 it is Y"


def _characteristic(m: list[list[Any]], lam: Any) -> Any:
    n = len(m)
    return determinant([[lam * (i == j) - m[i][j] for j in range(n)] for i in range(n)])


def _same_polynomial(zeros: Callable[[int, int], int]) -> str:
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
            _characteristic(big, lam) == lam ** zeros(n, d) * _characteristic(small, lam),
            f"d_vocab = {n}, d_head = {d}",
        )
    return "det(λ − XY) = λ^(d_vocab − d_head) det(λ − YX) at (d_vocab, d_head) = " + ", ".join(
        map(str, shapes)
    )


def _triangle(square: Callable[..., Any]) -> str:
    """|z|²|w|² − (Re z w̄)² is a square: so |z + w| ≤ |z| + |w|, and on for any number of them."""
    _, a, b, c, d = ring("a b c d", ZZ)
    left = (a**2 + b**2) * (c**2 + d**2) - (a * c + b * d) ** 2
    ensure(left == square(a, b, c, d), "the square")
    return "|a + ib|² |c + id|² − (ac + bd)² = (ad − bc)², so (|z| + |w|)² − |z + w|² ≥ 0"


EIGENVALUES = Claim(
    name="eigenvalues_without_the_vocabulary",
    title="The eigenvalues of OV are those of a d_head × d_head matrix",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Detecting Copying Behavior» and «Working with Low-Rank "
    "Matrices»; Sylvester 1883",
    plain="OV is d_vocab × d_vocab, and all but d_head of its eigenvalues are 0. The others are "
    "those of W_V W_E W_U W_O, which is small. Their sum over the sum of their lengths is the "
    "paper's copying score, between −1 and 1: real, as the weights are. Where all eigenvalues are "
    "0 (a nilpotent OV, which need not be 0) it is 0/0, and says nothing.",
    statement=r"\det(\lambda - W_U W_O \, W_V W_E) = \lambda^{d_{vocab} - d_{head}} "
    r"\det(\lambda - W_V W_E \, W_U W_O), \qquad "
    r"\left|\sum_i \lambda_i\right| \le \sum_i |\lambda_i|",
    arguments=(
        Argument(
            "For X = W_U W_O, Y = W_V W_E and any Z of Y's shape the trace turns round.",
            "every index",
            _turned,
            (Trace(_X @ _Z), Trace(_Z @ _X)),
            Twin("M Mᵀ for M M", (Trace(_M @ _M), Trace(_M @ _M.T))),
        ),
        Argument(
            "With Z = (YX)^(k−1) Y this is tr (XY)^k = tr (YX)^k, for every k: all power sums of "
            "the eigenvalues agree, and power sums determine the nonzero eigenvalues with their "
            "multiplicities (Newton).",
            "all shapes",
            _every_power,
            lambda Z: product(Z, _X, _Y),
            Twin("Y X Z for Z X Y", lambda Z: product(_Y, _X, Z)),
        ),
        Argument(
            "Beside it, the characteristic polynomials themselves.",
            "explicit entries",
            _same_polynomial,
            lambda d_vocab, d_head: d_vocab - d_head,
            Twin("one 0 more", lambda d_vocab, d_head: d_vocab - d_head + 1),
            "beside",
        ),
        Argument(
            "The copying score lies in [−1, 1]: the triangle inequality.",
            "all shapes",
            _triangle,
            lambda a, b, c, d: (a * d - b * c) ** 2,
            Twin("(ad + bc)²", lambda a, b, c, d: (a * d + b * c) ** 2),
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
    assumptions=("real weights", "Newton's identities, which are cited and not proved here"),
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


def _at_most_one(square: Callable[..., Any]) -> str:
    shapes = ((1, 2, 1), (2, 2, 2), (2, 3, 2))
    for n, d, m in shapes:
        X, Y = of_letters((n, d), (d, m))
        squares = sum(
            square(X[r][i], Y[j][c], X[r][j], Y[i][c])
            for r in range(n)
            for c in range(m)
            for i in range(d)
            for j in range(i)
        )
        ensure(_square(X) * _square(Y) - _square(times(X, Y)) == squares, f"{n}, {d}, {m}")
    return "‖X‖²‖Y‖² − ‖XY‖² is a sum of squares (Lagrange), as polynomials, at 3 shapes"


def _cauchy_schwarz(square: Callable[..., Any]) -> str:
    """One term more in Σ x y: with P = Σ x², Q = Σ y², R = Σ x y, and P Q − R² ≥ 0 before it."""
    _, P, Q, R, x, y = ring("P Q R x y", ZZ)
    before, after = P * Q - R**2, (P + x**2) * (Q + y**2) - (R + x * y) ** 2
    ensure(P * after == P * before + square(P, R, x, y) + before * x**2, "one more term")
    return (
        "P ((P + x²)(Q + y²) − (R + xy)²) = P(PQ − R²) + (P y − R x)² + (PQ − R²) x²; and where "
        "P = 0, R is 0 too, and Q x² ≥ 0 is left"
    )


def _signed_permutations(d: int) -> list[list[list[int]]]:
    return [
        [[signs[i] * (order[i] == j) for j in range(d)] for i in range(d)]
        for order in permutations(range(d))
        for signs in every((1, -1), repeat=d)
    ]


def _mean_square(over: int) -> str:
    for d in (1, 2, 3):
        X, Y = of_letters((2, d), (d, 2))
        turns = _signed_permutations(d)
        total = sum(_square(times(X, R, Y)) for R in turns)
        ensure(d**over * total == len(turns) * _square(X) * _square(Y), f"d_model = {d}")
    return "the mean of ‖XRY‖² over all signed permutations R is ‖X‖²‖Y‖²/d, d = 1, 2, 3"


def _flips(lines: str) -> str:
    """Which signs R_ij R_km gets, case by case: i = k or not, j = m or not. So for every d."""
    for same_row, same_column in every((True, False), repeat=2):
        signs = []  # of each flip that can be made without a change of the law
        if "rows" in lines:
            signs.append(1 if same_row else -1)  # flip row i alone
        if "columns" in lines:
            signs.append(1 if same_column else -1)  # flip column j alone
        is_zero = -1 in signs
        ensure(is_zero != (same_row and same_column), f"{same_row = }, {same_column = }")
    return "flipping row i, or column j, turns the sign of R_ij R_km unless (i, j) = (k, m)"


def _row_of_squares(entries: Callable[[Any], Any]) -> str:
    """A row has length 1 and d entries alike: d E R_ij² = 1; then E ‖XRY‖² comes to 1/d."""
    _, x, y, d, e = ring("x y d e", ZZ)
    row_sum = entries(d) * e
    ensure(row_sum * x * y == d * (x * e * y), "the length of a row")
    return "E ‖XRY‖² = Σ X_ri² Y_jc² E R_ij², and d E R_ij² = 1"


def _second_moments(of_others: Fraction) -> str:
    for d in (1, 2, 3, 4):
        turns = _signed_permutations(d)
        for i, j, k, m in every(range(d), repeat=4):
            found = Fraction(sum(R[i][j] * R[k][m] for R in turns), len(turns))
            wanted = Fraction(1, d) if (i, j) == (k, m) else of_others
            ensure(found == wanted, f"{i}, {j}, {k}, {m}")
    return "E R_ij R_km = δ_ik δ_jm / d over the signed permutations, d = 1 to 4"


def _rotations_alone() -> str:
    """At d = 2 a turn by a, its R_11 = R_22 = cos a: by quarter turns already."""
    turns = [R for R in _signed_permutations(2) if determinant(R) == 1]
    found = Fraction(sum(R[0][0] * R[1][1] for R in turns), len(turns))
    said = f"d = 2, turns by 0, 90, 180, 270 degrees: E R_11 R_22 = {found}, not 0"
    return said if found != 0 else ""


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
    source="Elhage et al. 2021, «Analyzing a Two-Layer Model»",
    plain="How much of a head's output does a later head read, for keys, queries or values? The "
    "norm of the product says it, relative to the product of the norms: X is W_QKᵀ of the later "
    "head for queries (Q-composition), W_QK for keys, W_OV for values; Y is W_OV of the earlier "
    "one. For directions that have nothing to do with each other (R orthogonal, drawn by Haar's "
    "measure) its square is 1/d_model on average: that is the baseline.",
    statement=r"X \ne 0, \; Y \ne 0 \;\Longrightarrow\; "
    r"0 \le \frac{\|X Y\|_F}{\|X\|_F \, \|Y\|_F} \le 1, \qquad "
    r"\mathbb{E}_{R \in O(d_{model})} \frac{\|X R Y\|_F^2}{\|X\|_F^2 \, \|Y\|_F^2} = "
    r"\frac{1}{d_{model}}, \qquad "
    r"(X, Y) = (W_{QK}^\top, W_{OV}), \; (W_{QK}, W_{OV}), \; (W_{OV}, W_{OV})",
    arguments=(
        Argument(
            "An entry of X Y is a sum Σ x y, and its square at most Σ x² Σ y², by induction on the "
            "number of terms. Added over rows and columns: ‖XY‖² ≤ ‖X‖² ‖Y‖².",
            "all shapes",
            _cauchy_schwarz,
            lambda P, R, x, y: (P * y - R * x) ** 2,
            Twin("(P y + R x)²", lambda P, R, x, y: (P * y + R * x) ** 2),
        ),
        Argument(
            "Beside it, written out.",
            "explicit entries",
            _at_most_one,
            lambda x_i, y_j, x_j, y_i: (x_i * y_j - x_j * y_i) ** 2,
            Twin("sums for differences", lambda x_i, y_j, x_j, y_i: (x_i * y_j + x_j * y_i) ** 2),
            "beside",
        ),
        Argument(
            "The square is of degree 2 in R, so its mean needs E R_ij R_km alone. Haar's measure "
            "doesn't change when a row or a column of R changes its sign: so this is 0 unless "
            "i = k and j = m.",
            "all shapes",
            _flips,
            "rows and columns",
            Twin("the signs of rows alone", "rows"),
        ),
        Argument(
            "Nor when rows and columns change places: so all E R_ij² are one number, and as a row "
            "has length 1 it is 1/d. What is left of the mean is Σ X_ri² Y_jc² / d.",
            "all shapes",
            _row_of_squares,
            lambda d: d,
            Twin("d² entries in a row", lambda d: d**2),
        ),
        Argument(
            "Beside it: the signed permutations by themselves have these moments,",
            "exact numbers",
            _second_moments,
            Fraction(0),
            Twin("E R_ij R_km = 1/2 for the others", Fraction(1, 2)),
            "beside",
        ),
        Argument(
            "and this mean square.",
            "explicit entries",
            _mean_square,
            1,
            Twin("1/d² for 1/d", 2),
            "beside",
        ),
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
        FalseClaim(
            "rotations_alone",
            r"\mathbb{E}_{R \in SO(2)} R_{11} R_{22} = 0",
            "rotations for all orthogonal matrices: at d = 2 they don't have the same moments",
            _rotations_alone,
        ),
    ),
    assumptions=(
        "Haar's measure on the orthogonal group, which the group's elements leave as it is",
    ),
    rests=("only_W_OV_matters", "only_W_QK_matters", "norms_after_qr"),
)

STATEMENTS = (EIGENVALUES, GRAM, COMPOSITION)
