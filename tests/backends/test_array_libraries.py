"""One code for every array library: the numbers, the library and the dtype of what comes back."""

import dataclasses

import array_api_compat
import array_api_strict
import numpy as np
import pytest

import refmath as rm
from refmath.conforming.adapters import as_numpy as answered
from refmath.numeric.arrays.libraries import in_numpy

TOKENS = [[1, 4, 1, 0, 4], [2, 2, 3, 4, 1]]


def weights(dtype):
    rng = np.random.default_rng(7)

    def drawn(*shape):
        return rng.standard_normal(shape).astype(dtype)

    layers = [[drawn(n, 2, 3) for _ in range(3)] + [drawn(n, 3, 2)] for n in (2, 3)]
    return drawn(3, 5), drawn(5, 3), layers, drawn(3, 6)


def model_of(convert, dtype="float64", positions="qk"):
    W_E, W_U, layers, W_pos = weights(dtype)
    own = [rm.AttentionLayer(*map(convert, layer)) for layer in layers]
    W_E, W_U, W_pos = map(convert, (W_E, W_U, W_pos))
    return rm.Transformer(W_E, W_U, own, W_pos=W_pos, positions=positions)


def model_with_parts(convert, dtype="float64"):
    """One of each part: biases, a LayerNorm, an RMSNorm, rotary positions, shared keys."""
    W_E, W_U, layers, _ = weights(dtype)
    rng = np.random.default_rng(8)

    def drawn(*shape):
        return convert(rng.standard_normal(shape).astype(dtype))

    turns = rm.rotary_by_frequency(6, 2, pairing="adjacent", dtype=dtype)
    first, (W_Q, W_K, W_V, W_O) = layers
    own = [
        rm.AttentionLayer(
            *map(convert, first),
            b_Q=drawn(2, 2),
            b_V=drawn(2, 2),
            b_O=drawn(3),
            norm=rm.Norm(drawn(3), drawn(3)),
            rotary=rm.Rotary(convert(turns.cos), convert(turns.sin), pairing="adjacent"),
        ),
        rm.AttentionLayer(*map(convert, (W_Q, W_K[:1], W_V[:1], W_O)), b_K=drawn(1, 2)),
    ]
    final = rm.Norm(drawn(3), centred=False)
    return rm.Transformer(
        convert(W_E), convert(W_U), own, final_norm=final, b_U=drawn(5), causal=False
    )


def attribution(model, **asked):
    found = rm.direct_logit_attribution(model, TOKENS, **asked)
    return [*found.heads, found.embedding, found.mlps, found.b_O, found.b_U, found.logits()]


PUT = {"pattern": lambda pattern: pattern * 0.5, ("z", 1, 2): lambda z: z - 1}


def every_activation(model):
    return list(rm.activations(model, TOKENS, EVERYWHERE, replaced=PUT).values())


EVERYWHERE = ("embed", "ln1.normalized", "q", "k", "attn_scores", "result", "resid_mid", "logits")

WITH_PARTS = {
    "logits": lambda m: rm.logits(m, TOKENS),
    "norm_scales": lambda m: [x for x in rm.norm_scales(m, TOKENS) if x is not None],
    "expanded_logits": lambda m: rm.expanded_logits(m, TOKENS),
    "constant_logits": lambda m: rm.constant_logits(m, TOKENS),
    "logits_by_order": lambda m: rm.logits_by_order(m, TOKENS),
    "frozen_logits": lambda m: rm.frozen_logits(
        m, TOKENS, rm.attention_patterns(m, TOKENS), scales=rm.norm_scales(m, TOKENS)
    ),
    "direct_logit_attribution": lambda m: attribution(m, destination=-1, output=3),
    "direct_logit_attribution of many": lambda m: attribution(
        m, destination=[[0], [4]], output=[3, 1, 4]
    ),
    "virtual_pattern": lambda m: rm.virtual_pattern(m, [(0, 1), (1, 0)], TOKENS),
    "composition_scores V": lambda m: rm.composition_scores(m, "V"),
    "W_QK": lambda m: rm.W_QK(m, 0, 1, offset=-2).dense(),
    "ov_circuit": lambda m: rm.ov_circuit(m, 1, 2).dense(),
    "attended_copying_scores": lambda m: rm.attended_copying_scores(m, TOKENS),
    "logits_error": lambda m: rm.logits_error(m, TOKENS),
    "activations": lambda m: every_activation(m),
    "with_replaced": lambda m: rm.with_replaced(m, TOKENS, PUT),
    "logit_lens": lambda m: rm.logit_lens(m, TOKENS),
    "value_weighted_patterns": lambda m: rm.value_weighted_patterns(m, TOKENS),
    "logit_effects": lambda m: rm.logit_effects(m, TOKENS),
    "first_token_scores": lambda m: rm.first_token_scores(m, TOKENS),
    "current_token_scores": lambda m: rm.current_token_scores(m, TOKENS),
    "own_token_effects": lambda m: rm.own_token_effects(m, 1, 2),
    "score_contributions": lambda m: rm.score_contributions(m, 1, 2, TOKENS).terms,
}


