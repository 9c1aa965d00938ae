"""Tokens to text, and text to tokens; tests/peers hold both to `tokenizers`."""

import json
import sys
import types

import pytest

import refmath as rm
from refmath.trained.tokens import MOST_UNUSED, Tokenizer, of_size

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
    tokens = bundled.encode(text)
    assert bundled.decode(tokens) == text
    assert bundled.encode(text, bos=True) == [0, *tokens]


@pytest.mark.parametrize("text", TEXTS)
def test_decoding_is_that_of_tokenizers(bundled, text):
    theirs = pytest.importorskip("tokenizers").Tokenizer.from_str(bundled.json)
    tokens = [*bundled.encode(text), 17, 300, 2047, 200]
    assert bundled.decode(tokens) == theirs.decode(tokens, skip_special_tokens=False)


def test_a_sequence_cannot_begin_with_a_token_that_there_is_not():
    whole = json.loads(rm.load("attn-only-1l").tokenizer.json)
    whole["added_tokens"] = []
    whole["model"]["vocab"]["<|other|>"] = whole["model"]["vocab"].pop("<|bos|>")
    letters = {token: i for i, token in enumerate(["a", "b"])}
    whole["model"] |= {"vocab": letters, "merges": []}
    with pytest.raises(ValueError, match="bos: expected False"):
        Tokenizer(json.dumps(whole)).encode("ab", bos=True)


def test_the_bundled_tokenizer_needs_no_other_package(bundled, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "tokenizers", None)
    assert Tokenizer(bundled.json).encode("We the people") == [55, 69, 265, 739]


def test_encoding_of_another_kind_says_what_to_install_and_why(bundled, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "tokenizers", None)
    lower = json.dumps(json.loads(bundled.json) | {"normalizer": {"type": "Lowercase"}})
    needed = r"normalizer .*Lowercase.* `tokenizers` is needed: pip install 'refmath\[tokenizers\]'"
    with pytest.raises(ImportError, match=needed):
        Tokenizer(lower).encode("the")


def test_added_tokens_that_tokenizers_numbers_otherwise_are_refused(bundled):
    """It counts them as they come, whatever their ids: two sources of one number."""
    pytest.importorskip("tokenizers")
    content = json.loads(bundled.json)
    (first,) = content["added_tokens"]
    more = [first | {"id": n, "content": f"<{n}>", "lstrip": True} for n in (2048, 2049)]
    right = json.dumps(content | {"added_tokens": [first, *more]})
    assert Tokenizer(right).encode("<2049><2048>") == [2049, 2048]
    wrong = Tokenizer(json.dumps(content | {"added_tokens": [first, *more[::-1]]}))
    says = r"^json: expected added_tokens by ascending ids .* 2049 for '<2049>', .* reads as 2048$"
    with pytest.raises(ValueError, match=says):
        wrong.encode("<2049><2048>")


def test_a_text_that_is_no_unicode_is_refused(bundled):
    with pytest.raises(ValueError, match=r"^text: expected text in Unicode, got 'utf-8' codec"):
        bundled.encode("a\ud800")


def test_a_text_that_is_no_unicode_is_refused_before_tokenizers_sees_it(bundled):
    pytest.importorskip("tokenizers")
    lower = json.dumps(json.loads(bundled.json) | {"normalizer": {"type": "Lowercase"}})
    assert Tokenizer(lower).encode("THE") == bundled.encode("the")
    with pytest.raises(ValueError, match=r"^text: expected text in Unicode, got 'utf-8' codec"):
        Tokenizer(lower).encode("a\ud800")


FOR_BATCHES = {
    "truncation": {
        "direction": "Right", "max_length": 2, "strategy": "LongestFirst", "stride": 0,
    },
    "padding": {
        "strategy": {"Fixed": 9}, "direction": "Right", "pad_to_multiple_of": None,
        "pad_id": 0, "pad_type_id": 0, "pad_token": "<|bos|>",
    },
}  # fmt: skip


