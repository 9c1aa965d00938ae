"""`refmath theorems`: every theorem once, in reading order."""

import re
import sys

import pytest

from refmath.cli import main
from refmath.evidence.routes import routes_of
from refmath.evidence.verify import job_names
from refmath.theorems.catalogue import CHAPTERS, by_chapter, chapter_of
from refmath.theorems.catalogue import STATEMENTS as THEOREMS


def test_theorems_are_listed_with_their_titles_in_reading_order(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["theorems"]) == 0
    lines = capsys.readouterr().out.splitlines()
    listed = [line.split(maxsplit=1) for line in lines if line.startswith("  ")]
    in_chapters = [t for theorems in by_chapter().values() for t in theorems]
    assert sorted(in_chapters, key=THEOREMS.index) == list(THEOREMS)
    assert listed[::2] == [[t.name, t.title] for t in in_chapters]
    assert listed[1::2] == [["by:", ", ".join(routes_of(t))] for t in in_chapters]
    assert [line for line in lines if not line.startswith("  ")] == list(CHAPTERS)
    for chapter, theorems in by_chapter().items():
        assert list(theorems) == sorted(theorems, key=THEOREMS.index)
        first = lines[lines.index(chapter) + 1]
        assert first.split()[0] == theorems[0].name


def test_a_pipe_gets_a_theorem_a_line_with_all_that_is_said_of_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["theorems"]) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        [t.name, t.title, ", ".join(routes_of(t)), chapter_of(t.name)] for t in THEOREMS
    ]


def test_it_says_why_verify_counts_more(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["theorems"]) == 0
    said = capsys.readouterr().err
    theorems, verified, agreements, trained = map(int, re.findall(r"\d+", said))
    assert theorems == len(THEOREMS)
    assert verified == theorems + agreements + trained == len(job_names())


def test_what_each_theorem_rests_on_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["theorems", "--rests"]) == 0
    listed = dict(line.split(": ", 1) for line in capsys.readouterr().out.splitlines())
    assert list(listed) == [t.name for t in THEOREMS]
    assert listed["vec"] == "-"
    assert "pattern_of_tokens" in listed["one_layer"]
