"""Occurrences looked up one by one are those of the table of all."""

import json
import re
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath.replication.counted_text import (
    CountedText,
    bundled_counts,
    documents_of,
    recorded_text,
)

documents = st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=12), min_size=1, max_size=4)


@given(documents, st.integers(0, 8))
def test_skip_trigrams_are_counted_as_the_table_counts_them(texts, max_step):
    table = rm.count_skip_trigrams([np.array(t) for t in texts], max_step, d_vocab=4)
    text = CountedText("drawn", texts, max_step)
    for a in range(4):
        for b in range(4):
            of_pair = sum(int(table.lookup(a, b, c)) for c in range(4))
            for c in range(4):
                found = text.skip_trigram(a, b, c)
                assert (found.count, found.of_context) == (int(table.lookup(a, b, c)), of_pair)


@given(documents)
def test_bigrams_are_counted_within_documents(texts):
    text = CountedText("drawn", texts, 3)
    pairs = [pair for t in texts for pair in pairwise(t)]
    for b in range(4):
        for c in range(4):
            found = text.bigram(b, c)
            assert found.count == pairs.count((b, c))
            assert found.of_context == sum(pair[0] == b for pair in pairs)
            if found.of_context:
                assert found.probability == found.count / found.of_context


def test_what_never_occurs_has_probability_0():
    assert CountedText("mine", [[1]], 0).bigram(1, 1).probability == 0.0


def test_a_record_answers_what_was_asked_and_refuses_the_rest():
    text = CountedText("mine", [[3, 1, 2, 0, 1, 2]], 2)
    asked = text.skip_trigram(3, 1, 2), text.bigram(1, 2), text.bigram(2, 2)
    again = recorded_text(json.loads(json.dumps(text.record())))
    assert (again.skip_trigram(3, 1, 2), again.bigram(1, 2), again.bigram(2, 2)) == asked
    assert (again.name, again.n_tokens, again.max_step) == ("mine", 6, 2)
    assert again.record() == text.record()
    with pytest.raises(ValueError, match=r"text: of mine, \(0, 1\) was never counted"):
        again.bigram(0, 1)


RECORD = {
    "text": "mine",
    "tokens": 9,
    "max_step": 1,
    "counts": [[[1, 2], 3, 7], [[0, 1, 2], 0, 18], [[3, 1, 2], 0, 0]],
}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"tokens": float("inf")}, "record.tokens: expected an integer, 0 or more, got inf"),
        ({"tokens": -1}, "record.tokens: expected an integer, 0 or more, got -1"),
        ({"max_step": float("inf")}, "record.max_step: expected an integer, 0 or more, got inf"),
        ({"max_step": 1.0}, "record.max_step: expected an integer, 0 or more, got 1.0"),
        ({"text": 3}, "record.text: expected a string, got 3"),
        ({"text": "\udcff"}, r"record.text: expected text that UTF-8 can hold, got '\udcff'"),
        ({"counts": {}}, "record.counts: expected a list of rows, got {}"),
        ({"counts": [1]}, "record.counts[0]: expected what `record` gives, [tokens"),
        ({"counts": [[3, 3, 7]]}, "record.counts[0]: expected what `record` gives, [tokens"),
        ({"counts": [[[1, 2], 3]]}, "record.counts[0]: expected what `record` gives, [tokens"),
        ({"counts": [[[1], 3, 7]]}, "record.counts[0][0]: expected two tokens or three, got [1]"),
        ({"counts": [[[1, 2.0], 3, 7]]}, "record.counts[0][0]: expected an integer, 0 or more"),
        ({"counts": [[[1, -2], 3, 7]]}, "record.counts[0][0]: expected an integer, 0 or more"),
        ({"counts": [[[1, 2], -1, 7]]}, "record.counts[0][1]: expected a count from 0 to 7"),
        ({"counts": [[[1, 2], 50, 7]]}, "record.counts[0][1]: expected a count from 0 to 7"),
        ({"counts": [[[1, 2], 3.0, 7]]}, "record.counts[0][1]: expected a count from 0 to 7"),
        ({"counts": [[[1, 2], True, 7]]}, "record.counts[0][1]: expected a count from 0 to 7"),
        ({"counts": [[[1, 2], 0, -1]]}, "record.counts[0][2]: expected a count of the context"),
        ({"counts": [[[1, 2], 3, 7.0]]}, "record.counts[0][2]: expected a count of the context"),
        (
            {"counts": [[[1, 2], 3, 19]]},
            "record.counts[0][2]: expected a count of the context, from 0 to"
            " tokens · (max_step + 1) = 18, got 19",
        ),
        (
            {"counts": [[[1, 2], 3, 7], [[1, 2], 4, 7]]},
            "record.counts[1]: expected other tokens than in the rows before, got [[1, 2], 4, 7]",
        ),
    ],
)
def test_a_record_that_no_text_has_is_refused(changes, message):
    assert recorded_text(RECORD).bigram(1, 2).probability == 3 / 7
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        recorded_text(RECORD | changes)


@pytest.mark.parametrize("record", [{}, [], None, 3, RECORD.keys(), {"text": "a", "tokens": 1}])
def test_what_is_no_record_is_refused(record):
    with pytest.raises(ValueError, match="record: expected what `record` gives"):
        recorded_text(record)


@given(documents, st.integers(0, 8))
def test_the_record_of_any_text_is_taken(texts, max_step):
    text = CountedText("drawn", texts, max_step)
    for b, c in product(range(4), repeat=2):
        text.bigram(b, c)
        for a in range(4):
            text.skip_trigram(a, b, c)
    assert recorded_text(text.record()).record() == text.record()


def test_a_name_that_no_page_can_hold_is_refused():
    with pytest.raises(
        ValueError, match=r"name: expected text that UTF-8 can hold, got 'q\\udcff'"
    ):
        CountedText("q\udcff", [[1]], 0)


@given(documents)
def test_documents_are_cut_where_they_begin(texts):
    stream = np.array([token for t in texts for token in (9, *t)])
    assert [document.tolist() for document in documents_of(stream, 9)] == texts


@pytest.mark.parametrize("name", ["attn-only-1l", "attn-only-2l"])
def test_what_was_counted_for_the_bundled_models_is_there(name):
    text = recorded_text(json.loads(bundled_counts(name).read_text(encoding="utf-8")))
    assert text.name == "the training text"
    assert text.n_tokens > 10**6
