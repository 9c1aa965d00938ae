"""Expressions as they are written: letters, products, sums, tensor products; and their LaTeX.

What is written is kept as it is written, so that a derivation can be replayed line by line, and a
page shows what was checked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from refmath.symbolic.letters import (
    HEADS,
    Bound,
    Generator,
    HeadSet,
    Index,
    Spaces,
    check_index,
)


class ShapeMismatchError(ValueError):
    """Two parts of an expression have types that don't fit."""


class _Written:
    """The operators with which expressions are written."""

    def __matmul__(self, other: Expression) -> Expression:
        return product(cast("Expression", self), other)

    def __add__(self, other: Expression) -> Expression:
        return total(cast("Expression", self), other)

    def __sub__(self, other: Expression) -> Expression:
        return total(cast("Expression", self), Scaled(-1, other))

    def __neg__(self) -> Expression:
        return Scaled(-1, cast("Expression", self))

    def __rmul__(self, factor: int | Generator) -> Expression:
        return Scaled(factor, cast("Expression", self))

    def _repr_latex_(self) -> str:
        return f"${latex(cast('Expression', self))}$"

    @property
    def T(self) -> Expression:
        """The transpose."""
        return Transpose(cast("Expression", self))


@dataclass(frozen=True)
class Letter(_Written):
    """A generator, as an expression."""

    generator: Generator


@dataclass(frozen=True)
class Identity(_Written):
    """The identity of a space, or of a tensor product of spaces."""

    spaces: Spaces


@dataclass(frozen=True)
class Product(_Written):
    """Matrix multiplication, left to right."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True)
class Sum(_Written):
    """A sum of expressions of one type."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True)
class Scaled(_Written):
    """An integer or a scalar generator times an expression."""

    factor: int | Generator
    body: Expression

    def __post_init__(self) -> None:
        # c A = A c holds of scalars alone: a matrix let in here would commute with everything.
        if isinstance(self.factor, Generator) and (self.factor.rows or self.factor.cols):
            kind = f"{'⊗'.join(self.factor.rows)} × {'⊗'.join(self.factor.cols)}"
            raise ShapeMismatchError(
                f"factor: expected an integer or a scalar letter, got {self.factor.name}, {kind}"
            )


@dataclass(frozen=True)
class Tensor(_Written):
    """The tensor (Kronecker) product, a part a slot."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True)
class Transpose(_Written):
    """The transpose."""

    body: Expression


@dataclass(frozen=True)
class Vec(_Written):
    """A matrix as a column: its rows one after another, as NumPy's `reshape(-1)` lays them."""

    body: Expression


@dataclass(frozen=True)
class Trace(_Written):
    """The sum of the diagonal, over all slots."""

    body: Expression


@dataclass(frozen=True)
class HeadSum(_Written):
    """A sum over all heads of a set, however many there are: it binds the index in the body.

    What the set itself depends on is bound by sums around this one, never by this one.
    """

    index: str
    body: Expression
    over: HeadSet = HEADS

    def __post_init__(self) -> None:
        check_index(self.index)
        if not isinstance(self.over, HeadSet):
            raise ValueError(f"over: expected a HeadSet, got {self.over!r}")


@dataclass(frozen=True)
class Pattern(_Written):
    """softmax of scores: over the source axis (or, in near misses, not), causal (or not)."""

    scores: Expression
    over: str = "source"
    causal: bool = True


@dataclass(frozen=True)
class Exp(_Written):
    """exp of every entry."""

    body: Expression


@dataclass(frozen=True)
class Apply(_Written):
    """An unknown function of every entry: a soft cap, an activation."""

    name: str
    body: Expression


