"""What a finding is: the paper's statement, ours, what would count as the same, and whether it is.

A verdict is computed from conditions, and nowhere written by hand.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

Cell = str | int | float
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
        >>> Condition("3 of 4 heads copy: more than half", 3 > 2).holds
        True
    """

    says: str
    holds: bool | None


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


@dataclass(frozen=True, eq=False)
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
        arrays: what figures are drawn of.

    Examples:
        >>> two = (Condition("a", True), Condition("b", False))
        >>> Finding("copying", "Copying", "…", "…", "…", two).verdict
        'reproduced in part'
    """

    name: str
    title: str
    paper: str
    source: str
    ours: str
    conditions: tuple[Condition, ...]
    tables: tuple[Table, ...] = ()
    made_by: tuple[str, ...] = ()
    arrays: Mapping[str, Any] = field(default_factory=dict)

    @property
    def verdict(self) -> str:
        """Reproduced if all conditions hold, in part if some do, not reproduced if none does.

        Undecided where none can be told; measured where there are none.
        """
        held = [condition.holds for condition in self.conditions]
        if not held:
            return MEASURED
        if all(each is None for each in held):
            return UNDECIDED
        if all(held):
            return REPRODUCED
        return IN_PART if any(held) else NOT_REPRODUCED
