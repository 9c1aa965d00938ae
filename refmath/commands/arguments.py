"""What several commands ask of their arguments."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from refmath.arguments import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def number_from(least: int) -> Callable[[str], int]:
    """Return a reader of whole numbers, least or more, for argparse's `type`."""

    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or int(text) < least:
            raise not_taken(f"an integer, {least} or more", text)
        return int(text)

    return read


def not_taken(expected: str, text: str) -> argparse.ArgumentTypeError:
    """Return the error of an option's value; argparse puts the option's name before it."""
    return argparse.ArgumentTypeError(f"expected {expected}, got {shown(text)}")


def add_jobs(parser: argparse.ArgumentParser) -> None:
    """Give a command that verifies the option --jobs."""
    parser.add_argument(
        "--jobs",
        metavar="N",
        type=number_from(1),
        default=min(os.cpu_count() or 1, 8),
        help="how many processes work at once (default: one a CPU core, at most 8)",
    )
