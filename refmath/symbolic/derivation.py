"""Theorems, their derivations and their near misses; the replay of a derivation step by step."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

from refmath.symbolic.algebra import NormalForm, normal_form, shape
from refmath.symbolic.expressions import Expression, Letter, check_letters, latex, parts_of
from refmath.symbolic.identities import (
    LAWS,
    Law,
    definition,
    proved,
    rewritten,
    same_up_to_order,
    supposed,
    theorems_used,
)
from refmath.symbolic.substitution import Put, SubstitutionError, instance

ENTRIES = "entry by entry"
CHAPTER_OF_LAWS = "1 The algebra"


@dataclass(frozen=True)
class Step:
    """One written line, and the identity by which it follows from the line above.

    Where that is an earlier theorem, `put` says what is put for its letters: the step uses this
    instance of it, and no other.
    """

    line: Expression
    by: str = ""
    put: Put = ()


@dataclass(frozen=True)
class NearMiss:
    """A false statement that looks like the theorem, and why one might believe it.

    The spaces that it takes to be of one size (so that both sides have one shape) are in its
    letters' types already; `where` says so to the reader.
    """

    name: str
    left: Expression
    right: Expression
    tempting: str
    where: str = ""

    def __post_init__(self) -> None:
        check_letters(self.left, self.right)

    def _repr_latex_(self) -> str:
        return _equation(self.left, self.right)


@dataclass(frozen=True)
class Hypothesis:
    """What a theorem supposes of its letters: an equation, to be used from left to right.

    Without it the theorem must be false: that is one of its near misses, made from it. Where an
    earlier claim proves it, `proved_by` names that claim: the theorem rests on it.
    """

    name: str
    left: Expression
    right: Expression
    plain: str
    proved_by: str = ""

    def _repr_latex_(self) -> str:
        return _equation(self.left, self.right)


@dataclass(frozen=True)
class Theorem:
    """A statement (first line = last line), its derivation, and its near misses."""

    name: str
    title: str
    chapter: str
    source: str
    plain: str
    steps: tuple[Step, ...]
    near_misses: tuple[NearMiss, ...]
    assumptions: tuple[str, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()

    def __post_init__(self) -> None:
        if self.by_entries and self.chapter != CHAPTER_OF_LAWS:
            raise BrokenStepError(
                f"{self.name}: expected a law of {CHAPTER_OF_LAWS!r} to be proved {ENTRIES},"
                f" got one of {self.chapter!r}"
            )
        supposed_sides = (side for h in self.hypotheses for side in (h.left, h.right))
        what_is_put = (new for step in self.steps for _, new in step.put)
        check_letters(*(step.line for step in self.steps), *supposed_sides, *what_is_put)

    def _repr_latex_(self) -> str:
        return _equation(self.left, self.right)

    @property
    def left(self) -> Expression:
        """The left side: the first line."""
        return self.steps[0].line

    @property
    def right(self) -> Expression:
        """The right side: the last line."""
        return self.steps[-1].line

    @property
    def shapes(self) -> tuple[str, ...]:
        """Every letter with its type, «letter: rows × columns», in the order they are met."""
        found: dict[str, None] = {}
        todo = [self.left, self.right]
        while todo:
            e = todo.pop(0)
            todo.extend(parts_of(e))
            if isinstance(e, Letter):
                rows, cols = (" · ".join(spaces) for spaces in shape(e))
                found[f"{e.generator.name}: {rows} × {cols}"] = None
        return tuple(found)

    @property
    def by_entries(self) -> bool:
        """Whether it is a law of the algebra itself, proved from the definitions of its entries."""
        return any(step.by == ENTRIES for step in self.steps)


def _equation(left: Expression, right: Expression) -> str:
    return f"${latex(left)} = {latex(right)}$"


class BrokenStepError(ValueError):
    """A line doesn't follow from the one above by the identity it names."""


