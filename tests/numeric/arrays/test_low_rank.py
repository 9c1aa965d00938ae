"""LowRank against the dense product: exactly in integers, within derived bounds in floats."""

from fractions import Fraction

import array_api_strict
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmath import strategies
from refmath.numeric.arrays import low_rank
from refmath.numeric.arrays.low_rank import LowRank
from refmath.numeric.arrays.products import promoted
from refmath.numeric.arrays.rounding import agree, gamma, matmul_error

EPS = float(np.finfo(float).eps)
DTYPES = ["float32", "float64"]
# rows, inner, cols: thin, square, inner size beyond either or both outer sizes, and single ones.
SHAPES = [(5, 2, 4), (3, 3, 3), (4, 6, 5), (2, 3, 7), (7, 3, 2), (1, 4, 1), (1, 1, 1)]


def whole(rng, *shape):
    out = np.empty(shape, dtype=object)
    out.reshape(-1)[:] = [int(x) for x in rng.integers(-9, 10, size=out.size)]
    return out


def floats(rng, dtype, *shape):
    return rng.normal(size=shape).astype(dtype)


def draw(rng, rows, k, cols, dtype="float64"):
    return LowRank(floats(rng, dtype, rows, k), floats(rng, dtype, k, cols))


def same(found, expected):
    dense = found.dense() if isinstance(found, LowRank) else found
    assert np.shape(dense) == np.shape(expected)
    assert np.all(dense == expected)


def backward(M):
    """How far QR and SVD may take a value off, in the norm: columns times roundings."""
    scale = np.linalg.norm(M.left) * np.linalg.norm(M.right)
    # Higham 2002, theorem 19.4: gamma of a small multiple of rows times columns, three times.
    return gamma(8 * (M.shape[-1] + M.shape[-2]) * M.left.shape[-1] + 50, M.dtype) * scale


@pytest.mark.parametrize("shape", SHAPES)
def test_whole_numbers_are_exact(shape):
    rng = np.random.default_rng(sum(shape))
    rows, k, cols = shape
    M = LowRank(whole(rng, rows, k), whole(rng, k, cols))
    dense = M.left @ M.right
    N = LowRank(whole(rng, rows, 2), whole(rng, 2, cols))
    other = N.left @ N.right
    before, after, vector = whole(rng, 3, rows), whole(rng, cols, 2), whole(rng, cols)
    assert M.shape == dense.shape
    assert M.rank_bound == min(shape)
    same(M, dense)
    same(M.T, dense.T)
    same(-M, -dense)
    same(M + N, dense + other)
    same(M - N, dense - other)
    same(M * 3, dense * 3)
    same(Fraction(1, 2) * M, Fraction(1, 2) * dense)
    same(M @ after, dense @ after)
    same(before @ M, before @ dense)
    same(M @ vector, dense @ vector)
    same(before[0] @ M, before[0] @ dense)
    same(M @ N.T, dense @ other.T)
    same(N.T @ M, other.T @ dense)
    same(M.rows(slice(None, None, 2)), dense[::2])
    same(M.rows([rows - 1, 0]), dense[[rows - 1, 0]])
    same(M.rows(0), dense[0])
    same(M.columns(cols - 1), dense[:, cols - 1])
    same(M.columns(np.array([0, cols - 1])), dense[:, [0, cols - 1]])
    same(M.block([rows - 1, 0], [0, cols - 1]), dense[np.ix_([rows - 1, 0], [0, cols - 1])])
    same(M.block(0, slice(None)), dense[0])
    same(M.block(slice(None), 0), dense[:, 0])
    same(M.block(rows - 1, 0), dense[rows - 1, 0])
    if rows == cols:
        assert M.trace() == np.trace(dense)


def test_a_product_keeps_the_smaller_inner_size():
    rng = np.random.default_rng(0)
    thin, thick = draw(rng, 9, 2, 9), draw(rng, 9, 5, 9)
    assert (thin @ thick).left.shape == (thick @ thin).left.shape == (9, 2)
    assert (thin + thick).left.shape == (9, 7)


