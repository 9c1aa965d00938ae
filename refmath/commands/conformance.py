"""`refmath conformance`: an implementation held against the reference, through its adapter."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from refmath.commands.arguments import check_apart
from refmath.commands.exit_status import DONE, FAILED, bad_arguments
from refmath.commands.machine_output import print_json

if TYPE_CHECKING:
    import argparse

    from refmath.commands.arguments import Commands


def add(commands: Commands) -> None:
    """Give the command to the command line."""
    parser = commands.add_parser(
        "conformance",
        help="hold an implementation against the reference",
        description="Ask an adapter, an object with some of the functions of "
        "`refmath.conformance.Adapter`, for what it offers, on all fixed cases, and say of what is "
        "wrong which mistake it is. Exits with 0 if nothing failed, but what was expected to.",
    )
    parser.add_argument(
        "adapter",
        metavar="MODULE:ADAPTER",
        help="where the adapter is: a module that Python finds from here, and the name in it of an "
        "object, or of a class that takes no arguments",
    )
    parser.add_argument("--json", action="store_true", help="print a record as JSON")
    parser.add_argument(
        "--junit", metavar="FILE", type=Path, help="write the results as JUnit's XML, besides"
    )
    parser.add_argument(
        "--xfail",
        metavar="FILE",
        type=Path,
        help="which cases are expected to fail: a line each, «case: reason, with a link»; an "
        "unknown case is refused, and one that passes fails",
    )
    parser.set_defaults(command=_conformance)


def _conformance(arguments: argparse.Namespace) -> int:
    from refmath.conformance import adapter_at, check_adapter, read_expected_failures
    from refmath.whole_file import check_writable, write_atomically

    inputs = {"--xfail": [arguments.xfail] if arguments.xfail else []}
    try:
        if arguments.junit:
            check_writable(arguments.junit)
        check_apart({"--junit": arguments.junit}, inputs)
        expected = read_expected_failures(arguments.xfail) if arguments.xfail else {}
        found = check_adapter(adapter_at(arguments.adapter), expected_failures=expected)
    except ValueError as error:
        return bad_arguments(error)
    if arguments.junit:
        write_atomically(arguments.junit, found.junit())
    if arguments.json:
        print_json(found.record())
    else:
        print(found)
    return DONE if found.conforms else FAILED
