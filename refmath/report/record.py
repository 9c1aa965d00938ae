"""The JSON record of a verification.

The record's schema, `refmath-record/1` (keys are only ever added under this number):

    schema, refmath, python, numpy, sympy   strings: this schema's name, and the versions used
    expected                                the digest of the list that verdicts are held against
    passed                                  whether every verdict passed
    seconds                                 the sum of the verdicts' seconds
    effort                                  {name, …}: "full", "quick" or "deep", and how much
                                            was drawn: the fields of refmath.evidence.effort.Effort
    verdicts                                a list, in reading order, of
        name, title, chapter                strings
        passed, seconds                     of this verdict
        strength                            {shows, since}: "every size", "the shapes named" or
                                            "what was drawn or listed", and, where it isn't the
                                            first, why; null for what is no statement
        checksum                            of all that the statement says
        objections                          strings: in what it isn't what was asked for
        kernel                              {rocq, mathcomp, accepted, state, near_misses}: whether
                                            Rocq's kernel has accepted the statement as it was
                                            checked, and which near misses' disproofs, by their
                                            lemmas; null for what is no statement
        checks                              a list of {route, passed, detail, seconds, part,
                                            cases, tried_on}; part is "essential", or "beside" what
                                            is the proof; cases says how many were tried; tried_on
                                            of what: sizes, draws, seeds, the worst error
        refutations                         a list of {name, statement, tempting, refuted,
                                            counterexample, seconds}; statement is LaTeX
"""

from __future__ import annotations

import json
import platform
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from refmath import __version__
from refmath.evidence.effort import FULL
from refmath.evidence.expected import digest
from refmath.kernel.record import kernel_record
from refmath.theorems.catalogue import chapter_of
from refmath.whole_file import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable

    from refmath.evidence.effort import Effort
    from refmath.evidence.verdict import Verdict

SCHEMA = "refmath-record/1"


def record(verdicts: Iterable[Verdict], effort: Effort = FULL) -> dict[str, Any]:
    """Gather verdicts and the versions they came from, as the JSON schema above has them.

    >>> record([])["schema"]
    'refmath-record/1'
    """
    gathered = tuple(verdicts)
    return {
        "schema": SCHEMA,
        "refmath": version_of("refmath"),
        "python": platform.python_version(),
        "numpy": version_of("numpy"),
        "sympy": version_of("sympy"),
        "expected": digest(),
        "passed": bool(gathered) and all(v.passed for v in gathered),
        "seconds": sum(v.seconds for v in gathered),
        "effort": asdict(effort),
        "verdicts": [
            {
                **asdict(v),
                "chapter": chapter_of(v.name) or v.chapter,
                "passed": v.passed,
                "seconds": v.seconds,
                "kernel": kernel_record(v.name, v.checksum),
            }
            for v in gathered
        ],
    }


def version_of(distribution: str) -> str:
    """Name the version of a distribution, or "unknown"; refmath's own is that of these files."""
    if distribution == "refmath":
        return __version__  # what was installed with an editable tree may be older than the tree
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "unknown"


def write_record(path: Path, verdicts: Iterable[Verdict], effort: Effort = FULL) -> None:
    """Write the record of these verdicts as JSON.

    Raises:
        OSError: if the file can't be written; an older file then stays as it was.
        ValueError: if a number is not finite, which JSON has no word for.
    """
    text = json.dumps(record(verdicts, effort), indent=2, ensure_ascii=False, allow_nan=False)
    write_atomically(path, text + "\n")
