"""SymPy in and out, and SymPy's own tensor products as a second opinion."""

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from sympy import Identity, KroneckerProduct, MatrixSymbol, Symbol
from sympy.matrices.expressions.kronecker import combine_kronecker
from sympy.physics.quantum import TensorProduct

from refmath.symbolic import algebra, expressions
from refmath.symbolic.algebra import normal_form
from refmath.symbolic.expressions import HeadSum, Letter, Scaled, Vec, tensor
from refmath.symbolic.letters import block, generator, matrix, scalar
from refmath.symbolic.sympy_bridge import form_to_sympy, from_sympy, to_sympy

n, m = Symbol("n"), Symbol("m")
A, B, C, D = (MatrixSymbol(name, n, n) for name in "ABCD")
W, V = (MatrixSymbol(name, m, m) for name in "WV")

leaves = st.sampled_from([Letter(matrix(name, "2", "2")) for name in "ABC"])
words = st.lists(leaves, min_size=1, max_size=3).map(lambda parts: expressions.product(*parts))
sums = st.lists(words, min_size=1, max_size=3).map(lambda parts: expressions.total(*parts))
tensors = st.builds(tensor, sums, sums)
products = st.lists(tensors, min_size=1, max_size=3).map(lambda parts: expressions.product(*parts))


@given(products)
def test_what_goes_out_and_comes_in_again_is_equal(e):
    assert normal_form(from_sympy(to_sympy(e))) == normal_form(e)


@given(products)
def test_a_form_goes_out_as_the_sum_that_it_is(e):
    assert normal_form(from_sympy(form_to_sympy(normal_form(e)))) == normal_form(e)


def as_tensor_product(e):
    """Write an expression with SymPy's own non-commuting letters and TensorProduct."""
    match e:
        case expressions.Letter(g):
            return sympy.Symbol(g.name, commutative=False)
        case expressions.Product(parts):
            return sympy.Mul(*map(as_tensor_product, parts))
        case expressions.Sum(parts):
            return sympy.Add(*map(as_tensor_product, parts))
        case expressions.Tensor(parts):
            return TensorProduct(*(as_tensor_product(p).expand() for p in parts))
    raise AssertionError(e)


def expanded(e):
    return as_tensor_product(e).expand(tensorproduct=True).expand()


# Sums, not products: SymPy 1.14 fails on a product of two equal TensorProducts with powers inside.
tensor_sums = st.lists(tensors, min_size=1, max_size=3).map(lambda parts: expressions.total(*parts))


@given(tensor_sums, tensor_sums)
def test_equality_is_that_of_sympys_tensor_products(one, two):
    assert (normal_form(one) == normal_form(two)) == (expanded(one) == expanded(two))


@given(tensor_sums)
def test_expanding_by_hand_is_equal_by_both(e):
    form = from_sympy(form_to_sympy(normal_form(e)))
    written = expressions.total(*(parts_scaled(p) for p in summands(form)))
    assert expanded(written) == expanded(e)


def summands(e):
    return e.parts if isinstance(e, expressions.Sum) else (e,)


def parts_scaled(e):
    # SymPy's tensor products have no place for a coefficient of ours: it becomes repetition.
    return expressions.total(*[e.body] * e.factor) if isinstance(e, Scaled) else e


def test_the_false_law_of_sums_is_told_apart():
    left = from_sympy(KroneckerProduct(A, W) + KroneckerProduct(B, V))
    right = from_sympy(KroneckerProduct(A + B, W + V))
    assert normal_form(left) != normal_form(right)


@pytest.mark.skipif(
    tuple(map(int, sympy.__version__.split(".")[:2])) > (1, 14),
    reason="mended after SymPy 1.14 (issue 30272)",
)
def test_sympy_itself_believes_the_false_law_of_sums():
    true = KroneckerProduct(A, B) + KroneckerProduct(C, D)
    assert combine_kronecker(true) == KroneckerProduct(A + C, B + D)
    assert normal_form(from_sympy(combine_kronecker(true))) != normal_form(from_sympy(true))


def test_transposes_and_coefficients_come_in():
    e = from_sympy(3 * (A * B).T)
    assert normal_form(e) == normal_form(from_sympy(B.T * A.T) + Scaled(2, from_sympy(B.T * A.T)))


