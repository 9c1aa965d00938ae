"""The bound of the logits holds against 50 digits, by every route, and sees a mistake."""

import dataclasses
import math

import mpmath
import numpy as np
import pytest

from refmath.numeric.arrays.rounding import agree, gamma
from refmath.numeric.layered import logits_error as bounds
from refmath.numeric.layered.activations import activations
from refmath.numeric.layered.forward import logits
from refmath.numeric.layered.logits_error import _activation_error, forward_error, logits_error
from refmath.numeric.model.neurons import activated
from refmath.numeric.model.parts import MLP, Norm, rotary_by_frequency
from refmath.numeric.model.transformer import AttentionLayer, Transformer
from refmath.numeric.paths.expansion import expanded_logits
from refmath.numeric.paths.operator import one_hot, tensor_product_operator

DTYPES = ["float32", "float64"]
DIGITS = 50


@pytest.fixture(autouse=True)
def digits():
    with mpmath.workdps(DIGITS):
        yield


def precise(array):
    out = np.empty(array.shape, dtype=object)
    out.reshape(-1)[:] = [mpmath.mpf(float(x)) for x in array.flat]
    return out


def ratio(computed, true, bound, number=mpmath.mpf):
    """The worst |computed - true| / bound, without a rounding of its own."""
    worst = 0.0
    for c, t, b in zip(computed.flat, true.flat, bound.flat, strict=True):
        apart = abs(number(float(c)) - t)
        assert apart == 0 or b > 0
        worst = max(worst, float(apart / number(float(b)))) if apart else worst
    return worst


def normal(rng, dtype, *shape, scale=1.0):
    return (rng.normal(size=shape) * scale).astype(dtype)


def precise_softmax(scores, allowed):
    weights = np.vectorize(mpmath.exp, otypes=[object])(scores)
    weights = np.where(allowed, weights, mpmath.mpf(0))
    return weights / weights.sum(axis=-1, keepdims=True)


def draw_model(rng, dtype, n_layers, positions, causal, scale=0.5):
    d_head, d_model, d_vocab, n_ctx = 3, 4, 5, 6
    layers = []
    for layer in range(n_layers):
        heads = 1 + (layer + 1) % 2
        read = [normal(rng, dtype, heads, d_head, d_model, scale=scale) for _ in range(3)]
        layers.append(
            AttentionLayer(*read, normal(rng, dtype, heads, d_model, d_head, scale=scale))
        )
    W_pos = None if positions is None else normal(rng, dtype, d_model, n_ctx, scale=scale)
    model = Transformer(
        normal(rng, dtype, d_model, d_vocab, scale=scale),
        normal(rng, dtype, d_vocab, d_model, scale=scale),
        layers,
        W_pos=W_pos,
        positions=positions or "qk",
        causal=causal,
    )
    return model, rng.integers(0, d_vocab, size=n_ctx)


def draw_model_with_parts(rng, dtype, n_layers, part, scale=0.5):
    """A model with one kind of part everywhere, or with all of them."""
    d_head, d_model, d_vocab, n_ctx, heads = 4, 3, 5, 4, 4

    def has(*parts):
        return part in (*parts, "all")

    def norm():
        if not has("LayerNorm", "RMSNorm"):
            return None
        gain, bias = (normal(rng, dtype, d_model, scale=scale) for _ in range(2))
        if part == "RMSNorm":
            return Norm(gain, centred=False)
        return Norm(gain, bias if rng.random() < 0.7 else None, eps=1e-3)

    def mlp():
        if not has("relu", "gelu_tanh"):
            return None
        W_in = normal(rng, dtype, 5, d_model, scale=0.5)
        W_out = normal(rng, dtype, d_model, 5, scale=scale / 4)
        b_in, b_out = normal(rng, dtype, 5, scale=scale), normal(rng, dtype, d_model, scale=scale)
        plain = MLP(W_in, W_out, activation="relu" if part == "relu" else "gelu_tanh")
        more = {"b_in": b_in, "b_out": b_out, "norm": norm()} if rng.random() < 0.7 else {}
        return dataclasses.replace(plain, **more)

    layers = []
    for _ in range(n_layers):
        groups = 2 if has("groups") else heads
        shapes = {"b_Q": (heads, d_head), "b_K": (groups, d_head)}
        shapes |= {"b_V": (groups, d_head), "b_O": (d_model,)}
        layers.append(
            AttentionLayer(
                normal(rng, dtype, heads, d_head, d_model, scale=scale),
                normal(rng, dtype, groups, d_head, d_model, scale=scale),
                normal(rng, dtype, groups, d_head, d_model, scale=scale),
                normal(rng, dtype, heads, d_model, d_head, scale=scale),
                **{
                    name: normal(rng, dtype, *shape, scale=scale)
                    for name, shape in shapes.items()
                    if has("biases")
                },
                norm=norm(),
                rotary=rotary_by_frequency(n_ctx, 2, pairing="adjacent", dtype=dtype)
                if has("rotary")
                else None,
                mlp=mlp(),
            )
        )
    model = Transformer(
        normal(rng, dtype, d_model, d_vocab, scale=scale),
        normal(rng, dtype, d_vocab, d_model, scale=scale),
        layers,
        W_pos=normal(rng, dtype, d_model, n_ctx, scale=scale),
        positions=str(rng.choice(["qk", "residual"])),
        final_norm=norm(),
        b_U=normal(rng, dtype, d_vocab) if has("biases") else None,
    )
    return model, rng.integers(0, d_vocab, size=n_ctx)


