"""The glossary: the words that a newcomer meets are there, once each, in order."""

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
ENTRY = re.compile(r'^<a id="([a-z-]+)"></a>\n\*\*(.+?)\.\*\* (\S.*)$', re.MULTILINE)
ENTRIES = ENTRY.findall((DOCS / "glossary.md").read_text("utf-8"))
WORDS = [word.strip().lower() for _, title, _ in ENTRIES for word in title.split(",")]
NOT_ASKED = {
    "italics",
    "where from",
    "what",
    "cat",
    "sat",
    "on",
    "g",
    "the token before the source",
}
"""Other words that stand in italics: examples, and what is stressed."""
ITALICS = re.compile(r"(?<!\*)\*([A-Za-z-]+(?: [a-z-]+)*)\*(?!\*)")


@pytest.mark.parametrize(
    "word",
    ["head", "path", "virtual head", "composition", "copying", "induction head", "nats", "gauge",
     "logits", "pattern", "near miss", "residual stream"],
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


def test_a_word_that_the_worked_example_sets_in_italics_is_there():
    page = (DOCS / "from-one-hot.md").read_text("utf-8")
    page = re.sub(r"^```.*?^```", "", page, flags=re.S | re.M)
    asked = {word.lower() for word in ITALICS.findall(page)} - NOT_ASKED
    assert len(asked) > 10
    text = (DOCS / "glossary.md").read_text("utf-8").lower()
    assert {word for word in asked if word not in text} == set()
