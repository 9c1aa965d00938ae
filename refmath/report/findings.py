"""Findings as JSON, in Markdown pages between markers, and for a terminal.

A page holds `<!-- finding NAME -->` and `<!-- end of finding -->`, each alone on its line; what
stands between them is written here, and holds nothing that depends on the machine or the day.
"""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich.table import Table as Grid
from rich.text import Text

from refmath.replication.finding import IN_PART, MEASURED, REPRODUCED, UNDECIDED, Finding
from refmath.report.record import version_of
from refmath.whole_file import write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from rich.console import Console

    from refmath.replication.finding import Cell, Table

SCHEMA = "refmath-findings/1"
_BEGIN = re.compile(r"<!-- finding (\S+) -->")
_END = "<!-- end of finding -->"
_MARKDOWN = frozenset("\\`*_{}[]()#+!|<>&$~")
_SAID = {True: "holds", False: "does not hold", None: "can't be told"}
_STYLES = {
    REPRODUCED: "bold green",
    IN_PART: "bold yellow",
    UNDECIDED: "bold yellow",
    MEASURED: "bold",
}


def findings_record(name: str, findings: Sequence[Finding]) -> dict[str, Any]:
    """Gather a model's findings as JSON can hold them.

    Args:
        name: the model's.
        findings: its.

    Examples:
        >>> record = findings_record("mine", [])
        >>> record["schema"], record["model"], record["findings"]
        ('refmath-findings/1', 'mine', [])
    """
    return {
        "schema": SCHEMA,
        "refmath": version_of("refmath"),
        "model": name,
        "findings": [
            {
                "name": found.name,
                "title": found.title,
                "verdict": found.verdict,
                "paper": found.paper,
                "source": found.source,
                "ours": found.ours,
                "conditions": [asdict(condition) for condition in found.conditions],
                "tables": [asdict(table) for table in found.tables],
                "made_by": list(found.made_by),
            }
            for found in findings
        ],
    }


