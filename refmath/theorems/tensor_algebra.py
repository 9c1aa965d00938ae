"""Chapter 1: the laws of the tensor product, each proved from the definitions of its entries."""

from __future__ import annotations

from refmath.symbolic.derivation import ENTRIES, NearMiss, Step, Theorem
from refmath.symbolic.expressions import Expression, HeadSum, Trace, Vec, tensor, total
from refmath.theorems.notation import free, identity, inclusion, letter, outer

CHAPTER = "1 The algebra"
_SOURCE = "Elhage et al. 2021, «Notation», and the definition of the Kronecker product"

# Letters of unequal spaces, so that a transposition can't hide; n × n ones for the near misses,
# whose two sides must have one shape to be compared at all.
A, B = free("A", "n", "m"), free("B", "m", "p")
W, V = free("W", "q", "r"), free("V", "r", "s")
A2, W2 = free("B", "n", "m"), free("V", "q", "r")
An, Bn, Wn, Vn, xn = (free(name, "n", "n") for name in ("A", "B", "W", "V", "x"))
x = free("x", "m", "r")


def _law(
    name: str,
    title: str,
    plain: str,
    sides: tuple[Expression, Expression],
    near_misses: tuple[NearMiss, ...],
    assumptions: tuple[str, ...] = (),
) -> Theorem:
    steps = (Step(sides[0]), Step(sides[1], ENTRIES))
    return Theorem(name, title, CHAPTER, _SOURCE, plain, steps, near_misses, assumptions)


DISTRIBUTIVITY = _law(
    "distributivity",
    "Products distribute over sums",
    "Matrix multiplication is linear in each factor. This is what lets a product of layers, each "
    "«keep the stream, plus what the heads add», be multiplied out into a sum over paths.",
    (A @ total(B, free("C", "m", "p")), A @ B + A @ free("C", "m", "p")),
    (
        NearMiss(
            "added_once",
            An @ total(Bn, Vn),
            An @ Bn + Vn,
            "multiplying only the first term of the bracket",
        ),
    ),
)

TRANSPOSE_OF_PRODUCT = _law(
    "transpose_of_a_product",
    "Transposing a product turns its order round",
    "The rows of AB are combinations of the rows of B. Read the other way round, the factors "
    "change places: this is how weights that act from the left meet activations stored as rows.",
    ((A @ B).T, B.T @ A.T),
    (
        NearMiss(
            "order_kept",
            (An @ Bn).T,
            An.T @ Bn.T,
            "transposing each factor where it stands",
            "n × n",
        ),
    ),
)

VEC = _law(
    "vec",
    "A ⊗ W acts on the residual stream as A x Wᵀ",
    "A mixes positions (rows of x), W mixes residual coordinates (columns of x), and neither knows "
    "of the other. Laid out flat, row by row, that pair of actions is the one matrix "
    "`np.kron(A, W)`.",
    (Vec(A @ x @ W.T), tensor(A, W) @ Vec(x)),
    (
        NearMiss(
            "factors_swapped",
            Vec(An @ xn @ Wn.T),
            tensor(Wn, An) @ Vec(xn),
            "⊗ looks symmetric; it is not",
            "n × n",
        ),
        NearMiss(
            "pattern_transposed",
            Vec(An @ xn @ Wn.T),
            tensor(An.T, Wn) @ Vec(xn),
            "reading A[source, destination] for A[destination, source]",
            "n × n",
        ),
        NearMiss(
            "weight_not_transposed",
            Vec(An @ xn @ Wn),
            tensor(An, Wn) @ Vec(xn),
            "writing x W as libraries do, with W stored as the paper does",
            "n × n",
        ),
        NearMiss(
            "column_major",
            Vec((An @ xn @ Wn.T).T),
            tensor(An, Wn) @ Vec(xn.T),
            "flattening by columns (Fortran order), as many textbooks do; then it is W ⊗ A",
            "n × n",
        ),
        NearMiss(
            "np_outer",
            Vec(An @ xn @ Wn.T),
            outer(An, Wn) @ Vec(xn),
            "`np.outer(A, W)` holds the same products, in other places",
            "n × n",
        ),
    ),
)

LINEARITY_OF_VEC = _law(
    "linearity_of_vec",
    "Flattening is linear",
    "Laying a matrix out flat moves its entries and changes none, so the sum of two laid-out "
    "matrices is the sum, laid out.",
    (Vec(A + A2), Vec(A) + Vec(A2)),
    (
        NearMiss(
            "transposed_along",
            Vec(An + Bn),
            Vec(An) + Vec(Bn.T),
            "flattening the second by columns",
            "n × n",
        ),
    ),
)

