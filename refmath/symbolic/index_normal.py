"""The normal monomials of the index route: what the laws of δ, order, exp and 1/x leave.

δ is summed away; a fact that holds around an inner sum is dropped within it; exp of a sum is a
product; what a reciprocal's terms have in common leaves it; R(T) T = 1. Two laws make sums:
R(T + u) T = 1 − R(T + u) u, and R(T) R(T + u) = (R(T) − R(T + u)) / u for u a product of exps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from refmath.symbolic.index_canon import (
    collected,
    edge,
    inner,
    kept,
    least,
    name_of,
    parameters,
    spelt,
    taken_at,
)
from refmath.symbolic.index_facts import both_ways, closure, reduced
from refmath.symbolic.index_terms import (
    ONE,
    Applied,
    Delta,
    Entry,
    Exponential,
    Fact,
    Factor,
    Kept,
    Monomial,
    Reciprocal,
    Ref,
    Total,
    after,
    back,
    freshened,
    open_slots,
    open_slots_of,
    slots_of,
    times,
    with_slot,
)

INCLUSION = "ι "
"""How the key of a head's inclusion begins; its last two words are its layer and its head."""

Facts = frozenset[Fact]
Powers = Counter[tuple[int, tuple[Ref, ...]]]


class DivisionByNothingError(ValueError):
    """One over a sum that is zero."""


def normal(m: Monomial, known: Facts = frozenset()) -> Total:
    """Bring a monomial to a sum of normal ones.

    Args:
        m: what the entries of an expression are made of.
        known: the facts that hold where it stands.
    """
    contracted = _without_inclusions(m)
    if contracted is None:
        return ()
    m = _without_deltas(contracted)
    facts = closure(m.facts | known)
    for fact in both_ways(facts):
        if fact in known and Fact(fact.kind, fact.refs[::-1]) in known:
            continue
        if not any(_joins(factor, fact) for factor in m.factors):
            return normal(replace(m, factors=(*m.factors, Delta(*fact.refs))), known)
    m = replace(m, facts=facts - closure(known))
    inside = _Inside(facts)
    for factor in m.factors:
        inside.take(factor)
    m = replace(m, factors=inside.factors())
    split = _product_with_its_reciprocal(m, facts, known) or _two_reciprocals(m, known)
    if split is not None:
        return split
    return ((replace(m, facts=reduced(m.facts, known)), 1),)


def _all_normal(terms: Iterable[tuple[Monomial, int]], known: Facts) -> Total:
    return tuple((x, c * d) for m, c in terms for x, d in normal(m, known))


def _joins(factor: Factor, fact: Fact) -> bool:
    return isinstance(factor, Delta) and {factor.one, factor.other} == set(fact.refs)


# --- δ --------------------------------------------------------------------------------------------


def _without_inclusions(m: Monomial) -> Monomial | None:
    """Σ_k ι_g[k, i] ι_h[k, j] = δ_gh δ_ij, if k stands nowhere else; None, if the heads differ."""
    inclusions = [f for f in m.factors if isinstance(f, Entry) and f.key.startswith(INCLUSION)]
    for n, a in enumerate(inclusions):
        for b in inclusions[n + 1 :]:
            met = _met(m, a, b)
            if met is not None:
                return _without_inclusions(met[0]) if met else None
    return m


def _met(m: Monomial, a: Entry, b: Entry) -> tuple[Monomial] | tuple[()] | None:
    """Return the contracted monomial; nothing, if it is 0; None, if ι says nothing here."""
    bound, k = dict(m.bound), a.refs[0]
    _, layer, head = a.key.split(" ")
    _, other_layer, other = b.key.split(" ")
    if k != b.refs[0] or k[0] not in bound or layer != other_layer:
        return None
    if sum(k[0] in slots_of(factor) for factor in m.factors) != 2:
        return None
    left: list[Factor] = [f for f in m.factors if f is not a and f is not b]
    left.append(Delta(a.refs[1], b.refs[1]))
    g, h = a.refs[2:3], b.refs[2:3]
    if g and h and g != h:
        space = bound.get(g[0][0])
        if space is None or space != bound.get(h[0][0]):
            return None  # one head or two, nobody knows
        left.append(Delta(g[0], h[0]))
    elif bool(g) != bool(h):
        return None
    elif not g and head != other:
        return () if head.isdigit() and other.isdigit() else None
    return (replace(m, factors=tuple(left), bound=tuple(x for x in m.bound if x[0] != k[0])),)


