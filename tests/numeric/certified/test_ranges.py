"""Certified ranges: all contexts listed, in exact numbers; hunted for in floating point."""

import itertools
from fractions import Fraction
from math import isqrt

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import refmath as rm
from refmath import strategies
from refmath.evidence.exact_numbers import exact_array
from refmath.numeric.arrays.rounding import gamma
from refmath.numeric.certified.extremes import Range, added_up, placed
from refmath.numeric.certified.terms import attention_weights, head_terms, mean_error
from refmath.numeric.model.by_hand import one_skip_trigram


@st.composite
def cases(draw, *, exact=True, positions=(None, "qk", "residual")):
    """A one-layer model with small whole weights, and a skip-trigram in contexts of a length."""
    d_model, d_vocab, n_ctx = draw(st.integers(1, 3)), draw(st.integers(1, 3)), 4
    d_head, n_heads = (
        draw(st.sampled_from((1, 4))),
        draw(st.integers(1, 2)),
    )  # whose roots are whole

    def whole(rows, cols, bound=2):
        drawn = draw(strategies.integer_matrices(rows, cols, bound=bound))
        return exact_array(drawn) if exact else drawn.astype(float)

    def stacked(rows, cols):
        return np.stack([whole(rows, cols) for _ in range(n_heads)])

    reads = [stacked(d_head, d_model) for _ in range(3)]
    reads[0] = reads[0] * int(d_head**0.5)  # 2 to a score that is no whole number is no power
    layer = rm.AttentionLayer(*reads, stacked(d_model, d_head))
    where = draw(st.sampled_from(positions))
    model = rm.Transformer(
        whole(d_model, d_vocab),
        whole(d_vocab, d_model),
        [layer],
        W_pos=None if where is None else whole(d_model, n_ctx),
        positions=where or "qk",
    )
    token = st.integers(0, d_vocab - 1)
    triple = draw(token), draw(token), draw(token)
    return model, triple, draw(st.none() | token), draw(st.integers(2, n_ctx))


def all_contexts(model, source, destination, n_ctx, places=None):
    places = range(n_ctx - 1) if places is None else places
    found = [
        (*before, destination)
        for before in itertools.product(range(model.d_vocab), repeat=n_ctx - 1)
        if any(before[p] == source for p in places)
    ]
    return np.array(found)


def difference(logits, output, against):
    """The last position's logit against another, or against the mean."""
    last = logits[..., -1, :]
    # By a Python number: exact ones don't take NumPy's.
    mean = last.sum(axis=-1) / last.shape[-1]
    return last[..., output] - (mean if against is None else last[..., against])


def by_head(model, head, contexts, triple, against):
    """The effect, and the attention to the source token, by the layered computation's patterns."""
    patterns = rm.attention_patterns(model, contexts)
    effect = rm.path_logits(model, [(0, head)], contexts, patterns=patterns)
    row = patterns[0][:, head, -1, :]
    is_source = (contexts == triple[0]).astype(int)
    return difference(effect, triple[2], against), (row * is_source).sum(axis=-1)


@given(cases())
def test_ranges_are_those_over_all_contexts_exactly(case):
    model, triple, against, n_ctx = case
    found = rm.certified_range(model, *triple, against=against, n_ctx=n_ctx)
    contexts = all_contexts(model, *triple[:2], n_ctx)
    assert len(found.heads) == model.n_heads[0]
    for each in found.heads:
        computed = by_head(model, each.head, contexts, triple, against)
        for own, values in zip((each.effect, each.attention), computed, strict=True):
            assert (own.lowest, own.highest) == (min(values), max(values))
            assert own.rounding == 0
            for context, end in (
                (own.lowest_context, own.lowest),
                (own.highest_context, own.highest),
            ):
                (at,) = np.flatnonzero((contexts == context).all(axis=1))
                assert values[at] == end
    whole = difference(rm.logits(model, contexts), triple[2], against)
    assert found.lowest + found.direct <= min(whole)
    assert max(whole) <= found.highest + found.direct
    if found.attained:
        assert (found.lowest, found.highest) == tuple(
            end - found.direct for end in (min(whole), max(whole))
        )


