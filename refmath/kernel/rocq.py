"""Rocq itself: found, asked for its version, given files to compile, its answers read."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from refmath.kernel.files import File

INSTALL = (
    "Rocq isn't here: apt-get install --no-install-recommends coq libcoq-mathcomp-algebra "
    "libcoq-mathcomp-real-closed (or opam's coq-mathcomp-algebra, coq-mathcomp-real-closed)"
)
SECONDS = 1800
"""How long a file may take, on a machine that does other things beside it."""

_CLOSED = "Closed under the global context"


@dataclass(frozen=True)
class Compiled:
    """What became of a file: «» if all of it went well, else what Rocq said; what isn't closed."""

    file: File
    error: str
    open_lemmas: tuple[str, ...] = ()


def found(program: str = "coqc") -> str | None:
    """Return where the compiler is, or None."""
    return shutil.which(program)


def versions(coqc: str) -> dict[str, str]:
    """Return Rocq's version and MathComp's."""
    rocq = _said([coqc, "--print-version"]).split()
    return {"rocq": rocq[0] if rocq else "unknown", "mathcomp": _mathcomp()}


def _mathcomp() -> str:
    """Look the version up where Debian or opam keeps it: MathComp itself doesn't say it."""
    asked = (
        ("dpkg-query", "-W", "-f", "${Version}", "libcoq-mathcomp-algebra"),
        ("opam", "var", "coq-mathcomp-algebra:version"),
    )
    for command in asked:
        said = _said(command) if shutil.which(command[0]) else ""
        if said.strip():
            return said.strip().partition("-")[0]
    return "unknown"


def _said(command: Sequence[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else ""


def compiled(
    files: Iterable[File], folder: Path, coqc: str, jobs: int, seconds: int = SECONDS
) -> Iterator[Compiled]:
    """Compile files, each when what it needs is there, and read which statements are closed.

    Args:
        files: all of them; what a file needs is one of them.
        folder: a folder to work in; what is there already, and hasn't changed, is taken as it is.
        coqc: the compiler.
        jobs: how many at once.
        seconds: how long each may take.
    """
    waiting = {file.name: file for file in files}
    fresh = _still_fresh(waiting, folder)
    for file in waiting.values():
        if file.name not in fresh:
            _said_of(file, folder).unlink(missing_ok=True)
            (folder / f"{file.name}.v").write_text(_with_prints(file), encoding="utf-8")
    done: set[str] = set()
    for name in fresh:
        done.add(name)
        file = waiting.pop(name)
        yield _read(file, _said_of(file, folder).read_text(encoding="utf-8"))
    failed: set[str] = set()
    running: dict[Future[Compiled], str] = {}
    compilers = Compilers()
    with ThreadPoolExecutor(jobs) as pool, compilers.ended():
        while waiting or running:
            for name, file in list(waiting.items()):
                missing = [n for n in file.needs if n not in done]
                broken = [
                    n for n in missing if n in failed or n not in {*waiting, *running.values()}
                ]
                if broken:
                    del waiting[name]
                    failed.add(name)
                    yield Compiled(file, f"needs {', '.join(broken)}")
                elif not missing and len(running) < jobs:
                    del waiting[name]
                    running[pool.submit(_compile, file, folder, coqc, seconds, compilers)] = name
            if running:
                finished, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in finished:
                    name, result = running.pop(future), future.result()
                    (failed if result.error else done).add(name)
                    yield result


def _with_prints(file: File) -> str:
    """Ask for the assumptions of every statement, behind the file's own text."""
    prints = [
        f'Goal True. idtac "## {lemma}". Abort.\nPrint Assumptions {lemma}.'
        for lemma in file.lemmas
    ]
    return file.text + "\n".join(prints) + "\n"


class Compilers:
    """The processes that run, of which none is left behind however it ends: a file may take long.

    One that a thread is about to begin when the others are ended isn't begun.
    """

    def __init__(self) -> None:
        self._one_at_a_time = Lock()
        self._running: set[subprocess.Popen[str]] = set()
        self._over = False

    def begin(self, command: Sequence[str], folder: Path) -> subprocess.Popen[str]:
        """Begin a process.

        Raises:
            InterruptedError: if all were ended.
        """
        pipe = subprocess.PIPE
        with self._one_at_a_time:
            if self._over:
                raise InterruptedError("the compilers were ended")
            process = subprocess.Popen(command, cwd=folder, stdout=pipe, stderr=pipe, text=True)
            self._running.add(process)
            return process

    def done(self, process: subprocess.Popen[str]) -> None:
        """Forget a process that has ended."""
        self._running.discard(process)

    @contextmanager
    def ended(self) -> Iterator[None]:
        """Kill what runs at the end of the block, and begin nothing more."""
        try:
            yield
        finally:
            with self._one_at_a_time:
                self._over = True
                for process in self._running.copy():
                    process.kill()


def _compile(file: File, folder: Path, coqc: str, seconds: int, compilers: Compilers) -> Compiled:
    command = [coqc, "-w", "none", "-Q", ".", "Refmath", f"{file.name}.v"]
    with compilers.begin(command, folder) as process:
        try:
            out, error = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            return Compiled(file, f"took more than {seconds} s")
        finally:
            compilers.done(process)
    if process.returncode:
        return Compiled(file, " ".join((error or out).split())[-600:])
    _said_of(file, folder).write_text(out, encoding="utf-8")
    return _read(file, out)


def _read(file: File, said: str) -> Compiled:
    """Read which of a file's statements are closed."""
    closed = {part.split()[0] for part in said.split("## ")[1:] if _CLOSED in part}
    return Compiled(file, "", tuple(n for n in file.lemmas if n not in closed))


def _said_of(file: File, folder: Path) -> Path:
    return folder / f"{file.name}.said"


def _still_fresh(files: Mapping[str, File], folder: Path) -> list[str]:
    """List the files that were compiled as they are now, and all that they need."""
    fresh: list[str] = []
    todo = dict(files)
    while True:
        more = [
            name
            for name, file in todo.items()
            if all(n in fresh for n in file.needs) and _was_compiled(file, folder)
        ]
        if not more:
            return fresh
        fresh += more
        todo = {name: file for name, file in todo.items() if name not in more}


def _was_compiled(file: File, folder: Path) -> bool:
    source = folder / f"{file.name}.v"
    there = source.exists() and _said_of(file, folder).exists()
    there = there and source.with_suffix(".vo").exists()
    return there and source.read_text(encoding="utf-8") == _with_prints(file)
