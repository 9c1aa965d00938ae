"""Direct logit attribution: every part has a term, and all of them add up to the logits."""

import dataclasses
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath import strategies
from refmath.numeric.arrays.rounding import agree
from refmath.numeric.layered.logits_error import logits_error

drawn = strategies.models_with_tokens(n_layers=st.integers(0, 3))


def bound(model, tokens):
    return 4 * logits_error(model, tokens)


def every_logit(model, tokens):
    n_ctx = np.shape(tokens)[-1]
    return {"destination": np.arange(n_ctx)[:, None], "output": np.arange(model.d_vocab)}


@given(drawn, st.data())
def test_attributions_and_the_direct_path_add_up_to_the_logit(drawn, data):
    model, tokens = drawn
    destination = data.draw(st.integers(-np.shape(tokens)[-1], np.shape(tokens)[-1] - 1))
    output = data.draw(st.integers(0, model.d_vocab - 1))
    found = rm.direct_logit_attribution(model, tokens, destination=destination, output=output)
    direct = rm.path_logits(model, (), tokens)[..., destination, output]
    whole = direct + sum(layer.sum(axis=(-2, -1)) for layer in found.heads)
    logits = rm.logits(model, tokens)
    error = bound(model, tokens)[..., destination, output]
    assert agree(np.asarray(whole), np.asarray(logits[..., destination, output]), error)


@given(drawn)
def test_sources_after_the_destination_are_attributed_nothing(drawn):
    model, tokens = drawn
    for layer in rm.direct_logit_attribution(model, tokens, destination=0, output=0).heads:
        assert not layer[..., 1:].any()


@given(strategies.models_with_tokens(parts=strategies.PARTS, n_layers=st.integers(0, 3)))
def test_terms_add_up_to_the_logits(drawn):
    model, tokens = drawn
    found = rm.direct_logit_attribution(model, tokens, **every_logit(model, tokens))
    assert agree(found.logits(), rm.logits(model, tokens), bound(model, tokens))


@given(strategies.models_with_tokens(parts=strategies.PARTS, batch=(2,)), st.data())
def test_many_logits_at_once_are_those_one_by_one(drawn, data):
    model, tokens = drawn
    n_ctx = tokens.shape[-1]
    pairs = st.tuples(st.integers(-n_ctx, n_ctx - 1), st.integers(0, model.d_vocab - 1))
    asked = data.draw(st.lists(pairs, min_size=1, max_size=4))
    at, of = (list(part) for part in zip(*asked, strict=True))
    together = rm.direct_logit_attribution(model, tokens, destination=at, output=of)
    for n, (destination, output) in enumerate(asked):
        one = rm.direct_logit_attribution(model, tokens, destination=destination, output=output)
        # No term is further off than all of them together, however much of it cancels.
        allowed = bound(model, tokens)[:, destination, output]
        for many, alone in zip(together.heads, one.heads, strict=True):
            of_heads = np.broadcast_to(allowed[:, None, None], alone.shape)
            assert agree(many[:, n], alone, of_heads)
        for name in ("embedding", "mlps", "b_O", "final_norm_bias", "b_U"):
            many, alone = getattr(together, name)[..., n], getattr(one, name)
            assert many.shape == alone.shape
            assert agree(many, alone, np.broadcast_to(allowed, alone.shape))


def model_of_all_parts():
    """A model of one layer whose every part writes a number of its own to output 0."""
    zero, one = np.zeros((1, 1, 3)), np.array([[[1.0, 0.0, 0.0]]])
    layer = rm.AttentionLayer(
        *(zero, zero, one, np.array([[[2.0], [0.0], [0.0]]])),
        b_V=np.array([[5.0]]),
        b_O=np.array([7.0, 0.0, 0.0]),
        mlp=rm.MLP(np.zeros((1, 3)), np.zeros((3, 1)), b_out=np.array([11.0, 0.0, 0.0])),
    )
    W_pos = np.array([[13.0, 17.0], [0.0, 0.0], [0.0, 0.0]])
    W_U = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    norm = rm.Norm(bias=np.array([19.0, 0.0, 0.0]), centred=False, eps=1.0)
    return rm.Transformer(
        np.array([[1.0, 3.0], [0.0, 0.0], [0.0, 0.0]]),
        W_U,
        [layer],
        W_pos=W_pos,
        positions="residual",
        final_norm=norm,
        b_U=np.array([23.0, 29.0]),
    )


def test_each_part_has_its_term_by_hand():
    model = model_of_all_parts()
    plain = dataclasses.replace(model, final_norm=None)
    found = rm.direct_logit_attribution(plain, [0, 1], destination=-1, output=0)
    # Sources hold 1 + 13 and 3 + 17; half of each, with the value's bias 5, times 2.
    assert found.heads[0].tolist() == [[14 + 5, 20 + 5]]
    assert found.embedding == 20
    assert (found.mlps.tolist(), found.b_O.tolist()) == ([11], [7])
    assert (found.final_norm_bias, found.b_U) == (0, 23)
    assert found.logits() == rm.logits(plain, [0, 1])[-1, 0]
    # A norm multiplies all that is in the stream, adds its own, and leaves b_U.
    scale = rm.norm_scales(model, [0, 1])[-1][-1]
    normed = rm.direct_logit_attribution(model, [0, 1], destination=1, output=0)
    assert np.allclose(normed.heads[0], scale * found.heads[0], rtol=1e-12)
    assert np.isclose(normed.mlps[0], scale * 11, rtol=1e-12)
    assert (normed.final_norm_bias, normed.b_U) == (19, 23)


def test_destinations_and_outputs_go_together_as_indices_do():
    model = model_of_all_parts()
    logits = rm.logits(model, [[0, 1], [1, 1]])
    for destination, output in (([0, 1], 1), ([[0], [1]], [0, 1]), (np.int64(-1), [1])):
        found = rm.direct_logit_attribution(
            model, [[0, 1], [1, 1]], destination=destination, output=output
        )
        want = logits[:, destination, output]
        assert found.logits().shape == want.shape
        assert np.allclose(found.logits(), want, rtol=1e-12)
        assert found.heads[0].shape == (*want.shape, 1, 2)


MODEL = rm.Transformer(np.eye(2), np.eye(2), [rm.AttentionLayer(*np.ones((4, 1, 2, 2)))])


@pytest.mark.parametrize(
    ("destination", "output", "says"),
    [
        (1, 0, "destination: expected a position below 1, got 1"),
        (-2, 0, "destination: expected a position below 1, got -2"),
        (0, 2, "output: expected 0 <= output < d_out = 2, got 2"),
        (0, -1, "output: expected 0 <= output < d_out = 2, got -1"),
        (True, 0, "destination: expected an integer or an array of integers, got True"),
        ([0, False], 0, "destination: expected an integer or an array of integers, got [0, False]"),
        (0, 0.5, "output: expected an integer or an array of integers, got 0.5"),
        (0, "a", "output: expected an integer or an array of integers, got 'a'"),
        (0, [], "output: expected an integer or an array of integers, got []"),
        (
            0,
            [[0], [0, 1]],
            "output: expected an integer or an array of integers, got [[0], [0, 1]]",
        ),
        (0, np.ma.array([0]), "output: expected a plain array, got MaskedArray"),
        (
            [0, 0],
            [0, 0, 0],
            "output: expected a shape that goes with the destinations' (2,), got (3,)",
        ),
    ],
)
def test_what_is_asked_for_is_refused_by_name(destination, output, says):
    with pytest.raises(ValueError, match="^" + re.escape(says)):
        rm.direct_logit_attribution(MODEL, [0], destination=destination, output=output)