@given(cases(positions=("qk", "residual")), st.data())
def test_the_source_s_place_may_be_given(case, data):
    model, triple, against, n_ctx = case
    place = data.draw(st.integers(0, n_ctx - 2))
    found = rm.certified_range(
        model, *triple, against=against, n_ctx=n_ctx, head=0, source_position=place
    )
    contexts = all_contexts(model, *triple[:2], n_ctx, [place])
    effect, attention = by_head(model, 0, contexts, triple, against)
    (only,) = found.heads
    assert (only.effect.lowest, only.effect.highest) == (min(effect), max(effect))
    assert (only.attention.lowest, only.attention.highest) == (min(attention), max(attention))
    assert only.effect.lowest_context[place] == only.effect.highest_context[place] == triple[0]


@given(cases(), st.data())
def test_many_at_once_are_certified_as_one_by_one(case, data):
    model, _, against, n_ctx = case
    token = st.integers(0, model.d_vocab - 1)
    triples = data.draw(st.lists(st.tuples(token, token, token), min_size=1, max_size=5))
    found = rm.certified_skip_trigrams(model, triples, against=against, n_ctx=n_ctx)
    single = [rm.certified_range(model, *t, against=against, n_ctx=n_ctx) for t in triples]
    assert found.triples.tolist() == [list(t) for t in triples]
    assert found.lowest.tolist() == [each.lowest for each in single]
    assert found.highest.tolist() == [each.highest for each in single]
    assert found.certified.tolist() == [
        list(t) for t, each in zip(triples, single, strict=True) if each.certified
    ]


# In floating point: what the model computes, and what is looked for with all means.


def normal_model(seed, *, n_heads=1, positions=None, dtype=np.float64, d_vocab=11):
    rng = np.random.default_rng(seed)

    def drawn(*shape):
        return rng.standard_normal(shape).astype(dtype)

    reads = [drawn(n_heads, 3, 5) for _ in range(3)]
    return rm.Transformer(
        drawn(5, d_vocab),
        drawn(d_vocab, 5),
        [rm.AttentionLayer(*reads, drawn(n_heads, 5, 3))],
        W_pos=None if positions is None else drawn(5, 9),
        positions=positions or "qk",
    )


def climbed(model, triple, against, n_ctx, sign, rng):
    """Look for an extreme context: one free token after the other takes its best."""
    context = np.append(rng.integers(0, model.d_vocab, n_ctx - 1), triple[1])
    place = rng.integers(0, n_ctx - 1)
    context[place] = triple[0]
    for _ in range(3):
        for at in (j for j in range(n_ctx - 1) if j != place):
            tried = np.repeat(context[None], model.d_vocab, axis=0)
            tried[:, at] = np.arange(model.d_vocab)
            values = sign * difference(rm.logits(model, tried), triple[2], against)
            context = tried[np.argmax(values)]
    return context


def off_by(model, contexts, triple, against):
    """How far computed differences of logits may be from the exact ones."""
    error = rm.logits_error(model, contexts)[..., -1, :]
    size = np.abs(rm.logits(model, contexts)[..., -1, :]) + error
    minus = error.mean(axis=-1) if against is None else error[..., against]
    more = gamma(model.d_vocab + 4, model.dtype) * 2 * size.max(axis=-1)
    return error[..., triple[2]] + minus + more


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("positions", [None, "qk", "residual"])
@pytest.mark.parametrize("n_heads", [1, 3])
@pytest.mark.parametrize("against", [None, 4])
def test_no_context_leaves_the_range_and_one_head_reaches_both_ends(
    positions, n_heads, against, dtype
):
    for seed in range(3):
        rng = np.random.default_rng(seed)
        model = normal_model(seed, n_heads=n_heads, positions=positions, dtype=dtype)
        triple = tuple(rng.integers(0, model.d_vocab, 3).tolist())
        for n_ctx in (2, 5, 9):
            found = rm.certified_range(model, *triple, against=against, n_ctx=n_ctx)
            contexts = rng.integers(0, model.d_vocab, (500, n_ctx))
            contexts[np.arange(500), rng.integers(0, n_ctx - 1, 500)] = triple[0]
            contexts[:, -1] = triple[1]
            hunted = [climbed(model, triple, against, n_ctx, sign, rng) for sign in (-1, 1)]
            contexts = np.concatenate([contexts, hunted])
            ends = [
                (each.effect.lowest_context, each.effect.highest_context) for each in found.heads
            ]
            contexts = np.concatenate([contexts, ends[0]])
            values = difference(rm.logits(model, contexts), triple[2], against) - found.direct
            off = off_by(model, contexts, triple, against) + found.direct_rounding
            assert (found.lowest - off <= values).all()
            assert (values <= found.highest + off).all()
            if found.attained:
                assert values[-2] <= found.heads[0].effect.lowest + off[-2] + abs(
                    found.heads[0].effect.rounding
                )
                assert values[-1] >= found.heads[0].effect.highest - off[-1] - abs(
                    found.heads[0].effect.rounding
                )
            width = found.highest - found.lowest
            rounding = sum(each.effect.rounding for each in found.heads)
            assert 0 < rounding < 1e-9 * (1 + width)


