"""What stands at a place is what a computation by hand gives; put by itself, it changes nothing."""

import dataclasses
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath import strategies
from refmath.numeric.arrays.rounding import agree, gamma
from refmath.numeric.layered.activations import _columns
from refmath.numeric.layered.places import OF_HEADS, OF_LAYERS, OF_THE_MODEL, every_place

WITH_PARTS = strategies.models_with_tokens(parts=strategies.EVERY_PART, n_layers=st.integers(0, 3))
PLAIN = strategies.models_with_tokens(n_layers=st.integers(1, 3))


def by_their_names(model):
    return [word if n is None else (word, n) for word, n in every_place(model)]


def close(found, want):
    assert found.shape == want.shape
    # A few hundred operations on numbers no larger than the largest, and of an ε of 1.
    return agree(found, want, gamma(2**12, "float64") * (1 + float(np.abs(want).max())))


def normed(norm, name, x, seen):
    if norm is None:
        return x
    centred = x - x.mean(axis=-1, keepdims=True) if norm.centred else x
    seen[f"{name}.inverse_scale"] = 1 / np.sqrt((centred**2).mean(axis=-1) + norm.eps)
    y = centred * seen[f"{name}.inverse_scale"][:, None]
    y = y if norm.gain is None else y * norm.gain
    seen[f"{name}.normalized"] = y if norm.bias is None else y + norm.bias
    return seen[f"{name}.normalized"]


def turned(x, rotary):
    """Turn each position's pairs, one by one."""
    y = x.copy()
    half = rotary.cos.shape[1]
    for i, row in enumerate(x):
        for p in range(half):
            u, v = (p, p + half) if rotary.pairing == "halves" else (2 * p, 2 * p + 1)
            cos, sin = rotary.cos[i, p], rotary.sin[i, p]
            y[i, u], y[i, v] = row[u] * cos - row[v] * sin, row[u] * sin + row[v] * cos
    return y


def normed_heads(norm, heads):
    """Each head's queries or keys through the norm, or all heads' beside one another."""
    if norm is None or norm.d_model in (None, heads[0].shape[1]):
        return [normed(norm, "", y, {}) for y in heads]
    return np.split(normed(norm, "", np.concatenate(heads, axis=1), {}), len(heads), axis=1)


def scores_by_hand(layer, head, products):
    scale, cap = layer.score_scale, layer.score_cap
    scores = products / np.sqrt(layer.d_head) if scale is None else products * scale
    scores = scores if cap is None else cap * np.tanh(scores / cap)
    if layer.score_bias is None:
        return scores
    n_ctx = len(scores)
    offsets = [[max(i - j, 0) for j in range(n_ctx)] for i in range(n_ctx)]
    return scores + layer.score_bias[head][np.array(offsets)]


def pattern_by_hand(model, layer, head, scores):
    n_ctx = len(scores)
    pattern = np.zeros((n_ctx, n_ctx))
    for i in range(n_ctx):
        window = n_ctx if layer.window is None else layer.window
        sources = range(max(0, i - window + 1), i + 1) if model.causal else range(n_ctx)
        weights = {j: np.exp(scores[i, j]) for j in sources}
        sink = 0 if layer.sinks is None else np.exp(layer.sinks[head])
        for j, weight in weights.items():
            pattern[i, j] = weight / (sum(weights.values()) + sink)
    return pattern


