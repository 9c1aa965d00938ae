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


GEMMAS = ("gemma", "gemma2", "gemma3_text")
BETWEEN = ("input_layernorm", "post_attention_layernorm")
AROUND = (*BETWEEN, "pre_feedforward_layernorm", "post_feedforward_layernorm")


def tensors_of(config, biases="", mlp_biases=False, norms=(), widths=(4, 4), of_layer=BETWEEN):
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
        for name, width in zip(norms, widths, strict=False):
            tensors[f"{at}.self_attn.{name}.weight"] = 1 + drawn(width)
        for name in of_layer:
            tensors[f"{at}.{name}.weight"] = 1 + drawn(d)
    return tensors


def direct(config, tensors, window=None):
    """The logits, layer by layer, of the tensors as they are called, in float64."""
    t = {name: tensor.astype(np.float64) for name, tensor in tensors.items()}
    x = t["model.embed_tokens.weight"][TOKENS]
    if config["model_type"] in GEMMAS:
        x = x * math.sqrt(config["hidden_size"])
        t |= {name: 1 + gain for name, gain in t.items() if "norm" in name}
    windows = window if isinstance(window, list) else [window] * config["num_hidden_layers"]
    for n, of_layer in enumerate(windows):
        x = layer(config, t, f"model.layers.{n}", x, of_layer)
    logits = rms(x, t["model.norm.weight"]) @ t["lm_head.weight"].T
    cap = config.get("final_logit_softcapping")
    return logits if cap is None else cap * np.tanh(logits / cap)


def layer(config, t, at, x, window):
    """The stream behind a layer, whose norms are before its parts, behind them, or both."""
    family = config["model_type"]
    before, after, of_mlp, last = (
        ("", BETWEEN[1], "", AROUND[3])
        if family == "olmo2"
        else AROUND
        if f"{at}.{AROUND[2]}.weight" in t
        else (BETWEEN[0], "", BETWEEN[1], "")
    )

    def through(name, y):
        return rms(y, t[f"{at}.{name}.weight"]) if name else y

    written = attention(t, f"{at}.self_attn", through(before, x), window, config)
    x = x + through(after, written)
    read = through(of_mlp, x)
    gate = linear(t, f"{at}.mlp.gate_proj", read)
    up = linear(t, f"{at}.mlp.up_proj", read)
    active = gate / (1 + np.exp(-gate))
    if family in GEMMAS:
        inner = math.sqrt(2 / math.pi) * (gate + 0.044715 * gate**3)
        active = gate / 2 * (1 + np.tanh(inner))
    return x + through(last, linear(t, f"{at}.mlp.down_proj", active * up))


def rms(x, gain):
    return x / np.sqrt((x * x).mean(-1, keepdims=True) + CONFIG["rms_norm_eps"]) * gain


def linear(t, name, x):
    return x @ t[f"{name}.weight"].T + t.get(f"{name}.bias", 0.0)


