"""A false argument fails its claim; letters are of their kind; a needless hypothesis shows."""

import dataclasses
from fractions import Fraction
from random import Random

import numpy as np
import pytest

from refmath.evidence.exact_numbers import Values, evaluate, exact_array, inverse
from refmath.evidence.routes import check_claim, check_theorem, freed, without_hypotheses
from refmath.symbolic.claims import Argument, Claim, FalseClaim, ensure
from refmath.symbolic.derivation import Hypothesis, Step, Theorem
from refmath.symbolic.entries import explicit_entries, has_entries
from refmath.symbolic.expressions import Letter, product
from refmath.symbolic.letters import KINDS, matrix


def claim(*arguments, near_misses=()):
    return Claim("c", "", "", "", "", "1 = 1", arguments, near_misses)


TRUE = Argument("it is so", "exact numbers", lambda: "it was so")
REFUTED = FalseClaim("n", "1 = 2", "they look alike", lambda: "1 is not 2")


def test_a_claim_passes_if_all_its_arguments_do() -> None:
    verdict = check_claim(claim(TRUE, near_misses=(REFUTED,)))
    assert verdict.passed
    assert [(c.route, c.detail) for c in verdict.checks] == [("exact numbers", "it was so")]


@pytest.mark.parametrize("fault", [lambda: ensure(False, "it isn't"), lambda: 1 / 0])
def test_a_false_argument_fails_its_claim_alone(fault):
    verdict = check_claim(claim(Argument("", "all shapes", fault), TRUE, near_misses=(REFUTED,)))
    assert [c.passed for c in verdict.checks] == [False, True]
    assert not verdict.passed
    assert verdict.checks[0].detail in ("it isn't", "ZeroDivisionError: division by zero")


@pytest.mark.parametrize("search", [lambda: "", lambda: 1 / 0])
def test_a_near_miss_that_stands_or_a_search_that_crashes_refutes_nothing(search):
    verdict = check_claim(claim(TRUE, near_misses=(dataclasses.replace(REFUTED, search=search),)))
    assert not verdict.refutations[0].refuted
    assert not verdict.passed


# --- kinds ----------------------------------------------------------------------------------------


def drawn(kind, n=4, m=4, name="M", index=(), seed=0):
    values = Values({"n": n, "m": m}, 2, Random(seed))
    return values, values.of(matrix(name, "n", "m" if n != m else "n", *index, kind=kind))


IS = {
    "free": lambda m: m.shape == (4, 4),
    "ones": lambda m: (m == 1).all(),
    "stochastic": lambda m: (m.sum(axis=1) == 1).all() and (np.triu(m, 1) == 0).all(),
    "first": lambda m: (m @ m == m).all() and sorted(m.diagonal(), reverse=True) == [*m.diagonal()],
    "diagonal": lambda m: (m == np.diag(m.diagonal())).all() and all(m.diagonal()),
    "invertible": lambda m: (inverse(m) @ m == np.eye(4, dtype=int)).all(),
    "permutation": lambda m: (m.sum(axis=0) == 1).all() and (m @ m.T == np.eye(4, dtype=int)).all(),
    "isometry": lambda m: (m.T @ m == np.eye(4, dtype=int)).all(),
    "rotation": lambda m: (m.T @ m == np.eye(4, dtype=int)).all(),
}


@pytest.mark.parametrize("kind", IS)
@pytest.mark.parametrize("seed", range(5))
def test_what_is_drawn_is_of_its_kind(kind, seed):
    _, m = drawn(kind, seed=seed, index=("i",) if kind == "rotation" else ())
    assert IS[kind](m)


def test_every_kind_has_its_test() -> None:
    assert set(IS) | {"inverse"} == set(KINDS)


def test_an_inverse_is_that_of_its_letter_whichever_is_drawn_first() -> None:
    M, inverted = matrix("M", "n", "n", kind="invertible"), matrix("M⁻¹", "n", "n", kind="inverse")
    for first, second in ((M, inverted), (inverted, M)):
        values = Values({"n": 3}, 1, Random(3))
        assert (values.of(first) @ values.of(second) == np.eye(3, dtype=int)).all()
    with pytest.raises(ValueError, match="must have an inverse"):
        inverse(exact_array([[1, 2], [2, 4]]))


def test_rotations_of_positions_turn_by_their_difference() -> None:
    values = Values({"n": 4}, 1, Random(1))
    R = {i: values.of(matrix("R", "n", "n", i, kind="rotation")) for i in ("i", "j", "j-i")}
    assert (R["i"].T @ R["j"] == R["j-i"]).all()


def test_a_tall_isometry_keeps_lengths_of_columns() -> None:
    _, m = drawn("isometry", 5, 2)
    assert m.shape == (5, 2)
    assert (m.T @ m == np.eye(2, dtype=int)).all()


