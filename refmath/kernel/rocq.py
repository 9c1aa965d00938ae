"""Rocq itself: found, asked for its version, given files to compile, its answers read."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

from refmath.kernel.files import File

INSTALL = (
    "Rocq isn't here: apt-get install --no-install-recommends coq libcoq-mathcomp-algebra "
    "libcoq-mathcomp-real-closed (or opam's coq-mathcomp-algebra, coq-mathcomp-real-closed)"
)
SECONDS = 240
"""How long a file may take."""

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
    where = Path(_said([coqc, "-where"]).strip()) / "user-contrib" / "mathcomp"
    changes = _said([coqc, "-where"]).strip()
    mathcomp = _mathcomp(where) or changes
    return {"rocq": rocq[0] if rocq else "unknown", "mathcomp": mathcomp}


def _mathcomp(where: Path) -> str:
    """Look the version up where Debian or opam keeps it: MathComp itself doesn't say it."""
    if shutil.which("dpkg-query"):
        said = _said(["dpkg-query", "-W", "-f", "${Version}", "libcoq-mathcomp-algebra"])
        if said:
            return said.partition("-")[0]
    return "unknown" if where.exists() else "missing"


def _said(command: Sequence[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else ""


def compiled(
    files: Iterable[File], folder: Path, coqc: str, jobs: int, seconds: int = SECONDS
) -> Iterator[Compiled]:
    """Compile files, each when what it needs is there, and read which statements are closed.

    Args:
        files: all of them; what a file needs is one of them.
        folder: an empty folder to work in.
        coqc: the compiler.
        jobs: how many at once.
        seconds: how long each may take.
    """
    waiting = {file.name: file for file in files}
    for file in waiting.values():
        (folder / f"{file.name}.v").write_text(_with_prints(file), encoding="utf-8")
    done: set[str] = set()
    failed: set[str] = set()
    running: dict[Future[Compiled], str] = {}
    with ThreadPoolExecutor(jobs) as pool:
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
                    running[pool.submit(_compile, file, folder, coqc, seconds)] = name
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


def _compile(file: File, folder: Path, coqc: str, seconds: int) -> Compiled:
    command = [coqc, "-w", "none", "-Q", ".", "Refmath", f"{file.name}.v"]
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return Compiled(file, f"took more than {seconds} s")
    if done.returncode:
        return Compiled(file, " ".join((done.stderr or done.stdout).split())[-600:])
    said = done.stdout.split("## ")[1:]
    closed = {part.split()[0] for part in said if _CLOSED in part}
    return Compiled(file, "", tuple(n for n in file.lemmas if n not in closed))
