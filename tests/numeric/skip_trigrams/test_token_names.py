"""Tokens' names: asked of a tokenizer in the way that tells tokens apart."""

import json

import refmath as rm
from refmath.numeric.skip_trigrams.token_names import token_names, visible


def test_parts_of_characters_are_told_apart():
    """Alone, they decode to the same sign for what is no character."""
    vocabulary = {"\u00e2": 0, "\u0124": 1, "\u00ac": 2}
    tokenizer = rm.Tokenizer(json.dumps({"model": {"vocab": vocabulary}}))
    assert {tokenizer.decode([n]) for n in range(3)} == {"\ufffd"}
    assert len(set(token_names(tokenizer, range(3)).values())) == 3


def test_what_is_visible_tells_strings_apart():
    strings = ["a ", "a␣", "a\\u2423", "a\n", "a\\n", "a\u200b", "a\\u200b"]
    assert len(set(map(visible, strings))) == len(strings)
