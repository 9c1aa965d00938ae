"""The findings of small models in words, tables and numbers, held to what was looked at."""

from pathlib import Path

import pytest

import refmath as rm
from refmath.replication.counted_text import CountedText
from refmath.report.findings import render_finding

WRITTEN = Path(__file__).with_name("written")


def written(found):
    return "\n".join(render_finding(finding) for finding in found)


@pytest.fixture(scope="module")
def texts(of_induction, copying_model, normed_model, random_windows, letters):
    """Two layers by hand; one with names, a text and a loss beside; three with norms and biases."""
    windows = random_windows(30, 4, 12)
    text = CountedText("a text", [[*range(30), *range(30)], [3, 1, 4, 1, 5]], 6)
    named = rm.findings(
        copying_model(), windows, tokenizer=letters, text=text, baselines={"a bigram model": 1.25}
    )
    return {
        "induction": written(of_induction.values()),
        "copying": written(named),
        "deep": written(rm.findings(normed_model(3), random_windows(9, 4, 12))),
    }


@pytest.mark.parametrize("name", ["induction", "copying", "deep"])
def test_every_word_and_number_is_what_was_looked_at(texts, name):
    assert texts[name] == (WRITTEN / f"{name}.md").read_text("utf-8")
