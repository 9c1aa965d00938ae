"""All that can be verified, by name, in reading order: theorems, agreements, trained models."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from difflib import get_close_matches
from functools import partial

from refmath.arguments import refused
from refmath.evidence.agreements import AGREEMENTS
from refmath.evidence.compared import check_agreement
from refmath.evidence.effort import FULL, Effort
from refmath.evidence.on_trained import TRAINED, check_trained
from refmath.evidence.routes import check_claim, check_theorem
from refmath.evidence.verdict import Verdict
from refmath.symbolic.claims import Claim
from refmath.theorems.catalogue import STATEMENTS


def job_names(only: str | None = None) -> tuple[str, ...]:
    """List the names of what can be verified: all, or those that contain `only`.

    An exact name means that one alone.

    Raises:
        ValueError: if nothing is so named; it lists the nearest names.

    >>> job_names("one_layer")
    ('one_layer',)
    """
    names = tuple(job.name for jobs in (STATEMENTS, AGREEMENTS, TRAINED) for job in jobs)
    if only is None:
        return names
    chosen = (only,) if only in names else tuple(name for name in names if only in name)
    if not chosen:
        near = get_close_matches(only, names, n=3, cutoff=0.3) or names
        raise refused("only", "(part of) a name", only, f"; near: {', '.join(near)}")
    return chosen


def run_job(name: str, effort: Effort = FULL) -> Verdict:
    """Verify one theorem, agreement, or check of the trained models.

    Args:
        name: one of `job_names`.
        effort: how much is drawn where nothing is proved for every size.

    Raises:
        ValueError: if nothing has that name.
    """
    for statement in STATEMENTS:
        if statement.name == name:
            if isinstance(statement, Claim):
                return check_claim(statement, effort)
            return check_theorem(statement, effort)
    for agreement in AGREEMENTS:
        if agreement.name == name:
            return check_agreement(agreement, effort)
    for trained in TRAINED:
        if trained.name == name:
            return check_trained(trained, effort)
    raise refused("name", "a theorem, an agreement or a check of the trained models", name)


def verdicts(
    only: str | None = None,
    *,
    effort: Effort = FULL,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Verdict, ...]:
    """Verify all, or those whose name contains `only`.

    Args:
        only: (part of) a name.
        effort: how much is drawn where nothing is proved for every size.
        progress: called with the number of verdicts so far, and of all.
    """
    names = job_names(only)
    reached = []
    for verdict in verdicts_of(names, 1, effort):
        reached.append(verdict)
        if progress is not None:
            progress(len(reached), len(names))
    return tuple(reached)


def verdicts_of(names: Sequence[str], jobs: int, effort: Effort = FULL) -> Iterator[Verdict]:
    """Verify what is named, in that order, with so many processes.

    Args:
        names: from `job_names`.
        jobs: how many processes; 1 works in this one.
        effort: how much is drawn where nothing is proved for every size.
    """
    run = partial(run_job, effort=effort)
    if min(jobs, len(names)) <= 1:
        yield from map(run, names)
        return
    spawn = multiprocessing.get_context("spawn")  # a fork of a process with threads may hang
    others = frozenset(multiprocessing.active_children())
    with ProcessPoolExecutor(min(jobs, len(names)), spawn, initializer=_end_quietly) as pool:
        try:
            yield from pool.map(run, names)
        except (KeyboardInterrupt, GeneratorExit):
            pool.shutdown(wait=False, cancel_futures=True)
            for child in frozenset(multiprocessing.active_children()) - others:
                child.terminate()
            raise


def _end_quietly() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C reaches the workers too: no tracebacks
