r"""LaTeX of definitions, statements and steps: what a page shows is what was checked."""

from __future__ import annotations

from collections.abc import Iterator

from refmath.symbolic.claims import Claim, FalseClaim
from refmath.symbolic.derivation import NearMiss, Step, Theorem
from refmath.symbolic.expressions import (
    Expression,
    HeadSum,
    Letter,
    Named,
    Scaled,
    latex,
    parts_of,
    set_latex,
)
from refmath.symbolic.letters import Generator
from refmath.symbolic.propositions import Proposition


def parts_below(*sides: Expression) -> Iterator[Expression]:
    """Yield the sides and all that they are made of, definitions included."""
    todo = list(sides)
    while todo:
        e = todo.pop(0)
        yield e
        todo.extend(parts_of(e))


def definitions(*sides: Expression) -> tuple[str, ...]:
    """Write the definition of every name that the sides use, each once.

    >>> from refmath.theorems.attention_heads import HEAD
    >>> definitions(HEAD.left)
    ('z^{h} = A^{h} \\\\, v^{h}', 'v^{h} = x \\\\, W_V^{h\\\\top}')
    """
    named = (e for e in parts_below(*sides) if isinstance(e, Named))
    return tuple(dict.fromkeys(f"{latex(e)} = {latex(e.body)}" for e in named))


def letters_in(*sides: Expression) -> tuple[Generator, ...]:
    """List the letters that the sides and their definitions use, each name once, as met first."""
    found: dict[str, Generator] = {}
    for e in parts_below(*sides):
        if isinstance(e, Letter):
            found.setdefault(e.generator.name, e.generator)
        if isinstance(e, Scaled) and isinstance(e.factor, Generator):
            found.setdefault(e.factor.name, e.factor)
    return tuple(found.values())


def sums_in(*sides: Expression) -> tuple[str, ...]:
    """List the sets that the sides sum over, each once."""
    sums = (e for e in parts_below(*sides) if isinstance(e, HeadSum))
    return tuple(dict.fromkeys(set_latex(e.over) for e in sums))


def lines_of(theorem: Theorem) -> tuple[Expression, ...]:
    """List all that a theorem says: its lines, its hypotheses' sides, what it puts for letters."""
    supposed = (side for h in theorem.hypotheses for side in (h.left, h.right))
    put = (side for step in theorem.steps for pair in step.put for side in pair)
    return (*(step.line for step in theorem.steps), *supposed, *put)


def defined_in(statement: Proposition | str) -> tuple[str, ...]:
    """Write what a claim or a false one defines, an equation each."""
    return statement.defined if isinstance(statement, Proposition) else ()


def stated_latex(statement: Claim | FalseClaim) -> str:
    """Write what is said, without its definitions."""
    says = statement.statement
    return says.stated if isinstance(says, Proposition) else statement.latex


def statement_latex(theorem: Theorem | Claim) -> str:
    """Write left = right; a claim has its statement written already."""
    if isinstance(theorem, Claim):
        return theorem.latex
    return f"{latex(theorem.left)} = {latex(theorem.right)}"


def steps_latex(theorem: Theorem) -> tuple[tuple[str, str], ...]:
    """Write every line of the derivation with the identity that led to it."""
    return tuple((latex(step.line), step.by) for step in theorem.steps)


def put_latex(step: Step) -> str:
    """Write what a step puts for the letters of the theorem that it uses; «», if nothing."""
    return r",\ ".join(f"{latex(letter)} = {latex(new)}" for letter, new in step.put)


def aligned_latex(theorem: Theorem) -> str:
    """Write the derivation's lines for an `aligned` environment, the identities in the margin."""
    rows = []
    for n, step in enumerate(theorem.steps):
        margin = step.by.replace("_", r"\_")
        put = rf", with }} {put_latex(step)} \text{{" if step.put else ""
        row = rf"={{}} & {latex(step.line)}" if n else f"& {latex(step.line)}"
        rows.append(row + (rf" && \text{{({margin}{put})}}" if margin else ""))
    return " \\\\\n".join(rows)


def near_miss_latex(near_miss: NearMiss) -> str:
    """Write the false statement, as if it were true."""
    return f"{latex(near_miss.left)} = {latex(near_miss.right)}"
