"""What stands at each place of a run, and what the run becomes with something else put there."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from refmath.arguments import refused
from refmath.numeric.arrays.libraries import check_bytes
from refmath.numeric.layered.forward import last_read, run_through, unembedded
from refmath.numeric.layered.places import Watch, check_places, of_head
from refmath.numeric.model.arguments import check_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.layered.places import Place, Replacement
    from refmath.numeric.model.transformer import Transformer
    from refmath.protocols import Tokens


def activations(
    model: Transformer,
    tokens: Tokens,
    names: Iterable[Place],
    *,
    replaced: Mapping[Place, Replacement] | None = None,
) -> dict[Place, Array]:
    r"""Return what stands at some places of a run, by their names, and keep nothing else.

    A place is a word with a layer, ("resid_post", 3), of some words with a head as well,
    ("pattern", 3, 0); a word alone is every layer that has it. The words are TransformerLens':

    - of a layer: "resid_pre", "ln1.normalized", "q", "k", "v", "rot_q", "rot_k", "attn_scores",
      "pattern", "z", "result", "attn_out", "resid_mid", "ln2.normalized", "mlp_pre",
      "mlp_pre_linear", "mlp_post", "mlp_out", "resid_post";
    - of the model: "embed", "ln_final.normalized", "logits".

    Heads stand before positions, (..., n_heads, n_ctx, d_head); scores are those before the mask,
    with their cap and bias; "mlp_pre_linear" is what a gated MLP multiplies its gate by; where the
    MLP is parallel, there is no "resid_mid"; where what heads or MLPs write is normed, there are
    "ln1_post.normalized" and "ln2_post.normalized". "ln1.inverse_scale" and the like and
    "ln_final.inverse_scale" are 1/σ, as `norm_scales` gives it: TransformerLens' scale is σ. It
    costs one pass up to the last layer that is asked of, which forms that layer's patterns of all
    positions, and the memory of what is asked for; "result" takes n_heads times the memory of the
    stream.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), an array or nested lists.
        names: the places.
        replaced: what is put in a place before the run goes on, as `with_replaced` takes it.

    Returns:
        The arrays by their places, in the order of `names`; a word alone gives one a layer.

    Raises:
        ValueError: for tokens that `check_tokens` refuses; for a place that the model doesn't have;
            for arrays above 4 GiB together; as `with_replaced` for what is put.

    Source:
        Nanda and Bloom 2022, «TransformerLens»: `run_with_cache`.

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> found = rm.activations(rm.by_hand.induction(3, 4), [0, 1, 0], ["pattern", ("z", 1, 0)])
        >>> list(found), found["pattern", 1].shape, found["z", 1, 0].shape
        ([('pattern', 0), ('pattern', 1), ('z', 1, 0)], (1, 3, 3), (3, 4))
    """
    token_array = check_tokens(model, tokens)
    places = check_places(model, "names", names)
    watch = Watch({at[:2] for at in places.values()}, _replacements(model, replaced))
    _check_sizes(model, token_array, watch)
    stream = run_through(model, token_array, watch)
    if any(word in _AFTER_ALL_LAYERS for word, _ in watch.wanted):
        read = last_read(model, stream, watch)
        if watch.asks("logits", None):
            watch.see("logits", None, unembedded(model, read))
    return {
        place: watch.kept[word, n] if head is None else of_head(watch.kept[word, n], head)
        for place, (word, n, head) in places.items()
    }


def with_replaced(
    model: Transformer, tokens: Tokens, replaced: Mapping[Place, Replacement]
) -> Array:
    r"""Return the logits of a run in which something else stands at some places.

    Each place, as `activations` names them, is given an array of its shape, or a function from the
    array that is there to one: activation patching (an array of another run), ablation (`lambda z:
    0 * z`, or a mean), steering (`lambda x: x + direction`). What comes after is computed anew from
    it. Path patching is two of these: `activations(..., replaced=)` gives what a receiver gets, and
    that is put into a run by itself. It costs one forward pass.

    Args:
        model: the transformer.
        tokens: integers of shape (..., n_ctx), an array or nested lists.
        replaced: arrays or functions by their places; of two for one place the later is given
            what the earlier put. A word alone is put in every layer that has it.

    Returns:
        The logits, shape (..., n_ctx, d_out).

    Raises:
        ValueError: for tokens that `check_tokens` refuses; for a place that the model doesn't have;
            for what is put, if it isn't finite, of the place's shape, and of the model's dtype,
            library and device.

    Source:
        Vig et al. 2020, «Investigating Gender Bias in Language Models Using Causal Mediation
        Analysis»; Wang et al. 2022, «Interpretability in the Wild».

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> model = rm.by_hand.one_skip_trigram(4, source=0, destination=1, output=2, effect=6.0)
        >>> rm.with_replaced(model, [0, 1], {("z", 0): lambda z: 0 * z})[-1].tolist()
        [0.0, 0.0, 0.0, 0.0]
        >>> half = np.full((1, 2, 2), 0.5)
        >>> rm.with_replaced(model, [0, 1], {("pattern", 0): half})[-1].tolist()
        [0.0, 0.0, 3.0, 0.0]
    """
    if not hasattr(replaced, "items"):
        raise refused("replaced", "arrays or functions by their places", replaced)
    logits: Array = activations(model, tokens, ["logits"], replaced=replaced)["logits"]
    return logits


_AFTER_ALL_LAYERS = ("ln_final.inverse_scale", "ln_final.normalized", "logits")


def _replacements(
    model: Transformer, replaced: Any
) -> dict[tuple[str, int | None], list[tuple[int | None, Replacement]]]:
    if replaced is None:
        return {}
    if not hasattr(replaced, "items"):
        raise refused("replaced", "arrays or functions by their places, or None", replaced)
    found: dict[tuple[str, int | None], list[tuple[int | None, Replacement]]] = {}
    for place, replacement in replaced.items():
        for word, layer, head in check_places(model, "replaced", [place]).values():
            found.setdefault((word, layer), []).append((head, replacement))
    return found


def _check_sizes(model: Transformer, tokens: Array, watch: Watch) -> None:
    """Refuse what is asked for, or one layer's patterns, where it is above 4 GiB."""
    n_ctx, rows = tokens.shape[-1], math.prod(tokens.shape[:-1])
    advice = "take fewer or shorter sequences at a time"
    n_heads = max(model.n_heads, default=0)
    check_bytes("tokens", (rows, n_heads, n_ctx, n_ctx), model.W_E, advice)
    columns = sum(_columns(model, word, n, n_ctx) for word, n in watch.wanted)
    check_bytes("names", (rows, n_ctx, columns), model.W_E, f"ask for fewer places, or {advice}")


def _columns(model: Transformer, word: str, n: int | None, n_ctx: int) -> int:
    """Return how many numbers a position has at a place."""
    if word.endswith("inverse_scale"):
        return 1
    if n is None:
        return model.d_out if word == "logits" else model.d_model
    layer = model.layers[n]
    if word in ("mlp_pre", "mlp_pre_linear", "mlp_post"):
        return 0 if layer.mlp is None else layer.mlp.d_mlp
    of_groups = dict.fromkeys(("k", "rot_k", "v"), layer.n_groups * layer.d_head)
    of_heads = dict.fromkeys(("q", "rot_q", "z"), layer.n_heads * layer.d_head)
    squares = dict.fromkeys(("attn_scores", "pattern"), layer.n_heads * n_ctx)
    results = {"result": layer.n_heads * layer.d_model}
    return (of_groups | of_heads | squares | results).get(word, model.d_model)
