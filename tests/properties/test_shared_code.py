"""A bug in what the routes share is seen by one of them at least: they share no more than is said.

Each bug is put into shared code by itself. It must do harm, so that it is one: some way of checking
takes a falsehood, or refuses what it took. And some route must say so.
"""

import sys
from dataclasses import dataclass

import pytest
from hypothesis import settings

from refmath.evidence.effort import QUICK
from refmath.evidence.routes import check_theorem
from refmath.symbolic import algebra, expressions, identities, letters
from refmath.symbolic.algebra import normal_form
from refmath.symbolic.derivation import (
    CHAPTER_OF_LAWS,
    ENTRIES,
    Step,
    Theorem,
    replay,
)
from refmath.symbolic.expressions import (
    Diag,
    HeadSum,
    Identity,
    Letter,
    Pattern,
    Product,
    Recip,
    Scaled,
    Transpose,
)
from refmath.symbolic.identities import LAWS, Law
from refmath.symbolic.letters import Generator, HeadSet, matrix, scalar

WORDS, REPLAY = "words", "replay"
"""Two ways of checking that «all shapes» walks one after the other."""


def square(name, *index, kind="free"):
    return Letter(matrix(name, "n", "n", *index, kind=kind))


A, B, S = (square(name, "h") for name in "ABS")
ID = Identity(("n",))
G, H_G = HeadSet("G"), HeadSet("H", ("g",))
WIDE, TALL = Letter(matrix("W", "n", "m")), Letter(matrix("V", "m", "n"))
COLUMN, ONES = Letter(matrix("c", "n", "one")), Letter(matrix("1", "n", "one", kind="ones"))
M, M_INVERSE = square("M", kind="invertible"), square("M⁻¹", kind="inverse")
ONE_OVER_N = scalar("1/n", r"\frac{1}{n}", kind="reciprocal")


@dataclass(frozen=True)
class Bug:
    """How it is put in, and a statement that shows it: two sides, which are equal or aren't."""

    plant: object
    sides: object
    true: bool = False
    by: str = ENTRIES


def everywhere(monkeypatch, original, wrong):
    """Put one function for another in every file that has it."""
    for name, module in list(sys.modules.items()):
        if name.startswith("refmath"):
            for attribute, held in list(vars(module).items()):
                if held is original:
                    monkeypatch.setattr(module, attribute, wrong)


def instead_of(original, wrong):
    return lambda monkeypatch: everywhere(monkeypatch, original, wrong)


def method(of, name, wrong):
    return lambda monkeypatch: monkeypatch.setattr(of, name, wrong)


def _equal_but_for_the_index(a, b):
    return isinstance(b, Generator) and (a.name, a.rows, a.cols) == (b.name, b.rows, b.cols)


def letters_alike(monkeypatch):
    monkeypatch.setattr(Generator, "__eq__", _equal_but_for_the_index)
    monkeypatch.setattr(Generator, "__hash__", lambda g: hash((g.name, g.rows, g.cols)))


def _fits_whatever_its_type(parts):
    return algebra.shape(parts[0])[0], algebra.shape(parts[-1])[1]


shape = algebra.shape


def _transpose_not_turned(e):
    return shape(e.body) if isinstance(e, Transpose) else shape(e)


parts_of = expressions.parts_of


def _nothing_in_a_softmax(e):
    return () if isinstance(e, Pattern) else parts_of(e)


def _only_the_first_part(e):
    return parts_of(e)[:1] if isinstance(e, Product) else parts_of(e)


reindexed = expressions.reindexed


def _blind_to_softmax(e, old, new):
    return e if isinstance(e, Pattern) else reindexed(e, old, new)


rebuilt = expressions.rebuilt


def _softmax_anew(e, parts):
    return Pattern(parts[0]) if isinstance(e, Pattern) else rebuilt(e, parts)


def _in_any_order(a, b):
    def read(e):
        return sorted(map(repr, parts_of(e))) if isinstance(e, Product) else repr(e)

    return read(a) == read(b)


_KNOWN = {}


def known_by_name(g):
    return _KNOWN.setdefault(g.name, g)


def half_of_a_law(name):
    """A law that leaves its last term or factor out."""

    def plant(monkeypatch):
        rule = LAWS[name].rule

        def wrong(e):
            out = rule(e)
            if out is None or len(parts_of(out)) < 2:
                return out
            return rebuilt(out, parts_of(out)[:-1])

        law = Law(name, (identities.Equation(name, wrong),))
        monkeypatch.setitem(LAWS, name, law)

    return plant


