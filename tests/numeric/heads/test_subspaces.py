"""Principal angles and singular directions: known by construction, and guarded by their bounds."""

import dataclasses
import re
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath import strategies
from refmath.numeric.heads.subspaces import SINE


def two_heads(W_O, W):
    """A head that writes W_O's columns, and one that reads W's rows."""
    d_head, d_model = W.shape
    first = rm.AttentionLayer(*np.ones((3, 1, W_O.shape[1], d_model)), W_O[None])
    second = rm.AttentionLayer(*[W[None]] * 3, np.ones((1, d_model, d_head)))
    return rm.Transformer(np.eye(d_model), np.eye(d_model), [first, second])


def overlap(W_O, W, kind="K"):
    return rm.subspace_overlap(two_heads(W_O, W), (0, 0), (1, 0), kind)


@given(st.lists(st.floats(0.01, np.pi / 2), min_size=1, max_size=3), st.integers(0, 9))
def test_principal_angles_are_those_that_the_spaces_were_built_with(angles, seed):
    k, rng = len(angles), np.random.default_rng(seed)
    d_model = 2 * k + 1
    Q, _ = np.linalg.qr(rng.normal(size=(d_model, d_model)))
    U = Q[:, :k]
    V = U * np.cos(angles) + Q[:, k : 2 * k] * np.sin(angles)
    gauges = [np.linalg.qr(rng.normal(size=(k, k)))[0] * rng.uniform(1, 4, k) for _ in range(2)]
    found = overlap(U @ gauges[0], (V @ gauges[1]).T)
    assert found.error < 1e-9
    want = np.sort(np.cos(angles))[::-1]
    assert np.abs(np.array(found.cosines) - want).max() <= found.error
    assert abs(found.kernel - (want**2).sum()) <= found.error


@given(strategies.models(n_layers=st.just(2), n_heads=st.just(1)), st.sampled_from("QKV"))
def test_the_kernel_is_the_trace_of_the_two_projections(model, kind):
    W_O = model.layers[0].W_O[0]
    W = getattr(model.layers[1], f"W_{kind}")[0]
    if not W_O.any() or not W.any():
        with pytest.raises(ValueError, match=r"^(writer|reader): .* got zeros"):
            rm.subspace_overlap(model, (0, 0), (1, 0), kind)
        return
    found = rm.subspace_overlap(model, (0, 0), (1, 0), kind)
    P, Q = W_O @ np.linalg.pinv(W_O), W.T @ np.linalg.pinv(W.T)
    ranks = np.linalg.matrix_rank(W_O), np.linalg.matrix_rank(W)
    assert (found.written, found.read) == ranks
    assert found.expected == pytest.approx(ranks[0] * ranks[1] / model.d_model)
    assert abs(found.kernel - np.trace(P @ Q)) <= 2 * found.error + 1e-12 * (1 + sum(ranks))


def test_the_mean_over_all_signed_permutations_is_the_expected_one():
    """They are a group that leaves no direction out: its mean is that of all rotations, exactly."""
    rng = np.random.default_rng(0)
    W_O, W = rng.normal(size=(3, 2)), rng.normal(size=(2, 3))
    kernels = []
    for order in permutations(range(3)):
        for signs in product((1.0, -1.0), repeat=3):
            turned = (np.array(signs)[:, None] * W_O)[list(order)]
            kernels.append(overlap(turned, W).kernel)
    assert np.mean(kernels) == pytest.approx(overlap(W_O, W).expected, rel=1e-12)
    assert np.std(kernels) > 0.1


def test_the_error_grows_where_a_dimension_nearly_vanishes():
    W_O = np.array([[1.0, 1.0], [0.0, 1e-8], [0.0, 0.0]])
    found = overlap(W_O, np.eye(3)[:1])
    assert found.written == 2
    assert 1e-8 < found.error < 1e-3
    assert overlap(W_O * [1, 0], np.eye(3)[:1]).error < 1e-12
    # Below what rounding can tell from nothing it is no dimension.
    assert overlap(np.array([[1.0, 1.0], [0.0, 1e-15], [0.0, 0.0]]), np.eye(3)[:1]).written == 1


@pytest.mark.parametrize(
    ("writer", "reader", "kind", "says"),
    [
        ((0, 1), (1, 0), "K", "writer: expected (layer, head) of a head that there is, got (0, 1)"),
        ((0, 0), 1, "K", "reader: expected (layer, head) of a head that there is, got 1"),
        ((0, 0), (1, 0), "OV", "kind: expected 'Q' or 'K' or 'V', got 'OV'"),
    ],
)
def test_heads_and_kinds_that_there_are_not_are_refused(writer, reader, kind, says):
    with pytest.raises(ValueError, match="^" + re.escape(says)):
        rm.subspace_overlap(two_heads(np.eye(2), np.eye(2)), writer, reader, kind)


def one_head(OV, W_E, W_U, dtype="float64"):
    """A head of a given W_OV, and of the same W_QK."""
    weights = [np.eye(len(OV))[None], OV[None], np.eye(len(OV))[None], OV[None]]
    layer = rm.AttentionLayer(*(W.astype(dtype) for W in weights))
    return rm.Transformer(W_E.astype(dtype), W_U.astype(dtype), [layer])