def test_an_array_on_the_left_does_not_loop():
    M = draw(np.random.default_rng(1), 3, 1, 3)
    assert isinstance(np.ones((2, 3)) @ M, LowRank)
    assert isinstance(np.float64(2.0) * M, LowRank)
    with pytest.raises(TypeError):
        np.ones((3, 3)) * M
    with pytest.raises(TypeError):
        np.ones((3, 3)) + M
    with pytest.raises(TypeError):
        M @ "x"


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", SHAPES)
def test_decompositions_give_the_product_back(shape, dtype):
    M = draw(np.random.default_rng(sum(shape)), *shape, dtype)
    U, S, Vh = M.svd()
    r = min(shape)
    assert (U.shape, S.shape, Vh.shape) == ((shape[0], r), (r,), (r, shape[2]))
    assert U.dtype == S.dtype == Vh.dtype == M.norm().dtype == dtype
    near = backward(M)
    assert agree((U * S) @ Vh, M.dense(), near)
    assert agree(U.T @ U, np.eye(r, dtype=dtype), gamma(60 * sum(shape), dtype))
    assert agree(Vh @ Vh.T, np.eye(r, dtype=dtype), gamma(60 * sum(shape), dtype))
    expected = np.linalg.svd(M.dense(), compute_uv=False)[:r]
    assert agree(M.singular_values(), expected, near)
    assert agree(S, expected, near)
    assert (np.diff(S) <= 0).all()
    assert abs(M.norm() - np.linalg.norm(M.dense())) <= near
    assert abs(M.norm() - np.sqrt((S**2).sum())) <= near


@pytest.mark.parametrize(("n", "k"), [(6, 2), (3, 3), (3, 5), (1, 4)])
def test_eigenvalues_of_symmetric_products_are_the_dense_ones(n, k):
    rng = np.random.default_rng(n + k)
    left = rng.normal(size=(n, k))
    M = LowRank(left, left.T)  # semidefinite, so the eigenvalues are as well placed as can be
    found = M.eigenvalues()
    assert found.shape == (min(n, k),)
    assert found.dtype == np.complex128
    expected = np.sort(np.linalg.eigvalsh(M.dense()))[::-1][: min(n, k)]
    near = gamma(100 * n * k, "float64") * np.linalg.norm(left) ** 2 * np.linalg.cond(left)
    assert agree(found.real, expected, near)
    assert agree(found.imag, np.zeros_like(expected), near)


def test_eigenvalues_of_a_rotation_are_complex():
    turn = np.array([[0.0, -2.0], [2.0, 0.0]])
    wide = np.vstack([np.eye(2), np.zeros((3, 2))])
    found = LowRank(wide, turn @ wide.T).eigenvalues()
    ordered = np.array(sorted(found.tolist(), key=lambda z: z.imag))
    near = np.full(2, gamma(100, "float64"))
    assert agree(ordered.imag, np.array([-2.0, 2.0]), near)
    assert agree(ordered.real, np.zeros(2), near)


@pytest.mark.parametrize("dtype", DTYPES)
def test_the_largest_eigenvalue_comes_first(dtype):
    left, diagonal = np.eye(4, 3, dtype=dtype), np.diag(np.array([1, -7, 3], dtype))
    M = LowRank(left, diagonal @ left.T)
    found = M.eigenvalues()
    assert found.tolist() == [-7, 3, 1]
    assert found.dtype == np.result_type(dtype, np.complex64)


def test_a_singular_product_has_zeros():
    # Nilpotent: right @ left is zero though the product is not.
    M = LowRank(np.array([[1.0], [0.0]]), np.array([[0.0, 1.0]]))
    assert M.eigenvalues().tolist() == [0]
    assert M.singular_values().tolist() == [1.0]
    repeated = LowRank(np.ones((4, 3)), np.ones((3, 4)))
    assert agree(repeated.singular_values(), np.array([12.0, 0, 0]), backward(repeated))
    assert abs(repeated.eigenvalues()[0] - 12) <= backward(repeated)


def test_the_norm_survives_cancellation():
    # left right = a b + (-a)(b + tiny d): two factors of 1, whose product is 1e-12.
    a, b = np.array([[1.0], [1.0]]), np.array([[1.0, 1.0]])
    M = LowRank(a, b) + LowRank(-a, b + np.array([[0.0, 2.0**-40]]))
    expected = np.sqrt(2) * 2.0**-40
    squared = np.trace((M.left.T @ M.left) @ (M.right @ M.right.T))
    assert abs(M.norm() - expected) <= backward(M) < expected / 10
    assert abs(np.sqrt(abs(squared)) - expected) > expected / 10  # what Gram matrices would give


def test_large_and_small_factors_do_not_overflow():
    M = LowRank(np.full((2, 1), 1e200), np.full((1, 2), 1e-200))
    assert abs(M.norm() - 2) <= gamma(50, "float64") * 2


@pytest.mark.parametrize("dtype", DTYPES)
def test_dtype_is_kept(dtype):
    M = draw(np.random.default_rng(2), 4, 2, 4, dtype)
    for found in (M.T, M + M, -M, 0.5 * M, np.float64(0.5) * M, M @ M, M @ M.dense()):
        assert found.dtype == found.right.dtype == dtype
    assert M.trace().dtype == M.rows(0).dtype == M.dense().dtype == dtype
    other = np.float64 if dtype == "float32" else np.float32
    with pytest.raises(ValueError, match="expected one dtype, got"):
        LowRank(M.left, M.right.astype(other))


