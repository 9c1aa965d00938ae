"""Every section of the paper that is cited is one of the paper's sections, by its title."""

import re
from pathlib import Path

import pytest

from refmath.theorems.catalogue import STATEMENTS

SECTIONS = frozenset(
    Path(__file__).with_name("sections.txt").read_text(encoding="utf-8").splitlines()
)
"""The titles as they stand in transformer-circuits.pub/2021/framework, a line each."""

REFMATH = Path(__file__).parents[2] / "refmath"
PAPER = "Elhage et al. 2021"


def cited(source: str) -> list[list[str]]:
    """The titles that each mention of the paper names, up to the next work."""
    mentions = " ".join(source.split()).split(PAPER)[1:]
    return [re.findall("«([^»]*)»", re.split(r"; [A-Z]", mention)[0]) for mention in mentions]


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda s: s.name)
def test_a_statement_that_cites_the_paper_names_its_sections(statement) -> None:
    for titles in cited(statement.source):
        assert titles
        assert set(titles) <= SECTIONS


SOURCE = re.compile(r"^ +Source:\n((?: {8,}\S.*\n)+)", re.MULTILINE)


def test_docstrings_cite_sections_that_there_are() -> None:
    sources = [
        (path.name, source)
        for path in sorted(REFMATH.rglob("*.py"))
        for source in SOURCE.findall(path.read_text(encoding="utf-8"))
    ]
    assert len(sources) > 50
    unknown = [
        (name, title)
        for name, source in sources
        for titles in cited(source)
        for title in titles
        if title not in SECTIONS
    ]
    assert unknown == []


def test_a_title_that_is_no_section_is_seen() -> None:
    """The twin: near titles, a second section, a work that comes after."""
    source = f"Gauss 1801; {PAPER}, «Skip-trigram bugs» and «Notation»; Su et al. 2021, «RoFormer»"
    assert cited(source) == [["Skip-trigram bugs", "Notation"]]
    assert not set(cited(source)[0]) <= SECTIONS
    assert cited(f"{PAPER}, footnote on layer norm") == [[]]
    assert cited("this project") == []
    assert {"Notation", 'Skip-Trigram "Bugs"'} <= SECTIONS
    assert len(SECTIONS) == 53