def test_an_identity_keeps_its_slot():
    e = from_sympy(KroneckerProduct(Identity(n), W) * KroneckerProduct(A, Identity(m)))
    assert normal_form(e) == normal_form(from_sympy(KroneckerProduct(A, W)))


def test_a_difference_that_vanishes_goes_out_as_zero():
    e = from_sympy(KroneckerProduct(A, W))
    assert form_to_sympy(normal_form(e - e)).is_ZeroMatrix


@pytest.mark.parametrize(
    ("e", "said"),
    [
        (A.inverse(), "Inverse"),
        (sympy.Matrix([[1]]), "Matrix"),
        (sympy.Rational(1, 2) * A, "1/2"),
        (n * A, "integers, got n"),
        (3, "int"),
    ],
)
def test_what_the_algebra_has_no_word_for_is_refused(e, said):
    with pytest.raises(ValueError, match=r"^e: expected ") as error:
        from_sympy(e)
    assert said in str(error.value)


@pytest.mark.parametrize(
    "e",
    [
        Vec(Letter(generator("x"))),
        HeadSum("h", Letter(generator("A", "h"))),
        algebra.Pattern(Letter(matrix("S", "n", "n"))),
    ],
    ids=["vec", "sum over heads", "softmax"],
)
def test_what_sympy_has_no_word_for_is_refused(e):
    with pytest.raises(ValueError, match=r"^e: expected "):
        to_sympy(e)
    with pytest.raises(ValueError, match=r"^form: expected "):
        form_to_sympy(normal_form(e))


def test_a_block_keeps_its_index_in_its_name():
    assert str(to_sympy(Letter(block(0)))) == "ι^0"


def size(name):
    return Symbol(name, integer=True, positive=True)


A_nm = Letter(matrix("A", "n", "m", "h"))
SENT = MatrixSymbol("A^h", size("n"), size("m"))
c = Symbol("c")
OUT = {
    "a letter": (A_nm, SENT),
    "an identity": (expressions.Identity(("n",)), Identity(size("n"))),
    "an identity of a number": (expressions.Identity(("3",)), Identity(3)),
    "an identity of two slots": (
        expressions.Identity(("n", "m")), KroneckerProduct(Identity(size("n")), Identity(size("m")))
    ),
    "a sum": (A_nm + A_nm, sympy.MatAdd(SENT, SENT)),
    "a product": (A_nm @ A_nm.T, sympy.MatMul(SENT, sympy.Transpose(SENT))),
    "a multiple": (2 * A_nm, 2 * SENT),
    "a scalar times a letter": (Scaled(scalar("c", "c"), A_nm), c * SENT),
    "a trace": (expressions.Trace(A_nm @ A_nm.T),
                sympy.Trace(sympy.MatMul(SENT, sympy.Transpose(SENT)))),
    "what has a name": (expressions.Named("F", "F", ("h",), A_nm), SENT),
}  # fmt: skip


@pytest.mark.parametrize("name", OUT)
def test_each_form_goes_out_as_sympys_own(name):
    e, sent = OUT[name]
    assert to_sympy(e) == sent


FORMS_OUT = {
    "a letter": (A_nm, SENT),
    "a transpose": (A_nm.T, sympy.Transpose(SENT)),
    "a scalar times a letter": (Scaled(scalar("c", "c"), -3 * A_nm), -3 * c * SENT),
    "an identity beside a letter": (
        tensor(expressions.Identity(("n",)), A_nm), KroneckerProduct(Identity(size("n")), SENT)
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS_OUT)
def test_each_normal_form_goes_out_as_sympys_own(name):
    e, sent = FORMS_OUT[name]
    assert form_to_sympy(normal_form(e)) == sent


@pytest.mark.parametrize("power", [size("k"), 0, sympy.Rational(1, 2)])
def test_a_power_that_is_no_product_is_refused(power):
    with pytest.raises(ValueError, match=r"^e: expected .* got MatPow: "):
        from_sympy(sympy.MatPow(A, power))


def test_a_power_comes_in_as_the_product_that_it_is():
    assert from_sympy(A**3) == from_sympy(A * B).parts[0] @ from_sympy(A) @ from_sympy(A)
    assert from_sympy(sympy.Trace(A * B)) == expressions.Trace(from_sympy(A * B))
    assert from_sympy(-A) == Scaled(-1, from_sympy(A))
