"""The glossary: the words that a newcomer meets are there, once each, in order."""

import re
from pathlib import Path

import pytest

from refmath.theorems.catalogue import STATEMENTS

DOCS = Path(__file__).parents[2] / "docs"
ENTRY = re.compile(r'^<a id="([a-z-]+)"></a>\n\*\*(.+?)\.\*\* (\S.*)$', re.MULTILINE)
ENTRIES = ENTRY.findall((DOCS / "glossary.md").read_text("utf-8"))
WORDS = [word.strip().lower() for _, title, _ in ENTRIES for word in title.split(",")]


@pytest.mark.parametrize(
    "word",
    ["head", "path", "virtual head", "composition", "copying", "induction head", "nats", "gauge",
     "logits", "pattern", "near miss", "residual stream", "position", "vec"],
)  # fmt: skip
def test_a_word_of_the_paper_is_in_the_glossary(word):
    assert word in WORDS


def test_entries_stand_once_each_in_the_order_of_the_alphabet():
    titles = [title.lower() for _, title, _ in ENTRIES]
    assert titles == sorted(set(titles))
    assert len({anchor for anchor, *_ in ENTRIES}) == len(ENTRIES)


def test_every_paragraph_but_the_first_is_an_entry():
    text = (DOCS / "glossary.md").read_text("utf-8")
    assert text.count("<a id=") == len(ENTRIES) == len(text.split("\n\n")) - 2


def test_no_word_has_the_anchor_of_a_statement():
    """A site has each of its targets once."""
    assert {anchor for anchor, *_ in ENTRIES} & {
        statement.name for statement in STATEMENTS
    } == set()


def linked(text: str) -> set[str]:
    return set(re.findall(r"\]\((?:\.\./)?glossary\.md#([a-z-]+)\)", text))


def test_a_newcomer_s_pages_lead_to_the_words_where_they_are_first_used():
    text = (DOCS / "notebook.md").read_text("utf-8") + (DOCS / "from-one-hot.md").read_text("utf-8")
    asked = {"head", "path", "virtual-head", "composition", "copying", "induction-head", "logits"}
    assert asked | {"pattern", "near-miss", "residual-stream", "token"} <= linked(text)
    assert linked(text) <= {anchor for anchor, *_ in ENTRIES}


def test_nats_and_gauge_are_led_to_from_where_they_matter():
    assert "nats" in linked((DOCS / "guides" / "reading.md").read_text("utf-8"))
    assert "gauge" in linked((DOCS / "conventions.md").read_text("utf-8"))
