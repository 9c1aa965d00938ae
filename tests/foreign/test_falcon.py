"""Falcon, BLOOM, OPT and StarCoder 2: models of LayerNorms, computed directly without torch."""

import math

import numpy as np
import pytest

import refmath as rm

N_HEADS, D_HEAD, D, INNER, N_CTX = 6, 4, 24, 7, 9
TOKENS = [3, 12, 3, 0, 7, 7, 3, 1]
CONFIGS = {
    "falcon": {
        **{"vocab_size": 13, "hidden_size": D, "ffn_hidden_size": INNER, "num_hidden_layers": 2},
        **{"num_attention_heads": N_HEADS, "max_position_embeddings": N_CTX, "bias": True},
        **{"layer_norm_epsilon": 1e-3, "rope_theta": 100.0},
    },
    "bloom": {
        **{"vocab_size": 13, "n_embed": D, "n_layer": 2, "num_attention_heads": N_HEADS},
        **{"layer_norm_epsilon": 1e-3, "seq_length": N_CTX},
    },
    "opt": {
        **{"vocab_size": 13, "hidden_size": D, "ffn_dim": INNER, "num_hidden_layers": 2},
        **{"num_attention_heads": N_HEADS, "max_position_embeddings": N_CTX},
    },
    "starcoder2": {
        **{"vocab_size": 13, "hidden_size": D, "intermediate_size": INNER, "num_hidden_layers": 2},
        **{"num_attention_heads": N_HEADS, "max_position_embeddings": N_CTX, "norm_epsilon": 1e-3},
        **{"rope_theta": 100.0},
    },
}
NEWER = {"new_decoder_architecture": True, "num_kv_heads": 3}
NAMES = {
    "falcon": {
        **{"model": "transformer.", "embedding": "word_embeddings", "layer": "h", "last": "ln_f"},
        **{"packed": "self_attention.query_key_value", "out": "self_attention.dense"},
        **{"in": "mlp.dense_h_to_4h", "write": "mlp.dense_4h_to_h", "norm": "input_layernorm"},
        **{"mlp norm": "post_attention_layernorm"},
    },
    "opt": {
        **{"model": "model.decoder.", "embedding": "embed_tokens", "layer": "layers"},
        **{"last": "final_layer_norm", "at": "self_attn", "out": "self_attn.out_proj"},
        **{"in": "fc1", "write": "fc2", "norm": "self_attn_layer_norm"},
        **{"mlp norm": "final_layer_norm"},
    },
    "starcoder2": {
        **{"model": "model.", "embedding": "embed_tokens", "layer": "layers", "last": "norm"},
        **{"at": "self_attn", "out": "self_attn.o_proj", "in": "mlp.c_fc", "write": "mlp.c_proj"},
        **{"norm": "input_layernorm", "mlp norm": "post_attention_layernorm"},
    },
}
NAMES["bloom"] = NAMES["falcon"]


def groups_of(family, config):
    """How many keys and values there are."""
    if family == "falcon":
        if config.get("new_decoder_architecture"):
            return config["num_kv_heads"]
        return 1 if config.get("multi_query", True) else N_HEADS
    return 2 if family == "starcoder2" else N_HEADS


def norms_of(family, config):
    """The names of a layer's norms, of heads and of MLP."""
    names = NAMES[family]
    parallel = family == "falcon" and config.get("parallel_attn", True)
    two = config.get("num_ln_in_parallel_attn", 2) == 2
    if parallel and config.get("new_decoder_architecture") and two:
        return "ln_attn", "ln_mlp"
    return names["norm"], names["norm"] if parallel else names["mlp norm"]


