"""A byte-level BPE tokenizer: tokens to text from its vocabulary alone, text to tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from refmath import tokenizer_package
from refmath.arguments import flag, plain_array, refused, shown, string, unicode_text, whole_number
from refmath.input_files import json_of
from refmath.trained.byte_pairs import Encoder, byte_of_letter, unlike_gpt2

if TYPE_CHECKING:
    from typing import Any

_ONE_TOKEN = "one whole token of the vocabulary"
_EXPECTED = "the content of a tokenizer.json with a byte-level BPE vocabulary"

MOST_UNUSED = 2**24
"""No vocabulary is rounded up by more."""


@dataclass(frozen=True)
class _Token:
    text: bytes
    added: bool


@dataclass(frozen=True, repr=False)
class Tokenizer:
    r"""A byte-level BPE tokenizer, as Hugging Face `tokenizers` writes it.

    A token is a string of bytes; a text's UTF-8 bytes are its tokens' bytes, one after another.

    Args:
        json: the content of a tokenizer.json.
        n_unused: how many numbers behind its vocabulary a model has besides, as where the size was
            rounded up: no text has these tokens, and each is named by its number.

    Raises:
        ValueError: for a text that is no tokenizer of this kind, or a number that is no count.

    Source:
        Radford et al. 2019, «Language Models are Unsupervised Multitask Learners», «Input
        Representation».

    Examples:
        >>> import refmath as rm
        >>> tokenizer = rm.Tokenizer('{"model": {"vocab": {"<|bos|>": 0, "\u0120the": 1, "s": 2}},'
        ...                       ' "added_tokens": [{"id": 0, "content": "<|bos|>"}]}')
        >>> tokenizer.token(1), tokenizer.id(" the"), tokenizer.decode([1, 2]), tokenizer.bos
        (' the', 1, ' thes', 0)
    """

    json: str
    n_unused: int = field(default=0, kw_only=True)

    def __post_init__(self) -> None:
        string("json", self.json, _EXPECTED)
        n_unused = whole_number("n_unused", self.n_unused, below=MOST_UNUSED)
        object.__setattr__(self, "n_unused", n_unused)
        len(self._tokens)  # refuses what isn't one now, and not when it is used

    def __repr__(self) -> str:
        return f"Tokenizer(d_vocab={self.d_vocab})"

    @cached_property
    def _tokens(self) -> tuple[_Token, ...]:
        known = _checked_vocabulary(json_of("json", self.json, _EXPECTED))
        return (*known, *[_Token(b"", added=True)] * self.n_unused)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        """Each token's text, where no token before it has the same; else with its number."""
        names: dict[int, str] = {}
        taken: set[str] = set()
        used = self.d_vocab - self.n_unused
        for token in sorted(range(self.d_vocab), key=self._in_order):
            text = self._tokens[token].text.decode(errors="backslashreplace")
            name = text if token < used else f"\\#{token}"
            while name in taken:
                name += f"\\#{token}"
            names[token] = name
            taken.add(name)
        return tuple(names[token] for token in range(self.d_vocab))

    def _in_order(self, token: int) -> tuple[bool, bool, int]:
        """Whole texts come before parts of characters, and what was added before what was not."""
        try:
            self._tokens[token].text.decode()
        except UnicodeDecodeError:
            return True, not self._tokens[token].added, token
        return False, not self._tokens[token].added, token

    @cached_property
    def _id_of_token(self) -> dict[str, int]:
        return {name: token for token, name in enumerate(self._names)}

    @cached_property
    def _encode(self) -> Callable[[str], list[int]]:
        if self.needs is not None:
            return self._as_tokenizers(self.needs)
        return Encoder(json_of("json", self.json, _EXPECTED)).encode

    def _as_tokenizers(self, setting: str) -> Callable[[str], list[int]]:
        try:
            import tokenizers
        except ImportError as error:
            raise ImportError(
                f"to encode text with {setting}, `tokenizers` is needed:"
                " pip install 'refmath[tokenizers]'"
            ) from error
        said = "json: expected what `tokenizers` reads, got "
        theirs = tokenizer_package.opened(tokenizers, self.json, "json", said)
        self._check_numbers(theirs.token_to_id)

        def encode(text: str) -> list[int]:
            unicode_text("text", text)
            said = "text: expected what `tokenizers` encodes by this json, got "
            with tokenizer_package.as_value_error(said):
                return list(theirs.encode(text, add_special_tokens=False).ids)

        return encode

    def _check_numbers(self, number_of: Callable[[str], int | None]) -> None:
        """Refuse added tokens that `tokenizers`, which counts them, numbers otherwise than here."""
        added = json_of("json", self.json, _EXPECTED).get("added_tokens")
        for text, number in _added_tokens(added).items():
            if number_of(text) != number:
                raise ValueError(
                    "json: expected added_tokens by ascending ids behind the vocabulary, as"
                    f" `tokenizers` numbers them, got {number} for {shown(text)}, which it reads as"
                    f" {number_of(text)}"
                )

    @property
    def d_vocab(self) -> int:
        """The number of tokens."""
        return len(self._tokens)

    @property
    def needs(self) -> str | None:
        """The setting for which `encode` needs `tokenizers`; None where it doesn't."""
        return unlike_gpt2(json_of("json", self.json, _EXPECTED))

    @property
    def bos(self) -> int | None:
        """The token that begins a sequence, `<|bos|>`; None without one."""
        return self._id_of_token.get("<|bos|>")

    def encode(self, text: str, *, bos: bool = False) -> list[int]:
        """Return the tokens of a text, as Hugging Face `tokenizers` would.

        A tokenizer of GPT-2's kind, as the bundled one, needs nothing more. One that cuts its
        words otherwise, normalises text, or looks at the spaces around its added tokens needs
        `tokenizers` itself (`pip install 'refmath[tokenizers]'`). Texts are read whole: truncation
        and padding, which a JSON may name for batches, are left aside.

        Args:
            text: any text; an added token, such as `<|bos|>`, is one token wherever it stands.
            bos: whether to put the beginning-of-sequence token first, as in training.

        Returns:
            The tokens; about a million a second.

        Raises:
            ImportError: where `tokenizers` is needed, and isn't there.
            ValueError: where `bos` is asked for and the vocabulary has none; for a text that has no
                UTF-8, or a byte that the vocabulary has no token of; where `tokenizers` is needed
                and numbers added tokens otherwise than the JSON, or fails on the text; for dropout,
                by which a text has other tokens each time.

        Examples:
            >>> import refmath as rm
            >>> tokenizer = rm.load("attn-only-1l").tokenizer
            >>> tokens = tokenizer.encode("We the people", bos=True)
            >>> tokens, tokenizer.decode(tokens[1:])
            ([0, 55, 69, 265, 739], 'We the people')
        """
        string("text", text)
        flag("bos", bos)
        if bos and self.bos is None:
            raise ValueError("bos: expected False, as the vocabulary has no <|bos|>, got True")
        ids = self._encode(text)
        return [self.bos, *ids] if bos and self.bos is not None else ids

    def decode(self, tokens: Iterable[int]) -> str:
        """Return the text of tokens; bytes that are no UTF-8 become U+FFFD.

        Args:
            tokens: integers, or an array of them with one axis.

        Returns:
            The text.

        Raises:
            ValueError: for a token outside the vocabulary.
        """
        plain_array("tokens", tokens)
        if not isinstance(tokens, Iterable) or getattr(tokens, "ndim", 1) != 1:
            raise refused("tokens", "integers, one after another", tokens)
        numbers = (self._checked("tokens", token) for token in tokens)
        return b"".join(self._tokens[number].text for number in numbers).decode(errors="replace")

    def token(self, token: int) -> str:
        r"""Return one token as text, so that it can be told from every other.

        Args:
            token: its number.

        Returns:
            Its text; bytes that are no UTF-8 by themselves are written as \\xe2. What would be
            written as another token is, has its number behind it: \\#17.

        Raises:
            ValueError: for a token outside the vocabulary.
        """
        return self._names[self._checked("token", token)]

    def id(self, token: str) -> int:
        """Return the number of a token.

        Args:
            token: the text of one whole token, such as " the".

        Returns:
            Its number.

        Raises:
            ValueError: for a text that is not one token.
        """
        if string("token", token, _ONE_TOKEN) not in self._id_of_token:
            raise refused("token", _ONE_TOKEN, token)
        return self._id_of_token[token]

    def _checked(self, name: str, token: int) -> int:
        expected = f"an integer, 0 <= token < d_vocab = {self.d_vocab}"
        return whole_number(name, token, below=self.d_vocab, expected=expected)


