"""A model with biases, or with shared keys, is the model without that it is written as."""

import dataclasses
from dataclasses import replace

import array_api_strict
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath import strategies
from refmath.numeric.arrays.rounding import agree, gamma
from refmath.numeric.model.equivalents import constants_gathered, means_left_out
from refmath.report.parts import model_with

biased = strategies.models_with_tokens(n_layers=st.integers(0, 2), parts=("biases", "groups"))
BESIDE_BIASES = ("rotary", "score_scale", "score_cap", "score_bias", "window", "logit_cap")


@given(biased)
def test_logits_without_biases_are_those_with_them(drawn):
    model, tokens = drawn
    plain = rm.biases_as_weights(model)
    assert plain.parts == ()
    error = 2 * (rm.logits_error(plain, tokens) + rm.logits_error(model, tokens))
    assert rm.rounding.agree(rm.logits(plain, tokens), rm.logits(model, tokens), error)
    for x in rm.residual_stream(plain, tokens):
        assert (x[..., -1] == 1).all()


@pytest.mark.parametrize("part", BESIDE_BIASES)
def test_what_else_a_model_has_stays_beside_its_biases(part):
    rng = np.random.default_rng(0)
    model = model_with(part)
    (layer,) = model.layers
    biases = {name: rng.normal(size=(2, layer.d_head)) for name in ("b_Q", "b_K", "b_V")}
    layer = replace(layer, **biases, b_O=rng.normal(size=model.d_model))
    model = replace(model, layers=[layer], b_U=rng.normal(size=model.d_out))
    plain = rm.biases_as_weights(model)
    assert part in plain.parts
    tokens = [1, 0, 2, 1]
    error = 2 * (rm.logits_error(plain, tokens) + rm.logits_error(model, tokens))
    assert agree(rm.logits(plain, tokens), rm.logits(model, tokens), error)


@pytest.mark.parametrize("causal", [True, False])
@pytest.mark.parametrize("positions", ["qk", "residual"])
def test_biases_leave_the_mask_and_the_positions_where_they_are(causal, positions):
    rng = np.random.default_rng(1)
    layer = replace(model_with("b_Q").layers[0], b_O=rng.normal(size=4))
    model = rm.Transformer(
        rng.normal(size=(4, 5)), rng.normal(size=(5, 4)), [layer],
        W_pos=rng.normal(size=(4, 4)), positions=positions, causal=causal,
    )  # fmt: skip
    plain = rm.biases_as_weights(model)
    assert (plain.causal, plain.positions) == (causal, positions)
    error = 2 * (rm.logits_error(plain, [1, 0, 2]) + rm.logits_error(model, [1, 0, 2]))
    assert agree(rm.logits(plain, [1, 0, 2]), rm.logits(model, [1, 0, 2]), error)


@given(biased)
def test_order_by_order_a_bias_is_a_path_through_its_layer(drawn):
    model, tokens = drawn
    plain = rm.biases_as_weights(model)
    with_parts, without = (rm.logits_by_order(m, tokens) for m in (model, plain))
    error = 2 * (rm.logits_error(plain, tokens) + rm.logits_error(model, tokens))
    for one, other in zip(with_parts, without, strict=True):
        assert rm.rounding.agree(one, other, error)


@given(biased)
def test_a_key_bias_is_inert(drawn):
    model, tokens = drawn
    layers = [dataclasses.replace(layer, b_K=None) for layer in model.layers]
    without = dataclasses.replace(model, layers=layers)
    error = 4 * rm.logits_error(model, tokens)
    assert rm.rounding.agree(rm.logits(model, tokens), rm.logits(without, tokens), error)


def test_a_key_bias_beside_rotary_positions_is_not_inert() -> None:
    rng = np.random.default_rng(0)
    turns = rm.rotary_by_frequency(4, 2)
    plain = rm.AttentionLayer(*rng.normal(size=(4, 1, 2, 2)), rotary=turns)
    biased = dataclasses.replace(plain, b_K=np.array([[3.0, -2.0]]))
    one, other = (rm.Transformer(np.eye(2), np.eye(2), [layer]) for layer in (plain, biased))
    assert not np.allclose(rm.logits(one, [0, 1]), rm.logits(other, [0, 1]), rtol=1e-3)


def test_a_query_bias_is_not_inert() -> None:
    rng = np.random.default_rng(0)
    plain = rm.AttentionLayer(*rng.normal(size=(4, 1, 2, 2)))
    biased = dataclasses.replace(plain, b_Q=np.array([[3.0, -2.0]]))
    one, other = (rm.Transformer(np.eye(2), np.eye(2), [layer]) for layer in (plain, biased))
    assert not np.allclose(rm.logits(one, [0, 1]), rm.logits(other, [0, 1]), rtol=1e-3)


def test_biases_on_another_library() -> None:
    strict = array_api_strict.asarray
    b, eye = strict(np.full((2, 2), 0.5)), strict(np.eye(2))
    weights = map(strict, np.ones((4, 2, 2, 2)))
    layer = rm.AttentionLayer(*weights, b_Q=b, b_K=b, b_V=b, b_O=strict(np.ones(2)))
    model = rm.Transformer(eye, eye, [layer], b_U=strict(np.ones(2)))
    found = rm.logits(rm.biases_as_weights(model), [0, 1])
    assert isinstance(found, type(model.W_E))


