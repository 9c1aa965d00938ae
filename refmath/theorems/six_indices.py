"""Q- and K-composition as the paper's six-index tensor; A ⊗ W as an array of rank 4."""

from __future__ import annotations

from refmath.symbolic.derivation import NearMiss, Step, Theorem
from refmath.symbolic.expressions import (
    Expression,
    HeadSum,
    Identity,
    Named,
    Vec,
    product,
    tensor,
)
from refmath.symbolic.letters import HeadSet
from refmath.theorems import attention_heads, tensor_algebra
from refmath.theorems.notation import W_OV, W_QK, free, identity, letter, outer

# --- the array of rank 4 --------------------------------------------------------------------------

_A, _W = free("A", "n", "m"), free("W", "q", "r")
_i, _a = free("u", "one", "n"), free("v", "one", "q")
_j, _b = free("y", "m", "one"), free("z", "r", "one")
_entry = product(tensor(_i, _a), tensor(_A, _W), tensor(_j, _b))
_An, _Wn = free("A", "n", "n"), free("W", "n", "n")
_in, _an = free("u", "one", "n"), free("v", "one", "n")
_jn, _bn = free("y", "n", "one"), free("z", "n", "one")
_entry_n = product(tensor(_in, _an), tensor(_An, _Wn), tensor(_jn, _bn))

RANK_FOUR = Theorem(
    name="rank_four_array",
    title="A ⊗ W is the array A[:, :, None, None] · W[None, None, :, :]",
    chapter=tensor_algebra.CHAPTER,
    source="Elhage et al. 2021, «Tensor Product / Kronecker Product Notation»",
    plain="Let u and v pick a destination i and an output coordinate a, y and z a source j and an "
    "input coordinate b. The entry of A ⊗ W at row (i, a) and column (j, b) is A[i, j] · W[a, b]: "
    "the array of rank 4 with the indices [i, j, a, b]. To make the matrix of it, its axes go to "
    "[i, a, j, b] first. (It holds of all rows and columns, so of those that pick one entry.)",
    steps=(
        Step(_entry),
        Step(tensor(product(_i, _A, _j), product(_a, _W, _b)), "mixed product"),
    ),
    near_misses=(
        NearMiss(
            "axes_left_in_place",
            _entry_n,
            product(tensor(_in, _an), outer(_An, _Wn), tensor(_jn, _bn)),
            "reshaping A[:, :, None, None] · W[None, None, :, :] at once, its axes [i, j, a, b]: "
            "this is `np.outer`",
            "n × n",
        ),
        NearMiss(
            "source_and_coordinate_exchanged",
            _entry_n,
            tensor(product(_in, _An, _bn), product(_an, _Wn, _jn)),
            "A[i, b] · W[a, j]",
            "n × n",
        ),
        NearMiss(
            "W_before_A",
            _entry_n,
            tensor(product(_in, _Wn, _jn), product(_an, _An, _bn)),
            "W[:, :, None, None] · A[None, None, :, :]",
            "n × n",
        ),
    ),
)

# --- the six-index tensor -------------------------------------------------------------------------

_Id, _x = identity(), letter("x")
_ALL = Identity(("n_ctx", "n_ctx", "d_model"))
_QK = W_QK(1, "h")


def _over(index: str, body: Expression) -> Expression:
    return HeadSum(index, body, HeadSet("H", (0,)))


def _A0(index: str) -> Expression:
    return letter("A", 0, index)


def _OV(index: str) -> Expression:
    return W_OV(0, index)


_between = tensor(_Id, _Id, _QK)
_by_query = tensor(_A0("q"), _Id, _OV("q").T)
_by_key = tensor(_Id, _A0("k"), _OV("k"))
_factors = product(_ALL + _over("q", _by_query), _between, _ALL + _over("k", _by_key))


def _tensor_of(query: Expression, key: Expression, both: Expression) -> Expression:
    return _between + _over("q", query) + _over("k", key) + both


