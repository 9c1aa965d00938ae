"""The bounds hold against exact and 50-digit arithmetic, and are tight enough to see a mistake."""

from fractions import Fraction

import mpmath
import numpy as np
import pytest

from refmath.numeric.arrays.rounding import (
    EXP_ULPS,
    agree,
    gamma,
    matmul_error,
    softmax_error,
    sum_error,
    unit_roundoff,
    worst_ratio,
)

DTYPES = ["float32", "float64"]
DIGITS = 50


@pytest.fixture(autouse=True)
def digits():
    with mpmath.workdps(DIGITS):
        yield


def exact(array):
    """The same numbers as Fractions: a float is one exactly."""
    out = np.empty(array.shape, dtype=object)
    out.reshape(-1)[:] = [Fraction(float(x)) for x in array.flat]
    return out


def precise(array):
    out = np.empty(array.shape, dtype=object)
    out.reshape(-1)[:] = [mpmath.mpf(float(x)) for x in array.flat]
    return out


def ratio(computed, true, bound, number=Fraction):
    """The worst |computed - true| / bound, without a rounding of its own."""
    worst = 0.0
    for c, t, b in zip(computed.flat, true.flat, bound.flat, strict=True):
        apart = abs(number(float(c)) - t)
        assert apart == 0 or b > 0
        worst = max(worst, float(apart / number(float(b)))) if apart else worst
    return worst


def normal(rng, dtype, *shape, scale=1.0):
    return (rng.normal(size=shape) * scale).astype(dtype)


# Units.


@pytest.mark.parametrize("dtype", DTYPES)
def test_unit_roundoff_is_half_the_distance_to_the_next_number(dtype):
    assert unit_roundoff(dtype) == np.finfo(dtype).eps / 2
    assert unit_roundoff(np.dtype(dtype)) == unit_roundoff(np.dtype(dtype).type)


def test_another_librarys_dtype_is_known_by_its_name():
    class Dtype:
        def __str__(self):
            return "torch.bfloat16"

    assert unit_roundoff(Dtype()) == 2.0**-8


def test_gamma_is_the_formula():
    for n in (0, 1, 7, 1000):
        nu = Fraction(n, 2**24)
        assert gamma(n, "float32") == pytest.approx(float(nu / (1 - nu)), rel=1e-15)


def test_units_refuse():
    with pytest.raises(ValueError, match="n u < 1"):
        gamma(2**24, "float32")
    with pytest.raises(ValueError, match="n: expected an integer, 0 or more, got -1"):
        gamma(-1, "float32")
    with pytest.raises(ValueError, match="float64, got int64"):
        unit_roundoff("int64")


# Products and sums.


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("scale", [1.0, 1e-5, 1e4])
def test_products_are_within_the_bound(dtype, scale):
    rng = np.random.default_rng(0)
    worst = 0.0
    for _ in range(60):
        rows, k, cols = rng.integers(1, 9, size=3)
        A, B = normal(rng, dtype, rows, k, scale=scale), normal(rng, dtype, k, cols)
        bound = matmul_error(A, B)
        assert bound.dtype == dtype
        assert bound.shape == (rows, cols)
        worst = max(worst, ratio(A @ B, exact(A) @ exact(B), bound))
    assert 0.05 < worst <= 1


@pytest.mark.parametrize("dtype", DTYPES)
def test_products_of_inexact_factors_are_within_the_bound(dtype):
    rng = np.random.default_rng(1)
    worst = 0.0
    for _ in range(60):
        rows, k, cols = rng.integers(1, 6, size=3)
        A, B = normal(rng, dtype, rows, k), normal(rng, dtype, k, cols)
        dA, dB = abs(normal(rng, dtype, rows, k)) / 8, abs(normal(rng, dtype, k, cols)) / 8
        for signs in (1, -1):  # the worst that the errors may do is to point one way
            true_A = exact(A) + signs * exact(dA) * np.sign(A).astype(int)
            true_B = exact(B) + signs * exact(dB) * np.sign(B).astype(int)
            worst = max(worst, ratio(A @ B, true_A @ true_B, matmul_error(A, B, dA, dB)))
    assert 0.9 < worst <= 1


@pytest.mark.parametrize("dtype", DTYPES)
def test_sums_are_within_the_bound(dtype):
    rng = np.random.default_rng(2)
    worst = 0.0
    for n in (1, 2, 3, 10, 50):
        x = normal(rng, dtype, 20, n)
        dx = abs(x) / 64
        in_order = x[:, 0]
        for j in range(1, n):
            in_order = in_order + x[:, j]
        for computed in (np.sum(x, axis=1), in_order):
            true = exact(x).sum(axis=1)
            worst = max(worst, ratio(computed, true, sum_error(x)))
            off = (exact(x) + exact(dx)).sum(axis=1)
            assert ratio(computed, off, sum_error(x, x_error=dx)) <= 1
    assert worst > 0.05
    assert sum_error(x, axis=0).shape == (50,)


@pytest.mark.parametrize("dtype", DTYPES)
def test_a_transposed_product_is_out_of_bounds(dtype):
    rng = np.random.default_rng(3)
    A, B = normal(rng, dtype, 4, 4), normal(rng, dtype, 4, 4)
    assert not agree(A.T @ B, A @ B, 2 * matmul_error(A, B))
    assert agree((B.T @ A.T).T, A @ B, 2 * matmul_error(A, B))


