import dataclasses
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given

from refmath import strategies
from refmath.numeric.model.parts import MLP, Norm
from refmath.numeric.paths.frozen import start_of_paths
from refmath.numeric.paths.streams import (
    _scale,
    _written_by,
    added,
    all_streams,
    held_from_paths,
    stream_counts,
    streams,
)

TOKENS = np.array([0, 1])


def test_streams_by_hand_depth_first(two_layers):
    model = two_layers()
    start = start_of_paths(model, TOKENS)
    assert start.tolist() == [[4, 0], [8, 1]]
    held = held_from_paths(model, TOKENS)
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
    held = held_from_paths(model, TOKENS)
    of_parts = [x.tolist() for x in all_streams(held, start)][4:]
    assert of_parts == [
        [[2, 0], [2, 0]],  # the constant
        [[0, 0], [0, 0]],  # through head 1, which reads the second coordinate
        [[0, 12], [0, 20]],  # the MLP, twice 4 + 2 and 8 + 2
        [[12, 0], [16, 0]],  # through head 1: means of 12, and of 12 and 20
    ]


@given(strategies.models_with_tokens(parts=strategies.PARTS))
def test_the_streams_that_are_added_up_are_as_many_as_counted(drawn):
    model, tokens = drawn
    passed = []

    def counted(terms):
        for term in terms:
            passed.append(1)
            yield term

    held = held_from_paths(model, np.asarray(tokens), counted)
    in_all, of_the_last_sum = stream_counts(model)
    assert len(passed) == in_all
    last = list(all_streams(held, start_of_paths(model, np.asarray(tokens))))
    assert len(last) == of_the_last_sum


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("kind", ["rms", "layer"])
def test_a_norms_scale_is_right_where_squares_are_beyond_the_dtype(kind, dtype):
    norm = Norm(np.ones(3, dtype), centred=kind == "layer", eps=0.25)
    huge = float(np.finfo(dtype).max) / 8
    rows = [[huge, -huge / 2, huge / 4], [3.0, -5.0, 0.5], [0.25, 0.125, -0.5], [0.0, 0.0, 0.0]]
    scales = _scale(norm, np.array(rows, dtype))
    assert scales.dtype == dtype
    for row, scale in zip(rows, scales.tolist(), strict=True):
        exact = [Fraction(entry) for entry in np.array(row, dtype).tolist()]
        mean = sum(exact) / 3 if norm.centred else 0
        variance = sum((entry - mean) ** 2 for entry in exact) / 3
        within = 32 * Fraction(float(np.finfo(dtype).eps))
        assert abs(Fraction(scale) ** 2 * (variance + Fraction(1, 4)) - 1) <= within


def test_a_norm_within_an_mlp_is_folded_with_its_bias():
    norm = Norm(np.array([2.0, 1.0]), np.array([0.5, -1.0]), centred=False)
    mlp = MLP(
        np.array([[1.0, -1.0], [2.0, 3.0]]),
        np.array([[1.0, 0.0], [1.0, 1.0]]),
        b_in=np.array([4.0, -3.0]),
        activation="relu",
        norm=norm,
    )
    x = np.array([[3.0, -1.0], [0.5, 2.0]])
    normed = x / np.sqrt((x * x).mean(-1, keepdims=True) + norm.eps) * norm.gain + norm.bias
    by_hand = np.maximum(normed @ mlp.W_in.T + mlp.b_in, 0) @ mlp.W_out.T
    assert np.abs(_written_by(mlp, x) - by_hand).max() <= 64 * np.finfo(float).eps
