"""The record of what Rocq has accepted: which statements, as they were then, by which versions.

`accepted.json`, beside this file, is written by `python -m refmath.kernel --record` where every
statement is closed. A statement that has changed since then is no longer accepted by it. It keeps
a digest of the files that were compiled: a test holds those in the checkout to it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from refmath.evidence.checksum import checksum
from refmath.kernel.claims import BY_CLAIM, NOT_YET
from refmath.kernel.export import lemma_of, module_of
from refmath.symbolic.claims import Claim
from refmath.symbolic.derivation import Theorem
from refmath.theorems.catalogue import STATEMENTS
from refmath.whole_file import write_atomically

RECORD = Path(__file__).with_name("accepted.json")

ACCEPTED = "accepted"
CHANGED = "not checked since it changed"
NOT_YET_ACCEPTED = "not accepted yet"


@cache
def recorded() -> Mapping[str, Any]:
    """Read the record: Rocq's and MathComp's versions, and a checksum for each statement."""
    return dict(json.loads(RECORD.read_text(encoding="utf-8")))


def left_out_of(statement: Theorem | Claim) -> str:
    """Say what of a statement isn't written for Rocq, or «» where all of it is."""
    if isinstance(statement, Theorem):
        return ""
    if statement.name in BY_CLAIM:
        return BY_CLAIM[statement.name].leaves_out
    return NOT_YET.get(statement.name, "no lemma says it yet")


def lemmas_of(statement: Theorem | Claim) -> tuple[str, ...]:
    """List a statement's lemmas, as `File.name`."""
    if isinstance(statement, Theorem):
        return (f"{module_of(statement)}.{lemma_of(statement)}",)
    return BY_CLAIM[statement.name].names if statement.name in BY_CLAIM else ()


def state_of(statement: Theorem | Claim, said: str | None = None) -> str:
    """Say whether Rocq has accepted a statement as it is now.

    Args:
        statement: of the catalogue.
        said: the checksum of the statement as it was checked; counted here, if not given.

    >>> by_name = {statement.name: statement for statement in STATEMENTS}
    >>> state_of(by_name["mixed_product"])
    'accepted'
    """
    left_out = left_out_of(statement)
    if left_out:
        whole = statement.name not in BY_CLAIM
        return f"{NOT_YET_ACCEPTED}: {left_out}" if whole else f"leaves out: {left_out}"
    accepted = recorded()["statements"].get(statement.name)
    if accepted is None:
        return NOT_YET_ACCEPTED
    now = checksum(statement) if said is None else said
    return ACCEPTED if accepted == now else CHANGED


def states() -> dict[str, str]:
    """Say of every statement of the catalogue whether Rocq has accepted it as it is now."""
    return {statement.name: state_of(statement) for statement in STATEMENTS}


def kernel_record(name: str, checksum: str) -> dict[str, Any] | None:
    """Return what Rocq's kernel has accepted of a statement; None for what is none.

    Args:
        name: the statement's.
        checksum: of the statement as it was checked; it may not be what was accepted.

    Examples:
        >>> kernel_record("mixed_product", "0" * 16)["state"]
        'not checked since it changed'
        >>> kernel_record("layered_equals_expanded", "") is None
        True
    """
    statement = next((one for one in STATEMENTS if one.name == name), None)
    if statement is None:
        return None
    known, state = recorded(), state_of(statement, checksum)
    lemmas = [lemma for lemma in known["near_misses"] if f".{name}__" in lemma]
    return {
        "rocq": known["rocq"],
        "mathcomp": known["mathcomp"],
        "accepted": state == ACCEPTED,
        "state": state,
        "near_misses": lemmas,
    }


def said_in_one_line() -> str:
    """Say of the whole catalogue how much Rocq has accepted: what the README says.

    >>> said_in_one_line().endswith("near misses are disproved there")
    True
    """
    known = states().values()
    accepted = sum(state == ACCEPTED for state in known)
    return (
        f"{accepted} of {len(known)} statements are accepted by Rocq's kernel without axioms; "
        f"{len(recorded()['near_misses'])} near misses are disproved there"
    )


def said_of(checksums: Mapping[str, str]) -> tuple[str, ...]:
    """Say in lines what Rocq has accepted of what is named, and why not of the others.

    Args:
        checksums: of the statements as they were checked, by their names.

    >>> said_of({"mixed_product": "0" * 16, "no statement": ""})[1]
    '  mixed_product: not checked since it changed'
    """
    known = {s.name: state_of(s, checksums[s.name]) for s in STATEMENTS if s.name in checksums}
    if not known:
        return ()
    accepted = sum(state == ACCEPTED for state in known.values())
    versions = f"{recorded()['rocq']}, MathComp {recorded()['mathcomp']}"
    first = f"{accepted} of {len(known)} statements are accepted by Rocq's kernel ({versions})"
    others = (f"  {name}: {state}" for name, state in known.items() if state != ACCEPTED)
    return (first, *others)


def write_record(
    versions: Mapping[str, str],
    proofs: str,
    closed: Collection[str],
    disproved: Collection[str],
    computed: Collection[str],
) -> None:
    """Write the record of a run: the statements all of whose lemmas were closed in it.

    Args:
        versions: Rocq's and MathComp's.
        proofs: the digest of the files that were compiled.
        closed: every lemma that was closed, as `File.name`.
        disproved: those of them that say that a near miss is false.
        computed: those that say what a theorem's side is at numbers.
    """
    accepted = {
        s.name: checksum(s)
        for s in STATEMENTS
        if not left_out_of(s) and set(lemmas_of(s)) <= set(closed)
    }
    record = {
        **versions,
        "proofs": proofs,
        "near_misses": sorted(disproved),
        "computed": sorted(computed),
        "statements": accepted,
    }
    write_atomically(RECORD, json.dumps(record, indent=1, ensure_ascii=False) + "\n")
