"""The routes by which one theorem is checked; the search for counterexamples to near misses."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from random import Random

import numpy as np

from refmath.evidence.exact_numbers import Matrix, Values, evaluate
from refmath.evidence.verdict import Check, Refutation, Verdict
from refmath.symbolic.algebra import normal_form, shape
from refmath.symbolic.claims import Claim, ClaimFailsError, FalseClaim
from refmath.symbolic.derivation import NearMiss, Theorem, lines_by_law, replay
from refmath.symbolic.entries import explicit_entries, has_entries
from refmath.symbolic.expressions import Expression, Letter, Scaled, parts_of, rebuilt, reindexed
from refmath.symbolic.indices import index_form
from refmath.symbolic.latex import near_miss_latex
from refmath.symbolic.letters import Generator
from refmath.theorems.catalogue import earlier_than

DRAWS = 25
"""Exact draws of small sizes and numbers for each theorem, beside one from a large range."""

SHAPES = (
    {"n_ctx": 3, "d_vocab": 4, "d_model": 2, "d_head": 1, "n_heads": 2}
    | {"n": 2, "m": 3, "p": 4, "q": 3, "r": 2, "s": 1},
    {"n_ctx": 2, "d_vocab": 1, "d_model": 3, "d_head": 2, "n_heads": 2}
    | {"n": 3, "m": 1, "p": 2, "q": 2, "r": 3, "s": 4},
)
"""Where the explicit entries are written out: neighbours unlike, lest a transposition hide.

The first five mean what they say; n, m, … are the spaces of the laws' letters, and mean nothing."""


def routes_of(statement: Theorem | Claim) -> tuple[str, ...]:
    """List the routes by which a statement is checked, without walking them."""
    if isinstance(statement, Claim):
        return tuple(dict.fromkeys(argument.route for argument in statement.arguments))
    routes = [] if statement.by_entries else ["all shapes"]
    routes.append("every index")
    if has_entries(statement.left) and has_entries(statement.right):
        routes.append("explicit entries")
    return (*routes, "exact numbers")


def check_claim(claim: Claim) -> Verdict:
    """Run every argument of a claim, and refute its near misses."""
    checks = tuple(_timed(a.route, a.check) for a in claim.arguments)
    refutations = tuple(
        refute(near_miss) if isinstance(near_miss, NearMiss) else _searched(near_miss)
        for near_miss in claim.near_misses
    )
    return Verdict(claim.name, claim.title, claim.chapter, checks, refutations)


def _searched(near_miss: FalseClaim) -> Refutation:
    start = time.perf_counter()
    try:
        found = near_miss.search()
        said = found or "none found"
    except Exception as error:  # to crash is not to be false
        found, said = "", f"the search failed: {type(error).__name__}: {error}"
    return Refutation(
        near_miss.name,
        near_miss.statement,
        near_miss.tempting,
        bool(found),
        said,
        time.perf_counter() - start,
    )


def without_hypotheses(theorem: Theorem) -> tuple[NearMiss, ...]:
    """Make, for each hypothesis, the theorem that does without: its letters may be any matrices."""
    return tuple(
        NearMiss(
            f"without: {hypothesis.name}",
            freed(theorem.left, _special(hypothesis.left)),
            freed(theorem.right, _special(hypothesis.left)),
            f"forgetting that {hypothesis.plain}",
        )
        for hypothesis in theorem.hypotheses
    )


def _special(e: Expression) -> frozenset[Generator]:
    """Collect what a hypothesis supposes something of; vectors of ones are what they are."""
    return frozenset(g for g in _letters(e) if g.kind not in ("free", "ones", "first"))


def _letters(e: Expression) -> Iterator[Generator]:
    if isinstance(e, Letter):
        yield e.generator
    for part in parts_of(e):
        yield from _letters(part)


def freed(e: Expression, letters: frozenset[Generator]) -> Expression:
    """Let the given letters be any matrices."""
    if isinstance(e, Letter):
        g = e.generator
        return Letter(replace(g, kind="free")) if g in letters else e
    parts = parts_of(e)
    return rebuilt(e, tuple(freed(part, letters) for part in parts)) if parts else e


