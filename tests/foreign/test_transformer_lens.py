"""TransformerLens' config and tensors, each used or refused, against a direct computation."""

import math
from types import SimpleNamespace

import numpy as np
import pytest

import refmath as rm

TOKENS = [0, 5, 12, 5, 3]
LOCAL = {"use_local_attn": True, "attn_types": ["local", "local"], "window_size": 2}


def normed(tensors, name, x, kind, eps):
    if kind is None:
        return x
    x = x - x.mean(-1, keepdims=True) if kind.startswith("LN") else x
    x = x / np.sqrt((x**2).mean(-1, keepdims=True) + eps)
    x = x if kind.endswith("Pre") else x * tensors[f"{name}.w"]
    return x + tensors[f"{name}.b"] if kind == "LN" else x


def direct_logits(tensors, config):
    """What `HookedTransformer` computes, written anew."""
    kind, eps, n = config["normalization_type"], config["eps"], len(TOKENS)
    places = tensors["pos_embed.W_pos"][:n]
    of_heads = config["positional_embedding_type"] == "shortformer"
    x = tensors["embed.W_E"][TOKENS] + (0 if of_heads else places)
    causal = config["attention_dir"] == "causal"

    def written(name, out):
        after = config.get("use_normalization_before_and_after", False)
        return normed(tensors, name, out, "RMS", eps) if after else out

    for layer in range(config["n_layers"]):
        name = f"blocks.{layer}"
        t = {key.removeprefix(f"{name}."): value for key, value in tensors.items()}
        seen = np.tri(n, dtype=bool) | (not causal)
        if (
            config.get("use_local_attn", False)
            and config["attn_types"][layer] == "local"
            and causal
        ):
            seen &= ~np.tri(n, k=-config["window_size"], dtype=bool)
        before = x
        read = normed(tensors, f"{name}.ln1", x, kind, eps)
        divisor = math.sqrt(config["d_head"])
        if config.get("attn_scale", -1.0) != -1.0:
            divisor = config["attn_scale"]
        if not config.get("use_attn_scale", True):
            divisor = 1.0
        if config.get("scale_attn_by_inverse_layer_idx", False):
            divisor *= layer + 1
        out = t["attn.b_O"]
        for h in range(config["n_heads"]):
            compared = read + (places if of_heads else 0)
            q = compared @ t["attn.W_Q"][h] + t["attn.b_Q"][h]
            k = compared @ t["attn.W_K"][h] + t["attn.b_K"][h]
            scores = capped(q @ k.T / divisor, config.get("attn_scores_soft_cap", -1.0))
            weights = np.where(seen, np.exp(scores - scores.max()), 0)
            pattern = weights / weights.sum(-1, keepdims=True)
            out = out + pattern @ (read @ t["attn.W_V"][h] + t["attn.b_V"][h]) @ t["attn.W_O"][h]
        x = x + written(f"{name}.ln1_post", out)
        if not config["attn_only"]:
            of_mlp = before if config.get("parallel_attn_mlp", False) else x
            read = normed(tensors, f"{name}.ln2", of_mlp, kind, eps)
            if config.get("gated_mlp", False):
                z = np.maximum(read @ t["mlp.W_gate"], 0) * (read @ t["mlp.W_in"]) + t["mlp.b_in"]
            else:
                z = np.maximum(read @ t["mlp.W_in"] + t["mlp.b_in"], 0)
            x = x + written(f"{name}.ln2_post", z @ t["mlp.W_out"] + t["mlp.b_out"])
    if config.get("final_rms", False) and kind is not None:
        kind = kind.replace("LN", "RMS")
    x = normed(tensors, "ln_final", x, kind, eps)
    logits = x @ tensors["unembed.W_U"] + tensors["unembed.b_U"]
    return capped(logits, config.get("output_logits_soft_cap", -1.0))


def capped(scores, cap):
    return scores if cap in (None, -1.0, 0.0) else cap * np.tanh(scores / cap)