def from_torch(a):
    torch = pytest.importorskip("torch")
    return torch.asarray(np.array(a))


def from_torch_on_gpu(a):
    torch = pytest.importorskip("torch")
    if not torch.cuda.is_available():
        pytest.skip("torch sees no GPU here")
    return from_torch(a).cuda()


def from_cupy(a):
    cupy = pytest.importorskip("cupy")
    return cupy.asarray(a)


# Not the device that arrays are on by default, as a GPU is not.
ELSEWHERE = array_api_strict.Device("device1")

LIBRARIES = {
    "array-api-strict": lambda a: array_api_strict.asarray(a, copy=True),
    "elsewhere": lambda a: array_api_strict.asarray(a, copy=True, device=ELSEWHERE),
    "torch": from_torch,
    "torch on a GPU": from_torch_on_gpu,
    "CuPy": from_cupy,
}


def as_numpy(a):
    if hasattr(a, "get"):  # CuPy's arrays
        return a.get()
    a = a.cpu() if hasattr(a, "cpu") else a
    return np.asarray(getattr(a, "_array", a))


FUNCTIONS = {
    "logits": lambda m: rm.logits(m, TOKENS),
    "attention_patterns": lambda m: rm.attention_patterns(m, TOKENS),
    "value_weighted_patterns": lambda m: rm.value_weighted_patterns(m, TOKENS),
    "residual_stream": lambda m: rm.residual_stream(m, TOKENS),
    "expanded_logits": lambda m: rm.expanded_logits(m, TOKENS),
    "path_logits": lambda m: rm.path_logits(m, [(0, 1), (1, 2)], TOKENS),
    "one_hot": lambda m: rm.one_hot(m, TOKENS),
    "tensor_product_operator": lambda m: rm.tensor_product_operator(m, TOKENS[0]),
    "qk_circuit": lambda m: rm.qk_circuit(m, 1, 2).dense(),
    "ov_circuit": lambda m: rm.ov_circuit(m, 1, 2).dense(),
    "bigram_circuit": lambda m: rm.bigram_circuit(m).dense(),
    "norm": lambda m: rm.ov_circuit(m, 1, 2).norm(),
    "singular_values": lambda m: rm.ov_circuit(m, 1, 2).singular_values(),
    "eigenvalues": lambda m: rm.ov_circuit(m, 1, 2).eigenvalues(),
    "centred_scores": lambda m: rm.centred_scores(m, 0, 1).dense(),
    "centred_effects": lambda m: rm.centred_effects(m, 0, 1).dense(),
    "rows": lambda m: rm.ov_circuit(m, 0, 0).rows([4, 1]),
    "frozen_logits": lambda m: rm.frozen_logits(m, TOKENS, rm.attention_patterns(m, TOKENS)),
    "logits_by_order": lambda m: rm.logits_by_order(m, TOKENS),
    "losses_by_order": lambda m: rm.losses_by_order(m, TOKENS),
    "next_token_losses": lambda m: rm.next_token_losses(m, TOKENS),
    "path_contributions": lambda m: [x for _, x in rm.path_contributions(m, TOKENS)],
    "direct_logit_attribution": lambda m: attribution(m, destination=-1, output=3),
    "direct_logit_attribution of many": lambda m: attribution(
        m, destination=[[0], [4]], output=[3, 1, 4]
    ),
    "composition_scores Q": lambda m: rm.composition_scores(m, "Q"),
    "composition_scores K": lambda m: rm.composition_scores(m, "K"),
    "composition_scores V": lambda m: rm.composition_scores(m, "V"),
    "virtual_W_OV": lambda m: rm.virtual_W_OV(m, [(0, 1), (1, 0)]).dense(),
    "virtual_pattern": lambda m: rm.virtual_pattern(m, [(0, 1), (1, 0)], TOKENS),
    "eigenvalue_scores of OV": lambda m: rm.eigenvalue_scores(m, "OV"),
    "eigenvalue_scores of QK": lambda m: rm.eigenvalue_scores(m, "QK"),
    "previous_token_scores": lambda m: rm.previous_token_scores(m, TOKENS),
    "duplicate_token_scores": lambda m: rm.duplicate_token_scores(m, TOKENS),
    "prefix_matching_scores": lambda m: rm.prefix_matching_scores(m, TOKENS),
    "attended_copying_scores": lambda m: rm.attended_copying_scores(m, TOKENS),
    "constant_logits": lambda m: rm.constant_logits(m, TOKENS),
    "logits_error": lambda m: rm.logits_error(m, TOKENS),
    "with_replaced": lambda m: rm.with_replaced(m, TOKENS, PUT),
    "logit_lens": lambda m: rm.logit_lens(m, TOKENS),
    "logit_effects": lambda m: rm.logit_effects(m, TOKENS),
    "first_token_scores": lambda m: rm.first_token_scores(m, TOKENS),
    "current_token_scores": lambda m: rm.current_token_scores(m, TOKENS),
    "own_token_effects": lambda m: rm.own_token_effects(m, 1, 2),
    "score_contributions": lambda m: rm.score_contributions(m, 1, 2, TOKENS).terms,
}


