"""A model's skip-trigrams beside a text's: which occur, how often, and which frequent ones lack."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from refmath.arguments import refused, whole_number
from refmath.numeric.arrays.libraries import Matrix, whole_numbers
from refmath.numeric.model.arguments import check_outputs_are_tokens, check_vocabulary
from refmath.numeric.skip_trigrams.as_read import check_readable
from refmath.numeric.skip_trigrams.readings import (
    REFERENCE_CONTEXT,
    SkipTrigram,
    skip_trigram_strengths,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refmath.numeric.model.transformer import Transformer

BLOCK = 1024
"""How many skip-trigrams of a text are held against the model at a time."""


class CountColumns(Protocol):
    """What is needed of a table of counts: four integer columns of one length, a triple once.

    Examples:
        >>> from types import SimpleNamespace
        >>> text: CountColumns = SimpleNamespace(
        ...     source=[0], destination=[1], output=[2], count=[3])
    """

    @property
    def source(self) -> Any:
        """The sources."""

    @property
    def destination(self) -> Any:
        """The destinations."""

    @property
    def output(self) -> Any:
        """The outputs."""

    @property
    def count(self) -> Any:
        """How often each occurs."""


@dataclass(frozen=True, repr=False)
class TextMatch:
    """One skip-trigram in a text.

    Args:
        tokens: source, destination, output.
        count: how often it occurs; 0 if it doesn't.
        probability: of the output, given source and destination; None where they never occur.
        information: how much likelier, in nats, the source makes the output than the destination
            alone does; −inf where the output never follows; None where nothing is known.
        skip_trigram: the model's, where one is matched.

    Examples:
        >>> TextMatch((0, 1, 2), 3, 0.75, 0.25).count
        3
    """

    tokens: tuple[int, int, int]
    count: int
    probability: float | None
    information: float | None
    skip_trigram: SkipTrigram | None = None

    def __repr__(self) -> str:
        match = self.skip_trigram
        head = "" if match is None else f", head {match.layer}.{match.head}: {match.strength:.3f}"
        return (
            f"TextMatch({self.tokens}, count={self.count}, probability={self.probability},"
            f" information={self.information}{head})"
        )


def match_skip_trigrams(
    skip_trigrams: Iterable[SkipTrigram], counts: CountColumns
) -> tuple[TextMatch, ...]:
    r"""Return which of a model's skip-trigrams a text has, and how much they say there.

    With $n$ the counts, and a dot where they are added up: $p = n_{abc} / n_{ab\cdot}$, and the
    pointwise mutual information of source and output, given the destination, is
    $\log \frac{n_{abc} / n_{ab\cdot}}{n_{\cdot bc} / n_{\cdot b\cdot}}$: what the source adds to
    the bigram.

    Args:
        skip_trigrams: the model's, such as what `top_skip_trigrams` gives.
        counts: the text's: any object with integer arrays `source`, `destination`, `output` and
            `count` of one length, every triple at most once.

    Returns:
        A `TextMatch` for each skip-trigram, in order; those that the text lacks have count 0.

    Raises:
        ValueError: for skip-trigrams of what are no tokens, and for columns of counts that
            disagree, or repeat a triple.

    Source:
        Church and Hanks 1990, «Word Association Norms, Mutual Information, and Lexicography».

    Examples:
        >>> import refmath as rm
        >>> from types import SimpleNamespace
        >>> text = SimpleNamespace(source=[0, 0, 3], destination=[1, 1, 1], output=[2, 4, 4],
        ...                        count=[3, 1, 4])
        >>> model = [rm.SkipTrigram(0, 0, 0, 1, 2, 5.0, 1.0, 0.9)]
        >>> (match,) = rm.match_skip_trigrams(model, text)
        >>> match.count, match.probability, round(match.information, 6)  # log(3/4 / (3/8))
        (3, 0.75, 0.693147)
    """
    listed = _listed(skip_trigrams)
    text = TextCounts(counts)
    triples = np.array([_tokens_of(each) for each in listed], np.int64).reshape(-1, 3)
    return tuple(
        TextMatch(*found, skip_trigram=each)
        for found, each in zip(text.matches(triples), listed, strict=True)
    )


def lacking_skip_trigrams(
    model: Transformer,
    counts: CountColumns,
    *,
    most: int = 10,
    n_ctx: int = REFERENCE_CONTEXT,
) -> tuple[TextMatch, ...]:
    r"""Return the most frequent skip-trigrams of a text that the model's heads do not raise.

    A skip-trigram of the text is *lacking* where the source makes the output likelier than the
    destination alone does (information above 0), and yet the strengths of all heads, as
    `skip_trigram_strengths` has them, add up to 0 or less: together they don't raise the output
    above the mean logit in the reference context. (What the direct path raises is the bigram's, and
    is not counted.)

    Args:
        model: the transformer, of any array library.
        counts: the text's, as for `match_skip_trigrams`, in the model's tokens.
        most: how many, at least 1; fewer come back where fewer are lacking.
        n_ctx: how many tokens share the attention in the strengths, at least 2.

    Returns:
        The `TextMatch`es, the most frequent first; equally frequent ones by tokens.

    Raises:
        ValueError: for a model that `check_readable` refuses, counts that disagree or name tokens
            outside the vocabulary, a model whose outputs are not its tokens, most below 1 or n_ctx
            below 2.

    Source:
        Elhage et al. 2021, «Interpretation as Skip-Trigrams».

    Examples:
        >>> import refmath as rm
        >>> from types import SimpleNamespace
        >>> model = rm.by_hand.one_skip_trigram(5, source=0, destination=1, output=2)
        >>> text = SimpleNamespace(source=[0, 3], destination=[1, 1], output=[2, 4], count=[3, 4])
        >>> [found.tokens for found in rm.lacking_skip_trigrams(model, text)]
        [(3, 1, 4)]
    """
    check_readable(model)
    check_outputs_are_tokens(model, "lacking_skip_trigrams")
    most, n_ctx = whole_number("most", most, least=1), whole_number("n_ctx", n_ctx, least=2)
    text = TextCounts(counts)
    check_vocabulary("counts", text.triples, model.d_vocab)
    informed = text.informed()
    order = informed[np.argsort(-text.count[informed], kind="stable")]
    found: list[int] = []
    for start in range(0, len(order), BLOCK):
        block = order[start : start + BLOCK]
        strengths = skip_trigram_strengths(model, text.triples[block], n_ctx=n_ctx)
        found += block[strengths.sum(axis=1) <= 0].tolist()
        if len(found) >= most:
            break
    return tuple(TextMatch(*match) for match in text.matches(text.triples[found[:most]]))


class TextCounts:
    """A text's counts, sorted, with the sums that probabilities are made of."""

    def __init__(self, counts: CountColumns) -> None:
        columns = [_column(counts, name) for name in ("source", "destination", "output", "count")]
        if len({len(column) for column in columns}) != 1:
            lengths = ", ".join(str(len(column)) for column in columns)
            raise ValueError(f"counts: expected columns of one length, got {lengths}")
        order = np.lexsort(columns[2::-1])
        self.triples = np.stack([column[order] for column in columns[:3]], axis=1)
        self.count = columns[3][order]
        if (np.diff(self.triples, axis=0) == 0).all(axis=1).any():
            raise ValueError("counts: expected every triple once, got one that is repeated")
        self._of_pair = _summed(self.triples[:, :2], self.count)
        self._of_bigram = _summed(self.triples[:, 1:], self.count)
        self._of_destination = _summed(self.triples[:, 1:2], self.count)

    def matches(
        self, triples: Matrix
    ) -> Iterator[tuple[tuple[int, int, int], int, float | None, float | None]]:
        """Look triples up: tokens, count, probability, information."""
        columns = (
            _looked_up((self.triples, self.count), triples),
            _looked_up(self._of_pair, triples[:, :2]),
            _looked_up(self._of_bigram, triples[:, 1:]),
            _looked_up(self._of_destination, triples[:, 1:2]),
        )
        for tokens, n, pair, bigram, whole in zip(
            triples.tolist(), *(column.tolist() for column in columns), strict=True
        ):
            information = None
            if pair and bigram:
                # Products of whole numbers: where they are equal, the information is 0 exactly.
                information = float(np.log(n * whole / (pair * bigram))) if n else -np.inf
            source, destination, output = tokens
            yield (source, destination, output), n, n / pair if pair else None, information

    def informed(self) -> Matrix:
        """List the triples whose source makes the output likelier: information above 0."""
        t = self.triples
        pair, bigram, whole = (
            _looked_up(self._of_pair, t[:, :2]),
            _looked_up(self._of_bigram, t[:, 1:]),
            _looked_up(self._of_destination, t[:, 1:2]),
        )
        dtype: Any = np.int64 if int(self.count.sum()) ** 2 < 2**63 else object
        likelier = self.count.astype(dtype) * whole > pair.astype(dtype) * bigram
        return np.flatnonzero(likelier & (self.count > 0))


