"""Reports of other libraries: read from their pages, run, and held against what they say."""

import json

import pytest

from release.peers import reports
from release.peers.reports import difference, entry_of, read, run

PAGE = """# A fault

Seen with: pytest {version}, no-such-package 4.3.0.

```python
{code}
```

prints:

```text
{prints}
```
"""


def report(code, prints, version="8.1"):
    """Return a report of a page with this program and this output."""
    return read("a-fault.md", PAGE.format(version=version, code=code, prints=prints))


def test_a_report_is_read_as_it_stands():
    found = report("import sys\n\nprint(1)", "1\n\n2")
    assert found.name == "a-fault.md"
    assert found.seen_with == {"pytest": "8.1", "no-such-package": "4.3.0"}
    assert found.library == "pytest 8"
    assert found.code == "import sys\n\nprint(1)\n"
    assert found.prints == "1\n\n2\n"


@pytest.mark.parametrize("left_out", ["Seen with", "```python", "```text"])
def test_a_page_that_is_no_report_is_refused(left_out):
    text = PAGE.format(version="8.1", code="print(1)", prints="1")
    with pytest.raises(ValueError, match=r"^a-fault\.md: expected one line «Seen with: …», one"):
        read("a-fault.md", text.replace(left_out, "Gone"))
    with pytest.raises(ValueError, match="got 2, 2, 2"):
        read("a-fault.md", text + text)


def test_what_the_page_says_is_reproduced():
    entry = entry_of(report("print('a')\nprint(0.5)", "a\n0.5"))
    assert (entry["reproduced"], entry["says"]) == (True, "")
    assert entry["versions"] == {
        "pytest": pytest.__version__,
        "no-such-package": "none",
    }


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("print('a')\nprint(0.0)", "line 2: expected «0.5», got «0.0»"),
        ("print('a')", "line 2: expected «0.5», got «nothing»"),
        ("print('a\\n0.5\\nc')", "line 3: expected «nothing», got «c»"),
        ("print('a\\n0.5', end='')", "the lines are those of the page, their ends aren't"),
        ("print('a\\n0.5')\nraise KeyError('W')", "ended with status 1: KeyError: 'W'"),
        ("print('a\\n0.5')\nraise SystemExit(3)", "ended with status 3: "),
    ],
)
def test_what_the_page_does_not_say_is_not(code, says):
    entry = entry_of(report(code, "a\n0.5"))
    assert (entry["reproduced"], entry["says"]) == (False, says)


def test_warnings_of_a_library_are_not_part_of_it():
    shown = report("import warnings\nwarnings.warn('w')\nprint('a')", "a")
    assert difference(shown, run(shown)) == ""


def test_a_checksum_is_of_the_program_and_of_what_it_prints():
    checksums = {report(code, prints).checksum for code in "ab" for prints in "cd"}
    assert len(checksums) == 4
    assert report("a", "c", "8.1").checksum == report("a", "c", "9.0").checksum


def test_only_the_reports_of_a_library_are_run(monkeypatch, tmp_path):
    found = (report("print(1)", "1"), report("print(2)", "3", version="9.1"))
    monkeypatch.setattr(reports, "reports", lambda: found)
    for library, reproduced in (("pytest 8", [True]), ("pytest 9", [False]), ("nltk 3", [])):
        reports.main(library, tmp_path / "entries.json")
        entries = json.loads((tmp_path / "entries.json").read_text("utf-8"))
        assert [entry["reproduced"] for entry in entries] == reproduced