def precise_norm(norm, x):
    if norm is None:
        return x
    c = x - x.mean(axis=-1, keepdims=True) if norm.centred else x
    v = (c * c).mean(axis=-1, keepdims=True) + mpmath.mpf(norm.eps)
    c = c / np.vectorize(mpmath.sqrt, otypes=[object])(v)
    c = c if norm.gain is None else c * precise(norm.gain)
    return c if norm.bias is None else c + precise(norm.bias)


def precise_mlp(mlp, x):
    if mlp is None:
        return 0
    z = precise_norm(mlp.norm, x) @ precise(mlp.W_in).T
    z = z if mlp.b_in is None else z + precise(mlp.b_in)
    active = np.vectorize(PRECISE[mlp.activation], otypes=[object])(z)
    written = active @ precise(mlp.W_out).T
    return written if mlp.b_out is None else written + precise(mlp.b_out)


def precise_gelu_tanh(z):
    cubic = z + mpmath.mpf(44715) / 1_000_000 * z**3
    return z / 2 * (1 + mpmath.tanh(mpmath.sqrt(2 / mpmath.pi) * cubic))


PRECISE = {"relu": lambda z: max(z, mpmath.mpf(0)), "gelu_tanh": precise_gelu_tanh}


def precise_turn(rotary, y):
    if rotary is None:
        return y
    cos, sin = (precise(table)[: len(y), 0] for table in (rotary.cos, rotary.sin))
    turned = y.copy()  # one pair, of neighbours
    turned[:, 0], turned[:, 1] = y[:, 0] * cos - y[:, 1] * sin, y[:, 0] * sin + y[:, 1] * cos
    return turned


def precise_logits(model, tokens, factor=1):
    """The layered computation in 50 digits, written anew."""
    x = precise(model.W_E)[:, tokens].T
    n = len(tokens)
    W_pos = 0 if model.W_pos is None else precise(model.W_pos)[:, :n].T
    allowed = np.tri(n, dtype=bool) if model.causal else np.ones((n, n), bool)
    if model.positions == "residual":
        x = x + W_pos
    for layer in model.layers:
        read, out = precise_norm(layer.norm, x), x

        def bias(name, head, layer=layer):
            b = getattr(layer, name)
            return 0 if b is None else precise(b[head])

        compared = read + W_pos if model.positions == "qk" else read
        for h in range(layer.n_heads):
            g = h * layer.n_groups // layer.n_heads
            W_Q, W_K, W_V, W_O = map(
                precise, (layer.W_Q[h], layer.W_K[g], layer.W_V[g], layer.W_O[h])
            )
            q = precise_turn(layer.rotary, compared @ W_Q.T + bias("b_Q", h))
            k = precise_turn(layer.rotary, compared @ W_K.T + bias("b_K", g))
            scores = factor * (q @ k.T) / mpmath.sqrt(layer.d_head)
            values = read @ W_V.T + bias("b_V", g)
            out = out + precise_softmax(scores, allowed) @ values @ W_O.T
        x = out if layer.b_O is None else out + precise(layer.b_O)
        x = x + precise_mlp(layer.mlp, x)
    found = precise_norm(model.final_norm, x) @ precise(model.W_U).T
    return found if model.b_U is None else found + precise(model.b_U)


