"""Words decide what a softmax is: true statements have one form, near misses two."""

import pytest

from refmath.evidence.drawn_values import draws
from refmath.evidence.evaluate import both_sides
from refmath.symbolic.algebra import normal_form
from refmath.symbolic.expressions import (
    Apply,
    Diag,
    Exp,
    HeadSum,
    Letter,
    Pattern,
    Recip,
    Scaled,
    hadamard,
    product,
)
from refmath.symbolic.indices import index_form
from refmath.symbolic.letters import HeadSet, matrix, scalar
from refmath.symbolic.words import Applied, Binding, Term, renamed

N = "n_ctx"


def square(name, *index, kind="free"):
    return Letter(matrix(name, N, N, *index, kind=kind))


S, D = square("S"), square("D")
M, MASK = square("M", kind="causal"), square("N", kind="mask")
P, P2 = square("P", kind="first"), square("Q", kind="first")
PI = square("Π", kind="permutation")
SIGMA = square("Σ", kind="permutation")
c, s = (Letter(matrix(name, N, "one")) for name in "cs")
ONE = Letter(matrix("1", N, "one", kind="ones"))
K = scalar("k", "k")
Sh, ch = square("S", "h"), Letter(matrix("c", N, "one", "h"))


def row(v):
    return v @ ONE.T


def column(v):
    return ONE @ v.T


def weights(scores):
    return hadamard(M, Exp(scores))


def soft(scores, causal=True):
    return Pattern(scores, causal=causal)


def over(index, body, *at):
    return HeadSum(index, body, HeadSet("H", at))


SINK = Diag(Recip(weights(S) @ ONE + Exp(s))) @ weights(S)
SHARE = hadamard(Exp(s), Recip(weights(S) @ ONE + Exp(s)))
A, W = soft(S), weights(S)
OVER = Recip(W @ ONE)
JACOBIAN = Diag(OVER) @ hadamard(W, D) - product(
    Diag(hadamard(OVER, OVER, hadamard(W, D) @ ONE)), W
)
TWO_SINKS = Recip(weights(S) @ ONE + Exp(s) + Exp(c))

TRUE = {
    "shift, and not a shift": (soft(S + column(c) + row(s)), soft(S + column(c))),
    "shift within a sum over heads": (over("h", soft(Sh + row(ch))), over("h", soft(Sh))),
    "shift by a sum over heads": (soft(S + over("h", row(ch))), soft(S)),
    "shift in a second pattern": (soft(soft(S + row(c)) + row(s)), soft(soft(S))),
    "a value bias": (A @ (D + column(c)), A @ D + column(c)),
    "other axis": (Pattern(S, "destination", False), soft(S.T, False).T),
    "columns of the other axis": (Pattern(S, "destination").T @ ONE, ONE),
    "a sink": (SINK, Diag(ONE - SHARE) @ A),
    "rows of a sink": (SINK @ ONE, ONE - SHARE),
    "two sinks": (hadamard(Recip(W @ ONE + Exp(s)), TWO_SINKS, Exp(c)),
                  Recip(W @ ONE + Exp(s)) - TWO_SINKS),
    "the Jacobian": (JACOBIAN, hadamard(A, D) - Diag(hadamard(A, D) @ ONE) @ A),
    "permuted on both sides": (soft(product(PI, S, SIGMA), False),
                               product(PI, soft(S, False), SIGMA)),
    "permuted beside a bias": (soft(PI @ S + D, False), PI @ soft(S + PI.T @ D, False)),
    "permuted within an unknown function": (
        soft(Apply("f", product(PI, S, PI.T)), False), product(PI, soft(Apply("f", S), False), PI.T)
    ),
    "the first rows of two layers": (P @ soft(soft(S)), P @ soft(soft(product(P, S, P)))),
    "the first rows of an unknown function": (P @ Apply("f", S), P @ Apply("f", P @ S)),
    "the first rows of a function of a pattern's": (
        P @ Apply("f", soft(S) @ D), P @ Apply("f", soft(product(P, S, P)) @ P @ D)
    ),
    "the first columns of an unknown function": (Apply("f", S) @ P, Apply("f", S @ P) @ P),
    "two masks": (hadamard(MASK, M, Exp(S)), hadamard(MASK, Exp(S))),
    "exponentials twice": (hadamard(Exp(Scaled(K, S)), Exp(Scaled(K, S))),
                           Exp(Scaled(2, Scaled(K, S)))),
    "one over an exponential": (Recip(Exp(c)), Exp(-c)),
    "an index that is bound within": (
        over("h", soft(Sh + over("h", Sh))), over("g", soft(square("S", "g") + over("h", Sh)))
    ),
}  # fmt: skip

