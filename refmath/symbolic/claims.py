"""Statements that are no equations: ranks, ranges, «for every depth», «there is none».

A claim is proved by arguments. Each says in words what it shows, and carries a check that really
runs; the arguments together are the proof, and each says by which route it is checked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from refmath.symbolic.derivation import NearMiss


class ClaimFailsError(AssertionError):
    """An argument was checked, and it doesn't hold."""


class Tried(NamedTuple):
    """What a check found, in words, and how many cases it tried."""

    found: str
    cases: int


@dataclass(frozen=True)
class Argument:
    """One part of a proof: what it shows, the route, and the check.

    The check returns what it found, in words that are the same at each run, or raises
    `ClaimFailsError`. It has tried as many cases as it called `ensure`, unless it says how many.
    """

    says: str
    route: str
    check: Callable[[], str | Tried]


@dataclass(frozen=True)
class FalseClaim:
    """A false statement that looks like the claim; `search` returns a counterexample, or «»."""

    name: str
    statement: str
    tempting: str
    search: Callable[[], str]


@dataclass(frozen=True)
class Claim:
    """A statement in LaTeX, the arguments that prove it, and its near misses."""

    name: str
    title: str
    chapter: str
    source: str
    plain: str
    statement: str
    arguments: tuple[Argument, ...]
    near_misses: tuple[NearMiss | FalseClaim, ...]
    assumptions: tuple[str, ...] = ()
    rests: tuple[str, ...] = ()

    def _repr_latex_(self) -> str:
        return f"${self.statement}$"


_ensured = [0]


def ensure(holds: bool, otherwise: str) -> None:
    """Raise `ClaimFailsError` unless something holds; count it as a case if it does."""
    if not holds:
        raise ClaimFailsError(otherwise)
    _ensured[0] += 1


def ensured() -> int:
    """Say how many cases were ensured until now, in this process."""
    return _ensured[0]
