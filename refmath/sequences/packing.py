"""Three tokens in one 64-bit key, so that keys are ordered as the triples are."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

LARGEST_VOCABULARY = 1 << 21
"""Three tokens of 21 bits fit a key of 64."""


def bits_of(d_vocab: int) -> int:
    """Return how many bits a token takes.

    >>> bits_of(50257), bits_of(1)
    (16, 0)
    """
    return (d_vocab - 1).bit_length()


def token_dtype(d_vocab: int) -> np.dtype[Any]:
    """Return the smallest unsigned type that holds every token.

    >>> token_dtype(256), token_dtype(50257)
    (dtype('uint8'), dtype('uint16'))
    """
    return np.min_scalar_type(d_vocab - 1)


def packed(
    source: NDArray[Any], destination: NDArray[Any], output: NDArray[Any], d_vocab: int
) -> NDArray[np.uint64]:
    """Pack triples into keys: source · 4^b + destination · 2^b + output, b bits a token.

    >>> packed(np.array([1]), np.array([2]), np.array([3]), 4).tolist() == [0b011011]
    True
    """
    bits = np.uint64(bits_of(d_vocab))
    keys: NDArray[np.uint64] = source.astype(np.uint64) << (bits + bits)
    keys |= destination.astype(np.uint64) << bits
    keys |= output.astype(np.uint64)
    return keys


def unpacked(keys: NDArray[np.uint64], place: int, d_vocab: int) -> NDArray[np.int64]:
    """Take one token out of each key: the output at place 0, the destination, the source at 2.

    >>> [unpacked(np.array([0b011011], np.uint64), place, 4).tolist() for place in (2, 1, 0)]
    [[1], [2], [3]]
    """
    bits = bits_of(d_vocab)
    return ((keys >> np.uint64(place * bits)) & np.uint64((1 << bits) - 1)).astype(np.int64)


def check_at_least(function: str, name: str, value: object, least: int) -> int:
    """Return a whole number that is large enough.

    Raises:
        ValueError: if it is none, or less.

    >>> check_at_least("most_common", "k", np.int32(3), 1)
    3
    """
    try:
        number = operator.index(value)  # type: ignore[arg-type]
    except TypeError:
        number = least - 1
    if isinstance(value, bool) or number < least:
        raise ValueError(
            f"{function}: {name} must be a whole number, {least} or more; got {value!r}"
        )
    return number


def vocabulary_size(function: str, d_vocab: object) -> int:
    """Return the size of a vocabulary, if three of its tokens fit a key.

    Raises:
        ValueError: if it is no whole number, less than 1, or too large.
    """
    size = check_at_least(function, "d_vocab", d_vocab, 1)
    if size > LARGEST_VOCABULARY:
        raise ValueError(
            f"{function}: d_vocab must be at most {LARGEST_VOCABULARY} (2^21), so that three "
            f"tokens fit a key of 64 bits; {size} takes 3 · {bits_of(size)} bits"
        )
    return size


def checked_tokens(
    function: str, name: str, tokens: ArrayLike, d_vocab: int, ndim: int | None = None
) -> NDArray[np.integer[Any]]:
    """Return an array of tokens of the vocabulary; a memory-mapped one stays so.

    Raises:
        ValueError: if they are not integers, not of this many dimensions, or not all in it.
    """
    try:
        array = np.asanyarray(tokens)
    except (ValueError, TypeError) as error:
        raise ValueError(f"{function}: {name} must be an array of integers: {error}") from error
    if array.size == 0 and array.dtype == np.float64 and not hasattr(tokens, "dtype"):
        array = array.astype(np.int64)  # an empty list says nothing of its type
    if array.dtype.kind not in "iu":
        raise ValueError(f"{function}: {name} must be integer tokens; got dtype {array.dtype}")
    if ndim is not None and array.ndim != ndim:
        raise ValueError(f"{function}: {name} must have shape (n,); got {array.shape}")
    if array.size:
        least, largest = int(array.min()), int(array.max())
        if least < 0 or largest >= d_vocab:
            wrong = least if least < 0 else largest
            raise ValueError(
                f"{function}: {name} must hold tokens from 0 to d_vocab - 1 = {d_vocab - 1}; "
                f"got {wrong}"
            )
    return array
