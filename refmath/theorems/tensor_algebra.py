"""Chapter 1: the laws of the tensor product, each proved from the definitions of its entries."""

from __future__ import annotations

from refmath.symbolic.derivation import CHAPTER_OF_LAWS, ENTRIES, NearMiss, Step, Theorem
from refmath.symbolic.expressions import (
    Expression,
    HeadSum,
    Identity,
    Scaled,
    Trace,
    Vec,
    tensor,
    total,
)
from refmath.symbolic.letters import scalar
from refmath.theorems.notation import free, identity, inclusion, letter, outer, special

CHAPTER = CHAPTER_OF_LAWS
_SOURCE = "Elhage et al. 2021, «Notation», and the definition of the Kronecker product"

# Letters of unequal spaces, so that a transposition can't hide; n × n ones for the near misses,
# whose two sides must have one shape to be compared at all.
A, B = free("A", "n", "m"), free("B", "m", "p")
W, V = free("W", "q", "r"), free("V", "r", "s")
A2, W2 = free("B", "n", "m"), free("V", "q", "r")
An, Bn, Wn, Vn, xn = (free(name, "n", "n") for name in ("A", "B", "W", "V", "x"))
x = free("x", "m", "r")
Ah, Bh = free("A", "n", "m", "h"), free("B", "m", "p", "h")
Wh = free("W", "q", "r", "h")
Anh, Bnh, Wnh = (free(name, "n", "n", "h") for name in ("A", "B", "W"))
c, d = scalar("c", "c"), scalar("d", "d")


def _heads(body: Expression) -> Expression:
    return HeadSum("h", body)


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

DISTRIBUTIVITY_RIGHT = _law(
    "distributivity_on_the_right",
    "Products distribute from the right too",
    "Matrix multiplication doesn't commute, so this is a law of its own.",
    ((A + A2) @ free("C", "m", "p"), A @ free("C", "m", "p") + A2 @ free("C", "m", "p")),
    (
        NearMiss(
            "multiplied_once",
            (An + Bn) @ Vn,
            An + Bn @ Vn,
            "multiplying only the last term of the bracket",
            "n × n",
        ),
    ),
)

FACTOR_INTO_HEADS = _law(
    "factor_into_a_sum_over_heads",
    "A factor goes into a sum over heads",
    "However many heads there are, a factor before their sum may be given to each. It must not "
    "depend on the head.",
    (A @ _heads(Bh), _heads(A @ Bh)),
    (
        NearMiss(
            "captured",
            Anh @ _heads(Bnh),
            _heads(Anh @ Bnh),
            "the h outside is another than the h that is summed over",
            "n × n",
        ),
        NearMiss(
            "given_to_all_together",
            An @ _heads(An @ Bnh),
            _heads(An @ Bnh),
            "letting the sum swallow the factor",
            "n × n",
        ),
    ),
)

FACTOR_INTO_HEADS_RIGHT = _law(
    "factor_into_a_sum_over_heads_on_the_right",
    "A factor goes into a sum over heads from the right too",
    "So W_U and W_E, which belong to no head, stand in each head's term.",
    (_heads(Ah) @ B, _heads(Ah @ B)),
    (
        NearMiss(
            "captured",
            _heads(Anh) @ Bnh,
            _heads(Anh @ Bnh),
            "the h outside is another than the h that is summed over",
            "n × n",
        ),
    ),
)

HEADS_OF_A_SUM = _law(
    "sum_over_heads_of_a_sum",
    "A sum over heads of two terms is two sums over heads",
    "A sum has no order: all first terms may be added before all second ones.",
    (_heads(Ah + free("C", "n", "m", "h")), _heads(Ah) + _heads(free("C", "n", "m", "h"))),
    (
        NearMiss(
            "counted_once",
            _heads(Anh + Bn),
            _heads(Anh) + Bn,
            "adding what belongs to no head once, where the sum adds it once a head",
            "n × n",
        ),
    ),
)