def _without_deltas(m: Monomial) -> Monomial:
    """Sum δ away where one of its slots is bound; of two that are open, name one throughout."""
    seen: set[tuple[Ref, Ref]] = set()
    while (step := _one_delta(m, seen)) is not None:
        m = step
    return m


def _one_delta(m: Monomial, seen: set[tuple[Ref, Ref]]) -> Monomial | None:
    bound = dict(m.bound)
    for n, f in enumerate(m.factors):
        if not isinstance(f, Delta):
            continue
        rest = replace(m, factors=m.factors[:n] + m.factors[n + 1 :])
        a, b = f.one, f.other
        if a == b:
            return rest
        if a[0] == b[0]:
            continue
        if b[0] not in bound:
            a, b = b, a
        if b[0] in bound:
            put = with_slot(rest, b[0], (a[0], after(a[1], back(b[1]))))
            return replace(put, bound=tuple(x for x in m.bound if x[0] != b[0]))
        low, high = sorted((a, b))
        if (low, high) not in seen:
            seen.add((low, high))
            put = with_slot(rest, high[0], (low[0], after(low[1], back(high[1]))))
            return replace(put, factors=(*put.factors, Delta(low, high)))
    return None


# --- inner sums -----------------------------------------------------------------------------------


@dataclass
class _Inside:
    """The factors of a monomial, made normal: exponentials and reciprocals by their powers."""

    facts: Facts
    exps: Powers = field(default_factory=Counter)
    recs: Powers = field(default_factory=Counter)
    others: list[Factor] = field(default_factory=list)

    def factors(self) -> tuple[Factor, ...]:
        exps = [Kept("e", n, at, power) for (n, at), power in self.exps.items() if power]
        recs = [Kept("r", n, at, power) for (n, at), power in self.recs.items() if power]
        return (*self.others, *exps, *recs)

    def take(self, f: Factor) -> None:
        match f:
            case Exponential(of, power):
                self._exponential(collected(normal(of, self.facts)), power)
            case Reciprocal(terms, power):
                self._reciprocal(collected(_all_normal(terms, self.facts)), power)
            case Applied(name, terms):
                self._applied(collected(_all_normal(terms, self.facts)), name)
            case Kept():
                self._kept(f)
            case _:
                self.others.append(f)

    def _kept(self, f: Kept) -> None:
        terms = _with_what_is_known(f, self.facts)
        if terms is None:
            at = least(f.number, f.refs)
            if f.kind == "f":
                self.others.append(Kept("f", f.number, at))
            else:
                (self.exps if f.kind == "e" else self.recs)[f.number, at] += f.power
        elif f.kind == "e":
            self._exponential(terms, f.power)
        elif f.kind == "r":
            self._reciprocal(terms, f.power)
        else:
            self._applied(terms, name_of(f.number))

    def _exponential(self, terms: Total, power: int) -> None:
        for m, c in terms:
            number, at = kept("E", ((m, 1),))
            self.exps[number, least(number, at)] += c * power

    def _applied(self, terms: Total, name: str) -> None:
        number, at = kept("F", terms, name)
        self.others.append(Kept("f", number, least(number, at)))

    def _reciprocal(self, terms: Total, power: int) -> None:
        if not terms:
            raise DivisionByNothingError("reciprocal: expected a sum that is not zero, got zero")
        common = _common(terms)
        if common:
            less = tuple(Kept("e", n, at, -p) for (n, at), p in common.items())
            divided = ((replace(m, factors=m.factors + less), c) for m, c in terms)
            terms = collected(_all_normal(divided, self.facts))
            for key, p in common.items():
                self.exps[key] -= p * power
        if terms != ((ONE, 1),):
            number, at = kept("R", terms)
            self.recs[number, least(number, at)] += power


