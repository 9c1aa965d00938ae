"""LowRank: a product of two thin matrices that is never formed.

What is asked of the product is computed from its factors: a norm or an SVD through a QR of each and
a matrix of the inner size, eigenvalues through the product of the factors the other way round.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import array_api_compat
import numpy as np

from refmath.arguments import plain_array, refused
from refmath.numeric.arrays.indexing import places
from refmath.numeric.arrays.libraries import Array, check_bytes, in_numpy
from refmath.numeric.arrays.powers import Exponents, over_a_power, times_a_power
from refmath.numeric.arrays.products import (
    check_multiple,
    check_within,
    is_exact,
    namespace_of,
    product_of,
    promoted,
    two_dtypes,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from refmath.numeric.arrays.indexing import Place

MOST_FORMED = 2**25
"""How many entries NumPy may form of a product that it is handed: 0.25 GiB in float64."""

SMALL = 6
"""Up to how many rows, columns and inner places a notebook shows the entries of the factors."""


class Svd(NamedTuple):
    """A thin singular value decomposition: the matrix is U @ diag(S) @ Vh."""

    U: Array
    S: Array
    Vh: Array

    def __repr__(self) -> str:
        shapes = (f"{name}: {tuple(getattr(self, name).shape)}" for name in self._fields)
        return f"Svd({', '.join(shapes)})"


@dataclass(frozen=True, eq=False, repr=False)
class LowRank:
    r"""The matrix left @ right, kept as its factors.

    $M = L R$, of rank at most $k$.

    `@` with a matrix on either side, or with another `LowRank`, gives a `LowRank`; with a vector, a
    vector. Of two inner sizes the smaller is kept. `+` and `-` put the factors side by side, so
    inner sizes add. Dtypes are promoted as the library does it; exact numbers only meet exact ones.
    The factors may be of any array library, or NumPy arrays of exact numbers; `norm`, `svd`,
    `singular_values` and `eigenvalues` need floating ones. Integers that might overflow are
    refused.

    `M[i, j]` reads as NumPy does, each axis by its place, sizes in front first: two integers, or
    arrays of them, give entries; an integer and a slice a row or a column; slices, or a list and a
    slice, a `LowRank` of some rows and columns. Of the sizes in front integers and slices choose.
    NumPy's functions that take an array (`np.kron`, `np.asarray`) are given the entries, up to
    `MOST_FORMED` of them; its ufuncs refuse.

    Args:
        left: L, shape (..., rows, k).
        right: R, shape (..., k, cols); the sizes in front broadcast, as in a matrix product.

    Raises:
        ValueError: for factors that are no arrays of numbers, disagree in shape, dtype or library,
            or are empty.

    Source:
        Elhage et al. 2021, «Attention Heads as Information Movement».

    Theorem:
        low_rank

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> M = rm.LowRank(np.array([[1], [2]]), np.array([[3, 4]]))
        >>> M
        LowRank(shape=(2, 2), inner=1)
        >>> M.dense().tolist(), (M @ M).dense().tolist()
        ([[3, 4], [6, 8]], [[33, 44], [66, 88]])
        >>> M @ np.array([1, 1]), (np.array([[0, 1]]) @ M).dense()
        (array([ 7, 14]), array([[6, 8]]))
        >>> int(M[1, 0]), M[1].tolist(), M[[1, 0], [0, 1]].tolist(), M[1:, [1]]
        (6, [6, 8], [6, 4], LowRank(shape=(1, 1), inner=1))
    """

    left: Array
    right: Array

    # Without these NumPy would take a LowRank for an element and loop over its own side.
    __array_ufunc__: ClassVar[None] = None
    __array_priority__: ClassVar[float] = 1000.0

    def __post_init__(self) -> None:
        for name, factor, sizes in (
            ("left", self.left, "(..., rows, k)"),
            ("right", self.right, "(..., k, cols)"),
        ):
            if not array_api_compat.is_array_api_obj(factor):
                raise ValueError(f"{name}: expected an array, got {type(factor).__name__}")
            if factor.ndim < 2 or 0 in factor.shape:
                raise ValueError(
                    f"{name}: expected shape {sizes} without empty sizes, got {tuple(factor.shape)}"
                )
            xp = array_api_compat.array_namespace(factor)
            if not is_exact(factor) and not xp.isdtype(factor.dtype, "numeric"):
                raise ValueError(f"{name}: expected numbers, got dtype {factor.dtype}")
        left, right = tuple(self.left.shape), tuple(self.right.shape)
        if left[-1] != right[-2]:
            raise ValueError(
                f"LowRank: left {left} and right {right} disagree on the inner size:"
                f" {left[-1]} and {right[-2]}"
            )
        _batch(self.left, self.right)
        if namespace_of(self.left, self.right) and self.left.dtype != self.right.dtype:
            raise two_dtypes(self.left, self.right)

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of the product, (..., rows, cols)."""
        batch = _batch(self.left, self.right)
        return (*batch, int(self.left.shape[-2]), int(self.right.shape[-1]))

    @property
    def ndim(self) -> int:
        """The number of the product's axes: 2, and those in front."""
        return len(self.shape)

    @property
    def dtype(self) -> Any:
        """The dtype of the factors."""
        return self.left.dtype

    @property
    def rank_bound(self) -> int:
        """What the rank cannot exceed: the smallest of rows, inner size and cols."""
        return min(*self.shape[-2:], int(self.left.shape[-1]))

    @property
    def T(self) -> LowRank:
        """The transpose of the last two axes."""
        xp = self._namespace()
        return LowRank(xp.matrix_transpose(self.right), xp.matrix_transpose(self.left))

    def __len__(self) -> int:
        return self.shape[0]

    def __iter__(self) -> Iterator[Any]:
        return (self[i] for i in range(len(self)))

    def __getitem__(self, index: Any) -> Any:
        """Return entries, rows or columns, or a `LowRank` of some: see the class."""
        *front, rows, cols = places(index, self.shape)
        batch = self.shape[:-2]
        left, right = self.left, self.right
        if any(place != slice(None) for place in front):
            xp = self._namespace()
            left, right = (
                xp.broadcast_to(factor, (*batch, *factor.shape[-2:]))[(*front, ...)]
                for factor in (left, right)
            )
        return _crossing(LowRank(left, right), rows, cols)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray[Any, Any]:
        """Return the product, formed, for NumPy; refuse where it is large."""
        if copy is False:
            raise ValueError("copy: expected True or None, as the product is formed, got False")
        if math.prod(self.shape) > MOST_FORMED:
            raise ValueError(
                f"LowRank: expected at most {MOST_FORMED} entries for NumPy to form,"
                f" got shape {self.shape}: `.dense()` forms them all"
            )
        return np.asarray(in_numpy(self.dense()), dtype)

    def __repr__(self) -> str:
        return f"LowRank(shape={self.shape}, inner={self.left.shape[-1]})"

    def _repr_latex_(self) -> str:
        """The two factors: their shapes, and their entries where there are few."""
        factors = (self.left, self.right)
        shapes = r" \cdot ".join(
            r"\mathbb{R}^{" + r" \times ".join(map(str, factor.shape)) + "}" for factor in factors
        )
        if self.ndim > 2 or max(*self.shape, int(self.left.shape[-1])) > SMALL:
            return f"${shapes}$"
        return "$" + r" \, ".join(map(_entries_latex, factors)) + rf" \in {shapes}$"

    def __matmul__(self, other: Any) -> Any:
        if isinstance(other, LowRank):
            return self._times_low_rank(other)
        if not array_api_compat.is_array_api_obj(other) or other.ndim == 0:
            return NotImplemented
        _check_product(
            self.shape, tuple(other.shape), self.shape[-1], other.shape[-min(2, other.ndim)]
        )
        left, right, matrix = promoted(self.left, self.right, other)
        if other.ndim == 1:
            return product_of(left, product_of(right, matrix[:, None]))[..., 0]
        return LowRank(left, product_of(right, matrix))

    def __rmatmul__(self, other: Any) -> Any:
        if not array_api_compat.is_array_api_obj(other) or other.ndim == 0:
            return NotImplemented
        _check_product(tuple(other.shape), self.shape, other.shape[-1], self.shape[-2])
        matrix, left, right = promoted(other, self.left, self.right)
        if other.ndim == 1:
            return product_of(product_of(matrix[None, :], left), right)[..., 0, :]
        return LowRank(product_of(matrix, left), right)

    def __add__(self, other: Any) -> LowRank:
        if not isinstance(other, LowRank):
            return NotImplemented
        if self.shape[-2:] != other.shape[-2:]:
            raise ValueError(f"LowRank: shapes {self.shape} and {other.shape} cannot be added")
        left, right, *more = promoted(self.left, self.right, other.left, other.right)
        xp = self._namespace()
        return LowRank(
            _side_by_side(xp, left, more[0], axis=-1), _side_by_side(xp, right, more[1], axis=-2)
        )

    def __neg__(self) -> LowRank:
        return self * -1

    def __sub__(self, other: Any) -> LowRank:
        return self + -other if isinstance(other, LowRank) else NotImplemented

    def __mul__(self, scalar: Any) -> LowRank:
        if isinstance(scalar, LowRank) or getattr(scalar, "ndim", 0) > 0:
            raise TypeError(
                "LowRank: * takes a scalar only; the entrywise product has no such factors"
            )
        # A NumPy scalar has a dtype that would win over float32; a Python number has none.
        number = scalar.item() if isinstance(scalar, np.generic) else scalar
        check_multiple(self.left, number)
        return LowRank(*promoted(self.left * number, self.right))

    __rmul__ = __mul__

    def dense(self) -> Array:
        r"""Return the product, formed.

        $M = L R$.

        Returns:
            An array of shape (..., rows, cols).

        Raises:
            ValueError: for a product of more than 4 GiB.

        Source:
            The definition.

        Examples:
            >>> import refmath as rm
            >>> rm.LowRank(np.array([[1], [2]]), np.array([[3, 4]])).dense().tolist()
            [[3, 4], [6, 8]]
        """
        check_bytes("dense", self.shape, self.left, "take rows, columns or entries of it")
        return product_of(self.left, self.right)

    def rows(self, index: int | slice | Sequence[int] | Array) -> Array:
        r"""Return some rows of the product, formed.

        $M_{i \cdot} = L_{i \cdot} R$.

        Args:
            index: one row, a slice, or integers of shape (n,); all at least 0.

        Returns:
            Shape (..., n, cols); (..., cols) for one row.

        Raises:
            ValueError: for an index that is no integer, out of range or of another shape.

        Source:
            The definition.

        Examples:
            >>> import refmath as rm
            >>> M = rm.LowRank(np.array([[1], [2]]), np.array([[3, 4]]))
            >>> M.rows(1).tolist(), M.rows([1, 0, 1]).tolist()
            ([6, 8], [[6, 8], [3, 4], [6, 8]])
        """
        left, one = _taken(self.left, index, -2, "index")
        formed = product_of(left, self.right)
        return formed[..., 0, :] if one else formed

    def columns(self, index: int | slice | Sequence[int] | Array) -> Array:
        r"""Return some columns of the product, formed.

        $M_{\cdot j} = L R_{\cdot j}$.

        Args:
            index: one column, a slice, or integers of shape (n,); all at least 0.

        Returns:
            Shape (..., rows, n); (..., rows) for one column.

        Raises:
            ValueError: for an index that is no integer, out of range or of another shape.

        Source:
            The definition.

        Examples:
            >>> import refmath as rm
            >>> rm.LowRank(np.array([[1], [2]]), np.array([[3, 4]])).columns(1).tolist()
            [4, 8]
        """
        right, one = _taken(self.right, index, -1, "index")
        formed = product_of(self.left, right)
        return formed[..., 0] if one else formed

    def block(
        self, rows: int | slice | Sequence[int] | Array, cols: int | slice | Sequence[int] | Array
    ) -> Array:
        r"""Return the block where some rows and columns cross, formed.

        $M_{I J} = L_{I \cdot} R_{\cdot J}$.

        Args:
            rows: one row, a slice, or integers of shape (n,); all at least 0.
            cols: the same for columns.

        Returns:
            Shape (..., n, m), without the axis of a single row or column.

        Raises:
            ValueError: for an index that is no integer, out of range or of another shape.

        Source:
            The definition.

        Examples:
            >>> import refmath as rm
            >>> M = rm.LowRank(np.array([[1], [2]]), np.array([[3, 4]]))
            >>> M.block([1], slice(0, 2)).tolist(), int(M.block(1, 1))
            ([[6, 8]], 8)
        """
        left, one_row = _taken(self.left, rows, -2, "rows")
        right, one_col = _taken(self.right, cols, -1, "cols")
        formed = product_of(left, right)
        formed = formed[..., 0] if one_col else formed
        if not one_row:
            return formed
        return formed[..., 0] if one_col else formed[..., 0, :]

    def trace(self) -> Array:
        r"""Return the trace.

        $\mathrm{tr}\, L R = \sum_{i c} L_{i c} R_{c i}$.

        Returns:
            Shape (...,).

        Raises:
            ValueError: for a product that is not square.

        Source:
            Elhage et al. 2021, «Summarizing OV/QK Matrices».

        Theorem:
            eigenvalues_without_the_vocabulary

        Examples:
            >>> import refmath as rm
            >>> int(rm.LowRank(np.array([[1], [2]]), np.array([[3, 4]])).trace())
            11
        """
        self._check_square("trace")
        xp = self._namespace()
        if not xp.isdtype(self.dtype, ("real floating", "complex floating")):
            check_within(self.left, self.right, self.shape[-1])
            return xp.sum(self.left * xp.matrix_transpose(self.right), axis=(-2, -1))
        unit, exponents = self.scaled()
        total = xp.sum(unit.left * xp.matrix_transpose(unit.right), axis=(-2, -1))
        return times_a_power(total, exponents)

    def scaled(self) -> tuple[LowRank, Exponents]:
        r"""Return the product over a power of two that leaves neither factor large or small.

        $M = 2^e M'$, with the largest entry of each factor of $M'$ from 1 to 2: no digit changes,
        and what is computed of $M'$ neither overflows nor vanishes where M's factors might.

        Returns:
            M', and e: integers of shape (...,), NumPy's.

        Raises:
            ValueError: for factors that are not floating.

        Source:
            The definition.

        Examples:
            >>> import refmath as rm
            >>> M, e = rm.LowRank(np.array([[12.0]]), np.array([[0.5]])).scaled()
            >>> float(M.left[0, 0]), float(M.right[0, 0]), int(e)
            (1.5, 1.0, 2)
        """
        self._check_floating("scaled")
        left, of_left = over_a_power(self.left)
        right, of_right = over_a_power(self.right)
        return LowRank(left, right), of_left + of_right

    def norm(self) -> Array:
        r"""Return the Frobenius norm.

        $\|L R\|_F = \|T_L T_R^\top\|_F$ with $L = Q_L T_L$, $R^\top = Q_R T_R$: no squares are
        subtracted, as they would be in $\mathrm{tr}(L^\top L R R^\top)$ for large factors of a
        small product.

        Returns:
            Shape (...,).

        Raises:
            ValueError: for factors that are not floating.

        Theorem:
            norms_after_qr

        Examples:
            >>> import refmath as rm
            >>> float(rm.LowRank(np.array([[3.0], [4.0]]), np.array([[0.0, 1.0]])).norm().round(12))
            5.0
        """
        _, core, _, exponents = self._orthogonal("norm")
        return times_a_power(self._namespace().linalg.matrix_norm(core), exponents)

    def svd(self) -> Svd:
        r"""Return the thin singular value decomposition.

        $L R = U \, \mathrm{diag}(S) \, V^h$, through $L = Q_L T_L$, $R^\top = Q_R T_R$ and the SVD
        of $T_L T_R^\top$.

        Returns:
            U, S, Vh of shapes (..., rows, r), (..., r), (..., r, cols), r being `rank_bound`; S
            descends, with zeros where the rank is less.

        Raises:
            ValueError: for factors that are not floating.

        Source:
            Golub and Van Loan 2013, «Matrix Computations», section 5.4.

        Examples:
            >>> import refmath as rm
            >>> U, S, Vh = rm.LowRank(np.array([[3.0], [4.0]]), np.array([[0.0, 1.0]])).svd()
            >>> U.shape, S.shape, Vh.shape, float(S[0].round(12))
            ((2, 1), (1,), (1, 2), 5.0)
        """
        Q_left, core, Q_right, exponents = self._orthogonal("svd")
        xp = self._namespace()
        U, S, Vh = xp.linalg.svd(core, full_matrices=False)
        S = times_a_power(S, exponents[..., None])
        return Svd(xp.matmul(Q_left, U), S, xp.matmul(Vh, xp.matrix_transpose(Q_right)))

    def balanced(self) -> LowRank:
        r"""Return the same product with factors of equal weight.

        $M = (U \sqrt{S}) (\sqrt{S} V^h)$: the two factors have the same singular values, and of all
        factors of M these have the smallest norms. What a gauge does to the factors is undone.

        Returns:
            A `LowRank` of the same shape, its inner size `rank_bound`.

        Raises:
            ValueError: for factors that are not floating.

        Source:
            Elhage et al. 2021, «Attention Heads as Information Movement».

        Theorem:
            only_W_OV_matters

        Examples:
            >>> import refmath as rm
            >>> M = rm.LowRank(np.array([[8.0], [0.0]]), np.array([[0.5, 0.0]])).balanced()
            >>> np.abs(M.left).round(12).tolist(), np.abs(M.right).round(12).tolist()
            ([[2.0], [0.0]], [[2.0, 0.0]])
        """
        U, S, Vh = self.svd()
        root = array_api_compat.array_namespace(S).sqrt(S)
        return LowRank(U * root[..., None, :], root[..., :, None] * Vh)

    def singular_values(self) -> Array:
        r"""Return the singular values that may differ from zero.

        $\sigma(L R) = \sigma(T_L T_R^\top)$: see `svd`.

        Returns:
            Shape (..., r), r being `rank_bound`, descending.

        Raises:
            ValueError: for factors that are not floating.

        Source:
            Golub and Van Loan 2013, «Matrix Computations», section 5.4.

        Examples:
            >>> import refmath as rm
            >>> M = rm.LowRank(np.array([[3.0], [4.0]]), np.array([[0.0, 1.0]]))
            >>> M.singular_values().round(12).tolist()
            [5.0]
        """
        _, core, _, exponents = self._orthogonal("singular_values")
        return times_a_power(self._namespace().linalg.svdvals(core), exponents[..., None])

    def eigenvalues(self) -> Array:
        r"""Return the eigenvalues that may differ from zero.

        $\lambda(L R) \setminus 0 = \lambda(R L) \setminus 0$ with multiplicity: of the two products
        the smaller is formed, $R L$ of the inner size, or $L R$ where that is not larger.

        Returns:
            Complex, shape (..., m), m the smaller of the inner size and rows; the largest in
            absolute value first. A further rows - m are zero.

        Raises:
            ValueError: for a product that is not square, or factors that are not floating.

        Source:
            Elhage et al. 2021, «Summarizing OV/QK Matrices».

        Theorem:
            eigenvalues_without_the_vocabulary

        Examples:
            >>> import refmath as rm
            >>> rm.LowRank(np.array([[1.0], [2.0]]), np.array([[3.0, 4.0]])).eigenvalues().tolist()
            [(11+0j)]
        """
        self._check_square("eigenvalues")
        self._check_floating("eigenvalues")
        xp = self._namespace()
        unit, exponents = self.scaled()
        inside = self.left.shape[-1] < self.shape[-1]
        small = xp.matmul(unit.right, unit.left) if inside else unit.dense()
        eigenvalues = xp.linalg.eigvals(small)
        # NumPy gives real numbers where all of them happen to be real: here the type is fixed.
        single = small.dtype in (xp.float32, xp.complex64)
        eigenvalues = xp.astype(eigenvalues, xp.complex64 if single else xp.complex128)
        order = xp.argsort(xp.abs(eigenvalues), descending=True, stable=True)
        ordered = xp.take_along_axis(eigenvalues, order, axis=-1)
        return times_a_power(ordered, exponents[..., None])

    def _namespace(self) -> Any:
        return array_api_compat.array_namespace(self.left)

    def _orthogonal(self, what: str) -> tuple[Array, Array, Array, Exponents]:
        """Return Q_L, T_L T_Rᵀ, Q_R and e: the middle, of the inner size at most, is M's over 2^e.

        The factors are scaled first: no square of theirs overflows, or vanishes.
        """
        self._check_floating(what)
        xp = self._namespace()
        unit, exponents = self.scaled()
        Q_left, T_left = xp.linalg.qr(unit.left)
        Q_right, T_right = xp.linalg.qr(xp.matrix_transpose(unit.right))
        return Q_left, xp.matmul(T_left, xp.matrix_transpose(T_right)), Q_right, exponents

    def _times_low_rank(self, other: LowRank) -> LowRank:
        _check_product(self.shape, other.shape, self.shape[-1], other.shape[-2])
        first, second, third, fourth = promoted(self.left, self.right, other.left, other.right)
        middle = product_of(second, third)
        if first.shape[-1] <= fourth.shape[-2]:
            return LowRank(first, product_of(middle, fourth))
        return LowRank(product_of(first, middle), fourth)

    def _check_square(self, what: str) -> None:
        rows, cols = self.shape[-2:]
        if rows != cols:
            raise ValueError(f"{what}: expected a square product, got shape {self.shape}")

    def _check_floating(self, what: str) -> None:
        if not self._namespace().isdtype(self.dtype, ("real floating", "complex floating")):
            raise ValueError(f"{what}: expected factors of a floating dtype, got {self.dtype}")


