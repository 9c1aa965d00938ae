r"""Counterexamples of a theorem's near misses side by side: numbers that several share, once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass
class _Numbers:
    """What a counterexample gives: the sizes, and the letters' matrices, each as it is written."""

    sizes: dict[str, str] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)

    def agree_with(self, other: _Numbers) -> bool:
        pairs = ((self.sizes, other.sizes), (self.letters, other.letters))
        shared = [(one[key], two[key]) for one, two in pairs for key in one.keys() & two.keys()]
        return bool(shared) and all(first == second for first, second in shared)

    def add(self, other: _Numbers) -> None:
        self.sizes.update(other.sizes)
        self.letters.update(other.letters)

    def lines(self) -> list[str]:
        return [line for line in (", ".join(self.sizes.values()), *self.letters.values()) if line]


def side_by_side(counterexamples: Sequence[str]) -> list[tuple[int, str]]:
    r"""Say of each counterexample with whose numbers it is shown, and what it adds to them.

    The first with certain numbers gives them all, with those that later ones need beside them.

    Args:
        counterexamples: of a theorem's near misses: numbers, a line a letter after the line of the
            sizes, and below them the entry that differs.

    Returns:
        For each the place of the one that gives its numbers, which may be its own, and its text.

    Examples:
        >>> texts = ["n = 2\nA = [[1]]\nentry (0, 0): left 1, right 2",
        ...          "n = 2\nB = [[2]]\nentry (0, 1): left 0, right 2"]
        >>> for place, text in side_by_side(texts):
        ...     print(place, text.splitlines())
        0 ['n = 2', 'A = [[1]]', 'B = [[2]]', 'entry (0, 0): left 1, right 2']
        0 ['entry (0, 1): left 0, right 2']
    """
    drawn: dict[int, _Numbers] = {}
    places = []
    for n, text in enumerate(counterexamples):
        own = _numbers(text)
        place = next((p for p, numbers in drawn.items() if numbers.agree_with(own)), n)
        drawn.setdefault(place, _Numbers()).add(own)
        places.append(place)
    entries = [text.rstrip().split("\n")[-1] for text in counterexamples]
    return [
        (place, "\n".join([*drawn[n].lines(), entry]) if place == n else entry)
        for n, (place, entry) in enumerate(zip(places, entries, strict=True))
    ]


def _numbers(text: str) -> _Numbers:
    sizes, *letters = text.rstrip().split("\n")[:-1] or [""]
    given = re.split(", (?=[^,]+(?: = |: ))", sizes)
    return _Numbers(
        {re.split(" = |: ", size)[0]: size for size in given if size},
        {letter.split(" = ")[0]: letter for letter in letters},
    )
