"""The second route: entries as sums over indices, with no law of the algebra but definitions.

`random` draws well-typed expressions and `numbers` computes them, both from conftest.py.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmath.symbolic.algebra import normal_form, shape
from refmath.symbolic.expressions import (
    Diag,
    Exp,
    Hadamard,
    HeadSum,
    Identity,
    Letter,
    Pattern,
    Product,
    Recip,
    Scaled,
    ShapeMismatchError,
    Sum,
    Tensor,
    Trace,
    Transpose,
    Vec,
    parts_of,
    tensor,
    total,
)
from refmath.symbolic.index_spaces import type_of
from refmath.symbolic.indices import index_form
from refmath.symbolic.letters import HeadSet, block, matrix


def free(name, rows="n", cols="n", *index):
    return Letter(matrix(name, rows, cols, *index))


A, B, C = (free(name) for name in "ABC")
W, V = (free(name, "m", "m") for name in "WV")


def has_pattern(e):
    return isinstance(e, Pattern) or any(map(has_pattern, parts_of(e)))


@given(data=st.data())
def test_equal_forms_are_equal_matrices(data, random, numbers):
    e, other = data.draw(random.pairs())
    if index_form(e) == index_form(other):
        assert not numbers.differ(e, other), (e, other)


@given(data=st.data())
def test_without_a_softmax_equal_matrices_have_equal_forms(data, random, numbers):
    e, other = data.draw(random.pairs().filter(lambda pair: not has_pattern(pair[0])))
    if not numbers.differ(e, other, bound=10**4):
        assert index_form(e) == index_form(other), (e, other)


@given(data=st.data())
def test_the_two_routes_to_all_shapes_say_the_same(data, random):
    """Neither uses the other: words with laws, and entries without."""
    e, other = data.draw(random.pairs().filter(lambda pair: not has_pattern(pair[0])))
    assert (index_form(e) == index_form(other)) == (normal_form(e) == normal_form(other))


@given(data=st.data())
def test_a_form_is_empty_exactly_where_the_matrix_is_zero(data, random, numbers):
    e = data.draw(random.any(2))
    assert index_form(e).is_zero != numbers.differ(e, Scaled(0, e))
    assert index_form(total(e, e, Scaled(-2, e))).is_zero


TRUE = {
    "a trace is cyclic": (Trace(A @ B @ C), Trace(B @ C @ A)),
    "a trace of a transpose": (Trace((A @ B).T), Trace(A @ B)),
    "a trace of a tensor product": (Trace(tensor(A, W)), tensor(Trace(A), Trace(W))),
    "numbers commute": (tensor(Trace(A), Trace(W)), tensor(Trace(W), Trace(A))),
    "a trace of an identity is its dimension": (
        tensor(Trace(Identity(("n",))), A),
        tensor(Trace(B @ B.T @ Identity(("n",))), A)
        - tensor(Trace(B @ B.T), A)
        + tensor(Trace(Identity(("n",))), A),
    ),
    "an inner product of flattened matrices": (Vec(A).T @ Vec(B), Trace(A.T @ B)),
    "an outer product of flattened products": (
        Vec(A @ B) @ Vec(C).T,
        tensor(A, Identity(("n",))) @ Vec(B) @ Vec(C).T,
    ),
    "a double sum over the blocks of one layer": (
        HeadSum("g", HeadSum("h", Letter(block("g")).T @ Letter(block("h")))),
        HeadSum("h", Identity(("d_head",))),
    ),
}


@pytest.mark.parametrize("name", TRUE)
def test_what_words_can_not_say_is_decided_by_index(name, numbers):
    left, right = TRUE[name]
    assert shape(left) == shape(right)
    assert index_form(left) == index_form(right)
    assert not index_form(left).is_zero
    assert not numbers.differ(left, right)


FALSE = {
    "a trace is not symmetric": (Trace(A @ B @ C), Trace(B @ A @ C)),
    "a trace of a product": (Trace(A @ B), tensor(Trace(A), Trace(B))),
    "np.outer for ⊗": (Vec(A) @ Vec(B).T, tensor(A, B)),
    "letters pushed across an outer product": (Vec(A @ C) @ Vec(B).T, Vec(A) @ Vec(B @ C.T).T),
    "column-major flattening": (Vec(A), Vec(A.T)),
    "a dimension forgotten": (tensor(Trace(Identity(("n",))), A), A),
    "blocks of two heads": (
        Letter(block(0)).T @ Letter(block(0)),
        Letter(block(0)).T @ Letter(block(1)),
    ),
    "blocks the other way round": (
        Letter(block("h")) @ Letter(block("h")).T,
        Identity(("n_heads·d_head",)),
    ),
    "a sum over other heads": (
        HeadSum("h", free("A", "n", "n", "h"), HeadSet("H")),
        HeadSum("h", A, HeadSet("H")),
    ),
}


@pytest.mark.parametrize("name", FALSE)
def test_what_looks_the_same_is_told_apart(name, numbers):
    left, right = FALSE[name]
    assert shape(left) == shape(right)
    assert index_form(left) != index_form(right)
    assert numbers.differ(left, right)


def test_an_inclusion_of_a_layer_that_is_summed_over_is_a_letter_like_any_other():
    """Of one layer or of two, nobody knows: ι_{l,h}ᵀ ι_{k,h} is no δ, where l and k are summed."""
    L, K = HeadSet("L"), HeadSet("K")

    def met(one, other):
        return Letter(block(one, "h")).T @ Letter(block(other, "h"))

    of_two = HeadSum("l", HeadSum("k", met("l", "k"), K), L)
    assert index_form(of_two) == index_form(HeadSum("i", HeadSum("j", met("i", "j"), K), L))
    assert index_form(of_two) != index_form(HeadSum("l", HeadSum("k", met("k", "l"), K), L))
    assert index_form(of_two) != index_form(HeadSum("l", HeadSum("k", met("l", "l"), K), L))
    count = HeadSum("l", HeadSum("k", Identity(("d_head",)), K), L)
    assert index_form(of_two) != index_form(count)


WIDE, COLUMN = free("L", "n", "m"), free("c", "n", "one")
TURN = Letter(matrix("Π", "n", "n", kind="permutation"))
ONES = Letter(matrix("1", "n", "one", kind="ones"))


def test_a_trace_of_a_permutation_counts_what_it_leaves_in_place():
    assert index_form(Trace(TURN)) != index_form(Trace(Identity(("n",))))
    assert index_form(Trace(TURN)) == index_form(Trace(TURN.T))
    assert index_form(Trace(TURN @ TURN.T)) == index_form(Trace(Identity(("n",))))
    assert index_form(Trace(TURN @ TURN)) != index_form(Trace(TURN))
    assert not index_form(Trace(TURN)).is_zero


def test_one_over_1_is_1():
    assert index_form(Recip(ONES)) == index_form(ONES)
    assert index_form(Recip(Recip(ONES))) == index_form(ONES)
    assert index_form(Diag(Recip(ONES)) @ A) == index_form(A)
    assert index_form(Recip(Exp(COLUMN))) == index_form(Exp(-COLUMN))
    assert index_form(Recip(Exp(COLUMN))) != index_form(Exp(COLUMN))


MISFITS = {
    "Product": Product((WIDE, A)),
    "Sum": Sum((WIDE, A)),
    "Hadamard": Hadamard((WIDE, A)),
    "Trace": Trace(WIDE),
    "Pattern": Pattern(WIDE),
    "Diag": Diag(WIDE),
    "Recip": Recip(Exp(WIDE)),
}


@pytest.mark.parametrize("name", MISFITS)
def test_parts_that_do_not_fit_are_refused_by_the_name_of_what_holds_them(name):
    for e in (MISFITS[name], Transpose(Scaled(2, MISFITS[name]))):
        with pytest.raises(ShapeMismatchError, match=rf"^{name}: expected .*, got "):
            type_of(e)
        with pytest.raises(ShapeMismatchError, match=rf"^{name}: expected "):
            index_form(e)


def test_a_softmax_is_of_one_slot_and_a_diagonal_of_one_column():
    with pytest.raises(ShapeMismatchError, match=r"^Pattern: expected a square matrix"):
        type_of(Pattern(tensor(A, A)))
    with pytest.raises(ShapeMismatchError, match=r"^Diag: expected a column"):
        type_of(Diag(Vec(A)))


@pytest.mark.parametrize(
    ("e", "kind"),
    [
        (Tensor((WIDE, A)), (("n", "n"), ("m", "n"))),
        (Vec(WIDE), (("n", "m"), ())),
        (Trace(A), ((), ())),
        (Diag(COLUMN), (("n",), ("n",))),
        (Recip(ONES), (("n",), ("one",))),
        (WIDE.T @ A, (("m",), ("n",))),
        (Exp(WIDE) + WIDE, (("n",), ("m",))),
    ],
)
def test_each_form_has_its_type(e, kind):
    assert type_of(e) == kind
    assert shape(e) == kind
    assert index_form(e).type == kind


def test_within_what_a_mask_lets_through_the_mask_turned_leaves_the_diagonal():
    """Where j ≤ i holds around, and i ≤ j within, there i is j."""
    mask, S = Letter(matrix("M", "n", "n", kind="causal")), free("S")
    behind = Hadamard((mask, Exp(Hadamard((mask.T, S)))))
    assert index_form(behind) == index_form(Hadamard((mask, Exp(Hadamard((Identity(("n",)), S))))))
    assert index_form(behind) != index_form(Hadamard((mask, Exp(S))))
    assert index_form(behind) != index_form(Hadamard((mask, Exp(Hadamard((mask, S))))))