def only_of(tensors, config):
    """The tensors that a model of this config has."""
    kind = config["normalization_type"]
    final = "RMS" if config.get("final_rms", False) and kind == "LN" else kind

    def there(name):
        place, last = name.rsplit(".", 1)
        if place.split(".")[-1] in ("ln1", "ln2", "ln_final"):
            own = final if place == "ln_final" else kind
            return own in {"w": ("LN", "RMS"), "b": ("LN",)}[last]
        return True

    kept = {name: tensor for name, tensor in tensors.items() if there(name)}
    rng, d = np.random.default_rng(1), config["d_model"]
    for n in range(config["n_layers"]):
        if config.get("use_normalization_before_and_after", False):
            kept |= {f"blocks.{n}.ln{k}_post.w": 1 + rng.normal(size=d) / 4 for k in (1, 2)}
        if config.get("gated_mlp", False):
            kept[f"blocks.{n}.mlp.W_gate"] = rng.normal(size=(d, config["d_mlp"])) / 2
    if config["attn_only"]:
        kept = {n: t for n, t in kept.items() if ".mlp." not in n and ".ln2." not in n}
    return kept


def agree(model, want):
    return rm.rounding.agree(rm.logits(model, TOKENS), want, 2 * rm.logits_error(model, TOKENS))


@pytest.mark.parametrize(
    "options",
    [
        {},
        *({"normalization_type": kind} for kind in (None, "LNPre", "RMS", "RMSPre")),
        {"final_rms": True},
        {"normalization_type": "LNPre", "final_rms": True},
        {"eps": 0.1},
        {"attn_only": True},
        {"positional_embedding_type": "shortformer"},
        {"attention_dir": "bidirectional"},
        {"use_attn_scale": False},
        {"attn_scale": 0.9},
        {"scale_attn_by_inverse_layer_idx": True},
        {"scale_attn_by_inverse_layer_idx": True, "attn_scale": np.float64(2.5)},
        {"use_local_attn": True, "attn_types": ["global", "local"], "window_size": 2},
        {"use_local_attn": True, "attn_types": ("local", "global", "local"), "window_size": 3},
        LOCAL | {"attention_dir": "bidirectional"},
        {"attn_scores_soft_cap": 0.5},
        {"output_logits_soft_cap": 1.5},
        {"attn_scores_soft_cap": 0.0, "output_logits_soft_cap": None},
        {"parallel_attn_mlp": True},
        {"gated_mlp": True},
        {"normalization_type": "RMS", "use_normalization_before_and_after": True},
        {"normalization_type": "RMS", "use_normalization_before_and_after": True, "eps": 0.1},
    ],
    ids=str,
)
def test_the_logits_are_those_of_a_direct_computation(transformer_lens, options):
    tensors, config = transformer_lens
    config = config | options
    tensors = only_of(tensors, config)
    want = direct_logits(tensors, config)
    assert agree(rm.from_transformer_lens(tensors, config=config), want)
    model = SimpleNamespace(cfg=config, state_dict=lambda: tensors)
    assert agree(rm.from_transformer_lens(model), want)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"normalization_type": "LNPre"}, r"doesn't know blocks\.0\.ln1\.b, .* and 7 more"),
        ({"normalization_type": "Other"}, "normalization_type: expected None or 'LN' or 'LNPre'"),
        ({"normalization_type": ["LN"]}, r"normalization_type: expected .*, got \['LN'\]"),
        ({"positional_embedding_type": "alibi"}, "positional_embedding_type: .* got 'alibi'"),
        ({"positional_embedding_type": "rotary", "rotary_dim": 2}, r"named 'blocks\.0\.attn\.rot"),
        ({"n_heads": 5}, r"blocks\.0\.attn\.W_Q: expected shape \(5, 8, 3\), as the config says"),
        ({"n_key_value_heads": 2}, r"expected one named 'blocks\.0\.attn\._W_K', got none"),
        ({"d_vocab_out": 5}, r"unembed\.W_U: expected shape \(8, 5\), as the config says"),
        ({"n_layers": 3}, r"tensors: expected blocks\.2, got 2 others"),
        ({"attn_scale": 0.0}, "attn_scale: expected a finite number above 0, got 0.0"),
        ({"act_fn": "solu"}, "act_fn: expected 'relu' or .* or 'gelu_new' or .*, got 'solu'"),
        ({"dtype": "float32"}, "dtype: expected float64 in the config, as the tensors have, got"),
        ({"clip_qkv": 1.0}, "clip_qkv: expected None, got 1.0: queries, keys and values would be"),
        (
            {"output_logits_soft_cap": -3.0},
            "output_logits_soft_cap: expected a finite number above",
        ),
        (
            {"use_logn_attn": True},
            "use_logn_attn: expected False, got True: queries would be scaled",
        ),
        (
            {"use_normalization_before_and_after": True, "normalization_type": "LN"},
            "use_normalization_before_and_after: expected False, got True with .* = 'LN'",
        ),
        ({"use_local_attn": True, "window_size": 2}, "attn_types: expected in the Hooked"),
        (
            {"use_local_attn": True, "window_size": 2, "attn_types": ["near", "local"]},
            r"attn_types: expected 'global' or 'local' for each layer, got \['near', 'local'\]",
        ),
        ({"original_architecture": "Olmo2ForCausalLM"}, "original_architecture: expected None or"),
        ({"new_in_4": 1}, "new_in_4: expected no field of this name in a HookedTransformerConfig"),
    ],
)
def test_a_config_that_the_tensors_dont_fit_or_that_cant_be_honoured_is_refused(
    transformer_lens, change, says
):
    tensors, config = transformer_lens
    with pytest.raises(ValueError, match=says):
        rm.from_transformer_lens(tensors, config=config | change)


