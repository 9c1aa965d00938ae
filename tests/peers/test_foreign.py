"""Foreign models give the original's logits, however they come: as objects, tensors, folders."""

import json
import warnings

import numpy as np
import pytest

import refmath as rm

torch = pytest.importorskip("torch")
transformer_lens = pytest.importorskip("transformer_lens")
transformers = pytest.importorskip("transformers")

TOKENS = [[0, 5, 12, 5, 3, 3, 7, 0, 1], [1, 2, 3, 1, 2, 3, 1, 2, 3]]
SIZES = {"n_layers": 2, "d_model": 8, "n_heads": 4, "d_head": 4, "n_ctx": 9, "d_vocab": 13}


def drawn(model):
    torch.manual_seed(0)
    with torch.no_grad():
        for weight in model.parameters():
            weight.copy_(torch.randn_like(weight) * 0.5)
    return model.eval()


def in_transformer_lens(**options):
    options = {"dtype": torch.float64, "attn_only": True, "device": "cpu", **options}
    config = transformer_lens.HookedTransformerConfig(**SIZES, **options)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return drawn(transformer_lens.HookedTransformer(config))


def gpt2(**options):
    config = transformers.GPT2Config(
        **{"vocab_size": 13, "n_positions": 9, "n_embd": 8, "n_layer": 2, "n_head": 2},
        **{"layer_norm_epsilon": 1e-4, "bos_token_id": 0, "eos_token_id": 0, **options},
    )
    return drawn(transformers.GPT2LMHeadModel(config).double())


def agree(own, want, found=None):
    found = rm.logits(own, TOKENS) if found is None else found
    bound = 2 * rm.logits_error(own, TOKENS)
    as_arrays = [
        np.asarray(a.detach() if hasattr(a, "detach") else a) for a in (found, want, bound)
    ]
    return rm.rounding.agree(*as_arrays)


KINDS = [
    {"normalization_type": None, "positional_embedding_type": "shortformer"},
    {"normalization_type": "LN", "eps": 1e-3},
    {"normalization_type": "LNPre"},
    {"normalization_type": "RMSPre", "positional_embedding_type": "rotary", "rotary_dim": 2},
    {"normalization_type": "RMS", "n_key_value_heads": 2, "d_vocab_out": 5},
    {"attn_only": False, "act_fn": "gelu_new", "attn_scale": 3.0},
]


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_transformer_lens_models_give_their_logits_as_objects_and_as_tensors(kind):
    original = in_transformer_lens(**kind)
    own, want = rm.from_transformer_lens(original), original(torch.tensor(TOKENS))
    assert isinstance(own.W_E, torch.Tensor)
    assert own.dtype == torch.float64
    assert agree(own, want)
    assert agree(own, want, rm.expanded_logits(own, TOKENS))
    # The same from NumPy arrays with the config, as a file gives them.
    arrays = {name: tensor.numpy() for name, tensor in original.state_dict().items()}
    for config in (original.cfg, dict(original.cfg.to_dict())):
        read = rm.from_transformer_lens(arrays, config=config)
        assert isinstance(rm.logits(read, TOKENS), np.ndarray)
        assert agree(read, want)


@pytest.mark.parametrize("kind", ["LN", "RMS"])
def test_a_model_whose_norms_are_folded_as_from_pretrained_does_gives_its_logits(kind):
    original = in_transformer_lens(normalization_type=kind, attn_only=False, act_fn="gelu_new")
    original.process_weights_()
    assert original.cfg.normalization_type == f"{kind}Pre"
    assert not any(".ln1." in name for name in original.state_dict())
    want = original(torch.tensor(TOKENS))
    assert agree(rm.from_transformer_lens(original), want)
    # Read without its norms, as it once was, it would be another model.
    bare = dict(original.cfg.to_dict()) | {"normalization_type": None}
    without = rm.from_transformer_lens(original.state_dict(), config=bare)
    assert not agree(without, want)


def test_biases_that_are_all_zero_are_left_out():
    original = in_transformer_lens(normalization_type="LN", attn_only=False, act_fn="relu")
    assert {"b_Q", "b_K", "b_V", "b_O", "b_U", "norm.bias"} <= set(
        rm.from_transformer_lens(original).parts
    )
    with torch.no_grad():
        for name, weight in original.named_parameters():
            if name.split(".")[-1].startswith("b"):
                weight.zero_()
    own = rm.from_transformer_lens(original)
    assert own.parts == ("norm", "mlp", "final_norm")
    assert own.layers[0].mlp.b_in is None
    assert own.layers[0].mlp.b_out is None
    assert agree(own, original(torch.tensor(TOKENS)))


def test_a_bridge_without_a_model_of_transformers_is_refused():
    bridges = pytest.importorskip("transformer_lens.model_bridge")
    config = {"d_model": 8, "d_head": 4, "n_layers": 1, "n_ctx": 9, "n_heads": 2, "d_vocab": 13}
    config |= {"d_mlp": 8, "act_fn": "relu"}
    native = bridges.TransformerBridge.boot_native(config, device="cpu")
    with pytest.raises(ValueError, match="model_type: expected 'gpt2' in a TransformerBridge"):
        rm.from_transformer_lens(native)


