"""What a model decides of its arguments: triples, whose outputs may be others than the tokens."""

from dataclasses import replace

import numpy as np
import pytest

import refmath as rm
from refmath.numeric.model.arguments import check_triples

MODEL = rm.by_hand.one_skip_trigram(4, source=0, destination=1, output=2)


def test_outputs_are_counted_by_what_the_model_gives_out():
    wider = replace(MODEL, W_U=np.concatenate([MODEL.W_U, MODEL.W_U]))
    assert check_triples(wider, [(0, 1, 7)]).tolist() == [[0, 1, 7]]
    with pytest.raises(ValueError, match=r"triples: expected outputs, 0 to 7, got 8"):
        check_triples(wider, [(0, 1, 8)])
    with pytest.raises(ValueError, match=r"triples: expected tokens"):
        check_triples(wider, [(4, 1, 7)])
    with pytest.raises(ValueError, match=r"triples: expected tokens"):
        check_triples(wider, [(0, 5, 7)])


@pytest.mark.parametrize("triples", [[1, 2], iter([1, 2]), {1: 2, 3: 4}, np.array([1, 2])])
def test_what_is_no_list_of_triples_is_refused_by_its_shape(triples):
    with pytest.raises(ValueError, match=r"triples: expected shape \(n, 3\).* got shape \(2,\)"):
        check_triples(MODEL, triples)


@pytest.mark.parametrize(
    "triples",
    [
        iter([[0, 1, 2]]),
        {(0, 1, 2)},
        ([0, 1, 2],),
        np.array([[0, 1, 2]], np.uint8),
        iter([iter([0, 1, 2])]),
    ],
)
def test_triples_come_in_anything_that_lists_them(triples):
    triples = check_triples(MODEL, triples)
    assert (triples.dtype, triples.tolist()) == (np.int64, [[0, 1, 2]])
