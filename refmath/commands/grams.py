"""`refmath grams`: the n-grams and skip-trigrams of a sequence, one a line, as the notebook did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refmath.commands.arguments import not_taken, number_from
from refmath.commands.exit_status import DONE, bad_arguments

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from refmath.commands.arguments import Commands


def add(commands: Commands) -> None:
    """Give the command to the command line."""
    parser = commands.add_parser(
        "grams",
        help="print the n-grams and skip-trigrams of a sequence",
        description="Print the trigrams of a SEQUENCE, every three neighbours; with --step its "
        "skip-trigrams, which leave out so many elements after the first; with --max-step those of "
        "all steps up to it; with -n and -k its k-skip-n-grams. One a line, in order.",
    )
    parser.add_argument(
        "sequence",
        metavar="SEQUENCE",
        type=_elements,
        help="elements with spaces between them, such as 'a b c d'",
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--step", metavar="N", type=number_from(0), help="how many elements are left out"
    )
    which.add_argument(
        "--max-step", metavar="N", type=number_from(0), help="how many are left out at most"
    )
    which.add_argument("-n", metavar="N", type=number_from(1), help="how many elements a gram has")
    parser.add_argument(
        "-k",
        metavar="K",
        type=number_from(0),
        help="with -n: how many elements a gram may leave out in all (default: 0)",
    )
    parser.set_defaults(command=_grams)


def _elements(text: str) -> list[str]:
    elements = text.split()
    if not elements:
        raise not_taken("elements with spaces between them", text)
    return elements


def _grams(arguments: argparse.Namespace) -> int:
    if arguments.k is not None and arguments.n is None:
        return bad_arguments("-k: expected -n beside it, got none")
    for gram in _chosen(arguments):
        print(*gram)
    return DONE


def _chosen(arguments: argparse.Namespace) -> Iterator[tuple[str, ...]]:
    from refmath.sequences import grams

    if arguments.n is not None:
        return grams.skip_grams(arguments.sequence, arguments.n, arguments.k or 0)
    if arguments.max_step is not None:
        return grams.skip_trigrams(arguments.sequence, arguments.max_step)
    if arguments.step is not None:
        return grams.skip_trigram(arguments.sequence, arguments.step)
    return grams.trigram(arguments.sequence)