def _both(body: Expression) -> Expression:
    return _over("q", _over("k", body))


_from_query = tensor(_A0("q"), _Id, _OV("q").T @ _QK)
_from_key = tensor(_Id, _A0("k"), _QK @ _OV("k"))
_from_both = tensor(_A0("q"), _A0("k"), product(_OV("q").T, _QK, _OV("k")))

SIX_INDICES = Theorem(
    name="six_index_tensor",
    title="All of Q- and K-composition is one tensor: Σ A_q ⊗ A_k ⊗ W",
    chapter=attention_heads.CHAPTER,
    source="Elhage et al. 2021, «Path Expansion of Attention Scores QK Circuit»",
    plain="A second-layer head's scores read the stream twice, at the destination for the query "
    "and at the source for the key. The tensor has a slot for each position, and one for what is "
    "done to the residual coordinates between them. Multiplied out, it has a term for each pair of "
    "a way to the query and a way to the key.",
    steps=(
        Step(_factors),
        Step(
            product(_ALL, _between, _ALL)
            + _over("q", product(_by_query, _between, _ALL))
            + _over("k", product(_ALL, _between, _by_key))
            + _both(product(_by_query, _between, _by_key)),
            "distributivity",
        ),
        Step(
            _tensor_of(
                _by_query @ _between,
                _between @ _by_key,
                _both(product(_by_query, _between, _by_key)),
            ),
            "identity",
        ),
        Step(
            _tensor_of(
                tensor(_A0("q") @ _Id, _Id @ _Id, _OV("q").T @ _QK),
                tensor(_Id @ _Id, _Id @ _A0("k"), _QK @ _OV("k")),
                _both(
                    tensor(
                        product(_A0("q"), _Id, _Id),
                        product(_Id, _Id, _A0("k")),
                        product(_OV("q").T, _QK, _OV("k")),
                    )
                ),
            ),
            "mixed product",
        ),
        Step(_tensor_of(_from_query, _from_key, _both(_from_both)), "identity"),
    ),
    near_misses=(
        NearMiss(
            "one_slot_for_both_positions",
            _factors,
            _tensor_of(
                tensor(_A0("q"), _A0("q"), _OV("q").T @ _QK),
                tensor(_A0("k"), _A0("k"), _QK @ _OV("k")),
                _both(_from_both),
            ),
            "moving destination and source alike",
        ),
        NearMiss(
            "query_side_not_transposed",
            _factors,
            _tensor_of(tensor(_A0("q"), _Id, _OV("q") @ _QK), _from_key, _both(_from_both)),
            "W_OV on the query side, where its transpose belongs",
        ),
        NearMiss(
            "no_terms_of_both_sides",
            _factors,
            _between + _over("q", _from_query) + _over("k", _from_key),
            "composing on one side at a time",
        ),
        NearMiss(
            "positions_exchanged",
            _factors,
            _tensor_of(
                tensor(_Id, _A0("q"), _OV("q").T @ _QK),
                tensor(_A0("k"), _Id, _QK @ _OV("k")),
                _both(tensor(_A0("k"), _A0("q"), product(_OV("q").T, _QK, _OV("k")))),
            ),
            "the key's pattern in the destination's slot",
        ),
    ),
    assumptions=("the patterns of the first layer are held fixed",),
)

# --- how it acts ----------------------------------------------------------------------------------

_stream = Named("x_1", "x_1", (), _x + _over("q", product(_A0("q"), _x, _OV("q").T)))
_stream_k = Named("x_1", "x_1", (), _x + _over("k", product(_A0("k"), _x, _OV("k").T)))
_queried = _x + _over("q", product(_A0("q"), _x, _OV("q").T))
_keyed_T = _x.T + _over("k", product(_OV("k"), _x.T, _A0("k").T))
_scores = Vec(product(_queried, _QK, _queried.T))


