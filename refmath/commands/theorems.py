"""`refmath theorems`: every theorem by its name, with the routes that check it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from refmath.commands.exit_status import DONE, say

if TYPE_CHECKING:
    import argparse

    from refmath.commands.arguments import Commands


def add(commands: Commands) -> None:
    """Give the command to the command line."""
    parser = commands.add_parser(
        "theorems",
        help="list the theorems",
        description="List every theorem: its name, its title, and the routes that check it. In a "
        "pipe each is one line, with tabs between name, title, routes and chapter.",
    )
    parser.add_argument(
        "--rests", action="store_true", help="list what each rests on, in the end, instead"
    )
    parser.set_defaults(command=_theorems)


def _theorems(arguments: argparse.Namespace) -> int:
    if arguments.rests:
        _show_what_each_rests_on()
    elif sys.stdout.isatty():
        _show_by_chapter()
    else:
        _show_one_a_line()
    sys.stdout.flush()  # the table first, or what hindered it
    say(_count())
    return DONE


def _count() -> str:
    """Say how many there are, and why `refmath verify` counts more."""
    from refmath.evidence.agreements import AGREEMENTS
    from refmath.evidence.on_trained import TRAINED
    from refmath.evidence.verify import job_names
    from refmath.theorems.catalogue import STATEMENTS

    return (
        f"{len(STATEMENTS)} theorems. `refmath verify` checks {len(job_names())}: these, "
        f"{len(AGREEMENTS)} times that a function agrees with them, "
        f"and {len(TRAINED)} times that it does on the trained models."
    )


def _show_what_each_rests_on() -> None:
    from refmath.theorems import catalogue

    for theorem in catalogue.STATEMENTS:
        rests = ", ".join(catalogue.rests_on_in_the_end(theorem.name)) or "-"
        print(f"{theorem.name}: {rests}")


def _show_one_a_line() -> None:
    from refmath.evidence.routes import routes_of
    from refmath.theorems import catalogue

    for theorem in catalogue.STATEMENTS:
        routes = ", ".join(routes_of(theorem))
        chapter = catalogue.chapter_of(theorem.name)
        print(theorem.name, theorem.title, routes, chapter, sep="\t")


def _show_by_chapter() -> None:
    from refmath.evidence.routes import routes_of
    from refmath.theorems import catalogue

    width = max((len(theorem.name) for theorem in catalogue.STATEMENTS), default=0)
    for chapter, theorems in catalogue.by_chapter().items():
        print(chapter)
        for theorem in theorems:
            print(f"  {theorem.name:<{width}}  {theorem.title}")
            print(f"    {'':<{width}}by: {', '.join(routes_of(theorem))}")