def test_many_at_once_hold_what_one_by_one_reach():
    model = normal_model(2, n_heads=2)
    triples = list(itertools.product(range(4), repeat=3))
    for against in (None, 3):
        many = rm.certified_skip_trigrams(model, triples, n_ctx=6, against=against)
        for at, triple in enumerate(triples):
            one = rm.certified_range(model, *triple, n_ctx=6, against=against)
            reached = [
                sum(getattr(h.effect, end) for h in one.heads) for end in ("lowest", "highest")
            ]
            room = 1e3 * sum(h.effect.rounding for h in one.heads)
            assert reached[0] - room <= many.lowest[at] <= reached[0]
            assert reached[1] <= many.highest[at] <= reached[1] + room


def test_the_built_skip_trigram_is_certified_and_its_near_misses_are_not():
    model = rm.by_hand.one_skip_trigram(6, source=0, destination=1, output=2, scale=10.0)
    for against in (None, 3):
        found = rm.certified_range(model, 0, 1, 2, n_ctx=50, against=against)
        assert found.certified
        # k = 1, m = 49: the theorem's formula.
        share = np.exp(10.0) / (np.exp(10.0) + 49)
        gap = 5 / 6 if against is None else 1
        assert found.heads[0].effect.lowest == pytest.approx(share * gap)
        assert found.heads[0].attention.lowest == pytest.approx(share)
    for triple in ((3, 1, 2), (0, 1, 4)):
        assert not rm.certified_range(model, *triple, n_ctx=50).certified
    # Against a given output both ends, and the lower one, may be 0: raised never.
    assert not rm.certified_range(model, 0, 1, 3, n_ctx=5, against=4).certified


def test_the_iteration_in_floating_point_is_within_its_slack_of_the_exact_one():
    rng = np.random.default_rng(0)
    for spread in (1, 20, 300):
        for _ in range(20):
            weights = np.exp(-spread * rng.random((6, 5)))
            values = rng.standard_normal((6, 5)).round(1)  # so that several are nearly as good
            best = placed(weights, values, 0, 1, np.arange(4))
            exact = [
                np.array([[Fraction(float(x)) for x in row] for row in a])
                for a in (weights, values)
            ]
            true = placed(*exact, 0, 1, np.arange(4)).value
            value = Fraction(float(best.value))
            off = Fraction(gamma(2 * 5 + 8, "float64")) * 4  # of the mean itself; |values| < 4
            assert value - off <= true <= value + Fraction(best.slack)
            assert best.slack <= 100 * float(off)


@given(st.data())
def test_the_iteration_ends_at_the_best_of_all_contexts(data):
    """On weights that have no form at all: each token and place its own."""
    d_vocab, n_ctx = data.draw(st.integers(1, 3)), data.draw(st.integers(2, 4))
    powers = data.draw(strategies.integer_matrices(d_vocab, n_ctx))
    values = exact_array(data.draw(strategies.integer_matrices(d_vocab, n_ctx)))
    weights = exact_array([[Fraction(2) ** int(p) for p in row] for row in powers])
    source, destination = (data.draw(st.integers(0, d_vocab - 1)) for _ in range(2))
    places = sorted(data.draw(st.sets(st.integers(0, n_ctx - 2), min_size=1)))
    found = placed(weights, values, source, destination, np.array(places))

    def mean(context):
        w, v = (a[list(context), range(n_ctx)] for a in (weights, values))
        return (w * v).sum() / w.sum()

    contexts = [
        (*before, destination)
        for before in itertools.product(range(d_vocab), repeat=n_ctx - 1)
        if any(before[p] == source for p in places)
    ]
    assert found.context in contexts
    assert found.value == mean(found.context) == max(map(mean, contexts))
    assert found.slack == 0


