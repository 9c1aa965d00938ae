"""Files that are read: what a path leads to is looked at before it is opened.

A path may lead to a pipe that nobody writes into, to a device that never ends, or to a file larger
than the memory: each is refused by its name, at once.
"""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from refmath.whole_file import resolved

if TYPE_CHECKING:
    from collections.abc import Iterable

STANDARD_INPUT = Path("-")
"""Stands for what comes in through a pipe without a name."""

MOST_JSON = 1 << 28
"""The largest file of JSON that is read, in bytes: 256 MiB."""


def regular_file(name: str, path: Path) -> int:
    """Make sure that a path leads to a regular file; its size in bytes.

    Raises:
        ValueError: for a folder, a pipe, a device.
        FileNotFoundError: where nothing is.
        OSError: if it can't be looked at.

    Examples:
        >>> regular_file("path", Path("."))
        Traceback (most recent call last):
        ...
        ValueError: path: expected a file, got . which is a folder
    """
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise ValueError(f"{name}: expected a file, got {path} which is {_kind(found.st_mode)}")
    return found.st_size


def not_lost(path: Path) -> Path:
    """Return the path of a file that may be left out, but not lost: a link to nothing is refused.

    Raises:
        ValueError: for a link that leads to nothing.
    """
    if path.is_symlink() and not path.exists():
        raise ValueError(f"{path.name}: expected a file, got a link that leads to nothing")
    return path


def readable(name: str, path: Path) -> None:
    """Make sure that a path leads to what can be read to its end: a file, a pipe, or `-`.

    Raises:
        ValueError: for a folder or a device.
        FileNotFoundError: where nothing is.
        OSError: if it can't be opened.

    Examples:
        >>> readable("FILE", Path("."))
        Traceback (most recent call last):
        ...
        ValueError: FILE: expected a file or a pipe, got . which is a folder
    """
    if path == STANDARD_INPUT:
        _standard_input(name)
        return
    mode = path.stat().st_mode
    if stat.S_ISREG(mode):
        path.open("rb").close()  # a pipe may be opened only once
    elif not stat.S_ISFIFO(mode):
        raise ValueError(f"{name}: expected a file or a pipe, got {path} which is {_kind(mode)}")


def opened(path: Path) -> IO[bytes]:
    """Open a file, a pipe, or standard input for `-`, to be read as bytes."""
    if path == STANDARD_INPUT:
        return open(_standard_input("FILE"), "rb", closefd=False)
    return path.open("rb")


def _standard_input(name: str) -> int:
    """Return its number, unless it is closed: Python has none then."""
    if sys.stdin is None:
        raise ValueError(f"{name}: expected standard input to be open, got it closed")
    return sys.stdin.fileno()


def typed_file(text: str) -> Path:
    """Return the path that was typed: `-` is standard input, and `./-` the file of that name.

    Examples:
        >>> typed_file("-") == STANDARD_INPUT, typed_file("./-") == STANDARD_INPUT
        (True, False)
    """
    path = Path(text)
    return path.absolute() if path == STANDARD_INPUT and text != "-" else path


def content_of(name: str, path: Path, most: int) -> bytes:
    """Read a regular file of so many bytes at most.

    Raises:
        ValueError: for what is no file, or a larger one.
        OSError: if it can't be read.
    """
    size = regular_file(name, path)
    if size > most:
        raise ValueError(f"{name}: expected at most {most:,} bytes, got {path} of {size:,}")
    with path.open("rb") as file:
        return file.read(most)


def json_of(name: str, text: str | bytes, expected: str = "JSON") -> Any:
    """Read JSON, in which no name stands twice.

    Raises:
        ValueError: for what is none, nested too deep, or has a name twice.

    Examples:
        >>> json_of("settings", '{"a": 1, "a": 2}')
        Traceback (most recent call last):
        ...
        ValueError: settings: expected JSON, got a name twice, 'a'
    """

    def once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
        named: dict[str, Any] = {}
        for key, value in pairs:
            if key in named:
                raise ValueError(f"a name twice, {key[:60]!r}")
            named[key] = value
        return named

    try:
        return json.loads(text, object_pairs_hook=once)
    except RecursionError as error:
        raise ValueError(f"{name}: expected {expected}, got nesting without end") from error
    except ValueError as error:
        raise ValueError(f"{name}: expected {expected}, got {error}") from error


_KINDS = (
    (b"PK\x03\x04", "a zip archive, as .npz files and torch's are"),
    (b"\x93NUMPY", "a .npy file"),
    (b"PAR1", "a Parquet file"),
    (b"\x89HDF", "an HDF5 file"),
    (b"\x1f\x8b", "a gzip file, which has to be unpacked first"),
    (b"\x28\xb5\x2f\xfd", "a zstandard file, which has to be unpacked first"),
    (b"GGUF", "a GGUF file"),
    (b"version https://git-lfs", "a pointer of Git LFS, which stands for the file: fetch it"),
    (b"<", "a page of HTML or XML"),
    (b"{", "a text, as of JSON"),
    *(
        (bytes([0x80, n]), "a pickle, which is never read, as it could run anything")
        for n in range(6)
    ),
)


def kind_of(start: bytes) -> str:
    """Say what a file is by its first bytes, in words.

    Examples:
        >>> kind_of(b"PAR1..."), kind_of(b"?"), kind_of(b"")
        ('a Parquet file', 'a file of another kind', 'an empty file')
    """
    if not start:
        return "an empty file"
    if start[8:9] == b"{" and 2 <= int.from_bytes(start[:8], "little") < 1 << 32:
        return "a safetensors file"
    return next((kind for magic, kind in _KINDS if start.startswith(magic)), _OTHER)


_OTHER = "a file of another kind"


def same_file(one: Path, other: Path) -> bool:
    """Tell whether two paths lead to one file, or would once it is written.

    Raises:
        OSError: for links that lead to themselves.
    """
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there yet
        return resolved(one) == resolved(other)


def is_standard_input(path: Path) -> bool:
    """Tell whether standard input comes from a file."""
    try:
        return os.path.samestat(os.fstat(_standard_input("FILE")), path.stat())
    except (OSError, ValueError):  # it is not there yet; standard input is closed, or no file
        return False


def _kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    if stat.S_ISFIFO(mode):
        return "a pipe"
    if stat.S_ISSOCK(mode):
        return "a socket"
    return "a device"
