"""Chapter 1: the softmax, from its definition; each law proved from the entries alone.

M is the causal mask, ∘ the product entry by entry, exp of a matrix that of each entry, and 1 a
column of ones: softmax(S) is M ∘ exp(S) with each row divided by its sum.
"""

from __future__ import annotations

from refmath.symbolic.derivation import ENTRIES, NearMiss, Step, Theorem
from refmath.symbolic.expressions import (
    Apply,
    Diag,
    Exp,
    Expression,
    Pattern,
    Recip,
    Scaled,
    hadamard,
    product,
)
from refmath.theorems.notation import ONES, free, identity, special
from refmath.theorems.tensor_algebra import CHAPTER

_SOURCE = "Vaswani et al. 2017, «Scaled Dot-Product Attention»; Elhage et al. 2021, «Notation»"

_S, _T = free("S", "n_ctx", "n_ctx"), free("T", "n_ctx", "n_ctx")
_c = free("c", "n_ctx", "one")
_M = special("causal", "M", "n_ctx", "n_ctx")
_N = special("mask", "N", "n_ctx", "n_ctx")
_P = special("first", "P", "n_ctx", "n_ctx")
_Pi = special("permutation", "Π", "n_ctx", "n_ctx")


def _of_rows(column: Expression) -> Expression:
    """Write c 1ᵀ: one number for each destination, whatever the source."""
    return column @ ONES.T


def _of_columns(column: Expression) -> Expression:
    """Write 1 cᵀ: one number for each source, whatever the destination."""
    return ONES @ column.T


def _normed(weights: Expression) -> Expression:
    """Write the weights with each row divided by its sum."""
    return Diag(Recip(weights @ ONES)) @ weights


def _unmasked(scores: Expression) -> Expression:
    return Pattern(scores, causal=False)


def _law(
    name: str,
    title: str,
    plain: str,
    sides: tuple[Expression, Expression],
    near_misses: tuple[NearMiss, ...],
) -> Theorem:
    steps = (Step(sides[0]), Step(sides[1], ENTRIES))
    return Theorem(name, title, CHAPTER, _SOURCE, plain, steps, near_misses)


DEFINITION = _law(
    "softmax",
    "What a softmax is",
    "Each score becomes a positive weight, its exponential; the weights of later sources are "
    "struck out; and each destination's weights are divided by their sum, which is positive, since "
    "a position always sees itself.",
    (Pattern(_S), _normed(hadamard(_M, Exp(_S)))),
    (
        NearMiss(
            "mask_forgotten_in_the_sum",
            Pattern(_S),
            Diag(Recip(Exp(_S) @ ONES)) @ hadamard(_M, Exp(_S)),
            "masking after the softmax",
        ),
        NearMiss(
            "masked_scores",
            Pattern(_S),
            _normed(Exp(hadamard(_M, _S))),
            "a score of 0 for what is masked, whose weight is 1",
        ),
        NearMiss(
            "divided_by_columns",
            Pattern(_S),
            hadamard(_M, Exp(_S)) @ Diag(Recip(Exp(_S).T @ ONES)),
            "the sums on the other side: they belong to sources there",
        ),
    ),
)

EXPONENTIALS = _law(
    "exponential_of_a_sum",
    "The exponential of a sum is the product, entry by entry",
    "What adds to the scores multiplies the weights. This is all that a softmax knows of the "
    "exponential, besides that it is positive.",
    (Exp(_S + _T), hadamard(Exp(_S), Exp(_T))),
    (
        NearMiss(
            "sum_of_exponentials",
            Exp(_S + _T),
            Exp(_S) + Exp(_T),
            "exp as if it were linear",
        ),
        NearMiss(
            "matrix_product",
            Exp(_S + _T),
            Exp(_S) @ Exp(_T),
            "the product of matrices, as for the matrix exponential",
        ),
        NearMiss(
            "doubled",
            Exp(Scaled(2, _S)),
            Scaled(2, Exp(_S)),
            "a factor taken out of the exponential",
        ),
    ),
)