@pytest.mark.parametrize("other", ["float32", "float64", "int64", "uint8"])
@pytest.mark.parametrize("dtype", DTYPES)
def test_dtypes_promote_as_numpy_promotes_them(dtype, other):
    rng = np.random.default_rng(2)  # whole numbers: of these the products are exact
    M = LowRank(whole(rng, 4, 2).astype(dtype), whole(rng, 2, 4).astype(dtype))
    matrix = np.abs(whole(rng, 4, 4)).astype(other)
    N = LowRank(matrix, matrix)
    dense, expected = M.dense(), np.result_type(dtype, other)
    results = {
        "matrix behind": (M @ matrix, dense @ matrix),
        "matrix before": (matrix @ M, matrix @ dense),
        "vector behind": (M @ matrix[0], dense @ matrix[0]),
        "vector before": (matrix[0] @ M, matrix[0] @ dense),
        "product": (M @ N, dense @ N.dense()),
        "sum": (M + N, dense + N.dense()),
    }
    for result, by_numpy in results.values():
        assert result.dtype == by_numpy.dtype == expected
        if isinstance(result, LowRank):
            assert result.left.dtype == result.right.dtype == expected
            result = result.dense()
        assert (result == by_numpy).all()


def test_exact_numbers_only_meet_exact_ones():
    exact, floating = LowRank(*[whole(np.random.default_rng(0), 2, 2)] * 2), np.eye(2)
    for meet in (lambda: exact @ floating, lambda: floating @ exact):
        with pytest.raises(ValueError, match=r"expected one dtype, got (object|float64) and"):
            meet()
    with pytest.raises(ValueError, match="expected one dtype, got float64 and bool"):
        LowRank(floating, floating) @ np.eye(2, dtype=bool)
    with pytest.raises(ValueError, match=r"^right: expected numbers, got dtype bool$"):
        LowRank(floating, floating > 0)
    strict = LowRank(*[array_api_strict.ones((2, 2))] * 2)
    with pytest.raises(ValueError, match=r"expected one dtype, got .*float64 and .*int64"):
        strict @ array_api_strict.ones((2, 2), dtype=array_api_strict.int64)


def test_sizes_in_front_broadcast_as_in_a_matrix_product():
    rng = np.random.default_rng(3)
    left, right, one = whole(rng, 3, 4, 2), whole(rng, 2, 4), whole(rng, 4, 4)
    M, N = LowRank(left, right), LowRank(one, one)
    assert M.shape == (3, 4, 4)
    same(M @ N, left @ right @ one @ one)
    same(M + N, left @ right + one @ one)
    same(M.rows(1), (left @ right)[:, 1])
    same(M.trace(), np.trace(left @ right, axis1=-2, axis2=-1))
    batch = LowRank(rng.normal(size=(3, 4, 2)), rng.normal(size=(3, 2, 4)))
    for i in range(3):
        one_of = LowRank(batch.left[i], batch.right[i])
        assert agree(batch.norm()[i : i + 1], one_of.norm()[None], backward(one_of))
        assert agree(batch.eigenvalues()[i], one_of.eigenvalues(), 100 * backward(one_of))


def test_another_library_stays_itself():
    xp = array_api_strict
    left, right = xp.asarray([[1.0], [2.0]]), xp.asarray([[3.0, 4.0]])
    M = LowRank(left, right)
    # array_api_strict's own arrays refuse any other object on their right.
    for found in (M, M.T, M @ M, M @ xp.ones((2, 3)), M + M, 2 * M):
        assert type(found.dense()) is type(left)
    for found in (M.rows([0]), M.columns(1), M.block([0], [1]), M.trace(), M.norm(), *M.svd()):
        assert type(found) is type(left)
    assert float(M.trace()) == 11
    with pytest.raises(ValueError, match="LowRank: "):
        M @ np.ones((2, 2))


@pytest.mark.parametrize(
    ("left", "right", "message"),
    [
        ((4, 3), (2, 4), r"left \(4, 3\) and right \(2, 4\) disagree on the inner size: 3 and 2"),
        ((4,), (4, 2), r"left: expected shape \(..., rows, k\) .* got \(4,\)"),
        ((4, 0), (0, 2), r"left: expected shape .* without empty sizes, got \(4, 0\)"),
        ((4, 2), (2, 0), r"^right: expected shape \(..., k, cols\) without .*, got \(2, 0\)$"),
        ((5, 4, 3), (2, 4), r"disagree on the inner size: 3 and 2$"),
        ((2, 4, 3), (3, 3, 4), r"disagree on the sizes in front: \(2,\) and \(3,\)"),
    ],
)
def test_factors_that_do_not_fit_are_refused(left, right, message):
    with pytest.raises(ValueError, match=message):
        LowRank(np.ones(left), np.ones(right))


