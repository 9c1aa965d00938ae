"""Chapter 2: what one layer's weights say of another's; identity heads, one pattern for several."""

from __future__ import annotations

from refmath.symbolic.derivation import Hypothesis, NearMiss, Step, Theorem
from refmath.symbolic.expressions import Expression, HeadSum, Named, product, tensor
from refmath.symbolic.letters import HeadSet
from refmath.theorems.attention_heads import CHAPTER
from refmath.theorems.notation import (
    W_OV,
    free,
    identity,
    inclusion,
    letter,
    over_heads,
    special,
)

_Id, _x, _W_E, _W_U = identity(), letter("x"), letter("W_E"), letter("W_U")

# --- virtual weights ------------------------------------------------------------------------------

_r, _W_out = free("r", "n_ctx", "d_mlp", "l"), free("W_out", "d_model", "d_mlp", "l")
_W_in = free("W_in", "d_mlp", "d_model")
_r0, _W_out0 = free("r", "n_ctx", "d_mlp", 0), free("W_out", "d_model", "d_mlp", 0)


def _over_layers(body: Expression) -> Expression:
    """Write Σ_{l ∈ L}: over the layers before, however many."""
    return HeadSum("l", body, HeadSet("L"))


_later_reads = product(_x + _over_layers(_r @ _W_out.T), _W_in.T)


def _through(weights: Expression) -> Expression:
    return _x @ _W_in.T + _over_layers(_r @ weights.T)


VIRTUAL_WEIGHTS = Theorem(
    name="virtual_weights",
    title="Any two layers are connected, by the product of their weights",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Virtual Weights and the Residual Stream as a Communication "
    "Channel»",
    plain="Layers add to the residual stream, and read all that was added before. So a later layer "
    "reads what an earlier one computed through the matrix W_in W_out, as if a wire led from the "
    "one to the other past all layers in between. r^l is what layer l computed, whatever its kind.",
    steps=(
        Step(_later_reads),
        Step(
            _x @ _W_in.T + _over_layers(product(_r, _W_out.T, _W_in.T)),
            "distributivity",
        ),
        Step(_through(_W_in @ _W_out), "transpose"),
    ),
    near_misses=(
        NearMiss(
            "one_pair_of_weights_for_all_layers",
            _later_reads,
            _through(_W_in @ _W_out0),
            "the same virtual weights to every layer before",
        ),
        NearMiss(
            "one_layer_before_it_only",
            _later_reads,
            _x @ _W_in.T + _r0 @ (_W_in @ _W_out0).T,
            "that a layer reads what one layer wrote, and not what the others did",
        ),
        NearMiss(
            "added_before_they_meet",
            _later_reads,
            _x @ _W_in.T + _over_layers(_r) @ _over_layers(_W_in @ _W_out).T,
            "adding what the layers computed, and adding the weights, and multiplying then",
        ),
    ),
)

# --- V-composition --------------------------------------------------------------------------------

_U = special("isometry", "W_O", "d_model", "d_head", 1)
_V = special("isometry", "V", "d_model", "d_head", 0)
_W_V, _W_O = letter("W_V", 1), letter("W_O", 0)
_later = Named("W_OV", "W_{OV}", (1,), _U @ _W_V)
_earlier = Named("W_OV", "W_{OV}", (0,), _W_O @ _V.T)
_Id_head = identity("d_head")
_writes_apart = Hypothesis(
    "the later W_O has orthonormal columns",
    _U.T @ _U,
    _Id_head,
    "the later W_O sends different results to different places",
)
_reads_apart = Hypothesis(
    "the earlier W_V has orthonormal rows",
    _V.T @ _V,
    _Id_head,
    "every value of the earlier head can occur",
)
_inside = product(_U.T, _later, _earlier, _V)

V_COMPOSITION = Theorem(
    name="v_composition",
    title="V-composition is zero if and only if W_V W_O is",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Three Kinds of Composition»",
    plain="W_OV of the later head times that of the earlier one holds W_V W_O in the middle: if "
    "that is zero, so is the product. This is the other direction: the middle can be had back from "
    "the product. It asks that nothing is lost on either side: that the later W_O has full column "
    "rank and the earlier W_V full row rank (V is its transpose). A factor of full rank has "
    "orthonormal columns after a change of the head's inner coordinates, which changes no W_OV.",
    steps=(
        Step(_inside),
        Step(product(_U.T, _U, _W_V, _W_O, _V.T, _V), "definition of W_OV"),
        Step(product(_Id_head, _W_V, _W_O, _V.T, _V), _writes_apart.name),
        Step(product(_Id_head, _W_V, _W_O, _Id_head), _reads_apart.name),
        Step(_W_V @ _W_O, "identity"),
    ),
    near_misses=(
        NearMiss(
            "the_other_pair",
            _inside,
            _V.T @ _U,
            "W_V of the earlier head and W_O of the later one",
        ),
        NearMiss(
            "in_running_order",
            product(_U.T, _earlier, _later, _V),
            _W_V @ _W_O,
            "the earlier head to the left",
        ),
    ),
    hypotheses=(_writes_apart, _reads_apart),
)

