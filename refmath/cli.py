"""The command line: `refmath verify`, `theorems`, `derive`, `docs`, and those in commands/."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import signal
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from refmath.commands import count, report, skip_trigrams
from refmath.commands.arguments import number_from

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from refmath.evidence.verdict import Verdict

_PASSED, _FAILED, _BAD_ARGUMENTS, _INTERRUPTED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line, and return its exit status.

    Args:
        argv: the arguments after the command's name; `sys.argv[1:]` if not given.

    Returns:
        0 if all is well, 1 if something failed, 2 for bad arguments, 130 if interrupted.
    """
    for stream in (sys.stdout, sys.stderr):
        _never_fail_on_a_letter(stream)
    parser = _parser()
    try:
        arguments = parser.parse_args(argv)
    except SystemExit as done:  # argparse exits by itself: 0 for --help, 2 for bad arguments
        return int(done.code or 0)
    if arguments.command is None:
        parser.print_help()
        return _PASSED
    try:
        status = int(arguments.command(arguments))
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("refmath: interrupted, nothing was concluded", file=sys.stderr)
        return _INTERRUPTED
    except BrokenPipeError:  # `refmath ... | head`: whoever was reading has read enough
        _flush_if_possible()
        return _FAILED
    except OSError as error:  # a full disk, a page that can't be written: no traceback for that
        _flush_if_possible()
        print(f"refmath: {error}", file=sys.stderr)
        return _FAILED
    return status


def _flush_if_possible() -> None:
    try:
        sys.stdout.flush()
    except OSError:  # what is buffered goes nowhere, or Python's own exit would fail on it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _never_fail_on_a_letter(stream: TextIO) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="refmath",
        description="The executable, machine-checked reference of 'A Mathematical Framework for "
        "Transformer Circuits' (Elhage et al. 2021).",
    )
    parser.set_defaults(command=None)
    parser.add_argument("--version", action=_Version, help="show the version and exit")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_verify(commands)
    listing = commands.add_parser(
        "theorems",
        help="list the theorems",
        description="List every theorem: its name, its title, and the routes that check it.",
    )
    listing.add_argument(
        "--rests", action="store_true", help="list what each rests on, in the end, instead"
    )
    listing.set_defaults(command=_theorems)
    _add_derive(commands)
    docs = commands.add_parser(
        "docs",
        help="write the theorems into Markdown pages",
        description="Write every theorem, as it was checked, between the markers "
        "<!-- theorem NAME --> and <!-- end --> of the *.md files in FOLDER.",
    )
    docs.add_argument("folder", metavar="FOLDER", type=Path, help="the folder of the pages")
    docs.add_argument(
        "--check", action="store_true", help="change nothing; fail if a page is out of date"
    )
    _add_jobs(docs)
    docs.set_defaults(command=_docs)
    count.add(commands)
    skip_trigrams.add(commands)
    report.add(commands)
    return parser


def _add_verify(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verify = commands.add_parser(
        "verify",
        help="prove every theorem and refute every near miss",
        description="Check every theorem by every route that applies to it, and refute each of "
        "its near misses (false statements that look like it) by a counterexample. Exits with 0 "
        "if all of it succeeds, and 1 if anything fails.",
    )
    verify.add_argument(
        "--only", metavar="NAME", help="only what has this (or part of this) in its name"
    )
    verify.add_argument(
        "--verbose", action="store_true", help="show what each check did, and each counterexample"
    )
    verify.add_argument(
        "--json", metavar="FILE", type=Path, help="also write what was found to FILE, as JSON"
    )
    _add_jobs(verify)
    verify.set_defaults(command=_verify)


def _add_derive(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    derive = commands.add_parser(
        "derive",
        help="print a derivation, line by line",
        description="Print the derivation of NAME with the identity that leads to each line. The "
        "path expansion is written out for the number of layers and heads that you say; all other "
        "theorems hold for any number of heads as they stand.",
    )
    derive.add_argument(
        "name", metavar="NAME", nargs="?", default="path_expansion", help="(default: %(default)s)"
    )
    derive.add_argument(
        "--layers", metavar="N", type=number_from(0), help="how many layers (default: 2)"
    )
    derive.add_argument(
        "--heads",
        metavar="N[,N…]",
        type=_counts,
        help="how many heads in every layer, or in each (default: 2)",
    )
    form = derive.add_mutually_exclusive_group()
    form.add_argument("--latex", action="store_true", help="as LaTeX")
    form.add_argument("--markdown", action="store_true", help="as Markdown, with LaTeX in it")
    derive.set_defaults(command=_derive)


def _counts(text: str) -> tuple[int, ...]:
    return tuple(_positive(part) for part in text.split(","))


def _add_jobs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--jobs",
        metavar="N",
        type=_positive,
        default=min(os.cpu_count() or 1, 8),
        help="how many processes work at once (default: one a CPU core, at most 8)",
    )


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"must be a whole number, 1 or more; got {text!r}")
    return int(text)


