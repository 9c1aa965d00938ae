"""What a check found: verdicts are computed here and nowhere written by hand."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from refmath.symbolic.claims import ClaimFailsError, Tried, ensured

PROVED = "every size"
AT_SHAPES = "the shapes named"
TESTED = "what was drawn or listed"
STRENGTHS = (PROVED, AT_SHAPES, TESTED)
"""What a statement is shown for, the strongest first."""


@dataclass(frozen=True)
class Strength:
    """What a statement is shown for: one of `STRENGTHS`, and where it is no more, why."""

    shows: str
    since: tuple[str, ...] = ()


def weakest(shown_for: Iterable[str]) -> str:
    """Return the weakest of some strengths; of none, the strongest.

    >>> weakest([PROVED, TESTED, AT_SHAPES]) == TESTED
    True
    """
    return max(shown_for, key=STRENGTHS.index, default=PROVED)


@dataclass(frozen=True)
class Route:
    """What a way of checking shows, and the two lines that head its column in a table."""

    shows: str
    heading: tuple[str, str]


BY_ROUTE = {
    "all shapes": Route(PROVED, ("all", "shapes")),
    "every index": Route(PROVED, ("every", "index")),
    "every depth": Route(PROVED, ("every", "depth")),
    "explicit entries": Route(AT_SHAPES, ("expl.", "entry")),
    "exact numbers": Route(TESTED, ("", "exact")),
    "as printed": Route(TESTED, ("as", "print")),
    "floating point": Route(TESTED, ("", "float")),
}
"""Every route by its name, in the order of tables; their headings are narrow, so that 80 columns
hold a name of 19 characters beside them and that of Rocq."""

ROUTES = tuple(BY_ROUTE)


@dataclass(frozen=True)
class Check:
    """One route's finding, and how many cases it tried: draws, models, steps, entries' sums.

    `part` says whether the proof needs it, or it stands beside; `tried_on` what it was tried on:
    sizes, draws and seeds, the worst error.
    """

    route: str
    passed: bool
    detail: str
    seconds: float
    part: str = "essential"
    cases: int = 0
    tried_on: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Refutation:
    """What became of one near miss; `counterexample` is where the false statement falls."""

    name: str
    statement: str
    tempting: str
    refuted: bool
    counterexample: str
    seconds: float


@dataclass(frozen=True)
class Verdict:
    """All findings on one theorem, or on one agreement of functions, which has no strength.

    `checksum` is of what was checked, taken where it was checked; `objections` say in what the
    verdict isn't the one that was asked for.
    """

    name: str
    title: str
    chapter: str
    checks: tuple[Check, ...]
    refutations: tuple[Refutation, ...]
    strength: Strength | None = None
    checksum: str = ""
    objections: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether every route agreed, every near miss fell, and all is there that was asked for."""
        outcomes = [c.passed for c in self.checks] + [r.refuted for r in self.refutations]
        return bool(self.checks and self.refutations) and all(outcomes) and not self.objections

    @property
    def seconds(self) -> float:
        """How long it took in all."""
        return sum(c.seconds for c in self.checks) + sum(r.seconds for r in self.refutations)


class DisagreementError(AssertionError):
    """Both sides were computed, and they are not equal."""


def checked(route: str, check: Callable[[], str | Tried], part: str = "essential") -> Check:
    """Run a check, with a clock; one that raises has failed, and keeps no other from being seen.

    Args:
        route: the route's name.
        check: returns what it found, in words, and how many cases it tried, or raises. Of one that
            returns words alone, what it ensured is counted.
        part: "essential", or "beside" for what the proof doesn't need.

    Raises:
        MemoryError: if the check ran out of memory, which says nothing of what it checks.
    """
    start, ensured_before = time.perf_counter(), ensured()
    cases, tried_on = 0, dict[str, object]()
    try:
        found = check()
        said = found if isinstance(found, Tried) else Tried(found, ensured() - ensured_before)
        detail, cases, tried_on = said.found, said.cases, dict(said.tried_on)
        passed = _says_something(detail, cases)
        if not passed:
            detail = f"it tried nothing: {detail!r}, in {cases!r} cases"
    except MemoryError:
        raise
    except (DisagreementError, ClaimFailsError) as error:
        detail, passed = str(error), False
    except Exception as error:  # a fault, and not a disagreement: its kind says so
        detail, passed = f"{type(error).__name__}: {error}", False
    return Check(route, passed, detail, time.perf_counter() - start, part, cases, tried_on)


def _says_something(detail: object, cases: object) -> bool:
    """Whether there are words, and one case or more: a check that tried nothing has failed."""
    return isinstance(detail, str) and bool(detail.strip()) and type(cases) is int and cases > 0


def searched(
    name: str, tempting: str, search: Callable[[], str], *, statement: str = ""
) -> Refutation:
    """Search for a near miss's counterexample, with a clock; a search that raises refutes nothing.

    Args:
        name: the near miss's.
        tempting: what makes one believe it.
        search: returns a counterexample in words, or «» if it finds none.
        statement: the false statement in LaTeX, if there is one.

    Raises:
        MemoryError: if the search ran out of memory.
    """
    start = time.perf_counter()
    try:
        counterexample = search()
        shown = counterexample or "none found"
    except MemoryError:
        raise
    except Exception as error:  # to crash is not to be false
        counterexample, shown = "", f"the search failed: {type(error).__name__}: {error}"
    seconds = time.perf_counter() - start
    return Refutation(name, statement, tempting, bool(counterexample), shown, seconds)
