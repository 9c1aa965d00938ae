"""What is known where a monomial stands: it is not said again, and what was kept heeds it."""

import pytest

from refmath.symbolic import index_normal
from refmath.symbolic.expressions import Letter, Pattern
from refmath.symbolic.index_canon import kept, spelt
from refmath.symbolic.index_facts import NOT_LATER, closure
from refmath.symbolic.index_normal import normal
from refmath.symbolic.index_terms import (
    Applied,
    Delta,
    Entry,
    Exponential,
    Fact,
    Kept,
    Monomial,
    Reciprocal,
)
from refmath.symbolic.indices import index_form
from refmath.symbolic.letters import matrix

X, Y, Z = ((slot, ()) for slot in range(3))
TIED = frozenset((Fact(NOT_LATER, (X, Y)), Fact(NOT_LATER, (Y, X))))


def test_positions_that_are_tied_all_around_are_not_tied_again() -> None:
    entry = Monomial((Entry("S", (X, Y, Z)),))
    assert normal(entry, TIED) == ((entry, 1),)


def test_positions_that_are_tied_here_are_one() -> None:
    ((tied, c),) = normal(Monomial((Entry("S", (X, Y)),), TIED))
    assert c == 1
    assert set(tied.factors) == {Entry("S", (X, X)), Delta(X, Y)}
    assert not tied.facts


@pytest.mark.parametrize("known", sorted(TIED, key=str))
def test_positions_of_which_half_is_known_are_tied_by_the_other_half(known: Fact) -> None:
    ((tied, _),) = normal(Monomial((Entry("S", (X, Y)),), TIED - {known}), frozenset([known]))
    assert Delta(X, Y) in tied.factors


def test_what_is_known_is_left_out_and_what_is_not_is_kept() -> None:
    near, far = Fact(NOT_LATER, (X, Y)), Fact(NOT_LATER, (Y, Z))
    ((left, _),) = normal(Monomial((), frozenset((near, far))), closure([near]))
    assert left.facts == {far}


def test_an_inner_sum_is_made_again_of_what_is_known_as_it_was_the_first_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    S = Letter(matrix("S", "n", "n"))
    c = Letter(matrix("c", "n", "one"))
    ones = Letter(matrix("1", "n", "one", kind="ones"))
    statements = [Pattern(Pattern(S + ones @ c.T) + c @ ones.T), Pattern(S + c @ ones.T)]
    before = [index_form(statement) for statement in statements]
    monkeypatch.setattr(index_normal, "_MADE_AGAIN", {})
    assert [index_form(statement) for statement in statements] == before
    assert index_normal._MADE_AGAIN


def test_an_exponential_that_was_kept_is_taken_on_the_diagonal_as_if_it_were_met_there() -> None:
    number, at = kept("E", normal(Monomial((Entry("S", (X, Y)), Delta(X, Y)))))
    assert set(at) == {X, Y}
    on_the_diagonal = normal(Monomial((Kept("e", number, (X, X), 2),)))
    met = normal(Monomial((Exponential(Monomial((Entry("S", (X, X)),)), 2),)))
    names = ((0, "i"),)
    assert [(spelt(m, names), c) for m, c in on_the_diagonal] == [
        (spelt(m, names), c) for m, c in met
    ]


E_TO_S = Exponential(Monomial((Entry("S", (X,)),)), 1)
OTHER_THAN_EXPONENTIALS = {
    "an entry": Monomial((Entry("U", (X,)),)),
    "an entry beside": Monomial((E_TO_S, Entry("U", (X,)))),
    "a reciprocal": Monomial((Reciprocal(((Monomial((Entry("U", (X,)),)), 1),), 1),)),
    "a function": Monomial((E_TO_S, Applied("f", ((Monomial((Entry("U", (X,)),)), 1),)))),
    "a scalar": Monomial((E_TO_S,), scalars=(Entry("c", ()),)),
    "a fact": Monomial((E_TO_S,), frozenset((Fact(NOT_LATER, (X, Y)),))),
    "a sum": Monomial((Exponential(Monomial((Entry("S", (X, Z)),)), 1),), bound=((2, "n"),)),
}


def beside_one_over_more(u: Monomial) -> int:
    """Count the terms of R(T) R(T + u)."""
    T = Monomial((Entry("T", (X,)),))
    recs = Reciprocal(((T, 1),), 1), Reciprocal(((T, 1), (u, 1)), 1)
    return len(normal(Monomial(recs)))


def test_two_reciprocals_part_where_they_differ_by_exponentials() -> None:
    assert beside_one_over_more(Monomial((E_TO_S,))) == 2
    assert (
        beside_one_over_more(Monomial((E_TO_S, Exponential(Monomial((Entry("V", (X,)),)), 3)))) == 2
    )


@pytest.mark.parametrize("what", OTHER_THAN_EXPONENTIALS)
def test_two_reciprocals_stay_where_they_differ_by_anything_else(what: str) -> None:
    assert beside_one_over_more(OTHER_THAN_EXPONENTIALS[what]) == 1


OF_S = ((Monomial((Entry("S", (X, X)),)), 1),)
KEPT_AND_MET = {
    "r": ("R", "", Reciprocal(OF_S, 2)),
    "f": ("F", "f", Applied("f", OF_S)),
}


@pytest.mark.parametrize("kind", KEPT_AND_MET)
def test_what_was_kept_is_taken_on_the_diagonal_as_if_it_were_met_there(kind: str) -> None:
    stands_in, name, met = KEPT_AND_MET[kind]
    number, at = kept(stands_in, normal(Monomial((Entry("S", (X, Y)), Delta(X, Y)))), name)
    assert set(at) == {X, Y}
    power = met.power if isinstance(met, Reciprocal) else 1
    ((on_the_diagonal, one),) = normal(Monomial((Kept(kind, number, (X, X), power),)))
    ((wanted, same),) = normal(Monomial((met,)))
    assert one == same == 1
    assert spelt(on_the_diagonal, ((0, "i"),)) == spelt(wanted, ((0, "i"),))
