"""Models of every part: the layers, the sum over paths and a direct computation agree.

The direct computation stands here, position by position in plain NumPy; it shares nothing with what
it is held against.
"""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

import refmath as rm
from refmath import strategies
from refmath.numeric.model.every_weight import in_float64

TOKENS = np.array([[3, 0, 6, 3, 3, 1, 5], [1, 1, 2, 6, 0, 4, 1]])
N_CTX, D_VOCAB, D_MODEL, N_HEADS, D_HEAD, D_MLP = 7, 7, 5, 4, 3, 9


# --- the direct computation -----------------------------------------------------------------------


def direct_logits(model, tokens):
    """The logits of one sequence, as float64 of NumPy."""
    x = np.array([model.W_E[:, t] for t in tokens], dtype=np.float64)
    for i in range(len(tokens)):
        if model.W_pos is not None and model.positions == "residual":
            x[i] = x[i] + model.W_pos[:, i]
    for layer in model.layers:
        before = x
        written = direct_heads(model, layer, before)
        x = before + np.array([direct_norm(layer.post_norm, row) for row in written])
        if layer.mlp is not None:
            reads = before if layer.parallel else x
            x = x + np.array([direct_mlp(layer.mlp, row) for row in reads])
    logits = np.array([model.W_U @ direct_norm(model.final_norm, row) for row in x])
    logits = logits if model.b_U is None else logits + model.b_U
    cap = model.logit_cap
    if cap is None:
        return logits
    return np.array([[cap * math.tanh(z / cap) for z in row] for row in logits])


def direct_norm(norm, v):
    if norm is None:
        return v
    c = v - v.mean() if norm.centred else v
    y = c / math.sqrt((c * c).mean() + norm.eps)
    y = y if norm.gain is None else y * norm.gain
    return y if norm.bias is None else y + norm.bias


def direct_heads(model, layer, x):
    read = [direct_norm(layer.norm, row) for row in x]
    compared = read
    if model.W_pos is not None and model.positions == "qk":
        compared = [row + model.W_pos[:, i] for i, row in enumerate(read)]
    written = np.zeros_like(x)
    all_q = direct_heads_of(layer.q_norm, layer.W_Q, layer.b_Q, compared)
    all_k = direct_heads_of(layer.k_norm, layer.W_K, layer.b_K, compared)
    for h in range(layer.n_heads):
        g = h // (layer.n_heads // layer.n_groups)
        q, k = [row[h] for row in all_q], [row[g] for row in all_k]
        v = [plus(layer.W_V[g] @ row, layer.b_V, g) for row in read]
        if layer.rotary is not None:
            q = [direct_turn(layer.rotary, row, i) for i, row in enumerate(q)]
            k = [direct_turn(layer.rotary, row, i) for i, row in enumerate(k)]
        for i in range(len(x)):
            scores = dict(direct_scores(model, layer, h, q[i], k, i))
            sinks = [] if layer.sinks is None else [layer.sinks[h]]
            largest = max([*scores.values(), *sinks])
            weights = {j: math.exp(s - largest) for j, s in scores.items()}
            total = sum(weights.values()) + sum(math.exp(s - largest) for s in sinks)
            value = sum(weight / total * v[j] for j, weight in weights.items())
            written[i] += layer.W_O[h] @ value
    return written if layer.b_O is None else written + layer.b_O


def direct_heads_of(norm, W, b, read):
    """Each position's queries or keys, head by head, through their norm."""
    found = [[plus(W[h] @ row, b, h) for h in range(len(W))] for row in read]
    if norm is None:
        return found
    if norm.d_model in (None, len(W[0])):
        return [[direct_norm(norm, y) for y in row] for row in found]
    return [np.split(direct_norm(norm, np.concatenate(row)), len(W)) for row in found]


def direct_scores(model, layer, h, q, k, i):
    """The scores of the sources that destination i attends to."""
    for j in range(len(k)):
        if model.causal and j > i:
            continue
        if layer.window is not None and i - j >= layer.window:
            continue
        scale = 1 / math.sqrt(layer.d_head) if layer.score_scale is None else layer.score_scale
        s = float(q @ k[j]) * scale
        s = s if layer.score_cap is None else layer.score_cap * math.tanh(s / layer.score_cap)
        yield j, s + (0 if layer.score_bias is None else layer.score_bias[h, i - j])


def direct_turn(rotary, v, i):
    y, pairs = np.array(v), rotary.d_rotary // 2
    for p in range(pairs):
        a, b = (p, p + pairs) if rotary.pairing == "halves" else (2 * p, 2 * p + 1)
        c, s = rotary.cos[i, p], rotary.sin[i, p]
        y[a], y[b] = v[a] * c - v[b] * s, v[a] * s + v[b] * c
    return y


