"""The record of what Rocq has accepted: which statements, as they were then, by which versions.

`accepted.json`, beside this file, is written by `python -m refmath.kernel --record` where every
statement is closed. A statement that has changed since then is no longer accepted by it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from refmath.evidence.checksum import checksum
from refmath.kernel.claims import BY_CLAIM, NOT_YET
from refmath.kernel.export import lemma_of, module_of
from refmath.kernel.tactics import NOT_COMPILED
from refmath.symbolic.claims import Claim
from refmath.symbolic.derivation import Theorem
from refmath.theorems.catalogue import STATEMENTS
from refmath.whole_file import write_atomically

RECORD = Path(__file__).with_name("accepted.json")

ACCEPTED = "accepted"
CHANGED = "not checked since it changed"


@cache
def recorded() -> Mapping[str, Any]:
    """Read the record: Rocq's and MathComp's versions, and a checksum for each statement."""
    return dict(json.loads(RECORD.read_text(encoding="utf-8")))


def left_out_of(statement: Theorem | Claim) -> str:
    """Say what of a statement isn't written for Rocq, or «» where all of it is."""
    if isinstance(statement, Theorem):
        return NOT_COMPILED.get(statement.name, "")
    if statement.name in BY_CLAIM:
        return BY_CLAIM[statement.name].leaves_out
    return NOT_YET.get(statement.name, "no lemma says it yet")


def lemmas_of(statement: Theorem | Claim) -> tuple[str, ...]:
    """List a statement's lemmas, as `File.name`."""
    if isinstance(statement, Theorem):
        return (f"{module_of(statement)}.{lemma_of(statement)}",)
    return BY_CLAIM[statement.name].names if statement.name in BY_CLAIM else ()


def state_of(statement: Theorem | Claim) -> str:
    """Say whether Rocq has accepted a statement as it is now.

    >>> by_name = {statement.name: statement for statement in STATEMENTS}
    >>> state_of(by_name["mixed_product"])
    'accepted'
    """
    left_out = left_out_of(statement)
    if left_out:
        return f"leaves out: {left_out}"
    fits = recorded()["statements"].get(statement.name) == checksum(statement)
    return ACCEPTED if fits else CHANGED


def states() -> dict[str, str]:
    """Say of every statement of the catalogue whether Rocq has accepted it as it is now."""
    return {statement.name: state_of(statement) for statement in STATEMENTS}


def said_of(names: Iterable[str]) -> tuple[str, ...]:
    """Say in lines what Rocq has accepted of what is named, and what has changed since then.

    >>> said_of(["mixed_product", "no statement"])[0].startswith("kernel: 1 of 1 statements")
    True
    """
    asked = set(names)
    known = {name: state for name, state in states().items() if name in asked}
    if not known:
        return ()
    accepted = sum(state == ACCEPTED for state in known.values())
    versions = f"Rocq {recorded()['rocq']}, MathComp {recorded()['mathcomp']}"
    first = f"kernel: {accepted} of {len(known)} statements accepted as they are now ({versions})"
    others = (f"  {name}: {state}" for name, state in known.items() if state != ACCEPTED)
    return (first, *others)


def write_record(
    versions: Mapping[str, str], closed: Collection[str], disproved: Collection[str]
) -> None:
    """Write the record of a run: the statements all of whose lemmas were closed in it.

    Args:
        versions: Rocq's and MathComp's.
        closed: every lemma that was closed, as `File.name`.
        disproved: those of them that say that a near miss is false.
    """
    accepted = {
        s.name: checksum(s)
        for s in STATEMENTS
        if not left_out_of(s) and set(lemmas_of(s)) <= set(closed)
    }
    text = json.dumps({**versions, "near_misses": sorted(disproved), "statements": accepted},
                      indent=1, ensure_ascii=False)  # fmt: skip
    write_atomically(RECORD, text + "\n")
