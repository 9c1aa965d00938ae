"""GPT-2's way from text to tokens: cut into words, then byte pairs joined in the order learnt."""

from __future__ import annotations

import re
from functools import cached_property
from heapq import heapify, heappop, heappush
from itertools import pairwise
from typing import TYPE_CHECKING
from unicodedata import category

from refmath.arguments import unicode_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

# GPT-2's expression, over the letters that `_Kinds` leaves: as many as the text has.
_WORDS = re.compile(
    r"'(?:[stmd]|re|ve|ll)| ?[A-Za-z]+| ?[0-9]+| ?[^\sA-Za-z0-9]+|\s+(?!\S)|\s+", re.ASCII
)


_SETTINGS = {
    "pre_tokenizer": {"type", "add_prefix_space", "trim_offsets", "use_regex"},
    "model": {
        *("type", "vocab", "merges", "ignore_merges", "dropout", "unk_token", "fuse_unk"),
        *("continuing_subword_prefix", "end_of_word_suffix", "byte_fallback"),
    },
}
"""What is known of a tokenizer.json's settings; by one of another name it may encode otherwise."""


class _Kinds(dict[int, str]):
    """What stands for a letter beyond ASCII: X for letters, 0 for numbers, a tab for spaces."""

    def __missing__(self, code: int) -> str:
        kind = category(chr(code))[0]
        space = kind == "Z" or code == 0x85  # the one control character beyond ASCII that is white
        sign = chr(code) if code < 128 else "\t" if space else {"L": "X", "N": "0"}.get(kind, "!")
        return self.setdefault(code, sign)


_KINDS = _Kinds()


def words(text: str) -> Iterator[str]:
    r"""Cut a text into GPT-2's words: none of their tokens reaches across.

    `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`; what is a letter
    is said by the Unicode of this Python.

    Examples:
        >>> list(words("We're 12  ½ naïve Σ!\n"))
        ['We', "'re", ' 12', ' ', ' ½', ' naïve', ' Σ', '!', '\n']
    """
    return (text[found.start() : found.end()] for found in _WORDS.finditer(text.translate(_KINDS)))


