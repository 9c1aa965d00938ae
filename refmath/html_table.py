"""A table as an HTML element, every letter of its cells escaped: what a notebook shows of one."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SHOWN = 50
"""How many rows a notebook shows: beyond, what a table is for is no longer to be read at sight."""


def html_table(head: Sequence[str], rows: Iterable[Sequence[str]], caption: str = "") -> str:
    """Write a table element; cells are text, and whatever looks like HTML in them is escaped.

    Args:
        head: the columns' names.
        rows: the cells, one a column.
        caption: what stands above; empty for nothing.

    Returns:
        The element, ending in a new line.

    Examples:
        >>> print(html_table(["token"], [["<b>"]]), end="")
        <table>
        <thead>
        <tr><th>token</th></tr>
        </thead>
        <tbody>
        <tr><td>&lt;b&gt;</td></tr>
        </tbody>
        </table>
    """

    def line(cells: Sequence[str], kind: str) -> str:
        written = (f"<{kind}>{html.escape(cell)}</{kind}>" for cell in cells)
        return "<tr>" + "".join(written) + "</tr>\n"

    above = f"<caption>{html.escape(caption)}</caption>\n" if caption else ""
    top = f"<thead>\n{line(head, 'th')}</thead>\n"
    body = "".join(line(row, "td") for row in rows)
    return f"<table>\n{above}{top}<tbody>\n{body}</tbody>\n</table>\n"