def of_size(tokenizer: Tokenizer, d_vocab: int) -> Tokenizer:
    """Return a tokenizer of a model's d_vocab: what is beyond its vocabulary is unused.

    Examples:
        >>> of_size(Tokenizer('{"model": {"vocab": {"a": 0}}}'), d_vocab=3)
        Tokenizer(d_vocab=3)
    """
    missing = d_vocab - tokenizer.d_vocab
    return replace(tokenizer, n_unused=missing) if missing > 0 else tokenizer


def _checked_vocabulary(content: Any) -> tuple[_Token, ...]:
    """Return the tokens of a tokenizer.json, those of its vocabulary and those added to it."""
    if not isinstance(content, dict) or not isinstance(content.get("model"), dict):
        raise refused("json", _EXPECTED, content)
    model = content["model"]
    kind = model.get("type", "BPE")
    if kind != "BPE" or model.get("byte_fallback") or model.get("continuing_subword_prefix"):
        kind = kind if isinstance(kind, str) and kind != "BPE" else "one of SentencePiece's kind"
        raise ValueError(f"json: expected {_EXPECTED}, got {kind[:40]}")
    vocabulary = model.get("vocab")
    if not isinstance(vocabulary, dict):
        raise refused("json", f"{_EXPECTED}, whose vocab has numbers by tokens", vocabulary)
    added = _added_tokens(content.get("added_tokens"))
    tokens: dict[int, _Token] = {}
    letters = byte_of_letter()
    for text, number in vocabulary.items():
        _check_number(text, number, tokens)
        if added.get(text) == number:
            continue
        strange = next((letter for letter in text if letter not in letters), None)
        if strange is not None:
            raise ValueError(f"json: expected {_EXPECTED}, got the letter {strange!r} in {text!r}")
        tokens[number] = _Token(bytes(letters[letter] for letter in text), added=False)
    for text, number in added.items():
        _check_number(text, number, tokens)
        try:
            tokens[number] = _Token(text.encode(), added=True)
        except UnicodeEncodeError as error:
            raise ValueError(f"json: expected text in Unicode, got {text!r}: {error}") from error
    if sorted(tokens) != list(range(len(tokens))) or not tokens:
        raise ValueError("json: expected a vocabulary with the ids 0, 1, 2, ..., each once")
    _check_merges(model.get("merges") or [], vocabulary)
    return tuple(tokens[number] for number in range(len(tokens)))


