"""Which models are read as skip-trigrams: those in which tokens alone decide scores and effects."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath import strategies
from refmath.numeric.arrays.rounding import agree, gamma

RNG = np.random.default_rng(0)
W_E, W_U, WEIGHTS = RNG.normal(size=(4, 5)), RNG.normal(size=(5, 4)), RNG.normal(size=(3, 2, 2, 4))
W_O = RNG.normal(size=(2, 4, 2))


def model_with(final_norm=None, b_U=None, **parts):
    layer = rm.AttentionLayer(*WEIGHTS, W_O, **parts)
    return rm.Transformer(W_E, W_U, [layer], final_norm=final_norm, b_U=b_U)


@pytest.mark.parametrize(
    ("part", "given"),
    [
        ("window", {"window": 2}),
        ("mlp", {"mlp": rm.MLP(np.ones((3, 4)), np.ones((4, 3)))}),
    ],
)
def test_parts_that_a_reading_does_not_cover_are_refused_by_name(part, given):
    for read in (
        lambda model: rm.top_skip_trigrams(model, 1),
        lambda model: rm.skip_trigram_table(model, 0, 0, sources=[0]),
        lambda model: rm.certified_range(model, 0, 1, 2, n_ctx=3),
    ):
        with pytest.raises(ValueError, match=f"can't honour, got {part}"):
            read(model_with(**given))


@pytest.mark.parametrize(
    ("part", "given"),
    [
        ("rotary", {"rotary": rm.rotary_by_frequency(3, 2)}),
        ("score_bias", {"score_bias": np.ones((2, 3))}),
    ],
)
def test_scores_by_offset_are_in_no_table_and_in_certified_ranges(part, given):
    model = model_with(**given)
    for read in (
        lambda: rm.top_skip_trigrams(model, 1),
        lambda: rm.skip_trigram_table(model, 0, 0, sources=[0]),
        lambda: rm.centred_scores(model, 0, 0),
    ):
        with pytest.raises(ValueError, match=f"can't honour, got {part}: scores depend on the off"):
            read()
    found = rm.certified_range(model, 0, 1, 2, n_ctx=3)
    assert found.lowest < found.highest


def test_constants_leave_every_reading_as_it_is():
    constants = {"b_K": np.ones((2, 2)), "b_V": np.ones((2, 2)), "b_O": np.ones(4)}
    plain, biased = model_with(), model_with(b_U=np.arange(5.0), **constants)
    one, other = (rm.top_skip_trigrams(model, 5) for model in (plain, biased))
    assert [t.tokens for t in one] == [t.tokens for t in other]
    assert [t.strength for t in one] == [t.strength for t in other]


def test_shared_keys_are_read_as_each_heads_own():
    shared = rm.AttentionLayer(WEIGHTS[0], WEIGHTS[1][:1], WEIGHTS[2][:1], W_O)
    models = [rm.Transformer(W_E, W_U, [it]) for it in (shared, rm.groups_as_heads(shared))]
    one, other = (rm.certified_range(model, 0, 1, 2, n_ctx=4) for model in models)
    assert one == other


def test_a_norm_of_what_is_not_tokens_alone_is_refused_with_the_reason():
    model = model_with(norm=rm.Norm())
    placed = dataclasses.replace(model, W_pos=np.ones((4, 9)), positions="residual")
    with pytest.raises(ValueError, match=r"got norm of what positions are in .* on the place"):
        rm.top_skip_trigrams(placed, 1)
    deeper = dataclasses.replace(model, layers=[*model.layers, *model.layers])
    with pytest.raises(ValueError, match=r"got norm of a layer after the first: .* layer=0"):
        rm.top_skip_trigrams(deeper, 1)
    with pytest.raises(ValueError, match=r"got norm of a layer after the first"):
        rm.centred_scores(deeper, 1, 0)
    first = rm.top_skip_trigrams(deeper, 5, layer=0)
    assert first.skip_trigrams == rm.top_skip_trigrams(model, 5).skip_trigrams


@st.composite
def readable(draw):
    """A one-layer model of all parts that are read, with tokens for it."""
    where = draw(st.sampled_from((None, "qk")))
    parts = ("biases", "norms", "groups")
    drawn = strategies.models_with_tokens(
        parts=parts, n_layers=st.just(1), positions=where, n_ctx=4
    )
    return draw(drawn)


def close(found, want):
    size = 1 + float(np.abs(want).max()) + float(np.abs(found).max())
    return agree(np.asarray(found), np.asarray(want), gamma(2**12, "float64") * size)


@given(readable())
def test_scores_of_tokens_are_the_model_s_up_to_a_constant_of_the_destination(drawn):
    """Without positions: what the layered computation scores, each row less that of token 0."""
    model, tokens = drawn
    model = dataclasses.replace(model, W_pos=None)
    place = ("attn_scores", 0)
    scores = rm.activations(model, tokens, [place])[place]
    for head in range(model.n_heads[0]):
        read = rm.centred_scores(model, 0, head).dense()[np.ix_(tokens, tokens)]
        assert close(read - read[:, :1], scores[head] - scores[head][:, :1])


@given(readable())
def test_effects_are_what_full_attention_adds_in_units_of_the_final_norm(drawn):
    model, tokens = drawn
    scale = rm.norm_scales(model, tokens)[-1]
    scale = np.ones(len(tokens)) if scale is None else scale
    outputs = np.arange(model.d_out)
    for head in range(model.n_heads[0]):
        effects = rm.centred_effects(model, 0, head).dense()[:, tokens]
        for i in range(len(tokens)):
            found = rm.direct_logit_attribution(model, tokens, destination=i, output=outputs)
            pattern = rm.attention_patterns(model, tokens)[0][head, i]
            added = found.heads[0][:, head, : i + 1] / pattern[: i + 1] / scale[i]
            added = added - added.mean(axis=0)
            # The value's bias is the same of all sources.
            assert close(added - added[:, :1], effects[:, : i + 1] - effects[:, :1])


@given(readable(), st.integers(1, 8))
def test_readings_do_not_see_the_size_of_what_a_first_norm_reads(drawn, times):
    """Without ε's weight: embeddings eight times as long, and ε 64 times, are read the same."""
    model, _ = drawn
    (layer,) = model.layers
    if layer.norm is None:
        return
    norm = dataclasses.replace(layer.norm, eps=layer.norm.eps * times**2)
    longer = dataclasses.replace(
        model, W_E=model.W_E * times, layers=[dataclasses.replace(layer, norm=norm)]
    )
    for read in (rm.centred_scores, rm.centred_effects):
        assert close(read(longer, 0, 0).dense(), read(model, 0, 0).dense())


def test_attention_is_of_floating_scores():
    with pytest.raises(ValueError, match=r"^scores: expected floating numbers, of which there are"):
        rm.reference_attention(np.array([1, 2], object), 5)
    assert rm.reference_attention(0.0, 4) == 0.25
