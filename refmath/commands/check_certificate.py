"""`refmath check-certificate`: a certificate of ranges, re-checked from the model's file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from refmath.commands.exit_status import DONE, FAILED, NOTHING_CONCLUDED, bad_arguments

if TYPE_CHECKING:
    import argparse

    from refmath.commands.arguments import Commands

STATUS = {"holds": DONE, "falls": FAILED, "not checked": NOTHING_CONCLUDED}


def add(commands: Commands) -> None:
    """Give the command to the command line."""
    parser = commands.add_parser(
        "check-certificate",
        help="re-check a certificate of ranges from the model's file",
        description="Re-check a certificate that `refmath skip-trigrams --certificate` or "
        "`refmath.save_certificate` has written, from the model's file, with whole numbers and "
        "nothing of what proved it. Exits with 0 if it holds, 1 if it falls, 3 if it is too large "
        "to be checked or its model has parts that certificates don't speak of.",
    )
    parser.add_argument("certificate", metavar="FILE", type=Path, help="the certificate")
    parser.add_argument(
        "model", metavar="MODEL", help="the path of the model's file, or the name of a bundled one"
    )
    parser.set_defaults(command=_check_certificate)


def _check_certificate(arguments: argparse.Namespace) -> int:
    from refmath.certificates.check import check_certificate
    from refmath.input_files import regular_file
    from refmath.trained.bundled import file_of

    try:
        regular_file("FILE", arguments.certificate)
        came = check_certificate(arguments.certificate, file_of(arguments.model, "MODEL"))
    except ValueError as error:
        return bad_arguments(error)
    because = f": {came.reason}" if came.reason else ""
    print(f"{came.outcome}, after {came.claims:,} claims that are true{because}")
    return STATUS[came.outcome]
