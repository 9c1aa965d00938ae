"""The verdicts: false theorems fail by every route, and a true «near miss» is not refuted."""

import dataclasses

import pytest

from refmath.evidence.routes import check_claim, check_theorem, refute, routes_of
from refmath.evidence.verdict import ROUTES
from refmath.symbolic.claims import Claim
from refmath.symbolic.derivation import ENTRIES, NearMiss, Step
from refmath.symbolic.expressions import Vec, tensor
from refmath.theorems.catalogue import STATEMENTS, THEOREMS
from refmath.theorems.notation import free
from refmath.theorems.tensor_algebra import VEC

A, W, x = (free(name, "n", "n") for name in "AWx")


def test_a_true_statement_among_the_near_misses_is_not_refuted() -> None:
    true = NearMiss("true", Vec(A @ x @ W.T), tensor(A, W) @ Vec(x), "it is true")
    verdict = refute(true)
    assert not verdict.refuted
    assert verdict.counterexample == "none found"


def test_a_verdict_with_an_unrefuted_near_miss_does_not_pass() -> None:
    true = NearMiss("true", Vec(A @ x @ W.T), tensor(A, W) @ Vec(x), "it is true")
    assert not check_theorem(dataclasses.replace(VEC, near_misses=(true,))).passed


def test_a_verdict_without_near_misses_does_not_pass() -> None:
    assert not check_theorem(dataclasses.replace(VEC, near_misses=())).passed


@pytest.mark.parametrize("theorem", THEOREMS, ids=lambda t: t.name)
def test_each_near_miss_put_for_the_theorem_fails_by_every_route(theorem) -> None:
    """The routes are independent: none may let a false statement through."""
    for near_miss in theorem.near_misses:
        steps = (Step(near_miss.left), Step(near_miss.right, ENTRIES))
        false = dataclasses.replace(theorem, steps=steps, near_misses=())
        for check in check_theorem(false).checks:
            assert not check.passed, (near_miss.name, check)
            assert check.route in ROUTES


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda s: s.name)
def test_the_routes_that_are_named_are_those_that_are_walked(statement) -> None:
    check = check_claim if isinstance(statement, Claim) else check_theorem
    walked = [c.route for c in check(statement).checks]
    assert tuple(dict.fromkeys(walked)) == routes_of(statement)
    assert set(walked) <= set(ROUTES)


def test_a_counterexample_names_sizes_letters_and_the_entry() -> None:
    verdict = refute(VEC.near_misses[0])
    assert verdict.refuted
    for part in ("n = 2", "A = [[", "W = [[", "x = [[", "entry (", "left", "right"):
        assert part in verdict.counterexample
    assert refute(VEC.near_misses[0]).counterexample == verdict.counterexample