def test_what_has_no_answer_is_refused():
    M = LowRank(np.ones((4, 2)), np.ones((2, 3)))
    with pytest.raises(ValueError, match=r"left: expected an array, got list"):
        LowRank([[1]], np.ones((1, 1)))
    with pytest.raises(ValueError, match=r"^right: expected an array, got list$"):
        LowRank(np.ones((1, 1)), [[1]])
    with pytest.raises(ValueError, match=r"trace: expected a square product, got shape \(4, 3\)"):
        M.trace()
    with pytest.raises(ValueError, match=r"eigenvalues: expected a square product"):
        M.eigenvalues()
    with pytest.raises(ValueError, match=r"shapes \(4, 3\) and \(4, 3\) cannot be multiplied"):
        M @ M
    with pytest.raises(ValueError, match=r"shapes \(2, 5\) and \(4, 3\) .* 5 and 4 differ"):
        np.ones((2, 5)) @ M
    with pytest.raises(ValueError, match=r"shapes \(4, 3\) and \(2,\) .* 3 and 2 differ"):
        M @ np.ones(2)
    with pytest.raises(ValueError, match=r"shapes \(4, 3\) and \(3, 5, 2\) .* 3 and 5 differ"):
        M @ np.ones((3, 5, 2))
    with pytest.raises(ValueError, match=r"shapes \(4, 3\) and \(3, 4\) cannot be added"):
        M + M.T
    for factor in (M, np.ones(3), np.ones((1, 1))):
        with pytest.raises(TypeError, match=r"^LowRank: \* takes a scalar only; the entrywise"):
            M * factor
    for other in (1.0, "M", np.ones((4, 3))):
        with pytest.raises(TypeError, match=r"^(unsupported operand|operand 'LowRank' does not)"):
            M - other
    for other in (1.0, "M"):
        with pytest.raises(TypeError, match="unsupported operand"):
            other @ M


@pytest.mark.parametrize("dtype", [object, int])
@pytest.mark.parametrize("what", ["norm", "svd", "singular_values", "eigenvalues"])
def test_what_rounds_is_refused_of_exact_factors_and_said_which(dtype, what):
    exact = LowRank(np.array([[1]], dtype), np.array([[1]], dtype))
    name = np.dtype(dtype).name
    with pytest.raises(ValueError, match=f"^{what}: expected factors of a floating .*, got {name}"):
        getattr(exact, what)()


@pytest.mark.parametrize("index", [5, -1, [0, 5], 1.0, True, [[0]], "0"])
def test_indices_out_of_range_are_refused_by_the_argument_s_name(index):
    M = LowRank(np.ones((5, 2)), np.ones((2, 4)))
    asked = (
        ("index", 4, lambda: M.rows(index)),
        ("index", 3, lambda: M.columns(index)),
        ("rows", 4, lambda: M.block(index, 0)),
        ("cols", 3, lambda: M.block(0, index)),
    )
    for name, highest, ask in asked:
        expected = f"^{name}: expected integers from 0 to {highest}, or a slice, got"
        with pytest.raises(ValueError, match=expected):
            ask()


def test_batches_keep_to_their_last_axes():
    # Sizes in front, rows, inner sizes and columns all differ, so that no axis stands for another.
    rng = np.random.default_rng(6)
    M = LowRank(rng.normal(size=(2, 3, 7, 4)), rng.normal(size=(2, 3, 4, 5)))
    N = LowRank(rng.normal(size=(2, 3, 5, 6)), rng.normal(size=(2, 3, 6, 8)))
    dense, other = (np.matmul(it.left, it.right) for it in (M, N))
    for found, inner in ((M @ N, 4), (N.T @ M.T, 4)):
        assert found.left.shape[-1] == inner  # the smaller of the two
    assert np.allclose((M @ N).dense(), dense @ other)
    assert np.allclose((M @ rng.normal(size=(5, 1))).shape, (2, 3, 7, 1))
    assert repr(M) == "LowRank(shape=(2, 3, 7, 5), inner=4)"
    assert np.allclose((M + M).dense(), 2 * dense)
    assert np.allclose(M.columns(slice(1, 3)), dense[..., 1:3])
    assert np.allclose(M.block(slice(0, 2), slice(3, 5)), dense[..., 0:2, 3:5])
    assert np.allclose(M.columns([3, 0]), dense[..., [3, 0]])
    assert np.allclose(M.rows(slice(5, 7)), dense[..., 5:7, :])
    assert np.allclose(M.block([6, 0], 4), dense[..., [6, 0], 4])
    square = LowRank(rng.normal(size=(2, 3, 7, 4)), rng.normal(size=(2, 3, 4, 7)))
    found = square.eigenvalues()
    assert found.shape == (2, 3, 4)
    sizes = np.abs(found)
    assert (sizes[..., :-1] >= sizes[..., 1:]).all()
    assert np.allclose(found.sum(axis=-1), square.trace())
    with pytest.raises(ValueError, match="cannot be added"):
        M + LowRank(M.left[..., :6, :], M.right)


