"""What a package raises that has no errors of its own, and panics: said as an error of ours."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def as_value_error(said: str) -> Iterator[None]:
    """Say as a ValueError whatever a package raises: `tokenizers` has nothing more special.

    A panic of Rust's is no Exception. What the user or the system asks for is none of the
    package's: interruptions and the end of the memory pass.

    Args:
        said: what stands before the package's own words.

    Raises:
        ValueError: for whatever else is raised inside.

    Examples:
        >>> with as_value_error("text: expected what can be encoded, got "):
        ...     raise BaseException("a panic")
        Traceback (most recent call last):
        ...
        ValueError: text: expected what can be encoded, got a panic
    """
    try:
        yield
    except (KeyboardInterrupt, SystemExit, MemoryError, GeneratorExit):
        raise
    except BaseException as error:
        raise ValueError(f"{said}{error}") from error