@given(st.integers(1, 3), st.integers(1, 3), st.integers(0, 99))
def test_grouped_heads_have_their_groups_keys_and_values(n_groups, each, seed):
    rng = np.random.default_rng(seed)
    n_heads = n_groups * each
    W_Q, W_O = rng.normal(size=(n_heads, 2, 3)), rng.normal(size=(n_heads, 3, 2))
    W_K, W_V = rng.normal(size=(2, n_groups, 2, 3))
    b_K = rng.normal(size=(n_groups, 2))
    shared = rm.AttentionLayer(W_Q, W_K, W_V, W_O, b_K=b_K)
    layer = rm.groups_as_heads(shared)
    assert layer.n_groups == n_heads
    assert "grouped keys and values" not in layer.parts
    models = [rm.Transformer(np.eye(3), np.eye(3), [one]) for one in (shared, layer)]
    for head in range(n_heads):
        group = head // each
        assert (layer.b_K[head] == b_K[group]).all()
        for model in models:
            QK, OV = rm.W_QK(model, 0, head), rm.W_OV(model, 0, head)
            assert np.allclose(QK.dense(), W_Q[head].T @ W_K[group], rtol=1e-13)
            assert np.allclose(OV.dense(), W_O[head] @ W_V[group], rtol=1e-13)


@pytest.mark.parametrize("part", ["norm", "final_norm"])
def test_norms_are_refused_by_name(part) -> None:
    W = np.ones((1, 2, 2))
    layer = rm.AttentionLayer(W, W, W, W, norm=rm.Norm() if part == "norm" else None)
    final = rm.Norm() if part == "final_norm" else None
    model = rm.Transformer(np.eye(2), np.eye(2), [layer], final_norm=final)
    with pytest.raises(
        ValueError, match=f"model: expected no part .* biases_as_weights can't honour, got {part}"
    ):
        rm.biases_as_weights(model)


@given(
    strategies.models_with_tokens(parts=("biases", "norms", "groups"), n_layers=st.integers(0, 3))
)
def test_gathered_constants_leave_logits_and_every_head_s_pattern(drawn):
    model, tokens = drawn
    gathered = constants_gathered(model)
    kept = {"b_Q", "b_O", "b_U", "norm", "final_norm", "grouped keys and values"}
    assert set(gathered.parts) <= kept
    for of_gathered, layer in zip(gathered.layers, model.layers, strict=True):
        assert (of_gathered.W_O == layer.W_O).all()
    error = 4 * (rm.logits_error(gathered, tokens) + rm.logits_error(model, tokens))
    assert agree(rm.logits(gathered, tokens), rm.logits(model, tokens), error)


@given(strategies.models_with_tokens(parts=("biases", "groups"), n_layers=st.integers(0, 3)))
def test_gathered_biases_leave_every_pattern_what_it_was(drawn):
    model, tokens = drawn
    both = (rm.attention_patterns(one, tokens) for one in (constants_gathered(model), model))
    for found, want in zip(*both, strict=True):
        assert agree(found, want, gamma(2**12, "float64"))


@pytest.mark.parametrize("part", ["rotary", "score_cap", "sinks", "q_norm", "post_norm"])
def test_parts_behind_which_constants_are_none_are_refused(part):
    parts = {
        "rotary": rm.rotary_by_frequency(4, 2),
        "score_cap": 2.0,
        "sinks": np.ones(1),
        "q_norm": rm.Norm(),
        "post_norm": rm.Norm(),
    }
    layer = rm.AttentionLayer(*np.ones((4, 1, 2, 2)), **{part: parts[part]})
    with pytest.raises(ValueError, match=f"constants_gathered can't honour, got {part}"):
        constants_gathered(rm.Transformer(np.eye(2), np.eye(2), [layer]))


@given(
    strategies.models_with_tokens(
        parts=("biases", "norms", "groups", "mlps"), n_layers=st.integers(0, 3)
    )
)
def test_means_that_no_norm_lets_through_may_be_left_out(drawn):
    model, tokens = drawn
    centred = means_left_out(model)
    norms = [*(layer.norm for layer in model.layers), model.final_norm]
    if "mlp" in model.parts or not all(norm is not None and norm.centred for norm in norms):
        assert centred is model
        return
    error = 4 * (rm.logits_error(centred, tokens) + rm.logits_error(model, tokens))
    assert agree(rm.logits(centred, tokens), rm.logits(model, tokens), error)


@pytest.mark.parametrize("n_heads", [1, 2, 3, 4])
def test_what_no_head_writes_is_a_mean(n_heads):
    rng = np.random.default_rng(n_heads)
    layer = rm.AttentionLayer(
        *rng.normal(size=(3, n_heads, 2, 3)), rng.normal(size=(n_heads, 3, 2)),
        b_O=rng.normal(size=3), norm=rm.Norm(),
    )  # fmt: skip
    ends = rng.normal(size=(3, 5)), rng.normal(size=(5, 3))
    centred = means_left_out(rm.Transformer(*ends, [layer], final_norm=rm.Norm()))
    written = centred.layers[0]
    for found, W, axis in (
        (written.W_O, layer.W_O, 1),
        (written.b_O, layer.b_O, 0),
        (centred.W_E, ends[0], 0),
    ):
        want = np.stack(
            [part - sum(np.moveaxis(W, axis, 0)) / 3 for part in np.moveaxis(W, axis, 0)]
        )
        assert agree(found, np.moveaxis(want, 0, axis), gamma(8, "float64") * np.abs(W).max())


def test_some_drawn_model_writes_means_that_are_left_out():
    layer = rm.AttentionLayer(*np.ones((4, 1, 2, 2)), norm=rm.Norm())
    for positions, left in (("residual", 0.0), ("qk", 1.0)):
        ends = {"W_pos": np.ones((2, 4)), "positions": positions, "final_norm": rm.Norm()}
        model = rm.Transformer(np.eye(2), np.eye(2), [layer], **ends)
        centred = means_left_out(model)
        assert (centred.W_E != model.W_E).any()
        assert (centred.layers[0].W_O == 0).all()
        assert (centred.W_pos == left).all()