def _listed(skip_trigrams: Any) -> tuple[SkipTrigram, ...]:
    listed = tuple(skip_trigrams) if isinstance(skip_trigrams, Iterable) else (skip_trigrams,)
    for item in listed:
        if not isinstance(item, SkipTrigram):
            raise refused("skip_trigrams", "SkipTrigrams, one after another", item)
    return listed


def _tokens_of(skip_trigram: SkipTrigram) -> list[int]:
    """Return the three tokens; NumPy would cut a float off, and read digits, to make them one."""
    expected = "SkipTrigrams of tokens, integers from 0 to 2^63 - 1"
    return [
        whole_number("skip_trigrams", token, below=1 << 63, expected=expected)
        for token in skip_trigram.tokens
    ]


def _column(counts: Any, name: str) -> Matrix:
    if not hasattr(counts, name):
        raise ValueError(f"counts: expected an attribute {name!r}, got {type(counts).__name__}")
    column = whole_numbers(f"counts.{name}", getattr(counts, name))
    if column.ndim != 1:
        raise ValueError(f"counts.{name}: expected shape (n,), got {column.shape}")
    if column.size and column.min() < 0:
        raise ValueError(f"counts.{name}: expected 0 or more, got {column.min()}")
    return column


def _summed(keys: Matrix, counts: Matrix) -> tuple[Matrix, Matrix]:
    """Add the counts of equal keys up: distinct keys, sorted, and their sums."""
    if not len(keys):
        return keys, counts
    order = np.lexsort(keys.T[::-1])
    keys, counts = keys[order], counts[order]
    new = np.append(True, (np.diff(keys, axis=0) != 0).any(axis=1))
    return keys[new], np.add.reduceat(counts, np.flatnonzero(new))


def _looked_up(table: tuple[Matrix, Matrix], wanted: Matrix) -> Matrix:
    """Return the numbers of sorted distinct keys; 0 for those that aren't there."""
    keys, numbers = table
    if not len(keys) or not len(wanted):
        return np.zeros(len(wanted), np.int64)
    order, joined = _joined(keys, wanted)
    at = np.minimum(np.searchsorted(order, joined), len(keys) - 1)
    return np.where(order[at] == joined, numbers[at], 0)


def _joined(keys: Matrix, wanted: Matrix) -> tuple[Matrix, Matrix]:
    """Make one number of each key, in their order; Python's, where 64 bits don't hold them."""
    base = int(max(keys.max(), wanted.max())) + 1
    width = keys.shape[1]
    dtype: Any = np.int64 if base**width < 2**63 else object

    def number(part: Matrix) -> Matrix:
        digits = [part[:, i].astype(dtype) * base**p for i, p in enumerate(reversed(range(width)))]
        return np.asarray(sum(digits))

    return number(keys), number(wanted)
