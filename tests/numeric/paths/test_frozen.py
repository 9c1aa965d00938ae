"""Patterns and scales that are held fixed: what is asked of them, and linearity."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given

import refmath as rm
from refmath import strategies
from refmath.numeric.paths.frozen import Frozen, constant_written, given_fixed, unembedded

W = np.ones((2, 2, 2))
PLAIN = rm.Transformer(np.eye(2), np.eye(2), [rm.AttentionLayer(W, W, W, W)])
NORMED = rm.Transformer(
    np.eye(2), np.eye(2), [rm.AttentionLayer(W, W, W, W, norm=rm.Norm())], b_U=np.ones(2)
)
TOKENS = np.array([0, 1, 1])
A = np.ones((2, 3, 3))


@pytest.mark.parametrize(
    ("model", "patterns", "scales", "says"),
    [
        (PLAIN, [], None, "patterns: expected one array for each of 1 layers, got 0"),
        (PLAIN, [A[0]], None, r"patterns\[0\]: expected shape \(2, 3, 3\), got \(3, 3\)"),
        (NORMED, [A], None, "scales: expected what each norm multiplies by.*got None"),
        (NORMED, [A], [np.ones(3)], "scales: expected 2 entries, one a layer and the final norm's"),
        (NORMED, [A], [None, None], r"scales\[0\]: expected shape \(3,\), got None"),
        (NORMED, [A], [np.ones(2), None], r"scales\[0\]: expected shape \(3,\), got \(2,\)"),
        (NORMED, [A], [np.ones(3)] * 2, r"scales\[1\]: expected None, got \(3,\)"),
        (PLAIN, [A], [np.ones(3), None], r"scales\[0\]: expected None, got \(3,\)"),
    ],
)
def test_patterns_and_scales_that_are_refused(model, patterns, scales, says):
    with pytest.raises(ValueError, match=says):
        given_fixed(model, TOKENS, patterns, scales)


def test_scales_without_patterns_are_refused():
    with pytest.raises(ValueError, match="patterns: expected patterns beside the scales"):
        rm.expanded_logits(NORMED, TOKENS, scales=rm.norm_scales(NORMED, TOKENS))


def test_a_layers_constant_is_shared_out_by_its_patterns():
    # Rows that sum to 3 receive three times what values have in common, and b_O once.
    layer = rm.AttentionLayer(W, W, W, W, b_V=np.ones((2, 2)), b_O=np.array([0.5, 0.25]))
    model = rm.Transformer(np.eye(2), np.eye(2), [layer])
    found = constant_written(Frozen(model, (A,), (None,)), 0)
    assert found.tolist() == [[12.5, 12.25]] * 3
    assert constant_written(Frozen(PLAIN, (A,), (None,)), 0) is None


def test_the_final_scale_acts_on_its_own_position():
    model = rm.Transformer(np.eye(2), np.eye(2), [], final_norm=rm.Norm(centred=False))
    held = Frozen(model, (), (np.array([1.0, 2.0, 3.0]),))
    assert unembedded(held, np.ones((3, 2))).tolist() == [[1, 1], [2, 2], [3, 3]]


@pytest.mark.parametrize(
    ("mlp_outputs", "says"),
    [
        (None, "mlp_outputs: expected what each MLP writes, since patterns are held fixed.*None"),
        ([], "mlp_outputs: expected 1 entries, one a layer, got 0"),
        ([None], r"mlp_outputs\[0\]: expected shape \(3, 2\), got None"),
        ([np.ones((3, 3))], r"mlp_outputs\[0\]: expected shape \(3, 2\), got \(3, 3\)"),
    ],
)
def test_what_mlps_are_held_to_write_is_refused_where_it_does_not_fit(mlp_outputs, says):
    layer = rm.AttentionLayer(W, W, W, W, mlp=rm.MLP(np.eye(2), np.eye(2)))
    model = rm.Transformer(np.eye(2), np.eye(2), [layer])
    with pytest.raises(ValueError, match=says):
        given_fixed(model, TOKENS, [A], None, mlp_outputs)


@pytest.mark.parametrize(
    ("post_scales", "says"),
    [
        (None, "post_scales: expected what each post_norm multiplies by, since patterns are.*None"),
        ([], "post_scales: expected 1 entries, one a layer, got 0"),
        ([None], r"post_scales\[0\]: expected shape \(3,\), got None"),
        ([np.ones(2)], r"post_scales\[0\]: expected shape \(3,\), got \(2,\)"),
    ],
)
def test_scales_behind_the_heads_are_refused_where_they_do_not_fit(post_scales, says):
    model = rm.Transformer(
        np.eye(2), np.eye(2), [rm.AttentionLayer(W, W, W, W, post_norm=rm.Norm())]
    )
    with pytest.raises(ValueError, match=says):
        given_fixed(model, TOKENS, [A], None, None, post_scales)
    with pytest.raises(ValueError, match=r"post_scales\[0\]: expected None, got \(3,\)"):
        given_fixed(PLAIN, TOKENS, [A], None, None, [np.ones(3)])
    with pytest.raises(ValueError, match="patterns beside the scales of what is written"):
        given_fixed(model, TOKENS, None, None, None, [np.ones(3)])


def test_a_layers_constant_goes_through_the_norm_behind_it_and_takes_its_bias():
    norm = rm.Norm(np.array([2.0, 1.0]), np.array([0.25, 0.0]), eps=1.0)
    layer = rm.AttentionLayer(W, W, W, W, b_O=np.array([3.0, 1.0]), post_norm=norm)
    held = Frozen(rm.Transformer(np.eye(2), np.eye(2), [layer]), (A,), (None,), (None,))
    held = dataclasses.replace(held, post_scales=(np.array([1.0, 2.0, 0.5]),))
    # (3, 1) less its mean 2, times each position's scale and γ, and β.
    by_hand = [[2.25, -1.0], [4.25, -2.0], [1.25, -0.5]]
    assert constant_written(held, 0).tolist() == by_hand
    bare = dataclasses.replace(layer, b_O=None)
    held = dataclasses.replace(held, model=rm.Transformer(np.eye(2), np.eye(2), [bare]))
    assert constant_written(held, 0).tolist() == [[0.25, 0.0]] * 3


def test_mlps_outputs_of_a_model_without_mlps_are_refused():
    with pytest.raises(ValueError, match=r"mlp_outputs\[0\]: expected None, got \(3, 2\)"):
        given_fixed(PLAIN, TOKENS, [A], None, [np.ones((3, 2))])


def test_mlps_outputs_without_patterns_are_refused():
    with pytest.raises(ValueError, match="patterns: expected patterns beside the MLPs' outputs"):
        given_fixed(PLAIN, TOKENS, None, None, [None])


PARTS = [part for part in strategies.PARTS if part != "mlps"]  # their logits have no bound


@given(strategies.models_with_tokens(parts=PARTS, n_layers=2, positions=None))
def test_held_fixed_logits_less_their_constants_are_linear(drawn):
    model, tokens = drawn
    run = rm.forward_pass(model, tokens)
    held = {name: getattr(run, name) for name in ("patterns", "scales", "post_scales")}
    double = rm.Transformer(
        2 * model.W_E,
        model.W_U,
        model.layers,
        final_norm=model.final_norm,
        b_U=model.b_U,
        causal=model.causal,
    )
    constant = rm.constant_logits(model, tokens, **held)
    one, two = (rm.expanded_logits(m, tokens, **held) - constant for m in (model, double))
    # Doubling is exact; what is left is the rounding of adding the constants and taking them off.
    error = 4 * rm.logits_error(model, tokens) + 4 * rm.logits_error(double, tokens)
    assert rm.rounding.agree(two, 2 * one, error)
