"""The routes by which one theorem is checked, each by itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from refmath.evidence.drawn_values import draws, from_a_large_range, has_exponentials, spaces_of
from refmath.evidence.effort import FULL, Effort
from refmath.evidence.evaluate import both_sides
from refmath.evidence.near_misses import refute, told_apart, without_hypotheses
from refmath.evidence.verdict import (
    BY_ROUTE,
    PROVED,
    STRENGTHS,
    DisagreementError,
    Strength,
    Verdict,
    checked,
    weakest,
)
from refmath.symbolic.algebra import normal_form
from refmath.symbolic.claims import Claim, Tried
from refmath.symbolic.derivation import Theorem, lines_by_law, replay
from refmath.symbolic.entries import explicit_entries, has_entries
from refmath.symbolic.expressions import Expression
from refmath.symbolic.indices import index_form
from refmath.theorems.catalogue import STATEMENTS, earlier_than, rests_on_in_the_end

SHAPES = (
    {"n_ctx": 3, "d_vocab": 4, "d_model": 2, "d_mlp": 3, "d_head": 1, "n_heads": 2}
    | {"n": 2, "m": 3, "p": 4, "q": 3, "r": 2, "s": 1},
    {"n_ctx": 2, "d_vocab": 1, "d_model": 3, "d_mlp": 2, "d_head": 2, "n_heads": 2}
    | {"n": 3, "m": 1, "p": 2, "q": 2, "r": 3, "s": 4},
)
"""Where the explicit entries are written out: neighbours unlike, lest a transposition hide.

The first six mean what they say; n, m, … are the spaces of the laws' letters, and mean nothing."""

AS_PRINTED = "as printed"
"""The route that evaluates a claim's statement itself."""
_ZERO = "both sides are zero: the equality would say nothing"


def routes_of(statement: Theorem | Claim) -> tuple[str, ...]:
    """List the routes by which a statement is checked, without walking them."""
    if isinstance(statement, Claim):
        by_arguments = (argument.route for argument in statement.arguments)
        return tuple(dict.fromkeys((*by_arguments, AS_PRINTED)))
    return tuple(name for name, walk in _WALKS.items() if walk.leads_to(statement))


def strength_of(statement: Theorem | Claim) -> Strength:
    """Say what a statement is shown for: no more than it shows itself, or what it rests on.

    A theorem is as strong as its strongest route, each of which checks all of it; a claim as its
    weakest essential argument.

    >>> by_name = {statement.name: statement for statement in STATEMENTS}
    >>> strength_of(by_name["induction"]).shows
    'every size'
    """
    own = _own_strength(statement)
    inherited = {s.name: _own_strength(s).shows for s in _ancestors(statement)}
    shows = weakest([own.shows, *inherited.values()])
    if shows == PROVED:
        return own
    rests = tuple(f"it rests on {name}" for name, shown in inherited.items() if shown == shows)
    return Strength(shows, (*(own.since if own.shows == shows else ()), *rests))


def _own_strength(statement: Theorem | Claim) -> Strength:
    if isinstance(statement, Theorem):
        shown = {BY_ROUTE[route].shows for route in routes_of(statement)}
        strongest = min(shown, key=STRENGTHS.index)
        return Strength(strongest, () if strongest == PROVED else ("no route is for every size",))
    shows = weakest(BY_ROUTE[argument.route].shows for argument in statement.essential)
    since = tuple(
        f"argument {n} is by {argument.route}"
        for n, argument in enumerate(statement.arguments, 1)
        if argument in statement.essential and BY_ROUTE[argument.route].shows == shows != PROVED
    )
    return Strength(shows, since)


def _ancestors(statement: Theorem | Claim) -> tuple[Theorem | Claim, ...]:
    by_name = {s.name: s for s in STATEMENTS}
    begun = statement.rests if isinstance(statement, Claim) else ()
    if statement.name in by_name:
        begun = (*begun, *rests_on_in_the_end(statement.name))
    names = dict.fromkeys(n for need in begun for n in (need, *_further(need)))
    return tuple(by_name[name] for name in names if name in by_name)


