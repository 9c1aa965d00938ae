"""What a head must also raise: the crossings of two skip-trigrams after one source."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.arguments import whole_number
from refmath.numeric.model.arguments import check_outputs_are_tokens, head_index
from refmath.numeric.skip_trigrams.as_read import check_readable
from refmath.numeric.skip_trigrams.in_text import match_skip_trigrams
from refmath.numeric.skip_trigrams.readings import (
    REFERENCE_CONTEXT,
    SkipTrigram,
    shared_attention,
)
from refmath.numeric.skip_trigrams.tables import skip_trigram_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refmath.numeric.model.transformer import Transformer
    from refmath.numeric.skip_trigrams.in_text import CountColumns
    from refmath.numeric.skip_trigrams.tables import SkipTrigramRow
    from refmath.protocols import OneOrMore


@dataclass(frozen=True, repr=False)
class SkipTrigramBug:
    """Two skip-trigrams after a source, and their crossings, which the head raises with them.

    Args:
        wanted: [a] … [b] → [c] and [a] … [b'] → [c'].
        crossings: [a] … [b] → [c'] and [a] … [b'] → [c].

    Examples:
        >>> from refmath.numeric.model.by_hand import one_skip_trigram
        >>> model = one_skip_trigram(4, source=0, destination=1, output=2)
        >>> skip_trigram_bugs(model, 0, 0, sources=0)  # it raises one output only
        ()
    """

    wanted: tuple[SkipTrigram, SkipTrigram]
    crossings: tuple[SkipTrigram, SkipTrigram]

    def __repr__(self) -> str:
        wanted, crossings = (
            tuple(skip_trigram.tokens for skip_trigram in pair)
            for pair in (self.wanted, self.crossings)
        )
        return f"SkipTrigramBug(wanted={wanted}, crossings={crossings}, weakest={self.weakest:.3f})"

    @property
    def weakest(self) -> float:
        """The least of the four strengths: all four are raised by as much, in nats."""
        return min(each.strength for each in (*self.wanted, *self.crossings))


def skip_trigram_bugs(
    model: Transformer,
    layer: int,
    head: int,
    *,
    sources: OneOrMore,
    top: int = 8,
    most: int = 10,
    n_ctx: int = REFERENCE_CONTEXT,
    counts: CountColumns | None = None,
) -> tuple[SkipTrigramBug, ...]:
    r"""Return pairs of skip-trigrams that a head raises together with their crossings.

    For a given source a head's table of destinations and outputs is one column times one row:
    $s_{bc} s_{b'c'} = s_{bc'} s_{b'c}$. So where it raises [b] → [c] and [b'] → [c'], it raises
    [b] → [c'] and [b'] → [c]. Listed are, of each source's `top` destinations and outputs, those of
    which all four are raised the most: by the weakest of the four. Which two of them are wanted
    only a text can tell: without counts, the two are [b] → [c] of the better destination and the
    better output, and what is across.

    Args:
        model: the transformer, of any array library.
        layer: the layer, from 0.
        head: the head of that layer, from 0.
        sources: one token, or integers of shape (n,).
        top: how many destinations and outputs of each source are crossed, at least 2.
        most: how many are listed, at least 1.
        n_ctx: how many tokens share the attention in the strengths, at least 2.
        counts: a text's, as for `match_skip_trigrams`: then those are listed of which the text has
            the two wanted, and neither crossing.

    Returns:
        The `SkipTrigramBug`s, the strongest first; equal ones in the order of the sources, then of
        their destinations and outputs in the table.

    Raises:
        ValueError: as `skip_trigram_table`, and for top below 2, most below 1, n_ctx below 2; for
            counts, if the model's outputs are not its tokens.

    Source:
        Elhage et al. 2021, «Skip-Trigram "Bugs"».

    Theorem:
        a_head_is_one_factor_each

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> key = np.array([[[1.0, 0.0, 0.0, 0.0, 0.0]]])     # the source is token 0
        >>> query = np.array([[[0.0, 9.0, 9.0, 0.0, 0.0]]])   # 1 and 2 attend to it
        >>> write = np.array([[[0.0], [0.0], [0.0], [5.0], [5.0]]])  # 3 and 4 are raised
        >>> layer = rm.AttentionLayer(query, key, key, write)
        >>> (bug,) = rm.skip_trigram_bugs(
        ...     rm.Transformer(np.eye(5), np.eye(5), [layer]), 0, 0, sources=0, top=2)
        >>> [each.tokens for each in (*bug.wanted, *bug.crossings)]
        [(0, 1, 3), (0, 2, 4), (0, 1, 4), (0, 2, 3)]
    """
    layer, head = head_index(model, layer, head)
    check_readable(model, layer)
    if counts is not None:
        check_outputs_are_tokens(model, "a match with a text")
    top, most = whole_number("top", top, least=2), whole_number("most", most, least=1)
    n_ctx = whole_number("n_ctx", n_ctx, least=2)
    table = skip_trigram_table(model, layer, head, sources=sources, top=top)
    found = [bug for row in table for bug in _crossed(layer, head, row, n_ctx)]
    found.sort(key=lambda bug: -bug.weakest)  # stable: equal ones stay in order
    if counts is None:
        return tuple(found[:most])
    return tuple(_that_the_text_wants(found, counts, most))


def _crossed(layer: int, head: int, row: SkipTrigramRow, n_ctx: int) -> Iterator[SkipTrigramBug]:
    raised = [(output, effect) for output, effect in zip(row.outputs, row.effects, strict=True)
              if effect > 0]  # fmt: skip
    attention = shared_attention(np.asarray(row.scores), n_ctx).tolist()
    attending = list(zip(row.destinations, row.scores, attention, strict=True))

    def read(destination: tuple[int, float, float], output: tuple[int, float]) -> SkipTrigram:
        (token, score, share), (out, effect) = destination, output
        return SkipTrigram(layer, head, row.source, token, out, score, effect, share * effect)

    for b, other_b in combinations(attending, 2):
        for c, other_c in combinations(raised, 2):
            wanted = read(b, c), read(other_b, other_c)
            yield SkipTrigramBug(wanted, (read(b, other_c), read(other_b, c)))


def _that_the_text_wants(
    bugs: list[SkipTrigramBug], counts: CountColumns, most: int
) -> list[SkipTrigramBug]:
    """Keep those of which a text has two across and not the others, these as the crossings."""
    four: list[Any] = [each for bug in bugs for each in (*bug.wanted, *bug.crossings)]
    there = [match.count > 0 for match in match_skip_trigrams(four, counts)]
    found = []
    for at, bug in enumerate(bugs):
        one, two = there[4 * at : 4 * at + 2], there[4 * at + 2 : 4 * at + 4]
        if all(one) and not any(two):
            found.append(bug)
        elif all(two) and not any(one):
            found.append(SkipTrigramBug(bug.crossings, bug.wanted))
    return found[:most]
