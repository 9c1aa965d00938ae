r"""Rendered tables: any string of a token survives, and nothing of it becomes markup."""

import re
import subprocess
from html.parser import HTMLParser
from shutil import which

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import refmath as rm
from refmath.numeric.skip_trigrams.strongest import TopSkipTrigrams
from refmath.numeric.skip_trigrams.token_names import visible
from refmath.report.tables import (
    FORMS,
    for_markdown,
    markdown_table,
    render_skip_trigrams,
    skip_trigram_records,
    text_table,
    within_cell,
)

NASTY = ["|", "<b>", "a&b;", "\n", "\\", "\0", " ", "", "`x`", "$_^{%}#~", "--", "␣", "\u200b", "é"]


def found_with(strings):
    """A list, and a table, in which these strings are source, destination and output."""
    model = rm.by_hand.one_skip_trigram(3, source=0, destination=1, output=2)
    return (
        rm.skip_trigram_table(model, 0, 0, sources=[0], top=1, tokenizer=strings.__getitem__),
        rm.top_skip_trigrams(model, 1, tokenizer=strings.__getitem__),
    )


class Cells(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.rows, self.tags = [], set()
        self.feed(text)

    def handle_starttag(self, tag, _):
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data):
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def checked(text, strings, kind):
    parsed = Cells(text)
    assert parsed.tags == {"table", "thead", "tbody", "tr", "th", "td"}
    head, row = parsed.rows
    row = [cell.strip() for cell in row]  # an empty string leaves a space at a cell's edge
    source, destination, output = map(visible, strings)
    if kind == 0:
        assert len(head) == len(row) == 3
        assert row == [source, f"{destination} (+6.67)".strip(), f"{output} (+0.67)".strip()]
    else:
        assert len(head) == len(row) == 8
        assert row[1:4] == [source, destination, output]


STRINGS = st.lists(st.text(max_size=5) | st.sampled_from(NASTY), min_size=3, max_size=3)


@given(STRINGS)
@example(NASTY[:3])
@example(NASTY[3:6])
def test_html_gives_back_every_string_and_has_no_tag_of_its_own(strings):
    for kind, found in enumerate(found_with(strings)):
        checked(render_skip_trigrams(found, "html"), strings, kind)


@given(STRINGS)
@example(NASTY[:3])
@example(NASTY[8:11])
def test_markdown_gives_back_every_string_and_has_no_markup_of_its_own(strings):
    for kind, found in enumerate(found_with(strings)):
        text = render_skip_trigrams(found, "markdown")
        assert text.count("\n") == 3
        checked(markdown.markdown(text, extensions=["tables"]), strings, kind)


@given(STRINGS)
def test_text_keeps_a_line_a_row(strings):
    for found in found_with(strings):
        head, row, end = render_skip_trigrams(found).split("\n")
        assert end == ""
        assert head.startswith(("source", "head"))
        assert all(visible(string) in row for string in strings)


@given(st.text(), st.text())
def test_no_two_strings_look_alike(one, other):
    assert (visible(one) == visible(other)) == (one == other)
    assert visible(one).isprintable()
    assert " " not in visible(one)


@given(STRINGS)
def test_latex_has_no_letter_that_means_something_but_its_own(strings):
    for kind, found in enumerate(found_with(strings)):
        text = render_skip_trigrams(found, "latex")
        *_, row, hline, end, last = text.split("\n")
        assert (hline, end, last) == ("\\hline", "\\end{tabular}", "")
        assert row.endswith(r" \\")
        own = re.sub(r"\\[a-zA-Z]+\{\}|\\[$&#_%{}]|-\{\}|\$\\to\$", "", row[: -len(r" \\")])
        assert own.count(" & ") == (2, 7)[kind]
        assert not set(own.replace(" & ", "")) & set("\\{}$&#_%~^")


@pytest.mark.skipif(which("pdflatex") is None, reason="no LaTeX")
def test_latex_is_set(tmp_path):
    table, _ = found_with(NASTY[3:6])
    body = render_skip_trigrams(table, "latex")
    top = r"\documentclass{article}\usepackage{textcomp}\begin{document}"
    (tmp_path / "page.tex").write_text(top + body + r"\end{document}")
    subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "page.tex"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )


def test_without_names_tokens_are_numbers_and_every_row_is_there():
    model = rm.by_hand.one_skip_trigram(5, source=0, destination=1, output=2)
    text = render_skip_trigrams(rm.skip_trigram_table(model, 0, 0, sources=[0, 4], top=2))
    assert text.splitlines()[1:] == [
        "0       1 (+8.00), 0 (+0.00)  2 (+0.80), 0 (-0.20)",
        "4       0 (+0.00), 2 (+0.00)  0 (+0.00), 1 (+0.00)",
    ]
    listed = render_skip_trigrams(rm.top_skip_trigrams(model, 3))
    assert len(listed.splitlines()) == 4


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_list_is_a_head_alone(form):
    text = render_skip_trigrams(TopSkipTrigrams(()), form)
    assert "strength" in text


def test_other_forms_are_refused():
    with pytest.raises(ValueError, match=r"form: expected 'text' or .* or 'latex'"):
        render_skip_trigrams(TopSkipTrigrams(()), "pdf")


def test_the_records_are_all_that_the_list_holds():
    _, top = found_with(["keep", " in", "\n"])
    (strongest,) = top
    numbers = {"layer": 0, "head": 0, "source": 0, "destination": 1, "output": 2}
    strings = {"source_string": "keep", "destination_string": " in", "output_string": "\n"}
    values = {
        name: getattr(strongest, name) for name in ("score", "attention", "effect", "strength")
    }
    assert skip_trigram_records(top) == [numbers | strings | values]
    model = rm.by_hand.one_skip_trigram(3, source=0, destination=1, output=2)
    assert skip_trigram_records(rm.top_skip_trigrams(model, 1)) == [numbers | values]


def test_a_table_whose_rows_are_not_as_long_as_its_head_is_refused():
    with pytest.raises(ValueError, match="shorter"):
        text_table(["head", "score"], [["0:1"]])


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1))
def test_words_in_a_markdown_table_are_shown_as_they_are(words):
    text = markdown_table(["a", "b"], [[for_markdown(words), "1"], ["", "2"]])
    rows = Cells(markdown.markdown(text, extensions=["tables"])).rows
    assert [[cell.strip() for cell in row] for row in rows] == [["a", "b"], [words, "1"], ["", "2"]]


def test_what_is_markdown_already_stays_markdown_in_its_cell():
    text = markdown_table(["a", "b"], [[within_cell("*x* | y"), "1"]])
    parsed = Cells(markdown.markdown(text, extensions=["tables"]))
    assert [cell.strip() for cell in parsed.rows[1]] == ["x | y", "1"]
    assert "em" in parsed.tags
