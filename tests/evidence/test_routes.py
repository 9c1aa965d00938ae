"""The verdicts: false theorems and arguments fail by every route; a needless hypothesis shows."""

import dataclasses

import pytest

from refmath.evidence import routes
from refmath.evidence.drawn_values import draws
from refmath.evidence.effort import FULL, QUICK
from refmath.evidence.routes import check_claim, check_theorem, routes_of, strength_of
from refmath.evidence.verdict import AT_SHAPES, PROVED, ROUTES, TESTED, Strength
from refmath.symbolic.claims import Argument, Claim, FalseClaim, Twin, ensure
from refmath.symbolic.derivation import (
    CHAPTER_OF_LAWS,
    ENTRIES,
    Hypothesis,
    NearMiss,
    Step,
    Theorem,
)
from refmath.symbolic.expressions import Identity, Letter, Vec, product, tensor
from refmath.symbolic.letters import matrix
from refmath.symbolic.propositions import Instances, Proposition
from refmath.symbolic.terms import Compared, Whole
from refmath.theorems import catalogue
from refmath.theorems.catalogue import STATEMENTS, THEOREMS
from refmath.theorems.notation import free
from refmath.theorems.tensor_algebra import VEC

A, W, x = (free(name, "n", "n") for name in "AWx")


def test_a_verdict_with_an_unrefuted_near_miss_does_not_pass() -> None:
    true = NearMiss("true", Vec(A @ x @ W.T), tensor(A, W) @ Vec(x), "it is true")
    assert not check_theorem(dataclasses.replace(VEC, near_misses=(true,))).passed


def test_a_verdict_without_near_misses_does_not_pass() -> None:
    assert not check_theorem(dataclasses.replace(VEC, near_misses=())).passed


def stated(theorem, near_miss):
    """The near miss as a theorem, said to hold entry by entry, which laws of chapter 1 may say."""
    steps = (Step(near_miss.left), Step(near_miss.right, ENTRIES))
    return dataclasses.replace(theorem, chapter=CHAPTER_OF_LAWS, steps=steps, near_misses=())


@pytest.mark.parametrize("theorem", THEOREMS, ids=lambda t: t.name)
def test_each_near_miss_put_for_the_theorem_fails_by_every_route(theorem) -> None:
    """The routes are independent: none may let a false statement through."""
    for near_miss in theorem.near_misses:
        for check in check_theorem(stated(theorem, near_miss)).checks:
            assert not check.passed, (near_miss.name, check)
            assert check.route in ROUTES


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda s: s.name)
def test_the_routes_that_are_named_are_those_that_are_walked(statement) -> None:
    check = check_claim if isinstance(statement, Claim) else check_theorem
    walked = [c.route for c in check(statement).checks]
    assert tuple(dict.fromkeys(walked)) == routes_of(statement)
    assert set(walked) <= set(ROUTES)


@pytest.mark.parametrize("statement", THEOREMS, ids=lambda t: t.name)
def test_the_least_effort_walks_every_route_and_a_false_statement_fails_by_each(statement) -> None:
    quick, full = check_theorem(statement, QUICK), check_theorem(statement)
    assert [c.route for c in quick.checks] == [c.route for c in full.checks]
    assert quick.passed
    for near_miss in statement.near_misses:
        checks = check_theorem(stated(statement, near_miss), QUICK).checks
        assert not any(check.passed for check in checks)


# --- claims ---------------------------------------------------------------------------------------


def claim(*arguments, near_misses=()):
    texts = ("c", "", "", "", "")
    return Claim(*texts, ONE_IS_ONE, arguments, near_misses, instances=ONCE)


ONE_IS_ONE = Proposition((), Compared(Whole(1), "=", Whole(1)))
ONCE = Instances(lambda: [{}], lambda _: {})


def is_so(it: bool) -> str:
    ensure(it, "it isn't")
    return "it was so"


TRUE = Argument("it is so", "exact numbers", is_so, True, Twin("it isn't", False))
REFUTED = FalseClaim("n", "one is two", "they look alike", lambda: "1 is not 2")


def test_a_claim_passes_if_all_its_arguments_do() -> None:
    verdict = check_claim(claim(TRUE, near_misses=(REFUTED,)), QUICK)
    assert verdict.passed
    found = "8 instances, 7 of them drawn; the premises hold of 8, and so does the statement"
    assert [(c.route, c.detail, c.part) for c in verdict.checks] == [
        ("exact numbers", "it was so", "essential"),
        ("as printed", found, "beside"),
    ]


