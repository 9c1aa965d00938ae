"""Chapter 4: MLPs: what a neuron reads and writes, and what is left of the expansion."""

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
from refmath.theorems.depth import PATHS
from refmath.theorems.left_aside import CHAPTER
from refmath.theorems.notation import W_OV, free, identity, letter, over_heads

_SOURCE = "Elhage et al. 2021, «MLP Layers»"
_Id, _t, _x, _W_E, _W_U = identity(), letter("t"), letter("x"), letter("W_E"), letter("W_U")
_A, _W_V, _W_O = letter("A", "h"), letter("W_V", "h"), letter("W_O", "h")
_W_in, _W_out = free("W_in", "d_mlp", "d_model"), free("W_out", "d_model", "d_mlp")
_G = free("G", "n_ctx", "d_mlp")

# --- what a neuron reads --------------------------------------------------------------------------

_x0 = Named("x_0", "x_0", (), _t @ _W_E.T)
_x1 = Named("x_1", "x_1", (), _x0 + over_heads(product(_A, _x0, _W_V.T, _W_O.T)))
_before = Vec(_x1 @ _W_in.T)
_through = product(_W_in, _W_O, _W_V, _W_E)


def _read(moved: Expression, direct: Expression | None = None) -> Expression:
    """Write (Id ⊗ W_in W_E + Σ_h …) vec(t)."""
    first = tensor(_Id, _W_in @ _W_E) if direct is None else direct
    return (first + over_heads(moved)) @ Vec(_t)


PRE_ACTIVATION = Theorem(
    name="neuron_pre_activation",
    title="What a neuron reads: its own bigram and skip-trigram terms",
    chapter=CHAPTER,
    source=_SOURCE,
    plain="A neuron is read off like a logit: put its row of W_in where a row of W_U stood. Before "
    "its activation it has a direct term, for the token at its own position, and one term a head. "
    "Up to here nothing is lost by the MLP that follows.",
    steps=(
        Step(_before),
        Step(
            Vec((_x0 + over_heads(product(_A, _x0, _W_V.T, _W_O.T))) @ _W_in.T),
            "definition of x_1",
        ),
        Step(
            Vec((_t @ _W_E.T + over_heads(product(_A, _t, _W_E.T, _W_V.T, _W_O.T))) @ _W_in.T),
            "definition of x_0",
        ),
        Step(
            Vec(
                product(_t, _W_E.T, _W_in.T)
                + over_heads(product(_A, _t, _W_E.T, _W_V.T, _W_O.T, _W_in.T))
            ),
            "distributivity",
        ),
        Step(
            Vec(_t @ (_W_in @ _W_E).T + over_heads(product(_A, _t, _through.T))),
            "transpose",
        ),
        Step(
            Vec(product(_Id, _t, (_W_in @ _W_E).T) + over_heads(product(_A, _t, _through.T))),
            "identity",
        ),
        Step(
            Vec(product(_Id, _t, (_W_in @ _W_E).T)) + over_heads(Vec(product(_A, _t, _through.T))),
            "linearity of vec",
        ),
        Step(
            tensor(_Id, _W_in @ _W_E) @ Vec(_t) + over_heads(tensor(_A, _through) @ Vec(_t)),
            "vec",
        ),
        Step(_read(tensor(_A, _through)), "distributivity"),
        Step(_read(tensor(_A, product(_W_in, W_OV("h"), _W_E))), "definition of W_OV"),
    ),
    near_misses=(
        NearMiss(
            "as_if_it_stood_beside_attention",
            _before,
            tensor(_Id, _W_in @ _W_E) @ Vec(_t),
            "that the neuron reads what the heads of its own layer read: so it is in a parallel "
            "block, where the MLP stands beside the heads and not after them",
        ),
        NearMiss(
            "no_direct_term",
            _before,
            over_heads(tensor(_A, product(_W_in, W_OV("h"), _W_E))) @ Vec(_t),
            "that a neuron reads the heads alone",
        ),
        NearMiss(
            "one_W_OV_for_all_heads",
            _before,
            _read(tensor(_A, product(_W_in, W_OV(0), _W_E))),
            "the same weights for every head",
        ),
        NearMiss(
            "pattern_transposed",
            _before,
            _read(tensor(_A.T, product(_W_in, W_OV("h"), _W_E))),
            "A[source, destination]",
        ),
    ),
    assumptions=("the patterns are held fixed", "one layer of heads, no norm, no biases"),
)

# --- what a neuron writes -------------------------------------------------------------------------

_written = Vec(product(_G, _W_out.T, _W_U.T))

