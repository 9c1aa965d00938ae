"""A folder as a whole: its tokenizer and card come with the model, or are refused by their type."""

import json
import re

import numpy as np
import pytest
import safetensors.numpy

import refmath as rm
from refmath.commands.arguments import model_named

TOKENIZER = "tokenizer.json"


def rewritten(folder, **changes):
    content = json.loads((folder / TOKENIZER).read_text())
    (folder / TOKENIZER).write_text(json.dumps(content | changes))


def test_a_folder_brings_its_model_its_tokenizer_and_its_card(gpt2_folder):
    (gpt2_folder / "README.md").write_text("# A card\n")
    loaded = rm.load_folder(gpt2_folder)
    model = rm.from_hugging_face(gpt2_folder)
    tokens = loaded.tokenizer.encode("abba")
    assert tokens == [0, 1, 1, 0]
    assert np.array_equal(rm.logits(loaded.model, tokens), rm.logits(model, tokens))
    assert (loaded.name, loaded.card) == (gpt2_folder.name, "# A card\n")


def test_tokens_beyond_the_vocabulary_are_named_by_their_numbers(gpt2_folder):
    tokenizer = rm.load_folder(gpt2_folder).tokenizer
    assert (tokenizer.d_vocab, tokenizer.n_unused) == (13, 5)
    assert [tokenizer.token(token) for token in (7, 8, 12)] == ["h", "\\#8", "\\#12"]
    assert tokenizer.id("\\#8") == 8
    assert tokenizer.decode([0, 8]) == "a"


def test_without_a_tokenizer_there_is_none(gpt2_folder):
    (gpt2_folder / TOKENIZER).unlink()
    loaded = rm.load_folder(gpt2_folder)
    assert (loaded.tokenizer, loaded.card) == (None, "")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"model": {"type": "Unigram", "vocab": []}}, "got type 'Unigram'"),
        ({"model": {"type": "WordPiece", "vocab": {}}}, "got type 'WordPiece'"),
        (
            {"model": {"type": "BPE", "vocab": {"a": 0}, "byte_fallback": True}},
            "got type 'BPE' with byte_fallback, as SentencePiece's",
        ),
        ({"decoder": {"type": "BPEDecoder"}}, "got type 'BPE' with the decoder BPEDecoder"),
        ({"decoder": None}, "got type 'BPE' with the decoder None"),
        ({"model": 3}, "got a model 3"),
    ],
)
def test_a_tokenizer_of_another_kind_is_refused_by_its_type(gpt2_folder, changes, says):
    rewritten(gpt2_folder, **changes)
    with pytest.raises(
        ValueError, match=r"^tokenizer\.json: expected a tokenizer of byte-level"
    ) as e:
        rm.load_folder(gpt2_folder)
    assert says in str(e.value)
    assert str(e.value).endswith("; from_hugging_face gives the model alone")


def test_a_byte_level_decoder_may_be_one_of_several(gpt2_folder):
    steps = [{"type": "ByteLevel"}, {"type": "Strip"}]
    rewritten(gpt2_folder, decoder={"type": "Sequence", "decoders": steps})
    assert rm.load_folder(gpt2_folder).tokenizer.encode("b") == [1]


def test_a_damaged_tokenizer_is_refused_before_the_weights_are_read(gpt2_folder):
    (gpt2_folder / "model.safetensors").write_bytes(b"nothing")
    rewritten(gpt2_folder, model={"type": "BPE", "vocab": {"a": 0, "b": 2}})
    with pytest.raises(ValueError, match=r"^tokenizer\.json: expected a vocabulary with the ids"):
        rm.load_folder(gpt2_folder)
    (gpt2_folder / TOKENIZER).write_text("[]")
    with pytest.raises(ValueError, match=r"^tokenizer\.json: expected a tokenizer of byte-level"):
        rm.load_folder(gpt2_folder)


def test_a_tokenizer_in_utf_16_is_refused_by_its_encoding(gpt2_folder):
    content = (gpt2_folder / TOKENIZER).read_text()
    (gpt2_folder / TOKENIZER).write_bytes(content.encode("utf-16"))
    with pytest.raises(ValueError, match=r"^tokenizer\.json: expected UTF-8, got 'utf-8' codec"):
        rm.load_folder(gpt2_folder)


@pytest.mark.parametrize(
    "name", [TOKENIZER, "README.md", "model.safetensors", "adapter_config.json"]
)
def test_a_link_to_nothing_is_no_file_that_was_left_out(gpt2_folder, name):
    for target in ("nothing", name):  # a link to itself leads nowhere either
        (gpt2_folder / name).unlink(missing_ok=True)
        (gpt2_folder / name).symlink_to(gpt2_folder / target)
        said = f"^{re.escape(name)}: expected a file, got a link that leads to nothing$"
        with pytest.raises(ValueError, match=said):
            rm.load_folder(gpt2_folder)


def test_a_link_to_nothing_where_a_tokenizer_of_another_kind_was_is_refused(gpt2_folder):
    (gpt2_folder / TOKENIZER).unlink()
    (gpt2_folder / "tokenizer.model").symlink_to(gpt2_folder / "nothing")
    said = r"^tokenizer\.model: expected a file, got a link that leads to nothing$"
    with pytest.raises(ValueError, match=said):
        rm.load_folder(gpt2_folder)


def test_another_family_is_said_before_the_tokenizer(gpt2_folder):
    (gpt2_folder / TOKENIZER).write_text("[]")
    (gpt2_folder / "config.json").write_text('{"model_type": "mamba"}')
    with pytest.raises(ValueError, match="model_type: expected one of 'bloom'"):
        rm.load_folder(gpt2_folder)


def test_the_command_line_widens_narrow_weights_and_says_so(gpt2_folder, gpt2, capsys):
    halves = {name: tensor.astype(np.float16) for name, tensor in gpt2[0].items()}
    (gpt2_folder / "model.safetensors").write_bytes(safetensors.numpy.save(halves))
    with pytest.raises(ValueError, match="dtype: expected 'float32', which changes no number"):
        rm.load_folder(gpt2_folder)
    assert str(model_named(str(gpt2_folder)).model.dtype) == "float32"
    said = capsys.readouterr().err
    assert said.startswith("refmath: float16 widened to float32: the weights are the same numbers")
    assert len(said.splitlines()) == 1


def test_what_float32_does_not_hold_is_not_narrowed(gpt2_folder, gpt2):
    mixed = dict(gpt2[0])
    mixed["wte.weight"] = mixed["wte.weight"].astype(np.float16)
    (gpt2_folder / "model.safetensors").write_bytes(safetensors.numpy.save(mixed))
    with pytest.raises(ValueError, match="dtype: expected 'float32', which changes no number"):
        model_named(str(gpt2_folder))


def test_a_saved_model_keeps_its_tokenizer_up_to_its_vocabulary(gpt2_folder, tmp_path):
    loaded = rm.load_folder(gpt2_folder)
    rm.save(loaded.model, tmp_path / "mine.safetensors", tokenizer=loaded.tokenizer)
    assert rm.load(tmp_path / "mine.safetensors").tokenizer == loaded.tokenizer
