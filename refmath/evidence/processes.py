"""Work in several processes, none of which outlives the one that began it."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from types import FrameType

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
    work = partial(_without_panic, work)
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
    except RuntimeError as error:
        if "can't start new thread" in str(error):
            raise LostError("no thread could be begun, perhaps for want of memory") from error
        raise


def _without_panic(work: Callable[[Given], Made], given: Given) -> Made:
    """Do the work; where a library gives up as Rust does, say that it is lost."""
    try:
        return work(given)
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # of no type that can be imported, or pickled
            raise LostError(f"a library gave up ({error})") from None
        raise


def _in_processes(
    work: Callable[[Given], Made], given: Sequence[Given], jobs: int
) -> Iterator[Made]:
    spawn = multiprocessing.get_context("spawn")  # a fork of a process with threads may hang
    others, threads = frozenset(multiprocessing.active_children()), frozenset(threading.enumerate())
    pool = ProcessPoolExecutor(jobs, spawn, initializer=_end_quietly_with_the_parent)
    try:
        # The processes begin here, and take both on until they are ready.
        with _interrupts_held(), _one_thread_each():
            made = [pool.submit(work, one) for one in given]
        waits = frozenset(threading.enumerate()) - threads
        for future in made:
            yield _result_of(future, waits)
    except BaseException:  # an interrupt, a lost process, a caller who has seen enough
        with _interrupts_held():
            ours = frozenset(multiprocessing.active_children()) - others
            for child in ours:
                child.terminate()
            with suppress(RuntimeError):  # its thread, too, may not have begun
                pool.shutdown(cancel_futures=True)
            for child in ours:
                child.join()
        raise
    pool.shutdown()


def _result_of(future: Future[Made], waits: frozenset[threading.Thread]) -> Made:
    """Wait for what is made, as long as the thread that takes it in is alive."""
    while True:
        try:
            return future.result(timeout=1)
        except TimeoutError:
            if future.done() or any(thread.is_alive() for thread in waits):
                continue
            raise LostError("a thread has ended, perhaps for want of memory") from None


_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
"""What libraries of linear algebra read to know how many threads to use."""


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Let processes begun in the block compute in one thread each, unless the caller has said."""
    unsaid = [name for name in _THREADS if name not in os.environ]
    os.environ |= dict.fromkeys(unsaid, "1")
    try:
        yield
    finally:
        for name in unsaid:
            os.environ.pop(name, None)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let Ctrl-C wait for this thread until the end of the block, and in processes begun in it."""
    with _heard_later(), _blocked():
        yield


@contextmanager
def _blocked() -> Iterator[None]:
    """Let this thread hear no interrupt, nor a process that is begun in the block."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _heard_later() -> Iterator[None]:
    """Keep what another thread hears, which doesn't block it, until the end of the block.

    Whichever thread is sent a signal, Python answers it in the main one.
    """
    answer = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(answer):
        yield
        return
    came: list[tuple[int, FrameType | None]] = []
    signal.signal(signal.SIGINT, lambda *heard: came.append(heard))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, answer)
        if came:
            answer(*came[-1])


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
