"""TransformerLens' models: HookedTransformer, and TransformerBridge around a GPT-2.

It multiplies from the right, so that matrices are transposed. A norm whose gain and bias were
folded into what reads it has no tensors: the config alone says that it is there.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import array_api_compat

from refmath.arguments import refused
from refmath.foreign import gpt2
from refmath.foreign.fields import Config, Fields, config_of, values_of
from refmath.foreign.pretrained import heads_and_width
from refmath.foreign.tensors import Tensors, dtype_name, tensors_in
from refmath.numeric.model.parts import MLP, Norm, Rotary
from refmath.numeric.model.transformer import AttentionLayer, Transformer

if TYPE_CHECKING:
    from refmath.protocols import AnyArray, HasStateDict

POSITIONS = {"standard": "residual", "shortformer": "qk", "rotary": "residual"}
"""TransformerLens' words for where positions come in, and ours; rotary ones have no W_pos."""

ACTIVATIONS = {
    "relu": "relu",
    "relu2": "relu_squared",
    "gelu": "gelu_erf",
    "gelu_new": "gelu_tanh",
    "gelu_pytorch_tanh": "gelu_tanh",
    "silu": "silu",
}
"""The words for what neurons may do, and ours."""

NORMS = (None, "LN", "LNPre", "RMS", "RMSPre")
"""Norms; those whose gain and bias were folded into what reads them end in Pre."""

# Of these architectures `HookedTransformer` computes nothing but what the other fields say.
_ARCHITECTURES = (
    None,
    "neel",
    "neel-solu-old",
    "mingpt",
    "GPT2LMHeadModel",
    "GPT2LMHeadCustomModel",
    "GPTNeoForCausalLM",
    "GPTNeoXForCausalLM",
    "GPTJForCausalLM",
    "OPTForCausalLM",
    "BloomForCausalLM",
    "LlamaForCausalLM",
    "MistralForCausalLM",
    "QWenLMHeadModel",
    "Qwen2ForCausalLM",
    "Qwen3ForCausalLM",
    "PhiForCausalLM",
    "Phi3ForCausalLM",
    "GemmaForCausalLM",
    "Gemma2ForCausalLM",
    "Gemma3ForCausalLM",
)

_HOOKS = "of where hooks may be set"
_NAMES = "of where the model comes from"
_FIRST = "of how weights are drawn at first"
_TEXT = "of how text becomes tokens"
_MACHINE = "of where it is computed"
_TABLES = "how the tables of angles are made, which are read as they are"
_LOCAL = "which layers attend to window_size sources alone"
_EXPERTS = "of mixtures of experts, which are refused"
_ENCODER = "of models with an encoder, which `HookedTransformer` isn't"

