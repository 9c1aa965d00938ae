"""The entries of single nodes: each is what its definition says, once."""

from dataclasses import replace

import pytest

from refmath.symbolic.expressions import (
    Apply,
    Diag,
    Exp,
    Expression,
    HeadSum,
    Identity,
    Letter,
    Pattern,
    Recip,
    Scaled,
    Trace,
    Vec,
    hadamard,
    tensor,
)
from refmath.symbolic.index_entries import Bindings, entry
from refmath.symbolic.index_terms import (
    Applied,
    Delta,
    Entry,
    Exponential,
    Fact,
    Monomial,
    Reciprocal,
    Ref,
)
from refmath.symbolic.indices import index_form
from refmath.symbolic.letters import HeadSet, Index, block, matrix, scalar

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


# --- every node -----------------------------------------------------------------------------------

S, W, COLUMN = (
    Letter(matrix(name, "n", to)) for name, to in (("S", "n"), ("W", "m"), ("c", "one"))
)
ONE_BY_ONE = Letter(matrix("s", "one", "one"))


def of_kind(kind: str, *index: Index) -> Letter:
    return Letter(matrix("K", "n", "n", *index, kind=kind))


def key(name: str, to: str = "n", kind: str = "free", index: str = "") -> str:
    return f"{name}[{index}]n×{to}({kind})"


def one_term(e: Expression, heads: Bindings | None = None) -> tuple[Monomial, int]:
    (term,) = entry(e, (X,), (Y,), heads or {})
    return term


def test_a_letter_is_its_entry_under_its_name_type_kind_and_index() -> None:
    assert one_term(W) == (Monomial((Entry(key("W", "m"), (X, Y)),)), 1)
    assert one_term(COLUMN) == (Monomial((Entry(key("c", "one"), (X,)),)), 1)
    of_heads = Letter(matrix("A", "n", "n", 0, "h", "g"))
    assert one_term(of_heads) == (Monomial((Entry(key("A", index="0,h,g"), (X, Y)),)), 1)
    bound: Bindings = {"h": (7, ())}
    assert one_term(of_heads, bound) == (
        Monomial((Entry(key("A", index="0,*,g"), (X, Y, (7, ()))),)),
        1,
    )


def test_a_letter_of_a_kind_is_what_its_kind_says() -> None:
    K = key("K", kind="{}")
    assert one_term(of_kind("ones")) == (Monomial(), 1)
    assert one_term(of_kind("causal")) == (
        Monomial(facts=frozenset((Fact("≤", (Y, X)),))),
        1,
    )
    assert one_term(of_kind("mask")) == (
        Monomial(facts=frozenset((Fact("≤", (Y, X)), Fact("in " + K.format("mask"), (Y, X))))),
        1,
    )
    assert one_term(of_kind("first")) == (
        Monomial((Delta(X, Y),), frozenset((Fact("<" + K.format("first"), (X,)),))),
        1,
    )
    turned = ((K.format("permutation"), 1),)
    assert one_term(of_kind("permutation")) == (Monomial((Delta((0, turned), Y),)), 1)
    assert one_term(of_kind("free")) == (Monomial((Entry(K.format("free"), (X, Y)),)), 1)


def test_a_letter_of_a_kind_that_a_sum_binds_is_an_entry() -> None:
    bound: Bindings = {"h": (7, ())}
    for kind in ("causal", "mask", "first", "permutation"):
        assert one_term(of_kind(kind, "h"), bound) == (
            Monomial((Entry(key("K", kind=kind, index="*"), (X, Y, (7, ()))),)),
            1,
        )


def test_an_inclusion_says_its_layer_and_its_head() -> None:
    assert one_term(Letter(block("h"))) == (Monomial((Entry("ι [] h", (X, Y)),)), 1)
    assert one_term(Letter(block(1, 0))) == (Monomial((Entry("ι [1] 0", (X, Y)),)), 1)
    bound: Bindings = {"h": (7, ()), "l": (8, ())}
    assert one_term(Letter(block(1, "h")), bound) == (
        Monomial((Entry("ι [1] *", (X, Y, (7, ()))),)),
        1,
    )
    assert one_term(Letter(block("l", "h")), bound) == (
        Monomial((Entry("of-a-layer[*][*]", (X, Y, (8, ()), (7, ()))),)),
        1,
    )


def test_sums_multiples_and_transposes_keep_their_coefficients() -> None:
    s, w = Monomial((Entry(key("S"), (X, Y)),)), Monomial((Entry(key("S"), (Y, X)),))
    assert entry(S + 3 * S.T, (X,), (Y,), {}) == ((s, 1), (w, 3))
    ((m, one),) = entry(Scaled(c, S), (X,), (Y,), {})
    assert (one, m.factors) == (1, s.factors)
    assert [mark.key for mark in m.scalars] == ["c[]×(free)"]
    assert entry(Identity(("n", "one")), (X, X), (Y, Y), {}) == ((Monomial((Delta(X, Y),)), 1),)