EFFECT = Theorem(
    name="neuron_effect",
    title="What a neuron adds to the logits: its column of W_U W_out, times its activation",
    chapter=CHAPTER,
    source=_SOURCE,
    plain="G holds the activations, whatever function made them. What a neuron writes is the same "
    "direction at every position and in every context; only how much of it differs.",
    steps=(
        Step(_written),
        Step(Vec(_G @ (_W_U @ _W_out).T), "transpose"),
        Step(Vec(product(_Id, _G, (_W_U @ _W_out).T)), "identity"),
        Step(tensor(_Id, _W_U @ _W_out) @ Vec(_G), "vec"),
    ),
    near_misses=(
        NearMiss(
            "writes_where_it_reads",
            _written,
            tensor(_Id, _W_U @ _W_in.T) @ Vec(_G),
            "W_inᵀ for W_out: that a neuron writes the direction that it reads",
        ),
        NearMiss(
            "moved_by_a_pattern",
            _written,
            tensor(letter("A"), _W_U @ _W_out) @ Vec(_G),
            "that a neuron writes at other positions than its own",
        ),
    ),
)

# --- the MLP as a term of its own -----------------------------------------------------------------

_STREAM = Identity(("n_ctx", "d_model"))


def _layer(layer: int, index: str) -> Expression:
    """Write Σ_h A^h ⊗ W_OV^h over the heads of a layer."""
    return HeadSum(
        index, tensor(letter("A", layer, index), W_OV(layer, index)), HeadSet("H", (layer,))
    )


_h, _g = _layer(0, "h"), _layer(1, "g")
_after = (_STREAM + _h) @ Vec(_x) + tensor(_Id, _W_out) @ Vec(_G)
_deep = (_STREAM + _g) @ _after
_attention = product(_STREAM + _g, _STREAM + _h, Vec(_x))


def _later(body: Expression) -> Expression:
    return HeadSum("g", body, HeadSet("H", (1,)))


_A1, _OV1 = letter("A", 1, "g"), W_OV(1, "g")
_from_mlp = (tensor(_Id, _W_out) + _later(tensor(_A1, _OV1 @ _W_out))) @ Vec(_G)

OPAQUE = Theorem(
    name="mlp_as_a_term",
    title="An MLP is one more source, from which paths go on",
    chapter=CHAPTER,
    source=_SOURCE,
    plain="What the MLP of layer 0 computed, G, is no sum over paths. But once it is there it is "
    "added to the stream like a token's embedding: it is read directly and through the heads of "
    "the layers after it, and the expansion of the attention layers stays what it was.",
    steps=(
        Step(_deep),
        Step(_attention + product(_STREAM + _g, tensor(_Id, _W_out), Vec(_G)), "distributivity"),
        Step(
            _attention
            + (product(_STREAM, tensor(_Id, _W_out)) + _later(tensor(_A1, _OV1)
               @ tensor(_Id, _W_out))) @ Vec(_G),
            "distributivity",
        ),
        Step(
            _attention
            + (tensor(_Id, _W_out) + _later(tensor(_A1, _OV1) @ tensor(_Id, _W_out)))
            @ Vec(_G),
            "identity",
        ),
        Step(
            _attention + (tensor(_Id, _W_out) + _later(tensor(_A1 @ _Id, _OV1 @ _W_out))) @ Vec(_G),
            "mixed product",
        ),
        Step(_attention + _from_mlp, "identity"),
    ),
    near_misses=(
        NearMiss(
            "directly_only",
            _deep,
            _attention + tensor(_Id, _W_out) @ Vec(_G),
            "that no head of a later layer reads what an MLP wrote",
        ),
        NearMiss(
            "moved_by_heads_of_its_own_layer",
            _deep,
            product(_STREAM + _g, _STREAM + _h, Vec(_x) + tensor(_Id, _W_out) @ Vec(_G)),
            "the MLP before the heads of its layer",
        ),
        NearMiss(
            "weights_in_running_order",
            product(_STREAM + _g, tensor(_Id, free("W_out", "d_model", "d_model"))),
            tensor(_Id, free("W_out", "d_model", "d_model"))
            + _later(tensor(_A1, free("W_out", "d_model", "d_model") @ _OV1)),
            "the MLP's weights to the left of the later head's",
            "d_mlp = d_model",
        ),
    ),
    assumptions=("the patterns are held fixed, and the activations G",),
)  # fmt: skip