FIELDS = Fields(
    "HookedTransformerConfig",
    honoured={
        "n_layers": "the number of layers",
        "d_model": "d_model",
        "n_heads": "the number of heads",
        "d_head": "d_head",
        "n_ctx": "n_ctx; with rotary positions as far as the tables of angles reach (2,048)",
        "d_vocab": "d_vocab",
        "d_vocab_out": "d_out",
        "d_mlp": "d_mlp",
        "n_key_value_heads": "how many keys and values heads share; None for one each",
        "attn_only": "whether there are no MLPs",
        "act_fn": f"of MLPs: {', '.join(ACTIVATIONS)}; other functions are refused",
        "normalization_type": "None, LN, LNPre, RMS, RMSPre: the norms, folded or not",
        "final_rms": "whether the final norm is an RMSNorm where the others are LayerNorms",
        "eps": "ε of every norm",
        "positional_embedding_type": "standard, shortformer, rotary; alibi and others are refused",
        "rotary_dim": "how many coordinates are turned",
        "rotary_adjacent_pairs": "which coordinates are turned together",
        "rotary_base": _TABLES,
        "rotary_scaling_factor": _TABLES,
        "use_NTK_by_parts_rope": _TABLES,
        "NTK_by_parts_low_freq_factor": _TABLES,
        "NTK_by_parts_high_freq_factor": _TABLES,
        "NTK_by_parts_factor": _TABLES,
        "NTK_original_ctx_len": _TABLES,
        "use_yarn_rope": _TABLES,
        "yarn_factor": _TABLES,
        "yarn_attention_factor": _TABLES,
        "yarn_beta_fast": _TABLES,
        "yarn_beta_slow": _TABLES,
        "yarn_original_max_position_embeddings": _TABLES,
        "yarn_truncate": _TABLES,
        "attention_dir": "whether attention is causal or bidirectional",
        "use_attn_scale": "whether scores are divided by attn_scale; the factor goes into W_Q",
        "attn_scale": "what scores are divided by; -1 for √d_head",
        "scale_attn_by_inverse_layer_idx": "whether the scores of layer l are divided by l + 1",
        **dict.fromkeys(("use_local_attn", "attn_types", "window_size"), _LOCAL),
        "rotary_base_local": _TABLES,
        "yarn_global_attn_only": _TABLES,
        "attn_scores_soft_cap": "the cap of scores; -1, 0 or None for none",
        "output_logits_soft_cap": "the cap of logits; -1, 0 or None for none",
        "use_normalization_before_and_after": "whether what heads and MLPs write is normed as well,"
        " by RMSNorms; LayerNorms there are refused",
        "parallel_attn_mlp": "whether MLPs read the stream before the heads write to it",
        "gated_mlp": "whether MLPs are gated; their b_in, added after the product, goes into b_out",
        "dtype": "has to be the tensors': norms round to it",
    },
    without_effect={
        **dict.fromkeys(
            (
                "use_attn_result",
                "use_attn_in",
                "use_split_qkv_input",
                "use_hook_mlp_in",
                "use_hook_tokens",
            ),
            _HOOKS,
        ),
        "ungroup_grouped_query_attention": "of when shared keys and values are repeated",
        **dict.fromkeys(
            (
                "model_name",
                "from_checkpoint",
                "checkpoint_index",
                "checkpoint_label_type",
                "checkpoint_value",
                "trust_remote_code",
            ),
            _NAMES,
        ),
        **dict.fromkeys(("init_mode", "init_weights", "initializer_range", "seed"), _FIRST),
        **dict.fromkeys(("tokenizer_name", "tokenizer_prepends_bos", "default_prepend_bos"), _TEXT),
        **dict.fromkeys(("device", "n_devices"), _MACHINE),
        "n_params": "counts weights",
        "uses_rms_norm": "`normalization_type` says so",
        "layer_norm_folding": "`normalization_type` says so",
        **dict.fromkeys(("experts_per_token", "norm_topk_prob"), _EXPERTS),
        "train_seq_length": "of `use_logn_attn` and `use_dynamic_ntk_rope`, which are refused",
        **dict.fromkeys(
            (
                "relative_attention_max_distance",
                "relative_attention_num_buckets",
                "decoder_start_token_id",
            ),
            _ENCODER,
        ),
        "tie_word_embeddings": "the unembedding has a tensor of its own",
    },
    refused={
        "original_architecture": (_ARCHITECTURES, "it would be computed in ways of its own"),
        "use_qk_norm": ((False,), "queries and keys would be normed"),
        "clip_qkv": ((None,), "queries, keys and values would be clipped"),
        "use_logn_attn": ((False,), "queries would be scaled by their position"),
        "use_dynamic_ntk_rope": ((False,), "angles would depend on the length of the text"),
        "use_attention_sinks": ((False,), "patterns would have a sink"),
        "num_experts": ((None,), "MLPs would be mixtures of experts"),
        "post_embedding_ln": ((False,), "the embedding would be normed"),
        "load_in_4bit": ((False,), "weights would be quantised"),
        "quantization_method": ((None,), "weights would be quantised"),
    },
)


