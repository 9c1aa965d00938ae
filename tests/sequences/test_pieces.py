"""Pieces: every token belongs to one, each reaches what it needs, and each is counted alone."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath.sequences.packing import bits_of, packed, token_dtype, unpacked
from refmath.sequences.pieces import count_piece, counted, pieces, steps_from
from refmath.sequences.sorted_runs import count_bits, counted_of

DOCUMENTS = st.lists(st.lists(st.integers(0, 9), max_size=30), max_size=5)


def cut(documents, size, max_step):
    arrays = [np.array(document, np.int64) for document in documents]
    return list(pieces(arrays, size, max_step, token_dtype(10)))


def enumerated(documents, max_step):
    grams = [gram for text in documents for gram in rm.skip_trigrams(text, max_step)]
    if not grams:
        return Counter()
    return Counter(packed(*np.array(grams).T, 10).tolist())


def summed(runs):
    out = Counter()
    for keys, counts in runs:
        assert keys.tolist() == sorted(set(keys.tolist()))
        out.update(dict(zip(keys.tolist(), counts.tolist(), strict=True)))
    return out


@given(DOCUMENTS, st.integers(1, 40), st.integers(0, 9))
def test_every_token_belongs_to_one_piece(documents, size, max_step):
    made = cut(documents, size, max_step)
    assert sum(int(piece.own.sum()) for piece in made) == sum(map(len, documents))
    assert all(int(piece.own.sum()) < 2 * size for piece in made)
    for piece in made:
        assert len(piece.tokens) == piece.lengths.sum()
        assert ((piece.lengths - piece.own) <= max_step + 2).all()


@given(DOCUMENTS, st.integers(1, 40), st.integers(0, 9))
def test_the_steps_of_all_pieces_are_all_skip_trigrams(documents, size, max_step):
    steps = sum(int(steps_from(p, max_step).sum()) for p in cut(documents, size, max_step))
    assert steps == sum(rm.gram_count(rm.skip_trigrams, len(d), max_step) for d in documents)


@given(DOCUMENTS, st.integers(1, 40), st.integers(0, 9))
def test_pieces_counted_apart_add_up(documents, size, max_step):
    made = cut(documents, size, max_step)
    assert summed(count_piece(piece, max_step, 4) for piece in made) == enumerated(
        documents, max_step
    )


@given(DOCUMENTS, st.integers(0, 9), st.integers(1, 30), st.sampled_from([None, 1, 2, 5]))
def test_a_piece_is_the_same_however_little_is_sorted_at_a_time(
    documents, max_step, keys_at_once, most_of_a_source
):
    runs = []
    for piece in cut(documents, 1000, max_step):
        for blocks, total in counted(piece, max_step, 4, keys_at_once, most_of_a_source):
            columns = counted_of(np.concatenate([np.zeros(0, np.uint64), *blocks]), count_bits(4))
            assert columns[1].sum() == total
            runs.append(columns)
    assert summed(runs) == enumerated(documents, max_step)


def test_a_source_that_is_too_frequent_is_cut_into_several_runs():
    tokens = np.where(np.arange(400) % 2, np.random.default_rng(0).integers(0, 999, 400), 7)
    (piece,) = pieces([tokens], 1000, 1, token_dtype(999))
    assert len(list(counted(piece, 1, 10, most_of_a_source=50))) == 4
    assert len(list(counted(piece, 1, 10))) == 1


@pytest.mark.parametrize("d_vocab", [1, 2, 3, 4, 5, 50257, 65536, 65537, 1 << 21])
def test_keys_are_ordered_as_triples_are_and_give_them_back(d_vocab):
    rng = np.random.default_rng(d_vocab)
    triples = np.concatenate([rng.integers(0, d_vocab, (99, 3)), np.full((1, 3), d_vocab - 1)])
    triples = triples[np.lexsort(triples.T[::-1])]
    keys = packed(*triples.T, d_vocab)
    assert (keys[1:] >= keys[:-1]).all()
    assert 3 * bits_of(d_vocab) <= 64
    back = [unpacked(keys, place, d_vocab) for place in (2, 1, 0)]
    assert np.array_equal(np.stack(back, axis=1), triples)
