"""Llama and its relatives, against a direct computation in their own layout, without torch."""

import math

import numpy as np
import pytest

import refmath as rm

CONFIG = {
    **{"model_type": "llama", "vocab_size": 13, "hidden_size": 12, "intermediate_size": 7},
    **{"num_hidden_layers": 2, "num_attention_heads": 6, "num_key_value_heads": 2, "head_dim": 4},
    **{"max_position_embeddings": 9, "rms_norm_eps": 1e-3, "rope_theta": 100.0},
}
TOKENS = [3, 12, 3, 0, 7, 7, 3, 1]
HEADS = {"q": 6, "k": 2, "v": 2}


def tensors_of(config, biases="", mlp_biases=False, norms=()):
    """Random weights by their names, those of embeddings larger, so that norms are no trouble."""
    rng = np.random.default_rng(0)

    def drawn(*shape, scale=0.2):
        return (scale * rng.normal(size=shape)).astype(np.float32)

    d, inner = config["hidden_size"], config["intermediate_size"]
    tensors = {"model.embed_tokens.weight": drawn(13, d, scale=2.0), "lm_head.weight": drawn(13, d)}
    tensors["model.norm.weight"] = 1 + drawn(d)
    for n in range(config["num_hidden_layers"]):
        at = f"model.layers.{n}"
        for letter, heads in HEADS.items():
            tensors[f"{at}.self_attn.{letter}_proj.weight"] = drawn(4 * heads, d)
            if letter in biases:
                tensors[f"{at}.self_attn.{letter}_proj.bias"] = drawn(4 * heads)
        tensors[f"{at}.self_attn.o_proj.weight"] = drawn(d, 24)
        if "o" in biases:
            tensors[f"{at}.self_attn.o_proj.bias"] = drawn(d)
        for name, sizes in {"gate": (inner, d), "up": (inner, d), "down": (d, inner)}.items():
            tensors[f"{at}.mlp.{name}_proj.weight"] = drawn(*sizes)
            if mlp_biases:
                tensors[f"{at}.mlp.{name}_proj.bias"] = drawn(sizes[0])
        for name in norms:
            tensors[f"{at}.self_attn.{name}.weight"] = 1 + drawn(4)
        for name in ("input_layernorm", "post_attention_layernorm"):
            tensors[f"{at}.{name}.weight"] = 1 + drawn(d)
    return tensors


def direct(config, tensors, window=None):
    """The logits, layer by layer, of the tensors as they are called, in float64."""
    t = {name: tensor.astype(np.float64) for name, tensor in tensors.items()}
    x = t["model.embed_tokens.weight"][TOKENS]
    for n in range(config["num_hidden_layers"]):
        at = f"model.layers.{n}"
        read = rms(x, t[f"{at}.input_layernorm.weight"])
        x = x + attention(t, f"{at}.self_attn", read, window)
        read = rms(x, t[f"{at}.post_attention_layernorm.weight"])
        gate = linear(t, f"{at}.mlp.gate_proj", read)
        up = linear(t, f"{at}.mlp.up_proj", read)
        x = x + linear(t, f"{at}.mlp.down_proj", gate / (1 + np.exp(-gate)) * up)
    return rms(x, t["model.norm.weight"]) @ t["lm_head.weight"].T


def rms(x, gain):
    return x / np.sqrt((x * x).mean(-1, keepdims=True) + CONFIG["rms_norm_eps"]) * gain


def linear(t, name, x):
    return x @ t[f"{name}.weight"].T + t.get(f"{name}.bias", 0.0)


