"""Statements that are no equations: ranks, ranges, «for every depth», «there is none».

A claim's statement is a proposition, printed and evaluated as one object. It is proved by
arguments. Each says in words what it shows, and carries a check that really runs, and a false twin
of what is checked, on which the same check must fail. The essential arguments together are the
proof; the others stand beside it, and prove nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from refmath.arguments import one_of, refused, shown
from refmath.symbolic.derivation import NearMiss
from refmath.symbolic.propositions import Instances, Proposition, evaluation, told

T = TypeVar("T")
Part = Literal["essential", "beside"]


class ClaimFailsError(AssertionError):
    """An argument was checked, and it doesn't hold."""


class Tried(NamedTuple):
    """What a check found, in words, how many cases it tried, and of what: sizes, seeds, errors."""

    found: str
    cases: int
    tried_on: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True)
class Twin(Generic[T]):
    """What an argument must not hold of: nearly the same thing, and how it differs in words."""

    says: str
    of: T


@dataclass(frozen=True)
class Argument(Generic[T]):
    """One part of a proof: what it shows, the route, the check, and what is checked.

    The check returns what it found, in words that are the same at each run, or raises
    `ClaimFailsError`. It has tried as many cases as it called `ensure`, unless it says how many.
    It is run on `of`, and on that of each twin, where it has to fail: a check that can't fail shows
    nothing. What is tried of a twin is no case.

    Raises:
        ValueError: if the twin is what is checked itself.

    Examples:
        >>> def is_even(n):
        ...     ensure(n % 2 == 0, f"{n} is odd")
        ...     return f"{n} is even"
        >>> four = Argument("Four is even.", "exact numbers", is_even, 4, Twin("five for four", 5))
        >>> four.found(), four.falls(four.twin)
        ('4 is even', '5 is odd')
    """

    says: str
    route: str
    check: Callable[[T], str | Tried]
    of: T
    twin: Twin[T]
    part: Part = "essential"
    further: tuple[Twin[T], ...] = ()

    def __post_init__(self) -> None:
        one_of("part", self.part, ("essential", "beside"))
        for twin in self.twins:
            if not isinstance(twin, Twin) or not twin.says:
                raise refused("twin", "a Twin that says how it differs", twin)
            if twin.of is self.of or twin.of == self.of:
                raise ValueError(f"twin: expected another thing than of, got {shown(self.of)}")

    @property
    def twins(self) -> tuple[Twin[T], ...]:
        """The twin, and further ones: each part of the check that can fail has one."""
        return (self.twin, *self.further)

    def found(self) -> str | Tried:
        """Run the check on what the argument says."""
        return self.check(self.of)

    def falls(self, twin: Twin[T]) -> str:
        """Run the check on a false twin; return what it said of it, or «» if it let it pass."""
        before = ensured()
        try:
            self.check(twin.of)
        except ClaimFailsError as error:
            return str(error)
        finally:
            _ensured[0] = before
        return ""

    def found_and_not_of_its_twins(self) -> str | Tried:
        """Run the check on all: it has to hold of the one, and to fail on the others."""
        found = self.found()
        for twin in self.twins:
            if not self.falls(twin):
                raise ClaimFailsError(f"it holds as well of its false twin: {twin.says}")
        return found


@dataclass(frozen=True)
class FalseClaim:
    """A false statement that looks like the claim, and where it is false.

    A proposition brings instances, of one of which it comes out false; a statement in plain words
    brings a search that returns a counterexample, or «».

    Raises:
        ValueError: if it brings neither, or both, or if the words are LaTeX.
    """

    name: str
    statement: Proposition | str
    tempting: str
    search: Callable[[], str] | None = None
    instances: Instances | None = None

    def __post_init__(self) -> None:
        is_evaluated = isinstance(self.statement, Proposition)
        if isinstance(self.statement, str) and "\\" in self.statement:
            raise refused("statement", "a Proposition, or plain words", self.statement)
        if is_evaluated != (self.instances is not None) or is_evaluated == bool(self.search):
            raise ValueError(f"{self.name}: expected a proposition with instances, or a search")

    @property
    def latex(self) -> str:
        """The false statement as it is printed."""
        if isinstance(self.statement, Proposition):
            return self.statement.latex
        return rf"\text{{{self.statement}}}"

    def counterexample(self, draws: int) -> str:
        """Search for an instance of which it is false, small ones first; «» if there is none."""
        if self.search:
            return self.search()
        if not isinstance(self.statement, Proposition) or self.instances is None:
            return ""
        found = evaluation(self.statement, self.instances, draws).false_of
        return "" if found is None else told(found)


@dataclass(frozen=True)
class Claim:
    """A proposition, what it is evaluated on, the arguments that prove it, and its near misses.

    Raises:
        ValueError: if no argument is essential, or if the statement can't be evaluated.
    """

    name: str
    title: str
    chapter: str
    source: str
    plain: str
    statement: Proposition
    arguments: tuple[Argument[Any], ...]
    near_misses: tuple[NearMiss | FalseClaim, ...]
    assumptions: tuple[str, ...] = ()
    rests: tuple[str, ...] = ()
    instances: Instances = field(kw_only=True)

    def __post_init__(self) -> None:
        if not any(argument.part == "essential" for argument in self.arguments):
            raise ValueError(f"arguments: expected an essential one in {self.name}, got none")
        if not isinstance(self.statement, Proposition):
            raise refused("statement", "a Proposition", self.statement)
        if not isinstance(self.instances, Instances):
            raise refused("instances", "those that the statement is evaluated on", self.instances)

    @property
    def essential(self) -> tuple[Argument[Any], ...]:
        """The arguments that are the proof, without those that stand beside it."""
        return tuple(a for a in self.arguments if a.part == "essential")

    @property
    def latex(self) -> str:
        """The statement as it is printed."""
        return self.statement.latex

    def as_printed(self, draws: int, small: int = 100) -> Tried:
        """Evaluate the statement as it is printed, on all instances; those it speaks of are cases.

        Args:
            draws: how many are drawn, beside the small ones.
            small: how many in a hundred of the small ones.

        Raises:
            ClaimFailsError: if it is false of one, or no instance satisfies the premises.
        """
        found = evaluation(self.statement, self.instances, draws, small)
        if found.false_of is not None:
            raise ClaimFailsError(f"false of {told(found.false_of)}")
        if not found.held:
            raise ClaimFailsError("no instance satisfies the premises")
        said = (
            f"{found.tried:,} instances, {found.drawn:,} of them drawn; the premises hold of "
            f"{found.held:,}, and so does the statement"
        )
        seeds = {"instances": found.tried, "drawn": found.drawn, "seeds": list(range(found.drawn))}
        return Tried(said, found.held, seeds)

    def _repr_latex_(self) -> str:
        return f"${self.latex}$"


_ensured = [0]


def ensure(holds: bool, otherwise: str) -> None:
    """Raise `ClaimFailsError` unless something holds; count it as a case if it does."""
    if not holds:
        raise ClaimFailsError(otherwise)
    _ensured[0] += 1


def ensured() -> int:
    """Say how many cases were ensured until now, in this process."""
    return _ensured[0]
