"""The files that a command counts, as documents of tokens, with the tokens' names."""

from __future__ import annotations

import codecs
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath import tokenizer_package
from refmath.input_files import MOST_JSON, STANDARD_INPUT, content_of, opened, readable
from refmath.sequences.stored_arrays import mapped_integers
from refmath.tokenizer_package import as_value_error

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CHUNK = 1 << 20  # bytes of text that are read at a time

MOST_LETTERS = 1 << 20
"""No word is longer: what is, isn't a text of words, and would have to be held whole."""


def _marks() -> str:
    """The characters that belong to the one before them: accents, vowel signs, joiners."""
    ranges, first = [], None
    # Beyond the third plane there are no marks but the variation selectors.
    for code in (*range(0x300, 0x20000), *range(0xE0100, 0xE01F1)):
        mark = unicodedata.category(chr(code))[0] == "M" or code in (0x200C, 0x200D)
        if mark and first is None:
            first = code
        if not mark and first is not None:
            ranges.append(f"{chr(first)}-{chr(code - 1)}")
            first = None
    return "".join(ranges)


_MARKS = _marks()

WORD = re.compile(rf"\w[\w{_MARKS}\u00ad]*|[^\w\s\u200b][{_MARKS}]*")
"""A word is letters, digits and underscores, with the marks on them and the soft hyphens in it;
every other character but space is a word alone. A zero-width space parts words."""


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


@dataclass(frozen=True)
class _OneAtATime:
    """Documents that are opened when their turn comes, so that any number of files will do."""

    files: list[Path]
    read: Callable[[Path], NDArray[Any]]

    def __iter__(self) -> Iterator[NDArray[Any]]:
        return map(self.read, self.files)


def documents(files: list[Path], tokenizer: str | None, d_vocab: int | None) -> Documents:
    """Read files: `.npy` as tokens, others as text for the tokenizer.

    Args:
        files: a document each; all `.npy`, or none. A text may come through a pipe, and `-` is
            standard input.
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
    if files.count(STANDARD_INPUT) > 1:
        raise ValueError("FILE: expected - once, as standard input can be read only once")
    for file in files:  # before the first of them is counted
        readable("FILE", file)
    if tokenizer == "bytes":
        return Documents(_OneAtATime(files, _bytes), 256, name_of_byte)
    if tokenizer in (None, "words"):
        return _words(files)
    opened_tokenizer = _FileTokenizer.open(Path(str(tokenizer)))
    tokens = _OneAtATime(files, opened_tokenizer.read)
    return Documents(tokens, opened_tokenizer.d_vocab, opened_tokenizer.name)


def _numbers(files: list[Path], tokenizer: str | None, d_vocab: int | None) -> Documents:
    if tokenizer == "words":
        raise ValueError("--tokenizer: words can't name the tokens of .npy files")
    name: Callable[[int], str] | None = None
    size = d_vocab
    if tokenizer == "bytes":
        name, size = name_of_byte, size or 256
    elif tokenizer is not None:
        opened_tokenizer = _FileTokenizer.open(Path(tokenizer))
        name, size = opened_tokenizer.name, size or opened_tokenizer.d_vocab
    largest = 0
    for file in files:
        array = _mapped(file)
        if array.size and not (array.min() >= 0 and (size is None or array.max() < size)):
            limit = "" if size is None else f" to {size - 1}"
            raise ValueError(
                f"{file}: expected tokens from 0{limit}; got {array.min()} to {array.max()}"
            )
        largest = max(largest, int(array.max(initial=0)))
    return Documents(_OneAtATime(files, _mapped), largest + 1 if size is None else size, name)


def _mapped(file: Path) -> NDArray[Any]:
    return mapped_integers(str(file), file, 1)


def _bytes(file: Path) -> NDArray[Any]:
    if file != STANDARD_INPUT and file.is_file():
        return np.memmap(file, np.uint8, "r") if file.stat().st_size else np.zeros(0, np.uint8)
    with opened(file) as stream:  # a pipe has no size, and can't be mapped
        return _through_a_store(np.uint8, iter(partial(stream.read, _CHUNK), b""))


def _through_a_store(dtype: Any, parts: Iterable[bytes]) -> NDArray[Any]:
    """Put bytes into a file without a name, and map it: it vanishes when the array is let go."""
    with tempfile.TemporaryFile() as store:
        for part in parts:
            store.write(part)
        store.flush()
        return np.memmap(store, dtype, "r") if store.tell() else np.zeros(0, dtype)


def name_of_byte(token: int) -> str:
    r"""Write a byte as its ASCII character, or as \xNN.

    >>> [name_of_byte(token) for token in (107, 10, 92)]
    ['k', '\\x0a', '\\x5c']
    """
    return chr(token) if 32 <= token < 127 and token != 92 else f"\\x{token:02x}"


def _words(files: list[Path]) -> Documents:
    """Number the words in the order in which they first occur; the numbers wait in one file."""
    numbers: dict[str, int] = {}
    ends = [0]

    def numbered() -> Iterator[bytes]:
        for file in files:
            n_words = 0
            for words in words_of(file):
                found = [numbers.setdefault(word, len(numbers)) for word in words]
                n_words += len(found)
                yield np.array(found, np.uint32).tobytes()
            ends.append(ends[-1] + n_words)

    every = _through_a_store(np.uint32, numbered())
    arrays = [every[first:end] for first, end in pairwise(ends)]
    words = list(numbers)
    return Documents(arrays, max(1, len(words)), words.__getitem__, words)


def words_of(file: Path) -> Iterator[list[str]]:
    """Yield the words of a file, so many at a time that the text is never held whole.

    Raises:
        ValueError: for what is no UTF-8, and for a word that has no end.
    """
    rest = ""
    for text in _text(file):
        rest += text
        found = list(WORD.finditer(rest))
        # The last word may go on in what is read next, as may the marks on a character.
        done = found[-1].start() if found and found[-1].end() == len(rest) else len(rest)
        yield [match[0] for match in found if match.start() < done]
        rest = rest[done:]
        if len(rest) > MOST_LETTERS:
            raise ValueError(f"{file}: expected words of at most {MOST_LETTERS:,} letters")
    yield WORD.findall(rest)


def _text(file: Path) -> Iterator[str]:
    """Yield the text of a file a piece at a time, without the byte order mark before it."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    with opened(file) as stream:
        try:
            for part in iter(partial(stream.read, _CHUNK), b""):
                yield decoder.decode(part)
            yield decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            name = "standard input" if file == STANDARD_INPUT else file
            raise ValueError(f"{name}: expected text in UTF-8: {error}") from error


