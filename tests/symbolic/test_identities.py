"""Each law says nothing false, on random expressions, by numbers that know no laws."""

import dataclasses
import importlib.util

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmath.symbolic import identities
from refmath.symbolic.algebra import shape
from refmath.symbolic.derivation import replay, rests_on
from refmath.symbolic.expressions import (
    Apply,
    HeadSum,
    Identity,
    Letter,
    Named,
    Pattern,
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
from refmath.symbolic.identities import (
    LAWS,
    Equation,
    definition,
    proved,
    rewritten,
    same_up_to_order,
    supposed,
    theorems_used,
)
from refmath.symbolic.letters import Generator, HeadSet, block, matrix, scalar
from refmath.theorems import alibi, normed_queries, sinks, softmax
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


EQUATIONS = {e.theorem: e for law in LAWS.values() for e in law.equations}
PROVED = {t.name: t for t in THEOREMS}


def where_it_fits(name, data, random):
    """An expression whose outermost form is the one that the equation speaks of.

    Its parts are random: they may use the index that a sum beside them binds, or bind it again.
    """

    def some(rows, cols, deep=1):
        return data.draw(random.of(rows, cols, deep))

    def heads(rows, cols):
        return HeadSum(data.draw(st.sampled_from(("g", "h"))), some(rows, cols, 2))

    def number():
        return data.draw(st.sampled_from((3, -1, 0, *random.scalars)))

    def multiple(rows, cols):
        return Scaled(number(), some(rows, cols))

    def sums(rows, cols):
        return Sum((some(rows, cols), some(rows, cols)))

    def flat(rows, cols, kind):
        return Vec(kind(rows, cols))

    match name:
        case "distributivity":
            return Product((some(N, M), sums(M, P)))
        case "distributivity_on_the_right":
            return Product((sums(N, M), some(M, P)))
        case "factor_into_a_sum_over_heads":
            return Product((some(N, M), heads(M, P)))
        case "factor_into_a_sum_over_heads_on_the_right":
            return Product((heads(N, M), some(M, P)))
        case "sum_over_heads_of_a_sum":
            return HeadSum("h", sums(N, M))
        case "scalar_out_of_a_product":
            return Product((some(N, M), multiple(M, P)))
        case "scalar_out_of_a_product_on_the_left":
            return Product((multiple(N, M), some(M, P)))
        case "scalar_out_of_a_sum":
            c = number()
            d = data.draw(st.sampled_from((c, c, 2)))
            return Sum((Scaled(c, some(N, M)), Scaled(d, some(N, M))))
        case "scalar_out_of_a_sum_over_heads":
            of_a_head = Generator("f", "f", (), (), ("h",))
            c = data.draw(st.sampled_from((3, random.scalars[0], of_a_head)))
            return HeadSum(data.draw(st.sampled_from(("g", "h"))), Scaled(c, some(N, M)))
        case "scalars_in_any_order":
            return Scaled(random.scalars[0], Scaled(data.draw(st.integers(-2, 3)), some(N, M)))
        case "multiples":
            return Scaled(data.draw(st.integers(2, 5)), some(N, M))
        case "mixed_product":
            return Product((Tensor((some(N, M), some(P, N))), Tensor((some(M, P), some(N, M)))))
        case "mixed_product_of_three_slots":
            left = Tensor((some(N, M), some(P, N), some(M, M)))
            return Product((left, Tensor((some(M, P), some(N, M), some(M, N)))))
        case "bilinearity":
            return Tensor((sums(N, M), some(P, M)))
        case "bilinearity_on_the_right":
            return Tensor((some(P, M), sums(N, M)))
        case "sum_over_heads_in_the_first_slot":
            return Tensor((heads(N, M), some(P, M)))
        case "sum_over_heads_in_the_second_slot":
            return Tensor((some(P, M), heads(N, M)))
        case "scalar_out_of_the_first_slot":
            return Tensor((multiple(N, M), some(P, M)))
        case "scalar_out_of_the_second_slot":
            return Tensor((some(P, M), multiple(N, M)))
        case "transpose_of_a_product":
            return Transpose(Product((some(N, M), some(M, P))))
        case "transpose":
            return Transpose(Tensor((some(N, M), some(P, M))))
        case "transpose_of_a_sum":
            return Transpose(sums(N, P))
        case "transpose_of_a_sum_over_heads":
            return Transpose(heads(N, P))
        case "transpose_of_a_multiple":
            return Transpose(multiple(N, P))
        case "transpose_twice":
            return Transpose(Transpose(some(N, P)))
        case "transpose_of_the_identity":
            return Transpose(Identity(data.draw(st.sampled_from((N, (*N, *M))))))
        case "identity":
            return Product((Identity(N), some(N, M)))
        case "identity_on_the_right":
            return Product((some(N, M), Identity(M)))
        case "identity_of_both_slots":
            return Tensor((Identity(N), Identity(M)))
        case "vec":
            return Product((Tensor((some(N, M), some(P, N))), Vec(some(M, N))))
        case "linearity_of_vec":
            return flat(N, M, sums)
        case "vec_of_a_sum_over_heads":
            return flat(N, M, heads)
        case "vec_of_a_multiple":
            return flat(N, M, multiple)
        case "trace":
            return Trace(Tensor((some(N, N), some(M, M))))
        case "trace_of_three_slots":
            return Trace(Tensor((some(N, N), some(M, M), some(P, P))))
        case "blocks":
            index = st.sampled_from(("g", "h"))
            L, g, h = (data.draw(index) for _ in range(3))
            R = data.draw(st.sampled_from(("g", "h", "k", 0)))
            left, right = (
                Letter(matrix("L", "n", "d_head", L)),
                Letter(matrix("R", "d_head", "m", R)),
            )
            pair = product(left, Letter(block(g)).T, Letter(block(h)), right)
            around = data.draw(st.sampled_from((("g", "h"), ("h", "g"), ("h", "h"))))
            return HeadSum(around[0], HeadSum(around[1], pair))
    raise AssertionError(f"no expressions are drawn for {name}")


@pytest.mark.parametrize("name", EQUATIONS)
@given(data=st.data())
def test_an_equation_is_used_where_it_fits_and_is_true_there(name, data, random, numbers):
    e = where_it_fits(name, data, random)
    after = EQUATIONS[name].rule(e)
    if after is None:  # an index would be captured, or no diagonal is left
        assert "heads" in name or name in ("blocks", "scalar_out_of_a_sum")
        return
    assert after != e
    assert shape(after) == shape(e)
    # a free index may name a head that a sum runs over, too
    assert not numbers.differ(e, after, free={"g": 1, "h": 0, "k": 1}), (e, after)
    assert not numbers.differ(e, after, free={"g": 7, "h": 8, "k": 9}), (e, after)


@pytest.mark.parametrize("name", EQUATIONS)
def test_each_rule_is_the_equation_of_the_theorem_that_it_names(name):
    """From the theorem's one side the rule comes to the other, and the theorem is no corollary."""
    theorem = PROVED[name]
    assert theorem.by_entries
    ways = [(theorem.left, theorem.right), (theorem.right, theorem.left)]
    outs = [(EQUATIONS[name].rule(a), b) for a, b in ways]
    assert any(out is not None and same_up_to_order(out, b) for out, b in outs)


def test_the_rules_are_those_equations_whenever_the_file_is_run():
    """Rules that a function makes are made when the file is run: so it is run again here."""
    spec = importlib.util.spec_from_file_location(identities.__name__, identities.__file__)
    again = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(again)
    equations = [e for law in again.LAWS.values() for e in law.equations]
    assert [e.theorem for e in equations] == list(EQUATIONS)
    for equation in equations:
        theorem = PROVED[equation.theorem]
        sides = theorem.left, theorem.right
        ways = [(equation.rule(a), b) for a, b in (sides, sides[::-1])]
        assert any(out is not None and same_up_to_order(out, b) for out, b in ways)
        for other in equations:
            if other.theorem.startswith(("trace", "transpose", "mixed_product")):
                own = EQUATIONS[other.theorem].rule
                assert [other.rule(side) for side in sides] == [own(side) for side in sides]


def test_each_law_of_the_first_chapter_is_used_by_a_rule():
    """Laws of exponentials and roots are no rules of a replay: `word_laws` has rules of words."""
    laws = {t.name for t in THEOREMS if t.by_entries}
    of_words = (*softmax.THEOREMS, *sinks.LAWS, *alibi.LAWS, *normed_queries.LAWS)
    assert laws - {t.name for t in of_words} == set(EQUATIONS)


def test_the_theorems_that_a_law_used_are_those_whose_equations_fitted():
    A, B = (Letter(matrix(name, "n", "n")) for name in "AB")
    assert theorems_used(Transpose(A @ (A + B)), LAWS["distributivity"]) == ("distributivity",)
    assert theorems_used(Transpose(A @ B.T), LAWS["transpose"]) == (
        "transpose_of_a_product", "transpose_twice",
    )  # fmt: skip
    assert theorems_used(A @ B, LAWS["identity"]) == ()


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


def test_of_three_sums_within_one_another_each_binds_its_own() -> None:
    def thrice(*index):
        A = Letter(matrix("A", "n", "n", *index))
        return HeadSum("g", HeadSum("h", HeadSum("k", A)))

    assert same_up_to_order(thrice("g", "h", "k"), reindexed(thrice("g", "h", "k"), "g", "i"))
    orders = [("g", "h", "k"), ("g", "k", "h"), ("h", "g", "k"), ("k", "h", "g"), ("g", "h", "h")]
    for n, one in enumerate(orders):
        for other in orders[:n]:
            assert not same_up_to_order(thrice(*one), thrice(*other))


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
        "bilinearity": swaps_slots,
        "linearity of vec": drops_a_term,
        "identity": drops_a_factor,
        "vec": forgets_to_transpose,
        "mixed product": swaps_slots,
        "blocks": leaves_the_sum,
        "scalars": leaves_the_sum,
    }[name]


