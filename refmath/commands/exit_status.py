"""The statuses that every command may exit with, and how bad arguments are said."""

from __future__ import annotations

import sys

DONE = 0
"""All is well."""
FAILED = 1
"""Something was found that shouldn't be, or a file can't be read or written."""
BAD_ARGUMENTS = 2
"""The arguments are not what the command takes; nothing was done."""
INTERRUPTED = 130
"""Ctrl-C; nothing was concluded."""


def bad_arguments(message: object) -> int:
    """Say what was expected and what came, in one line, and return the status for it."""
    print(f"refmath: {message}", file=sys.stderr)
    return BAD_ARGUMENTS
