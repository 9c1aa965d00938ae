"""The command line: its parser, made of the files in commands/, and how a command ends."""

from __future__ import annotations

import argparse
import os
import re
import sys
from typing import TYPE_CHECKING, NoReturn, TextIO

from refmath.arguments import near_names
from refmath.commands import (
    check_certificate,
    completion,
    conformance,
    count,
    derive,
    docs,
    grams,
    load,
    report,
    skip_trigrams,
    theorems,
    try_text,
    verify,
)
from refmath.commands.exit_status import (
    DONE,
    FAILED,
    INTERRUPTED,
    NOTHING_CONCLUDED,
    bad_arguments,
    flush_if_possible,
    say,
    what_is_missing,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COMMANDS = (
    verify,
    theorems,
    derive,
    docs,
    grams,
    count,
    load,
    skip_trigrams,
    check_certificate,
    try_text,
    report,
    conformance,
    completion,
)
"""In the order in which `refmath --help` lists them."""
NO_MEMORY = ("failed to map segment", "Cannot allocate memory")
"""What a system says of a library that doesn't fit into the memory."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line, and return its exit status.

    Args:
        argv: the arguments after the command's name; `sys.argv[1:]` if not given.

    Returns:
        0 if all is well, 1 if something failed, 2 for bad arguments, 3 if the memory was used up,
        130 if interrupted.
    """
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        _never_fail_on_a_letter(stream)
    try:
        return _said(argv)
    finally:
        flush_if_possible(sys.stderr)  # argparse leaves there what it couldn't say


def _said(argv: Sequence[str] | None) -> int:
    """Run the command line, and say in one line what ended it before its end."""
    try:
        status = _run(argv)
        sys.stdout.flush()
    except KeyboardInterrupt:
        say("refmath: interrupted, nothing was concluded")
        return INTERRUPTED
    except (MemoryError, ImportError) as error:
        if isinstance(error, ImportError) and not any(words in str(error) for words in NO_MEMORY):
            raise
        flush_if_possible(sys.stdout)
        say("refmath: the memory was used up: nothing was concluded")
        return NOTHING_CONCLUDED
    except BrokenPipeError:  # `refmath ... | head`: whoever was reading has read enough
        flush_if_possible(sys.stdout)
        return FAILED
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        flush_if_possible(sys.stdout)
        return bad_arguments(what_is_missing(error))
    except OSError as error:  # a full disk, a page that can't be written: no traceback for that
        flush_if_possible(sys.stdout)
        say(f"refmath: {error}")
        return FAILED
    return status


def _run(argv: Sequence[str] | None) -> int:
    parser, commands = _parser()
    try:
        arguments, unknown = parser.parse_known_args(argv)
        if unknown:
            _refuse(unknown, commands.get(getattr(arguments, "typed", None) or "", parser))
    except SystemExit as done:  # argparse exits by itself: 0 for --help, 2 for bad arguments
        return int(done.code or 0)
    if arguments.command is None:
        parser.print_help()
        return DONE
    return int(arguments.command(arguments))


def _refuse(unknown: Sequence[str], parser: argparse.ArgumentParser) -> None:
    """Refuse what a command doesn't take, with its options that are spelt much like it."""
    first = unknown[0].partition("=")[0]
    options = (option for action in parser._actions for option in action.option_strings)
    parser.error(f"unrecognized arguments: {' '.join(unknown)}{near_names(first, options)}")


def _open_what_is_closed() -> None:
    """Let what is said to a closed stream go nowhere, and to no file that is opened later."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(number, True)
    os.close(number)
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


def _never_fail_on_a_letter(stream: TextIO) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


class _Parser(argparse.ArgumentParser):
    """One that names, beside what is no choice, the choices that are spelt much like it."""

    def error(self, message: str) -> NoReturn:
        wrong = re.search(r"invalid choice: '?([^' ]*)'? \(choose from (.*)\)", message)
        choices = re.findall(r"[\w-]+", wrong[2]) if wrong else []
        super().error(message + (near_names(wrong[1], choices) if wrong else ""))


def _parser() -> tuple[argparse.ArgumentParser, Mapping[str, argparse.ArgumentParser]]:
    parser = _Parser(
        prog="refmath",
        description="The executable, machine-checked reference of 'A Mathematical Framework for "
        "Transformer Circuits' (Elhage et al. 2021).",
    )
    parser.set_defaults(command=None)
    parser.add_argument("--version", action=_Version, help="show the version and exit")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="typed")
    for command in COMMANDS:
        command.add(commands)
    return parser, commands.choices


class _Version(argparse.Action):
    """Look the version up only when it is asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None):  # noqa: A002
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from refmath.report.record import version_of

        print(f"refmath {version_of('refmath')}")
        parser.exit()
