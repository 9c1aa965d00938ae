"""The terms of a head's scores add up to them, and each is what its two sources alone make."""

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
SUMMED = ("rotary", "scores", "gates", "parallel")
WITH_SCORES = strategies.models_with_tokens(
    parts=(*strategies.PARTS, *SUMMED), n_layers=st.integers(1, 3)
)
WITHOUT_NORMS = strategies.models_with_tokens(
    parts=("biases", "groups", "mlps", "gates", "parallel", "post norms"),
    n_layers=st.integers(1, 3),
)


def close(found, want):
    assert found.shape == want.shape
    return agree(found, want, gamma(2**12, "float64") * (1 + float(np.abs(want).max())))


def drawn_head(model, data):
    layer = data.draw(st.integers(0, model.n_layers - 1))
    return layer, data.draw(st.integers(0, model.n_heads[layer] - 1))


@given(WITH_PARTS, st.data())
def test_terms_add_up_to_the_scores(drawn, data):
    model, tokens = drawn
    layer, head = drawn_head(model, data)
    place = ("attn_scores", layer, head)
    found = rm.score_contributions(model, layer, head, tokens)
    # Terms may be large beside their sum: what is added up sets the size of the rounding.
    size = 1 + float(np.abs(found.terms).sum(axis=(0, 1)).max())
    want = rm.activations(model, tokens, [place])[place]
    assert agree(found.scores(), want, gamma(2**12, "float64") * size)


@given(WITH_SCORES, st.data())
def test_terms_of_scaled_and_biased_scores_add_up_and_of_capped_ones_are_refused(drawn, data):
    model, tokens = drawn
    layer, head = drawn_head(model, data)
    if model.layers[layer].score_cap is not None:
        with pytest.raises(ValueError, match="score_contributions can't honour, got score_cap; "):
            rm.score_contributions(model, layer, head, tokens)
        return
    place = ("attn_scores", layer, head)
    found = rm.score_contributions(model, layer, head, tokens)
    size = 1 + float(np.abs(found.terms).sum(axis=(0, 1)).max())
    want = rm.activations(model, tokens, [place])[place]
    assert agree(found.scores(), want, gamma(2**12, "float64") * size)


def test_normed_queries_of_this_layer_are_refused_those_of_others_are_not():
    model = rm.by_hand.induction(4, 8)
    for n, parts in ((0, ("q_norm",)), (1, ("k_norm",))):
        layers = list(model.layers)
        layers[n] = dataclasses.replace(layers[n], **dict.fromkeys(parts, rm.Norm(centred=False)))
        other = dataclasses.replace(model, layers=layers)
        rm.score_contributions(other, 1 - n, 0, [0, 1])
        with pytest.raises(ValueError, match=f"honour, got {parts[0]}; activations gives"):
            rm.score_contributions(other, n, 0, [0, 1])


@given(WITHOUT_NORMS, st.data())
def test_each_term_is_what_its_sources_alone_make(drawn, data):
    """By hand: each source's own array, through this head's W_Q or W_K and nothing else."""
    model, tokens = drawn
    layer, head = drawn_head(model, data)
    found = rm.score_contributions(model, layer, head, tokens)
    weights, n_ctx = model.layers[layer], len(tokens)
    group = head * weights.n_groups // weights.n_heads
    run = rm.forward_pass(model, tokens)
    streams = {"embed": model.W_E[:, tokens].T}
    if model.W_pos is not None:
        streams["pos_embed"] = model.W_pos[:, :n_ctx].T
    for n, earlier in enumerate(model.layers[:layer]):
        for h in range(earlier.n_heads):
            g = h * earlier.n_groups // earlier.n_heads
            v = run.streams[n] @ earlier.W_V[g].T
            v = v if earlier.b_V is None else v + earlier.b_V[g]
            streams["result", n, h] = run.patterns[n][h] @ v @ earlier.W_O[h].T
        if earlier.b_O is not None:
            streams["b_O", n] = np.tile(earlier.b_O, (n_ctx, 1))
        norm = earlier.post_norm
        if norm is not None:
            of_layer = [place for place in streams if place[0] in ("result", "b_O")]
            of_layer = [place for place in of_layer if place[1] == n]
            whole = sum(streams[place] for place in of_layer)
            whole = whole - whole.mean(axis=1, keepdims=True) if norm.centred else whole
            root = np.sqrt((whole * whole).mean(axis=1, keepdims=True) + norm.eps)
            for place in of_layer:
                x = streams[place]
                x = (x - x.mean(axis=1, keepdims=True) if norm.centred else x) / root
                streams[place] = x if norm.gain is None else x * norm.gain
            if norm.bias is not None:
                streams["b_O", n] = streams.get(("b_O", n), 0) + np.tile(norm.bias, (n_ctx, 1))
        if earlier.mlp is not None:
            streams["mlp_out", n] = run.mlp_outputs[n]
    queries = {name: x @ weights.W_Q[head].T for name, x in streams.items()}
    keys = {name: x @ weights.W_K[group].T for name, x in streams.items()}
    zero = np.zeros((n_ctx, weights.d_head))
    queries["bias"] = zero if weights.b_Q is None else zero + weights.b_Q[head]
    keys["bias"] = zero if weights.b_K is None else zero + weights.b_K[group]
    assert set(found.sources) == set(queries)
    for query, q in queries.items():
        for key, k in keys.items():
            assert close(found.of(query, key), q @ k.T / np.sqrt(weights.d_head))


