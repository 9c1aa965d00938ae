"""The strongest skip-trigrams of some heads, exactly, of all triples of each.

A source's best triples come from its best destinations and its best outputs. Blocks of sources are
swept, those that norms say may be strongest first; what a bound says can't reach the k-th strongest
so far is left out, and the bound covers the rounding.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.arguments import callable_or_none, executor_or_none, refused, whole_number
from refmath.html_table import SHOWN, html_table
from refmath.numeric.model.arguments import (
    check_outputs_are_tokens,
    check_vocabulary,
    context_length,
    heads_of,
)
from refmath.numeric.skip_trigrams.as_read import check_readable
from refmath.numeric.skip_trigrams.readings import (
    REFERENCE_CONTEXT,
    SkipTrigram,
)
from refmath.numeric.skip_trigrams.sweep import (
    kth_strength,
    nothing,
    shared_sweep,
    strongest,
    sweep,
    work_of,
)
from refmath.numeric.skip_trigrams.token_names import check_tokenizer, token_name, token_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from concurrent.futures import Executor

    from refmath.numeric.model.transformer import Transformer
    from refmath.protocols import OneOrMore, TokenNames

MOST_LISTED = 1 << 22
"""How many skip-trigrams may be listed at once."""


@dataclass(frozen=True, repr=False)
class TopSkipTrigrams:
    """The strongest skip-trigrams, strongest first.

    Args:
        skip_trigrams: what was found.
        n_ctx: how many tokens share the attention in the strengths.
        names: the strings of their tokens, if a tokenizer was given.

    Examples:
        >>> from refmath.numeric.model.by_hand import one_skip_trigram
        >>> model = one_skip_trigram(5, source=0, destination=1, output=2)
        >>> found = top_skip_trigrams(model, 2)
        >>> len(found), [skip_trigram.tokens for skip_trigram in found]
        (2, [(0, 1, 2), (0, 0, 2)])
    """

    skip_trigrams: tuple[SkipTrigram, ...]
    n_ctx: int = REFERENCE_CONTEXT
    names: Mapping[int, str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[SkipTrigram]:
        return iter(self.skip_trigrams)

    def __len__(self) -> int:
        return len(self.skip_trigrams)

    def __repr__(self) -> str:
        strengths = [f"{skip_trigram.strength:.3f}" for skip_trigram in self.skip_trigrams]
        span = f", strength={strengths[0]} to {strengths[-1]}" if strengths else ""
        named = f", names={len(self.names)}" if self.names else ""
        return f"TopSkipTrigrams({len(self)} rows, n_ctx={self.n_ctx}{span}{named})"

    def _repr_html_(self) -> str:
        """The strongest, as a notebook shows them."""
        shown = replace(self, skip_trigrams=self.skip_trigrams[:SHOWN])
        caption = f"{self!r}: the first {SHOWN}" if len(self) > SHOWN else repr(self)
        return html_table(*shown.cells(partial(token_name, self.names)), caption)

    def cells(self, write: Callable[[int], str]) -> tuple[list[str], list[list[str]]]:
        """Lay the list out as a table: the columns' names, and a row of text a skip-trigram.

        Args:
            write: gives a token its text.
        """
        head = ["head", "source", "destination", "output", "score", "attention", "effect"]
        rows = [
            [
                f"{skip_trigram.layer}.{skip_trigram.head}",
                *map(write, skip_trigram.tokens),
                f"{skip_trigram.score:+.2f}",
                f"{skip_trigram.attention:.3f}",
                f"{skip_trigram.effect:+.2f}",
                f"{skip_trigram.strength:.3f}",
            ]
            for skip_trigram in self
        ]
        return [*head, "strength"], rows


def top_skip_trigrams(
    model: Transformer,
    k: int,
    *,
    layer: int | None = None,
    head: int | None = None,
    sources: OneOrMore | None = None,
    n_ctx: int = REFERENCE_CONTEXT,
    tokenizer: TokenNames | None = None,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> TopSkipTrigrams:
    r"""Return the k strongest of all skip-trigrams of one head, of a layer or of the model.

    The strength of [a] … [b] → [c] is what the head adds to the centred logit of c where a stands
    once among $n_{ctx}$ tokens, the others of the mean score:
    $\frac{1}{1 + (n_{ctx} - 1) e^{-\bar S_{b a}}} \cdot \overline{OV}_{c a}$ with `centred_scores`
    and `centred_effects`. No gauge changes it; it is in nats; it never exceeds what full attention
    would do, as the entry $e^{QK} \cdot OV$ of the theorem does; and for a given source it is one
    factor a destination times one factor an output, so that a source's best come from its best
    destinations and outputs. Only triples that are raised, of strength above 0, are listed.

    Exact: scores and effects are computed from the factors in float64, and nothing is left out but
    what a bound shows to be weaker than the k-th. Equal strengths are ordered by layer, head and
    source; of one source, by the destinations in the order of their scores, then by the outputs in
    that of their effects; equal ones of these by token. The attention is the least of what was
    computed for destinations of no lower score, so that no rounding of exp inverts them.

    No dense circuit is held: at most blocks of 256 rows.

    Args:
        model: the transformer, of any array library (the sweep itself is done in NumPy).
        k: how many, at least 1, at most `MOST_LISTED`; fewer come back where fewer are raised.
        layer: the layer; all, if not given.
        head: the head of that layer; all, if not given.
        sources: the tokens that may be the source, integers of shape (n,); all, if not given.
        n_ctx: how many tokens share the attention, at least 2.
        tokenizer: gives tokens their strings: a function, or an object with `decode` or
            `id_to_token`.
        executor: anything with the interface of `concurrent.futures.Executor`; it is given
            8 pieces a head. The answer is the same as without.
        progress: called with the number of sources swept, and of all, over all heads.

    Returns:
        The `TopSkipTrigrams`.

    Raises:
        ValueError: for a model that `check_readable` refuses, a head that there is not, tokens
            outside the vocabulary, k below 1 or n_ctx below 2; for a tokenizer, if the model's
            outputs are not its tokens.

    Warns:
        RuntimeWarning: if the executor lost a piece, as when a worker is killed. The piece is
            swept here, and the answer is right.

    Source:
        Elhage et al. 2021, «Interpretation as Skip-Trigrams».

    Theorem:
        a_head_is_one_factor_each, one_skip_trigram

    Examples:
        >>> import refmath as rm
        >>> model = rm.by_hand.one_skip_trigram(5, source=0, destination=1, output=2)
        >>> for found in rm.top_skip_trigrams(model, 3, n_ctx=4):
        ...     print(found.tokens, round(found.score, 3), round(found.strength, 3))
        (0, 1, 2) 8.0 0.799
        (0, 0, 2) 0.0 0.2
        (0, 2, 2) 0.0 0.2
    """
    heads = heads_of(model, layer, head)
    check_readable(model, None if layer is None else heads[0][0])
    if tokenizer is not None:
        check_outputs_are_tokens(model, "a tokenizer")
    k = whole_number("k", k, least=1)
    executor_or_none("executor", executor)
    callable_or_none("progress", progress)
    check_tokenizer(tokenizer)
    n_ctx = context_length(n_ctx)
    k = min(k, len(heads) * model.d_vocab**2 * model.d_out)
    if k > MOST_LISTED:
        raise refused("k", f"at most {MOST_LISTED:,}, as all are held at once", k)
    wanted = _checked_sources(sources, model.d_vocab)
    total, done = len(wanted) * len(heads), 0
    best = nothing()
    for at, (one_layer, one_head) in enumerate(heads):
        work = work_of(model, one_layer, one_head, wanted, k, n_ctx, kth_strength(best, k))
        for swept, found in sweep(work) if executor is None else shared_sweep(work, executor):
            best = strongest(best, found.of_head(at), k)
            done += swept
            if progress is not None:
                progress(done, total)
    columns = best.source, best.destination, best.output, best.score, best.effect, best.strength
    listed = tuple(
        SkipTrigram(*heads[at], *found)
        for at, *found in zip(best.head.tolist(), *(c.tolist() for c in columns), strict=True)
    )
    names = token_names(tokenizer, (token for each in listed for token in each.tokens))
    return TopSkipTrigrams(listed, n_ctx, names)


def _checked_sources(sources: Any, d_vocab: int) -> np.ndarray[Any, np.dtype[np.int64]]:
    if sources is None:
        return np.arange(d_vocab)
    return np.unique(check_vocabulary("sources", sources, d_vocab))
