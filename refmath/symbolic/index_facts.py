"""What follows from facts: the order of positions is transitive, and masks lie within it."""

from __future__ import annotations

from collections.abc import Iterable

from refmath.symbolic.index_terms import Fact, Ref

NOT_LATER = "≤"
FIRST = "<"  # followed by the projection's name
WITHIN = "in "  # followed by the mask's name


def closure(facts: Iterable[Fact]) -> frozenset[Fact]:
    """Return all that follows: j ≤ i ≤ k gives j ≤ k, and j ≤ i < p gives j < p.

    A mask lets sources through that are not later, and each position's own among them.
    """
    known = {fact for fact in facts if not _holds_always(fact)}
    while True:
        new = {
            Fact(NOT_LATER, fact.refs)
            for fact in known
            if fact.kind.startswith(WITHIN) and fact.refs[0] != fact.refs[1]
        }
        for order in [fact for fact in known if fact.kind == NOT_LATER]:
            source, destination = order.refs
            new.update(_from_order(known, source, destination))
        if new <= known:
            return frozenset(known)
        known |= new


def _holds_always(fact: Fact) -> bool:
    reflexive = fact.kind == NOT_LATER or fact.kind.startswith(WITHIN)
    return reflexive and fact.refs[0] == fact.refs[1]


def _from_order(known: set[Fact], source: Ref, destination: Ref) -> set[Fact]:
    """Collect what j ≤ i gives with the other facts about i."""
    new: set[Fact] = set()
    for fact in known:
        if fact.kind == NOT_LATER and fact.refs[0] == destination and fact.refs[1] != source:
            new.add(Fact(NOT_LATER, (source, fact.refs[1])))
        if fact.kind.startswith(FIRST) and fact.refs == (destination,):
            new.add(Fact(fact.kind, (source,)))
    return new


def both_ways(facts: frozenset[Fact]) -> list[Fact]:
    """List the facts j ≤ i of which i ≤ j holds as well: then i is j."""
    orders = sorted((fact for fact in facts if fact.kind == NOT_LATER), key=str)
    return [fact for fact in orders if Fact(NOT_LATER, fact.refs[::-1]) in facts]


def reduced(facts: frozenset[Fact], known: frozenset[Fact]) -> frozenset[Fact]:
    """Leave out what the others and what is known imply: one set, where the order has no cycle."""
    kept = set(facts)
    for fact in sorted(facts, key=str):
        if fact in closure((kept - {fact}) | known):
            kept.discard(fact)
    return frozenset(kept)
