"""The record of what Rocq accepted fits the statements as they were then, and no others."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from refmath.evidence.checksum import checksum
from refmath.kernel import record
from refmath.kernel.claims import BY_CLAIM
from refmath.kernel.files import all_files, digest
from refmath.kernel.record import (
    ACCEPTED,
    CHANGED,
    NOT_YET_ACCEPTED,
    left_out_of,
    recorded,
    said_in_one_line,
    said_of,
    state_of,
    states,
)
from refmath.theorems.catalogue import STATEMENTS, THEOREMS

README = Path(__file__).parents[2] / "README.md"


def test_every_statement_is_accepted_as_it_is_now_or_says_why_not() -> None:
    state_by_name = states()
    for statement in STATEMENTS:
        left_out, state = left_out_of(statement), state_by_name[statement.name]
        if not left_out:
            assert state == ACCEPTED
        elif statement.name in BY_CLAIM:
            assert state == f"leaves out: {left_out}"
        else:
            assert state == f"{NOT_YET_ACCEPTED}: {left_out}"


def test_a_statement_that_has_changed_is_not_accepted_by_the_old_record() -> None:
    theorem = THEOREMS[0]
    assert state_of(theorem) == ACCEPTED
    assert state_of(replace(theorem, steps=(*theorem.steps, theorem.steps[0]))) == CHANGED


def test_a_statement_that_was_never_recorded_is_not_said_to_have_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    statements = dict(recorded()["statements"])
    del statements[THEOREMS[0].name]
    without: Mapping[str, Any] = {**recorded(), "statements": statements}
    monkeypatch.setattr(record, "recorded", lambda: without)
    assert state_of(THEOREMS[0]) == NOT_YET_ACCEPTED


def test_the_record_names_the_versions_and_nothing_that_is_left_out() -> None:
    assert recorded()["rocq"]
    assert recorded()["mathcomp"]
    whole = {statement.name for statement in STATEMENTS if not left_out_of(statement)}
    assert set(recorded()["statements"]) == whole


def test_what_rocq_accepted_are_the_files_that_are_here() -> None:
    assert recorded()["proofs"] == digest(all_files()), "python -m refmath.kernel --record"


def test_the_readme_says_how_much_rocq_has_accepted() -> None:
    assert said_in_one_line() in " ".join(README.read_text(encoding="utf-8").split())


def test_what_verify_says_of_rocq_fits_into_80_columns() -> None:
    first, *others = said_of({statement.name: checksum(statement) for statement in STATEMENTS})
    assert len(first) <= 80
    assert first.startswith(f"{len(recorded()['statements'])} of {len(STATEMENTS)} statements")
    assert len(others) == sum(bool(left_out_of(statement)) for statement in STATEMENTS)