def changed(model, **new):
    import dataclasses

    return dataclasses.replace(model, **new)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"layers": []}, "model: expected at least one layer"),
        ({"layers": "two"}, "model: expected one layer, .* got n_layers = 2"),
        ({"causal": False}, "model: expected causal = True"),
    ],
)
def test_what_the_theorem_does_not_speak_of_is_refused(change, message):
    model = normal_model(0)
    if change.get("layers") == "two":
        change = {"layers": [*model.layers, *model.layers]}
    with pytest.raises(ValueError, match=message):
        rm.certified_range(changed(model, **change), 0, 1, 2, n_ctx=3)
    with pytest.raises(ValueError, match=message):
        rm.certified_skip_trigrams(changed(model, **change), [(0, 1, 2)], n_ctx=3)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"source": 11}, "source: expected a token, 0 to 10, got 11"),
        ({"destination": -1}, "destination: expected a token, 0 to 10, got -1"),
        ({"output": 0.5}, "output: expected a token, 0 to 10, got 0.5"),
        ({"against": 11}, "against: expected a token, 0 to 10, got 11"),
        ({"n_ctx": 1}, "n_ctx: expected an integer, 2 or more, got 1"),
        ({"n_ctx": 10}, "n_ctx: expected at most 9, as far as positions reach, got 10"),
        ({"head": 1}, "head: expected an integer with 0 <= head < n_heads = 1 in layer 0, got 1"),
        ({"source_position": 4}, "source_position: expected a place before .* 0 to 3, got 4"),
        ({"source_position": -1}, "source_position: expected a place before .* 0 to 3, got -1"),
    ],
)
def test_bad_arguments_are_refused(arguments, message):
    model = normal_model(0, positions="qk")
    good = {"source": 0, "destination": 1, "output": 2, "n_ctx": 5}
    with pytest.raises(ValueError, match=message):
        rm.certified_range(model, **(good | arguments))


def test_scores_too_far_apart_for_float64_are_refused():
    model = rm.by_hand.one_skip_trigram(4, source=0, destination=1, output=2, scale=700.0)
    with pytest.raises(ValueError, match="scores at most 600 nats apart"):
        rm.certified_range(model, 0, 1, 2, n_ctx=5)


def test_progress_counts_triples():
    told = []
    triples = [(0, 1, 2)] * 300
    model = normal_model(1)
    rm.certified_skip_trigrams(model, triples, n_ctx=4, progress=lambda *done: told.append(done))
    assert told == [(256, 300), (300, 300)]


def test_the_strongest_skip_trigrams_are_certified_as_they_come():
    model = one_skip_trigram(4, source=0, destination=1, output=2)
    strongest = rm.top_skip_trigrams(model, 3)
    expected = [found.tokens for found in strongest]
    for triples in (strongest, list(strongest), strongest.skip_trigrams, iter(strongest)):
        found = rm.certified_skip_trigrams(model, triples, n_ctx=4)
        assert list(map(tuple, found.triples.tolist())) == expected


def test_a_context_of_any_length_costs_what_the_vocabulary_does():
    model = one_skip_trigram(4, source=0, destination=1, output=2)
    for n_ctx in (10**9, 2**63 - 1):
        found = rm.certified_skip_trigrams(model, [(0, 1, 2)], n_ctx=n_ctx)
        assert np.isfinite([*found.lowest, *found.highest]).all()
        with pytest.raises(ValueError, match=f"^n_ctx: expected at most 1,048,576, .* got {n_ctx}"):
            rm.certified_range(model, 0, 1, 2, n_ctx=n_ctx)
    with pytest.raises(ValueError, match=r"^n_ctx: expected an integer below 2\^63"):
        rm.certified_skip_trigrams(model, [(0, 1, 2)], n_ctx=10**22)


@st.composite
def biased_cases(draw):
    """A case whose layer and logits have biases of small whole numbers, exact."""
    model, triple, against, n_ctx = draw(cases())
    (layer,) = model.layers

    def whole(*shape, times=1):
        drawn = draw(strategies.integer_matrices(1, int(np.prod(shape)), bound=2))
        return exact_array(drawn * times).reshape(shape)

    heads = (layer.n_heads, layer.d_head)
    biases = {
        "b_Q": whole(*heads, times=int(layer.d_head**0.5)),  # so that scores stay whole
        "b_K": whole(*heads, times=int(layer.d_head**0.5)),
        "b_V": whole(*heads),
        "b_O": whole(model.d_model),
    }
    kept = {name: bias for name, bias in biases.items() if draw(st.booleans())}
    model = changed(model, layers=[changed(layer, **kept)], b_U=whole(model.d_out))
    return model, triple, against, n_ctx


