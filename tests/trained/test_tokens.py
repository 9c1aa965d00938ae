"""Tokens to text from the vocabulary alone; text to tokens as `tokenizers` does it."""

import json

import pytest

import refmath as rm
from refmath.trained.tokens import Tokenizer, _byte_of_letter

TEXTS = [
    "The people of the United States",
    "def forward(self, x):\n    return x + 1\n",
    "naïve Σ ⊗ 🐋\r\n\t",
    "",
]


def tokenizer_of(vocabulary, added=()):
    return json.dumps({"model": {"vocab": vocabulary}, "added_tokens": list(added)})


@pytest.fixture(scope="module")
def bundled():
    return rm.load("attn-only-1l").tokenizer


def test_every_byte_has_a_letter_of_its_own():
    letters = _byte_of_letter()
    assert sorted(letters.values()) == list(range(256))
    assert letters["A"] == ord("A")
    assert letters["\u0120"] == ord(" ")


def test_tokens_of_split_characters_are_put_together_again():
    euro = Tokenizer(tokenizer_of({"\u00e2": 0, "\u0124\u00ac": 1}))
    assert euro.decode([0, 1]) == "€"
    assert euro.decode([0]) == "\ufffd"
    assert [euro.token(0), euro.token(1)] == ["\\xe2", "\\x82\\xac"]


def test_the_special_token_is_not_read_as_bytes(bundled):
    assert (bundled.token(0), bundled.bos, bundled.id("<|bos|>")) == ("<|bos|>", 0, 0)
    assert Tokenizer(tokenizer_of({"a": 0})).bos is None


def test_each_token_can_be_told_from_every_other(bundled):
    texts = [bundled.token(token) for token in range(bundled.d_vocab)]
    assert len(set(texts)) == bundled.d_vocab == 2048
    assert [bundled.id(text) for text in texts] == list(range(2048))


@pytest.mark.parametrize("token", [-1, 2048, 0.5])
def test_tokens_outside_the_vocabulary_are_refused(bundled, token):
    with pytest.raises(ValueError, match=r"token: expected .* d_vocab = 2048, got"):
        bundled.token(token)
    with pytest.raises(ValueError, match=r"^tokens: expected .* d_vocab = 2048, got"):
        bundled.decode([1, token])


def test_a_text_that_is_no_token_is_refused(bundled):
    with pytest.raises(ValueError, match=r"expected one whole token .* got 'no such token'"):
        bundled.id("no such token")


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"model": {"vocab": 3}}', '{"model": {"vocab": {}}}', b"\x80\x04."]
)
def test_what_is_no_tokenizer_is_refused(text):
    with pytest.raises(ValueError, match="json: expected"):
        Tokenizer(text)


def test_a_vocabulary_with_gaps_is_refused():
    with pytest.raises(ValueError, match="each once"):
        Tokenizer(tokenizer_of({"a": 0, "b": 2}))


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_survives_its_tokens(bundled, text):
    pytest.importorskip("tokenizers")
    tokens = bundled.encode(text)
    assert bundled.decode(tokens) == text
    assert bundled.encode(text, bos=True) == [0, *tokens]


@pytest.mark.parametrize("text", TEXTS)
def test_decoding_is_that_of_tokenizers(bundled, text):
    theirs = pytest.importorskip("tokenizers").Tokenizer.from_str(bundled.json)
    tokens = [*bundled.encode(text), 17, 300, 2047, 200]
    assert bundled.decode(tokens) == theirs.decode(tokens, skip_special_tokens=False)


def test_a_sequence_cannot_begin_with_a_token_that_there_is_not():
    pytest.importorskip("tokenizers")
    whole = json.loads(rm.load("attn-only-1l").tokenizer.json)
    whole["added_tokens"] = []
    whole["model"]["vocab"]["<|other|>"] = whole["model"]["vocab"].pop("<|bos|>")
    letters = {token: i for i, token in enumerate(["a", "b"])}
    whole["model"] |= {"vocab": letters, "merges": []}
    with pytest.raises(ValueError, match="bos: expected False"):
        Tokenizer(json.dumps(whole)).encode("ab", bos=True)


def test_without_tokenizers_encoding_says_what_to_install(bundled, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "tokenizers", None)
    with pytest.raises(ImportError, match=r"pip install 'refmath\[tokenizers\]'"):
        Tokenizer(bundled.json).encode("the")
