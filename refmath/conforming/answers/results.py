"""What came of holding an implementation against the cases: for people, for programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import quoteattr

from refmath.arguments import near_names

SCHEMA = "refmath-conformance/1"

PASSED = "passed"
ACCEPTABLE = "passed, up to what is free"
FAILED = "failed"
NOT_OFFERED = "not offered"
EXPECTED = "fails, as expected"
UNEXPECTED = "passed, though expected to fail"
NOTHING_OFFERED = (
    "nothing was offered: each function is missing, raises NotImplementedError, or knows none of "
    "the models that it was asked about"
)
STATUSES = (PASSED, ACCEPTABLE, FAILED, NOT_OFFERED, EXPECTED, UNEXPECTED)


@dataclass(frozen=True)
class Result:
    """What came of one case.

    Attributes:
        case: its name: «pattern[two layers]».
        status: one of `STATUSES`.
        says: what is wrong, in one line; "" if nothing is.
        mistakes: the names of the mistakes that explain it.
    """

    case: str
    status: str
    says: str = ""
    mistakes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Diagnosis:
    """Which mistake an implementation makes first, and how to see it.

    Attributes:
        quantity: the first that is wrong, in the order in which one is the cause of the next.
        case: the case that shows it.
        says: what is wrong, in a sentence.
        mistakes: the names of the mistakes that explain it; none if it equals none.
        theorems: those that it contradicts, with their place in the docs.
        difference: between the answer and the mistakes' own; None if it equals none.
        from_ours: between the answer and ours.
        code: the smallest model that was found, as a program that prints our answer.
        answer: what the implementation answers there.
    """

    quantity: str
    case: str
    says: str
    mistakes: tuple[str, ...]
    theorems: tuple[str, ...]
    difference: float | None
    from_ours: float | None
    code: str
    answer: str

    def __str__(self) -> str:
        lines = [self.says]
        lines += [f"  theorem: {theorem}" for theorem in self.theorems]
        if self.code:
            lines += ["  ours, on the smallest model that shows it:"]
            lines += [f"    {line}" for line in self.code.splitlines()]
            lines += ["  yours there:"]
            lines += [f"    {line}" for line in self.answer.splitlines()]
        return "\n".join(lines)


@dataclass(frozen=True)
class Conformance:
    """What came of all cases.

    Attributes:
        results: a result for each case.
        diagnoses: one for each quantity that is wrong, the first being the cause.
    """

    results: tuple[Result, ...]
    diagnoses: tuple[Diagnosis, ...]

    @property
    def offered(self) -> bool:
        """Whether anything was offered: of an adapter that answers nothing, nothing is known."""
        return any(result.status != NOT_OFFERED for result in self.results)

    @property
    def conforms(self) -> bool:
        """Whether something was offered, nothing failed that wasn't expected to, and all that was.

        What offers nothing doesn't conform.
        """
        failed = any(result.status in (FAILED, UNEXPECTED) for result in self.results)
        return self.offered and not failed

    def count(self, status: str) -> int:
        """Count the results of a status."""
        return sum(result.status == status for result in self.results)

    def __str__(self) -> str:
        counts = [f"{n} {status}" for status in STATUSES if (n := self.count(status))]
        lines = ["; ".join(counts)]
        lines += [] if self.offered else ["", NOTHING_OFFERED]
        if self.diagnoses:
            lines += ["", "The first that is wrong, and so the cause:", str(self.diagnoses[0])]
        if len(self.diagnoses) > 1:
            lines += ["", "Behind it, and perhaps because of it:"]
            lines += [f"- {diagnosis.says}" for diagnosis in self.diagnoses[1:]]
        lines += [
            f"{result.case}: {result.status}"
            for result in self.results
            if result.status == UNEXPECTED
        ]
        return "\n".join(lines)

    def record(self) -> dict[str, Any]:
        """Return it as JSON has it, with the name of its schema."""
        return {
            "schema": SCHEMA,
            "conforms": self.conforms,
            "offered": self.offered,
            "counts": {status: self.count(status) for status in STATUSES},
            "diagnoses": [
                {name: _plain(value) for name, value in vars(diagnosis).items()}
                for diagnosis in self.diagnoses
            ],
            "results": [
                {name: _plain(value) for name, value in vars(result).items()}
                for result in self.results
            ],
        }

    def junit(self) -> str:
        """Return it as JUnit has it: XML, a test case each."""
        skipped = (NOT_OFFERED, EXPECTED)
        lines = ['<?xml version="1.0" encoding="utf-8"?>']
        failed = self.count(FAILED) + self.count(UNEXPECTED) + (not self.offered)
        tests = len(self.results) + (not self.offered)
        lines.append(
            f'<testsuite name="refmath conformance" tests="{tests}" '
            f'failures="{failed}" skipped="{sum(map(self.count, skipped))}">'
        )
        for result in self.results:
            name, says = quoteattr(result.case), quoteattr(f"{result.status}: {result.says}")
            inner = ""
            if result.status in (FAILED, UNEXPECTED):
                inner = f"<failure message={says}/>"
            elif result.status in skipped:
                inner = f"<skipped message={says}/>"
            lines.append(f'  <testcase classname="conformance" name={name}>{inner}</testcase>')
        if not self.offered:
            failure = f"<failure message={quoteattr(NOTHING_OFFERED)}/>"
            lines.append(f'  <testcase classname="conformance" name="offered">{failure}</testcase>')
        return "\n".join([*lines, "</testsuite>", ""])


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return str(value) if value in (float("inf"), float("-inf")) else value


def expected_failures(text: str, cases: tuple[str, ...]) -> dict[str, str]:
    """Read which cases are expected to fail: a line each, «case: reason, with a link».

    Args:
        text: the lines; those that are empty or begin with # say nothing.
        cases: the names of all cases.

    Returns:
        The reasons, by case.

    Raises:
        ValueError: for a case that there is not, or twice, and a reason without a link.

    Examples:
        >>> expected_failures("a[b]: the mask is -1e5, https://x.org/7", ("a[b]",))
        {'a[b]': 'the mask is -1e5, https://x.org/7'}
    """
    reasons: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        case, _, reason = (part.strip() for part in line.partition(": "))
        where = f"line {number}"
        if case not in cases:
            near = near_names(case, cases)
            raise ValueError(f"{where}: expected the name of a case, got {case!r}{near}")
        if case in reasons:
            raise ValueError(f"{where}: expected each case once, got {case!r} again")
        if "://" not in reason:
            raise ValueError(f"{where}: expected a reason with a link, got {reason!r}")
        reasons[case] = reason
    return reasons
