"""Runs: their order, their sum, and the ranges they are merged by."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmath.sequences.run_store import RunStore
from refmath.sequences.sorted_runs import merged, radix_order, run_of

KEYS = st.integers(0, 2**64 - 1)


@given(st.lists(st.integers(0, 2**40 - 1)), st.sampled_from([np.uint64, np.uint32, np.uint16]))
def test_radix_order_is_the_stable_order(values, dtype):
    array = np.array(values, np.uint64).astype(dtype)
    bits = min(40, array.dtype.itemsize * 8)
    assert radix_order(array, bits).tolist() == np.argsort(array, kind="stable").tolist()


@given(
    st.lists(st.dictionaries(KEYS | st.integers(0, 200), st.integers(1, 2**33)), max_size=5),
    st.integers(1, 40),
)
def test_the_sum_of_runs_is_that_of_counters(runs, keys_at_once):
    made = [
        run_of(np.array(sorted(r), np.uint64), np.array([r[k] for k in sorted(r)], np.int64), 4)
        for r in runs
    ]
    blocks = list(merged(made, keys_at_once))
    keys = [key for block in blocks for key in block[0].tolist()]
    counts = [count for block in blocks for count in block[1].tolist()]
    assert dict(zip(keys, counts, strict=True)) == sum(map(Counter, runs), Counter())
    assert keys == sorted(set(keys))


def test_ranges_hold_about_as_many_keys_as_asked_for():
    rng = np.random.default_rng(0)
    runs = []
    for _ in range(10):
        keys = np.unique(rng.integers(0, 1 << 40, 10_000).astype(np.uint64))
        runs.append(run_of(keys, np.ones(len(keys), np.uint32)))
    sizes = [len(keys) for keys, _ in merged(runs, 4096)]
    between_samples = sum(run.stride for run in runs)
    assert max(sizes) <= 4096 + 2 * between_samples
    assert len(sizes) > 10


@given(st.lists(KEYS, min_size=1, max_size=300, unique=True), KEYS)
def test_a_place_is_how_many_keys_are_less(keys, key):
    run = run_of(np.array(sorted(keys), np.uint64), np.ones(len(keys), np.uint32), 2)
    assert run.place_of(np.uint64(key)) == sum(k < key for k in keys)


@pytest.mark.parametrize("memory", [1 << 14, 1 << 30])
def test_a_run_whose_counts_do_not_add_up_is_refused(memory):
    keys, counts = np.array([1, 2], np.uint64), np.array([1, 1], np.uint32)
    with RunStore(memory) as store, pytest.raises(RuntimeError, match="add up to 3; got 2"):
        store.add([(keys, counts)], 3)


def test_a_file_that_was_cut_short_is_an_error():
    keys, counts = np.arange(1000, dtype=np.uint64), np.ones(1000, np.uint32)
    with RunStore(1 << 10) as store:
        store.add([(keys, counts)], 1000)
        store.add([(keys, counts)], 1000)
        store.shelves[0].keys.truncate(100)
        with pytest.raises(OSError, match="ended early"):
            store.total(lambda _: None)


@pytest.mark.parametrize("key_bits", [1, 13, 14, 40, 64])
@pytest.mark.parametrize("count_bits", [1, 24, 50, 51, 62])
def test_wide_keys_with_large_counts_add_up(key_bits, count_bits):
    least, last = 5 if key_bits < 64 else 0, (1 << key_bits) - 1
    keys = np.array([least, least + last // 2, least + last], np.uint64)
    counts = np.array([(1 << count_bits) - 1, 1, 1 << (count_bits - 1)])
    runs = [run_of(np.unique(keys), counts[: len(np.unique(keys))]), run_of(keys[-1:], counts[:1])]
    added = Counter()
    for run in runs:
        for key, count in zip(run.keys.tolist(), run.counts.tolist(), strict=True):
            added[key] += count
    merged_keys, merged_counts = map(np.concatenate, zip(*merged(runs), strict=True))
    assert dict(zip(merged_keys.tolist(), merged_counts.tolist(), strict=True)) == added
    assert merged_keys.tolist() == sorted(added)
