"""Work done by several threads, its results in the order in which it was given.

NumPy lets go of the interpreter's lock where it sorts, gathers and adds up large arrays, so threads
use several processors there. What is waiting is bounded, and so is the memory that it takes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor, Future

T = TypeVar("T")

__all__ = ["InOrder", "ahead_of", "one_by_one"]


class InOrder(Protocol):
    """Does tasks, and yields their results in the tasks' order."""

    def __call__(self, tasks: Iterable[Callable[[], T]]) -> Iterator[T]:
        """Do each task once; some may be begun before their results are asked for."""
        ...


def one_by_one(tasks: Iterable[Callable[[], T]]) -> Iterator[T]:
    """Do each task here, when its result is asked for.

    >>> list(one_by_one([lambda: 1, lambda: 2]))
    [1, 2]
    """
    for task in tasks:
        yield task()


def ahead_of(executor: Executor, at_once: int) -> InOrder:
    """Return what does so many tasks at once, at most; results that nobody took yet among them.

    What is asked for no longer is not begun; if a task raises, so does the taking of its result.

    >>> from concurrent.futures import ThreadPoolExecutor
    >>> with ThreadPoolExecutor(2) as pool:
    ...     list(ahead_of(pool, 3)([lambda: 1, lambda: 2]))
    [1, 2]
    """

    def in_order(tasks: Iterable[Callable[[], T]]) -> Iterator[T]:
        waiting: deque[Future[T]] = deque()
        try:
            for task in tasks:
                waiting.append(executor.submit(task))
                if len(waiting) >= at_once:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()

    return in_order
