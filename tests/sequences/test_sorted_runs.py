"""Runs: their order, their sum, and the ranges they are merged by."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmath.sequences import run_store
from refmath.sequences.run_store import RunStore
from refmath.sequences.sorted_runs import (
    count_bits,
    counted_of,
    merged,
    merged_rows,
    radix_order,
    rows_of,
    run_of,
)

WIDTHS = st.sampled_from([1, 2, 5, 28, 40])


def columns(counter):
    """A counter's keys, ascending, and their counts."""
    keys = np.array(sorted(counter), np.uint64)
    return keys, np.array([counter[key] for key in sorted(counter)], np.int64)


def counter_of(blocks):
    """What ascending blocks count; no key may occur twice, nor out of order."""
    blocks = list(blocks)
    keys = [key for block in blocks for key in block[0].tolist()]
    assert keys == sorted(set(keys))
    counts = [count for block in blocks for count in block[1].tolist()]
    return Counter(dict(zip(keys, counts, strict=True)))


@st.composite
def counters(draw, n=5):
    """Counters of keys that fit a row beside so many bits of a count; a few counts don't."""
    width = draw(WIDTHS)
    most = min(8 << width, 2**42)
    keys = st.integers(0, 2 ** (64 - width) - 1) | st.integers(0, 20)
    counts = st.integers(1, max(1, most >> 3)) | st.integers(most >> 4, most)
    if width > 5:  # what is split isn't split into millions of rows
        counts = st.integers(1, 1 << width - 1) | st.just(3 << width)
    some = st.dictionaries(keys, counts.filter(bool), max_size=8)
    return width, draw(st.lists(some, max_size=n))


@given(counters(1))
def test_rows_ascend_and_give_keys_and_counts_back_however_few_bits_a_count_has(drawn):
    width, (counter,) = drawn if drawn[1] else (drawn[0], [{}])
    rows = rows_of(*columns(counter), width)
    assert (rows[1:] >= rows[:-1]).all()
    assert counter_of([counted_of(rows, width)]) == Counter(counter)
    assert len(rows) == sum(-(-count // ((1 << width) - 1)) for count in counter.values())


@pytest.mark.parametrize("bits", range(22))
def test_a_row_has_room_for_a_key_and_a_count(bits):
    assert 1 <= count_bits(bits) <= 64 - 3 * bits
    last = np.array([(1 << 3 * bits) - 1], np.uint64)
    keys, counts = counted_of(rows_of(last, np.array([2]), count_bits(bits)), count_bits(bits))
    assert (keys.tolist(), counts.tolist()) == (last.tolist(), [2])


@given(st.lists(st.integers(0, 2**40 - 1)), st.sampled_from([np.uint64, np.uint32, np.uint16]))
def test_radix_order_is_the_stable_order(values, dtype):
    array = np.array(values, np.uint64).astype(dtype)
    bits = min(40, array.dtype.itemsize * 8)
    assert radix_order(array, bits).tolist() == np.argsort(array, kind="stable").tolist()


@given(counters(), st.integers(1, 40))
def test_the_sum_of_runs_is_that_of_counters(drawn, keys_at_once):
    width, made = drawn
    runs = [run_of(rows_of(*columns(counter), width), 4) for counter in made]
    in_all = sum(map(Counter, made), Counter())
    assert counter_of(merged(runs, width, keys_at_once)) == in_all
    as_rows = list(merged_rows(runs, width, keys_at_once))
    assert counter_of([counted_of(rows, width) for rows in as_rows]) == in_all


def test_ranges_hold_about_as_many_keys_as_asked_for():
    rng = np.random.default_rng(0)
    runs = []
    for _ in range(10):
        keys = np.unique(rng.integers(0, 1 << 40, 10_000).astype(np.uint64))
        runs.append(run_of(rows_of(keys, np.ones(len(keys), np.int64), 8)))
    sizes = [len(keys) for keys, _ in merged(runs, 8, 4096)]
    between_samples = sum(run.stride for run in runs)
    assert max(sizes) <= 4096 + 2 * between_samples
    assert len(sizes) > 10


@pytest.mark.parametrize("memory", [1 << 14, 1 << 30])
def test_a_run_whose_counts_do_not_add_up_is_refused(memory):
    rows = rows_of(np.array([1, 2], np.uint64), np.array([1, 1]), 8)
    with RunStore(memory, 8) as store, pytest.raises(RuntimeError, match="add up to 3; got 2"):
        store.add([rows], 3)


@pytest.mark.parametrize("n_runs", [1, 2])
@pytest.mark.parametrize("memory", [1 << 10, 1 << 30])
def test_rows_that_are_lost_in_the_store_are_noticed(memory, n_runs):
    rows = rows_of(np.arange(1000, dtype=np.uint64), np.ones(1000, np.int64), 8)
    with RunStore(memory, 8) as store:
        for _ in range(n_runs):
            store.add([rows], 1000)
        store.counted += 1
        with pytest.raises(
            RuntimeError, match=f"add up to {1000 * n_runs + 1}; got {1000 * n_runs}"
        ):
            store.total(lambda _: None)


@pytest.mark.parametrize("memory", [1 << 10, 1 << 30])
@pytest.mark.parametrize("n_runs", [1, 2, 3])
def test_counts_that_no_row_holds_add_up_wherever_they_are_kept(memory, n_runs):
    keys, counts = np.arange(1000, dtype=np.uint64), np.arange(1, 1001)
    with RunStore(memory, 2) as store:  # a row counts to 3
        for _ in range(n_runs):
            rows = rows_of(keys, counts, 2)
            store.add([rows[:777], rows[777:]], int(counts.sum()))
        found_keys, found_counts = store.total(lambda _: None)
    assert found_keys.tolist() == keys.tolist()
    assert found_counts.tolist() == (n_runs * counts).tolist()


def test_a_full_shelf_is_one_run_of_the_next_shelf(monkeypatch):
    monkeypatch.setattr(run_store, "MOST_RUNS", 3)
    rows = rows_of(np.arange(1000, dtype=np.uint64), np.ones(1000, np.int64), 8)
    shelves = []
    with RunStore(1 << 10, 8) as store:
        for _ in range(10):
            store.add([rows], 1000)
            shelves.append([len(shelf.runs) for shelf in store.shelves])
    assert shelves[:4] == [[1], [2], [0, 1], [1, 1]]
    assert shelves[-2:] == [[0, 0, 1], [1, 0, 1]]


def test_the_samples_of_a_run_on_disk_are_its_rows_a_stride_apart_however_it_came():
    rows = rows_of(np.arange(1000, dtype=np.uint64), np.ones(1000, np.int64), 8)
    with RunStore(1 << 10, 8) as store:
        store.add([rows[:100], rows[100:105], rows[105:]], 1000)
        ((run,),) = (shelf.runs for shelf in store.shelves)
        assert run.rows[:].tolist() == rows.tolist()
        assert run.samples.tolist() == rows[:: run.stride].tolist()


def test_a_file_that_was_cut_short_is_an_error():
    rows = rows_of(np.arange(1000, dtype=np.uint64), np.ones(1000, np.int64), 8)
    with RunStore(1 << 10, 8) as store:
        store.add([rows], 1000)
        store.add([rows], 1000)
        store.shelves[0].rows.truncate(100)
        with pytest.raises(OSError, match="ended early"):
            store.total(lambda _: None)