def heads_by_hand(model, layer, x, seen):
    """What a layer's heads write, head by head."""
    read = normed(layer.norm, "ln1", x, seen)
    n_ctx, W_pos = len(x), model.W_pos
    asks = read if W_pos is None or model.positions != "qk" else read + W_pos[:, :n_ctx].T
    of = {word: [] for word in OF_HEADS if layer.rotary is not None or word[:4] != "rot_"}

    def project(word, reads, W, b, i):
        of[word].append(reads @ W[i].T + (0 if b is None else b[i]))
        return of[word][-1]

    ks = normed_heads(
        layer.k_norm, [project("k", asks, layer.W_K, layer.b_K, g) for g in range(layer.n_groups)]
    )
    qs = normed_heads(
        layer.q_norm, [project("q", asks, layer.W_Q, layer.b_Q, h) for h in range(layer.n_heads)]
    )
    for g in range(layer.n_groups):
        k = ks[g]
        v = project("v", read, layer.W_V, layer.b_V, g)
        if layer.rotary is not None:
            k = turned(k, layer.rotary)
            of["rot_k"].append(k)
        for h in range(
            g * layer.n_heads // layer.n_groups, layer.n_heads * (g + 1) // layer.n_groups
        ):
            q = qs[h]
            if layer.rotary is not None:
                q = turned(q, layer.rotary)
                of["rot_q"].append(q)
            scores = scores_by_hand(layer, h, q @ k.T)
            pattern = pattern_by_hand(model, layer, h, scores)
            of["attn_scores"].append(scores)
            of["pattern"].append(pattern)
            of["z"].append(pattern @ v)
            of["result"].append(pattern @ v @ layer.W_O[h].T)
    seen |= {word: np.stack(heads) for word, heads in of.items()}
    return sum(of["result"]) + (0 if layer.b_O is None else layer.b_O)


def run_by_hand(model, tokens):
    """Every place of a run, one head and one step after another."""
    x = model.W_E[:, tokens].T
    found = {"embed": x}
    if model.W_pos is not None and model.positions == "residual":
        x = x + model.W_pos[:, : len(tokens)].T
    for n, layer in enumerate(model.layers):
        seen = {"resid_pre": x}
        written = heads_by_hand(model, layer, x, seen)
        seen["attn_out"] = normed(layer.post_norm, "ln1_post", written, seen)
        before, x = x, x + seen["attn_out"]
        if not layer.parallel:
            before = seen["resid_mid"] = x
        if layer.mlp is not None:
            read, mlp = normed(layer.mlp.norm, "ln2", before, seen), layer.mlp
            linear = read @ mlp.W_in.T + (0 if mlp.b_in is None else mlp.b_in)
            if mlp.W_gate is None:
                seen["mlp_pre"] = linear
                seen["mlp_post"] = np.maximum(linear, 0)
            else:
                seen["mlp_pre_linear"] = linear
                seen["mlp_pre"] = read @ mlp.W_gate.T + (0 if mlp.b_gate is None else mlp.b_gate)
                seen["mlp_post"] = np.maximum(seen["mlp_pre"], 0) * linear
            b_out = 0 if mlp.b_out is None else mlp.b_out
            written = seen["mlp_post"] @ mlp.W_out.T + b_out
            seen["mlp_out"] = normed(mlp.post_norm, "ln2_post", written, seen)
            x = x + seen["mlp_out"]
        seen["resid_post"] = x
        found |= {(word, n): array for word, array in seen.items()}
    read = normed(model.final_norm, "ln_final", x, found)
    logits = read @ model.W_U.T + (0 if model.b_U is None else model.b_U)
    cap = model.logit_cap
    found["logits"] = logits if cap is None else cap * np.tanh(logits / cap)
    return found


@given(WITH_PARTS)
def test_every_place_is_what_a_computation_by_hand_gives(drawn):
    model, tokens = drawn
    want = run_by_hand(model, tokens)
    found = rm.activations(model, tokens, by_their_names(model))
    assert found.keys() == want.keys()
    assert all(close(found[place], want[place]) for place in want)


@given(WITH_PARTS)
def test_what_is_put_in_its_own_place_changes_nothing(drawn):
    model, tokens = drawn
    places = by_their_names(model)
    # "result" asked for is another sum than without it: so it is asked for on both sides.
    before = rm.activations(model, tokens, places)
    for place in places:
        for own in (before[place], lambda there: there):
            after = rm.activations(model, tokens, places, replaced={place: own})
            assert all(np.array_equal(after[p], before[p]) for p in places)


