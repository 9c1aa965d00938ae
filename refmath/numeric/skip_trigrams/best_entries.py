"""The best entries of each column of a product that is never formed: exact, block by block.

A block of the product, in the factors' dtype, serves as a sieve: with the bound of its rounding it
tells which entries may be among the best. Only those are then computed in float64.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from refmath.numeric.arrays.libraries import Matrix, in_numpy
from refmath.numeric.arrays.rounding import gamma

if TYPE_CHECKING:
    from refmath.numeric.arrays.low_rank import LowRank

CHUNK = 64
"""How many entries of a column are represented by their largest, before any is looked at."""

MOST_CANDIDATES = 2**20
"""How many candidates are held at a time."""


class Best(NamedTuple):
    """The best entries of some columns, column after column, best first.

    `column` counts the columns that were asked for; `rank` is 0 for the best of each.
    """

    column: Matrix
    row: Matrix
    value: Matrix
    rank: Matrix


def best_entries(
    left: Matrix,
    right: Matrix,
    k: int,
    *,
    floor: Matrix | float = -np.inf,
    names: Matrix | None = None,
    space: Matrix | None = None,
) -> Best:
    r"""Return the largest k entries of each column of $L R^\top$, and their rows.

    Entries are those of `entries`; equal ones are ordered by their rows' names. The sieve is the
    product in the factors' dtype: an entry of it is off by at most
    $\gamma_d \, \|l\| \, \|r\|$, so nothing is lost that is within twice this of the k-th
    largest.

    Args:
        left: L, a row for each row of the product, shape (n, d); quickest in Fortran's order.
        right: R, a row for each column of the product, shape (m, d).
        k: how many of each column, at least 1; all, where there are fewer.
        floor: entries below it are left out; one number, or one a column.
        names: distinct integers that order equal entries, shape (n,); the rows' indices without.
        space: an array to work in, from `working_space`, where many calls are to share it.

    Returns:
        The `Best`: at most k entries a column.

    Source:
        Derived here; the bound is Higham 2002, equation (3.13).

    Examples:
        >>> L, R = np.array([[1.0], [3.0], [3.0], [2.0]]), np.array([[1.0], [-1.0]])
        >>> best = best_entries(L, R, 2)
        >>> best.column.tolist(), best.row.tolist(), best.value.tolist()
        ([0, 0, 1, 1], [1, 2, 0, 3], [3.0, 3.0, -1.0, -2.0])
    """
    n, m = len(left), len(right)
    names = np.arange(n) if names is None else names
    floor = np.broadcast_to(np.asarray(floor, np.float64), (m,))
    if not n or not m:
        none = np.zeros(0, np.int64)
        return Best(none, none, np.zeros(0), none)
    columns, chunks = _product(left, right, space)
    largest = chunks.max(axis=1)
    least = _threshold(columns, largest, k, floor, _margin(left, right))
    sieve = _Sieve(left, right, chunks, largest, least, floor, names)
    best = [sieve.best(k, part) for part in _parts((largest >= least[:, None]).sum(axis=1))]
    return Best(*(np.concatenate(columns) for columns in zip(*best, strict=True)))


def factors_of(circuit: LowRank) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return a circuit's factors as NumPy arrays, a row for each token: left, and right turned.

    Raises:
        ValueError: for exact numbers, which have no exponential to rank by.

    Examples:
        >>> from refmath.numeric.arrays.low_rank import LowRank
        >>> left, right = factors_of(LowRank(np.array([[1.0], [2.0]]), np.array([[3.0, 4.0]])))
        >>> left.tolist(), right.tolist()
        ([[1.0], [2.0]], [[3.0], [4.0]])
    """
    left, right = in_numpy(circuit.left), in_numpy(circuit.right)
    if left.dtype == object:
        raise ValueError(
            "model: expected weights of dtype float64 or float32 to rank by, got exact numbers"
        )
    return left, np.ascontiguousarray(right.T)