def from_transformer_lens(
    source: HasStateDict | Mapping[str, AnyArray] | str | Path,
    *,
    config: Any = None,
    dtype: str | None = None,
) -> Transformer:
    r"""Return TransformerLens' model as a `Transformer`: exactly, or not at all.

    Its $x W$ is our $x W'^\top$: each matrix is transposed. Every field of the config is honoured,
    has no effect on logits, or is refused by its name if it asks for what a `Transformer` can't do;
    an unknown field is refused, and so is an unknown tensor. Folded norms (LNPre, RMSPre) are norms
    without gain and bias. An attention scale other than $\sqrt{d_{head}}$ goes into $W_Q$. Biases
    that are all zero are left out. Tensors are shared with the original, not copied, where they
    needn't be changed.

    Args:
        source: a `HookedTransformer`; a `TransformerBridge` around a GPT-2 of `transformers`; or,
            with `config`, a `HookedTransformer`'s state dict: arrays of NumPy, torch, … by name, or
            a safetensors file.
        config: of a state dict: the model's `cfg`, or its fields by name.
        dtype: "float32" or "float64", to which narrower weights, float16 or bfloat16, are widened,
            with a warning that says so; None for the weights' own.

    Returns:
        The `Transformer`, in the library of the tensors and on their device (of a file, in NumPy);
        its logits are the original's.

    Raises:
        ValueError: for a field of the config that is unknown or can't be honoured, and for a tensor
            that is missing, unknown or of a wrong shape, each by its name; for weights that are no
            float32 or float64 where no `dtype` is given.
        OSError: for a file that can't be read.

    Source:
        TransformerLens 3.9, `HookedTransformer`, `TransformerBridge`.

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> tensors = {"embed.W_E": np.ones((5, 2)), "unembed.W_U": np.ones((2, 5))}
        >>> tensors |= {"pos_embed.W_pos": np.ones((7, 2)), "unembed.b_U": np.zeros(5)}
        >>> config = {"n_layers": 0, "d_model": 2, "n_heads": 1, "d_head": 2, "n_ctx": 7}
        >>> config |= {"d_vocab": 5, "attn_only": True, "normalization_type": "LNPre", "eps": 1e-5}
        >>> config |= {"positional_embedding_type": "standard", "attention_dir": "causal"}
        >>> model = rm.from_transformer_lens(tensors, config=config)
        >>> model.d_vocab, model.d_model, model.n_ctx, model.parts
        (5, 2, 7, ('final_norm',))
        >>> rm.from_transformer_lens(tensors, config=config | {"use_logn_attn": True})
        Traceback (most recent call last):
        ...
        ValueError: use_logn_attn: expected False, got True: queries would be scaled by their
        position
    """
    if isinstance(source, Mapping):
        return _model(_settings(config_of(FIELDS, config)), source, dtype)
    if isinstance(source, str | Path):
        settings = _settings(config_of(FIELDS, config))
        return _model(settings, tensors_in(Path(source), dtype=dtype), dtype)
    if not callable(getattr(source, "state_dict", None)):
        raise refused("source", "a HookedTransformer, or its state dict", source)
    if config is not None:
        raise refused("config", "None with a model that has its own", config)
    if hasattr(source, "original_model"):
        return _model(*_of_bridge(source), dtype)
    return _model(
        _settings(config_of(FIELDS, getattr(source, "cfg", None))), source.state_dict(), dtype
    )


@dataclass(frozen=True)
class _Settings:
    """What a config says, in our words.

    `norm` and `final_norm` are each one of `NORMS`; `factors` are those of each layer's scores
    beside 1 / √d_head, `windows` how many sources its destinations attend to, None for all;
    `activation` is None without MLPs; `pairing` None without rotary positions.
    """

    sizes: Mapping[str, int]
    norm: str | None
    final_norm: str | None
    eps: float
    positions: str
    pairing: str | None
    causal: bool
    factors: tuple[float, ...]
    shared: bool
    activation: str | None
    dtype: str | None
    windows: tuple[int | None, ...]
    score_cap: float | None = None
    logit_cap: float | None = None
    parallel: bool = False
    gated: bool = False
    normed_after: bool = False


