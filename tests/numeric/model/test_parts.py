"""Norms and rotary positions: what they hold, what they refuse, how pairs turn."""

import functools
import math

import array_api_strict
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath.numeric.arrays.rounding import agree, unit_roundoff
from refmath.numeric.model.attention import attention_pattern
from refmath.numeric.model.neurons import erf
from refmath.numeric.model.parts import MLP, Norm, Rotary, mlp_output, rotary_by_frequency, turned


def in_the_plane(y, pairs, angles):
    """Each pair of coordinates as a complex number, times e^(i angle)."""
    found = y.copy()
    for pair, (u, v) in enumerate(pairs):
        z = (y[:, u] + 1j * y[:, v]) * np.exp(1j * angles[:, pair])
        found[:, u], found[:, v] = z.real, z.imag
    return found


@pytest.mark.parametrize(
    ("pairing", "pairs"), [("halves", [(0, 2), (1, 3)]), ("adjacent", [(0, 1), (2, 3)])]
)
def test_pairs_turn_as_complex_numbers_do_and_the_rest_stays(pairing, pairs):
    rng = np.random.default_rng(0)
    y = rng.normal(size=(5, 6))
    rotary = rotary_by_frequency(5, 4, base=100.0, pairing=pairing)
    angles = np.arange(5)[:, None] * np.array([1.0, 100.0**-0.5])
    found = turned(y, rotary, rotary.cos, rotary.sin)
    assert np.abs(found - in_the_plane(y, pairs, angles)).max() < 16 * np.finfo(float).eps
    assert (found[:, 4:] == y[:, 4:]).all()


@given(st.integers(0, 6), st.integers(0, 6), st.sampled_from(["halves", "adjacent"]))
def test_dot_products_see_the_offset_alone(i, j, pairing):
    rng = np.random.default_rng(1)
    q, k = rng.normal(size=(2, 1, 4))
    rotary = rotary_by_frequency(7, 4, pairing=pairing)

    def at(y, place):
        return turned(y, rotary, rotary.cos[place], rotary.sin[place])

    offset = abs(j - i)
    one = (at(q, i) * at(k, j)).sum()
    other = (q * at(k, offset)).sum() if j >= i else (at(q, offset) * k).sum()
    assert math.isclose(one, other, rel_tol=0, abs_tol=64 * np.finfo(float).eps)


def test_sizes_are_read_from_the_arrays():
    assert Norm().d_model is None
    assert Norm(bias=np.ones(3)).d_model == 3
    rotary = rotary_by_frequency(7, 4, dtype="float32")
    assert (rotary.n_ctx, rotary.d_rotary, rotary.pairing) == (7, 4, "halves")
    assert rotary.cos.dtype == rotary.sin.dtype == np.float32


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_an_mlp_acts_on_each_position_by_itself(dtype):
    rng = np.random.default_rng(2)
    W_in, W_out = rng.normal(size=(5, 3)).astype(dtype), rng.normal(size=(3, 5)).astype(dtype)
    b_in, b_out = rng.normal(size=5).astype(dtype), rng.normal(size=3).astype(dtype)
    x = rng.normal(size=(4, 3)).astype(dtype)
    for activation in ("relu", "gelu_tanh"):
        mlp = MLP(W_in, W_out, b_in=b_in, b_out=b_out, activation=activation)
        found = mlp_output(mlp, x)
        assert found.dtype == dtype
        for row, out in zip(x, found, strict=True):
            z = W_in @ row + b_in
            if activation == "relu":
                active = np.maximum(z, 0)
            else:
                active = z / 2 * (1 + np.tanh((2 / np.pi) ** 0.5 * (z + 0.044715 * z**3)))
            want = W_out @ active + b_out
            assert np.abs(out - want).max() < 64 * np.finfo(dtype).eps * np.abs(want).max()


def test_the_error_function_is_that_of_python_s_library():
    x = np.concatenate([np.linspace(-7, 7, 2801), [0.46875, 4.0, 6.0, -0.0, 1e-300, 40.0]])
    want = np.array([math.erf(value) for value in x])
    assert np.abs(erf(x) - want).max() <= 32 * 2.0**-53
    assert np.isnan(erf(np.array([np.nan]))).all()


def test_a_function_without_a_name_is_refused():
    """It can't be said what a model has."""
    one, nameless = np.eye(2), functools.partial(np.maximum, 0)
    said = r"^activation: expected a function that has a name, got functools\.partial"
    with pytest.raises(ValueError, match=said):
        MLP(one, one, activation=nameless)
    nameless.__name__ = "relu"
    assert (mlp_output(MLP(one, one, activation=nameless), -one) == 0).all()


