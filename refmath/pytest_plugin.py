"""`pytest --refmath-adapter=MODULE:ADAPTER`: the fixed cases as tests of pytest's, one a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from refmath.conforming.answers.results import Conformance, Result


def pytest_addoption(parser: pytest.Parser) -> None:
    """Give pytest the two options."""
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


def pytest_collection_modifyitems(
    session: pytest.Session, config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Add a test for each case, if an adapter is given."""
    place, expected = config.getoption("--refmath-adapter"), config.getoption("--refmath-xfail")
    if place is None:
        return
    from refmath.conformance import adapter_at, check_adapter, read_expected_failures

    try:
        reasons = read_expected_failures(expected) if expected else {}
        found = check_adapter(adapter_at(place), expected_failures=reasons)
    except (ValueError, OSError) as error:
        raise pytest.UsageError(str(error)) from error
    items += [
        _Case.from_parent(session, name=result.case, result=result, found=found)
        for result in found.results
    ]


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