@pytest.mark.parametrize("index", [np.array([2, 0]), (2, 0), [2, 0], [np.int64(2), 0]])
def test_indices_may_be_any_sequence_or_array(index):
    M = LowRank(np.arange(8.0).reshape(4, 2), np.ones((2, 3)))
    assert (M.rows(index) == M.dense()[[2, 0]]).all()
    xp = array_api_strict
    strict = LowRank(xp.asarray(M.left), xp.asarray(M.right))
    assert bool(xp.all(strict.rows(xp.asarray([2, 0])) == strict.rows([2, 0])))


def test_it_shows_its_sizes():
    assert repr(LowRank(np.ones((4, 2)), np.ones((2, 3)))) == "LowRank(shape=(4, 3), inner=2)"


def test_transposing_a_factor_would_be_seen():
    rng = np.random.default_rng(4)
    left, right = rng.normal(size=(2, 3, 3))
    bound = 2 * matmul_error(left, right)
    assert agree(LowRank(left, right).dense(), left @ right, bound)
    assert not agree(LowRank(left.T, right).dense(), left @ right, bound)


def test_indices_are_numpy_s_on_the_product():
    rng = np.random.default_rng(5)
    for batch in ((), (3,), (3, 2)):
        M = LowRank(whole(rng, *batch, 5, 2), whole(rng, *batch, 2, 4))
        dense, in_front = M.dense(), (slice(None),) * len(batch)
        entries = [
            (1, 3),
            (-1, -4),
            (np.int64(1), np.array(2)),
            (0, slice(None)),
            (slice(1, 4), 2),
            ([1, 0, 1], [3, 3, 0]),
            ([1, -5], 2),
            (4, np.array([[0, 1], [2, 3]])),
            np.ix_([4, 0], [1, 1, 2]),
            (np.array([[0], [1]]), np.array([[3, 1], [2, 0]])),
        ]
        for index in entries:
            same(M[(*in_front, *index)], dense[(*in_front, *index)])
            same(M[(..., *index)], dense[(..., *index)])
            assert not isinstance(M[(..., *index)], LowRank)
        thinner = [
            (slice(1, 4), slice(None, None, 2)),
            ([3, 0, -1], slice(1, 3)),
            (slice(None), np.array([2, 2])),
        ]
        for index in thinner:
            same(M[(..., *index)], dense[(..., *index)])
            assert isinstance(M[(..., *index)], LowRank)
            assert M[(..., *index)].left.shape[-1] == 2
        same(M[..., 1], dense[..., 1])
        same(M[...], dense)


products = strategies.low_rank_pairs(inner=st.integers(1, 6)).map(lambda pair: LowRank(*pair))


def roundings(M):
    return 64 * EPS * (1 + np.linalg.norm(M.left) * np.linalg.norm(M.right))


@given(products)
def test_balanced_factors_have_the_product_and_one_set_of_singular_values(M):
    balanced = M.balanced()
    assert balanced.shape == M.shape
    assert balanced.left.shape[-1] == M.rank_bound
    assert np.abs(balanced.dense() - M.dense()).max() <= roundings(M)
    left, right = (
        np.linalg.svd(factor, compute_uv=False) for factor in (balanced.left, balanced.right)
    )
    assert np.abs(left**2 - right**2).max() <= roundings(M)


def test_balanced_keeps_sizes_in_front_dtypes_and_libraries():
    rng = np.random.default_rng(1)
    M = LowRank(*(rng.normal(size=(3, *s)).astype("float32") for s in ((5, 2), (2, 4))))
    assert M.balanced().shape == (3, 5, 4)
    assert M.balanced().dtype == np.float32
    strict = LowRank(array_api_strict.asarray(M.left), array_api_strict.asarray(M.right))
    assert isinstance(strict.balanced().left, type(strict.left))


def test_one_of_the_products_in_front_is_taken_by_its_index():
    rng = np.random.default_rng(2)
    M = LowRank(whole(rng, 3, 2, 5, 2), whole(rng, 2, 2, 4))
    assert M.ndim == 4
    dense = M.dense()
    assert (M[1].dense() == dense[1]).all()
    assert (M[1, 0].dense() == dense[1, 0]).all()
    assert (M[:2].dense() == dense[:2]).all()
    assert M[-1, 1].ndim == 2
    assert (M[1, 0, 2] == dense[1, 0, 2]).all()
    assert [one.shape for one in M] == [(2, 5, 4)] * 3
    assert [row.shape for row in M[0, 0]] == [(4,)] * 5
    assert len(M) == 3