def _common(terms: Total) -> Powers:
    """Collect the exponentials that all terms have and none sums over."""
    found: Powers | None = None
    for m, _ in terms:
        bound = {slot for slot, _ in m.bound}
        here: Powers = Counter()
        for f in m.factors:
            if isinstance(f, Kept) and f.kind == "e" and not slots_of(f) & bound:
                here[f.number, least(f.number, f.refs)] += f.power
        keys = here.keys() | (found or here).keys()
        found = here if found is None else Counter({k: min(found[k], here[k]) for k in keys})
    return Counter({key: power for key, power in (found or {}).items() if power})


_MADE_AGAIN: dict[tuple[int, Facts], Total] = {}


def _with_what_is_known(f: Kept, facts: Facts) -> Total | None:
    """Return the terms of an inner sum that what is known here may change, made normal again."""
    told = _told(f.refs, facts)
    repeated = len({slot for slot, _ in f.refs}) < len(f.refs)
    if not told and not repeated:
        return None
    if repeated:
        return collected(_all_normal(inner(f.number, f.refs), facts))
    key = (f.number, told)
    if key not in _MADE_AGAIN:
        _MADE_AGAIN[key] = collected(
            _all_normal(inner(f.number, parameters(f.number)), closure(told))
        )
    return taken_at(_MADE_AGAIN[key], f.refs)


def _told(at: tuple[Ref, ...], facts: Facts) -> Facts:
    """Say the facts that speak of these references alone, in parameters."""
    place: dict[Ref, Ref] = {}
    for k, ref in enumerate(at):
        place.setdefault(ref, (-1 - k, ()))
    return frozenset(
        Fact(fact.kind, tuple(place[ref] for ref in fact.refs))
        for fact in facts
        if all(ref in place for ref in fact.refs)
    )


# --- reciprocals ----------------------------------------------------------------------------------


def _reciprocals(m: Monomial) -> list[Kept]:
    return [f for f in m.factors if isinstance(f, Kept) and f.kind == "r"]


def _lowered(f: Kept) -> tuple[Factor, ...]:
    return (replace(f, power=f.power - 1),) if f.power > 1 else ()


def _without(factors: tuple[Factor, ...], gone: Factor) -> tuple[Factor, ...]:
    at = factors.index(gone)
    return factors[:at] + factors[at + 1 :]


def _product_with_its_reciprocal(m: Monomial, facts: Facts, known: Facts) -> Total | None:
    """R(T) T = 1, and R(T + u) T = 1 − R(T + u) u."""
    for r in _reciprocals(m):
        terms = inner(r.number, r.refs)
        if _told(r.refs, facts):
            terms = collected(_all_normal(terms, facts))
        lead = _lead(terms)
        rest = None if lead is None else _divided(m, lead, r, facts)
        if rest is None:
            continue
        cleared = replace(rest, factors=_without(rest.factors, r) + _lowered(r))
        others = ((times(rest, freshened(t)), -c) for t, c in terms if t is not lead)
        return normal(cleared, known) + _all_normal(others, known)
    return None


def _lead(terms: Total) -> Monomial | None:
    """Choose the term that is rewritten: one that sums over something, the last in order."""
    if len(terms) == 1:
        return terms[0][0] if terms[0][1] == 1 else None
    if len(open_slots_of(terms)) > 1:
        return None
    able = [
        (spelt(t, tuple((slot, "$") for slot in sorted(open_slots(t)))), k)
        for k, (t, c) in enumerate(terms)
        if t.bound and c == 1
    ]
    return terms[max(able)[1]][0] if able else None


