"""Patterns and scales that are held fixed: what is asked of them, and linearity."""

import numpy as np
import pytest
from hypothesis import given

import refmath as rm
from refmath import strategies
from refmath.numeric.paths.frozen import check_frozen, constant_written, frozen, unembedded

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
        check_frozen(model, TOKENS, patterns, scales)


def test_scales_without_patterns_are_refused():
    with pytest.raises(ValueError, match="patterns: expected patterns beside the scales"):
        rm.expanded_logits(NORMED, TOKENS, scales=rm.norm_scales(NORMED, TOKENS))


def test_a_layers_constant_is_shared_out_by_its_patterns():
    # Rows that sum to 3 receive three times what values have in common, and b_O once.
    layer = rm.AttentionLayer(W, W, W, W, b_V=np.ones((2, 2)), b_O=np.array([0.5, 0.25]))
    model = rm.Transformer(np.eye(2), np.eye(2), [layer])
    found = constant_written(frozen(model, [A], [None]), 0)
    assert found.tolist() == [[12.5, 12.25]] * 3
    assert constant_written(frozen(PLAIN, [A], [None]), 0) is None


def test_the_final_scale_acts_on_its_own_position():
    model = rm.Transformer(np.eye(2), np.eye(2), [], final_norm=rm.Norm(centred=False))
    held = frozen(model, (), [np.array([1.0, 2.0, 3.0])])
    assert unembedded(held, np.ones((3, 2))).tolist() == [[1, 1], [2, 2], [3, 3]]


PARTS = [part for part in strategies.PARTS if part != "mlps"]


def test_patterns_of_a_model_with_mlps_are_not_held():
    layer = rm.AttentionLayer(W, W, W, W, mlp=rm.MLP(np.eye(2), np.eye(2)))
    model = rm.Transformer(np.eye(2), np.eye(2), [layer])
    with pytest.raises(
        ValueError, match="patterns that are given can't honour, got mlp: what MLPs"
    ):
        check_frozen(model, TOKENS, [A], None)


@given(strategies.models_with_tokens(parts=PARTS, n_layers=2, positions=None))
def test_held_fixed_logits_less_their_constants_are_linear(drawn):
    model, tokens = drawn
    held = {
        "patterns": rm.attention_patterns(model, tokens),
        "scales": rm.norm_scales(model, tokens),
    }
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