@pytest.mark.parametrize(
    ("index", "message"),
    [
        (True, "an integer from -5 to 4, a slice, or an array of integers, got True"),
        (5, "an integer from -5 to 4, a slice, or an array of integers, got 5"),
        ((0, -5), "an integer from -4 to 3, a slice, or an array of integers, got -5"),
        (1.0, "an integer from -5 to 4, .* got 1.0"),
        (None, "an integer from -5 to 4, .* got None"),
        ("0", "an integer from -5 to 4, .* got '0'"),
        ((0, 0, 0), r"at most 2 places, an axis each of \(5, 4\), got \(0, 0, 0\)"),
        ((..., ..., 0), r"at most 2 places, an axis each of \(5, 4\), got"),
        ([0, 5], "integers from -5 to 4, got 5"),
        ([-6], "integers from -5 to 4, got -6"),
        ([0.0], r"an array of integers from -5 to 4, got \[0.0\]"),
        ([True, False], r"an array of integers from -5 to 4, got \[True, False\]"),
        (np.ma.array([0, 1], mask=[0, 1]), "an array of integers from -5 to 4, got MaskedArray"),
        ([[0]], r"integers of shape \(n,\) beside a slice, got ndarray of shape \(1, 1\)"),
        (([0, 1], [0, 1, 2]), r"shapes that broadcast, got \(2,\) and \(3,\)"),
    ],
)
def test_what_is_no_index_is_refused(index, message):
    M = LowRank(np.ones((5, 2)), np.ones((2, 4)))
    with pytest.raises(ValueError, match=f"^index: expected {message}"):
        M[index]


def test_of_the_sizes_in_front_no_list_chooses():
    M = LowRank(np.ones((3, 5, 2)), np.ones((2, 4)))
    with pytest.raises(ValueError, match=r"^index: expected integers or slices of the sizes in fr"):
        M[[0, 1]]
    with pytest.raises(ValueError, match=r"^index: expected an integer from -3 to 2, a slice, got"):
        M[3]


def test_numpy_is_given_the_entries_where_they_are_few(monkeypatch):
    rng = np.random.default_rng(7)
    M, A = LowRank(whole(rng, 3, 1), whole(rng, 1, 2)), whole(rng, 2, 2)
    dense = M.left @ M.right
    same(np.asarray(M), dense)
    same(np.array(M), dense)
    same(np.kron(A, M), np.kron(A, dense))
    same(np.kron(M, A), np.kron(dense, A))
    same(np.concatenate([M, M]), np.concatenate([dense, dense]))
    assert np.asarray(M, dtype=float).dtype == np.float64
    strict = LowRank(*[array_api_strict.asarray([[2.0]])] * 2)
    assert np.asarray(strict).tolist() == [[4.0]]
    with pytest.raises(ValueError, match=r"^copy: expected True or None, as the product is formed"):
        np.asarray(M, copy=False)
    monkeypatch.setattr(low_rank, "MOST_FORMED", 5)
    said = (
        r"^LowRank: expected at most 5 entries .* got shape \(3, 2\): `.dense\(\)` forms them all"
    )
    for asked in (np.asarray, lambda product: np.kron(A, product)):
        with pytest.raises(ValueError, match=said):
            asked(M)


def test_a_large_circuit_is_not_formed_for_numpy():
    vocabulary = LowRank(np.ones((50257, 1)), np.ones((1, 50257)))
    with pytest.raises(ValueError, match=r"got shape \(50257, 50257\): `.dense\(\)` forms them"):
        np.kron(np.eye(2), vocabulary)


@pytest.mark.parametrize(
    ("left", "right"),
    [(1e200, 1e-200), (1e-200, 1e200), (1e200, 1e100), (1e-200, 1e-100), (1e150, 1e150)],
)
def test_large_and_small_factors_are_as_good_as_any(left, right):
    rng = np.random.default_rng(8)
    unit = draw(rng, 5, 2, 5)
    powers = [2.0 ** round(np.log2(scale)) for scale in (left, right)]
    M = LowRank(unit.left * powers[0], unit.right * powers[1])
    factor = powers[0] * powers[1]
    assert M.norm() == unit.norm() * factor > 0
    assert M.trace() == unit.trace() * factor != 0
    assert (M.singular_values() == unit.singular_values() * factor).all()
    assert (unit.svd().S * factor == M.svd().S).all()
    assert (M.eigenvalues() == unit.eigenvalues() * factor).all()


