"""Copying by the diagonal of OV and by rank, against OV formed entry by entry."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath import strategies
from refmath.numeric.arrays.rounding import agree, gamma
from refmath.numeric.heads import own_tokens

# Integers over 8: the products of two layers of weights are exact.
ONE_LAYER = strategies.models(n_layers=st.just(1), positions=None)


def of_every_head(model):
    return [(0, head) for head in range(model.n_heads[0])]


@given(ONE_LAYER)
def test_own_effects_are_the_diagonal_less_the_columns_means(model):
    for layer, head in of_every_head(model):
        OV = rm.ov_circuit(model, layer, head).dense()
        want = np.array([OV[a, a] - OV[:, a].mean() for a in range(model.d_vocab)])
        found = rm.own_token_effects(model, layer, head)
        assert agree(found, want, gamma(64, "float64") * (1 + float(np.abs(OV).max())))


@given(ONE_LAYER, st.integers(1, 9))
def test_ranks_count_the_others_that_are_raised_as_much_or_more(model, block):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(own_tokens, "BLOCK", block)
        for layer, head in of_every_head(model):
            OV = rm.ov_circuit(model, layer, head).dense()
            n = model.d_vocab
            want = [sum(OV[c, a] >= OV[a, a] for c in range(n) if c != a) for a in range(n)]
            assert rm.own_token_ranks(model, layer, head).tolist() == want


@given(ONE_LAYER, st.integers(-8, 8), st.integers(0, 3))
def test_ranks_and_effects_do_not_see_what_is_added_to_all_logits(model, number, power):
    layer = dataclasses.replace(model.layers[0], W_O=model.layers[0].W_O * 2.0**power)
    shifted = dataclasses.replace(model, W_U=model.W_U + number / 8)
    scaled = dataclasses.replace(model, layers=[layer])
    for pair in of_every_head(model):
        ranks = rm.own_token_ranks(model, *pair).tolist()
        assert rm.own_token_ranks(shifted, *pair).tolist() == ranks
        assert rm.own_token_ranks(scaled, *pair).tolist() == ranks


def test_the_paper_s_pathological_head_has_positive_eigenvalues_and_a_token_that_it_lowers():
    """All eigenvalues 1, and attention to token 0 raises another more, and itself not at all."""
    OV = np.array([[-1.0, -1.0], [4.0, 3.0]])  # trace 2, determinant 1
    zero = np.zeros((1, 2, 2))
    layer = rm.AttentionLayer(zero, zero, np.eye(2)[None], OV[None])
    model = rm.Transformer(np.eye(2), np.eye(2), [layer])
    assert rm.eigenvalue_scores(model, "OV")[0][0] == pytest.approx(1.0, rel=1e-6)
    assert rm.own_token_effects(model, 0, 0).tolist() == [-2.5, 2.0]
    assert rm.own_token_ranks(model, 0, 0).tolist() == [1, 0]


def test_other_outputs_than_tokens_are_refused():
    layer = rm.AttentionLayer(*np.ones((4, 1, 1, 1)))
    model = rm.Transformer(np.ones((1, 3)), np.ones((2, 1)), [layer])
    for function in (rm.own_token_effects, rm.own_token_ranks):
        with pytest.raises(ValueError, match=f"^model: .* as {function.__name__} takes outputs"):
            function(model, 0, 0)