ROWS = _law(
    "softmax_rows_sum_to_1",
    "The rows of a pattern sum to 1",
    "A destination's attention is divided among the sources that it sees, and nothing is left "
    "over. So what is the same at every source arrives unchanged: a value bias, for one.",
    (Pattern(_S) @ ONES, ONES),
    (
        NearMiss(
            "columns_sum_to_1",
            Pattern(_S).T @ ONES,
            ONES,
            "a source's attention need not add up to anything",
        ),
        NearMiss(
            "over_destinations",
            Pattern(_S, "destination") @ ONES,
            ONES,
            "a softmax over the other axis",
        ),
        NearMiss(
            "with_a_sink",
            Diag(Recip(hadamard(_M, Exp(_S)) @ ONES + Exp(_c))) @ hadamard(_M, Exp(_S)) @ ONES,
            ONES,
            "one more exponential in the sum, of a sink that is no position",
        ),
    ),
)

SHIFT = _law(
    "softmax_shift",
    "What is added to a whole row of scores is inert",
    "The same added to all scores of a destination multiplies all its weights alike, and their sum "
    "with them. So scores are defined up to a constant for each destination: a key bias adds such.",
    (Pattern(_S + _of_rows(_c)), Pattern(_S)),
    (
        NearMiss(
            "added_to_columns",
            Pattern(_S + _of_columns(_c)),
            Pattern(_S),
            "the same for each source: that moves attention, as a query bias does",
        ),
        NearMiss(
            "scaled_rows",
            Pattern(Scaled(2, _S)),
            Pattern(_S),
            "a factor for a summand: a temperature is not inert",
        ),
        NearMiss(
            "capped",
            Pattern(Apply("f", _S + _of_rows(_c))),
            Pattern(Apply("f", _S)),
            "a soft cap between the scores and the softmax: it is not linear",
        ),
        NearMiss(
            "with_a_sink",
            Diag(Recip(hadamard(_M, Exp(_S + _of_rows(_c))) @ ONES + ONES))
            @ hadamard(_M, Exp(_S + _of_rows(_c))),
            Diag(Recip(hadamard(_M, Exp(_S)) @ ONES + ONES)) @ hadamard(_M, Exp(_S)),
            "a sink whose score of 0 is not shifted along",
        ),
    ),
)

PERMUTED = _law(
    "softmax_permuted",
    "Without a mask a softmax doesn't know the order of positions",
    "Permute destinations and sources of the scores, and the pattern is permuted in the same way. "
    "The causal mask is all that breaks this: where nothing else is said of positions, order "
    "enters by the mask alone.",
    (_unmasked(product(_Pi, _S, _Pi.T)), product(_Pi, _unmasked(_S), _Pi.T)),
    (
        NearMiss(
            "with_a_mask",
            Pattern(product(_Pi, _S, _Pi.T)),
            product(_Pi, Pattern(_S), _Pi.T),
            "the same behind the causal mask, which has an order of its own",
        ),
        NearMiss(
            "rows_only",
            _unmasked(_Pi @ _S),
            product(_Pi, _unmasked(_S), _Pi.T),
            "only the destinations permuted in the scores, both in the pattern",
        ),
        NearMiss(
            "turned_back",
            _unmasked(product(_Pi, _S, _Pi.T)),
            product(_Pi.T, _unmasked(_S), _Pi),
            "Π for Πᵀ",
        ),
    ),
)

FIRST_ROWS = _law(
    "softmax_first_rows",
    "The first rows of a causal pattern don't see later positions",
    "P keeps the first positions, any number of them. Their rows of the pattern are a function of "
    "the scores among them alone, and attend to them alone: what comes later may be anything, or "
    "not be there yet. This is what a KV cache rests on.",
    (_P @ Pattern(_S), product(_P, Pattern(product(_P, _S, _P)), _P)),
    (
        NearMiss(
            "without_a_mask",
            _P @ _unmasked(_S),
            product(_P, _unmasked(product(_P, _S, _P)), _P),
            "without a mask the later sources take their share",
        ),
        NearMiss(
            "all_rows",
            Pattern(_S),
            Pattern(product(_P, _S, _P)),
            "the later rows do see the later scores",
        ),
        NearMiss(
            "columns",
            Pattern(_S) @ _P,
            product(_P, Pattern(product(_P, _S, _P)), _P),
            "columns for rows: later destinations attend to the first positions as well",
        ),
        NearMiss(
            "any_projection",
            _T @ Pattern(_S),
            product(_T, Pattern(product(_T, _S, _T)), _T),
            "any matrix in the place of P",
        ),
    ),
)

