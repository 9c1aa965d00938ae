"""Write the list of what a verification must bring: `python -m release.expected`.

It is run after a statement, a near miss or a number of cases has changed; the difference is what a
reader of the change has to agree with. Nothing is read of the old list: of two that a merge left in
conflict, this makes one.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import refmath
from refmath.evidence.agreements import AGREEMENTS
from refmath.evidence.expected import EFFORTS
from refmath.evidence.on_trained import TRAINED
from refmath.evidence.planted import Job
from refmath.evidence.verdict import Verdict
from refmath.evidence.verify import verdicts_of
from refmath.symbolic.claims import Claim
from refmath.symbolic.derivation import Theorem
from refmath.symbolic.latex import statement_latex
from refmath.theorems.catalogue import STATEMENTS
from refmath.whole_file import write_atomically

FILE = Path(refmath.__file__).parent / "evidence" / "expected.json"


def main() -> None:
    """Verify all with each effort, and write the list; what fails ends it."""
    every_job = (*STATEMENTS, *AGREEMENTS, *TRAINED)
    names, jobs = [job.name for job in every_job], os.cpu_count() or 1
    by_effort = [tuple(verdicts_of(names, jobs, effort)) for effort in EFFORTS]
    failed = [v.name for verdicts in by_effort for v in verdicts if not v.passed]
    if failed:
        sys.exit(f"nothing was written: refmath verify --only {failed[0]}")
    write_atomically(FILE, "".join(lines(every_job, list(zip(*by_effort, strict=True)))))


def lines(jobs: Sequence[Job], verdicts: Sequence[Sequence[Verdict]]) -> Iterator[str]:
    """Write the list, a line for each statement, sorted by name.

    Args:
        jobs: all statements.
        verdicts: of each statement, those with each of `EFFORTS`.
    """
    yield "["
    by_name = sorted(zip(jobs, verdicts, strict=True), key=lambda both: both[0].name)
    for n, (job, reached) in enumerate(by_name):
        line = json.dumps(expected_of(job, reached), ensure_ascii=False)
        yield f"{',' if n else ''}\n{line}"
    yield "\n]\n"


def expected_of(job: Job, reached: Sequence[Verdict]) -> dict[str, object]:
    """Gather what a verification of one statement must bring."""
    together = zip(*(verdict.checks for verdict in reached), strict=True)
    return {
        "name": job.name,
        "statement": statement_latex(job) if isinstance(job, Theorem | Claim) else job.title,
        "checksum": reached[0].checksum,
        "checks": [[checks[0].route, *(check.cases for check in checks)] for checks in together],
        "near_misses": [near_miss.name for near_miss in reached[0].refutations],
    }


if __name__ == "__main__":
    main()