PARTS = ["biases", "LayerNorm", "RMSNorm", "rotary", "groups", "relu", "gelu_tanh", "all"]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("part", PARTS)
def test_logits_of_models_with_parts_are_within_the_bound(dtype, part):
    rng = np.random.default_rng(len(part))
    worst = 0.0
    for n_layers in (0, 1, 2, 3):
        for scale in (0.02, 0.5, 2.0):
            model, tokens = draw_model_with_parts(rng, dtype, n_layers, part, scale)
            true, bound = precise_logits(model, tokens), logits_error(model, tokens)
            assert bound.dtype == dtype
            assert np.isfinite(bound).all()
            for computed in (logits(model, tokens), expanded_logits(model, tokens)):
                worst = max(worst, ratio(computed, true, bound))
    assert 1e-5 < worst <= 1


@pytest.mark.parametrize("part", PARTS)
def test_the_bound_with_parts_is_worth_having(part):
    # A hundred-millionth of the first layer's W_V is seen.
    model, tokens = draw_model_with_parts(np.random.default_rng(3), "float64", 2, part)
    first = model.layers[0]
    moved = dataclasses.replace(first, W_V=first.W_V * (1 + 1e-8))
    changed = dataclasses.replace(model, layers=[moved, *model.layers[1:]])
    bound = 2 * logits_error(model, tokens)
    assert not agree(logits(changed, tokens), logits(model, tokens), bound)


@pytest.mark.parametrize("dtype", DTYPES)
def test_gelu_is_rounded_and_slopes_as_little_as_the_bound_says(dtype):
    rng = np.random.default_rng(0)
    z = np.concatenate([rng.normal(size=500) * scale for scale in (1e-3, 1, 4, 30)]).astype(dtype)
    exact = np.vectorize(precise_gelu_tanh, otypes=[object])(precise(z))
    rounded = gamma(24, dtype) * np.abs(z)
    assert ratio(activated("gelu_tanh", z), exact, rounded) <= 1
    assert (
        ratio(activated("gelu_tanh", z), exact, rounded / 24) > 0.5
    )  # it is rounded, so there is a need
    slopes = [abs(mpmath.diff(precise_gelu_tanh, point)) for point in np.linspace(-6, 6, 601)]
    assert 1.128 < max(slopes) < 1.1290 + 1e-4


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("activation", ["relu", "gelu_tanh"])
def test_where_an_mlp_is_all_there_is_its_own_errors_are_within_the_bound(dtype, activation):
    # One neuron, sums that nearly cancel, an embedding that is small beside what the MLP writes.
    rng = np.random.default_rng(4)
    d_model, d_vocab, worst = 4, 60, 0.0
    zero = np.zeros((1, 1, d_model), dtype)
    W_in, W_E = rng.normal(size=d_model), rng.normal(size=(d_model, d_vocab))
    W_E -= 0.999 * np.outer(W_in, W_in @ W_E) / (W_in @ W_in)
    W_in, W_E = (1e5 * W_in[None]).astype(dtype), (1e-3 * W_E).astype(dtype)
    mlp = MLP(W_in, np.ones((d_model, 1), dtype), activation=activation)
    layer = AttentionLayer(zero, zero, zero, zero.reshape(1, d_model, 1), mlp=mlp)
    model = Transformer(W_E, np.eye(d_model, dtype=dtype), [layer])
    for token in range(d_vocab):
        tokens = [token]
        true, bound = precise_logits(model, tokens), logits_error(model, tokens)
        ratios = [ratio(f(model, tokens), true, bound) for f in (logits, expanded_logits)]
        assert max(ratios) <= 1
        worst = max(worst, *ratios)
    assert worst > 0.01  # how much more it is depends on the system's own tanh