def check_theorem(theorem: Theorem) -> Verdict:
    """Check a theorem by every route it has, and refute its near misses."""
    checks = [_timed(route, partial(_WALKS[route], theorem)) for route in routes_of(theorem)]
    near_misses = (*theorem.near_misses, *without_hypotheses(theorem))
    refutations = tuple(refute(near_miss) for near_miss in near_misses)
    return Verdict(theorem.name, theorem.title, theorem.chapter, tuple(checks), refutations)


class DisagreementError(AssertionError):
    """Both sides were computed, and they are not equal."""


def _timed(route: str, check: Callable[[], str]) -> Check:
    start = time.perf_counter()
    try:
        detail, passed = check(), True
    except (DisagreementError, ClaimFailsError) as error:
        detail, passed = str(error), False
    except Exception as error:  # one route's fault must not hide what the others find
        detail, passed = f"{type(error).__name__}: {error}", False
    return Check(route, passed, detail, time.perf_counter() - start)


def _all_shapes(theorem: Theorem) -> str:
    steps = replay(theorem, _may_rest_on(theorem))
    left, right = normal_form(theorem.left), normal_form(theorem.right)
    if left.is_zero:
        raise DisagreementError("both sides are zero: the equality would say nothing")
    if theorem.hypotheses:
        by_law = lines_by_law(theorem)
        if any(normal_form(a) != normal_form(b) for a, b in by_law):
            raise DisagreementError("two lines have different normal forms, by no hypothesis")
        return f"{steps} steps replayed, {steps - len(by_law)} of them by hypothesis"
    if left != right:
        raise DisagreementError("the sides have different normal forms")
    return f"{steps} steps replayed; both sides: the same {_count(len(left.terms), 'term')}"


def _may_rest_on(theorem: Theorem) -> dict[str, Theorem]:
    """Return what the theorem may rest on; one that isn't in the catalogue rests on laws alone."""
    try:
        return earlier_than(theorem.name)
    except ValueError:
        return {}


def _by_index(theorem: Theorem) -> str:
    if theorem.by_entries:
        replay(theorem, {})
    left, right = index_form(theorem.left), index_form(theorem.right)
    if left.is_zero:
        raise DisagreementError("both sides are zero: the equality would say nothing")
    if theorem.hypotheses:
        by_law = lines_by_law(theorem)
        if any(index_form(a) != index_form(b) for a, b in by_law):
            raise DisagreementError("the entries' sums of two lines differ, by no hypothesis")
        return f"the same entries in {_count(len(by_law), 'step')}, the others by hypothesis"
    if left != right:
        raise DisagreementError("the entries' sums differ")
    return f"the same {_count(len(left.terms), 'sum')} of products of entries"