@pytest.mark.parametrize("normalizer", [None, {"type": "Lowercase"}])
@pytest.mark.parametrize("name", FOR_BATCHES)
def test_a_text_is_encoded_whole_whatever_is_said_of_batches(bundled, name, normalizer):
    if normalizer is not None:
        pytest.importorskip("tokenizers")
    content = json.loads(bundled.json) | {"normalizer": normalizer, name: FOR_BATCHES[name]}
    tokens = Tokenizer(json.dumps(content)).encode("keep it in mind")
    assert tokens == bundled.encode("keep it in mind")
    assert len(tokens) not in (2, 9)


def test_dropout_is_refused_as_a_text_has_other_tokens_each_time(bundled):
    pytest.importorskip("tokenizers")
    content = json.loads(bundled.json)
    content["model"]["dropout"] = 0.5
    tokenizer = Tokenizer(json.dumps(content))
    assert tokenizer.decode([265]) == bundled.decode([265])
    says = r"^json: expected no dropout, by which a text has other tokens each time, got 0.5$"
    with pytest.raises(ValueError, match=says):
        tokenizer.encode("the")


@pytest.mark.parametrize("raised", [Exception, BaseException, TypeError])
def test_what_tokenizers_raises_as_it_encodes_is_said_of_the_text(bundled, monkeypatch, raised):
    class Theirs:
        model = None

        def no_truncation(self):
            return None

        no_padding = no_truncation

        @staticmethod
        def from_str(_):
            return Theirs()

        def token_to_id(self, text):
            return bundled._id_of_token.get(text)

        def encode(self, text, *, add_special_tokens):
            raise raised(f"no token of {text!r}, {add_special_tokens}")

    theirs = types.SimpleNamespace(Tokenizer=Theirs)
    monkeypatch.setitem(sys.modules, "tokenizers", theirs)
    lower = json.dumps(json.loads(bundled.json) | {"normalizer": {"type": "Lowercase"}})
    says = r"^text: expected what `tokenizers` encodes by this json, got no token of 'a', False$"
    with pytest.raises(ValueError, match=says):
        Tokenizer(lower).encode("a")


def test_a_byte_that_there_is_no_token_of_is_refused_and_not_lost(bundled):
    content = json.loads(bundled.json) | {"added_tokens": []}
    content["model"] |= {"vocab": {"a": 0, "aa": 1}, "merges": ["a a"]}
    tokenizer = Tokenizer(json.dumps(content))
    assert tokenizer.encode("aaa") == [1, 0]
    with pytest.raises(ValueError, match=r"^text: expected bytes .* got 0xc3 in 'aé'"):
        tokenizer.encode("aé")


def test_added_tokens_stand_for_themselves_in_a_text(bundled):
    """Of two that begin at one place the longer is meant."""
    the = bundled.encode("the")
    assert bundled.encode("the<|bos|>the<|bos|>") == [*the, 0, *the, 0]
    content = json.loads(bundled.json)
    longer = content["added_tokens"][0] | {"id": 2048, "content": "<|bos|>the"}
    content["added_tokens"].append(longer)
    assert Tokenizer(json.dumps(content)).encode("<|bos|>the<|bos|>") == [2048, 0]


def test_added_tokens_are_tokens_as_all_others():
    """Three places said how many there are: the vocabulary, the ids, what was added."""
    added = [{"id": 2, "content": "<|bos|>"}, {"id": 3, "content": "é"}]
    tokenizer = Tokenizer(tokenizer_of({"a": 0, "b": 1}, added))
    assert (tokenizer.d_vocab, tokenizer.bos) == (4, 2)
    assert tokenizer.decode([0, 2, 3, 1]) == "a<|bos|>éb"
    assert [tokenizer.id(tokenizer.token(n)) for n in range(4)] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("vocabulary", "added"),
    [
        ({"\u0120a": 0, "b": 1}, [{"id": 2, "content": " a"}]),
        ({"a": 1}, [{"id": 0, "content": "a"}]),
        ({"\u00e2": 0, "\\xe2": 1}, []),
        ({"\u00e2": 1, "\\xe2": 0}, []),
        ({"\u00e2": 0, "\\xe2": 1, "\\xe2\\#0": 2}, [{"id": 3, "content": "\\xe2\\#0\\#0"}]),
    ],
)
def test_tokens_that_look_alike_are_told_apart(vocabulary, added):
    tokenizer = Tokenizer(tokenizer_of(vocabulary, added))
    names = [tokenizer.token(n) for n in range(tokenizer.d_vocab)]
    assert len(set(names)) == tokenizer.d_vocab
    assert [tokenizer.id(name) for name in names] == list(range(tokenizer.d_vocab))