def parts(result):
    return list(result) if isinstance(result, tuple | list) else [result]


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("library", LIBRARIES)
def test_every_library_gives_numpy_s_numbers_in_its_own_arrays(library, function):
    convert = LIBRARIES[library]
    run = FUNCTIONS[function]
    model = model_of(convert)
    own = type(model.W_E)
    found, want = parts(run(model)), parts(run(model_of(np.asarray)))
    assert len(found) == len(want)
    for one, other in zip(found, want, strict=True):
        assert isinstance(one, own)
        assert array_api_compat.device(one) == array_api_compat.device(model.W_E)
        assert tuple(one.shape) == np.shape(other)
        assert np.allclose(as_numpy(one), other, rtol=1e-9, atol=1e-11)


@pytest.mark.parametrize("library", LIBRARIES)
def test_arrays_are_read_from_wherever_they_are(library):
    want = np.random.default_rng(5).standard_normal((3, 4))
    found = LIBRARIES[library](want)
    # array-api-strict hands nothing out of its devices but by dlpack.
    for read in (in_numpy,) if library == "elsewhere" else (in_numpy, answered):
        assert type(read(found)) is np.ndarray
        assert np.array_equal(read(found), want)


@pytest.mark.parametrize("function", WITH_PARTS)
@pytest.mark.parametrize("library", LIBRARIES)
def test_models_with_parts_have_the_same_numbers_in_every_library(library, function):
    run = WITH_PARTS[function]
    model = model_with_parts(LIBRARIES[library])
    found, want = parts(run(model)), parts(run(model_with_parts(np.asarray)))
    assert len(found) == len(want)
    for one, other in zip(found, want, strict=True):
        assert isinstance(one, type(model.W_E))
        assert np.allclose(as_numpy(one), other, rtol=1e-9, atol=1e-11)


@pytest.mark.parametrize("function", WITH_PARTS)
@pytest.mark.parametrize("library", ["numpy", *LIBRARIES])
def test_float32_stays_float32_beside_parts(library, function):
    convert = LIBRARIES.get(library, np.asarray)
    for part in parts(WITH_PARTS[function](model_with_parts(convert, "float32"))):
        assert str(part.dtype).endswith("float32")


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("library", ["numpy", *LIBRARIES])
def test_float32_stays_float32(library, function):
    convert = LIBRARIES.get(library, np.asarray)
    for part in parts(FUNCTIONS[function](model_of(convert, "float32"))):
        said = str(part.dtype)
        assert said.endswith("complex64" if function == "eigenvalues" else "float32"), said


def with_mlps(convert, activation):
    model = model_of(convert)
    rng = np.random.default_rng(9)
    W_in, W_out = (convert(rng.standard_normal(shape)) for shape in ((4, 3), (3, 4)))
    mlp = rm.MLP(W_in, W_out, norm=rm.Norm(), activation=activation)
    layers = [dataclasses.replace(layer, mlp=mlp) for layer in model.layers]
    return dataclasses.replace(model, layers=layers)