def _count(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"


def _explicit(theorem: Theorem) -> str:
    for sizes in SHAPES:
        sides = (theorem.left, theorem.right)
        left, right = explicit_entries(sides, sizes, sizes["n_heads"], {"h": 0})
        if left != right:
            raise DisagreementError(
                f"entries differ as polynomials at {_sizes(sizes, theorem.left)}"
            )
        if not any(entry for row in left for entry in row):
            raise DisagreementError("both sides are zero: the equality would say nothing")
    where = "; ".join(_sizes(sizes, theorem.left) for sizes in SHAPES)
    return f"identical polynomials over ℤ at {where}"


def _sizes(sizes: dict[str, int], e: Expression) -> str:
    used = _spaces(e)
    return ", ".join(f"{name} = {n}" for name, n in sizes.items() if name in used)


def _spaces(e: Expression) -> dict[str, None]:
    """Collect the spaces of an expression's letters, in the order in which they are met."""
    found: dict[str, None] = {}
    todo = [e]
    while todo:
        part = todo.pop(0)
        todo.extend(parts_of(part))
        if isinstance(part, Letter):
            found.update(dict.fromkeys(part.generator.rows + part.generator.cols))
        if isinstance(part, Scaled) and isinstance(part.factor, Generator):
            root, name = "1/√", part.factor.name.removeprefix("1/")
            found[name.removeprefix("√")] = None
            if part.factor.name.startswith(root):  # its size has to be a square
                found[name] = None
    found.update(dict.fromkeys((*shape(e)[0], *shape(e)[1])))
    found.pop("one", None)
    if found.pop("n_heads·d_head", "absent") is None:
        found["d_head"] = None
    return found


def draws(sides: tuple[Expression, Expression], how_many: int) -> Iterator[Values]:
    """Draw sizes and seeds, small ones first; every run draws the same."""
    spaces = {**_spaces(sides[0]), **_spaces(sides[1])}
    rooted = {s.removeprefix("√") for s in spaces if s.startswith("√")}
    for seed in range(how_many):
        random = Random(seed)
        largest = 2 + seed // 8
        sizes = {
            s: random.choice((1, 4))
            if s in rooted
            else random.randint(1 if seed > 15 else 2, largest)
            for s in spaces
            if not s.startswith("√")
        }
        for side in sides:
            _make_room(_letters(side), sizes)
        yield Values(sizes, 2 + seed % 2, random)


def _make_room(letters: Iterator[Generator], sizes: dict[str, int]) -> None:
    """Choose sizes at which there are letters of their kind."""
    for g in letters:
        if g.kind == "isometry":  # no more columns than rows
            sizes[g.rows[0]] = max(sizes[g.rows[0]], sizes[g.cols[0]])
        if g.kind == "rotation":  # planes have two coordinates each
            sizes[g.rows[0]] += sizes[g.rows[0]] % 2


def _exact(theorem: Theorem) -> str:
    sides = (theorem.left, theorem.right)
    nonzero = 0
    for values in draws(sides, DRAWS):
        left, right = _both(sides, values)
        if not (left == right).all():
            raise DisagreementError(_where(values, left, right))
        nonzero += bool((left != 0).any())
    wide = _from_a_large_range(sides)
    left, right = _both(sides, wide)
    if not (left == right).all():
        raise DisagreementError("a draw from ±2³¹ tells the sides apart")
    if not nonzero:
        raise DisagreementError("both sides are zero on every draw: the equality would say nothing")
    return f"equal on {DRAWS} draws, {nonzero} of them not zero, and on one from ±2³¹"


def _both(sides: tuple[Expression, Expression], values: Values) -> tuple[Matrix, Matrix]:
    """Evaluate both sides; a free head index means head 0."""
    left, right = (evaluate(reindexed(side, "h", 0), values) for side in sides)
    return left, right


def _from_a_large_range(sides: tuple[Expression, Expression]) -> Values:
    """Draw entries of ±2³¹; for the exponential stands 1 + s², or its value would fill memory."""
    values = next(draws(sides, 1))
    values.lowest, values.highest = -(2**31), 2**31
    values.weight = lambda score: score * score + 1
    return values


_WALKS = {
    "all shapes": _all_shapes,
    "every index": _by_index,
    "explicit entries": _explicit,
    "exact numbers": _exact,
}


def refute(near_miss: NearMiss, tries: int = 60) -> Refutation:
    """Search for numbers on which the two sides of a false statement differ."""
    start = time.perf_counter()
    sides = (near_miss.left, near_miss.right)
    found = ""
    if shape(near_miss.left) == shape(near_miss.right):
        for values in draws(sides, tries):
            left, right = _both(sides, values)
            if (left != right).any():
                found = _where(values, left, right)
                break
    proof = index_form(near_miss.left) != index_form(near_miss.right)
    return Refutation(
        near_miss.name,
        near_miss_latex(near_miss),
        near_miss.tempting + (f" (shown at {near_miss.where})" if near_miss.where else ""),
        bool(found) and proof,
        found or "none found",
        time.perf_counter() - start,
    )


def _where(values: Values, left: Matrix, right: Matrix) -> str:
    place = next(tuple(map(int, p)) for p in np.argwhere(np.asarray(left != right)))
    sizes = ", ".join(f"{name} = {n}" for name, n in values.sizes.items())
    lines = [f"{sizes}, heads: {values.n_heads}" if _has_heads(values) else sizes]
    lines += [f"{_name(key)} = {_shown(m)}" for key, m in values.given.items() if key[0] != "ι"]
    lines.append(f"entry {place}: left {left[place]}, right {right[place]}")
    return "\n".join(lines)


def _has_heads(values: Values) -> bool:
    return any(index for _, index in values.given)


def _name(key: tuple[str, tuple[object, ...]]) -> str:
    name, index = key
    return f"{name}^{','.join(map(str, index))}" if index else name


def _shown(m: Matrix) -> str:
    rows = [[str(x) for x in row] for row in m]
    return "[" + ", ".join("[" + ", ".join(row) + "]" for row in rows) + "]"