def _settings(config: Config) -> _Settings:
    sizes = {
        name: config.size(name) for name in ("d_model", "n_heads", "d_head", "n_ctx", "d_vocab")
    }
    d_out = config.value("d_vocab_out", -1)
    sizes["d_vocab_out"] = sizes["d_vocab"] if d_out == -1 else config.size("d_vocab_out")
    positions = config.word("positional_embedding_type", tuple(POSITIONS))
    pairing = None
    if positions == "rotary":
        pairing = "adjacent" if config.flag("rotary_adjacent_pairs", False) else "halves"
        sizes["rotary_dim"] = config.size("rotary_dim")
    groups = config.value("n_key_value_heads", None)
    sizes["n_groups"] = sizes["n_heads"] if groups is None else config.size("n_key_value_heads")
    activation = None
    if not config.flag("attn_only"):
        activation = ACTIVATIONS[config.word("act_fn", tuple(ACTIVATIONS))]
        sizes["d_mlp"] = config.size("d_mlp")
    norm = config.value("normalization_type")
    if norm not in NORMS:
        raise refused("normalization_type", " or ".join(map(repr, NORMS)), norm)
    rms = config.flag("final_rms", False) and norm is not None
    return _Settings(
        sizes,
        norm,
        str(norm).replace("LN", "RMS") if rms else norm,
        config.number("eps"),
        positions,
        pairing,
        config.word("attention_dir", ("causal", "bidirectional")) == "causal",
        _score_factors(config, sizes["d_head"]),
        groups is not None,
        activation,
        None if config.value("dtype", None) is None else dtype_name(config.value("dtype")),
        _windows(config),
        _cap(config, "attn_scores_soft_cap"),
        _cap(config, "output_logits_soft_cap"),
        activation is not None and config.flag("parallel_attn_mlp", False),
        config.flag("gated_mlp", False),
        _normed_after(config, norm),
    )


def _windows(config: Config) -> tuple[int | None, ...]:
    n_layers = config.count("n_layers")
    # Where attention is bidirectional, nothing is masked.
    if not config.flag("use_local_attn", False) or config.value("attention_dir") != "causal":
        return (None,) * n_layers
    kinds, window = config.value("attn_types"), config.size("window_size")
    if not isinstance(kinds, list | tuple) or not set(kinds) <= {"global", "local"}:
        raise refused("attn_types", "'global' or 'local' for each layer", kinds)
    if len(kinds) < n_layers:
        raise refused("attn_types", f"{n_layers} words, one a layer", kinds)
    return tuple(window if kind == "local" else None for kind in kinds[:n_layers])


def _cap(config: Config, name: str) -> float | None:
    unset = config.value(name, -1.0) in (None, -1.0, 0.0)
    return None if unset else config.number(name)


def _normed_after(config: Config, norm: str | None) -> bool:
    name = "use_normalization_before_and_after"
    if not config.flag(name, False) or norm is None:
        return False
    if not norm.startswith("RMS"):
        because = f" with normalization_type = {norm!r}: no HookedTransformer can be made of it"
        raise refused(name, "False", True, because)
    return True


def _score_factors(config: Config, d_head: int) -> tuple[float, ...]:
    divisor = 1.0
    if config.flag("use_attn_scale", True):
        unset = config.value("attn_scale", -1.0) == -1.0
        divisor = math.sqrt(d_head) if unset else config.number("attn_scale")
    by_layer = config.flag("scale_attn_by_inverse_layer_idx", False)
    factor = math.sqrt(d_head) / divisor
    n_layers = config.count("n_layers")
    return tuple(factor / (layer + 1) if by_layer else factor for layer in range(n_layers))


