"""Chapter 3: what a circuit's entries say of the model, and what they don't."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product as every
from typing import Any

from sympy import ZZ, Symbol
from sympy.polys.rings import ring

from refmath.symbolic.claims import Argument, Claim, FalseClaim, ensure
from refmath.symbolic.derivation import NearMiss, Step, Theorem
from refmath.symbolic.expressions import Expression, Scaled, product
from refmath.theorems.notation import (
    SCALE,
    W_OV,
    W_QK,
    free,
    letter,
    over_heads,
)
from refmath.theorems.polynomials import determinant, minors

CHAPTER = "3 Reading the circuits"

# --- skip-trigrams --------------------------------------------------------------------------------

_i = free("u", "one", "n_ctx", "i")
_t, _W_E, _W_U = letter("t"), letter("W_E"), letter("W_U")
_A = letter("A", "h")
_x0 = _t @ _W_E.T
_row = product(
    _i, _x0 + over_heads(product(_A, _x0, letter("W_V", "h").T, letter("W_O", "h").T)), _W_U.T
)


def _read(A: Expression, OV: Expression) -> Expression:
    """Write the row as bigrams plus, for each head, the sources it attends to, through OV."""
    return product(_i, _t, (_W_U @ _W_E).T) + over_heads(product(_i, A, _t, OV.T))


READING = Theorem(
    name="skip_trigram_reading",
    title="The logits at one destination: a bigram, and a sum over sources for each head",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Interpretation as Skip-Trigrams»",
    plain="u picks one destination. Its logits are the column of W_U W_E for its own token, plus, "
    "for each head, columns of OV for the tokens of the sources, weighted by the attention that "
    "the destination pays them: [source] … [destination] → [output].",
    steps=(
        Step(_row),
        Step(
            product(_i, _t, _W_E.T, _W_U.T)
            + over_heads(
                product(
                    _i, _A, _t, _W_E.T, letter("W_V", "h").T, letter("W_O", "h").T, _W_U.T
                )
            ),
            "distributivity",
        ),
        Step(
            _read(_A, product(_W_U, letter("W_O", "h"), letter("W_V", "h"), _W_E)), "transpose"
        ),
        Step(_read(_A, product(_W_U, W_OV("h"), _W_E)), "definition of W_OV"),
    ),
    near_misses=(
        NearMiss(
            "destination_for_source",
            _row,
            _read(_A.T, product(_W_U, W_OV("h"), _W_E)),
            "reading A[source, destination]",
        ),
        NearMiss(
            "one_table_for_all_heads",
            _row,
            _read(_A, product(_W_U, W_OV(0), _W_E)),
            "one OV table for all heads",
        ),
        NearMiss(
            "output_for_source",
            product(_i, letter("t", d_vocab="n_ctx")),
            product(_i, letter("t", d_vocab="n_ctx").T),
            "rows for columns: reading the table from the output to the source",
            "d_vocab = n_ctx",
        ),
    ),
    assumptions=("one layer, no positions in the residual stream",),
)  # fmt: skip

_p = free("W_pos", "d_model", "n_ctx").T
_x = letter("x")
_with = _x + _p
_W_Q, _W_K = letter("W_Q", "h"), letter("W_K", "h")
_q_k = Scaled(SCALE, product(_with, _W_Q.T, (_with @ _W_K.T).T))


def _four(*pairs: tuple[Expression, Expression]) -> Expression:
    terms = [product(a, W_QK("h"), b.T) for a, b in pairs]
    out = terms[0]
    for term in terms[1:]:
        out = out + term
    return Scaled(SCALE, out)


POSITIONS = Theorem(
    name="scores_with_positions",
    title="With positions in Q and K, the score has three more terms",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Position Embeddings and Relation to Previous Work»",
    plain="The paper's models add positions only where queries and keys are formed. The score of a "
    "pair is then the token circuit's, plus token with position, position with token, and position "
    "with position; what is moved by OV doesn't change.",
    steps=(
        Step(_q_k),
        Step(
            Scaled(
                SCALE,
                product(
                    _with,
                    _W_Q.T,
                    _W_K,
                    _x.T + free("W_pos", "d_model", "n_ctx"),
                ),
            ),
            "transpose",
        ),
        Step(
            Scaled(
                SCALE,
                product(_x, _W_Q.T, _W_K, _x.T)
                + product(_x, _W_Q.T, _W_K, free("W_pos", "d_model", "n_ctx"))
                + product(_p, _W_Q.T, _W_K, _x.T)
                + product(_p, _W_Q.T, _W_K, free("W_pos", "d_model", "n_ctx")),
            ),
            "distributivity",
        ),
        Step(
            Scaled(
                SCALE,
                product(_x, W_QK("h"), _x.T)
                + product(_x, W_QK("h"), free("W_pos", "d_model", "n_ctx"))
                + product(_p, W_QK("h"), _x.T)
                + product(_p, W_QK("h"), free("W_pos", "d_model", "n_ctx")),
            ),
            "definition of W_QK",
        ),
    ),
    near_misses=(
        NearMiss(
            "no_mixed_terms",
            _q_k,
            _four((_x, _x), (_p, _p)),
            "adding a score of tokens and a score of positions",
        ),
        NearMiss(
            "mixed_terms_equal",
            _q_k,
            _four((_x, _x), (_x, _p), (_x, _p), (_p, _p)),
            "taking token-with-position for position-with-token",
        ),
        NearMiss(
            "positions_are_moved",
            product(_A, _x, W_OV("h").T),
            product(_A, _with, W_OV("h").T),
            "adding the positions to the values as well",
        ),
    ),
)

# --- one factor each ------------------------------------------------------------------------------


def _table(n_heads: int, n_dst: int, n_out: int) -> list[list[Any]]:
    """Write Σ_h e_h[dst] o_h[out] for one source, all entries indeterminates."""
    names = [f"{k}{h}_{i}" for h in range(n_heads) for k, n in (("e", n_dst), ("o", n_out))
             for i in range(n)]  # fmt: skip
    _, *x = ring([Symbol(name) for name in names], ZZ)
    step = n_dst + n_out
    heads = [(x[h * step : h * step + n_dst], x[h * step + n_dst : (h + 1) * step])
             for h in range(n_heads)]  # fmt: skip
    return [[sum(e[b] * o[c] for e, o in heads) for c in range(n_out)] for b in range(n_dst)]


def _tables_have_low_rank() -> str:
    shapes = ((1, 3, 4), (2, 3, 4), (2, 4, 3))
    for n_heads, n_dst, n_out in shapes:
        found = minors(_table(n_heads, n_dst, n_out), n_heads + 1)
        ensure(found != [] and not any(found), f"{n_heads} heads, {n_dst} × {n_out}")
        ensure(any(minors(_table(n_heads, n_dst, n_out), n_heads)), "the rank is lower still")
    return "minors of size n_heads + 1 vanish identically, those of size n_heads don't"


def _crossings() -> str:
    _, e1, e2, o1, o2 = ring("e1 e2 o1 o2", ZZ)
    ensure((e1 * o1) * (e2 * o2) == (e1 * o2) * (e2 * o1), "the products of crossings")
    return "(e_B o_C)(e_B' o_C') = (e_B o_C')(e_B' o_C), for any numbers"


def _signs() -> str:
    """E is an exponential, and positive: so an entry's sign is that of o alone."""
    for e1, e2 in every((Fraction(1, 3), Fraction(1), Fraction(7)), repeat=2):
        for o1, o2 in every((Fraction(-2), Fraction(0), Fraction(5)), repeat=2):
            table = ((e1 * o1, e1 * o2), (e2 * o1, e2 * o2))
            if table[0][0] > 0 and table[1][1] > 0:
                ensure(table[0][1] > 0 and table[1][0] > 0, f"{e1}, {e2}, {o1}, {o2}")
    return "wherever both wanted entries are above 0, so are both crossings"


