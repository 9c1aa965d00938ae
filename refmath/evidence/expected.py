"""What a verification must bring: the list that refmath comes with, and what is held against it.

`expected.json`, beside this file, is written by `make expected`, also where a merge left a conflict
in it: a line for each statement, sorted by name, with its formula, the checksum of all that it
says, its near misses, and its checks, each with its route and with how many cases it tries, in full
and quickly.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.resources import files

from refmath.evidence.checksum import LENGTH
from refmath.evidence.effort import FULL, QUICK, Effort
from refmath.evidence.verdict import Check, Refutation, Verdict

RENEW = "`make expected` writes the list anew"
EFFORTS = (FULL, QUICK)
"""In the order of the numbers of cases in the list."""


@dataclass(frozen=True)
class Expected:
    """One statement of the list.

    Attributes:
        name: the statement's.
        statement: its formula, or its title where there is none.
        checksum: of all that it says.
        checks: each one's route, and how many cases it tries with each of `EFFORTS`.
        near_misses: their names.
    """

    name: str
    statement: str
    checksum: str
    checks: tuple[tuple[str, int, int], ...]
    near_misses: tuple[str, ...]


@cache
def expected_list() -> Mapping[str, Expected]:
    """Read the list that refmath comes with, by name.

    Raises:
        RuntimeError: if it can't be read, as after a merge.
    """
    try:
        lines = json.loads(_file())
    except ValueError as error:
        raise RuntimeError(f"expected.json can't be read ({error}): {RENEW}") from error
    read = (
        Expected(
            line["name"],
            line["statement"],
            line["checksum"],
            tuple((route, full, quick) for route, full, quick in line["checks"]),
            tuple(line["near_misses"]),
        )
        for line in lines
    )
    return {expected.name: expected for expected in read}


def _file() -> bytes:
    return files("refmath.evidence").joinpath("expected.json").read_bytes()


def digest() -> str:
    """Return the list's digest: who has seen it once knows whether it is another today."""
    return sha256(_file()).hexdigest()[:LENGTH]


def held_against(
    expected: Expected | None, name: str, verdict: Verdict | None, effort: Effort
) -> Verdict:
    """Hold a verdict against what was asked for.

    Args:
        expected: what the list says of the name; None if it says nothing.
        name: what was asked for.
        verdict: what came back; None if nothing did.
        effort: with which it was asked for.

    Returns:
        The verdict, with what there is to object to; of the name that was asked for.
    """
    came = verdict or Verdict(name, "", "What didn't come back", (), ())
    objections = tuple(_objections(expected, name, verdict, effort))
    return replace(came, name=name, objections=(*came.objections, *objections))


def _objections(
    expected: Expected | None, name: str, verdict: Verdict | None, effort: Effort
) -> Iterator[str]:
    if verdict is None:
        yield "nothing came back"
        return
    if verdict.name != name:
        yield f"asked for {name}, got {verdict.name}"
    if expected is None:
        yield f"it isn't in the list of what is expected: {RENEW}"
        return
    if verdict.checksum != expected.checksum:
        yield (
            f"it isn't the statement of the list: expected the checksum {expected.checksum}, "
            f"got {verdict.checksum or 'none'}; {RENEW}"
        )
    yield from _cases(expected, verdict.checks, effort)
    refuted = tuple(near_miss.name for near_miss in verdict.refutations)
    if refuted != expected.near_misses:
        yield f"expected the near misses {_listed(expected.near_misses)}, got {_listed(refuted)}"


def _cases(expected: Expected, checks: Sequence[Check], effort: Effort) -> Iterator[str]:
    """Hold the routes, and how many cases were tried, against the list."""
    routes, walked = ([first for first, *_ in expected.checks], [check.route for check in checks])
    if walked != routes:
        yield f"expected the routes {_listed(routes)}, got {_listed(walked)}"
        return
    for check, (route, *cases) in zip(checks, expected.checks, strict=True):
        if not check.passed:
            continue
        if effort in EFFORTS:
            wanted = cases[EFFORTS.index(effort)]
            if check.cases != wanted:
                yield f"{route}: expected {wanted:,} cases, got {check.cases:,}"
        else:
            least = cases[0] if effort.draws >= FULL.draws else 1
            if check.cases < least:
                yield f"{route}: expected {least:,} cases or more, got {check.cases:,}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) or "none"


# --- faults in plain sight ------------------------------------------------------------------------

_ASKED = Expected("asked", "1 = 1", "0" * LENGTH, (("all shapes", 3, 2),), ("miss",))
_RIGHT = Verdict(
    "asked",
    "",
    "",
    (Check("all shapes", True, "three cases", 0.0, cases=3),),
    (Refutation("miss", "", "", True, "here", 0.0),),
    checksum=_ASKED.checksum,
)
_WRONG: Mapping[str, Verdict | None] = {
    "a verdict that didn't come back": None,
    "another's verdict": replace(_RIGHT, name="other"),
    "another statement": replace(_RIGHT, checksum="1" * LENGTH),
    "a route left out": replace(_RIGHT, checks=()),
    "another route": replace(_RIGHT, checks=(replace(_RIGHT.checks[0], route="every index"),)),
    "a case left out": replace(_RIGHT, checks=(replace(_RIGHT.checks[0], cases=2),)),
    "no cases at all": replace(_RIGHT, checks=(replace(_RIGHT.checks[0], cases=0),)),
    "a near miss left out": replace(_RIGHT, refutations=()),
    "a check that failed": replace(_RIGHT, checks=(replace(_RIGHT.checks[0], passed=False),)),
    "a near miss that stands": replace(
        _RIGHT, refutations=(replace(_RIGHT.refutations[0], refuted=False),)
    ),
}


def unnoticed_by_the_list() -> list[str]:
    """Hold wrong verdicts against a list, and say which of them weren't noticed."""
    unnoticed = [
        f"{fault} was taken for right"
        for fault, verdict in _WRONG.items()
        if held_against(_ASKED, "asked", verdict, FULL).passed
    ]
    if not held_against(_ASKED, "asked", _RIGHT, FULL).passed:
        unnoticed.append("what was asked for was taken for wrong")
    if held_against(None, "asked", _RIGHT, FULL).passed:
        unnoticed.append("a statement that isn't in the list was taken for right")
    return unnoticed
