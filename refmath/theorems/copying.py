"""Chapter 3: what eigenvalues, the diagonal and attention say of copying, and what they don't."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial
from itertools import product as every
from random import Random
from typing import Any

from sympy import ZZ
from sympy.polys.rings import ring

from refmath.symbolic.claims import Argument, Claim, FalseClaim, Twin, ensure
from refmath.symbolic.exact_matrices import Matrix, matrix, multiplied
from refmath.symbolic.expressions import Expression, Trace, product
from refmath.symbolic.indices import index_form
from refmath.symbolic.propositions import Instances, Proposition
from refmath.symbolic.real_numbers import Real, divided, minus, plus, root
from refmath.symbolic.terms import (
    And,
    Compared,
    Defined,
    ForEach,
    Function,
    Given,
    Id,
    Members,
    Nothing,
    Over,
    Range,
    Said,
    SetOf,
    Sign,
    Size,
    trace,
)
from refmath.theorems.instances import ONE, ZERO
from refmath.theorems.notation import free
from refmath.theorems.polynomials import Rows, determinant, is_not_negative, of_letters
from refmath.theorems.reading import CHAPTER

# --- eigenvalues and diagonal ---------------------------------------------------------------------

_Q, _Q_inv = free("Q", "d_vocab", "d_vocab"), free("Q⁻¹", "d_vocab", "d_vocab")
_T = free("T", "d_vocab", "d_vocab")


def characteristic(m: Rows) -> list[Any]:
    """Return the coefficients of det(λ − M), the highest power first."""
    _, lam = ring("λ", ZZ)
    n = len(m)
    found = determinant([[lam * (i == j) - m[i][j] for j in range(n)] for i in range(n)])
    return [found.coeff(lam**k) if k else found.coeff(1) for k in range(n, -1, -1)]


def _trace_in_any_basis(turned: Expression) -> str:
    left, right = index_form(Trace(product(_Q, _T, _Q_inv))), index_form(Trace(turned))
    ensure(left == right and not left.is_zero, "tr(Q T Q⁻¹) isn't the trace of the other product")
    return "tr(Q T Q⁻¹) = tr(T Q⁻¹ Q) = tr T"


def _second_coefficient(sign: int) -> str:
    for n in (1, 2, 3):
        m = of_letters((n, n), (1, 1))
        (lam,) = m[1][0]
        found = determinant([[lam * (i == j) - m[0][i][j] for j in range(n)] for i in range(n)])
        diagonal = sum(m[0][i][i] for i in range(n))
        lower = found - lam**n - sign * lam ** (n - 1) * diagonal
        degree = max((lower.degree(lam), 0)) if lower else 0
        ensure(degree < max(n - 1, 1), f"n = {n}: λ to the {degree} is left")
    return "det(λ − M) = λⁿ − tr M λⁿ⁻¹ + lower powers, as polynomials, n = 1, 2, 3"


_OV, _a, _c, _k, _z, _d_vocab = (Sign(x) for x in ("OV", "a", "c", "k", "z", "d_{vocab}"))
_TOKENS = Range("a", ZERO, _d_vocab - 1)
_VALUES = Range("k", ONE, _d_vocab)
_lambda_k, _OV_aa = Sign(r"\lambda", (_k,)), Sign("OV", (_a, _a))
_EIGENVALUES = ForEach(
    Range("z", ZERO, _d_vocab),
    Compared(Function(r"\det", _z * Id() - _OV), "=", Over(r"\prod", _VALUES, _z - _lambda_k)),
)
_ONE_SUM = Compared(
    Over(r"\sum", _VALUES, _lambda_k),
    "=",
    trace(_OV),
    (("=", Over(r"\sum", _TOKENS, _OV_aa)),),
)


def _every_token(sign: str) -> Said:
    return ForEach(_TOKENS, Compared(_OV_aa, sign, ZERO))


def _every_value(sign: str) -> Said:
    return ForEach(_VALUES, Compared(_lambda_k, sign, ZERO))


def _eigenvalues(OV: Matrix, values: Sequence[Real]) -> Given:
    return {"d_{vocab}": len(values), "OV": OV, r"\lambda": dict(enumerate(values, 1))}


def _small_circuits(least: int = -1) -> Iterator[Given]:
    """All of one or two tokens with small entries, by the roots of their polynomials.

    The last brings numbers that aren't its eigenvalues, which the premise has to see.
    """
    for x in range(-1, 3):
        yield _eigenvalues(matrix([[x]]), [Fraction(x)])
    for (a, b), (c, d) in every(every(range(-2, 3), repeat=2), every((-2, 0, 2, 4), repeat=2)):
        squared = (a - d) ** 2 + 4 * b * c
        middle, half = Fraction(a + d, 2), divided(root(Fraction(squared)), Fraction(2))
        if squared >= least:
            yield _eigenvalues(matrix([[a, b], [c, d]]), [minus(middle, half), plus(middle, half)])
    yield _eigenvalues(matrix([[1, 2], [3, 4]]), [Fraction(1), Fraction(3)])


def _drawn_circuit(random: Random) -> Given:
    """Q T Q⁻¹ with T triangular; Q = Id + u vᵀ with vᵀu = 0, of which the inverse is Id − u vᵀ."""
    n = random.randint(2, 3)
    values = [random.randint(-2, 4) for _ in range(n)]
    T = [[random.randint(-2, 2) * (i < j) for j in range(n)] for i in range(n)]
    for i, eigenvalue in enumerate(values):
        T[i][i] = eigenvalue
    u = [random.randint(-1, 1), *[0] * (n - 1)]
    v = [0, *(random.randint(-1, 1) for _ in range(n - 1))]
    Q, Q_inverse = (
        matrix([[int(i == j) + s * u[i] * v[j] for j in range(n)] for i in range(n)])
        for s in (1, -1)
    )
    turned = multiplied(multiplied(Q, matrix(T)), Q_inverse)
    return _eigenvalues(turned, [Fraction(x) for x in values])


_COPIES = Instances(partial(_small_circuits, -99), _drawn_circuit)
_REAL = Instances(partial(_small_circuits, 0), _drawn_circuit)


def _false_of_copying(name: str, tempting: str, given: Said, then: Said) -> FalseClaim:
    return FalseClaim(name, Proposition((_EIGENVALUES, given), then), tempting, instances=_REAL)


COPYING = Claim(
    name="copying_by_eigenvalues_and_diagonal",
    title="Eigenvalues and diagonal have one sum, and neither speaks for the other",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Detecting Copying Behavior»",
    plain="A head copies if tokens raise themselves: then the diagonal of OV is positive. The "
    "eigenvalues are another measure, and what both have in common is their sum, the trace. That "
    "all eigenvalues are positive doesn't say that every token raises itself; that every token "
    "does doesn't say that no eigenvalue is negative; and both together don't say that a token "
    "raises itself most. The paper calls such matrices pathological; here they are.",
    statement=Proposition((_EIGENVALUES,), _ONE_SUM),
    instances=_COPIES,
    arguments=(
        Argument(
            "Write OV = Q T Q⁻¹ with T triangular, as any matrix can be over the complex numbers "
            "(Schur): its eigenvalues stand on the diagonal of T, and the trace doesn't see Q.",
            "every index",
            _trace_in_any_basis,
            product(_T, _Q_inv, _Q),
            Twin("a factor transposed", product(_T.T, _Q_inv, _Q)),
        ),
        Argument(
            "Beside it, the second coefficient of the characteristic polynomial.",
            "explicit entries",
            _second_coefficient,
            -1,
            Twin("the other sign", 1),
            "beside",
        ),
    ),
    near_misses=(
        _false_of_copying(
            "positive_eigenvalues_make_tokens_raise_themselves",
            "reading copying off the eigenvalues",
            _every_value(r"\ge"),
            _every_token(r"\ge"),
        ),
        _false_of_copying(
            "tokens_that_raise_themselves_make_positive_eigenvalues",
            "reading eigenvalues off the diagonal",
            _every_token(">"),
            _every_value(r"\ge"),
        ),
        _false_of_copying(
            "a_token_raises_itself_most",
            "that by both measures together a head copies",
            And((_every_value(">"), _every_token(">"))),
            ForEach(
                _TOKENS,
                ForEach(
                    Range("c", ZERO, _d_vocab - 1), Compared(_OV_aa, r"\ge", Sign("OV", (_c, _a)))
                ),
            ),
        ),
        FalseClaim(
            "any_numbers",
            Proposition((), _ONE_SUM),
            "that it holds of numbers that aren't the eigenvalues",
            instances=_COPIES,
        ),
    ),
)

# --- scores of behaviour --------------------------------------------------------------------------


def _share(left_over: Callable[[Any, Any], Any]) -> str:
    _, wanted, other = ring("p q", ZZ)
    row = wanted + other  # which is 1
    rest = row - wanted
    right = rest == left_over(wanted, other) and is_not_negative(rest)
    ensure(right, "what is left of the row, not below 0")
    return "1 − Σ over the wanted sources = Σ over the others, not below 0"


def _mean_of_shares(left_over: Callable[[Any, Any, Any], Any]) -> str:
    """With k destinations of mean m = 1 − r, and one more of 1 − s."""
    _, k, r, s = ring("k r s", ZZ)
    found = (k + 1) - (k * (1 - r) + (1 - s))
    ensure(found == left_over(k, r, s) and is_not_negative(found), "one more destination")
    return "(k + 1) − (k m + a) = k (1 − m) + (1 − a), not below 0: by induction"


def _without_a_match() -> str:
    matches = [j for j in range(1, 3) if "ABC"[j - 1] == "ABC"[-1]]
    return "context A B C: C came nowhere before, and the sum is empty, 0" if not matches else ""


_i, _j, _n_ctx = Sign("i"), Sign("j"), Sign("n_{ctx}")
_A_ij, _M_i = Sign("A", (_i, _j)), Sign("M", (_i,))
_POSITIONS = Range("i", ZERO, _n_ctx - 1)
_HAVE_MATCHES = Defined(
    Sign("I"), SetOf(replace(_POSITIONS, where=(Compared(_M_i, r"\ne", Nothing()),)))
)
_MATCHES = Defined(
    _M_i, SetOf(Range("j", ONE, _i, (Compared(Sign("t", (_j - 1,)), "=", Sign("t", (_i,))),)))
)
_SHARE_OF_MATCHES = (ONE / Size(Sign("I"))) * Over(
    r"\sum", Members("i", Sign("I")), Over(r"\sum", Members("j", _M_i), _A_ij)
)
_ONE_MATCHES = Compared(Sign("I"), r"\ne", Nothing())
_NO_SHARE_BELOW_0 = Compared(Sign("A"), r"\ge", ZERO)
_ROWS_SUM_TO_1 = ForEach(_POSITIONS, Compared(Over(r"\sum", Range("j", ZERO, _i), _A_ij), "=", ONE))


def _in_range(*premises: Said) -> Proposition:
    shares = Compared(ZERO, r"\le", _SHARE_OF_MATCHES, ((r"\le", ONE),))
    return Proposition((_ONE_MATCHES, *premises), shares, (_HAVE_MATCHES, _MATCHES))


def _pattern(random: Random, n: int, least: int) -> Matrix:
    """Draw rows of numbers, divided by what they sum to if that isn't 0."""
    rows = [[random.randint(least, 3) if j <= i else 0 for j in range(n)] for i in range(n)]
    return matrix([[Fraction(x, sum(row) or 1) for x in row] for row in rows])


