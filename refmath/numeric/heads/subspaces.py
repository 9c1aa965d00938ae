"""What heads write and read, as subspaces: their angles, and singular directions over tokens.

In float64, with bounds: of directions that rounding can't tell apart none is called one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import array_api_compat
import numpy as np

from refmath.arguments import one_of, refused, whole_number
from refmath.numeric.arrays.libraries import Matrix, in_numpy
from refmath.numeric.arrays.low_rank import LowRank
from refmath.numeric.arrays.powers import over_a_power
from refmath.numeric.arrays.rounding import gamma
from refmath.numeric.heads.circuits import W_OV, W_QK
from refmath.numeric.heads.copying import Circuit
from refmath.numeric.model.arguments import head_index
from refmath.numeric.model.folding import outputs, reading, unembedding

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import Transformer

SINE = 2.0**-10
"""How far a direction may be off (the sine of the angle) and still be called one."""

BACKWARD = 8
"""An SVD of an n × k matrix, or a QR, is taken to be that of a matrix within γ of 8 n k operations
of it, in the Frobenius norm: Householder's QR is, by Higham 2002, theorem 19.4, with a small
constant; of an SVD's iterations it is assumed."""


@dataclass(frozen=True)
class SubspaceOverlap:
    """How much of what one head writes lies in what another reads.

    Args:
        cosines: of the principal angles, descending, as many as the smaller space has dimensions.
        written: the dimension of what is written.
        read: the dimension of what is read.
        expected: the mean of `kernel` over all rotations of one space: written · read / d_model.
        error: how far `kernel` may be from the exact one of these weights.
    """

    cosines: tuple[float, ...]
    written: int
    read: int
    expected: float
    error: float

    @property
    def kernel(self) -> float:
        """The projection kernel: the sum of the squared cosines, from 0 to the smaller space's."""
        return math.fsum(cosine * cosine for cosine in self.cosines)

    def __repr__(self) -> str:
        return (
            f"SubspaceOverlap(kernel={self.kernel:.4g}, expected={self.expected:.4g},"
            f" written={self.written}, read={self.read}, error={self.error:.1g})"
        )


def subspace_overlap(
    model: Transformer, writer: tuple[int, int], reader: tuple[int, int], kind: str
) -> SubspaceOverlap:
    r"""Return the principal angles of what one head writes and another reads, and their kernel.

    $\|U^\top V\|_F^2 = \sum_i \cos^2 \theta_i$ for orthonormal bases U of the columns of $W_O^h$
    and V of the rows of $W_Q^g$, $W_K^g$ or $W_V^g$; over all rotations of one of them its mean is
    exactly $p \, q / d_{model}$ for dimensions p and q. Unlike composition scores it weighs no
    direction. A dimension is counted where its singular value is above the bound of the rounding.
    A norm before the reader is in its weights. It costs O(d_model · d_head²).

    Args:
        model: the transformer.
        writer: (layer, head) of the head that writes.
        reader: (layer, head) of the head that reads.
        kind: "Q", "K" or "V": what of the reader reads.

    Returns:
        The `SubspaceOverlap`, computed in float64.

    Raises:
        ValueError: for heads that there are not, another kind, weights that are not floating, or a
            head that writes or reads nothing.

    Source:
        Björck and Golub 1973, «Numerical Methods for Computing Angles Between Linear Subspaces»;
        Hamm and Lee 2008, «Grassmann Discriminant Analysis»: the projection kernel.

    Theorem:
        composition_scores

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> W = np.array([[[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]])
        >>> out = np.array([[[0.0, 0.0], [2.0, 0.0], [0.0, 5.0]]])
        >>> model = rm.Transformer(np.eye(3), np.eye(3), [rm.AttentionLayer(W, W, W, out)] * 2)
        >>> found = rm.subspace_overlap(model, (0, 0), (1, 0), "K")
        >>> [round(cosine, 12) for cosine in found.cosines], round(found.expected, 3)
        ([1.0, 0.0], 1.333)
    """
    one_of("kind", kind, ("Q", "K", "V"))
    writes, reads = _pair(model, "writer", writer), _pair(model, "reader", reader)
    W_O = _floating(model, outputs(model.layers[writes[0]]))[writes[1]]
    read = reading(model.layers[reads[0]])
    W = {"Q": read.W_Q, "K": read.W_K, "V": read.W_V}[kind]
    U, of_U = _basis("writer", W_O)
    V, of_V = _basis("reader", _floating(model, W)[reads[1]].T)
    p, q = U.shape[1], V.shape[1]
    cosines = np.clip(np.linalg.svd(U.T @ V, compute_uv=False), 0.0, 1.0)
    # |tr(P̃ Q̃) − tr(P Q)| ≤ ‖P̃ − P‖ q + p ‖Q̃ − Q‖, and what forming UᵀV and its SVD adds.
    rounding = gamma(BACKWARD * model.d_model * (p + q), "float64") * (p + q)
    error = of_U * q + of_V * p + 2 * rounding
    expected = p * q / model.d_model
    return SubspaceOverlap(tuple(cosines.tolist()), p, q, expected, float(error))


