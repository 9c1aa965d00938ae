"""The laws of circuits: low rank, gauge, trace and eigenvalues, without the vocabulary."""

import dataclasses

import numpy as np
import sympy
from hypothesis import given
from hypothesis import strategies as st

from refmath import strategies
from refmath.numeric.arrays.low_rank import LowRank
from refmath.numeric.arrays.rounding import agree, gamma
from refmath.numeric.heads.circuits import W_OV, W_QK, bigram_circuit, ov_circuit, qk_circuit


@st.composite
def heads(draw, **options):
    """A model and one of its heads."""
    model = draw(strategies.models(n_layers=st.integers(1, 2), **options))
    layer = draw(st.integers(0, model.n_layers - 1))
    return model, layer, draw(st.integers(0, model.n_heads[layer] - 1))


@st.composite
def unimodular(draw, size):
    """An integer matrix with an integer inverse, and the inverse: a product of shears."""
    M = np.eye(size, dtype=int).astype(object)
    inverse = M.copy()
    for _ in range(draw(st.integers(0, 4)) if size > 1 else 0):
        i, j = draw(st.permutations(range(size)))[:2]
        times = draw(st.integers(-3, 3))
        M[i] = M[i] + times * M[j]
        inverse[:, j] = inverse[:, j] - times * inverse[:, i]
    return M, inverse


def rank(matrix):
    return sympy.Matrix(matrix.tolist()).rank()


@given(heads(number=int))
def test_the_rank_is_at_most_d_head(drawn):
    model, layer, head = drawn
    d_head = model.layers[layer].d_head
    for circuit in (W_QK, W_OV, qk_circuit, ov_circuit):
        found = circuit(model, layer, head)
        assert rank(found.dense()) <= found.rank_bound <= d_head
    assert rank(bigram_circuit(model).dense()) <= model.d_model


@given(heads(number=int), st.data())
def test_only_the_products_matter(drawn, data):
    model, layer, head = drawn
    own = model.layers[layer]
    M, inverse = data.draw(unimodular(own.d_head))
    assert (M @ inverse == np.eye(own.d_head, dtype=int)).all()
    turned = dataclasses.replace(
        own, W_Q=M @ own.W_Q, W_K=inverse.T @ own.W_K, W_V=M @ own.W_V, W_O=own.W_O @ inverse
    )
    layers = [turned if i == layer else each for i, each in enumerate(model.layers)]
    other = dataclasses.replace(model, layers=layers)
    for circuit in (W_QK, W_OV, qk_circuit, ov_circuit):
        assert (circuit(other, layer, head).dense() == circuit(model, layer, head).dense()).all()


@given(heads(number=int))
def test_eigenvalues_do_without_the_vocabulary_exactly(drawn):
    # det(z - L R) z^k = det(z - R L) z^n: with multiplicity, and no rounding to argue about.
    model, layer, head = drawn
    z = sympy.Symbol("z")
    for circuit in (qk_circuit, ov_circuit):
        found = circuit(model, layer, head)
        n, k = found.left.shape
        large = sympy.Matrix(found.dense().tolist()).charpoly(z).as_expr()
        small = sympy.Matrix((found.right @ found.left).tolist()).charpoly(z).as_expr()
        assert sympy.expand(large * z**k - small * z**n) == 0
        assert found.trace() == np.trace(found.dense()) == np.trace(found.right @ found.left)


@given(heads())
def test_the_trace_is_the_sum_of_the_eigenvalues(drawn):
    model, layer, head = drawn
    for circuit in (qk_circuit, ov_circuit):
        found = circuit(model, layer, head)
        k = min(found.left.shape)
        # The sum is the trace of a matrix that is off by a few roundings of its norm, however ill
        # the single eigenvalues are placed; the factors' norms bound it and the products.
        size = np.linalg.norm(found.left) * np.linalg.norm(found.right)
        near = gamma(100 * k * k * (1 + found.shape[-1]), "float64") * size
        assert abs(found.eigenvalues().sum() - found.trace()) <= near


@given(heads())
def test_the_norm_is_that_of_the_singular_values(drawn):
    model, layer, head = drawn
    for circuit in (W_QK, W_OV, qk_circuit, ov_circuit):
        found = circuit(model, layer, head)
        size = np.linalg.norm(found.left) * np.linalg.norm(found.right)
        near = gamma(100 * sum(found.shape) * found.left.shape[-1], "float64") * size
        assert abs(found.norm() - np.sqrt((found.singular_values() ** 2).sum())) <= near
        assert abs(found.norm() - np.linalg.norm(found.dense())) <= near


@given(heads(dtype="float32"), st.data())
def test_either_side_takes_an_array(drawn, data):
    model, layer, head = drawn
    found = W_OV(model, layer, head)
    x = data.draw(strategies.integer_matrices(2, model.d_model)).astype("float32")
    formed, magnitude = found.dense(), abs(found.left) @ abs(found.right)
    # Either bracketing is within the roundings of both products.
    near = gamma(4 * (model.d_model + found.left.shape[-1]) + 8, "float32")
    for product, expected, size in (
        (found @ x.T, formed @ x.T, magnitude @ abs(x).T),
        (x @ found, x @ formed, abs(x) @ magnitude),
        (x @ found.T, x @ formed.T, abs(x) @ magnitude.T),
    ):
        assert isinstance(product, LowRank)
        assert agree(product.dense(), expected, near * size)
