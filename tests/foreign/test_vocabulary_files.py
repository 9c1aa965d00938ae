"""GPT-2's two files are a tokenizer as one file is; what they don't tell is refused by name."""

import json
import re

import pytest

import refmath as rm

VOCABULARY = {"<|endoftext|>": 0, "a": 1, "b": 2, "ab": 3, "Ġ": 4, "Ġa": 5, "c": 6, "d": 7}
MERGES = "#version: 0.2\na b\nĠ a\n"


@pytest.fixture
def two_files(gpt2_folder):
    (gpt2_folder / "tokenizer.json").unlink()
    written(gpt2_folder, "vocab.json", VOCABULARY)
    (gpt2_folder / "merges.txt").write_text(MERGES, encoding="utf-8")
    return gpt2_folder


def written(folder, name, content):
    (folder / name).write_text(json.dumps(content), encoding="utf-8")


def encoded(folder, text):
    return rm.load_folder(folder).tokenizer.encode(text)


def test_two_files_are_the_tokenizer_that_they_were_before_they_were_one(two_files):
    assert encoded(two_files, "ab ab<|endoftext|>ca") == [3, 4, 3, 0, 6, 1]
    assert rm.load_folder(two_files).tokenizer.d_vocab == 13


@pytest.mark.parametrize("name", ["vocab.json", "merges.txt"])
def test_one_of_two_files_is_no_tokenizer(two_files, name):
    (two_files / name).unlink()
    with pytest.raises(ValueError, match=rf"^{name}: expected it beside .*, got none"):
        rm.load_folder(two_files)


def test_a_prefix_space_is_put_before_a_text(two_files):
    written(two_files, "tokenizer_config.json", {"add_prefix_space": True})
    assert encoded(two_files, "a") == [5]


def test_added_tokens_are_found_in_a_text_wherever_they_are_said(two_files):
    written(two_files, "added_tokens.json", {"bb": 8})
    decoder = {"9": {"content": "dd", "lstrip": False, "special": True}}
    settings = {"added_tokens_decoder": decoder, "pad_token": {"content": "d"}}
    written(two_files, "tokenizer_config.json", settings)
    written(two_files, "special_tokens_map.json", {"additional_special_tokens": ["ca"]})
    with pytest.raises(ValueError, match=r"expected special tokens of vocab\.json .* got 'ca'"):
        rm.load_folder(two_files)
    written(two_files, "special_tokens_map.json", {"additional_special_tokens": ["ab"]})
    assert encoded(two_files, "abbddab") == [3, 2, 9, 3]
    assert encoded(two_files, "bbd") == [8, 7]


def test_added_tokens_stand_in_the_order_of_their_numbers_of_any_length(two_files):
    """In another order `tokenizers` would give them other numbers."""
    many = {f"x{number}": number for number in (12, 10, 9, 8, 11)}
    written(two_files, "added_tokens.json", many)
    added = json.loads(rm.load_folder(two_files).tokenizer.json)["added_tokens"]
    assert [token["id"] for token in added] == [0, 8, 9, 10, 11, 12]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("tokenizer_config.json", {"tokenizer_class": "Qwen2Tokenizer"}, "got 'Qwen2Tokenizer'"),
        ("tokenizer_config.json", {"split_special_tokens": True}, "got 'split_special_tokens'"),
        ("tokenizer_config.json", {"bos_token": "z"}, "got 'z'"),
        ("tokenizer_config.json", {"bos_token": 3}, "a string, or an object with content, got 3"),
        ("tokenizer_config.json", {"add_prefix_space": 1}, "true or false, got 1"),
        ("tokenizer_config.json", {"added_tokens_decoder": [1]}, "tokens by their numbers"),
        ("tokenizer_config.json", {"added_tokens_decoder": {"x": "a"}}, "tokens by their numbers"),
        ("tokenizer_config.json", {"additional_special_tokens": "ab"}, "expected a list, got 'ab'"),
        ("tokenizer_config.json", [], r"expected a JSON object, got \[\]"),
        ("added_tokens.json", {"bb": 9}, "the ids 0, 1, 2, ..., each once"),
        ("added_tokens.json", {"bb": "8"}, "got '8' for 'bb'"),
        ("vocab.json", VOCABULARY | {"e": 9}, "the ids 0, 1, 2, ..., each once"),
        ("vocab.json", {"a": 0}, "got '<|endoftext|>'"),
    ],
)  # fmt: skip
def test_what_the_files_do_not_tell_is_refused_by_name(two_files, name, content, says):
    written(two_files, name, content)
    with pytest.raises(ValueError, match=says.replace("|", r"\|")):
        rm.load_folder(two_files)


