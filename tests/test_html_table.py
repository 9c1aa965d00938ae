"""A table is written letter for letter, and no cell of it is taken for HTML."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from refmath.html_table import html_table


def test_a_table_letter_for_letter():
    assert html_table(["a", "b<"], [["1", "&"], ["2", ""]], "of <it>") == (
        "<table>\n<caption>of &lt;it&gt;</caption>\n"
        "<thead>\n<tr><th>a</th><th>b&lt;</th></tr>\n</thead>\n"
        "<tbody>\n<tr><td>1</td><td>&amp;</td></tr>\n<tr><td>2</td><td></td></tr>\n</tbody>\n"
        "</table>\n"
    )
    assert html_table([], []) == (
        "<table>\n<thead>\n<tr></tr>\n</thead>\n<tbody>\n</tbody>\n</table>\n"
    )


class Cells(HTMLParser):
    def __init__(self):
        super().__init__()
        self.cells = []

    def handle_starttag(self, tag, attrs):
        assert not attrs
        if tag in ("th", "td", "caption"):
            self.cells.append("")

    def handle_data(self, data):
        if self.cells and data != "\n":
            self.cells[-1] += data


# A browser reads an end of a line as a new line, whichever it is; control characters it leaves out.
TEXT = st.text(st.characters(exclude_categories=("C", "Z")), max_size=8)


@given(st.lists(TEXT, max_size=3), TEXT)
def test_what_is_read_back_is_what_was_written(row, caption):
    reader = Cells()
    reader.feed(html_table(row, [row], caption))
    assert reader.cells == [*([caption] if caption else []), *row, *row]