@given(WITH_PARTS)
def test_nothing_put_leaves_the_logits(drawn):
    model, tokens = drawn
    error = 4 * rm.logits_error(model, tokens)
    assert agree(rm.with_replaced(model, tokens, {}), rm.logits(model, tokens), error)


@given(WITH_PARTS)
def test_each_place_is_the_same_asked_for_alone_and_beside_others(drawn):
    model, tokens = drawn
    run = rm.forward_pass(model, tokens)
    for n in range(model.n_layers):
        for word, want in (("resid_post", run.streams[n + 1]), ("pattern", run.patterns[n])):
            assert np.array_equal(rm.activations(model, tokens, [word])[word, n], want)


@given(PLAIN, st.data())
def test_a_head_is_put_and_asked_for_by_itself(drawn, data):
    model, tokens = drawn
    layer = data.draw(st.integers(0, model.n_layers - 1))
    head = data.draw(st.integers(0, model.n_heads[layer] - 1))
    word = data.draw(st.sampled_from([w for w in OF_HEADS if w[:4] != "rot_"]))
    place = (word, layer, head)
    alone = rm.activations(model, tokens, [place], replaced={place: lambda there: 0 * there - 2})
    whole = rm.activations(model, tokens, [(word, layer)])[word, layer]
    put = rm.activations(model, tokens, [(word, layer)], replaced={place: alone[place]})
    assert (alone[place] == -2).all()
    assert (put[word, layer][head] == -2).all()
    others = [h for h in range(len(whole)) if h != head]
    assert np.array_equal(put[word, layer][others], whole[others])


@given(PLAIN, st.data())
def test_a_head_that_is_put_out_is_as_if_it_were_not_there(drawn, data):
    model, tokens = drawn
    layer = data.draw(st.integers(0, model.n_layers - 1))
    head = data.draw(st.integers(0, model.n_heads[layer] - 1))
    without = rm.without_heads(model, [(layer, head)])
    error = 4 * (rm.logits_error(without, tokens) + rm.logits_error(model, tokens))
    for word in ("z", "result"):
        found = rm.with_replaced(model, tokens, {(word, layer, head): lambda there: 0 * there})
        assert agree(found, rm.logits(without, tokens), error)


@given(WITH_PARTS, st.data())
def test_another_run_s_stream_in_place_of_its_own_makes_it_that_run(drawn, data):
    model, tokens = drawn
    others = data.draw(strategies.tokens(model, n_ctx=len(tokens)))
    stream = rm.residual_stream(model, others)[-1]
    place = ("resid_post", model.n_layers - 1) if model.n_layers else "embed"
    if not model.n_layers:
        stream = model.W_E[:, others].T
    error = 4 * rm.logits_error(model, others)
    found = rm.with_replaced(model, tokens, {place: stream})
    assert agree(found, rm.logits(model, others), error)


@given(strategies.models_with_tokens(parts=strategies.EVERY_PART, batch=(2,), n_layers=st.just(2)))
def test_a_batch_is_its_sequences_one_by_one(drawn):
    model, tokens = drawn
    places = by_their_names(model)
    together = rm.activations(model, tokens, places)
    for i, alone in enumerate(tokens):
        for place, array in rm.activations(model, alone, places).items():
            assert close(together[place][i], array)


def test_a_word_alone_is_every_layer_that_has_it():
    model = rm.by_hand.induction(3, 4)
    mlp = rm.MLP(np.ones((2, model.d_model)), np.ones((model.d_model, 2)))
    layers = [model.layers[0], dataclasses.replace(model.layers[1], mlp=mlp)]
    model = dataclasses.replace(model, layers=layers)
    found = rm.activations(model, [0, 1], ["mlp_pre", "resid_pre", "logits"])
    assert list(found) == [("mlp_pre", 1), ("resid_pre", 0), ("resid_pre", 1), "logits"]
    assert found["mlp_pre", 1].shape == (2, 2)