BUGS = {
    "an index is put for none": Bug(
        method(Generator, "renamed", lambda g, *_: g), (HeadSum("h", A), HeadSum("g", A))
    ),
    "a set keeps its index": Bug(
        method(HeadSet, "renamed", lambda over, *_: over),
        (HeadSum("g", HeadSum("h", A, H_G), G), HeadSum("k", HeadSum("h", A, H_G), G)),
    ),
    "letters are equal whatever their index": Bug(
        letters_alike, (square("A", 0) @ square("B", 0), square("A", 0) @ square("B", 1))
    ),
    "letters are known by their name": Bug(
        instead_of(letters.known, known_by_name),
        (
            HeadSum("h", square("F", 0) @ square("F", "h")),
            HeadSum("h", square("F", "h") @ square("F", "h")),
        ),
    ),
    "products fit whatever their types": Bug(
        instead_of(algebra._product_shape, _fits_whatever_its_type),
        (WIDE @ TALL.T, (TALL @ WIDE.T).T),
    ),
    "a transpose has the type of its body": Bug(
        instead_of(algebra.shape, _transpose_not_turned), ((WIDE @ TALL).T, TALL.T @ WIDE.T), True
    ),
    "a column may have zeros": Bug(
        instead_of(expressions.is_positive, lambda _: True),
        lambda: (Diag(Recip(COLUMN)) @ COLUMN, ONES),
    ),
    "nothing is seen within a softmax": Bug(
        instead_of(expressions.parts_of, _nothing_in_a_softmax),
        (
            HeadSum("h", Pattern(WIDE @ TALL @ A)),
            HeadSum("g", Pattern(WIDE @ TALL @ square("A", "g"))),
        ),
        True,
    ),
    "only the first factor is seen": Bug(
        instead_of(expressions.parts_of, _only_the_first_part),
        (WIDE @ TALL, (TALL.T @ WIDE.T).T),
        True,
    ),
    "softmaxes keep their index": Bug(
        instead_of(expressions.reindexed, _blind_to_softmax),
        (HeadSum("h", ID @ Pattern(S)), HeadSum("g", Pattern(S))),
        by="identity",
    ),
    "a softmax is written again without its axis": Bug(
        instead_of(expressions.rebuilt, _softmax_anew),
        (ID @ Pattern(ID @ S, "destination"), Pattern(S)),
        by="identity",
    ),
    "factors are pulled out over their own index": Bug(
        instead_of(expressions.mentions, lambda *_: False),
        (HeadSum("h", A) @ B, HeadSum("h", A @ B)),
        by="distributivity",
    ),
    "products are read in any order": Bug(
        instead_of(identities.same_up_to_order, _in_any_order),
        (ID @ square("A") @ square("B"), square("B") @ square("A")),
        by="identity",
    ),
    "a law leaves a term out": Bug(
        half_of_a_law("distributivity"),
        (square("A") @ (square("B") + square("C")), square("A") @ square("B")),
        by="distributivity",
    ),
    "an inverse is another letter's": Bug(
        instead_of(letters.inverted, lambda _: matrix("N", "n", "n", kind="invertible")),
        (M @ M_INVERSE, ID),
        True,
    ),
    "one over n is one over another size": Bug(
        instead_of(letters.size_under, lambda g: g.name.removeprefix("1/").upper()),
        (Scaled(ONE_OVER_N, ONES.T @ ONES), Identity(("one",))),
        True,
    ),
    "an index may be called as bound ones are": Bug(
        instead_of(letters._check_written, lambda *_: None),
        lambda: (HeadSum("h", square("A", "h") @ square("B", "·0")), HeadSum("h", A @ B)),
    ),
}


def stated(sides, by):
    left, right = sides
    return Theorem("t", "", CHAPTER_OF_LAWS, "", "", (Step(left), Step(right, by)), ())


def takes(way, theorem):
    """Whether one of the two alone takes a statement; a fault is none."""
    try:
        if way == REPLAY:
            return not theorem.by_entries and bool(replay(theorem, {}))
        return normal_form(theorem.left) == normal_form(theorem.right)
    except ValueError:
        return False


def taken_by(theorem):
    """The ways of checking that take a statement, and all that were asked."""
    checks = check_theorem(theorem, QUICK).checks
    taken = {check.route for check in checks if check.passed}
    taken |= {way for way in (WORDS, REPLAY) if takes(way, theorem)}
    return taken, {WORDS, *(check.route for check in checks)}


@pytest.mark.parametrize("name", BUGS)
def test_a_bug_in_shared_code_is_seen_by_a_route(name, monkeypatch):
    bug = BUGS[name]
    before = taken_by(stated(bug.sides, bug.by))[0] if isinstance(bug.sides, tuple) else set()
    assert bool(before) == bug.true
    bug.plant(monkeypatch)
    sides = bug.sides if isinstance(bug.sides, tuple) else bug.sides()
    after, asked = taken_by(stated(sides, bug.by))
    if bug.true:
        assert before - after, "it does no harm, or nothing sees it"
    else:
        assert after, "it does no harm"
        assert asked - after, "no route sees it"


@pytest.mark.parametrize("name", BUGS)
def test_with_a_bug_in_shared_code_no_falsehood_passes_by_every_route(name, monkeypatch, checker):
    """On random pairs that the evaluator tells apart, which has nothing of what is shared."""
    false = []
    for seed in range(settings.default.max_examples // 2):
        pair = checker.pair(seed)
        try:
            if not checker.is_slow(pair) and checker.differ(*pair.sides, checker.worlds()):
                false.append((seed, stated(pair.sides, ENTRIES)))
        except checker.NoPlaceLeft:
            continue
    BUGS[name].plant(monkeypatch)
    for seed, theorem in false:
        taken, asked = taken_by(theorem)
        assert asked - taken, seed
