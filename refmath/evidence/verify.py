"""All that can be verified, by name, in reading order: theorems, agreements, trained models."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from difflib import get_close_matches
from functools import partial
from itertools import islice

from refmath.arguments import refused
from refmath.evidence.agreements import AGREEMENTS
from refmath.evidence.checksum import checksum
from refmath.evidence.compared import Agreement, check_agreement
from refmath.evidence.effort import FULL, SELF_TEST, Effort
from refmath.evidence.expected import Expected, expected_list, held_against, unnoticed_by_the_list
from refmath.evidence.on_trained import TRAINED, check_trained
from refmath.evidence.planted import PLANTED, Job
from refmath.evidence.processes import each_of
from refmath.evidence.routes import check_claim, check_theorem
from refmath.evidence.verdict import Verdict
from refmath.symbolic.claims import Claim
from refmath.symbolic.derivation import Theorem
from refmath.theorems.catalogue import STATEMENTS

_PLANTED_NAMES = tuple(planted.job.name for planted in PLANTED)


def job_names(only: str | None = None) -> tuple[str, ...]:
    """List the names of what can be verified: all, or those that contain `only`.

    What the list of expected verdicts has is among them, though it be gone. An exact name means
    that one alone.

    Raises:
        ValueError: if nothing is so named; it lists the nearest names.

    >>> job_names("one_layer")
    ('one_layer',)
    """
    names = tuple(dict.fromkeys((*_names_here(), *expected_list())))  # what is gone stands last
    if only is None:
        return names
    chosen = (only,) if only in names else tuple(name for name in names if only in name)
    if not chosen:
        near = get_close_matches(only, names, n=3, cutoff=0.3) or names
        raise refused("only", "(part of) a name", only, f"; near: {', '.join(near)}")
    return chosen


def _names_here() -> tuple[str, ...]:
    return tuple(job.name for jobs in (STATEMENTS, AGREEMENTS, TRAINED) for job in jobs)


def run_job(name: str, effort: Effort = FULL) -> Verdict:
    """Verify one theorem, agreement, or check of the trained models; or a planted fault.

    Args:
        name: one of `job_names`, or a planted fault's.
        effort: how much is drawn where nothing is proved for every size.

    Raises:
        ValueError: if nothing has that name.
    """
    for job in (*STATEMENTS, *AGREEMENTS, *TRAINED, *(planted.job for planted in PLANTED)):
        if job.name == name:
            return replace(_verified(job, effort), checksum=checksum(job))
    raise refused("name", "a theorem, an agreement or a check of the trained models", name)


def _verified(job: Job, effort: Effort) -> Verdict:
    if isinstance(job, Claim):
        return check_claim(job, effort)
    if isinstance(job, Theorem):
        return check_theorem(job, effort)
    if isinstance(job, Agreement):
        return check_agreement(job, effort)
    return check_trained(job, effort)


def verdicts(
    only: str | None = None,
    *,
    effort: Effort = FULL,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Verdict, ...]:
    """Verify all, or those whose name contains `only`, as `verified` does.

    Args:
        only: (part of) a name.
        effort: how much is drawn where nothing is proved for every size.
        progress: called with the number of verdicts so far, and of all.

    Raises:
        UnnoticedError: if a planted fault wasn't noticed.
    """
    names = job_names(only)
    reached = []
    for verdict in verified(names, 1, effort):
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

    Raises:
        LostError: if a process was lost, or the memory used up.
    """
    return each_of(partial(run_job, effort=effort), names, jobs)


def _run(name: str, effort: Effort) -> Verdict:
    """Run a job in whatever process; a planted fault comes out at its first draws."""
    return run_job(name, effort=SELF_TEST if name in _PLANTED_NAMES else effort)


def verified(
    names: Sequence[str],
    jobs: int,
    effort: Effort = FULL,
    *,
    expected: Mapping[str, Expected] | None = None,
) -> Iterator[Verdict]:
    """Verify what is named, after the planted faults, and hold it against what is expected.

    The faults go first, the same way and to the same processes.

    Args:
        names: from `job_names`.
        jobs: how many processes; 1 works in this one.
        effort: how much is drawn where nothing is proved for every size.
        expected: what must come back, by name; the list that refmath brings if not given.

    Yields:
        a verdict for each name, in that order; where it isn't the one that was asked for, it has
        objections, and hasn't passed.

    Raises:
        UnnoticedError: if a planted fault wasn't noticed; nothing is yielded then.
        LostError: if a process was lost, or the memory used up.
    """
    expected = expected_list() if expected is None else expected
    here = frozenset(_names_here())
    sent = (*_PLANTED_NAMES, *(name for name in names if name in here))
    with closing(each_of(partial(_run, effort=effort), sent, min(jobs, len(names)))) as came:
        _check_noticed(tuple(islice(came, len(PLANTED))))
        for name in names:
            verdict = next(came, None) if name in here else None
            yield held_against(expected.get(name), name, verdict, effort)
        for verdict in came:
            yield held_against(None, verdict.name, verdict, effort)


def _check_noticed(came: Sequence[Verdict]) -> None:
    """Raise `UnnoticedError` unless every planted fault came out as it must."""
    unnoticed = ["fewer came back than were sent"] if len(came) != len(PLANTED) else []
    for planted, verdict in zip(PLANTED, came, strict=False):
        unnoticed += planted.unnoticed(verdict)
    unnoticed += unnoticed_by_the_list()
    if unnoticed:
        raise UnnoticedError("\n".join(unnoticed))


class UnnoticedError(RuntimeError):
    """Faults that were planted weren't noticed: whatever else is said to be right may be wrong."""
