"""Counting equals the enumeration, whatever the memory, the executor and the split."""

import os
import signal
import warnings
from collections import Counter
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import refmath as rm
from refmath.sequences import counting, run_store

MIB = 1 << 20


def enumerated(documents, max_step):
    return Counter(gram for text in documents for gram in rm.skip_trigrams(text, max_step))


def as_counter(table):
    rows = (table.source, table.destination, table.output, table.count)
    return Counter({(s, d, o): n for s, d, o, n in zip(*(r.tolist() for r in rows), strict=True)})


@st.composite
def corpora(draw, largest=40):
    """A vocabulary's size, documents (some empty), and a largest step."""
    d_vocab = draw(st.sampled_from([1, 2, 3, 5, 256, 257, 40_000, 70_000, 1 << 21]))
    few = draw(st.lists(st.integers(0, d_vocab - 1), min_size=1, max_size=4))
    token = st.sampled_from([*few, d_vocab - 1])
    documents = draw(st.lists(st.lists(token, max_size=largest), max_size=5))
    return d_vocab, documents, draw(st.integers(0, 12))


class Inline:
    """An executor that works at once, in this process."""

    def submit(self, function, *arguments):
        future = Future()
        future.set_result(function(*arguments))
        return future


@pytest.fixture
def small_pieces(monkeypatch):
    """Pieces of a few tokens, sorted a few at a time, and hardly anything held in memory."""

    def cut(size, held):
        monkeypatch.setattr(
            counting, "pieces", lambda docs, _, *rest: PIECES(docs, size, *rest)
        )
        made = run_store.RunStore.__init__

        def make(self, *arguments):
            made(self, *arguments)
            self.most_held, self.keys_at_once = held, 8

        monkeypatch.setattr(run_store.RunStore, "__init__", make)
        monkeypatch.setattr(run_store, "MOST_RUNS", 3)

    return cut


PIECES = counting.pieces


# --- the count ------------------------------------------------------------------------------------


@given(corpora())
@example((3, [], 2))
@example((1, [[0] * 30], 12))
def test_the_count_is_that_of_the_enumeration(corpus):
    d_vocab, documents, max_step = corpus
    table = rm.count_skip_trigrams(documents, max_step, d_vocab=d_vocab)
    assert as_counter(table) == enumerated(documents, max_step)
    assert table.total == sum(rm.skip_trigrams_count(len(d), max_step) for d in documents)