def _of_bridge(bridge: Any) -> tuple[_Settings, dict[str, Any]]:
    """Read a TransformerBridge: what it wraps says how it computes, it says with which weights."""
    inner = getattr(bridge.original_model, "config", None)
    values = {} if inner is None else values_of(inner)
    if values.get("model_type") != "gpt2":
        raise refused("model_type", "'gpt2' in a TransformerBridge", values.get("model_type"))
    config = config_of(gpt2.FIELDS, values)
    if not config.flag("scale_attn_weights", True):
        because = ": it divides scores by √d_head all the same"
        raise refused("scale_attn_weights", "True in a TransformerBridge", False, because)
    n_heads, d_model = heads_and_width(config, "n_head", "n_embd")
    tensors = {name: tensor.detach() for name, tensor in bridge.tl_named_parameters()}
    gpt2.check_scores_dtype(config, {dtype_name(tensor) for tensor in tensors.values()})
    inner = config.value("n_inner", None)
    sizes = {
        "d_model": d_model,
        "n_heads": n_heads,
        "n_groups": n_heads,
        "d_head": d_model // n_heads,
        "n_ctx": config.size("n_positions"),
        "d_vocab": config.size("vocab_size"),
        "d_vocab_out": config.size("vocab_size"),
        "d_mlp": 4 * d_model if inner is None else config.size("n_inner"),
    }
    eps, factors = config.number("layer_norm_epsilon"), tuple(gpt2.score_factors(config))
    settings = _Settings(
        sizes,
        "LN",
        "LN",
        eps,
        "standard",
        None,
        True,
        factors,
        False,
        gpt2.activation(config),
        None,
        (None,) * len(factors),
    )
    return settings, tensors


def _model(settings: _Settings, tensors: Any, dtype: str | None) -> Transformer:
    rest, sizes = Tensors(tensors, dtype=dtype), settings.sizes
    if settings.dtype is not None and rest.dtypes - {settings.dtype}:
        found = " and ".join(sorted(rest.dtypes))
        raise refused("dtype", f"{found} in the config, as the tensors have", settings.dtype)
    W_E = _turned(rest, "embed.W_E", sizes, "d_vocab", "d_model")
    W_U = _turned(rest, "unembed.W_U", sizes, "d_model", "d_vocab_out")
    W_pos = None
    if settings.positions != "rotary":
        W_pos = _turned(rest, "pos_embed.W_pos", sizes, "n_ctx", "d_model")
    rest.count("blocks", len(settings.factors))
    layers = [_layer(rest, n, settings) for n in range(len(settings.factors))]
    final_norm = _norm(rest, "ln_final", settings.final_norm, settings.eps)
    b_U = rest.bias("unembed.b_U")
    rest.refuse_what_is_left("from_transformer_lens")
    return Transformer(
        W_E,
        W_U,
        layers,
        W_pos=W_pos,
        positions=POSITIONS[settings.positions],
        causal=settings.causal,
        final_norm=final_norm,
        b_U=b_U,
        logit_cap=settings.logit_cap,
    )


def _layer(rest: Tensors, n: int, settings: _Settings) -> AttentionLayer:
    name, sizes, factor = f"blocks.{n}.attn", settings.sizes, settings.factors[n]
    own = "_" if settings.shared else ""  # what heads share has a name of its own
    W_Q = _turned(rest, f"{name}.W_Q", sizes, "n_heads", "d_model", "d_head")
    b_Q = rest.bias(f"{name}.b_Q")
    if factor != 1:  # of the scores, and so of the queries
        W_Q, b_Q = W_Q * factor, None if b_Q is None else b_Q * factor
    return AttentionLayer(
        W_Q,
        _turned(rest, f"{name}.{own}W_K", sizes, "n_groups", "d_model", "d_head"),
        _turned(rest, f"{name}.{own}W_V", sizes, "n_groups", "d_model", "d_head"),
        _turned(rest, f"{name}.W_O", sizes, "n_heads", "d_head", "d_model"),
        b_Q=b_Q,
        b_K=rest.bias(f"{name}.{own}b_K"),
        b_V=rest.bias(f"{name}.{own}b_V"),
        b_O=rest.bias(f"{name}.b_O"),
        norm=_norm(rest, f"blocks.{n}.ln1", settings.norm, settings.eps),
        rotary=_rotary(rest, name, settings),
        post_norm=_post_norm(rest, f"blocks.{n}.ln1_post", settings),
        score_cap=settings.score_cap,
        window=settings.windows[n],
        parallel=settings.parallel,
        mlp=_mlp(rest, f"blocks.{n}", settings),
    )


