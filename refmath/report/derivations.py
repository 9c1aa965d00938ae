"""One statement on its own: a derivation line by line, or the arguments that prove a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from refmath.report.in_letters import in_letters
from refmath.symbolic.claims import Claim
from refmath.symbolic.derivation import NearMiss
from refmath.symbolic.expressions import Sum, latex
from refmath.symbolic.latex import (
    aligned_latex,
    defined_in,
    definitions,
    lines_of,
    near_miss_latex,
    put_latex,
    stated_latex,
    steps_latex,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from refmath.symbolic.claims import FalseClaim
    from refmath.symbolic.derivation import Theorem
    from refmath.symbolic.expressions import Expression


def show_statement(statement: Theorem | Claim, out: Console, *, form: str) -> None:
    """Print a statement with what leads to it; a derivation was replayed before.

    Args:
        statement: what to print: a theorem's lines, a claim's arguments.
        out: where to, from `refmath.report.terminal.console`.
        form: "letters" for a terminal, "latex" or "markdown" for a document.
    """
    if isinstance(statement, Claim):
        lines = _CLAIM_IN[form](statement)
    else:
        lines = _DERIVATION_IN[form](statement)
    for line, style in lines:
        out.print(Text(line, style=style), soft_wrap=True)  # a formula must keep its line


Line = tuple[str, str]  # the text, and how it is shown where there are styles


# --- what is supposed -----------------------------------------------------------------------------


def _supposed(statement: Theorem | Claim) -> list[tuple[str, str]]:
    """List what a statement supposes: in words, and as an equation's LaTeX where it is one."""
    hypotheses = () if isinstance(statement, Claim) else statement.hypotheses
    return [
        *((text, "") for text in statement.assumptions),
        *((h.name, f"{latex(h.left)} = {latex(h.right)}") for h in hypotheses),
    ]


def _supposed_in_letters(statement: Theorem | Claim) -> Iterator[Line]:
    for text, equation in _supposed(statement):
        yield f"supposing that {text}{f': {in_letters(equation)}' if equation else ''}", "dim"


def _supposed_in_latex(statement: Theorem | Claim) -> Iterator[Line]:
    items = [f"\\item {_prose(text)}{_formula(of)}" for text, of in _supposed(statement)]
    if items:
        yield "\n".join(["Supposing that", "\\begin{itemize}", *items, "\\end{itemize}"]), ""


def _supposed_in_markdown(statement: Theorem | Claim) -> Iterator[Line]:
    items = [f"- {text}{_formula(of)}" for text, of in _supposed(statement)]
    if items:
        yield "\n".join(["Supposing that", "", *items, ""]), ""


def _formula(equation: str) -> str:
    return f": ${equation}$" if equation else ""


# --- equations ------------------------------------------------------------------------------------


def _derivation_in_letters(theorem: Theorem) -> Iterator[Line]:
    yield theorem.title, "bold"
    yield from _supposed_in_letters(theorem)
    for n, (line, by) in enumerate(steps_latex(theorem)):
        if by:
            put = in_letters(put_latex(theorem.steps[n]))
            yield f"      by {by}{f' with {put}' if put else ''}:", "dim"
        yield f"{'  = ' if n else '    '}{_term_by_term(theorem.steps[n].line, line)}", ""
    for n, defined in enumerate(definitions(*lines_of(theorem))):
        yield f"{'      ' if n else 'where '}{in_letters(defined)}", "dim"


def _term_by_term(e: Expression, line: str, most: int = 76) -> str:
    """Write a sum that is too long for one line with a term on each."""
    letters = in_letters(line)
    if len(letters) <= most or not isinstance(e, Sum):
        return letters
    return "\n    + ".join(in_letters(latex(part)) for part in e.parts)


def _derivation_in_latex(theorem: Theorem) -> Iterator[Line]:
    yield from _supposed_in_latex(theorem)
    yield f"\\begin{{align*}}\n{aligned_latex(theorem)}\n\\end{{align*}}", ""
    defined = definitions(*lines_of(theorem))
    if defined:
        yield "where " + ", ".join(f"${d}$" for d in defined), ""


