"""Matching a model with a text: against sums taken one by one."""

import math
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

import refmath as rm
from refmath import strategies


@dataclass(frozen=True)
class Counts:
    source: object
    destination: object
    output: object
    count: object


def counts_of(table, dtype=np.int64):
    rows = list(table.items())
    columns = [np.array([t[i] for t, _ in rows], dtype) for i in range(3)]
    return Counts(*columns, np.array([n for _, n in rows], dtype))


TRIPLES = st.tuples(*[st.integers(0, 3)] * 3)
TABLES = st.dictionaries(TRIPLES, st.integers(1, 5), min_size=1, max_size=20)


def reading(triple):
    return rm.SkipTrigram(0, 0, *triple, 0.0, 1.0, 0.5)


def by_hand(table, triple):
    """Count, probability and e^information, from the sums' definitions."""
    a, b, c = triple
    n = table.get(triple, 0)
    pair = sum(v for (x, y, _), v in table.items() if (x, y) == (a, b))
    bigram = sum(v for (_, y, z), v in table.items() if (y, z) == (b, c))
    whole = sum(v for (_, y, _), v in table.items() if y == b)
    probability = Fraction(n, pair) if pair else None
    ratio = Fraction(n, pair) / Fraction(bigram, whole) if pair and bigram else None
    return n, probability, ratio


@given(TABLES, st.lists(TRIPLES, max_size=10))
def test_matches_are_those_counted_by_hand(table, wanted):
    found = rm.match_skip_trigrams(map(reading, wanted), counts_of(table, np.uint16))
    assert [match.tokens for match in found] == wanted
    for match, triple in zip(found, wanted, strict=True):
        n, probability, ratio = by_hand(table, triple)
        assert match.skip_trigram == reading(triple)
        assert match.count == n
        assert match.probability == (None if probability is None else float(probability))
        if ratio is None:
            assert match.information is None
        else:
            assert match.information == (
                pytest.approx(math.log(ratio), abs=1e-12) if ratio else -math.inf
            )
        event(f"occurs: {n > 0}, informed: {bool(ratio and ratio > 1)}")


@given(
    TABLES,
    strategies.models(n_layers=1, d_vocab=4, positions=None),
    st.integers(1, 20),
    st.integers(2, 50),
)
def test_lacking_are_the_frequent_ones_that_no_strength_raises(table, model, most, n_ctx):
    found = rm.lacking_skip_trigrams(model, counts_of(table), most=most, n_ctx=n_ctx)
    strengths = rm.skip_trigram_strengths(
        model, list(product(range(4), repeat=3)), n_ctx=n_ctx
    ).sum(axis=1)
    want = []
    for triple in sorted(table, key=lambda t: (-table[t], t)):
        _, _, ratio = by_hand(table, triple)
        if ratio > 1 and strengths[np.ravel_multi_index(triple, (4, 4, 4))] <= 0:
            want.append(triple)
    assert [match.tokens for match in found] == want[:most]
    assert all(match.information > 0 and match.skip_trigram is None for match in found)
    event(f"some are lacking: {bool(want)}")


def test_a_text_of_the_built_skip_trigram_lacks_nothing_but_the_rest():
    model = rm.by_hand.one_skip_trigram(6, source=0, destination=1, output=2)
    text = Counter({(0, 1, 2): 9, (3, 1, 4): 5, (0, 1, 5): 1, (3, 1, 2): 1})
    (match,) = rm.match_skip_trigrams(rm.top_skip_trigrams(model, 1), counts_of(text))
    assert (match.count, match.probability) == (9, 0.9)
    assert match.information == pytest.approx(math.log((9 / 10) / (10 / 16)))
    lacking = rm.lacking_skip_trigrams(model, counts_of(text))
    # (0, 1, 5) is said after a 0 alone; (3, 1, 2) is likelier without the 3.
    assert [found.tokens for found in lacking] == [(3, 1, 4), (0, 1, 5)]


