"""What a model decides of its arguments: triples, whose outputs may be others than the tokens."""

import re
from dataclasses import replace

import numpy as np
import pytest

import refmath as rm
from refmath.numeric.model.arguments import (
    check_path,
    check_tokens,
    check_triples,
    context_length,
)

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


@pytest.mark.parametrize(
    "made", [lambda: [1, 2], lambda: iter([1, 2]), lambda: {1: 2, 3: 4}, lambda: np.array([1, 2])]
)
def test_what_is_no_list_of_triples_is_refused_by_its_shape(made):
    with pytest.raises(ValueError, match=r"triples: expected shape \(n, 3\).* got shape \(2,\)"):
        check_triples(MODEL, made())


@pytest.mark.parametrize(
    "made",
    [
        lambda: iter([[0, 1, 2]]),
        lambda: {(0, 1, 2)},
        lambda: ([0, 1, 2],),
        lambda: np.array([[0, 1, 2]], np.uint8),
        lambda: iter([iter([0, 1, 2])]),
    ],
)
def test_triples_come_in_anything_that_lists_them(made):
    triples = check_triples(MODEL, made())
    assert (triples.dtype, triples.tolist()) == (np.int64, [[0, 1, 2]])


@pytest.mark.parametrize(
    ("n_ctx", "said"),
    [
        (2**63, r"n_ctx: expected an integer below 2\^63, got 9223372036854775808"),
        (1, "n_ctx: expected an integer, 2 or more, got 1"),
    ],
)
def test_a_context_is_as_long_as_integers_of_64_bits_count(n_ctx, said):
    assert context_length(2**63 - 1) == 2**63 - 1
    with pytest.raises(ValueError, match=said):
        context_length(n_ctx)


def test_ragged_lists_are_told_what_to_do():
    advice = (
        "tokens: expected lists of equal length, got [[0, 1], [2]]: take each sequence by itself;"
        " tokens that only fill up, before or behind, would be read as text"
    )
    with pytest.raises(ValueError, match=f"^{re.escape(advice)}$"):
        check_tokens(MODEL, [[0, 1], [2]])


@pytest.mark.parametrize("number", [-(2**63) - 1, -(2**64), 1.0, True])
def test_a_path_is_of_integers_of_64_bits(number):
    with pytest.raises(ValueError, match=r"path: expected \(layer, head\) pairs") as caught:
        check_path(MODEL, [(number, 0)])
    assert str(caught.value.__cause__).startswith("path: expected an integer")


def test_a_path_s_integer_is_refused_by_its_size_alone_where_it_is_none_of_a_layer():
    with pytest.raises(ValueError, match=f"expected 0 <= layer < n_layers = .*{-(2**63)}"):
        check_path(MODEL, [(-(2**63), 0)])
