"""Each law says nothing false, on random expressions, by numbers that know no laws."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmath.symbolic.algebra import shape
from refmath.symbolic.derivation import replay, rests_on
from refmath.symbolic.expressions import (
    HeadSum,
    Identity,
    Letter,
    Named,
    Product,
    Scaled,
    Sum,
    Tensor,
    Trace,
    Transpose,
    Vec,
    product,
    reindexed,
    tensor,
    total,
)
from refmath.symbolic.identities import LAWS, definition, proved, rewritten, same_up_to_order
from refmath.symbolic.letters import HeadSet, block, matrix
from refmath.theorems.catalogue import THEOREMS, earlier_than

N, M, P = ("n",), ("m",), ("p",)


@pytest.mark.parametrize("name", LAWS)
@given(data=st.data())
def test_a_law_changes_no_value_and_no_type(name, data, random, numbers):
    e = data.draw(random.any())
    after = rewritten(e, LAWS[name].rule)
    assert shape(after) == shape(e)
    assert not numbers.differ(e, after), (e, after)
    assert rewritten(after, LAWS[name].rule) == after  # nothing is left to do


def where_it_fits(name, data, random):
    """An expression whose outermost form is the one that the law speaks of."""

    def some(rows, cols, deep=1):
        return data.draw(random.of(rows, cols, deep))

    def over_k(body):
        # An index of its own: a law does not pull a sum out over an index that is used outside.
        return HeadSum("k", reindexed(body, "h", "k"))

    match name:
        case "distributivity":
            middle = data.draw(
                st.sampled_from(
                    (
                        Sum((some(M, P), some(M, P))),
                        over_k(some(M, P)),
                        over_k(Sum((some(M, P), some(M, P)))),
                    )
                )
            )
            return Product((some(N, M), middle, some(P, N)))
        case "mixed product":
            return Product((Tensor((some(N, M), some(P, N))), Tensor((some(M, P), some(N, M)))))
        case "bilinearity":
            wide = data.draw(
                st.sampled_from(
                    (
                        Sum((some(N, M), some(N, M))),
                        over_k(some(N, M)),
                        Scaled(3, some(N, M)),
                        Scaled(random.scalars[0], some(N, M)),
                    )
                )
            )
            both = (wide, some(P, M))
            return Tensor(both if data.draw(st.booleans()) else both[::-1])
        case "transpose":
            inner = (
                Product((some(N, M), some(M, P))),
                Sum((some(N, P), some(N, P))),
                HeadSum("h", some(N, P)),
                Scaled(-1, some(N, P)),
                Transpose(some(P, N)),
            )
            return Transpose(data.draw(st.sampled_from(inner)))
        case "identity":
            forms = (
                Product((Identity(N), some(N, M), Identity(M))),
                Tensor((Identity(N), Identity(M))),
                Product((Identity(N), Identity(N))),
            )
            return data.draw(st.sampled_from(forms))
        case "vec":
            return Product((Tensor((some(N, M), some(P, N))), Vec(some(M, N))))
        case "linearity of vec":
            forms = (Sum((some(N, M), some(N, M))), HeadSum("h", some(N, M)))
            return Vec(data.draw(st.sampled_from(forms)))
        case "trace":
            return Trace(Tensor((some(N, N), some(M, M))))
        case "blocks":
            left = Letter(matrix("L", "n", "d_head", "g"))
            right = Letter(matrix("R", "d_head", "m", "h"))
            pair = product(left, Letter(block("g")).T, Letter(block("h")), right)
            order = data.draw(st.permutations(["g", "h"]))
            return HeadSum(order[0], HeadSum(order[1], pair))
    raise AssertionError(f"no expressions are drawn for {name}")


@pytest.mark.parametrize("name", LAWS)
@given(data=st.data())
def test_a_law_is_used_where_it_fits_and_is_true_there(name, data, random, numbers):
    e = where_it_fits(name, data, random)
    after = rewritten(e, LAWS[name].rule)
    assert after != e
    assert shape(after) == shape(e)
    assert not numbers.differ(e, after), (e, after)


def test_a_sum_over_heads_is_not_pulled_out_over_its_own_index(numbers) -> None:
    """(Σ_h A^h) B^h is not Σ_h A^h B^h: here the h of B is another."""
    A, B = (Letter(matrix(name, "n", "n", "h")) for name in "AB")
    for e in (Product((HeadSum("h", A), B)), Tensor((HeadSum("h", A), B))):
        for name in ("distributivity", "bilinearity"):
            assert not numbers.differ(e, rewritten(e, LAWS[name].rule))


def test_the_blocks_of_two_layers_are_not_paired() -> None:
    pair = Product((Letter(block("g")).T, Letter(block("h"))))
    two_layers = HeadSum("g", HeadSum("h", pair, HeadSet("H1")), HeadSet("H2"))
    assert rewritten(two_layers, LAWS["blocks"].rule) == two_layers


@given(data=st.data())
def test_unfolding_a_definition_changes_no_value(data, random, numbers):
    body = data.draw(random.of(N, M, 2))
    name = Named("F", "F", (), body)
    e = total(name @ name.T, data.draw(random.of(N, N, 2)))
    after = rewritten(e, definition("F").rule)
    assert after != e
    assert not numbers.differ(e, after)
    assert rewritten(e, definition("G").rule) == e


@given(data=st.data())
def test_a_theorem_is_used_at_every_place_of_its_left_side_and_at_no_other(data, random):
    left, right = data.draw(random.of(N, M, 1)), Letter(matrix("Z", "n", "m"))
    rule = proved("some theorem", left, right).rule
    context = Letter(matrix("Y", "m", "n"))
    assert rewritten(product(context, left), rule) in (
        product(context, right),
        # a product is laid in one row, and then the left side is no part of it
        product(context, left),
    )
    assert rewritten(tensor(left, context), rule).parts[-1] == context
    assert rewritten(context, rule) == context


@given(data=st.data())
def test_what_is_written_alike_but_for_order_is_equal(data, random, numbers):
    e, other = data.draw(random.pairs())
    if same_up_to_order(e, other):
        assert not numbers.differ(e, other)


@given(data=st.data())
def test_the_order_of_terms_and_the_names_of_bound_indices_do_not_count(data, random):
    a, b = data.draw(random.of(N, M, 2)), data.draw(random.of(N, M, 2))
    assert same_up_to_order(Sum((a, b)), Sum((b, a)))
    assert same_up_to_order(HeadSum("h", a), HeadSum("k", reindexed(a, "h", "k")))
    assert not same_up_to_order(Product((a, b.T)), Product((b, a.T))) or same_up_to_order(a, b)


def test_what_does_count() -> None:
    A, B = (Letter(matrix(name, "n", "n", "h")) for name in "AB")
    for one, other in (
        (A @ B, B @ A),
        (tensor(A, B), tensor(B, A)),
        (HeadSum("h", A, HeadSet("H1")), HeadSum("h", A, HeadSet("H2"))),
        (Scaled(2, A), Scaled(3, A)),
        (Identity(N), Identity(M)),
        (Named("F", "F", (), A), Named("G", "G", (), A)),
        (A, A.T),
        (A + A, A),
    ):
        assert not same_up_to_order(one, other)


# --- laws gone wrong ------------------------------------------------------------------------------


def _wrong(name, rule):
    """A law that says something false where it says something at all."""

    def keeps_order(e):
        if isinstance(e, Transpose) and isinstance(e.body, Product):
            return product(*(Transpose(p) for p in e.body.parts))
        return rule(e)

    def drops_a_term(e):
        again = rule(e)
        if isinstance(again, Sum):
            return total(*again.parts[:-1])
        return again

    def drops_a_factor(e):
        again = rule(e)
        if isinstance(again, Product) and len(again.parts) > 1:
            return product(*again.parts[:-1])
        return again

    def forgets_to_transpose(e):
        again = rule(e)
        if again is None or not isinstance(e, Product):
            return again
        *before, vec = again.parts if isinstance(again, Product) else (again,)
        *inner, W = vec.body.parts
        return product(*before, Vec(product(*inner, W.body)))

    def swaps_slots(e):
        again = rule(e)
        return again if again is None else _reversed_tensors(again)

    def leaves_the_sum(e):
        again = rule(e)
        return again if again is None else again.body

    return {
        "transpose": keeps_order,
        "distributivity": drops_a_term,
        "linearity of vec": drops_a_term,
        "identity": drops_a_factor,
        "vec": forgets_to_transpose,
        "mixed product": swaps_slots,
        "blocks": leaves_the_sum,
    }[name]


def _reversed_tensors(e):
    if isinstance(e, Tensor):
        return Tensor(e.parts[::-1])
    if isinstance(e, Product):
        return Product(tuple(map(_reversed_tensors, e.parts)))
    return e


USED = {name for theorem in THEOREMS for name in rests_on(theorem)} & set(LAWS)


@pytest.mark.parametrize("name", sorted(USED))
def test_an_error_in_a_law_makes_a_theorem_that_uses_it_fail(name, monkeypatch):
    """Not every one: where the law is used on both lines alike, one error hides the other."""
    wrong = dataclasses.replace(LAWS[name], rule=_wrong(name, LAWS[name].rule))
    users = [t for t in THEOREMS if name in rests_on(t)]
    monkeypatch.setitem(LAWS, name, wrong)
    assert any(map(is_rejected, users))


def is_rejected(theorem):
    try:
        replay(theorem, earlier_than(theorem.name))
    except Exception:
        return True
    return False


def test_the_laws_as_they_are_reject_nothing() -> None:
    assert [t.name for t in THEOREMS if is_rejected(t)] == []