MIXED_PRODUCT = _law(
    "mixed_product",
    "Tensor products multiply slot by slot",
    "Doing B ⊗ V and then A ⊗ W moves positions by AB and residual coordinates by WV. This one law "
    "turns a product of layers into words: patterns on the left of ⊗, weights on the right.",
    (tensor(A, W) @ tensor(B, V), tensor(A @ B, W @ V)),
    (
        NearMiss(
            "first_slot_reversed",
            tensor(An, Wn) @ tensor(Bn, Vn),
            tensor(Bn @ An, Wn @ Vn),
            "the order in which things happen, in the first slot only",
            "n × n",
        ),
        NearMiss(
            "second_slot_reversed",
            tensor(An, Wn) @ tensor(Bn, Vn),
            tensor(An @ Bn, Vn @ Wn),
            "the order in which things happen, in the second slot only",
            "n × n",
        ),
        NearMiss(
            "slots_crossed",
            tensor(An, Wn) @ tensor(Bn, Vn),
            tensor(An @ Vn, Wn @ Bn),
            "taking the outer factors and the inner ones, as in (a/b)(c/d)",
            "n × n",
        ),
    ),
)

BILINEARITY = _law(
    "bilinearity",
    "⊗ is linear in each slot",
    "A sum of patterns beside one weight is the sum of the two tensor products. It is linear in "
    "one slot at a time, never in both at once.",
    (tensor(A + A2, W), tensor(A, W) + tensor(A2, W)),
    (
        NearMiss(
            "both_slots_at_once",
            tensor(A, W) + tensor(A2, W2),
            tensor(A + A2, W + W2),
            "adding slot by slot, which SymPy 1.14's `combine_kronecker` does",
        ),
    ),
)

BILINEARITY_RIGHT = _law(
    "bilinearity_on_the_right",
    "⊗ is linear in the second slot too",
    "One pattern beside a sum of weights is the sum of two tensor products. So the heads that "
    "share a pattern act as one head with the summed W_OV.",
    (tensor(A, W + W2), tensor(A, W) + tensor(A, W2)),
    (
        NearMiss(
            "pattern_counted_once",
            tensor(An, Wn + Vn),
            tensor(An, Wn) + tensor(identity("n"), Vn),
            "giving the pattern to the first term only",
            "n × n",
        ),
    ),
)

IDENTITY = _law(
    "identity",
    "The identity of both slots is the identity",
    "Leaving positions alone and leaving residual coordinates alone is leaving everything alone. "
    "That is the residual connection: Id = Id ⊗ Id.",
    (tensor(identity("n"), identity("m")) @ Vec(free("x", "n", "m")), Vec(free("x", "n", "m"))),
    (
        NearMiss(
            "either_slot",
            tensor(An, identity("n")),
            tensor(identity("n"), An),
            "the identity may stand in either slot; but then it is the other slot that is moved",
            "n × n",
        ),
    ),
)

TRANSPOSE = _law(
    "transpose",
    "Transposing goes into each slot",
    "Unlike a matrix product, a tensor product keeps the order of its slots under transposition: "
    "positions stay positions.",
    (tensor(A, W).T, tensor(A.T, W.T)),
    (
        NearMiss(
            "slots_exchanged",
            tensor(An, Wn).T,
            tensor(Wn.T, An.T),
            "by analogy with (AW)ᵀ = WᵀAᵀ",
            "n × n",
        ),
        NearMiss("one_slot_only", tensor(An, Wn).T, tensor(An.T, Wn), "forgetting a slot", "n × n"),
    ),
)

TRACE = _law(
    "trace",
    "The trace of a tensor product is the product of the traces",
    "The diagonal of A ⊗ W holds every product of a diagonal entry of A with one of W. Summing "
    "them all factors.",
    (Trace(tensor(An, free("W", "q", "q"))), tensor(Trace(An), Trace(free("W", "q", "q")))),
    (
        NearMiss(
            "sum_for_product",
            Trace(tensor(An, Wn)),
            Trace(An) + Trace(Wn),
            "as for a direct sum, whose trace is the sum",
            "n × n",
        ),
        NearMiss(
            "trace_of_the_product",
            Trace(tensor(An, Wn)),
            Trace(An @ Wn),
            "⊗ read as matrix multiplication",
            "n × n",
        ),
    ),
)

BLOCKS = _law(
    "blocks",
    "Heads laid in a row meet only themselves",
    "ι_h puts one head's coordinates at its place among those of all heads. Multiplying two such "
    "rows of blocks pairs each head with itself alone: the cross terms are zero.",
    (
        HeadSum(
            "g",
            HeadSum(
                "h",
                letter("x")
                @ letter("W_V", "g").T
                @ inclusion("g").T
                @ inclusion("h")
                @ letter("W_O", "h").T,
            ),
        ),
        HeadSum("h", letter("x") @ letter("W_V", "h").T @ letter("W_O", "h").T),
    ),
    (
        NearMiss(
            "all_pairs",
            HeadSum(
                "g",
                HeadSum(
                    "h",
                    letter("x")
                    @ letter("W_V", "g").T
                    @ inclusion("g").T
                    @ inclusion("h")
                    @ letter("W_O", "h").T,
                ),
            ),
            HeadSum("g", HeadSum("h", letter("x") @ letter("W_V", "g").T @ letter("W_O", "h").T)),
            "multiplying the sums out and keeping every cross term",
        ),
    ),
)

THEOREMS = (
    DISTRIBUTIVITY,
    TRANSPOSE_OF_PRODUCT,
    VEC,
    LINEARITY_OF_VEC,
    MIXED_PRODUCT,
    BILINEARITY,
    BILINEARITY_RIGHT,
    IDENTITY,
    TRANSPOSE,
    TRACE,
    BLOCKS,
)