def _batch(left: Array, right: Array) -> tuple[int, ...]:
    """Return the sizes in front of a product, broadcast."""
    try:
        return tuple(np.broadcast_shapes(tuple(left.shape[:-2]), tuple(right.shape[:-2])))
    except ValueError as error:
        raise ValueError(
            f"LowRank: left {tuple(left.shape)} and right {tuple(right.shape)} disagree on the"
            f" sizes in front: {tuple(left.shape[:-2])} and {tuple(right.shape[:-2])}"
        ) from error


def _crossing(product: LowRank, rows: Place, cols: Place) -> Any:
    """Return what an index asks for of rows and columns: entries, or a thinner product."""
    if isinstance(rows, int | slice) and isinstance(cols, int | slice):
        if isinstance(rows, slice) and isinstance(cols, slice):
            return LowRank(product.left[..., rows, :], product.right[..., cols])
        return product.block(rows, cols)
    if not isinstance(rows, slice) and not isinstance(cols, slice):
        return _entries(product, np.asarray(rows), np.asarray(cols))
    for place in (rows, cols):
        if isinstance(place, np.ndarray) and place.ndim != 1:
            raise refused("index", "integers of shape (n,) beside a slice", place)
    return LowRank(_at(product.left, rows, -2), _at(product.right, cols, -1))