def test_newer_names_of_further_special_tokens_are_read(two_files):
    written(two_files, "tokenizer_config.json", {"extra_special_tokens": ["ab"]})
    (two_files / "merges.txt").write_text("#version: 0.2\n", encoding="utf-8")
    assert encoded(two_files, "bab") == [2, 3]


def test_a_name_that_is_not_known_of_special_tokens_is_refused(two_files):
    written(two_files, "special_tokens_map.json", {"cls_token": "a"})
    with pytest.raises(ValueError, match=r"^special_tokens_map\.json: .* got 'cls_token'"):
        rm.load_folder(two_files)


def test_a_config_that_names_another_tokenizer_is_refused(two_files):
    config = json.loads((two_files / "config.json").read_text())
    written(two_files, "config.json", config | {"tokenizer_class": "BertTokenizer"})
    with pytest.raises(ValueError, match="got 'BertTokenizer' for a model of gpt2"):
        rm.load_folder(two_files)
    written(two_files, "tokenizer_config.json", {"tokenizer_class": "GPT2Tokenizer"})
    assert encoded(two_files, "ab") == [3]


@pytest.mark.parametrize("name", ["tokenizer_config.json", "config.json"])
@pytest.mark.parametrize("kind", [[], {}, 3, ["GPT2Tokenizer"]])
def test_a_tokenizer_s_class_that_is_no_word_is_refused(two_files, name, kind):
    there = two_files / name
    content = json.loads(there.read_text()) if there.exists() else {}
    written(two_files, name, content | {"tokenizer_class": kind})
    with pytest.raises(ValueError, match=r"tokenizer_class"):
        rm.load_folder(two_files)


def test_an_added_token_s_number_that_is_none_is_refused(two_files):
    (two_files / "added_tokens.json").write_text('{"zz": NaN}', encoding="utf-8")
    with pytest.raises(ValueError, match=r"expected .*nan"):
        rm.load_folder(two_files)


@pytest.mark.parametrize("name", ["vocab.json", "merges.txt", "added_tokens.json"])
def test_a_link_to_nothing_is_no_file_that_was_left_out(two_files, name):
    (two_files / name).unlink(missing_ok=True)
    (two_files / name).symlink_to(two_files / "nothing")
    said = f"^{re.escape(name)}: expected a file, got a link that leads to nothing$"
    with pytest.raises(ValueError, match=said):
        rm.load_folder(two_files)


def test_two_numbers_for_one_added_token_are_refused(two_files):
    written(two_files, "added_tokens.json", {"bb": 8})
    decoder = {"9": {"content": "bb"}, "8": {"content": "cc"}}
    written(two_files, "tokenizer_config.json", {"added_tokens_decoder": decoder})
    with pytest.raises(ValueError, match="expected one number for 'bb', got 8 and 9"):
        rm.load_folder(two_files)


def test_two_files_that_disagree_on_a_token_are_refused(two_files):
    written(two_files, "tokenizer_config.json", {"eos_token": "a"})
    written(two_files, "special_tokens_map.json", {"eos_token": {"content": "b"}})
    with pytest.raises(ValueError, match=r"^eos_token: expected one token .* got 'a' and 'b'"):
        rm.load_folder(two_files)


@pytest.mark.parametrize(
    ("merges", "says"),
    [
        ("a b\n", "expected a first line #version…, got 'a b'"),
        ("#version: 0.2\na b\na\n", "expected two tokens in line 3, got 'a'"),
        ("#version: 0.2\n\na b\n", "expected two tokens in line 2, got ''"),
        ("#version: 0.2\na b c\n", "expected two tokens in line 2, got 'a b c'"),
        ("#version: 0.2\na c\n", "merges of two tokens into a third"),
    ],
)
def test_merges_that_are_none_are_refused_by_their_line(two_files, merges, says):
    (two_files / "merges.txt").write_text(merges, encoding="utf-8")
    with pytest.raises(ValueError, match=says):
        rm.load_folder(two_files)


def test_merges_are_utf_8(two_files):
    (two_files / "merges.txt").write_bytes(b"#version: 0.2\n\xff a\n")
    with pytest.raises(ValueError, match=r"^merges\.txt: expected UTF-8"):
        rm.load_folder(two_files)


@pytest.mark.parametrize(
    ("name", "whose"),
    [("tokenizer.model", "SentencePiece's"), ("vocab.txt", "WordPiece's")],
)
def test_a_tokenizer_in_files_of_another_kind_is_refused_by_its_file(gpt2_folder, name, whose):
    (gpt2_folder / "tokenizer.json").unlink()
    (gpt2_folder / name).write_text("")
    with pytest.raises(ValueError, match=rf"^{name}: expected .* got a file of {whose}"):
        rm.load_folder(gpt2_folder)