@pytest.mark.parametrize("dtype", DTYPES)
def test_a_factor_of_the_scores_that_is_put_into_the_queries_is_within_the_bound(dtype):
    rng = np.random.default_rng(2)
    worst = 0.0
    for _ in range(20):
        model, tokens = draw_model_with_parts(rng, dtype, 2, "biases")
        factor = float(rng.uniform(0.1, 3))
        layers = [
            dataclasses.replace(layer, W_Q=layer.W_Q * factor, b_Q=layer.b_Q * factor)
            for layer in model.layers
        ]
        folded = dataclasses.replace(model, layers=layers)
        true = precise_logits(model, tokens, factor=mpmath.mpf(factor))
        worst = max(worst, ratio(logits(folded, tokens), true, logits_error(folded, tokens)))
    assert 1e-5 < worst <= 1


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("n_layers", [0, 1, 2, 3, 4])
def test_logits_by_every_route_are_within_the_bound(dtype, n_layers):
    rng = np.random.default_rng(n_layers)
    worst = 0.0
    for positions in (None, "qk", "residual"):
        for causal in (True, False):
            model, tokens = draw_model(rng, dtype, n_layers, positions, causal)
            true, bound = precise_logits(model, tokens), logits_error(model, tokens)
            assert bound.dtype == dtype
            routes = [logits(model, tokens), expanded_logits(model, tokens)]
            if positions != "residual":
                flat = tensor_product_operator(model, tokens) @ one_hot(model, tokens).reshape(-1)
                routes.append(flat.reshape(bound.shape))
            for computed in routes:
                worst = max(worst, ratio(computed, true, bound))
    assert 1e-5 < worst <= 1


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("scale", [2.0**-20, 2.0])
def test_logits_of_small_and_large_weights_are_within_the_bound(dtype, scale):
    rng = np.random.default_rng(7)
    for n_layers in (1, 2, 3):
        model, tokens = draw_model(rng, dtype, n_layers, "residual", True, scale)
        true, bound = precise_logits(model, tokens), logits_error(model, tokens)
        assert np.isfinite(bound).all()
        with np.errstate(under="ignore"):
            routes = [logits(model, tokens), expanded_logits(model, tokens)]
        assert all(ratio(computed, true, bound) <= 1 for computed in routes)


def test_what_underflows_on_its_way_is_within_the_bound():
    # The one path to the logits is 1e-10 to the ninth power, far below float32's smallest number.
    small = np.float32(1e-10)
    zero = np.zeros((1, 1, 2), np.float32)
    V, O = np.array([[[small, 0]]], np.float32), np.array([[[0], [small]]], np.float32)  # noqa: E741
    turn = AttentionLayer(zero, zero, V[..., ::-1], O[:, ::-1])
    W_E, W_U = np.array([[small], [0]], np.float32), np.array([[0, small]], np.float32)
    layers = [AttentionLayer(zero, zero, V, O), turn, AttentionLayer(zero, zero, V, O)]
    model = Transformer(W_E, W_U, layers)
    tokens = np.array([0, 0])
    true, bound = precise_logits(model, tokens), logits_error(model, tokens)
    assert (true > 0).all()
    with np.errstate(under="ignore"):
        assert ratio(logits(model, tokens), true, bound) <= 1
    assert bound.max() < 1e-30


@pytest.mark.parametrize("norm", [None, Norm(), Norm(centred=False)])
def test_a_batch_is_bounded_as_its_sequences_are(norm):
    model, _ = draw_model(np.random.default_rng(8), "float64", 2, "qk", True)
    layers = [dataclasses.replace(layer, norm=norm) for layer in model.layers]
    model = dataclasses.replace(model, layers=layers, final_norm=norm)
    tokens = [[[0, 1, 2], [4, 3, 2]]]
    bound = logits_error(model, tokens)
    assert bound.shape == (1, 2, 3, 5)
    for i in range(2):
        one = logits_error(model, tokens[0][i])
        # The sums are the same but for their order.
        assert agree(bound[0, i], one, one * 1e-10)


@pytest.mark.parametrize("dtype", DTYPES)
def test_a_false_expansion_is_rejected_at_every_scale(dtype):
    # At 1e-5 the terms are 1e-10 and less: np.allclose takes anything for anything.
    for scale in (1e-5, 1.0):
        model, tokens = draw_model(np.random.default_rng(9), dtype, 1, None, True, scale)
        right = logits(model, tokens)
        bound = 2 * logits_error(model, tokens)
        assert agree(expanded_logits(model, tokens), right, bound)
        swapped = Transformer(model.W_E, model.W_E.T, model.layers)
        false = [logits(swapped, tokens), right[::-1]]
        for wrong in false:
            assert not agree(wrong, right, bound)
        if scale < 1:
            assert all(np.allclose(wrong, right) for wrong in false)


