"""How often a few bigrams and skip-trigrams occur in a long text, without a table of all of them.

What was looked up can be kept as a record, so that a page can be made again without the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.arguments import plain_array, refused, string, whole_number
from refmath.numeric.arrays.libraries import whole_numbers
from refmath.numeric.model.arguments import check_within

if TYPE_CHECKING:
    from collections.abc import Mapping

    from refmath.numeric.arrays.libraries import Matrix


@dataclass(frozen=True)
class Occurrences:
    """How often something occurs, and how often what comes before its last token does.

    Args:
        count: of the whole.
        of_context: of all but the last token, where a token follows.

    Examples:
        >>> Occurrences(3, 4).probability
        0.75
    """

    count: int
    of_context: int

    @property
    def probability(self) -> float:
        """Of the last token, given what comes before it; 0 if that never occurs."""
        return self.count / self.of_context if self.of_context else 0.0


class CountedText:
    r"""A text in which occurrences are looked up.

    [source] … [destination][output] is counted as `count_skip_trigrams` counts it: at positions
    i < j of one document with j − i − 1 ≤ max_step.

    Args:
        name: what the text is.
        documents: tokens; each document apart.
        max_step: the most tokens between source and destination.

    Examples:
        >>> text = CountedText("mine", [[3, 1, 2, 0, 1, 2]], 2)
        >>> text.bigram(1, 2), text.skip_trigram(3, 1, 2).count
        (Occurrences(count=2, of_context=2), 1)
    """

    def __init__(self, name: str, documents: Any, max_step: int) -> None:
        self.name, self.max_step = in_utf8("name", name), whole_number("max_step", max_step)
        self._known: dict[tuple[int, ...], Occurrences] = {}
        self._only_known = False
        if not isinstance(plain_array("documents", documents), Iterable):
            raise refused("documents", "tokens, each document apart", documents)
        arrays = [
            whole_numbers(f"documents[{i}]", document).reshape(-1)
            for i, document in enumerate(documents)
        ]
        self.n_tokens = sum(len(array) for array in arrays)
        self._tokens = np.concatenate(arrays) if arrays else np.zeros(0, np.int64)
        lengths = [len(array) for array in arrays]
        starts = np.cumsum([0, *lengths[:-1]]) if arrays else np.zeros(0, np.int64)
        self._begin = np.repeat(starts, lengths)
        ends = np.repeat(starts + np.array(lengths), lengths) if arrays else self._begin
        self._followed = np.arange(len(self._tokens)) < ends - 1

    def bigram(self, destination: int, output: int) -> Occurrences:
        """Count [destination][output]."""
        asked = {"destination": destination, "output": output}
        return self._known_or(tuple(whole_number(name, token) for name, token in asked.items()))

    def skip_trigram(self, source: int, destination: int, output: int) -> Occurrences:
        """Count [source] … [destination][output]."""
        asked = {"source": source, "destination": destination, "output": output}
        return self._known_or(tuple(whole_number(name, token) for name, token in asked.items()))

    def record(self) -> dict[str, Any]:
        """Return what was looked up, as JSON can hold it: `recorded_text` reads it."""
        known = sorted(self._known.items())
        rows = [[list(tokens), times.count, times.of_context] for tokens, times in known]
        return {
            "text": self.name,
            "tokens": self.n_tokens,
            "max_step": self.max_step,
            "counts": rows,
        }

    def _known_or(self, tokens: tuple[int, ...]) -> Occurrences:
        if tokens not in self._known:
            self._known[tokens] = self._counted(*tokens)
        return self._known[tokens]

    def _counted(self, *tokens: int) -> Occurrences:
        if self._only_known:
            raise ValueError(
                f"text: of {self.name}, {tokens} was never counted: the record is out of date;"
                " count that text again"
            )
        *source, destination, output = tokens
        at = np.flatnonzero((self._tokens == destination) & self._followed)
        weights = np.ones(len(at), np.int64)
        if source:
            sources = np.flatnonzero(self._tokens == source[0])
            first = np.maximum(self._begin[at], at - 1 - self.max_step)
            weights = np.searchsorted(sources, at) - np.searchsorted(sources, first)
        right = self._tokens[at + 1] == output
        return Occurrences(int(weights[right].sum()), int(weights.sum()))


def recorded_text(record: Mapping[str, Any]) -> CountedText:
    """Return the text of which only a record is left.

    Raises:
        ValueError: later, if asked for something that the record doesn't hold; now, for a record
            that is none, or counts what no text has, such as more than of the context.

    Examples:
        >>> text = CountedText("mine", [[3, 1, 2]], 2)
        >>> _ = text.bigram(1, 2)
        >>> recorded_text(text.record()).bigram(1, 2).count
        1
    """
    try:
        name, n_tokens, max_step, rows = (
            record[key] for key in ("text", "tokens", "max_step", "counts")
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"record: expected what `record` gives, got {error!r}") from error
    max_step = whole_number("record.max_step", max_step)
    text = CountedText(in_utf8("record.text", name), [], max_step)
    text._only_known = True
    text.n_tokens = whole_number("record.tokens", n_tokens)
    if not isinstance(rows, list):
        raise refused("record.counts", "a list of rows", rows)
    most = text.n_tokens * (max_step + 1)  # before each token are so many sources at most
    for n, row in enumerate(rows):
        tokens, occurrences = _of_row(f"record.counts[{n}]", row, most)
        if tokens in text._known:
            raise refused(f"record.counts[{n}]", "other tokens than in the rows before", row)
        text._known[tokens] = occurrences
    return text


def _of_row(name: str, row: Any, most: int) -> tuple[tuple[int, ...], Occurrences]:
    """Read a row of a record, in which no count is above `most`."""
    if not isinstance(row, list) or len(row) != 3 or not isinstance(row[0], list):
        raise refused(name, "what `record` gives, [tokens, count, of_context]", row)
    tokens = tuple(whole_number(f"{name}[0]", token) for token in row[0])
    if len(tokens) not in (2, 3):
        raise refused(f"{name}[0]", "two tokens or three", row[0])
    expected = f"a count of the context, from 0 to tokens · (max_step + 1) = {most}"
    of_context = whole_number(f"{name}[2]", row[2], below=most + 1, expected=expected)
    expected = f"a count from 0 to {of_context}, which is its context's"
    return tokens, Occurrences(
        whole_number(f"{name}[1]", row[1], below=of_context + 1, expected=expected), of_context
    )


def in_utf8(name: str, text: Any) -> str:
    r"""Return what a text is called, or refuse what no page can hold.

    Raises:
        ValueError: naming the argument, for what is no string, or has half of a pair of surrogates,
            as what stands for a byte of a command line that is no UTF-8.

    Examples:
        >>> in_utf8("name", "q\udcff")
        Traceback (most recent call last):
        ...
        ValueError: name: expected text that UTF-8 can hold, got 'q\udcff'
    """
    try:
        string(name, text).encode()
    except UnicodeEncodeError as error:
        raise refused(name, "text that UTF-8 can hold", text) from error
    return str(text)


def check_text(text: CountedText, d_vocab: int) -> None:
    """Refuse a text with tokens outside the vocabulary; of one that is only recorded none is known.

    Raises:
        ValueError: naming the text.

    Examples:
        >>> check_text(CountedText("mine", [[1], [5]], 0), 5)
        Traceback (most recent call last):
        ...
        ValueError: text: expected 0 <= token < d_vocab = 5, got 5 at index (1,)
    """
    check_within("text", text._tokens, d_vocab)


def documents_of(stream: Matrix, separator: int) -> list[Matrix]:
    """Cut a text at a token that stands before each document, and belongs to none.

    Examples:
        >>> [document.tolist() for document in documents_of(np.array([0, 5, 6, 0, 7]), 0)]
        [[5, 6], [7]]
    """
    pieces = np.split(stream, np.flatnonzero(stream == separator))
    documents = [piece[piece != separator] for piece in pieces]
    return [document for document in documents if len(document)]


def bundled_counts(name: str) -> Path:
    """Return where the record of what was counted for a bundled model lies.

    Args:
        name: of the model; of one that isn't bundled there is no such file.

    Examples:
        >>> bundled_counts("attn-only-1l").is_file()
        True
    """
    return Path(__file__).with_name("counts") / f"{name}.json"