def test_shapes_that_disagree_are_refused():
    A, B = np.ones((2, 3)), np.ones((2, 3))
    with pytest.raises(ValueError, match=r"B: expected .* got \(2, 3\) and \(2, 3\)"):
        matmul_error(A, B)
    with pytest.raises(ValueError, match=r"A_error: expected shape \(2, 3\), got \(3, 2\)"):
        matmul_error(A, B.T, B.T)
    with pytest.raises(ValueError, match="score_errors"):
        softmax_error(A, B.T)


# Softmax.


def softmax(scores, allowed):
    weights = np.where(allowed, np.exp(scores - scores.max(axis=-1, keepdims=True)), 0)
    return (weights / weights.sum(axis=-1, keepdims=True)).astype(scores.dtype)


def precise_softmax(scores, allowed):
    weights = np.vectorize(mpmath.exp, otypes=[object])(scores)
    weights = np.where(allowed, weights, mpmath.mpf(0))
    return weights / weights.sum(axis=-1, keepdims=True)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("ulps", [0, 1, 1000])
def test_softmax_is_within_the_bound(dtype, ulps):
    rng = np.random.default_rng(4)
    worst = 0.0
    for draw in range(60):
        n, scale = rng.integers(1, 12), (0.1, 1.0, 10.0)[draw % 3]
        scores = normal(rng, dtype, n, n, scale=scale)
        allowed = np.tri(n, dtype=bool) if draw % 2 else np.ones((n, n), bool)
        scores = np.where(allowed, scores, scores[:, :1])
        errors = (ulps * np.finfo(dtype).eps * rng.random((n, n))).astype(dtype)
        sign = rng.choice([-1, 1], size=(n, n))
        true = precise_softmax(precise(scores) + precise(sign * errors), allowed)
        bound = softmax_error(scores, errors, allowed=allowed)
        assert bound.dtype == dtype
        assert (bound[~allowed] == 0).all()
        worst = max(worst, ratio(softmax(scores, allowed), true, bound, mpmath.mpf))
    assert (0.01 if ulps < 1000 else 0.3) < worst <= 1


@pytest.mark.parametrize("dtype", DTYPES)
def test_softmax_that_underflows_is_within_the_bound(dtype):
    scores = np.array([[0.0, -50.0, -104.0, -750.0, -2000.0]] * 2, dtype)
    allowed = np.ones((2, 5), bool)
    with np.errstate(under="ignore"):
        computed = softmax(scores, allowed)
    true = precise_softmax(precise(scores), allowed)
    bound = softmax_error(scores)
    assert ratio(computed, true, bound, mpmath.mpf) <= 1
    # A whole unit of attention may move where the scores are this uncertain; not more.
    assert softmax_error(scores, np.full_like(scores, 1000)).tolist() == [[1.0] * 5] * 2


def test_softmax_over_the_wrong_axis_is_out_of_bounds():
    scores = np.random.default_rng(5).normal(size=(4, 4))
    allowed = np.ones((4, 4), bool)
    right, wrong = softmax(scores, allowed), softmax(scores.T, allowed).T
    assert worst_ratio(wrong, right, 2 * softmax_error(scores)) > 1e10


@pytest.mark.parametrize("dtype", DTYPES)
def test_exp_is_as_good_as_assumed(dtype):
    lowest = -80.0 if dtype == "float32" else -700.0
    x = np.random.default_rng(6).uniform(lowest, 0, size=4000).astype(dtype)
    x = np.concatenate([x, x / 64, x / 4096]).astype(dtype)
    y = np.exp(x)
    ulps = [
        float(abs(mpmath.mpf(float(b)) - mpmath.exp(mpmath.mpf(float(a)))) / float(np.spacing(b)))
        for a, b in zip(x, y, strict=True)
    ]
    assert max(ulps) <= EXP_ULPS


# Comparing.


def test_a_zero_bound_asks_for_equality():
    left = np.array([1.0, 0.0])
    assert worst_ratio(left, left, np.zeros(2)) == 0
    assert worst_ratio(left, np.array([1.0, 5e-324]), np.zeros(2)) == np.inf
    assert worst_ratio(left, np.array([1.5, 0.0]), np.array([1.0, 0.0])) == 0.5
    assert worst_ratio(np.ones((0, 2)), np.ones((0, 2)), 0.0) == 0


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_nan_and_infinity_agree_with_nothing(bad):
    one, other = np.array([1.0, bad]), np.array([1.0, 1.0])
    assert not agree(one, other, 1.0)
    assert not agree(other, one, 1.0)
    assert not agree(one, one, 1.0)
    assert not agree(other, other + 1, np.array([1.0, bad]))


def test_nothing_is_broadcast():
    with pytest.raises(
        ValueError, match=r"right: expected shape \(2, 2\), as left has, got \(2,\)"
    ):
        agree(np.ones((2, 2)), np.ones(2), 1.0)
    with pytest.raises(ValueError, match=r"bound: expected shape \(2, 2\)"):
        agree(np.ones((2, 2)), np.ones((2, 2)), np.ones(2))


@pytest.mark.parametrize("dtype", [bool, "U1", "S1", "M8[s]", "m8[s]", [("a", int)]])
def test_what_is_no_number_is_not_compared(dtype):
    none, zero = np.zeros(2, dtype), np.zeros(2)
    for name, arguments in {
        "left": (none, zero, zero), "right": (zero, none, zero), "bound": (zero, zero, none),
    }.items():  # fmt: skip
        with pytest.raises(ValueError, match=f"^{name}: expected numbers, got ndarray of shape"):
            agree(*arguments)


def test_exact_numbers_are_compared():
    left = np.array([Fraction(1, 3), Fraction(1, 2)], dtype=object)
    assert agree(left, left, 0.0)
    assert not agree(left, left + Fraction(1, 10**40), 0.0)
