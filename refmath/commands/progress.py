"""Progress bars on a terminal's standard error, and nothing elsewhere."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import TaskID

    Tell = Callable[[int, int | None], None]
    """Called with how much is done, and of how much in all, None where nobody knows."""


@contextmanager
def bars() -> Iterator[Callable[[str], Tell | None]]:
    """Yield what makes a bar of a name, shown once it is told something; None off a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(20),
        TaskProgressColumn(),
        TextColumn("{task.completed:,.0f}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:

        def bar(name: str) -> Tell:
            tasks: list[TaskID] = []

            def tell(done: int, in_all: int | None) -> None:
                if not tasks:
                    tasks.append(shown.add_task(name, total=in_all))
                shown.update(tasks[0], completed=done, total=in_all)

            return tell

        yield bar
