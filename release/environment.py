"""Set up an environment from a lock file: `python release/environment.py .venv dev.lock`.

It runs before anything is installed, with whatever Python there is: the standard library alone.
Two targets that need the same environment at once wait for each other.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

OLDEST = (3, 11)
LOCKS = Path("requirements")


def main() -> None:
    """Set up the environment that the command line names, from the lock file that it names."""
    folder, lock = Path(sys.argv[1]), LOCKS / sys.argv[2]
    objection = too_old(sys.version_info[:2], sys.executable)
    if objection:
        sys.exit(objection)
    set_up(folder, lock)


def too_old(version: tuple[int, ...], executable: str) -> str | None:
    """Say that a Python is older than refmath takes, and what to do; None where it isn't.

    >>> too_old((3, 9), "python3").splitlines()[0]
    'refmath needs Python 3.11 or newer; python3 is 3.9.'
    >>> too_old((3, 13), "python3")
    """
    if version >= OLDEST:
        return None
    newer, got = (".".join(map(str, numbers)) for numbers in (OLDEST, version))
    return (
        f"refmath needs Python {newer} or newer; {executable} is {got}.\n"
        "Name another: make PYTHON=python3.12 ..."
    )


def set_up(folder: Path, lock: Path) -> None:
    """Make the environment anew: what the lock pins, by its hashes, and this package, editable.

    Args:
        folder: the environment's; what it held is removed.
        lock: of the packages, the build's among them.

    Raises:
        CalledProcessError: if a step failed; the environment then doesn't count as ready.
    """
    ready, project = folder / "ready", Path("pyproject.toml")
    with alone(folder):
        if is_newer(ready, (lock, project)):
            return  # another target has just made it
        run(sys.executable, "-m", "venv", "--clear", folder)
        pip = (python_of(folder), "-m", "pip", "install", "--quiet")
        run(*pip, "--require-hashes", "--requirement", lock)
        run(*pip, "--no-deps", "--no-build-isolation", "--editable", ".")
        ready.touch()


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait until no other process sets this environment up; the lock ends with the process."""
    file = Path("build") / f"{folder.name}.lock"
    file.parent.mkdir(exist_ok=True)
    with file.open("w") as handle:
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def is_newer(made: Path, sources: tuple[Path, ...]) -> bool:
    """Tell whether a file is there and no older than what it is made from."""
    return made.exists() and all(s.stat().st_mtime <= made.stat().st_mtime for s in sources)


def python_of(folder: Path) -> Path:
    """Name an environment's Python."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def run(*command: str | Path) -> None:
    """Run one step.

    Raises:
        CalledProcessError: if it failed.
    """
    subprocess.run([os.fspath(part) for part in command], check=True)


if __name__ == "__main__":
    main()