def byte_of_letter() -> dict[str, int]:
    """GPT-2's letters for the 256 bytes: printable ones stand for themselves."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in printable]
    letters = {chr(byte): byte for byte in printable}
    return letters | {chr(256 + place): byte for place, byte in enumerate(others)}


def joined(symbols: list[int], merges: Mapping[tuple[int, int], tuple[int, int]]) -> list[int]:
    """Join neighbours while a merge is known: the one learnt first, and of equals the leftmost.

    Args:
        symbols: tokens, one a byte.
        merges: by two tokens, the merge's rank and the token that they become.

    Returns:
        The tokens; n log n steps for n symbols.

    Examples:
        >>> joined([0, 1, 0, 1, 2], {(0, 1): (0, 3), (3, 3): (2, 5), (3, 2): (1, 4)})
        [3, 4]
    """
    after = [*range(1, len(symbols)), -1]
    before = [*range(-1, len(symbols) - 1)]
    token = list(symbols)  # −1 where it was joined to the one before
    waiting: list[tuple[int, int, int]] = []  # rank, place, what the pair becomes
    for place, pair in enumerate(pairwise(symbols)):
        if pair in merges:
            rank, into = merges[pair]
            waiting.append((rank, place, into))
    heapify(waiting)
    while waiting:
        _, place, into = heappop(waiting)
        behind = after[place]
        # One of the two may have been joined to another meanwhile.
        if behind < 0 or merges.get((token[place], token[behind]), (0, -1))[1] != into:
            continue
        token[place], token[behind] = into, -1
        after[place] = after[behind]
        if after[place] >= 0:
            before[after[place]] = place
        for left in (before[place], place):
            right = after[left] if left >= 0 else -1
            if right >= 0 and (token[left], token[right]) in merges:
                rank, new = merges[token[left], token[right]]
                heappush(waiting, (rank, left, new))
    return [symbol for symbol in token if symbol >= 0]


def unlike_gpt2(content: Mapping[str, Any]) -> str | None:
    """Name the setting of a tokenizer.json by which it encodes otherwise than `Encoder`; or None.

    Examples:
        >>> cut = {"type": "ByteLevel"}
        >>> unlike_gpt2({"model": {}, "pre_tokenizer": cut, "normalizer": {"type": "NFC"}})
        "normalizer {'type': 'NFC'}"
    """
    cut = content.get("pre_tokenizer")
    if not isinstance(cut, dict) or cut.get("type") != "ByteLevel":
        return f"pre_tokenizer {cut!r:.80}"
    for place, known in _SETTINGS.items():
        for name in content[place].keys() - known:
            return f"{place}'s {name} {content[place][name]!r:.80}"
    # Truncation and padding are for batches: no text is cut or lengthened, whoever reads it.
    if content.get("normalizer") is not None:
        return f"normalizer {content['normalizer']!r:.80}"
    for name in ("dropout", "end_of_word_suffix"):
        if content["model"].get(name):
            return f"{name} {content['model'][name]!r:.80}"
    for token in content.get("added_tokens") or []:
        if content["model"]["vocab"].get(token["content"], token["id"]) != token["id"]:
            return f"{token['content']!r:.80} as two tokens"
        for name in ("single_word", "lstrip", "rstrip"):
            if token.get(name):
                return f"{name} of {token.get('content')!r:.80}"
    return None


class Encoder:
    """The encoder of a tokenizer.json that `unlike_gpt2` has nothing to object to.

    Args:
        content: the JSON's, checked.
    """

    def __init__(self, content: Mapping[str, Any]) -> None:
        self._content = content
        self._known: dict[str, list[int]] = {}

    def encode(self, text: str) -> list[int]:
        """Return a text's tokens: those that were added wherever they stand, words between them.

        Raises:
            ValueError: for a text that has no UTF-8, or a byte that the vocabulary has no token of.
        """
        unicode_text("text", text)
        tokens: list[int] = []
        for part in self._parts(text):
            if isinstance(part, int):
                tokens.append(part)
                continue
            for word in self._words(part):
                if word not in self._known:
                    if len(self._known) > MOST_KNOWN:
                        self._known.clear()
                    self._known[word] = self._of_word(word)
                tokens += self._known[word]
        return tokens

    def _parts(self, text: str) -> Sequence[str | int]:
        """Cut out the added tokens: those to be looked for in the text as it is come first."""
        parts: list[str | int] = [text] if text else []
        for numbers in self._added:
            parts = [cut for part in parts for cut in _cut_out(part, numbers)]
        return parts

    def _words(self, text: str) -> Iterator[str]:
        cut = self._content["pre_tokenizer"]
        if cut.get("add_prefix_space", True) and not text.startswith(" "):
            text = f" {text}"
        return words(text) if cut.get("use_regex", True) else iter([text])

    def _of_word(self, word: str) -> list[int]:
        letters = "".join(map(self._letters.__getitem__, word.encode()))
        vocabulary = self._content["model"]["vocab"]
        if self._content["model"].get("ignore_merges") and letters in vocabulary:
            return [vocabulary[letters]]
        for byte, letter in zip(word.encode(), letters, strict=True):
            if letter not in vocabulary:
                raise ValueError(
                    f"text: expected bytes that the vocabulary has tokens of, got {byte:#04x}"
                    f" in {word!r:.80}"
                )
        return joined([vocabulary[letter] for letter in letters], self._merges)

    @cached_property
    def _letters(self) -> dict[int, str]:
        return {byte: letter for letter, byte in byte_of_letter().items()}

    @cached_property
    def _merges(self) -> dict[tuple[int, int], tuple[int, int]]:
        vocabulary = self._content["model"]["vocab"]
        merges = self._content["model"].get("merges") or []
        pairs = [merge.split(" ") if isinstance(merge, str) else merge for merge in merges]
        return {
            (vocabulary[left], vocabulary[right]): (rank, vocabulary[left + right])
            for rank, (left, right) in enumerate(pairs)
        }

    @cached_property
    def _added(self) -> list[dict[str, int]]:
        """The added tokens' numbers by their texts: what isn't to be normalised, and what is."""
        added = [token for token in self._content.get("added_tokens") or [] if token["content"]]
        return [
            {token["content"]: token["id"] for token in added if bool(token.get("normalized")) == n}
            for n in (False, True)
        ]


MOST_KNOWN = 1 << 16
"""How many words' tokens are kept, so that a word is not joined each time that it stands there."""


def _cut_out(part: str | int, numbers: Mapping[str, int]) -> list[str | int]:
    """Put the number of each added token where it stands: the leftmost, of those the longest."""
    if isinstance(part, int) or not numbers:
        return [part]
    longest_first = sorted(numbers, key=len, reverse=True)
    cuts = re.split(f"({'|'.join(map(re.escape, longest_first))})", part)
    texts_between = (cut if place % 2 == 0 else numbers[cut] for place, cut in enumerate(cuts))
    return [cut for cut in texts_between if cut != ""]
