"""Chapter 3: what a circuit's entries say of the model, and what they don't."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import product as every
from random import Random
from typing import Any

from sympy import ZZ, Symbol
from sympy.polys.rings import ring

from refmath.symbolic.claims import Argument, Claim, FalseClaim, Twin, ensure
from refmath.symbolic.derivation import NearMiss, Step, Theorem
from refmath.symbolic.expressions import Expression, HeadSum, Scaled, product
from refmath.symbolic.indices import index_form
from refmath.symbolic.propositions import Instances, Proposition
from refmath.symbolic.terms import (
    Compared,
    Exp,
    Given,
    Members,
    Over,
    Range,
    Root,
    Several,
    Sign,
    Size,
    Table,
    Two,
    rank,
)
from refmath.theorems.instances import ZERO, drawn_matrix
from refmath.theorems.notation import (
    SCALE,
    W_OV,
    W_QK,
    free,
    inclusion,
    letter,
    over_heads,
)
from refmath.theorems.polynomials import determinant, is_not_negative, minors

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
    source="Elhage et al. 2021, «Model Details»",
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


def _table_factors(right: Expression) -> str:
    """Σ_h a^h (o^h)ᵀ = (Σ_g a^g ι_gᵀ)(Σ_h ι_h (o^h)ᵀ): what ι_h lays side by side is one a head."""
    left = HeadSum("g", _attentions("g") @ inclusion("g").T)
    ensure(
        index_form(left @ right) == index_form(_table_of_all) and not index_form(left).is_zero,
        "the product isn't the table",
    )
    return "Σ_h a^h (o^h)ᵀ = [a^0 a^1 …] [o^0 o^1 …]ᵀ: as many columns as heads, for any number"


def _attentions(h: str) -> Expression:
    return free("a", "n", "d_head", h)


def _effects(h: str) -> Expression:
    return free("o", "p", "d_head", h)


_table_of_all = over_heads(_attentions("h") @ _effects("h").T)


def _tables_have_low_rank(above: int) -> str:
    shapes = ((1, 3, 4), (2, 3, 4), (2, 4, 3))
    for n_heads, n_dst, n_out in shapes:
        found = minors(_table(n_heads, n_dst, n_out), n_heads + above)
        ensure(found != [] and not any(found), f"{n_heads} heads, {n_dst} × {n_out}")
    return f"minors of size n_heads + {above} vanish identically, {len(shapes)} shapes"


def _crossings(wanted: Callable[..., tuple[Any, Any]]) -> str:
    """e_B' (e_B o_C') = e_B (e_B' o_C'): above 0 on the right, and so on the left."""
    _, e1, e2, o1, o2 = ring("e1 e2 o1 o2", ZZ)
    first, second = wanted(e1, e2, o1, o2)
    ensure(e2 * (e1 * o2) == e1 * second, "B → C'")
    ensure(e1 * (e2 * o1) == e2 * first, "B' → C")
    return "e_B' (e_B o_C') = e_B (e_B' o_C') and e_B (e_B' o_C) = e_B' (e_B o_C)"


def _any_table() -> str:
    wanted = [[1, 0], [0, 1]]
    found = determinant(wanted)
    return f"B→C and B'→C' alone: {wanted} has determinant {found}, not 0" if found else ""


def _three_of_two_heads() -> str:
    wanted = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    found = determinant(wanted)
    return f"three pairs by two heads: {wanted} has determinant {found}, not 0" if found else ""


_a, _b, _c, _d_head, _d_vocab = (Sign(x) for x in ("a", "b", "c", "d_{head}", "d_{vocab}"))
_above, _HEADS_HERE = (Sign("h"),), Members("h", Sign("H"))
_weight = Exp(Two("slash", Sign("QK", (_b, _a), _above), Root(_d_head)))
_TOKENS_B, _TOKENS_C = (Range(x, ZERO, _d_vocab - 1) for x in "bc")
_OF_ONE_SOURCE = rank(
    Table(Over(r"\sum", _HEADS_HERE, _weight * Sign("OV", (_c, _a), _above)), _TOKENS_B, _TOKENS_C)
)


def _circuits(random: Random, n_heads: int, d_vocab: int, d_head: int) -> Given:
    heads = list(range(n_heads))
    QK, OV = ({h: drawn_matrix(random, d_vocab, d_vocab) for h in heads} for _ in range(2))
    return {"H": heads, "d_{vocab}": d_vocab, "d_{head}": d_head, "a": 0, "QK": QK, "OV": OV}


_TABLES_OF_HEADS = Instances(
    lambda: (
        _circuits(Random(n), *sizes)
        for n, sizes in enumerate(every((0, 1, 2), (1, 2, 3), (1, 2, 3, 4)))
    ),
    lambda random: _circuits(
        random, random.randint(1, 3), random.randint(2, 4), random.randint(1, 6)
    ),
)

ONE_FACTOR = Claim(
    name="a_head_is_one_factor_each",
    title="For a given source, the heads' table of destinations and outputs has rank ≤ n_heads",
    chapter=CHAPTER,
    source='Elhage et al. 2021, «Skip-Trigram "Bugs"»',
    plain="What a head does for a source is an attention that depends on the destination, times an "
    "effect that depends on the output. Such a table is one column times one row. So a head that "
    "raises B→C and B'→C' after A must raise B→C' and B'→C too: the paper's «bugs».",
    statement=Proposition((), Compared(_OF_ONE_SOURCE, r"\le", Size(Sign("H")))),
    instances=_TABLES_OF_HEADS,
    arguments=(
        Argument(
            "One head's table is a column of attentions times a row of effects. The columns side "
            "by side, times the rows one below the other, are the sum: a product with one column a "
            "head, which is what the rank's bound means. (Shown for columns of any width.)",
            "every index",
            _table_factors,
            HeadSum("h", inclusion("h") @ _effects("h").T),
            Twin(
                "each head's row doubled",
                HeadSum("h", Scaled(2, inclusion("h") @ _effects("h").T)),
            ),
        ),
        Argument(
            "Beside it, minors.",
            "explicit entries",
            _tables_have_low_rank,
            1,
            Twin("minors of size n_heads", 0),
            "beside",
        ),
        Argument(
            "One head, and its bugs: e is an exponential, above 0. So where e_B o_C and e_B' o_C' "
            "are above 0, so are the crossings e_B o_C' and e_B' o_C.",
            "all shapes",
            _crossings,
            lambda e1, e2, o1, o2: (e1 * o1, e2 * o2),
            Twin("e_B' o_C for e_B' o_C'", lambda e1, e2, o1, _o2: (e1 * o1, e2 * o1)),
            "beside",
            (Twin("e_B o_C' for e_B o_C", lambda e1, e2, _o1, o2: (e1 * o2, e2 * o2)),),
        ),
    ),
    near_misses=(
        FalseClaim(
            "one_head_fewer",
            Proposition(
                (Compared(Size(Sign("H")), ">", ZERO),),
                Compared(_OF_ONE_SOURCE, r"\le", Size(Sign("H")) - 1),
            ),
            "that the rank stays below the number of heads",
            instances=_TABLES_OF_HEADS,
        ),
        FalseClaim(
            "any_table",
            "one head can realise any table of skip-trigrams",
            "that a head stores a list of skip-trigrams",
            _any_table,
        ),
        FalseClaim(
            "more_pairs_than_heads",
            "two heads can realise three separate pairs",
            "that the heads together store any list",
            _three_of_two_heads,
        ),
    ),
    assumptions=(
        "the softmax's denominator is set aside: it is one number a destination",
        "rank M ≤ r means that M = X Y, where X has r columns",
    ),
)

# --- not a table ----------------------------------------------------------------------------------


def attention(weights: Sequence[Any]) -> list[Any]:
    """Share out 1 in proportion to weights."""
    whole = sum(weights)
    return [w / whole for w in weights]


def _denominators(numerator: Callable[[Any, Any, Any], Any]) -> str:
    _, a, b, x = ring("a b x", ZZ)
    difference = a * (a + x + b) - a * (a + b)
    claimed = numerator(a, b, x)
    ensure(claimed != 0 and is_not_negative(claimed), "the sign")
    ensure(difference == claimed, "a/(a+b) − a/(a+x+b) over their common denominator")
    return "a/(a+b) − a/(a+x+b) = a x / ((a+b)(a+x+b)), above 0 for all exponentials a, b, x"


def _same_but_for_one_token(x: Fraction) -> str:
    a, b = Fraction(4), Fraction(1)
    short, long = attention([a, b])[0], attention([a, x, b])[0]
    ensure(short != long, "the two effects are one")
    return f"with e^score = 4, {x}, 1 for A, X, B: A B gives {short}, A X B gives {long}"


_x_more = Sign("x")
_ALL_ABOVE_0 = Compared(Several((_a, _b, _x_more)), ">", ZERO)
_SHORT, _LONG = _a / (_a + _b), _a / (_a + _x_more + _b)
_LESS_BY = (_a * _x_more) / ((_a + _b) * (_a + _x_more + _b))


def _shares(*conclusions: Compared) -> Proposition:
    return Proposition((_ALL_ABOVE_0,), conclusions)


_THREE_WEIGHTS = Instances(
    lambda: ({"a": a, "b": b, "x": x} for a, b, x in every(range(-1, 4), repeat=3)),
    lambda random: {letter: Fraction(random.randint(1, 99), 7) for letter in "abx"},
)

NOT_A_TABLE = Claim(
    name="not_a_table_of_skip_trigrams",
    title="A one-layer model is not a table of skip-trigrams",
    chapter=CHAPTER,
    source="Shlegeris 2022, «One-layer transformers aren't equivalent to a set of skip-trigrams»",
    plain="The contexts A B and A X B hold the same skip-trigram A … B → C. Its effect is the "
    "attention that B pays to A, and X takes its share of that attention, whatever the weights "
    "are. So a reading of skip-trigrams has to say what it holds fixed.",
    statement=_shares(Compared(_SHORT - _LONG, "=", _LESS_BY, ((">", ZERO),))),
    instances=_THREE_WEIGHTS,
    arguments=(
        Argument(
            "With the exponentials as indeterminates, the two effects differ for every head.",
            "all shapes",
            _denominators,
            lambda a, _b, x: a * x,
            Twin("what B takes, in place of what X takes", lambda a, b, _x: a * b),
            further=(Twin("the difference turned round", lambda a, _b, x: -a * x),),
        ),
        Argument(
            "An example in whole numbers.",
            "exact numbers",
            _same_but_for_one_token,
            Fraction(2),
            Twin("an X of weight 0, which no exponential is", Fraction(0)),
            "beside",
        ),
    ),
    near_misses=(
        FalseClaim(
            "effect_is_the_table_s",
            _shares(Compared(_SHORT, "=", _LONG)),
            "reading the effect off QK and OV alone",
            instances=_THREE_WEIGHTS,
        ),
    ),
)

STATEMENTS = (READING, POSITIONS, ONE_FACTOR, NOT_A_TABLE)