@pytest.mark.parametrize(
    ("model", "said"),
    [
        ({"type": "WordPiece", "vocab": {"a": 0, "##b": 1}}, "got WordPiece"),
        ({"type": "Unigram", "vocab": [["a", -1.0]]}, "got Unigram"),
        ({"type": "BPE", "vocab": {"▁a": 0}}, "got the letter '▁' in '▁a'"),
        ({"type": "BPE", "vocab": {"a": 0}, "byte_fallback": True}, "SentencePiece"),
        ({"type": 3, "vocab": {"a": 0}}, "got one of"),
        ({"vocab": {"a b": 0}}, "got the letter ' '"),
        ({"vocab": {"\ud800": 0}}, "got the letter"),
        ({"vocab": {"a": True, "b": 0}}, "got True for 'a'"),
        ({"vocab": {"a": 0, "b": 0}}, "got 0 for 'b'"),
        ({"vocab": {"a": 0.0}}, "got 0.0 for 'a'"),
        ({"vocab": {"a": 10**30}}, "ids 0, 1, 2"),
        ({"vocab": {"a": 0}, "merges": ["a a"]}, "merges of two tokens into a third"),
        ({"vocab": {"a": 0, "aa": 1}, "merges": [["a", "a", "a"]]}, "merges of two tokens"),
        ({"vocab": {"a": 0}, "merges": {"a": 1}}, "a list of merges"),
    ],
)
def test_other_and_hostile_tokenizers_are_refused_at_once(model, said):
    with pytest.raises(ValueError, match=rf"^json: expected .*{said}"):
        Tokenizer(json.dumps({"model": model}))


@pytest.mark.parametrize(
    "added",
    [
        [{"id": 0, "content": "b"}],
        [{"id": 1, "content": "b"}, {"id": 2, "content": "b"}],
        [{"id": True, "content": "b"}],
        pytest.param([{"id": 1, "content": "\ud800"}], id="half a character"),
        [{"id": 1}],
        "b",
        {"id": 1, "content": "b"},
        [3],
    ],
    ids=str,
)
def test_added_tokens_that_are_none_are_refused(added):
    with pytest.raises(ValueError, match=r"^json: expected"):
        Tokenizer(json.dumps({"model": {"vocab": {"a": 0}}, "added_tokens": added}))


def test_nesting_without_end_is_refused():
    for text in ("[" * 100_000, '{"model":' * 100_000, '{"a": 1, "a": 2}'):
        with pytest.raises(ValueError, match=r"^json: expected"):
            Tokenizer(text)


def test_what_is_beyond_a_vocabulary_is_unused_and_bounded():
    small = Tokenizer(tokenizer_of({"a": 0, "b": 1}))
    rounded_up = of_size(small, 5)
    assert (rounded_up.d_vocab, rounded_up.n_unused, rounded_up.id("b")) == (5, 3, 1)
    assert of_size(small, 2) is small
    says = rf"^n_unused: expected .* 0 <= n_unused < {MOST_UNUSED}, got {MOST_UNUSED}$"
    with pytest.raises(ValueError, match=says):
        Tokenizer(small.json, n_unused=MOST_UNUSED)
    with pytest.raises(
        ValueError, match=r"^json: expected the content of a tokenizer\.json .*, got"
    ):
        Tokenizer(3)