def _reversed_tensors(e):
    if isinstance(e, Tensor):
        return Tensor(e.parts[::-1])
    if isinstance(e, Product):
        return Product(tuple(map(_reversed_tensors, e.parts)))
    if isinstance(e, HeadSum):
        return dataclasses.replace(e, body=_reversed_tensors(e.body))
    return e


USED = {name for theorem in THEOREMS for name in rests_on(theorem)} & set(LAWS)


@pytest.mark.parametrize("name", sorted(USED))
def test_an_error_in_a_law_makes_a_theorem_that_uses_it_fail(name, monkeypatch):
    """Not every one: where the law is used on both lines alike, one error hides the other."""
    equations = (Equation("", _wrong(name, LAWS[name].rule)),)
    wrong = dataclasses.replace(LAWS[name], equations=equations)
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


# --- each equation, once, on letters --------------------------------------------------------------


def free(name, rows="n", cols="n", *index):
    return Letter(matrix(name, rows, cols, *index))


A, B, C, D = (free(name) for name in "ABCD")
Ah, Ag, Bh = free("A", "n", "n", "h"), free("A", "n", "n", "g"), free("B", "n", "n", "h")
KEYS = HeadSet("K")
k, m, of_h = scalar("k", "k"), scalar("m", "m"), Generator("f", "f", (), (), ("h",))
ID = Identity(N)


