"""Whole models of other libraries, held against the reference by one line."""

import pytest

import refmath as rm

torch = pytest.importorskip("torch")
pytestmark = pytest.mark.filterwarnings("ignore:HookedTransformer is deprecated")


@pytest.fixture(autouse=True)
def one_thread():
    torch.set_num_threads(1)


def hooked(**parts):
    transformer_lens = pytest.importorskip("transformer_lens")
    torch.manual_seed(0)
    config = transformer_lens.HookedTransformerConfig(
        n_layers=2, d_model=8, n_heads=3, d_head=2, n_ctx=9, d_vocab=13, attn_only=True,
        normalization_type=None, positional_embedding_type="shortformer", dtype=torch.float64,
        device="cpu", seed=0, **parts,
    )  # fmt: skip
    model = transformer_lens.HookedTransformer(config)
    with torch.no_grad():
        for weight in model.parameters():
            weight.copy_(torch.randn_like(weight) * 0.7)
    return model


def gpt2(attention):
    transformers = pytest.importorskip("transformers")
    config = transformers.GPT2Config(
        vocab_size=13, n_positions=9, n_embd=8, n_layer=2, n_head=2, bos_token_id=0, eos_token_id=0,
        attn_implementation=attention,
    )  # fmt: skip
    torch.manual_seed(0)
    return transformers.GPT2LMHeadModel(config).eval()


def test_a_hooked_transformer_conforms():
    found = rm.conformance.check(hooked())
    assert found.conforms, str(found)
    assert found.count("passed") == len(found.results) >= 13


@pytest.mark.parametrize("attention", ["eager", "sdpa"])
def test_a_gpt2_of_hugging_face_conforms(attention):
    found = rm.conformance.check(gpt2(attention))
    assert found.conforms, str(found)
    patterns = {r.status for r in found.results if r.case.startswith("pattern")}
    assert patterns == {"passed" if attention == "eager" else "not offered"}


def test_a_model_that_does_another_thing_than_its_config_says_is_told_by_name():
    model = hooked()
    for block in model.blocks:
        block.attn.attn_scale = 1.0
    assert rm.conformance.check(model).diagnoses[0].mistakes == ("not_scaled",)


def test_what_is_no_model_is_refused():
    with pytest.raises(ValueError, match="model: expected a model of TransformerLens"):
        rm.conformance.check(3)


def with_todays_parts(family):
    transformers = pytest.importorskip("transformers")
    sizes = {"vocab_size": 13, "hidden_size": 8, "intermediate_size": 10, "num_hidden_layers": 2}
    sizes |= {"num_attention_heads": 2, "num_key_value_heads": 1, "max_position_embeddings": 16}
    own = {"Qwen3": {"head_dim": 4}, "Mistral": {"sliding_window": 2}}[family]
    torch.manual_seed(0)
    config = getattr(transformers, f"{family}Config")(**sizes, **own, attn_implementation="eager")
    return getattr(transformers, f"{family}ForCausalLM")(config).eval()


@pytest.mark.parametrize("family", ["Qwen3", "Mistral"])
def test_a_model_of_todays_parts_is_compared_and_its_mistake_named(family):
    model = with_todays_parts(family)
    found = rm.conformance.check(model)
    assert found.conforms, str(found)
    asked = {r.status for r in found.results if r.case.startswith(("logits", "pattern"))}
    assert asked == {"passed"}
    for layer in model.model.layers:
        layer.self_attn.scaling = 1.0
    wrong = rm.conformance.check(model)
    assert not wrong.conforms
    assert wrong.diagnoses[0].mistakes == ("not_scaled",)


def test_what_is_wrong_in_one_layer_alone_is_no_mistake_with_a_name():
    model = with_todays_parts("Mistral")
    model.model.layers[0].self_attn.scaling = 1.0
    wrong = rm.conformance.check(model)
    assert not wrong.conforms
    assert wrong.diagnoses[0].mistakes == ()