@pytest.mark.parametrize(
    ("fault", "detail"),
    [
        (lambda _: ensure(False, "it isn't"), "it isn't"),
        (lambda n: 1 / n, "ZeroDivisionError: division by zero"),
        (str, "it holds as well of its false twin: one for none"),
    ],
)
def test_a_false_argument_fails_its_claim_alone(fault, detail):
    false = Argument("", "all shapes", fault, 0, Twin("one for none", 1))
    verdict = check_claim(claim(false, TRUE, near_misses=(REFUTED,)))
    assert [c.passed for c in verdict.checks] == [False, True, True]
    assert not verdict.passed
    assert verdict.checks[0].detail == detail


def test_a_claim_that_is_false_as_printed_does_not_pass():
    two = Proposition((), Compared(Whole(1), "=", Whole(2)))
    false = dataclasses.replace(claim(TRUE, near_misses=(REFUTED,)), statement=two)
    verdict = check_claim(false)
    assert [c.passed for c in verdict.checks] == [True, False]
    assert not verdict.passed


def so(route, part="essential"):
    return dataclasses.replace(TRUE, route=route, part=part)


@pytest.mark.parametrize(
    ("arguments", "shows", "since"),
    [
        ([so("all shapes")], PROVED, ()),
        ([so("all shapes"), so("every depth")], PROVED, ()),
        ([so("all shapes"), so("exact numbers", "beside")], PROVED, ()),
        ([so("all shapes"), so("explicit entries")], AT_SHAPES, (2,)),
        ([so("exact numbers"), so("explicit entries")], TESTED, (1,)),
    ],
)
def test_a_claim_is_as_strong_as_its_weakest_essential_argument(arguments, shows, since):
    strength = strength_of(claim(*arguments))
    assert strength.shows == shows
    assert strength.since == tuple(f"argument {n} is by {arguments[n - 1].route}" for n in since)


WEAK = dataclasses.replace(claim(so("exact numbers")), name="weak")
STRONG = dataclasses.replace(claim(so("all shapes")), name="strong", rests=("weak",))


def test_strength_is_inherited_through_all_that_a_statement_rests_on(monkeypatch):
    further = dataclasses.replace(STRONG, name="further", rests=("strong",))
    for module in (routes, catalogue):
        monkeypatch.setattr(module, "STATEMENTS", (WEAK, STRONG, further))
    assert strength_of(STRONG) == Strength(TESTED, ("it rests on weak",))
    assert strength_of(further) == Strength(TESTED, ("it rests on weak",))
    assert check_claim(further).strength == strength_of(further)
    unlisted = dataclasses.replace(further, name="unlisted")
    assert strength_of(unlisted) == Strength(TESTED, ("it rests on weak",))
    assert set(routes.not_for_every_size()) == {"weak", "strong", "further"}


def test_a_theorem_inherits_from_the_claim_that_proves_its_hypothesis(monkeypatch):
    supposed = dataclasses.replace(SUMS, proved_by="weak")
    theorem = dataclasses.replace(GOOD, name="supposes", hypotheses=(supposed,))
    assert check_theorem(theorem).strength == Strength(PROVED)
    monkeypatch.setattr(routes, "STATEMENTS", (WEAK, theorem))
    monkeypatch.setattr(catalogue, "STATEMENTS", (WEAK, theorem))
    assert strength_of(theorem) == Strength(TESTED, ("it rests on weak",))


NOT_FOR_EVERY_SIZE: set[str] = set()
"""The list that docs print: a name may go from it; one that comes lowers what is said."""


def test_what_is_not_proved_for_every_size():
    assert set(routes.not_for_every_size()) == NOT_FOR_EVERY_SIZE


@pytest.mark.parametrize("search", [lambda: "", lambda: 1 / 0])
def test_a_near_miss_that_stands_or_a_search_that_crashes_refutes_nothing(search):
    verdict = check_claim(claim(TRUE, near_misses=(dataclasses.replace(REFUTED, search=search),)))
    assert not verdict.refutations[0].refuted
    assert not verdict.passed


# --- hypotheses -----------------------------------------------------------------------------------

P = Letter(matrix("P", "n", "n", kind="stochastic"))
B = Letter(matrix("B", "n", "n"))
ONES = Letter(matrix("1", "n", "one", kind="ones"))
SUMS = Hypothesis("rows sum to 1", P @ ONES, ONES, "P is a softmax")


def theorem(*steps, hypotheses=(SUMS,)):
    return Theorem("t", "", "", "", "", steps, (), hypotheses=hypotheses)


GOOD = theorem(Step(product(B, P, P, ONES)), Step(B @ ONES, SUMS.name))


def test_a_hypothesis_is_used_by_its_name_and_is_needed() -> None:
    verdict = check_theorem(GOOD)
    assert all(check.passed for check in verdict.checks)
    assert [r.name for r in verdict.refutations] == ["without: rows sum to 1"]
    assert verdict.passed


def test_a_hypothesis_that_is_not_needed_fails() -> None:
    idle = theorem(
        Step(product(B, P.T.T, ONES)),
        Step(product(B, P, ONES), "transpose"),
    )
    verdict = check_theorem(idle)
    assert not verdict.refutations[0].refuted
    assert not verdict.passed


