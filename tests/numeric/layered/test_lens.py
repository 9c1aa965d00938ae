"""The logit lens ends with the logits, and adds up what layers write where there is no norm."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath import strategies
from refmath.numeric.arrays.rounding import agree

WITH_PARTS = strategies.models_with_tokens(
    parts=strategies.EVERY_PART, n_layers=st.integers(0, 3), batch=(2,)
)


@given(WITH_PARTS)
def test_the_lens_at_the_last_layer_is_the_logits(drawn):
    model, tokens = drawn
    lens = rm.logit_lens(model, tokens)
    assert lens.shape == (model.n_layers + 1, *tokens.shape, model.d_out)
    assert np.array_equal(lens[-1], rm.logits(model, tokens))


@given(WITH_PARTS)
def test_the_lens_at_a_layer_is_the_logits_of_the_layers_before_it(drawn):
    model, tokens = drawn
    lens = rm.logit_lens(model, tokens)
    for n in range(model.n_layers + 1):
        first = dataclasses.replace(model, layers=model.layers[:n])
        assert agree(lens[n], rm.logits(first, tokens), rm.logits_error(first, tokens))


def test_more_than_4_GiB_is_refused_before_it_is_made():
    model = rm.Transformer(np.ones((1, 70_000)), np.ones((70_000, 1)), [])
    with pytest.raises(ValueError, match=r"^tokens: .* at most 4 GiB"):
        rm.logit_lens(model, [0] * 10_000)