def _any_table() -> str:
    wanted = [[1, 0], [0, 1]]
    found = determinant(wanted)
    return f"B→C and B'→C' alone: {wanted} has determinant {found}, not 0" if found else ""


def _three_of_two_heads() -> str:
    wanted = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    found = determinant(wanted)
    return f"three pairs by two heads: {wanted} has determinant {found}, not 0" if found else ""


ONE_FACTOR = Claim(
    name="a_head_is_one_factor_each",
    title="For a given source, a head's table of destinations and outputs has rank 1",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Skip-trigram bugs»",
    plain="What a head does for a source is an attention that depends on the destination, times an "
    "effect that depends on the output. Such a table is one column times one row. So a head that "
    "raises B→C and B'→C' after A must raise B→C' and B'→C too: the paper's «bugs».",
    statement=r"\operatorname{rank}\left[\sum_{h} e^{QK^h_{b,a}} \cdot OV^h_{c,a}\right]_{b,c} "
    r"\le n_{heads}",
    arguments=(
        Argument(
            "One head's table is column times row; n of them add up to rank n at most.",
            "explicit entries",
            _tables_have_low_rank,
        ),
        Argument("Crosswise products are equal.", "all shapes", _crossings),
        Argument(
            "The attention's factor is an exponential, above 0: the signs of a column of outputs "
            "are the same for all destinations.",
            "exact numbers",
            _signs,
        ),
    ),
    near_misses=(
        FalseClaim(
            "any_table",
            r"\text{one head can realise any table of skip-trigrams}",
            "that a head stores a list of skip-trigrams",
            _any_table,
        ),
        FalseClaim(
            "more_pairs_than_heads",
            r"n_{heads} \text{ heads can realise } n_{heads} + 1 \text{ separate pairs}",
            "that the heads together store any list",
            _three_of_two_heads,
        ),
    ),
    assumptions=("the softmax's denominator is set aside: it is one number a destination",),
)

