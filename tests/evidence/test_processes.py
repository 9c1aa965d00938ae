"""Work in several processes: in order, none left behind, and what is lost is said to be lost."""

import errno
import math
import multiprocessing
import os
import signal
import time

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

    monkeypatch.setattr(processes.ProcessPoolExecutor, "map", none)
    with pytest.raises(LostError, match="no process could be begun: no more"):
        list(each_of(abs, (1, 2), 2))


def test_another_error_of_the_system_is_not_called_a_loss(monkeypatch):
    def none(*_):
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(processes.ProcessPoolExecutor, "map", none)
    with pytest.raises(PermissionError):
        list(each_of(abs, (1, 2), 2))


def test_who_has_seen_enough_leaves_no_process_behind():
    made = each_of(time.sleep, (0, 60, 60), 2)
    assert next(made) is None
    made.close()
    assert multiprocessing.active_children() == []


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="needs POSIX signals")
def test_an_interrupt_waits_until_the_block_has_ended():
    seen = []
    with pytest.raises(KeyboardInterrupt), processes._interrupts_held():  # noqa: PT012
        os.kill(os.getpid(), signal.SIGINT)
        seen.append("still here")
    assert seen == ["still here"]
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, set())