def heads(body, index="h", over=KEYS):
    return HeadSum(index, body, over)


def block_of(*index):
    return Letter(block(*index))


OUT_OF_BLOCKS = free("L", "n", "d_head", "h"), free("R", "d_head", "n", "g")
ONCE = {
    "distributivity": (A @ (B + C) @ D, (A @ B + A @ C) @ D),
    "distributivity_on_the_right": (A @ (B + C) @ D, A @ (B @ D + C @ D)),
    "factor_into_a_sum_over_heads": (A @ heads(Bh) @ D, heads(A @ Bh) @ D),
    "factor_into_a_sum_over_heads_on_the_right": (A @ heads(Bh) @ D, A @ heads(Bh @ D)),
    "sum_over_heads_of_a_sum": (heads(Ah + Bh), heads(Ah) + heads(Bh)),
    "scalar_out_of_a_product": (A @ Scaled(k, B) @ C, Scaled(k, A @ B @ C)),
    "scalar_out_of_a_product_on_the_left": (A @ Scaled(k, B) @ C, Scaled(k, A @ B @ C)),
    "scalar_out_of_a_sum": (Scaled(3, A) + Scaled(3, B) + Scaled(3, C), Scaled(3, A + B + C)),
    "scalar_out_of_a_sum_over_heads": (heads(Scaled(k, Ah)), Scaled(k, heads(Ah))),
    "scalars_in_any_order": (Scaled(m, Scaled(k, A)), Scaled(k, Scaled(m, A))),
    "multiples": (Scaled(3, A), A + A + A),
    "mixed_product": (
        tensor(D, D, D) @ tensor(A, B) @ tensor(C, D) @ C,
        tensor(D, D, D) @ tensor(A @ C, B @ D) @ C,
    ),
    "mixed_product_of_three_slots": (
        tensor(A, B, C) @ tensor(D, C, B), tensor(A @ D, B @ C, C @ B),
    ),
    "bilinearity": (Tensor((A, B + C, D)), Tensor((A, tensor(B, D) + tensor(C, D)))),
    "bilinearity_on_the_right": (Tensor((A, B + C, D)), Tensor((tensor(A, B) + tensor(A, C), D))),
    "sum_over_heads_in_the_first_slot": (Tensor((heads(Ah), D)), heads(Tensor((Ah, D)))),
    "sum_over_heads_in_the_second_slot": (Tensor((D, heads(Ah))), heads(Tensor((D, Ah)))),
    "scalar_out_of_the_first_slot": (Tensor((A, Scaled(k, B), D)), Scaled(k, tensor(A, B, D))),
    "scalar_out_of_the_second_slot": (Tensor((A, Scaled(k, B), D)), Scaled(k, tensor(A, B, D))),
    "identity": (A @ ID @ B, A @ B),
    "identity_on_the_right": (A @ ID, A),
    "identity_of_both_slots": (tensor(ID, Identity(M)), Identity((*N, *M))),
    "vec": (tensor(C, D) @ tensor(A, B) @ Vec(C), tensor(C, D) @ Vec(A @ C @ B.T)),
    "linearity_of_vec": (Vec(A + B + C), Vec(A) + Vec(B) + Vec(C)),
    "vec_of_a_sum_over_heads": (Vec(heads(Ah)), heads(Vec(Ah))),
    "vec_of_a_multiple": (Vec(Scaled(k, A)), Scaled(k, Vec(A))),
    "trace": (Trace(tensor(A, B)), tensor(Trace(A), Trace(B))),
    "trace_of_three_slots": (Trace(tensor(A, B, C)), tensor(Trace(A), Trace(B), Trace(C))),
    "transpose_of_a_product": ((A @ B @ C).T, C.T @ B.T @ A.T),
    "transpose": (tensor(A, B).T, tensor(A.T, B.T)),
    "transpose_of_a_sum": ((A + B).T, A.T + B.T),
    "transpose_of_a_sum_over_heads": (heads(Ah).T, heads(Ah.T)),
    "transpose_of_a_multiple": (Scaled(k, A).T, Scaled(k, A.T)),
    "transpose_twice": (A.T.T, A),
    "transpose_of_the_identity": (Transpose(ID), ID),
    "blocks": (
        heads(heads(OUT_OF_BLOCKS[0] @ block_of("h").T @ block_of("g") @ OUT_OF_BLOCKS[1], "g")),
        heads(OUT_OF_BLOCKS[0] @ free("R", "d_head", "n", "h")),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EQUATIONS)
def test_an_equation_makes_this_of_that_and_nothing_of_a_letter(name) -> None:
    before, after = ONCE[name]
    assert EQUATIONS[name].rule(before) == after
    assert EQUATIONS[name].rule(A) is None


W_P = free("W", "n", "p")
NOT_THERE = {
    "distributivity": (B + C) @ D,
    "distributivity_on_the_right": A @ (B + C),
    "factor_into_a_sum_over_heads": Ah @ heads(Bh),
    "factor_into_a_sum_over_heads_on_the_right": heads(Bh) @ Ah,
    "sum_over_heads_of_a_sum": heads(Ah @ Bh),
    "scalar_out_of_a_product": Scaled(k, A) @ B,
    "scalar_out_of_a_product_on_the_left": A @ Scaled(k, B),
    "scalar_out_of_a_sum": Scaled(3, A) + Scaled(2, B),
    "scalar_out_of_a_sum_over_heads": heads(Scaled(of_h, A)),
    "scalars_in_any_order": Scaled(3, Scaled(k, A)),
    "multiples": Scaled(10, A),
    "mixed_product": tensor(A, W_P) @ tensor(A, B),
    "mixed_product_of_three_slots": tensor(A, B) @ tensor(C, D),
    "bilinearity": Tensor((A, B + C)),
    "bilinearity_on_the_right": Tensor((B + C, A)),
    "sum_over_heads_in_the_first_slot": Tensor((heads(Ah), Bh)),
    "sum_over_heads_in_the_second_slot": Tensor((Bh, heads(Ah))),
    "scalar_out_of_the_first_slot": Tensor((A, Scaled(k, B))),
    "scalar_out_of_the_second_slot": Tensor((Scaled(k, B), A)),
    "identity": A @ ID,
    "identity_on_the_right": ID @ A,
    "identity_of_both_slots": tensor(ID, A),
    "vec": tensor(A, B, C) @ Vec(D),
    "trace": Trace(tensor(A, B, C)),
    "trace_of_three_slots": Trace(tensor(A, B)),
    "blocks": heads(heads(A @ block_of("h").T @ block_of("g") @ B, "g", HeadSet("H"))),
}


@pytest.mark.parametrize("name", NOT_THERE)
def test_an_equation_makes_nothing_of_what_it_does_not_fit(name) -> None:
    assert EQUATIONS[name].rule(NOT_THERE[name]) is None


@pytest.mark.parametrize(
    "e",
    [
        Scaled(1, A),
        Scaled(0, A),
        Scaled(-2, A),
        Scaled(k, A),
    ],
)
def test_a_multiple_is_written_out_from_two_to_nine(e) -> None:
    assert EQUATIONS["multiples"].rule(e) is None
    assert EQUATIONS["multiples"].rule(Scaled(2, A)) == A + A
    assert len(EQUATIONS["multiples"].rule(Scaled(9, A)).parts) == 9


def test_scalars_stand_in_this_order() -> None:
    rule = EQUATIONS["scalars_in_any_order"].rule
    assert rule(Scaled(k, Scaled(3, A))) == Scaled(3, Scaled(k, A))
    assert rule(Scaled(k, Scaled(m, A))) is None
    assert rule(Scaled(k, Scaled(k, A))) is None
    assert rule(Scaled(2, Scaled(3, A))) is None
    assert rule(Scaled(of_h, Scaled(of_h.renamed("h", "g"), A))) is not None


BLOCKS = {
    "of one index": heads(heads(block_of("h").T @ block_of("h"), "g")),
    "of two layers": heads(heads(block_of(0, "h").T @ block_of(1, "g"), "g")),
    "under one name": heads(heads(block_of("h").T @ block_of("h"), "h")),
    "of a head and another": heads(heads(block_of("h").T @ block_of("k"), "g")),
    "in another order": heads(heads(block_of("h") @ block_of("g").T, "g")),
    "of a set that depends on the head": HeadSum(
        "h", HeadSum("g", block_of("h").T @ block_of("g"), HeadSet("K", ("h",))),
        HeadSet("K", ("h",)),
    ),
    "of one letter": heads(heads(block_of("h"), "g")),
}  # fmt: skip


@pytest.mark.parametrize("name", BLOCKS)
def test_blocks_leave_a_diagonal_nowhere_else(name) -> None:
    assert EQUATIONS["blocks"].rule(BLOCKS[name]) is None


def test_blocks_alone_leave_the_identity_of_a_head() -> None:
    rule = EQUATIONS["blocks"].rule
    pair = heads(heads(block_of("g").T @ block_of("h"), "g"))
    assert rule(pair) == heads(Identity(("d_head",)))
    layered = heads(heads(A @ block_of(1, "h").T @ block_of(1, "g"), "g"))
    assert rule(layered) == heads(A)


def test_a_hypothesis_is_used_of_transposes_too_and_a_theorem_as_it_stands() -> None:
    of_products = supposed("s", A @ B, C)
    assert of_products.rule(A @ B) == C
    assert of_products.rule(D @ A @ B @ D) == D @ C @ D
    assert of_products.rule(B.T @ A.T) == C.T
    assert of_products.rule(D @ B.T @ A.T) == D @ C.T
    assert of_products.rule(B @ A) is None
    assert of_products.theorems == ("s",)
    as_it_stands = proved("t", A @ B, C)
    assert as_it_stands.rule(D @ A @ B) == D @ C
    assert as_it_stands.rule(B.T @ A.T) is None
    assert as_it_stands.theorems == ("t",)
    symmetric = supposed("s", tensor(A, A.T) + tensor(A, A.T), B)
    assert symmetric.rule(tensor(A, A.T)) is None
    unfolded = definition("F")
    assert unfolded.name == "definition of F"
    assert unfolded.rule(Named("F", "F", (), A)) == A
    assert unfolded.rule(Named("G", "F", (), A)) is None
    assert unfolded.theorems == ("",)


def test_expressions_that_are_marked_otherwise_are_not_written_alike() -> None:
    unlike = [
        A, B, ID, Identity(M), Scaled(2, A), Scaled(3, A), Scaled(k, A), Apply("f", A),
        Apply("g", A), Pattern(A), Pattern(A, "destination"), Pattern(A, causal=False),
        Named("F", "F", (), A), Named("G", "F", (), A), Named("F", "F", ("h",), A), A.T, Vec(A),
        A @ B, B @ A, A + B, tensor(A, B), heads(A), heads(A, over=HeadSet("H")), heads(Ah),
        heads(heads(Ah @ Ag, "g")), heads(heads(Ag @ Ah, "g")),
    ]  # fmt: skip
    for n, e in enumerate(unlike):
        assert [same_up_to_order(e, other) for other in unlike].index(True) == n
    assert same_up_to_order(A + B + C, C + A + B)
    assert same_up_to_order(heads(Ah), heads(Ag, "g"))
    assert same_up_to_order(D @ (A + B), D @ (B + A))
    assert same_up_to_order(Named("F", "F", (), A), Named("F", "G", (), A))
