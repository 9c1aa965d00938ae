"""GPT-NeoX and Phi, whose MLPs read what their heads read, computed directly without torch."""

import math

import numpy as np
import pytest

import refmath as rm

N_HEADS, D_HEAD, D, INNER, TOKENS = 3, 8, 24, 7, [3, 12, 3, 0, 7, 7, 3, 1]
SIZES = {
    **{"vocab_size": 13, "hidden_size": D, "intermediate_size": INNER, "num_hidden_layers": 2},
    **{"num_attention_heads": N_HEADS, "max_position_embeddings": 9, "layer_norm_eps": 1e-3},
}
NAMES = {
    "gpt_neox": {
        **{"model": "gpt_neox.", "embedding": "embed_in", "last": "final_layer_norm"},
        **{"out": "attention.dense", "in": "mlp.dense_h_to_4h", "write": "mlp.dense_4h_to_h"},
    },
    "phi": {
        **{"model": "model.", "embedding": "embed_tokens", "last": "final_layernorm"},
        **{"out": "self_attn.dense", "in": "mlp.fc1", "write": "mlp.fc2"},
    },
}


def tensors_of(family):
    rng, names = np.random.default_rng(1), NAMES[family]
    model, tensors = names["model"], {}

    def add(name, *shape, scale=0.2, more=0.0):
        tensors[name] = (more + scale * rng.normal(size=shape)).astype(np.float32)

    def add_both(name, out, into, **how):
        add(f"{name}.weight", out, *into, **how)
        add(f"{name}.bias", out)

    add(f"{model}{names['embedding']}.weight", 13, D, scale=2.0)
    add("lm_head.weight", 13, D)
    if family == "phi":
        add("lm_head.bias", 13)
    add_both(f"{model}{names['last']}", D, (), more=1.0)
    for n in range(2):
        at = f"{model}layers.{n}."
        add_both(f"{at}input_layernorm", D, (), more=1.0)
        if family == "phi":
            for letter in "qkv":
                add_both(f"{at}self_attn.{letter}_proj", D, (D,))
        else:
            add_both(f"{at}post_attention_layernorm", D, (), more=1.0)
            add_both(f"{at}attention.query_key_value", 3 * D, (D,))
        add_both(f"{at}{names['out']}", D, (D,))
        add_both(f"{at}{names['in']}", INNER, (D,))
        add_both(f"{at}{names['write']}", D, (INNER,))
    return tensors


def direct(family, tensors, *, turned, parallel=True):
    """The logits, in float64; so many coordinates of a query are turned."""
    names = NAMES[family]
    t = {
        name.removeprefix(names["model"]): tensor.astype(np.float64)
        for name, tensor in tensors.items()
    }
    x = t[f"{names['embedding']}.weight"][TOKENS]
    for n in range(2):
        at = f"layers.{n}."
        read = normed(t, f"{at}input_layernorm", x)
        if family == "phi":
            q, k, v = (linear(t, f"{at}self_attn.{letter}_proj", read) for letter in "qkv")
            q, k, v = (y.reshape(-1, N_HEADS, D_HEAD) for y in (q, k, v))
        else:
            packed = linear(t, f"{at}attention.query_key_value", read)
            packed = packed.reshape(-1, N_HEADS, 3, D_HEAD)
            q, k, v = (packed[:, :, n] for n in range(3))
        heads = [attended(q[:, h], k[:, h], v[:, h], turned) for h in range(N_HEADS)]
        written = linear(t, f"{at}{names['out']}", np.concatenate(heads, axis=-1))
        if family == "gpt_neox":
            read = x if parallel else x + written
            read = normed(t, f"{at}post_attention_layernorm", read)
        z = linear(t, f"{at}{names['in']}", read)
        gelu = {"phi": gelu_tanh, "gpt_neox": np.vectorize(gelu_erf)}[family]
        x = x + written + linear(t, f"{at}{names['write']}", gelu(z))
    return linear(t, "lm_head", normed(t, names["last"], x))