def _further(name: str) -> tuple[str, ...]:
    return rests_on_in_the_end(name) if any(s.name == name for s in STATEMENTS) else ()


def not_for_every_size() -> dict[str, Strength]:
    """List the statements that are shown for less than every size, with the reasons."""
    strengths = {statement.name: strength_of(statement) for statement in STATEMENTS}
    return {name: strength for name, strength in strengths.items() if strength.shows != PROVED}


def check_claim(claim: Claim, effort: Effort = FULL) -> Verdict:
    """Evaluate a claim as printed, run its arguments and their twins, refute its near misses.

    Args:
        claim: what is stated.
        effort: how many instances are drawn, and how many of the small ones are tried.
    """
    arguments = tuple(
        checked(argument.route, argument.found_and_not_of_its_twins, argument.part)
        for argument in claim.arguments
    )
    evaluated = checked(AS_PRINTED, partial(claim.as_printed, effort.draws, effort.small), "beside")
    refutations = tuple(map(refute, claim.near_misses))
    checks = (*arguments, evaluated)
    return Verdict(claim.name, claim.title, claim.chapter, checks, refutations, strength_of(claim))


def check_theorem(theorem: Theorem, effort: Effort = FULL) -> Verdict:
    """Check a theorem by every route it has, and refute its near misses.

    Args:
        theorem: what is stated.
        effort: how many numbers are drawn; the other routes take none.
    """
    checks = tuple(
        checked(name, partial(_WALKS[name].check, theorem, effort)) for name in routes_of(theorem)
    )
    near_misses = (*theorem.near_misses, *without_hypotheses(theorem))
    refutations = tuple(map(refute, near_misses))
    return Verdict(
        theorem.name, theorem.title, theorem.chapter, checks, refutations, strength_of(theorem)
    )


def _all_shapes(theorem: Theorem, _: Effort) -> Tried:
    if theorem.by_entries:
        return _by_words_alone(theorem)
    left, right = normal_form(theorem.left), normal_form(theorem.right)
    if left.is_zero:
        raise DisagreementError(_ZERO)
    if theorem.hypotheses:
        by_law = lines_by_law(theorem)
        if any(normal_form(a) != normal_form(b) for a, b in by_law):
            raise DisagreementError("two lines have different normal forms, by no hypothesis")
        steps = replay(theorem, _may_rest_on(theorem))
        return Tried(f"{steps} steps replayed, {steps - len(by_law)} of them by hypothesis", steps)
    if left != right:
        raise DisagreementError("the sides have different normal forms")
    steps, terms = replay(theorem, _may_rest_on(theorem)), _count(len(left.terms), "term")
    return Tried(f"{steps} steps replayed; both sides: the same {terms}", steps)


def _by_words_alone(theorem: Theorem) -> Tried:
    """Decide a law of the softmax by words, whose laws are of single letters; nothing replayed."""
    left, right = normal_form(theorem.left), normal_form(theorem.right)
    if left.is_zero:
        raise DisagreementError(_ZERO)
    if left != right:
        raise DisagreementError("the sides have different normal forms")
    terms = len(left.terms)
    return Tried(f"both sides: the same {_count(terms, 'term')}", terms)


def _may_rest_on(theorem: Theorem) -> dict[str, Theorem]:
    """Return what the theorem may rest on; one that isn't in the catalogue rests on laws alone."""
    try:
        return earlier_than(theorem.name)
    except ValueError:
        return {}


