"""The statements on models built by hand: evaluated as they are printed, and false when altered."""

from dataclasses import replace
from itertools import product as every

import pytest

from refmath.symbolic.claims import Claim
from refmath.symbolic.propositions import Proposition, evaluation
from refmath.symbolic.terms import Defined, Exp, Given, If, Sign, Term, Whole
from refmath.theorems.catalogue import CLAIMS
from refmath.theorems.single_heads import (
    NEVER_ALL_FOUR,
    given_heads,
    of_place_and_token,
    two_heads,
)

BY_NAME = {c.name: c for c in CLAIMS}
DRAWS = 12


def is_refuted(claim: Claim, altered: Proposition) -> bool:
    return evaluation(altered, claim.instances, DRAWS).false_of is not None


def with_definition(statement: Proposition, name: str, body: Term) -> Proposition:
    """Define a letter otherwise."""
    definitions = [
        Defined(d.sign, body) if d.sign.latex == name else d for d in statement.definitions
    ]
    assert tuple(definitions) != statement.definitions
    return replace(statement, definitions=tuple(definitions))


@pytest.mark.parametrize(
    ("name", "letter", "body"),
    [
        ("one_skip_trigram", "m", Sign("i") + 2 - Sign("k")),  # the destination counted twice
        ("duplicate_token_head", "m", Sign("i") - Sign("k")),  # not counted
        ("pointer_induction", "Z", (Sign("k") + 2) * Sign("w") + Sign("i") - Sign("k")),
        ("pointer_induction", "y", Whole(1)),
        ("induction", r"\varepsilon", Whole(1) / (Exp(Sign("s_0")) + Sign("i"))),
    ],
)
def test_a_letter_that_is_defined_otherwise_is_noticed(name: str, letter: str, body: Term) -> None:
    claim = BY_NAME[name]
    altered = with_definition(claim.statement, letter, body)
    assert is_refuted(claim, altered)


def no_layer_is_right_on_the_four() -> Proposition:
    """The statement on single heads, of one-layer models of any number of heads."""
    first = NEVER_ALL_FOUR.conclusions[0]
    assert isinstance(first, If)
    return replace(NEVER_ALL_FOUR, conclusion=first.holds)


NO_PLACE = (0,) * 5
WIDE_SCORES = given_heads(
    [
        (of_place_and_token(by_token, by_place), of_place_and_token(values, NO_PLACE))
        for by_token, by_place, values in (
            ((2, 5, -5, 1), (-4, 5, 4, -4, -4), (6, -1, -4, -11)),
            ((0, -6, 3, 0), (4, 5, -4, -4, -3), (9, 3, 2, -9)),
        )
    ],
    1,
)


@pytest.mark.parametrize("heads", [two_heads(), WIDE_SCORES], ids=["small", "wide"])
def test_two_heads_of_width_1_are_right_on_the_four_contexts(heads: Given) -> None:
    """So «no one-layer model does induction» is false, and only one head can't."""
    assert no_layer_is_right_on_the_four().holds(heads) is False
    assert NEVER_ALL_FOUR.holds(heads)


def test_one_head_is_never_right_on_all_four_whatever_its_numbers() -> None:
    """A grid of scores of tokens, scores of places and values: one head of each of the two, too."""
    halves = [{**two_heads(), "n": 1}]
    halves += [{**WIDE_SCORES, "n": 1}]
    second = {key: {1: WIDE_SCORES[key][2]} for key in "Sv"}
    halves += [{**WIDE_SCORES, **second, "n": 1}]
    assert all(no_layer_is_right_on_the_four().holds(head) for head in halves)
    tried = 0
    for of_token, of_place, values in every(
        every((-1, 1), repeat=2), every((-1, 1), repeat=3), every((-1, 1), repeat=3)
    ):
        scores = of_place_and_token((0, *of_token, 0), (*of_place, 0, 0))
        head = (scores, of_place_and_token((0, *values), NO_PLACE))
        assert NEVER_ALL_FOUR.holds(given_heads([head]))
        tried += 1
    assert tried == 256
