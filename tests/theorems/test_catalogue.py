"""The library as a whole: order, names, completeness; and that errors in statements are seen."""

import dataclasses

import pytest

from refmath.evidence.theorem import check_theorem
from refmath.symbolic.algebra import (
    Expression,
    Letter,
    Product,
    Scaled,
    Sum,
    Tensor,
    Transpose,
    normal_form,
    parts_of,
    product,
    rebuilt,
    shape,
)
from refmath.symbolic.derivation import Step, Theorem, replay, rests_on
from refmath.symbolic.identities import LAWS
from refmath.theorems.catalogue import THEOREMS, earlier_than

ONE_LAYER_THEOREM = next(t for t in THEOREMS if t.name == "one_layer")


def test_every_name_stands_once() -> None:
    names = [theorem.name for theorem in THEOREMS]
    assert len(set(names)) == len(names) > 10


def test_every_law_of_the_algebra_is_a_theorem_proved_without_laws() -> None:
    by_name = {theorem.name: theorem for theorem in THEOREMS}
    for law in LAWS:
        assert by_name[law.replace(" ", "_")].by_entries, law


@pytest.mark.parametrize("theorem", THEOREMS, ids=lambda t: t.name)
def test_a_derivation_rests_only_on_what_stands_before(theorem: Theorem) -> None:
    assert replay(theorem, earlier_than(theorem.name)) == len(theorem.steps) - 1


@pytest.mark.parametrize("theorem", THEOREMS, ids=lambda t: t.name)
def test_every_theorem_holds_and_all_its_near_misses_fall(theorem: Theorem) -> None:
    verdict = check_theorem(theorem)
    assert verdict.passed, verdict
    assert len(verdict.refutations) == len(theorem.near_misses) >= 1
    assert all(r.counterexample != "none found" for r in verdict.refutations)


def test_what_the_theorems_rest_on() -> None:
    """A new assumption must show in a diff of this test."""
    found = {t.name: rests_on(t) for t in THEOREMS if not t.by_entries}
    assert found == {
        "head_as_tensor_product": (
            "definition of z",
            "definition of v",
            "transpose",
            "vec",
            "definition of W_OV",
        ),
        "concatenated_heads_add": (
            "definition of Z",
            "definition of W_O",
            "transpose",
            "distributivity",
            "blocks",
            "definition of W_OV",
        ),
        "zero_layers": ("definition of x_0", "transpose", "identity", "vec"),
        "pattern_of_tokens": (
            "definition of q",
            "definition of k",
            "definition of x_0",
            "transpose",
            "definition of W_QK",
        ),
        "one_layer": (
            "definition of x_1",
            "definition of z",
            "definition of v",
            "pattern_of_tokens",
            "definition of A",
            "definition of x_0",
            "distributivity",
            "transpose",
            "identity",
            "linearity of vec",
            "vec",
            "definition of W_OV",
        ),
        "two_layers": ("distributivity", "identity", "mixed product"),
        "path_expansion_step": ("distributivity", "identity", "mixed product"),
        "scores_of_the_second_layer": (
            "definition of W_QK",
            "definition of x_1",
            "transpose",
            "distributivity",
        ),
    }


def mutants(e: Expression) -> list[Expression]:
    """One error at a time: a term dropped, a sign, an order, a transposition."""
    out: list[Expression] = []
    parts = parts_of(e)
    if isinstance(e, Sum):
        out += [rebuilt(e, parts[:k] + parts[k + 1 :]) for k in range(len(parts))]
        out += [rebuilt(e, (Scaled(-1, parts[0]), *parts[1:]))]
    if isinstance(e, Product | Tensor):
        out += [
            rebuilt(e, (*parts[:k], parts[k + 1], parts[k], *parts[k + 2 :]))
            for k in range(len(parts) - 1)
        ]
    if isinstance(e, Transpose):
        out.append(e.body)
    if isinstance(e, Letter) and shape(e) != ((), ()):
        out.append(Transpose(e))
    for k, part in enumerate(parts):
        out += [rebuilt(e, (*parts[:k], m, *parts[k + 1 :])) for m in mutants(part)]
    return out


def is_noticed(theorem: Theorem, wrong: Expression) -> bool:
    """Whether a wrong last line has another type, or else falls by every single route."""
    false = dataclasses.replace(
        theorem, steps=(*theorem.steps[:-1], Step(wrong, theorem.steps[-1].by)), near_misses=()
    )
    try:
        if shape(wrong) != shape(theorem.right):
            return True
    except ValueError:
        return True
    return not any(check.passed for check in check_theorem(false).checks)


TRUE_ALL_THE_SAME = {"trace": 3}
"""Mutants that are no errors: tr Aᵀ = tr A (two of them), and numbers commute (one)."""


@pytest.mark.parametrize("theorem", THEOREMS, ids=lambda t: t.name)
def test_an_error_in_the_statement_is_noticed(theorem: Theorem) -> None:
    tried = mutants(theorem.right)
    assert tried
    survivors = [m for m in tried if not is_noticed(theorem, m)]
    assert len(survivors) == TRUE_ALL_THE_SAME.get(theorem.name, 0), survivors


def test_the_mutation_test_lets_the_truth_through() -> None:
    """Its twin: a right side that is written differently, but is right, is not «noticed»."""
    theorem = THEOREMS[0]
    assert not is_noticed(theorem, theorem.right)


def test_a_theorem_that_is_zero_on_both_sides_does_not_pass() -> None:
    theorem = next(t for t in THEOREMS if t.name == "zero_layers")
    nothing = Scaled(0, theorem.left)
    empty = dataclasses.replace(theorem, steps=(Step(nothing), Step(Scaled(0, nothing), "vec")))
    assert normal_form(nothing).is_zero
    assert not check_theorem(empty).passed


def test_a_missing_step_is_rejected() -> None:
    one_layer = ONE_LAYER_THEOREM
    for k in range(1, len(one_layer.steps) - 1):
        gap = dataclasses.replace(one_layer, steps=one_layer.steps[:k] + one_layer.steps[k + 1 :])
        with pytest.raises(ValueError, match=f"line {k} doesn't follow"):
            replay(gap, earlier_than("one_layer"))


def test_a_theorem_can_not_rest_on_a_later_one() -> None:
    one_layer = ONE_LAYER_THEOREM
    with pytest.raises(ValueError, match="no identity is named 'pattern_of_tokens'"):
        replay(one_layer, earlier_than("pattern_of_tokens"))


def test_earlier_than_names_the_theorems_it_knows() -> None:
    with pytest.raises(ValueError, match=r"name: must be a theorem .*one_layer.*got 'nonsense'"):
        earlier_than("nonsense")


def test_products_are_laid_in_one_row() -> None:
    a, b, c = (Letter(t) for t in _generators())
    assert product(a, product(b, c)) == product(product(a, b), c)


def _generators() -> list[object]:
    from refmath.symbolic.letters import matrix

    return [matrix(name, "n", "n") for name in "abc"]
