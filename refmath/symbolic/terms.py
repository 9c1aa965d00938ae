r"""What statements about numbers, matrices and sets are made of: written, and nothing computed.

A term stands for a number, a matrix, a set or one of its elements; a letter is any of these.
`printed.py` writes terms in LaTeX, `evaluated.py` says what they are for given letters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

Given = Mapping[str, Any]
"""What letters stand for: a number, a matrix, a set (a list); with indices, a function, a mapping
or a tuple of such."""


class Term:
    """A number, a matrix or a set, written with letters; the operators write sums and products."""

    def __add__(self, other: Term | int) -> Term:
        return Two("+", self, term(other))

    def __sub__(self, other: Term | int) -> Term:
        return Two("-", self, term(other))

    def __mul__(self, other: Term | int) -> Term:
        return Two("*", self, term(other))

    def __truediv__(self, other: Term | int) -> Term:
        return Two("/", self, term(other))

    def __neg__(self) -> Term:
        return Minus(self)

    def __pow__(self, other: Term | int) -> Term:
        return Power(self, term(other))


def term(value: Term | int) -> Term:
    """Let a whole number stand for its term."""
    return Whole(value) if isinstance(value, int) else value


# --- numbers --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Whole(Term):
    """A whole number."""

    number: int


@dataclass(frozen=True)
class Sign(Term):
    r"""A letter, and at which indices, below and above: s_1, \varepsilon, A_{ij}, W_{OV}^{h}."""

    latex: str
    at: tuple[Term, ...] = ()
    above: tuple[Term, ...] = ()


@dataclass(frozen=True)
class Grouped(Term):
    """A term between brackets: the (k) of x^{(k)}."""

    of: Term


@dataclass(frozen=True)
class Two(Term):
    r"""A sum, difference, product (*), quotient (/ or slash); \otimes of matrices, \cup of sets."""

    operator: str
    left: Term
    right: Term


@dataclass(frozen=True)
class Minus(Term):
    """The negative."""

    of: Term


@dataclass(frozen=True)
class Power(Term):
    """A number or a square matrix to a whole power."""

    base: Term
    exponent: Term


@dataclass(frozen=True)
class Exp(Term):
    """e to a power."""

    power: Term


@dataclass(frozen=True)
class Root(Term):
    """The square root."""

    of: Term


@dataclass(frozen=True)
class Binomial(Term):
    """How many ways there are to choose so many of so many."""

    of: Term
    chosen: Term


@dataclass(frozen=True)
class Bracket(Term):
    """Iverson's bracket: 1 where something holds, 0 elsewhere."""

    of: Said


@dataclass(frozen=True)
class Size(Term):
    """A number's absolute value, or how many elements a set has."""

    of: Term


@dataclass(frozen=True)
class Over(Term):
    r"""A sum (\sum), product (\prod), maximum (\max) or minimum (\min) over what a domain lists."""

    latex: str
    over: Domain
    body: Term


@dataclass(frozen=True)
class Dotted(Term):
    r"""A product with dots, in the order written: f(first) ⋯ f(last), up or down.

    The operator is * for matrices and numbers, none of which give Id; \times for sets, none of
    which give the set of the one empty sequence.
    """

    operator: str
    index: str
    first: Term
    last: Term
    body: Term
    down: bool = False


@dataclass(frozen=True)
class Mean(Term):
    r"""The expectation over the orthogonal (O) matrices of a size, or the rotations (SO).

    What is evaluated is the mean over the signed permutations among them.
    """

    index: str
    group: str
    size: Term
    body: Term


# --- matrices -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Id(Term):
    """The identity matrix, of the size that is wanted."""


@dataclass(frozen=True)
class Transposed(Term):
    """A matrix, its rows made columns."""

    of: Term


@dataclass(frozen=True)
class Entry(Term):
    """An entry of a matrix that isn't a letter."""

    of: Term
    at: tuple[Term, Term]


@dataclass(frozen=True)
class Table(Term):
    """The matrix with an entry for each of two ranges."""

    body: Term
    rows: Range
    columns: Range


