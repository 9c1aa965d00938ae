"""What may be put for a theorem's letters, and what is refused: types, kinds, families, capture."""

import dataclasses

import pytest

from refmath.symbolic.derivation import BrokenStepError, Hypothesis, Step, Theorem, law, replay
from refmath.symbolic.expressions import (
    AmbiguousLetterError,
    HeadSum,
    Named,
    Pattern,
    product,
)
from refmath.symbolic.latex import aligned_latex, letters_in, lines_of
from refmath.symbolic.letters import HeadSet
from refmath.symbolic.substitution import SubstitutionError, instance
from refmath.theorems import softmax
from refmath.theorems.notation import ONES, free, special

n = "n_ctx"
S, T, c = free("S", n, n), free("T", n, n), free("c", n, "one")
Sh, Sg, Th = free("S", n, n, "h"), free("S", n, n, "g"), free("T", n, n, "h")
P, Q = special("first", "P", n, n), special("first", "Q", n, n)
BY_NAME = {theorem.name: theorem for theorem in softmax.THEOREMS}


def test_expressions_stand_for_letters_all_at_once() -> None:
    assert instance((S @ T, T), ((S, T), (T, S))) == (T @ S, S)
    assert instance((S @ T,), ()) == (S @ T,)
    assert instance((P @ S,), ((P, Q),)) == (Q @ S,)


def test_what_has_a_name_and_changes_loses_it() -> None:
    F = Named("F", "F", (), S @ S)
    assert instance((F @ T,), ((S, T),)) == (product(T, T, T),)
    assert instance((F @ T,), ((T, S),)) == (F @ S,)


def test_an_index_that_no_sum_binds_may_be_put() -> None:
    assert instance((S @ T,), ((S, Sh), (T, Th))) == (Sh @ Th,)
    assert instance((HeadSum("h", Th @ S),), ((S, Sg),)) == (HeadSum("h", Th @ Sg),)
    bound = HeadSum("h", Sh)
    assert instance((HeadSum("h", Th @ S),), ((S, bound),)) == (HeadSum("h", Th @ bound),)


