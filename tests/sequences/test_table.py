"""The table of counts: look-up, rank, probabilities, information, and what it refuses."""

import sys
from collections import Counter
from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath.sequences.table import SkipTrigramCounts

D_VOCAB = 5


def rows_of(table):
    columns = table.columns().values()
    return {(s, d, o): n for s, d, o, n in zip(*(c.tolist() for c in columns), strict=True)}


@st.composite
def tables(draw, least=0):
    tokens = draw(st.lists(st.integers(0, D_VOCAB - 1), min_size=least, max_size=40))
    return rm.count_skip_trigrams(tokens, draw(st.integers(0, 4)), d_vocab=D_VOCAB)


@given(tables())
def test_the_columns_are_in_ascending_order_and_each_row_is_different(table):
    triples = list(rows_of(table))
    assert triples == sorted(set(triples))
    assert len(triples) == len(table)
    for column in table.columns().values():
        assert column.dtype == np.int64
    assert table.total == table.count.sum()


@given(tables(), st.integers(0, D_VOCAB - 1), st.integers(0, D_VOCAB - 1))
def test_lookup_finds_every_count_and_0_for_what_is_not_there(table, source, destination):
    found = table.lookup(source, destination, np.arange(D_VOCAB))
    rows = rows_of(table)
    assert found.tolist() == [rows.get((source, destination, o), 0) for o in range(D_VOCAB)]
    assert found.dtype == np.int64


def test_lookup_broadcasts_and_looks_up_single_tokens():
    table = rm.count_skip_trigrams([0, 1, 2, 0, 1, 2], 1, d_vocab=3)
    assert table.lookup(0, 1, 2) == 2
    every = table.lookup(*np.ogrid[:3, :3, :3])
    assert every.shape == (3, 3, 3)
    assert every.sum() == table.total


@pytest.mark.parametrize(
    ("triple", "message"),
    [
        ((3, 0, 0), "source: expected tokens from 0 to d_vocab - 1 = 2, got 3"),
        ((0, -1, 0), "destination: expected tokens from 0 .* got -1"),
        ((0, 0, 0.5), "output: expected integers, got dtype float64"),
    ],
)
def test_lookup_refuses_what_is_no_token(triple, message):
    with pytest.raises(ValueError, match=message):
        rm.count_skip_trigrams([0, 1, 2], 1, d_vocab=3).lookup(*triple)


@given(tables(), st.integers(1, 60))
def test_the_most_common_are_the_first_by_count_then_by_tokens(table, k):
    expected = sorted(rows_of(table).items(), key=lambda row: (-row[1], row[0]))
    assert table.most_common(k) == expected[:k]


@pytest.mark.parametrize("k", [0, -1, 1.5, True, None])
def test_most_common_refuses_a_k_that_is_no_number_of_rows(k):
    table = rm.count_skip_trigrams([0, 1, 2], 1, d_vocab=3)
    with pytest.raises(ValueError, match="k: expected an integer, 1 or more"):
        table.most_common(k)


@given(tables())
def test_probabilities_are_quotients_of_counts_and_sum_to_1_over_the_outputs(table):
    rows = rows_of(table)
    contexts = Counter()
    for (s, d, _), n in rows.items():
        contexts[s, d] += n
    probability = table.probability()
    # One division each, of integers: correctly rounded, so exactly Python's.
    assert probability.tolist() == [n / contexts[s, d] for (s, d, _), n in rows.items()]
    sums = Counter()
    for (s, d, _), p in zip(rows, probability, strict=True):
        sums[s, d] += p
    eps = np.finfo(np.float64).eps
    assert all(abs(p - 1) <= D_VOCAB * eps for p in sums.values())


def information(table):
    """The definition, from dictionaries of counts; each of 4 logarithms rounds, and 3 sums."""
    rows = rows_of(table)
    context, pair, destination = Counter(), Counter(), Counter()
    for (s, d, o), n in rows.items():
        context[s, d] += n
        pair[d, o] += n
        destination[d] += n
    return [
        log(n / context[s, d]) - log(pair[d, o] / destination[d]) for (s, d, o), n in rows.items()
    ]


def error(table):
    return 16 * np.finfo(np.float64).eps * max(1.0, log(table.total + 1))


@given(tables())
def test_pmi_is_the_log_of_the_quotient_of_the_two_probabilities(table):
    expected = information(table)
    assert len(expected) == len(table.pmi())
    assert all(
        abs(a - b) <= error(table) for a, b in zip(table.pmi().tolist(), expected, strict=True)
    )


@given(tables(least=3))
def test_the_mean_of_pmi_is_a_mutual_information_and_never_negative(table):
    mean = float(table.count @ table.pmi()) / table.total
    assert mean >= -error(table)