def _derivation_in_markdown(theorem: Theorem) -> Iterator[Line]:
    opened, closed = "$$\n\\begin{aligned}", "\\end{aligned}\n$$"
    yield f"### {theorem.title}\n", ""
    yield from _supposed_in_markdown(theorem)
    yield f"{opened}\n{aligned_latex(theorem)}\n{closed}", ""
    defined = definitions(*lines_of(theorem))
    if defined:
        yield "\nwhere " + ", ".join(f"${d}$" for d in defined), ""


# --- claims ---------------------------------------------------------------------------------------


def _false_latex(near_miss: NearMiss | FalseClaim) -> str:
    return (
        near_miss_latex(near_miss) if isinstance(near_miss, NearMiss) else stated_latex(near_miss)
    )


def _defined_otherwise(near_miss: NearMiss | FalseClaim, claim: Claim) -> tuple[str, ...]:
    """Write what a near miss defines that the claim doesn't define so."""
    if isinstance(near_miss, NearMiss):
        return ()
    as_in_the_claim = defined_in(claim.statement)
    return tuple(d for d in defined_in(near_miss.statement) if d not in as_in_the_claim)


def _where(defined: tuple[str, ...]) -> str:
    return f", where {', '.join(f'${d}$' for d in defined)}" if defined else ""


def _claim_in_letters(claim: Claim) -> Iterator[Line]:
    yield claim.title, "bold"
    yield from _supposed_in_letters(claim)
    yield f"    {in_letters(stated_latex(claim))}", ""
    for n, defined in enumerate(defined_in(claim.statement)):
        yield f"{'      ' if n else 'where '}{in_letters(defined)}", "dim"
    for n, argument in enumerate(claim.arguments, 1):
        yield f"  {n}. {argument.says}", ""
        yield f"      by {argument.route}", "dim"
    for near_miss in claim.near_misses:
        yield f"  false: {in_letters(_false_latex(near_miss))}", ""
        for defined in _defined_otherwise(near_miss, claim):
            yield f"         where {in_letters(defined)}", "dim"
        yield f"      {near_miss.name}: {near_miss.tempting}", "dim"


def _claim_in_latex(claim: Claim) -> Iterator[Line]:
    yield from _supposed_in_latex(claim)
    yield f"\\[\n{stated_latex(claim)}\n\\]", ""
    if defined_in(claim.statement):
        yield "where " + ", ".join(f"${d}$" for d in defined_in(claim.statement)), ""
    yield "\\begin{enumerate}", ""
    for argument in claim.arguments:
        yield f"\\item {_prose(argument.says)} \\emph{{({argument.route})}}", ""
    yield "\\end{enumerate}\nFalse:\n\\begin{itemize}", ""
    for near_miss in claim.near_misses:
        where = _where(_defined_otherwise(near_miss, claim))
        yield f"\\item \\({_false_latex(near_miss)}\\){where}: {_prose(near_miss.tempting)}", ""
    yield "\\end{itemize}", ""


def _claim_in_markdown(claim: Claim) -> Iterator[Line]:
    yield f"### {claim.title}\n", ""
    yield from _supposed_in_markdown(claim)
    yield f"$$\n{stated_latex(claim)}\n$$\n", ""
    if defined_in(claim.statement):
        yield "where " + ", ".join(f"${d}$" for d in defined_in(claim.statement)) + "\n", ""
    for n, argument in enumerate(claim.arguments, 1):
        yield f"{n}. {argument.says} ({argument.route})", ""
    yield "\nFalse:\n", ""
    for near_miss in claim.near_misses:
        where = _where(_defined_otherwise(near_miss, claim))
        yield f"- ${_false_latex(near_miss)}${where}: {near_miss.tempting}", ""


def _prose(text: str) -> str:
    r"""Keep words from being read as commands.

    >>> _prose("d_head & 5 %")
    'd\\_head \\& 5 \\%'
    """
    out = text.replace("\\", r"\textbackslash ")
    for sign in "_&%#$":
        out = out.replace(sign, "\\" + sign)
    return out.replace("^", r"\^{}").replace("~", r"\~{}")


_DERIVATION_IN = {
    "letters": _derivation_in_letters,
    "latex": _derivation_in_latex,
    "markdown": _derivation_in_markdown,
}
_CLAIM_IN = {
    "letters": _claim_in_letters,
    "latex": _claim_in_latex,
    "markdown": _claim_in_markdown,
}
