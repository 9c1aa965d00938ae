r"""Terms and what is said of them in LaTeX: what a page shows is what `evaluated.py` evaluates."""

from __future__ import annotations

from dataclasses import replace

from refmath.symbolic.terms import (
    And,
    Beside,
    Binomial,
    Bracket,
    Chosen,
    Compared,
    Defined,
    Domain,
    Dotted,
    Elements,
    Entry,
    Exp,
    ForEach,
    Function,
    Grouped,
    Id,
    If,
    Increasing,
    Mean,
    Members,
    Minus,
    Norm,
    Not,
    NotEmpty,
    Nothing,
    OneOf,
    Over,
    Power,
    Range,
    Root,
    Said,
    Sequences,
    SetOf,
    Several,
    Sign,
    Size,
    Table,
    Term,
    ThereIs,
    Transposed,
    Two,
    Whole,
    put,
)


def term_latex(term: Term) -> str:
    r"""Write a term.

    >>> term_latex((Sign("a") + 1) * Transposed(Sign("W", (), (Sign("h"),))))
    '\\left(a + 1\\right) \\, W^{h\\top}'
    """
    match term:
        case Whole(number):
            return str(number)
        case Sign(latex, at, above):
            return latex + _above(above) + (rf"_{{{_indices(at)}}}" if at else "")
        case Grouped(of):
            return rf"({term_latex(of)})"
        case Two():
            return _two(term)
        case Minus(of):
            return rf"-{_in_product(of)}"
        case Power(base, exponent):
            return rf"{_held(base)}^{{{term_latex(exponent)}}}"
        case Exp(power):
            return rf"e^{{{term_latex(power)}}}"
        case Root(of):
            return rf"\sqrt{{{term_latex(of)}}}"
        case Binomial(of, chosen):
            return rf"\binom{{{term_latex(of)}}}{{{term_latex(chosen)}}}"
        case Bracket(of):
            return rf"[{said_latex(of)}]"
        case Over(latex, over, body):
            return rf"{latex}{_under(over, latex)} {_in_sum(body)}"
        case Dotted():
            return _dotted(term)
        case Mean(index, group, size, body):
            return rf"\mathbb{{E}}_{{{index} \in {group}({term_latex(size)})}} {_in_product(body)}"
        case Norm(of):
            return rf"\|{term_latex(of)}\|_F"
        case Function(latex, of):
            return rf"{latex} {term_latex(of)}" if _needs_none(latex, of) else _called(latex, of)
    return _of_matrices_and_sets(term)


def _of_matrices_and_sets(term: Term) -> str:
    match term:
        case Id():
            return r"\mathrm{Id}"
        case Transposed(Sign(latex, at, above)):
            return latex + _above(above, r"\top") + (rf"_{{{_indices(at)}}}" if at else "")
        case Transposed(of):
            return rf"{_held(of)}^\top"
        case Entry(of, at):
            return rf"{_held(of)}_{{{_indices(at)}}}"
        case Beside(of):
            return rf"\begin{{bmatrix}} {' & '.join(map(term_latex, of))} \end{{bmatrix}}"
        case Table(body, rows, columns):
            return rf"\left[{term_latex(body)}\right]_{{{rows.index}, {columns.index}}}"
        case Nothing():
            return r"\emptyset"
        case Elements(of):
            return rf"\{{{_listed(of)}\}}"
        case SetOf(over):
            said = r", \, ".join(map(said_latex, over.where))
            return rf"\{{{_bounds(replace(over, where=()))}{' : ' if said else ''}{said}\}}"
        case Size(SetOf() as of):
            return rf"\#{term_latex(of)}"
        case Size(of):
            return rf"\left|{term_latex(of)}\right|" if not isinstance(of, Sign) else _bars(of)
        case Several(of):
            return _listed(of)
    raise TypeError(f"term: expected a Term, got {term!r}")


def _bars(of: Term) -> str:
    return rf"|{term_latex(of)}|"


def _listed(terms: tuple[Term, ...]) -> str:
    return ", ".join(map(term_latex, terms))


def _above(above: tuple[Term, ...], then: str = "") -> str:
    if not above:
        return rf"^{then}" if then else ""
    return rf"^{{{_indices(above)}{then}}}"


def _indices(at: tuple[Term, ...]) -> str:
    written = list(map(term_latex, at))
    return "".join(written) if all(len(one) == 1 for one in written) else ", ".join(written)


def _two(term: Two) -> str:
    left, right = term.left, term.right
    match term.operator:
        case "/":
            return rf"\frac{{{term_latex(left)}}}{{{term_latex(right)}}}"
        case "slash":
            return rf"{_in_product(left)} / {_in_product(right)}"
        case "*":
            return rf"{_in_product(left, on_the_left=True)} \, {_in_product(right)}"
        case "-":
            return rf"{term_latex(left)} - {_in_difference(right)}"
        case r"\otimes":
            return rf"{_in_tensor(left)} \otimes {_in_tensor(right)}"
    return rf"{term_latex(left)} {term.operator} {term_latex(right)}"


def _in_difference(term: Term) -> str:
    return _between_brackets(term) if _is_sum(term) else term_latex(term)


def _in_tensor(term: Term) -> str:
    held = _is_sum(term) or isinstance(term, Over | Mean | Minus)
    return _between_brackets(term) if held else term_latex(term)


