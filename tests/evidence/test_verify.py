"""What can be verified, by name: the whole catalogue, in reading order, and nothing else."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from refmath.evidence import verify
from refmath.evidence.agreements import AGREEMENTS
from refmath.evidence.effort import QUICK, Effort
from refmath.evidence.on_trained import TRAINED
from refmath.evidence.verdict import Verdict
from refmath.theorems.catalogue import STATEMENTS as THEOREMS


def test_all_names_are_theorems_agreements_and_trained_models_and_none_stands_twice() -> None:
    names = verify.job_names()
    assert names == tuple(each.name for each in (*THEOREMS, *AGREEMENTS, *TRAINED))
    assert len(set(names)) == len(names)


def test_an_exact_name_means_that_one_alone() -> None:
    longer = [name for name in verify.job_names() if "transpose" in name]
    assert len(longer) > 1, "the test needs a name that is part of another"
    assert verify.job_names("transpose") == ("transpose",)


def test_a_part_of_a_name_means_all_that_contain_it_in_reading_order() -> None:
    found = verify.job_names("layer")
    assert found == tuple(name for name in verify.job_names() if "layer" in name)
    assert len(found) > 1


@pytest.mark.parametrize("asked", ["one_layr", "bilinaerity", "vecs"])
def test_a_name_that_is_none_is_refused_with_the_nearest(asked: str) -> None:
    nearest = {"one_layr": "one_layer", "bilinaerity": "bilinearity", "vecs": "vec"}[asked]
    with pytest.raises(ValueError, match=rf"got '{asked}'; near: .*\b{nearest}\b"):
        verify.job_names(asked)


def test_a_name_near_to_nothing_is_refused_with_all_names() -> None:
    with pytest.raises(ValueError, match="near: ") as refused:
        verify.job_names("QQQ")
    for name in verify.job_names():
        assert name in str(refused.value)


def test_a_job_that_nothing_is_named_after_is_refused() -> None:
    with pytest.raises(
        ValueError, match=r"name: expected a theorem, an agreement or .*, got 'laye'"
    ):
        verify.run_job("laye")


@pytest.mark.parametrize("name", ["vec", "circuits_are_the_products", "trained_models_are_causal"])
def test_a_job_gives_the_verdict_of_that_name(name: str) -> None:
    found = verify.run_job(name)
    assert found.name == name
    assert found.passed


def test_progress_is_told_how_many_verdicts_there_are_and_of_how_many() -> None:
    told: list[tuple[int, int]] = []
    reached = verify.verdicts("bilinearity_on", progress=lambda *n: told.append(n))
    assert told == [(n + 1, len(reached)) for n in range(len(reached))]
    assert [verdict.name for verdict in reached] == ["bilinearity_on_the_right"]


def test_verdicts_come_in_reading_order(monkeypatch: pytest.MonkeyPatch) -> None:
    real = verify.run_job

    def run_job(name: str, effort: Effort) -> Verdict:
        planted = name.startswith("planted_")
        return real(name, effort) if planted else Verdict(name, "", "", (), ())

    monkeypatch.setattr(verify, "run_job", run_job)
    assert tuple(v.name for v in verify.verdicts()) == verify.job_names()


def test_verdicts_are_held_against_what_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "expected_list", dict)
    (verdict,) = verify.verdicts("vec")
    assert not verdict.passed
    assert "isn't in the list of what is expected" in verdict.objections[0]
    monkeypatch.setattr(verify, "check_theorem", lambda t, _: Verdict(t.name, "", "", (), ()))
    with pytest.raises(verify.UnnoticedError):
        verify.verdicts("vec")


def test_the_effort_reaches_every_job(monkeypatch: pytest.MonkeyPatch) -> None:
    efforts = []

    def check(job: Any, effort: Effort) -> Verdict:
        efforts.append(effort)
        return Verdict(job.name, "", "", (), ())

    for name in ("check_theorem", "check_agreement", "check_trained"):
        monkeypatch.setattr(verify, name, check)
    names = ("vec", "circuits_are_the_products", "trained_models_are_causal")
    assert tuple(v.name for v in verify.verdicts_of(names, 1, QUICK)) == names
    assert efforts == [QUICK] * 3


def timeless(verdicts: Sequence[Verdict]) -> list[Verdict]:
    return [
        replace(
            v,
            checks=tuple(replace(c, seconds=0.0) for c in v.checks),
            refutations=tuple(replace(r, seconds=0.0) for r in v.refutations),
        )
        for v in verdicts
    ]


def test_two_processes_give_the_same_verdicts_in_the_same_order() -> None:
    names = ("one_layer", "vec", "circuits_are_the_products", "trace")  # the slowest first
    alone, together = (list(verify.verdicts_of(names, jobs)) for jobs in (1, 2))
    assert tuple(v.name for v in together) == names
    assert timeless(together) == timeless(alone)


def test_where_fewer_faults_or_verdicts_come_back_than_were_sent_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    jobs = ["transpose_of_a_product", "vec"]
    whole = verify.each_of

    def cut(at: int) -> None:
        monkeypatch.setattr(verify, "each_of", lambda *sent: (x for x in list(whole(*sent))[:at]))

    cut(len(verify.PLANTED) + 1)
    first, second = verify.verified(jobs, 1, QUICK)
    assert (first.passed, second.passed) == (True, False)
    cut(1)
    with pytest.raises(verify.UnnoticedError, match=r"^fewer came back than were sent$"):
        list(verify.verified(jobs, 1, QUICK))
