"""The other strategies: what is drawn is what it says, reaches far, and shrinks to the plain."""

import numpy as np
import pytest
from hypothesis import find, given
from hypothesis import strategies as st

import refmath as rm
from refmath import strategies
from refmath.numeric.arrays.rounding import agree
from refmath.numeric.layered.logits_error import logits_error

sizes = st.integers(1, 4)


@given(sizes.flatmap(strategies.gauges))
def test_a_gauge_comes_with_its_inverse_in_whole_numbers(pair):
    M, inverse = pair
    assert (inverse @ M == np.eye(len(M))).all()
    assert (M @ inverse == np.eye(len(M))).all()
    assert (np.round(M) == M).all()


@given(sizes.flatmap(strategies.orthogonal_matrices))
def test_an_orthogonal_matrix_keeps_lengths_and_angles(Q):
    assert np.allclose(Q.T @ Q, np.eye(len(Q)), rtol=0, atol=1e-14)


@given(st.integers(1, 6).flatmap(strategies.permutations))
def test_a_permutation_holds_each_index_once(order):
    assert sorted(order) == list(range(len(order)))


@given(strategies.low_rank_pairs())
def test_factors_fit_and_bound_the_rank(pair):
    left, right = pair
    assert np.linalg.matrix_rank(left @ right) <= left.shape[1] == right.shape[0]


@pytest.mark.parametrize(
    ("strategy", "reached"),
    [
        (strategies.gauges(3), lambda p: np.abs(p[0]).max() > 5),
        (strategies.gauges(2), lambda p: bool((p[0] != p[1].T).any())),
        (strategies.orthogonal_matrices(3), lambda Q: np.linalg.det(Q) < 0),
        (strategies.orthogonal_matrices(2), lambda Q: 0.1 < abs(Q[0, 1]) < 0.9),
        (strategies.low_rank_pairs(), lambda p: p[0].shape[1] > max(p[0].shape[0], p[1].shape[1])),
        (strategies.low_rank_pairs(), lambda p: p[0].shape[1] < min(p[0].shape[0], p[1].shape[1])),
    ],
)
def test_what_matters_is_reached(strategy, reached):
    find(strategy, reached)


def test_they_shrink_to_the_plain() -> None:
    M, inverse = find(strategies.gauges(2), lambda _: True)
    assert M.tolist() == inverse.tolist() == np.eye(2).tolist()
    assert find(strategies.orthogonal_matrices(3), lambda _: True).tolist() == np.eye(3).tolist()
    assert find(strategies.permutations(3), lambda _: True) == [0, 1, 2]


def test_bad_sizes_are_refused() -> None:
    with pytest.raises(ValueError, match="size: expected an integer, 1 or more, got 0"):
        strategies.permutations(0)
    with pytest.raises(ValueError, match="bound: expected"):
        find(strategies.gauges(2, bound=0), lambda _: True)


# --- laws that they are for -----------------------------------------------------------------------


@given(strategies.models_with_tokens(n_layers=1), st.data())
def test_the_order_of_the_heads_changes_no_logit(drawn, data):
    model, tokens = drawn
    (layer,) = model.layers
    order = data.draw(strategies.permutations(layer.n_heads))
    turned = rm.AttentionLayer(*(W[order] for W in (layer.W_Q, layer.W_K, layer.W_V, layer.W_O)))
    other = rm.Transformer(
        model.W_E, model.W_U, [turned], W_pos=model.W_pos, positions=model.positions
    )
    error = 2 * logits_error(model, tokens)
    assert agree(rm.logits(model, tokens), rm.logits(other, tokens), error)


@given(strategies.models_with_tokens(n_layers=1), st.data())
def test_a_rotation_of_the_whole_stream_changes_no_logit(drawn, data):
    model, tokens = drawn
    Q = data.draw(strategies.orthogonal_matrices(model.d_model))
    (a,) = model.layers
    turned = rm.AttentionLayer(a.W_Q @ Q.T, a.W_K @ Q.T, a.W_V @ Q.T, Q @ a.W_O)
    other = rm.Transformer(
        Q @ model.W_E,
        model.W_U @ Q.T,
        [turned],
        W_pos=None if model.W_pos is None else Q @ model.W_pos,
        positions=model.positions,
    )
    # The rotation itself is rounded: a few eps of each weight, on top of either bound.
    error = 2 * (logits_error(model, tokens) + logits_error(other, tokens)) + 1e-12
    assert agree(rm.logits(model, tokens), rm.logits(other, tokens), error)
