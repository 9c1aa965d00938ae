"""What a finding is: the paper's statement, ours, what would count as the same, and whether it is.

A verdict is computed from conditions, and nowhere written by hand. A condition is a
criterion, data beside its sentence, held against what was measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Generic, TypeVar

from refmath.html_table import html_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Cell = str | int | float
Measured = TypeVar("Measured")
REPRODUCED, IN_PART, NOT_REPRODUCED, UNDECIDED, MEASURED = (
    "reproduced",
    "reproduced in part",
    "not reproduced",
    "undecided",
    "measured",
)


@dataclass(frozen=True)
class Condition:
    """One thing that has to hold for the paper's statement to be found again.

    Args:
        says: the condition, with the numbers that decide it.
        holds: whether it holds; None where the numbers are too few to tell.

    Examples:
        >>> Condition("3 of 4 heads copy: more than half", 3 > 2).answer
        'holds'
    """

    says: str
    holds: bool | None

    @property
    def answer(self) -> str:
        """Whether it holds, in words."""
        if self.holds is None:
            return "can't be told"
        return "holds" if self.holds else "does not hold"


@dataclass(frozen=True)
class Criterion(Generic[Measured]):
    """What has to hold of any model's numbers, beside the sentence that says so.

    Args:
        says: the sentence; `{m.NAME}` in it is a number of what was measured.
        holds: decides from what was measured; None where that is too little to tell.

    Examples:
        >>> larger = Criterion("{m.real} exceeds {m.imag}", lambda m: m.real > m.imag)
        >>> larger.of(3 + 4j)
        Condition(says='3.0 exceeds 4.0', holds=False)
    """

    says: str
    holds: Callable[[Measured], bool | None]

    def of(self, measured: Measured) -> Condition:
        """Hold the criterion against what was measured."""
        return Condition(self.says.format(m=measured), self.holds(measured))


def conditions(
    criteria: Iterable[Criterion[Measured]], measured: Measured
) -> tuple[Condition, ...]:
    """Hold each criterion against what was measured, in order.

    Args:
        criteria: of these numbers.
        measured: the numbers.

    Examples:
        >>> [c.holds for c in conditions([Criterion("{m} is even", lambda m: m % 2 == 0)], 3)]
        [False]
    """
    return tuple(criterion.of(measured) for criterion in criteria)


@dataclass(frozen=True)
class Table:
    """Numbers in columns; how they are written is up to who shows them.

    Args:
        title: what is listed.
        columns: the heading of each column.
        rows: a row each, a cell a column.

    Raises:
        ValueError: for a row with more or fewer cells than there are columns.

    Examples:
        >>> Table("heads", ("head", "score"), ((0, 0.5),)).rows
        ((0, 0.5),)
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"rows: expected {len(self.columns)} cells in each, got {row!r}")


@dataclass(frozen=True, eq=False, repr=False)
class Finding:
    """One of the paper's findings beside ours.

    Args:
        name: one word or more, joined by underscores.
        title: in words.
        paper: what the paper says.
        source: where it says so.
        ours: what was found here.
        conditions: what has to hold; none, where the paper says nothing that could be compared.
        tables: the numbers.
        made_by: the public functions that gave them.
        measured: the numbers that all of this was made of; figures are drawn of them.

    Examples:
        >>> two = (Condition("a", True), Condition("b", False))
        >>> Finding("copying", "Copying", "…", "…", "…", two)
        Finding(copying: reproduced in part)
    """

    name: str
    title: str
    paper: str
    source: str
    ours: str
    conditions: tuple[Condition, ...]
    tables: tuple[Table, ...] = ()
    made_by: tuple[str, ...] = ()
    measured: object = None

    @property
    def verdict(self) -> str:
        """Reproduced if all conditions hold, in part if some do, not reproduced if none does.

        Undecided where none can be told; measured where there are none.
        """
        answers = [condition.holds for condition in self.conditions]
        if not answers:
            return MEASURED
        if all(answer is None for answer in answers):
            return UNDECIDED
        if all(answers):
            return REPRODUCED
        return IN_PART if any(answers) else NOT_REPRODUCED

    def __repr__(self) -> str:
        return f"Finding({self.name}: {self.verdict})"

    def _repr_html_(self) -> str:
        items = [
            f"<li>{escape(f'{condition.answer}: {condition.says}')}</li>\n"
            for condition in self.conditions
        ]
        listed = f"<ul>\n{''.join(items)}</ul>\n" if items else ""
        return (
            f"<h4>{escape(self.title)}</h4>\n<p><b>{escape(self.verdict)}</b></p>\n"
            f"<p>{escape(self.ours)}</p>\n{listed}"
        )


@dataclass(frozen=True, repr=False)
class Findings:
    """A model's findings, in the paper's order: by their place, or by their name.

    Args:
        findings: each with a name of its own.

    Examples:
        >>> found = Findings((Finding("copying", "Copying", "…", "…", "…", ()),))
        >>> found["copying"] is found[0], found
        (True, Findings(copying: measured))
    """

    findings: tuple[Finding, ...]

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __getitem__(self, place: int | str) -> Finding:
        if not isinstance(place, str):
            return self.findings[place]
        for finding in self.findings:
            if finding.name == place:
                return finding
        names = ", ".join(finding.name for finding in self.findings)
        raise KeyError(f"name: expected one of {names}, got {place!r}")

    def __contains__(self, name: object) -> bool:
        return any(name in (finding, finding.name) for finding in self.findings)

    def __repr__(self) -> str:
        verdicts = ", ".join(f"{finding.name}: {finding.verdict}" for finding in self.findings)
        return f"Findings({verdicts})"

    def _repr_html_(self) -> str:
        rows = ((finding.title, finding.verdict) for finding in self.findings)
        return html_table(("finding", "verdict"), rows)