def test_a_hypothesis_is_not_used_where_it_does_not_fit() -> None:
    wrong = theorem(Step(product(B, ONES)), Step(ONES, SUMS.name))
    assert not check_theorem(wrong).checks[0].passed
    transposed = theorem(Step(product(P.T, ONES)), Step(ONES, SUMS.name))
    assert not check_theorem(transposed).checks[0].passed


def test_the_transpose_of_a_hypothesis_holds_as_well() -> None:
    turned = theorem(Step(product(ONES.T, P.T, B)), Step(ONES.T @ B, SUMS.name))
    assert check_theorem(turned).passed


def test_a_false_hypothesis_falls_by_numbers() -> None:
    false = dataclasses.replace(SUMS, left=ONES.T @ P, right=ONES.T)
    columns = theorem(
        Step(product(ONES.T, P, B)), Step(ONES.T @ B, false.name), hypotheses=(false,)
    )
    checks = {c.route: c.passed for c in check_theorem(columns).checks}
    assert checks["all shapes"]  # given the hypothesis, it follows
    assert not checks["explicit entries"]
    assert not checks["exact numbers"]


# --- what each route says of what it found --------------------------------------------------------

BY_NAME = {theorem.name: theorem for theorem in THEOREMS}
DRAWS = "equal on 7 draws, 7 of them not zero, and on one from ±2³¹"
FOUND = {
    "mixed_product": [
        ("every index", "the same 1 sum of products of entries", 1),
        ("explicit entries",
         "identical polynomials over ℤ at n = 2, m = 3, p = 4, q = 3, r = 2, s = 1;"
         " n = 3, m = 1, p = 2, q = 2, r = 3, s = 4", 72),
        ("exact numbers", DRAWS, 8),
    ],
    "trace": [
        ("every index", "the same 1 sum of products of entries", 1),
        ("explicit entries", "identical polynomials over ℤ at n = 2, q = 3; n = 3, q = 2", 2),
        ("exact numbers", "equal on 7 draws, 3 of them not zero, and on one from ±2³¹", 8),
    ],
    "virtual_weights": [
        ("all shapes", "2 steps replayed; both sides: the same 2 terms", 2),
        ("every index", "the same 2 sums of products of entries", 2),
        ("explicit entries",
         "identical polynomials over ℤ at n_ctx = 3, d_model = 2, d_mlp = 3;"
         " n_ctx = 2, d_model = 3, d_mlp = 2", 13),
        ("exact numbers", DRAWS, 8),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", FOUND)
def test_each_route_says_what_it_found_and_how_many_cases_it_tried(name) -> None:
    checks = check_theorem(BY_NAME[name], QUICK).checks
    assert [(c.route, c.detail, c.cases) for c in checks] == FOUND[name]


def test_what_was_drawn_is_said_so_that_it_can_be_drawn_again() -> None:
    (check,) = (
        c for c in check_theorem(BY_NAME["vec"], QUICK).checks if c.route == "exact numbers"
    )
    tried_on = dict(check.tried_on)
    sizes = tried_on.pop("sizes")
    seeds = [n * FULL.draws // QUICK.draws for n in range(QUICK.draws)]
    assert tried_on == {"draws": QUICK.draws, "seeds": seeds, "large_range_seed": 0}
    theorem = BY_NAME["vec"]
    again = draws((theorem.left, theorem.right), seeds)
    assert sizes == [dict(values.sizes) for values in again]


def said_of(left, right):
    theorem = Theorem("t", "", CHAPTER_OF_LAWS, "", "", (Step(left), Step(right, ENTRIES)), ())
    return {check.route: check.detail for check in check_theorem(theorem, QUICK).checks}


def test_a_route_says_why_it_refuses() -> None:
    told = said_of(A @ W, W @ A)
    assert told["every index"] == "the entries' sums differ"
    assert told["explicit entries"] == "entries differ as polynomials at n = 2"
    assert told["exact numbers"].startswith("n = 2\nA = [[")
    nothing = said_of(A - A, W - W)
    assert nothing["every index"] == "both sides are zero: the equality would say nothing"
    assert nothing["explicit entries"] == nothing["every index"]
    assert nothing["exact numbers"] == (
        "both sides are zero on every draw: the equality would say nothing"
    )


def test_what_small_numbers_make_equal_falls_by_large_ones() -> None:
    """Entries from −2 to 3 are roots of a polynomial of degree six."""
    a = Letter(matrix("a", "one", "one"))
    one = Identity(("one",))
    vanishing = product(*(a - k * one for k in range(-2, 4)))
    told = said_of(vanishing + a, a)
    assert told["exact numbers"] == "a draw from ±2³¹ tells the sides apart"
