"""What is built by hand does what the theorems of chapter 5 say, and what it must besides."""

import math
from itertools import product as every

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath.theorems.by_hand import matches, two_layer_attention

EPS = float(np.finfo(float).eps)
scales = st.floats(-3, 20)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=7), scales, st.floats(-4, 4))
def test_one_skip_trigram_has_the_effect_of_its_theorem(tokens, scale, effect):
    model = rm.by_hand.one_skip_trigram(
        4, source=0, destination=1, output=2, scale=scale, effect=effect
    )
    logits = rm.logits(model, tokens)
    for i, token in enumerate(tokens):
        k = tokens[: i + 1].count(0)
        w = math.exp(scale) if token == 1 else 1.0
        want = effect * k * w / (k * w + i + 1 - k)
        assert logits[i, 2] == pytest.approx(want, rel=1e-12, abs=1e-12)
        assert not logits[i, [0, 1, 3]].any()


@given(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3))
def test_its_circuits_have_one_entry_each(source, destination, output):
    model = rm.by_hand.one_skip_trigram(
        4, source=source, destination=destination, output=output, scale=3.0
    )
    QK, OV = rm.qk_circuit(model, 0, 0).dense(), rm.ov_circuit(model, 0, 0).dense()
    assert [tuple(map(int, p)) for p in np.argwhere(QK)] == [(destination, source)]
    assert [tuple(map(int, p)) for p in np.argwhere(OV)] == [(output, source)]
    assert QK[destination, source] == 3.0
    assert not rm.bigram_circuit(model).dense().any()


@given(st.lists(st.integers(0, 4), min_size=2, max_size=8), scales)
def test_the_previous_token_head_attends_as_its_theorem_says(tokens, scale):
    model = rm.by_hand.previous_token_head(5, 8, scale=scale)
    (pattern,) = rm.attention_patterns(model, tokens)
    for i in range(1, len(tokens)):
        want = math.exp(scale) / (math.exp(scale) + i)
        assert pattern[0, i, i - 1] == pytest.approx(want, rel=1e-12)
    shares = np.zeros(5)
    np.add.at(shares, tokens, pattern[0, -1])
    assert np.allclose(rm.logits(model, tokens)[-1], shares, rtol=0, atol=20 * EPS)


@given(st.lists(st.integers(0, 2), min_size=1, max_size=8), scales)
def test_the_duplicate_token_head_attends_as_its_theorem_says(tokens, scale):
    model = rm.by_hand.duplicate_token_head(3, scale=scale)
    (pattern,) = rm.attention_patterns(model, tokens)
    w, n = math.exp(scale), len(tokens)
    k = tokens.count(tokens[-1])
    found = sum(pattern[0, -1, j] for j in range(n) if tokens[j] == tokens[-1])
    assert found == pytest.approx(k * w / (k * w + n - k), rel=1e-12)


def test_the_induction_model_attends_as_both_layers_of_the_theorem_do() -> None:
    s0, s1 = 8.0, 16.0
    model = rm.by_hand.induction(3, 6, first_scale=s0, second_scale=s1)
    for context in every(range(3), repeat=5):
        if context[0] == context[-1] or not matches(context):
            continue
        pattern = rm.attention_patterns(model, list(context))[1][0, -1]
        found = sum(pattern[j] for j in matches(context))
        assert found == pytest.approx(two_layer_attention(context, s0, s1), rel=1e-9)
        leak = len(context) / (math.exp(s0) + len(context))
        assert found >= 1 / (1 + len(context) * math.exp(-s1 * (1 - 2 * leak))) * (1 - 1e-9)


@given(st.permutations(range(6)), st.data())
def test_the_induction_model_continues_what_it_has_seen(order, data):
    k = data.draw(st.integers(1, 4))
    tokens = [*order, order[k]]  # … A B …, then A
    model = rm.by_hand.induction(6, 7)
    assert int(rm.logits(model, tokens)[-1].argmax()) == order[k + 1]


def test_the_induction_head_is_fed_by_k_composition() -> None:
    model = rm.by_hand.induction(8, 17)
    scores = {kind: rm.composition_scores(model, kind)[0, 0, 1, 0] for kind in "QKV"}
    assert scores["K"] > rm.composition_baseline(model)
    assert scores["Q"] == scores["V"] == 0
    first, second = rm.summarise_heads(model, period=8)
    assert first.previous_token == pytest.approx(1, abs=2e-3)
    assert second.prefix_matching == pytest.approx(1, abs=0.1)
    assert second.copying == pytest.approx(1)
    assert first.prefix_matching < 0.1


def test_without_its_first_layer_it_does_no_induction() -> None:
    model = rm.by_hand.induction(4, 8)
    alone = rm.Transformer(model.W_E, model.W_U, model.layers[1:], W_pos=model.W_pos)
    logits = rm.logits(alone, [3, 0, 1, 2, 0])[-1]
    assert np.allclose(logits[[1, 2, 3]], logits[1])


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (
            lambda: rm.by_hand.one_skip_trigram(3, source=3, destination=0, output=0),
            "source: expected a token, 0 to 2, got 3",
        ),
        (
            lambda: rm.by_hand.one_skip_trigram(3, source=0, destination=True, output=0),
            "destination: expected a token",
        ),
        (
            lambda: rm.by_hand.one_skip_trigram(
                3, source=0, destination=0, output=0, scale=math.inf
            ),
            "scale: expected a finite number, got inf",
        ),
        (
            lambda: rm.by_hand.previous_token_head(3, 0),
            "n_ctx: expected an integer, 1 or more, got 0",
        ),
        (
            lambda: rm.by_hand.duplicate_token_head(0),
            "d_vocab: expected an integer, 1 or more, got 0",
        ),
        (
            lambda: rm.by_hand.induction(3, 3, second_scale=float("nan")),
            "second_scale: expected a finite number, got nan",
        ),
    ],
)
def test_bad_input_is_refused(call, says):
    with pytest.raises(ValueError, match=says):
        call()