SCALAR_OUT_OF_PRODUCT = _law(
    "scalar_out_of_a_product",
    "A number leaves a product",
    "Scaling the second factor scales the product. Numbers are what commutes with everything.",
    (A @ Scaled(c, B), Scaled(c, A @ B)),
    (
        NearMiss(
            "of_both_factors",
            Scaled(c, An) @ Scaled(c, Bn),
            Scaled(c, An @ Bn),
            "taking a common factor out once, as of a sum",
            "n × n",
        ),
    ),
)

SCALAR_OUT_OF_PRODUCT_LEFT = _law(
    "scalar_out_of_a_product_on_the_left",
    "A number leaves a product from the first factor too",
    "So it doesn't matter whether queries, keys or scores are divided by √d_head.",
    (Scaled(c, A) @ B, Scaled(c, A @ B)),
    (
        NearMiss(
            "of_one_term",
            (Scaled(c, An) + Bn) @ Vn,
            Scaled(c, (An + Bn) @ Vn),
            "taking a number out of a bracket that has it in one term only",
            "n × n",
        ),
    ),
)

SCALAR_OUT_OF_SUM = _law(
    "scalar_out_of_a_sum",
    "A number leaves a sum that has it in each term",
    "c A + c B is c times the sum: read from right to left, a number goes into a sum.",
    (Scaled(c, A) + Scaled(c, A2), Scaled(c, A + A2)),
    (
        NearMiss(
            "of_one_term",
            Scaled(c, An) + Bn,
            Scaled(c, An + Bn),
            "taking a number out that only one term has",
            "n × n",
        ),
    ),
)

SCALAR_OUT_OF_HEADS = _law(
    "scalar_out_of_a_sum_over_heads",
    "A number leaves a sum over heads",
    "If it is the same for all heads, it may be multiplied once, at the end.",
    (_heads(Scaled(c, Ah)), Scaled(c, _heads(Ah))),
    (
        NearMiss(
            "of_both_factors",
            _heads(Scaled(c, An) @ Scaled(c, Bnh)),
            Scaled(c, _heads(An @ Bnh)),
            "a number that each term has twice, taken out once",
            "n × n",
        ),
    ),
)

SCALARS_IN_ANY_ORDER = _law(
    "scalars_in_any_order",
    "Numbers may stand in any order",
    "Multiplying by c and then by d is multiplying by d and then by c.",
    (Scaled(d, Scaled(c, A)), Scaled(c, Scaled(d, A))),
    (
        NearMiss(
            "one_for_the_other",
            Scaled(d, Scaled(c, An)),
            Scaled(c, Scaled(c, An)),
            "taking the one number for the other",
            "n × n",
        ),
    ),
)

