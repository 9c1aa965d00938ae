"""Measure, print a table, and with `--write` put each room's into benchmarks/README.md.

`at_size`, which takes minutes and some 15 GB of disk, is measured only if it is named.

A terminal gets a table; a pipe or a file gets a row a line, its cells parted by tabs.
"""

from __future__ import annotations

import argparse
import os
import platform
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import track
from rich.table import Table

from benchmarks import (
    at_size,
    foreign,
    front_door,
    heads,
    models,
    sequences,
    skip_trigrams,
    symbols,
    tools,
)
from benchmarks.measure import Case, Result, Way, measured

ROOMS = {
    "front_door": front_door,
    "sequences": sequences,
    "models": models,
    "heads": heads,
    "tools": tools,
    "foreign": foreign,
    "skip_trigrams": skip_trigrams,
    "symbols": symbols,
    "at_size": at_size,
}
IF_NAMED = ("at_size",)
PAGE = Path(__file__).parent / "README.md"
HEAD = ("what", "size", "refmath", "beside it", "", "ratio")
END = "<!-- end -->\n"


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help=f"of {', '.join(ROOMS)}")
    parser.add_argument("--write", action="store_true", help="put the tables into README.md")
    chosen = parser.parse_args(argv)
    unknown = [room for room in chosen.rooms if room not in ROOMS]
    if unknown:
        parser.error(f"ROOM: expected one of {', '.join(ROOMS)}; got {unknown[0]!r}")
    waiting, out = Console(stderr=True), Console()
    for room in chosen.rooms or [room for room in ROOMS if room not in IF_NAMED]:
        cases: list[Case] = ROOMS[room].cases()
        bar = track(cases, f"measuring {room}", console=waiting, disable=not waiting.is_terminal)
        results = [measured(case) for case in bar]
        _show(results, out)
        if chosen.write:
            _write(room, results)


def _show(results: list[Result], console: Console) -> None:
    """Print the results: a table to a terminal, to anything else plain rows, never wrapped."""
    if not console.is_terminal:
        for cells in (HEAD, *map(_cells, results)):
            console.file.write("\t".join(cells) + "\n")
        return
    table = Table(*HEAD)
    for result in results:
        table.add_row(*map(escape, _cells(result)))
    console.print(table)


def _cells(result: Result) -> tuple[str, ...]:
    case, ratio = result.case, f"{result.ratio:.2g}×"
    why = f" ({case.why_not_same})" if case.why_not_same else ""
    return (
        case.name,
        case.size,
        _way(result.ours),
        f"{case.other_is}{why}",
        _way(result.other),
        ratio,
    )


def _way(way: Way) -> str:
    return f"{_time(way.seconds)}, {_memory(way.peak)}"


def _time(seconds: float) -> str:
    for unit, factor in (("s", 1.0), ("ms", 1e3), ("µs", 1e6)):
        if seconds * factor >= 1:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"


def _memory(size: int) -> str:
    return f"{size / 2**20:.2g} MB" if size < 2**30 else f"{size / 2**30:.2g} GB"


def _machine() -> str:
    names = ", ".join(f"{name} {version(name)}" for name in ("numpy", "sympy"))
    cores = f"{os.cpu_count()} cores ({platform.machine()})"
    return f"{cores}, Python {platform.python_version()}, {names}"


def _write(room: str, results: list[Result]) -> None:
    """Put a room's table between its markers: beside the page first, then in its place."""
    rows = "\n".join(f"| {' | '.join(_cells(result))} |" for result in results)
    head = f"| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}".replace("|  |", "| |")
    begin = f"<!-- measured {room} -->\n"
    before, rest = PAGE.read_text(encoding="utf-8").split(begin)
    _, after = rest.split(END, 1)
    new = f"{before}{begin}\n{_machine()}.\n\n{head}\n{rows}\n\n{END}{after}"
    beside = PAGE.with_suffix(".md.new")
    beside.write_text(new, encoding="utf-8")
    beside.replace(PAGE)


if __name__ == "__main__":
    main()
