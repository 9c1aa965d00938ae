"""The entries of single nodes: each is what its definition says, once."""

from refmath.symbolic.expressions import Apply, Letter, Scaled, Trace, tensor
from refmath.symbolic.index_entries import entry
from refmath.symbolic.index_terms import Applied, Entry, Monomial
from refmath.symbolic.indices import index_form
from refmath.symbolic.letters import matrix, scalar

X, Y = (0, ()), (1, ())
A = Letter(matrix("A", "n", "n"))
c = scalar("c", "c")


def test_a_function_of_every_entry_is_taken_of_the_entry_once() -> None:
    ((of, one),) = entry(A, (X,), (Y,), {})
    assert one == 1
    assert entry(Apply("f", A), (X,), (Y,), {}) == ((Monomial((Applied("f", ((of, 1),)),)), 1),)


def test_a_scalar_by_itself_is_what_it_is_as_a_factor() -> None:
    ((alone, one),) = entry(Letter(c), (), (), {})
    assert one == 1
    assert [mark.refs for mark in alone.scalars] == [()]
    assert all(isinstance(mark, Entry) for mark in alone.scalars)
    assert index_form(tensor(Letter(c), Trace(A))) == index_form(Scaled(c, Trace(A)))