@dataclass(frozen=True)
class Hadamard(_Written):
    """The product entry by entry."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True)
class Diag(_Written):
    """The diagonal matrix of a column."""

    body: Expression


@dataclass(frozen=True)
class Recip(_Written):
    """One over every entry of a column, each of which is positive by the way it is written."""

    body: Expression

    def __post_init__(self) -> None:
        # No route would see a division by zero: diag(1/c) c = 1 is false where c has a zero.
        if not is_positive(self.body):
            raise ValueError(
                "body: expected a column whose entries are positive as it is written,"
                f" got {latex(self.body)}"
            )


@dataclass(frozen=True)
class Named(_Written):
    """An expression that has a name: printed by the name, unfolded by its definition."""

    name: str
    latex: str
    index: tuple[Index, ...]
    body: Expression


Expression = (
    Letter | Identity | Product | Sum | Scaled | Tensor | Transpose | Vec | Trace
    | HeadSum | Pattern | Named | Exp | Apply | Hadamard | Diag | Recip
)  # fmt: skip


# --- writing --------------------------------------------------------------------------------------


def product(*parts: Expression) -> Expression:
    """Write a product; nested products are laid in one row (associativity is not a step)."""
    flat = tuple(
        p for part in parts for p in (part.parts if isinstance(part, Product) else (part,))
    )
    return flat[0] if len(flat) == 1 else Product(flat)


def total(*parts: Expression) -> Expression:
    """Write a sum; nested sums are laid in one row."""
    flat = tuple(p for part in parts for p in (part.parts if isinstance(part, Sum) else (part,)))
    return flat[0] if len(flat) == 1 else Sum(flat)


def tensor(*parts: Expression) -> Expression:
    """Write A ⊗ W (⊗ …); nested tensor products are laid in one row."""
    flat = tuple(p for part in parts for p in (part.parts if isinstance(part, Tensor) else (part,)))
    return flat[0] if len(flat) == 1 else Tensor(flat)


def hadamard(*parts: Expression) -> Expression:
    """Write A ∘ B (∘ …); nested products entry by entry are laid in one row."""
    flat = tuple(
        p for part in parts for p in (part.parts if isinstance(part, Hadamard) else (part,))
    )
    return flat[0] if len(flat) == 1 else Hadamard(flat)


def parts_of(e: Expression) -> tuple[Expression, ...]:
    """List what an expression is directly made of."""
    if isinstance(e, Product | Sum | Tensor | Hadamard):
        return e.parts
    if isinstance(e, Pattern):
        return (e.scores,)
    return () if isinstance(e, Letter | Identity) else (e.body,)


def rebuilt(e: Expression, parts: tuple[Expression, ...]) -> Expression:
    """Return the expression with other parts in the places of its own."""
    if isinstance(e, Product):
        return product(*parts)
    if isinstance(e, Sum):
        return total(*parts)
    if isinstance(e, Tensor):
        return tensor(*parts)
    if isinstance(e, Hadamard):
        return Hadamard(parts)
    if isinstance(e, Pattern):
        return replace(e, scores=parts[0])
    if isinstance(e, Letter | Identity):
        return e
    return replace(e, body=parts[0])


def reindexed(e: Expression, old: Index, new: Index) -> Expression:
    """Put one head index for another, everywhere it is free.

    A sum that would bind the new one takes another name for its own.
    """
    if isinstance(e, Letter):
        return Letter(e.generator.renamed(old, new))
    if isinstance(e, HeadSum):
        over = e.over.renamed(old, new)
        if e.index == old:
            return replace(e, over=over)
        if e.index == new and mentions(e.body, old):
            own = f"{e.index}'"
            while own == old or mentions(e.body, own):
                own += "'"
            e = HeadSum(own, reindexed(e.body, e.index, own), e.over)
        return HeadSum(e.index, reindexed(e.body, old, new), over)
    again = rebuilt(e, tuple(reindexed(part, old, new) for part in parts_of(e)))
    if isinstance(again, Named):
        return replace(again, index=tuple(new if i == old else i for i in again.index))
    if isinstance(again, Scaled) and isinstance(again.factor, Generator):
        return replace(again, factor=again.factor.renamed(old, new))
    return again


def mentions(e: Expression, index: Index) -> bool:
    """Tell whether an index occurs free."""
    return reindexed(e, index, Bound("·")) != e


# --- what is positive -----------------------------------------------------------------------------


def is_positive(e: Expression) -> bool:
    """Tell whether every entry is positive by the way it is written: enough, not needed."""
    match e:
        case Exp():
            return True
        case Letter(g):
            return g.kind == "ones"
        case Sum(parts) | Hadamard(parts):
            return all(map(is_positive, parts))
        case Product(parts):
            return all(map(_fills_rows, parts[:-1])) and is_positive(parts[-1])
        case Recip(body) | Transpose(body) | Named(_, _, _, body):
            return is_positive(body)
        case Scaled(factor, body):
            return isinstance(factor, int) and factor > 0 and is_positive(body)
    return False


def _fills_rows(e: Expression) -> bool:
    """Tell whether no entry is negative, and one in each row is positive."""
    match e:
        case Identity() | Pattern():
            return True
        case Letter(g):
            return g.kind in ("ones", "causal", "mask", "permutation", "stochastic", "one-hot")
        case Diag(body) | Named(_, _, _, body):
            return is_positive(body) if isinstance(e, Diag) else _fills_rows(body)
        case Hadamard():  # masks are reflexive: the diagonal is left of all of them
            return _is_reflexive(e)
        case Product(parts) | Sum(parts):
            return all(map(_fills_rows, parts))
    return is_positive(e)


def _is_reflexive(e: Expression) -> bool:
    """Tell whether no entry is negative, and all on the diagonal are positive."""
    match e:
        case Transpose(body):
            return _is_reflexive(body)
        case Hadamard(parts):
            return all(map(_is_reflexive, parts))
        case Letter(g) if g.kind in ("causal", "mask"):
            return True
    return is_positive(e)


# --- letters --------------------------------------------------------------------------------------


class AmbiguousLetterError(ValueError):
    """One name stands for two letters: of two types, or of two kinds."""


def check_letters(*expressions: Expression) -> None:
    """Refuse expressions in which one name stands for two letters.

    A reader takes Q for Q: a law that is supposed of one must not be used of the other. All of a
    family, Q^0, Q^1, …, are of one type; of one kind are those of one index.

    Raises:
        AmbiguousLetterError: naming the letter and what it stands for.
    """
    types: dict[str, Generator] = {}
    kinds: dict[tuple[str, tuple[Index, ...]], Generator] = {}
    todo = list(expressions)
    while todo:
        e = todo.pop()
        todo.extend(parts_of(e))
        scaled = isinstance(e, Scaled) and isinstance(e.factor, Generator)
        g = e.generator if isinstance(e, Letter) else cast("Scaled", e).factor if scaled else None
        if not isinstance(g, Generator):
            continue
        first, alike = types.setdefault(g.name, g), kinds.setdefault((g.name, g.index), g)
        if (first.rows, first.cols) != (g.rows, g.cols) or alike.kind != g.kind:
            two = (first, g) if alike.kind == g.kind else (alike, g)
            said = " and ".join(f"{a.kind} {'⊗'.join(a.rows)} × {'⊗'.join(a.cols)}" for a in two)
            raise AmbiguousLetterError(f"{g.name}: expected one letter of that name, got {said}")


# --- LaTeX ----------------------------------------------------------------------------------------

_LOOSE, _SUM, _TENSOR, _PRODUCT, _TIGHT = range(5)


def latex(e: Expression, around: int = _LOOSE) -> str:
    r"""Write an expression in LaTeX, with no more parentheses than it needs.

    >>> from refmath.symbolic.letters import generator
    >>> latex(tensor(Letter(generator("A", "h")), Letter(generator("W_O", "h"))))
    'A^{h} \\otimes W_O^{h}'
    """
    text, strength = _written(e)
    return rf"\left({text}\right)" if strength < around else text


def _written(e: Expression) -> tuple[str, int]:
    match e:
        case Letter(g):
            return _letter(g), _TIGHT
        case Identity():
            return r"\mathrm{Id}", _TIGHT
        case Product(parts):
            return r" \, ".join(latex(p, _TIGHT) for p in parts), _PRODUCT
        case Sum(parts):
            return _plus(parts), _SUM
        case Scaled(factor, body):
            sign = {1: "", -1: "-"}.get(factor, f"{factor} ") if isinstance(factor, int) else (
                factor.latex + r" \, "
            )  # fmt: skip
            return sign + latex(body, _PRODUCT), _PRODUCT
        case Tensor(parts) if any(isinstance(p, Trace) for p in parts):
            return r" \cdot ".join(latex(p, _PRODUCT) for p in parts), _PRODUCT
        case Tensor(parts):
            return r" \otimes ".join(latex(p, _PRODUCT) for p in parts), _TENSOR
        case Transpose(body):
            inner = latex(body, _TIGHT)
            if isinstance(body, Letter | Named) and "^" in inner:
                return inner[:-1] + r"\top}", _TIGHT  # one superscript, not two
            if isinstance(body, Transpose):
                inner = rf"\left({inner}\right)"
            return rf"{inner}^\top", _TIGHT
        case Vec(body):
            return rf"\operatorname{{vec}}\left({latex(body)}\right)", _TIGHT
        case Trace(body):
            return rf"\operatorname{{tr}}\left({latex(body)}\right)", _TIGHT
        case HeadSum(index, body, over):
            return rf"\sum_{{{index} \in {set_latex(over)}}} {latex(body, _TENSOR)}", _SUM
        case Pattern():
            return _pattern(e), _TIGHT
        case Exp(body) | Apply(_, body):
            name = r"\exp" if isinstance(e, Exp) else e.name
            return rf"{name}\left({latex(body)}\right)", _TIGHT
        case Hadamard(parts):
            return r" \circ ".join(latex(p, _TIGHT) for p in parts), _PRODUCT
        case Diag(body):
            return rf"\operatorname{{diag}}\left({latex(body)}\right)", _TIGHT
        case Recip(body):
            return rf"\left({latex(body)}\right)^{{\circ -1}}", _TIGHT
        case Named(_, name, index, _):
            return _with_index(name, index), _TIGHT


def _letter(g: Generator) -> str:
    if g.kind == "inclusion":
        return rf"\iota_{{{','.join(map(str, g.index))}}}"
    return _with_index(g.latex, g.index)


def set_latex(over: HeadSet) -> str:
    """Write a set of heads in LaTeX, its index below."""
    index = ",".join(map(str, over.index))
    below = index if len(index) < 2 else f"{{{index}}}"
    return f"{over.name}_{below}" if index else over.name


def _with_index(name: str, index: tuple[Index, ...]) -> str:
    """Write an index above a name, so that it can't be read as a power."""
    above = ",".join(map(str, index))
    if not above:
        return name
    if "^" in name:  # one superscript, not two
        base, _, own = name.removesuffix("}").partition("^{")
        return f"{base}^{{{above},{own}}}"
    return f"{name}^{{({above})}}" if above.isdigit() else f"{name}^{{{above}}}"


def _plus(parts: tuple[Expression, ...]) -> str:
    out = latex(parts[0], _SUM)
    for part in parts[1:]:
        text = latex(part, _SUM)
        out += f" - {text[1:]}" if text.startswith("-") else f" + {text}"
    return out


def _pattern(e: Pattern) -> str:
    marks = [] if e.over == "source" else [rf"\text{{over the {e.over}}}"]
    marks += [] if e.causal else [r"\text{no mask}"]
    below = "_{" + ",".join(marks) + "}" if marks else ""
    return rf"\operatorname{{softmax}}{below}\left({latex(e.scores)}\right)"