def built(seed, values):
    """A W_OV of known singular values and vectors, with embeddings at random."""
    rng, n = np.random.default_rng(seed), len(values)
    U, V = (np.linalg.qr(rng.normal(size=(n, n)))[0] for _ in range(2))
    return U, V, rng.normal(size=(n, 7)), rng.normal(size=(7, n))


@given(st.integers(0, 20), st.sampled_from(["OV", "QK"]))
def test_directions_are_those_that_the_weights_were_built_with(seed, circuit):
    values = [5.0, 3.0, 2.0, 1.0]
    U, V, W_E, W_U = built(seed, values)
    model = one_head(U * values @ V.T, W_E, W_U)
    found = rm.singular_directions(model, 0, 0, circuit, k=4, top=3)
    left = W_U - W_U.mean(axis=0) if circuit == "OV" else W_E.T
    assert len(found) == 4
    for i, direction in enumerate(found):
        assert direction.values == pytest.approx((values[i],), rel=1e-9)
        assert direction.sine < 1e-10
        by_hand = [left @ U[:, i], W_E.T @ V[:, i]]
        sign = np.sign(by_hand[0][np.argmax(np.abs(by_hand[0]))])
        for side, tokens, strengths in (
            (by_hand[0], direction.left, direction.left_strengths),
            (by_hand[1], direction.right, direction.right_strengths),
        ):
            order = np.argsort(-sign * side)[:3]
            assert list(tokens) == order.tolist()
            assert np.allclose(strengths, (sign * side)[order], rtol=1e-9, atol=1e-12)


@given(st.integers(0, 20))
def test_values_too_close_to_tell_apart_are_one_space(seed):
    values = [5.0, 2.0, 2.0, 1.0]
    U, V, W_E, W_U = built(seed, values)
    # The turn within the space is what no one can tell: another gives the same answer.
    turn = np.eye(4)
    turn[1:3, 1:3] = [[0.6, -0.8], [0.8, 0.6]]
    answers = []
    for Q in (np.eye(4), turn):
        model = one_head((U @ Q) * values @ (V @ Q).T, W_E, W_U)
        answers.append(rm.singular_directions(model, 0, 0, "OV", k=2, top=7))
    assert [len(direction.values) for direction in answers[0]] == [1, 2]
    space = (W_U - W_U.mean(axis=0)) @ U[:, 1:3]
    lengths = np.sqrt((space**2).sum(axis=1))
    for answer in answers:
        assert answer[1].left == tuple(np.argsort(-lengths).tolist())
        assert np.allclose(answer[1].left_strengths, np.sort(lengths)[::-1], rtol=1e-9)


@pytest.mark.parametrize(("apart", "spaces"), [(1e-6, [1, 1, 1, 1]), (1e-15, [1, 2, 1])])
def test_how_close_is_too_close_is_what_the_bound_says(apart, spaces):
    values = [5.0, 2.0 + apart, 2.0, 1.0]
    U, V, W_E, W_U = built(3, values)
    found = rm.singular_directions(one_head(U * values @ V.T, W_E, W_U), 0, 0, "OV")
    assert [len(direction.values) for direction in found] == spaces
    assert all(direction.sine <= SINE for direction in found)


def test_values_that_are_0_have_no_directions():
    U, V, W_E, W_U = built(1, [5.0, 2.0, 1.0])
    model = one_head(U * [5.0, 2.0, 0.0] @ V.T, W_E, W_U)
    assert len(rm.singular_directions(model, 0, 0, "OV")) == 2
    assert rm.singular_directions(one_head(np.zeros((3, 3)), W_E, W_U), 0, 0, "OV") == ()


def test_float32_weights_are_read_in_float64_and_huge_ones_as_well():
    U, V, W_E, W_U = built(2, [5.0, 2.0, 1.0])
    OV = U * [5.0, 2.0, 1.0] @ V.T
    found = rm.singular_directions(one_head(OV, W_E, W_U, "float32"), 0, 0, "OV")
    assert all(direction.sine < 1e-10 for direction in found)
    huge = rm.singular_directions(one_head(OV * 2.0**900, W_E, W_U), 0, 0, "OV")
    plain = rm.singular_directions(one_head(OV, W_E, W_U), 0, 0, "OV")
    assert [d.left for d in huge] == [d.left for d in plain]
    assert huge[0].values[0] == plain[0].values[0] * 2.0**900


def test_a_turned_head_asks_for_its_offset():
    model = one_head(np.diag([3.0, 1.0]), np.eye(2), np.eye(2))
    turned = dataclasses.replace(model.layers[0], rotary=rm.rotary_by_frequency(4, 2))
    model = dataclasses.replace(model, layers=[turned])
    assert len(rm.singular_directions(model, 0, 0, "QK", offset=-1)) == 2
    with pytest.raises(ValueError, match=r"^offset: expected an integer from -3 to 3"):
        rm.singular_directions(model, 0, 0, "QK")
    with pytest.raises(ValueError, match=r"^offset: expected None beside OV, got -1"):
        rm.singular_directions(model, 0, 0, "OV", offset=-1)
