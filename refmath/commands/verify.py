"""`refmath verify`: every theorem proved, every near miss refuted, every number checked."""

from __future__ import annotations

import sys
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Any

from refmath.commands.arguments import add_jobs, check_apart
from refmath.commands.exit_status import DONE, FAILED, NOTHING_CONCLUDED, bad_arguments, say
from refmath.commands.progress import started

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from refmath.commands.arguments import Commands
    from refmath.evidence.effort import Effort
    from refmath.evidence.verdict import Verdict


def add(commands: Commands) -> None:
    """Give the command to the command line."""
    parser = commands.add_parser(
        "verify",
        help="prove every theorem and refute every near miss",
        description="Check every theorem by every route that applies to it, and refute each of "
        "its near misses (false statements that look like it) by a counterexample. Faults are "
        "planted first, and must be noticed; then what comes back is held against a list of what "
        "is expected. Exits with 0 if all of it succeeds, 1 if anything fails, 3 if nothing can "
        "be concluded, since a process was lost.",
    )
    parser.add_argument(
        "--only", metavar="NAME", help="only what has this (or part of this) in its name"
    )
    drawn = parser.add_mutually_exclusive_group()
    drawn.add_argument(
        "--quick",
        action="store_true",
        help="with the fewest draws: every statement by every route, every near miss, in seconds",
    )
    drawn.add_argument(
        "--deep",
        action="store_true",
        help="with eight times the draws, where nothing is proved for every size; in minutes",
    )
    parser.add_argument(
        "--verbose", action="store_true", help="show what each check did, and each counterexample"
    )
    parser.add_argument(
        "--json", metavar="FILE", type=Path, help="also write what was found to FILE, as JSON"
    )
    parser.add_argument(
        "--certificate",
        metavar="FILE",
        type=Path,
        help="also write all that was found to FILE, with seeds, sizes, versions and checksums: "
        "the same at each run but for times",
    )
    parser.add_argument(
        "--against",
        metavar="FILE",
        type=Path,
        help="also say what is otherwise than in FILE, a certificate; that alone is no failure",
    )
    add_jobs(parser)
    parser.set_defaults(command=_verify)


def _verify(arguments: argparse.Namespace) -> int:
    with started("loading the theorems"):
        from refmath.evidence import verify
        from refmath.report import terminal
    from refmath.evidence.effort import DEEP, FULL, QUICK
    from refmath.evidence.expected import digest
    from refmath.evidence.processes import LostError
    from refmath.kernel.record import said_of

    try:
        names = verify.job_names(arguments.only)
    except ValueError as error:
        return bad_arguments(f"--{error}")
    try:
        before = _checked(arguments)
    except ValueError as error:
        return bad_arguments(error)
    effort = QUICK if arguments.quick else DEEP if arguments.deep else FULL
    verdicts = []
    try:
        with terminal.progress_bar(sys.stderr, names) as progress:
            for verdict in verify.verified(names, arguments.jobs, effort):
                verdicts.append(verdict)
                progress(min(len(verdicts), len(names)), len(names))
    except verify.UnnoticedError as error:
        say(f"refmath: planted faults weren't noticed, nothing was verified:\n{error}")
        return FAILED
    except LostError as error:
        say(f"refmath: {error}: nothing was concluded")
        return NOTHING_CONCLUDED
    written = _written(arguments, verdicts, effort)
    out = terminal.console(sys.stdout)
    said = terminal.show(
        verdicts,
        out,
        verbose=arguments.verbose,
        reduced=effort.reduced(),
        increased=effort.increased(),
        expected=digest(),
        kernel=said_of({verdict.name: verdict.checksum for verdict in verdicts}),
    )
    if before is not None:
        _show_changes(before, verdicts, effort, arguments)
    passed = len(verdicts) == len(names) and all(verdict.passed for verdict in verdicts)
    if said is not passed:
        say("refmath: what is shown isn't what was found")
    terminal.show_next(out, _program(), verified=said and passed)
    return DONE if written and said and passed else FAILED


def _program() -> str:
    """Return what one types to run this again: in a clone .venv/bin/refmath, with a short path."""
    typed = Path(sys.argv[0])
    if typed.name != "refmath" or which("refmath") == str(typed):
        return "refmath" if typed.name == "refmath" else "python -m refmath"
    return str(typed.relative_to(Path.cwd())) if typed.is_relative_to(Path.cwd()) else str(typed)


def _own_files() -> list[Path]:
    """List what is read while all is verified: the package, its list, its models and texts."""
    return [path for path in Path(__file__).parents[1].rglob("*") if path.is_file()]


def _checked(arguments: argparse.Namespace) -> dict[str, Any] | None:
    """Refuse files that can't be written or read before work starts; read the older certificate."""
    from refmath.report.certificate import read_certificate
    from refmath.whole_file import check_writable

    outputs = {"--json": arguments.json, "--certificate": arguments.certificate}
    older = [] if arguments.against is None else [arguments.against]
    if any(outputs.values()):
        own = {"what refmath is made of": _own_files()}
        check_apart(outputs, {"--against": older} | own)
    for option, path in outputs.items():
        try:
            if path is not None:
                check_writable(path)
        except OSError as error:
            raise ValueError(f"{option}: can't write {path}: {error.strerror or error}") from error
    try:
        return read_certificate("--against", arguments.against) if older else None
    except OSError as error:
        message = f"--against: can't read {arguments.against}: {error.strerror or error}"
        raise ValueError(message) from error


def _written(arguments: argparse.Namespace, verdicts: Sequence[Verdict], effort: Effort) -> bool:
    """Write the record and the certificate; what was found is shown all the same if that fails."""
    from refmath.report.certificate import write_certificate
    from refmath.report.record import write_record

    all_written = True
    for option, path, write in (
        ("--json", arguments.json, write_record),
        ("--certificate", arguments.certificate, write_certificate),
    ):
        try:
            if path is not None:
                write(path, verdicts, effort)
        except OSError as error:
            say(f"refmath: {option}: can't write {path}: {error}")
            all_written = False
    return all_written


def _show_changes(
    before: dict[str, Any],
    verdicts: Sequence[Verdict],
    effort: Effort,
    arguments: argparse.Namespace,
) -> None:
    from refmath.report.certificate import certificate, changes

    now = certificate(verdicts, effort)
    names = None if arguments.only is None else [verdict.name for verdict in verdicts]
    lines = list(changes(before, now, names))
    print(
        f"against {arguments.against}: {len(lines) or 'no'} change{'' if len(lines) == 1 else 's'}"
    )
    for line in lines:
        print(f"  {line}")
