"""What a mistake is.

Most are near misses of theorems, under their own names. Those that change a step of the computation
can be made together; the others give the wrong answer to one question.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from refmath.conforming.quantities import Answer, Setting
from refmath.conforming.steps import RIGHT, Steps


@dataclass(frozen=True)
class Mistake:
    """A wrong way to compute something.

    Attributes:
        name: as the near miss is called, where it is one.
        says: what one thinks who makes it, in a few words.
        theorem: the theorem that it contradicts; "" for lists of grams, of which none speaks.
        near_misses: the (theorem, near miss)es that it is.
        steps: what is put in place of the right steps; None if it is in no step.
        answers: the wrong answers to questions that no computation in steps answers, by quantity.
    """

    name: str
    says: str
    theorem: str
    near_misses: tuple[tuple[str, str], ...] = ()
    steps: Mapping[str, Any] | None = None
    answers: Mapping[str, Callable[[Setting], Answer]] = field(default_factory=dict)


def made_together(mistakes: Sequence[Mistake]) -> Steps | None:
    """Put the steps of several mistakes in place of the right ones; None where two ask for one."""
    changed: dict[str, Any] = {}
    for mistake in mistakes:
        here = dict(mistake.steps or {})
        if changed.keys() & here.keys():
            return None
        changed |= here
    return replace(RIGHT, **changed)