def _small_contexts() -> Iterator[Given]:
    """All contexts of up to 4 tokens of 3, each with patterns of which some aren't ones."""
    for n in range(1, 5):
        for k, context in enumerate(every(range(3), repeat=n)):
            for least in (0, 1, -2):
                yield {"n_{ctx}": n, "t": context, "A": _pattern(Random(k), n, least)}
            yield {"n_{ctx}": n, "t": context, "A": matrix([[2] * n] * n)}


def _drawn_context(random: Random) -> Given:
    n = random.randint(4, 7)
    context = tuple(random.randrange(3) for _ in range(n))
    return {"n_{ctx}": n, "t": context, "A": _pattern(random, n, 1)}


_CONTEXTS = Instances(_small_contexts, _drawn_context)
_EQUAL_ATTENTION = Proposition(
    (_ONE_MATCHES,),
    Compared(_SHARE_OF_MATCHES, r"\le", ONE / 2),
    (_HAVE_MATCHES, _MATCHES, Defined(_A_ij, ONE / (_i + 1))),
)

RANGES = Claim(
    name="prefix_matching_in_range",
    title="Prefix matching: the share of attention on what came after a copy, from 0 to 1",
    chapter=CHAPTER,
    source="Olsson et al. 2022, «In-context Learning and Induction Heads», for the score",
    plain="For a destination i let M_i be the places that come after an earlier copy of its token. "
    "The score is the mean, over destinations that have such places, of the attention paid to "
    "them: shares of rows that sum to 1. It is 1 for a head that attends to nothing else, 0 for "
    "one that never does. The copying score, beside it, is Σλ / Σ|λ| of the head's OV, from −1 to "
    "1. The one reads patterns, the other weights: each is measured without the other.",
    statement=_in_range(_NO_SHARE_BELOW_0, _ROWS_SUM_TO_1),
    instances=_CONTEXTS,
    arguments=(
        Argument(
            "A destination's attention to some of its sources is 1 less that to the others, and "
            "neither is below 0.",
            "all shapes",
            _share,
            lambda _wanted, other: other,
            Twin("the wanted for the others", lambda wanted, _other: wanted),
        ),
        Argument(
            "A mean of numbers that are at most 1 is at most 1.",
            "all shapes",
            _mean_of_shares,
            lambda k, r, s: k * r + s,
            Twin("the new one counted as often as the old", lambda k, r, s: k * r + k * s),
        ),
    ),
    near_misses=(
        FalseClaim(
            "shares_below_0",
            _in_range(_ROWS_SUM_TO_1),
            "that it suffices for rows to sum to 1",
            instances=_CONTEXTS,
        ),
        FalseClaim(
            "rows_of_any_sum",
            _in_range(_NO_SHARE_BELOW_0),
            "that it suffices for no share to be below 0",
            instances=_CONTEXTS,
        ),
        FalseClaim(
            "over_all_destinations",
            "with all destinations for I the score can be 1 in every context",
            "counting destinations that have nothing to match",
            _without_a_match,
        ),
        FalseClaim(
            "low_without_matching",
            _EQUAL_ATTENTION,
            "reading a score without the one of a head that knows nothing, on the same text",
            instances=_CONTEXTS,
        ),
    ),
)

STATEMENTS = (COPYING, RANGES)