@pytest.mark.parametrize("kind", ["ones", "stochastic", "first", "diagonal", "permutation"])
def test_the_polynomials_of_a_kind_are_of_that_kind(kind):
    M = Letter(matrix("M", "n", "n", kind=kind))
    ones = Letter(matrix("1", "n", "one", kind="ones"))
    (rows, sums) = explicit_entries((M, M @ ones), {"n": 3}, 1, {})
    if kind in ("stochastic", "permutation"):
        assert all(x == 1 for (x,) in sums)
    if kind in ("stochastic", "first", "diagonal"):
        assert all(rows[i][j] == 0 for i in range(3) for j in range(i + 1, 3))
    if kind == "ones":
        assert all(x == 1 for row in rows for x in row)


def test_the_polynomials_of_an_inverse_undo_those_of_its_letter() -> None:
    M = Letter(matrix("M", "n", "n", kind="invertible"))
    undone = Letter(matrix("M⁻¹", "n", "n", kind="inverse"))
    for both in (M @ undone, undone @ M):
        (rows,) = explicit_entries((both,), {"n": 3}, 1, {})
        assert all(rows[i][j] == int(i == j) for i in range(3) for j in range(3))


def test_a_rotation_has_no_polynomials_and_says_so() -> None:
    R = Letter(matrix("R", "n", "n", "i", kind="rotation"))
    assert not has_entries(R @ R.T)
    with pytest.raises(TypeError, match="no polynomials stand for a letter of kind 'rotation'"):
        explicit_entries((R,), {"n": 2}, 1, {})


def test_a_kind_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match=r"matrix: kind must be one of free, .*; got 'nice'"):
        matrix("M", "n", "n", kind="nice")


# --- hypotheses -----------------------------------------------------------------------------------

A = Letter(matrix("A", "n", "n", kind="stochastic"))
B = Letter(matrix("B", "n", "n"))
ONES = Letter(matrix("1", "n", "one", kind="ones"))
SUMS = Hypothesis("rows sum to 1", A @ ONES, ONES, "A is a softmax")


def theorem(*steps, hypotheses=(SUMS,)):
    return Theorem("t", "", "", "", "", steps, (), hypotheses=hypotheses)


GOOD = theorem(Step(product(B, A, A, ONES)), Step(B @ ONES, SUMS.name))


def test_a_hypothesis_is_used_by_its_name_and_is_needed() -> None:
    verdict = check_theorem(GOOD)
    assert all(check.passed for check in verdict.checks)
    assert [r.name for r in verdict.refutations] == ["without: rows sum to 1"]
    assert verdict.passed


def test_a_hypothesis_that_is_not_needed_fails() -> None:
    idle = theorem(
        Step(product(B, A.T.T, ONES)),
        Step(product(B, A, ONES), "transpose"),
    )
    verdict = check_theorem(idle)
    assert not verdict.refutations[0].refuted
    assert not verdict.passed


def test_a_hypothesis_is_not_used_where_it_does_not_fit() -> None:
    wrong = theorem(Step(product(B, ONES)), Step(ONES, SUMS.name))
    assert not check_theorem(wrong).checks[0].passed
    transposed = theorem(Step(product(A.T, ONES)), Step(ONES, SUMS.name))
    assert not check_theorem(transposed).checks[0].passed


def test_the_transpose_of_a_hypothesis_holds_as_well() -> None:
    turned = theorem(Step(product(ONES.T, A.T, B)), Step(ONES.T @ B, SUMS.name))
    assert check_theorem(turned).passed


def test_a_false_hypothesis_falls_by_numbers() -> None:
    false = dataclasses.replace(SUMS, left=ONES.T @ A, right=ONES.T)
    columns = theorem(
        Step(product(ONES.T, A, B)), Step(ONES.T @ B, false.name), hypotheses=(false,)
    )
    checks = {c.route: c.passed for c in check_theorem(columns).checks}
    assert checks["all shapes"]  # given the hypothesis, it follows
    assert not checks["explicit entries"]
    assert not checks["exact numbers"]


def test_freeing_a_letter_leaves_the_others() -> None:
    (near_miss,) = without_hypotheses(GOOD)
    kinds = {g.kind for g in (near_miss.left.parts[k].generator for k in range(4))}
    assert kinds == {"free", "ones"}
    assert freed(A, frozenset()) == A


def test_evaluation_of_ones_in_a_space_of_one() -> None:
    values = Values({"n": 3}, 1, Random(0))
    assert evaluate(A @ ONES, values).tolist() == [[1]] * 3
    assert isinstance(evaluate(A, values)[1, 0].value, Fraction)