@settings(max_examples=40)
@given(biased_cases())
def test_ranges_of_models_with_biases_are_those_over_all_contexts_exactly(case):
    model, triple, against, n_ctx = case
    found = rm.certified_range(model, *triple, against=against, n_ctx=n_ctx)
    contexts = all_contexts(model, *triple[:2], n_ctx)
    patterns = rm.attention_patterns(model, contexts)
    is_source = (contexts == triple[0]).astype(int)
    for each in found.heads:
        attention = (patterns[0][:, each.head, -1, :] * is_source).sum(axis=-1)
        assert (each.attention.lowest, each.attention.highest) == (min(attention), max(attention))
    whole = difference(rm.logits(model, contexts), triple[2], against) - found.direct
    assert found.direct_rounding == 0
    assert found.lowest <= min(whole)
    assert max(whole) <= found.highest
    if found.attained:
        assert (found.lowest, found.highest) == (min(whole), max(whole))


@st.composite
def offset_cases(draw):
    """A case with rotary positions of whole numbers, biases of scores, or both, exact."""
    model, triple, against, n_ctx = draw(biased_cases())
    (layer,) = model.layers

    def whole(*shape, times=1):
        drawn = draw(strategies.integer_matrices(*shape, bound=2))
        return exact_array(drawn * times)

    parts = {}
    if layer.d_head == 4 and draw(st.booleans()):
        pairs = draw(st.integers(1, 2))
        pairing = draw(st.sampled_from(("halves", "adjacent")))
        parts["rotary"] = rm.Rotary(whole(4, pairs), whole(4, pairs), pairing=pairing)
    if not parts or draw(st.booleans()):
        parts["score_bias"] = whole(layer.n_heads, 4)
    return changed(model, layers=[changed(layer, **parts)]), triple, against, n_ctx


@settings(max_examples=60)
@given(offset_cases(), st.data())
def test_ranges_of_scores_by_offset_are_those_over_all_contexts_exactly(case, data):
    model, triple, against, n_ctx = case
    place = data.draw(st.none() | st.integers(0, n_ctx - 2))
    options = {"against": against, "n_ctx": n_ctx}
    found = rm.certified_range(model, *triple, **options, source_position=place)
    contexts = all_contexts(model, *triple[:2], n_ctx, None if place is None else [place])
    patterns = rm.attention_patterns(model, contexts)
    is_source = (contexts == triple[0]).astype(int)
    for each in found.heads:
        attention = (patterns[0][:, each.head, -1, :] * is_source).sum(axis=-1)
        assert (each.attention.lowest, each.attention.highest) == (min(attention), max(attention))
    whole = difference(rm.logits(model, contexts), triple[2], against) - found.direct
    assert found.lowest <= min(whole)
    assert max(whole) <= found.highest
    if found.attained:
        assert (found.lowest, found.highest) == (min(whole), max(whole))
    many = rm.certified_skip_trigrams(model, [triple, triple], **options)
    if place is None:
        assert [many.lowest[1], many.highest[1]] == [found.lowest, found.highest]


@pytest.mark.parametrize(
    ("pairing", "positions", "dtype"),
    [("halves", None, np.float64), ("adjacent", "qk", np.float64), ("halves", "qk", np.float32)],
)
def test_no_context_leaves_the_range_of_rotary_positions(pairing, positions, dtype):
    for seed in range(2):
        rng = np.random.default_rng(seed)
        model = normal_model(seed, n_heads=2, positions=positions, dtype=dtype)
        (layer,) = model.layers
        turn = rm.rotary_by_frequency(9, 2, base=3.0, pairing=pairing, dtype=dtype)
        norm = rm.Norm(rng.standard_normal(5).astype(dtype))
        more = {
            "b_K": rng.standard_normal((2, 3)).astype(dtype),
            "score_bias": rng.standard_normal((2, 9)).astype(dtype),
            "norm": norm,
        }
        model = changed(model, layers=[changed(layer, rotary=turn, **more)])
        triple = tuple(rng.integers(0, model.d_vocab, 3).tolist())
        found = rm.certified_range(model, *triple, n_ctx=6)
        contexts = rng.integers(0, model.d_vocab, (500, 6))
        contexts[np.arange(500), rng.integers(0, 5, 500)] = triple[0]
        contexts[:, -1] = triple[1]
        hunted = [climbed(model, triple, None, 6, sign, rng) for sign in (-1, 1)]
        contexts = np.concatenate([contexts, hunted])
        values = difference(rm.logits(model, contexts), triple[2], None) - found.direct
        off = off_by(model, contexts, triple, None) + found.direct_rounding
        assert (found.lowest - off <= values).all()
        assert (values <= found.highest + off).all()
        for each in found.heads:
            for end in ("lowest", "highest"):
                context = np.array([getattr(each.effect, f"{end}_context")])
                effect = difference(
                    rm.path_logits(model, [(0, each.head)], context), triple[2], None
                )
                expected = getattr(each.effect, end)
                assert abs(effect[0] - expected) <= off.max() + each.effect.rounding
            assert 0 < each.effect.rounding < 1e-8