@pytest.mark.parametrize(
    "field",
    [
        *("normalization_type", "positional_embedding_type", "attention_dir", "attn_only", "eps"),
        *("n_layers", "n_heads", "d_head", "d_model", "n_ctx", "d_vocab"),
    ],
)
def test_what_decides_logits_and_is_not_said_is_asked_for(transformer_lens, field):
    tensors, config = transformer_lens
    del config[field]
    message = f"{field}: expected in the HookedTransformerConfig, got none"
    with pytest.raises(ValueError, match=message):
        rm.from_transformer_lens(tensors, config=config)


def test_rotary_tables_are_those_that_the_config_says(transformer_lens):
    tensors, config = transformer_lens
    del tensors["pos_embed.W_pos"]
    config |= {"positional_embedding_type": "rotary", "rotary_dim": 2}
    angles = np.arange(9)[:, None] * np.array([1.0, 1.0])
    for n in range(2):
        tensors |= {f"blocks.{n}.attn.rotary_{f.__name__}": f(angles) for f in (np.cos, np.sin)}
    for adjacent in (False, True):
        model = rm.from_transformer_lens(
            tensors, config=config | {"rotary_adjacent_pairs": adjacent}
        )
        assert model.layers[0].rotary.pairing == ("adjacent" if adjacent else "halves")
    assert np.array_equal(model.layers[1].rotary.cos, np.cos(np.arange(9.0))[:, None])
    with pytest.raises(ValueError, match=r"rotary_cos: expected shape \(n_ctx, rotary_dim = 4\)"):
        rm.from_transformer_lens(tensors, config=config | {"rotary_dim": 4})
    tensors["blocks.1.attn.rotary_sin"] = np.sin(angles * np.array([1.0, 2.0]))
    with pytest.raises(ValueError, match=r"blocks\.1\.attn\.rotary_sin: expected each angle for"):
        rm.from_transformer_lens(tensors, config=config)


def test_zero_biases_are_left_out(transformer_lens):
    tensors, config = transformer_lens
    biases = {name: 0 * t for name, t in tensors.items() if name.rsplit(".", 1)[-1][0] == "b"}
    tensors |= biases
    model = rm.from_transformer_lens(tensors, config=config)
    assert model.parts == ("norm", "mlp", "final_norm")
    assert agree(model, direct_logits(tensors, config))


