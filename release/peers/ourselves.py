"""The reference itself, and NLTK's skip-grams: both through an adapter, like everybody."""

from __future__ import annotations

from refmath.conformance import check_cases, in_steps
from refmath.conforming.answers.made import Ourselves
from refmath.conforming.cases import cases
from release.peers.combined import combined
from release.peers.held import CASES, COMBINED, Held, Peer


def _ourselves() -> Held:
    yield CASES, check_cases(Ourselves(), cases())
    yield COMBINED, check_cases(Ourselves(), in_steps(combined()))


PEERS = (Peer("refmath, through the adapter", ("refmath",), _ourselves),)
