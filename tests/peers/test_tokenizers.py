"""The same tokens as Hugging Face `tokenizers`, of drawn texts, by drawn tokenizers as well."""

import json
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import refmath as rm
from refmath.trained.byte_pairs import byte_of_letter, unlike_gpt2

tokenizers = pytest.importorskip("tokenizers")

BUNDLED = rm.load("attn-only-2l").tokenizer
THEIRS = tokenizers.Tokenizer.from_str(BUNDLED.json)
KNOWN = BUNDLED.decode(rm.held_out_sample()[:4, 1:].reshape(-1).tolist())


@st.composite
def phrases(draw):
    """A stretch of text that the bundled models were trained to read."""
    start = draw(st.integers(0, len(KNOWN) - 1))
    return KNOWN[start : start + draw(st.integers(1, 60))]


PIECES = st.one_of(
    phrases(),
    st.sampled_from(["'s", "'LL", "'re", "'d", "'", "<|bos|>", "<|bos|", "\r\n", "\x85", "\xa0"]),
    st.sampled_from([" ", "  ", "\t", "\n", "\x1c", "\u200b", "½", "²", "Ⅻ", "一", "_", "ß", "'ſ"]),
    st.text(st.characters(max_codepoint=0x2FF, exclude_categories=["Cs"]), max_size=8),
    # Letters that were given after Unicode 14 are none to an older Python.
    st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=4),
)
TRUNCATION = {"direction": "Right", "strategy": "LongestFirst"}
TEXTS = st.lists(PIECES, max_size=12).map("".join)


def theirs(tokenizer, text):
    return tokenizer.encode(text, add_special_tokens=False).ids


@settings(max_examples=4000)
@given(TEXTS)
def test_the_bundled_tokenizer_encodes_as_tokenizers_does(text):
    tokens = BUNDLED.encode(text)
    assert tokens == theirs(THEIRS, text)
    assert BUNDLED.decode(tokens) == text


def test_every_character_is_cut_as_tokenizers_cuts_it():
    """But for the letters and numbers that a newer Unicode has, and this Python does not know."""
    unequal = []
    for code in range(sys.maxunicode + 1):
        if unicodedata.category(chr(code)) in ("Cs", "Cn"):
            continue
        text = f"a{chr(code)}a1{chr(code)}1 !{chr(code)}! {chr(code)} "
        if BUNDLED.encode(text) != theirs(THEIRS, text):
            unequal.append(chr(code))
    assert unequal == []


@st.composite
def drawn_tokenizers(draw):
    """A tokenizer.json of GPT-2's kind, its merges in any order, with or without each setting."""
    letters = sorted(byte_of_letter())
    vocabulary = {letter: token for token, letter in enumerate(letters)}
    merges = []
    for _ in range(draw(st.integers(0, 14))):
        few = [letter for letter in vocabulary if set(letter) <= set("ab'sĠ1")]
        pair = [draw(st.sampled_from(few)), draw(st.sampled_from(few))]
        if len("".join(pair)) < 9 and pair not in merges:
            vocabulary.setdefault("".join(pair), len(vocabulary))
            merges.insert(draw(st.integers(0, len(merges))), pair)
    added = draw(st.lists(st.sampled_from(["<|bos|>", "<|", "ab", " b", "<|bos|>a"]), unique=True))
    tokens = [
        {"id": len(vocabulary) + place, "content": text, "normalized": draw(st.booleans())}
        | {"special": draw(st.booleans())}
        | dict.fromkeys(["single_word", "lstrip", "rstrip"], False)
        for place, text in enumerate(text for text in added if text not in vocabulary)
    ]
    content = json.loads(BUNDLED.json) | {"added_tokens": tokens}
    content["model"] |= {"vocab": vocabulary, "ignore_merges": draw(st.booleans())}
    content["model"]["merges"] = [" ".join(m) for m in merges] if draw(st.booleans()) else merges
    for name in ("add_prefix_space", "use_regex"):
        content["pre_tokenizer"][name] = draw(st.booleans())
    return content


@settings(max_examples=1500, deadline=None)
@given(drawn_tokenizers(), st.lists(st.text("ab's 1<|\n", max_size=14), min_size=1, max_size=4))
def test_any_tokenizer_of_gpt2s_kind_encodes_as_tokenizers_does(content, texts):
    assert unlike_gpt2(content) is None
    text = json.dumps(content)
    ours, library = rm.Tokenizer(text), tokenizers.Tokenizer.from_str(text)
    for each in (*texts, "<|bos|>".join(texts)):
        assert ours.encode(each) == theirs(library, each)


@pytest.mark.parametrize(
    "changed",
    [
        {"normalizer": {"type": "Lowercase"}},
        {"pre_tokenizer": {"type": "Whitespace"}},
    ],
    ids=str,
)
def test_a_tokenizer_of_another_kind_is_left_to_tokenizers(changed):
    text = json.dumps(json.loads(BUNDLED.json) | changed)
    library = tokenizers.Tokenizer.from_str(text)
    sentence = "Keep it in Mind.  Keep it"
    assert rm.Tokenizer(text).encode(sentence) == theirs(library, sentence)
    assert theirs(library, sentence) != BUNDLED.encode(sentence)


def test_truncation_is_for_batches_and_cuts_no_text():
    cut = {"truncation": {"max_length": 2, "stride": 0} | TRUNCATION}
    text = json.dumps(json.loads(BUNDLED.json) | cut)
    library = tokenizers.Tokenizer.from_str(text)
    sentence = "Keep it in Mind.  Keep it"
    assert len(theirs(library, sentence)) == 2
    library.no_truncation()
    assert rm.Tokenizer(text).encode(sentence) == theirs(library, sentence)