def gelu_erf(z):
    return z / 2 * (1 + math.erf(z / math.sqrt(2)))


def gelu_tanh(z):
    return z / 2 * (1 + np.tanh(math.sqrt(2 / math.pi) * (z + 0.044715 * z**3)))


def normed(t, name, x):
    c = x - x.mean(-1, keepdims=True)
    c = c / np.sqrt((c * c).mean(-1, keepdims=True) + SIZES["layer_norm_eps"])
    return c * t[f"{name}.weight"] + t[f"{name}.bias"]


def linear(t, name, x):
    return x @ t[f"{name}.weight"].T + t.get(f"{name}.bias", 0.0)


def attended(q, k, v, turned):
    n_ctx, half = len(q), turned // 2
    frequencies = 1 / 10_000.0 ** (np.arange(0, turned, 2, dtype=np.float32) / turned)
    angles = np.arange(n_ctx, dtype=np.float32)[:, None] * frequencies
    c, s = np.cos(angles), np.sin(angles)

    def turn(y):
        u, w = y[:, :half], y[:, half:turned]
        return np.concatenate([u * c - w * s, u * s + w * c, y[:, turned:]], axis=1)

    scores = turn(q) @ turn(k).T / math.sqrt(D_HEAD)
    weights = np.tril(np.exp(scores))
    return weights / weights.sum(-1, keepdims=True) @ v


def agrees(family, config, tensors, **how):
    """Whether the logits are the same to float64's rounding, of tables that are float32's."""
    with pytest.warns(UserWarning, match="widened to float64"):
        own = rm.from_hugging_face(tensors, config=config, dtype="float64")
    want, bound = direct(family, tensors, **how), 2 * rm.logits_error(own, TOKENS)
    assert bound.max() < 1e-5 * np.abs(want).max()
    return rm.rounding.agree(rm.logits(own, TOKENS), want, bound)


@pytest.mark.parametrize("parallel", [True, False])
def test_a_gpt_neox_is_what_its_layers_compute(parallel):
    config = SIZES | {"model_type": "gpt_neox", "use_parallel_residual": parallel}
    tensors = tensors_of("gpt_neox")
    assert agrees("gpt_neox", config, tensors, turned=2, parallel=parallel)
    assert not agrees("gpt_neox", config, tensors, turned=2, parallel=not parallel)
    older = config | {"rotary_pct": 0.5, "rotary_emb_base": 10_000}
    renamed = dict(tensors)
    renamed["embed_out.weight"] = renamed.pop("lm_head.weight")
    assert agrees("gpt_neox", older, tensors, turned=4, parallel=parallel)
    found, same = (rm.from_hugging_face(some, config=older) for some in (renamed, tensors))
    assert (rm.logits(found, TOKENS) == rm.logits(same, TOKENS)).all()


def test_a_phi_is_what_its_layers_compute():
    config = SIZES | {"model_type": "phi"}
    tensors = tensors_of("phi")
    assert agrees("phi", config, tensors, turned=4)
    given = config | {"rope_parameters": {"partial_rotary_factor": 0.75, "rope_theta": 10_000.0}}
    assert agrees("phi", given, tensors, turned=6)
    model = rm.from_hugging_face(tensors, config=config)
    assert {"b_U", "parallel", "mlp", "rotary"} <= set(model.parts)
    with pytest.raises(ValueError, match="qk_layernorm: expected False, got True"):
        rm.from_hugging_face(tensors, config=config | {"qk_layernorm": True})


def test_a_head_without_its_bias_is_refused_and_not_read_as_one_that_has_none():
    tensors = tensors_of("phi")
    del tensors["lm_head.bias"]
    with pytest.raises(ValueError, match=r"tensors: expected one named 'lm_head.bias', got none"):
        rm.from_hugging_face(tensors, config=SIZES | {"model_type": "phi"})
