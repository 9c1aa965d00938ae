"""Chapter 4: how far a position sees through layers of windows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product as every
from random import Random
from typing import Any

from sympy import ZZ
from sympy.polys.rings import ring

from refmath.symbolic.claims import Argument, Claim, FalseClaim, Twin, ensure
from refmath.symbolic.propositions import Instances, Proposition
from refmath.symbolic.terms import (
    Bracket,
    Compared,
    Defined,
    Entry,
    Given,
    Power,
    Range,
    SetOf,
    Sign,
    Size,
    Table,
    Term,
    Whole,
)
from refmath.theorems.left_aside import CHAPTER
from refmath.theorems.polynomials import is_not_negative

_L, _M, _i, _j, _k, _n, _w = (Sign(latex) for latex in "LMijknw")
_POSITIONS = {name: Range(name, Whole(0), _n - 1) for name in "ijk"}
_WINDOW = Defined(
    _M,
    Table(
        Bracket(Compared(Whole(0), r"\le", _j - _k, (("<", _w),))),
        _POSITIONS["j"],
        _POSITIONS["k"],
    ),
)
_WAYS = Entry(Power(_M, _L), (_i, _k))
_SEEN = SetOf(Range("k", Whole(0), _n - 1, (Compared(_WAYS, ">", Whole(0)),)))


def _sees(tokens: Term, first: Term = _L * (_w - 1)) -> Proposition:
    """A position that isn't too near the beginning sees so many positions."""
    return Proposition(
        (
            Compared(Whole(1), r"\le", _w),
            Compared(first, r"\le", _i, (("<", _n),)),
        ),
        Compared(Size(_SEEN), "=", tokens),
        (_WINDOW,),
    )


SEEN = _sees(Whole(1) + _L * (_w - 1))


def _small() -> Iterator[Given]:
    for n in range(1, 7):
        for i in range(n):
            for L, w in every(range(4), range(1, 4)):
                yield {"n": n, "i": i, "L": L, "w": w}


def _drawn(random: Random) -> Given:
    n, L, w = random.randint(7, 10), random.randint(1, 4), random.randint(0, 5)
    return {"n": n, "i": random.randrange(n), "L": L, "w": w}


INSTANCES = Instances(_small, _drawn)


def _one_more_layer(reach: Callable[[Any, Any], Any]) -> str:
    """What is seen at a distance d = L(w − 1) − s, and from there at e = w − 1 − t."""
    _, L, v, s, t = ring("L v s t", ZZ)  # v = w − 1
    left = reach(L + 1, v) - ((reach(L, v) - s) + (v - t))
    ensure(left == s + t and is_not_negative(left), "within L + 1 layers")
    return "d ≤ L(w − 1) and e ≤ w − 1 give d + e ≤ (L + 1)(w − 1)"


def _each_distance_is_reached(step: Callable[[Any], Any]) -> str:
    """D = (L + 1)(w − 1) − s, less a step of w − 1, is L(w − 1) − s."""
    _, L, v, s = ring("L v s", ZZ)
    ensure(((L + 1) * v - s) - step(v) == L * v - s, "a whole step, and the rest")
    return "D ≤ w − 1 is one step; else D − (w − 1) ≤ L(w − 1) is left for L layers"


WINDOWS = Claim(
    name="layers_of_windows",
    title="Through L layers with windows of w, a position sees 1 + L(w − 1) tokens",
    chapter=CHAPTER,
    source="Beltagy, Peters and Cohan 2020, «Longformer», for layers of windows; this project",
    plain="A window of w lets a position see itself and the w − 1 before it. What it sees there "
    "has itself seen w − 1 further back, a layer before. M holds a 1 where the window lets a "
    "source through, and an entry of M^L counts the ways from a source to a destination in L "
    "layers. Positions nearer to the beginning see all there is.",
    statement=SEEN,
    instances=INSTANCES,
    arguments=(
        Argument(
            "No further: each layer adds w − 1 at most.",
            "every depth",
            _one_more_layer,
            lambda L, v: L * v,
            Twin("windows that multiply", lambda L, v: v**2 * L),
        ),
        Argument(
            "And every distance up to that: a step of w − 1 where one fits, and the rest.",
            "every depth",
            _each_distance_is_reached,
            lambda v: v,
            Twin("steps of w", lambda v: v + 1),
        ),
    ),
    near_misses=(
        FalseClaim(
            "windows_side_by_side",
            _sees(_L * _w),
            "counting w tokens a layer: a position is in its own window, and is counted again",
            instances=INSTANCES,
        ),
        FalseClaim(
            "itself_left_out",
            _sees(_L * (_w - 1)),
            "forgetting the position itself",
            instances=INSTANCES,
        ),
        FalseClaim(
            "windows_multiply",
            _sees(Power(_w, _L)),
            "that each token of a window has a window of its own, none of which overlap",
            instances=INSTANCES,
        ),
        FalseClaim(
            "from_the_beginning",
            _sees(Whole(1) + _L * (_w - 1), Whole(0)),
            "the same for positions near the beginning",
            instances=INSTANCES,
        ),
    ),
)

STATEMENTS = (WINDOWS,)