def attention(t, at, read, window):
    n_ctx = len(read)
    q, k, v = (
        linear(t, f"{at}.{letter}_proj", read).reshape(n_ctx, heads, 4).swapaxes(0, 1)
        for letter, heads in HEADS.items()
    )
    if f"{at}.q_norm.weight" in t:
        q, k = rms(q, t[f"{at}.q_norm.weight"]), rms(k, t[f"{at}.k_norm.weight"])
    frequencies = 1 / 100.0 ** (np.array([0, 2], np.float32) / 4)
    angles = np.arange(n_ctx, dtype=np.float32)[:, None] * np.concatenate([frequencies] * 2)
    assert angles.dtype == np.float32
    cos, sin = np.cos(angles), np.sin(angles)
    q, k = (y * cos + np.concatenate([-y[..., 2:], y[..., :2]], axis=-1) * sin for y in (q, k))
    results = []
    for head in range(6):
        scores = q[head] @ k[head // 3].T / math.sqrt(4)
        offset = np.arange(n_ctx)[:, None] - np.arange(n_ctx)[None, :]
        seen = (offset >= 0) & (offset < (window or n_ctx))
        weights = np.where(seen, np.exp(scores), 0.0)
        results.append(weights / weights.sum(-1, keepdims=True) @ v[head // 3])
    return linear(t, f"{at}.o_proj", np.concatenate(results, axis=-1))


def agrees(config, tensors, window=None):
    """Whether the logits are the same to float64's rounding, of tables that are float32's."""
    with pytest.warns(UserWarning, match="widened to float64"):
        own = rm.from_hugging_face(tensors, config=config, dtype="float64")
    want, bound = direct(config, tensors, window), 2 * rm.logits_error(own, TOKENS)
    assert bound.max() < 1e-6 * np.abs(want).max()
    return rm.rounding.agree(rm.logits(own, TOKENS), want, bound)


@pytest.mark.parametrize("biases", ["", "qkvo"])
@pytest.mark.parametrize("mlp_biases", [False, True])
def test_a_llama_is_what_its_layers_compute(biases, mlp_biases):
    config = CONFIG | {"attention_bias": bool(biases), "mlp_bias": mlp_biases}
    assert agrees(config, tensors_of(config, biases, mlp_biases))


@pytest.mark.parametrize("window", [1, 3, None])
def test_a_mistral_has_a_window(window):
    config = CONFIG | {"model_type": "mistral", "sliding_window": window}
    assert agrees(config, tensors_of(config), window)
    if window is not None:
        assert not agrees(config, tensors_of(config), window + 1)


def test_a_qwen2_has_biases_of_queries_keys_and_values_and_windows_in_some_layers():
    config = CONFIG | {"model_type": "qwen2"}
    tensors = tensors_of(config, "qkv")
    assert agrees(config, tensors)
    types = ["sliding_attention"] * 2
    windowed = config | {"use_sliding_window": True, "sliding_window": 2, "layer_types": types}
    assert agrees(windowed, tensors, 2)
    by_place = config | {"use_sliding_window": True, "sliding_window": 2, "max_window_layers": 1}
    model = rm.from_hugging_face(tensors, config=by_place)
    assert [layer.window for layer in model.layers] == [None, 2]
    unused = config | {"sliding_window": 2}
    assert {layer.window for layer in rm.from_hugging_face(tensors, config=unused).layers} == {None}


def test_a_qwen3_norms_its_queries_and_keys_before_they_are_turned():
    config = CONFIG | {"model_type": "qwen3", "attention_bias": True}
    tensors = tensors_of(config, "qkvo", norms=("q_norm", "k_norm"))
    assert agrees(config, tensors)
    longer = tensors | {"model.layers.0.self_attn.q_norm.weight": np.ones(24, np.float32)}
    with pytest.raises(ValueError, match=r"q_norm.weight: expected shape \(4,\), got \(24,\)"):
        rm.from_hugging_face(longer, config=config)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"num_key_value_heads": 4}, "num_key_value_heads: expected a divisor of .* = 6, got 4"),
        ({"hidden_act": "mish"}, "hidden_act: expected 'gelu_new' or .*, got 'mish'"),
        (
            {"rope_scaling": {"type": "dynamic", "factor": 2.0}},
            "rope_scaling: expected a rope_type of default",
        ),
        ({"rope_scaling": {"type": "linear"}}, "rope_parameters: expected factor, got none"),
        ({"rope_scaling": {"type": "linear", "slope": 1}}, "rope_scaling: expected what 'linear'"),
        ({"rope_parameters": {"partial_rotary_factor": 0.5}}, "expected no partial_rotary_factor"),
        ({"rope_parameters": [1.0]}, "rope_parameters: expected parameters by name"),
        ({"attention_window": 3}, "attention_window: expected no field of this name"),
        ({"quantization_config": {}}, "quantization_config: expected None"),
    ],
)
def test_what_a_llama_cant_be_is_refused_by_the_fields_name(changed, says):
    with pytest.raises(ValueError, match=says):
        rm.from_hugging_face(tensors_of(CONFIG), config=CONFIG | changed)


def test_tensors_of_float64_and_unknown_ones_are_refused():
    tensors = tensors_of(CONFIG)
    wide = {name: tensor.astype(np.float64) for name, tensor in tensors.items()}
    with pytest.raises(ValueError, match="source: expected weights of float32 or narrower"):
        rm.from_hugging_face(wide, config=CONFIG)
    more = {"model.layers.0.self_attn.q_norm.weight": np.ones(4, np.float32)}
    with pytest.raises(ValueError, match=r"doesn't know layers.0.self_attn.q_norm.weight"):
        rm.from_hugging_face(tensors | more, config=CONFIG)


def test_old_files_hold_frequencies_that_are_computed_anew():
    tensors = tensors_of(CONFIG)
    old = {"model.layers.0.self_attn.rotary_emb.inv_freq": np.ones(2, np.float32)}
    found = rm.logits(rm.from_hugging_face(tensors | old, config=CONFIG), TOKENS)
    assert (found == rm.logits(rm.from_hugging_face(tensors, config=CONFIG), TOKENS)).all()