def render_finding(found: Finding, figures: Sequence[tuple[str, str]] = ()) -> str:
    """Write a finding as Markdown.

    Args:
        found: what to write.
        figures: pairs of a figure's path, as seen from the page, and what it shows.

    Returns:
        The block, byte for byte the same wherever it is made, ending in one newline.
    """
    conditions = "\n".join(
        f"- {_SAID[c.holds].replace('does not hold', '**does not hold**')}: {c.says}"
        for c in found.conditions
    )
    parts = [
        f"### {found.title}",
        f"**{found.verdict.capitalize()}.**",
        f"*The paper* ({found.source}): {found.paper}",
        f"*Here*: {found.ours}",
        f"What would have to hold:\n\n{conditions}" if conditions else "",
        *(f"![{_plain(shows)}]({path})\n\n*{_plain(shows)}*" for path, shows in figures),
        *(_markdown(table) for table in found.tables),
        "Computed by " + ", ".join(f"`rm.{name}`" for name in found.made_by) + ".",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def summary_table(findings: Sequence[Finding]) -> str:
    """Write a table of all verdicts, in Markdown.

    Examples:
        >>> summary_table([Finding("copying", "Copying", "", "", "", ())]).splitlines()[-1]
        '| Copying | measured |'
    """
    rows = [f"| {found.title} | {found.verdict} |" for found in findings]
    return "\n".join(["| finding | |", "|---|---|", *rows]) + "\n"


def _markdown(table: Table) -> str:
    head = "| " + " | ".join(_plain(column) for column in table.columns) + " |"
    rule = "|" + "---|" * len(table.columns)
    rows = ["| " + " | ".join(_plain(shown(cell)) for cell in row) + " |" for row in table.rows]
    return "\n".join([f"{table.title}:", "", head, rule, *rows])


def _plain(text: str) -> str:
    return "".join(f"&#{ord(letter)};" if letter in _MARKDOWN else letter for letter in text)


def shown(cell: Cell) -> str:
    """Write a cell: three digits after the point, a comma between thousands.

    Examples:
        >>> shown(0.12345), shown(-0.0001), shown(14676), shown("a")
        ('0.123', '0.000', '14,676', 'a')
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, int):
        return f"{cell:,}"
    return f"{cell:.3f}".replace("-0.000", "0.000")


def write_finding_page(
    path: Path,
    name: str,
    findings: Sequence[Finding],
    figures: Mapping[str, Sequence[tuple[str, str]]],
    *,
    check: bool,
    on_write: Callable[[Path], None] | None = None,
) -> tuple[str, ...]:
    """Write each finding into its place on a page, or check that the page is up to date.

    A page that isn't there is made, with a place for each. The name "summary" is that of the table
    of all verdicts.

    Args:
        path: the page.
        name: the model's.
        findings: its.
        figures: of a finding's name, pairs of path and what is shown.
        check: change nothing; a page that would change is a problem.
        on_write: is told the page, if it was changed.

    Returns:
        The problems, none if all is well.

    Raises:
        OSError: if the page can't be read or written.
    """
    blocks = {"summary": summary_table(findings)}
    blocks |= {each.name: render_finding(each, figures.get(each.name, ())) for each in findings}
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    text = old or _new_page(name, blocks)
    places = _BEGIN.findall(text)
    problems = [f"{path}: no finding is named {place!r}" for place in places if place not in blocks]
    problems += [
        f"{path}: finding {block} has {places.count(block)} places, not one"
        for block in blocks
        if places.count(block) != 1
    ]
    problems += _unended(path, text)
    if problems:
        return tuple(problems)
    new = _filled(text, blocks)
    if new == old:
        return ()
    if check:
        return (f"{path} would change: refmath report {name} --pages {path.parent}",)
    write_atomically(path, new)
    if on_write:
        on_write(path)
    return ()


def _new_page(name: str, blocks: Mapping[str, str]) -> str:
    places = "\n\n".join(f"<!-- finding {block} -->\n{_END}" for block in blocks)
    return f"# {name}\n\n{places}\n"


def _unended(path: Path, text: str) -> list[str]:
    open_block, problems = "", []
    for n, line in enumerate(text.split("\n"), 1):
        begin = _BEGIN.fullmatch(line)
        if begin and open_block:
            problems.append(f"{path}:{n}: finding {begin[1]} begins inside {open_block}")
        elif line == _END and not open_block:
            problems.append(f"{path}:{n}: an end without a beginning")
        elif begin is None and line != _END and (_BEGIN.search(line) or _END in line):
            problems.append(f"{path}:{n}: a marker must stand alone on its line")
        open_block = begin[1] if begin else "" if line == _END else open_block
    return [*problems, *([f"{path}: finding {open_block} is never ended"] if open_block else [])]


def _filled(text: str, blocks: Mapping[str, str]) -> str:
    kept: list[str] = []
    inside = False
    for line in text.split("\n"):
        begin = _BEGIN.fullmatch(line)
        if line == _END:
            inside = False
        if not inside:
            kept.append(line)
        if begin:
            inside = True
            kept += ["", *blocks[begin[1]].split("\n")]
    return "\n".join(kept)


def show_findings(name: str, findings: Sequence[Finding], out: Console) -> None:
    """Print a model's findings.

    Args:
        name: the model's.
        findings: its.
        out: where to, from `refmath.report.terminal.console`.
    """
    for found in findings:
        style = _STYLES.get(found.verdict, "bold red")
        out.print(Text.assemble((f"{found.title}: ", "bold"), (found.verdict, style)))
        out.print(Text(f"  paper: {found.paper} ({found.source})", "dim"))
        out.print(Text(f"  here:  {found.ours}"))
        for condition in found.conditions:
            said = f"{_SAID[condition.holds]}:".ljust(15)
            out.print(Text(f"  {said}{condition.says}", "" if condition.holds else "yellow"))
        for table in found.tables:
            out.print(_grid(table))
        out.print()
    out.print(Text(f"{name}: " + ", ".join(f"{f.title}: {f.verdict}" for f in findings), "bold"))


def _grid(table: Table) -> Grid:
    grid = Grid(title=Text(table.title), title_justify="left", title_style="italic")
    numbers = [
        all(not isinstance(row[i], str) for row in table.rows) for i in range(len(table.columns))
    ]
    for column, right in zip(table.columns, numbers, strict=True):
        grid.add_column(column, justify="right" if right else "left", overflow="fold")
    for row in table.rows:
        grid.add_row(*(Text(shown(cell)) for cell in row))
    return grid
