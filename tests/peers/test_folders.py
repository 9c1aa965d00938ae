"""A folder that `transformers` has saved: its tokens, its logits, and the commands that take it."""

import json
import warnings

import numpy as np
import pytest

import refmath as rm
from refmath.cli import main

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")
tokenizers = pytest.importorskip("tokenizers")

TEXTS = ["We the people", "  naïve 12½ tests,\n\tdon't", "🐋 Σ", "<|end|>a <|end|>"]
LEARNT = ["We the people of the naïve tests", "don't test the people", "12 tests of 12"]
# As Llama 3's and Qwen's tokenizers cut words.
WORDS = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+|\s+"


def byte_level(*, split):
    """A tokenizer of GPT-2's kind; or one of Llama 3's and Qwen's, which is normalised."""
    made = tokenizers.Tokenizer(tokenizers.models.BPE())
    of_bytes = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=not split)
    made.pre_tokenizer = of_bytes
    if split:
        cut = tokenizers.pre_tokenizers.Split(tokenizers.Regex(WORDS), "isolated")
        made.pre_tokenizer = tokenizers.pre_tokenizers.Sequence([cut, of_bytes])
        made.normalizer = tokenizers.normalizers.NFC()
    made.decoder = tokenizers.decoders.ByteLevel()
    trainer = tokenizers.trainers.BpeTrainer(
        vocab_size=280,
        special_tokens=["<|end|>"],
        initial_alphabet=tokenizers.pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    made.train_from_iterator(LEARNT, trainer)
    return transformers.PreTrainedTokenizerFast(tokenizer_object=made, eos_token="<|end|>")


def gpt2(d_vocab):
    sizes = {"n_embd": 8, "n_layer": 2, "n_head": 2, "n_positions": 64}
    torch.manual_seed(0)
    config = transformers.GPT2Config(vocab_size=d_vocab, bos_token_id=0, eos_token_id=0, **sizes)
    return transformers.GPT2LMHeadModel(config).eval()


def qwen2(d_vocab):
    sizes = {"hidden_size": 8, "num_hidden_layers": 1, "intermediate_size": 12}
    sizes |= {"num_attention_heads": 2, "num_key_value_heads": 1, "max_position_embeddings": 64}
    torch.manual_seed(0)
    return transformers.Qwen2ForCausalLM(transformers.Qwen2Config(vocab_size=d_vocab, **sizes))


@pytest.fixture(params=["gpt2", "qwen2"])
def saved(request, tmp_path):
    """A folder, and what `transformers` made it of; the model has more tokens than the text."""
    tokenizer = byte_level(split=request.param == "qwen2")
    model = {"gpt2": gpt2, "qwen2": qwen2}[request.param](len(tokenizer) + 8)
    model.save_pretrained(tmp_path)
    tokenizer.save_pretrained(tmp_path)
    return tmp_path, tokenizer, model.eval()


def test_a_saved_folder_gives_the_tokens_and_the_logits(saved):
    folder, tokenizer, model = saved
    loaded = rm.load_folder(folder)
    for text in TEXTS:
        tokens = loaded.tokenizer.encode(text)
        assert tokens == tokenizer(text, add_special_tokens=False)["input_ids"]
        with torch.no_grad():
            want = model(torch.tensor([tokens])).logits[0].numpy()
        bound = 2 * rm.logits_error(loaded.model, tokens)
        assert rm.rounding.agree(rm.logits(loaded.model, tokens), want, bound)
    assert loaded.tokenizer.d_vocab == loaded.model.d_vocab == len(tokenizer) + 8


def test_commands_take_it(saved, capsys):
    folder, tokenizer, model = saved
    assert main(["try", str(folder), TEXTS[0], "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [token["token"] for token in said["tokens"]] == tokenizer(TEXTS[0])["input_ids"]
    assert main(["load", str(folder), "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["family"], record["commands"]["try"]) == (model.config.model_type, None)
    assert record["sizes"]["numbers"] == sum(w.numel() for w in model.parameters()) - sum(
        w.numel() for name, w in model.named_parameters() if not w.any() and name.endswith("bias")
    )
    assert record["tokenizer"]["used"] == len(tokenizer)
    assert (record["tokenizer"]["needs"] is None) == (model.config.model_type == "gpt2")


def test_a_folder_of_bfloat16_is_widened_and_said_to_be(saved, capsys):
    folder, _, model = saved
    model.to(torch.bfloat16).save_pretrained(folder)
    assert main(["load", str(folder), "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["sizes"]["dtype"] == "float32"
    assert "refmath: bfloat16 widened to float32: the weights are the same numbers" in err
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        loaded = rm.load_folder(folder, dtype="float32")
    assert np.array_equal(loaded.model.W_E.T, model.get_input_embeddings().weight.float().detach())


SETTINGS = [
    None,
    {"tokenizer_class": "GPT2Tokenizer", "add_prefix_space": True, "eos_token": "<|end|>"},
    {
        "tokenizer_class": "GPT2Tokenizer",
        "additional_special_tokens": ["<|end|>"],
        "added_tokens_decoder": {},
        **dict.fromkeys(("bos_token", "eos_token", "unk_token"), "<|end|>"),
    },
]


@pytest.mark.parametrize("settings", SETTINGS)
def test_gpt2s_two_files_give_the_tokens_that_its_own_tokenizer_gives(tmp_path, settings):
    made = json.loads(byte_level(split=False).backend_tokenizer.to_str())["model"]
    vocabulary, n = made["vocab"], len(made["vocab"])
    vocabulary |= {"<|endoftext|>": n, "tests": n + 1} if settings else {"<|endoftext|>": n}
    gpt2(290).save_pretrained(tmp_path)
    (tmp_path / "vocab.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    if settings and "added_tokens_decoder" in settings:
        decoder = {str(n + 1): {"content": "tests", "special": False, "lstrip": True}}
        settings = settings | {"added_tokens_decoder": decoder}
    merges = [" ".join(pair) for pair in made["merges"] if "".join(pair) in vocabulary]
    lines = "\n".join(["#version: 0.2", *merges, ""])
    (tmp_path / "merges.txt").write_text(lines, encoding="utf-8")
    if settings is not None:
        (tmp_path / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")
    ours, theirs = rm.load_folder(tmp_path), transformers.GPT2Tokenizer.from_pretrained(tmp_path)
    for text in [*TEXTS, *LEARNT, "a<|endoftext|> b", "the people tests"]:
        tokens = theirs(text, add_special_tokens=False)["input_ids"]
        assert ours.tokenizer.encode(text) == tokens, text
