"""What is built by hand does what the theorems of chapter 5 say, and what it must besides."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath.theorems.induction import induction_scores, matches, with_a_match
from refmath.theorems.reading import attention

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


@pytest.mark.parametrize(("s0", "s1"), [(8.0, 16.0), (0.0, 0.0), (-2.0, 3.0), (3.0, 0.5)])
def test_the_induction_model_attends_as_the_theorem_says_in_every_context(s0, s1) -> None:
    model = rm.by_hand.induction(3, 6, first_scale=s0, second_scale=s1)
    of_first = 0
    for context in with_a_match(3, 6):
        i = len(context) - 1
        pattern = rm.attention_patterns(model, list(context))[1][0, -1]
        attended = sum(pattern[j] for j in matches(context))
        row = attention([math.exp(s) for s in induction_scores(context, s0, s1, math.exp)])
        assert attended == pytest.approx(sum(row[j] for j in matches(context)), rel=1e-12)
        leak = i / (math.exp(s0) + i)
        assert attended >= 1 / (1 + i * math.exp(-s1 * (1 - 2 * leak))) * (1 - 1e-12)
        of_first += context[0] == context[-1]
    assert of_first == 363  # contexts in which position 0 would claim its own token


def test_the_induction_model_continues_from_the_first_position_on() -> None:
    logits = rm.logits(rm.by_hand.induction(5, 8), [0, 1, 2, 0])[-1]
    assert logits.round(2).tolist() == [0, 1, 0, 0, 0]


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
    assert logits[1] == logits[2]  # what followed 0 is no likelier than what came after that


@pytest.mark.parametrize(("s0", "s1"), [(8.0, 16.0), (0.0, 0.0), (-2.0, 3.0), (3.0, 0.5)])
def test_the_pointer_model_attends_as_the_theorem_says_in_every_context(s0, s1) -> None:
    model = rm.by_hand.pointer_induction(3, 6, first_scale=s0, second_scale=s1)
    w = math.exp(s0)
    for context in with_a_match(3, 5):
        i, k = len(context) - 1, len(matches(context))
        pattern = rm.attention_patterns(model, list(context))[1][0, -1]
        whole = (k + 1) * w + i - k
        x, y = math.exp(s1 * w / whole), math.exp(s1 / whole)
        want = k * x / (k * x + (i - k) * y + 1)
        assert sum(pattern[j] for j in matches(context)) == pytest.approx(want, rel=1e-12)


@given(st.permutations(range(6)), st.integers(0, 4))
def test_the_pointer_model_continues_what_it_has_seen(order, k):
    logits = rm.logits(rm.by_hand.pointer_induction(6, 7), [*order, order[k]])[-1]
    assert int(logits.argmax()) == order[k + 1]


def test_the_pointer_model_is_fed_by_q_composition() -> None:
    model = rm.by_hand.pointer_induction(8, 17)
    scores = {kind: rm.composition_scores(model, kind)[0, 0, 1, 0] for kind in "QKV"}
    assert scores["Q"] > rm.composition_baseline(model)
    assert scores["K"] == scores["V"] == 0


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
        (
            lambda: rm.by_hand.pointer_induction(3, 0),
            "n_ctx: expected an integer, 1 or more, got 0",
        ),
        (
            lambda: rm.by_hand.pointer_induction(3, 3, first_scale=math.inf),
            "first_scale: expected a finite number, got inf",
        ),
    ],
)
def test_bad_input_is_refused(call, says):
    with pytest.raises(ValueError, match=says):
        call()