# --- first positions, permutations, functions of rows ---------------------------------------------

_G = free("G", "n_ctx", "d_mlp")

TWICE = _law(
    "first_rows_twice",
    "Keeping the first positions twice is keeping them once",
    "P has a 1 on the diagonal for each of the first positions, and zeros everywhere else.",
    (_P @ _P, _P),
    (
        NearMiss("any_matrix", _T @ _T, _T, "any matrix in the place of P"),
        NearMiss("all_of_them", _P @ _P, identity(), "that the later positions are kept as well"),
    ),
)

SYMMETRIC = _law(
    "first_rows_transposed",
    "The projection onto the first positions is its own transpose",
    "P is diagonal: what it keeps of the destinations it keeps of the sources.",
    (_P.T, _P),
    (NearMiss("the_mask_too", _M.T, _M, "the causal mask in the place of P"),),
)

UNDONE = _law(
    "permutation_undone",
    "A permutation's transpose undoes it",
    "Each row and each column of Π has one 1, and zeros else.",
    (_Pi.T @ _Pi, identity()),
    (NearMiss("twice", _Pi @ _Pi, identity(), "that every permutation is an exchange"),),
)

FUNCTION_OF_ROWS = _law(
    "function_of_first_rows",
    "What is computed entry by entry of the first rows is a function of them",
    "f is any function of a number, used on every entry: an activation, a soft cap, the inverse "
    "root of a norm. The later rows of its argument don't matter to the first ones of its values.",
    (_P @ Apply("f", _G), _P @ Apply("f", _P @ _G)),
    (
        NearMiss(
            "zero_stays_zero",
            _P @ Apply("f", _G),
            Apply("f", _P @ _G),
            "that f is 0 at 0, so that the later rows stay wiped out",
        ),
        NearMiss(
            "any_matrix",
            _T @ Apply("f", _G),
            _T @ Apply("f", _T @ _G),
            "any matrix in the place of P",
        ),
    ),
)

LOOKS_BACK = _law(
    "softmax_looks_back",
    "The first rows of a causal pattern attend to the first positions alone",
    "Behind the first rows of the pattern it makes no difference to wipe out what comes later: "
    "their weights there are 0.",
    (product(_P, Pattern(_S), _P), _P @ Pattern(_S)),
    (
        NearMiss(
            "without_a_mask",
            product(_P, _unmasked(_S), _P),
            _P @ _unmasked(_S),
            "without a mask the first rows attend to later positions too",
        ),
        NearMiss(
            "columns",
            product(_P, Pattern(_S), _P),
            Pattern(_S) @ _P,
            "that later destinations don't attend to the first positions",
        ),
    ),
)

ANY_MASK = _law(
    "any_causal_mask",
    "Windows and sparse masks: the first rows see no later position either",
    "N is any mask that lets each position see itself and none see a later one: a window, a "
    "pattern of strides. What was said of the first rows behind the causal mask holds behind N.",
    (
        _P @ _normed(hadamard(_N, Exp(_S))),
        product(_P, _normed(hadamard(_N, Exp(product(_P, _S, _P)))), _P),
    ),
    (
        NearMiss(
            "as_behind_the_causal_mask",
            _normed(hadamard(_N, Exp(_S))),
            Pattern(_S),
            "what a window leaves out has no weight in the sum either",
        ),
        NearMiss(
            "windows_add_up",
            _N @ _N,
            _N,
            "two layers of windows see further than one",
        ),
    ),
)

THEOREMS = (
    DEFINITION,
    EXPONENTIALS,
    ROWS,
    SHIFT,
    PERMUTED,
    FIRST_ROWS,
    TWICE,
    SYMMETRIC,
    UNDONE,
    FUNCTION_OF_ROWS,
    LOOKS_BACK,
    ANY_MASK,
)