def tensors_of(family, config):
    rng, names, tensors = np.random.default_rng(1), NAMES[family], {}
    model, n_groups = names["model"], groups_of(family, config)
    inner = 4 * D if family == "bloom" else INNER
    usual = 0.1 if family == "bloom" else 0.2

    def add(name, *shape, scale=usual, more=0.0):
        tensors[name] = (more + scale * rng.normal(size=shape)).astype(np.float32)

    def add_both(name, out, into, **how):
        add(f"{name}.weight", out, *into, **how)
        add(f"{name}.bias", out)

    add(f"{model}{names['embedding']}.weight", 13, D, scale=2.0)
    add_both(f"{model}{names['last']}", D, (), more=1.0)
    if family == "bloom":
        add_both(f"{model}word_embeddings_layernorm", D, (), more=1.0)
    if family == "opt":
        add(f"{model}embed_positions.weight", N_CTX + 2, D)
    for n in range(2):
        at = f"{model}{names['layer']}.{n}."
        for norm in dict.fromkeys(norms_of(family, config)):
            add_both(f"{at}{norm}", D, (), more=1.0)
        if "packed" in names:
            add_both(f"{at}{names['packed']}", (N_HEADS + 2 * n_groups) * D_HEAD, (D,))
        else:
            for letter, heads in zip("qkv", (N_HEADS, n_groups, n_groups), strict=True):
                add_both(f"{at}{names['at']}.{letter}_proj", heads * D_HEAD, (D,))
        add_both(f"{at}{names['out']}", D, (D,))
        add_both(f"{at}{names['in']}", inner, (D,))
        add_both(f"{at}{names['write']}", D, (inner,))
    return tensors


def direct(family, config, tensors, window=None):
    """The logits, layer by layer, in float64."""
    t = {name: tensor.astype(np.float64) for name, tensor in tensors.items()}
    names, eps = NAMES[family], 1e-5 if family == "opt" else 1e-3
    model, n_ctx = names["model"], len(TOKENS)

    def linear(name, x):
        return x @ t[f"{name}.weight"].T + t[f"{name}.bias"]

    def normed(name, x):
        centred = x - x.mean(-1, keepdims=True)
        scaled = centred / np.sqrt((centred * centred).mean(-1, keepdims=True) + eps)
        return scaled * t[f"{name}.weight"] + t[f"{name}.bias"]

    E = t[f"{model}{names['embedding']}.weight"]
    x = E[TOKENS]
    if family == "bloom":
        x = normed(f"{model}word_embeddings_layernorm", x)
    if family == "opt":
        x = x + t[f"{model}embed_positions.weight"][2 : 2 + n_ctx]
    for n in range(2):
        at = f"{model}{names['layer']}.{n}."
        of_heads, of_mlp = norms_of(family, config)
        read = normed(at + of_heads, x)
        results = []
        for q, k, v, slope in heads_of(family, config, linear, at, read):
            scores = q @ k.T / math.sqrt(D_HEAD) + slope * np.arange(n_ctx)[None, :]
            offset = np.arange(n_ctx)[:, None] - np.arange(n_ctx)[None, :]
            seen = (offset >= 0) & (offset < (window or n_ctx))
            weights = np.where(seen, np.exp(scores), 0.0)
            results.append(weights / weights.sum(-1, keepdims=True) @ v)
        written = linear(at + names["out"], np.concatenate(results, axis=-1))
        parallel = family == "falcon" and config.get("parallel_attn", True)
        read = normed(at + of_mlp, x if parallel else x + written)
        neurons = activated(family, linear(at + names["in"], read))
        x = x + written + linear(at + names["write"], neurons)
    return normed(f"{model}{names['last']}", x) @ E.T


def heads_of(family, config, linear, at, read):
    """Of each head its queries, keys, values, and the slope of its ALiBi."""
    names, n_groups, n_ctx = NAMES[family], groups_of(family, config), len(read)
    per = N_HEADS // n_groups
    if "packed" in names:
        packed = linear(at + names["packed"], read).reshape(n_ctx, n_groups, per + 2, D_HEAD)
        q, k, v = packed[:, :, :per], packed[:, :, per], packed[:, :, per + 1]
    else:
        q, k, v = (linear(f"{at}{names['at']}.{letter}_proj", read) for letter in "qkv")
        q = q.reshape(n_ctx, n_groups, per, D_HEAD)
        k, v = (y.reshape(n_ctx, n_groups, D_HEAD) for y in (k, v))
    slopes = [2.0**-n for n in (2, 4, 6, 8, 1, 3)]  # of 4 heads, then every other one of 8
    for head in range(N_HEADS):
        group, place = divmod(head, per)
        found = q[:, group, place], k[:, group]
        if family in ("falcon", "starcoder2"):
            found = tuple(turned(y) for y in found)
        yield *found, v[:, group], slopes[head] if family == "bloom" else 0.0