def attention(t, at, read, window, config):
    n_ctx = len(read)
    of = {letter: linear(t, f"{at}.{letter}_proj", read) for letter in HEADS}
    norms = {letter: t.get(f"{at}.{letter}_norm.weight") for letter in "qk"}
    for letter, gain in norms.items():
        if gain is not None and len(gain) > 4:
            of[letter] = rms(of[letter], gain)
    q, k, v = (
        of[letter].reshape(n_ctx, heads, 4).swapaxes(0, 1) for letter, heads in HEADS.items()
    )
    if norms["q"] is not None and len(norms["q"]) == 4:
        q, k = rms(q, norms["q"]), rms(k, norms["k"])
    theta = 100.0 if window is None else config.get("rope_local_base_freq", 100.0)
    frequencies = 1 / theta ** (np.array([0, 2], np.float32) / 4)
    angles = np.arange(n_ctx, dtype=np.float32)[:, None] * np.concatenate([frequencies] * 2)
    assert angles.dtype == np.float32
    cos, sin = np.cos(angles), np.sin(angles)
    q, k = (y * cos + np.concatenate([-y[..., 2:], y[..., :2]], axis=-1) * sin for y in (q, k))
    results = []
    for head in range(6):
        scores = q[head] @ k[head // 3].T / math.sqrt(config.get("query_pre_attn_scalar", 4))
        cap = config.get("attn_logit_softcapping")
        scores = scores if cap is None else cap * np.tanh(scores / cap)
        offset = np.arange(n_ctx)[:, None] - np.arange(n_ctx)[None, :]
        seen = (offset >= 0) & (offset < (window or n_ctx))
        weights = np.where(seen, np.exp(scores), 0.0)
        results.append(weights / weights.sum(-1, keepdims=True) @ v[head // 3])
    return linear(t, f"{at}.o_proj", np.concatenate(results, axis=-1))


def agrees(config, tensors, window=None, of=None):
    """Whether the logits are the same to float64's rounding, of tables that are float32's."""
    with pytest.warns(UserWarning, match="widened to float64"):
        own = rm.from_hugging_face(tensors, config=config, dtype="float64")
    want, bound = direct(of or config, tensors, window), 2 * rm.logits_error(own, TOKENS)
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


@pytest.mark.parametrize("word", [None, "gelu", "gelu_pytorch_tanh"])
def test_a_gemma_scales_its_embedding_and_has_gains_of_one_more_than_its_weights(word):
    config = CONFIG | {"model_type": "gemma", "tie_word_embeddings": False}
    config |= {} if word is None else {"hidden_act": word}
    tensors = tensors_of(config)
    assert agrees(config, tensors)
    tied = {name: tensor for name, tensor in tensors.items() if name != "lm_head.weight"}
    model = rm.from_hugging_face(tied, config=config | {"tie_word_embeddings": True})
    assert (tensors["model.embed_tokens.weight"] == model.W_U).all()
    assert not (model.W_U == model.W_E.T).any()


def test_an_olmo2_norms_what_is_written_and_all_heads_queries_and_keys_together():
    config = CONFIG | {"model_type": "olmo2", "attention_bias": True}
    how = {"norms": ("q_norm", "k_norm"), "widths": (24, 8), "of_layer": (AROUND[1], AROUND[3])}
    tensors = tensors_of(config, "qkvo", **how)
    assert agrees(config, tensors)
    model = rm.from_hugging_face(tensors, config=config)
    assert {"post_norm", "mlp.post_norm", "q_norm", "k_norm"} <= {*model.parts}
    assert "norm" not in model.parts


CAPS = {"attn_logit_softcapping": 0.3, "final_logit_softcapping": 2.0}


@pytest.mark.parametrize("caps", [CAPS, dict.fromkeys(CAPS)])
def test_a_gemma2_caps_scores_and_logits_and_has_a_window_in_every_other_layer(caps):
    config = CONFIG | {"model_type": "gemma2", "sliding_window": 2, "query_pre_attn_scalar": 7}
    config |= {"tie_word_embeddings": False} | caps
    tensors = tensors_of(config, of_layer=AROUND)
    assert agrees(config, tensors, [2, None])
    assert not agrees(config, tensors, [None, 2])
    every = config | {"layer_types": ["full_attention", "full_attention"]}
    assert agrees(every, tensors, [None, None])


@pytest.mark.parametrize("types", [{}, {"layer_types": ["sliding_attention", "full_attention"]}])
def test_a_gemma3_turns_by_other_angles_in_layers_of_a_window(types):
    config = CONFIG | {
        "model_type": "gemma3_text",
        "sliding_window": 2,
        "rope_local_base_freq": 7.0,
    }
    config |= {"tie_word_embeddings": False, "query_pre_attn_scalar": 7} | types
    config |= {} if types else {"sliding_window_pattern": 2}
    tensors = tensors_of(config, norms=("q_norm", "k_norm"), of_layer=AROUND)
    for name in tensors:  # what is written smaller, and so its rounding
        tensors[name] -= np.float32(0.8 * ("post_" in name))
    assert agrees(config, tensors, [2, None])
    assert not agrees(config | {"rope_local_base_freq": 8.0}, tensors, [2, None], config)
    capped = config | {"attn_logit_softcapping": 3.0}
    with pytest.raises(ValueError, match="attn_logit_softcapping: expected None, got"):
        rm.from_hugging_face(tensors, config=capped)


def test_a_gemma_of_no_mask_is_refused_by_the_fields_name():
    config = CONFIG | {"model_type": "gemma", "use_bidirectional_attention": True}
    with pytest.raises(ValueError, match="use_bidirectional_attention: expected None or False"):
        rm.from_hugging_face(tensors_of(CONFIG), config=config)


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