FUNCTIONS = {
    "relu": lambda z: max(z, 0.0),
    "relu_squared": lambda z: max(z, 0.0) ** 2,
    "gelu_tanh": lambda z: z / 2 * (1 + math.tanh(math.sqrt(2 / math.pi) * (z + 0.044715 * z**3))),
    "gelu_erf": lambda z: z / 2 * (1 + math.erf(z / math.sqrt(2))),
    "gelu_quick": lambda z: z / (1 + math.exp(-1.702 * z)),
    "silu": lambda z: z / (1 + math.exp(-z)),
    "tanh": math.tanh,
}


def direct_mlp(mlp, v):
    read = direct_norm(mlp.norm, v)
    f = FUNCTIONS[mlp.activation]
    z = plus(mlp.W_in @ read, mlp.b_in)
    if mlp.W_gate is None:
        active = np.array([f(each) for each in z])
    else:
        gate = plus(mlp.W_gate @ read, mlp.b_gate)
        active = np.array([f(g) * each for g, each in zip(gate, z, strict=True)])
    return direct_norm(mlp.post_norm, plus(mlp.W_out @ active, mlp.b_out))


def plus(v, biases, at=None):
    if biases is None:
        return v
    return v + (biases if at is None else biases[at])


# --- models of every part -------------------------------------------------------------------------


class Drawn:
    """Weights at random, of a dtype and of a size."""

    def __init__(self, seed, dtype, scale):
        self.rng, self.dtype, self.scale = np.random.default_rng(seed), dtype, scale

    def __call__(self, *shape):
        return (self.scale * self.rng.standard_normal(shape)).astype(self.dtype)

    def norm(self, d=D_MODEL, centred=True):
        return rm.Norm(self(d), self(d) if centred else None, centred=centred, eps=1e-3)


def gated(w, activation, **more):
    biases = {name: w(D_MLP) for name in ("b_in", "b_gate")}
    W_in, W_out, W_gate = w(D_MLP, D_MODEL), w(D_MODEL, D_MLP), w(D_MLP, D_MODEL)
    return rm.MLP(W_in, W_out, W_gate=W_gate, activation=activation, **biases, **more)


def plain(w, activation, **more):
    return rm.MLP(w(D_MLP, D_MODEL), w(D_MODEL, D_MLP), activation=activation, **more)


LAYERS = {
    "nothing": lambda _: {},
    "norm": lambda w: {"norm": w.norm()},
    "normed queries and keys": lambda w: (
        {"q_norm": w.norm(D_HEAD), "k_norm": w.norm(D_HEAD)}
        | {"rotary": rm.rotary_by_frequency(N_CTX, 2, dtype=w.dtype)}
    ),
    "normed without arrays": lambda _: {"q_norm": rm.Norm(eps=0.1), "k_norm": rm.Norm(eps=0.1)},
    "normed over all heads": lambda w: {
        "q_norm": w.norm(N_HEADS * D_HEAD, centred=False),
        "k_norm": w.norm(2 * D_HEAD),
        "b_K": w(2, D_HEAD),
    },
    "score_scale": lambda _: {"score_scale": 0.37},
    "score_cap": lambda _: {"score_cap": 0.8},
    "score_bias": lambda w: {"score_bias": w(N_HEADS, N_CTX)},
    "window": lambda _: {"window": 3},
    "window of 1": lambda _: {"window": 1},
    "sinks": lambda w: {"sinks": w(N_HEADS), "b_V": w(2, D_HEAD), "b_O": w(D_MODEL)},
    "all of scores": lambda w: {
        **{"score_scale": 2.0, "score_cap": 1.1, "score_bias": w(N_HEADS, N_CTX)},
        **{"window": 4, "sinks": w(N_HEADS), "b_Q": w(N_HEADS, D_HEAD), "b_K": w(2, D_HEAD)},
        "rotary": rm.rotary_by_frequency(N_CTX, 2, pairing="adjacent", dtype=w.dtype),
    },
    "parallel": lambda w: (
        {"mlp": plain(w, "silu", norm=w.norm()), "norm": w.norm()} | {"parallel": True}
    ),
    "what the mlp writes normed": lambda w: {
        "mlp": plain(w, "silu", norm=w.norm(), b_out=w(D_MODEL), post_norm=w.norm())
    },
    "what the mlp writes normed without arrays": lambda w: {
        "mlp": gated(w, "gelu_tanh", post_norm=rm.Norm(centred=False, eps=0.1))
    },
    **{
        f"mlp of {name}": lambda w, name=name: {"mlp": plain(w, name, b_in=w(D_MLP))}
        for name in FUNCTIONS
    },
    **{
        f"gated mlp of {name}": lambda w, name=name: {"mlp": gated(w, name, norm=w.norm())}
        for name in FUNCTIONS
    },
    "what heads write normed": lambda w: {"post_norm": w.norm(), "b_O": w(D_MODEL)},
    "what both write normed": lambda w: {
        **{"norm": w.norm(), "post_norm": w.norm(centred=False), "b_V": w(2, D_HEAD)},
        "mlp": gated(w, "silu", norm=w.norm(), post_norm=w.norm(centred=False)),
    },
    "what heads write normed, in parallel": lambda w: {
        **{"post_norm": rm.Norm(centred=False, eps=0.1), "parallel": True},
        "mlp": plain(w, "silu", norm=w.norm(), post_norm=w.norm()),
    },
}
POST_NORMS = [part for part in LAYERS if part.startswith(("what heads", "what both"))]
MODELS = {
    "plain": lambda _: {},
    "positions": lambda w: {"W_pos": w(D_MODEL, N_CTX)},
    "norm": lambda w: {"final_norm": w.norm(), "b_U": w(D_VOCAB)},
}