def model_of_parts(seed, *, n_heads, positions, centred, final, dtype=np.float64):
    """A model of biases, a norm before its heads, shared keys, and a final norm or none."""
    rng = np.random.default_rng(seed)

    def drawn(*shape):
        return rng.standard_normal(shape).astype(dtype)

    norm = rm.Norm(drawn(5), drawn(5), centred=centred, eps=1e-3)
    layer = rm.AttentionLayer(
        *(drawn(n_heads, 3, 5), drawn(1, 3, 5), drawn(1, 3, 5), drawn(n_heads, 5, 3)),
        **{"b_Q": drawn(n_heads, 3), "b_K": drawn(1, 3), "b_V": drawn(1, 3), "b_O": drawn(5)},
        norm=norm,
    )
    W_pos = None if positions is None else drawn(5, 9)
    W_E = drawn(5, 6) + 20  # what centring takes off is much larger than what it leaves
    final_norm = rm.Norm(drawn(5), drawn(5)) if final else None
    return rm.Transformer(
        W_E, drawn(6, 5), [layer], W_pos=W_pos, final_norm=final_norm, b_U=drawn(6)
    )


def heads_and_direct(model, contexts, triple, against):
    """The last logit's difference in units of the final norm's scale, and how far off it may be."""
    logits, off = rm.logits(model, contexts), off_by(model, contexts, triple, against)
    scale = 1.0
    if model.final_norm is not None:
        behind = model.W_U @ model.final_norm.bias + model.b_U
        logits, scale = logits - behind, rm.norm_scales(model, contexts)[-1][..., -1]
        off = off + gamma(64, model.dtype) * np.abs(logits[..., -1, :]).max(axis=-1)
        off = off + gamma(64, model.dtype) * np.abs(behind).max()
        # The scale itself is off where its logits are, by no more in relation.
        off = off * (1 + np.abs(logits[..., -1, :]).max(axis=-1))
    return difference(logits, triple[2], against) / scale, off / scale


@pytest.mark.parametrize("final", [False, True])
@pytest.mark.parametrize("centred", [False, True])
@pytest.mark.parametrize("positions", [None, "qk"])
@pytest.mark.parametrize("n_heads", [1, 2])
def test_no_context_of_a_model_with_norms_leaves_the_range(positions, n_heads, centred, final):
    for seed in range(3):
        model = model_of_parts(
            seed, n_heads=n_heads, positions=positions, centred=centred, final=final
        )
        triple = tuple(np.random.default_rng(seed).integers(0, 6, 3).tolist())
        for against, n_ctx in ((None, 2), (3, 4)):
            found = rm.certified_range(model, *triple, against=against, n_ctx=n_ctx)
            contexts = all_contexts(model, *triple[:2], n_ctx)
            values, off = heads_and_direct(model, contexts, triple, against)
            values, off = values - found.direct, off + found.direct_rounding
            assert off.max() < 1e-6 * (found.highest - found.lowest + 1)
            assert (found.lowest - off <= values).all()
            assert (values <= found.highest + off).all()
            if found.attained:
                assert abs(found.lowest - values.min()) <= 1e-6 * (1 + abs(found.lowest))
                assert abs(found.highest - values.max()) <= 1e-6 * (1 + abs(found.highest))


def test_the_rounding_of_a_norm_covers_its_computation_in_float64():
    """Scores and values of the terms against the same in rationals of many digits."""
    for seed, centred in itertools.product(range(6), (False, True)):
        model = model_of_parts(seed, n_heads=1, positions=None, centred=centred, final=True)
        terms = head_terms(model, 0, 4)
        queries, keys, values, reads = exact_rows(model)
        for destination in range(6):
            scores, error = terms.scores_of(destination)
            for token in range(6):
                want = sum(a * b for a, b in zip(queries[destination], keys[token], strict=True))
                off = abs(Fraction(float(scores[token])) - want / Fraction(3**0.5))
                assert off <= Fraction(float(error)) * 2  # 3**0.5 is itself rounded
                assert error < 1e-7
        for output in range(6):
            found, error = terms.values_of(output, 0)
            for token in range(6):
                read = [a - b for a, b in zip(reads[output], reads[0], strict=True)]
                want = sum(a * b for a, b in zip(read, values[token], strict=True))
                assert abs(Fraction(float(found[token])) - want) <= Fraction(float(error))
                assert error < 1e-7


