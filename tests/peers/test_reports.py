"""What is reported of other libraries happens: each report's reproduction is run as it stands.

A report says with which versions it was seen; with others it is left out, and says nothing of them.
`make matrix` runs all of them, each in the environment of its library.
"""

import pytest

from release.peers.reports import reports, run, version_here


def other_versions(seen_with):
    """List the packages that are missing here, or of another version than a report names."""
    for package, number in seen_with.items():
        here = version_here(package)
        if here != number:
            yield f"{package} {here}, not {number}"


@pytest.mark.parametrize("report", reports(), ids=lambda report: report.name.removesuffix(".md"))
def test_the_reproduction_prints_what_the_report_says(report):
    missing = list(other_versions(report.seen_with))
    if missing:
        pytest.skip("; ".join(missing))
    ended = run(report)
    assert (ended.stdout, ended.returncode) == (report.prints, 0), ended.stderr


def test_a_report_of_another_version_is_left_out():
    assert next(other_versions({"pytest": "0.0.1"})).endswith(", not 0.0.1")
    assert list(other_versions({"no-such-package": "1"})) == ["no-such-package none, not 1"]
    assert list(other_versions({"pytest": pytest.__version__})) == []
