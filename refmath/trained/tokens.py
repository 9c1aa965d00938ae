"""A byte-level BPE tokenizer: tokens to text from its vocabulary alone, text to tokens."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from refmath.arguments import flag, plain_array, refused, string, whole_number

if TYPE_CHECKING:
    from typing import Any

_ONE_TOKEN = "one whole token of the vocabulary"


@dataclass(frozen=True, repr=False)
class Tokenizer:
    r"""A byte-level BPE tokenizer, as Hugging Face `tokenizers` writes it.

    A token is a string of bytes; a text's UTF-8 bytes are its tokens' bytes, one after another.

    Args:
        json: the content of a tokenizer.json.

    Raises:
        ValueError: for a text that is no tokenizer of this kind.

    Source:
        Radford et al. 2019, «Language Models are Unsupervised Multitask Learners», «Input
        Representation».

    Examples:
        >>> tokenizer = Tokenizer('{"model": {"vocab": {"<|bos|>": 0, "\u0120the": 1, "s": 2}},'
        ...                       ' "added_tokens": [{"id": 0, "content": "<|bos|>"}]}')
        >>> tokenizer.token(1), tokenizer.id(" the"), tokenizer.decode([1, 2]), tokenizer.bos
        (' the', 1, ' thes', 0)
    """

    json: str

    def __post_init__(self) -> None:
        string("json", self.json, "the content of a tokenizer.json")
        try:
            content = json.loads(self.json)
            vocabulary: Any = content["model"]["vocab"]
            ids = sorted(vocabulary.values())
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ValueError(
                "json: expected the content of a tokenizer.json with a BPE vocabulary,"
                f" got {self.json[:40]!r}..."
            ) from error
        if ids != list(range(len(ids))) or not ids:
            raise ValueError("json: expected a vocabulary with the ids 0, 1, 2, ..., each once")

    def __repr__(self) -> str:
        return f"Tokenizer(d_vocab={self.d_vocab})"

    @cached_property
    def _bytes(self) -> tuple[bytes, ...]:
        content = json.loads(self.json)
        vocabulary: dict[str, int] = content["model"]["vocab"]
        special = {added["content"] for added in content.get("added_tokens", ())}
        letters = _byte_of_letter()
        return tuple(
            token.encode() if token in special else bytes(letters[letter] for letter in token)
            for token in sorted(vocabulary, key=vocabulary.__getitem__)
        )

    @cached_property
    def _id_of_token(self) -> dict[str, int]:
        return {self.token(i): i for i in range(self.d_vocab)}

    @cached_property
    def _encoder(self) -> Any:
        try:
            from tokenizers import Tokenizer as Encoder
        except ImportError as error:
            raise ImportError(
                "to encode text, `tokenizers` is needed: pip install 'refmath[tokenizers]'"
            ) from error
        return Encoder.from_str(self.json)

    @property
    def d_vocab(self) -> int:
        """The number of tokens."""
        return len(self._bytes)

    @property
    def bos(self) -> int | None:
        """The token that begins a sequence, `<|bos|>`; None without one."""
        return self._id_of_token.get("<|bos|>")

    def encode(self, text: str, *, bos: bool = False) -> list[int]:
        """Return the tokens of a text; needs `tokenizers` (`pip install 'refmath[tokenizers]'`).

        Args:
            text: any text.
            bos: whether to put the beginning-of-sequence token first, as in training.

        Returns:
            The tokens.

        Raises:
            ImportError: without `tokenizers`.
            ValueError: where `bos` is asked for and the vocabulary has none.
        """
        string("text", text)
        flag("bos", bos)
        if bos and self.bos is None:
            raise ValueError("bos: expected False, as the vocabulary has no <|bos|>, got True")
        ids: list[int] = self._encoder.encode(text, add_special_tokens=False).ids
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
        return b"".join(self._bytes[number] for number in numbers).decode(errors="replace")

    def token(self, token: int) -> str:
        r"""Return one token as text, so that it can be told from every other.

        Args:
            token: its number.

        Returns:
            Its text; bytes that are no UTF-8 by themselves are written as \\xe2.

        Raises:
            ValueError: for a token outside the vocabulary.
        """
        return self._bytes[self._checked("token", token)].decode(errors="backslashreplace")

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


def _byte_of_letter() -> dict[str, int]:
    """GPT-2's letters for the 256 bytes: printable ones stand for themselves."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in printable]
    letters = {chr(byte): byte for byte in printable}
    return letters | {chr(256 + place): byte for place, byte in enumerate(others)}
