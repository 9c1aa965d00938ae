"""The terms of a head's scores: what of the stream its queries and its keys are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import array_api_compat

from refmath.arguments import shown
from refmath.numeric.arrays.libraries import check_bytes
from refmath.numeric.heads.held import output_bias
from refmath.numeric.layered.activations import activations
from refmath.numeric.model.arguments import check_tokens, head_index, refuse_parts
from refmath.numeric.model.attention import bias_of_offsets, scaled
from refmath.numeric.model.folding import for_each_head, reading
from refmath.numeric.model.parts import turned
from refmath.numeric.paths.frozen import through_norm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.layered.places import Place
    from refmath.numeric.model.parts import Part
    from refmath.numeric.model.transformer import AttentionLayer, Transformer
    from refmath.protocols import Tokens

NO_SUM: tuple[Part, ...] = ("q_norm", "k_norm", "score_cap")
"""With these a layer's scores are no sum over pairs of what is read."""


@dataclass(frozen=True, eq=False)
class ScoreContributions:
    """The terms of a head's scores, by what its query and what its key reads.

    Args:
        sources: what the stream is the sum of: "embed", "pos_embed", ("result", layer, head),
            ("mlp_out", layer), ("b_O", layer), each head's and b_O through a norm of what the heads
            write, whose β is with b_O; and "bias" last, whatever stands in the stream.
        terms: (..., n_sources, n_sources, n_ctx, n_ctx), [query's source, key's source,
            destination, source's position]: of ("embed", "embed") the circuit of tokens alone; with
            a head as the query's source Q-composition, with one as the key's K-composition.
    """

    sources: tuple[Place, ...]
    terms: Array

    def __repr__(self) -> str:
        return f"ScoreContributions({len(self.sources)} sources, terms of {shown(self.terms)})"

    def of(self, query: Place, key: Place) -> Array:
        """Return the term of one query's and one key's source, (..., n_ctx, n_ctx)."""
        at = []
        for name, source in (("query", query), ("key", key)):
            if source not in self.sources:
                raise ValueError(f"{name}: expected one of {self.sources}, got {shown(source)}")
            at.append(self.sources.index(source))
        return self.terms[..., at[0], at[1], :, :]

    def scores(self) -> Array:
        """Add all terms up: the head's scores before the mask, (..., n_ctx, n_ctx)."""
        xp = array_api_compat.array_namespace(self.terms)
        return xp.sum(self.terms, axis=(-4, -3))


def score_contributions(
    model: Transformer, layer: int, head: int, tokens: Tokens
) -> ScoreContributions:
    r"""Return the terms of a head's scores: each pair of what its query and what its key reads.

    $x_l = \sum_p x^{(p)}$ over the embedding, positions, each earlier head, MLP and output bias;
    $S = \sum_{p, q} (D x^{(p)} W_Q^\top) R_{j-i} (D x^{(q)} W_K^\top)^\top / \sqrt{d_{head}}$, with
    the norm's scales D of the run and its Γ and C in the weights; b_Q, b_K and what the norm's β
    gives are one source more, "bias", whose term with itself has what is added to scores by the
    offset as well. It costs one pass up to the layer, and n_sources² products of queries
    and keys, n_sources being 1 and the heads of all earlier layers, and what else there is.

    Args:
        model: the transformer.
        layer: the layer, from 0.
        head: the head of that layer, from 0.
        tokens: integers of shape (..., n_ctx), an array or nested lists.

    Returns:
        The `ScoreContributions`, whose terms add up to the scores before the mask.

    Raises:
        ValueError: for a head that there is not; for a layer whose scores are capped or whose
            queries or keys are normed; for tokens that `check_tokens` refuses, or terms above
            4 GiB.

    Source:
        Elhage et al. 2021, «Path Expansion of Attention Scores QK Circuit».

    Theorem:
        scores_of_the_second_layer

    Examples:
        >>> import refmath as rm
        >>> found = rm.score_contributions(rm.by_hand.induction(3, 8), 1, 0, [0, 1, 0])
        >>> found.sources
        ('embed', ('result', 0, 0), 'pos_embed', 'bias')
        >>> found.of("embed", ("result", 0, 0))[2].round(1).tolist()  # keys that a 0 stands before
        [20.0, 20.0, 0.0]
    """
    layer, head = head_index(model, layer, head)
    if not set(NO_SUM).isdisjoint(model.layers[layer].parts):
        instead = "; activations gives the scores themselves"
        refuse_parts(model, "score_contributions", NO_SUM, instead)
    t = check_tokens(model, tokens)
    names = _names(model, layer)
    extra = 2 + sum(
        not {"b_O", "post_norm.bias"}.isdisjoint(one.parts) for one in model.layers[:layer]
    )
    n = len(names) + extra
    shape = (*t.shape[:-1], n, n, t.shape[-1], t.shape[-1])
    check_bytes("tokens", shape, model.W_E, "take fewer or shorter sequences at a time")
    norms = [] if model.layers[layer].norm is None else [("ln1.inverse_scale", layer)]
    behind = [
        ("ln1_post.inverse_scale", earlier)
        for earlier, one in enumerate(model.layers[:layer])
        if one.post_norm is not None
    ]
    found = activations(model, t, [*names, *norms, *behind])
    scale = found[norms[0]] if norms else None
    written = _written(model, {name: found[name] for name in names}, layer, found)
    sources, queries, keys = _queries_and_keys(model, layer, head, written, scale)
    xp = array_api_compat.array_namespace(queries)
    terms = xp.matmul(queries[..., :, None, :, :], xp.matrix_transpose(keys)[..., None, :, :, :])
    weights = model.layers[layer]
    terms = scaled(terms, weights.d_head, weights.score_scale)
    if weights.score_bias is None:
        return ScoreContributions(sources, terms)
    # Beside what no token is read for: the last source's term with itself.
    of_offsets = bias_of_offsets(weights.score_bias[head, :], terms, 0, 0)
    last = xp.arange(len(sources), device=array_api_compat.device(terms)) == len(sources) - 1
    both = (last[:, None] & last[None, :])[:, :, None, None]
    return ScoreContributions(sources, xp.where(both, terms + of_offsets, terms))


