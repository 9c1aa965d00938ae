"""What the index route computes with: sums of products of factors over slots.

A slot is an index of an entry: free ones are numbered 0, 1, …, parameters of what is kept once
−1, −2, …, all others are summed over. A reference names a slot and the permutations that are
applied to it: Π[i, j] is δ(Π i, j). Heads are slots too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count

Turn = tuple[tuple[str, int], ...]
"""Permutations one after another: each by its name, with 1 or, for its inverse, −1."""

Ref = tuple[int, Turn]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a letter: the key says which letter."""

    key: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Delta:
    """1 if two references are the same place, else 0."""

    one: Ref
    other: Ref


@dataclass(frozen=True, slots=True)
class Exponential:
    """exp of one monomial, to an integer power: exp of a sum is split where it is met."""

    of: Monomial
    power: int


@dataclass(frozen=True, slots=True)
class Reciprocal:
    """One over a sum, to a power of 1 or more."""

    of: Total
    power: int


@dataclass(frozen=True, slots=True)
class Applied:
    """An unknown function of a sum."""

    name: str
    of: Total


@dataclass(frozen=True, slots=True)
class Kept:
    """An exponential («e»), a reciprocal («r») or an unknown function («f») that is kept once."""

    kind: str
    number: int
    refs: tuple[Ref, ...]
    power: int = 1


Factor = Entry | Delta | Exponential | Reciprocal | Applied | Kept


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that holds or doesn't, as the factor 1 or 0.

    «≤»: a source is not later than a destination; «<P»: a position is among the first that P
    keeps; «in N»: the mask N lets a source through; «of H»: a head is of a set that has an index.
    """

    kind: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True)
class Monomial:
    """A product of factors, facts and scalars, summed over the slots that it binds."""

    factors: tuple[Factor, ...] = ()
    facts: frozenset[Fact] = frozenset()
    bound: tuple[tuple[int, str], ...] = ()
    scalars: tuple[Entry, ...] = ()

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:  # a monomial is looked up thousands of times
        return hash((self.factors, self.facts, self.bound, self.scalars))


Total = tuple[tuple[Monomial, int], ...]

ONE = Monomial()

_fresh = count(1000)


def new_slot() -> int:
    """Return the number of a slot that stands nowhere yet."""
    return next(_fresh)


# --- references -----------------------------------------------------------------------------------


def back(turn: Turn) -> Turn:
    """Return the inverse of some permutations."""
    return tuple((name, -sign) for name, sign in reversed(turn))


def after(first: Turn, then: Turn) -> Turn:
    """Return permutations one after another: one and its inverse cancel."""
    out = list(first)
    for name, sign in then:
        if out and out[-1] == (name, -sign):
            out.pop()
        else:
            out.append((name, sign))
    return tuple(out)


def put(ref: Ref, slot: int, new: Ref) -> Ref:
    """Put a reference for a slot in a reference."""
    return (new[0], after(new[1], ref[1])) if ref[0] == slot else ref


def _put_all(refs: tuple[Ref, ...], slot: int, new: Ref) -> tuple[Ref, ...]:
    return tuple(put(ref, slot, new) for ref in refs)


def with_slot(m: Monomial, slot: int, new: Ref) -> Monomial:
    """Put a reference for a slot, everywhere in a monomial."""
    return Monomial(
        tuple(_factor_with(f, slot, new) for f in m.factors),
        frozenset(Fact(f.kind, _put_all(f.refs, slot, new)) for f in m.facts),
        m.bound,
        tuple(Entry(s.key, _put_all(s.refs, slot, new)) for s in m.scalars),
    )


def total_with(terms: Total, slot: int, new: Ref) -> Total:
    """Put a reference for a slot, everywhere in a sum."""
    return tuple((with_slot(m, slot, new), c) for m, c in terms)


def _factor_with(f: Factor, slot: int, new: Ref) -> Factor:
    match f:
        case Entry(key, refs):
            return Entry(key, _put_all(refs, slot, new))
        case Delta(one, other):
            return Delta(put(one, slot, new), put(other, slot, new))
        case Exponential(of, power):
            return Exponential(with_slot(of, slot, new), power)
        case Reciprocal(terms, power):
            return Reciprocal(total_with(terms, slot, new), power)
        case Applied(name, terms):
            return Applied(name, total_with(terms, slot, new))
        case Kept(kind, number, refs, power):
            return Kept(kind, number, _put_all(refs, slot, new), power)


# --- slots ----------------------------------------------------------------------------------------


def slots_of(f: Factor) -> set[int]:
    """Collect the slots that a factor depends on."""
    match f:
        case Entry(_, refs) | Kept(_, _, refs):
            return {slot for slot, _ in refs}
        case Delta(one, other):
            return {one[0], other[0]}
        case Exponential(of):
            return open_slots(of)
        case Reciprocal(terms) | Applied(_, terms):
            return open_slots_of(terms)


def open_slots(m: Monomial) -> set[int]:
    """Collect the slots that a monomial depends on and does not bind."""
    found: set[int] = set()
    for factor in m.factors:
        found |= slots_of(factor)
    for fact in m.facts:
        found |= {slot for slot, _ in fact.refs}
    for mark in m.scalars:
        found |= {slot for slot, _ in mark.refs}
    return found - {slot for slot, _ in m.bound}


def open_slots_of(terms: Total) -> set[int]:
    """Collect the slots that a sum depends on and does not bind."""
    return set[int]().union(*(open_slots(m) for m, _ in terms))


def freshened(m: Monomial) -> Monomial:
    """Give the slots that a monomial binds new numbers, lest two copies share them."""
    for slot, _ in m.bound:
        new = new_slot()
        bound = tuple((new, s) if b == slot else (b, s) for b, s in m.bound)
        m = replace(with_slot(m, slot, (new, ())), bound=bound)
    return m


def times(a: Monomial, b: Monomial) -> Monomial:
    """Multiply two monomials that bind different slots."""
    factors, facts = a.factors + b.factors, a.facts | b.facts
    return Monomial(factors, facts, a.bound + b.bound, a.scalars + b.scalars)


def product_of(
    left: Iterable[tuple[Monomial, int]], right: Iterable[tuple[Monomial, int]]
) -> Total:
    """Multiply two sums out."""
    kept = tuple(right)
    return tuple((times(a, b), c * d) for a, c in left for b, d in kept)
