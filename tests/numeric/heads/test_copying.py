"""Scores of heads, against their definitions and on heads that are built to do the thing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath import strategies

SHARP = 60.0
EPS = float(np.finfo(float).eps)
W = np.ones((4, 1, 3, 3))
ROTARY = rm.Transformer(
    np.eye(3), np.eye(3), [rm.AttentionLayer(*W, rotary=rm.rotary_by_frequency(3, 2))]
)


@given(strategies.models(n_layers=st.integers(1, 2)))
def test_copying_scores_are_those_of_the_dense_circuits(model):
    for scores, circuit in (
        (rm.eigenvalue_scores(model, "OV"), rm.ov_circuit),
        (rm.eigenvalue_scores(model, "QK"), rm.qk_circuit),
    ):
        for layer, of_layer in enumerate(scores):
            assert of_layer.shape == (model.n_heads[layer],)
            for head, score in enumerate(of_layer):
                dense = circuit(model, layer, head).dense()
                small = circuit(model, layer, head).eigenvalues()
                whole = np.abs(small).sum()
                assert -1 <= score <= 1
                # Of eigenvalues that are 0 but for rounding the score says nothing.
                if whole > 1e-6 * np.linalg.norm(dense):
                    want = np.clip(np.trace(dense) / whole, -1, 1)
                    assert score == pytest.approx(want, abs=1e-6)


def test_a_head_that_copies_scores_1_and_its_opposite_minus_1() -> None:
    V, W_O = np.eye(4)[None, :3], np.eye(4)[None, :, :3]
    layer = [rm.AttentionLayer(V, sign * V, V, sign * W_O) for sign in (1, -1)]
    for sign, own in zip((1, -1), layer, strict=True):
        model = rm.Transformer(np.eye(4), np.eye(4), [own])
        assert rm.eigenvalue_scores(model, "OV")[0].tolist() == pytest.approx([sign])
        assert rm.eigenvalue_scores(model, "QK")[0].tolist() == pytest.approx([sign])


def test_a_circuit_of_zeros_scores_0() -> None:
    zero = np.zeros((1, 1, 2))
    model = rm.Transformer(
        np.eye(2), np.eye(2), [rm.AttentionLayer(zero, zero, zero, np.zeros((1, 2, 1)))]
    )
    assert rm.eigenvalue_scores(model, "OV")[0].tolist() == [0.0]


def test_rotary_positions_turn_no_values():
    plain = rm.Transformer(np.eye(3), np.eye(3), [rm.AttentionLayer(*W)])
    (turned,), (straight,) = (rm.eigenvalue_scores(model, "OV") for model in (ROTARY, plain))
    assert turned.tolist() == straight.tolist() == pytest.approx([1])


def by_position(n_ctx, d_vocab):
    """A previous-token head: positions lie in coordinates of their own."""
    d = d_vocab + n_ctx
    W_E = np.concatenate([np.eye(d_vocab), np.zeros((n_ctx, d_vocab))])
    W_pos = np.concatenate([np.zeros((d_vocab, n_ctx)), np.eye(n_ctx)])
    W_Q = np.zeros((1, n_ctx, d))
    W_Q[0, :, d_vocab:] = SHARP * np.sqrt(n_ctx) * np.eye(n_ctx, k=1)
    W_K = np.zeros((1, n_ctx, d))
    W_K[0, :, d_vocab:] = np.eye(n_ctx)
    V = np.zeros((1, n_ctx, d))
    layer = rm.AttentionLayer(W_Q, W_K, V, V.swapaxes(1, 2).copy())
    return rm.Transformer(W_E, W_E.T.copy(), [layer], W_pos=W_pos)


def test_a_previous_token_head_scores_1_on_that_and_0_on_the_rest() -> None:
    model = by_position(8, 5)
    (summary,) = rm.summarise_heads(model, period=4, batch=2)
    assert summary.previous_token == pytest.approx(1)
    assert summary.duplicate_token == pytest.approx(0, abs=1e-9)
    assert summary.prefix_matching == pytest.approx(0, abs=1e-9)


def test_a_head_that_matches_tokens_finds_duplicates_and_does_no_induction() -> None:
    eye = np.eye(5)[None]
    layer = rm.AttentionLayer(SHARP * np.sqrt(5) * eye, eye, eye, eye)
    model = rm.Transformer(np.eye(5), np.eye(5), [layer])
    (summary,) = rm.summarise_heads(model, period=5)
    assert summary.duplicate_token == pytest.approx(0.5)  # the other half goes to itself
    assert summary.prefix_matching == pytest.approx(0, abs=1e-9)
    assert summary.copying == summary.matching == pytest.approx(1)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (
            lambda: rm.eigenvalue_scores(ROTARY, "QK"),
            "eigenvalue_scores can't honour, got rotary: W_QK depends on the offset",
        ),
        (
            lambda: rm.eigenvalue_scores(ROTARY, "ov"),
            "circuit: expected 'OV' or 'QK', got 'ov'",
        ),
        (
            lambda: rm.eigenvalue_scores(3, "OV"),
            "model: expected a Transformer, got 3",
        ),
        (
            lambda: rm.copying_score(rm.LowRank(np.ones((2, 1)), np.ones((1, 3)))),
            "expected a square product",
        ),
        (lambda: rm.copying_score(np.eye(2)), r"^circuit: expected a LowRank, got ndarray of sh"),
    ],
)
def test_bad_input_is_refused(call, says):
    with pytest.raises(ValueError, match=says):
        call()


def test_a_power_of_two_changes_no_score_whether_or_not_its_eigenvalues_are_in_range():
    rng = np.random.default_rng(9)
    left, right = rng.normal(size=(5, 2)), rng.normal(size=(2, 5))
    score = rm.copying_score(rm.LowRank(left, right))
    for of_left, of_right in ((660, 660), (-660, -660), (660, -660)):
        M = rm.LowRank(left * 2.0**of_left, right * 2.0**of_right)
        assert rm.copying_score(M) == score != 0


def test_a_power_of_two_in_the_embeddings_changes_no_score():
    rng = np.random.default_rng(10)
    layer = rm.AttentionLayer(*(rng.normal(size=(1, 2, 4)) for _ in range(3)), np.ones((1, 4, 2)))
    W_E, W_U = rng.normal(size=(4, 5)), rng.normal(size=(5, 4))
    large = rm.Transformer(W_E * 2.0**660, W_U * 2.0**660, [layer])
    unit = rm.Transformer(W_E, W_U, [layer])
    for circuit in ("OV", "QK"):
        scores = [rm.eigenvalue_scores(model, circuit)[0] for model in (large, unit)]
        assert scores[0] == scores[1] != 0
