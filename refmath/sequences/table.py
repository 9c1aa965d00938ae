"""The table of counted skip-trigrams: what one looks up, ranks, adds and hands on."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.arguments import one_of, plain_array, whole_number
from refmath.html_table import SHOWN, html_table
from refmath.sequences.packing import (
    bits_of,
    check_keys,
    checked_tokens,
    exact_sum,
    integers,
    packed,
    unpacked,
    vocabulary_size,
)
from refmath.sequences.sorted_runs import add_up

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

__all__ = ["SkipTrigramCounts"]

MOST_COUNTED = (1 << 63) - 1
"""No table counts more: so no sum of its counts overflows 64 bits."""

_ROWS = 1 << 20  # so many rows are looked at together, where all are gone through


@dataclass(frozen=True, eq=False, repr=False)
class SkipTrigramCounts:
    r"""How often each skip-trigram [source] … [destination][output] was counted.

    A row a skip-trigram that occurs, in ascending order of (source, destination, output). The
    steps 0, …, ``max_step`` are counted together: however many tokens stand between source and
    destination, it is the same skip-trigram, as it is to a head that doesn't see positions.

    Tables of the same ``max_step`` and ``d_vocab`` add: ``a + b`` counts both texts. The sum does
    not depend on the order or the grouping. Two tables are equal if all their counts are.

    Attributes:
        keys: (rows,) uint64, strictly ascending: a row's three tokens packed,
            $source \cdot 4^b + destination \cdot 2^b + output$ with $b$ bits a token.
        tallies: (rows,) unsigned or signed integers, 1 or more, at most 2^63 - 1 in all: the
            counts, in as few bytes as they came in; `count` gives them as int64. Both columns are
            views of the arrays that came in, which can't be written through.
        d_vocab: tokens are less than this; at most 2^21, so that three of them fit 64 bits.
        max_step: the largest step that was counted.

    Raises:
        ValueError: for keys and counts that are not such a table.

    Source:
        Elhage et al. 2021, «Interpretation as Skip-Trigrams».

    Examples:
        >>> from refmath.sequences.counting import count_skip_trigrams
        >>> table = count_skip_trigrams([0, 1, 2, 0, 1, 2], max_step=1, d_vocab=3)
        >>> for row in zip(table.source, table.destination, table.output, table.count):
        ...     print(*row)
        0 1 2 2
        0 2 0 1
        1 0 1 1
        1 2 0 1
        2 0 1 1
        2 1 2 1
    """

    keys: NDArray[np.uint64]
    tallies: NDArray[np.integer[Any]]
    d_vocab: int
    max_step: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "d_vocab", vocabulary_size(self.d_vocab))
        object.__setattr__(self, "max_step", whole_number("max_step", self.max_step))
        _check_columns(self.keys, self.tallies)
        check_keys(self.keys, self.d_vocab)
        if self.tallies.dtype == np.uint64:  # which NumPy would add to signed ones as floats
            object.__setattr__(self, "tallies", self.tallies.astype(np.int64))
        for name in ("keys", "tallies"):
            view = getattr(self, name).view()  # the caller's own array stays as writeable as it was
            view.flags.writeable = False
            object.__setattr__(self, name, view)

    def __len__(self) -> int:
        return len(self.keys)

    def __repr__(self) -> str:
        return (
            f"SkipTrigramCounts({len(self)} rows, total={self.total}, d_vocab={self.d_vocab},"
            f" max_step={self.max_step})"
        )

    def _repr_html_(self) -> str:
        """The most frequent rows, as a notebook shows them."""
        rows = self.top(SHOWN)
        keys, counts = self._rows(rows)
        columns = [unpacked(keys, place, self.d_vocab).tolist() for place in (2, 1, 0)]
        cells = ([str(value) for value in row] for row in zip(*columns, counts, strict=True))
        caption = (
            f"{self!r}: the {len(rows)} most frequent" if len(rows) < len(self) else repr(self)
        )
        return html_table(("source", "destination", "output", "count"), cells, caption)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SkipTrigramCounts):
            return NotImplemented
        mine, theirs = (self.d_vocab, self.max_step), (other.d_vocab, other.max_step)
        same = mine == theirs and np.array_equal(self.keys, other.keys)
        return bool(same and np.array_equal(self.tallies, other.tallies))

    __hash__ = None  # type: ignore[assignment]

    def __add__(self, other: object) -> SkipTrigramCounts:
        if not isinstance(other, SkipTrigramCounts):
            return NotImplemented
        for name in ("d_vocab", "max_step"):
            mine, theirs = getattr(self, name), getattr(other, name)
            if mine != theirs:
                raise ValueError(
                    f"{name}: expected one {name} of tables to add, got {mine} and {theirs}"
                )
        if self.total + other.total > MOST_COUNTED:
            raise ValueError(
                f"table: expected at most {MOST_COUNTED} (2^63 - 1) in the sum of two tables,"
                f" got {self.total + other.total}"
            )
        keys = np.concatenate([self.keys, other.keys])
        tallies = np.concatenate([self.tallies, other.tallies])
        order = np.argsort(keys, kind="stable")  # of two that are sorted: a merge
        keys, count = add_up(keys[order], tallies[order])
        return SkipTrigramCounts(keys, count, self.d_vocab, self.max_step)

    @property
    def source(self) -> NDArray[np.int64]:
        """(rows,) int64: the source tokens, unpacked each time it is asked for."""
        return unpacked(self.keys, 2, self.d_vocab)

    @property
    def destination(self) -> NDArray[np.int64]:
        """(rows,) int64: the destination tokens, unpacked each time it is asked for."""
        return unpacked(self.keys, 1, self.d_vocab)

    @property
    def output(self) -> NDArray[np.int64]:
        """(rows,) int64: the output tokens, unpacked each time it is asked for."""
        return unpacked(self.keys, 0, self.d_vocab)

    @property
    def count(self) -> NDArray[np.int64]:
        """(rows,) int64: how often each was counted, made anew each time it is asked for."""
        return self.tallies.astype(np.int64)

    @property
    def total(self) -> int:
        """How many skip-trigrams were counted, repeated ones each time."""
        return exact_sum(self.tallies)

    def lookup(
        self, source: ArrayLike, destination: ArrayLike, output: ArrayLike
    ) -> NDArray[np.int64]:
        """Return how often skip-trigrams were counted; 0 for those that don't occur.

        Args:
            source: a token or an array of tokens; the three are broadcast together.
            destination: likewise.
            output: likewise.

        Returns:
            int64, of the shape of the three together.

        Raises:
            ValueError: for a token that is no integer or not in the vocabulary.

        Examples:
            >>> from refmath.sequences.counting import count_skip_trigrams
            >>> table = count_skip_trigrams([0, 1, 2, 0, 1, 2], max_step=1, d_vocab=3)
            >>> table.lookup(0, 1, [0, 1, 2]).tolist()
            [0, 0, 2]
        """
        named = {"source": source, "destination": destination, "output": output}
        tokens = [checked_tokens(n, value, self.d_vocab) for n, value in named.items()]
        try:
            one, two, three = np.broadcast_arrays(*tokens)
        except ValueError as error:
            shapes = ", ".join(str(array.shape) for array in tokens)
            raise ValueError(f"source: expected shapes that broadcast, got {shapes}") from error
        wanted = packed(one, two, three, self.d_vocab)
        return _counts_at(self.keys, self.tallies, wanted)

    def most_common(self, k: int) -> list[tuple[tuple[int, int, int], int]]:
        """Return the k skip-trigrams that occur most often, with their counts.

        Of equal counts those with the smaller source come first, then those with the smaller
        destination, then those with the smaller output.

        Args:
            k: how many, 1 or more; all of them if there are fewer.

        Returns:
            A list of ((source, destination, output), count), the most frequent first.

        Raises:
            ValueError: for a k less than 1, or that is no integer.

        Examples:
            >>> from refmath.sequences.counting import count_skip_trigrams
            >>> table = count_skip_trigrams([0, 1, 2, 0, 1, 2], max_step=1, d_vocab=3)
            >>> table.most_common(2)
            [((0, 1, 2), 2), ((0, 2, 0), 1)]
        """
        rows = self.top(k)
        keys = self.keys[rows]
        triple = (unpacked(keys, place, self.d_vocab).tolist() for place in (2, 1, 0))
        return list(zip(zip(*triple, strict=True), self.tallies[rows].tolist(), strict=True))

    def top(self, k: int) -> NDArray[np.intp]:
        """Return the rows of the k skip-trigrams that occur most often, as `most_common` has them.

        Args:
            k: how many, 1 or more; all of them if there are fewer.

        Returns:
            (min(k, rows),) row numbers.

        Raises:
            ValueError: for a k less than 1, or that is no integer.

        Examples:
            >>> from refmath.sequences.counting import count_skip_trigrams
            >>> table = count_skip_trigrams([0, 1, 2, 0, 1, 2], max_step=1, d_vocab=3)
            >>> table.top(2).tolist()
            [0, 1]
        """
        k = min(whole_number("k", k, least=1), len(self))
        if k == 0:
            return np.zeros(0, np.intp)
        least = np.partition(self.tallies, len(self) - k)[len(self) - k]
        above = np.flatnonzero(self.tallies > least)
        level = np.flatnonzero(self.tallies == least)[: k - len(above)]
        rows = np.concatenate([above, level])
        return rows[np.lexsort((rows, -self.tallies[rows].astype(np.int64)))]

    def probability(self, rows: ArrayLike | None = None) -> NDArray[np.float64]:
        r"""Return how probable each output is, given the source and the destination before it.

        $p(o \mid s \ldots d) = c(s, d, o) / \sum_{o'} c(s, d, o')$; over the outputs that occur
        after one source and destination they sum to 1.

        Args:
            rows: one row number, or an array of them, as from `top`; None for every row.

        Returns:
            float64, of the shape of `rows`: one for each.

        Examples:
            >>> from refmath.sequences.counting import count_skip_trigrams
            >>> table = count_skip_trigrams([0, 1, 2, 0, 1, 1], max_step=0, d_vocab=3)
            >>> dict(zip(table.keys.tolist(), table.probability().tolist()))[0b000110]
            0.5
        """
        keys, count = self._rows(rows)
        bits = np.uint64(bits_of(self.d_vocab))
        sums = _sums_of_contexts(self.keys, self.tallies, keys.reshape(-1) >> bits, int(bits))
        return np.asarray(count / sums.reshape(count.shape))

    def pmi(self, rows: ArrayLike | None = None) -> NDArray[np.float64]:
        r"""Return how much the source tells of the output beyond the bigram, in nats.

        $\log \, p(o \mid s \ldots d) / p(o \mid d)$, both from this table:
        $p(o \mid d) = \sum_{s'} c(s', d, o) / \sum_{s', o'} c(s', d, o')$, the bigram seen once
        for each source within reach. It is the pointwise mutual information of source and output
        given the destination: above 0 where the source makes the output more likely. Its mean over
        all that was counted is their mutual information, which is never negative.

        Args:
            rows: one row number, or an array of them, as from `top`; None for every row.

        Returns:
            float64, of the shape of `rows`: one for each.

        Source:
            Church and Hanks 1990, «Word Association Norms, Mutual Information, and Lexicography»,
            conditioned on the destination.

        Examples:
            After 0 comes 1 if 2 stands before, and 3 if 4 does: twice as likely as without.

            >>> from refmath.sequences.counting import count_skip_trigrams
            >>> table = count_skip_trigrams([[2, 0, 1], [4, 0, 3]], max_step=0, d_vocab=5)
            >>> table.pmi().round(3).tolist()  # log 2
            [0.693, 0.693]
        """
        found, count = self._rows(rows)
        keys, bits = found.reshape(-1), np.uint64(bits_of(self.d_vocab))
        pairs = keys & ((np.uint64(1) << bits + bits) - np.uint64(1))
        of_context = _sums_of_contexts(self.keys, self.tallies, keys >> bits, int(bits))
        of_pair, of_destination = _sums_of_pairs(self.keys, self.tallies, pairs, self.d_vocab)
        # A quotient of products of integers may overflow them; logarithms of each don't.
        logs = (np.log(c) for c in (count.reshape(-1), of_destination, of_context, of_pair))
        joint, destination, context, pair = logs
        return np.asarray((joint + destination) - (context + pair)).reshape(count.shape)

    def _rows(self, rows: ArrayLike | None) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        if rows is None:
            return self.keys, self.count
        numbers = integers("rows", rows)
        if numbers.size and not 0 <= numbers.min() <= numbers.max() < len(self):
            wrong = numbers.min() if numbers.min() < 0 else numbers.max()
            raise ValueError(f"rows: expected numbers from 0 to {len(self) - 1}, got {wrong}")
        keys = np.asarray(self.keys[numbers])  # of one number: an array without axes
        return keys, np.asarray(self.tallies[numbers], np.int64)

    def to_dataframe(self, library: str | None = None) -> Any:
        """Return the table as a data frame with the columns source, destination, output, count.

        Args:
            library: "pandas" or "polars"; None takes pandas, or polars if pandas is not there.

        Returns:
            A `pandas.DataFrame` or a `polars.DataFrame`.

        Raises:
            ImportError: if the library, or both, are not installed.
            ValueError: for a library that is neither.

        Examples:
            >>> from refmath.sequences.counting import count_skip_trigrams
            >>> table = count_skip_trigrams([0, 1, 2], max_step=1, d_vocab=3)
            >>> list(table.to_dataframe().columns)  # doctest: +SKIP
            ['source', 'destination', 'output', 'count']
        """
        if library is not None:
            one_of("library", library, ("pandas", "polars"))
        for name in ("pandas", "polars") if library is None else (library,):
            if find_spec(name):
                return import_module(name).DataFrame(self.columns())
        needed = library or "pandas or polars"
        raise ImportError(
            f"to_dataframe needs {needed}: pip install 'refmath[{library or 'pandas'}]'"
        )

    def columns(self) -> dict[str, NDArray[np.int64]]:
        """Return the four columns by their names.

        Examples:
            >>> from refmath.sequences.counting import count_skip_trigrams
            >>> table = count_skip_trigrams([0, 1, 2], max_step=1, d_vocab=3)
            >>> {name: column.tolist() for name, column in table.columns().items()}
            {'source': [0], 'destination': [1], 'output': [2], 'count': [1]}
        """
        three = (self.source, self.destination, self.output)
        return dict(
            zip(("source", "destination", "output", "count"), (*three, self.count), strict=True)
        )


def _check_columns(keys: Any, tallies: Any) -> None:
    """Refuse what are no columns of one length, and counts that are none or too many."""
    for name, column in (("keys", keys), ("tallies", tallies)):
        if not isinstance(plain_array(name, column), np.ndarray):
            raise ValueError(f"{name}: expected an array, got {type(column).__name__}")
    if keys.dtype != np.uint64:
        raise ValueError(f"keys: expected dtype uint64, got {keys.dtype}")
    if tallies.dtype.kind not in "iu":
        raise ValueError(f"tallies: expected integers, got dtype {tallies.dtype}")
    if keys.ndim != 1:
        raise ValueError(f"keys: expected shape (rows,), got {keys.shape}")
    if tallies.shape != keys.shape:
        raise ValueError(f"tallies: expected shape {keys.shape}, as keys has, got {tallies.shape}")
    least = int(tallies.min(initial=1))
    if least < 1:
        raise ValueError(f"tallies: expected counts of 1 or more, got {least}")
    if exact_sum(tallies) > MOST_COUNTED:
        raise ValueError(
            f"tallies: expected at most {MOST_COUNTED} (2^63 - 1) in all, as sums are 64 bits,"
            f" got {exact_sum(tallies)}"
        )


def _counts_at(
    keys: NDArray[np.uint64], count: NDArray[Any], wanted: NDArray[np.uint64]
) -> NDArray[np.int64]:
    if not len(keys):
        return np.zeros(wanted.shape, np.int64)
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[place] == wanted, count[place].astype(np.int64), 0)


def _sums_of_contexts(
    keys: NDArray[np.uint64], count: NDArray[Any], contexts: NDArray[np.uint64], bits: int
) -> NDArray[np.int64]:
    """Sum over the outputs after each (source, destination)."""
    if not len(contexts):
        return np.zeros(0, np.int64)
    unique, place = np.unique(contexts, return_inverse=True)
    first = np.searchsorted(keys, unique << np.uint64(bits))
    last = np.searchsorted(keys, unique << np.uint64(bits) | np.uint64((1 << bits) - 1), "right")
    ends = np.stack([first, last], axis=1).reshape(-1)
    # reduceat sums from each end to the next; the sums between two contexts are not wanted.
    ends = ends[:-1] if ends[-1] == len(keys) else ends
    return np.add.reduceat(count, ends, dtype=np.int64)[::2][place]


def _sums_of_pairs(
    keys: NDArray[np.uint64], count: NDArray[Any], pairs: NDArray[np.uint64], d_vocab: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Sum over the sources before each (destination, output), and before each destination."""
    bits = np.uint64(bits_of(d_vocab))
    unique, place = np.unique(pairs, return_inverse=True)
    of_pair, of_destination = np.zeros(len(unique), np.int64), np.zeros(d_vocab, np.int64)
    for first in range(0, len(keys), _ROWS):
        some, counts = keys[first : first + _ROWS], count[first : first + _ROWS]
        some = some & ((np.uint64(1) << bits + bits) - np.uint64(1))
        np.add.at(of_destination, (some >> bits).astype(np.intp), counts)
        if len(unique):
            at = np.minimum(np.searchsorted(unique, some), len(unique) - 1)
            wanted = unique[at] == some
            np.add.at(of_pair, at[wanted], counts[wanted])
    return of_pair[place], of_destination[(pairs >> bits).astype(np.intp)]
