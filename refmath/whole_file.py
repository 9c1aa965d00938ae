"""Files that are written wholly or not at all."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def whole_file(path: str | os.PathLike[str]) -> Iterator[IO[bytes]]:
    """Open a file beside the path; put it there if all goes well, remove it if not.

    A reader sees the old file or the new one, never a part. A link stays a link: what it points
    to is replaced.

    Args:
        path: the file; its permissions are kept if it is there.

    Raises:
        OSError: if the file can't be written; an older one then stays as it was.

    Examples:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     with whole_file(f"{folder}/new.txt") as file:
        ...         _ = file.write(b"all of it")
        ...     Path(f"{folder}/new.txt").read_text()
        'all of it'
    """
    path = Path(path).resolve()
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with beside.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            beside.chmod(path.stat().st_mode)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def write_atomically(path: Path, text: str) -> None:
    """Write a text file so that a reader sees the old one or the new one, never a part.

    Raises:
        OSError: if the file can't be written; an older file then stays as it was.
    """
    if path.exists() and not path.is_file():
        path.write_text(text, encoding="utf-8")  # a device or a pipe must not be replaced
        return
    with whole_file(path) as file:
        file.write(text.encode())


def check_writable(path: Path) -> None:
    """Find out before long work whether a file could be written, leaving no trace.

    Raises:
        OSError: if it could not.
    """
    path = path.resolve()
    if path.is_dir():
        raise IsADirectoryError(f"{path} is a directory")
    if path.exists() and not path.is_file():
        return
    probe = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    probe.open("x").close()
    probe.unlink()