@dataclass(frozen=True)
class SingularDirection:
    """One singular direction of a head, or several that can't be told apart, read over tokens.

    Args:
        values: the singular value; several where they lie too close together.
        left: the tokens that stand highest on the left, outputs of OV, destinations of QK.
        left_strengths: how high: the vector's products with the tokens', signed; for several
            directions the length of the part that lies in their space.
        right: the tokens that stand highest on the right: sources.
        right_strengths: how high.
        sine: a bound of how far the computed direction or space is off: the sine of the angle.
    """

    values: tuple[float, ...]
    left: tuple[int, ...]
    left_strengths: tuple[float, ...]
    right: tuple[int, ...]
    right_strengths: tuple[float, ...]
    sine: float

    def __repr__(self) -> str:
        shown = f"{self.values[0]:.4g}" + (
            f" to {self.values[-1]:.4g}" if len(self.values) > 1 else ""
        )
        return (
            f"SingularDirection(values={shown}, dimensions={len(self.values)},"
            f" {len(self.left)} tokens, sine={self.sine:.1g})"
        )


def singular_directions(
    model: Transformer,
    layer: int,
    head: int,
    circuit: Circuit,
    *,
    k: int = 4,
    top: int = 10,
    offset: int | None = None,
) -> tuple[SingularDirection, ...]:
    r"""Return the first singular directions of a head's circuit, by the tokens that stand highest.

    $W_{OV} = \sum_i \sigma_i u_i v_i^\top$: $u_i$ by $W_U u_i$ (less its mean over the outputs),
    $v_i$ by $W_E^\top v_i$; of $W_{QK}$ both by $W_E$, destinations on the left. The signs of a
    pair are such that the largest product on the left is positive. Values closer to one another, or
    to 0, than rounding allows to tell their directions apart (Wedin: $\sin \theta \le \epsilon /
    (\mathrm{gap} - \epsilon)$) stand together as one space, in which no direction is another's
    better. It costs O((d_model + d_vocab) · d_head · k).

    Args:
        model: the transformer.
        layer: the layer, from 0.
        head: the head of that layer, from 0.
        circuit: "OV" or "QK".
        k: how many directions are asked for; the last come whole, if they stand together.
        top: how many tokens on each side.
        offset: the source's position less the destination's, for the QK of a layer with rotary
            positions.

    Returns:
        The `SingularDirection`s, the largest value first; values that are 0 up to rounding have
        none. Computed in float64.

    Raises:
        ValueError: for a head that there is not, another circuit, weights that are not floating, k
            or top below 1; for an offset that `W_QK` refuses, or one beside OV.

    Source:
        Millidge and Black 2022, «The Singular Value Decompositions of Transformer Weight Matrices
        are Highly Interpretable»; Wedin 1972.

    Theorem:
        low_rank

    Examples:
        >>> import refmath as rm
        >>> model = rm.by_hand.one_skip_trigram(4, source=0, destination=1, output=2, effect=6.0)
        >>> (only,) = rm.singular_directions(model, 0, 0, "OV", top=1)
        >>> only.left, only.right
        ((2,), (0,))
        >>> (space,) = rm.singular_directions(rm.by_hand.duplicate_token_head(4), 0, 0, "OV", k=1)
        >>> len(space.values)  # an identity has no directions
        4
    """
    one_of("circuit", circuit, ("OV", "QK"))
    k, top = whole_number("k", k, least=1), whole_number("top", top, least=1)
    layer, head = head_index(model, layer, head)
    if circuit == "OV":
        if offset is not None:
            raise refused("offset", "None beside OV", offset)
        product, (of_left, _) = W_OV(model, layer, head), unembedding(model)
    else:
        product = W_QK(model, layer, head, offset=offset)
        of_left = array_api_compat.array_namespace(model.W_E).matrix_transpose(model.W_E)
    left = _floating(model, of_left)
    left = left - left.mean(axis=0) if circuit == "OV" else left
    right = _floating(model, model.W_E).T
    U, S, Vh, error = _decomposed(
        LowRank(_floating(model, product.left), _floating(model, product.right))
    )
    return tuple(
        _direction(S[a:b], left @ U[:, a:b], right @ Vh[a:b].T, sine, top)
        for a, b, sine in _told_apart(S, error, k)
    )


