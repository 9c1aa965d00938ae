"""`pytest --refmath-adapter=MODULE:ADAPTER`: the cases as tests of pytest's.

A test a fixed case; with `--refmath-drawn=N` a test a quantity, on N drawn models.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from refmath.conforming.answers.results import Conformance, Result


def pytest_addoption(parser: pytest.Parser) -> None:
    """Give pytest the options."""
    group = parser.getgroup("refmath")
    group.addoption(
        "--refmath-adapter",
        metavar="MODULE:ADAPTER",
        help="hold an implementation against refmath's cases, one test each",
    )
    group.addoption(
        "--refmath-xfail",
        metavar="FILE",
        help="which of refmath's cases are expected to fail: «case: reason, with a link»",
    )
    group.addoption(
        "--refmath-drawn",
        metavar="N",
        type=int,
        help="hold it, instead of the fixed cases, against N models that Hypothesis draws",
    )
    group.addoption(
        "--refmath-seed", metavar="N", type=int, default=0, help="of the drawing (default: 0)"
    )


def pytest_collection_modifyitems(
    session: pytest.Session, config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Add a test for each case, if an adapter is given."""
    if config.getoption("--refmath-adapter") is None:
        return
    from refmath.conforming.answers import results

    try:
        found = _held(config)
    except (ValueError, OSError, ImportError) as error:
        raise pytest.UsageError(str(error)) from error
    if not found.offered:
        raise pytest.UsageError(results.NOTHING_OFFERED)
    items += [
        _Case.from_parent(session, name=result.case, result=result, found=found)
        for result in found.results
    ]


def _held(config: pytest.Config) -> Conformance:
    from refmath.conformance import (
        adapter_at,
        check_adapter,
        check_drawn,
        read_expected_failures,
    )

    expected, drawn = config.getoption("--refmath-xfail"), config.getoption("--refmath-drawn")
    if drawn is None:
        reasons = read_expected_failures(expected) if expected else {}
        adapter = adapter_at(config.getoption("--refmath-adapter"))
        return check_adapter(adapter, expected_failures=reasons)
    if expected:
        raise ValueError("--refmath-xfail: expected none beside --refmath-drawn")
    adapter = adapter_at(config.getoption("--refmath-adapter"))
    return check_drawn(adapter, examples=drawn, seed=config.getoption("--refmath-seed"))


class _FailsError(Exception):
    """A case fails: the message says how."""


class _Case(pytest.Item):
    def __init__(self, *, result: Result, found: Conformance, **given: Any) -> None:
        super().__init__(**given)
        self.result, self.found = result, found

    def runtest(self) -> None:
        from refmath.conforming.answers import results

        if self.result.status == results.NOT_OFFERED:
            pytest.skip(self.result.status)
        if self.result.status == results.EXPECTED:
            pytest.xfail(self.result.says)
        if self.result.status == results.UNEXPECTED:
            raise _FailsError(f"{self.result.status}: {self.result.says}")
        if self.result.status == results.FAILED:
            quantity = self.result.case.partition("[")[0]
            said = [d for d in self.found.diagnoses if d.quantity == quantity]
            raise _FailsError("\n".join([self.result.says, *map(str, said)]))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, _FailsError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Any, int | None, str]:
        return "refmath", None, self.result.case