def drawn_model(part, kind, *, dtype=np.float64, scale=0.6, seed=0):
    w = Drawn(seed, dtype, scale)
    layers = [
        rm.AttentionLayer(
            w(N_HEADS, D_HEAD, D_MODEL),
            w(2, D_HEAD, D_MODEL),
            w(2, D_HEAD, D_MODEL),
            w(N_HEADS, D_MODEL, D_HEAD),
            **LAYERS[part](w),
        )
        for _ in range(2)
    ]
    return rm.Transformer(w(D_MODEL, D_VOCAB), w(D_VOCAB, D_MODEL), layers, **MODELS[kind](w))


@pytest.mark.parametrize("kind", MODELS)
@pytest.mark.parametrize("part", LAYERS)
def test_the_layers_and_the_sum_over_paths_are_what_is_computed_directly(part, kind):
    model = drawn_model(part, kind)
    want = np.array([direct_logits(model, row) for row in TOKENS])
    bound = 2 * rm.logits_error(model, TOKENS)
    assert rm.rounding.agree(rm.logits(model, TOKENS), want, bound)
    assert rm.rounding.agree(rm.expanded_logits(model, TOKENS), want, bound)
    worth = 1e-5 if part in POST_NORMS else 1e-6
    assert float(bound.max()) < worth * float(np.abs(want).max())


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("part", LAYERS)
def test_float32_is_off_by_no_more_than_the_bound(part, seed):
    model = drawn_model(part, "norm", dtype=np.float32, scale=0.4, seed=seed)
    assert rm.logits(model, TOKENS).dtype == np.float32
    want = np.array([direct_logits(in_float64(model), row) for row in TOKENS])
    bound = rm.logits_error(model, TOKENS)
    for found in (rm.logits(model, TOKENS), rm.expanded_logits(model, TOKENS)):
        assert rm.rounding.agree(found.astype(np.float64), want, bound.astype(np.float64))


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("kind", MODELS)
@pytest.mark.parametrize("part", POST_NORMS)
def test_norms_of_what_is_written_are_what_is_computed_directly(part, kind, seed):
    model = drawn_model(part, kind, seed=seed)
    want = np.array([direct_logits(model, row) for row in TOKENS])
    bound = 2 * rm.logits_error(model, TOKENS)
    assert rm.rounding.agree(rm.logits(model, TOKENS), want, bound)
    assert rm.rounding.agree(rm.activations(model, TOKENS, ["logits"])["logits"], want, bound)
    assert rm.rounding.agree(rm.expanded_logits(model, TOKENS), want, bound)
    assert float(bound.max()) < 1e-5 * float(np.abs(want).max())


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("cap", [0.05, 1.5, 30.0])
def test_logits_are_capped_in_the_layers_and_in_the_sum_over_paths(cap, dtype):
    model = replace(drawn_model("nothing", "norm", dtype=dtype, scale=0.4), logit_cap=cap)
    want = np.array([direct_logits(in_float64(model), row) for row in TOKENS])
    found, bound = rm.logits(model, TOKENS), rm.logits_error(model, TOKENS)
    assert found.dtype == dtype
    assert rm.rounding.agree(found.astype(np.float64), want, bound.astype(np.float64))
    assert float(np.abs(found).max()) <= float(dtype(cap))
    assert rm.rounding.agree(rm.logit_lens(model, TOKENS)[-1], found, 2 * bound)
    expanded = rm.expanded_logits(model, TOKENS)
    assert rm.rounding.agree(expanded.astype(np.float64), want, bound.astype(np.float64))


