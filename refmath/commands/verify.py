"""`refmath verify`: every theorem proved, every near miss refuted, every number checked."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from refmath.commands.arguments import add_jobs, check_apart
from refmath.commands.exit_status import DONE, FAILED, NOTHING_CONCLUDED, bad_arguments, say

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
    add_jobs(parser)
    parser.set_defaults(command=_verify)


def _verify(arguments: argparse.Namespace) -> int:
    from refmath import whole_file
    from refmath.evidence import verify
    from refmath.evidence.effort import DEEP, FULL, QUICK
    from refmath.evidence.expected import digest
    from refmath.evidence.processes import LostError
    from refmath.kernel.record import said_of
    from refmath.report import terminal

    try:
        names = verify.job_names(arguments.only)
    except ValueError as error:
        return bad_arguments(f"--{error}")
    if arguments.json is not None:
        try:
            check_apart({"--json": arguments.json}, {"what refmath is made of": _own_files()})
            whole_file.check_writable(arguments.json)
        except ValueError as error:
            return bad_arguments(error)
        except OSError as error:
            return bad_arguments(f"--json: can't write {arguments.json}: {error.strerror or error}")
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
    written = arguments.json is None or _written(arguments.json, verdicts, effort)
    out = terminal.console(sys.stdout)
    said = terminal.show(
        verdicts,
        out,
        verbose=arguments.verbose,
        reduced=effort.reduced(),
        increased=effort.increased(),
        expected=digest(),
        kernel=said_of(names),
    )
    passed = len(verdicts) == len(names) and all(verdict.passed for verdict in verdicts)
    if said is not passed:
        say("refmath: what is shown isn't what was found")
    return DONE if written and said and passed else FAILED


def _own_files() -> list[Path]:
    """List what is read while all is verified: the package, its list, its models and texts."""
    return [path for path in Path(__file__).parents[1].rglob("*") if path.is_file()]


def _written(path: Path, verdicts: Sequence[Verdict], effort: Effort) -> bool:
    """Write the record; what was found is shown all the same if that fails."""
    from refmath.report import record

    try:
        record.write_record(path, verdicts, effort)
    except OSError as error:
        say(f"refmath: --json: can't write {path}: {error}")
        return False
    return True