# --- identity heads -------------------------------------------------------------------------------

_A = letter("A", "h")
_heads = over_heads(tensor(_A, product(_W_U, W_OV("h"), _W_E)))
_A_id = Named("A", "A", ("id",), _Id)
_OV_id = Named("W_OV", "W_{OV}", ("id",), identity("d_model"))
_with_first = tensor(_Id, _W_U @ _W_E) + _heads

IDENTITY_HEAD = Theorem(
    name="identity_head",
    title="With an identity head, the sum loses its first term",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Identity Attention Heads?»",
    plain="Let one more head attend to its own position alone, and hand on what it finds: "
    "A = Id and W_OV = Id. The direct path is that head's, and a layer is a sum over heads, with "
    "no term of its own. (W_OV = Id has rank d_model: such a head has d_head = d_model.)",
    steps=(
        Step(_with_first),
        Step(tensor(_Id, product(_W_U, identity("d_model"), _W_E)) + _heads, "identity"),
        Step(
            tensor(_A_id, product(_W_U, identity("d_model"), _W_E)) + _heads,
            "definition of A",
        ),
        Step(tensor(_A_id, product(_W_U, _OV_id, _W_E)) + _heads, "definition of W_OV"),
    ),
    near_misses=(
        NearMiss(
            "the_direct_path_twice",
            _with_first,
            _with_first + tensor(_A_id, product(_W_U, _OV_id, _W_E)),
            "adding the head, and keeping the first term",
        ),
        NearMiss(
            "identity_in_one_slot",
            _with_first,
            tensor(_A_id, product(_W_U, W_OV(0), _W_E)) + _heads,
            "that a head which attends to its own position is the direct path",
        ),
        NearMiss(
            "identity_on_the_tokens",
            tensor(_Id, letter("W_U", d_vocab="d_model") @ letter("W_E", d_vocab="d_model")),
            tensor(_A_id, _OV_id),
            "leaving embedding and unembedding out, as if W_U W_E were Id",
            "d_vocab = d_model",
        ),
    ),
)

# --- one pattern for several heads ----------------------------------------------------------------

_one_A = letter("A")
_same = over_heads(tensor(_one_A, W_OV("h")))
_O_all = Named("W_O", r"W_O^{\text{all}}", (), over_heads(letter("W_O", "h") @ inclusion("h").T))
_V_all = Named("W_V", r"W_V^{\text{all}}", (), HeadSum("g", inclusion("g") @ letter("W_V", "g")))
_blocks = HeadSum(
    "h",
    HeadSum(
        "g",
        product(letter("W_O", "h"), inclusion("h").T, inclusion("g"), letter("W_V", "g")),
    ),
)

ONE_PATTERN = Theorem(
    name="heads_of_one_pattern",
    title="Heads that share their pattern are one head",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Attention Heads are Independent and Additive»",
    plain="If several heads attend alike, their weights may be added: they are one head, whose W_O "
    "and W_V are theirs laid side by side, so of rank n_heads · d_head at most. What several heads "
    "can do and one can't, they do by attending differently.",
    steps=(
        Step(_same),
        Step(tensor(_one_A, over_heads(W_OV("h"))), "bilinearity"),
        Step(
            tensor(_one_A, over_heads(letter("W_O", "h") @ letter("W_V", "h"))),
            "definition of W_OV",
        ),
        Step(tensor(_one_A, _blocks), "blocks"),
        Step(tensor(_one_A, _O_all.body @ _V_all.body), "distributivity"),
        Step(tensor(_one_A, _O_all @ _V_all.body), "definition of W_O"),
        Step(tensor(_one_A, _O_all @ _V_all), "definition of W_V"),
    ),
    near_misses=(
        NearMiss(
            "patterns_that_differ",
            over_heads(tensor(_A, W_OV("h"))),
            tensor(over_heads(_A), _O_all @ _V_all),
            "adding the patterns as well",
        ),
        NearMiss(
            "weights_added_before_they_meet",
            _same,
            tensor(_one_A, over_heads(letter("W_O", "h")) @ HeadSum("g", letter("W_V", "g"))),
            "adding W_O and W_V where they are to be laid side by side: d_head stays as it was",
        ),
    ),
)

THEOREMS = (VIRTUAL_WEIGHTS, V_COMPOSITION, IDENTITY_HEAD, ONE_PATTERN)
