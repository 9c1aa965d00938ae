"""Work in several processes, none of which outlives the one that began it."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")

_OUT_OF_MEANS = (errno.ENOMEM, errno.EAGAIN)
"""What a system says that has no memory, or no process, left to give."""


class LostError(RuntimeError):
    """Work was lost, with its process or for want of memory: what it would say isn't known."""


def each_of(
    work: Callable[[Given], Made], given: Sequence[Given], jobs: int
) -> Generator[Made, None, None]:
    """Do some work on each of what is given, and yield what it makes, in that order.

    Args:
        work: what is done, in any process.
        given: what it is done on.
        jobs: how many processes; 1 works in this one.

    Raises:
        LostError: if a process was killed, or ran out of memory.
    """
    try:
        if min(jobs, len(given)) <= 1:
            yield from map(work, given)
        else:
            yield from _in_processes(work, given, min(jobs, len(given)))
    except BrokenProcessPool as error:
        raise LostError("a process was killed, perhaps for want of memory") from error
    except MemoryError as error:
        raise LostError("the memory was used up") from error
    except OSError as error:
        if error.errno in _OUT_OF_MEANS:
            raise LostError(f"no process could be begun: {error.strerror}") from error
        raise


def _in_processes(
    work: Callable[[Given], Made], given: Sequence[Given], jobs: int
) -> Iterator[Made]:
    spawn = multiprocessing.get_context("spawn")  # a fork of a process with threads may hang
    others = frozenset(multiprocessing.active_children())
    pool = ProcessPoolExecutor(jobs, spawn, initializer=_end_quietly_with_the_parent)
    try:
        with _interrupts_held():  # the processes begin here, and take it on until they are ready
            made = pool.map(work, given)
        yield from made
    except BaseException:  # an interrupt, a lost process, a caller who has seen enough
        with _interrupts_held():
            for child in frozenset(multiprocessing.active_children()) - others:
                child.terminate()
            pool.shutdown(cancel_futures=True)
        raise
    pool.shutdown()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let Ctrl-C wait for this thread until the end of the block, and in processes begun in it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_quietly_with_the_parent() -> None:
    """In a process that works: end by Ctrl-C without a traceback, and with the parent in any case.

    Where the caller had Ctrl-C ignored it stays so.
    """
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_outlive_no_parent, daemon=True).start()


def _outlive_no_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])  # ready when the parent has ended, however that was
        os._exit(1)
