"""Files that are written wholly or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def whole_file(path: str | os.PathLike[str]) -> Iterator[IO[bytes]]:
    """Open a file beside the path; put it there if all goes well, remove it if not.

    A reader sees the old file or the new one, never a part. A link stays a link: what it points
    to is replaced. Where the system has files without a name (Linux), the new one has none until
    it is whole: if the process is killed, nothing of it is left.

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
    path = resolved(Path(path))
    # By chance, not by the process' number: a restarted container gives the same one again. Not by
    # the file's name, which may be as long as names can be.
    beside = path.with_name(f".{os.urandom(8).hex()}.tmp")
    try:
        with _without_a_name(path.parent) or beside.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            if not beside.exists():
                _name(file, beside)
        if path.exists():
            beside.chmod(path.stat().st_mode)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _without_a_name(folder: Path) -> IO[bytes] | None:
    """Open a file that vanishes with the process unless it is named, where the system has such."""
    if not hasattr(os, "O_TMPFILE") or not Path("/proc/self/fd").exists():
        return None
    try:
        # Not by `tempfile`, whose files nobody else may read.
        return os.fdopen(os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o666), "w+b")
    except OSError:  # some file systems have none
        return None


def _name(file: IO[bytes], path: Path) -> None:
    """Give a file without a name one."""
    number = file.fileno()
    # Python follows the link to the file only if it is told of a folder, which then isn't asked.
    os.link(f"/proc/self/fd/{number}", path, src_dir_fd=number)


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


def resolved(path: Path) -> Path:
    """Follow all links of a path.

    Raises:
        OSError: for links that lead to themselves, a RuntimeError of Python's until 3.13.
    """
    try:
        return path.resolve()
    except RuntimeError as error:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error


def check_writable(path: Path) -> None:
    """Find out before long work whether a file could be written, leaving no trace.

    Raises:
        OSError: if it could not.
    """
    path = resolved(path)
    with suppress(FileNotFoundError):
        path.lstat()  # fails for a name that is too long
    if path.is_dir():
        raise IsADirectoryError(f"{path} is a directory")
    if path.exists() and not path.is_file():
        return
    tempfile.TemporaryFile(dir=path.parent, prefix=".").close()
