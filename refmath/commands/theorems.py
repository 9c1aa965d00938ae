"""`refmath theorems`: every theorem by its name, with the routes that check it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refmath.commands.exit_status import DONE

if TYPE_CHECKING:
    import argparse

    from refmath.commands.arguments import Commands


def add(commands: Commands) -> None:
    """Give the command to the command line."""
    parser = commands.add_parser(
        "theorems",
        help="list the theorems",
        description="List every theorem: its name, its title, and the routes that check it.",
    )
    parser.add_argument(
        "--rests", action="store_true", help="list what each rests on, in the end, instead"
    )
    parser.set_defaults(command=_theorems)


def _theorems(arguments: argparse.Namespace) -> int:
    if arguments.rests:
        _show_what_each_rests_on()
    else:
        _show_by_chapter()
    return DONE


def _show_what_each_rests_on() -> None:
    from refmath.theorems import catalogue

    for theorem in catalogue.STATEMENTS:
        rests = ", ".join(catalogue.rests_on_in_the_end(theorem.name)) or "-"
        print(f"{theorem.name}: {rests}")


def _show_by_chapter() -> None:
    from refmath.evidence.routes import routes_of
    from refmath.theorems import catalogue

    statements = catalogue.STATEMENTS
    width = max((len(theorem.name) for theorem in statements), default=0)
    for chapter in dict.fromkeys(theorem.chapter for theorem in statements):
        print(chapter)
        for theorem in statements:
            if theorem.chapter == chapter:
                print(f"  {theorem.name:<{width}}  {theorem.title}")
                print(f"    {'':<{width}}by: {', '.join(routes_of(theorem))}")
