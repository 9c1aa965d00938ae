"""Words over letters, terms of words, and one spelling for terms that differ by bound names.

Besides the letters of the alphabet a word may have three that hold terms themselves: a matrix of
exponentials behind a mask, an unknown function of a matrix, and a diagonal matrix.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count, permutations
from typing import NamedTuple

from refmath.symbolic.letters import Bound, Generator, HeadSet, Index, Spaces


class Binding(NamedTuple):
    """An index that is summed over all heads of a set."""

    name: Index
    over: HeadSet


class Term(NamedTuple):
    """Scalars times a tensor product of words, summed over what it binds."""

    scalars: tuple[Generator, ...]
    slots: tuple[Word, ...]
    bound: tuple[Binding, ...]


Items = tuple[tuple[Term, int], ...]
"""A sum of terms, in reading order."""


@dataclass(frozen=True)
class Cells:
    """M ∘ exp(scores) ∘ others, entry by entry; the mask M is the product of those listed."""

    masks: Word
    scores: Items
    others: tuple[Term, ...]
    rows: Spaces
    cols: Spaces


@dataclass(frozen=True)
class Applied:
    """An unknown function of every entry."""

    name: str
    body: Items
    rows: Spaces
    cols: Spaces


@dataclass(frozen=True)
class Diagonal:
    """diag of exp(exponents) times integer powers of columns."""

    exponents: Items
    powers: tuple[tuple[Items, int], ...]
    rows: Spaces

    @property
    def cols(self) -> Spaces:
        """The column spaces: those of the rows."""
        return self.rows


Atom = Generator | Cells | Applied | Diagonal
Letter = tuple[Atom, bool]  # an atom, and whether it is transposed
Word = tuple[Letter, ...]
Terms = dict[Term, int]

UNIT = Term((), ((),), ())


def term_of(word: Word) -> Term:
    """Return the term that is one word."""
    return Term((), (word,), ())


def with_word(t: Term, word: Word) -> Term:
    """Return a term of one slot with another word in it."""
    return t._replace(slots=(word,))


# --- types and transposes -------------------------------------------------------------------------


def kind_of(x: Letter) -> str:
    """Return the kind of a letter of the alphabet; the others have none."""
    return x[0].kind if isinstance(x[0], Generator) else ""


def rows_of(x: Letter) -> Spaces:
    """Return the row spaces of a letter as it stands."""
    return x[0].cols if x[1] else x[0].rows


def cols_of(x: Letter) -> Spaces:
    """Return the column spaces of a letter as it stands."""
    return x[0].rows if x[1] else x[0].cols


def turned_letter(x: Letter) -> Letter:
    """Return the transpose of a letter: of cells it is cells again, a diagonal is its own."""
    atom, flip = x
    match atom:
        case Diagonal():
            return atom, False
        case Cells(masks, scores, others, rows, cols):
            flipped = tuple(sorted(((mask, not f) for mask, f in masks), key=str))
            factors = tuple(sorted(map(turned, others), key=reading))
            return Cells(flipped, _turned_items(scores), factors, cols, rows), False
        case Applied(name, body, rows, cols):
            return Applied(name, _turned_items(body), cols, rows), False
        case Generator():
            return atom, not flip and atom.kind != "first"


def turned_word(word: Word) -> Word:
    """Return the transpose of a word."""
    return tuple(turned_letter(x) for x in reversed(word))


def turned(t: Term) -> Term:
    """Return the transpose of a term, slot by slot."""
    return t._replace(slots=tuple(map(turned_word, t.slots)))


def _turned_items(items: Items) -> Items:
    return in_order((turned(t), c) for t, c in items)


# --- sums of terms --------------------------------------------------------------------------------


def added(*sums: Iterable[tuple[Term, int]]) -> Terms:
    """Add sums of terms up; what cancels is left out."""
    out: Terms = {}
    for items in sums:
        for t, c in items:
            out[t] = out.get(t, 0) + c
    return {t: c for t, c in out.items() if c}


def in_order(*sums: Iterable[tuple[Term, int]]) -> Items:
    """Add sums of terms up, and write them in the order in which one reads."""
    return tuple(sorted(added(*sums).items(), key=lambda item: reading(item[0])))


def reading(t: Term) -> tuple[object, ...]:
    """Order terms as one reads them; unequal terms read unlike."""
    words = tuple(tuple((*spelt(a), flip) for a, flip in word) for word in t.slots)
    return words, tuple(spelt(s) for s in t.scalars), tuple(map(str, t.bound))


def spelt(a: Atom) -> tuple[str, Spaces, Spaces, str]:
    """Spell an atom, so that it can be compared with any other."""
    if isinstance(a, Generator):
        return a.name, a.rows, a.cols, str(a.index)
    return type(a).__name__, a.rows, a.cols, repr(a)


# --- bound indices --------------------------------------------------------------------------------

_unused = count()


def within(a: Atom) -> Iterator[Term]:
    """List the terms that an atom holds."""
    match a:
        case Cells(_, scores, others):
            yield from (t for t, _ in scores)
            yield from others
        case Applied(_, body):
            yield from (t for t, _ in body)
        case Diagonal(exponents, powers):
            yield from (t for t, _ in exponents)
            yield from (t for items, _ in powers for t, _ in items)


def mapped(a: Atom, change: Mapping[Term, Term]) -> Atom:
    """Return an atom that holds other terms in the places of its own."""

    def items(old: Items) -> Items:
        return in_order((change[t], c) for t, c in old)

    match a:
        case Cells(_, scores, others):
            factors = tuple(sorted((change[t] for t in others), key=reading))
            return replace(a, scores=items(scores), others=factors)
        case Applied(_, body):
            return replace(a, body=items(body))
        case Diagonal(exponents, powers):
            columns = tuple(sorted(((items(v), k) for v, k in powers), key=str))
            return replace(a, exponents=items(exponents), powers=columns)
        case Generator():
            return a


def renamed(t: Term, old: Index, new: Index) -> Term:
    """Put one index for another in a term, in all that it holds, and where it binds it."""
    return Term(
        tuple(s.renamed(old, new) for s in t.scalars),
        tuple(tuple((_renamed_atom(a, old, new), flip) for a, flip in word) for word in t.slots),
        tuple(Binding(new if b == old else b, over.renamed(old, new)) for b, over in t.bound),
    )


def _renamed_atom(a: Atom, old: Index, new: Index) -> Atom:
    if isinstance(a, Generator):
        return a.renamed(old, new) if old in a.index else a
    change = {}
    for t in within(a):
        # A term that binds either name for itself takes another first: none is captured.
        own = t
        for name in (old, new):
            if any(name == b for b, _ in own.bound):
                own = renamed(own, name, Bound(f"#own{next(_unused)}"))
        change[t] = renamed(own, old, new)
    held = mapped(a, change)
    if isinstance(held, Cells):
        masks = {(_renamed_atom(mask, old, new), flip) for mask, flip in held.masks}
        return replace(held, masks=tuple(sorted(masks, key=str)))
    return held


def canonical(t: Term) -> Term:
    """Name bound indices in the order in which they occur, from the inside out; sort the scalars.

    Sorted lists (scalars, the terms of scores) have no order that the names don't enter into:
    there, of all orders, the one is taken that reads first.
    """
    slots = tuple(tuple((_canonical_atom(a), flip) for a, flip in word) for word in t.slots)
    t = t._replace(slots=slots)
    if not t.bound:
        return t._replace(scalars=tuple(sorted(t.scalars, key=spelt)))
    bound = dict(t.bound)
    order: list[Index] = []
    for word in t.slots:
        for atom, _ in word:
            if isinstance(atom, Generator):
                order.extend(i for i in atom.index if i in bound and i not in order)
    hidden = sorted((b for b in bound if b not in order), key=lambda b: str(bound[b]))
    orders = [(*order, *rest) for rest in permutations(hidden)]
    height = _height(t)
    return min((_in_names(t, names, height) for names in orders), key=reading)


def _canonical_atom(a: Atom) -> Atom:
    if isinstance(a, Generator):
        return a
    return mapped(a, {t: canonical(t) for t in within(a)})


def _in_names(t: Term, order: tuple[Index, ...], height: int) -> Term:
    """Name bound indices; dashes keep the names within an atom apart from those around it."""
    for name in order:  # first out of the way of the new names
        t = renamed(t, name, Bound(f"#out{name}"))
    for k, name in enumerate(order):
        t = renamed(t, Bound(f"#out{name}"), Bound(f"·{k}{'′' * height}"))
    return Term(tuple(sorted(t.scalars, key=spelt)), t.slots, tuple(sorted(t.bound, key=str)))


def _height(t: Term) -> int:
    """Count how deep atoms that hold terms lie within one another."""
    holding = [a for word in t.slots for a, _ in word if not isinstance(a, Generator)]
    return max((1 + max(map(_height, within(a)), default=0) for a in holding), default=0)