def entries(
    left: Matrix, right: Matrix, row: Any, column: Any
) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return entries of $L R^\\top$, in float64, the terms always added in one order.

    A matrix product's last bits depend on how its work was cut up; these don't: so what is ranked
    by them is ranked alike in blocks, in pieces and on other machines.

    Examples:
        >>> L, R = np.array([[1.0, 2.0]]), np.array([[3.0, 4.0], [5.0, 6.0]])
        >>> entries(L, R, np.array([0, 0]), np.array([1, 0])).tolist()
        [17.0, 11.0]
    """
    total = np.zeros(np.broadcast_shapes(np.shape(row), np.shape(column)))
    for c in range(left.shape[-1]):
        total += left[:, c][row].astype(np.float64) * right[:, c][column].astype(np.float64)
    return total


def norms(rows: Matrix) -> Matrix:
    """Return bounds of the rows' lengths, in float64: at least the length, and rounded up.

    Examples:
        >>> bool(5 <= norms(np.array([[3.0, 4.0]]))[0] < 5 + 1e-13)
        True
    """
    squares = np.einsum("...c,...c->...", rows, rows, dtype=np.float64)
    return np.asarray(np.sqrt(squares)) * (1 + gamma(rows.shape[-1] + 8, "float64"))


def working_space(n: int, m: int, dtype: Any) -> Matrix:
    """Return an array in which `best_entries` can work on n rows and m columns.

    Examples:
        >>> working_space(65, 2, "float32").shape
        (256,)
    """
    return np.empty(m * -(-n // CHUNK) * CHUNK, dtype)


def _product(left: Matrix, right: Matrix, space: Matrix | None) -> tuple[Matrix, Matrix]:
    """Return the columns of L Rᵀ as rows; and the same in chunks, (m, CHUNK, chunks).

    Chunk c holds the rows c, c + n_chunks, …: so that a maximum of chunks runs along memory. What
    is missing from the last ones is -inf.
    """
    n, m = len(left), len(right)
    n_chunks = -(-n // CHUNK)
    space = working_space(n, m, left.dtype) if space is None else space
    padded = space[: m * n_chunks * CHUNK].reshape(m, n_chunks * CHUNK)
    padded[:, n:] = -np.inf
    np.matmul(right, left.T, out=padded[:, :n])
    return padded[:, :n], padded.reshape(m, CHUNK, n_chunks)


def _margin(left: Matrix, right: Matrix) -> Matrix:
    """Bound how far an entry of the product may be from the one of `entries`."""
    d = left.shape[-1]
    off = gamma(d, left.dtype) + gamma(2 * d, "float64")
    tiny = 2 * d * float(np.finfo(left.dtype).smallest_normal)  # what underflows
    return np.asarray(off * norms(left).max() * norms(right) + tiny) * (1 + gamma(8, "float64"))


def _threshold(columns: Matrix, largest: Matrix, k: int, floor: Matrix, margin: Matrix) -> Matrix:
    """Return what an entry of the product must reach to be among the best k, in its dtype."""
    if k <= largest.shape[1]:  # k chunks have an entry each that is at least their k-th largest
        kth = np.partition(largest, largest.shape[1] - k, axis=1)[:, largest.shape[1] - k]
    elif k < columns.shape[1]:
        kth = np.partition(columns, columns.shape[1] - k, axis=1)[:, columns.shape[1] - k]
    else:
        kth = np.full(len(columns), -np.inf)
    least = np.maximum(kth.astype(np.float64) - 2 * margin, floor - margin)
    # Rounded down, lest the cast to float32 raise it.
    return np.asarray(np.nextafter(least.astype(columns.dtype), columns.dtype.type(-np.inf)))


def _parts(hits: Matrix) -> list[slice]:
    """Cut the columns so that no part has more than so many candidates, or is a single one."""
    parts, start, held = [], 0, 0
    for at, n in enumerate((hits * CHUNK).tolist()):
        if held and held + n > MOST_CANDIDATES:
            parts.append(slice(start, at))
            start, held = at, 0
        held += n
    return [*parts, slice(start, len(hits))]


@dataclass(frozen=True, eq=False)
class _Sieve:
    """A product in its factors' dtype, and what an entry of each column must reach in it."""

    left: Matrix
    right: Matrix
    chunks: Matrix
    largest: Matrix  # of each column's chunks
    least: Matrix
    floor: Matrix  # what the entry itself must reach
    names: Matrix

    def best(self, k: int, part: slice) -> Best:
        """Compute the candidates of some columns, and keep the best k of each."""
        column, row = self._candidates(part)
        value = entries(self.left, self.right, row, column)
        kept = value >= self.floor[column]
        column, row, value = column[kept], row[kept], value[kept]
        order = np.lexsort((self.names[row], -value, column))
        column, row, value = column[order], row[order], value[order]
        rank = np.arange(len(column)) - np.searchsorted(column, column)
        kept = rank < k
        return Best(column[kept], row[kept], value[kept], rank[kept])

    def _candidates(self, part: slice) -> tuple[Matrix, Matrix]:
        column, chunk = np.nonzero(self.largest[part] >= self.least[part, None])
        column += part.start
        hit, place = np.nonzero(self.chunks[column, :, chunk] >= self.least[column, None])
        column, row = column[hit], chunk[hit] + place * self.chunks.shape[2]
        is_entry = row < len(self.left)  # what fills up is none
        return column[is_entry], row[is_entry]