_block = Named(
    "x_1",
    "x_1",
    (),
    _x + over_heads(product(_A, _x, W_OV("h").T)) + _G @ _W_out.T,
)
_W_in_next = free("W_in", "d_mlp", "d_model", 1)
_next_reads = _block @ _W_in_next.T
_reads_x = _x @ _W_in_next.T + over_heads(product(_A, _x, (_W_in_next @ W_OV("h")).T))

PARALLEL = Theorem(
    name="parallel_block",
    title="In a parallel block no path leads from the heads to the MLP beside them",
    chapter=CHAPTER,
    source="Wang and Komatsuzaki 2021 (GPT-J), for parallel blocks; " + _SOURCE,
    plain="A parallel block adds to x what its heads make of x and what its MLP makes of x. The "
    "neurons of the next block read three things, each through weights of its own: x, each head, "
    "and each neuron of this block. A head followed by a neuron of the same block is not among "
    "them: G depends on x alone, G = f(x W_inᵀ).",
    steps=(
        Step(_next_reads),
        Step(_block.body @ _W_in_next.T, "definition of x_1"),
        Step(
            _x @ _W_in_next.T
            + over_heads(product(_A, _x, W_OV("h").T, _W_in_next.T))
            + product(_G, _W_out.T, _W_in_next.T),
            "distributivity",
        ),
        Step(_reads_x + _G @ (_W_in_next @ _W_out).T, "transpose"),
    ),
    near_misses=(
        NearMiss(
            "neurons_left_out",
            _next_reads,
            _reads_x,
            "that a neuron reads no other neuron",
        ),
        NearMiss(
            "neurons_moved_by_the_heads_beside_them",
            _next_reads,
            _reads_x
            + _G @ (_W_in_next @ _W_out).T
            + over_heads(product(_A, _G, product(_W_in_next, W_OV("h"), _W_out).T)),
            "a path from the block's MLP through the block's heads",
        ),
    ),
    assumptions=("the patterns are held fixed, and the activations G",),
)

# --- bilinear MLPs --------------------------------------------------------------------------------

_i = free("u", "one", "n_ctx")
_a, _b = free("a", "d_model", "one"), free("b", "d_model", "one")


def _moved(index: str) -> Expression:
    """Write Σ_p A^p x W^pᵀ: the stream, as a sum over the paths before."""
    A, W = free("A", "n_ctx", "n_ctx", index), free("W", "d_model", "d_model", index)
    return HeadSum(index, product(A, _x, W.T), PATHS)


def _turned(index: str) -> Expression:
    A, W = free("A", "n_ctx", "n_ctx", index), free("W", "d_model", "d_model", index)
    return HeadSum(index, product(W, _x.T, A.T), PATHS)


def _pair(p: str, q: str, a: Expression = _a, b: Expression = _b) -> Expression:
    A_p, W_p = free("A", "n_ctx", "n_ctx", p), free("W", "d_model", "d_model", p)
    A_q, W_q = free("A", "n_ctx", "n_ctx", q), free("W", "d_model", "d_model", q)
    return product(_i, A_p, _x, W_p.T, a, b.T, W_q, _x.T, A_q.T, _i.T)


_activation = product(_i, _moved("p"), _a, (product(_i, _moved("q"), _b)).T)

BILINEAR = Theorem(
    name="bilinear_neuron",
    title="A bilinear neuron is a sum over pairs of paths, exactly",
    chapter=CHAPTER,
    source="Pearce et al. 2024, «Bilinear MLPs enable weight-based mechanistic interpretability»",
    plain="A neuron of a bilinear MLP multiplies two readings of the stream, (x a)(x b): no other "
    "function stands between. With the stream a sum over paths, its activation at the position "
    "that u picks is a sum over pairs of paths, as a head's score is, with a bᵀ for W_QK.",
    steps=(
        Step(_activation),
        Step(product(_i, _moved("p"), _a, _b.T, _turned("q"), _i.T), "transpose"),
        Step(HeadSum("p", HeadSum("q", _pair("p", "q"), PATHS), PATHS), "distributivity"),
    ),
    near_misses=(
        NearMiss(
            "one_path_for_both",
            _activation,
            HeadSum("p", _pair("p", "p"), PATHS),
            "one sum over paths, where each reading has its own",
        ),
        NearMiss(
            "both_the_same_reading",
            _activation,
            HeadSum("p", HeadSum("q", _pair("p", "q", _a, _a), PATHS), PATHS),
            "the square of one reading",
        ),
    ),
    assumptions=("the patterns are held fixed",),
)

THEOREMS = (PRE_ACTIVATION, EFFECT, OPAQUE, PARALLEL, BILINEAR)