def test_pmi_is_above_0_where_the_source_makes_the_output_likely():
    table = rm.count_skip_trigrams([[2, 0, 1], [2, 0, 1], [4, 0, 3], [4, 0, 1]], 0, d_vocab=5)
    pmi = dict(zip(rows_of(table), table.pmi(), strict=True))
    assert pmi[2, 0, 1] > 0 > pmi[4, 0, 1]
    assert pmi[4, 0, 3] > pmi[2, 0, 1]


@given(tables(least=3), st.data())
def test_values_of_some_rows_are_those_of_all_rows_at_their_places(table, data):
    rows = data.draw(st.lists(st.integers(0, len(table) - 1), max_size=9))
    numbers = np.array(rows, np.intp)
    assert table.probability(numbers).tolist() == table.probability()[numbers].tolist()
    assert table.pmi(numbers).tolist() == table.pmi()[numbers].tolist()


@pytest.mark.parametrize("other", [(2, 6), (3, 5)])
def test_tables_of_other_sizes_do_not_add(other):
    one = rm.count_skip_trigrams([0, 1, 2], 2, d_vocab=5)
    two = rm.count_skip_trigrams([0, 1, 2], other[0], d_vocab=other[1])
    name = "d_vocab" if other[1] != 5 else "max_step"
    with pytest.raises(ValueError, match=f"{name}: expected one {name} of tables to add, got "):
        one + two
    assert one != two


def test_nothing_else_adds_or_is_equal():
    table = rm.count_skip_trigrams([0, 1, 2], 2, d_vocab=5)
    assert table != 3
    with pytest.raises(TypeError):
        table + 3
    with pytest.raises(TypeError):
        hash(table)


def test_a_table_cannot_be_changed():
    table = rm.count_skip_trigrams([0, 1, 2], 2, d_vocab=5)
    with pytest.raises(ValueError, match="read-only"):
        table.keys[0] = 0
    with pytest.raises(ValueError, match="read-only"):
        table.tallies[0] = 0


def test_counts_beyond_32_bits_add():
    keys = np.array([1], np.uint64)
    many = SkipTrigramCounts(keys, np.array([2**32 - 1], np.uint32), 3, 1)
    assert (many + many).count.tolist() == [2**33 - 2]


@pytest.mark.parametrize(
    ("keys", "tallies", "message"),
    [
        (np.array([1]), np.array([1]), "keys: expected dtype uint64, got int64"),
        (
            np.array([1], np.uint64),
            np.array([1.0]),
            "tallies: expected integers, got dtype float64",
        ),
        (
            np.array([1], np.uint64),
            np.array([1, 2]),
            r"tallies: expected shape \(1,\), as keys has, got \(2,\)",
        ),
    ],
)
def test_columns_that_make_no_table_are_refused(keys, tallies, message):
    with pytest.raises(ValueError, match=message):
        SkipTrigramCounts(keys, tallies, 3, 1)


PACKED = {(s, d, o): 64 * s + 8 * d + o for s in range(5) for d in range(5) for o in range(5)}
"""The keys of all triples of a vocabulary of 5, of 3 bits a token."""


@given(st.lists(st.integers(0, 600) | st.sampled_from([*PACKED.values()]), max_size=6))
def test_keys_make_a_table_only_if_they_are_ascending_triples_of_tokens(keys):
    column, ones = np.array(keys, np.uint64), np.ones(len(keys), int)
    if keys == sorted(set(keys)) and set(keys) <= set(PACKED.values()):
        assert SkipTrigramCounts(column, ones, 5, 1).keys.tolist() == keys
    else:
        with pytest.raises(ValueError, match=r"keys: expected .* got \d+"):
            SkipTrigramCounts(column, ones, 5, 1)


@pytest.mark.parametrize(
    ("keys", "d_vocab", "message"),
    [
        ([70, 3], 8, "ascending keys, each once, got 3 after 70"),
        ([3, 3], 8, "ascending keys, each once, got 3 after 3"),
        ([2**60], 8, f"keys of tokens in the vocabulary, less than d_vocab = 8, got {2**60}"),
        ([1], 1, "keys of tokens in the vocabulary, less than d_vocab = 1, got 1"),
        ([2**63], 2**21, f"in the vocabulary, less than d_vocab = {2**21}, got {2**63}"),
    ],
)
def test_keys_that_lookup_would_not_find_are_refused(keys, d_vocab, message):
    with pytest.raises(ValueError, match=message):
        SkipTrigramCounts(np.array(keys, np.uint64), np.ones(len(keys), int), d_vocab, 1)