def _divided(m: Monomial, T: Monomial, r: Kept, facts: Facts) -> Monomial | None:
    """Find factors of m that are T over again, over slots that stand nowhere else; drop them."""
    if not T.bound:
        return _divided_by_a_product(m, T)
    fixed, bound = open_slots(T), dict(m.bound)
    spaces = sorted(space for _, space in T.bound)
    tried: set[int] = set()
    for start in bound:
        if start in fixed or start in tried:
            continue
        part = _connected(m, start, fixed)
        tried |= part
        if sorted(bound[slot] for slot in part) == spaces and _is_over_again(m, T, r, facts, part):
            return Monomial(
                tuple(f for f in m.factors if not slots_of(f) & part),
                frozenset(f for f in m.facts if not _speaks_of(f, part)),
                tuple((slot, space) for slot, space in m.bound if slot not in part),
                m.scalars,
            )
    return None


def _divided_by_a_product(m: Monomial, T: Monomial) -> Monomial | None:
    if T.facts or T.scalars:
        return None
    left = list(m.factors)
    for f in T.factors:
        like = next((g for g in left if type(g) is type(f) and edge(g) == edge(f)), None)
        if like is None:
            return None
        left.remove(like)
    return replace(m, factors=tuple(left))


def _connected(m: Monomial, start: int, fixed: set[int]) -> set[int]:
    """Collect the bound slots that factors tie to one another, without what T leaves open."""
    bound = {slot for slot, _ in m.bound} - fixed
    part, todo = {start}, [start]
    while todo:
        slot = todo.pop()
        for f in m.factors:
            touched = slots_of(f)
            if slot in touched:
                new = (touched & bound) - part
                part |= new
                todo.extend(new)
    return part


def _speaks_of(fact: Fact, slots: set[int]) -> bool:
    return any(slot in slots for slot, _ in fact.refs)


def _is_over_again(m: Monomial, T: Monomial, r: Kept, facts: Facts, part: set[int]) -> bool:
    inside = tuple(f for f in m.factors if slots_of(f) & part)
    if r in inside or any(slot in part for s in m.scalars for slot, _ in s.refs):
        return False
    about = frozenset(fact for fact in m.facts if _speaks_of(fact, part))
    around = closure(facts - about)
    # Facts that tie the part to other slots are held against T's, given what holds around both.
    bound = tuple((slot, space) for slot, space in m.bound if slot in part)
    one = Monomial(inside, closure(about | around) - around, bound)
    other = replace(T, facts=closure(T.facts | around) - around)
    names = tuple((slot, f"s{slot}") for slot in sorted(open_slots(one) | open_slots(other)))
    return spelt(one, names) == spelt(other, names)


def _two_reciprocals(m: Monomial, known: Facts) -> Total | None:
    """R(T) R(T + u) = (R(T) − R(T + u)) / u, for u a product of exponentials."""
    for a in _reciprocals(m):
        for b in _reciprocals(m):
            turned = tuple((t, -c) for t, c in inner(a.number, a.refs))
            difference = collected(inner(b.number, b.refs) + turned)
            if a is b or len(difference) != 1 or abs(difference[0][1]) != 1:
                continue
            u, c = difference[0]
            over_u = _over_exponentials(u)
            if over_u is None:
                continue
            left = _without(_without(m.factors, a), b) + over_u + _lowered(a) + _lowered(b)
            one, other = (replace(m, factors=(*left, replace(x, power=1))) for x in (a, b))
            return _all_normal(((one, c), (other, -c)), known)
    return None


def _over_exponentials(u: Monomial) -> tuple[Kept, ...] | None:
    """Return one over a product of exponentials; None, if it is none."""
    exps = [f for f in u.factors if isinstance(f, Kept) and f.kind == "e"]
    if u.bound or u.facts or u.scalars or len(exps) < len(u.factors):
        return None
    return tuple(replace(f, power=-f.power) for f in exps)
