"""Composition scores are norms of products, found without forming one."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath import strategies
from refmath.numeric.arrays.rounding import gamma
from refmath.numeric.heads.composition import LATER_LAYERS, _triangular

EPS = float(np.finfo(float).eps)
deep = strategies.models(n_layers=st.integers(1, 3))


def by_definition(model, kind):
    most = max(model.n_heads)
    out = np.zeros((model.n_layers, most, model.n_layers, most))
    for later in range(model.n_layers):
        for earlier in range(later):
            for g in range(model.n_heads[later]):
                for h in range(model.n_heads[earlier]):
                    QK, OV = (f(model, later, g).dense() for f in (rm.W_QK, rm.W_OV))
                    reads = {"Q": QK.T, "K": QK, "V": OV}[kind]
                    writes = rm.W_OV(model, earlier, h).dense()
                    norms = np.linalg.norm(reads) * np.linalg.norm(writes)
                    found = np.linalg.norm(reads @ writes)
                    out[earlier, h, later, g] = found / norms if norms else 0.0
    return out


def scores_error(model, kind, dtype="float64"):
    """How far scores of that dtype may be from the exact ones.

    A product of two factors errs by at most γ ‖outer‖ ‖inner‖, whether it is formed or its R is
    (R errs as a QR of `outer` does). Relative to the product's norm that is γ times how much of the
    factors cancels; a score has a product that reads and one that writes, and one of the two.
    """
    most = max(model.n_heads)
    cancelled = np.zeros((2, model.n_layers, most))
    for l, layer in enumerate(model.layers):  # noqa: E741
        read = {"Q": (layer.W_K, layer.W_Q), "K": (layer.W_Q, layer.W_K)}
        for side, (outer, inner) in enumerate(
            (read.get(kind, (layer.W_V, layer.W_O)), (layer.W_V, layer.W_O))
        ):
            for head in range(layer.n_heads):
                M = (rm.W_QK if outer is not layer.W_V else rm.W_OV)(model, l, head)
                norm = np.linalg.norm(M.dense())
                sizes = np.linalg.norm(outer[head]) * np.linalg.norm(inner[head])
                cancelled[side, l, head] = sizes / norm if norm else 0
    reads, writes = cancelled
    lengths = [2 * model.d_model + 4 * layer.d_head + 32 for layer in model.layers]
    return (
        2
        * gamma(max(lengths), np.dtype(dtype))
        * (1 + writes[:, :, None, None] + reads[None, None])
    )


@pytest.mark.parametrize("kind", ["Q", "K", "V"])
@given(model=deep)
def test_scores_are_norms_of_products_over_products_of_norms(kind, model):
    scores = rm.composition_scores(model, kind)
    assert (np.abs(scores - by_definition(model, kind)) <= 2 * scores_error(model, kind)).all()


@pytest.mark.parametrize("kind", ["Q", "K", "V"])
@pytest.mark.parametrize("n_layers", [LATER_LAYERS + 1, 2 * LATER_LAYERS + 2])
def test_scores_with_more_later_layers_than_are_taken_at_a_time(kind, n_layers):
    rng = np.random.default_rng(9)
    layers = [
        rm.AttentionLayer(*rng.normal(size=(3, n, 2, 5)), rng.normal(size=(n, 5, 2)))
        for n in rng.integers(1, 4, n_layers)
    ]
    model = rm.Transformer(np.eye(5), np.eye(5), layers)
    scores = rm.composition_scores(model, kind)
    assert (np.abs(scores - by_definition(model, kind)) <= 2 * scores_error(model, kind)).all()


@pytest.mark.parametrize("kind", ["Q", "K", "V"])
@given(model=deep)
def test_scores_lie_between_0_and_1_and_only_forward(kind, model):
    scores = rm.composition_scores(model, kind)
    assert scores.min() >= 0
    assert (scores <= 1 + scores_error(model, kind)).all()
    for later in range(model.n_layers):
        assert not scores[later:, :, later].any()


@pytest.mark.parametrize("kind", ["Q", "K", "V"])
@given(model=strategies.models(n_layers=2), data=st.data())
def test_scores_do_not_see_the_coordinates_inside_a_head_nor_its_scale(kind, model, data):
    layers = []
    for layer in model.layers:
        n = layer.d_head
        shear = np.eye(n) + np.triu(np.full((n, n), data.draw(st.integers(-2, 2))), 1)
        back = np.linalg.inv(shear)
        layers.append(
            dataclasses.replace(
                layer,
                W_Q=2 * shear @ layer.W_Q,
                W_K=back.T @ layer.W_K,
                W_V=shear @ layer.W_V * 4,
                W_O=layer.W_O @ back,
            )
        )
    turned = dataclasses.replace(model, layers=layers)
    one, other = (rm.composition_scores(m, kind) for m in (model, turned))
    # What is multiplied here are small whole numbers times the weights: exact.
    error = scores_error(model, kind) + scores_error(turned, kind)
    assert (np.abs(one - other) <= error).all()


@given(model=strategies.models(n_layers=2, dtype="float32", scale=2.0**-80))
def test_tiny_weights_keep_their_scores_and_their_dtype(model):
    """float32 weights of 1e-24: their squares would vanish."""
    scores = rm.composition_scores(model, "K")
    assert scores.dtype == np.float32
    layers = [
        rm.AttentionLayer(*(2.0**80 * W.astype(float) for W in (a.W_Q, a.W_K, a.W_V, a.W_O)))
        for a in model.layers
    ]
    large = rm.Transformer(model.W_E.astype(float), model.W_U.astype(float), layers)
    error = scores_error(large, "K", "float32")
    assert (np.abs(scores - rm.composition_scores(large, "K")) <= 2 * error).all()


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("condition", [1.0, 1e3, 1e9, np.inf])
@pytest.mark.parametrize("shape", [(6, 3), (3, 3), (2, 3)])
def test_the_triangular_factor_has_the_products_of_its_matrix(dtype, condition, shape):
    rng = np.random.default_rng(0)
    X = rng.normal(size=(4, *shape))
    turn, _ = np.linalg.qr(rng.normal(size=(shape[1], shape[1])))
    X = (X * np.r_[np.ones(shape[1] - 1), 1 / condition] @ turn).astype(dtype)
    R = _triangular(X)
    assert R.dtype == dtype
    assert (np.tril(R, -1) == 0).all()
    # A QR loses a few roundings of each column's own length.
    lengths = np.linalg.norm(X.astype(float), axis=1)
    apart = R.swapaxes(1, 2).astype(float) @ R - X.swapaxes(1, 2).astype(float) @ X
    bound = 64 * np.finfo(dtype).eps * lengths[:, :, None] * lengths[:, None, :]
    assert (np.abs(apart) <= bound).all()
    # So the norms of products with it, the smallest too, err by roundings of its own length.
    own, other = (np.linalg.svd(a.astype(float), compute_uv=False) for a in (R, X))
    assert np.allclose(own, other, rtol=0, atol=64 * np.finfo(dtype).eps * other.max())


def test_the_triangular_factor_where_a_library_gives_nan_for_an_error(monkeypatch):
    X = np.zeros((2, 4, 3), "float32")
    monkeypatch.setattr(np.linalg, "cholesky", lambda gram: np.full_like(gram, np.nan))
    assert (_triangular(X) == 0).all()


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_a_head_that_is_zero_but_for_rounding_has_no_scores(dtype):
    W_V, W_O = np.array([[[0.0], [0.1]]]), np.array([[[0.3, 0.0]]])
    shear = np.array([[1.0, 0.7], [0.0, 1.0]])
    weights = (W_V, W_V, shear @ W_V, W_O @ np.linalg.inv(shear))
    layer = rm.AttentionLayer(*(W.astype(dtype) for W in weights))
    one = np.eye(1, dtype=dtype)
    model = rm.Transformer(one, one, [layer] * 2)
    assert not rm.composition_scores(model, "V").any()


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_zero_products_of_random_factors_stay_zero_in_either_precision(dtype):
    rng = np.random.default_rng(5)
    a, b = rng.normal(size=(2, 20, 4)).astype(dtype)
    W_V = np.stack([a, b, a + b], axis=1)  # 20 heads, whose third row is the sum, rounded
    W_O = rng.normal(size=(20, 4, 1)).astype(dtype) * np.array([1, 1, -1], dtype)
    assert (np.abs(W_O @ W_V) > 0).any()
    layer = rm.AttentionLayer(W_V, W_V, W_V, W_O)
    one = np.eye(4, dtype=dtype)
    assert not rm.composition_scores(rm.Transformer(one, one, [layer] * 2), "V").any()


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_zero_products_over_a_head_wider_than_the_stream_stay_zero(dtype):
    W_V = np.random.default_rng(6).normal(size=(20, 8, 1)).astype(dtype)
    W_O = W_V[:, [1, 0, 3, 2, 5, 4, 7, 6]].swapaxes(1, 2) * np.array([1, -1] * 4, dtype)
    scaled = W_O / 3 * W_V.max(axis=1, keepdims=True)  # rounded
    assert (np.abs(scaled @ W_V) > 0).any()
    layer = rm.AttentionLayer(W_V, W_V, W_V, scaled)
    one = np.eye(1, dtype=dtype)
    assert not rm.composition_scores(rm.Transformer(one, one, [layer] * 2), "V").any()


def test_heads_of_very_different_sizes_have_the_scores_that_each_has_alone():
    rng = np.random.default_rng(4)
    weights = (*rng.normal(size=(3, 3, 2, 5)), rng.normal(size=(3, 5, 2)))
    sizes = np.array([2.0**-80, 1.0, 2.0**60], "float32")[:, None, None]
    even, uneven = (
        rm.Transformer(np.eye(5, dtype="float32"), np.eye(5, dtype="float32"), [layer] * 2)
        for layer in (
            rm.AttentionLayer(*(W.astype("float32") for W in weights)),
            rm.AttentionLayer(*(W.astype("float32") * sizes for W in weights)),
        )
    )
    for kind in "QKV":
        assert (rm.composition_scores(uneven, kind) == rm.composition_scores(even, kind)).all()


def test_the_mean_square_over_rotations_is_the_baseline_s() -> None:
    rng = np.random.default_rng(0)
    W = rng.normal(size=(4, 1, 2, 6))
    first = rm.AttentionLayer(W[0], W[1], W[2], W[3].swapaxes(1, 2))
    squares = []
    for _ in range(4000):
        R, _ = np.linalg.qr(rng.normal(size=(6, 6)))
        turned = rm.AttentionLayer(W[0] @ R, W[1] @ R, W[2], W[3].swapaxes(1, 2))
        model = rm.Transformer(np.eye(6), np.eye(6), [first, turned])
        squares.append(rm.composition_scores(model, "K")[0, 0, 1, 0] ** 2)
    baseline = rm.composition_baseline(model)
    assert baseline**2 == pytest.approx(1 / 6)
    assert np.mean(squares) == pytest.approx(1 / 6, abs=4 * np.std(squares) / 4000**0.5)


# --- virtual heads --------------------------------------------------------------------------------


@given(strategies.models_with_tokens(n_layers=st.integers(1, 3)), st.data())
def test_a_virtual_heads_logits_are_its_paths(drawn, data):
    model, tokens = drawn
    path = data.draw(st.sampled_from([p for p in rm.paths(model) if p]))
    A = rm.virtual_pattern(model, path, tokens)
    OV = rm.virtual_W_OV(model, path)
    assert OV.rank_bound <= min(model.layers[layer].d_head for layer, _ in path)
    x = rm.residual_stream(model, tokens)[0]
    want = A @ x @ OV.dense().T @ model.W_U.T
    error = 4 * rm.logits_error(model, tokens)
    assert rm.rounding.agree(rm.path_logits(model, path, tokens), want, error)


@pytest.mark.parametrize("post_norm", [None, rm.Norm(np.array([1.0, -2.0, 0.5, 3.0]))])
def test_a_virtual_head_between_norms_moves_by_its_pattern_times_the_scales(post_norm):
    rng = np.random.default_rng(3)
    layers = [
        rm.AttentionLayer(
            *(*rng.normal(size=(3, 2, 2, 4)), rng.normal(size=(2, 4, 2))),
            norm=norm,
            post_norm=post_norm,
        )
        for norm in (rm.Norm(rng.normal(size=4)), rm.Norm(centred=False))
    ]
    model = rm.Transformer(rng.normal(size=(4, 5)), rng.normal(size=(5, 4)), layers)
    tokens, path = [0, 3, 1, 4], [(0, 1), (1, 0)]
    A, OV = rm.virtual_pattern(model, path, tokens), rm.virtual_W_OV(model, path)
    want = A @ rm.residual_stream(model, tokens)[0] @ OV.dense().T @ model.W_U.T
    error = 4 * rm.logits_error(model, tokens)
    assert rm.rounding.agree(rm.path_logits(model, path, tokens), want, error)

    given = [pattern[:, ::-1, :] for pattern in rm.attention_patterns(model, tokens)]
    scales = [2 * scale for scale in rm.norm_scales(model, tokens)[:2]] + [None]
    own = rm.forward_pass(model, tokens).post_scales
    behind = [None if scale is None else 3 * scale for scale in own]
    held = {"patterns": given, "scales": scales, "post_scales": behind}
    found = rm.virtual_pattern(model, path, tokens, **held)
    D = [np.eye(4) if scale is None else np.diag(scale) for scale in behind]
    by_hand = (D[1] @ given[1][0] * scales[1]) @ (D[0] @ given[0][1] * scales[0])
    assert np.allclose(found, by_hand, rtol=1e-12)


@given(strategies.models_with_tokens(n_layers=st.integers(1, 3)), st.data())
def test_a_virtual_pattern_is_causal_and_its_rows_sum_to_1(drawn, data):
    model, tokens = drawn
    path = data.draw(st.sampled_from([p for p in rm.paths(model) if p]))
    A = rm.virtual_pattern(model, path, tokens)
    assert not np.triu(A, 1).any()
    assert A.min() >= 0
    assert np.allclose(A.sum(axis=-1), 1, rtol=0, atol=50 * EPS)


MODEL = rm.Transformer(np.eye(2), np.eye(2), [rm.AttentionLayer(*np.ones((4, 1, 2, 2)))] * 2)
EXACT = rm.Transformer(
    np.eye(2, dtype=int).astype(object),
    np.eye(2, dtype=int).astype(object),
    [rm.AttentionLayer(*np.ones((4, 1, 2, 2), dtype=int).astype(object))],
)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: rm.composition_scores(MODEL, "k"), "kind: expected 'Q', 'K' or 'V', got 'k'"),
        (
            lambda: rm.composition_scores(rm.Transformer(np.eye(2), np.eye(2), []), "K"),
            "^model: expected one layer or more for composition_scores, got none$",
        ),
        (
            lambda: rm.composition_scores(EXACT, "K"),
            "^model: expected floating weights for composition_scores, got object$",
        ),
        (lambda: rm.virtual_W_OV(MODEL, ()), r"^path: expected one \(layer, head\) pair or more"),
        (
            lambda: rm.virtual_pattern(MODEL, [(0, 0)], [0], patterns=[np.ones((1, 2, 2))] * 2),
            r"patterns\[0\]: expected shape \(1, 1, 1\), got \(1, 2, 2\)",
        ),
        (lambda: rm.virtual_W_OV(MODEL, [(1, 0), (0, 0)]), "strictly increasing layers"),
        (lambda: rm.virtual_pattern(MODEL, [(0, 3)], [0]), "0 <= head < n_heads = 1"),
    ],
)
def test_bad_input_is_refused(call, says):
    with pytest.raises(ValueError, match=says):
        call()


def test_rotary_positions_are_refused_for_Q_and_K_and_leave_V():
    rng = np.random.default_rng(0)
    weights = rng.normal(size=(4, 1, 2, 2))
    plain, turned = (
        rm.Transformer(np.eye(2), np.eye(2), [rm.AttentionLayer(*weights, rotary=rotary)] * 2)
        for rotary in (None, rm.rotary_by_frequency(3, 2))
    )
    for kind in "QK":
        with pytest.raises(
            ValueError,
            match=f"^model: .* composition_scores can't honour, got rotary for kind='{kind}'",
        ):
            rm.composition_scores(turned, kind)
    assert (rm.composition_scores(turned, "V") == rm.composition_scores(plain, "V")).all()
