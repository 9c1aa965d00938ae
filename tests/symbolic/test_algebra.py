"""The normal form says «equal» exactly where the matrices are equal, for unequal sizes of 2 and up.

`random` draws well-typed expressions and `numbers` computes them, both from conftest.py.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmath.symbolic.algebra import NoNormalFormError, normal_form, shape
from refmath.symbolic.expressions import (
    HeadSum,
    Identity,
    Letter,
    Named,
    Pattern,
    Product,
    Scaled,
    ShapeMismatchError,
    Sum,
    Tensor,
    Trace,
    Transpose,
    Vec,
    reindexed,
    tensor,
    total,
)
from refmath.symbolic.letters import Generator, HeadSet, block, generator, matrix, scalar


def free(name, rows="n", cols="n", *index):
    return Letter(matrix(name, rows, cols, *index))


A, B, C, D = (free(name) for name in "ABCD")
Ah, Bh, Ag, Bg = (free(name, "n", "n", i) for i in "hg" for name in "AB")
c = scalar("c", "c")


# --- equal forms and equal matrices ---------------------------------------------------------------


@given(data=st.data())
def test_forms_are_equal_exactly_where_the_matrices_are(data, random, numbers):
    e, other = data.draw(random.pairs())
    assert shape(other) == shape(e)
    same = normal_form(e) == normal_form(other)
    assert same != numbers.differ(e, other, bound=10**4), (e, other)


@given(data=st.data())
def test_a_form_is_empty_exactly_where_the_matrix_is_zero(data, random, numbers):
    e = data.draw(random.any())
    assert normal_form(e).is_zero != numbers.differ(e, Scaled(0, e))
    assert normal_form(e - e).is_zero
    assert normal_form(Scaled(0, e)).is_zero
    assert normal_form(total(e, e, Scaled(-2, e))).is_zero


@given(data=st.data())
def test_a_form_does_not_see_brackets_and_the_order_of_sums(data, random):
    rows, cols = ("n",), ("m",)
    a, b = (data.draw(random.of(rows, cols, 2)) for _ in range(2))
    d = data.draw(random.of(rows, cols, 1))
    left, right = data.draw(random.of(("p",), rows, 2)), data.draw(random.of(cols, ("n",), 2))
    assert normal_form(Sum((a, Sum((b, d))))) == normal_form(Sum((Sum((d, a)), b)))
    assert normal_form(Product((left, Product((a, right))))) == normal_form(
        Product((Product((left, a)), right))
    )
    assert normal_form(Tensor((a, Tensor((b, d))))) == normal_form(Tensor((Tensor((a, b)), d)))
    assert normal_form(Scaled(2, Scaled(3, a))) == normal_form(Scaled(6, a))
    assert normal_form(Scaled(2, Scaled(c, a))) == normal_form(Scaled(c, Scaled(2, a)))


@given(data=st.data())
def test_a_bound_index_may_have_any_name(data, random):
    e = data.draw(random.any())
    for bound in "gh":
        renamed = reindexed(e, bound, "k")
        assert normal_form(HeadSum(bound, e)) == normal_form(HeadSum("k", renamed))
        assert normal_form(HeadSum("g", HeadSum(bound, e, HeadSet("K")))) == normal_form(
            HeadSum("g", HeadSum("k", renamed, HeadSet("K")))
        )


@given(data=st.data())
def test_two_sums_over_heads_may_change_places(data, random):
    e = data.draw(random.any(2))
    one = HeadSum("g", HeadSum("h", e, HeadSet("K")), HeadSet("H"))
    other = HeadSum("h", HeadSum("g", e, HeadSet("H")), HeadSet("K"))
    assert normal_form(one) == normal_form(other)


@given(data=st.data())
def test_putting_one_index_for_another_means_what_it_says(data, random, numbers):
    """The renamed expression, where «new» is free, is the old one at that head: no capture."""
    e = data.draw(random.any())
    old, new = data.draw(st.permutations(["g", "h"]))
    at = numbers.draws()[0]
    got = numbers.value(reindexed(e, old, new), at)
    at.free[old] = at.free[new]
    assert (got == numbers.value(e, at)).all()


# --- heads, and what must not be confused ---------------------------------------------------------

DIFFERENT = {
    "sums over two layers": (HeadSum("h", Ah, HeadSet("H1")), HeadSum("h", Ah, HeadSet("H2"))),
    "a sum that no letter uses": (HeadSum("h", A), A),
    "unused sums over two layers": (HeadSum("h", A, HeadSet("H1")), HeadSum("h", A, HeadSet("H2"))),
    "a free index and a bound one": (HeadSum("h", Ah @ Bg), HeadSum("h", Ah @ Bh)),
    "an inner sum and its square": (
        HeadSum("h", HeadSum("h", Ah) @ Bh),
        HeadSum("h", Ah @ Bh),
    ),
    "one index and two": (HeadSum("g", HeadSum("h", Ag @ Bh)), HeadSum("h", Ah @ Bh)),
    "a bound index and a number": (
        HeadSum("h", Ah @ Bh),
        HeadSum("h", Ah @ free("B", "n", "n", 0)),
    ),
    "letters of one name and two types": (
        free("A", "n", "m") @ free("B", "m", "n"),
        free("A", "n", "p") @ free("B", "p", "n"),
    ),
    "the scores of two heads": (
        HeadSum("g", HeadSum("h", Pattern(Ah) @ Bg @ free("C", "n", "n", "h"))),
        HeadSum("g", HeadSum("h", Pattern(Ag) @ Bg @ free("C", "n", "n", "h"))),
    ),
    "an index bound outside a pattern and one inside": (
        HeadSum("h", Pattern(HeadSum("g", Ah @ Bg))),
        HeadSum("h", Pattern(HeadSum("g", Ag @ Bh))),
    ),
    "an index bound outside a pattern and unused, or used": (
        HeadSum("h", Pattern(HeadSum("g", Ah @ Bg))),
        HeadSum("h", Pattern(HeadSum("g", Ag @ Bg))),
    ),
    "scalars of two heads": (
        HeadSum("g", HeadSum("h", Scaled(Generator("c", "c", (), (), ("h",)), Ah))),
        HeadSum("g", HeadSum("h", Scaled(Generator("c", "c", (), (), ("g",)), Ah))),
    ),
}


@pytest.mark.parametrize("name", DIFFERENT)
def test_what_differs_has_different_forms(name):
    one, other = DIFFERENT[name]
    assert normal_form(one) != normal_form(other)


SAME = {
    "the order of two sums within a pattern": (
        HeadSum("g", HeadSum("h", Pattern(total(Scaled(2, Ag), Ah)))),
        HeadSum("h", HeadSum("g", Pattern(total(Scaled(2, Ag), Ah)))),
    ),
    "scalars of two heads": (
        HeadSum("g", HeadSum("h", Scaled(Generator("c", "c", (), (), ("g",)), Ah))),
        HeadSum("h", HeadSum("g", Scaled(Generator("c", "c", (), (), ("g",)), Ah))),
    ),
    "an index shadowed": (HeadSum("h", HeadSum("h", Ah)), HeadSum("g", HeadSum("h", Ah))),
    "a name and what it stands for": (Named("F", "F", ("h",), Ah @ Bh), Ah @ Bh),
    "a bound index under a name": (
        HeadSum("h", Named("F", "F", ("h",), Ah)),
        HeadSum("g", Named("F", "F", ("g",), Ag)),
    ),
}


@pytest.mark.parametrize("name", SAME)
def test_what_is_the_same_has_one_form(name):
    one, other = SAME[name]
    assert normal_form(one) == normal_form(other)


def test_renaming_does_not_capture_an_index() -> None:
    """Σ_g A^h B^g with h → g must not become Σ_g A^g B^g; the bound one makes way."""
    outside = HeadSum("g", Ah @ Bg)
    assert normal_form(reindexed(outside, "h", "g")) != normal_form(HeadSum("g", Ag @ Bg))
    kept_apart = HeadSum("k", Ag @ free("B", "n", "n", "k"))
    assert normal_form(reindexed(outside, "h", "g")) == normal_form(kept_apart)
    assert reindexed(outside, "g", "k") == outside
    assert reindexed(Named("F", "F", ("h",), Ah), "h", "k").index == ("k",)


# --- blocks ---------------------------------------------------------------------------------------


def inclusion(i):
    return Letter(block(i))


def test_blocks_of_one_head_meet_and_of_two_do_not() -> None:
    X, Y = free("X", "n", "d_head", "g"), free("Y", "d_head", "n", "h")
    paired = X @ inclusion("g").T @ inclusion("h") @ Y
    Xh = free("X", "n", "d_head", "h")
    assert normal_form(HeadSum("g", HeadSum("h", paired))) == normal_form(HeadSum("h", Xh @ Y))
    # Whether the head h is one of those that are summed over, nobody knows.
    assert normal_form(HeadSum("g", paired)) != normal_form(Xh @ Y)
    assert normal_form(HeadSum("g", paired)) != normal_form(HeadSum("g", paired, HeadSet("K")))
    assert normal_form(inclusion(1).T @ inclusion(1)) == normal_form(Identity(("d_head",)))
    assert normal_form(inclusion(0).T @ inclusion(1)).is_zero
    # Two free indices may mean one head or two: nothing may be said.
    assert not normal_form(paired).is_zero
    assert normal_form(paired) != normal_form(X @ Y)
    # The other order is no δ.
    assert normal_form(inclusion("h") @ inclusion("h").T) != normal_form(
        Identity(("n_heads·d_head",))
    )


def test_blocks_of_two_layers_stay_and_hide_no_later_ones() -> None:
    of_two_layers = Letter(block(0, "g")).T @ Letter(block(1, "h"))
    of_one = Letter(block(1, "k")).T @ Letter(block(1, "k"))
    assert normal_form(of_two_layers @ of_one) == normal_form(of_two_layers)
    assert normal_form(of_two_layers) != normal_form(Identity(("d_head",)))


# --- patterns -------------------------------------------------------------------------------------


@given(data=st.data())
def test_patterns_are_equal_exactly_if_the_scores_are(data, random):
    one, other = (data.draw(random.of(("n",), ("n",), 2)) for _ in range(2))
    same = normal_form(one) == normal_form(other)
    assert (normal_form(Pattern(one)) == normal_form(Pattern(other))) == same
    respelt = Transpose(Transpose(total(one, Scaled(0, other))))
    assert normal_form(Pattern(respelt)) == normal_form(Pattern(one))
    assert normal_form(Pattern(one, "destination")) != normal_form(Pattern(one))
    assert normal_form(Pattern(one, causal=False)) != normal_form(Pattern(one))
    assert normal_form(Pattern(one).T) != normal_form(Pattern(one))


# --- types ----------------------------------------------------------------------------------------


@given(data=st.data())
def test_the_type_is_the_matrix_s_shape(data, random, numbers):
    e = data.draw(random.any())
    at = numbers.draws()[1]
    want = tuple(_size(at, spaces) for spaces in shape(e))
    assert numbers.value(e, at).shape == want


def _size(at, spaces):
    out = 1
    for space in spaces:
        out *= at.size(space)
    return out


def test_types_of_every_kind() -> None:
    P, Q = free("P", "n", "m"), free("Q", "p", "q")
    assert shape(P) == (("n",), ("m",))
    assert shape(tensor(P, Q)) == (("n", "p"), ("m", "q"))
    assert shape(tensor(P, Q).T) == (("m", "q"), ("n", "p"))
    assert shape(Vec(P)) == (("n", "m"), ())
    assert shape(Vec(P).T) == ((), ("n", "m"))
    assert shape(Trace(P @ P.T)) == ((), ())
    assert shape(Pattern(P @ P.T)) == (("n",), ("n",))
    assert shape(Letter(c)) == ((), ())


NxM, MxP = free("P", "n", "m"), free("Q", "m", "p")
ILL_TYPED = {
    "product": (NxM @ NxM, r"product: expected columns that equal rows, got .*'m'.* against .*'n'"),
    "product in a tensor": (tensor(A, MxP @ NxM), r"product: .*'p'.*'n'.* in Letter @ Letter"),
    "sum": (NxM + MxP, r"sum: expected terms of one type, got n × m, m × p"),
    "sum in a sum over heads": (HeadSum("h", A + NxM), r"sum: .*n × n, n × m"),
    "trace": (Trace(NxM), r"trace: expected a square matrix, got .*'n'.* × .*'m'"),
    "pattern": (Pattern(NxM), r"pattern: expected a square matrix, got .*'n'.* × .*'m'"),
    "pattern of two slots": (Pattern(tensor(A, A)), r"pattern: expected a square matrix, got"),
    "operator on a matrix": (tensor(A, B) @ C, r"product: .*'n', 'n'.*against.*'n'"),
}


@pytest.mark.parametrize("name", ILL_TYPED)
def test_a_type_error_says_what_was_asked_for_and_what_came(name):
    e, says = ILL_TYPED[name]
    with pytest.raises(ShapeMismatchError, match=says):
        shape(e)
    with pytest.raises(ShapeMismatchError, match=says):
        normal_form(e)


X = free("X")
WITHOUT_FORM = {
    "a trace": Trace(A),
    "a trace within": tensor(Trace(A), B),
    "a column times a row": Vec(A) @ Vec(B).T,
    "a row times a column": Vec(A).T @ Vec(B),
    "a row times an operator": Vec(A).T @ tensor(B, C),
    "a row, flattened": Vec(Vec(A).T),
    "a flattened tensor product": Vec(tensor(A, B)),
    "a tensor product of columns": tensor(Vec(A), Vec(B)),
    "a column beside a matrix": tensor(Vec(A), B),
}


@pytest.mark.parametrize("name", WITHOUT_FORM)
def test_what_words_can_not_say_has_no_form(name):
    """np.outer(A, W) is such a thing: as one word A Wᵀ it would equal what it is not."""
    e = WITHOUT_FORM[name]
    shape(e)
    with pytest.raises(NoNormalFormError):
        normal_form(e)
    with pytest.raises(NoNormalFormError):
        normal_form(Scaled(2, e) + e)


def test_np_outer_is_not_equal_to_what_has_the_same_letters() -> None:
    """vec(A x) vec(W)ᵀ and vec(A) vec(W xᵀ)ᵀ share the letters A x Wᵀ, in that order."""
    one, other = Vec(A @ X) @ Vec(B).T, Vec(A) @ Vec(B @ X.T).T
    for e in (one, other):
        with pytest.raises(NoNormalFormError):
            normal_form(e)


def test_generators_of_the_alphabet_have_their_types() -> None:
    assert shape(Letter(generator("W_E"))) == (("d_model",), ("d_vocab",))


def test_what_has_another_type_is_named_with_its_slots():
    W = free("W", "m", "p")
    with pytest.raises(ShapeMismatchError, match=r"one type, got n⊗m × n⊗p, n × n$"):
        shape(Sum((tensor(A, W), B)))
