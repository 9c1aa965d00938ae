"""Foreign weights give the original's logits, and tensors that are not understood are refused."""

import re

import numpy as np
import pytest
import safetensors.numpy

import refmath as rm
from refmath.trained.foreign import from_gpt2, from_transformer_lens

torch = pytest.importorskip("torch")
transformer_lens = pytest.importorskip("transformer_lens")
transformers = pytest.importorskip("transformers")

TOKENS = [[0, 5, 12, 5, 3, 3, 7, 0, 1], [1, 2, 3, 1, 2, 3, 1, 2, 3]]


def close(one, other, digits=1e-9):
    one, other = (np.asarray(a.detach().tolist()) for a in (one, other))
    return np.allclose(one, other, rtol=digits, atol=digits)


def in_transformer_lens(positions, **parts):
    config = transformer_lens.HookedTransformerConfig(
        **{"n_layers": 2, "d_model": 8, "n_heads": 4, "d_head": 4, "n_ctx": 9, "d_vocab": 13},
        **{"attn_only": True, "dtype": torch.float64, "seed": 0},
        positional_embedding_type=positions,
        device="cpu",
        **{"normalization_type": None, **parts},
    )
    model = transformer_lens.HookedTransformer(config)
    with torch.no_grad():
        for weight in model.parameters():
            weight.copy_(torch.randn_like(weight) * 0.7)
    return model


PARTS = [{}, {"normalization_type": "LN"}, {"normalization_type": "RMS"}, {"n_key_value_heads": 2}]


@pytest.mark.parametrize("positions", ["shortformer", "standard", "rotary"])
@pytest.mark.parametrize("parts", PARTS, ids=str)
def test_weights_from_transformer_lens_give_its_logits(positions, parts):
    parts = {**parts, "rotary_dim": 4} if positions == "rotary" else dict(parts)
    if parts.get("normalization_type"):
        parts["eps"] = 1e-3
    original = in_transformer_lens(positions, **parts)
    own = from_transformer_lens(original.state_dict(), positions=positions, eps=1e-3)
    want = original(torch.tensor(TOKENS))
    assert close(rm.logits(own, TOKENS), want)
    assert close(rm.expanded_logits(own, TOKENS), want)
    # The same from NumPy arrays, as a file gives them.
    arrays = {name: tensor.numpy() for name, tensor in original.state_dict().items()}
    found = rm.logits(from_transformer_lens(arrays, positions=positions, eps=1e-3), TOKENS)
    assert isinstance(found, np.ndarray)
    assert np.allclose(found, want.detach().numpy(), rtol=1e-9, atol=1e-9)


def gpt2(**options):
    torch.manual_seed(0)
    config = transformers.GPT2Config(
        **{"vocab_size": 13, "n_positions": 9, "n_embd": 8, "n_layer": 2, "n_head": 2},
        **{"layer_norm_epsilon": 1e-4, **options},
    )
    model = transformers.GPT2LMHeadModel(config).double().eval()
    with torch.no_grad():
        for weight in model.parameters():
            weight.copy_(torch.randn_like(weight) * 0.5)
    return model


@pytest.mark.parametrize("tied", [True, False])
def test_weights_of_a_gpt2_give_its_logits_and_the_mlps_are_a_term_of_their_own(tied):
    original = gpt2(tie_word_embeddings=tied)
    own = from_gpt2(original.state_dict(), n_heads=2, eps=1e-4)
    want = original(torch.tensor(TOKENS)).logits
    assert close(rm.logits(own, TOKENS), want)
    paths = sum(rm.path_logits(own, path, TOKENS) for path in rm.paths(own))
    mlps, constants = rm.mlp_logits(own, TOKENS), rm.constant_logits(own, TOKENS)
    assert close(paths + constants + mlps, want)
    assert not close(paths + constants, want)
    assert close(rm.expanded_logits(own, TOKENS), want)
    assert {"mlp", "norm", "b_Q", "b_O", "final_norm"} <= set(own.parts)


def test_the_bare_model_without_a_head_is_read_too():
    original = gpt2()
    bare = original.transformer.state_dict()
    one, other = (from_gpt2(t, n_heads=2, eps=1e-4) for t in (bare, original.state_dict()))
    assert close(rm.logits(one, TOKENS), rm.logits(other, TOKENS))


def changed(tensors, drop=(), **more):
    kept = {name: tensor for name, tensor in tensors.items() if name not in drop}
    return kept | {name.replace("__", "."): tensor for name, tensor in more.items()}


def test_gpt2_tensors_that_are_refused():
    tensors = gpt2().state_dict()
    one = torch.ones(2, 2)
    for given, says in (
        (changed(tensors, ["transformer.ln_f.bias"]), "expected one named 'ln_f.bias', got none"),
        (changed(tensors, lora__A=one), "from_gpt2 doesn't know lora.A"),
        (
            changed(tensors, transformer__h__1__attn__c_attn__weight=one),
            "c_attn.weight: expected shape",
        ),
        (
            changed(tensors, transformer__wpe__weight=torch.ones(3)),
            "wpe.weight: expected a matrix, got shape",
        ),
        (
            changed(tensors, transformer__wte__weight=[1.0]),
            "tensors['transformer.wte.weight']: expected an array, got list",
        ),
    ):
        with pytest.raises(ValueError, match=re.escape(says)):
            from_gpt2(given, n_heads=2)
    with pytest.raises(ValueError, match="n_heads: expected a divisor of d_model = 8, got 3"):
        from_gpt2(tensors, n_heads=3)
    with pytest.raises(ValueError, match="n_heads: expected an integer, 1 or more, got 0"):
        from_gpt2(tensors, n_heads=0)
    with pytest.raises(ValueError, match="tensors: expected arrays by name, got list"):
        from_gpt2([], n_heads=2)


def test_transformer_lens_tensors_that_are_refused():
    tensors = in_transformer_lens("standard").state_dict()
    middle = [name for name in tensors if name.startswith("blocks.0.")]
    for given, positions, says in (
        (
            tensors,
            "alibi",
            "positions: expected 'shortformer' or 'standard' or 'rotary', got 'alibi'",
        ),
        (tensors, "rotary", "expected one named 'blocks.0.attn.rotary_cos', got none"),
        (changed(tensors, middle), "standard", "tensors: expected blocks.0, got 1 others"),
        (changed(tensors, ["embed.W_E"]), "standard", "expected one named 'embed.W_E', got none"),
        (
            changed(tensors, blocks__0__mlp__W_in=torch.ones(2, 2)),
            "standard",
            "from_transformer_lens doesn't know blocks.0.mlp.W_in",
        ),
    ):
        with pytest.raises(ValueError, match=re.escape(says)):
            from_transformer_lens(given, positions=positions)


def test_safetensors_files_are_read_and_others_refused(tmp_path):
    original = gpt2(tie_word_embeddings=False).float()
    path = tmp_path / "model.safetensors"
    arrays = {name: t.contiguous().numpy() for name, t in original.state_dict().items()}
    safetensors.numpy.save_file(arrays, path)
    own = from_gpt2(path, n_heads=2, eps=1e-4)
    want = original(torch.tensor(TOKENS)).logits.detach().numpy()
    assert np.abs(rm.logits(own, TOKENS) - want).max() < 1e-4 * np.abs(want).max()
    path.write_bytes(path.read_bytes()[:-8])
    with pytest.raises(ValueError, match="tensors: expected a whole safetensors file"):
        from_gpt2(path, n_heads=2)
    with pytest.raises(ValueError, match="tensors: expected arrays by name or the path of a file"):
        from_gpt2(tmp_path / "absent", n_heads=2)
