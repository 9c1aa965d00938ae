r"""Counterexamples of a statement's near misses side by side: one draw's numbers, and entries."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST = 24
"""How many signs a number may have that is written as it is; a longer one is rounded."""


ONE_LINE = 100
"""How long an instance may be that is given whole, whatever stands before it."""


@dataclass
class _Numbers:
    """What counterexamples give: the sizes, and the letters' matrices, each as it is written."""

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


def side_by_side(counterexamples: Sequence[str]) -> list[tuple[int | None, str]]:
    r"""Say of each counterexample with whose numbers it is shown, and what it adds to them.

    The numbers that most of them share are given, once, by the first that has them, with those
    that others need beside them. Of one on other numbers the sizes are given.

    Args:
        counterexamples: of a theorem's near misses: numbers, a line a letter after the line of the
            sizes, and below them the entry that differs.

    Returns:
        For each the place of the one that gives its numbers, which may be its own, or None if
        nobody does; and its text.

    Examples:
        >>> texts = ["n = 2\nA = [[1]]\nentry (0, 0): left 1, right 2",
        ...          "n = 2\nB = [[2]]\nentry (0, 1): left 0, right 2",
        ...          "n = 3\nB = [[4]]\nentry (0, 1): left 0, right 4"]
        >>> for place, text in side_by_side(texts):
        ...     print(place, text.splitlines())
        0 ['n = 2', 'A = [[1]]', 'B = [[2]]', 'entry (0, 0): left 1, right 2']
        0 ['entry (0, 1): left 0, right 2']
        None ['n = 3', 'entry (0, 1): left 0, right 4']
    """
    drawn: dict[int, _Numbers] = {}
    places = []
    for n, text in enumerate(counterexamples):
        own = _numbers(text)
        place = next((p for p, numbers in drawn.items() if numbers.agree_with(own)), n)
        drawn.setdefault(place, _Numbers()).add(own)
        places.append(place)
    if not places:
        return []
    given = max(drawn, key=lambda place: (places.count(place), -place))
    return list(_told(counterexamples, places, given, drawn[given]))


def _told(
    counterexamples: Sequence[str], places: Sequence[int], given: int, numbers: _Numbers
) -> Iterator[tuple[int | None, str]]:
    for n, (place, text) in enumerate(zip(places, counterexamples, strict=True)):
        entry = _rounded(text.rstrip().split("\n")[-1])
        if place == given:
            yield given, "\n".join([*numbers.lines(), entry]) if n == given else entry
        elif not _numbers(text).letters:
            yield n, text
        else:
            yield None, "\n".join([", ".join(_numbers(text).sizes.values()), entry])


def _numbers(text: str) -> _Numbers:
    sizes, *letters = text.rstrip().split("\n")[:-1] or [""]
    given = re.split(", (?=[^,]+(?: = |: ))", sizes)
    return _Numbers(
        {re.split(" = |: ", size)[0]: size for size in given if size},
        {letter.split(" = ")[0]: letter for letter in letters},
    )


def _rounded(entry: str) -> str:
    """Round what is too long to be read.

    >>> _rounded(f"entry (0, 0): left {10**30 + 1}/{3 * 10**30}, right 1/2")
    'entry (0, 0): left about 0.333333, right 1/2'
    """
    found = re.fullmatch(r"(entry .*: left )(-?\d+(?:/\d+)?)(, right )(-?\d+(?:/\d+)?)", entry)
    if found is None:
        return entry
    left, right = (
        side if len(side) <= LONGEST else f"about {float(Fraction(side)):.6g}"
        for side in (found[2], found[4])
    )
    return entry if left == right else f"{found[1]}{left}{found[3]}{right}"


def instances(counterexamples: Sequence[str]) -> list[tuple[int | None, str]]:
    """Say of the instances at which a claim's near misses are false what `side_by_side` says.

    The first with matrices gives them; another gives its own where they fit into a line, and is
    None with the rest of it where they don't. One that stands there already adds nothing.
    Equations share numbers as those of a theorem do.

    Args:
        counterexamples: each one line of «letter = value» after another, or plain words; or as of a
            theorem.

    Examples:
        >>> instances(["n = 1, A = [[2]]", "n = 1, A = [[2]]", "n falls"])
        [(0, 'n = 1, A = [[2]]'), (0, ''), (2, 'n falls')]
        >>> instances(["A = [[2]]", f"n = 2, A = {{0: [[1{', 3' * 30}]]}}, b = 4"])[1]
        (None, 'n = 2, b = 4')
    """
    with_matrices = [n for n, text in enumerate(counterexamples) if _MATRIX in text]
    equations = [n for n, text in enumerate(counterexamples) if "\n" in text]
    of_equations = side_by_side([counterexamples[n] for n in equations])
    found: list[tuple[int | None, str]] = []
    for n, text in enumerate(counterexamples):
        short = len(text) <= ONE_LINE
        if n in equations and (short or with_matrices[:1] == equations[:1]):
            place, told = of_equations[equations.index(n)]
            found.append((None if place is None else equations[place], told))
        elif text and text in counterexamples[:n]:
            found.append((counterexamples.index(text), ""))
        elif n in with_matrices[1:] and not short:
            found.append((None, _without_matrices(text)))
        else:
            found.append((n, text))
    return found


_MATRIX = "[["


def _without_matrices(text: str) -> str:
    if "\n" in text:  # the counterexample of an equation
        return side_by_side(["", text])[1][1]
    letters = re.split(r", (?=[^\s,={}\[\]]+ = )", text)
    return ", ".join(letter for letter in letters if _MATRIX not in letter)