@dataclass(frozen=True)
class _FileTokenizer:
    """A `tokenizer.json`, of any kind: how it reads a file, what it calls a token."""

    path: Path
    tokenizer: Any
    d_vocab: int

    @classmethod
    def open(cls, path: Path) -> _FileTokenizer:
        try:
            tokenizers = import_module("tokenizers")
        except ImportError as error:
            raise ValueError(
                f"--tokenizer: expected bytes or words, or a tokenizer.json, which needs "
                f"tokenizers (pip install 'refmath[tokenizers]'); got {str(path)!r}"
            ) from error
        content = content_of("--tokenizer", path, MOST_JSON)
        said = f"--tokenizer: {path} is no tokenizer.json: "
        with as_value_error(said):
            text = content.decode()
        tokenizer = tokenizer_package.opened(tokenizers, text, f"--tokenizer: {path}", said)
        numbers = tokenizer.get_vocab(with_added_tokens=True).values()
        return cls(path, tokenizer, max(numbers, default=0) + 1)

    def read(self, file: Path) -> NDArray[Any]:
        text = "".join(_text(file))
        with as_value_error(f"--tokenizer: {self.path} doesn't encode {file}: "):
            return np.array(self.tokenizer.encode(text, add_special_tokens=False).ids, np.uint32)

    def name(self, token: int) -> str:
        """Return a token's text where no other has it, and else what the vocabulary calls it."""
        text = self._texts.get(token)
        return str(self.tokenizer.id_to_token(token) if text is None else text)

    @cached_property
    def _texts(self) -> dict[int, str]:
        names = self.tokenizer.get_vocab(with_added_tokens=True)
        with as_value_error(f"--tokenizer: {self.path} doesn't decode its tokens: "):
            texts = {
                n: self.tokenizer.decode([n], skip_special_tokens=False) for n in names.values()
            }
        tokens_of: dict[str, set[int]] = {}
        for text, token in [*((t, n) for n, t in texts.items()), *names.items()]:
            tokens_of.setdefault(text, set()).add(token)
        # A part of a character decodes to the sign for what is no character.
        plain = {n: t for n, t in texts.items() if t and "\ufffd" not in t}
        return {n: text for n, text in plain.items() if tokens_of[text] == {n}}