def _met(W: Expression) -> Expression:
    """Write vec(x W xᵀ): the weights' two indices meet the stream, at a pair of positions."""
    return Vec(product(_x, W, _x.T))


_acts = (
    tensor(_Id, _Id) @ _met(_QK)
    + _over("q", tensor(_A0("q"), _Id) @ _met(_OV("q").T @ _QK))
    + _over("k", tensor(_Id, _A0("k")) @ _met(_QK @ _OV("k")))
    + _both(tensor(_A0("q"), _A0("k")) @ _met(product(_OV("q").T, _QK, _OV("k"))))
)
_open = (
    product(_x, _QK, _x.T),
    product(_A0("q"), _x, _OV("q").T, _QK, _x.T),
    product(_x, _QK, _OV("k"), _x.T, _A0("k").T),
    product(_A0("q"), _x, _OV("q").T, _QK, _OV("k"), _x.T, _A0("k").T),
)


def _padded(last: Expression) -> tuple[Expression, ...]:
    """Write the four terms with a factor for the positions on either side."""
    query, key, both = _open[1:]
    return (
        product(_Id, _open[0], last),
        product(query, last),
        product(_Id, key),
        both,
    )


def _vecs(terms: tuple[Expression, ...]) -> Expression:
    return (
        Vec(terms[0]) + _over("q", Vec(terms[1])) + _over("k", Vec(terms[2])) + _both(Vec(terms[3]))
    )


SIX_INDICES_ACT = Theorem(
    name="six_index_tensor_acts",
    title="A term A_q ⊗ A_k ⊗ W gives the scores (A_q ⊗ A_k) vec(x W xᵀ)",
    chapter=attention_heads.CHAPTER,
    source="Elhage et al. 2021, «Path Expansion of Attention Scores QK Circuit»",
    plain="The stream meets a term's W from both sides, which leaves a number for each pair of "
    "positions; A_q moves the destinations of these, A_k the sources. So every term is a table "
    "of token pairs, looked up where the two patterns point.",
    steps=(
        Step(_scores),
        Step(Vec(product(_queried, _QK, _keyed_T)), "transpose"),
        Step(
            Vec(_open[0] + _over("q", _open[1]) + _over("k", _open[2]) + _both(_open[3])),
            "distributivity",
        ),
        Step(_vecs(_open), "linearity of vec"),
        Step(_vecs(_padded(_Id)), "identity"),
        Step(_vecs(_padded(_Id.T)), "transpose"),
        Step(_acts, "vec"),
    ),
    near_misses=(
        NearMiss(
            "patterns_exchanged",
            _scores,
            tensor(_Id, _Id) @ _met(_QK)
            + _over("q", tensor(_Id, _A0("q")) @ _met(_OV("q").T @ _QK))
            + _over("k", tensor(_A0("k"), _Id) @ _met(_QK @ _OV("k")))
            + _both(tensor(_A0("k"), _A0("q")) @ _met(product(_OV("q").T, _QK, _OV("k")))),
            "A_k ⊗ A_q: the key's pattern on the destinations",
        ),
        NearMiss(
            "pattern_transposed",
            _scores,
            tensor(_Id, _Id) @ _met(_QK)
            + _over("q", tensor(_A0("q").T, _Id) @ _met(_OV("q").T @ _QK))
            + _over("k", tensor(_Id, _A0("k").T) @ _met(_QK @ _OV("k")))
            + _both(tensor(_A0("q").T, _A0("k").T) @ _met(product(_OV("q").T, _QK, _OV("k")))),
            "x (A_q ⊗ A_k ⊗ W) y = A_qᵀ x W y A_k, as the paper writes it with positions as "
            "columns",
        ),
    ),
    assumptions=(
        "the patterns of the first layer are held fixed",
        "x is the stream before it; the scores are written without 1/√d_head",
    ),
)

THEOREMS = (SIX_INDICES, SIX_INDICES_ACT)
