"""Gradients, compiled functions and batches of models, by JAX's transforms and by torch's.

Every weight depends on one number, by which it is multiplied: what a transform makes of the
function of that number is held against the function itself.
"""

from pathlib import Path

import numpy as np
import pytest

import refmath as rm
from refmath.numeric.model.every_weight import with_every_weight

jax = pytest.importorskip("jax")
torch = pytest.importorskip("torch")
jax.config.update("jax_enable_x64", True)

TOKENS = [0, 3, 1, 3, 0]


def bare(rng):
    layers = [rm.AttentionLayer(*_heads(rng)) for _ in range(2)]
    return rm.Transformer(_of(rng, 6, 5), _of(rng, 5, 6), layers, W_pos=_of(rng, 6, 7))


def with_parts(rng):
    layers = [
        rm.AttentionLayer(
            *_heads(rng, groups=1),
            b_Q=_of(rng, 2, 4),
            b_V=_of(rng, 1, 4),
            b_O=_of(rng, 6),
            norm=rm.Norm(_of(rng, 6), _of(rng, 6)),
            rotary=rm.rotary_by_frequency(9, 4),
            mlp=rm.MLP(_of(rng, 8, 6), _of(rng, 6, 8), activation="gelu_tanh"),
        )
        for _ in range(2)
    ]
    final_norm = rm.Norm(centred=False)
    return rm.Transformer(_of(rng, 6, 5), _of(rng, 5, 6), layers, final_norm=final_norm)


def _of(rng, *shape):
    return rng.normal(size=shape) / 2


def _heads(rng, groups=2):
    shared = [_of(rng, groups, 4, 6) for _ in "KV"]
    return _of(rng, 2, 4, 6), *shared, _of(rng, 2, 6, 4)


def stacked(arrays):
    return arrays[-1] if isinstance(arrays, list | tuple) else arrays


def frozen(model, tokens):
    run = rm.forward_pass(model, tokens)
    return rm.frozen_logits(
        model, tokens, run.patterns, scales=run.scales, mlp_outputs=run.mlp_outputs
    )


def bent(model):
    """Return a model whose weights are more than scaled by what scales the model's."""
    return with_every_weight(model, lambda W: W + W * W)


FUNCTIONS = {
    "composition_scores": lambda m, _: rm.composition_scores(bent(m), "V"),
    "logits": rm.logits,
    "expanded_logits": rm.expanded_logits,
    "next_token_losses": rm.next_token_losses,
    "attention_patterns": lambda m, t: stacked(rm.attention_patterns(m, t)),
    "residual_stream": lambda m, t: stacked(rm.residual_stream(m, t)),
    "frozen_logits": frozen,
    "logits_by_order": lambda m, t: stacked(rm.logits_by_order(m, t)),
    "losses_by_order": lambda m, t: stacked(rm.losses_by_order(m, t)),
    "path_logits": lambda m, t: rm.path_logits(m, [(0, 1), (1, 0)], t),
    "virtual_pattern": lambda m, t: rm.virtual_pattern(m, [(0, 1), (1, 0)], t),
    "value_weighted_patterns": lambda m, t: stacked(rm.value_weighted_patterns(m, t)),
    "direct_logit_attribution": lambda m, t: rm.direct_logit_attribution(
        m, t, destination=4, output=2
    ).heads[1],
    "duplicate_token_scores": lambda m, t: stacked(rm.duplicate_token_scores(m, t)),
}
MODELS = {"bare": bare, "with_parts": with_parts}
LIBRARIES = {"jax": jax.numpy.asarray, "torch": torch.asarray}


def of_a_factor(name, kind, library):
    """Return the function of a number that multiplies every weight, and NumPy's own."""
    model = MODELS[kind](np.random.default_rng(0))
    there = with_every_weight(model, LIBRARIES[library])

    def scaled(factor, model=there):
        return FUNCTIONS[name](with_every_weight(model, lambda W: W * factor), TOKENS)

    return scaled, lambda factor: np.asarray(scaled(factor, model))


every_function = pytest.mark.parametrize("name", FUNCTIONS)
every_model = pytest.mark.parametrize("kind", MODELS)


@every_function
@every_model
def test_compiled_by_jax_a_function_gives_what_it_gives_in_numpy(name, kind):
    scaled, in_numpy = of_a_factor(name, kind, "jax")
    compiled = jax.jit(scaled)
    for factor in (0.5, 1.25):
        np.testing.assert_allclose(compiled(factor), in_numpy(factor), rtol=1e-9, atol=1e-11)


