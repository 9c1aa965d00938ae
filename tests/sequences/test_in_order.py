"""Threads change when work is done, and not what comes of it."""

import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from time import sleep

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmath.sequences.in_order import ahead_of, one_by_one


@given(st.lists(st.integers(), max_size=20), st.integers(1, 4), st.integers(1, 6))
def test_results_come_in_the_order_of_their_tasks(values, threads, at_once):
    tasks = [partial(lambda value: value, value) for value in values]
    with ThreadPoolExecutor(threads) as pool:
        assert list(ahead_of(pool, at_once)(tasks)) == list(one_by_one(tasks)) == values


def test_a_slow_task_is_waited_for():
    with ThreadPoolExecutor(2) as pool:
        slow_first = [partial(later, 0.05, "slow"), partial(later, 0, "quick")]
        assert list(ahead_of(pool, 2)(slow_first)) == ["slow", "quick"]


def later(seconds, value):
    sleep(seconds)
    return value


@pytest.mark.parametrize("at_once", [1, 2, 5])
def test_no_more_is_taken_up_than_was_said(at_once):
    taken = []

    def tasks():
        for n in range(20):
            taken.append(n)
            yield partial(later, 0, n)

    with ThreadPoolExecutor(2) as pool:
        for n, _ in enumerate(ahead_of(pool, at_once)(tasks())):
            assert len(taken) <= n + at_once


def test_a_task_that_fails_fails_in_its_turn_and_what_follows_is_not_begun():
    begun = []
    held = threading.Event()

    def task(n):
        begun.append(n)
        if n == 1:
            raise OSError("no space")
        if n == 2:
            held.wait()

    with ThreadPoolExecutor(1) as pool:
        results = ahead_of(pool, 8)(partial(task, n) for n in range(8))
        assert next(results) is None
        with pytest.raises(OSError, match="no space"):
            next(results)
        held.set()
    assert begun in ([0, 1], [0, 1, 2])