@pytest.mark.parametrize(
    ("centred", "sizes"),
    [
        # (|x| + mean |x| + (1 + κ) |c|) / σ: |x| + mean |x| = 5, 3; |c| = σ = 1; κ² = (25 + 9) / 2
        (True, [5 + 1 + 17**0.5, 3 + 1 + 17**0.5]),
        # (|x| + (1 + κ) |x|) / σ, without means: σ² = 5, κ = 1
        (False, [9 / 5**0.5, 3 / 5**0.5]),
    ],
)
def test_what_a_norm_reads_is_sized_with_the_means_that_it_takes_off(centred, sizes):
    one, norm = np.eye(2), rm.Norm(centred=centred, eps=1e-12)
    layer = rm.AttentionLayer(one[None], one[None], one[None], one[None], norm=norm)
    model = rm.Transformer(np.array([[3.0], [1.0]]), np.ones((1, 2)), [layer])
    found = head_terms(model, 0, 2).query_sizes * 2**0.5  # queries have 1/√d_head in them
    assert found[0] == pytest.approx(sizes, rel=1e-5)
    assert (found[0] > np.array(sizes) * (1 - 1e-9)).all()


def test_what_parts_compute_beside_the_heads_is_counted_as_rounded():
    """8 d_model of a norm, a row of all heads' values of a bias: as many as there are at least."""
    rng, n_heads = np.random.default_rng(0), 40
    plain = normal_model(0, n_heads=n_heads, positions=None)
    (layer,) = plain.layers
    scaled = changed(plain, layers=[changed(layer, score_scale=0.3)])
    assert head_terms(plain, 0, 4).roundings == head_terms(scaled, 0, 4).roundings
    for parts in ({"norm": rm.Norm()}, {"b_V": rng.normal(size=(n_heads, 3))}, {"b_O": np.ones(5)}):
        model = changed(plain, layers=[changed(layer, **parts)])
        more = head_terms(model, 0, 4).roundings - head_terms(plain, 0, 4).roundings
        assert more >= 8 * model.d_model + 2 * n_heads * 3


@given(*[st.floats(0, 1)] * 3, st.integers(1, 1000))
def test_the_error_of_a_mean_is_no_smaller_than_its_formula(off, largest, value_error, n_terms):
    found = mean_error(off, largest, value_error, n_terms)
    with mpmath.workdps(50):
        n, off, largest, value_error = map(
            mpmath.mpf, (2 * n_terms + 24, off, largest, value_error)
        )
        share = mpmath.expm1(2 * off) + n * 2**-53 / (1 - n * 2**-53)
        exact = value_error + (largest + value_error) * share
        assert exact <= found <= exact * (1 + mpmath.mpf(2) ** -18) + mpmath.mpf(2) ** -158


def test_destinations_whose_scores_are_far_apart_are_weighed_each_by_itself():
    scores = np.array([[0.0, 1.0], [1000.0, 999.0]])
    weights, error = attention_weights(scores.copy(), np.zeros(2))
    want = np.exp([[-1.0, 0.0], [0.0, -1.0]])
    assert (np.abs(weights - want) <= 2 * want * np.expm1(error)[:, None]).all()


def exact_rows(model):
    """A head's queries, keys, values and reads in rationals, roots to 60 digits."""
    (layer,), norm = model.layers, model.layers[0].norm
    final = model.final_norm

    def fractions(array):
        return [[Fraction(float(x)) for x in row] for row in array]

    def centre(row, of):
        return [x - sum(row) / len(row) for x in row] if of.centred else row

    def times(W, x):
        return [sum(a * b for a, b in zip(row, x, strict=True)) for row in W]

    gain, bias = fractions([norm.gain])[0], fractions([norm.bias])[0]
    W_Q, W_K, W_V = (fractions(getattr(layer, f"W_{name}")[0]) for name in "QKV")
    b_Q = fractions(layer.b_Q)[0]
    queries, keys, values = [], [], []
    for token in fractions(model.W_E.T):
        x = centre(token, norm)
        square = sum(v * v for v in x) / len(x) + Fraction(norm.eps)
        root = Fraction(isqrt(square.numerator * square.denominator * 10**120), 10**60)
        scaled = [v * square.denominator / root * g for v, g in zip(x, gain, strict=True)]
        read = [v + b for v, b in zip(scaled, bias, strict=True)]
        queries.append([v + b for v, b in zip(times(W_Q, read), b_Q, strict=True)])
        keys.append(times(W_K, scaled))
        values.append(times(W_V, scaled))
    final_gain = fractions([final.gain])[0]
    reads = []
    for row in fractions(model.W_U):
        W = centre([w * g for w, g in zip(row, final_gain, strict=True)], final)
        reads.append(times([list(c) for c in zip(*fractions(layer.W_O[0]), strict=True)], W))
    return queries, keys, values, reads