@dataclass(frozen=True)
class Beside(Term):
    """Matrices side by side, whose rows go on from one to the next."""

    of: tuple[Term, ...]


@dataclass(frozen=True)
class Function(Term):
    r"""A function by its name: \det, \operatorname{rank}, or a letter's."""

    latex: str
    of: Term


def rank(of: Term) -> Term:
    """Write the rank of a matrix."""
    return Function(r"\operatorname{rank}", of)


def trace(of: Term) -> Term:
    """Write the sum of a matrix's diagonal."""
    return Function(r"\operatorname{tr}", of)


def softmax(of: Term, *, causal: bool = True) -> Term:
    """Write the softmax of each row, behind the causal mask or without a mask."""
    without = "" if causal else r"_{\text{no mask}}"
    return Function(rf"\operatorname{{softmax}}{without}", of)


@dataclass(frozen=True)
class Norm(Term):
    """Frobenius's norm."""

    of: Term


# --- sets -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Nothing(Term):
    """The empty set, or an element that stands for none."""


@dataclass(frozen=True)
class Elements(Term):
    """A set by its elements."""

    of: tuple[Term, ...]


@dataclass(frozen=True)
class SetOf(Term):
    """The set of all that a domain lists."""

    over: Range | Members


@dataclass(frozen=True)
class Several(Term):
    """Several terms of which the same is said: a, b, x > 0."""

    of: tuple[Term, ...]


@dataclass(frozen=True)
class Range:
    """Whole numbers from the first to the last; those alone of which something holds."""

    index: str
    first: Term
    last: Term
    where: tuple[Said, ...] = ()
    name: str = ""


@dataclass(frozen=True)
class Members:
    """The elements of a set; those alone of which something holds."""

    index: str
    of: Term
    where: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Sequences:
    """All sequences c_1, …, c_n of numbers of a range."""

    name: str
    length: Term
    of: Range


@dataclass(frozen=True)
class Increasing:
    """All l_1 < … < l_k from a first number to below another."""

    name: str
    length: Term
    first: Term
    below: Term


@dataclass(frozen=True)
class Chosen:
    """All h_1, …, h_k, each of a set of its own, in which the index stands."""

    name: str
    length: Term
    index: str
    of: Term


@dataclass(frozen=True)
class OneOf:
    """Letters that stand for one of several lists of terms."""

    names: tuple[str, ...]
    options: tuple[tuple[Term, ...], ...]


Domain = Range | Members | Sequences | Increasing | Chosen | OneOf


# --- what is said ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Compared:
    r"""Two terms and what is said of them: =, \ne, <, \le, \ge, >, \in; and a chain of more."""

    left: Term
    sign: str
    right: Term
    then: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True)
class NotEmpty:
    """That a range lists something."""

    of: Range


@dataclass(frozen=True)
class ForEach:
    """That something holds for each of a domain."""

    over: Domain
    holds: Said


@dataclass(frozen=True)
class ThereIs:
    """That something holds for one of a domain at least."""

    over: Domain
    holds: Said


@dataclass(frozen=True)
class And:
    """That several things hold."""

    parts: tuple[Said, ...]


@dataclass(frozen=True)
class Not:
    """That something doesn't hold."""

    of: Said


@dataclass(frozen=True)
class If:
    """That something holds if something else does."""

    holds: Said
    where: Said


Said = Compared | NotEmpty | ForEach | ThereIs | And | Not | If


@dataclass(frozen=True)
class Defined:
    """A letter by its definition."""

    sign: Sign
    body: Term


def put(written: Any, name: str, by: Term) -> Any:
    """Write a term for a letter without indices, everywhere in something."""
    if isinstance(written, Sign) and written.latex == name and not written.at:
        return by
    if isinstance(written, tuple):
        return tuple(put(part, name, by) for part in written)
    if not hasattr(written, "__dataclass_fields__"):
        return written
    parts = {f.name: put(getattr(written, f.name), name, by) for f in fields(written)}
    return replace(written, **parts)