@pytest.mark.parametrize("tied", [True, False])
def test_a_gpt2_gives_its_logits_and_the_mlps_are_a_term_of_their_own(tied):
    original = gpt2(tie_word_embeddings=tied)
    own, want = rm.from_hugging_face(original), original(torch.tensor(TOKENS)).logits
    assert agree(own, want)
    paths = sum(rm.path_logits(own, path, TOKENS) for path in rm.paths(own))
    mlps, constants = rm.mlp_logits(own, TOKENS), rm.constant_logits(own, TOKENS)
    assert agree(own, want, paths + constants + mlps)
    assert not agree(own, want, paths + constants)
    assert agree(own, want, rm.expanded_logits(own, TOKENS))
    assert {"mlp", "norm", "b_Q", "b_O", "final_norm"} <= set(own.parts)


def test_the_bare_model_without_a_head_is_read_too():
    original = gpt2()
    own = rm.from_hugging_face(original.transformer)
    assert agree(own, original(torch.tensor(TOKENS)).logits)


@pytest.mark.parametrize("shards", ["5GB", "1KB"])
@pytest.mark.parametrize("tied", [True, False])
def test_a_folder_is_read_whole_or_in_shards(shards, tied, tmp_path):
    original = gpt2(tie_word_embeddings=tied)
    original.save_pretrained(tmp_path, max_shard_size=shards)
    assert (tmp_path / "model.safetensors.index.json").exists() == (shards == "1KB")
    own = rm.from_hugging_face(tmp_path)
    assert isinstance(own.W_E, np.ndarray)
    assert agree(own, original(torch.tensor(TOKENS)).logits)


@pytest.mark.parametrize("narrow", [torch.float16, torch.bfloat16])
def test_narrow_weights_are_widened_on_request_and_that_is_said(narrow, tmp_path):
    original = gpt2(initializer_range=0.5).to(narrow)
    original.save_pretrained(tmp_path)
    wide = original.float()
    want = wide(torch.tensor(TOKENS)).logits
    narrowed = gpt2().to(narrow)
    for source in (narrowed, tmp_path):
        with pytest.raises(ValueError, match=r"dtype: expected 'float32', .* got None"):
            rm.from_hugging_face(source)
        with pytest.warns(UserWarning, match="widened to float32"):
            own = rm.from_hugging_face(source, dtype="float32")
        assert agree(own, want)
    with pytest.warns(UserWarning, match="widened to float64"):
        assert rm.from_hugging_face(narrowed, dtype="float64").dtype == torch.float64
    with pytest.raises(ValueError, match=r"dtype: expected 'float64', .* got 'float32'"):
        rm.from_hugging_face(gpt2(), dtype="float32")


def test_a_warning_points_at_who_asked_for_it():
    narrow = gpt2().half()
    with pytest.warns(UserWarning, match="widened") as warned:
        rm.from_hugging_face(narrow, dtype="float32")
    assert warned[0].filename == __file__


def test_weights_keep_their_dtype_library_and_memory():
    original = gpt2(tie_word_embeddings=False).float()
    own = rm.from_hugging_face(original)
    assert own.dtype == torch.float32
    assert own.W_U.data_ptr() == original.lm_head.weight.data_ptr()
    found = rm.logits(own, TOKENS)
    assert found.dtype == torch.float32
    assert found.device == original.device


def test_other_families_and_heads_are_refused_by_name():
    def tiny(family, **options):
        return getattr(transformers, family)(
            getattr(transformers, family.replace("ForCausalLM", "Config"))(**options)
        )

    mamba = tiny("MambaForCausalLM", hidden_size=8, num_hidden_layers=1, vocab_size=9)
    with pytest.raises(ValueError, match=r"model_type: expected one of .*'gpt2', .*, got .mamba."):
        rm.from_hugging_face(mamba)
    config = gpt2().config
    classifier = transformers.GPT2ForSequenceClassification(config)
    with pytest.raises(ValueError, match=r"from_hugging_face doesn't know score.weight"):
        rm.from_hugging_face(classifier)


def test_a_pickle_is_never_read(tmp_path):
    original = gpt2()
    original.config.save_pretrained(tmp_path)
    torch.save(original.state_dict(), tmp_path / "pytorch_model.bin")
    with pytest.raises(ValueError, match=r"source: expected model.safetensors .*, got pytorch_mod"):
        rm.from_hugging_face(tmp_path)


def test_a_folder_whose_shards_are_not_what_the_index_says_is_refused(tmp_path):
    gpt2().save_pretrained(tmp_path, max_shard_size="1KB")
    index = json.loads((tmp_path / "model.safetensors.index.json").read_text())
    place = dict(index["weight_map"])
    some = "transformer.ln_f.bias"
    for changed, says in (
        ({some: "../model.safetensors"}, "the name of a safetensors file beside it"),
        ({some: "pytorch_model.bin"}, "the name of a safetensors file beside it"),
        ({"more.weight": place[some]}, "expected the tensors that .* names, got none: more.weight"),
    ):
        index["weight_map"] = place | changed
        (tmp_path / "model.safetensors.index.json").write_text(json.dumps(index))
        with pytest.raises(ValueError, match=says):
            rm.from_hugging_face(tmp_path)
    del place[some]
    index["weight_map"] = place
    (tmp_path / "model.safetensors.index.json").write_text(json.dumps(index))
    with pytest.raises(ValueError, match=r"of which the index knows nothing|expected one named"):
        rm.from_hugging_face(tmp_path)


def test_what_is_no_float_of_torch_stays_out():
    tensors = dict(gpt2().state_dict())
    tensors["transformer.ln_f.bias"] = torch.zeros(8, dtype=torch.int8)
    with pytest.raises(ValueError, match=r"ln_f.bias: expected floating weights, got dtype int8"):
        rm.from_hugging_face(tensors, config=gpt2().config)