class _Version(argparse.Action):
    """Look the version up only when it is asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None):  # noqa: A002
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from refmath.report.record import version_of

        print(f"refmath {version_of('refmath')}")
        parser.exit()


def _bad(message: object) -> int:
    print(f"refmath: {message}", file=sys.stderr)
    return _BAD_ARGUMENTS


def _verify(arguments: argparse.Namespace) -> int:
    from refmath import whole_file
    from refmath.evidence import verify
    from refmath.report import record, terminal

    try:
        names = verify.job_names(arguments.only)
    except ValueError as error:
        return _bad(f"--{error}")
    if arguments.json is not None:
        try:
            whole_file.check_writable(arguments.json)
        except OSError as error:
            return _bad(f"--json: can't write {arguments.json}: {error.strerror or error}")
    found = []
    with terminal.progress_bar(sys.stderr, names) as progress:
        for verdict in verdicts_of(names, arguments.jobs):
            found.append(verdict)
            progress(len(found), len(names))
    written = True
    if arguments.json is not None:
        try:
            record.write_record(arguments.json, found)
        except OSError as error:  # what was found is shown all the same
            print(f"refmath: --json: can't write {arguments.json}: {error}", file=sys.stderr)
            written = False
    terminal.show(found, terminal.console(sys.stdout), verbose=arguments.verbose)
    return _PASSED if written and all(v.passed for v in found) else _FAILED


def verdicts_of(names: Sequence[str], jobs: int) -> Iterator[Verdict]:
    """Verify what is named, in that order, with so many processes.

    Args:
        names: from `refmath.evidence.verify.job_names`.
        jobs: how many processes; 1 works in this one.
    """
    from refmath.evidence import verify

    if min(jobs, len(names)) <= 1:
        for name in names:
            yield verify.run_job(name)
        return
    spawn = multiprocessing.get_context("spawn")  # a fork of a process with threads may hang
    others = frozenset(multiprocessing.active_children())
    with ProcessPoolExecutor(min(jobs, len(names)), spawn, initializer=_end_quietly) as pool:
        try:
            yield from pool.map(verify.run_job, names)
        except (KeyboardInterrupt, GeneratorExit):
            pool.shutdown(wait=False, cancel_futures=True)
            for child in frozenset(multiprocessing.active_children()) - others:
                child.terminate()
            raise


def _end_quietly() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C reaches the workers too: no tracebacks


def _theorems(arguments: argparse.Namespace) -> int:
    from refmath.theorems import catalogue

    statements = catalogue.STATEMENTS
    if arguments.rests:
        for theorem in statements:
            rests = ", ".join(catalogue.rests_on_in_the_end(theorem.name)) or "-"
            print(f"{theorem.name}: {rests}")
        return _PASSED
    from refmath.evidence.routes import routes_of

    width = max((len(theorem.name) for theorem in statements), default=0)
    for chapter in dict.fromkeys(theorem.chapter for theorem in statements):
        print(chapter)
        for theorem in statements:
            if theorem.chapter == chapter:
                print(f"  {theorem.name:<{width}}  {theorem.title}")
                print(f"    {'':<{width}}by: {', '.join(routes_of(theorem))}")
    return _PASSED


def _derive(arguments: argparse.Namespace) -> int:
    from refmath.report import terminal
    from refmath.symbolic.derivation import Theorem, replay
    from refmath.theorems import catalogue
    from refmath.theorems.written_out import expansion_of

    name, heads, layers = arguments.name, arguments.heads, arguments.layers
    known = {statement.name: statement for statement in catalogue.STATEMENTS}
    if name not in known:
        return _bad(f"NAME: must be a theorem; got {name!r}; see `refmath theorems`")
    statement = known[name]
    if name == "path_expansion":
        heads = heads or (2,)
        if len(heads) > 1 and layers not in (None, len(heads)):
            return _bad(f"--layers: must agree with --heads; got {layers} and {len(heads)} counts")
        if len(heads) == 1:
            heads = heads * (2 if layers is None else layers)
        try:
            statement = expansion_of(heads)
        except ValueError as error:
            return _bad(f"--{error}")
    elif heads is not None or layers is not None:
        return _bad(f"--heads, --layers: {name!r} holds for any number of them; leave them out")
    if not isinstance(statement, Theorem):
        return _bad(
            f"NAME: {name!r} is no equation, and has arguments instead of lines; "
            f"see `refmath verify --only {name} --verbose`"
        )
    replay(statement, {} if name == "path_expansion" else catalogue.earlier_than(name))
    form = "latex" if arguments.latex else "markdown" if arguments.markdown else "letters"
    terminal.show_derivation(statement, terminal.console(sys.stdout), form=form)
    return _PASSED


def _docs(arguments: argparse.Namespace) -> int:
    from refmath.report import theorems as pages

    try:
        problems = pages.write_pages(
            arguments.folder,
            check=arguments.check,
            run=lambda names: verdicts_of(names, arguments.jobs),
            on_write=lambda path: print(f"wrote {path}"),
        )
    except NotADirectoryError as error:
        return _bad(error)
    for problem in problems:
        print(problem)
    return _FAILED if problems else _PASSED
