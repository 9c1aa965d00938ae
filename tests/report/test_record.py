"""The record: a schema that stays."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

import refmath
from refmath.evidence.verdict import TESTED, Check, Refutation, Strength, Verdict
from refmath.kernel.record import ACCEPTED, CHANGED, recorded
from refmath.report import record as room
from refmath.report.record import record, version_of, write_record

GOOD = Verdict(
    "good",
    "A ⊗ W",
    "Chapter",
    (Check("all shapes", True, "2 steps", 0.25),),
    (Refutation("wrong", r"A \otimes W", "it looks so", True, "entry (0, 0)", 0.5),),
)
BAD = replace(GOOD, name="bad", refutations=())


def test_the_keys_of_the_schema_stay() -> None:
    """Whoever reads a record counts on these; under this number, keys are only ever added."""
    found = record([GOOD])
    assert found["schema"] == "refmath-record/1"
    assert set(found) >= {"refmath", "python", "numpy", "sympy", "passed", "seconds", "verdicts"}
    (verdict,) = found["verdicts"]
    assert set(verdict) >= {
        *("name", "title", "chapter", "passed", "seconds", "strength", "checks", "refutations")
    }
    assert set(verdict["checks"][0]) >= {"route", "passed", "detail", "seconds", "part"}
    assert set(verdict["refutations"][0]) >= {
        *("name", "statement", "tempting", "refuted", "counterexample", "seconds")
    }


def test_every_key_stands_in_the_schema_as_documented() -> None:
    found = record([GOOD])
    (verdict,) = found["verdicts"]
    kernel = record([replace(GOOD, name="vec")])["verdicts"][0]["kernel"]
    for keys in (found, verdict, verdict["checks"][0], verdict["refutations"][0], kernel):
        for key in keys:
            assert key in (room.__doc__ or "")


def test_it_says_what_the_verdicts_say() -> None:
    found = record([GOOD, BAD])
    assert not found["passed"]
    assert found["seconds"] == 0.25 + 0.5 + 0.25
    assert [(v["name"], v["passed"], v["seconds"]) for v in found["verdicts"]] == [
        ("good", True, 0.75),
        ("bad", False, 0.25),
    ]
    assert record([GOOD])["passed"]


def test_it_says_what_each_statement_is_shown_for() -> None:
    weak = replace(GOOD, strength=Strength(TESTED, ("it rests on another",)))
    assert [v["strength"] for v in record([GOOD, weak])["verdicts"]] == [
        None,
        {"shows": "what was drawn or listed", "since": ("it rests on another",)},
    ]
    assert record([GOOD])["verdicts"][0]["checks"][0]["part"] == "essential"


def test_it_says_what_rocq_has_accepted_of_what_was_checked() -> None:
    statement = replace(GOOD, name="vec", checksum=recorded()["statements"]["vec"])
    changed = replace(statement, checksum="0" * 16)
    found = [v["kernel"] for v in record([statement, changed, GOOD])["verdicts"]]
    assert found[0] == {
        "rocq": recorded()["rocq"],
        "mathcomp": recorded()["mathcomp"],
        "accepted": True,
        "state": ACCEPTED,
        "near_misses": [n for n in recorded()["near_misses"] if ".vec__" in n],
    }
    assert found[0]["near_misses"]
    assert (found[1]["accepted"], found[1]["state"]) == (False, CHANGED)
    assert found[2] is None


def test_nothing_verified_is_not_passed() -> None:
    assert record([])["passed"] is False


def test_what_is_written_is_read_again_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    write_record(path, (verdict for verdict in (GOOD, BAD)))
    assert json.loads(path.read_text(encoding="utf-8")) == json.loads(
        json.dumps(record([GOOD, BAD]))
    )
    assert "⊗" in path.read_text(encoding="utf-8")
    assert path.read_bytes().endswith(b"}\n")


@pytest.mark.parametrize("seconds", [float("nan"), float("inf")])
def test_a_number_that_json_has_no_word_for_is_refused_and_the_old_file_stays(
    seconds: float, tmp_path: Path
) -> None:
    path = tmp_path / "record.json"
    path.write_text("old")
    with pytest.raises(ValueError, match="Out of range"):
        write_record(path, [replace(GOOD, checks=(Check("all shapes", True, "", seconds),))])
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("record.json", "old")]


def test_a_distribution_that_is_not_installed_has_an_unknown_version() -> None:
    assert version_of("no-such-distribution-of-that-name") == "unknown"
    assert version_of("numpy")[0].isdigit()


def test_our_version_is_that_of_the_files_whatever_was_installed(monkeypatch):
    monkeypatch.setattr(room, "version", lambda _: "0.0.1")
    assert version_of("refmath") == refmath.__version__ != "0.0.1"