# --- what is a sum, of models of every combination of parts ---------------------------------------

OF_EVERY_PART = strategies.models_with_tokens(parts=strategies.EVERY_PART, batch=(2,))


def capped(model, logits):
    cap = model.logit_cap
    return logits if cap is None else cap * np.tanh(logits / cap)


def held_of(model, tokens):
    run = rm.forward_pass(model, tokens)
    names = ("patterns", "scales", "mlp_outputs", "post_scales")
    return {name: getattr(run, name) for name in names}


def bound_before_the_cap(model, tokens):
    """Of a sum of terms, each of a route of its own."""
    return 8 * rm.logits_error(replace(model, logit_cap=None), tokens)


@given(OF_EVERY_PART)
def test_paths_constants_and_mlps_add_up_to_the_logits_before_the_cap(drawn):
    model, tokens = drawn
    want = rm.logits(replace(model, logit_cap=None), tokens)
    bound = bound_before_the_cap(model, tokens)
    for held in ({}, held_of(model, tokens)):
        by_path = sum(logits for _, logits in rm.path_contributions(model, tokens, **held))
        others = rm.constant_logits(model, tokens, **held) + rm.mlp_logits(model, tokens, **held)
        assert rm.rounding.agree(by_path + others, want, bound)
        assert rm.rounding.agree(rm.logits_by_order(model, tokens, **held).sum(axis=0), want, bound)
    assert rm.rounding.agree(capped(model, by_path + others), rm.logits(model, tokens), bound)


@given(OF_EVERY_PART)
def test_whole_logits_of_sums_are_the_logits_cap_and_all(drawn):
    model, tokens = drawn
    want, bound = rm.logits(model, tokens), bound_before_the_cap(model, tokens)
    held = held_of(model, tokens)
    assert rm.rounding.agree(rm.expanded_logits(model, tokens), want, bound)
    assert rm.rounding.agree(rm.expanded_logits(model, tokens, **held), want, bound)
    assert rm.rounding.agree(rm.frozen_logits(model, tokens, **held), want, bound)


@given(OF_EVERY_PART)
def test_what_each_part_writes_adds_up_to_the_logits_before_the_cap(drawn):
    model, tokens = drawn
    every = {"destination": np.arange(tokens.shape[-1])[:, None], "output": np.arange(model.d_out)}
    found = rm.direct_logit_attribution(model, tokens, **every)
    terms = found.embedding + found.mlps.sum(axis=0) + found.b_O.sum(axis=0)
    terms = terms + found.final_norm_bias + found.b_U
    terms = terms + sum(heads.sum(axis=(-2, -1)) for heads in found.heads)
    bound = bound_before_the_cap(model, tokens)
    assert rm.rounding.agree(terms, rm.logits(replace(model, logit_cap=None), tokens), bound)
    assert rm.rounding.agree(found.logits(), rm.logits(model, tokens), bound)


@given(OF_EVERY_PART.filter(lambda drawn: drawn[1].shape[-1] > 1))
def test_the_last_order_s_loss_is_the_model_s_own_cap_and_all(drawn):
    model, tokens = drawn
    own = float(np.mean(rm.next_token_losses(model, tokens)))
    bound = 4 * float(bound_before_the_cap(model, tokens).max()) + 2.0**-40
    assert abs(float(rm.losses_by_order(model, tokens)[-1]) - own) <= bound


OF_ANY_LENGTH = [part for part in LAYERS if drawn_model(part, "plain").n_ctx is None]


@pytest.mark.parametrize("part", OF_ANY_LENGTH)
def test_more_destinations_than_are_computed_at_a_time_make_no_difference(part):
    model, long = drawn_model(part, "plain"), np.arange(150) ** 2 % D_VOCAB
    bound = 2 * rm.logits_error(model, long)
    assert rm.rounding.agree(rm.logits(model, long), direct_logits(model, long), bound)


@pytest.mark.parametrize("part", LAYERS)
def test_a_model_is_saved_with_all_that_it_has(part, tmp_path):
    model = drawn_model(part, "norm")
    rm.save(model, tmp_path / "mine.safetensors")
    read = rm.load(tmp_path / "mine.safetensors").model
    assert repr(read) == repr(model)
    assert (rm.logits(read, TOKENS) == rm.logits(model, TOKENS)).all()
