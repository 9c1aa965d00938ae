"""What is reported of other libraries happens: each report's reproduction is run as it stands.

A report says with which versions it was seen; with others it is left out, and says nothing of them.
"""

import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

REPORTS = sorted((Path(__file__).parents[2] / "docs" / "conformance").glob("*-*.md"))
SEEN = re.compile(r"^Seen with: (.*)\.$", re.MULTILINE)
CODE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PRINTS = re.compile(r"^```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def other_versions(report):
    """List the packages that are missing here, or of another version than a report names."""
    for package in SEEN.findall(report)[0].split(", "):
        name, number = package.split()
        try:
            here = version(name).partition("+")[0]
        except PackageNotFoundError:
            here = "none"
        if here != number:
            yield f"{name} {here}, not {number}"


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_the_reproduction_prints_what_the_report_says(path):
    report = path.read_text("utf-8")
    missing = list(other_versions(report))
    if missing:
        pytest.skip("; ".join(missing))
    (code,), (prints,) = CODE.findall(report), PRINTS.findall(report)
    found = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=False
    )
    assert (found.stdout, found.returncode) == (prints, 0), found.stderr


def test_a_report_of_another_version_is_left_out():
    assert next(other_versions("Seen with: pytest 0.0.1.\n")).endswith(", not 0.0.1")
    assert list(other_versions("Seen with: no-such-package 1.\n")) == [
        "no-such-package none, not 1"
    ]
    assert list(other_versions(f"Seen with: pytest {pytest.__version__}.\n")) == []