@pytest.mark.parametrize(
    ("f", "got"),
    [
        (lambda z: z.tolist(), r"\[\[1.0, -1.0\]\]"),
        (lambda _: None, "None"),
        (lambda _: 1.0, "1.0"),
        (lambda z: z[0], "ndarray"),
        (lambda z: z.astype(np.float32), "ndarray"),
    ],
)
def test_a_function_of_ones_own_gives_an_array_as_it_was_given(f, got):
    one = np.eye(2)
    mlp = MLP(one, one, activation=np.tanh)
    assert (mlp_output(mlp, one) == np.tanh(one)).all()
    said = r"^activation: expected an array of shape \(1, 2\) and dtype float64 from <lambda>, got "
    with pytest.raises(ValueError, match=said + got):
        mlp_output(MLP(one, one, activation=f), np.array([[1.0, -1.0]]))


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Norm(np.ones((2, 2))), r"gain: expected shape \(d_model\), got \(2, 2\)"),
        (
            lambda: Norm(np.ones(2), np.ones(3)),
            r"bias: expected shape \(2,\) to agree with gain, got \(3,\)",
        ),
        (lambda: Norm(np.ones(2), np.ones(2, "float32")), "bias: expected dtype float64, as gain"),
        (lambda: Norm([1.0]), "gain: expected an array, got list"),
        (lambda: Norm(np.array([np.nan])), r"gain: expected finite numbers, got nan at index \(0,"),
        (lambda: Norm(np.ones(2, int)), "gain: expected dtype float64, float32"),
        (lambda: Norm(centred=1), "centred: expected True or False, got 1"),
        (lambda: Norm(eps=0.0), "eps: expected a finite number above 0, got 0.0"),
        (lambda: Norm(eps=True), "eps: expected a finite number above 0, got True"),
        (lambda: Norm(eps=math.inf), "eps: expected a finite number above 0, got inf"),
        (
            lambda: Norm(np.ones(2), array_api_strict.ones(2)),
            "bias: expected an array of array_api_compat.numpy, as gain is",
        ),
        (lambda: Rotary(np.ones(2), np.ones(2)), r"cos: expected shape \(n_ctx, d_rotary / 2\)"),
        (lambda: Rotary(np.ones((2, 0)), np.ones((2, 0))), "d_rotary / 2 >= 1"),
        (
            lambda: Rotary(np.ones((2, 1)), np.ones((1, 1))),
            r"sin: expected shape \(2, 1\) to agree with cos, got \(1, 1\)",
        ),
        (
            lambda: Rotary(np.ones((2, 1)), np.ones((2, 1)), pairing="pairs"),
            "pairing: expected 'halves' or 'adjacent', got 'pairs'",
        ),
        (lambda: MLP(np.ones(2), np.ones((2, 2))), r"W_in: expected shape \(d_mlp, d_model\)"),
        (
            lambda: MLP(np.ones((3, 2)), np.ones((3, 2))),
            r"W_out: expected shape \(2, 3\) to agree with W_in, got \(3, 2\)",
        ),
        (
            lambda: MLP(np.ones((3, 2)), np.ones((2, 3)), b_in=np.ones(2)),
            r"b_in: expected shape \(3,\) to agree with W_in",
        ),
        (
            lambda: MLP(np.ones((3, 2)), np.ones((2, 3)), norm=Norm(np.ones(3))),
            "norm: expected d_model = 2, got 3",
        ),
        (
            lambda: MLP(np.ones((3, 2)), np.ones((2, 3)), norm=1.0),
            "norm: expected Norm or None, got float",
        ),
        (
            lambda: MLP(np.ones((3, 2)), np.ones((2, 3)), activation="gelu"),
            "activation: expected 'relu' or .* or 'gelu_erf' or .*, got 'gelu'",
        ),
        (lambda: rotary_by_frequency(0, 2), "n_ctx: expected an integer, 1 or more, got 0"),
        (lambda: rotary_by_frequency(2, 3), "d_rotary: expected an even number, got 3"),
        (lambda: rotary_by_frequency(2, True), "d_rotary: expected an integer, 1 or more"),
        (lambda: rotary_by_frequency(2, 2, base=0), "base: expected a finite number above 0"),
    ],
)
def test_bad_input_is_refused(make, says):
    with pytest.raises(ValueError, match=says):
        make()


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("centred", [True, False])
@pytest.mark.parametrize("exponent", [0, 20, 30, 37])
def test_what_is_normed_is_finite_wherever_it_can_be(dtype, centred, exponent):
    """The squares of 1e20 are beyond float32, and what a norm makes of it is 1."""
    size = 10.0**exponent
    norm = rm.Norm(centred=centred, eps=1e-5)
    W_E = np.array([[1.0, 2.0], [-1.0, -2.0]]) * size
    model = rm.Transformer(W_E.astype(dtype), np.eye(2, dtype=dtype), [], final_norm=norm)
    expected = np.array([[1.0, -1.0], [1.0, -1.0]]) if exponent else None
    for found in (rm.logits(model, [0, 1]), rm.expanded_logits(model, [0, 1])):
        assert found.dtype == dtype
        if expected is not None:
            assert agree(found, expected, np.full((2, 2), 8 * unit_roundoff(dtype)))


def test_scores_beyond_the_dtype_are_refused_and_never_a_nan():
    large = np.full((1, 2, 2), 1e20, np.float32)
    layer = rm.AttentionLayer(large, large, large / 1e20, large / 1e20)
    model = rm.Transformer(np.eye(2, dtype=np.float32), np.eye(2, dtype=np.float32), [layer])
    for tool in (rm.logits, rm.attention_patterns, rm.expanded_logits):
        said = "^scores: expected finite numbers, .* beyond .*float32"
        with np.errstate(over="ignore", invalid="ignore"), pytest.raises(ValueError, match=said):
            tool(model, [0, 1])


def test_scores_far_below_the_dtype_weigh_nothing():
    scores = np.array([[0.0, 0.0], [0.0, -np.inf]], np.float32)
    assert attention_pattern(scores).tolist() == [[1.0, 0.0], [1.0, 0.0]]


@pytest.mark.parametrize("eps", [1e-40, 5e-324])
def test_an_epsilon_that_vanishes_in_the_dtype_is_refused(eps):
    with pytest.raises(ValueError, match=f"^eps: expected at least 1.18e-38, .* got {eps}"):
        rm.Norm(np.ones(2, np.float32), eps=eps)
    with pytest.raises(
        ValueError, match=f"^final_norm.eps: expected at least 1.18e-38, .* got {eps}"
    ):
        rm.Transformer(
            np.eye(2, dtype=np.float32),
            np.eye(2, dtype=np.float32),
            [],
            final_norm=rm.Norm(eps=eps),
        )
