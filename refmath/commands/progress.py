"""Progress bars on a terminal's standard error, and nothing elsewhere."""

from __future__ import annotations

import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import TaskID

    Progress = Callable[[int, int | None], None]
    """Called with how much is done, and of how much in all, None where nobody knows."""


@contextmanager
def started(what: str) -> Iterator[None]:
    """Say on a terminal what is being done before there can be a bar, and wipe it out after."""
    shown = f"{what} ..." if sys.stderr.isatty() else ""
    _put(shown)
    try:
        yield
    finally:
        _put("\r" + " " * len(shown) + "\r" if shown else "")


def _put(text: str) -> None:
    with suppress(OSError):  # nobody can hear it
        sys.stderr.write(text)
        sys.stderr.flush()


@contextmanager
def bars() -> Iterator[Callable[[str], Progress | None]]:
    """Yield what makes a bar of a name, shown once it is told something; None off a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich import progress as drawn
    from rich.console import Console

    columns = (
        drawn.TextColumn("{task.description}"),
        drawn.BarColumn(20),
        drawn.TaskProgressColumn(),
        drawn.TextColumn("{task.completed:,.0f}"),
        drawn.TimeElapsedColumn(),
    )
    with drawn.Progress(*columns, console=Console(stderr=True), transient=True) as shown:

        def bar(name: str) -> Progress:
            tasks: list[TaskID] = []

            def progress(done: int, total: int | None) -> None:
                if not tasks:
                    tasks.append(shown.add_task(name, total=total))
                shown.update(tasks[0], completed=done, total=total)

            return progress

        yield bar
