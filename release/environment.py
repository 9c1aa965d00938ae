"""Set up an environment from a lock file: `python release/environment.py .venv dev.lock`.

And run a program of it: `python release/environment.py .venv -- refmath verify`. It runs before
anything is installed, with whatever Python there is: the standard library alone. Two targets that
need the same environment at once wait for each other; none is cleared while a program of it runs.
"""

from __future__ import annotations

import os
import re
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
    """Set up an environment from a lock file, or run a program of it, as the command line says."""
    folder = Path(sys.argv[1])
    if sys.argv[2] == "--":
        sys.exit(run_in(folder, *sys.argv[3:]))
    lock = LOCKS / sys.argv[2]
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
    ready, sources = folder / "ready", (lock, Path("pyproject.toml"))
    if is_newer(ready, sources):
        return  # a program that runs in it may ask for it: it must not wait for its own end
    with alone(folder):
        if is_newer(ready, sources):
            return  # another target has just made it
        count = len(re.findall(r"^\S+==", lock.read_text(encoding="utf-8"), re.MULTILINE))
        tell(f"setting up {folder}, once; this takes a minute or so")
        tell(f"1 of 3: an empty environment, of {sys.executable}")
        run(sys.executable, "-m", "venv", "--clear", folder)
        pip = (python_of(folder), "-m", "pip", "install", "--quiet")
        tell(f"2 of 3: {count} packages, which {lock} pins (the longest step)")
        run(*pip, "--require-hashes", "--requirement", lock)
        tell("3 of 3: refmath itself")
        run(*pip, "--no-deps", "--no-build-isolation", "--editable", ".")
        ready.touch()


def tell(message: str) -> None:
    """Say on standard error what is being done: what else is printed stays as it is."""
    print(message, file=sys.stderr, flush=True)


def run_in(folder: Path, program: str, *arguments: str) -> int:
    """Run a program of an environment, which is not made anew until it has ended.

    Where there are POSIX locks this process becomes the program, and the lock ends with it.

    Args:
        folder: the environment's.
        program: one of its programs.
        arguments: the program's.

    Returns:
        Its exit status.
    """
    command = [os.fspath(python_of(folder).with_name(program)), *arguments]
    if fcntl is not None:
        handle = lock_file(folder).open("a")
        os.set_inheritable(handle.fileno(), True)
        fcntl.flock(handle, fcntl.LOCK_SH)
    if os.name != "nt":
        os.execv(command[0], command)  # from here on this process is the program
    return subprocess.call(command)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait until no other process sets this environment up, or runs a program of it.

    The lock ends with the process.
    """
    with lock_file(folder).open("a") as handle:
        if fcntl is not None:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print(f"{folder} is in use: waiting", file=sys.stderr, flush=True)
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def lock_file(folder: Path) -> Path:
    """Name the file whose lock says that an environment is made or used."""
    file = Path("build") / f"{folder.name}.lock"
    file.parent.mkdir(exist_ok=True)
    return file


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