def _direction(S: Matrix, left: Matrix, right: Matrix, sine: float, top: int) -> SingularDirection:
    if len(S) == 1:
        left, right = left[:, 0], right[:, 0]
        sign = math.copysign(1.0, left[np.argmax(np.abs(left))])
        left, right = sign * left, sign * right
    else:
        left, right = (np.sqrt((side * side).sum(axis=1)) for side in (left, right))
    highest = [np.argsort(-side, kind="stable")[:top] for side in (left, right)]
    return SingularDirection(
        tuple(S.tolist()),
        tuple(highest[0].tolist()),
        tuple(left[highest[0]].tolist()),
        tuple(highest[1].tolist()),
        tuple(right[highest[1]].tolist()),
        sine,
    )


def _told_apart(S: Matrix, error: float, k: int) -> list[tuple[int, int, float]]:
    """List the first k values' runs, from and to, that can be told from all others, by their sine.

    A run ends where the gap to the next value is wide enough; what is not above 0 ends them all.
    """
    gaps = S - np.append(S[1:], 0.0)
    wide = gaps - error > error / SINE
    found, start = [], 0
    while start < min(k, len(S)):
        ends = np.flatnonzero(wide[start:])
        if not len(ends):
            break  # down to 0 nothing ends: these are not told from the directions of 0
        stop = start + int(ends[0]) + 1
        gap = min(gaps[stop - 1], gaps[start - 1] if start else math.inf)
        found.append((start, stop, float(error / (gap - error))))
        start = stop
    return found


def _decomposed(product: LowRank) -> tuple[Matrix, Matrix, Matrix, float]:
    """Return an SVD in float64 and how far off, in norm, the matrix is that it is exact for."""
    U, S, Vh = product.svd()
    rows, cols = product.shape
    inner = product.left.shape[-1]
    sizes, power = [], 0
    for factor in (product.left, product.right):
        unit, exponent = over_a_power(factor)
        sizes.append(float(np.linalg.norm(unit)))
        power += int(exponent)
    off = gamma(BACKWARD * (rows + cols + inner) * inner, "float64")
    return U, S, Vh, math.ldexp(3 * off * sizes[0] * sizes[1], power)


def _basis(name: str, W: Matrix) -> tuple[Matrix, float]:
    """Return an orthonormal basis of the columns, and how far their projection may be off."""
    unit, _ = over_a_power(W)
    U, S, _ = np.linalg.svd(unit, full_matrices=False)
    error = gamma(BACKWARD * unit.shape[0] * unit.shape[1], "float64") * float(np.linalg.norm(unit))
    rank = int(np.count_nonzero(S - 2 * error > 0))
    if not rank:
        raise ValueError(f"{name}: expected a head that writes or reads something, got zeros")
    # Wedin: the sine of the angle to the exact space; the projections differ by no more.
    return U[:, :rank], min(1.0, error / (float(S[rank - 1]) - error))


def _pair(model: Transformer, name: str, pair: Any) -> tuple[int, int]:
    try:
        layer, head = pair
        return head_index(model, layer, head)
    except (TypeError, ValueError) as error:
        if "expected a Transformer" in str(error):
            raise
        raise refused(name, "(layer, head) of a head that there is", pair) from None


def _floating(model: Transformer, weights: Array) -> Matrix:
    array = in_numpy(weights)
    if array.dtype.kind != "f":
        raise ValueError(f"model: expected floating weights, got {model.dtype}")
    return array.astype(np.float64)
