"""The files that a command counts, as documents of tokens, with the tokens' names."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

WORD = re.compile(r"\w+|[^\w\s]")
"""A word is letters, digits and underscores; every other character but space is a word alone."""


@dataclass(frozen=True)
class Documents:
    """Documents of tokens, one a file, each of which may be gone through once.

    Attributes:
        tokens: an array for each file.
        d_vocab: how many tokens there may be.
        name: gives the text of a token; None if only its number is known.
        words: all names in order, for the tokenizer that finds them itself.
    """

    tokens: Iterable[NDArray[Any]]
    d_vocab: int
    name: Callable[[int], str] | None = None
    words: list[str] | None = None


def documents(files: list[Path], tokenizer: str | None, d_vocab: int | None) -> Documents:
    """Read files: `.npy` as tokens, others as text for the tokenizer.

    Args:
        files: a document each; all `.npy`, or none.
        tokenizer: "bytes", "words", or the path of a `tokenizer.json`.
        d_vocab: the size of the vocabulary of `.npy` files; None is one more than their largest.

    Raises:
        ValueError: for files, a tokenizer or a size that don't go together, or are not what they
            are said to be.
        OSError: for a file that can't be read.
    """
    of_tokens = [file.suffix == ".npy" for file in files]
    if any(of_tokens) and not all(of_tokens):
        raise ValueError("FILE: expected .npy files or text files; got some of each")
    if all(of_tokens):
        return _numbers(files, tokenizer, d_vocab)
    if d_vocab is not None:
        raise ValueError("--d-vocab: only for .npy files; a tokenizer says it by itself")
    for file in files:
        file.open("rb").close()  # before the first of them is counted
    if tokenizer == "bytes":
        return Documents((_bytes(file) for file in files), 256, name_of_byte)
    if tokenizer in (None, "words"):
        return _words(files)
    read, name, size = _tokenizer(Path(str(tokenizer)))
    return Documents((read(file) for file in files), size, name)


def _numbers(files: list[Path], tokenizer: str | None, d_vocab: int | None) -> Documents:
    if tokenizer == "words":
        raise ValueError("--tokenizer: words can't name the tokens of .npy files")
    arrays = [_mapped(file) for file in files]
    name: Callable[[int], str] | None = None
    size = d_vocab
    if tokenizer == "bytes":
        name, size = name_of_byte, size or 256
    elif tokenizer is not None:
        _, name, known = _tokenizer(Path(tokenizer))
        size = size or known
    if size is None:
        size = max((int(array.max()) + 1 for array in arrays if array.size), default=1)
    for file, array in zip(files, arrays, strict=True):
        if array.size and not (array.min() >= 0 and array.max() < size):
            raise ValueError(
                f"{file}: expected tokens from 0 to {size - 1}; got {array.min()} to {array.max()}"
            )
    return Documents(arrays, size, name)


def _mapped(file: Path) -> NDArray[Any]:
    try:
        array = np.load(file, mmap_mode="r", allow_pickle=False)
    except (ValueError, EOFError) as error:
        raise ValueError(f"{file}: expected an array of integers: {error}") from error
    if not isinstance(array, np.ndarray) or array.dtype.kind not in "iu" or array.ndim != 1:
        kind = f"{array.dtype} of shape {array.shape}" if isinstance(array, np.ndarray) else "files"
        raise ValueError(f"{file}: expected integers of shape (n,); got {kind}")
    return array


def _bytes(file: Path) -> NDArray[Any]:
    if not file.stat().st_size:
        return np.zeros(0, np.uint8)
    return np.memmap(file, np.uint8, "r")


def name_of_byte(token: int) -> str:
    r"""Write a byte as its ASCII character, or as \xNN.

    >>> [name_of_byte(token) for token in (107, 10, 92)]
    ['k', '\\x0a', '\\x5c']
    """
    return chr(token) if 32 <= token < 127 and token != 92 else f"\\x{token:02x}"


def _words(files: list[Path]) -> Documents:
    """Number the words in the order in which they first occur; the numbers wait in files."""
    numbers: dict[str, int] = {}
    arrays: list[NDArray[Any]] = []
    for file in files:
        with tempfile.TemporaryFile() as store:
            for line in _lines(file):
                found = [numbers.setdefault(word, len(numbers)) for word in WORD.findall(line)]
                store.write(np.array(found, np.uint32).tobytes())
            store.flush()
            mapped = np.memmap(store, np.uint32, "r") if store.tell() else np.zeros(0, np.uint32)
            arrays.append(mapped)  # the file may be closed: what is mapped stays until it is let go
    words = list(numbers)
    return Documents(arrays, max(1, len(words)), words.__getitem__, words)


def _lines(file: Path) -> Iterator[str]:
    with file.open(encoding="utf-8") as text:
        try:
            yield from text
        except UnicodeDecodeError as error:
            raise ValueError(f"{file}: expected text in UTF-8: {error}") from error


def _tokenizer(
    path: Path,
) -> tuple[Callable[[Path], NDArray[Any]], Callable[[int], str], int]:
    """Open a `tokenizer.json`: how it reads a file, what it calls a token, how many it has."""
    try:
        tokenizers = import_module("tokenizers")
    except ImportError as error:
        raise ValueError(
            f"--tokenizer: expected bytes or words, or a tokenizer.json, which needs tokenizers "
            f"(pip install 'refmath[tokenizers]'); got {str(path)!r}"
        ) from error
    path.open("rb").close()
    try:
        tokenizer = tokenizers.Tokenizer.from_file(str(path))
    except Exception as error:  # the package raises nothing more special
        raise ValueError(f"--tokenizer: {path} is no tokenizer.json: {error}") from error

    def read(file: Path) -> NDArray[Any]:
        text = "".join(_lines(file))
        return np.array(tokenizer.encode(text, add_special_tokens=False).ids, np.uint32)

    def name(token: int) -> str:
        text = tokenizer.decode([token], skip_special_tokens=False)
        # A part of a character decodes to the sign for what is no character.
        return str(tokenizer.id_to_token(token) if not text or "\ufffd" in text else text)

    return read, name, max(tokenizer.get_vocab(with_added_tokens=True).values(), default=0) + 1
