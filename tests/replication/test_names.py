"""Names in a finding's words: of heads, paths and tokens, each to be told from all others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmath.replication.names import head_names, layer_names, path_name, token_list

HEADS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=3)


@given(HEADS, HEADS)
def test_no_two_lists_of_heads_nor_two_paths_are_named_alike(one, other):
    assert (head_names(one) == head_names(other)) == (one == other)
    assert (path_name(one) == path_name(other)) == (one == other)


def test_four_spaces_are_counted_and_three_are_shown():
    assert token_list(["   x", "    y", "a    b     c"].__getitem__, [2, 0, 1]) == (
        "a␣×4b␣×5c · ␣␣␣x · ␣×4y"
    )


@given(st.lists(st.text(max_size=6), min_size=1, max_size=4))
def test_every_letter_of_a_token_is_seen(strings):
    words = token_list(strings.__getitem__, range(len(strings)))
    assert words.isprintable()
    assert words.count(" · ") == len(strings) - 1


@pytest.mark.parametrize(
    ("layers", "name"),
    [
        ([1], "layer 1"),
        ([1, 0], "layers 0 and 1"),
        ([3, 1, 2], "layers 1 to 3"),
        (range(4), "layers 0 to 3"),
        ([0, 2, 3], "layers 0, 2 and 3"),
    ],
)
def test_layers_are_named_by_their_numbers(layers, name):
    assert layer_names(layers) == name