@every_function
@every_model
@pytest.mark.parametrize("library", LIBRARIES)
def test_a_batch_of_models_gives_what_each_gives(name, kind, library):
    scaled, in_numpy = of_a_factor(name, kind, library)
    factors = [0.5, 1.0, 1.25]
    vmap = jax.vmap if library == "jax" else torch.func.vmap
    batch = vmap(scaled)(LIBRARIES[library](np.array(factors)))
    want = [in_numpy(factor) for factor in factors]
    np.testing.assert_allclose(np.asarray(batch), want, rtol=1e-9, atol=1e-11)


@every_function
@every_model
@pytest.mark.parametrize("library", LIBRARIES)
def test_a_gradient_is_the_quotient_of_small_differences(name, kind, library):
    scaled, in_numpy = of_a_factor(name, kind, library)
    grad = jax.grad if library == "jax" else torch.func.grad
    slope = grad(lambda factor: (scaled(factor) ** 2).sum())(LIBRARIES[library](np.array(1.0)))
    step = 1e-5
    ends = [(in_numpy(1 + sign * step) ** 2).sum() for sign in (1, -1)]
    np.testing.assert_allclose(float(slope), (ends[0] - ends[1]) / (2 * step), rtol=1e-6, atol=1e-6)


@every_model
def test_tokens_may_be_what_a_transform_runs_over(kind):
    model = with_every_weight(MODELS[kind](np.random.default_rng(0)), jax.numpy.asarray)
    batch = jax.numpy.asarray([TOKENS, TOKENS[::-1]])
    want = rm.logits(model, batch)
    each = jax.vmap(lambda tokens: rm.logits(model, tokens))(batch)
    np.testing.assert_allclose(each, want, rtol=1e-12, atol=1e-12)
    compiled = jax.jit(lambda tokens: rm.logits(model, tokens))(batch)
    np.testing.assert_allclose(compiled, want, rtol=1e-12, atol=1e-12)


def test_shapes_and_dtypes_are_checked_under_a_transform_and_values_without_one():
    model = with_every_weight(bare(np.random.default_rng(0)), jax.numpy.asarray)
    with pytest.raises(ValueError, match="tokens: expected 0 <= token < d_vocab = 5, got 9"):
        rm.logits(model, jax.numpy.asarray([0, 9]))
    with pytest.raises(ValueError, match="tokens: expected integers, got dtype float64"):
        jax.jit(lambda tokens: rm.logits(model, tokens))(jax.numpy.ones(3))
    with pytest.raises(ValueError, match=r"W_U: expected shape \(d_out, 6\)"):
        jax.jit(lambda W: rm.Transformer(model.W_E, W, model.layers).W_U)(jax.numpy.ones((5, 4)))
    with pytest.raises(ValueError, match="expected finite numbers, got nan"):
        with_every_weight(model, lambda W: W * np.nan)


@every_model
def test_a_model_of_jax_is_saved_and_loaded_with_the_same_numbers(kind, tmp_path):
    model = MODELS[kind](np.random.default_rng(0))
    rm.save(with_every_weight(model, jax.numpy.asarray), tmp_path / "jax.safetensors")
    rm.save(model, tmp_path / "numpy.safetensors")
    assert (tmp_path / "jax.safetensors").read_bytes() == (
        tmp_path / "numpy.safetensors"
    ).read_bytes()


@every_model
def test_float32_is_what_jax_has_unless_told_otherwise(kind):
    with jax.enable_x64(False):
        model = with_every_weight(
            MODELS[kind](np.random.default_rng(0)),
            lambda W: jax.numpy.asarray(W, jax.numpy.float32),
        )
        logits = rm.logits(model, TOKENS)
        assert logits.dtype == jax.numpy.float32
        assert rm.rounding.agree(
            np.asarray(logits),
            np.asarray(rm.expanded_logits(model, TOKENS)),
            2 * np.asarray(rm.logits_error(model, TOKENS)),
        )


def test_the_example_of_the_guide_runs():
    guide = Path(__file__).parents[2] / "docs" / "guides" / "elsewhere.md"
    section = guide.read_text("utf-8").split("## Gradients")[1]
    names = {"rm": rm}
    exec(section.split("```python\n")[1].split("```")[0], names)
    assert names["slope"].shape == names["model"].W_E.shape
    assert float(abs(names["slope"]).max()) > 0
