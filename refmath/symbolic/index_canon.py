"""One spelling for all monomials that differ by the names of what they sum over.

A monomial is a hypergraph: its slots are the nodes, its factors the labelled edges. Colours are
refined until the slots are told apart; where they are not, of all choices the one is taken whose
spelling reads first. Inner sums (what stands in an exponential, a reciprocal, an unknown function)
are kept once, over parameters, so that a third layer costs no more than it says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations, product

from refmath.symbolic.index_terms import (
    Applied,
    Delta,
    Entry,
    Exponential,
    Factor,
    Kept,
    Monomial,
    Reciprocal,
    Ref,
    Total,
    Turn,
    after,
    back,
    freshened,
    new_slot,
    open_slots,
    open_slots_of,
    total_with,
    with_slot,
)

Names = tuple[tuple[int, str], ...]
Way = tuple[Ref, ...]
Edge = tuple[str, tuple[Way, ...]]  # a label, and the references that it may equally well have

# --- inner sums, each kept once -------------------------------------------------------------------


@dataclass(frozen=True)
class _Inner:
    """A sum over parameters −1, −2, …; `alike` are the ways to give them that change nothing."""

    terms: Total
    name: str
    alike: tuple[Way, ...]


_INNER: list[_Inner] = []
_NUMBERS: dict[str, int] = {}


@lru_cache(maxsize=1 << 14)
def kept(kind: str, terms: Total, name: str = "") -> tuple[int, Way]:
    """Keep a normal sum: return its number, and what it is taken at.

    Args:
        kind: what it stands in.
        terms: the sum; the slots that it leaves open become parameters, in the order and with
            the turns that read first.
        name: of the unknown function.
    """
    outer = sorted(open_slots_of(terms))
    first, over_parameters, ways = "", terms, list[tuple[Ref, ...]]()
    for order, turns in _orders(terms, outer):
        candidate = _over_parameters(terms, order, turns)
        names = tuple((-1 - k, f"${k}") for k in range(len(order)))
        text = f"{kind}{name}{sorted((spelt(m, names), c) for m, c in candidate)}"
        if not first or text < first:
            first, over_parameters, ways = text, candidate, []
        if text == first:
            ways.append(tuple(zip(order, turns, strict=True)))
    at = ways[0]
    if first not in _NUMBERS:
        _NUMBERS[first] = len(_INNER)
        _INNER.append(_Inner(over_parameters, name, tuple(_relative(way, at) for way in ways)))
    return _NUMBERS[first], at


def _orders(terms: Total, outer: list[int]) -> Iterator[tuple[tuple[int, ...], tuple[Turn, ...]]]:
    turns = {slot: sorted({t for m, _ in terms for t in turns_of(m, slot)} or {()})
             for slot in outer}  # fmt: skip
    for order in permutations(outer):
        for chosen in product(*(turns[slot] for slot in order)):
            yield order, chosen


def _over_parameters(terms: Total, order: tuple[int, ...], turns: tuple[Turn, ...]) -> Total:
    between = [new_slot() for _ in order]  # the slots may be parameters themselves
    for middle, slot, turn in zip(between, order, turns, strict=True):
        terms = total_with(terms, slot, (middle, back(turn)))
    for k, middle in enumerate(between):
        terms = total_with(terms, middle, (-1 - k, ()))
    return terms


def _relative(way: Way, at: Way) -> Way:
    """Say a way by the places of the one that is `at`: place, and the turn between the two."""
    place = {slot: k for k, (slot, _) in enumerate(at)}
    return tuple((place[slot], after(back(at[place[slot]][1]), turn)) for slot, turn in way)


def ways_to(number: int, at: Way) -> tuple[Way, ...]:
    """List all that an inner sum may be taken at with the same value."""
    return tuple(
        tuple((at[place][0], after(at[place][1], turn)) for place, turn in way)
        for way in _INNER[number].alike
    )


def least(number: int, at: Way) -> Way:
    """Of all that an inner sum may be taken at with the same value, return what reads first."""
    return min(ways_to(number, at))


def name_of(number: int) -> str:
    """Return the name of the unknown function that a sum stands in."""
    return _INNER[number].name


def parameters(number: int) -> Way:
    """Return the parameters of an inner sum, as what it may be taken at."""
    return tuple((-1 - k, ()) for k in range(len(_INNER[number].alike[0])))


def taken_at(terms: Total, at: Way) -> Total:
    """Put references for the parameters of a sum; what its terms bind gets numbers of its own."""
    out = []
    for m, c in terms:
        fresh = freshened(m)
        between = [new_slot() for _ in at]
        for k, middle in enumerate(between):
            fresh = with_slot(fresh, -1 - k, (middle, ()))
        for middle, ref in zip(between, at, strict=True):
            fresh = with_slot(fresh, middle, ref)
        out.append((fresh, c))
    return tuple(out)


def inner(number: int, at: Way) -> Total:
    """Return the terms of an inner sum, taken there."""
    return taken_at(_INNER[number].terms, at)


# --- spelling -------------------------------------------------------------------------------------


def collected(terms: Iterable[tuple[Monomial, int]]) -> Total:
    """Add up terms that are equal but for the names of what they bind."""
    counted: Counter[str] = Counter()
    first: dict[str, Monomial] = {}
    for m, c in terms:
        text = spelt(m, tuple((slot, f"s{slot}") for slot in sorted(open_slots(m))))
        counted[text] += c
        first.setdefault(text, m)
    return tuple((first[text], c) for text, c in sorted(counted.items()) if c)


@lru_cache(maxsize=1 << 15)
def spelt(m: Monomial, names: Names) -> str:
    """Spell a monomial: alike for all that differ by bound names, and by Σ_k f(Πk) = Σ_k f(k)."""
    choices = []
    for slot, _ in m.bound:
        turns = sorted(turns_of(m, slot))
        if turns and turns != [()]:
            choices.append([(slot, turn) for turn in turns])
    spellings = []
    for chosen in product(*choices):
        turned = m
        for slot, turn in chosen:
            turned = with_slot(turned, slot, (slot, back(turn)))
        spellings.append(_Graph(turned, names).spelling())
    return min(spellings)


def turns_of(m: Monomial, slot: int) -> set[Turn]:
    """Collect the permutations under which a slot stands in a monomial."""
    found: set[Turn] = set()
    for factor in m.factors:
        if isinstance(factor, Delta):
            (one, turn), (other, other_turn) = factor.one, factor.other
            if one == slot:
                found.add(after(turn, back(other_turn)))
            if other == slot:
                found.add(after(other_turn, back(turn)))
        else:
            found.update(turn for way in edge(factor)[1] for s, turn in way if s == slot)
    found.update(turn for fact in m.facts for s, turn in fact.refs if s == slot)
    return found


def edge(f: Factor) -> Edge:
    """Write a factor as an edge: a label, and the ways to name what it joins."""
    match f:
        case Entry(key, refs):
            return key, (refs,)
        case Delta((one, turn), (other, other_turn)):
            between = after(turn, back(other_turn))
            here, there = str(between), str(back(between))
            ends, turned = ((one, ()), (other, ())), ((other, ()), (one, ()))
            ways = (ends, turned) if here == there else (ends,) if here < there else (turned,)
            return f"δ{min(here, there)}", ways
        case Kept(kind, number, refs, power):
            return f"{kind}{number}^{power}", ways_to(number, refs)
        case Exponential() | Reciprocal() | Applied():
            raise TypeError(f"f: expected a factor of a normal monomial, got {type(f).__name__}")


def _ranked(colours: dict[int, object]) -> dict[int, int]:
    order = {colour: k for k, colour in enumerate(sorted(set(colours.values()), key=str))}
    return {slot: order[colour] for slot, colour in colours.items()}


class _Graph:
    """The slots of a monomial, the edges between them, and the names of those that are open."""

    def __init__(self, m: Monomial, names: Names) -> None:
        self.names = dict(names)
        self.space = dict(m.bound)
        self.edges = [edge(factor) for factor in m.factors]
        self.edges += [(fact.kind, (fact.refs,)) for fact in m.facts]
        self.edges += [(f"scalar {s.key}", (s.refs,)) for s in m.scalars]
        touched = {slot for _, ways in self.edges for way in ways for slot, _ in way}
        self.idle = sorted(space for slot, space in m.bound if slot not in touched)
        self.nodes = [slot for slot in self.space if slot in touched]
        self.of: dict[int, list[Edge]] = {slot: [] for slot in self.nodes}
        for e in self.edges:
            for slot in {s for way in e[1] for s, _ in way} & self.of.keys():
                self.of[slot].append(e)

    def spelling(self) -> str:
        return self._finished(_ranked({slot: ("b", self.space[slot]) for slot in self.nodes}))

    def _named(self, slot: int, colours: dict[int, int]) -> str:
        return f"#{colours[slot]}" if slot in self.space else self.names[slot]

    def _refined(self, colours: dict[int, int]) -> dict[int, int]:
        while len(set(colours.values())) < len(self.nodes):
            finer = _ranked(
                {slot: (colours[slot], str(self._seen_from(slot, colours))) for slot in self.nodes}
            )
            if len(set(finer.values())) == len(set(colours.values())):
                return finer
            colours = finer
        return colours

    def _seen_from(self, slot: int, colours: dict[int, int]) -> object:
        return sorted(
            (
                label,
                sorted(
                    tuple(("*" if s == slot else self._named(s, colours), turn) for s, turn in way)
                    for way in ways
                ),
            )
            for label, ways in self.of[slot]
        )

    def _finished(self, colours: dict[int, int]) -> str:
        colours = self._refined(colours)
        classes: dict[int, list[int]] = {}
        for slot in self.nodes:
            classes.setdefault(colours[slot], []).append(slot)
        alike = next((slots for _, slots in sorted(classes.items()) if len(slots) > 1), None)
        if alike is None:
            return self._written(colours)
        return min(
            self._finished(_ranked({s: (colours[s], int(s != chosen)) for s in self.nodes}))
            for chosen in alike
        )

    def _written(self, colours: dict[int, int]) -> str:
        body = sorted(
            (label, min(tuple((self._named(s, colours), t) for s, t in way) for way in ways))
            for label, ways in self.edges
        )
        spaces = [self.space[s] for s in sorted(self.nodes, key=lambda s: colours[s])]
        return f"{body}{spaces}{self.idle}"
