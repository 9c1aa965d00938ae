"""One spelling whatever bound slots are called; inner sums are kept once."""

from itertools import pairwise

import pytest

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
    turns_of,
    ways_to,
)
from refmath.symbolic.index_terms import Delta, Entry, Fact, Kept, Monomial, Ref

P = (("P", 1),)
BACK = (("P", -1),)
X, Y, Z = ((slot, ()) for slot in range(3))
NAMES = ((0, "i"), (1, "j"))


def ref(slot: int, turn: tuple[tuple[str, int], ...] = ()) -> Ref:
    return slot, turn


def path(*slots: int) -> Monomial:
    """Σ A[0, s₁] A[s₁, s₂] … A[sₖ, 1]."""
    ends = (0, *slots, 1)
    factors = tuple(Entry("A", (ref(a), ref(b))) for a, b in pairwise(ends))
    return Monomial(factors, bound=tuple((slot, "n") for slot in slots))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (path(5, 6, 7), path(7, 5, 6), True),
        (path(5, 6), path(5, 6, 7), False),
        (Monomial((Entry("A", (ref(5), X)),), bound=((5, "n"),)),
         Monomial((Entry("A", (ref(5), X)),), bound=((5, "m"),)), False),
        (Monomial((Entry("A", (ref(5, P), X)),), bound=((5, "n"),)),
         Monomial((Entry("A", (ref(6), X)),), bound=((6, "n"),)), True),
        (Monomial((Entry("A", (ref(5, P), X)), Entry("B", (ref(5),))), bound=((5, "n"),)),
         Monomial((Entry("A", (ref(5), X)), Entry("B", (ref(5, BACK),))), bound=((5, "n"),)), True),
        (Monomial((Entry("A", (ref(5, P), X)), Entry("B", (ref(5),))), bound=((5, "n"),)),
         Monomial((Entry("A", (ref(5), X)), Entry("B", (ref(5, P),))), bound=((5, "n"),)), False),
        (Monomial((Entry("A", (X, Y)),)), Monomial((Entry("A", (Y, X)),)), False),
        (Monomial((Delta(X, Y),)), Monomial((Delta(Y, X),)), True),
        (Monomial((Delta(ref(0, P), Y),)), Monomial((Delta(Y, ref(0, P)),)), True),
        (Monomial((Delta(ref(0, P), Y),)), Monomial((Delta(X, ref(1, BACK)),)), True),
        (Monomial((Delta(ref(0, P), Y),)), Monomial((Delta(X, ref(1, P)),)), False),
        (Monomial(facts=frozenset((Fact("≤", (X, Y)),))),
         Monomial(facts=frozenset((Fact("≤", (Y, X)),))), False),
        (Monomial(scalars=(Entry("c", ()), Entry("d", ()))),
         Monomial(scalars=(Entry("d", ()), Entry("c", ()))), True),
        (Monomial(scalars=(Entry("c", ()),)), Monomial((Entry("c", ()),)), False),
        (Monomial(bound=((5, "n"), (6, "m"))), Monomial(bound=((7, "m"), (8, "n"))), True),
        (Monomial(bound=((5, "n"), (6, "n"))), Monomial(bound=((5, "n"),)), False),
        # two cycles of three, and one of six: every slot sees the same around it
        (Monomial(tuple(Entry("A", (ref(a), ref(b))) for a, b in
                        ((5, 6), (6, 7), (7, 5), (8, 9), (9, 10), (10, 8))),
                  bound=tuple((s, "n") for s in range(5, 11))),
         Monomial(tuple(Entry("A", (ref(a), ref(b))) for a, b in
                        ((5, 6), (6, 7), (7, 8), (8, 9), (9, 10), (10, 5))),
                  bound=tuple((s, "n") for s in range(5, 11))), False),
    ],
)  # fmt: skip
def test_monomials_are_spelt_alike_if_they_differ_by_bound_names_alone(
    one: Monomial, other: Monomial, *, same: bool
) -> None:
    assert (spelt(one, NAMES) == spelt(other, NAMES)) is same
    added = collected(((one, 2), (other, 3)))
    assert sorted(c for _, c in added) == ([5] if same else [2, 3])
    assert len(collected(((one, 2), (other, -2)))) == (0 if same else 2)


def test_turns_are_collected_from_factors_and_facts() -> None:
    m = Monomial(
        (Delta(ref(0, P), Y), Entry("A", (ref(0, P + P), Z))),
        frozenset((Fact("≤", (ref(0, BACK), Y)),)),
    )
    assert turns_of(m, 0) == {P, P + P, BACK}
    assert turns_of(m, 1) == {BACK, ()}
    assert turns_of(m, 2) == {()}
    assert turns_of(m, 3) == set()


def test_an_edge_has_a_label_and_the_ways_to_name_what_it_joins() -> None:
    assert edge(Entry("A", (X, Y))) == ("A", ((X, Y),))
    assert edge(Delta(X, Y)) == ("δ()", ((X, Y), (Y, X)))
    label, ways = edge(Delta(ref(0, P), Y))
    assert (label, ways) == edge(Delta(X, ref(1, BACK)))
    assert len(ways) == 1
    number, at = kept("E", ((Monomial((Entry("S", (X, Y)),)), 1),))
    assert edge(Kept("e", number, at, 3)) == (f"e{number}^3", ways_to(number, at))


def test_an_inner_sum_is_kept_once_and_taken_where_it_is_asked_for() -> None:
    terms = ((Monomial((Entry("S", (X, Y)), Entry("T", (ref(9),))), bound=((9, "n"),)), 2),)
    again = ((Monomial((Entry("S", (Z, X)), Entry("T", (ref(8),))), bound=((8, "n"),)), 2),)
    (number, at), (other, there) = kept("F", terms, "f"), kept("F", again, "f")
    assert number == other
    assert (set(at), set(there)) == ({X, Y}, {X, Z})
    assert name_of(number) == "f"
    assert kept("F", terms, "g")[0] != number
    assert kept("R", terms, "f")[0] != number
    assert kept("F", ((terms[0][0], 3),), "f")[0] != number
    assert collected(inner(number, at) + tuple((m, -c) for m, c in terms)) == ()
    assert collected(inner(number, there) + tuple((m, -c) for m, c in again)) == ()
    assert parameters(number) == ((-1, ()), (-2, ()))
    ((one, _),), ((two, _),) = inner(number, at), inner(number, at)
    assert not {slot for slot, _ in one.bound} & {slot for slot, _ in two.bound}


def test_a_sum_that_is_symmetric_may_be_taken_either_way() -> None:
    both = tuple((Monomial((Entry("S", refs),)), 1) for refs in ((X, Y), (Y, X)))
    number, at = kept("R", both)
    assert set(ways_to(number, at)) == {(X, Y), (Y, X)}
    assert least(number, (Y, X)) == least(number, (X, Y)) == (X, Y)
    single, there = kept("R", both[:1])
    assert len(ways_to(single, there)) == 1


def test_references_are_put_for_parameters_all_at_once() -> None:
    m = Monomial((Entry("S", (ref(-1), ref(-2))),))
    swapped = taken_at(((m, 4),), (ref(-2), ref(-1, P)))
    assert swapped == ((Monomial((Entry("S", (ref(-2), ref(-1, P))),)), 4),)
