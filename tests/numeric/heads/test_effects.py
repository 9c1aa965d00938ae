"""What heads add to the next token's logit, against the attributions of every source."""

import dataclasses
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath import strategies
from refmath.numeric.arrays.rounding import agree, gamma

SUMMED = [part for part in strategies.EVERY_PART if part != "capped logits"]
WITH_PARTS = strategies.models_with_tokens(parts=SUMMED, n_layers=st.integers(1, 3))
LONGER = WITH_PARTS.filter(lambda drawn: len(drawn[1]) > 1)


def close(found, want):
    assert found.shape == want.shape
    return agree(found, want, gamma(2**12, "float64") * (1 + float(np.abs(want).max())))


@given(LONGER)
def test_effects_are_the_attributions_of_the_next_token_less_the_mean_of_all(drawn):
    model, tokens = drawn
    found = rm.logit_effects(model, tokens)
    for i, following in enumerate(tokens[1:].tolist()):
        every = rm.direct_logit_attribution(
            model, tokens, destination=i, output=np.arange(model.d_out)
        )
        for n, heads in enumerate(every.heads):
            by_head = heads.sum(axis=-1)  # output, head
            assert close(found[n][:, i], by_head[following] - by_head.mean(axis=0))


@given(LONGER, st.integers(-8, 8))
def test_effects_do_not_see_what_is_added_to_all_logits(drawn, number):
    model, tokens = drawn
    shifted = dataclasses.replace(model, W_U=model.W_U + number / 8)
    for one, other in zip(
        rm.logit_effects(model, tokens), rm.logit_effects(shifted, tokens), strict=True
    ):
        assert close(one, other)


def test_a_batch_has_its_own_next_tokens():
    model = rm.by_hand.induction(4, 8)
    together = rm.logit_effects(model, [[0, 1, 2], [3, 0, 3]])
    for i, alone in enumerate([[0, 1, 2], [3, 0, 3]]):
        for one, other in zip(together, rm.logit_effects(model, alone), strict=True):
            assert np.allclose(one[i], other, rtol=1e-12)


def test_effects_on_capped_logits_are_refused_as_their_mean_is_not_free():
    model = dataclasses.replace(rm.by_hand.induction(4, 8), logit_cap=2.0)
    with pytest.raises(ValueError, match="got logit_cap: a mean taken off counts there; direct_l"):
        rm.logit_effects(model, [0, 1])


def test_effects_without_a_next_token_or_with_other_outputs_are_refused():
    model = rm.by_hand.induction(4, 8)
    with pytest.raises(ValueError, match="^" + re.escape("tokens: expected two or more, for one")):
        rm.logit_effects(model, [0])
    classes = rm.Transformer(np.ones((1, 3)), np.ones((2, 1)), [])
    with pytest.raises(ValueError, match=r"^model: expected d_out = d_vocab = 3, as logit_effects"):
        rm.logit_effects(classes, [0, 1])
