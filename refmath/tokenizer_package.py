"""The package `tokenizers`, as it is used here: texts are read whole, and its panics are errors."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


def opened(package: Any, content: str, name: str, said: str) -> Any:
    """Open a tokenizer that reads every text whole, and alike each time.

    What a file says of truncation and padding is for batches of texts that go into a model; it is
    left aside, as `transformers` leaves it where nothing is asked for.

    Args:
        package: `tokenizers`.
        content: of a tokenizer.json.
        name: what the file is called.
        said: what stands before the package's own words where it can't read that.

    Raises:
        ValueError: for what is none; for dropout, by which a text has other tokens each time.
    """
    with as_value_error(said):
        tokenizer = package.Tokenizer.from_str(content)
    dropout = getattr(tokenizer.model, "dropout", None)
    if dropout:
        raise ValueError(
            f"{name}: expected no dropout, by which a text has other tokens each time, got"
            f" {dropout:.6g}"
        )
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


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
