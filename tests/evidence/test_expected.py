"""The list of what must come back: up to date, and whatever departs from it is an objection."""

import json
from dataclasses import replace

import pytest

from refmath.evidence import expected as room
from refmath.evidence.agreements import AGREEMENTS
from refmath.evidence.checksum import checksum
from refmath.evidence.effort import DEEP, FULL, QUICK, SELF_TEST
from refmath.evidence.expected import RENEW, digest, expected_list, held_against
from refmath.evidence.near_misses import without_hypotheses
from refmath.evidence.on_trained import TRAINED
from refmath.evidence.routes import routes_of
from refmath.evidence.verify import job_names, run_job
from refmath.symbolic.claims import Claim
from refmath.symbolic.derivation import Theorem
from refmath.symbolic.latex import statement_latex
from refmath.theorems.catalogue import STATEMENTS

JOBS = (*STATEMENTS, *AGREEMENTS, *TRAINED)


def test_the_list_is_up_to_date():
    assert list(expected_list()) == sorted(job.name for job in JOBS), RENEW
    for job in JOBS:
        expected = expected_list()[job.name]
        assert expected.checksum == checksum(job), f"{job.name}: {RENEW}"
        is_theorem = isinstance(job, Theorem)
        near_misses = (*job.near_misses, *(without_hypotheses(job) if is_theorem else ()))
        assert expected.near_misses == tuple(each.name for each in near_misses), RENEW


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda s: s.name)
def test_it_says_every_statement_and_its_routes(statement):
    expected = expected_list()[statement.name]
    assert expected.statement == statement_latex(statement), RENEW
    routes = tuple(route for route, *_ in expected.checks)
    if isinstance(statement, Claim):
        assert len(routes) == len(statement.arguments) + 1, RENEW  # and the one as printed
    assert tuple(dict.fromkeys(routes)) == routes_of(statement), RENEW


def test_everything_is_tried_in_one_case_or_more_and_in_no_fewer_in_full():
    for expected in expected_list().values():
        assert expected.checks
        assert expected.near_misses
        assert all(full >= quick > 0 for _, full, quick in expected.checks), expected.name


def test_the_file_has_a_line_for_each_statement():
    lines = room._file().decode().splitlines()
    assert (lines[0], lines[-1]) == ("[", "]")
    assert [json.loads(line.strip(","))["name"] for line in lines[1:-1]] == list(expected_list())


def test_a_list_that_a_merge_left_in_conflict_says_what_to_do(monkeypatch):
    monkeypatch.setattr(room, "_file", lambda: b"[\n<<<<<<< HEAD\n")
    with pytest.raises(RuntimeError, match="`make expected` writes the list anew"):
        expected_list.__wrapped__()


def test_the_digest_is_of_the_file(monkeypatch):
    before = digest()
    monkeypatch.setattr(room, "_file", lambda: b"[]")
    assert digest() != before


@pytest.mark.parametrize("effort", [FULL, QUICK], ids=lambda effort: effort.name)
@pytest.mark.parametrize("name", ["vec", "circuits_are_the_products", "low_rank"])
def test_what_comes_back_is_what_is_expected(name, effort):
    held = held_against(expected_list()[name], name, run_job(name, effort), effort)
    assert held.objections == ()
    assert held.passed


def test_another_effort_asks_for_one_case_at_least():
    verdict = run_job("vec", SELF_TEST)
    assert held_against(expected_list()["vec"], "vec", verdict, SELF_TEST).passed
    none = replace(verdict, checks=tuple(replace(c, cases=0) for c in verdict.checks))
    assert not held_against(expected_list()["vec"], "vec", none, SELF_TEST).passed


def test_the_deep_effort_asks_for_no_fewer_cases_than_the_full_one():
    verdict, expected = run_job("vec", DEEP), expected_list()["vec"]
    assert held_against(expected, "vec", verdict, DEEP).passed
    assert verdict.checks[-1].cases == DEEP.draws + 1
    few = replace(verdict, checks=run_job("vec", QUICK).checks)
    assert held_against(expected, "vec", few, DEEP).objections == (
        "exact numbers: expected 26 cases or more, got 8",
    )


def test_objections_add_up_and_a_failure_stays_one():
    verdict = replace(run_job("vec"), name="trace", objections=("another",))
    assert held_against(expected_list()["vec"], "vec", verdict, FULL).objections == (
        "another",
        "asked for vec, got trace",
    )


def test_faults_in_plain_sight_are_noticed_and_would_be_missed(monkeypatch):
    assert room.unnoticed_by_the_list() == []
    monkeypatch.setattr(room, "_objections", lambda *_: ())
    assert room.unnoticed_by_the_list() == [
        "another's verdict was taken for right",
        "another statement was taken for right",
        "another route was taken for right",
        "a case left out was taken for right",
        "no cases at all was taken for right",
        "a statement that isn't in the list was taken for right",
    ]


def test_all_names_are_those_of_the_list():
    assert set(job_names()) == set(expected_list())
