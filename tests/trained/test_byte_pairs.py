"""GPT-2's words, and the order in which byte pairs are joined."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath.trained import byte_pairs
from refmath.trained.byte_pairs import byte_of_letter, joined, unlike_gpt2, words


def test_every_byte_has_a_letter_of_its_own():
    letters = byte_of_letter()
    assert sorted(letters.values()) == list(range(256))
    assert letters["A"] == ord("A")
    assert letters["\u0120"] == ord(" ")


@given(st.text(max_size=40))
def test_words_put_together_are_the_text(text):
    assert "".join(words(text)) == text


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("it's WE'RE", ["it", "'s", " WE", "'", "RE"]),
        ("a  b", ["a", " ", " b"]),
        ("a \n b ", ["a", " \n", " b", " "]),
        ("x2²Ⅻ y", ["x", "2²Ⅻ", " y"]),
        ("naïve一", ["naïve一"]),
        ("a\x85\xa0b", ["a", "\x85", "\xa0", "b"]),
        ("a\x1cb", ["a", "\x1c", "b"]),
        ("_a", ["_", "a"]),
        ("'ſ", ["'", "ſ"]),
    ],
)
def test_a_text_is_cut_as_gpt2_cuts_it(text, cut):
    assert list(words(text)) == cut


def by_the_definition(symbols, merges):
    """Join the pair of the lowest rank, the leftmost of equals, until there is none."""
    symbols = list(symbols)
    while True:
        known = [(merges[pair], i) for i, pair in enumerate(pairwise(symbols)) if pair in merges]
        if not known:
            return symbols
        (_, into), i = min(known, key=lambda found: (found[0][0], found[1]))
        symbols[i : i + 2] = [into]


@st.composite
def texts_and_merges(draw):
    """Merges in any order: what is joined first may give rise to what ranks before it."""
    token_of = {"a": 0, "b": 1, "c": 2}
    pairs = set()
    for _ in range(draw(st.integers(1, 12))):
        pair = draw(st.sampled_from(sorted(token_of))), draw(st.sampled_from(sorted(token_of)))
        if len("".join(pair)) <= 8:
            token_of.setdefault("".join(pair), len(token_of))
            pairs.add(pair)
    order = draw(st.permutations(sorted(pairs)))
    merges = {
        (token_of[left], token_of[right]): (rank, token_of[left + right])
        for rank, (left, right) in enumerate(order)
    }
    return draw(st.lists(st.integers(0, 2), max_size=25)), merges


@given(texts_and_merges())
def test_pairs_are_joined_in_the_order_learnt_and_from_the_left(drawn):
    symbols, merges = drawn
    assert joined(symbols, merges) == by_the_definition(symbols, merges)


def test_a_long_word_takes_no_square_of_its_length():
    """By a search from the start for each merge, a word of 200,000 letters would take hours."""
    n = 200_000
    assert joined([0] * n, {(0, 0): (0, 1), (1, 1): (1, 2)}) == [2] * (n // 4)


def test_words_that_were_met_are_not_kept_without_end(monkeypatch):
    monkeypatch.setattr(byte_pairs, "MOST_KNOWN", 2)
    tokenizer = rm.load("attn-only-1l").tokenizer
    text = "We the people of the United States of America"
    assert tokenizer.decode(tokenizer.encode(text)) == text
    assert len(tokenizer._encode.__self__._known) <= 3


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"pre_tokenizer": None}, "pre_tokenizer None"),
        ({"pre_tokenizer": {"type": "Sequence"}}, "pre_tokenizer {'type': 'Sequence'}"),
        ({"normalizer": {"type": "NFC"}}, "normalizer {'type': 'NFC'}"),
        ({"padding": {"pad_id": 0}}, None),
        ({"truncation": {"max_length": 2}}, None),
        ({"model": {"vocab": {}, "dropout": 0.5}}, "dropout 0.5"),
        ({"model": {"vocab": {}, "end_of_word_suffix": "</w>"}}, "end_of_word_suffix '</w>'"),
        ({"added_tokens": [{"content": "<>", "id": 1, "lstrip": True}]}, "lstrip of '<>'"),
        ({"added_tokens": [{"content": "<>", "id": 1, "rstrip": True}]}, "rstrip of '<>'"),
        ({"added_tokens": [{"content": "<>", "id": 1, "single_word": 1}]}, "single_word of '<>'"),
        ({"model": {"vocab": {"<|bos|>": 1}}}, "'<|bos|>' as two tokens"),
    ],
)
def test_a_setting_that_is_not_gpt2s_is_named(changed, named):
    content = json.loads(rm.load("attn-only-1l").tokenizer.json)
    assert unlike_gpt2(content) is None
    assert unlike_gpt2(content | changed) == named


@pytest.mark.parametrize("place", ["pre_tokenizer", "model"])
def test_a_setting_that_nobody_knows_is_named(place):
    content = json.loads(rm.load("attn-only-1l").tokenizer.json)
    content[place]["cut_otherwise"] = True
    assert unlike_gpt2(content) == f"{place}'s cut_otherwise True"
