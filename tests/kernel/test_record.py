"""The record of what Rocq accepted fits the statements as they were then, and no others."""

from dataclasses import replace

from refmath.kernel.record import ACCEPTED, CHANGED, left_out_of, recorded, state_of, states
from refmath.theorems.catalogue import STATEMENTS, THEOREMS


def test_every_statement_is_accepted_as_it_is_now_or_says_what_it_leaves_out() -> None:
    for statement in STATEMENTS:
        left_out = left_out_of(statement)
        assert states()[statement.name] == (f"leaves out: {left_out}" if left_out else ACCEPTED)


def test_a_statement_that_has_changed_is_not_accepted_by_the_old_record() -> None:
    theorem = THEOREMS[0]
    assert state_of(theorem) == ACCEPTED
    assert state_of(replace(theorem, steps=(*theorem.steps, theorem.steps[0]))) == CHANGED


def test_the_record_names_the_versions_and_nothing_that_is_left_out() -> None:
    assert recorded()["rocq"]
    assert recorded()["mathcomp"]
    whole = {statement.name for statement in STATEMENTS if not left_out_of(statement)}
    assert set(recorded()["statements"]) == whole
