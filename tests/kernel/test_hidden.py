"""A law is used of any matrices in the places of softmaxes, and holds of the softmaxes then."""

from itertools import pairwise

import pytest

from refmath.kernel.gallina import Scope, gallina
from refmath.kernel.hidden import Hidden, without_softmaxes
from refmath.symbolic.expressions import (
    Expression,
    HeadSum,
    Letter,
    Pattern,
    Product,
    Sum,
    Tensor,
    parts_of,
    rebuilt,
    reindexed,
)
from refmath.symbolic.letters import Generator, HeadSet
from refmath.theorems.catalogue import THEOREMS

LINES = {theorem.name: [step.line for step in theorem.steps] for theorem in THEOREMS}
H = HeadSet("H")


def _square(name: str, *index: str) -> Letter:
    return Letter(Generator(name, name, ("n_ctx",), ("n_ctx",), index))


def _put_back(e: Expression, hidden: tuple[Hidden, ...]) -> Expression:
    """Put the softmaxes for their letters again, each of the heads that its letter has."""
    if isinstance(e, Letter):
        for h in hidden:
            if h.name == e.generator.name:
                softmax: Expression = h.softmax
                for old, new in zip(h.bound, e.generator.index, strict=True):
                    softmax = reindexed(softmax, old, new)
                return softmax
    parts = tuple(_put_back(part, hidden) for part in parts_of(e))
    if isinstance(e, Product | Sum | Tensor):
        return type(e)(parts)
    return rebuilt(e, parts)


@pytest.mark.parametrize("name", ["two_layers_computed", "computed_layer"])
def test_with_the_softmaxes_put_back_both_sides_are_what_they_were(name: str) -> None:
    n_hidden = 0
    for before, after in pairwise(LINES[name]):
        left, right, hidden = without_softmaxes(before, after)
        n_hidden += len(hidden)
        for short, whole in ((left, before), (right, after)):
            assert gallina(_put_back(short, hidden), Scope()) == gallina(whole, Scope())
    assert n_hidden


def test_a_softmax_of_another_name_for_its_heads_is_the_same_letter() -> None:
    one, other = (
        HeadSum(h, Pattern(_square("S", h), "source", causal=True), H) for h in ("g", "h")
    )
    left, right, hidden = without_softmaxes(one, other)
    assert len(hidden) == 1
    assert left == HeadSum("g", _square("softmax_0", "g"), H)
    assert right == HeadSum("h", _square("softmax_0", "h"), H)


def test_a_softmax_of_one_side_alone_stays() -> None:
    one, other = (Pattern(_square(name), "source", causal=True) for name in "ST")
    assert without_softmaxes(one, other) == (one, other, ())


def test_heads_of_another_set_are_another_softmax() -> None:
    one, other = (
        HeadSum("h", Pattern(_square("S", "h"), "source", causal=True), over)
        for over in (H, HeadSet("G"))
    )
    assert without_softmaxes(one, other)[2] == ()
