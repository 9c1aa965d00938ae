"""`refmath derive`: one derivation, line by line."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from refmath.arguments import near_names, refused
from refmath.commands.arguments import number_from
from refmath.commands.exit_status import DONE, bad_arguments

if TYPE_CHECKING:
    from refmath.commands.arguments import Commands
    from refmath.symbolic.claims import Claim
    from refmath.symbolic.derivation import Theorem

_EXPANSION = "path_expansion"


def add(commands: Commands) -> None:
    """Give the command to the command line."""
    parser = commands.add_parser(
        "derive",
        help="print a derivation, line by line",
        description="Print the derivation of NAME with the identity that leads to each line; of a "
        "statement that is no equation, the arguments that prove it. The path expansion is written "
        "out for the number of layers and heads that you say; all other statements hold for any "
        "number of heads as they stand.",
    )
    parser.add_argument(
        "name", metavar="NAME", nargs="?", default=_EXPANSION, help="(default: %(default)s)"
    )
    parser.add_argument(
        "--layers", metavar="N", type=number_from(0), help="how many layers (default: 2)"
    )
    parser.add_argument(
        "--heads",
        metavar="N[,N…]",
        type=_counts,
        help="how many heads in every layer, or in each (default: 2)",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--latex", action="store_true", help="as LaTeX")
    form.add_argument("--markdown", action="store_true", help="as Markdown, with LaTeX in it")
    parser.set_defaults(command=_derive)


def _counts(text: str) -> tuple[int, ...]:
    return tuple(map(number_from(1), text.split(",")))


def _derive(arguments: argparse.Namespace) -> int:
    from refmath.report import derivations, terminal
    from refmath.symbolic.derivation import Theorem, replay
    from refmath.theorems import catalogue

    name = arguments.name
    statement: Theorem | Claim
    try:
        if name == _EXPANSION:
            statement = _expansion(arguments.heads, arguments.layers)
        else:
            statement = _statement(name, arguments.heads, arguments.layers)
    except ValueError as error:
        return bad_arguments(error)
    if isinstance(statement, Theorem):
        replay(statement, {} if name == _EXPANSION else catalogue.earlier_than(name))
    form = "latex" if arguments.latex else "markdown" if arguments.markdown else "letters"
    derivations.show_statement(statement, terminal.console(sys.stdout), form=form)
    return DONE


def _expansion(heads: tuple[int, ...] | None, layers: int | None) -> Theorem:
    from refmath.theorems.written_out import expansion_of

    heads = heads or (2,)
    if len(heads) > 1 and layers not in (None, len(heads)):
        raise ValueError(f"--layers: expected {len(heads)}, as many as --heads has, got {layers}")
    if len(heads) == 1:
        # Each layer has two paths or more: a hundred are as refused as any number of them.
        heads = heads * (2 if layers is None else min(layers, 100))
    try:
        return expansion_of(heads)
    except ValueError as error:
        raise ValueError(f"--{error}") from error


def _statement(name: str, heads: tuple[int, ...] | None, layers: int | None) -> Theorem | Claim:
    from refmath.theorems import catalogue

    known = {s.name: s for s in catalogue.STATEMENTS}
    if name not in known:
        near = near_names(name, (*known, _EXPANSION)) or "; see `refmath theorems`"
        raise refused("NAME", "a theorem", name, near)
    if heads is not None or layers is not None:
        option = "--layers" if heads is None else "--heads"
        raise ValueError(f"{option}: expected none, since {name!r} holds for any number, got one")
    return known[name]