def turned(y):
    frequencies = 1 / 100.0 ** (np.array([0, 2], np.float32) / 4)
    angles = np.arange(len(y), dtype=np.float32)[:, None] * np.concatenate([frequencies] * 2)
    half = np.concatenate([-y[:, 2:], y[:, :2]], axis=-1)
    return y * np.cos(angles) + half * np.sin(angles)


def activated(family, z):
    if family == "opt":
        return np.maximum(z, 0)
    if family == "falcon":
        return z / 2 * (1 + np.vectorize(math.erf)(z / math.sqrt(2)))
    return z / 2 * (1 + np.tanh(math.sqrt(2 / math.pi) * (z + 0.044715 * z**3)))


def agrees(family, config, tensors, **how):
    """Whether the logits are the same to float64's rounding, of tables that are float32's."""
    config = {"model_type": family} | CONFIGS[family] | config
    with pytest.warns(UserWarning, match="widened to float64"):
        own = rm.from_hugging_face(tensors, config=config, dtype="float64")
    bound = 2 * rm.logits_error(own, TOKENS)
    want = direct(family, config, tensors, **how)
    assert bound.max() < 1e-5 * np.abs(want).max()
    return rm.rounding.agree(rm.logits(own, TOKENS), want, bound)


@pytest.mark.parametrize(
    "config",
    [
        {},
        {"multi_query": False},
        {"parallel_attn": False},
        NEWER,
        NEWER | {"num_ln_in_parallel_attn": 1},
    ],
)
def test_a_falcon_is_what_its_layers_compute(config):
    assert agrees("falcon", config, tensors_of("falcon", config))


@pytest.mark.parametrize("family", ["bloom", "opt", "starcoder2"])
def test_a_model_of_layer_norms_is_what_its_layers_compute(family):
    assert agrees(family, {}, tensors_of(family, {}))


def test_a_bloom_that_says_no_length_has_biases_of_2048_offsets():
    config = {"model_type": "bloom"} | CONFIGS["bloom"]
    del config["seq_length"]
    model = rm.from_hugging_face(tensors_of("bloom", config), config=config)
    assert [layer.score_bias.shape for layer in model.layers] == [(N_HEADS, 2048)] * 2


@pytest.mark.parametrize("window", [1, 3])
def test_a_starcoder2_may_have_a_window(window):
    tensors = tensors_of("starcoder2", {})
    assert agrees("starcoder2", {"sliding_window": window}, tensors, window=window)
    assert not agrees("starcoder2", {"sliding_window": window}, tensors, window=window + 1)


@pytest.mark.parametrize(
    ("family", "changed", "says"),
    [
        ("falcon", {"alibi": True}, "alibi: expected False or None, got True: positions would be"),
        ("falcon", {"multi_query": False, "num_kv_heads": 2}, "num_kv_heads: expected .* = 6 or"),
        ("falcon", NEWER | {"num_kv_heads": 4}, "num_kv_heads: expected a divisor of .* = 6"),
        ("falcon", NEWER | {"parallel_attn": False}, "parallel_attn: expected True with new"),
        ("falcon", {"num_ln_in_parallel_attn": 2}, "num_ln_in_parallel_attn: expected 1 without"),
        (
            "falcon",
            NEWER | {"num_ln_in_parallel_attn": 3},
            "num_ln_in_parallel_attn: expected 1 or",
        ),
        ("bloom", {"n_head": 3}, "num_attention_heads: expected n_head = 3, got 6"),
        ("bloom", {"n_inner": 5}, "n_inner: expected None, got 5: MLPs would have another width"),
        (
            "opt",
            {"word_embed_proj_dim": 5},
            "word_embed_proj_dim: expected hidden_size = 24 or null, got 5: embeddings would be",
        ),
        ("opt", {"do_layer_norm_before": False}, "do_layer_norm_before: expected True"),
    ],
)
def test_what_they_cant_be_is_refused_by_the_fields_name(family, changed, says):
    config = {"model_type": family} | CONFIGS[family] | changed
    with pytest.raises(ValueError, match=says):
        rm.from_hugging_face(tensors_of(family, changed), config=config)