def test_a_tensor_that_is_missing_or_unknown_is_named(transformer_lens):
    tensors, config = transformer_lens
    for name in tensors:
        if not name.endswith(("mask", "IGNORE")):
            rest = {other: t for other, t in tensors.items() if other != name}
            with pytest.raises(ValueError, match=f"tensors: expected one named '{name}', got none"):
                rm.from_transformer_lens(rest, config=config)
    with pytest.raises(
        ValueError, match=r"from_transformer_lens doesn't know blocks\.0\.mlp\.W_gate"
    ):
        rm.from_transformer_lens(tensors | {"blocks.0.mlp.W_gate": np.ones((8, 5))}, config=config)


def test_a_model_comes_with_its_config_alone(transformer_lens):
    tensors, config = transformer_lens
    model = SimpleNamespace(cfg=config, state_dict=lambda: tensors)
    with pytest.raises(ValueError, match="config: expected None with a model that has its own"):
        rm.from_transformer_lens(model, config=config)
    with pytest.raises(ValueError, match="config: expected the model's config"):
        rm.from_transformer_lens(tensors)
    with pytest.raises(ValueError, match="config: expected the model's config"):
        rm.from_transformer_lens(SimpleNamespace(state_dict=lambda: tensors))
    for none in (3, None, [1]):
        with pytest.raises(ValueError, match="source: expected a HookedTransformer, or its state"):
            rm.from_transformer_lens(none)


# --- a TransformerBridge --------------------------------------------------------------------------

GPT2 = {
    **{"model_type": "gpt2", "n_layer": 2, "n_head": 4, "n_embd": 8, "n_positions": 9},
    **{"n_inner": 5, "vocab_size": 13, "layer_norm_epsilon": 1e-3, "activation_function": "relu"},
}


ABSENT = object()


def bridge_of(tensors, config):
    """What a TransformerBridge shows: the model that it wraps, and its weights by their names."""
    config = {name: value for name, value in config.items() if value is not ABSENT}
    parameters = [(name, SimpleNamespace(detach=lambda t=t: t)) for name, t in tensors.items()]
    return SimpleNamespace(
        original_model=SimpleNamespace(config=SimpleNamespace(to_dict=lambda: config)),
        tl_named_parameters=lambda: parameters,
        state_dict=dict,
    )


@pytest.mark.parametrize(
    ("changed", "same"),
    [
        ({}, {}),
        ({"n_inner": None}, {"d_mlp": 32}),
        ({"n_inner": ABSENT}, {"d_mlp": 32}),
        ({"scale_attn_by_inverse_layer_idx": True}, {"scale_attn_by_inverse_layer_idx": True}),
        ({"layer_norm_epsilon": 0.1}, {"eps": 0.1}),
    ],
    ids=lambda v: ", ".join(v) if isinstance(v, dict) else v,
)
def test_a_bridge_is_the_gpt2_that_it_wraps(transformer_lens, changed, same):
    tensors, config = transformer_lens
    config = config | {"d_head": 2} | same
    rng = np.random.default_rng(2)
    cut = {"d_head": (3, 2), "d_mlp": (5, config["d_mlp"])}
    tensors = {
        name: rng.normal(size=[dict(cut.values()).get(n, n) for n in tensor.shape]) / 2
        for name, tensor in tensors.items()
        if not name.endswith(("mask", "IGNORE"))
    }
    model = rm.from_transformer_lens(bridge_of(tensors, GPT2 | changed))
    assert agree(model, direct_logits(tensors, config))


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        (
            {"model_type": "llama"},
            "model_type: expected 'gpt2' in a .*Bridge, got 'llama'",
        ),
        ({"scale_attn_weights": False}, "scale_attn_weights: expected True in a TransformerBridge"),
        ({"n_head": 3}, "n_head: expected "),
        ({"activation_function": "solu"}, "activation_function: expected "),
    ],
    ids=str,
)
def test_a_bridge_that_cant_be_told_is_refused_by_the_fields_name(changed, says):
    with pytest.raises(ValueError, match=f"^{says}"):
        rm.from_transformer_lens(bridge_of({}, GPT2 | changed))
    without = SimpleNamespace(original_model=SimpleNamespace(), state_dict=dict)
    with pytest.raises(ValueError, match="model_type: expected 'gpt2' in a TransformerBridge, got"):
        rm.from_transformer_lens(without)
