"""Chapter 4: attention without a softmax: all paths, and nothing held fixed."""

from __future__ import annotations

from refmath.symbolic.derivation import NearMiss, Step, Theorem
from refmath.symbolic.expressions import Expression, HeadSum, Named, Pattern, product
from refmath.symbolic.letters import HeadSet
from refmath.theorems.depth import PATHS
from refmath.theorems.left_aside import CHAPTER
from refmath.theorems.notation import W_OV, W_QK, free, letter

_SOURCE = "Katharopoulos et al. 2020, «Transformers are RNNs», with the identity as feature map"
_x = letter("x")


def _over(layer: int, index: str, body: Expression) -> Expression:
    return HeadSum(index, body, HeadSet("H", (layer,)))


# --- one layer ------------------------------------------------------------------------------------

_W_Q, _W_K, _W_V, _W_O = (letter(name, 0, "h") for name in ("W_Q", "W_K", "W_V", "W_O"))
_q = Named("q", "q", (0, "h"), _x @ _W_Q.T)
_k = Named("k", "k", (0, "h"), _x @ _W_K.T)
_v = Named("v", "v", (0, "h"), _x @ _W_V.T)
_layered = _x + _over(0, "h", product(_q, _k.T, _v, _W_O.T))


def _moved(layer: int, index: str, *three: Expression) -> Expression:
    """Write (x W_QK xᵀ) x W_OVᵀ, with what is read for query, key and value."""
    query, key, value = three
    return product(query, W_QK(layer, index), key.T, value, W_OV(layer, index).T)


_one = _x + _over(0, "h", _moved(0, "h", _x, _x, _x))

ONE_LAYER = Theorem(
    name="linear_attention",
    title="Linear attention: the pattern is a product, and the layer a polynomial",
    chapter=CHAPTER,
    source=_SOURCE,
    plain="Leave softmax (and the mask) out: a head moves q kᵀ v. It needn't be frozen to be "
    "expanded, since its pattern x W_QK xᵀ is a product as well. What a head adds is of degree 3 "
    "in the stream: read for the query, for the key and for the value.",
    steps=(
        Step(_layered),
        Step(_x + _over(0, "h", product(_x, _W_Q.T, _k.T, _v, _W_O.T)), "definition of q"),
        Step(
            _x + _over(0, "h", product(_x, _W_Q.T, (_x @ _W_K.T).T, _v, _W_O.T)),
            "definition of k",
        ),
        Step(
            _x + _over(0, "h", product(_x, _W_Q.T, (_x @ _W_K.T).T, _x, _W_V.T, _W_O.T)),
            "definition of v",
        ),
        Step(_x + _over(0, "h", product(_x, _W_Q.T, _W_K, _x.T, _x, (_W_O @ _W_V).T)), "transpose"),
        Step(
            _x + _over(0, "h", product(_x, W_QK(0, "h"), _x.T, _x, (_W_O @ _W_V).T)),
            "definition of W_QK",
        ),
        Step(_one, "definition of W_OV"),
    ),
    near_misses=(
        NearMiss(
            "with_a_softmax",
            _layered,
            _x
            + _over(
                0,
                "h",
                product(Pattern(product(_x, W_QK(0, "h"), _x.T)), _x, W_OV(0, "h").T),
            ),
            "taking softmax for the identity",
        ),
        NearMiss(
            "keys_for_queries",
            _layered,
            _x + _over(0, "h", product(_x, W_QK(0, "h").T, _x.T, _x, W_OV(0, "h").T)),
            "W_QK read from the wrong side",
        ),
    ),
    assumptions=("no mask; 1/√d_head is part of W_Q",),
)

# --- every layer ----------------------------------------------------------------------------------


def _y(index: str) -> Expression:
    return free("y", "n_ctx", "d_model", index)


def _stream(index: str) -> Expression:
    """Write Σ_p y^p: the stream as a sum over what paths have brought."""
    return HeadSum(index, _y(index), PATHS)


def _over_paths(body: Expression, *names: str) -> Expression:
    for name in reversed(names):
        body = HeadSum(name, body, PATHS)
    return body


_QK, _OV = W_QK("h"), W_OV("h")


def _three(query: str, key: str, value: str) -> Expression:
    return product(_y(query), _QK, _y(key).T, _y(value), _OV.T)


_s = _stream("p")
_next = _s + product(_stream("q"), _QK, _stream("k").T, _stream("v"), _OV.T)
_expanded = _s + _over_paths(_three("q", "k", "v"), "q", "k", "v")

STEP = Theorem(
    name="linear_attention_step",
    title="One more layer of linear attention: triples of paths, and nothing is frozen",
    chapter=CHAPTER,
    source=_SOURCE,
    plain="If the stream is a sum over paths of what each brought, so it is after one more layer: "
    "each old path, and for a head (each adds its own) each triple of paths, one for the query, "
    "one for the key, one for the value. So by induction a model of any depth is a "
    "sum over trees, and the logits are a polynomial in the tokens, of a degree that triples with "
    "each layer. With softmax the value's path alone is left, once the patterns are held fixed.",
    steps=(
        Step(_next),
        Step(
            _s + product(_stream("q"), _QK, HeadSum("k", _y("k").T, PATHS), _stream("v"), _OV.T),
            "transpose",
        ),
        Step(_expanded, "distributivity"),
    ),
    near_misses=(
        NearMiss(
            "one_path_for_all_three",
            _next,
            _s + _over_paths(_three("q", "q", "q"), "q"),
            "one sum over paths, where query, key and value have one each",
        ),
        NearMiss(
            "one_path_for_query_and_key",
            _next,
            _s + _over_paths(_three("q", "q", "v"), "q", "v"),
            "that query and key compose with the same head",
        ),
        NearMiss(
            "old_paths_forgotten",
            _next,
            _over_paths(_three("q", "k", "v"), "q", "k", "v"),
            "forgetting the residual connection",
        ),
    ),
    assumptions=("no mask; 1/√d_head is part of W_Q",),
)

THEOREMS = (ONE_LAYER, STEP)
