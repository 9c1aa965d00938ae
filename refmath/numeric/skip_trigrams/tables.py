"""The paper's tables: for a source, who attends to it most, and what it raises most."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.arguments import whole_number
from refmath.numeric.model.arguments import check_vocabulary, head_index
from refmath.numeric.skip_trigrams.best_entries import best_entries, factors_of
from refmath.numeric.skip_trigrams.readings import centred_effects, centred_scores
from refmath.numeric.skip_trigrams.token_names import check_tokenizer, token_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
from refmath.arguments import shown
from refmath.html_table import SHOWN, html_table
from refmath.numeric.model.arguments import check_outputs_are_tokens
from refmath.numeric.skip_trigrams.token_names import token_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from refmath.numeric.arrays.low_rank import LowRank
    from refmath.numeric.model.transformer import Transformer
    from refmath.numeric.skip_trigrams.best_entries import Best
    from refmath.protocols import OneOrMore, TokenNames

BLOCK = 256
"""How many sources are read at a time."""


@dataclass(frozen=True, repr=False)
class SkipTrigramRow:
    """One source: its best destinations with their scores, its best outputs with their effects.

    Args:
        source: the token attended to.
        destinations: the tokens that attend to it most, best first.
        scores: their centred scores, in nats.
        outputs: the tokens whose logits it raises most, best first.
        effects: the centred effects of full attention on them, in nats.

    Examples:
        >>> row = SkipTrigramRow(3, (1, 0), (2.5, 0.5), (2,), (1.5,))
        >>> row.destinations[0], row.outputs[0]
        (1, 2)
    """

    source: int
    destinations: tuple[int, ...]
    scores: tuple[float, ...]
    outputs: tuple[int, ...]
    effects: tuple[float, ...]

    def __repr__(self) -> str:
        return (
            f"SkipTrigramRow(source={self.source}, destinations={shown(self.destinations)},"
            f" outputs={shown(self.outputs)})"
        )


@dataclass(frozen=True, repr=False)
class SkipTrigramTable:
    """A head's rows, one a source.

    Args:
        layer: the head's layer.
        head: the head.
        rows: a row for each source, in the order asked for.
        names: the strings of the tokens in it, if a tokenizer was given.

    Examples:
        >>> from refmath.numeric.model.by_hand import one_skip_trigram
        >>> model = one_skip_trigram(5, source=0, destination=1, output=2)
        >>> len(skip_trigram_table(model, 0, 0, sources=[0, 3]))
        2
    """

    layer: int
    head: int
    rows: tuple[SkipTrigramRow, ...]
    names: Mapping[int, str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[SkipTrigramRow]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        named = f", names={len(self.names)}" if self.names else ""
        return f"SkipTrigramTable({len(self)} rows, layer={self.layer}, head={self.head}{named})"

    def _repr_html_(self) -> str:
        """The first rows, as a notebook shows them."""
        first = replace(self, rows=self.rows[:SHOWN])
        caption = f"{self!r}: the first {SHOWN}" if len(self) > SHOWN else repr(self)
        return html_table(*first.cells(partial(token_name, self.names)), caption)

    def cells(self, write: Callable[[int], str]) -> tuple[list[str], list[list[str]]]:
        """Lay the table out as text: the columns' names, and the cells of each source.

        Args:
            write: gives a token its text.
        """

        def listed(tokens: Sequence[int], values: Sequence[float]) -> str:
            return ", ".join(
                f"{write(token)} ({value:+.2f})"
                for token, value in zip(tokens, values, strict=True)
            )

        rows = [
            [
                write(row.source),
                listed(row.destinations, row.scores),
                listed(row.outputs, row.effects),
            ]
            for row in self
        ]
        return ["source", "destinations (score)", "outputs (effect)"], rows


def skip_trigram_table(
    model: Transformer,
    layer: int,
    head: int,
    *,
    sources: OneOrMore,
    top: int = 8,
    tokenizer: TokenNames | None = None,
) -> SkipTrigramTable:
    r"""Return, for each source, the destinations that attend to it most and the outputs it raises.

    The largest entries of the source's column of `centred_scores` and of `centred_effects`, both
    in nats: how much more than the destination's mean score, and how much more than the mean
    logit. Neither a constant added to a destination's scores or to all logits, nor the gauges of
    W_Q with W_K and of W_V with W_O change them. What is read holds the rest of the context fixed:
    the softmax's denominator is one number a destination.

    Args:
        model: the transformer, of any array library (the search itself is done in NumPy).
        layer: the layer, from 0; of a later one, this is the path past all other heads.
        head: the head of that layer, from 0.
        sources: one token, or integers of shape (n,).
        top: how many destinations and outputs of each, at least 1; equal ones are ordered by token.
        tokenizer: gives tokens their strings: a function, or an object with `decode` or
            `id_to_token`.

    Returns:
        The `SkipTrigramTable`; `render_skip_trigrams` makes text, Markdown, HTML or LaTeX of it.

    Raises:
        ValueError: for a model that `check_readable` refuses, a head that there is not, tokens
            outside the vocabulary, no sources, top below 1; for a tokenizer, if the model's outputs
            are not its tokens.

    Source:
        Elhage et al. 2021, «Interpretation as Skip-Trigrams».

    Theorem:
        skip_trigram_reading, softmax_of_shifted_scores

    Examples:
        >>> import refmath as rm
        >>> model = rm.by_hand.one_skip_trigram(5, source=0, destination=1, output=2)
        >>> (row,) = rm.skip_trigram_table(model, 0, 0, sources=0, top=2)
        >>> row.destinations, row.scores, row.outputs, [round(x, 6) for x in row.effects]
        ((1, 0), (8.0, 0.0), (2, 0), [0.8, -0.2])
    """
    top = whole_number("top", top, least=1)
    if tokenizer is not None:
        check_outputs_are_tokens(model, "a tokenizer")
    scores, effects = centred_scores(model, layer, head), centred_effects(model, layer, head)
    wanted = np.atleast_1d(check_vocabulary("sources", sources, model.d_vocab))
    layer, head = head_index(model, layer, head)
    check_tokenizer(tokenizer)
    if wanted.ndim != 1 or not len(wanted):
        raise ValueError(f"sources: expected one token or more, got shape {wanted.shape}")
    columns = zip(
        wanted.tolist(), _columns(scores, wanted, top), _columns(effects, wanted, top), strict=True
    )
    rows = tuple(SkipTrigramRow(source, *attends, *raises) for source, attends, raises in columns)
    tokens = (token for row in rows for token in (row.source, *row.destinations, *row.outputs))
    return SkipTrigramTable(layer, head, rows, token_names(tokenizer, tokens))


def _columns(
    circuit: LowRank, wanted: np.ndarray[Any, Any], top: int
) -> Iterator[tuple[tuple[int, ...], tuple[float, ...]]]:
    left, right = factors_of(circuit)
    left = np.asfortranarray(left)
    for start in range(0, len(wanted), BLOCK):
        block = right[wanted[start : start + BLOCK]]
        yield from by_column(best_entries(left, block, top), len(block))


def by_column(best: Best, n: int) -> Iterator[tuple[tuple[int, ...], tuple[float, ...]]]:
    """Cut what was found into its columns: rows and values of each.

    Examples:
        >>> L, R = np.array([[1.0], [3.0]]), np.array([[1.0], [-1.0]])
        >>> list(by_column(best_entries(L, R, 1), 2))
        [((1,), (3.0,)), ((0,), (-1.0,))]
    """
    cuts = np.searchsorted(best.column, np.arange(n + 1))
    for start, end in pairwise(cuts):
        yield tuple(best.row[start:end].tolist()), tuple(best.value[start:end].tolist())
