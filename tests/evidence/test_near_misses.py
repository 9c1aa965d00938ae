"""Near misses fall by numbers, or stand; a hypothesis left out is one of them."""

import pytest

from refmath.evidence import near_misses
from refmath.evidence.near_misses import freed, refute, without_hypotheses
from refmath.symbolic.claims import FalseClaim
from refmath.symbolic.derivation import Hypothesis, NearMiss, Step, Theorem
from refmath.symbolic.expressions import Letter, Vec, product, tensor
from refmath.symbolic.letters import matrix
from refmath.theorems.notation import free
from refmath.theorems.tensor_algebra import VEC

A, W, x = (free(name, "n", "n") for name in "AWx")


def test_a_true_statement_among_the_near_misses_is_not_refuted() -> None:
    true = NearMiss("true", Vec(A @ x @ W.T), tensor(A, W) @ Vec(x), "it is true")
    verdict = refute(true)
    assert not verdict.refuted
    assert verdict.counterexample == "none found"


def test_a_counterexample_names_sizes_letters_and_the_entry() -> None:
    verdict = refute(VEC.near_misses[0])
    assert verdict.refuted
    for part in ("n = 2", "A = [[", "W = [[", "x = [[", "entry (", "left", "right"):
        assert part in verdict.counterexample
    assert refute(VEC.near_misses[0]).counterexample == verdict.counterexample


def test_what_only_the_numbers_tell_apart_is_a_fault_and_not_refuted(monkeypatch) -> None:
    monkeypatch.setattr(near_misses, "index_form", lambda _: None)
    verdict = refute(VEC.near_misses[0])
    assert not verdict.refuted
    assert "the entries' sums don't" in verdict.counterexample


def test_sides_of_different_shapes_are_not_refuted() -> None:
    assert not refute(NearMiss("shapes", Vec(x), x, "")).refuted


@pytest.mark.parametrize("fault", [lambda: "", lambda: 1 / 0])
def test_a_search_that_finds_nothing_or_crashes_refutes_nothing(fault) -> None:
    assert not refute(FalseClaim("n", "one is two", "they look alike", fault)).refuted


ROWS = Letter(matrix("P", "n", "n", kind="stochastic"))
B = Letter(matrix("B", "n", "n"))
ONES = Letter(matrix("1", "n", "one", kind="ones"))
SUMS = Hypothesis("rows sum to 1", ROWS @ ONES, ONES, "P is a softmax")
STEPS = (Step(product(B, ROWS, ROWS, ONES)), Step(B @ ONES, SUMS.name))
GOOD = Theorem("t", "", "", "", "", STEPS, (), hypotheses=(SUMS,))


def test_freeing_a_letter_leaves_the_others() -> None:
    (near_miss,) = without_hypotheses(GOOD)
    kinds = {g.kind for g in (near_miss.left.parts[k].generator for k in range(4))}
    assert kinds == {"free", "ones"}
    assert freed(ROWS, frozenset()) == ROWS
