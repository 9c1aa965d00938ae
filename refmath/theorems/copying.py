"""Chapter 3: what eigenvalues, the diagonal and attention say of copying, and what they don't."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import ZZ
from sympy.polys.rings import ring

from refmath.symbolic.claims import Argument, Claim, FalseClaim, Twin, ensure
from refmath.symbolic.expressions import Expression, Trace, product
from refmath.symbolic.indices import index_form
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


def _lowers_itself() -> str:
    m = [[-1, 2], [-2, 4]]
    right = characteristic(m) == [1, -3, 0] and m[0][0] < 0
    said = f"OV = {m}: det(λ − OV) = λ² − 3λ, eigenvalues 0 and 3; token 0 lowers itself by 1"
    return said if right else ""


def _negative_eigenvalue() -> str:
    m = [[1, 2], [2, 1]]
    right = characteristic(m) == [1, -2, -3] and min(m[0][0], m[1][1]) > 0
    said = f"OV = {m}: every token raises itself; det(λ − OV) = λ² − 2λ − 3, eigenvalues 3 and −1"
    return said if right else ""


def _raises_another_more() -> str:
    m = [[1, 0], [2, 1]]
    right = characteristic(m) == [1, -2, 1] and m[1][0] > m[0][0]
    said = f"OV = {m}: both eigenvalues 1, both diagonal entries 1; token 0 raises token 1 by 2"
    return said if right else ""


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
    statement=r"\sum_{k} \lambda_k = \operatorname{tr} OV = \sum_{a} OV_{aa}",
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
        FalseClaim(
            "positive_eigenvalues_make_tokens_raise_themselves",
            r"\lambda_k \ge 0 \text{ for all } k \;\Longrightarrow\; OV_{aa} \ge 0 "
            r"\text{ for all } a",
            "reading copying off the eigenvalues",
            _lowers_itself,
        ),
        FalseClaim(
            "tokens_that_raise_themselves_make_positive_eigenvalues",
            r"OV_{aa} > 0 \text{ for all } a \;\Longrightarrow\; \lambda_k \ge 0 "
            r"\text{ for all } k",
            "reading eigenvalues off the diagonal",
            _negative_eigenvalue,
        ),
        FalseClaim(
            "a_token_raises_itself_most",
            r"\lambda_k > 0 \text{ and } OV_{aa} > 0 \;\Longrightarrow\; OV_{aa} \ge OV_{ca} "
            r"\text{ for all } c",
            "that by both measures together a head copies",
            _raises_another_more,
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


def _any_head_on_copies() -> str:
    """In A A A A all but the first source follow an A: uniform attention scores 3/4."""
    context = "AAAA"
    matches = [j for j in range(1, 4) if context[j - 1] == context[-1]]
    said = f"context A A A A, equal attention: {len(matches)} of 4 sources are matches"
    return said if len(matches) == 3 else ""


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
    statement=r"0 \le \frac{1}{|I|} \sum_{i \in I} \sum_{j \in M_i} A_{ij} \le 1, \qquad "
    r"I = \{i : M_i \ne \emptyset\} \ne \emptyset",
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
            "over_all_destinations",
            r"\text{with } I = \{\text{all destinations}\} \text{ the score can be 1 in every "
            r"context}",
            "counting destinations that have nothing to match",
            _without_a_match,
        ),
        FalseClaim(
            "low_without_matching",
            r"\text{equal attention scores at most } \tfrac12",
            "reading a score without the one of a head that knows nothing, on the same text",
            _any_head_on_copies,
        ),
    ),
)

STATEMENTS = (COPYING, RANGES)
