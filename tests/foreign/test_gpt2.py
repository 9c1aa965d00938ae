"""GPT-2's config and tensors, each used or refused by its name, against a direct computation."""

import json
import math

import numpy as np
import pytest
import safetensors.numpy

import refmath as rm

TOKENS = [0, 5, 12, 5, 3]


def norm(tensors, name, x, eps):
    centred = x - x.mean(-1, keepdims=True)
    scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + eps)
    return scaled * tensors[f"{name}.weight"] + tensors[f"{name}.bias"]


def direct_logits(tensors, config):
    """GPT-2 as its paper and its config say, written anew: one head after another."""
    eps, d = config["layer_norm_epsilon"], config["n_embd"]
    d_head = d // config["n_head"]
    x = tensors["wte.weight"][TOKENS] + tensors["wpe.weight"][: len(TOKENS)]
    earlier = np.tri(len(TOKENS), dtype=bool)
    for n in range(config["n_layer"]):
        q, k, v = np.split(
            norm(tensors, f"h.{n}.ln_1", x, eps) @ tensors[f"h.{n}.attn.c_attn.weight"]
            + tensors[f"h.{n}.attn.c_attn.bias"],
            3,
            axis=-1,
        )
        heads = []
        for start in range(0, d, d_head):
            at = slice(start, start + d_head)
            scores = q[:, at] @ k[:, at].T
            if config.get("scale_attn_weights", True):
                scores = scores / math.sqrt(d_head)
            if config.get("scale_attn_by_inverse_layer_idx", False):
                scores = scores / (n + 1)
            weights = np.where(earlier, np.exp(scores - scores.max()), 0)
            heads.append(weights / weights.sum(-1, keepdims=True) @ v[:, at])
        x = x + np.concatenate(heads, -1) @ tensors[f"h.{n}.attn.c_proj.weight"]
        x = x + tensors[f"h.{n}.attn.c_proj.bias"]
        z = norm(tensors, f"h.{n}.ln_2", x, eps) @ tensors[f"h.{n}.mlp.c_fc.weight"]
        z = z + tensors[f"h.{n}.mlp.c_fc.bias"]
        if config.get("activation_function", "gelu_new") == "relu":
            z = np.maximum(z, 0)
        else:
            z = 0.5 * z * (1 + np.tanh(math.sqrt(2 / math.pi) * (z + 0.044715 * z**3)))
        x = x + z @ tensors[f"h.{n}.mlp.c_proj.weight"] + tensors[f"h.{n}.mlp.c_proj.bias"]
    W_U = tensors.get("lm_head.weight", tensors["wte.weight"])
    return norm(tensors, "ln_f", x, eps) @ W_U.T


def agree(model, want):
    return rm.rounding.agree(rm.logits(model, TOKENS), want, 2 * rm.logits_error(model, TOKENS))


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"activation_function": "relu"},
        {"activation_function": "gelu_pytorch_tanh"},
        {"scale_attn_weights": False},
        {"scale_attn_by_inverse_layer_idx": True},
        {"scale_attn_weights": False, "scale_attn_by_inverse_layer_idx": True},
        {"layer_norm_epsilon": 0.1},
        {"n_head": 4},
    ],
    ids=str,
)
def test_the_logits_are_those_of_a_direct_computation(gpt2, options):
    tensors, config = gpt2
    want = direct_logits(tensors, config | options)
    assert agree(rm.from_hugging_face(tensors, config=config | options), want)
    if set(options.values()) - {"gelu_pytorch_tanh"}:
        assert not agree(rm.from_hugging_face(tensors, config=config), want)


def test_an_unembedding_of_its_own_is_read_where_it_is_not_tied(gpt2):
    tensors, config = gpt2
    own = tensors | {"lm_head.weight": tensors["wte.weight"][::-1]}
    untied = config | {"tie_word_embeddings": False}
    assert agree(rm.from_hugging_face(own, config=untied), direct_logits(own, config))
    with pytest.raises(ValueError, match=r"tie_word_embeddings: expected False with an lm_head"):
        rm.from_hugging_face(own, config=config)
    with pytest.raises(ValueError, match=r"tie_word_embeddings: expected True without lm_head"):
        rm.from_hugging_face(tensors, config=untied)
    same = tensors | {"lm_head.weight": tensors["wte.weight"].copy()}
    assert agree(rm.from_hugging_face(same, config=config), direct_logits(tensors, config))


