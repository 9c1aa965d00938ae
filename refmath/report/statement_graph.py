"""What uses what, as a picture and as a table: a line a statement, an arc to each that it uses."""

from __future__ import annotations

import html
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refmath.evidence.routes import not_for_every_size
from refmath.evidence.verdict import AT_SHAPES, PROVED, TESTED
from refmath.report.tables import markdown_table
from refmath.symbolic.claims import Claim
from refmath.theorems.catalogue import STATEMENTS, rests_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from refmath.evidence.verdict import Strength

WIDTH, LINE, ARCS = 356, 19, 88
"""Of the picture: as wide as a phone's page leaves it, the height of a line, the room for arcs."""
FILE = "statements.svg"
"""What the picture's file is called, beside the page that shows it."""
COLOURS = {PROVED: "#1f83c4", AT_SHAPES: "#D55E00", TESTED: "#808080"}
"""By what a statement is shown for."""
_STYLE = (
    ".refmath-graph{color:#24292f;font:11px system-ui,sans-serif;max-width:100%;height:auto}"
    "@media(prefers-color-scheme:dark){.refmath-graph{color:#e6e6e6}}"
    ".refmath-graph text{fill:currentColor}.refmath-graph .page{font-weight:600}"
    ".refmath-graph path{fill:none;stroke:currentColor;stroke-opacity:.22}"
    ".refmath-graph .used{display:none}"
    ".refmath-graph a:hover text,.refmath-graph a:focus text{text-decoration:underline}"
    ".refmath-graph g:hover>.rests,.refmath-graph g:focus-within>.rests"
    "{stroke:#1f83c4;stroke-opacity:1;stroke-width:2}"
    ".refmath-graph g:hover>.used,.refmath-graph g:focus-within>.used"
    "{display:inline;stroke:#D55E00;stroke-opacity:1;stroke-width:2}"
)


@dataclass(frozen=True)
class Section:
    """A page, and the statements on it in the order in which they stand there.

    Args:
        title: the page's.
        address: of the page, without its ending, from the page that shows the graph.
        names: the statements'.
    """

    title: str
    address: str
    names: tuple[str, ...]


def drawn(sections: Sequence[Section]) -> str:
    """Draw the graph as SVG: where it is shown within a page, each statement is a link.

    Args:
        sections: the pages that state something, in reading order.
    """
    rows = _rows(sections)
    height = LINE * (len(rows) + 1 + sum(1 for s in sections if s.names))
    users, weaker = _users(rows), not_for_every_size()
    shown = [
        f'<text class="page" x="0" y="{at}">{html.escape(title)}</text>'
        for title, at in _headings(sections)
    ]
    shown += [
        _node(name, rows, users[name], section, weaker)
        for section in sections
        for name in section.names
    ]
    words = html.escape(alt(sections))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="refmath-graph" role="group" '
        f'aria-label="{words}" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}">\n'
        f"<style>{_STYLE}</style>\n" + "\n".join(shown) + "\n</svg>\n"
    )


def alt(sections: Sequence[Section]) -> str:
    """Say in words what the picture shows."""
    names = [name for section in sections for name in section.names]
    arcs = sum(need in names for name in names for need in rests_on(name))
    return (
        f"{len(names)} statements, a line each, in reading order; "
        f"{arcs} arcs, each from a statement to one that it uses"
    )


def _lines(sections: Sequence[Section]) -> Iterator[tuple[int, str | None, str]]:
    """Yield for each line the height of its foot, its statement if it has one, its page's title."""
    n = 0
    for section in sections:
        for name in (None, *section.names) if section.names else ():
            n += 1
            yield LINE * n, name, section.title


def _rows(sections: Sequence[Section]) -> dict[str, int]:
    return {name: at for at, name, _ in _lines(sections) if name is not None}


def _headings(sections: Sequence[Section]) -> list[tuple[str, int]]:
    return [(title, at) for at, name, title in _lines(sections) if name is None]


def _users(names: Iterable[str]) -> dict[str, list[str]]:
    users: dict[str, list[str]] = {name: [] for name in names}
    for name in users:
        for need in rests_on(name):
            if need in users:
                users[need].append(name)
    return users


def _node(
    name: str,
    rows: dict[str, int],
    users: Sequence[str],
    section: Section,
    weaker: Mapping[str, Strength],
) -> str:
    """Write a statement: a mark in the colour of its strength, its name, its arcs."""
    statement = next(s for s in STATEMENTS if s.name == name)
    at = rows[name]
    colour = COLOURS[weaker[name].shows if name in weaker else PROVED]
    arcs = [_arc("rests", at, rows[need]) for need in rests_on(name) if need in rows]
    arcs += [_arc("used", at, rows[user]) for user in users]
    size = 'width="7" height="7"'
    mark = (
        f'<rect x="{ARCS - 3.5}" y="{at - 8}" {size} fill="{colour}"/>'
        if isinstance(statement, Claim)
        else f'<circle cx="{ARCS}" cy="{at - 4.5}" r="3.7" fill="{colour}"/>'
    )
    return (
        f'<g>{"".join(arcs)}<a href="{section.address}.html#{name}">{mark}'
        f'<text x="{ARCS + 9}" y="{at}">{name}<title>{html.escape(statement.title)}</title></text>'
        "</a></g>"
    )


def _arc(kind: str, one: int, other: int) -> str:
    """Draw an arc to the left of the names, the wider the further apart its ends are."""
    out = (
        ARCS
        - 6
        - (ARCS - 4) * 4 / 3 * math.log1p(abs(one - other) / LINE) / math.log1p(len(STATEMENTS))
    )
    ends = (one - 4.5, other - 4.5)
    return (
        f'<path class="{kind}" d="M{ARCS - 6} {ends[0]}C{out:.1f} {ends[0]} {out:.1f} {ends[1]} '
        f'{ARCS - 6} {ends[1]}"/>'
    )


def render_graph(sections: Sequence[Section]) -> str:
    """Write the picture and the table of a page, ending in one newline.

    Args:
        sections: the pages that state something, in reading order.
    """
    address = {name: f"{s.address}.md#{name}" for s in sections for name in s.names}
    linked = {name: f"[{name}]({at})" for name, at in address.items()}
    users = _users(address)
    rows = [
        [
            linked[name],
            ", ".join(linked.get(need, need) for need in rests_on(name)),
            str(len(users[name]) or ""),
        ]
        for name in address
    ]
    table = markdown_table(["statement", "uses", "used by"], rows).rstrip("\n")
    return f"![{alt(sections)}]({FILE})\n\n{table}\n"