def test_each_product_of_a_stack_is_scaled_by_itself():
    left = np.stack([np.full((2, 1), 1e200), np.full((2, 1), 1e-200)])
    M = LowRank(left, left[::-1].transpose(0, 2, 1))
    assert agree(M.norm(), np.array([2.0, 2.0]), gamma(50, "float64") * 2)
    assert agree(M.trace(), np.array([2.0, 2.0]), gamma(50, "float64") * 2)


@pytest.mark.parametrize("dtype", ["int8", "int32", "int64", "uint8", "uint64"])
def test_whole_numbers_never_overflow(dtype):
    most = np.iinfo(dtype).max
    column, row = np.array([[most]], dtype), np.array([[1]], dtype)
    fits = LowRank(column, row)
    assert fits.dense().tolist() == [[most]]
    assert int(fits.trace()) == most
    twice = LowRank(column, row + row)
    two = np.array([[2]], dtype)
    calls = (
        twice.dense,
        twice.trace,
        lambda: twice.rows(0),
        lambda: twice.columns([0]),
        lambda: twice.block(0, 0),
        lambda: twice[[0], [0]],
        lambda: np.asarray(twice),
        lambda: two @ fits,
        lambda: (fits @ two).dense(),
        lambda: fits * 2,
        lambda: (fits @ fits).dense(),
        lambda: LowRank(np.ones((2, 1), dtype), column[[0, 0]].T).trace(),
    )
    for call in calls:
        with pytest.raises(
            ValueError, match=rf"^LowRank: expected integers within {dtype}, got pr"
        ):
            call()
    if dtype.startswith("u"):
        with pytest.raises(ValueError, match=f"expected a factor of 0 or more for {dtype}, got -1"):
            fits * -1
    else:
        assert (-fits).dense().tolist() == [[-most]]
        with pytest.raises(ValueError, match="may reach"):
            LowRank(np.array([[-most], [0]], dtype), two).dense()
        least = LowRank(np.array([[np.iinfo(dtype).min]], dtype), row)
        with pytest.raises(ValueError, match="may reach"):
            least * -1
    assert (LowRank(row, row) * 0.5).dense().tolist() == [[0.5]]


def test_a_notebook_shows_the_factors():
    M = LowRank(np.array([[1.0], [0.5]]), np.array([[3.0, -4.0]]))
    assert M._repr_latex_() == (
        r"$\begin{pmatrix} 1 \\ 0.5 \end{pmatrix} \, \begin{pmatrix} 3 & -4 \end{pmatrix}"
        r" \in \mathbb{R}^{2 \times 1} \cdot \mathbb{R}^{1 \times 2}$"
    )
    large = LowRank(np.ones((2048, 24)), np.ones((24, 2048)))
    expected = r"$\mathbb{R}^{2048 \times 24} \cdot \mathbb{R}^{24 \times 2048}$"
    assert large._repr_latex_() == expected
    assert "pmatrix" not in LowRank(np.ones((7, 1)), np.ones((1, 2)))._repr_latex_()
    stack = LowRank(np.ones((3, 2, 1)), np.ones((1, 2)))
    assert stack._repr_latex_() == (
        r"$\mathbb{R}^{3 \times 2 \times 1} \cdot \mathbb{R}^{1 \times 2}$"
    )


def test_entries_keep_the_dtype_of_the_factors():
    M = LowRank(
        np.arange(6, dtype=np.int32).reshape(3, 2), np.arange(8, dtype=np.int32).reshape(2, 4)
    )
    assert M[[0, 1], [2, 3]].dtype == np.int32
    assert np.asarray(M, dtype=np.float32).dtype == np.float32
    assert (np.asarray(M, dtype=np.float32) == M.dense()).all()


def test_a_grid_of_places_is_read_as_a_block_and_other_pairs_one_by_one(monkeypatch):
    blocks = []
    block = LowRank.block
    monkeypatch.setattr(LowRank, "block", lambda *a: blocks.append(a[1:]) or block(*a))
    rng = np.random.default_rng(0)
    M = LowRank(rng.integers(-3, 4, (5, 2)), rng.integers(-3, 4, (2, 6)))
    dense = M.dense()
    assert (M[np.ix_([0, 3], [1, 4, 5])] == dense[np.ix_([0, 3], [1, 4, 5])]).all()
    assert len(blocks) == 1  # so many entries, and no row or column taken more than once
    pairs = (np.array([[0, 1], [2, 3]]), np.array([[4, 5], [0, 1]]))
    assert (M[pairs] == dense[pairs]).all()
    upright = (np.array([[0], [1]]), np.array([[4], [5]]))
    assert (M[upright] == dense[upright]).all()
    assert len(blocks) == 1


