"""Every option of a peer's config, set to another legal value: equal logits, or refused by name.

Each in turn, on models of several kinds, and random pairs; nothing else passes. A field that a new
version of a peer brings is in no list here, and fails until it is.
"""

import copy
import dataclasses
import itertools
import re
import tempfile
import warnings
from unittest import mock

import numpy as np
import pytest

import refmath as rm
from refmath.foreign import (
    bloom,
    falcon,
    gemma,
    gemma2,
    gemma3,
    gpt2,
    gpt_neo,
    gpt_neox,
    gptj,
    llama,
    mistral,
    olmo2,
    opt,
    phi,
    qwen2,
    qwen3,
    starcoder2,
    transformer_lens,
)

torch = pytest.importorskip("torch")
peer = pytest.importorskip("transformer_lens")
transformers = pytest.importorskip("transformers")


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    """Tiny products are done by the time that threads have met."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


TOKENS = torch.tensor([[0, 5, 12, 5, 3, 3, 7, 0, 1], [1, 2, 3, 1, 2, 3, 1, 2, 3]])
EXACT, REFUSED, NOT_THEIRS = "exact", "refused", "refused by the original"


def drawn(model, scale=0.3):
    """The same model with random weights, those of norms and biases among them."""
    torch.manual_seed(1)
    with torch.no_grad():
        for weight in model.parameters():
            weight.copy_(torch.randn_like(weight) * scale)
    return model.eval()


# --- HookedTransformer ----------------------------------------------------------------------------

SIZES = {"n_layers": 2, "d_model": 8, "n_heads": 4, "d_head": 4, "n_ctx": 9, "d_vocab": 13}
HOOKED = {
    "attention only": {
        "attn_only": True,
        "normalization_type": None,
        "positional_embedding_type": "shortformer",
    },
    "as from_pretrained": {"act_fn": "gelu_new", "normalization_type": "LNPre"},
    "norms and MLPs": {"act_fn": "relu", "normalization_type": "LN"},
    "rotary": {
        "act_fn": "gelu_new",
        "normalization_type": "RMS",
        "positional_embedding_type": "rotary",
        "rotary_dim": 4,
        "n_key_value_heads": 2,
    },
}
LOCAL = {"use_local_attn": True, "window_size": 3, "attn_types": ["local", "global", "local"]}

# By its field: what is set, beside which other fields it can be or means anything.
HOOKED_FLIPS = {
    "n_layers": [{"n_layers": 0}, {"n_layers": 3}],
    "d_model": [{"d_model": 12}],
    "n_heads": [{"n_heads": 2}],
    "d_head": [{"d_head": 6}],
    "n_ctx": [{"n_ctx": 12}],
    "d_vocab": [{"d_vocab": 17}],
    "d_vocab_out": [{"d_vocab_out": 5}],
    "d_mlp": [{"d_mlp": 7}],
    "n_key_value_heads": [{"n_key_value_heads": None}, {"n_key_value_heads": 1}],
    "attn_only": [{"attn_only": True}, {"attn_only": False}],
    "act_fn": [
        {"act_fn": name}
        for name in (
            *("relu", "gelu", "silu", "gelu_new", "gelu_fast", "gelu_pytorch_tanh"),
            *("solu", "solu_ln", "xielu", "relu2"),
        )
    ],
    "normalization_type": [
        {"normalization_type": kind} for kind in (None, "LN", "LNPre", "RMS", "RMSPre")
    ],
    "final_rms": [{"final_rms": True}],
    "eps": [{"eps": 1e-2}],
    "positional_embedding_type": [
        {"positional_embedding_type": kind} for kind in ("standard", "shortformer", "alibi")
    ]
    + [{"positional_embedding_type": "rotary", "rotary_dim": 4}],
    "rotary_dim": [{"rotary_dim": 2}],
    "rotary_adjacent_pairs": [{"rotary_adjacent_pairs": True}],
    "rotary_base": [{"rotary_base": 50}],
    "rotary_scaling_factor": [{"rotary_scaling_factor": 3.0}],
    "use_NTK_by_parts_rope": [{"use_NTK_by_parts_rope": True, "NTK_original_ctx_len": 4}],
    **{
        name: [{"use_NTK_by_parts_rope": True, "NTK_original_ctx_len": 8, name: value}]
        for name, value in {
            "NTK_by_parts_low_freq_factor": 0.5,
            "NTK_by_parts_high_freq_factor": 6.0,
            "NTK_by_parts_factor": 3.0,
            "NTK_original_ctx_len": 16,
        }.items()
    },
    "use_yarn_rope": [{"use_yarn_rope": True, "yarn_factor": 4.0}],
    **{
        name: [{"use_yarn_rope": True, "yarn_factor": 4.0, name: value}]
        for name, value in {
            "yarn_factor": 2.0,
            "yarn_attention_factor": 1.3,
            "yarn_beta_fast": 4.0,
            "yarn_beta_slow": 0.5,
            "yarn_original_max_position_embeddings": 8,
            "yarn_truncate": False,
        }.items()
    },
    "yarn_global_attn_only": [
        {"use_yarn_rope": True, "yarn_factor": 4.0, "yarn_global_attn_only": True}
    ],
    "attention_dir": [{"attention_dir": "bidirectional"}],
    "use_attn_scale": [{"use_attn_scale": False}],
    "attn_scale": [{"attn_scale": 3.0}],
    "scale_attn_by_inverse_layer_idx": [{"scale_attn_by_inverse_layer_idx": True}],
    "dtype": [{"dtype": torch.float32}, {"dtype": torch.float16}, {"dtype": torch.bfloat16}],
    "use_attn_result": [{"use_attn_result": True}],
    "use_attn_in": [{"use_attn_in": True}],
    "use_split_qkv_input": [{"use_split_qkv_input": True}],
    "use_hook_mlp_in": [{"use_hook_mlp_in": True}],
    "use_hook_tokens": [{"use_hook_tokens": True}],
    "ungroup_grouped_query_attention": [{"ungroup_grouped_query_attention": True}],
    "model_name": [{"model_name": "mine"}],
    "from_checkpoint": [{"from_checkpoint": True}],
    "checkpoint_index": [{"checkpoint_index": 3}],
    "checkpoint_label_type": [{"checkpoint_label_type": "step"}],
    "checkpoint_value": [{"checkpoint_value": 3}],
    "trust_remote_code": [{"trust_remote_code": True}],
    "init_mode": [{"init_mode": "xavier_normal"}],
    "init_weights": [{"init_weights": False}],
    "initializer_range": [{"initializer_range": 0.1}],
    "seed": [{"seed": 5}],
    "tokenizer_prepends_bos": [{"tokenizer_prepends_bos": True}],
    "default_prepend_bos": [{"default_prepend_bos": False}],
    "n_params": [{"n_params": 1}],
    "uses_rms_norm": [{"uses_rms_norm": True}],
    "layer_norm_folding": [{"layer_norm_folding": True}],
    "attn_types": [{**LOCAL, "attn_types": ["global", "local", "local"]}],
    "window_size": [{**LOCAL, "window_size": 2}],
    "rotary_base_local": [{**LOCAL, "rotary_base_local": 7}],
    "experts_per_token": [{"num_experts": 2, "experts_per_token": 2}],
    "norm_topk_prob": [{"norm_topk_prob": True}],
    "train_seq_length": [{"train_seq_length": 4}],
    "relative_attention_max_distance": [{"relative_attention_max_distance": 5}],
    "relative_attention_num_buckets": [{"relative_attention_num_buckets": 5}],
    "decoder_start_token_id": [{"decoder_start_token_id": 1}],
    "tie_word_embeddings": [{"tie_word_embeddings": True}],
    "original_architecture": [
        {"original_architecture": name}
        for name in (
            *("GPT2LMHeadModel", "neel", "LlamaForCausalLM"),
            *("Olmo2ForCausalLM", "Olmo3ForCausalLM", "NewForCausalLM"),
        )
    ],
    "use_local_attn": [LOCAL],
    "use_qk_norm": [{"use_qk_norm": True}],
    "clip_qkv": [{"clip_qkv": 0.2}],
    "use_logn_attn": [{"use_logn_attn": True, "train_seq_length": 4}],
    "use_dynamic_ntk_rope": [{"use_dynamic_ntk_rope": True, "train_seq_length": 4}],
    "use_attention_sinks": [{"use_attention_sinks": True}],
    "attn_scores_soft_cap": [{"attn_scores_soft_cap": 0.3}],
    "output_logits_soft_cap": [{"output_logits_soft_cap": 0.3}],
    "parallel_attn_mlp": [{"parallel_attn_mlp": True}],
    "gated_mlp": [{"gated_mlp": True}],
    "num_experts": [{"num_experts": 2, "experts_per_token": 1}],
    "post_embedding_ln": [{"post_embedding_ln": True}],
    "use_normalization_before_and_after": [
        {"use_normalization_before_and_after": True, "normalization_type": norm}
        for norm in ("RMS", "RMSPre", None)
    ],
    "quantization_method": [{"quantization_method": "mxfp4"}],
}
# What can't be had here: a tokenizer from elsewhere, other machines, a package of its own.
HOOKED_UNTRIED = {"tokenizer_name", "device", "n_devices", "load_in_4bit"}


def hooked(options):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        config = {**SIZES, "dtype": torch.float64, "device": "cpu", **options}
        return drawn(peer.HookedTransformer(peer.HookedTransformerConfig(**config)))


def outcome(make, options, load, logits, flipped):
    """What became of a model with some options; an error for logits that are not its own."""
    own, refusal = None, ""
    try:
        original = make(options)
    except Exception:
        return NOT_THEIRS
    try:
        own = load(original)  # before it has run: some change their tables as they do
    except ValueError as error:
        refusal = str(error)
    if own is None:
        assert re.match(rf"({'|'.join(flipped)}): expected ", refusal), f"{options}: {refusal}"
        return REFUSED
    try:
        want = logits(original).detach()
    except Exception:
        return NOT_THEIRS
    bound = 2 * rm.logits_error(own, TOKENS)
    ratio = rm.rounding.worst_ratio(rm.logits(own, TOKENS).detach(), want, bound)
    assert ratio <= 1, f"{options}: the logits are off by {ratio:.3g} times what rounding explains"
    return EXACT


def of_hooked(options, flipped):
    def logits(model):
        return model(TOKENS)

    return outcome(hooked, options, rm.from_transformer_lens, logits, flipped)


def fields_of_hooked():
    config = peer.HookedTransformerConfig(**SIZES)
    return {field.name for field in dataclasses.fields(config)} | set(config.to_dict())


def in_lists(fields):
    return {*fields.honoured, *fields.without_effect, *fields.refused}


def test_every_field_of_hooked_transformer_config_is_in_one_list_and_is_flipped_here():
    assert in_lists(transformer_lens.FIELDS) == fields_of_hooked()
    assert HOOKED_FLIPS.keys() | HOOKED_UNTRIED == fields_of_hooked()
    assert not HOOKED_FLIPS.keys() & HOOKED_UNTRIED


@pytest.mark.parametrize("field", HOOKED_FLIPS)
def test_each_option_of_hooked_transformer_gives_its_logits_or_is_refused_by_name(field):
    found = [
        of_hooked({**base, **flip}, flip.keys())
        for base in HOOKED.values()
        for flip in HOOKED_FLIPS[field]
    ]
    lists = transformer_lens.FIELDS
    if field in lists.refused:
        assert REFUSED in found
    elif field != "experts_per_token":  # which stands beside num_experts alone, that is refused
        assert EXACT in found


def pairs_of(flips, bases, n, seed):
    """Random pairs of fields, each with a base and a value for each of the two."""
    rng = np.random.default_rng(seed)
    pairs = list(itertools.combinations(sorted(flips), 2))
    kinds = list(bases)
    for at in rng.permutation(len(pairs))[:n]:
        chosen = [flips[field][rng.integers(len(flips[field]))] for field in pairs[at]]
        base = kinds[rng.integers(len(kinds))]
        yield pytest.param(base, chosen[0] | chosen[1], id=f"{'-'.join(pairs[at])}-{base}")


@pytest.mark.parametrize(("base", "flip"), list(pairs_of(HOOKED_FLIPS, HOOKED, 150, 0)))
def test_random_pairs_of_options_of_hooked_transformer(base, flip):
    of_hooked({**HOOKED[base], **flip}, flip.keys())


def test_the_share_of_options_that_are_honoured_is_what_it_was(capsys):
    lines = []
    for fields in (transformer_lens.FIELDS, gpt2.FIELDS, *(own for own, _ in FAMILIES.values())):
        deciding = len(fields.honoured) + len(fields.refused)
        lines.append(
            f"{fields.owner}: {len(fields.honoured)} of {deciding} fields that decide logits are"
            f" honoured, {len(fields.refused)} refused; {len(fields.without_effect)} others"
        )
    with capsys.disabled():
        print("\n" + "\n".join(lines))
    # What a layered computation of today's parts can express is exact, not refused.
    assert {
        *("normalization_type", "final_rms", "eps", "attention_dir", "rotary_adjacent_pairs"),
        *("use_attn_scale", "attn_scale", "scale_attn_by_inverse_layer_idx", "d_vocab_out"),
        *("n_key_value_heads", "act_fn", "positional_embedding_type", "use_yarn_rope"),
        *("use_local_attn", "attn_scores_soft_cap", "parallel_attn_mlp", "gated_mlp"),
        *("output_logits_soft_cap", "use_normalization_before_and_after"),
    } <= transformer_lens.FIELDS.honoured.keys()
    assert {
        *("activation_function", "scale_attn_weights", "scale_attn_by_inverse_layer_idx"),
        *("layer_norm_epsilon", "n_head", "n_inner", "tie_word_embeddings"),
    } <= gpt2.FIELDS.honoured.keys()


# Were one of these not read, but taken for what the base has.
DECISIVE = [
    *("eps", "attention_dir", "use_attn_scale", "attn_scale", "scale_attn_by_inverse_layer_idx"),
    *("act_fn", "final_rms", "normalization_type", "rotary_adjacent_pairs", "use_local_attn"),
    *("attn_scores_soft_cap", "output_logits_soft_cap", "parallel_attn_mlp"),
]


@pytest.mark.parametrize("field", DECISIVE)
def test_an_option_that_were_not_read_would_be_seen(field):
    seen = []
    # A parallel MLP has to be there: without one the original can't run.
    bases = [base for base in HOOKED.values() if field != "parallel_attn_mlp" or "act_fn" in base]
    for base, flip in itertools.product(bases, HOOKED_FLIPS[field]):
        original = hooked({**base, **flip})
        config = dict(original.cfg.to_dict()) | {field: getattr(hooked(base).cfg, field)}
        try:
            own = rm.from_transformer_lens(original.state_dict(), config=config)
        except ValueError:
            continue
        apart = rm.rounding.worst_ratio(
            rm.logits(own, TOKENS), original(TOKENS).detach(), 2 * rm.logits_error(own, TOKENS)
        )
        seen.append(apart > 1)
    assert any(seen) or field in {"rotary_adjacent_pairs"}  # whose tables don't fit: it is refused


# Each of these changes logits: were it taken for one without effect, they would be wrong.
WRONG_OTHERWISE = ["clip_qkv", "use_logn_attn", "use_dynamic_ntk_rope"]


@pytest.mark.parametrize("field", WRONG_OTHERWISE)
def test_a_refused_option_that_were_let_pass_would_be_seen(field):
    fields = transformer_lens.FIELDS
    loose = dataclasses.replace(
        fields,
        refused={name: v for name, v in fields.refused.items() if name != field},
        without_effect={**fields.without_effect, field: "so it is believed"},
    )
    with mock.patch.object(transformer_lens, "FIELDS", loose):
        found = [off(base | HOOKED_FLIPS[field][0]) for base in HOOKED.values()]
    assert any(found)


def off(options):
    try:
        of_hooked(options, options.keys())
    except AssertionError as error:
        return "the logits are off" in str(error)
    return False


# What was once loaded without a word, and wrong: by cell, what is set and what becomes of it.
ONCE_WRONG = {
    "folded LayerNorm": ("attention only", {"normalization_type": "LNPre"}, EXACT),
    "folded RMSNorm": ("attention only", {"normalization_type": "RMSPre"}, EXACT),
    "folded norms, MLPs": ("norms and MLPs", {"normalization_type": "LNPre"}, EXACT),
    "folded final RMSNorm": ("as from_pretrained", {"final_rms": True}, EXACT),
    "rotary_adjacent_pairs": ("rotary", {"rotary_adjacent_pairs": True}, EXACT),
    "bidirectional": ("attention only", {"attention_dir": "bidirectional"}, EXACT),
    "local windows": ("attention only", {**LOCAL, "attn_types": ["local"] * 2}, EXACT),
    "use_attn_scale": ("attention only", {"use_attn_scale": False}, EXACT),
    "attn_scale": ("attention only", {"attn_scale": 0.7}, EXACT),
    "by layer": ("attention only", {"scale_attn_by_inverse_layer_idx": True}, EXACT),
    "attn_scores_soft_cap": ("attention only", {"attn_scores_soft_cap": 0.5}, EXACT),
    "output_logits_soft_cap": ("attention only", {"output_logits_soft_cap": 0.5}, EXACT),
    "clip_qkv": ("attention only", {"clip_qkv": 0.5}, REFUSED),
    "use_logn_attn": ("rotary", {"use_logn_attn": True, "train_seq_length": 4}, REFUSED),
    "alibi": ("attention only", {"positional_embedding_type": "alibi"}, REFUSED),
}


@pytest.mark.parametrize("cell", ONCE_WRONG)
def test_what_transformer_lens_models_were_once_loaded_wrongly_is_exact_or_refused(cell):
    base, flip, expected = ONCE_WRONG[cell]
    assert of_hooked({**HOOKED[base], **flip}, flip.keys()) == expected


# --- GPT-2 ----------------------------------------------------------------------------------------

GPT2 = {"vocab_size": 13, "n_positions": 9, "n_embd": 8, "n_layer": 2, "n_head": 2}
GPT2 |= {"bos_token_id": 0, "eos_token_id": 0}
GPT2_BASES = {
    "float64": {"dtype": torch.float64},
    "float32": {"dtype": torch.float32},
    "untied, relu, eager": {
        "dtype": torch.float64,
        "tie_word_embeddings": False,
        "activation_function": "relu",
        "attn_implementation": "eager",
    },
}
GPT2_FLIPS = {
    "vocab_size": [{"vocab_size": 17}],
    "n_positions": [{"n_positions": 12}],
    "n_embd": [{"n_embd": 12}],
    "n_layer": [{"n_layer": 0}, {"n_layer": 3}],
    "n_head": [{"n_head": 4}, {"n_head": 1}],
    "n_inner": [{"n_inner": 5}],
    "activation_function": [
        {"activation_function": name} for name in sorted(transformers.activations.ACT2FN)
    ],
    "resid_pdrop": [{"resid_pdrop": 0.5}],
    "embd_pdrop": [{"embd_pdrop": 0.5}],
    "attn_pdrop": [{"attn_pdrop": 0.5}],
    "layer_norm_epsilon": [{"layer_norm_epsilon": 1e-2}],
    "initializer_range": [{"initializer_range": 0.5}],
    "summary_type": [{"summary_type": "mean"}],
    "summary_use_proj": [{"summary_use_proj": False}],
    "summary_activation": [{"summary_activation": "tanh"}],
    "summary_proj_to_labels": [{"summary_proj_to_labels": False}],
    "summary_first_dropout": [{"summary_first_dropout": 0.5}],
    "scale_attn_weights": [{"scale_attn_weights": False}],
    "use_cache": [{"use_cache": False}],
    "bos_token_id": [{"bos_token_id": 1}],
    "eos_token_id": [{"eos_token_id": 1}],
    "pad_token_id": [{"pad_token_id": 1}],
    "scale_attn_by_inverse_layer_idx": [{"scale_attn_by_inverse_layer_idx": True}],
    "reorder_and_upcast_attn": [
        {"reorder_and_upcast_attn": True},
        {"reorder_and_upcast_attn": True, "attn_implementation": "eager"},
    ],
    "add_cross_attention": [{"add_cross_attention": True}],
    "tie_word_embeddings": [{"tie_word_embeddings": True}, {"tie_word_embeddings": False}],
    "architectures": [{"architectures": ["Another"]}],
    "chunk_size_feed_forward": [{"chunk_size_feed_forward": 3}],
    "dtype": [{"dtype": torch.float32}, {"dtype": torch.float64}],
    "id2label": [{"id2label": {0: "a", 1: "b", 2: "c"}}],
    "label2id": [{"label2id": {"a": 0, "b": 1}}],
    "is_encoder_decoder": [{"is_encoder_decoder": True}],
    "output_hidden_states": [{"output_hidden_states": True}],
    "output_attentions": [{"output_attentions": True, "attn_implementation": "eager"}],
    "problem_type": [{"problem_type": "regression"}],
    "return_dict": [{"return_dict": False}],
    "transformers_version": [{"transformers_version": "4.0"}],
    "_name_or_path": [{"_name_or_path": "mine"}],
    "quantization_config": [{"quantization_config": {"quant_method": "gptq"}}],
    "pruned_heads": [{"pruned_heads": {0: [1]}}],
}
# Another family's is in the tests of families; the rest stand in files of older versions alone.
GPT2_UNTRIED = {"model_type"}
GPT2_NOT_THEIRS = {"return_dict"}  # this version can't run without


def gpt2_of(options):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        config = transformers.GPT2Config(**{**GPT2, **options})
        model = transformers.GPT2LMHeadModel(config).to(options["dtype"])
        return drawn(model)


def logits_of_gpt2(model):
    found = model(TOKENS)
    return found[0] if isinstance(found, tuple) else found.logits


def of_gpt2(options, flipped):
    return outcome(gpt2_of, options, rm.from_hugging_face, logits_of_gpt2, flipped)


def test_every_field_of_gpt2_config_is_in_one_list_and_is_flipped_here():
    config = transformers.GPT2Config()
    fields = {field.name for field in dataclasses.fields(config)} | set(config.to_dict())
    assert fields <= in_lists(gpt2.FIELDS)
    assert fields <= GPT2_FLIPS.keys() | GPT2_UNTRIED


@pytest.mark.parametrize("field", GPT2_FLIPS)
def test_each_option_of_gpt2_gives_its_logits_or_is_refused_by_name(field):
    found = [
        of_gpt2({**base, **flip}, flip.keys())
        for base in GPT2_BASES.values()
        for flip in GPT2_FLIPS[field]
    ]
    if field in GPT2_NOT_THEIRS:
        assert set(found) == {NOT_THEIRS}
    else:
        assert (REFUSED if field in gpt2.FIELDS.refused else EXACT) in found


@pytest.mark.parametrize(("base", "flip"), list(pairs_of(GPT2_FLIPS, GPT2_BASES, 100, 1)))
def test_random_pairs_of_options_of_gpt2(base, flip):
    of_gpt2({**GPT2_BASES[base], **flip}, flip.keys())


def test_a_new_field_of_a_peer_would_be_seen():
    config = transformers.GPT2Config(**GPT2, attention_window=4)
    model = drawn(transformers.GPT2LMHeadModel(config))
    with pytest.raises(ValueError, match="attention_window: expected no field of this name"):
        rm.from_hugging_face(model)


GPT2_ONCE_WRONG = {
    "twins": ({"activation_function": "gelu_pytorch_tanh"}, EXACT),
    "relu": ({"activation_function": "relu"}, EXACT),
    "gelu": ({"activation_function": "gelu"}, EXACT),
    "silu": ({"activation_function": "silu"}, EXACT),
    "mish": ({"activation_function": "mish"}, REFUSED),
    "scale_attn_weights": ({"scale_attn_weights": False}, EXACT),
    "by layer": ({"scale_attn_by_inverse_layer_idx": True}, EXACT),
    "eps": ({"layer_norm_epsilon": 1e-2}, EXACT),
    "n_head": ({"n_head": 4}, EXACT),
}


@pytest.mark.parametrize("cell", GPT2_ONCE_WRONG)
def test_what_gpt2_models_were_once_loaded_wrongly_is_exact_or_refused(cell):
    flip, expected = GPT2_ONCE_WRONG[cell]
    assert of_gpt2({**GPT2_BASES["float64"], **flip}, flip.keys()) == expected


# --- Llama and its relatives ----------------------------------------------------------------------

SMALL = {"vocab_size": 13, "hidden_size": 12, "intermediate_size": 7, "num_hidden_layers": 2}
SMALL |= {"num_attention_heads": 6, "num_key_value_heads": 2, "max_position_embeddings": 11}
SMALL |= {"bos_token_id": 0, "eos_token_id": 0, "pad_token_id": None}
SCALED = {
    "linear": {"rope_type": "linear", "rope_theta": 50.0, "factor": 3.0},
    "llama3": {"rope_type": "llama3", "rope_theta": 5e5, "factor": 8.0, "low_freq_factor": 1.0}
    | {"high_freq_factor": 4.0, "original_max_position_embeddings": 8},
    "yarn": {"rope_type": "yarn", "rope_theta": 1e4, "factor": 4.0}
    | {"original_max_position_embeddings": 8},
    "yarn of one's own": {"rope_type": "yarn", "rope_theta": 1e4, "factor": 4.0}
    | {"original_max_position_embeddings": 8, "beta_fast": 4.0, "beta_slow": 0.5}
    | {"attention_factor": 1.3, "truncate": False},
    "dynamic": {"rope_type": "dynamic", "rope_theta": 1e4, "factor": 4.0},
}
OF_ALL = {
    "vocab_size": [{"vocab_size": 17}],
    "hidden_size": [{"hidden_size": 96}],
    "intermediate_size": [{"intermediate_size": 5}],
    "num_hidden_layers": [{"num_hidden_layers": 0}, {"num_hidden_layers": 1}],
    "num_attention_heads": [{"num_attention_heads": 2}],
    "num_key_value_heads": [{"num_key_value_heads": None}, {"num_key_value_heads": 1}],
    "head_dim": [{"head_dim": 4}, {"head_dim": 8}],
    "hidden_act": [
        {"hidden_act": name}
        for name in ("silu", "gelu", "gelu_pytorch_tanh", "relu2", "quick_gelu", "tanh", "mish")
    ],
    "max_position_embeddings": [{"max_position_embeddings": 9}],
    "rms_norm_eps": [{"rms_norm_eps": 0.1}],
    "tie_word_embeddings": [{"tie_word_embeddings": True}],
    "rope_parameters": [{"hidden_size": 96, "rope_parameters": given} for given in SCALED.values()],
    "attention_dropout": [{"attention_dropout": 0.5}],
    **{
        name: GPT2_FLIPS[name]
        for name in (
            *("initializer_range", "use_cache", "bos_token_id", "eos_token_id", "pad_token_id"),
            *("architectures", "chunk_size_feed_forward", "id2label", "label2id"),
            *("is_encoder_decoder", "output_hidden_states", "output_attentions", "problem_type"),
            *("transformers_version", "_name_or_path", "quantization_config"),
        )
    },
}
WINDOWED = {
    "use_sliding_window": [{"use_sliding_window": True, "max_window_layers": 1}],
    "sliding_window": [{"use_sliding_window": True, "sliding_window": 2, "max_window_layers": 1}],
    "max_window_layers": [
        {"use_sliding_window": True, "sliding_window": 3, "max_window_layers": 0}
    ],
    "layer_types": [
        {"use_sliding_window": True, "sliding_window": 3, "layer_types": kinds}
        for kinds in (["sliding_attention", "full_attention"], ["full_attention"] * 2)
    ],
}
ACTIVATION_FLIPS = [
    {"activation_function": name} for name in ("silu", "gelu", "relu", "quick_gelu", "tanh", "mish")
]
BOTH_TYPES = ["full_attention", "sliding_attention"]
OF_GEMMAS = {
    "attention_bias": [{"attention_bias": True}],
    "use_bidirectional_attention": [{"use_bidirectional_attention": True}],
    "hidden_activation": [
        {"hidden_activation": flip["hidden_act"]} for flip in OF_ALL["hidden_act"]
    ],
    "query_pre_attn_scalar": [{"query_pre_attn_scalar": 7}],
    "sliding_window": [{"sliding_window": 1}, {"sliding_window": 3, "layer_types": BOTH_TYPES}],
    "layer_types": [{"layer_types": kinds} for kinds in (BOTH_TYPES, BOTH_TYPES[:1] * 2)],
    "final_logit_softcapping": [{"final_logit_softcapping": c} for c in (0.5, 20.0, None)],
}
NEWER_FALCON = {"new_decoder_architecture": True, "num_kv_heads": 2}
# What a family's configs have beside what all have, and what it is called.
FAMILIES = {
    "Llama": (
        llama.FIELDS,
        {
            "attention_bias": [{"attention_bias": True}],
            "mlp_bias": [{"mlp_bias": True}],
            "pretraining_tp": [{"pretraining_tp": 2}],
        },
    ),
    "Mistral": (mistral.FIELDS, {"sliding_window": [{"sliding_window": n} for n in (1, 3, None)]}),
    "Qwen2": (qwen2.FIELDS, WINDOWED),
    "Qwen3": (qwen3.FIELDS, {**WINDOWED, "attention_bias": [{"attention_bias": True}]}),
    "GPTNeoX": (
        gpt_neox.FIELDS,
        {
            "use_parallel_residual": [{"use_parallel_residual": False}],
            "attention_bias": [{"attention_bias": False}],
            "layer_norm_eps": [{"layer_norm_eps": 0.1}],
            "hidden_dropout": [{"hidden_dropout": 0.5}],
            "classifier_dropout": [{"classifier_dropout": 0.5}],
            "is_decoder": [{"is_decoder": True}],
        },
    ),
    "GPTJ": (
        gptj.FIELDS,
        {
            "n_positions": [{"n_positions": 9}],
            "n_embd": [{"n_embd": 96}],
            "n_layer": [{"n_layer": 0}, {"n_layer": 1}],
            "n_head": [{"n_head": 2}],
            "n_inner": [{"n_inner": 5}, {"n_inner": None}],
            "rotary_dim": [{"rotary_dim": 2}, {"rotary_dim": 8}, {"rotary_dim": 10}],
            "activation_function": ACTIVATION_FLIPS,
            "layer_norm_epsilon": [{"layer_norm_epsilon": 0.1}],
            **{name: [{name: 0.5}] for name in ("resid_pdrop", "embd_pdrop", "attn_pdrop")},
        },
    ),
    "GPTNeo": (
        gpt_neo.FIELDS,
        {
            "num_layers": [{"num_layers": 1, "attention_types": [[["local"], 1]]}],
            "num_heads": [{"num_heads": 2}],
            "attention_types": [
                {"attention_types": types}
                for types in ([[["local"], 2]], [[["global"], 1], [["local"], 1]])
            ],
            "attention_layers": [{"attention_types": [[["local", "global"], 1]]}],
            "window_size": [{"window_size": 1}, {"window_size": 20}],
            "activation_function": ACTIVATION_FLIPS,
            "layer_norm_epsilon": [{"layer_norm_epsilon": 0.1}],
            **{name: [{name: 0.5}] for name in ("resid_dropout", "embed_dropout")},
            "classifier_dropout": [{"classifier_dropout": 0.5}],
        },
    ),
    "Phi": (
        phi.FIELDS,
        {
            "layer_norm_eps": [{"layer_norm_eps": 0.1}],
            "resid_pdrop": [{"resid_pdrop": 0.5}],
            "embd_pdrop": [{"embd_pdrop": 0.5}],
            "qk_layernorm": [{"qk_layernorm": True}],
        },
    ),
    "Starcoder2": (
        starcoder2.FIELDS,
        {
            "norm_epsilon": [{"norm_epsilon": 0.1}],
            "use_bias": [{"use_bias": False}],
            "sliding_window": [{"sliding_window": n} for n in (1, 3, None)],
            "residual_dropout": [{"residual_dropout": 0.5}],
            "embedding_dropout": [{"embedding_dropout": 0.5}],
        },
    ),
    "Gemma": (
        gemma.FIELDS,
        {
            "attention_bias": [{"attention_bias": True}],
            "use_bidirectional_attention": [{"use_bidirectional_attention": True}],
        },
    ),
    "Olmo2": (olmo2.FIELDS, {"attention_bias": [{"attention_bias": True}]}),
    "Gemma2": (
        gemma2.FIELDS,
        OF_GEMMAS
        | {"attn_logit_softcapping": [{"attn_logit_softcapping": c} for c in (0.5, 3.0, None)]},
    ),
    "Gemma3": (
        gemma3.FIELDS,
        OF_GEMMAS
        | {
            "attn_logit_softcapping": [{"attn_logit_softcapping": 3.0}],
            "sliding_window_pattern": [{"sliding_window_pattern": 2}],
            "_sliding_window_pattern": [{"sliding_window_pattern": 1}],
        },
    ),
    "Falcon": (
        falcon.FIELDS,
        {
            "layer_norm_epsilon": [{"layer_norm_epsilon": 0.1}],
            "ffn_hidden_size": [{"ffn_hidden_size": 5}, {"ffn_hidden_size": None}],
            "activation": [{"activation": word["hidden_act"]} for word in OF_ALL["hidden_act"]],
            "bias": [{"bias": True}],
            "alibi": [{"alibi": True}],
            "multi_query": [{"multi_query": False}],
            "num_kv_heads": [NEWER_FALCON | {"num_kv_heads": n} for n in (1, 3, 6, None)],
            "new_decoder_architecture": [NEWER_FALCON],
            "parallel_attn": [{"parallel_attn": False}, NEWER_FALCON | {"parallel_attn": False}],
            "num_ln_in_parallel_attn": [
                flip | {"num_ln_in_parallel_attn": n} for flip in ({}, NEWER_FALCON) for n in (1, 2)
            ],
            "hidden_dropout": [{"hidden_dropout": 0.5}],
        },
    ),
    "Bloom": (
        bloom.FIELDS,
        {
            "n_layer": [{"n_layer": 0}, {"n_layer": 1}],
            "n_head": [{"n_head": 2}, {"n_head": 3}, {"n_head": 4}],
            "layer_norm_epsilon": [{"layer_norm_epsilon": 0.1}],
            "apply_residual_connection_post_layernorm": [
                {"apply_residual_connection_post_layernorm": True}
            ],
            "pretraining_tp": [{"pretraining_tp": 2}],
            "slow_but_exact": [{"pretraining_tp": 4, "slow_but_exact": True}],
            "hidden_dropout": [{"hidden_dropout": 0.5}],
        },
    ),
    "OPT": (
        opt.FIELDS,
        {
            "ffn_dim": [{"ffn_dim": 5}],
            "do_layer_norm_before": [{"do_layer_norm_before": False}],
            "_remove_final_layer_norm": [{"_remove_final_layer_norm": True}],
            "word_embed_proj_dim": [{"word_embed_proj_dim": 5}, {"word_embed_proj_dim": None}],
            "dropout": [{"dropout": 0.5}],
            "layerdrop": [{"layerdrop": 0.5}],
            "init_std": [{"init_std": 0.5}],
            "activation_function": ACTIVATION_FLIPS,
            "enable_bias": [{"enable_bias": False}],
            "layer_norm_elementwise_affine": [{"layer_norm_elementwise_affine": False}],
        },
    ),
}
# What others have and these don't.
LACKING = {
    "Gemma2": {"hidden_act"},
    "Gemma3": {"hidden_act"},
    "Falcon": {
        "num_key_value_heads",
        "head_dim",
        "rms_norm_eps",
        "hidden_act",
        "intermediate_size",
    },
    "Bloom": {
        *("num_key_value_heads", "head_dim", "rms_norm_eps", "rope_parameters", "hidden_act"),
        *("intermediate_size", "num_hidden_layers", "num_attention_heads"),
        *("max_position_embeddings",),
    },
    "OPT": {
        *("num_key_value_heads", "head_dim", "rms_norm_eps", "rope_parameters", "hidden_act"),
        *("intermediate_size", "initializer_range"),
    },
    "Starcoder2": {"rms_norm_eps"},
    "GPTNeoX": {"num_key_value_heads", "head_dim", "rms_norm_eps"},
    "Phi": {"head_dim", "rms_norm_eps"},
    "GPTJ": {
        *("num_key_value_heads", "head_dim", "rms_norm_eps", "rope_parameters", "hidden_act"),
        *("hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads"),
        *("max_position_embeddings", "attention_dropout"),
    },
    "GPTNeo": {
        *("num_key_value_heads", "head_dim", "rms_norm_eps", "rope_parameters", "hidden_act"),
        *("num_hidden_layers", "num_attention_heads"),
    },
}
# What those that call sizes by other names are made with.
OWN_SIZES = {
    "Gemma2": {"head_dim": 4, "sliding_window": 4},
    "Gemma3": {"head_dim": 4, "sliding_window": 4, "sliding_window_pattern": 2}
    | {"hidden_size": 24},
    "Falcon": {"ffn_hidden_size": 7},
    "Gemma": {"head_dim": 4},
    "OPT": {"ffn_dim": 7},
    "Bloom": {"n_layer": 2, "n_head": 6},
    "Qwen3": {"head_dim": 4},
    "GPTJ": {"n_embd": 48, "n_layer": 2, "n_head": 6, "n_inner": 7, "n_positions": 11}
    | {"rotary_dim": 4},
    "GPTNeo": {"num_layers": 2, "num_heads": 6, "attention_types": [[["global", "local"], 1]]}
    | {"window_size": 3},
}
# How large weights are beside 1 / √d_model, where what follows of the sizes is not small enough.
OWN_SCALES = {"Qwen3": 0.25, "Bloom": 0.1}
# Those that norm what is written: it is small, as its rounding is that of its own terms.
AFTERWARDS = {"Olmo2", "Gemma2", "Gemma3"}
OWN_CONFIGS = {"Gemma3": "Gemma3TextConfig"}
# Those that have no one place for all layers' angles.
BY_KIND = {"Gemma3"}
ANGLES_BY_KIND = [
    {"head_dim": 16, "rope_parameters": {kind: copy.deepcopy(given)}}
    for kind in BOTH_TYPES
    for given in SCALED.values()
]
WITH_ANGLES = [
    family
    for family in FAMILIES
    if "rope_parameters" not in LACKING.get(family, ()) and family not in BY_KIND
]
IN_FAMILIES = [
    (family, field)
    for family, (_, own) in FAMILIES.items()
    for field in [*OF_ALL, *own]
    if field not in LACKING.get(family, ())
]


def config_class(family):
    return getattr(transformers, OWN_CONFIGS.get(family, f"{family}Config"))


def of_a_family(family, options):
    """A model whose bound is small beside its logits, as float32 asks for."""
    options = copy.deepcopy(options)  # a config writes what it takes for granted into them
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        lacking = LACKING.get(family, set())
        sizes = SMALL | {"hidden_size": 48} if lacking else SMALL  # of a query but a part is turned
        sizes |= OWN_SIZES.get(family, {})
        given = {name: v for name, v in (sizes | options).items() if name not in lacking}
        config = config_class(family)(**given)
        model = getattr(transformers, f"{family}ForCausalLM")(config)
    torch.manual_seed(1)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            drawn_weight = torch.randn_like(weight)
            scale = (
                2.0
                if _embeds(name)
                else 0.3
                if _norms(name)
                else OWN_SCALES.get(family, 0.25 if lacking else 0.5)
            )
            gain = _norms(name) and name.endswith("weight")
            scale /= 1 if _embeds(name) or _norms(name) else config.hidden_size**0.5
            if family in AFTERWARDS and "layernorm" in name and "post_" in name:
                scale, gain = 0.02, 0.05 - (family != "Olmo2")  # others' gains are 1 more
            weight.copy_(scale * drawn_weight + gain)
    return model.eval()


def _embeds(name):
    return "embed" in name or "wte" in name or "wpe" in name


def _norms(name):
    return "norm" in name or ".ln_" in name


def of_family(family, options, flipped):
    def make(options):
        return of_a_family(family, options)

    return outcome(make, options, rm.from_hugging_face, logits_of_gpt2, flipped)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_at_its_default_configuration_scaled_down_gives_its_logits(family):
    model = of_a_family(family, {})
    own, want = rm.from_hugging_face(model), model(TOKENS).logits.detach()
    bound = 2 * rm.logits_error(own, TOKENS)
    assert rm.rounding.agree(rm.logits(own, TOKENS), want, bound)
    assert float(bound.max()) < 0.05 * float(want.abs().max())
    assert rm.rounding.agree(rm.expanded_logits(own, TOKENS), want, bound)
    with tempfile.TemporaryDirectory() as folder:
        model.save_pretrained(folder)
        read = rm.from_hugging_face(folder)
    numbers = [np.asarray(x.detach()) for x in (want, bound)]
    assert rm.rounding.agree(rm.logits(read, TOKENS.numpy()), *numbers)


def test_a_familys_weights_of_float64_are_refused_since_it_rounds_them():
    model = of_a_family("Llama", {}).double()
    with pytest.raises(ValueError, match="source: expected weights of float32 or narrower"):
        rm.from_hugging_face(model)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_field_of_a_family_is_in_one_list_and_is_flipped_here(family):
    fields, own = FAMILIES[family]
    theirs = set(config_class(family)().to_dict())
    assert theirs <= in_lists(fields)
    untried = {"model_type", "dtype", "return_dict"}  # others' families; refused; can't run without
    assert theirs - untried <= OF_ALL.keys() | own.keys()


@pytest.mark.parametrize(("family", "field"), IN_FAMILIES)
def test_each_option_of_a_family_gives_its_logits_or_is_refused_by_name(family, field):
    fields, own = FAMILIES[family]
    flips = {**OF_ALL, **own}[field]
    if field == "rope_parameters" and family in BY_KIND:
        flips = ANGLES_BY_KIND
    found = [of_family(family, flip, flip.keys()) for flip in flips]
    assert (REFUSED if field in fields.refused else EXACT) in found
    if field == "rope_parameters" and family not in BY_KIND:
        assert found == [EXACT, EXACT, EXACT, EXACT, REFUSED]


@pytest.mark.parametrize("family", WITH_ANGLES)
def test_a_config_of_older_files_is_read_as_it_was_meant(family):
    model = of_a_family(family, {"rope_parameters": SCALED["linear"]})
    config = {name: v for name, v in model.config.to_dict().items() if name != "rope_parameters"}
    config |= {"rope_theta": 50.0, "rope_scaling": {"type": "linear", "factor": 3.0}}
    own = rm.from_hugging_face(model.state_dict(), config=config).layers[0].rotary
    same = rm.from_hugging_face(model).layers[0].rotary
    assert bool((own.cos == same.cos).all())
    assert own.d_rotary == same.d_rotary
    other = {**config, "rope_scaling": {"type": "linear", "factor": 1.0}}
    other = rm.from_hugging_face(model.state_dict(), config=other).layers[0].rotary
    assert not bool((other.cos == same.cos).all())


# --- TransformerBridge around a GPT-2 -------------------------------------------------------------


def bridge_of(options):
    bridges = pytest.importorskip("transformer_lens.model_bridge")
    inner = gpt2_of({name: value for name, value in options.items() if name != "processed"})
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        inner.config.save_pretrained(folder)
        bridge = bridges.TransformerBridge.boot_transformers(
            folder, hf_model=inner, device="cpu", dtype=options["dtype"]
        )
        if options["processed"]:
            bridge.enable_compatibility_mode()
    return bridge


@pytest.mark.parametrize("processed", [False, True])
@pytest.mark.parametrize("field", GPT2_FLIPS)
def test_each_option_of_a_bridged_gpt2_gives_its_logits_or_is_refused_by_name(field, processed):
    base = {**GPT2_BASES["float32"], "processed": processed}
    words = {*gpt2.ACTIVATIONS, "gelu"}
    found = [
        outcome(
            bridge_of, {**base, **flip}, rm.from_transformer_lens, lambda m: m(TOKENS), flip.keys()
        )
        for flip in GPT2_FLIPS[field]
        if flip.get("activation_function", "gelu") in words
    ]
    if field in {*gpt2.FIELDS.refused, "scale_attn_weights"}:  # which a bridge doesn't look at
        assert REFUSED in found
    elif field not in GPT2_NOT_THEIRS:
        assert EXACT in found