def _in_sum(term: Term) -> str:
    held = _is_sum(term) or isinstance(term, Minus)
    return _between_brackets(term) if held else term_latex(term)


def _is_sum(term: Term) -> bool:
    return isinstance(term, Two) and term.operator in ("+", "-", r"\cup")


def _in_product(term: Term, *, on_the_left: bool = False) -> str:
    """Write what would fall apart as a factor between brackets."""
    held = _is_sum(term) or (isinstance(term, Two) and term.operator == r"\otimes")
    held = held or isinstance(term, Minus) or (on_the_left and isinstance(term, Over | Mean))
    return _between_brackets(term) if held else term_latex(term)


def _between_brackets(term: Term) -> str:
    return rf"\left({term_latex(term)}\right)"


def _held(term: Term) -> str:
    """Write what isn't a letter between brackets, where a sign is hung on it."""
    bare = isinstance(term, Grouped | Norm | Size | Id | Beside)
    bare = bare or (isinstance(term, Sign) and not term.above)
    bare = bare or (isinstance(term, Whole) and term.number >= 0)
    return term_latex(term) if bare else _between_brackets(term)


def _needs_none(latex: str, of: Term) -> bool:
    product = isinstance(of, Two) and of.operator == "*"
    of_letters = isinstance(of, Sign | Transposed | Table) or product
    return latex in (r"\operatorname{rank}", r"\operatorname{tr}") and of_letters


def _called(latex: str, of: Term) -> str:
    return rf"{latex}{_between_brackets(of)}"


def _dotted(term: Dotted) -> str:
    first, last = (put(term.body, term.index, at) for at in (term.first, term.last))
    between = rf" {term.operator} " if term.operator != "*" else " "
    return rf"{_in_product(first)}{between}\cdots{between}{_in_product(last)}"


# --- domains --------------------------------------------------------------------------------------


def _under(over: Domain, latex: str) -> str:
    if isinstance(over, Range) and over.name:
        return rf"_{{{over.index} \in {over.name}}}"
    if isinstance(over, Range) and not over.where and latex in (r"\sum", r"\prod"):
        return rf"_{{{over.index} = {term_latex(over.first)}}}^{{{term_latex(over.last)}}}"
    if isinstance(over, Sequences):
        return rf"_{{{over.name}_1, \dots, {over.name}_{term_latex(over.length)}}}"
    return rf"_{{{_bounds(over)}}}"


def _bounds(over: Domain) -> str:
    match over:
        case Range(index, first, last, where):
            return rf"{term_latex(first)} \le {index} \le {term_latex(last)}{_conditions(where)}"
        case Members(index, of, where):
            return rf"{index} \in {term_latex(of)}{_conditions(where)}"
        case Sequences(name, length, of):
            listed = rf"{name}_1, \dots, {name}_{{{term_latex(length)}}}"
            return rf"{term_latex(of.first)} \le {listed} \le {term_latex(of.last)}"
        case Increasing(name, length, first, below):
            listed = rf"{name}_1 < \dots < {name}_{{{term_latex(length)}}}"
            return rf"{term_latex(first)} \le {listed} < {term_latex(below)}"
        case Chosen(name, length, index, of):
            ends = (Whole(1), length)
            sets = [
                rf"{name}_{{{term_latex(n)}}} \in {term_latex(put(of, index, n))}" for n in ends
            ]
            return r", \dots, ".join(sets)
        case OneOf(names, options):
            lists = [_listed(option) for option in options]
            if len(names) > 1:
                lists = [f"({one})" for one in lists]
            named = f"({', '.join(names)})" if len(names) > 1 else names[0]
            return rf"{named} = " + r", \; ".join(lists)


def _conditions(where: tuple[Said, ...]) -> str:
    return "".join(rf", \, {said_latex(condition)}" for condition in where)


# --- what is said ---------------------------------------------------------------------------------


def said_latex(said: Said) -> str:
    """Write what is said."""
    match said:
        case Compared(left, sign, right, then):
            further = "".join(rf" {s} {term_latex(t)}" for s, t in then)
            return rf"{term_latex(left)} {sign} {term_latex(right)}{further}"
        case NotEmpty(of):
            return rf"{of.name} = \{{{_bounds(of)}\}} \ne \emptyset"
        case ForEach(over, ForEach(inner, holds)):
            both = rf"{_bounds(over)} \text{{ and }} {_bounds(inner)}"
            return rf"{said_latex(holds)} \text{{ for }} {both}"
        case ForEach(over, holds):
            return rf"{said_latex(holds)} \text{{ for }} {_bounds(over)}"
        case ThereIs(over, holds):
            return rf"\text{{there is }} {_bounds(over)} \text{{ with }} {said_latex(holds)}"
        case And(parts):
            return r", \; ".join(map(said_latex, parts))
        case Not(And(parts)):
            return rf"\text{{not all of: }} {said_latex(And(parts))}"
        case Not(of):
            return rf"\text{{not: }} {said_latex(of)}"
        case If(holds, where):
            return rf"{said_latex(holds)} \text{{ if }} {said_latex(where)}"


def defined_latex(defined: Defined) -> str:
    """Write a definition."""
    return rf"{term_latex(defined.sign)} = {term_latex(defined.body)}"
