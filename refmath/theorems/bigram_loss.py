"""Chapter 2: the best that zero layers can do: the loss is least at log P(b | a), up to c_a."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product as every
from random import Random
from typing import Any

from sympy import ZZ
from sympy.polys.rings import ring

from refmath.symbolic.claims import Argument, Claim, FalseClaim, Twin, ensure
from refmath.symbolic.exact_matrices import Matrix, matrix
from refmath.symbolic.propositions import Instances, Proposition
from refmath.symbolic.terms import (
    Compared,
    Defined,
    ForEach,
    Given,
    If,
    Members,
    Over,
    Said,
    Several,
    Sign,
    Term,
    Whole,
)
from refmath.theorems.attention_heads import CHAPTER

# --- the statement --------------------------------------------------------------------------------

_a, _b, _c = (Sign(latex) for latex in "abc")
_TOKEN = {name: Members(name, Sign("V")) for name in "abc"}


def _of(latex: str, *at: Term) -> Sign:
    return Sign(latex, at)


def _over(latex: str, index: str, body: Term) -> Term:
    return Over(latex, _TOKEN[index], body)


def _for_all(said: Said, *names: str) -> Said:
    for name in reversed(names):
        said = ForEach(_TOKEN[name], said)
    return said


def _likelihood(shares: Term) -> Term:
    """Write the product of the shares over all pairs of the text."""
    return _over(r"\prod", "a", _over(r"\prod", "b", shares ** _of("N", _a, _b)))


_w, _N, _p, _q = (_of(latex, _a, _b) for latex in "wNpq")
_P, _Q = Sign("P"), Sign("Q")
_SHARES = Defined(_q, _w / _over(r"\sum", "c", _of("w", _a, _c)))
_COUNTED = Defined(_p, _N / _over(r"\sum", "c", _of("N", _a, _c)))
_POSITIVE = _for_all(Compared(Several((_N, _w)), ">", Whole(0)), "a", "b")
_r = _of("r", _a, _b)
_RATIO = Defined(_r, _w / _N)
_UP_TO_C = _for_all(Compared(_r, "=", _of("r", _a, _c)), "a", "b", "c")
_UP_TO_OUTPUTS = _for_all(Compared(_r, "=", _of("r", _c, _b)), "a", "b", "c")
_REACHED = Compared(_Q, "=", _P)


def _least(conclusions: tuple[Said, ...], counted: Defined = _COUNTED) -> Proposition:
    likelihoods = (Defined(_Q, _likelihood(_q)), Defined(_P, _likelihood(_p)))
    return Proposition((_POSITIVE,), conclusions, (_RATIO, *likelihoods, _SHARES, counted))


_AT_MOST = Compared(_Q, r"\le", _P)
LEAST = _least((_AT_MOST, If(_REACHED, _UP_TO_C), If(_UP_TO_C, _REACHED)))


def _given(N: Matrix, w: Matrix) -> Given:
    return {"V": list(range(len(N.rows))), "N": N, "w": w}


def _square(numbers: tuple[Any, ...], n: int) -> Matrix:
    return matrix([numbers[k : k + n] for k in range(0, n * n, n)])


def _small() -> Iterator[Given]:
    """Take one token with counts and weights from 0, two with every table of 1 and 2."""
    for N, w in every(range(3), repeat=2):
        yield _given(matrix([[N]]), matrix([[w]]))
    tables = [_square(numbers, 2) for numbers in every((1, 2), repeat=4)]
    yield from (_given(N, w) for N, w in every(tables, repeat=2))


def _drawn(random: Random) -> Given:
    """Draw tables of up to three tokens; in one of three the weights are the counts, times c_a."""
    n, least = random.randint(1, 3), random.choice((0, 1, 1))
    N = tuple(random.randint(least, 4) for _ in range(n * n))
    if random.random() < 1 / 3:
        factors = [Fraction(random.randint(1, 5), 3) for _ in range(n)]
        w: tuple[Any, ...] = tuple(x * factors[k // n] for k, x in enumerate(N))
    else:
        w = tuple(Fraction(random.randint(least, 5), random.randint(1, 3)) for _ in N)
    return _given(_square(N, n), _square(w, n))


INSTANCES = Instances(_small, _drawn)

# --- the proof ------------------------------------------------------------------------------------


def _bernoulli(left_over: Callable[[Any, Any], Any]) -> str:
    """(1 + mz)(1 + z) = 1 + (m + 1)z + m z²: the last is m times a square."""
    _, m, z = ring("m z", ZZ)
    ensure((1 + m * z) * (1 + z) - (1 + (m + 1) * z) == left_over(m, z), "one factor more")
    return "(1 + mz)(1 + z) = 1 + (m + 1)z + m z², and m z² is not below 0"


def _above_the_tangent(left_over: Callable[[Any], Any]) -> str:
    """(1 + y)² = 1 + 2y + y², for y the half."""
    _, y = ring("y", ZZ)
    ensure((1 + y) ** 2 - (1 + 2 * y) == left_over(y), "the square of the half")
    return "(e^y)² ≥ (1 + y)² = 1 + 2y + y², for y ≥ −1; below, 1 + 2y < 0 < e^{2y}"


def _exponents_cancel(one_more: Callable[[Any, Any, Any], Any]) -> str:
    """With N_ab = N_a p, x = q/p: N_ab (x − 1) = N_a (q − p)."""
    _, N, p, x = ring("N p x", ZZ)
    ensure((N * p) * (x - 1) == one_more(N, p, p * x), "one pair's exponent")
    return "N_ab (q_ab/p_ab − 1) = N_a (q_ab − p_ab), and Σ_b q_ab = Σ_b p_ab = 1: they add up to 0"


def _a_pair_that_never_comes() -> str:
    """Take a token that b always follows: its share is w_b/(w_b + w_c), and P is 1."""
    shares = [Fraction(w, w + 1) for w in (1, 10, 1000)]
    said = f"N = (1, 0): shares {', '.join(map(str, shares))} for w = 1, 10, 1000, and never 1"
    return said if all(share < 1 for share in shares) else ""


def _one_dimension() -> str:
    """Three tokens, d_model = 1: log-ratios to the third token are multiples of one row."""
    wanted = [(1, 0), (0, 1)]  # in log 2: of N = (2, 1, 1) after one token, (1, 2, 1) after another
    determinant = wanted[0][0] * wanted[1][1] - wanted[0][1] * wanted[1][0]
    said = (
        "three tokens, N = (2, 1, 1) after one, (1, 2, 1) after another: log-ratios to the third "
        "(log 2, 0) and (0, log 2), where d_model = 1 has multiples of one row only"
    )
    return said if determinant else ""


BIGRAMS = Claim(
    name="loss_of_zero_layers",
    title="The loss of zero layers is least where the logits are log P(b | a), up to a number c_a",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Zero-Layer Transformers»; Gibbs's inequality",
    plain="Let N_ab count how often b follows a in a text. Without layers the logits are a table, "
    "W_U W_E, and with w_ab = e^{logit} the model gives b after a the share q_ab. The likelihood "
    "of the text's pairs is Q; the mean loss is −log Q over the number of pairs. No table has a "
    "larger likelihood than the text's own shares p_ab, P(b | a), have: its loss is the text's "
    "conditional entropy, and below that no bigram model comes. The tables that reach it are those "
    "with r_ab the same for all b: logits log N_ab up to a number c_a for each a, which no "
    "softmax sees. It takes that every pair occurs, and a d_model in which such a table has room.",
    statement=LEAST,
    instances=INSTANCES,
    arguments=(
        Argument(
            "e^y ≥ 1 + y: by induction on m (Bernoulli) (1 + z)^m ≥ 1 + mz for z ≥ −1, with "
            "z = y/m, and (1 + y/m)^m tends to e^y.",
            "every depth",
            _bernoulli,
            lambda m, z: m * z**2,
            Twin("m z for m z²", lambda m, z: m * z),
        ),
        Argument(
            "Only at y = 0 are they equal: the square of e^{y/2} is above by y²/4.",
            "all shapes",
            _above_the_tangent,
            lambda y: y**2,
            Twin("nothing left over", lambda _y: 0),
        ),
        Argument(
            "So Q/P, the product of all (q_ab/p_ab)^{N_ab}, is at most e to the sum of "
            "N_ab (q_ab/p_ab − 1), which is 0; and equal only if each q_ab is p_ab, so that "
            "w_ab/N_ab is Σ_c w_ac / Σ_c N_ac, whatever b is. N_ab needn't be whole.",
            "all shapes",
            _exponents_cancel,
            lambda N, p, q: N * (q - p),
            Twin("q − 1 for q − p", lambda N, _p, q: N * (q - 1)),
        ),
    ),
    near_misses=(
        FalseClaim(
            "the_other_conditional",
            _least(
                (_AT_MOST,),
                Defined(_p, _N / _over(r"\sum", "c", _of("N", _c, _b))),
            ),
            "P(a | b) for P(b | a): dividing by how often the second token comes",
            instances=INSTANCES,
        ),
        FalseClaim(
            "no_constant_is_left",
            _least((If(_for_all(Compared(_w, "=", _N), "a", "b"), _REACHED),)),
            "that the best logits are one table, where each row has a constant of its own",
            instances=INSTANCES,
        ),
        FalseClaim(
            "one_constant_for_all",
            _least((If(_UP_TO_OUTPUTS, _REACHED),)),
            "that the constant is the output token's",
            instances=INSTANCES,
        ),
        FalseClaim(
            "reached_where_a_pair_never_comes",
            "where a pair never comes, some table reaches the largest likelihood all the same",
            "that a softmax can give a share of 0",
            _a_pair_that_never_comes,
        ),
        FalseClaim(
            "reached_at_any_d_model",
            "in a stream of one coordinate there is room for the best table",
            "that W_U W_E can be any table",
            _one_dimension,
        ),
    ),
    rests=("zero_layers",),
)

STATEMENTS = (BIGRAMS,)
