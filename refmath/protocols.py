"""What public functions take, as types: for type checkers and editors, nothing is done at run time.

NumPy's `ArrayLike` holds strings; these don't, so that `rm.logits(model, "hello")` is an error
before it runs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, SupportsIndex, TypeAlias


class AnyArray(Protocol):
    """An array of NumPy, torch or any other library that follows the Python array API standard."""

    @property
    def shape(self) -> tuple[int, ...]:
        """Its sizes."""

    @property
    def dtype(self) -> Any:
        """What its elements are."""

    @property
    def device(self) -> Any:
        """Where it lies."""


class HasStateDict(Protocol):
    """A model of torch's, with its tensors by their names, and with its config."""

    def state_dict(self) -> Mapping[str, Any]:
        """Return its tensors."""


class HasDecode(Protocol):
    """A tokenizer that turns tokens to text by `decode`."""

    def decode(self, tokens: list[int], /) -> str:
        """Return the text of tokens."""


class HasIdToToken(Protocol):
    """A tokenizer that gives a token's string by `id_to_token`."""

    def id_to_token(self, token: int, /) -> str | None:
        """Return one token's string."""


class NamesTokens(Protocol):
    """A tokenizer that gives a token's string, and a string's token."""

    def token(self, token: int, /) -> str:
        """Return one token's string."""

    def id(self, token: str, /) -> int:
        """Return a string's token."""


OneOrMore: TypeAlias = AnyArray | Sequence[SupportsIndex] | SupportsIndex
"""One token, or several with one axis."""

Tokens: TypeAlias = (
    AnyArray
    | Sequence[SupportsIndex]
    | Sequence[AnyArray]
    | Sequence[Sequence[SupportsIndex]]
    | Sequence[Sequence[Sequence[SupportsIndex]]]
)
"""Tokens of shape (..., n_ctx): an array, or lists, nested or of arrays."""

Triples: TypeAlias = AnyArray | Sequence[AnyArray] | Sequence[Sequence[SupportsIndex]]
"""Source, destination, output: shape (n, 3)."""

TokenNames: TypeAlias = HasDecode | HasIdToToken | Callable[[int], str]
"""What gives tokens their strings: a function of a token, or a tokenizer."""
