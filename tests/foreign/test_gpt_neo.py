"""GPT-Neo and GPT-J, computed directly without torch; what their configs gainsay is refused."""

import math
import re

import numpy as np
import pytest

import refmath as rm

N_HEADS, D_HEAD, D, INNER, TOKENS = 3, 8, 24, 7, [3, 12, 3, 0, 7, 7, 3, 1]
CONFIGS = {
    "gpt_neo": {
        **{"model_type": "gpt_neo", "vocab_size": 13, "hidden_size": D, "num_layers": 2},
        **{"num_heads": N_HEADS, "intermediate_size": INNER, "max_position_embeddings": 9},
        **{"attention_types": [[["global", "local"], 1]], "window_size": 3},
        "layer_norm_epsilon": 1e-3,
    },
    "gptj": {
        **{"model_type": "gptj", "vocab_size": 13, "n_embd": D, "n_layer": 2, "n_head": N_HEADS},
        **{"n_inner": INNER, "n_positions": 9, "rotary_dim": 4, "layer_norm_epsilon": 1e-3},
    },
}
PLACES = {"gpt_neo": ("attn.attention.", "mlp.c_fc", "mlp.c_proj")}
PLACES["gptj"] = ("attn.", "mlp.fc_in", "mlp.fc_out")


def tensors_of(family):
    rng, (attn, into, out), tensors = np.random.default_rng(1), PLACES[family], {}

    def add(name, *shape, scale=0.2, more=0.0):
        tensors[f"transformer.{name}"] = (more + scale * rng.normal(size=shape)).astype("float32")

    def norm(name):
        add(f"{name}.weight", D, more=1.0)
        add(f"{name}.bias", D)

    add("wte.weight", 13, D, scale=2.0)
    norm("ln_f")
    for n in range(2):
        at = f"h.{n}."
        norm(f"{at}ln_1")
        for projection in ("q_proj", "k_proj", "v_proj", "out_proj"):
            add(f"{at}{attn}{projection}.weight", D, D)
        for name, shape in ((into, (INNER, D)), (out, (D, INNER))):
            add(f"{at}{name}.weight", *shape)
            add(f"{at}{name}.bias", shape[0])
        if family == "gpt_neo":
            norm(f"{at}ln_2")
            add(f"{at}{attn}out_proj.bias", D)
    if family == "gpt_neo":
        add("wpe.weight", 9, D)
        return tensors
    head = {"lm_head.weight": rng.normal(size=(13, D)), "lm_head.bias": rng.normal(size=13)}
    return tensors | {name: tensor.astype("float32") for name, tensor in head.items()}


def direct(family, tensors):
    """The logits, in float64, position by position."""
    attn, into, out = PLACES[family]
    t = {name.removeprefix("transformer."): W.astype("float64") for name, W in tensors.items()}
    x = t["wte.weight"][TOKENS]
    x = x + t["wpe.weight"][: len(TOKENS)] if family == "gpt_neo" else x
    for n in range(2):
        at = f"h.{n}."
        read = normed(t, f"{at}ln_1", x)
        q, k, v = (linear(t, f"{at}{attn}{letter}_proj", read) for letter in "qkv")
        q, k, v = (y.reshape(-1, N_HEADS, D_HEAD) for y in (q, k, v))
        z = np.zeros_like(q)
        for h in range(N_HEADS):
            for i in range(len(x)):
                first = max(0, i - 2) if family == "gpt_neo" and n == 1 else 0
                scores = [score(family, q[i, h], k[j, h], i, j) for j in range(first, i + 1)]
                weights = np.exp(scores)
                z[i, h] = weights / weights.sum() @ v[first : i + 1, h]
        written = linear(t, f"{at}{attn}out_proj", z.reshape(-1, D))
        read = normed(t, f"{at}ln_2", x + written) if family == "gpt_neo" else read
        x = x + written + linear(t, f"{at}{out}", gelu(linear(t, f"{at}{into}", read)))
    x = normed(t, "ln_f", x)
    return x @ t["wte.weight"].T if family == "gpt_neo" else linear(t, "lm_head", x)


def score(family, q, k, i, j):
    if family == "gpt_neo":
        return q @ k
    return turned(q, i) @ turned(k, j) / math.sqrt(D_HEAD)


def turned(y, place):
    y = y.copy()
    for pair in range(2):
        # As the original: float32's tables.
        angle = np.float32(place) * (np.float32(1) / np.float32(10_000) ** np.float32(pair / 2))
        u, w = y[2 * pair : 2 * pair + 2]
        y[2 * pair] = u * np.cos(angle) - w * np.sin(angle)
        y[2 * pair + 1] = u * np.sin(angle) + w * np.cos(angle)
    return y


def gelu(z):
    return z / 2 * (1 + np.tanh(math.sqrt(2 / math.pi) * (z + 0.044715 * z**3)))


def normed(t, name, x):
    c = x - x.mean(-1, keepdims=True)
    c = c / np.sqrt((c * c).mean(-1, keepdims=True) + 1e-3)
    return c * t[f"{name}.weight"] + t[f"{name}.bias"]


def linear(t, name, x):
    return x @ t[f"{name}.weight"].T + t.get(f"{name}.bias", 0.0)


@pytest.mark.parametrize("family", CONFIGS)
def test_a_model_is_what_its_layers_compute(family):
    tensors = tensors_of(family)
    with pytest.warns(UserWarning, match="widened to float64"):
        model = rm.from_hugging_face(tensors, config=CONFIGS[family], dtype="float64")
    want, bound = direct(family, tensors), 2 * rm.logits_error(model, TOKENS)
    assert bound.max() < 1e-4 * np.abs(want).max()
    assert rm.rounding.agree(rm.logits(model, TOKENS), want, bound)
    assert rm.rounding.agree(rm.expanded_logits(model, TOKENS), want, bound)


@pytest.mark.parametrize(
    ("family", "change", "says"),
    [
        ("gpt_neo", {"attention_layers": ["local"] * 2}, "attention_types: expected what makes"),
        ("gpt_neo", {"attention_types": [[["near"], 2]]}, "attention_types: expected 2 of global"),
        ("gpt_neo", {"attention_types": [[["local"], 3]]}, "attention_types: expected 2 of global"),
        ("gpt_neo", {"attention_types": 3}, "attention_types: expected [kinds, how often] of each"),
        ("gpt_neo", {"num_heads": 5}, "num_heads: expected a divisor of hidden_size = 24, got 5"),
        ("gptj", {"n_head": 5}, "n_head: expected a divisor of n_embd = 24, got 5"),
        ("gptj", {"rotary_dim": 3}, "rotary_dim: expected an even number up to 8"),
        ("gptj", {"rotary_dim": 10}, "rotary_dim: expected an even number up to 8"),
        ("gptj", {"rotary_dim": None}, "rotary_dim: expected an integer"),
    ],
)
def test_what_can_t_be_is_refused_by_the_field(family, change, says):
    with pytest.raises(ValueError, match="^" + re.escape(says)):
        rm.from_hugging_face(tensors_of(family), config=CONFIGS[family] | change)


def test_a_head_without_its_bias_is_refused_and_not_read_as_one_that_has_none():
    tensors = tensors_of("gptj")
    del tensors["lm_head.bias"]
    with pytest.raises(ValueError, match=r"tensors: expected one named 'lm_head.bias', got none"):
        rm.from_hugging_face(tensors, config=CONFIGS["gptj"])