MULTIPLES = _law(
    "multiples",
    "Two of a thing are the thing and the thing",
    "An integer before a term says how often it is added: 2 A = A + A, and so on.",
    (Scaled(2, A), A + A),
    (
        NearMiss(
            "the_square",
            Scaled(2, An),
            An @ An,
            "taking twice for squared",
            "n × n",
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

VEC_OF_HEADS = _law(
    "vec_of_a_sum_over_heads",
    "Flattening a sum over heads flattens each head's term",
    "It moves entries and changes none, however many terms are added.",
    (Vec(_heads(Ah)), _heads(Vec(Ah))),
    (
        NearMiss(
            "transposed_along",
            Vec(_heads(Anh)),
            _heads(Vec(Anh.T)),
            "flattening by columns",
            "n × n",
        ),
    ),
)

VEC_OF_A_MULTIPLE = _law(
    "vec_of_a_multiple",
    "Flattening keeps a number where it is",
    "Scaling all entries and then moving them is moving them and then scaling all.",
    (Vec(Scaled(c, A)), Scaled(c, Vec(A))),
    (
        NearMiss(
            "in_both_slots",
            tensor(Scaled(c, An), Scaled(c, Bn)) @ Vec(xn),
            Scaled(c, tensor(An, Bn) @ Vec(xn)),
            "scaling both slots of the operator, as if that scaled once",
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

MIXED_PRODUCT_THREE = _law(
    "mixed_product_of_three_slots",
    "Three slots multiply slot by slot",
    "As for two slots: A ⊗ W ⊗ V is A ⊗ (W ⊗ V).",
    (
        tensor(A, W, free("C", "p", "q")) @ tensor(B, V, free("D", "q", "m")),
        tensor(A @ B, W @ V, free("C", "p", "q") @ free("D", "q", "m")),
    ),
    (
        NearMiss(
            "last_slots_crossed",
            tensor(An, Wn, xn) @ tensor(Bn, Vn, Wn),
            tensor(An @ Bn, Wn @ Wn, xn @ Vn),
            "pairing the second slot with the third",
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

HEADS_FIRST_SLOT = _law(
    "sum_over_heads_in_the_first_slot",
    "A sum over heads leaves the first slot",
    "Patterns that share one matrix add up to one pattern, however many there are.",
    (tensor(_heads(Ah), W), _heads(tensor(Ah, W))),
    (
        NearMiss(
            "both_slots_at_once",
            tensor(_heads(Anh), _heads(Wnh)),
            _heads(tensor(Anh, Wnh)),
            "summing in each slot by itself: that pairs each pattern with every head's weights",
            "n × n",
        ),
        NearMiss(
            "captured",
            tensor(_heads(Anh), Wnh),
            _heads(tensor(Anh, Wnh)),
            "the h outside is another than the h that is summed over",
            "n × n",
        ),
    ),
)

HEADS_SECOND_SLOT = _law(
    "sum_over_heads_in_the_second_slot",
    "A sum over heads leaves the second slot",
    "Heads that share one pattern act as one head with the summed weights.",
    (tensor(A, _heads(Wh)), _heads(tensor(A, Wh))),
    (
        NearMiss(
            "captured",
            tensor(Anh, _heads(Wnh)),
            _heads(tensor(Anh, Wnh)),
            "the h outside is another than the h that is summed over",
            "n × n",
        ),
    ),
)

SCALAR_FIRST_SLOT = _law(
    "scalar_out_of_the_first_slot",
    "A number leaves the first slot",
    "A pattern that is scaled moves that much of everything.",
    (tensor(Scaled(c, A), W), Scaled(c, tensor(A, W))),
    (
        NearMiss(
            "of_both_slots",
            tensor(Scaled(c, An), Scaled(c, Wn)),
            Scaled(c, tensor(An, Wn)),
            "a number that both slots have, taken out once",
            "n × n",
        ),
    ),
)

SCALAR_SECOND_SLOT = _law(
    "scalar_out_of_the_second_slot",
    "A number leaves the second slot too",
    "Which slot it stood in can't be told any more.",
    (tensor(A, Scaled(c, W)), Scaled(c, tensor(A, W))),
    (
        NearMiss(
            "of_one_term",
            tensor(An, Scaled(c, Wn) + Vn),
            Scaled(c, tensor(An, Wn + Vn)),
            "taking a number out that only one term has",
            "n × n",
        ),
    ),
)

IDENTITY = _law(
    "identity",
    "The identity changes nothing",
    "Id A = A: what is left alone stays what it was. That is what a path does in a layer that it "
    "passes by.",
    (identity("n") @ A, A),
    (
        NearMiss(
            "the_identity_is_left",
            identity("n") @ An,
            identity("n"),
            "keeping the identity and dropping what it acts on",
            "n × n",
        ),
    ),
)

IDENTITY_RIGHT = _law(
    "identity_on_the_right",
    "The identity may be left out on the right too",
    "So of a product the identities may be left out wherever they stand.",
    (A @ identity("m"), A),
    (
        NearMiss(
            "all_ones",
            An @ special("ones", "J", "n", "n"),
            An,
            "the matrix whose entries are all 1 in place of the identity",
            "n × n",
        ),
    ),
)

IDENTITY_SLOTS = _law(
    "identity_of_both_slots",
    "The identity of both slots is the identity",
    "Leaving positions alone and leaving residual coordinates alone is leaving everything alone. "
    "That is the residual connection: Id = Id ⊗ Id.",
    (tensor(identity("n"), identity("m")), Identity(("n", "m"))),
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

TRANSPOSE_OF_A_SUM = _law(
    "transpose_of_a_sum",
    "Transposing goes into each term",
    "It moves entries and changes none, so it is linear.",
    ((A + A2).T, A.T + A2.T),
    (
        NearMiss(
            "one_term_only",
            (An + Bn).T,
            An.T + Bn,
            "forgetting a term",
            "n × n",
        ),
    ),
)

TRANSPOSE_OF_HEADS = _law(
    "transpose_of_a_sum_over_heads",
    "Transposing goes into a sum over heads",
    "However many terms there are, each is transposed.",
    (_heads(Ah).T, _heads(Ah.T)),
    (
        NearMiss(
            "forgotten",
            _heads(Anh).T,
            _heads(Anh),
            "taking a sum over many heads for symmetric",
            "n × n",
        ),
    ),
)

TRANSPOSE_OF_A_MULTIPLE = _law(
    "transpose_of_a_multiple",
    "Transposing leaves a number where it is",
    "A number has nothing to transpose.",
    (Scaled(c, A).T, Scaled(c, A.T)),
    (
        NearMiss(
            "forgotten",
            Scaled(c, An).T,
            Scaled(c, An),
            "transposing the number alone",
            "n × n",
        ),
    ),
)

TRANSPOSE_TWICE = _law(
    "transpose_twice",
    "Transposing twice changes nothing",
    "Rows become columns and rows again.",
    (A.T.T, A),
    (
        NearMiss(
            "once",
            An.T,
            An,
            "as if once were enough",
            "n × n",
        ),
    ),
)

TRANSPOSE_OF_IDENTITY = _law(
    "transpose_of_the_identity",
    "The identity is its own transpose",
    "Its entries lie on the diagonal, which transposing leaves.",
    (identity("n").T, identity("n")),
    (
        NearMiss(
            "with_more_on_it",
            (identity("n") + An).T,
            identity("n") + An,
            "taking what holds of Id for what holds of Id plus anything",
            "n × n",
        ),
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

TRACE_THREE = _law(
    "trace_of_three_slots",
    "The trace of three slots is the product of three traces",
    "As for two slots: A ⊗ W ⊗ V is A ⊗ (W ⊗ V).",
    (
        Trace(tensor(An, free("W", "q", "q"), free("V", "r", "r"))),
        tensor(Trace(An), Trace(free("W", "q", "q")), Trace(free("V", "r", "r"))),
    ),
    (
        NearMiss(
            "two_slots_multiplied",
            Trace(tensor(An, Wn, Vn)),
            tensor(Trace(An), Trace(Wn @ Vn)),
            "⊗ read as matrix multiplication between the last two slots",
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
    DISTRIBUTIVITY_RIGHT,
    FACTOR_INTO_HEADS,
    FACTOR_INTO_HEADS_RIGHT,
    HEADS_OF_A_SUM,
    SCALAR_OUT_OF_PRODUCT,
    SCALAR_OUT_OF_PRODUCT_LEFT,
    SCALAR_OUT_OF_SUM,
    SCALAR_OUT_OF_HEADS,
    SCALARS_IN_ANY_ORDER,
    MULTIPLES,
    TRANSPOSE_OF_PRODUCT,
    VEC,
    LINEARITY_OF_VEC,
    VEC_OF_HEADS,
    VEC_OF_A_MULTIPLE,
    MIXED_PRODUCT,
    MIXED_PRODUCT_THREE,
    BILINEARITY,
    BILINEARITY_RIGHT,
    HEADS_FIRST_SLOT,
    HEADS_SECOND_SLOT,
    SCALAR_FIRST_SLOT,
    SCALAR_SECOND_SLOT,
    IDENTITY,
    IDENTITY_RIGHT,
    IDENTITY_SLOTS,
    TRANSPOSE,
    TRANSPOSE_OF_A_SUM,
    TRANSPOSE_OF_HEADS,
    TRANSPOSE_OF_A_MULTIPLE,
    TRANSPOSE_TWICE,
    TRANSPOSE_OF_IDENTITY,
    TRACE,
    TRACE_THREE,
    BLOCKS,
)