# --- not a table ----------------------------------------------------------------------------------


def attention(weights: Sequence[Any]) -> list[Any]:
    """Share out 1 in proportion to weights."""
    whole = sum(weights)
    return [w / whole for w in weights]


def _denominators() -> str:
    _, a, b, x = ring("a b x", ZZ)
    difference = a * (a + x + b) - a * (a + b)
    ensure(difference == a * x, "a/(a+b) − a/(a+x+b) over their common denominator")
    return "a/(a+b) − a/(a+x+b) = a x / ((a+b)(a+x+b)), above 0 for all exponentials a, b, x"


def _same_but_for_one_token() -> str:
    a, b, x = Fraction(4), Fraction(1), Fraction(2)
    short, long = attention([a, b])[0], attention([a, x, b])[0]
    ensure(short != long, "the two effects")
    return f"with e^score = 4, 2, 1 for A, X, B: A B gives {short}, A X B gives {long}"


def _independent() -> str:
    one, other = attention([Fraction(1)] * 2)[0], attention([Fraction(1)] * 3)[0]
    return f"equal scores: {one} in the context A B, {other} in A X B" if one != other else ""


NOT_A_TABLE = Claim(
    name="not_a_table_of_skip_trigrams",
    title="A one-layer model is not a table of skip-trigrams",
    chapter=CHAPTER,
    source="Shlegeris 2022, «One-layer transformers aren't equivalent to a set of skip-trigrams»",
    plain="The contexts A B and A X B hold the same skip-trigram A … B → C. Its effect is the "
    "attention that B pays to A, and X takes its share of that attention, whatever the weights "
    "are. So a reading of skip-trigrams has to say what it holds fixed.",
    statement=r"\frac{a}{a + b} - \frac{a}{a + x + b} = \frac{a\,x}{(a + b)(a + x + b)} > 0",
    arguments=(
        Argument(
            "With the exponentials as indeterminates, the two effects differ for every head.",
            "all shapes",
            _denominators,
        ),
        Argument("An example in whole numbers.", "exact numbers", _same_but_for_one_token),
    ),
    near_misses=(
        FalseClaim(
            "effect_is_the_table_s",
            r"\text{the effect of } A \dots B \to C \text{ is the same in every context}",
            "reading the effect off QK and OV alone",
            _independent,
        ),
    ),
)

STATEMENTS = (READING, POSITIONS, ONE_FACTOR, NOT_A_TABLE)
