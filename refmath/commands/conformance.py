"""`refmath conformance`: an implementation held against the reference, through its adapter."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from refmath.commands.arguments import as_typed, check_apart, number_from
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
        "`refmath.conformance.Adapter`, for what it offers, on all fixed cases or on drawn ones, "
        "and say of what is wrong which mistake it is. Exits with 0 if something was offered, and "
        "nothing failed, but what was expected to.",
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
        "--drawn",
        metavar="N",
        type=number_from(1),
        help="ask, instead of the fixed cases, on N models that Hypothesis draws, and make what is "
        "wrong as small as it can be; needs the extra `test`",
    )
    parser.add_argument(
        "--seed", metavar="N", type=number_from(0), help="of the drawing (default: 0)"
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
    from refmath.conformance import (
        adapter_at,
        check_adapter,
        check_drawn,
        read_expected_failures,
    )
    from refmath.whole_file import check_writable, write_atomically

    if arguments.drawn and arguments.xfail:
        return bad_arguments("--xfail: expected none beside --drawn, whose cases have no names")
    if arguments.seed is not None and not arguments.drawn:
        return bad_arguments("--seed: expected --drawn beside it, got --seed alone")
    inputs = {"--xfail": [arguments.xfail] if arguments.xfail else []}
    try:
        if arguments.junit:
            check_writable(arguments.junit)
        check_apart({"--junit": arguments.junit}, inputs)
        expected = read_expected_failures(arguments.xfail) if arguments.xfail else {}
        adapter = adapter_at(arguments.adapter)
        if arguments.drawn:
            found = check_drawn(adapter, examples=arguments.drawn, seed=arguments.seed or 0)
        else:
            found = check_adapter(adapter, expected_failures=expected)
    except ValueError as error:
        return bad_arguments(as_typed(error, {"path": "--xfail"}))
    if arguments.junit:
        write_atomically(arguments.junit, found.junit())
    if arguments.json:
        print_json(found.record())
    else:
        print(found)
    return DONE if found.conforms else FAILED
