"""The statuses that every command may exit with, and how bad arguments are said."""

from __future__ import annotations

import os
import sys

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
    say(f"refmath: {message}")
    return BAD_ARGUMENTS


def say(message: str) -> None:
    """Say something on standard error, if anyone can hear it: the status says it in any case."""
    try:
        print(message, file=sys.stderr, flush=True)
    except OSError:  # what is buffered goes nowhere, or Python's own exit would fail on it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