def test_scores_in_float32_are_refused_for_wider_weights_alone(gpt2):
    tensors, config = gpt2
    config |= {"reorder_and_upcast_attn": True}
    with pytest.raises(ValueError, match="reorder_and_upcast_attn: expected False with weights of"):
        rm.from_hugging_face(tensors, config=config)
    narrow = {name: tensor.astype(np.float32) for name, tensor in tensors.items()}
    assert rm.from_hugging_face(narrow, config=config).dtype == np.float32


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"n_head": 3}, "n_head: expected a divisor of n_embd = 8, got 3"),
        ({"n_layer": 3}, r"tensors: expected h\.2, got 2 others"),
        ({"n_layer": 1}, r"from_hugging_face doesn't know h\.1\.attn\.c_attn\.bias, .* 9 more"),
        ({"vocab_size": 12}, r"wte\.weight: expected shape \(12, 8\), got \(13, 8\)"),
        ({"n_positions": 8}, r"wpe\.weight: expected shape \(8, 8\), got \(9, 8\)"),
        ({"n_inner": None}, r"c_fc\.weight: expected shape \(8, 32\), got \(8, 5\)"),
        ({"activation_function": "mish"}, "activation_function: expected 'gelu_new' or .* 'mish'"),
        ({"add_cross_attention": True}, "add_cross_attention: expected False, got True"),
        ({"layer_norm_epsilon": -1.0}, "layer_norm_epsilon: expected a finite number above 0"),
        ({"sliding_window": 4}, "sliding_window: expected no field of this name in a GPT2Config"),
        ({"scale_attn_weights": "no"}, "scale_attn_weights: expected True or False, got 'no'"),
    ],
)
def test_a_config_that_the_tensors_dont_fit_or_that_cant_be_honoured_is_refused(gpt2, change, says):
    tensors, config = gpt2
    with pytest.raises(ValueError, match=says):
        rm.from_hugging_face(tensors, config=config | change)


@pytest.mark.parametrize("field", ["n_head", "n_embd", "n_layer", "vocab_size", "n_positions"])
def test_a_size_that_is_not_said_is_asked_for(gpt2, field):
    tensors, config = gpt2
    del config[field]
    with pytest.raises(ValueError, match=f"{field}: expected in the GPT2Config, got none"):
        rm.from_hugging_face(tensors, config=config)


def test_a_tensor_that_is_missing_unknown_or_of_another_shape_is_named(gpt2):
    tensors, config = gpt2
    for name, tensor in tensors.items():
        rest = {other: t for other, t in tensors.items() if other != name}
        with pytest.raises(ValueError, match=f"tensors: expected one named '{name}', got none"):
            rm.from_hugging_face(rest, config=config)
        with pytest.raises(ValueError, match=r"expected|must"):
            rm.from_hugging_face(tensors | {name: tensor[:-1]}, config=config)
    with pytest.raises(ValueError, match=r"from_hugging_face doesn't know lora\.A"):
        rm.from_hugging_face(tensors | {"lora.A": np.ones((2, 2))}, config=config)


def test_a_file_of_tensors_comes_with_its_config(gpt2, tmp_path):
    tensors, config = gpt2
    path = tmp_path / "weights.safetensors"
    path.write_bytes(safetensors.numpy.save(tensors))
    assert agree(rm.from_hugging_face(path, config=config), direct_logits(tensors, config))
    with pytest.raises(ValueError, match="config: expected the model's config"):
        rm.from_hugging_face(path)


def test_what_others_config_files_hold_beside_is_known(gpt2):
    # The fields of files that are about, by older versions of transformers among them.
    tensors, config = gpt2
    older = json.loads(
        """{"activation_function": "gelu_new", "architectures": ["GPT2LMHeadModel"],
        "attn_pdrop": 0.1, "bos_token_id": 50256, "embd_pdrop": 0.1, "eos_token_id": 50256,
        "initializer_range": 0.02, "n_ctx": 1024, "resid_pdrop": 0.1, "summary_activation": null,
        "summary_first_dropout": 0.1, "summary_proj_to_labels": true, "summary_type": "cls_index",
        "summary_use_proj": true, "task_specific_params": {"text-generation": {"max_length": 50}},
        "_num_labels": 1, "gradient_checkpointing": false, "output_past": true, "use_cache": true,
        "predict_special_tokens": true, "transformers_version": "4.0", "torch_dtype": "float32",
        "scale_attn_weights": true, "reorder_and_upcast_attn": false, "pruned_heads": {},
        "torchscript": false, "id2label": {"0": "LABEL_0"}, "label2id": {"LABEL_0": 0}}"""
    )
    assert agree(
        rm.from_hugging_face(tensors, config=older | config), direct_logits(tensors, config)
    )
