"""What runs when a route is walked is what it is said to trust; and routes share what they say."""

import sys
from pathlib import Path

import pytest

import refmath
from refmath.evidence import routes
from refmath.evidence.effort import QUICK
from refmath.evidence.routes import check_claim, walked_by
from refmath.evidence.trusted import of_claims, of_theorems, on_the_way, shared_by_routes
from refmath.evidence.verdict import BY_ROUTE
from refmath.symbolic.claims import Claim
from refmath.theorems.catalogue import STATEMENTS

PACKAGE = Path(refmath.__file__).parent
BY_NAME = {statement.name: statement for statement in STATEMENTS}
WALKED = [route for route in BY_ROUTE if walked_by(route)]
WORDS = {"refmath.symbolic.words", "refmath.symbolic.word_laws"}
INDEX = {f"refmath.symbolic.index_{name}" for name in ("canon", "entries", "facts", "normal")}
SOME = ("mixed_product", "one_layer", "two_layers_computed", "head_after_rms_norm", "v_composition")


def run_of(function, *arguments):
    """The functions of this package that run, by module and first line."""
    ran = set()

    def note(frame, event, _):
        if event == "call":
            ran.add(frame.f_code)

    sys.setprofile(note)
    try:
        function(*arguments)
    finally:
        sys.setprofile(None)
    return {place for code in ran for place in place_of(code)}


def place_of(code):
    path = Path(code.co_filename)
    if path.is_relative_to(PACKAGE) and code.co_name != "<module>":
        yield (
            ".".join(("refmath", *path.relative_to(PACKAGE).with_suffix("").parts)),
            (code.co_firstlineno),
        )


def beyond(ran, trusted):
    """What ran and isn't trusted."""
    return {(module, line) for module, line in ran if line not in trusted.lines.get(module, ())}


@pytest.mark.parametrize("route", WALKED)
def test_what_runs_for_a_theorem_is_trusted(route):
    walk, trusted = walked_by(route), of_theorems(route)
    for name in SOME:
        statement = BY_NAME[name]
        if routes._WALKS[route].leads_to(statement):
            assert not beyond(run_of(walk, statement, QUICK), trusted)


CLAIMS = [s for s in STATEMENTS if isinstance(s, Claim)]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: c.name)
def test_what_runs_for_an_argument_is_trusted(claim):
    for argument in claim.arguments:
        ran = run_of(argument.check, argument.of)
        assert not beyond(ran, of_claims(argument.route)), argument.says


def test_what_runs_beyond_is_seen():
    """The walk by words runs what the walk by index doesn't trust."""
    ran = run_of(walked_by("all shapes"), BY_NAME["one_layer"], QUICK)
    assert {module for module, _ in beyond(ran, of_theorems("every index"))} >= WORDS


def test_the_routes_share_no_more_than_is_said():
    """Expressions with their types and indices, and what runs a check; of the algebra the types."""
    assert set(shared_by_routes()) == {
        "refmath.evidence.routes",
        "refmath.evidence.verdict",
        "refmath.symbolic.algebra",
        "refmath.symbolic.claims",
        "refmath.symbolic.derivation",
        "refmath.symbolic.expressions",
        "refmath.symbolic.letters",
    }
    trusted = {route: of_theorems(route) for route in WALKED}
    assert set(trusted["all shapes"].lines) >= WORDS
    assert set(trusted["every index"].lines) >= INDEX
    for route in WALKED:
        assert (route == "all shapes") == bool(WORDS & set(trusted[route].lines))
        assert (route == "every index") == bool(INDEX & set(trusted[route].lines))
    of_the_algebra = [len(trusted[route].lines["refmath.symbolic.algebra"]) for route in WALKED]
    assert max(of_the_algebra[1:]) < 80 < of_the_algebra[0]


def test_what_carries_a_verdict_is_named_beside_the_routes():
    assert {"refmath.evidence.verify", "refmath.evidence.compared"} <= set(on_the_way())
    assert not set(on_the_way()) & set(of_theorems("exact numbers").lines)
    assert check_claim.__module__ not in on_the_way()


def test_no_theorem_goes_by_every_depth_and_no_claim_by_floats():
    assert of_theorems("every depth") is None
    assert of_claims("floating point") is None


def test_the_packages_beneath_are_named():
    assert of_theorems("explicit entries").packages == ("sympy",)
    assert of_theorems("exact numbers").packages == ("numpy",)
    assert of_theorems("every index").packages == ()
