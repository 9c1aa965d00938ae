"""Why a peer disagrees: for each disagreement its cause, who is right, and by which theorem."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from release.peers.held import CASES, COMBINED

ANYWHERE = "anywhere"
REFERENCE, BOTH, PEER = (
    "the reference",
    "both, each by its own definition",
    "the peer, by its own definition",
)


@dataclass(frozen=True)
class Cause:
    """Why peers disagree with the reference in some places.

    Attributes:
        title: what happens, in a line.
        peers: the names of those that do.
        places: the settings, or the models, in which they do; `ANYWHERE` for all that no other
            cause explains.
        says: why, in prose.
        right: who is right.
        theorem: by which theorem, or "" where it is a matter of definition.
        report: the page with a reproduction, in docs/conformance/, or "".
        quantities: of what it is the cause alone; none for all, but what another is named for.
    """

    title: str
    peers: tuple[str, ...]
    places: tuple[str, ...]
    says: str
    right: str
    theorem: str = ""
    report: str = ""
    quantities: tuple[str, ...] = ()


AS_IT_IS = tuple(f"HookedTransformer, {dtype}" for dtype in ("float64", "float32", "bfloat16"))
DOUBLE = "HookedTransformer, weights processed, float64"
SINGLE = "HookedTransformer, weights processed, float32"
BY_SVD = "HookedTransformer, weights taken apart by SVD, float32"
PROCESSED = (DOUBLE, SINGLE, BY_SVD)
BRIDGES = tuple(
    f"TransformerBridge around Hugging Face{which}" for which in ("", ", weights processed")
)
NATIVE = tuple(
    f"TransformerBridge, native model, {which}"
    for which in ("float64", "float32", "weights processed, float32")
)

CAUSES: tuple[Cause, ...] = (
    Cause(
        "Value biases folded away beside sinks",
        PROCESSED,
        ("sinks and value biases", "biases, sinks"),
        "`fold_value_biases` moves Σ b_V W_O into b_O, since a pattern's rows sum to 1. Beside a "
        "sink they sum to less, by a share that depends on the tokens.",
        REFERENCE,
        "softmax_with_a_sink",
        "transformer-lens-value-biases-and-sinks.md",
    ),
    Cause(
        "A norm folded into queries whose positions come behind it",
        PROCESSED,
        ("LayerNorm, positions in queries and keys",),
        "Positions are added to what the norm gives; folded, γ scales them as well, and centring "
        "W_Q takes off what they read. `from_pretrained` leaves such models as they are, "
        "`process_weights_` doesn't.",
        REFERENCE,
        "scores_with_positions",
        "transformer-lens-shortformer-and-layer-norm.md",
    ),
    Cause(
        "A norm's bias folded into a gated MLP",
        (DOUBLE,),
        ("LayerNorm before a gated MLP",),
        "What β adds to the gate goes to a bias that the MLP doesn't have, and what it adds to the "
        "neurons to one that is added behind the product. In float32 it is smaller here than what "
        "the bound of rounding allows.",
        REFERENCE,
        "bilinear_neuron",
        "transformer-lens-fold-gated-mlp.md",
    ),
    Cause(
        "A norm folded along the other axis where d_mlp = d_model",
        PROCESSED,
        ("LayerNorm, d_mlp = d_model",),
        "Which axis of W_in is d_model is told by its shape, which a square one doesn't tell.",
        REFERENCE,
        "layer_norm_is_a_tensor_product",
        "transformer-lens-fold-square-mlp.md",
    ),
    Cause(
        "The unembedding centred along the other axis",
        PROCESSED,
        ("three outputs, d_model = d_vocab",),
        "Which axis of W_U is that of the outputs is told by d_vocab, where there are "
        "d_vocab_out of them. What may be taken off is one number from all logits of a position; "
        "the mean over d_model is another.",
        REFERENCE,
        "zero_layers",
        "transformer-lens-center-unembed.md",
    ),
    Cause(
        "Weights rounded to float32 on the way",
        (DOUBLE,),
        (ANYWHERE,),
        "Weights are cast to float32 to be processed, those of float64 too. It shows wherever a "
        "fixed case's weights aren't numbers of float32 once they are centred; how far, the suite "
        "says up to a constant for each row.",
        REFERENCE,
        "",
        "transformer-lens-float64-weights.md",
    ),
    Cause(
        "Queries taken apart anew before their norm",
        (BY_SVD,),
        ("queries and keys normed",),
        "Other factors of the same W_QK give other queries, which a norm with a gain doesn't read "
        "alike.",
        REFERENCE,
        "normed_queries_and_keys",
        "transformer-lens-refactor-and-qk-norm.md",
    ),
    Cause(
        "Taking apart refused",
        (BY_SVD,),
        (
            "one layer",
            "rotary, halves",
            "rotary, adjacent",
            "queries and keys normed, then turned",
            "groups with biases",
            "biases, rotary",
        ),
        "It ends with an error, which the suite counts as an answer that failed: for rotary "
        "positions in words of its own, rightly, since turned queries don't have that freedom; "
        "for shared keys and values, whose weights it looks for under another name; and for heads "
        "wider than the stream, of which the SVD has no more columns than d_model. No number is "
        "wrong then, and there is none to report.",
        PEER,
        "rotary_positions",
    ),
    Cause(
        "A number that bfloat16 doesn't have",
        ("HookedTransformer, bfloat16",),
        ("norms of a tiny variance",),
        "The case's embedding is 1 + k/1024, which bfloat16 rounds before anything is computed. "
        "The fault is the case's, which gives an implementation weights that it can't hold; "
        "patterns and logits pass.",
        PEER,
    ),
    Cause(
        "An empty context answered",
        (*AS_IT_IS, *PROCESSED),
        ("nothing",),
        "A sequence of no tokens gives logits of no positions, of shape (1, 0, d_vocab): "
        "consistent, and useful for no question. The reference refuses it, as there is "
        "no position to predict from; no theorem speaks of it.",
        BOTH,
    ),
    Cause(
        "The pattern, where a hook is to give the scores",
        NATIVE,
        (ANYWHERE,),
        "A native model hands its pattern back beside its output, and what is handed back there is "
        "passed to `hook_attn_scores`: the hook gives the pattern, and not the scores before the "
        "softmax. Two settings pass, since what is free takes it in.",
        REFERENCE,
        "pattern_of_tokens",
        "transformer-lens-native-scores.md",
        ("scores",),
    ),
    Cause(
        "Fields of the config that a native model leaves out",
        NATIVE,
        (
            "rotary, halves",
            "queries and keys normed",
            "queries and keys normed, then turned",
            "a window",
            "a window in one layer",
            "MLP in parallel",
            "no scale",
        ),
        "`TransformerBridgeConfig` has the fields of HookedTransformer's config, and `boot_native` "
        "takes them without a word; the model that it builds reads `use_attn_scale=False` as True, "
        "turns adjacent coordinates whatever `rotary_adjacent_pairs` says, and has no norms of "
        "queries and keys, no windows, no parallel MLPs. What the module's docstring lists, "
        "it computes.",
        REFERENCE,
        "rotary_positions",
        "transformer-lens-native-config.md",
    ),
    Cause(
        "RMSNorm in float32, whatever the model's dtype",
        ("TransformerBridge, native model, float64",),
        ("RMSNorm",),
        "The norm is computed in float32 by design, as Llama's is in `transformers`; in a model of "
        "float64 it costs the accuracy that float64 is taken for.",
        PEER,
    ),
    Cause(
        "A square unembedding centred along the other axis",
        ("TransformerBridge, native model, weights processed, float32",),
        ("all sizes equal",),
        "Which axis of W_U is that of the outputs is told by its shape, which one with d_vocab = "
        "d_model doesn't tell: the mean over d_model is taken off.",
        REFERENCE,
        "zero_layers",
        "transformer-lens-native-square.md",
    ),
    Cause(
        "A square W_in centred along the other axis",
        ("TransformerBridge, native model, weights processed, float32",),
        ("LayerNorm, d_mlp = d_model",),
        "With d_mlp = d_model the mean over the neurons is taken off W_in, where that over d_model "
        "may be: a stream behind a LayerNorm has no mean.",
        REFERENCE,
        "layer_norm_is_a_tensor_product",
        "transformer-lens-native-square.md",
    ),
    Cause(
        "Scores divided by √d_head where the config says not to",
        BRIDGES,
        ("GPT-2, no scale",),
        "The bridge computes GPT-2's attention anew, and divides by √d_head whatever "
        "`scale_attn_weights` says. The logits lie within the bound of rounding here, which is "
        "wide in float32.",
        REFERENCE,
        "pattern_of_tokens",
        "transformer-lens-bridged-gpt2-scale.md",
    ),
    Cause(
        "The pattern, where a hook of a bridged module is to give the scores",
        BRIDGES,
        ("GPT-Neo", "GPT-J"),
        "A bridge that leaves the attention to the module that it wraps passes what that hands "
        "back, which is behind the softmax, to `hook_attn_scores` as well as to `hook_pattern`. "
        "Patterns and logits are the reference's.",
        REFERENCE,
        "softmax",
        "transformer-lens-bridged-scores.md",
    ),
)


def place_of(wrong: Mapping[str, Any]) -> str:
    """Return where a disagreement is: the setting of a case, or the model that was held."""
    return str(wrong["setting"] if wrong["on"] in (CASES, COMBINED) else wrong["on"])


def disagreements(record: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """List peer, place and what is wrong, of all that a record has."""
    for entry in record["peers"]:
        for wrong in entry["wrong"]:
            yield entry["peer"], place_of(wrong), wrong


def causes_of(
    peer: str, place: str, quantity: str, causes: Sequence[Cause] = CAUSES
) -> list[Cause]:
    """Return the causes of what a peer answers in a place: one, where all is explained.

    One that names the quantity comes before one that names the place, and that before the rest.
    """
    of_peer = [
        cause for cause in causes if peer in cause.peers and {place, ANYWHERE} & {*cause.places}
    ]
    ranks: dict[tuple[bool, bool], list[Cause]] = {}
    for cause in of_peer:
        if not cause.quantities or quantity in cause.quantities:
            rank = bool(cause.quantities), place in cause.places
            ranks.setdefault(rank, []).append(cause)
    return ranks[max(ranks)] if ranks else []
