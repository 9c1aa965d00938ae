"""Findings on text, on models that hold a known bigram, a known skip-trigram."""

import numpy as np
import pytest

import refmath as rm
from refmath.replication.counted_text import CountedText
from refmath.replication.text import (
    bigrams,
    measure_bigrams,
    measure_skip_trigrams,
    measure_term_importance,
    skip_trigrams,
    term_importance,
)


@pytest.fixture(scope="module")
def cyclic():
    """Every token raises the next one, and the text goes round the same way."""
    model = rm.Transformer(np.eye(6), 4 * np.roll(np.eye(6), 1, axis=0), [])
    windows = (np.arange(12) + np.arange(6)[:, None]) % 6
    return model, windows


def bigrams_of(model, windows, name_of, baselines):
    text = CountedText("it", windows, 3)
    return bigrams(measure_bigrams(model, windows, text, baselines, None), name_of)


def test_a_model_that_holds_the_bigrams_of_the_text_is_seen(cyclic):
    model, windows = cyclic
    found = bigrams_of(model, windows, str, {"bigram": 0.5})
    assert found.verdict == "reproduced"
    assert "bigram 0.500" in found.ours
    for token, raised, count, probability in found.tables[0].rows:
        assert raised.split(" · ")[0] == str((int(token) + 1) % 6)
        assert count > 0
        assert probability == 1


def test_a_model_of_the_opposite_bigrams_is_not(cyclic):
    _, windows = cyclic
    wrong = rm.Transformer(np.eye(6), 4 * np.roll(np.eye(6), -1, axis=0), [])
    found = bigrams_of(wrong, windows, str, {})
    assert found.verdict == "not reproduced"


@pytest.fixture(scope="module")
def one_skip_trigram(random_windows):
    """[3] … [4] → [5], in the model and in the text."""
    model = rm.by_hand.one_skip_trigram(8, source=3, destination=4, output=5, scale=9.0, effect=6.0)
    windows = random_windows(8, 12, 24, seed=2)
    windows[windows == 3] = 1
    for window in windows[::2]:
        window[2] = 3
        window[window == 4] = 1
        window[6:22] = [4, 5] * 8
    return model, windows


def test_the_skip_trigram_of_the_model_is_read_counted_and_certified(one_skip_trigram):
    model, windows = one_skip_trigram
    text = CountedText("it", windows, 22)
    found = skip_trigrams(measure_skip_trigrams(model, windows, text, [3]), str)
    assert found.verdict == "reproduced"
    (row,) = found.tables[0].rows
    assert (row[0], row[2].split(" · ")[0], row[3].split(" · ")[0]) == ("3", "4", "5")
    said, head, count, with_source, _, most, lowest, highest = found.tables[1].rows[0]
    assert said == "3 … 4 → 5"
    assert (head, count) == (0, text.skip_trigram(3, 4, 5).count)
    assert count >= 12
    assert with_source == text.skip_trigram(3, 4, 5).probability
    expected = rm.certified_range(model, 3, 4, 5, n_ctx=24).heads[0]
    assert (most, lowest, highest) == (
        expected.attention.highest,
        expected.effect.lowest,
        expected.effect.highest,
    )
    assert "in every context for 1 of 1" in found.ours


def test_a_source_that_adds_nothing_in_the_text_is_seen(one_skip_trigram):
    model, windows = one_skip_trigram
    always = windows[::2]  # the source stands in each of them
    measured = measure_skip_trigrams(model, windows, CountedText("it", always, 22), [3])
    found = skip_trigrams(measured, str)
    assert [condition.holds for condition in found.conditions] == [True, False]


def test_a_skip_trigram_that_some_context_undoes_is_not_certified(copying_model, random_windows):
    windows = random_windows(30, 6, 12)
    text = CountedText("it", windows, 10)
    found = skip_trigrams(measure_skip_trigrams(copying_model(), windows, text, [3]), str)
    *_, lowest, highest = found.tables[1].rows[0]
    assert lowest < 0 < highest
    assert "in every context for 0 of 1" in found.ours


def test_tokens_are_written_so_that_every_letter_is_seen(cyclic, letters):
    model, windows = cyclic
    found = bigrams_of(model, windows, letters.token, {})
    assert {row[0] for row in found.tables[0].rows} == {"␣", "|", "*", "\\n", "a", "b"}


def test_the_worth_of_orders_adds_up_to_the_loss(of_induction):
    found = of_induction["term_importance"]
    loss, gain = found.measured.loss, found.measured.gain
    assert loss[0] - sum(gain) == pytest.approx(loss[-1], rel=1e-12)
    assert [row[1] for row in found.tables[0].rows] == [1, 2, 1]


def test_virtual_heads_that_matter_are_seen():
    """A head moves tokens aside, the next one from there to where W_U reads: only both do it."""
    n = 6
    W_E = np.concatenate([np.eye(n), np.zeros((2 * n, n))])
    W_U = np.concatenate([np.zeros((n, 2 * n)), 6 * np.eye(n)], axis=1)
    layers = []
    for k in (0, 1):
        zero, read, write = (
            np.zeros((1, n, 3 * n)),
            np.zeros((1, n, 3 * n)),
            np.zeros((1, 3 * n, n)),
        )
        read[0, :, k * n : (k + 1) * n] = np.eye(n)
        write[0, (k + 1) * n : (k + 2) * n] = np.eye(n)
        layers.append(rm.AttentionLayer(zero, zero, read, write))
    windows = np.repeat(np.arange(n)[:, None], 12, axis=1)
    found = term_importance(measure_term_importance(rm.Transformer(W_E, W_U, layers), windows))
    assert found.measured.gain[:2] == pytest.approx([0, 0], abs=1e-12)
    assert found.measured.gain[2] > 0.1
    assert [c.holds for c in found.conditions] == [False, False, False]
    assert found.tables[2].rows[0][0] == "0:0, then 1:0"


def test_as_many_windows_are_named_as_were_measured(of_induction):
    found = of_induction["term_importance"]
    assert found.measured.n_windows == 4
    assert [table.title.endswith("nats (4 windows)") for table in found.tables] == [
        False,
        True,
        False,
    ]
    assert "(4 windows): the ten" in found.tables[2].title