@pytest.mark.parametrize("dtype", DTYPES)
def test_a_small_term_left_out_is_rejected(dtype):
    model, tokens = draw_model(np.random.default_rng(10), dtype, 1, None, True, 0.03)
    bare = Transformer(model.W_E, model.W_U, [])
    assert not agree(logits(bare, tokens), logits(model, tokens), 2 * logits_error(model, tokens))


FUNCTIONS = {
    "relu": lambda z: max(z, 0.0),
    "relu_squared": lambda z: max(z, 0.0) ** 2,
    "gelu_tanh": lambda z: z / 2 * (1 + math.tanh(math.sqrt(2 / math.pi) * (z + 0.044715 * z**3))),
    "gelu_erf": lambda z: z / 2 * (1 + math.erf(z / math.sqrt(2))),
    "gelu_quick": lambda z: z / (1 + math.exp(-1.702 * z)),
    "silu": lambda z: z / (1 + math.exp(-z)),
    "tanh": math.tanh,
}


@pytest.mark.parametrize("off", [0.0, 1e-4, 0.01])
@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_neuron_is_off_by_no_more_than_its_bound(name, off):
    z = np.linspace(-9, 9, 20_001, dtype=np.float32)
    error = np.full_like(z, off)
    bound = _activation_error(name, z, error).astype(np.float64)
    found = activated(name, z).astype(np.float64)
    for moved in (z.astype(np.float64) - off, z.astype(np.float64) + off):
        exact = np.array([FUNCTIONS[name](each) for each in moved])
        assert (np.abs(found - exact) <= bound).all()
    # Nor is it much more than what is needed where the function is steepest.
    needed = np.abs(found - exact)
    if off:
        assert bound[needed.argmax()] < 1.2 * needed.max()


def test_a_function_of_ones_own_has_no_bound_and_is_refused():
    one, mlp = np.ones((1, 1, 2)), MLP(np.eye(2), np.eye(2), activation=np.sin)
    layer = AttentionLayer(one, one, one, np.ones((1, 2, 1)), mlp=mlp)
    with pytest.raises(ValueError, match=r"model: expected MLPs of an activation .*, got sin"):
        logits_error(Transformer(np.eye(2), np.eye(2), [layer]), [0, 1])


# --- on the way -----------------------------------------------------------------------------------


def of_small_queries(dtype, d_norm):
    """Queries and keys of a thousandth, which norms make twenty: in float32, or its numbers."""
    rng = np.random.default_rng(3)

    def drawn(*shape, scale=1.0):
        return (scale * rng.normal(size=shape)).astype(np.float32).astype(dtype)

    norm = Norm(drawn(d_norm, scale=4.0), centred=False, eps=1e-30)
    weights = [drawn(2, 3, 6, scale=1e-3), drawn(2, 3, 6, scale=1e-3), drawn(2, 3, 6)]
    layer = AttentionLayer(*weights, drawn(2, 6, 3), q_norm=norm, k_norm=norm)
    return Transformer(drawn(6, 7), drawn(5, 6), [layer])


@pytest.mark.parametrize("d_norm", [3, 6])
def test_scores_and_patterns_of_normed_queries_are_within_their_bounds(d_norm, monkeypatch):
    """Of queries of a thousandth the bound would be a thousandth, were the norm not in it."""
    tokens = [0, 3, 6, 2, 2]
    narrow, wide = (of_small_queries(dtype, d_norm) for dtype in ("float32", "float64"))
    names = (("attn_scores", 0), ("pattern", 0))
    found, exact = (activations(model, tokens, names) for model in (narrow, wide))

    def shares():
        error = forward_error(narrow, tokens)
        causal = np.tri(len(tokens), dtype=bool)
        return [
            float((np.abs(found[name] - exact[name]) / np.maximum(bound, 1e-30))[:, causal].max())
            for name, (bound,) in zip(names, (error.scores, error.patterns), strict=True)
        ]

    assert all(0 < share <= 1 for share in shares()), shares()
    monkeypatch.setattr(bounds, "_normed_heads", lambda _, *found: found)
    assert max(shares()) > 1, shares()
