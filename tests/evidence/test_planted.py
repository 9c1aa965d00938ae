"""The planted faults: each comes out as it must, and is missed where it doesn't."""

import time
from collections import Counter
from dataclasses import fields, replace

import pytest

from refmath.evidence.effort import SELF_TEST
from refmath.evidence.planted import AGREEMENTS, CLAIMS, PLANTED, THEOREMS, TRAINED
from refmath.evidence.verdict import ROUTES, Verdict
from refmath.evidence.verify import job_names, run_job

BY_NAME = {planted.job.name: planted for planted in PLANTED}


@pytest.mark.parametrize("name", BY_NAME)
def test_each_comes_out_as_the_fault_it_is(name):
    verdict = run_job(name, SELF_TEST)
    assert BY_NAME[name].unnoticed(verdict) == ()
    assert not verdict.passed


def test_they_are_what_is_verified_beside_them_but_for_the_fault():
    for planted in PLANTED:
        assert planted.job.title == "A planted fault"
        said = (field.name for field in fields(planted.job) if field.type == "str")
        assert all(type(getattr(planted.job, name)) is str for name in said)


def test_they_have_names_of_their_own():
    assert len(BY_NAME) == len(PLANTED) == len((*THEOREMS, *CLAIMS, *AGREEMENTS, *TRAINED))
    assert not set(BY_NAME) & set(job_names())


def test_every_route_has_something_that_must_fail_by_it_and_something_that_must_pass():
    for room in (THEOREMS, (*AGREEMENTS, *TRAINED)):
        fails = Counter(route for planted in room for route, reason in planted.fails if reason)
        passes = Counter(route for planted in room for route, reason in planted.fails if not reason)
        assert set(fails) >= set(passes)
    fails = {route for planted in CLAIMS for route, reason in planted.fails if reason}
    assert fails == set(ROUTES)


def test_every_kind_has_a_near_miss_that_must_stand_and_one_that_must_fall():
    for room in (THEOREMS, CLAIMS, AGREEMENTS, TRAINED):
        near_misses = {near.name for planted in room for near in planted.job.near_misses}
        stand = {name for planted in room for name in planted.stands}
        assert stand
        assert stand < near_misses


@pytest.mark.parametrize("name", BY_NAME)
def test_one_that_is_taken_for_right_is_missed(name):
    """Each check turned round, each near miss, all of them, none, another's verdict."""
    planted, verdict = BY_NAME[name], run_job(name, SELF_TEST)
    wrong = [Verdict(name, "", "", (), ())] if verdict.checks or verdict.refutations else []
    wrong.append(replace(verdict, name="other"))
    for n, check in enumerate(verdict.checks):
        turned = replace(check, passed=not check.passed)
        wrong.append(
            replace(verdict, checks=(*verdict.checks[:n], turned, *verdict.checks[n + 1 :]))
        )
        wrong.append(replace(verdict, checks=(*verdict.checks[:n], *verdict.checks[n + 1 :])))
        if not check.passed:
            crashed = replace(check, detail="TypeError: it crashed")
            checks = (*verdict.checks[:n], crashed, *verdict.checks[n + 1 :])
            wrong.append(replace(verdict, checks=checks))
    for n, found in enumerate(verdict.refutations):
        others = (verdict.refutations[:n], verdict.refutations[n + 1 :])
        turned = replace(found, refuted=not found.refuted)
        wrong.append(replace(verdict, refutations=(*others[0], turned, *others[1])))
        wrong.append(replace(verdict, refutations=(*others[0], *others[1])))
    for taken in wrong:
        assert planted.unnoticed(taken), taken


def test_all_of_them_take_less_than_a_second():
    begun = time.process_time()
    for name in BY_NAME:
        run_job(name, SELF_TEST)
    assert time.process_time() - begun < 1
