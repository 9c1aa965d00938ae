"""The counts by order are those of the listed paths."""

import numpy as np
from hypothesis import given

import refmath as rm
from refmath.conformance import strategies


@given(strategies.models())
def test_counts_by_order_are_those_of_the_listed_paths(model):
    listed = np.bincount([len(path) for path in rm.paths(model)], minlength=model.n_layers + 1)
    assert rm.path_counts(model) == tuple(listed.tolist())
    assert sum(rm.path_counts(model)) == rm.path_count(model)