def _added_tokens(added: Any) -> dict[str, int]:
    if added is None:
        return {}
    if not isinstance(added, list):
        raise refused("json", "a list of added_tokens", added)
    numbers: dict[str, int] = {}
    for token in added:
        text = token.get("content") if isinstance(token, dict) else None
        if not isinstance(text, str) or text in numbers or not text:
            raise refused("json", "added_tokens with a content of its own each", token)
        numbers[text] = token.get("id")
    return numbers


def _check_number(text: str, number: Any, tokens: Mapping[int, _Token]) -> None:
    if type(number) is not int or number < 0 or number in tokens:
        raise ValueError(
            f"json: expected a vocabulary with the ids 0, 1, 2, ..., each once,"
            f" got {shown(number)} for {shown(text)}"
        )


def _check_merges(merges: Any, vocabulary: Mapping[str, int]) -> None:
    """Refuse merges of, or into, what is no token, before the encoder meets them."""
    if not isinstance(merges, list):
        raise refused("json", "a list of merges", merges)
    for merge in merges:
        pair = merge.split(" ") if isinstance(merge, str) else merge
        parts = isinstance(pair, list) and len(pair) == 2 and all(type(p) is str for p in pair)
        if not parts or not all(part in vocabulary for part in (*pair, "".join(pair))):
            raise refused("json", "merges of two tokens into a third", merge)
