"""Chapter 4: scores that are capped before the softmax."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from random import Random
from typing import Any

from sympy import ZZ
from sympy.polys.rings import ring

from refmath.symbolic.claims import Argument, Claim, FalseClaim, Twin, ensure
from refmath.symbolic.propositions import Instances, Proposition
from refmath.symbolic.terms import Compared, Defined, Exp, Given, Minus, Said, Sign, Term, Whole
from refmath.theorems.left_aside import CHAPTER

_c, _d, _s, _t, _x = (Sign(latex) for latex in "cdstx")
_e = Exp(Whole(2) * _x / _c)
_CAP = Defined(Sign("f", (_x,)), _c * ((_e - 1) / (_e + 1)))


def _f(of: Term) -> Term:
    return Sign("f", (of,))


def _says(conclusion: Said, *premises: Said) -> Proposition:
    """Of a cap c above 0, and of a score s below t."""
    return Proposition(
        (Compared(_c, ">", Whole(0)), Compared(_s, "<", _t), *premises), conclusion, (_CAP,)
    )


CAPPED = _says(Compared(Minus(_c), "<", _f(_s), (("<", _f(_t)), ("<", _c))))


def _small() -> Iterator[Given]:
    for c in range(3):
        for s in range(-2, 3):
            for t in range(-2, 3):
                for d in (-1, 2):
                    yield {"c": c, "s": s, "t": t, "d": d}


def _drawn(random: Random) -> Given:
    s, t, d = (Fraction(random.randint(-40, 40), random.randint(1, 5)) for _ in range(3))
    return {"c": Fraction(random.randint(0, 60), 2), "s": s, "t": t, "d": d}


INSTANCES = Instances(_small, _drawn)


def _rises(left_over: Callable[[Any, Any], Any]) -> str:
    """With u = e^{2s/c} and v = e^{2t/c}: what f_t − f_s has above the line, over c."""
    _, u, v = ring("u v", ZZ)
    found = (v - 1) * (u + 1) - (u - 1) * (v + 1)
    ensure(found == left_over(u, v), "f_t − f_s, multiplied by both denominators")
    return "(v − 1)/(v + 1) − (u − 1)/(u + 1) = 2(v − u)/((u + 1)(v + 1)), above 0 for u < v"


def _within(gaps: Callable[[Any, Any], tuple[Any, Any]]) -> str:
    _, v = ring("v", ZZ)
    above, below = gaps(v, v + 1)
    ensure((v + 1) - (v - 1) == above, "what is missing to c")
    ensure((v - 1) + (v + 1) == below, "what is left to −c")
    return "1 − (v − 1)/(v + 1) = 2/(v + 1), and (v − 1)/(v + 1) + 1 = 2v/(v + 1)"


CAP = Claim(
    name="soft_cap",
    title="A soft cap keeps the order of the scores, and not their differences",
    chapter=CHAPTER,
    source="Bello et al. 2016, «Neural Combinatorial Optimization with Reinforcement Learning»; "
    "Gemma Team 2024, «Gemma 2»",
    plain="A cap of c puts f_x, which is c tanh(x/c), for a score or a logit x. It rises, so which "
    "source a destination attends to most is what it was, and so is the likeliest token; and it "
    "stays between −c and c, so no source's weight is more than e^{2c} times another's. But it is "
    "not linear: differences shrink, by more the further out they lie. So what is added to a whole "
    "row is no longer inert: a key bias moves attention, and capped logits are not known up to a "
    "constant, as logits are.",
    statement=CAPPED,
    instances=INSTANCES,
    arguments=(
        Argument(
            "With u = e^{2s/c} below v = e^{2t/c}, f_s is below f_t.",
            "all shapes",
            _rises,
            lambda u, v: 2 * (v - u),
            Twin("u v for v", lambda u, v: 2 * (u * v - u)),
        ),
        Argument(
            "And it never comes to c or −c.",
            "all shapes",
            _within,
            lambda v, _: (2, 2 * v),
            Twin("nothing missing to c", lambda v, _: (0, 2 * v)),
            further=(Twin("nothing left to −c", lambda _v, below: (2, 0 * below)),),
        ),
    ),
    near_misses=(
        FalseClaim(
            "blind_to_constants",
            _says(Compared(_f(_t + _d) - _f(_s + _d), "=", _f(_t) - _f(_s))),
            "that a constant added to all scores changes no attention, as without a cap",
            instances=INSTANCES,
        ),
        FalseClaim(
            "nothing_below_the_cap",
            _says(Compared(_f(_s), "=", _s), Compared(Minus(_c), "<", _s), Compared(_s, "<", _c)),
            "that a cap leaves scores below it as they are",
            instances=INSTANCES,
        ),
        FalseClaim(
            "differences_grow",
            _says(Compared(_f(_t) - _f(_s), r"\ge", _t - _s)),
            "that a cap makes attention sharper",
            instances=INSTANCES,
        ),
    ),
)

STATEMENTS = (CAP,)