def replay(theorem: Theorem, earlier: Mapping[str, Theorem]) -> int:
    """Check every step by its own identity alone, and return how many there were.

    Args:
        theorem: whose derivation to replay.
        earlier: the theorems that a step may name, by name: those that stand before it.

    Raises:
        BrokenStepError: naming the theorem, the line and the identity.
    """
    for hypothesis in theorem.hypotheses:
        if not may_be_supposed(hypothesis.name, earlier):
            raise BrokenStepError(
                f"{theorem.name}: expected a hypothesis with a name of its own,"
                f" got {hypothesis.name!r}, which is a statement"
            )
    first = theorem.steps[0]
    if first.by:
        raise BrokenStepError(f"{theorem.name}: expected no identity for line 0, got {first.by!r}")
    if len(theorem.steps) < 2:
        raise BrokenStepError(
            f"{theorem.name}: expected two lines or more, got {len(theorem.steps)}"
        )
    kind = shape(first.line)
    for n, (above, step) in enumerate(zip(theorem.steps, theorem.steps[1:], strict=False), 1):
        if shape(step.line) != kind:
            raise BrokenStepError(f"{theorem.name}: line {n} has another shape than line 0")
        if same_up_to_order(above.line, step.line):
            raise BrokenStepError(f"{theorem.name}: line {n} says the same as line {n - 1}")
        if step.by == ENTRIES:
            continue  # the index route is its proof, and is asked for by the verdict
        try:
            rule = law(step.by, earlier, theorem.hypotheses, step.put).rule
        except SubstitutionError as error:
            raise BrokenStepError(f"{theorem.name}: line {n}: {step.by}: {error}") from error
        if not same_up_to_order(rewritten(above.line, rule), rewritten(step.line, rule)):
            raise BrokenStepError(
                f"{theorem.name}: line {n} doesn't follow from line {n - 1} by {step.by!r}"
            )
    return len(theorem.steps) - 1


def may_be_supposed(name: str, statements: Container[str]) -> bool:
    """Tell whether a hypothesis may have that name: no law, definition or statement has it.

    >>> may_be_supposed("rows of A sum to 1", {}), may_be_supposed("mixed product", {})
    (True, False)
    """
    taken = name in LAWS or name == ENTRIES or name.startswith("definition of ")
    return not taken and name not in statements and name.replace(" ", "_") not in statements


def law(
    name: str,
    earlier: Mapping[str, Theorem],
    hypotheses: tuple[Hypothesis, ...] = (),
    put: Put = (),
) -> Law:
    """Find the identity of that name: a law, a definition, a hypothesis, or an earlier theorem.

    Args:
        name: the identity's.
        earlier: the theorems that may be used, by name.
        hypotheses: what may be used besides.
        put: what is put for the letters of an earlier theorem.

    Raises:
        BrokenStepError: if there is none, or if letters are put for in what isn't a theorem
            proved without hypotheses.
        SubstitutionError: if what is put for a letter doesn't fit.
    """
    if put and (name not in earlier or name in LAWS or earlier[name].hypotheses):
        raise BrokenStepError(
            f"put: expected it with an earlier theorem that supposes nothing, got {name!r}"
        )
    if name in LAWS:
        return LAWS[name]
    if name.startswith("definition of "):
        return definition(name.removeprefix("definition of "))
    for hypothesis in hypotheses:
        if hypothesis.name == name:
            return supposed(name, hypothesis.left, hypothesis.right)
    if name in earlier:
        left, right = instance((earlier[name].left, earlier[name].right), put)
        return proved(name, left, right)
    raise BrokenStepError(f"name: expected an identity ({', '.join(LAWS)}), got {name!r}")


def lines_by_law(theorem: Theorem) -> tuple[tuple[Expression, Expression], ...]:
    """Pair the lines of which one follows from the other for any letters, without a hypothesis."""
    supposed_names = {hypothesis.name for hypothesis in theorem.hypotheses}
    pairs = zip(theorem.steps, theorem.steps[1:], strict=False)
    return tuple((a.line, b.line) for a, b in pairs if b.by not in supposed_names)


def theorems_of_step(above: Expression, step: Step, found: Law) -> tuple[str, ...]:
    """List the theorems whose equations lead from one line to the next, by that law."""
    used = (*theorems_used(above, found), *theorems_used(step.line, found))
    return tuple(dict.fromkeys(name for name in used if name))


def rests_on(theorem: Theorem) -> tuple[str, ...]:
    """List the identities that the derivation names, each once, in order."""
    return tuple(dict.fromkeys(step.by for step in theorem.steps[1:]))


def forms(theorem: Theorem) -> tuple[NormalForm, NormalForm]:
    """Bring both sides to the normal form of the algebra: equal forms prove it for all shapes."""
    return normal_form(theorem.left), normal_form(theorem.right)