def _mlp(rest: Tensors, name: str, settings: _Settings) -> MLP | None:
    if settings.activation is None:
        return None
    W_in = _turned(rest, f"{name}.mlp.W_in", settings.sizes, "d_model", "d_mlp")
    W_out = _turned(rest, f"{name}.mlp.W_out", settings.sizes, "d_mlp", "d_model")
    b_in, b_out = rest.bias(f"{name}.mlp.b_in"), rest.bias(f"{name}.mlp.b_out")
    W_gate = None
    if settings.gated:
        W_gate = _turned(rest, f"{name}.mlp.W_gate", settings.sizes, "d_model", "d_mlp")
        if b_in is not None:  # added after the product: all that it does is known
            written = array_api_compat.array_namespace(W_out).matmul(W_out, b_in)
            b_in, b_out = None, written if b_out is None else b_out + written
    return MLP(
        W_in,
        W_out,
        b_in=b_in,
        b_out=b_out,
        W_gate=W_gate,
        norm=_norm(rest, f"{name}.ln2", settings.norm, settings.eps),
        post_norm=_post_norm(rest, f"{name}.ln2_post", settings),
        activation=settings.activation,
    )


def _norm(rest: Tensors, name: str, kind: str | None, eps: float) -> Norm | None:
    if kind is None:
        return None
    folded = kind.endswith("Pre")
    gain = None if folded else rest.taken(f"{name}.w")
    bias = rest.bias(f"{name}.b") if kind == "LN" else None
    return Norm(gain, bias, centred=kind.startswith("LN"), eps=eps)


def _post_norm(rest: Tensors, name: str, settings: _Settings) -> Norm | None:
    """Return the norm of what is written; its gain is never folded."""
    return _norm(rest, name, "RMS", settings.eps) if settings.normed_after else None


def _rotary(rest: Tensors, name: str, settings: _Settings) -> Rotary | None:
    if settings.pairing is None:
        return None
    tables = {table: rest.taken(f"{name}.rotary_{table}") for table in ("cos", "sin")}
    half = settings.sizes["rotary_dim"] // 2
    for table, angles in tables.items():
        if angles.ndim != 2 or angles.shape[1] != 2 * half or half == 0:
            raise ValueError(
                f"{name}.rotary_{table}: expected shape (n_ctx, rotary_dim ="
                f" {settings.sizes['rotary_dim']}), got {tuple(angles.shape)}"
            )
    # Each angle stands there twice, once for each coordinate of a pair.
    of_pairs = slice(0, half) if settings.pairing == "halves" else slice(0, 2 * half, 2)
    others = slice(half, 2 * half) if settings.pairing == "halves" else slice(1, 2 * half, 2)
    for table, angles in tables.items():
        xp = array_api_compat.array_namespace(angles)
        if not bool(xp.all(angles[:, of_pairs] == angles[:, others])):
            raise ValueError(
                f"{name}.rotary_{table}: expected each angle for both coordinates of a pair, as"
                " rotary_adjacent_pairs says, got others"
            )
    cos, sin = (tables[table][:, of_pairs] for table in ("cos", "sin"))
    return Rotary(cos, sin, pairing=settings.pairing)


def _turned(rest: Tensors, name: str, sizes: Mapping[str, int], *axes: str) -> Any:
    """Return a matrix, or one a head, transposed; its sizes are those that the config says."""
    turned = rest.turned(name)
    expected = tuple(sizes[axis] for axis in axes)
    got = (*turned.shape[:-2], turned.shape[-1], turned.shape[-2])
    if got != expected:
        raise ValueError(f"{name}: expected shape {expected}, as the config says, got {got}")
    return turned
