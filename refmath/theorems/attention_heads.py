"""Chapter 2: what one head does, and what the heads of one layer do together."""

from __future__ import annotations

from refmath.symbolic.derivation import NearMiss, Step, Theorem
from refmath.symbolic.expressions import HeadSum, Named, Scaled, Vec, tensor
from refmath.theorems.notation import W_OV, inclusion, letter, outer

CHAPTER = "2 The paper, layer by layer"

_x, _A = letter("x"), letter("A", "h")
_W_V, _W_O = letter("W_V", "h"), letter("W_O", "h")
_values = Named("v", "v", ("h",), _x @ _W_V.T)
_result = Named("z", "z", ("h",), _A @ _values)
_head = Vec(_result @ _W_O.T)

# For near misses whose sides only have one shape where two sizes are equal.
_xn = letter("x", d_model="n_ctx")
_WVn, _WOn = letter("W_V", "h", d_model="n_ctx"), letter("W_O", "h", d_model="n_ctx")

HEAD = Theorem(
    name="head_as_tensor_product",
    title="A head is a tensor product",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Attention Heads as Information Movement»",
    plain="A head takes values from every source, mixes them by its pattern, and projects the "
    "result back. Which positions (A) and what is moved (W_OV = W_O W_V) are two separate "
    "choices, and ⊗ says exactly that.",
    steps=(
        Step(_head),
        Step(Vec(_A @ _values @ _W_O.T), "definition of z"),
        Step(Vec(_A @ _x @ _W_V.T @ _W_O.T), "definition of v"),
        Step(Vec(_A @ _x @ (_W_O @ _W_V).T), "transpose"),
        Step(tensor(_A, _W_O @ _W_V) @ Vec(_x), "vec"),
        Step(tensor(_A, W_OV("h")) @ Vec(_x), "definition of W_OV"),
    ),
    near_misses=(
        NearMiss(
            "pattern_transposed",
            _head,
            tensor(_A.T, W_OV("h")) @ Vec(_x),
            "reading A[source, destination] for A[destination, source]",
        ),
        NearMiss(
            "output_and_value_swapped",
            Vec(_A @ _x @ letter("W_V", "h", d_head="d_model").T
                @ letter("W_O", "h", d_head="d_model").T),
            tensor(_A, letter("W_V", "h", d_head="d_model") @ letter("W_O", "h", d_head="d_model"))
            @ Vec(_x),
            "writing W_V W_O, the order in which the steps happen",
            "d_head = d_model",
        ),
        NearMiss(
            "np_outer",
            Vec(_A @ _xn @ _WVn.T @ _WOn.T),
            outer(_A, _WOn @ _WVn) @ Vec(_xn),
            "the notebook's `np.outer` for ⊗",
            "d_model = n_ctx",
        ),
        NearMiss(
            "slots_exchanged",
            Vec(_A @ _xn @ _WVn.T @ _WOn.T),
            tensor(_WOn @ _WVn, _A) @ Vec(_xn),
            "W_OV ⊗ A, the order for column-major flattening",
            "d_model = n_ctx",
        ),
        NearMiss(
            "weight_not_transposed",
            _head,
            Vec(_A @ _x @ W_OV("h")),
            "multiplying from the right by a weight stored for the left",
        ),
    ),
    assumptions=("the pattern A^h is held fixed: it is a letter here, not a function of x",),
)  # fmt: skip

_z_all = Named("Z", "Z", (), HeadSum("g", letter("A", "g") @ _x @ letter("W_V", "g").T
                                     @ inclusion("g").T))  # fmt: skip
_W_O_all = Named("W_O", r"W_O^{\text{all}}", (), HeadSum("h", _W_O @ inclusion("h").T))
_concatenated = _z_all @ _W_O_all.T
_pairs = HeadSum(
    "g",
    HeadSum(
        "h",
        letter("A", "g") @ _x @ letter("W_V", "g").T @ inclusion("g").T @ inclusion("h") @ _W_O.T,
    ),
)

CONCATENATION = Theorem(
    name="concatenated_heads_add",
    title="Concatenating the heads and multiplying by one W_O is adding the heads",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Attention Heads are Independent and Additive»",
    plain="Libraries lay the results of all heads side by side and multiply by one wide W_O. "
    "Cutting that matrix into a piece a head shows that each head writes to the residual stream "
    "by itself, whatever the others do.",
    steps=(
        Step(_concatenated),
        Step(_z_all.body @ _W_O_all.T, "definition of Z"),
        Step(_z_all.body @ _W_O_all.body.T, "definition of W_O"),
        Step(_z_all.body @ HeadSum("h", inclusion("h") @ _W_O.T), "transpose"),
        Step(_pairs, "distributivity"),
        Step(HeadSum("h", _A @ _x @ _W_V.T @ _W_O.T), "blocks"),
        Step(HeadSum("h", _A @ _x @ (_W_O @ _W_V).T), "transpose"),
        Step(HeadSum("h", _A @ _x @ W_OV("h").T), "definition of W_OV"),
    ),
    near_misses=(
        NearMiss(
            "every_pair_of_heads",
            _concatenated,
            HeadSum("g", HeadSum("h", letter("A", "g") @ _x @ letter("W_V", "g").T @ _W_O.T)),
            "multiplying out the two sums and keeping the cross terms",
        ),
        NearMiss(
            "heads_averaged",
            Scaled(2, _concatenated),
            HeadSum("h", _A @ _x @ W_OV("h").T),
            "taking the mean of two heads for their sum",
        ),
        NearMiss(
            "one_head_for_all",
            _concatenated,
            HeadSum("h", _A @ _x @ W_OV(0).T),
            "the same W_OV for every head, as in the notebook's loop",
        ),
    ),
    assumptions=("the patterns are held fixed",),
)

THEOREMS = (HEAD, CONCATENATION)
