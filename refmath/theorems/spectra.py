"""Chapter 3: eigenvalues without the vocabulary, and composition scores without big products."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import permutations
from itertools import product as every
from random import Random
from typing import Any

from sympy import ZZ, Symbol
from sympy.polys.rings import ring

from refmath.symbolic.algebra import normal_form
from refmath.symbolic.claims import Argument, Claim, FalseClaim, Twin, ensure
from refmath.symbolic.derivation import Hypothesis, NearMiss, Step, Theorem
from refmath.symbolic.exact_matrices import Matrix, matrix, transposed
from refmath.symbolic.expressions import Expression, Scaled, Trace, product
from refmath.symbolic.indices import index_form
from refmath.symbolic.propositions import Instances, Proposition
from refmath.symbolic.real_numbers import Real, plus, root
from refmath.symbolic.real_numbers import times as multiplied_by
from refmath.symbolic.terms import (
    And,
    Compared,
    ForEach,
    Function,
    Given,
    Id,
    Mean,
    Norm,
    OneOf,
    Over,
    Range,
    Said,
    Several,
    Sign,
    Size,
    Term,
    Transposed,
    Whole,
)
from refmath.theorems.instances import ONE, ZERO, drawn_matrix, small_matrices
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


_z, _i, _d_head, _d_vocab = (Sign(x) for x in ("z", "i", "d_{head}", "d_{vocab}"))
_W_U, _W_O, _W_V, _W_E = (Sign(x) for x in ("W_U", "W_O", "W_V", "W_E"))
_BIG, _SMALL = _W_U * _W_O * _W_V * _W_E, _W_V * _W_E * _W_U * _W_O
_NARROW = Compared(_d_head, r"\le", _d_vocab)
_lambda_i = Sign(r"\lambda", (_i,))


def _polynomial(of: Term) -> Term:
    return Function(r"\det", _z * Id() - of)


def _same_polynomials(right: Term, *others: Compared) -> Proposition:
    return Proposition((_NARROW,), (Compared(_polynomial(_BIG), "=", right), *others))


def _over_eigenvalues(body: Term) -> Term:
    return Over(r"\sum", Range("i", ONE, _d_head), body)


_NO_LONGER_THAN_ITS_TERMS = Compared(
    Size(_over_eigenvalues(_lambda_i)), r"\le", _over_eigenvalues(Size(_lambda_i))
)


def _circuit_of(random: Random, d_vocab: int, d_model: int, d_head: int) -> Given:
    """Draw weights, a number z, and complex numbers with rational parts."""
    sizes = {"W_U": (d_vocab, d_model), "W_O": (d_model, d_head)}
    sizes |= {"W_V": (d_head, d_model), "W_E": (d_model, d_vocab)}
    weights = {name: drawn_matrix(random, n, m, -2, 2) for name, (n, m) in sizes.items()}
    return {
        "d_{vocab}": d_vocab,
        "d_{head}": d_head,
        "z": random.randint(-3, 3),
        r"\lambda": {i: _complex(random) for i in range(1, d_head + 1)},
        **weights,
    }


def _complex(random: Random) -> Real:
    i = root(Fraction(-1))
    return plus(Fraction(random.randint(-3, 3)), multiplied_by(Fraction(random.randint(-1, 1)), i))


_CIRCUITS = Instances(
    lambda: (
        {**_circuit_of(Random(n), *sizes), "z": z}
        for n, sizes in enumerate(every((1, 2, 3), repeat=3))
        for z in (-1, 0, 2)
    ),
    lambda random: _circuit_of(
        random, random.randint(1, 4), random.randint(1, 4), random.randint(1, 2)
    ),
)

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
    statement=_same_polynomials(
        _z ** (_d_vocab - _d_head) * _polynomial(_SMALL), _NO_LONGER_THAN_ITS_TERMS
    ),
    instances=_CIRCUITS,
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
        FalseClaim(
            "the_same_polynomial",
            _same_polynomials(_polynomial(_SMALL)),
            "forgetting the zeros, one for each token beyond d_head",
            instances=_CIRCUITS,
        ),
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


_X_read, _Y_read, _turn, _d_model = (Sign(x) for x in ("X", "Y", "R", "d_{model}"))
_OV_later, _QK_later = (Sign(x, (), (Sign("h"),)) for x in ("W_{OV}", "W_{QK}"))
_OV_earlier = Sign("W_{OV}", (), (Sign("g"),))
_K_Q_V = OneOf(
    ("X", "Y"),
    (
        (_QK_later, _OV_earlier),
        (Transposed(_QK_later), _OV_earlier),
        (_OV_later, _OV_earlier),
    ),
)
_SCORE = Norm(_X_read * _Y_read) / (Norm(_X_read) * Norm(_Y_read))
_AT_MOST_1 = Compared(ZERO, r"\le", _SCORE, ((r"\le", ONE),))
_NONE_IS_0 = Compared(Several((_QK_later, _OV_later, _OV_earlier)), r"\ne", ZERO)


def _by_chance(mean: Term) -> Compared:
    turned = Norm(_X_read * _turn * _Y_read) ** 2 / (Norm(_X_read) ** 2 * Norm(_Y_read) ** 2)
    return Compared(Mean("R", "O", _d_model, turned), "=", mean)


def _of_all_three(*said: Said) -> Proposition:
    return Proposition((_NONE_IS_0,), ForEach(_K_Q_V, And(said)))


def _later_and_earlier(d_model: int, QK: Matrix, OV: Matrix, earlier: Matrix) -> Given:
    heads = {"W_{OV}": {"h": OV, "g": earlier}, "W_{QK}": {"h": QK}}
    return {"d_{model}": d_model, "h": "h", "g": "g", **heads}


def _small_heads() -> Iterator[Given]:
    """All of d_model = 1; of 2, all later heads of 0 and 1, by four earlier ones of each rank."""
    for one in every(small_matrices(1, 1), repeat=3):
        yield _later_and_earlier(1, *one)
    earlier_ones = [[0, 0], [0, 0]], [[1, 2], [2, 4]], [[0, 1], [1, 0]], [[1, 1], [0, 1]]
    for later, earlier in every(small_matrices(2, 2, (0, 1)), map(matrix, earlier_ones)):
        yield _later_and_earlier(2, later, transposed(later), earlier)


def _drawn_heads(random: Random) -> Given:
    n = random.randint(2, 3)
    return _later_and_earlier(n, *(drawn_matrix(random, n, n) for _ in range(3)))


_TWO_HEADS = Instances(_small_heads, _drawn_heads)
_DIAGONAL_OF_ROTATIONS = Proposition(
    (),
    Compared(Mean("R", "SO", Whole(2), Sign("R", (ZERO, ZERO)) * Sign("R", (ONE, ONE))), "=", ZERO),
)

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
    statement=_of_all_three(_AT_MOST_1, _by_chance(ONE / _d_model)),
    instances=_TWO_HEADS,
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
            _of_all_three(_by_chance(ONE / _d_model**2)),
            "that all d_model² entries of R share the norm",
            instances=_TWO_HEADS,
        ),
        FalseClaim(
            "always_below_1",
            _of_all_three(Compared(_SCORE, "<", ONE)),
            "that no head is read wholly",
            instances=_TWO_HEADS,
        ),
        FalseClaim(
            "rotations_alone",
            _DIAGONAL_OF_ROTATIONS,
            "rotations for all orthogonal matrices: at d = 2 they don't have the same moments",
            instances=Instances(lambda: [{}], lambda _: {}),
        ),
    ),
    assumptions=(
        "Haar's measure on the orthogonal group, which the group's elements leave as it is",
        "where the statement is evaluated as printed, the mean over R is that over the signed "
        "permutations, which are finite in number and have the same second moments: Haar's own is "
        "not evaluated",
    ),
    rests=("only_W_OV_matters", "only_W_QK_matters", "norms_after_qr"),
)

STATEMENTS = (EIGENVALUES, GRAM, COMPOSITION)
