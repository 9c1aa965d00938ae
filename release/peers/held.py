"""What comes of holding a peer against the cases, as the record has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from refmath.conforming.answers.results import NOT_OFFERED, Conformance

Held = Iterator[tuple[str, Conformance]]
"""By what a peer was held on («the cases», or a model's name): what came of it."""

CASES, COMBINED = "the fixed cases", "parts together"


@dataclass(frozen=True)
class Peer:
    """An implementation, and how it is held against the reference.

    Attributes:
        name: what is run, in a few words, unlike any other peer's.
        packages: the distributions whose versions count.
        hold: holds it against the cases, or against the reference with its own models' weights.
    """

    name: str
    packages: tuple[str, ...]
    hold: Callable[[], Held]


def entry_of(peer: Peer) -> dict[str, Any]:
    """Hold a peer, and return its part of the record."""
    counts: dict[str, Counter[str]] = {}
    wrong: list[dict[str, Any]] = []
    on = []
    for held_on, found in peer.hold():
        on.append(held_on)
        for result in found.results:
            quantity = result.case.partition("[")[0]
            if result.status != NOT_OFFERED:
                counts.setdefault(quantity, Counter())[result.status] += 1
        wrong += [
            {
                "on": held_on,
                "quantity": quantity,
                "setting": setting,
                "says": result.says,
                "mistakes": list(result.mistakes),
            }
            for result in found.results
            if result.status == "failed"
            for quantity, _, setting in [result.case.removesuffix("]").partition("[")]
        ]
    return {
        "peer": peer.name,
        "versions": {name: version(name).partition("+")[0] for name in peer.packages},
        "on": on,
        "counts": {quantity: dict(counts[quantity]) for quantity in counts},
        "wrong": wrong,
    }