@pytest.mark.parametrize("centred", [True, False])
@pytest.mark.parametrize("positions", [None, "residual"])
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_no_context_leaves_the_final_norms_scale_nor_the_effect_in_logits(
    centred, positions, dtype
):
    for seed in range(3):
        rng = np.random.default_rng(seed)
        drawn = normal_model(seed, n_heads=2, positions=positions, dtype=dtype)
        (layer,) = drawn.layers
        biases = {"b_V": rng.standard_normal((2, 3)), "b_O": 3 * rng.standard_normal(5)}
        biases = {name: bias.astype(dtype) for name, bias in biases.items()}
        norm = rm.Norm(rng.standard_normal(5).astype(dtype), centred=centred, eps=0.01)
        model = changed(drawn, layers=[changed(layer, **biases)], final_norm=norm)
        triple = tuple(rng.integers(0, model.d_vocab, 3).tolist())
        contexts = rng.integers(0, model.d_vocab, (500, 5))
        contexts[np.arange(500), rng.integers(0, 4, 500)] = triple[0]
        contexts[:, -1] = triple[1]
        found = rm.certified_range(model, *triple, n_ctx=5)
        scales = rm.norm_scales(model, contexts)[-1][:, -1]
        low, high = found.scale
        room = 1e2 * np.finfo(dtype).eps * high
        assert 0 < low - room <= scales.min()
        assert scales.max() <= high + room
        effects = sum(
            difference(rm.path_logits(model, [(0, head)], contexts), triple[2], None)
            for head in range(2)
        )
        lowest, highest = found.in_logits
        room = 1e3 * np.finfo(dtype).eps * np.abs(effects).max()
        assert lowest - room <= effects.min()
        assert effects.max() <= highest + room


@pytest.mark.parametrize("centred", [True, False])
def test_with_one_token_the_scale_is_known(centred):
    model = normal_model(3, n_heads=2, d_vocab=1)
    model = changed(model, final_norm=rm.Norm(centred=centred))
    low, high = rm.certified_range(model, 0, 0, 0, n_ctx=4).scale
    (scale,) = {float(rm.norm_scales(model, [[0] * 4])[-1][0, -1])}
    assert low <= scale <= high
    assert high - low < 1e-9 * scale


def test_an_effect_that_may_be_negative_is_widened_on_both_sides():
    found = rm.certified_range(normal_model(1), 0, 1, 2, n_ctx=4)
    assert found.in_logits == (found.lowest, found.highest)
    made = changed(found, lowest=-2.0, highest=-1.0, scale=(0.5, 3.0))
    assert made.in_logits == pytest.approx((-6.0, -0.5), rel=1e-12)
    made = changed(found, lowest=1.0, highest=2.0, scale=(0.5, 3.0))
    assert made.in_logits == pytest.approx((0.5, 6.0), rel=1e-12)
    assert changed(found, lowest=-1.0, highest=2.0, scale=(0.5, 3.0)).in_logits == pytest.approx(
        (-3.0, 6.0), rel=1e-12
    )


def test_ranges_that_are_rounded_are_wider_together_by_all_their_roundings():
    ends = [(-1.0, 2.0, 1e-3), (0.5, 0.75, 1e-2), (-3.0, -2.0, 0.0)]
    ranges = [Range(low, high, (0,), (0,), rounding) for low, high, rounding in ends]
    low, high = added_up(ranges)
    assert -3.5 - 0.0111 < low <= -3.5 - 0.011
    assert 0.75 + 0.011 <= high < 0.75 + 0.0111
    assert added_up([Range(-1, 2, (0,), (0,), 0), Range(3, 4, (0,), (0,), 0)]) == (2, 6)