def test_products_and_traces_sum_over_what_stands_between() -> None:
    ((m, one),) = entry(S @ W, (X,), (Y,), {})
    ((middle, space),) = m.bound
    assert (one, space) == (1, "n")
    assert m.factors == (
        Entry(key("S"), (X, (middle, ()))),
        Entry(key("W", "m"), ((middle, ()), Y)),
    )
    ((m, _),) = entry(COLUMN @ COLUMN.T, (X,), (Y,), {})
    assert m == Monomial((Entry(key("c", "one"), (X,)), Entry(key("c", "one"), (Y,))))
    ((m, _),) = entry(Trace(S), (), (), {})
    ((at, _),) = m.bound
    assert m.factors == (Entry(key("S"), ((at, ()), (at, ()))),)


def test_slots_are_dealt_out_to_the_parts_of_a_tensor_product_and_of_a_vec() -> None:
    Z, V = (2, ()), (3, ())
    apart = (Monomial((Entry(key("S"), (X, Z)), Entry(key("W", "m"), (Y, V)))), 1)
    assert entry(tensor(S, W), (X, Y), (Z, V), {}) == (apart,)
    assert entry(Vec(W), (X, Y), (), {}) == ((Monomial((Entry(key("W", "m"), (X, Y)),)), 1),)


def test_what_is_taken_entry_by_entry() -> None:
    s = Monomial((Entry(key("S"), (X, Y)),))
    v = Monomial((Entry(key("c", "one"), (X,)),))
    assert one_term(hadamard(S, S)) == (Monomial(s.factors * 2), 1)
    assert one_term(hadamard(2 * S, -S)) == (Monomial(s.factors * 2), -2)
    assert one_term(Exp(2 * S)) == (Monomial((Exponential(s, 2),)), 1)
    assert one_term(Exp(S - S)) == (Monomial((Exponential(s, 1), Exponential(s, -1))), 1)
    assert one_term(Diag(COLUMN)) == (Monomial((Delta(X, Y), *v.factors)), 1)
    assert one_term(Recip(Exp(COLUMN))) == (
        Monomial((Reciprocal(((Monomial((Exponential(v, 1),)), 1),), 1),)),
        1,
    )


def softmax_parts(e: Pattern) -> tuple[Monomial, Monomial]:
    """Return the numerator and the one term of the sum below it."""
    m, one = one_term(e)
    *above, below = m.factors
    assert isinstance(below, Reciprocal)
    ((term, c),) = below.of
    assert (one, c, below.power, len(term.bound)) == (1, 1, 1, 1)
    return replace(m, factors=tuple(above)), term


def weight(at: Ref, source: Ref, *, causal: bool) -> Monomial:
    score = Exponential(Monomial((Entry(key("S"), (at, source)),)), 1)
    return Monomial((score,), frozenset((Fact("≤", (source, at)),) if causal else ()))


@pytest.mark.parametrize("causal", [True, False])
def test_a_softmax_is_a_weight_over_the_sum_of_the_weights(*, causal: bool) -> None:
    above, below = softmax_parts(Pattern(S, causal=causal))
    ((at, space),) = below.bound
    assert space == "n"
    assert above == weight(X, Y, causal=causal)
    assert replace(below, bound=()) == weight(X, (at, ()), causal=causal)
    above, below = softmax_parts(Pattern(S, "destination", causal))
    ((at, _),) = below.bound
    assert above == weight(X, Y, causal=causal)
    assert replace(below, bound=()) == weight((at, ()), Y, causal=causal)


def test_a_sum_over_heads_binds_its_index_and_says_of_which_set() -> None:
    Ah = Letter(matrix("A", "n", "n", "h"))
    ((m, one),) = entry(HeadSum("h", Ah, HeadSet("K")), (X,), (Y,), {})
    ((slot, space),) = m.bound
    assert (one, space, m.facts) == (1, "∈K[]", frozenset())
    assert m.factors == (Entry(key("A", index="*"), (X, Y, (slot, ()))),)
    of_g = HeadSum("g", HeadSum("h", Ah, HeadSet("K", ("g", 2))))
    ((m, _),) = entry(of_g, (X,), (Y,), {})
    (inner, space), (outer, _) = m.bound
    assert space == "∈K[*,2]"
    assert m.facts == {Fact("of ∈K[*,2]", ((inner, ()), (outer, ())))}
    ((m, _),) = entry(HeadSum("h", Ah, HeadSet("K", ("g",))), (X,), (Y,), {})
    assert (m.bound[0][1], m.facts) == ("∈K[g]", frozenset())
