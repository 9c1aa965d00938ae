"""Verdicts for a terminal: a bar while they come in, a table at the end; plain text in a pipe."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Column
from rich.text import Text

from refmath.evidence.verdict import BY_ROUTE, PROVED, ROUTES, STRENGTHS
from refmath.kernel.record import ACCEPTED, CHANGED, kernel_record
from refmath.report.in_letters import in_letters
from refmath.theorems.catalogue import CHAPTERS, chapter_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from refmath.evidence.verdict import Check, Refutation, Verdict

PIPE_WIDTH = 100
"""The width where no terminal says one: what a pipe gets must not depend on who runs it."""

_NARROWEST_NAME = 12


class Marks(NamedTuple):
    """How a pass, a failure, a route that doesn't apply and an outdated record are written."""

    passed: str
    failed: str
    absent: str
    changed: str


def console(stream: TextIO, width: int | None = None) -> Console:
    """Open a stream for printing: colours on a terminal, nothing but text elsewhere."""
    # Neither markup nor emoji: "[1, 2]" and ":x:" in a counterexample are meant as they stand.
    is_terminal = stream.isatty()
    return Console(
        file=stream,
        width=width or (None if is_terminal else PIPE_WIDTH),
        force_terminal=is_terminal,
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
        return Marks("ok", "FAIL", "-", "?")
    return Marks("✓", "✗", "–", "?")


@contextmanager
def progress_bar(stream: TextIO, names: Sequence[str]) -> Iterator[Callable[[int, int], None]]:
    """Show a bar while verdicts come in, if the stream is a terminal; yield its progress.

    Args:
        stream: where to draw.
        names: what is verified, in the order in which the verdicts will come.
    """
    if not stream.isatty():
        yield lambda _done, _total: None
        return
    columns = (
        BarColumn(20),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        # Last, and never wrapped: a longer name moves nothing else and adds no line.
        TextColumn("{task.description}", markup=False, table_column=Column(no_wrap=True)),
    )
    shown = console(stream)
    with Progress(*columns, console=shown, transient=True, refresh_per_second=4) as bar:
        waited_for = (*names, "")
        task = bar.add_task(waited_for[0], total=len(names))

        def progress(done: int, total: int) -> None:
            bar.update(
                task, completed=done, total=total, description=waited_for[done], refresh=True
            )

        yield progress


def show(
    verdicts: Sequence[Verdict],
    out: Console,
    *,
    verbose: bool = False,
    reduced: str = "",
    increased: str = "",
    expected: str = "",
    kernel: Sequence[str] = (),
) -> bool:
    """Print the table, what failed in full, and a last line that sums up.

    Args:
        verdicts: in reading order.
        out: where to, from `console`.
        verbose: whether to print every check's detail and every counterexample as well.
        reduced: what was drawn less often than in full, for the last line; «» if nothing was.
        increased: what was drawn more often than in full, likewise.
        expected: the digest of the list that the verdicts were held against; «» if they weren't.
        kernel: what Rocq has accepted, in lines.

    Returns:
        Whether the last line says that all was verified.
    """
    signs = marks(out.encoding)
    if verdicts:
        out.print(Text(_legend(signs), style="dim"))
    for chapter, lines in _tables(verdicts, out, signs).items():
        _line(out, f"\n{chapter}", "bold")
        for line in lines:
            out.print(line, soft_wrap=True)
    out.print()
    for statement in (*kernel, *_weaker(verdicts)):
        _line(out, statement)
    for verdict in verdicts:
        if verbose or not verdict.passed:
            _show_in_full(verdict, out, signs, verbose=verbose)
    summary = _summary(verdicts)
    says_verified = "FAILED" not in summary.plain
    if expected:
        summary.append(f"; as expected by the list {expected}" if says_verified else "")
    summary.append(f"; quick: {reduced}" if reduced else "")
    out.print(summary.append(f"; deep: {increased}" if increased else ""), soft_wrap=True)
    return says_verified


MEANS = {
    "all shapes": "proved for every size: both sides have one normal form",
    "every index": "proved for every size: both sides are one sum, entry by entry",
    "every depth": "proved for every number of layers, by induction",
    "explicit entries": "at one shape: matrices of unknowns, multiplied out",
    "exact numbers": "drawn numbers, in exact rationals, compared with ==",
    "as printed": "the printed formula itself, evaluated in small instances",
    "floating point": "drawn models, equal up to a bound of all roundings",
}
"""What each column of the table says; one line each holds in 80 columns."""

KERNEL = ("", "Rocq")
"""What heads the column of the kernel that isn't ours."""


def _legend(signs: Marks) -> str:
    columns = {" ".join(filter(None, BY_ROUTE[name].heading)): MEANS[name] for name in ROUTES}
    columns[KERNEL[-1]] = "accepted as it is now, by Rocq's kernel, which isn't ours"
    columns["refuted"] = "near misses, false statements that look like it, that fell"
    columns["s"] = "seconds of work"
    width = max(map(len, columns))
    return "\n".join(
        [
            "Each line is a statement, each column a way to check it:",
            *(f"  {heading:<{width}}  {means}" for heading, means in columns.items()),
            f"{signs.passed} it holds   {signs.failed} it FAILED   {signs.absent} does not apply   "
            f"({signs.passed}) not needed for it",
            f"{signs.changed} {CHANGED}: python -m refmath.kernel --record renews it",
        ]
    )


def show_next(out: Console, program: str, *, verified: bool) -> None:
    """Say what one may do next, to who sits at a terminal.

    Args:
        out: where to, from `console`; a pipe gets nothing.
        program: how the command was typed.
        verified: whether all was.
    """
    if not out.is_terminal:
        return
    steps = _AFTER_SUCCESS if verified else _AFTER_FAILURE
    width = max(map(len, steps))
    _line(out, "\nNext:")
    for arguments, purpose in steps.items():
        _line(out, f"  {program} {arguments:<{width}}  {purpose}")


_AFTER_SUCCESS = {
    "derive one_layer": "a proof, line by line",
    "verify --only one_layer --verbose": "its counterexamples",
    "theorems": "all statements by name",
}
_AFTER_FAILURE = {"verify --only NAME --verbose": "all that was tried"}


@dataclass(frozen=True)
class _Columns:
    """How wide the columns are, in all chapters alike."""

    name: int
    marks: tuple[int, ...]
    refuted: int
    seconds: int

    def line(self, name: str, marks: Sequence[Text], refuted: Text, seconds: str) -> Text:
        centred = [_centred(mark, width) for mark, width in zip(marks, self.marks, strict=True)]
        refuted.pad_left(self.refuted - len(refuted))
        ends = (refuted, Text(seconds.rjust(self.seconds)))
        line = Text(" ").join([Text(name.ljust(self.name)), *centred, *ends])
        line.rstrip()
        return line


_HEADINGS = (*(route.heading for route in BY_ROUTE.values()), KERNEL)


def _columns(verdicts: Sequence[Verdict], out: Console) -> _Columns:
    marks_of = tuple(max(map(len, heading)) for heading in _HEADINGS)
    refuted = len("refuted")
    seconds = max((len(_seconds(verdict)) for verdict in verdicts), default=0)
    longest = max((len(verdict.name) for verdict in verdicts), default=0)
    for_name = out.width - sum(1 + width for width in (*marks_of, refuted, seconds))
    # A pipe has no edge at which a name would have to be broken.
    name = min(longest, max(for_name, _NARROWEST_NAME)) if out.is_terminal else longest
    return _Columns(name, marks_of, refuted, seconds)


def _tables(verdicts: Sequence[Verdict], out: Console, signs: Marks) -> dict[str, list[Text]]:
    """Lay out every chapter's lines; all chapters share their columns."""
    columns = _columns(verdicts, out)
    headings = _headings(columns)
    tables: dict[str, list[Text]] = {chapter: [] for chapter in CHAPTERS}
    for verdict in verdicts:
        lines = tables.setdefault(chapter_of(verdict.name) or verdict.chapter, [])
        lines.extend(_verdict_lines(verdict, columns, signs))
    return {chapter: [*headings, *lines] for chapter, lines in tables.items() if lines}


def _headings(columns: _Columns) -> tuple[Text, Text]:
    first = columns.line("", [Text(above) for above, _ in _HEADINGS], Text(""), "")
    second = columns.line("", [Text(below) for _, below in _HEADINGS], Text("refuted"), "s")
    for heading in (first, second):
        heading.stylize("dim")
    return first, second


def _verdict_lines(verdict: Verdict, columns: _Columns, signs: Marks) -> list[Text]:
    """Lay out a verdict, its name on several lines if it is too long for one."""
    refuted = sum(refutation.refuted for refutation in verdict.refutations)
    enough = refuted == len(verdict.refutations) and bool(verdict.refutations)
    *begun, name = _folded(verdict.name, columns.name)
    last = columns.line(
        name,
        [*(_mark(verdict, route, signs) for route in ROUTES), _kernel_mark(verdict, signs)],
        Text(f"{refuted}/{len(verdict.refutations)}", style="green" if enough else "bold red"),
        _seconds(verdict),
    )
    if not verdict.passed:
        last.stylize("bold red", 0, len(name))
    style = "" if verdict.passed else "bold red"
    return [*(Text(part, style) for part in begun), last]


def _seconds(verdict: Verdict) -> str:
    return f"{verdict.seconds:.1f}"


def _centred(cell: Text, width: int) -> Text:
    # What is left over goes to the left: a mark stands under the middle of «expl.», «exact».
    right = (width - len(cell)) // 2
    cell.pad_left(width - len(cell) - right)
    cell.pad_right(right)
    return cell


def _folded(name: str, width: int) -> list[str]:
    """Break a name into lines, after an underscore where there is one.

    >>> _folded("scores_of_the_second_layer", 16)
    ['scores_of_the_', 'second_layer']
    """
    lines = []
    while len(name) > width:
        cut = name.rfind("_", 0, width) + 1 or width
        lines.append(name[:cut])
        name = name[cut:]
    return [*lines, name]


def _mark(verdict: Verdict, route: str, signs: Marks) -> Text:
    checks = [check for check in verdict.checks if check.route == route]
    if not checks:
        return Text(signs.absent, style="dim")
    if not all(check.passed for check in checks):
        return Text(signs.failed, "bold red")
    is_beside = all(check.part == "beside" for check in checks)
    return Text(f"({signs.passed})" if is_beside else signs.passed, "green")


def _kernel_mark(verdict: Verdict, signs: Marks) -> Text:
    """Say whether Rocq has accepted what the verdict is of, as it is; the record fails nobody."""
    known = kernel_record(verdict.name, verdict.checksum)
    state = known["state"] if known else ""
    if state == ACCEPTED:
        return Text(signs.passed, "green")
    return Text(signs.changed, "yellow") if state == CHANGED else Text(signs.absent, "dim")


def _show_in_full(verdict: Verdict, out: Console, signs: Marks, *, verbose: bool) -> None:
    state = "" if verdict.passed else " FAILED"
    _line(out, f"{verdict.name}: {verdict.title}{state}", "bold" if verdict.passed else "bold red")
    for objection in verdict.objections:
        _line(out, f"  {signs.failed} {objection}")
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
    state = "refuted" if near_miss.refuted else "NOT refuted"
    _line(out, f"  {mark} near miss, {state}: {near_miss.name}")
    statement = near_miss.statement
    if signs.passed == "✓":  # an encoding without it has no ⊗ either
        statement = in_letters(statement)
    for text in (statement, near_miss.tempting, near_miss.counterexample):
        if text:
            _line(out, "      " + text.replace("\n", "\n      "))


def _line(out: Console, text: str, style: str = "") -> None:
    out.print(Text(text, style=style), soft_wrap=True)  # a matrix must keep its rows


def _weaker(verdicts: Sequence[Verdict]) -> list[str]:
    """Say of each statement that isn't proved for every size what it is shown for, and why."""
    shown = [(verdict.name, verdict.strength) for verdict in verdicts if verdict.strength]
    return [
        f"{name}: for {strength.shows} only, since {' and '.join(strength.since)}"
        for name, strength in shown
        if strength.shows != PROVED
    ]


def _by_strength(verdicts: Sequence[Verdict]) -> str:
    """Count the statements by what they are shown for: « (3 for every size, …)»."""
    shown = [verdict.strength.shows for verdict in verdicts if verdict.strength]
    counts = [f"{shown.count(s)} for {s}" for s in STRENGTHS if s in shown]
    return f" ({', '.join(counts)})" if counts else ""


def _summary(verdicts: Sequence[Verdict]) -> Text:
    failed = [v.name for v in verdicts if not v.passed]
    if failed:
        return Text(f"{len(failed)} of {len(verdicts)} FAILED: {', '.join(failed)}", "bold red")
    refuted = sum(len(v.refutations) for v in verdicts)
    seconds = sum(v.seconds for v in verdicts)
    text = (
        f"{len(verdicts)} verified{_by_strength(verdicts)}, "
        f"{refuted} near misses refuted ({seconds:.1f} s of work)"
    )
    return Text(text, "bold green")
