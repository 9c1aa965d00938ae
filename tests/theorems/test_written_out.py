"""Written out for given heads, the path expansion is the sum over paths, and can be replayed."""

import dataclasses
from math import prod

import pytest

from refmath.symbolic.algebra import normal_form
from refmath.symbolic.derivation import BrokenStepError, replay
from refmath.symbolic.expressions import Sum
from refmath.theorems.written_out import expansion_of

HEADS = [(), (1,), (3,), (1, 1), (2, 3), (2, 1, 2), (1, 1, 1, 1)]


@pytest.mark.parametrize("heads", HEADS)
def test_the_derivation_can_be_replayed_and_ends_in_a_term_a_path(heads):
    theorem = expansion_of(heads)
    assert replay(theorem, {}) == len(theorem.steps) - 1
    assert normal_form(theorem.left) == normal_form(theorem.right)
    terms = theorem.right.parts if isinstance(theorem.right, Sum) else (theorem.right,)
    assert len(terms) == len(set(terms)) == prod(1 + n for n in heads)


@pytest.mark.parametrize("k", [1, 2, 3])
def test_a_missing_line_is_found(k):
    theorem = expansion_of((2, 2))
    gap = dataclasses.replace(theorem, steps=theorem.steps[:k] + theorem.steps[k + 1 :])
    with pytest.raises(BrokenStepError):
        replay(gap, {})


def test_too_many_paths_and_no_heads_are_refused() -> None:
    with pytest.raises(
        ValueError, match=r"heads: expected integers, 1 or more in each layer, got 0"
    ):
        expansion_of((2, 0))
    with pytest.raises(ValueError, match="heads: expected 1,000 paths or fewer, got 14,641"):
        expansion_of((10,) * 4)
