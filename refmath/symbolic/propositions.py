r"""Propositions, as objects: printed in LaTeX, and evaluated as they are printed.

A proposition says that something follows from something else, and defines its letters. An instance
gives what those stand for that it doesn't define. Instances are of two kinds: all small ones, and
any number of drawn ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from refmath.symbolic.evaluated import holds, with_definitions
from refmath.symbolic.exact_matrices import Matrix
from refmath.symbolic.printed import defined_latex, said_latex
from refmath.symbolic.real_numbers import Enclosed, Exact, written
from refmath.symbolic.terms import Defined, Given, Said


@dataclass(frozen=True)
class Proposition:
    """If the premises hold, the conclusions do; the definitions say what the letters mean."""

    premises: tuple[Said, ...]
    conclusion: Said | tuple[Said, ...]
    definitions: tuple[Defined, ...] = ()

    @property
    def conclusions(self) -> tuple[Said, ...]:
        """What follows, one thing or several."""
        return self.conclusion if isinstance(self.conclusion, tuple) else (self.conclusion,)

    @property
    def latex(self) -> str:
        """The proposition as it is printed, with its definitions."""
        return r", \qquad ".join([self.stated, *self.defined])

    @property
    def stated(self) -> str:
        """What follows from what, without the definitions."""
        premises = r", \; ".join(map(said_latex, self.premises))
        follows = rf"{premises} \;\Longrightarrow\; " if premises else ""
        first, *others = map(said_latex, self.conclusions)
        return r", \qquad ".join([follows + first, *others])

    @property
    def defined(self) -> tuple[str, ...]:
        """The definitions, an equation each."""
        return tuple(map(defined_latex, self.definitions))

    def holds(self, given: Given) -> bool | None:
        """Say whether the conclusions hold of an instance; None if a premise doesn't.

        Raises:
            UndecidedError: if exponentials of exponentials aren't enclosed closely enough.
        """
        known = with_definitions(given, self.definitions)
        if not all(holds(premise, known) for premise in self.premises):
            return None
        return all(holds(conclusion, known) for conclusion in self.conclusions)


@dataclass(frozen=True)
class Instances:
    """What a proposition is evaluated on: all small instances, and one for each random draw."""

    small: Callable[[], Iterable[Given]]
    drawn: Callable[[Random], Given]

    def each(self, draws: int, small: int = 100) -> Iterator[Given]:
        """Yield the small ones, and then so many that are drawn, the same at each run.

        Args:
            draws: how many are drawn.
            small: how many in a hundred of the small ones; the first is always among them.
        """
        chosen = Random(0)
        yield from (
            given for n, given in enumerate(self.small()) if chosen.randrange(100) < small or not n
        )
        yield from (self.drawn(Random(seed)) for seed in range(draws))


@dataclass(frozen=True)
class Evaluation:
    """What evaluating a proposition found: how many instances, and the first that is false."""

    tried: int
    held: int
    drawn: int
    false_of: Given | None


def evaluation(
    statement: Proposition, instances: Instances, draws: int, small: int = 100
) -> Evaluation:
    """Evaluate a proposition, as it is printed; none of the instances that it is given is left out.

    Args:
        statement: the proposition.
        instances: of what.
        draws: how many are drawn.
        small: how many in a hundred of the small instances are tried.
    """
    tried = held = 0
    for given in instances.each(draws, small):
        tried += 1
        answer = statement.holds(given)
        if answer is False:
            return Evaluation(tried, held, draws, given)
        held += answer is not None
    return Evaluation(tried, held, draws, None)


def told(given: Given) -> str:
    """Write an instance in words: each letter, and what stands for it.

    >>> from refmath.symbolic.exact_matrices import matrix
    >>> told({"n": 2, "M": matrix([[1, 2]]), "H": [0, 1]})
    'n = 2, M = [[1, 2]], H = {0, 1}'
    """
    letters = ", ".join(f"{_bare(letter)} = {_shown(v)}" for letter, v in given.items())
    return letters or "as it stands, without letters"


_GREEK = {r"\Pi": "Π", r"\lambda": "λ", r"\ell": "ℓ", r"\mathbb{1}": "𝟙"}


def _bare(letter: str) -> str:
    return _GREEK.get(letter) or letter.replace("{", "").replace("}", "").replace("\\", "")


def _shown(known: Any) -> str:
    if isinstance(known, Matrix):
        return "[" + ", ".join(f"[{', '.join(map(_shown, row))}]" for row in known.rows) + "]"
    if isinstance(known, list):
        return "{" + ", ".join(map(_shown, known)) + "}"
    if isinstance(known, dict):
        return "{" + ", ".join(f"{_shown(k)}: {_shown(v)}" for k, v in known.items()) + "}"
    if isinstance(known, tuple) and not isinstance(known, Enclosed):
        return f"({', '.join(map(_shown, known))})"
    if isinstance(known, Exact | Enclosed):
        return written(known)
    return "∅" if known is None else str(known)