def _entries(product: LowRank, rows: Any, cols: Any) -> Array:
    """Return the entries at pairs of a row and a column, broadcast as NumPy's indices are."""
    if rows.ndim == cols.ndim == 2 and rows.shape[1] == cols.shape[0] == 1:  # as np.ix_ makes them
        return product.block(rows[:, 0], cols[0])
    try:
        rows, cols = np.broadcast_arrays(rows, cols)
    except ValueError as error:
        raise ValueError(
            f"index: expected shapes that broadcast, got {rows.shape} and {cols.shape}"
        ) from error
    xp = array_api_compat.array_namespace(product.left)
    left, right = _at(product.left, rows.ravel(), -2), _at(product.right, cols.ravel(), -1)
    check_within(left, right)
    entries = xp.sum(left * xp.matrix_transpose(right), axis=-1, dtype=product.dtype)
    return xp.reshape(entries, (*product.shape[:-2], *rows.shape))


def _entries_latex(factor: Array) -> str:
    def written(entry: Any) -> str:
        return f"{entry:.4g}" if isinstance(entry, float) else str(entry)

    lines = (" & ".join(map(written, row)) for row in in_numpy(factor).tolist())
    return r"\begin{pmatrix} " + r" \\ ".join(lines) + r" \end{pmatrix}"