@pytest.mark.parametrize("at", [1, 2**16 - 1, 2**16, 2**16 + 1, 2**17 + 4])
def test_one_wrong_key_among_many_is_seen_wherever_it_stands(at):
    keys, ones = np.arange(2**17 + 5, dtype=np.uint64), np.ones(2**17 + 5, int)
    assert SkipTrigramCounts(keys, ones, 64, 1).lookup(0, 1, 2) == 1
    keys[at] = keys[at - 1]
    with pytest.raises(ValueError, match=f"got {at - 1} after {at - 1}"):
        SkipTrigramCounts(keys, ones, 64, 1)


@pytest.mark.parametrize("dtype", [np.uint32, np.int64, np.uint64])
def test_the_arrays_that_a_table_is_made_of_stay_as_writeable_as_they_were(dtype):
    keys, tallies = np.array([1, 5], np.uint64), np.array([3, 4], dtype)
    table = SkipTrigramCounts(keys, tallies, 3, 1)
    assert (keys.flags.writeable, tallies.flags.writeable) == (True, True)
    assert (table.keys.flags.writeable, table.tallies.flags.writeable) == (False, False)
    assert np.shares_memory(table.keys, keys), "a large column isn't copied"


# --- data frames: the real libraries are tried in tests/backends ----------------------------------


class Frames:
    """Stands for a library: keeps what it is given."""

    def __init__(self, name):
        self.name = name

    def DataFrame(self, columns):
        return self.name, list(columns)


@pytest.fixture
def installed(monkeypatch):
    def only(*names):
        counts = sys.modules[SkipTrigramCounts.__module__]
        monkeypatch.setattr(counts, "find_spec", lambda name: name in names or None)
        monkeypatch.setattr(counts, "import_module", Frames)

    return only


def test_a_frame_is_of_pandas_or_else_of_polars(installed):
    table = rm.count_skip_trigrams([0, 1, 2], 2, d_vocab=5)
    columns = ["source", "destination", "output", "count"]
    installed("pandas", "polars")
    assert table.to_dataframe() == ("pandas", columns)
    assert table.to_dataframe("polars") == ("polars", columns)
    installed("polars")
    assert table.to_dataframe() == ("polars", columns)
    with pytest.raises(ImportError, match=r"needs pandas: pip install 'refmath\[pandas\]'"):
        table.to_dataframe("pandas")
    installed()
    with pytest.raises(
        ImportError, match=r"needs pandas or polars: pip install 'refmath\[pandas\]'"
    ):
        table.to_dataframe()
    with pytest.raises(ValueError, match="library: expected 'pandas' or 'polars', got 'arrow'"):
        table.to_dataframe("arrow")


LARGEST = 2**63 - 1


@pytest.mark.parametrize(
    "tallies", [[2**62 + 1, 2**62 + 1], [LARGEST, 10], [2**63, 1], [2**64 - 1, 2**64 - 1]]
)
def test_counts_beyond_64_bits_are_refused_and_not_wrapped_around(tallies):
    array = np.array(tallies, np.uint64 if max(tallies) > LARGEST else np.int64)
    with pytest.raises(ValueError, match=rf"tallies: expected at most {LARGEST} .* {sum(tallies)}"):
        SkipTrigramCounts(np.array([0, 1], np.uint64), array, 4, 1)


@pytest.mark.parametrize("dtype", [np.int64, np.uint64])
def test_the_largest_total_is_right_and_no_table_adds_to_it(dtype):
    keys = np.array([0, 1], np.uint64)
    table = SkipTrigramCounts(keys, np.array([LARGEST - 1, 1], dtype), 4, 1)
    assert table.total == LARGEST
    assert type(table.total) is int
    assert table.probability().tolist() == [1.0, 1 / LARGEST]
    with pytest.raises(ValueError, match=f"table: expected at most {LARGEST} .* got {LARGEST + 1}"):
        table + SkipTrigramCounts(keys[:1], np.array([1]), 4, 1)


@pytest.mark.parametrize("counts", [[0, 1], [-1, 1]])
def test_counts_below_1_are_refused(counts):
    with pytest.raises(
        ValueError, match=rf"tallies: expected counts of 1 or more, got {counts[0]}"
    ):
        SkipTrigramCounts(np.array([0, 1], np.uint64), np.array(counts), 4, 1)


def test_one_row_and_rows_of_any_shape_are_looked_up():
    table = rm.count_skip_trigrams([0, 1, 2, 0, 1, 1], 1, d_vocab=3)
    for of in (table.pmi, table.probability):
        every = of()
        assert of(0) == every[0]
        assert of(0).shape == ()
        assert of([[0, 2], [1, 0]]).tolist() == every[[[0, 2], [1, 0]]].tolist()
        assert of([]).shape == (0,)
