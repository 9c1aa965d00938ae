"""Skip-trigram bugs: all crossings listed, and the theorem's product law."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

import refmath as rm
from refmath import strategies


def strengths(model, head, n_ctx):
    triples = list(np.ndindex((model.d_vocab,) * 3))
    found = rm.skip_trigram_strengths(model, triples, n_ctx=n_ctx)[:, head]
    return dict(zip(triples, found.tolist(), strict=True))


def drawn(bug):
    return tuple(each.tokens for each in (*bug.wanted, *bug.crossings))


MODELS = strategies.models(n_layers=1, d_vocab=st.integers(2, 5), positions=None)


@given(MODELS, st.data())
def test_all_rectangles_that_are_raised_are_found_the_weakest_corner_first(model, data):
    head = data.draw(st.integers(0, model.n_heads[0] - 1))
    source = data.draw(st.integers(0, model.d_vocab - 1))
    table = strengths(model, head, 128)
    found = rm.skip_trigram_bugs(model, 0, head, sources=source, top=5, most=1000)
    want = set()
    for b, c in ((b, c) for b in combinations(range(5), 2) for c in combinations(range(5), 2)):
        if max(*b, *c) < model.d_vocab:
            corners = [(source, x, y) for x in b for y in c]
            if all(table[corner] > 0 for corner in corners):
                want.add(frozenset(corners))
    assert {frozenset(drawn(bug)) for bug in found} == want
    assert len(found) == len(want)
    weakest = [bug.weakest for bug in found]
    assert weakest == sorted(weakest, reverse=True)
    for bug in found:
        for each in (*bug.wanted, *bug.crossings):
            assert each.strength == pytest.approx(table[each.tokens])
        (one, two), (three, four) = bug.wanted, bug.crossings
        # The theorem: rank 1. The two across are the best, and what it forces.
        assert one.strength * two.strength == pytest.approx(three.strength * four.strength)
        assert (one.destination, one.output) == (three.destination, four.output)
        assert (two.destination, two.output) == (four.destination, three.output)
        assert one.strength >= max(three.strength, four.strength)
    event(f"some: {bool(want)}")


def keep_in_mind():
    """The paper's case: after «keep» (0): in (1) → mind (3), at (2) → bay (4)."""
    key = np.array([[[1.0, 0.0, 0.0, 0.0, 0.0]]])
    query = np.array([[[0.0, 9.0, 8.0, 0.0, 0.0]]])
    write = np.array([[[0.0], [0.0], [0.0], [5.0], [4.0]]])
    return rm.Transformer(np.eye(5), np.eye(5), [rm.AttentionLayer(query, key, key, write)])


class Text:
    """What is said, as columns."""

    def __init__(self, *triples):
        self.source, self.destination, self.output = np.array(triples).T
        self.count = np.ones(len(triples), int)


IN_MIND, AT_BAY, IN_BAY, AT_MIND = (0, 1, 3), (0, 2, 4), (0, 1, 4), (0, 2, 3)


def test_the_text_tells_which_are_wanted_and_which_are_bugs():
    def found(*said):
        return [
            drawn(bug)
            for bug in rm.skip_trigram_bugs(keep_in_mind(), 0, 0, sources=0, counts=Text(*said))
        ]

    assert found(IN_MIND, AT_BAY) == [(IN_MIND, AT_BAY, IN_BAY, AT_MIND)]
    assert found(IN_BAY, AT_MIND) == [(IN_BAY, AT_MIND, IN_MIND, AT_BAY)]
    assert found(IN_MIND, IN_BAY) == []  # one destination, both outputs: nothing is crossed
    assert found(IN_MIND, AT_BAY, AT_MIND) == []  # one crossing is said: no bug
    (bug,) = rm.skip_trigram_bugs(keep_in_mind(), 0, 0, sources=0, top=2)
    assert bug.weakest == min(bug.wanted[1].strength, bug.crossings[1].strength)


def test_most_and_sources_are_kept_to():
    model = keep_in_mind()
    assert len(rm.skip_trigram_bugs(model, 0, 0, sources=[0, 1, 0], top=5, most=100)) == 2 * 10
    assert len(rm.skip_trigram_bugs(model, 0, 0, sources=0, top=5, most=3)) == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"top": 1}, "top: expected an integer, 2 or more, got 1"),
        ({"most": 0}, "most: expected an integer, 1 or more, got 0"),
        ({"n_ctx": 1}, "n_ctx: expected an integer, 2 or more, got 1"),
        ({"sources": 5}, "sources: expected tokens, 0 to 4, got 5"),
    ],
)
def test_bad_arguments_are_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        rm.skip_trigram_bugs(keep_in_mind(), 0, 0, **({"sources": 0} | arguments))
