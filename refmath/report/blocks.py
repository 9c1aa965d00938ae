"""Places on Markdown pages that are filled from what was computed; all else is left alone.

A page holds `<!-- KIND NAME -->` and an end, each alone on its line; what stands between them is
written here. Markers inside a fence are text.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refmath.whole_file import write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


@dataclass(frozen=True)
class Kind:
    """What places are kept for, and how they are marked.

    Args:
        name: the word before a place's own name.
        end: what stands in the marker that ends a place.

    Examples:
        >>> print(Kind("theorem", "end").place("trace"))
        <!-- theorem trace -->
        <!-- end -->
    """

    name: str
    end: str

    @property
    def begins(self) -> re.Pattern[str]:
        """What a place begins with; its name is the first group."""
        return re.compile(rf"<!--\s*{re.escape(self.name)}\s+(\S+)\s*-->")

    @property
    def ends(self) -> re.Pattern[str]:
        """What a place ends with."""
        return re.compile(rf"<!--\s*{re.escape(self.end)}\s*-->")

    def place(self, name: str) -> str:
        """Write a place with nothing in it yet."""
        return f"<!-- {self.name} {name} -->\n<!-- {self.end} -->"


@dataclass(frozen=True)
class Block:
    """A place on a page: the lines strictly between `begin` and `end`."""

    name: str
    begin: int
    end: int


@dataclass(frozen=True)
class Page:
    """A page, its places, and what is wrong with their markers.

    Args:
        path: the file.
        text: what it holds.
        blocks: its places.
        problems: a line each; a page that has any is left alone.
    """

    path: Path
    text: str
    blocks: tuple[Block, ...]
    problems: tuple[str, ...] = ()


def find_blocks(
    text: str, kind: Kind, known: Iterable[str]
) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    r"""Find the places of a page.

    Args:
        text: the page.
        kind: of the places.
        known: the names that a place may have.

    Returns:
        The places, and the problems, each a line that begins with its line number.

    Examples:
        >>> find_blocks("<!-- theorem a -->\n<!-- end -->\n", Kind("theorem", "end"), ["a"])
        ((Block(name='a', begin=0, end=1),), ())
    """
    names, blocks, problems = frozenset(known), list[Block](), list[str]()
    begun: tuple[str, int] | None = None
    for n, line in _outside_fences(text.split("\n")):
        begin = kind.begins.search(line)
        marker = begin or kind.ends.search(line)
        if marker is None:
            continue
        if line.strip() != marker[0]:
            problems.append(f"{n + 1}: a marker must stand alone on its line")
        elif begin:
            problems += _objections_to_begin(kind, begin[1], n, begun, names)
            begun = (begin[1], n)
        elif begun:
            blocks.append(Block(*begun, n))
            begun = None
        else:
            problems.append(f"{n + 1}: an end without a beginning")
    if begun:
        problems.append(f"{begun[1] + 1}: {_where(kind, begun)} is never ended")
    return tuple(blocks), tuple(problems)


def _outside_fences(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    fence = ""
    for n, line in enumerate(lines):
        opened = _FENCE.match(line)
        if fence:
            closes = opened and opened[1].startswith(fence) and line.strip() == opened[1]
            fence = "" if closes else fence
        elif opened:
            fence = opened[1]
        else:
            yield n, line


def _objections_to_begin(
    kind: Kind, name: str, n: int, begun: tuple[str, int] | None, names: frozenset[str]
) -> Iterator[str]:
    if begun:
        yield f"{n + 1}: {kind.name} {name} begins inside {_where(kind, begun)}"
    if name not in names:
        yield f"{n + 1}: no {kind.name} is named {name!r}"


def _where(kind: Kind, begun: tuple[str, int]) -> str:
    return f"{kind.name} {begun[0]} (line {begun[1] + 1})"


def page_of(path: Path, text: str, kind: Kind, known: Iterable[str]) -> Page:
    """Find the places of a page whose text is known.

    Args:
        path: where the page is, or will be.
        text: what it holds.
        kind: of the places.
        known: the names that a place may have.
    """
    blocks, problems = find_blocks(text, kind, known)
    return Page(path, text, blocks, tuple(f"{path}:{problem}" for problem in problems))


def read_page(path: Path, kind: Kind, known: Iterable[str]) -> Page:
    """Read a page and find its places; one that is not UTF-8 has a problem and no places.

    Args:
        path: the file.
        kind: of the places.
        known: the names that a place may have.

    Raises:
        OSError: if the file can't be read.
    """
    try:
        text = path.read_bytes().decode("utf-8")  # bytes, so that "\r\n" stays what it is
    except UnicodeDecodeError as error:
        return Page(path, "", (), (f"{path}: is not UTF-8: {error}",))
    return page_of(path, text, kind, known)


def misplaced(kind: Kind, names: Iterable[str], pages: Sequence[Page]) -> tuple[str, ...]:
    """Name what doesn't have one place and no more, on all pages together.

    Args:
        kind: of the places.
        names: each is to have a place.
        pages: where to look.
    """
    places: dict[str, list[str]] = {name: [] for name in names}
    for page in pages:
        for block in page.blocks:
            if block.name in places:
                places[block.name].append(f"{page.path}:{block.begin + 1}")
    return tuple(
        f"{kind.name} {name} is in {len(at)} places: {', '.join(at)}"
        if at
        else f"{kind.name} {name} is on no page"
        for name, at in places.items()
        if len(at) != 1
    )


def filled(page: Page, rendered: Mapping[str, str]) -> str:
    """Return a page's text with what belongs into its places; the others stay as they are.

    Args:
        page: whose places to fill.
        rendered: by a place's name, what it is to hold, ending in one newline.
    """
    lines = page.text.split("\n")
    for block in reversed(page.blocks):  # from the end: the earlier line numbers still hold
        if block.name in rendered:
            ending = "\r" if lines[block.begin].endswith("\r") else ""
            inside = ["", *rendered[block.name].split("\n")]
            lines[block.begin + 1 : block.end] = [line + ending for line in inside]
    return "\n".join(lines)


def put(
    path: Path, old: str, new: str, *, check: bool, on_write: Callable[[Path], None] | None = None
) -> tuple[str, ...]:
    """Write a page that has changed, or check that none has.

    Args:
        path: the page.
        old: what it holds; nothing, if it isn't there.
        new: what it is to hold.
        check: change nothing; a page that would change is a problem.
        on_write: is told the page, if it was changed.

    Returns:
        The problems: none, or one that shows what would change.

    Raises:
        OSError: if the page can't be written.
    """
    if new == old:
        return ()
    if check:
        return (f"{path} would change:\n{_short_diff(old, new)}",)
    write_atomically(path, new)
    if on_write:
        on_write(path)
    return ()


def _short_diff(old: str, new: str, most: int = 12) -> str:
    lines = list(
        difflib.unified_diff(
            old.splitlines(), new.splitlines(), "on the page", "as checked", lineterm="", n=1
        )
    )
    rest = [f"... and {len(lines) - most} more lines"] if len(lines) > most else []
    return "\n".join(f"    {line}" for line in [*lines[:most], *rest])