def _every_index(theorem: Theorem, _: Effort) -> Tried:
    if theorem.by_entries:
        replay(theorem, {})
    left, right = index_form(theorem.left), index_form(theorem.right)
    if left.is_zero:
        raise DisagreementError(_ZERO)
    if theorem.hypotheses:
        by_law = lines_by_law(theorem)
        if any(index_form(a) != index_form(b) for a, b in by_law):
            raise DisagreementError("the entries' sums of two lines differ, by no hypothesis")
        steps = _count(len(by_law), "step")
        return Tried(f"the same entries in {steps}, the others by hypothesis", len(theorem.steps))
    if left != right:
        raise DisagreementError("the entries' sums differ")
    sums = len(left.terms)
    return Tried(f"the same {_count(sums, 'sum')} of products of entries", sums)


def _count(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"


def _explicit_entries(theorem: Theorem, _: Effort) -> Tried:
    entries = 0
    for sizes in SHAPES:
        sides = (theorem.left, theorem.right)
        left, right = explicit_entries(sides, sizes, sizes["n_heads"], {"h": 0})
        if left != right:
            where = _sizes(sizes, theorem.left)
            raise DisagreementError(f"entries differ as polynomials at {where}")
        if not any(entry for row in left for entry in row):
            raise DisagreementError(_ZERO)
        entries += sum(map(len, left))
    where = "; ".join(_sizes(sizes, theorem.left) for sizes in SHAPES)
    shapes = {"sizes": [_used_sizes(sizes, theorem.left) for sizes in SHAPES]}
    return Tried(f"identical polynomials over ℤ at {where}", entries, shapes)


def _sizes(sizes: dict[str, int], e: Expression) -> str:
    return ", ".join(f"{name} = {n}" for name, n in _used_sizes(sizes, e).items())


def _used_sizes(sizes: dict[str, int], e: Expression) -> dict[str, int]:
    used = spaces_of(e)
    return {name: n for name, n in sizes.items() if name in used}


def _exact_numbers(theorem: Theorem, effort: Effort) -> Tried:
    sides = (theorem.left, theorem.right)
    # Fewer draws are spread over the same seeds, so that unequal and larger sizes stay among them.
    seeds = [n * max(FULL.draws, effort.draws) // effort.draws for n in range(effort.draws)]
    drawn = nonzero = 0
    sizes: list[dict[str, int]] = []
    for values in draws(sides, seeds):
        left, right = both_sides(sides, values)
        if not (left == right).all():
            raise DisagreementError(told_apart(values, left, right))
        drawn += 1
        sizes.append(dict(values.sizes))
        nonzero += bool((left != 0).any())
    left, right = both_sides(sides, from_a_large_range(sides))
    if not (left == right).all():
        raise DisagreementError("a draw from ±2³¹ tells the sides apart")
    if not nonzero:
        raise DisagreementError("both sides are zero on every draw: the equality would say nothing")
    found = f"equal on {drawn} draws, {nonzero} of them not zero, and on one from ±2³¹"
    tried_on = {"draws": drawn, "seeds": seeds, "sizes": sizes, "large_range_seed": 0}
    return Tried(found, drawn + 1, tried_on)


def _of_exponentials(theorem: Theorem) -> bool:
    return has_exponentials(theorem.left) or has_exponentials(theorem.right)


class _Walk(NamedTuple):
    """Which theorems have a route, and how it is walked."""

    leads_to: Callable[[Theorem], bool]
    check: Callable[[Theorem, Effort], Tried]


_WALKS = {
    "all shapes": _Walk(
        lambda theorem: not theorem.by_entries or _of_exponentials(theorem), _all_shapes
    ),
    "every index": _Walk(lambda _: True, _every_index),
    "explicit entries": _Walk(
        lambda theorem: has_entries(theorem.left) and has_entries(theorem.right),
        _explicit_entries,
    ),
    "exact numbers": _Walk(lambda _: True, _exact_numbers),
}


def walked_by(route: str) -> Callable[[Theorem, Effort], Tried] | None:
    """Return the function that walks a route for a theorem; None, where no theorem goes by it."""
    return _WALKS[route].check if route in _WALKS else None