def test_the_induction_head_composes_by_its_keys():
    """Tokens with what the previous-token head wrote match; the place 0 is held off by a term."""
    model = rm.by_hand.induction(4, 8)
    found = rm.score_contributions(model, 1, 0, [0, 1, 2, 0])
    spread = {
        (query, key): np.ptp(found.of(query, key)[3])
        for query in found.sources
        for key in found.sources
    }
    composition, place = ("embed", ("result", 0, 0)), ("embed", "pos_embed")
    assert {terms for terms, size in spread.items() if size} == {composition, place}
    # The key after the first 0 has 0 before it; position 0, which attends to itself, as well.
    assert found.of(*composition)[3].round(2).tolist() == [20.0, 20.0, 0.0, 0.0]
    assert found.of(*place)[3].tolist() == [-20.0, 0.0, 0.0, 0.0]


def test_the_first_layer_s_scores_are_those_of_tokens():
    model = rm.by_hand.one_skip_trigram(4, source=0, destination=1, output=2, scale=5.0)
    found = rm.score_contributions(model, 0, 0, [0, 1])
    assert found.sources == ("embed", "bias")
    assert found.of("embed", "embed").tolist() == [[0.0, 0.0], [5.0, 0.0]]
    assert not found.of("bias", "embed").any()


@given(strategies.models_with_tokens(parts=strategies.PARTS, n_layers=st.just(2), batch=(2,)))
def test_a_batch_is_its_sequences_one_by_one(drawn):
    model, tokens = drawn
    together = rm.score_contributions(model, 1, 0, tokens)
    for i, alone in enumerate(tokens):
        assert close(together.terms[i], rm.score_contributions(model, 1, 0, alone).terms)


def test_a_source_that_there_is_not_is_refused():
    found = rm.score_contributions(rm.by_hand.induction(4, 8), 1, 0, [0, 1])
    says = "key: expected one of ('embed', ('result', 0, 0), 'pos_embed', 'bias'), got ('result',"
    with pytest.raises(ValueError, match="^" + re.escape(says)):
        found.of("embed", ("result", 0, 1))


def test_more_than_4_GiB_is_refused_before_it_is_made():
    model = rm.by_hand.induction(4, 8)
    model = dataclasses.replace(model, W_pos=None)
    # Three things write before layer 1, and b_O none: with those beside, 4 a side.
    for tokens, shape in (([0] * 10_000, ""), ([[0] * 9_000] * 2, "2, ")):
        n_ctx = len(np.atleast_2d(tokens)[0])
        said = rf"^tokens: .* at most 4 GiB.*\({shape}4, 4, {n_ctx}, {n_ctx}\)"
        with pytest.raises(ValueError, match=said):
            rm.score_contributions(model, 1, 0, tokens)


@pytest.mark.parametrize("centred", [False, True])
def test_positions_behind_a_norm_have_neither_its_gain_nor_its_scale(centred):
    rng = np.random.default_rng(0)
    layer = rm.AttentionLayer(
        *rng.normal(size=(3, 2, 2, 3)),
        rng.normal(size=(2, 3, 2)),
        norm=rm.Norm(rng.normal(size=3), rng.normal(size=3), centred=centred),
    )
    W_pos = rng.normal(size=(3, 4))
    model = rm.Transformer(rng.normal(size=(3, 5)), rng.normal(size=(5, 3)), [layer], W_pos=W_pos)
    found = rm.score_contributions(model, 0, 1, [0, 3, 1, 4])
    want = W_pos.T @ layer.W_Q[1].T @ layer.W_K[1] @ W_pos / np.sqrt(2)
    assert close(found.of("pos_embed", "pos_embed"), want)
    scores = rm.activations(model, [0, 3, 1, 4], [("attn_scores", 0, 1)])["attn_scores", 0, 1]
    assert close(found.scores(), scores)