def test_tokens_beyond_what_64_bits_hold_three_of_are_looked_up():
    big = 2**40
    text = counts_of({(big, 1, big): 3, (big, 1, 2): 1, (0, 1, big): 4})
    (match,) = rm.match_skip_trigrams([reading((big, 1, big))], text)
    assert (match.count, match.probability) == (3, 0.75)


def test_counts_whose_products_are_beyond_64_bits_are_compared_exactly():
    n, more = 3 * 10**9, 10**8
    assert n * n < 2**63 < n * (n + more)
    # After 1, the source 0 alone has the output 2, and 3 the output 4.
    model = rm.by_hand.one_skip_trigram(6, source=5, destination=5, output=5)
    lacking = rm.lacking_skip_trigrams(model, counts_of({(0, 1, 2): n, (3, 1, 4): more}))
    assert [match.tokens for match in lacking] == [(0, 1, 2), (3, 1, 4)]


def test_a_source_that_makes_an_output_likelier_by_the_least_is_seen():
    """n(a b c) n(b) and n(a b) n(b c) differ by 1, where float64 has them alike."""
    n = 7 * 10**8
    counts = {(0, 1, 2): n, (0, 1, 4): n - 1, (3, 1, 2): n + 1, (3, 1, 4): n}
    whole = sum(counts.values())
    assert n * whole - (2 * n - 1) * (2 * n + 1) == 1
    assert float(n * whole) == float((2 * n - 1) * (2 * n + 1))
    model = rm.by_hand.one_skip_trigram(6, source=5, destination=5, output=5)
    lacking = rm.lacking_skip_trigrams(model, counts_of(counts))
    assert {match.tokens for match in lacking} == {(0, 1, 2), (3, 1, 4)}


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        (Counts([0], [1], [2], [3, 4]), "counts: expected columns of one length, got 1, 1, 1, 2"),
        (Counts([0.5], [1], [2], [3]), "counts.source: expected integers, got dtype float64"),
        (Counts([0], [[1]], [2], [3]), r"counts\.destination: expected shape \(n,\), got \(1, 1\)"),
        (Counts([0], [1], [2], [-3]), "counts.count: expected 0 or more, got -3"),
        (Counts([0, 0], [1, 1], [2, 2], [3, 4]), "counts: expected every triple once"),
        ([], "counts: expected an attribute 'source', got list"),
    ],
)
def test_bad_counts_are_refused(counts, message):
    with pytest.raises(ValueError, match=message):
        rm.match_skip_trigrams([], counts)


@pytest.mark.parametrize("token", [0.9, 0.0, "0", None, True, -1, 2**63, 10**30])
@pytest.mark.parametrize("place", range(3))
def test_skip_trigrams_of_what_are_no_tokens_are_refused_and_not_cut_off(token, place):
    triple = [0, 1, 2]
    triple[place] = token
    refusal = rf"skip_trigrams: expected SkipTrigrams of tokens, integers .*, got {token!r}"
    with pytest.raises(ValueError, match=refusal):
        rm.match_skip_trigrams([reading((0, 1, 2)), reading(triple)], counts_of({(0, 1, 2): 3}))


def test_tokens_of_numpy_are_matched_as_tokens_of_python_are():
    text = counts_of({(0, 1, 2): 3})
    (of_numpy,) = rm.match_skip_trigrams([reading(np.array([0, 1, 2], np.uint16))], text)
    (of_python,) = rm.match_skip_trigrams([reading((0, 1, 2))], text)
    assert (of_numpy.tokens, of_numpy.count) == (of_python.tokens, of_python.count)


def test_tokens_that_the_model_does_not_have_are_refused():
    model = rm.by_hand.one_skip_trigram(3, source=0, destination=1, output=2)
    with pytest.raises(ValueError, match="counts: expected tokens, 0 to 2, got 3"):
        rm.lacking_skip_trigrams(model, counts_of({(0, 1, 3): 1}))


def test_an_empty_text_matches_nothing():
    none = np.zeros(0, int)
    (match,) = rm.match_skip_trigrams([reading((0, 1, 2))], Counts(none, none, none, none))
    assert (match.count, match.probability, match.information) == (0, None, None)