def test_only_the_layers_that_are_asked_of_are_run():
    model = rm.by_hand.induction(3, 4)
    huge = {name: np.full_like(getattr(model.layers[1], name), 1e200) for name in ("W_V", "W_O")}
    model = dataclasses.replace(
        model, layers=[model.layers[0], dataclasses.replace(model.layers[1], **huge)]
    )
    with np.errstate(all="ignore"), pytest.raises(ValueError, match="stream after layer 1"):
        rm.activations(model, [0, 1], ["logits"])
    assert rm.activations(model, [0, 1], [("resid_post", 0), "embed"]).keys() == {
        ("resid_post", 0),
        "embed",
    }


def test_a_function_may_write_into_what_it_is_given():
    model = rm.by_hand.induction(3, 4)

    def emptied(x):
        x[:] = 0
        return x

    found = rm.activations(
        model, [0, 1], [("resid_post", 0), ("resid_pre", 1)], replaced={("resid_pre", 1): emptied}
    )
    assert found["resid_post", 0].any()
    assert not found["resid_pre", 1].any()


def test_path_patching_is_two_of_them():
    """A head of layer 0 sends another's result to one head's keys of layer 1 alone."""
    model = rm.by_hand.induction(4, 8)
    clean, other = [0, 1, 2, 0], [2, 0, 1, 0]
    sender, receiver = ("result", 0, 0), ("k", 1, 0)
    from_other = rm.activations(model, other, [sender])[sender]
    keys = rm.activations(model, clean, [receiver], replaced={sender: from_other})[receiver]
    found = rm.with_replaced(model, clean, {receiver: keys})
    # By hand: the first layer's other term goes into W_K alone, the stream stays the clean one's.
    stream = rm.residual_stream(model, clean)[1]
    first, second = model.layers
    own = rm.activations(model, clean, [sender])[sender]
    W_pos = model.W_pos[:, :4].T
    keyed = stream - own + from_other + W_pos
    scores = (stream + W_pos) @ second.W_Q[0].T @ (keyed @ second.W_K[0].T).T
    weights = np.exp(scores / np.sqrt(second.d_head)) * np.tril(np.ones((4, 4)))
    pattern = weights / weights.sum(axis=1, keepdims=True)
    want = (stream + pattern @ stream @ second.W_V[0].T @ second.W_O[0].T) @ model.W_U.T
    assert first.n_heads == second.n_heads == 1
    assert np.allclose(found, want, rtol=1e-9, atol=0)
    assert not np.allclose(found, rm.logits(model, clean), rtol=1e-3)


def test_gradients_flow_through_what_is_put():
    torch = pytest.importorskip("torch")
    model = rm.by_hand.one_skip_trigram(4, source=0, destination=1, output=2)
    layer = model.layers[0]
    weights = [torch.asarray(getattr(layer, f"W_{name}")) for name in "QKVO"]
    model = rm.Transformer(
        torch.asarray(model.W_E), torch.asarray(model.W_U), [rm.AttentionLayer(*weights)]
    )
    factor = torch.ones(1, dtype=torch.float64, requires_grad=True)
    rm.with_replaced(model, [0, 1], {"z": lambda z: z * factor})[-1, 2].backward()
    assert float(factor.grad) == pytest.approx(float(rm.logits(model, [0, 1])[-1, 2]))


MODEL = rm.by_hand.one_skip_trigram(4, source=0, destination=1, output=2)
WORDS = ", ".join(OF_LAYERS | OF_THE_MODEL)