def test_numpy_forms_as_many_entries_as_it_may_and_no_more(monkeypatch):
    monkeypatch.setattr(low_rank, "MOST_FORMED", 12)
    assert np.asarray(LowRank(np.ones((3, 1)), np.ones((1, 4)))).shape == (3, 4)
    with pytest.raises(ValueError, match=r"at most 12 entries .* got shape \(13, 1\)"):
        np.asarray(LowRank(np.ones((13, 1)), np.ones((1, 1))))


def test_what_overflows_is_said_with_what_to_do():
    large = np.full((1, 1), 2**40)
    message = (
        "^LowRank: expected integers within int64, got products that may reach "
        f"{2**80}: floating factors round them, NumPy's object keeps them exact$"
    )
    with pytest.raises(ValueError, match=message):
        LowRank(large, large).dense()
    unsigned = LowRank(np.ones((1, 1), np.uint8), np.ones((1, 1), np.uint8))
    assert (unsigned * 0).dense().tolist() == [[0]]


def test_a_product_larger_than_the_memory_is_refused_with_its_size():
    thin = np.ones((50_257, 1), np.float32)
    product = LowRank(thin, thin.T)
    with pytest.raises(ValueError, match=r"^dense: expected .* \(50257, 50257\), 9.41 GiB"):
        product.dense()
    assert product.rows(0).shape == (50_257,)


def test_entries_are_written_as_what_they_are():
    exact = np.array([[12345], [Fraction(1, 3)]], object)
    rounded = np.array([[12345.0], [0.333333]])
    assert r"\begin{pmatrix} 12345 \\ 1/3 \end{pmatrix}" in LowRank(exact, exact.T)._repr_latex_()
    assert r"{pmatrix} 1.234e+04 \\ 0.3333 " in LowRank(rounded, rounded.T)._repr_latex_()


@pytest.mark.parametrize(("rows", "inner", "spelt"), [(6, 6, True), (2, 7, False), (7, 2, False)])
def test_entries_are_written_where_no_size_is_beyond_six(rows, inner, spelt):
    product = LowRank(np.ones((rows, inner)), np.ones((inner, 2)))
    assert ("pmatrix" in product._repr_latex_()) == spelt


@pytest.mark.parametrize("dtype", ["float32", "float64", "object"])
def test_numpy_gets_the_dtype_that_it_asks_for(dtype):
    product = LowRank(np.array([[1.5]]), np.array([[2.0, 4.0]]))
    formed = np.asarray(product, dtype)
    assert (formed.dtype, formed.tolist()) == (np.dtype(dtype), [[3.0, 6.0]])


def test_scaled_names_itself_where_it_refuses():
    with pytest.raises(ValueError, match="scaled"):
        LowRank(np.array([[1]]), np.array([[2]])).scaled()


def test_exact_numbers_and_floating_ones_do_not_promote():
    exact, floating = np.array([[1]], object), np.array([[1.0]])
    for left, right in ((exact, floating), (floating, exact)):
        with pytest.raises(ValueError, match="expected one dtype, got"):
            promoted(left, right)
    with pytest.raises(ValueError, match="expected one dtype, got float64 and object"):
        promoted(floating, floating, exact)
    low, high = promoted(np.ones((1, 1), np.float32), floating)
    assert low.dtype == high.dtype == np.float64


def test_a_product_too_large_to_form_says_what_to_take_instead():
    wide = LowRank(np.ones((2**16, 1), np.float32), np.ones((1, 2**16), np.float32))
    with pytest.raises(ValueError, match=r"^dense: .*GiB; take rows, columns or entries of it$"):
        wide.dense()


@pytest.mark.parametrize("swapped", [False, True])
def test_factors_of_two_libraries_or_dtypes_are_refused_by_both_names(swapped):
    def both(left, right):
        return LowRank(right.T, left.T) if swapped else LowRank(left, right)

    one, other = np.ones((2, 1)), array_api_strict.ones((1, 2))
    names = "array_api_strict and numpy" if swapped else "numpy and array_api_strict"
    with pytest.raises(ValueError, match=f"^LowRank: expected arrays of one library, got {names}$"):
        both(one, other)
    names = "float64 and float32" if swapped else "float32 and float64"
    with pytest.raises(ValueError, match=f"^LowRank: expected one dtype, got {names}$"):
        both(np.ones((2, 1), "float32"), np.ones((1, 2)))


def test_sizes_in_front_are_as_many_as_there_are():
    M = LowRank(np.arange(12.0).reshape(3, 4, 1), np.arange(6.0).reshape(3, 1, 2))
    N = LowRank(np.ones((2, 1, 4, 1)), np.arange(6.0).reshape(3, 1, 2))
    for product, index in ((M, 1), (M, (slice(1, 3), 2)), (N, (1, 2)), (N, (0, slice(1, 3), 1, 0))):
        assert np.asarray(product[index]).tolist() == product.dense()[index].tolist()
