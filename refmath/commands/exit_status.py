"""The statuses that every command may exit with, and how bad arguments are said."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from refmath.arguments import near_names

DONE = 0
"""All is well."""
FAILED = 1
"""Something was found that shouldn't be, or a file can't be read or written."""
BAD_ARGUMENTS = 2
"""The arguments are not what the command takes; nothing was done."""
NOTHING_CONCLUDED = 3
"""A process was lost, or the memory used up: whether all is well isn't known."""
INTERRUPTED = 130
"""Ctrl-C; nothing was concluded."""


def bad_arguments(message: object) -> int:
    """Say what was expected and what came, in one line, and return the status for it."""
    say(f"refmath: {in_one_line(message)}")
    return BAD_ARGUMENTS


def in_one_line(message: object) -> str:
    r"""Write what ends a line as its escape: a file's name may have any letter.

    >>> in_one_line("one\ntwo")
    'one\\ntwo'
    """
    ends = {ord(letter): repr(letter)[1:-1] for letter in "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"}
    return str(message).translate(ends)


def what_is_missing(error: OSError) -> str:
    """Say in words what a path doesn't lead to, and which files beside it have a name much like it.

    >>> what_is_missing(FileNotFoundError(2, "No such file", "nowhere/counts.npz"))
    'nowhere/counts.npz: expected a path in a folder, got one where no folder is'
    """
    if error.filename is None:
        return f"a file: expected another path: {(error.strerror or str(error)).lower()}"
    path = Path(os.fsdecode(error.filename))
    if isinstance(error, IsADirectoryError):
        return f"{path}: expected a file, got a folder"
    if not path.parent.is_dir():
        return f"{path}: expected a path in a folder, got one where no folder is"
    if path.exists():
        return f"{path}: expected a folder, got a file"
    near = near_names(path.name, (there.name for there in path.parent.iterdir()))
    return f"{path}: expected a file, got a path where nothing is{near}"


def say(message: str) -> None:
    """Say something on standard error, if anyone can hear it: the status says it in any case."""
    with suppress(OSError):
        print(message, file=sys.stderr)
    flush_if_possible(sys.stderr)


def flush_if_possible(stream: TextIO) -> None:
    """Write what is buffered, or let it go nowhere: Python's own exit would fail on it."""
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
