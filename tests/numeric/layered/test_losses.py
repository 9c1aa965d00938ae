"""The loss of each next token."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import refmath as rm
from refmath import strategies
from refmath.numeric.layered.losses import losses_of_logits


@given(strategies.models_with_tokens(n_ctx=st.integers(2, 4), batch=(2,)))
def test_losses_are_those_of_the_probabilities(drawn):
    model, tokens = drawn
    batch, n_ctx = tokens.shape
    assume(n_ctx > 1)
    logits = rm.logits(model, tokens)
    p = np.exp(logits) / np.exp(logits).sum(axis=-1, keepdims=True)
    want = [[-np.log(p[i, j, tokens[i, j + 1]]) for j in range(n_ctx - 1)] for i in range(batch)]
    np.testing.assert_allclose(rm.next_token_losses(model, tokens), want, rtol=1e-9, atol=1e-12)


def test_logits_too_large_for_exp_have_losses():
    logits = np.array([[0.0, 2000.0], [0.0, 0.0]])
    assert losses_of_logits(logits, np.array([1, 0])).tolist() == [2000.0]


def test_a_single_token_has_no_next_one():
    model = rm.Transformer(np.eye(2), np.eye(2), [])
    with pytest.raises(ValueError, match="tokens: expected two or more, got n_ctx = 1"):
        rm.next_token_losses(model, [[0], [1]])
