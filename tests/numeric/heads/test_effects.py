"""Patterns weighted by values, and what heads add to the next token's logit, source by source."""

import dataclasses
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath import strategies
from refmath.numeric.arrays.rounding import agree, gamma

WITH_PARTS = strategies.models_with_tokens(parts=strategies.PARTS, n_layers=st.integers(1, 3))
LONGER = WITH_PARTS.filter(lambda drawn: len(drawn[1]) > 1)


def close(found, want):
    assert found.shape == want.shape
    return agree(found, want, gamma(2**12, "float64") * (1 + float(np.abs(want).max())))


def values_by_hand(layer, x):
    """Each head's values, through its group's W_V and bias."""
    norm = layer.norm
    if norm is not None:
        centred = x - x.mean(axis=1, keepdims=True) if norm.centred else x
        x = centred / np.sqrt((centred**2).mean(axis=1, keepdims=True) + norm.eps)
        x = x if norm.gain is None else x * norm.gain
        x = x if norm.bias is None else x + norm.bias
    for h in range(layer.n_heads):
        g = h * layer.n_groups // layer.n_heads
        yield x @ layer.W_V[g].T + (0 if layer.b_V is None else layer.b_V[g])


@given(WITH_PARTS)
def test_weighted_patterns_are_attention_times_the_length_of_what_is_written(drawn):
    model, tokens = drawn
    run = rm.forward_pass(model, tokens)
    found = rm.value_weighted_patterns(model, tokens)
    for n, layer in enumerate(model.layers):
        for h, v in enumerate(values_by_hand(layer, run.streams[n])):
            lengths = [np.sqrt(sum(x * x for x in layer.W_O[h] @ row)) for row in v]
            assert close(found[n][h], run.patterns[n][h] * np.array(lengths))


def test_lengths_of_large_numbers_are_finite_and_of_none_0():
    layer = rm.AttentionLayer(*np.zeros((2, 1, 1, 2)), np.ones((1, 1, 2)), np.ones((1, 2, 1)))
    huge = dataclasses.replace(layer, W_O=layer.W_O * 1e200)
    (found,) = rm.value_weighted_patterns(rm.Transformer(np.eye(2), np.eye(2), [huge]), [0])
    assert found[0, 0, 0] == pytest.approx(2**0.5 * 1e200)
    none = dataclasses.replace(layer, W_O=layer.W_O * 0)
    (found,) = rm.value_weighted_patterns(rm.Transformer(np.eye(2), np.eye(2), [none]), [0])
    assert found.tolist() == [[[0.0]]]


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


def test_effects_without_a_next_token_or_with_other_outputs_are_refused():
    model = rm.by_hand.induction(4, 8)
    with pytest.raises(ValueError, match="^" + re.escape("tokens: expected two or more, for one")):
        rm.logit_effects(model, [0])
    classes = rm.Transformer(np.ones((1, 3)), np.ones((2, 1)), [])
    with pytest.raises(ValueError, match=r"^model: expected d_out = d_vocab = 3, as logit_effects"):
        rm.logit_effects(classes, [0, 1])
