"""`refmath docs`: every theorem, as it was checked, written into Markdown pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from refmath.commands.arguments import add_jobs
from refmath.commands.exit_status import DONE, FAILED, NOTHING_CONCLUDED, bad_arguments, say

if TYPE_CHECKING:
    import argparse

    from refmath.commands.arguments import Commands


def add(commands: Commands) -> None:
    """Give the command to the command line."""
    parser = commands.add_parser(
        "docs",
        help="write the theorems into Markdown pages",
        description="Write every theorem, as it was checked, between the markers "
        "<!-- theorem NAME --> and <!-- end --> of the *.md files in FOLDER.",
    )
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="the folder of the pages")
    parser.add_argument(
        "--check", action="store_true", help="change nothing; fail if a page is out of date"
    )
    add_jobs(parser)
    parser.set_defaults(command=_docs)


def _docs(arguments: argparse.Namespace) -> int:
    from refmath.evidence.processes import LostError
    from refmath.evidence.verify import UnnoticedError, verified
    from refmath.report import theorems as pages

    try:
        problems = pages.write_pages(
            arguments.folder,
            check=arguments.check,
            run=lambda names: verified(names, arguments.jobs),
            on_write=lambda path: print(f"wrote {path}"),
        )
    except NotADirectoryError as error:
        return bad_arguments(f"FOLDER: expected a folder, got {error}")
    except UnnoticedError as error:
        say(f"refmath: planted faults weren't noticed, nothing was written:\n{error}")
        return FAILED
    except LostError as error:
        say(f"refmath: {error}: nothing was written")
        return NOTHING_CONCLUDED
    for problem in problems:
        print(problem)
    return FAILED if problems else DONE