REFUSED = {
    "of another type": (S, S, c, r"S: expected n_ctx × n_ctx, got n_ctx × one, c"),
    "no letter": (S @ S, S @ S, T, r"put: expected a letter, got S \\, S"),
    "not in it": (S, T, S, r"T: expected a letter of the statement's"),
    "any matrix for a projection": (P @ S, P, T, r"P: expected a letter of kind 'first', got T"),
    "a product for a projection": (P @ S, P, P @ P, r"expected a letter of kind 'first'"),
    "captured": (HeadSum("h", S @ Th), S, Sh, r"no index that a sum .* got h in S\^\{h\}"),
    "captured by the outer of two": (
        HeadSum("h", HeadSum("g", S @ Th)),
        S,
        Sh,
        r"got h in S",
    ),
    "captured as a set's index": (
        HeadSum("h", S @ Th),
        S,
        HeadSum("g", free("U", n, n, "g"), HeadSet("H", ("h",))),
        r"no index that a sum around it binds, got h",
    ),
    "captured in a name": (HeadSum("h", S @ Th), S, Named("F", "F", ("h",), T), r"got h in F"),
    "summed over": (HeadSum("h", Sh @ T), Sh, T, r"expected one matrix, got one of a family"),
    "one of a family": (Sg @ HeadSum("h", Sh), Sg, T, r"expected one matrix, got one of a family"),
    "of two indices": (Sg @ Sh, Sg, T, r"expected one matrix, got one of a family: S\^\{h\}"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_does_not_fit_is_refused(case) -> None:
    statement, letter, new, said = REFUSED[case]
    with pytest.raises(SubstitutionError, match=said):
        instance((statement,), ((letter, new),))


def test_a_letter_is_put_for_once() -> None:
    with pytest.raises(SubstitutionError, match="S: expected one expression for it, got two"):
        instance((S,), ((S, T), (S, S)))


def test_a_name_that_would_stand_for_two_letters_is_refused() -> None:
    with pytest.raises(AmbiguousLetterError):
        instance((S @ T,), ((S, special("permutation", "T", n, n)),))


# --- in a derivation ------------------------------------------------------------------------------

SHIFTED = Pattern(T + (T @ c) @ ONES.T)
SHIFT = ((S, T), (c, T @ c))


def derivation(*steps, hypotheses=()):
    return Theorem("shifted", "", "", "", "", steps, (), hypotheses=hypotheses)


def by_shift(put, last=None):
    return derivation(Step(SHIFTED), Step(last or Pattern(T), "softmax_shift", put))


def test_a_step_may_use_an_instance_of_an_earlier_theorem() -> None:
    assert replay(by_shift(SHIFT), BY_NAME) == 1
    in_a_sum = derivation(
        Step(HeadSum("h", Pattern(Sh) @ ONES)),
        Step(HeadSum("h", ONES), "softmax_rows_sum_to_1", ((S, Sh),)),
    )
    assert replay(in_a_sum, BY_NAME) == 1


def test_an_instance_is_used_within_products() -> None:
    bias = product(Pattern(T), ONES, c.T)
    step = Step(ONES @ c.T, "softmax_rows_sum_to_1", ((S, T),))
    assert replay(derivation(Step(bias), step), BY_NAME) == 1


@pytest.mark.parametrize(
    "put",
    [(), ((S, T),), ((S, T), (c, c)), ((S, T), (c, S @ c)), ((S, S), (c, T @ c))],
    ids=["none", "c left out", "another column", "of other scores", "other scores"],
)
def test_a_wrong_substitution_is_refused(put) -> None:
    with pytest.raises(BrokenStepError, match="line 1 doesn't follow from line 0 by 'softmax_sh"):
        replay(by_shift(put), BY_NAME)


def test_a_wrong_result_of_a_right_substitution_is_refused() -> None:
    with pytest.raises(BrokenStepError, match="line 1 doesn't follow"):
        replay(by_shift(SHIFT, Pattern(T + T)), BY_NAME)


def test_what_does_not_fit_is_refused_with_the_line() -> None:
    with pytest.raises(BrokenStepError, match="line 1: softmax_shift: S: expected n_ctx × n_ctx"):
        replay(by_shift(((S, c),)), BY_NAME)


def test_a_capturing_substitution_is_refused_in_a_derivation() -> None:
    """Σ_h T^h S = (Σ_h T^h) S, with S^h for S, would take S^h out of the sum over h."""
    summed = derivation(Step(HeadSum("h", Th @ S)), Step(HeadSum("h", Th) @ S, "distributivity"))
    earlier = {"out_of_the_sum": dataclasses.replace(summed, name="out_of_the_sum")}
    false = derivation(
        Step(HeadSum("h", Th @ Sh)), Step(HeadSum("h", Th) @ Sh, "out_of_the_sum", ((S, Sh),))
    )
    assert replay(summed, {}) == 1
    with pytest.raises(BrokenStepError, match="expected no index that a sum around it binds"):
        replay(false, earlier)


@pytest.mark.parametrize("by", ["transpose", "definition of F", "T is T"])
def test_letters_are_put_for_in_theorems_alone(by) -> None:
    hypotheses = (Hypothesis("T is T", T, T @ T, ""),)
    with pytest.raises(BrokenStepError, match="put: expected it with an earlier theorem"):
        law(by, BY_NAME, hypotheses, ((S, T),))


def test_a_theorem_that_supposes_something_has_no_instances() -> None:
    supposing = derivation(
        Step(S @ T), Step(T, "S is Id"), hypotheses=(Hypothesis("S is Id", S @ T, T, ""),)
    )
    assert law("shifted", {"shifted": supposing}).name == "shifted"
    with pytest.raises(BrokenStepError, match="that supposes nothing, got 'shifted'"):
        law("shifted", {"shifted": supposing}, (), ((S, T),))


def test_what_is_put_is_printed_in_the_margin_and_its_letters_are_known() -> None:
    shifted = by_shift(SHIFT)
    assert r"\text{(softmax\_shift, with } S = T,\ c = T \, c \text{)}" in aligned_latex(shifted)
    assert {g.name for g in letters_in(*lines_of(shifted))} == {"T", "c", "1", "S"}