def _written(
    model: Transformer, written: dict[Place, Array], layer: int, found: Mapping[Place, Array]
) -> dict[Place, Array]:
    """Return what each place adds to the stream: through norms of what heads write, with b_O."""
    for n, earlier in enumerate(model.layers[:layer]):
        scale = found.get(("ln1_post.inverse_scale", n))
        for h in range(earlier.n_heads):
            place = ("result", n, h)
            written[place] = through_norm(earlier.post_norm, scale, written[place])
        of_bias = output_bias(earlier, scale, found["embed"] * 0)
        if of_bias is not None:
            written["b_O", n] = of_bias
    return written


def _names(model: Transformer, layer: int) -> list[Place]:
    """List the places before a layer that the stream is the sum of, without biases and W_pos."""
    names: list[Place] = ["embed"]
    for n, earlier in enumerate(model.layers[:layer]):
        names += [("result", n, h) for h in range(earlier.n_heads)]
        names += [] if earlier.mlp is None else [("mlp_out", n)]
    return names


def _queries_and_keys(
    model: Transformer, layer: int, head: int, written: dict[Place, Array], scale: Array | None
) -> tuple[tuple[Place, ...], Array, Array]:
    """Return what is read of, and each one's part of queries and keys, (..., n, n_ctx, d_head)."""
    xp = array_api_compat.array_namespace(model.W_E)
    weights, x = model.layers[layer], written["embed"]
    read = reading(weights)
    places = None if model.W_pos is None else xp.matrix_transpose(model.W_pos[:, : x.shape[-2]])
    if places is not None and model.positions == "residual":
        written = {"embed": x, "pos_embed": x * 0 + places} | written
    stacked = xp.stack(list(written.values()), axis=-3)
    stacked = stacked if scale is None else stacked * scale[..., None, :, None]
    sources = [*written]
    parts = [xp.matmul(stacked, xp.matrix_transpose(W[head, :, :])) for W in (read.W_Q, read.W_K)]
    of_bias = [xp.zeros_like(part[..., :1, :, :]) for part in parts]
    for i, b in enumerate((read.b_Q, read.b_K)):
        of_bias[i] = of_bias[i] if b is None else of_bias[i] + b[head, :]
    if places is not None and model.positions == "qk":
        # Added behind the norm: neither its scale nor its gain is theirs.
        raw = (weights.W_Q, for_each_head(weights, weights.W_K))
        for i, W in enumerate(raw):
            asked = xp.matmul(places, xp.matrix_transpose(W[head, :, :]))
            parts[i] = xp.concat([parts[i], xp.zeros_like(of_bias[i]) + asked], axis=-3)
        sources.append("pos_embed")
    queries, keys = (xp.concat(pair, axis=-3) for pair in zip(parts, of_bias, strict=True))
    return (*sources, "bias"), _turned(weights, queries), _turned(weights, keys)


def _turned(weights: AttentionLayer, x: Array) -> Array:
    if weights.rotary is None:
        return x
    n_ctx = x.shape[-2]
    cos, sin = weights.rotary.cos[:n_ctx, :], weights.rotary.sin[:n_ctx, :]
    return turned(x, weights.rotary, cos, sin)