@pytest.mark.parametrize("activation", ["relu", "gelu_tanh"])
@pytest.mark.parametrize("function", [rm.logits, rm.expanded_logits, rm.logits_error])
@pytest.mark.parametrize("library", LIBRARIES)
def test_models_with_mlps_have_the_same_numbers_in_every_library(library, function, activation):
    found = function(with_mlps(LIBRARIES[library], activation), TOKENS)
    want = function(with_mlps(np.asarray, activation), TOKENS)
    assert isinstance(found, type(LIBRARIES[library](np.ones(1))))
    assert np.allclose(as_numpy(found), want, rtol=1e-9, atol=1e-11)


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("library", ["numpy", *LIBRARIES])
def test_tables_of_angles_are_made_in_a_model_s_library_dtype_and_device(library, dtype):
    like = LIBRARIES.get(library, np.asarray)(np.ones(1, dtype))
    turns = rm.rotary_by_frequency(6, 4, dtype="float64", like=like)
    want = rm.rotary_by_frequency(6, 4, dtype=dtype)
    for table in ("cos", "sin"):
        angles = getattr(turns, table)
        assert isinstance(angles, type(like))
        assert array_api_compat.device(angles) == array_api_compat.device(like)
        assert angles.dtype == like.dtype
        assert np.array_equal(as_numpy(angles), getattr(want, table))


READINGS = {
    "singular_directions": lambda m: rm.singular_directions(m, 1, 2, "QK"),
    "subspace_overlap": lambda m: rm.subspace_overlap(m, (0, 1), (1, 2), "Q"),
    "own_token_ranks": lambda m: as_numpy(rm.own_token_ranks(m, 1, 2)).tolist(),
    "skip_trigram_table": lambda m: rm.skip_trigram_table(m, 0, 1, sources=[0, 3]),
    "top_skip_trigrams": lambda m: rm.top_skip_trigrams(m, 9).skip_trigrams,
    "skip_trigram_bugs": lambda m: rm.skip_trigram_bugs(m, 0, 1, sources=[2]),
    "skip_trigram_strengths": lambda m: rm.skip_trigram_strengths(m, [(0, 1, 2)]).tolist(),
    "certified_range": lambda m: rm.certified_range(first_layer(m), 0, 1, 2, n_ctx=4),
    "certified_skip_trigrams": lambda m: rm.certified_skip_trigrams(
        first_layer(m), [(0, 1, 2)], n_ctx=4
    ).lowest.tolist(),
}


def first_layer(model):
    return dataclasses.replace(model, layers=model.layers[:1])


def same_but_for_rounding(one, other):
    if dataclasses.is_dataclass(one):
        return same_but_for_rounding(dataclasses.astuple(one), dataclasses.astuple(other))
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same_but_for_rounding, one, other))
    if isinstance(one, float):
        return one == pytest.approx(other, rel=1e-9, abs=1e-11)
    return one == other


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("library", LIBRARIES)
def test_readings_are_the_same_of_every_library_s_models(library, reading):
    found = READINGS[reading](model_of(LIBRARIES[library]))
    assert same_but_for_rounding(found, READINGS[reading](model_of(np.asarray)))


def test_models_that_carry_gradients_are_read():
    model = model_of(lambda a: from_torch(a).requires_grad_())
    assert len(rm.top_skip_trigrams(model, 3)) == 3
    assert rm.certified_range(first_layer(model), 0, 1, 2, n_ctx=4).heads


@pytest.mark.parametrize("positions", ["qk", "residual"])
@pytest.mark.parametrize("library", ["torch", "torch on a GPU"])
def test_gradients_flow_through_the_logits_in_torch(library, positions):
    torch = pytest.importorskip("torch")
    model = model_of(lambda a: LIBRARIES[library](a).requires_grad_(), positions=positions)
    loss = torch.logsumexp(rm.logits(model, TOKENS), dim=-1).mean()
    loss.backward()
    W_K = model.layers[0].W_K
    for W in (model.W_E, model.W_U, model.W_pos, W_K, model.layers[1].W_O):
        assert torch.isfinite(W.grad).all()
        assert W.grad.abs().max() > 0

    # A step along one weight changes the loss as its gradient says.
    step = 1e-6
    with torch.no_grad():
        W_K[0, 1, 2] += step
        after = torch.logsumexp(rm.logits(model, TOKENS), dim=-1).mean()
    assert float((after - loss).detach() / step) == pytest.approx(
        float(W_K.grad[0, 1, 2]), rel=1e-4
    )


def test_the_expansion_has_the_gradients_of_the_layers() -> None:
    torch = pytest.importorskip("torch")
    found = []
    for logits in (rm.logits, rm.expanded_logits):
        model = model_of(lambda a: from_torch(a).requires_grad_())
        logits(model, TOKENS).square().sum().backward()
        found.append([W.grad for W in (model.W_E, model.layers[0].W_Q, model.layers[1].W_V)])
    for one, other in zip(*found, strict=True):
        assert torch.allclose(one, other, rtol=1e-9, atol=1e-9)
