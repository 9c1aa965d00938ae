"""Run a library's reports, in its environment: `python -m release.peers.reports LIBRARY FILE`.

A report in `docs/conformance/` says with which versions a fault was seen, has a program that shows
it, and what that program prints. The program is run as it stands there, and what it prints is held
against the page: a library that has mended its fault prints something else.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from itertools import zip_longest
from pathlib import Path
from typing import Any

REPORTS = Path(__file__).parents[2] / "docs" / "conformance"
SEEN = re.compile(r"^Seen with: (.*)\.$", re.MULTILINE)
CODE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PRINTS = re.compile(r"^```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Report:
    """What is reported of a library, as far as it can be run.

    Attributes:
        name: its file's.
        seen_with: the versions with which the fault was seen, by the packages; the first is the
            library that the report speaks of.
        code: the program that shows it.
        prints: what that prints.
    """

    name: str
    seen_with: Mapping[str, str]
    code: str
    prints: str

    @property
    def library(self) -> str:
        """Return the library that it speaks of, with its major version: «transformer-lens 4»."""
        name, number = next(iter(self.seen_with.items()))
        return f"{name} {number.partition('.')[0]}"

    @property
    def checksum(self) -> str:
        """Return the checksum of what is run, and of what it is held against."""
        return hashlib.sha256(f"{self.code}\0{self.prints}".encode()).hexdigest()


def read(name: str, text: str) -> Report:
    """Read a report.

    Args:
        name: its file's.
        text: the page.

    Raises:
        ValueError: if it hasn't one line of versions, one program and one output.
    """
    parts = [pattern.findall(text) for pattern in (SEEN, CODE, PRINTS)]
    if [len(part) for part in parts] != [1, 1, 1]:
        numbers = ", ".join(str(len(part)) for part in parts)
        raise ValueError(
            f"{name}: expected one line «Seen with: …», one program and one output, got {numbers}"
        )
    (seen,), (code,), (prints,) = parts
    return Report(name, dict(package.split() for package in seen.split(", ")), code, prints)


def reports() -> tuple[Report, ...]:
    """Read all reports, by their names."""
    paths = sorted(REPORTS.glob("*-*.md"))
    return tuple(read(path.name, path.read_text("utf-8")) for path in paths)


def version_here(package: str) -> str:
    """Return the version of a package in this environment, or «none».

    >>> version_here("no-such-package")
    'none'
    """
    try:
        return version(package).partition("+")[0]
    except PackageNotFoundError:
        return "none"


def run(report: Report) -> subprocess.CompletedProcess[str]:
    """Run a report's program as it stands, by this environment's Python."""
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", report.code],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def difference(report: Report, ended: subprocess.CompletedProcess[str]) -> str:
    """Say in a line what came otherwise than the page says; "" where nothing did.

    >>> report = read("a.md", "Seen with: b 1.\\n```python\\n```\\n```text\\nx 1\\ny 2\\n```\\n")
    >>> difference(report, subprocess.CompletedProcess([], 0, "x 1\\ny 2\\n", ""))
    ''
    >>> difference(report, subprocess.CompletedProcess([], 0, "x 1\\ny 0\\n", ""))
    'line 2: expected «y 2», got «y 0»'
    >>> difference(report, subprocess.CompletedProcess([], 1, "", "…\\nKeyError: 'W_U'\\n"))
    "ended with status 1: KeyError: 'W_U'"
    """
    if ended.returncode:
        last = (ended.stderr.splitlines() or [""])[-1]
        return f"ended with status {ended.returncode}: {last}"
    if ended.stdout == report.prints:
        return ""
    lines = zip_longest(report.prints.splitlines(), ended.stdout.splitlines(), fillvalue="nothing")
    for number, (expected, got) in enumerate(lines, 1):
        if expected != got:
            return f"line {number}: expected «{expected}», got «{got}»"
    return "the lines are those of the page, their ends aren't"


def entry_of(report: Report) -> dict[str, Any]:
    """Run a report, and return its part of the record."""
    says = difference(report, run(report))
    return {
        "report": report.name,
        "checksum": report.checksum,
        "versions": {package: version_here(package) for package in report.seen_with},
        "reproduced": not says,
        "says": says,
    }


def main(library: str, file: str) -> None:
    """Write what came of a library's reports into a file.

    Args:
        library: with its major version, as `Report.library` says it.
        file: where to.
    """
    entries = []
    for report in reports():
        if report.library == library:
            print(f"  {report.name}", file=sys.stderr, flush=True)
            entries.append(entry_of(report))
    Path(file).write_text(json.dumps(entries), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
