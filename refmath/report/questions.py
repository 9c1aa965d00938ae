"""«Which is true?»: a statement beside a near miss of it, unlabelled, the answer folded below."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from refmath.report.marked_down import by_itself

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Said:
    """One of the two that are to be told apart.

    Args:
        latex: what it says.
        where: the definitions that it needs, as Markdown; empty if none.
    """

    latex: str
    where: str


@dataclass(frozen=True)
class Question:
    """A statement and a near miss of it, which look alike.

    Args:
        title: the statement's.
        address: of the statement, from the page of the questions.
        supposed: parts of the page that say what both suppose.
        letters: parts of the page that say what their letters are.
        true: the statement.
        false: the near miss.
        false_name: the near miss's.
        tempting: why one might write it.
        counterexample: on which numbers it fails, fenced.
    """

    title: str
    address: str
    supposed: tuple[str, ...]
    letters: tuple[str, ...]
    true: Said
    false: Said
    false_name: str
    tempting: str
    counterexample: str


def drawn_by(name: str, n: int) -> int:
    """Draw a number from 0 to n - 1 for a name, always the same and of no other name's making.

    >>> [drawn_by("vec", 5), drawn_by("vec", 2)]
    [2, 1]
    """
    digest = hashlib.sha256(f"{name} of {n}".encode()).digest()
    return int.from_bytes(digest, "big") % n


def render_questions(chapters: Sequence[tuple[str, Sequence[Question]]]) -> str:
    """Write all questions, ending in one newline.

    Args:
        chapters: the questions below the title of the page whose statements they ask about.
    """
    numbers = count(1)
    parts = [
        part
        for title, questions in chapters
        if questions
        for part in (f"## {title}", *(_asked(q, next(numbers)) for q in questions))
    ]
    return "\n\n".join(parts) + "\n"


def _asked(question: Question, number: int) -> str:
    """Write a question: two formulas, which of them is first being drawn, and the answer.

    Its heading is its number: a statement's name and title say what is true.
    """
    name = question.address.rpartition("#")[2]
    true_at = drawn_by(name, 2)
    said = [question.true, question.false][:: 1 if true_at == 0 else -1]
    parts = [f"### Question {number}"]
    for letter, one in zip("AB", said, strict=True):
        parts += [f"**{letter}**", by_itself(one.latex), one.where]
    parts += [*question.supposed, _folded("The letters", question.letters)]
    parts.append(_folded("Which is true?", _answer(question, name, "AB"[true_at], "BA"[true_at])))
    return "\n\n".join(part for part in parts if part)


def _answer(question: Question, name: str, true: str, false: str) -> tuple[str, ...]:
    return (
        f"**{true}** is `{name}`: [{question.title}]({question.address}).",
        f"{false} is the near miss *{question.false_name}*: {question.tempting}",
        question.counterexample,
    )


def _folded(summary: str, parts: Sequence[str]) -> str:
    if not parts:
        return ""
    return "\n\n".join((f"<details>\n<summary>{summary}</summary>", *parts, "</details>"))
