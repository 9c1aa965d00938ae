"""Work in several processes: in order, none left behind, and what is lost is said to be lost."""

import errno
import math
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import nullcontext

import pytest

from refmath.evidence import processes
from refmath.evidence.processes import LostError, each_of


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_it_is_made_of_each_in_that_order(jobs):
    assert list(each_of(abs, (-3, 1, -2), jobs)) == [3, 1, 2]
    assert list(each_of(abs, (), jobs)) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_of_the_work_stays_what_it_is(jobs):
    with pytest.raises(ValueError, match=r"math domain|expected a"):
        list(each_of(math.sqrt, (-1, -2), jobs))


@pytest.mark.parametrize("number", [errno.ENOMEM, errno.EAGAIN])
def test_where_no_process_can_be_begun_the_work_is_lost(number, monkeypatch):
    def none(*_):
        raise OSError(number, "no more")

    monkeypatch.setattr(processes.ProcessPoolExecutor, "submit", none)
    with pytest.raises(LostError, match="no process could be begun: no more"):
        list(each_of(abs, (1, 2), 2))


def test_where_no_thread_can_be_begun_the_work_is_lost(monkeypatch):
    def none(_):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", none)
    with pytest.raises(LostError, match="no thread could be begun"):
        list(each_of(abs, (1, 2), 2))
    assert multiprocessing.active_children() == []


def test_where_the_thread_that_waits_for_the_processes_ends_the_work_is_lost(monkeypatch):
    monkeypatch.setattr("concurrent.futures.process._ExecutorManagerThread.run", lambda _: None)
    with pytest.raises(LostError, match="a thread has ended"):
        list(each_of(abs, (1, 2), 2))
    assert multiprocessing.active_children() == []


def of_the_environment(name):
    return os.environ.get(name)


def test_processes_compute_in_one_thread_unless_the_caller_has_said_otherwise(monkeypatch):
    names = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
    for name in names:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    assert list(each_of(of_the_environment, names, 2)) == ["1", "3", "1"]
    assert list(map(os.environ.get, names)) == [None, "3", None]


def test_another_error_of_the_system_is_not_called_a_loss(monkeypatch):
    def none(*_):
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(processes.ProcessPoolExecutor, "submit", none)
    with pytest.raises(PermissionError):
        list(each_of(abs, (1, 2), 2))


class PanicException(BaseException):
    """Named as Rust's are."""


def panics(_):
    raise PanicException("pointer is null")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_library_that_panics_has_lost_the_work(jobs):
    with pytest.raises(LostError, match=r"a library gave up \(pointer is null\)"):
        list(each_of(panics, (1, 2), jobs))


def test_who_has_seen_enough_leaves_no_process_behind():
    made = each_of(time.sleep, (0, 60, 60), 2)
    assert next(made) is None
    made.close()
    assert multiprocessing.active_children() == []


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="needs POSIX signals")
def test_an_interrupt_waits_in_the_block_and_in_a_process_that_begins_there():
    says = "import signal; print(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ()))"
    for block, held in ((processes._interrupts_held(), "True"), (nullcontext(), "False")):
        with block:
            said = subprocess.check_output([sys.executable, "-c", says], text=True)
        assert said.strip() == held
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, set())


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="no signal is sent to a thread")
def test_an_interrupt_that_another_thread_hears_waits_for_the_end_of_the_block_too():
    """What is sent to the process goes to any thread that doesn't block it."""
    ended, reached = threading.Event(), []
    other = threading.Thread(target=ended.wait)
    other.start()

    def interrupted() -> None:
        with processes._interrupts_held():
            signal.pthread_kill(other.ident, signal.SIGINT)
            time.sleep(0.05)
            reached.append(True)

    try:
        with pytest.raises(KeyboardInterrupt):
            interrupted()
        assert reached
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        ended.set()
        other.join()


def of_the_process(_):
    names = [thread.name for thread in threading.enumerate()]
    return signal.getsignal(signal.SIGINT) is signal.SIG_DFL, any("_outlive" in n for n in names)


def test_processes_end_by_ctrl_c_without_a_traceback_and_with_their_parent():
    assert list(each_of(of_the_process, range(4), 2)) == [(True, True)] * 4