def _check_product(
    left: tuple[int, ...], right: tuple[int, ...], inner_left: int, inner_right: int
) -> None:
    if inner_left != inner_right:
        raise ValueError(
            f"LowRank: shapes {left} and {right} cannot be multiplied:"
            f" {inner_left} and {inner_right} differ"
        )


def _side_by_side(xp: Any, first: Array, second: Array, *, axis: int) -> Array:
    batch = _batch(first, second)
    parts = [xp.broadcast_to(part, (*batch, *part.shape[-2:])) for part in (first, second)]
    return xp.concat(parts, axis=axis)


def _taken(factor: Array, index: Any, axis: int, name: str) -> tuple[Array, bool]:
    """Return the rows (axis -2) or columns (-1) of a factor, and whether one was asked for."""
    size = int(factor.shape[axis])
    if isinstance(index, slice):
        return _at(factor, index, axis), False
    index = plain_array(name, index)
    numbers = (index if hasattr(index, "tolist") else np.asarray(index)).tolist()
    one = not isinstance(numbers, list)
    numbers = [numbers] if one else numbers
    for number in numbers:
        if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number < size:
            raise ValueError(
                f"{name}: expected integers from 0 to {size - 1}, or a slice, got {number!r}"
            )
    return _at(factor, np.asarray(numbers, np.int64), axis), one


def _at(factor: Array, place: Any, axis: int) -> Array:
    """Return the rows (axis -2) or columns (-1) at places that have been checked, or in a slice."""
    if isinstance(place, slice):
        return factor[..., place, :] if axis == -2 else factor[..., place]
    xp = array_api_compat.array_namespace(factor)
    return xp.take(factor, xp.asarray(place, device=array_api_compat.device(factor)), axis=axis)
