import dataclasses

import numpy as np
import pytest

from refmath.numeric.model.parts import MLP
from refmath.numeric.paths.streams import (
    added,
    all_streams,
    held_fixed,
    held_up_to,
    start_of_paths,
    streams,
)

TOKENS = np.array([0, 1])


def test_streams_by_hand_depth_first(two_layers):
    model = two_layers()
    start = start_of_paths(model, TOKENS)
    assert start.tolist() == [[4, 0], [8, 1]]
    held = held_fixed(model, TOKENS, None, None)
    # The direct path; head 0, and on through head 1; head 1 alone.
    by_hand = [[[4, 0], [8, 1]], [[0, 4], [0, 6]], [[4, 0], [5, 0]], [[0, 0], [0.5, 0]]]
    assert [x.tolist() for x in streams(held, start)] == by_hand
    assert [x.tolist() for x in streams(held, start, 1)] == [by_hand[0], by_hand[3]]
    assert added(all_streams(held, start)).tolist() == np.sum(by_hand, axis=0).tolist()


def test_constants_and_mlps_start_paths_of_their_own(two_layers):
    plain = two_layers()
    # Layer 0 adds 2 to every first coordinate of what it writes, and twice what is read, if
    # positive, to the second; layer 1 adds the means of those to the first.
    mlp = MLP(np.eye(2), np.array([[0.0, 0.0], [2.0, 0.0]]), activation="relu")
    first = dataclasses.replace(plain.layers[0], b_O=np.array([2.0, 0.0]), mlp=mlp)
    model = dataclasses.replace(plain, layers=[first, plain.layers[1]])
    start = start_of_paths(model, TOKENS)
    held = held_fixed(model, TOKENS, None, None)
    of_parts = [x.tolist() for x in all_streams(held, start)][4:]
    assert of_parts == [
        [[2, 0], [2, 0]],  # the constant
        [[0, 0], [0, 0]],  # through head 1, which reads the second coordinate
        [[0, 12], [0, 20]],  # the MLP, twice 4 + 2 and 8 + 2
        [[12, 0], [16, 0]],  # through head 1: means of 12, and of 12 and 20
    ]


def test_what_is_held_up_to_a_layer_is_what_is_held_at_all(two_layers):
    model = two_layers()
    start = start_of_paths(model, TOKENS)
    whole = held_fixed(model, TOKENS, None, None)
    part = held_up_to(model, start, 1, final=None)
    assert len(part.patterns) == part.depth == 1
    np.testing.assert_array_equal(part.patterns[0], whole.patterns[0])


def test_scales_without_patterns_are_refused(two_layers):
    with pytest.raises(
        ValueError, match=r"^patterns: expected patterns beside the scales that are held, got None$"
    ):
        held_fixed(two_layers(), TOKENS, None, [None] * 3)
