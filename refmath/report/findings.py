"""Findings as JSON, in Markdown pages between markers, and for a terminal.

A page holds `<!-- finding NAME -->` and `<!-- end of finding -->`, each alone on its line; what
stands between them is written here, and holds nothing that depends on the machine or the day.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich.table import Table as Grid
from rich.text import Text

from refmath.replication.finding import IN_PART, MEASURED, REPRODUCED, UNDECIDED, Finding
from refmath.report.blocks import Kind, Page, filled, misplaced, page_of, put, read_page
from refmath.report.record import version_of
from refmath.report.tables import for_markdown, markdown_table

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from rich.console import Console

    from refmath.replication.finding import Cell, Table

SCHEMA = "refmath-findings/1"
FINDING = Kind("finding", "end of finding")
_STYLES = {
    REPRODUCED: "bold green",
    IN_PART: "bold yellow",
    UNDECIDED: "bold yellow",
    MEASURED: "bold",
}


def findings_record(name: str, findings: Collection[Finding]) -> dict[str, Any]:
    """Gather a model's findings as JSON can hold them.

    Args:
        name: the model's.
        findings: its.

    Examples:
        >>> findings_record("mine", [])
        {'schema': 'refmath-findings/1', 'refmath': '0.1.0', 'model': 'mine', 'findings': []}
    """
    return {
        "schema": SCHEMA,
        "refmath": version_of("refmath"),
        "model": name,
        "findings": [
            {
                "name": finding.name,
                "title": finding.title,
                "verdict": finding.verdict,
                "paper": finding.paper,
                "source": finding.source,
                "ours": finding.ours,
                "conditions": [asdict(condition) for condition in finding.conditions],
                "tables": [asdict(table) for table in finding.tables],
                "made_by": list(finding.made_by),
            }
            for finding in findings
        ],
    }


def render_finding(finding: Finding, figures: Sequence[tuple[str, str]] = ()) -> str:
    """Write a finding as Markdown.

    Args:
        finding: what to write.
        figures: pairs of a figure's path, as seen from the page, and what it shows.

    Returns:
        The block, byte for byte the same wherever it is made, ending in one newline.
    """
    conditions = "\n".join(
        f"- {condition.answer.replace('does not hold', '**does not hold**')}: {condition.says}"
        for condition in finding.conditions
    )
    parts = [
        f"### {finding.title}",
        f"**{finding.verdict.capitalize()}.**",
        f"*The paper* ({finding.source}): {finding.paper}",
        f"*Here*: {finding.ours}",
        f"What would have to hold:\n\n{conditions}" if conditions else "",
        *(
            f"![{for_markdown(shows)}]({path})\n\n*{for_markdown(shows)}*"
            for path, shows in figures
        ),
        *(_markdown(table) for table in finding.tables),
        "Computed by " + ", ".join(f"`rm.{name}`" for name in finding.made_by) + ".",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def summary_table(findings: Collection[Finding]) -> str:
    """Write a table of all verdicts, in Markdown.

    Examples:
        >>> summary_table([Finding("copying", "Copying", "", "", "", ())]).splitlines()[-1]
        '| Copying | measured |'
    """
    return markdown_table(
        ["finding", ""], [[finding.title, finding.verdict] for finding in findings]
    )


def _markdown(table: Table) -> str:
    rows = ([for_markdown(shown(cell)) for cell in row] for row in table.rows)
    grid = markdown_table([for_markdown(column) for column in table.columns], rows)
    return f"{table.title}:\n\n{grid}".rstrip("\n")


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
    findings: Collection[Finding],
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
    blocks |= {
        finding.name: render_finding(finding, figures.get(finding.name, ())) for finding in findings
    }
    old = read_page(path, FINDING, blocks) if path.exists() else Page(path, "", ())
    is_new = not old.text and not old.problems
    page = page_of(path, _new_page(name, blocks), FINDING, blocks) if is_new else old
    problems = page.problems or misplaced(FINDING, blocks, [page])
    return problems or put(path, old.text, filled(page, blocks), check=check, on_write=on_write)


def _new_page(name: str, blocks: Iterable[str]) -> str:
    places = "\n\n".join(FINDING.place(block) for block in blocks)
    return f"# {name}\n\n{places}\n"


def show_findings(name: str, findings: Collection[Finding], out: Console) -> None:
    """Print a model's findings.

    Args:
        name: the model's.
        findings: its.
        out: where to, from `refmath.report.terminal.console`.
    """
    for finding in findings:
        _show_finding(finding, out)
    verdicts = ", ".join(f"{finding.title}: {finding.verdict}" for finding in findings)
    out.print(Text(f"{name}: {verdicts}", "bold"))


def _show_finding(finding: Finding, out: Console) -> None:
    style = _STYLES.get(finding.verdict, "bold red")
    out.print(Text.assemble((f"{finding.title}: ", "bold"), (finding.verdict, style)))
    out.print(Text(f"  paper: {finding.paper} ({finding.source})", "dim"))
    out.print(Text(f"  here:  {finding.ours}"))
    for condition in finding.conditions:
        answer = f"{condition.answer}:".ljust(15)
        out.print(Text(f"  {answer}{condition.says}", "" if condition.holds else "yellow"))
    for table in finding.tables:
        out.print(_grid(table))
    out.print()


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
