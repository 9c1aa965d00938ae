"""All that can be verified, by name, in reading order: theorems, agreements, trained models."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches

from refmath.evidence.agreements import AGREEMENTS, check_agreement
from refmath.evidence.on_trained import TRAINED, check_trained
from refmath.evidence.routes import check_claim, check_theorem
from refmath.evidence.verdict import Verdict
from refmath.symbolic.claims import Claim
from refmath.theorems.catalogue import STATEMENTS

Progress = Callable[[Verdict], None]


def job_names(only: str | None = None) -> tuple[str, ...]:
    """List the names of what can be verified: all, or those that contain `only`.

    An exact name means that one alone.

    Raises:
        ValueError: if nothing is so named; it lists the nearest names.

    >>> job_names("one_layer")
    ('one_layer',)
    """
    names = tuple(each.name for room in (STATEMENTS, AGREEMENTS, TRAINED) for each in room)
    if only is None:
        return names
    found = (only,) if only in names else tuple(name for name in names if only in name)
    if not found:
        near = get_close_matches(only, names, n=3, cutoff=0.3) or names
        raise ValueError(f"only: must be (part of) a name; got {only!r}; near: {', '.join(near)}")
    return found


def run_job(name: str) -> Verdict:
    """Verify one theorem, agreement, or check of the trained models.

    Raises:
        ValueError: if nothing has that name.
    """
    for statement in STATEMENTS:
        if statement.name == name:
            if isinstance(statement, Claim):
                return check_claim(statement)
            return check_theorem(statement)
    for agreement in AGREEMENTS:
        if agreement.name == name:
            return check_agreement(agreement)
    for trained in TRAINED:
        if trained.name == name:
            return check_trained(trained)
    raise ValueError(f"name: must be a theorem or an agreement; got {name!r}")


def verdicts(only: str | None = None, *, progress: Progress | None = None) -> tuple[Verdict, ...]:
    """Verify all, or those whose name contains `only`; `progress` is told each verdict."""
    out = []
    for name in job_names(only):
        out.append(run_job(name))
        if progress is not None:
            progress(out[-1])
    return tuple(out)
