"""NLTK's skip-grams."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from nltk.util import skipgrams

from refmath.conformance import check_cases
from refmath.conforming.cases import cases
from release.peers.held import CASES, Held, Peer


class SkipGrams:
    """`nltk.util.skipgrams`: which n-grams, leaving out k elements at most in all."""

    def skip_grams(self, sequence: Sequence[str], n: int, k: int) -> Iterable[Any]:
        """List skip-grams."""
        return skipgrams(sequence, n, k)  # type: ignore[no-any-return]


def _skip_grams() -> Held:
    yield CASES, check_cases(SkipGrams(), cases())


PEERS = (Peer("NLTK, skipgrams", ("nltk",), _skip_grams),)
