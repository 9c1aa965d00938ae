"""The replay lets a right derivation through, and stops at the first line that doesn't follow."""

import dataclasses

import pytest

from refmath.symbolic.algebra import normal_form
from refmath.symbolic.derivation import (
    CHAPTER_OF_LAWS,
    ENTRIES,
    BrokenStepError,
    Hypothesis,
    Step,
    Theorem,
    forms,
    law,
    lines_by_law,
    replay,
    rests_on,
    theorems_of_step,
)
from refmath.symbolic.expressions import Letter, Named, Scaled, Vec, tensor
from refmath.symbolic.letters import matrix


def free(name, rows, cols):
    return Letter(matrix(name, rows, cols))


A, x, W, V = free("A", "n", "m"), free("x", "m", "p"), free("W", "q", "p"), free("V", "q", "p")
F = Named("F", "F", (), W + V)

RIGHT = Theorem(
    name="two_heads_of_one_pattern",
    title="",
    chapter="",
    source="",
    plain="",
    steps=(
        Step(Vec(A @ x @ F.T)),
        Step(tensor(A, F) @ Vec(x), "vec"),
        Step(tensor(A, W + V) @ Vec(x), "definition of F"),
        Step((tensor(A, W) + tensor(A, V)) @ Vec(x), "bilinearity"),
        Step(tensor(A, V) @ Vec(x) + tensor(A, W) @ Vec(x), "distributivity"),
    ),
    near_misses=(),
)


def changed(*steps):
    return dataclasses.replace(RIGHT, steps=steps)


def test_a_right_derivation_is_replayed_to_its_end() -> None:
    assert replay(RIGHT, {}) == 4
    one, other = forms(RIGHT)
    assert one == other == normal_form(RIGHT.left)
    assert rests_on(RIGHT) == ("vec", "definition of F", "bilinearity", "distributivity")


def test_the_shapes_of_the_letters_are_read_from_both_sides() -> None:
    assert set(RIGHT.shapes) == {"A: n × m", "x: m × p", "W: q × p", "V: q × p"}


@pytest.mark.parametrize("k", range(1, 4))
def test_a_missing_line_is_found(k):
    steps = RIGHT.steps[:k] + RIGHT.steps[k + 1 :]
    with pytest.raises(BrokenStepError, match=f"line {k} doesn't follow from line {k - 1} by"):
        replay(changed(*steps), {})


@pytest.mark.parametrize("k", range(1, 5))
@pytest.mark.parametrize("by", ["transpose", "mixed product", "trace", "definition of W_OV"])
def test_a_wrongly_named_identity_is_found(k, by):
    steps = list(RIGHT.steps)
    steps[k] = Step(steps[k].line, by)
    with pytest.raises(BrokenStepError, match=f"line {k} doesn't follow .* by '{by}'"):
        replay(changed(*steps), {})


def test_a_false_line_is_found_even_if_a_later_one_mends_it() -> None:
    wrong = Step(tensor(A, Scaled(-1, F)) @ Vec(x), "vec")
    with pytest.raises(BrokenStepError, match="line 1 doesn't follow"):
        replay(changed(RIGHT.steps[0], wrong, *RIGHT.steps[2:]), {})


def test_a_line_that_repeats_the_one_above_is_no_step() -> None:
    again = Step(RIGHT.steps[1].line, "vec")
    with pytest.raises(BrokenStepError, match="line 2 says the same as line 1"):
        replay(changed(*RIGHT.steps[:2], again), {})


def test_a_line_of_another_shape_is_found() -> None:
    with pytest.raises(BrokenStepError, match="line 1 has another shape"):
        replay(changed(RIGHT.steps[0], Step(A @ x, "vec")), {})


def test_the_first_line_follows_from_nothing_and_is_not_the_last() -> None:
    with pytest.raises(BrokenStepError, match="expected no identity for line 0, got 'vec'"):
        replay(changed(Step(RIGHT.left, "vec"), *RIGHT.steps[1:]), {})
    with pytest.raises(BrokenStepError, match="two lines or more"):
        replay(changed(RIGHT.steps[0]), {})


def test_an_identity_that_nobody_has_proved_is_refused_with_those_there_are() -> None:
    with pytest.raises(
        BrokenStepError, match=r"name: expected an identity \(.*vec.*\), got 'wishing'"
    ):
        law("wishing", {})


def test_an_earlier_theorem_may_be_used_and_a_later_one_not() -> None:
    by_it = changed(RIGHT.steps[0], Step(RIGHT.right, RIGHT.name))
    assert replay(by_it, {RIGHT.name: RIGHT}) == 1
    with pytest.raises(BrokenStepError, match=f"name: expected an identity .*, got '{RIGHT.name}'"):
        replay(by_it, {})


def test_a_law_of_the_algebra_says_that_it_is_proved_by_its_entries() -> None:
    by_entries = dataclasses.replace(
        RIGHT, chapter=CHAPTER_OF_LAWS, steps=(RIGHT.steps[0], Step(RIGHT.right, ENTRIES))
    )
    assert by_entries.by_entries
    assert not RIGHT.by_entries
    assert replay(by_entries, {}) == 1


def test_entry_by_entry_is_open_to_laws_of_the_first_chapter_alone() -> None:
    with pytest.raises(BrokenStepError, match=r"expected a law of '1 The algebra' .*, got one of"):
        changed(RIGHT.steps[0], Step(RIGHT.right, ENTRIES))


@pytest.mark.parametrize(
    "name", ["vec", "mixed product", "definition of F", ENTRIES, "earlier_one"]
)
def test_a_hypothesis_bears_no_name_of_a_statement(name) -> None:
    false = Hypothesis(name, A, Scaled(2, A), "it is not")
    theorem = dataclasses.replace(RIGHT, hypotheses=(false,))
    with pytest.raises(BrokenStepError, match=f"with a name of its own, got {name!r}"):
        replay(theorem, {"earlier_one": RIGHT})
    replay(dataclasses.replace(RIGHT, hypotheses=(Hypothesis("A", A, A, ""),)), {})


def test_what_is_supposed_is_used_under_its_name() -> None:
    hypothesis = Hypothesis("A is twice itself", A, Scaled(2, A), "it is not")
    assert law(hypothesis.name, {}, (hypothesis,)).name == hypothesis.name


def test_lines_that_follow_by_a_law_are_paired_and_those_by_a_hypothesis_are_not() -> None:
    first, second, third, *_ = (step.line for step in RIGHT.steps)
    supposed = Hypothesis("A is twice itself", A, Scaled(2, A), "it is not")
    steps = (Step(first), Step(second, "vec"), Step(third, supposed.name), Step(first, "vec"))
    theorem = dataclasses.replace(RIGHT, steps=steps, hypotheses=(supposed,))
    assert lines_by_law(theorem) == ((first, second), (third, first))
    assert len(lines_by_law(RIGHT)) == 4


def test_the_theorems_of_a_step_are_those_whose_equations_it_uses() -> None:
    by_it = Step(RIGHT.right, RIGHT.name)
    found = law(RIGHT.name, {RIGHT.name: RIGHT})
    assert theorems_of_step(RIGHT.left, by_it, found) == (RIGHT.name,)
    assert theorems_of_step(A, Step(A, RIGHT.name), found) == ()
    assert theorems_of_step(A, by_it, found) == ()
    above, step = RIGHT.steps[0].line, RIGHT.steps[1]
    assert theorems_of_step(above, step, law("vec", {})) == ("vec",)
