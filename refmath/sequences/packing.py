"""Three tokens in one 64-bit key, so that keys are ordered as the triples are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.arguments import plain_array, refused, shown, whole_number

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

LARGEST_VOCABULARY = 1 << 21
"""Three tokens of 21 bits fit a key of 64."""

_KEYS_AT_ONCE = 1 << 16  # what is made of so many keys stays in a core's cache


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


def check_keys(keys: NDArray[np.uint64], d_vocab: int, before: int = -1) -> int:
    """Make sure that keys ascend, each once, and are of tokens of the vocabulary.

    Args:
        keys: some of a table's, in a row.
        d_vocab: tokens are less than this.
        before: the key before the first of these; -1 where there is none.

    Returns:
        The last key, which is before the next; `before` where there are none.

    Raises:
        ValueError: naming keys.

    >>> check_keys(np.array([0b0001, 0b0110], np.uint64), 3)
    6
    >>> check_keys(np.array([0b0110], np.uint64), 3, before=6)
    Traceback (most recent call last):
    ...
    ValueError: keys: expected ascending keys, each once, got 6 after 6
    """
    for first in range(0, len(keys), _KEYS_AT_ONCE):
        part = keys[first : first + _KEYS_AT_ONCE]
        falls = part[1:] <= part[:-1]
        if int(part[0]) <= before or falls.any():
            at = 0 if int(part[0]) <= before else int(falls.argmax()) + 1
            after = part[at - 1] if at else before
            raise ValueError(
                f"keys: expected ascending keys, each once, got {part[at]} after {after}"
            )
        _check_tokens_of(part, d_vocab)
        before = int(part[-1])
    return before


def _check_tokens_of(keys: NDArray[np.uint64], d_vocab: int) -> None:
    """Refuse ascending keys of tokens outside the vocabulary."""
    bits = bits_of(d_vocab)
    wrong = keys[-1:] if int(keys[-1]) >> 2 * bits >= d_vocab else keys[:0]  # the largest source
    for place in (1, 0) if d_vocab < 1 << bits else ():  # else every token of so many bits is one
        of_token, least = ((1 << bits) - 1) << place * bits, d_vocab << place * bits
        outside = keys & np.uint64(of_token) >= np.uint64(least)
        wrong = keys[outside] if outside.any() and not wrong.size else wrong
    if wrong.size:
        raise ValueError(
            f"keys: expected keys of tokens in the vocabulary, less than d_vocab = {d_vocab},"
            f" got {wrong[0]}"
        )


def vocabulary_size(d_vocab: object) -> int:
    """Return the size of a vocabulary, if three of its tokens fit a key.

    Raises:
        ValueError: if it is no integer, less than 1, or too large.
    """
    size = whole_number("d_vocab", d_vocab, least=1)
    if size > LARGEST_VOCABULARY:
        raise ValueError(
            f"d_vocab: expected at most {LARGEST_VOCABULARY} (2^21), so that three tokens fit a key"
            f" of 64 bits, got {size}, which takes 3 · {bits_of(size)} bits"
        )
    return size


def checked_tokens(
    name: str, tokens: ArrayLike, d_vocab: int, ndim: int | None = None
) -> NDArray[np.integer[Any]]:
    """Return an array of tokens of the vocabulary; a memory-mapped one stays so.

    Raises:
        ValueError: if they are not integers, not of this many dimensions, or not all in it.
    """
    array = integers(name, tokens)
    if ndim is not None and array.ndim != ndim:
        raise ValueError(f"{name}: expected shape (n,), got {array.shape}")
    if array.size:
        least, largest = int(array.min()), int(array.max())
        if least < 0 or largest >= d_vocab:
            wrong = least if least < 0 else largest
            raise ValueError(
                f"{name}: expected tokens from 0 to d_vocab - 1 = {d_vocab - 1}, got {wrong}"
            )
    return array


def integers(name: str, values: ArrayLike) -> NDArray[np.integer[Any]]:
    """Return an array of integers, of the type that it has.

    Raises:
        ValueError: if they are no integers, or in an array that is not plain.

    >>> integers("rows", [0, 2]).tolist()
    [0, 2]
    """
    plain_array(name, values)
    try:
        array = np.asanyarray(values)
    except (ValueError, TypeError, OverflowError) as error:
        raise refused(name, "integers, in lists of equal length", values) from error
    if array.size == 0 and array.dtype == np.float64 and not hasattr(values, "dtype"):
        array = array.astype(np.int64)  # an empty list says nothing of its type
    if array.dtype.kind not in "iu":
        raise ValueError(f"{name}: expected integers, got dtype {array.dtype}")
    # NumPy reads [True, 2] as integers.
    if not hasattr(values, "dtype") and isinstance(values, Iterable) and _some_bool(values):
        raise ValueError(f"{name}: expected integers, got bool in {shown(values)}")
    return array


def _some_bool(values: Iterable[Any]) -> bool:
    return any(
        _some_bool(value)
        if isinstance(value, Iterable) and not hasattr(value, "dtype")
        else isinstance(value, bool) or "bool" in str(getattr(value, "dtype", ""))
        for value in values
    )


def exact_sum(counts: NDArray[np.integer[Any]]) -> int:
    """Add up integers that are not negative, however large the sum.

    >>> exact_sum(np.array([1 << 63, 1 << 63], np.uint64)) == 1 << 64
    True
    """
    if not counts.size:
        return 0
    if int(counts.max()) * counts.size < 1 << 63:
        return int(counts.sum(dtype=np.int64))
    low = (counts & counts.dtype.type(0xFFFFFFFF)).sum(dtype=np.uint64)
    return (exact_sum(counts >> counts.dtype.type(32)) << 32) + int(low)
