"""What a check found: verdicts are computed here and nowhere written by hand."""

from __future__ import annotations

from dataclasses import dataclass

ROUTES = (
    "all shapes",
    "every index",
    "every depth",
    "explicit entries",
    "exact numbers",
    "floating point",
)


@dataclass(frozen=True)
class Check:
    """One route's finding."""

    route: str
    passed: bool
    detail: str
    seconds: float


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
    """All findings on one theorem, or on one agreement of functions."""

    name: str
    title: str
    chapter: str
    checks: tuple[Check, ...]
    refutations: tuple[Refutation, ...]

    @property
    def passed(self) -> bool:
        """Whether every route agreed, every near miss fell, and there was something to check."""
        found = [c.passed for c in self.checks] + [r.refuted for r in self.refutations]
        return bool(self.checks) and bool(self.refutations) and all(found)

    @property
    def seconds(self) -> float:
        """How long it took in all."""
        return sum(c.seconds for c in self.checks) + sum(r.seconds for r in self.refutations)