@pytest.mark.parametrize(
    ("names", "says"),
    [
        ("pattern", "names: expected places, as 'logits', 'z', ('z', layer) or ('z', layer, head)"),
        (["patern"], f"names: expected places by {WORDS}, got 'patern'"),
        ([0], f"names: expected places by {WORDS}, got 0"),
        ([()], f"names: expected places by {WORDS}, got ()"),
        ([("pattern", 1)], "names: expected layers from 0 to 0, got ('pattern', 1)"),
        ([("pattern", True)], "names: expected layers from 0 to 0, got ('pattern', True)"),
        ([("pattern", -1)], "names: expected layers from 0 to 0, got ('pattern', -1)"),
        ([("pattern", 0, 1)], "names: expected heads from 0 to 0 of 'pattern', got"),
        ([("resid_pre", 0, 0)], "names: expected no head beside 'resid_pre', got"),
        ([("logits", 0)], "names: expected no layer beside 'logits', got ('logits', 0)"),
        ([("z", 0, 0, 0)], "names: expected a layer and a head at most beside 'z', got"),
        (["mlp_pre"], "names: expected places that the model has, got 'mlp_pre'"),
        ([("rot_q", 0)], "names: expected places that the model has, got ('rot_q', 0)"),
        (["ln_final.normalized"], "names: expected places that the model has, got 'ln_final.n"),
    ],
)
def test_a_place_that_there_is_not_is_refused_by_its_name(names, says):
    with pytest.raises(ValueError, match="^" + re.escape(says)):
        rm.activations(MODEL, [0, 1], names)


def test_heads_that_share_keys_and_values_share_their_places():
    rng = np.random.default_rng(0)
    queries, shared = rng.normal(size=(4, 2, 3)), rng.normal(size=(2, 2, 2, 3))
    layer = rm.AttentionLayer(
        queries, *shared, rng.normal(size=(4, 3, 2)),
        rotary=rm.rotary_by_frequency(4, 2),
    )  # fmt: skip
    ends = rng.normal(size=(3, 5)), rng.normal(size=(5, 3))
    model, tokens = rm.Transformer(*ends, [layer]), [3, 1, 2]
    for word, n in (
        *dict.fromkeys(("k", "v", "rot_k"), 2).items(),
        *dict.fromkeys(("q", "rot_q", "z", "pattern"), 4).items(),
    ):
        alone = rm.activations(model, tokens, [(word, 0, n - 1)])[word, 0, n - 1]
        assert (alone == rm.activations(model, tokens, [word])[word, 0][n - 1]).all()
        said = f"^names: expected heads from 0 to {n - 1} of {word!r}, got"
        with pytest.raises(ValueError, match=said):
            rm.activations(model, tokens, [(word, 0, n)])


@pytest.mark.parametrize(
    ("put", "says"),
    [
        (np.ones(3), "replaced[('z', 0)]: expected shape (1, 2, 1), got (3,)"),
        (np.ones((1, 2, 1), np.float32), "replaced[('z', 0)]: expected dtype float64, as what is"),
        (np.full((1, 2, 1), np.nan), "replaced[('z', 0)]: expected finite numbers, got nan at"),
        (lambda _: None, "replaced[('z', 0)]: expected an array, got NoneType"),
        (0, "replaced[('z', 0)]: expected an array, got int"),
    ],
)
def test_what_can_t_be_put_is_refused_by_its_place(put, says):
    with pytest.raises(ValueError, match="^" + re.escape(says)):
        rm.with_replaced(MODEL, [0, 1], {("z", 0): put})


def test_more_than_4_GiB_is_refused_before_it_is_made():
    with pytest.raises(ValueError, match=r"^tokens: .* at most 4 GiB"):
        rm.activations(MODEL, [0] * 30_000, ["pattern"])
    with pytest.raises(ValueError, match=r"^names: .* at most 4 GiB.*ask for fewer places"):
        rm.activations(MODEL, [[0] * 20_000], ["pattern", "attn_scores"])


@given(WITH_PARTS)
def test_what_a_place_takes_is_reckoned_beforehand(drawn):
    model, tokens = drawn
    n_ctx, positions = np.shape(tokens)[-1], np.size(tokens)
    found = rm.activations(model, tokens, by_their_names(model))
    for (word, n), array in zip(every_place(model), found.values(), strict=True):
        assert array.size == positions * _columns(model, word, n, n_ctx), (word, n)
