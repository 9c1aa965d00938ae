import itertools
import math
import re

import numpy as np
import pytest
from hypothesis import given

from refmath import strategies
from refmath.numeric.model.arguments import check_path
from refmath.numeric.model.transformer import AttentionLayer, Transformer
from refmath.numeric.paths.listed import path_count, path_counts, paths


def attention(n_heads=1, d_head=1, d_model=2):
    read, write = (n_heads, d_head, d_model), (n_heads, d_model, d_head)
    return AttentionLayer(np.zeros(read), np.zeros(read), np.ones(read), np.ones(write))


def test_paths_are_all_there_in_order():
    model = Transformer(
        np.ones((2, 1)), np.ones((1, 2)), [attention(2), attention(1), attention(3)]
    )
    found = list(paths(model))
    assert found == sorted(found, key=lambda path: (len(path), path))
    # By another way: for each layer one head or none.
    choices = [[None, *((l, h) for h in range(n))] for l, n in enumerate((2, 1, 3))]  # noqa: E741
    expected = {tuple(c for c in choice if c) for choice in itertools.product(*choices)}
    assert set(found) == expected
    assert len(found) == len(expected) == path_count(model) == 3 * 2 * 4
    for max_order in range(5):
        assert list(paths(model, max_order=max_order)) == [p for p in found if len(p) <= max_order]


def test_equal_layers_have_binomially_many_paths():
    model = Transformer(np.ones((2, 1)), np.ones((1, 2)), [attention(2)] * 4)
    orders = [len(path) for path in paths(model)]
    assert [orders.count(k) for k in range(5)] == [math.comb(4, k) * 2**k for k in range(5)]


def test_paths_are_lazy_and_their_limit_is_checked_at_once():
    model = Transformer(np.ones((2, 1)), np.ones((1, 2)), [attention(12)] * 96)
    assert path_count(model) == 13**96
    assert list(itertools.islice(paths(model), 3)) == [(), ((0, 0),), ((0, 1),)]
    with pytest.raises(ValueError, match="max_order: expected an integer, 0 or more, got -1"):
        paths(model, max_order=-1)


@given(strategies.models())
def test_counts_by_order_are_those_of_the_listed_paths(model):
    listed = np.bincount([len(path) for path in paths(model)], minlength=model.n_layers + 1)
    assert path_counts(model) == tuple(listed.tolist())
    assert sum(path_counts(model)) == path_count(model)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ([(2, 0)], "path: expected 0 <= layer < n_layers = 2, got layer 2 in [(2, 0)]"),
        ([(-1, 0)], "got layer -1"),
        ([(1, 0), (0, 0)], "path: expected strictly increasing layers, got layer 0 after layer 1"),
        ([(0, 0), (0, 0)], "got layer 0 after layer 0 in [(0, 0), (0, 0)]"),
        ([(1, 1)], "path: expected 0 <= head < n_heads = 1 in layer 1, got head 1"),
        ([(1, -1)], "got head -1"),
        ([(0.0, 0)], "path: expected (layer, head) pairs of integers, got [(0.0, 0)]"),
        ([0, 1], "path: expected (layer, head) pairs of integers, got [0, 1]"),
        ([(0, 0, 0)], "path: expected (layer, head) pairs of integers"),
        (0, "path: expected (layer, head) pairs of integers, got 0"),
    ],
)
def test_paths_that_are_refused(path, message):
    model = Transformer(np.ones((2, 1)), np.ones((1, 2)), [attention(1)] * 2)
    with pytest.raises(ValueError, match=re.escape(message)):
        check_path(model, path)
