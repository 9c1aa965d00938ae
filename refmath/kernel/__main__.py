"""`python -m refmath.kernel`: every statement given to Rocq's kernel, and its answer read."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from refmath.kernel import rocq
from refmath.kernel.files import (
    PROOFS,
    File,
    all_files,
    digest,
    generated,
    misread_theorems,
    stale,
)
from refmath.kernel.record import left_out_of, write_record
from refmath.theorems.catalogue import STATEMENTS
from refmath.whole_file import write_atomically

DONE, FAILED, MISSING = 0, 1, 2
"""All is closed; something isn't; Rocq isn't here."""

BUILT = PROOFS.parent / "build" / "kernel"
"""Where files are compiled: what hasn't changed since then isn't compiled again."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Compile all of `proofs/`, print the assumptions of every statement, and sum up.

    Returns:
        0 if every statement is closed, 1 if one isn't, 2 if Rocq isn't here.
    """
    parser = argparse.ArgumentParser(prog="python -m refmath.kernel", description=__doc__)
    parser.add_argument(
        "--jobs", type=_at_least_1, default=os.cpu_count() or 1, help="how many at once"
    )
    parser.add_argument("--full", action="store_true", help="have coqchk check it all again")
    parser.add_argument("--record", action="store_true", help="write the record of what is closed")
    parser.add_argument("--write", action="store_true", help="write the generated files anew")
    parser.add_argument("--left-out", action="store_true", help="list what isn't exported, and why")
    given = parser.parse_args(arguments)
    if given.left_out:
        return _show_left_out()
    if given.write:
        return _write()
    coqc = rocq.found()
    if coqc is None:
        print(rocq.INSTALL, file=sys.stderr)
        return MISSING
    old = stale()
    if old:
        which = ", ".join(old)
        print(
            f"not as the exporter writes them: {which} (--write writes them anew)", file=sys.stderr
        )
        return FAILED
    misread = misread_theorems()
    if misread:
        print(f"written, these say something else: {', '.join(misread)}", file=sys.stderr)
        return FAILED
    return _check(coqc, given.jobs, full=given.full, record=given.record)


def _check(coqc: str, jobs: int, *, full: bool, record: bool) -> int:
    files = tuple(all_files())
    versions = rocq.versions(coqc)
    print(
        f"Rocq {versions['rocq']}, MathComp {versions['mathcomp']}: {len(files)} files", flush=True
    )
    failed = False
    closed: list[str] = []
    BUILT.mkdir(parents=True, exist_ok=True)
    for result in rocq.compiled(files, BUILT, coqc, jobs):
        failed |= _show(result)
        if not result.error:
            file = result.file
            closed += [f"{file.name}.{n}" for n in file.lemmas if n not in result.open_lemmas]
    if full and not failed:
        failed = not _checked_again(BUILT, files)
    disproved, computed = (
        _of_folder(folder, files, closed) for folder in ("near_misses", "computed")
    )
    if record:
        write_record(versions, digest(files), closed, disproved, computed)
    if failed:
        return FAILED
    whole = [s.name for s in STATEMENTS if not left_out_of(s)]
    print(
        f"{len(whole)} of {len(STATEMENTS)} statements are closed under the global context;"
        f" {len(disproved)} near misses are disproved; {len(computed)} sides are what is computed"
    )
    return DONE


def _of_folder(folder: str, files: Sequence[File], lemmas: Sequence[str]) -> list[str]:
    """List the lemmas that stand in the files of a folder."""
    names = {file.name for file in files if file.path.startswith(f"{folder}/")}
    return [lemma for lemma in lemmas if lemma.partition(".")[0] in names]


def _show(result: rocq.Compiled) -> bool:
    """Print what became of a file; return whether anything in it failed."""
    file = result.file
    if result.error:
        print(f"FAILED {file.path}: {result.error}", flush=True)
        return True
    for lemma in file.lemmas:
        state = "NOT CLOSED" if lemma in result.open_lemmas else "closed"
        if state != "closed" or not file.path.startswith("near_misses/"):
            print(f"{file.name}.{lemma}: {state}")
    print(f"{file.path}: {len(file.lemmas) - len(result.open_lemmas)} closed", flush=True)
    return bool(result.open_lemmas)


def _checked_again(folder: Path, files: Sequence[File]) -> bool:
    coqchk = rocq.found("coqchk")
    if coqchk is None:
        print("FAILED: coqchk isn't here")
        return False
    modules = [f"Refmath.{file.name}" for file in files]
    command = [coqchk, "-silent", "-o", "-Q", ".", "Refmath", *modules]
    return subprocess.run(command, cwd=folder, check=False).returncode == 0


def _show_left_out() -> int:
    _, undecided = generated()
    for statement in STATEMENTS:
        if left_out_of(statement):
            print(f"{statement.name}: {left_out_of(statement)}")
    for name, reason in undecided.items():
        print(f"{name}: {reason}")
    return DONE


def _write() -> int:
    texts, _ = generated()
    for name in stale():
        if name in texts:
            (PROOFS / name).parent.mkdir(parents=True, exist_ok=True)
            write_atomically(PROOFS / name, texts[name])
        else:
            (PROOFS / name).unlink()
    return DONE


def _at_least_1(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"expected an integer, 1 or more, got {text!r}")
    return int(text)


def run() -> NoReturn:
    """Do as the command line says, and leave; also where one is told to end: with every compiler.

    A process that is ended by a signal goes without a word to those that it has started.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    sys.exit(main())


if __name__ == "__main__":
    run()
