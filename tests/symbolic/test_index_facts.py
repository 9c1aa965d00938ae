"""What follows from facts, and what others imply: order, masks, first positions."""

from refmath.symbolic.index_facts import FIRST, NOT_LATER, WITHIN, both_ways, closure, reduced
from refmath.symbolic.index_terms import Fact, Ref

W, X, Y, Z = ((slot, ()) for slot in range(4))


def order(one: Ref, other: Ref) -> Fact:
    return Fact(NOT_LATER, (one, other))


def within(one: Ref, other: Ref) -> Fact:
    return Fact(f"{WITHIN}N", (one, other))


def first(one: Ref) -> Fact:
    return Fact(f"{FIRST}P", (one,))


def test_order_is_transitive_however_far() -> None:
    chain = [order(W, X), order(X, Y), order(Y, Z)]
    follow = {order(W, Y), order(X, Z), order(W, Z)}
    for facts in (chain, chain[::-1]):
        assert closure(facts) == {*chain, *follow}
    assert closure([order(W, X), order(Y, Z)]) == {order(W, X), order(Y, Z)}
    assert closure([]) == frozenset()


def test_what_holds_of_every_position_is_no_fact() -> None:
    assert closure([order(X, X), within(Y, Y)]) == frozenset()
    assert closure([first(X)]) == {first(X)}
    assert closure([Fact("of H", (X, X))]) == {Fact("of H", (X, X))}
    assert closure([order(X, Y), order(Y, X)]) == {order(X, Y), order(Y, X)}


def test_a_mask_lies_within_the_order() -> None:
    assert closure([within(X, Y)]) == {within(X, Y), order(X, Y)}
    assert closure([within(X, Y), order(Y, Z)]) == {
        within(X, Y), order(X, Y), order(Y, Z), order(X, Z),
    }  # fmt: skip


def test_what_is_not_later_than_a_first_position_is_one() -> None:
    assert closure([order(X, Y), first(Y)]) == {order(X, Y), first(Y), first(X)}
    assert closure([order(X, Y), first(X)]) == {order(X, Y), first(X)}
    assert first(W) in closure([within(W, X), order(X, Y), first(Y)])


def test_positions_are_one_where_the_order_goes_both_ways() -> None:
    facts = frozenset((order(X, Y), order(Y, X), order(Y, Z), within(Z, Y)))
    assert both_ways(facts) == [order(X, Y), order(Y, X)]
    assert both_ways(frozenset((order(X, Y),))) == []


def test_what_others_or_what_is_known_imply_is_left_out() -> None:
    chain = frozenset((order(W, X), order(X, Y), order(W, Y)))
    assert reduced(chain, frozenset()) == {order(W, X), order(X, Y)}
    assert reduced(chain, frozenset((order(W, X),))) == {order(X, Y)}
    assert reduced(frozenset((order(X, Y), within(X, Y))), frozenset()) == {within(X, Y)}
    assert reduced(frozenset(), chain) == frozenset()
