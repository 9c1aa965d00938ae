"""Slots, references and products of factors: each function by itself, on every kind of factor."""

import pytest

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
    after,
    back,
    freshened,
    new_slot,
    open_slots,
    open_slots_of,
    product_of,
    put,
    slots_of,
    times,
    total_with,
    with_slot,
)

P, Q = (("P", 1),), (("Q", -1),)
X, Y, Z = ((slot, ()) for slot in range(3))


def of(*refs: Ref) -> Monomial:
    return Monomial((Entry("S", refs),))


def test_permutations_one_after_another_cancel_with_their_inverses() -> None:
    assert back(P + Q) == (("Q", 1), ("P", -1))
    assert after(P, Q) == P + Q
    assert after(P, back(P)) == ()
    assert after(P + Q, back(P + Q)) == ()
    assert after(P, P) == P + P
    assert after((), Q) == after(Q, ()) == Q
    assert after(P + Q, (("Q", 1), ("R", 1))) == (*P, ("R", 1))


def test_a_reference_is_put_for_its_slot_with_the_turns_of_both() -> None:
    assert put((1, Q), 1, (5, P)) == (5, P + Q)
    assert put((1, Q), 2, (5, P)) == (1, Q)
    assert put((1, back(P)), 1, (5, P)) == (5, ())


# each factor over X and Y, and over Z
FACTORS: dict[str, tuple[Factor, Factor]] = {
    "entry": (Entry("S", (X, Y)), Entry("S", (X, Z))),
    "delta": (Delta(X, Y), Delta(X, Z)),
    "delta turned": (Delta(Y, X), Delta(Z, X)),
    "exponential": (Exponential(of(X, Y), 2), Exponential(of(X, Z), 2)),
    "reciprocal": (Reciprocal(((of(X, Y), 3),), 2), Reciprocal(((of(X, Z), 3),), 2)),
    "function": (Applied("f", ((of(X, Y), 3),)), Applied("f", ((of(X, Z), 3),))),
    "kept": (Kept("e", 7, (X, Y), 3), Kept("e", 7, (X, Z), 3)),
}


@pytest.mark.parametrize("kind", FACTORS)
def test_a_slot_is_put_for_in_every_kind_of_factor(kind: str) -> None:
    before, behind = FACTORS[kind]
    facts = frozenset((Fact("≤", (Y, X)),))
    whole = Monomial((before, Entry("T", (X,))), facts, ((9, "n"),), (Entry("c", (Y,)),))
    assert with_slot(whole, 1, Z) == Monomial(
        (behind, Entry("T", (X,))),
        frozenset((Fact("≤", (Z, X)),)),
        ((9, "n"),),
        (Entry("c", (Z,)),),
    )
    assert total_with(((whole, -2),), 1, Z) == ((with_slot(whole, 1, Z), -2),)
    assert with_slot(whole, 8, Z) == whole


@pytest.mark.parametrize("kind", FACTORS)
def test_a_factor_depends_on_the_slots_that_it_names(kind: str) -> None:
    before, behind = FACTORS[kind]
    assert slots_of(before) == {0, 1}
    assert slots_of(behind) == {0, 2}


def test_the_slots_that_are_open_are_those_that_nothing_binds() -> None:
    m = Monomial(
        (Entry("S", ((3, ()), X)),), frozenset((Fact("≤", (Y, (4, ()))),)),
        ((3, "n"), (4, "n")), (Entry("c", (Z,)),),
    )  # fmt: skip
    assert open_slots(m) == {0, 1, 2}
    assert open_slots_of(((m, 1), (of((7, ())), 1))) == {0, 1, 2, 7}
    assert open_slots_of(()) == set()


def test_what_is_bound_gets_new_numbers_and_nothing_else_does() -> None:
    m = Monomial((Entry("S", ((3, P), X, (4, ()))),), bound=((3, "n"), (4, "m")))
    again = freshened(m)
    (one, n), (other, k) = again.bound
    assert (n, k) == ("n", "m")
    assert len({one, other, 0, 3, 4}) == 5
    assert again.factors == (Entry("S", ((one, P), X, (other, ()))),)
    assert freshened(of(X, Y)) == of(X, Y)
    assert new_slot() < new_slot()


def test_products_hold_what_both_hold_and_multiply_out() -> None:
    a = Monomial(
        (Entry("A", (X,)),), frozenset((Fact("≤", (X, Y)),)), ((3, "n"),), (Entry("c", ()),)
    )
    b = Monomial(
        (Entry("B", (Y,)),), frozenset((Fact("≤", (Y, X)),)), ((4, "n"),), (Entry("d", ()),)
    )
    assert times(a, b) == Monomial(
        (Entry("A", (X,)), Entry("B", (Y,))),
        frozenset((Fact("≤", (X, Y)), Fact("≤", (Y, X)))),
        ((3, "n"), (4, "n")),
        (Entry("c", ()), Entry("d", ())),
    )
    assert times(ONE, a) == times(a, ONE) == a
    assert product_of(((a, 2), (ONE, 3)), iter(((b, 5), (ONE, -1)))) == (
        (times(a, b), 10), (a, -2), (b, 15), (ONE, -3),
    )  # fmt: skip
    assert product_of((), ((a, 1),)) == ()
