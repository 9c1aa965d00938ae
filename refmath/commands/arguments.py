"""What several commands ask of their arguments."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def number_from(least: int) -> Callable[[str], int]:
    """Return a reader of whole numbers, least or more, for argparse's `type`."""

    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or int(text) < least:
            raise argparse.ArgumentTypeError(
                f"must be a whole number, {least} or more; got {text!r}"
            )
        return int(text)

    return read
