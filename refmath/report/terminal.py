"""Verdicts for a terminal: a bar while they come in, a table at the end; plain text in a pipe."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from refmath.evidence.verdict import ROUTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from refmath.evidence.verdict import Check, Refutation, Verdict


class Marks(NamedTuple):
    """How a pass, a failure and a route that doesn't apply are written."""

    passed: str
    failed: str
    absent: str


def console(stream: TextIO, width: int | None = None) -> Console:
    """Open a stream for printing: colours on a terminal, nothing but text elsewhere."""
    # Neither markup nor emoji: "[1, 2]" and ":x:" in a counterexample are meant as they stand.
    return Console(
        file=stream,
        width=width,
        force_terminal=stream.isatty(),
        markup=False,
        emoji=False,
        highlight=False,
    )


def marks(encoding: str | None) -> Marks:
    """Choose marks that the encoding can write.

    >>> marks("ascii").passed
    'ok'
    """
    try:
        "✓✗–".encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return Marks("ok", "FAIL", "-")
    return Marks("✓", "✗", "–")


@contextmanager
def progress_bar(stream: TextIO, total: int) -> Iterator[Callable[[Verdict], None]]:
    """Show a bar while verdicts come in, if the stream is a terminal; yield what to tell each."""
    if not stream.isatty():
        yield lambda _: None
        return
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console(stream), transient=True) as bar:
        task = bar.add_task("verifying", total=total)

        def advance(verdict: Verdict) -> None:
            bar.update(task, advance=1, description=verdict.name)

        yield advance


def show(verdicts: Sequence[Verdict], out: Console, *, verbose: bool = False) -> None:
    """Print the table, what failed in full, and a last line that sums up.

    Args:
        verdicts: in reading order.
        out: where to, from `console`.
        verbose: whether to print every check's detail and every counterexample as well.
    """
    signs = marks(out.encoding)
    for chapter in dict.fromkeys(v.chapter for v in verdicts):
        out.print(Text(chapter, style="bold"))
        out.print(_table([v for v in verdicts if v.chapter == chapter], signs))
        out.print()
    for verdict in verdicts:
        if verbose or not verdict.passed:
            _show_in_full(verdict, out, signs, verbose=verbose)
    out.print(_summary(verdicts))


def _table(verdicts: Sequence[Verdict], signs: Marks) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1), header_style="dim")
    table.add_column("", width=27, overflow="fold")
    for route in ROUTES:
        table.add_column(route.replace(" ", "\n"), width=8, justify="center")
    table.add_column("misses\nrefuted", width=7, justify="right", no_wrap=True)
    table.add_column("\ns", min_width=4, justify="right", no_wrap=True)
    for v in verdicts:
        refuted = sum(r.refuted for r in v.refutations)
        enough = refuted == len(v.refutations) and bool(v.refutations)
        table.add_row(
            Text(v.name, style="" if v.passed else "bold red"),
            *(_mark(v, route, signs) for route in ROUTES),
            Text(f"{refuted}/{len(v.refutations)}", style="green" if enough else "bold red"),
            f"{v.seconds:.1f}",
        )
    return table


def _mark(verdict: Verdict, route: str, signs: Marks) -> Text:
    found = [check.passed for check in verdict.checks if check.route == route]
    if not found:
        return Text(signs.absent, style="dim")
    return Text(signs.passed, "green") if all(found) else Text(signs.failed, "bold red")


def _show_in_full(verdict: Verdict, out: Console, signs: Marks, *, verbose: bool) -> None:
    state = "" if verdict.passed else " FAILED"
    _line(out, f"{verdict.name}: {verdict.title}{state}", "bold" if verdict.passed else "bold red")
    if not verdict.checks:
        _line(out, "  nothing was checked")
    if not verdict.refutations:
        _line(out, "  it has no near miss, so nothing shows that its checks can fail")
    for check in verdict.checks:
        if verbose or not check.passed:
            _show_check(check, out, signs)
    for near_miss in verdict.refutations:
        if verbose or not near_miss.refuted:
            _show_refutation(near_miss, out, signs)
    out.print()


def _show_check(check: Check, out: Console, signs: Marks) -> None:
    mark = signs.passed if check.passed else signs.failed
    _line(out, f"  {mark} {check.route}: " + check.detail.replace("\n", "\n      "))


def _show_refutation(near_miss: Refutation, out: Console, signs: Marks) -> None:
    mark = signs.passed if near_miss.refuted else signs.failed
    said = "refuted" if near_miss.refuted else "NOT refuted"
    _line(out, f"  {mark} near miss, {said}: {near_miss.name}")
    for text in (near_miss.statement, near_miss.tempting, near_miss.counterexample):
        if text:
            _line(out, "      " + text.replace("\n", "\n      "))


def _line(out: Console, text: str, style: str = "") -> None:
    out.print(Text(text, style=style), soft_wrap=True)  # a matrix must keep its rows


def _summary(verdicts: Sequence[Verdict]) -> Text:
    failed = [v.name for v in verdicts if not v.passed]
    if failed:
        return Text(f"{len(failed)} of {len(verdicts)} FAILED: {', '.join(failed)}", "bold red")
    refuted = sum(len(v.refutations) for v in verdicts)
    seconds = sum(v.seconds for v in verdicts)
    text = f"{len(verdicts)} verified, {refuted} near misses refuted ({seconds:.1f} s of work)"
    return Text(text, "bold green")