FALSE = {
    "shift of columns": (soft(S + column(c)), soft(S)),
    "shift of rows of the other axis": (Pattern(S + row(c), "destination"),
                                        Pattern(S, "destination")),
    "a value bias twice": (A @ (D + column(c)), A @ D + Scaled(2, column(c))),
    "other axis behind a mask": (Pattern(S, "destination"), soft(S.T).T),
    "a sink is a pattern": (SINK, A),
    "a sink on the other side": (SINK, A @ Diag(ONE - SHARE)),
    "a Jacobian without its second term": (JACOBIAN, hadamard(A, D)),
    "permuted behind a mask": (soft(PI @ S), PI @ soft(S)),
    "the first columns": (soft(S) @ P, P @ soft(S)),
    "the first rows without a mask": (P @ soft(S, False), P @ soft(product(P, S, P), False)),
    "the first rows and columns of an unknown function": (
        P @ Apply("f", S), P @ Apply("f", product(P, S, P))
    ),
    "an unknown function of nothing is nothing": (P @ Apply("f", S), Apply("f", P @ S)),
    "another projection within an unknown function": (P @ Apply("f", S), P @ Apply("f", P2 @ S)),
    "another projection": (P @ soft(S), P @ soft(product(P2, S, P2))),
    "masks are one": (hadamard(MASK, Exp(S)), hadamard(M, Exp(S))),
    "a scalar taken out": (Exp(Scaled(K, S)), Scaled(K, Exp(S))),
    "a scalar dropped": (soft(Scaled(K, S)), soft(S)),
    "a sum over heads taken out of an exponential": (Exp(over("h", Sh)), over("h", Exp(Sh))),
    "a sum over heads taken out of a pattern": (soft(over("h", Sh)), over("h", soft(Sh))),
    "an index captured": (over("h", soft(Sh + over("h", Sh))), over("h", soft(Sh + Sh))),
    "no heads": (soft(S + over("h", Sh)), soft(S)),
    "two unknown functions": (Apply("f", S), Apply("g", S)),
}  # fmt: skip


def _numbers_differ(left, right):
    return any((a != b).any() for a, b in (both_sides((left, right), v)
                                           for v in draws((left, right), range(12))))  # fmt: skip


@pytest.mark.parametrize("name", TRUE)
def test_what_is_true_of_a_softmax_is_decided_by_both_routes(name):
    left, right = TRUE[name]
    assert normal_form(left) == normal_form(right)
    assert index_form(left) == index_form(right)
    assert not normal_form(left).is_zero
    assert not _numbers_differ(left, right)


@pytest.mark.parametrize("name", FALSE)
def test_what_is_false_of_a_softmax_is_accepted_by_none(name):
    left, right = FALSE[name]
    assert normal_form(left) != normal_form(right)
    assert index_form(left) != index_form(right)
    assert _numbers_differ(left, right)


def test_what_only_the_index_route_sees_is_accepted_by_no_other_as_false():
    """P Q = Q P for two projections onto first positions: words leave it open."""
    left, right = product(P, P2, soft(S)), product(P, P2, soft(product(P2, S, P)))
    assert index_form(left) == index_form(right)
    assert not _numbers_differ(left, right)


def test_a_column_of_ones_is_one_whatever_its_name():
    other = Letter(matrix("e", N, "one", kind="ones"))
    for form in (normal_form, index_form):
        assert form(soft(S) @ other) == form(ONE)


def test_renaming_within_an_atom_captures_no_index():
    """What an atom's terms bind gives way to a name that comes from around it."""
    held = Term((), (((Sh.generator, False),),), (Binding("g", HeadSet("H")),))
    outer = Term((), (((Applied("f", ((held, 1),), (N,), (N,)), False),),), ())
    ((inside, _),) = renamed(outer, "h", "g").slots[0][0][0].body
    assert inside.slots[0][0][0].index == ("g",)
    assert inside.bound[0].name != "g"
