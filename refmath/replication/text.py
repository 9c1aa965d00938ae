"""Findings on text: bigrams, skip-trigrams, what the orders of paths are worth.

What is measured of each is a dataclass; its criteria stand below it, and what makes the `Finding`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from refmath.numeric.certified.ranges import certified_range
from refmath.numeric.layered.forward import attention_patterns
from refmath.numeric.paths.listed import path_counts
from refmath.numeric.skip_trigrams.tables import skip_trigram_table
from refmath.replication.finding import Criterion, Finding, Table, conditions
from refmath.replication.measures import (
    direct_logits,
    frequent,
    losses_of_terms,
    mean_losses_by_order,
)
from refmath.replication.names import path_name, token_list

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from refmath.numeric.arrays.libraries import Matrix
    from refmath.numeric.certified.ranges import HeadRange
    from refmath.numeric.model.arguments import Path
    from refmath.numeric.model.transformer import Transformer
    from refmath.replication.counted_text import CountedText, Occurrences

    TokenName = Callable[[int], str]

PAPER = "Elhage et al. 2021"

CODE = (" def", " self", " import", " if", " return", " None", " graph", " node", " field", "class")
PROSE = (
    *(" people", " government", " United", " States", " Congress", " peace", " tax", " between"),
    *(" Union", " Mexico"),
)
"""The sources whose skip-trigrams are shown, where the vocabulary and the text have them."""
SHOWN = 5
"""How many destinations and outputs of each."""
LEAST = 5
"""Rarer tokens of the text aren't shown: their weights have hardly been trained."""
FAR = 8
"""From so many places after a source on, a head's attention to it says whose skip-trigram it is."""
FREQUENT = 64
"""Of so many of the most frequent tokens the first choice of the direct path is looked up."""
BIGRAMS_SHOWN = 12
TERM_WINDOWS = 16
"""Of so many windows the terms of single paths are measured."""


@dataclass(frozen=True)
class RaisedBigram:
    """What the direct path raises most after a token, and how often it follows in a text.

    Args:
        token: the token.
        raised: the outputs whose logits it raises most, best first.
        in_text: how often the first of these follows it.
    """

    token: int
    raised: tuple[int, ...]
    in_text: Occurrences


@dataclass(frozen=True)
class Bigrams:
    """What the direct path alone predicts.

    Args:
        direct: its loss, in nats.
        uniform: that of a uniform guess.
        raised: of the most frequent tokens, what follows each.
        baselines: losses of counting, by name.
        text: the name of the text in which bigrams were counted.
        n_tokens: its length.
    """

    direct: float
    uniform: float
    raised: tuple[RaisedBigram, ...]
    baselines: Mapping[str, float]
    text: str
    n_tokens: int

    @property
    def n_asked(self) -> int:
        """How many tokens were looked up."""
        return len(self.raised)

    @property
    def n_in_text(self) -> int:
        """How many of them the text follows with what the direct path raises most."""
        return sum(bigram.in_text.count > 0 for bigram in self.raised)


HOLDS_BIGRAMS: tuple[Criterion[Bigrams], ...] = (
    Criterion(
        "the direct path alone predicts better than a uniform guess: {m.direct:.3f} against"
        " {m.uniform:.3f} nats",
        lambda m: m.direct < m.uniform,
    ),
    Criterion(
        "of the {m.n_asked} most frequent tokens, the output that it raises most follows the token"
        " in the text for {m.n_in_text}: more than half",
        lambda m: 2 * m.n_in_text > m.n_asked,
    ),
)


def measure_bigrams(
    model: Transformer,
    windows: Matrix,
    text: CountedText,
    baselines: Mapping[str, float],
    first: int | None,
) -> Bigrams:
    """Measure the loss of the direct path, and look its bigrams up in a text."""
    tokens = [token for token in frequent(windows[:, 1:], model.d_vocab, LEAST) if token != first]
    raised = []
    for token, of_outputs in direct_logits(model, windows, tokens[:FREQUENT]):
        outputs = np.argsort(-of_outputs, kind="stable")[:SHOWN].tolist()
        raised.append(RaisedBigram(token, tuple(outputs), text.bigram(token, outputs[0])))
    return Bigrams(
        float(mean_losses_by_order(model, windows)[0]),
        math.log(model.d_vocab),
        tuple(raised),
        baselines,
        text.name,
        text.n_tokens,
    )


def bigrams(measured: Bigrams, name_of: TokenName) -> Finding:
    """Say what the direct path alone predicts: does it hold the text's bigrams?"""
    counted = "; ".join(f"{name} {loss:.3f}" for name, loss in measured.baselines.items())
    of_counting = f" Counting the training text gives: {counted}." if counted else ""
    return Finding(
        "bigrams",
        "The direct path holds bigrams",
        "«The optimal behavior of W_U W_E is to approximate the bigram log-likelihood»; in every"
        " transformer the direct path can only contribute to bigram statistics.",
        f"{PAPER}, «Zero-Layer Transformers»",
        f"The direct path alone has a loss of {measured.direct:.3f} nats on the held-out text (a"
        f" uniform guess: {measured.uniform:.3f}).{of_counting} Bigrams are counted in"
        f" {measured.text} ({measured.n_tokens:,} tokens).",
        conditions(HOLDS_BIGRAMS, measured),
        (_bigram_table(measured, name_of),),
        ("bigram_circuit", "losses_by_order"),
        measured,
    )


def _bigram_table(measured: Bigrams, name_of: TokenName) -> Table:
    return Table(
        "The most frequent tokens, and the outputs that W_U W_E raises most",
        ("token", "raised most", "bigram in the text", "its probability"),
        tuple(
            (
                token_list(name_of, [bigram.token]),
                token_list(name_of, bigram.raised),
                bigram.in_text.count,
                bigram.in_text.probability,
            )
            for bigram in measured.raised[:BIGRAMS_SHOWN]
        ),
    )


@dataclass(frozen=True)
class SourceReading:
    """The skip-trigrams of one source, and the one of them that a text has most often.

    Args:
        source: the source.
        head: that which attends to it most from afar.
        destinations: those of the highest scores, best first.
        outputs: those of the highest effects.
        destination: of the skip-trigram that the text has most often.
        output: of the same.
        in_text: how often the text has it.
        without_source: how often its destination and output follow each other.
        over_contexts: what the head does to it, over all contexts.
    """

    source: int
    head: int
    destinations: tuple[int, ...]
    outputs: tuple[int, ...]
    destination: int
    output: int
    in_text: Occurrences
    without_source: Occurrences
    over_contexts: HeadRange

    @property
    def occurs(self) -> bool:
        """Whether the text has it at all."""
        return self.in_text.count > 0

    @property
    def likelier(self) -> bool:
        """Whether the source makes the output likelier than the destination alone does."""
        return self.in_text.probability > self.without_source.probability

    @property
    def always_raised(self) -> bool:
        """Whether the head raises the output in every context, whatever the rounding."""
        effect = self.over_contexts.effect
        return effect.lowest - effect.rounding > 0


@dataclass(frozen=True)
class SkipTrigrams:
    """The skip-trigrams of some sources.

    Args:
        n_ctx: the length of the contexts.
        text: the name of the text in which they were counted.
        n_tokens: its length.
        max_step: the most tokens between source and destination there.
        readings: a source each.
    """

    n_ctx: int
    text: str
    n_tokens: int
    max_step: int
    readings: tuple[SourceReading, ...]

    @property
    def n_sources(self) -> int:
        """How many sources there are."""
        return len(self.readings)

    @property
    def n_occurring(self) -> int:
        """Of how many the text has a skip-trigram."""
        return sum(reading.occurs for reading in self.readings)

    @property
    def n_likelier(self) -> int:
        """How many make the output likelier."""
        return sum(reading.likelier for reading in self.readings)

    @property
    def n_always_raised(self) -> int:
        """Of how many the head raises the output in every context."""
        return sum(reading.always_raised for reading in self.readings)


READ_FROM_CIRCUITS: tuple[Criterion[SkipTrigrams], ...] = (
    Criterion(
        "of the {m.n_sources} sources, {m.n_occurring} have a skip-trigram among those"
        f" {SHOWN} × {SHOWN} that occurs in the text: more than half",
        lambda m: 2 * m.n_occurring > m.n_sources,
    ),
    Criterion(
        "in the text, the source makes the output likelier than the destination alone does,"
        " for {m.n_likelier} of {m.n_sources}: more than half",
        lambda m: 2 * m.n_likelier > m.n_sources,
    ),
)


def measure_skip_trigrams(
    model: Transformer, windows: Matrix, text: CountedText, sources: Sequence[int]
) -> SkipTrigrams:
    """Read the skip-trigrams of some sources, look them up in a text, and certify them."""
    n_ctx = windows.shape[1]
    known = frequent(windows, model.d_vocab, LEAST) or frequent(windows, model.d_vocab, 1)
    attention = _attention_from_afar(model, windows, sources)
    readings = (
        _reading(model, source, int(attention[source].argmax()), known, text, n_ctx)
        for source in sources
    )
    return SkipTrigrams(n_ctx, text.name, text.n_tokens, text.max_step, tuple(readings))


def _reading(
    model: Transformer,
    source: int,
    head: int,
    known: Mapping[int, int],
    text: CountedText,
    n_ctx: int,
) -> SourceReading:
    (row,) = skip_trigram_table(model, 0, head, sources=source, top=model.d_vocab)
    destinations = [token for token in row.destinations if token in known][:SHOWN]
    outputs = [token for token in row.outputs if token in known][:SHOWN]
    in_text, destination, output = max(
        (
            (text.skip_trigram(source, destination, output), destination, output)
            for destination in destinations
            for output in outputs
        ),
        key=lambda counted: counted[0].count,
    )
    certified = certified_range(model, source, destination, output, n_ctx=n_ctx, head=head)
    return SourceReading(
        source, head, tuple(destinations), tuple(outputs), destination, output, in_text,
        text.bigram(destination, output), certified.heads[0],
    )  # fmt: skip


def _attention_from_afar(
    model: Transformer, windows: Matrix, sources: Sequence[int]
) -> dict[int, Matrix]:
    """For each source the mean attention that each head of layer 0 pays to it from afar."""
    n_ctx = windows.shape[1]
    far = np.tril(np.ones((n_ctx, n_ctx)), -FAR)
    paid = {source: np.zeros(model.n_heads[0]) for source in sources}
    for window in windows:
        pattern = attention_patterns(model, window)[0]
        received = (pattern * far).sum(axis=-2)  # heads, sources' places
        for source in sources:
            paid[source] += received[:, window == source].sum(axis=-1)
    return paid


def skip_trigrams(measured: SkipTrigrams, name_of: TokenName) -> Finding:
    """Tabulate the skip-trigrams of some sources, in the weights, in a text, in all contexts."""
    return Finding(
        "skip_trigrams",
        "Skip-trigrams are read off the circuits",
        "One-layer attention-only models are an ensemble of a bigram model and several"
        " «skip-trigram» models, whose tables are read off the weights; most of the examples copy.",
        f"{PAPER}, «Interpretation as Skip-Trigrams»",
        f"For each source, of the head that attends to it most from {FAR} places later or more: the"
        " destinations of the highest scores, the outputs of the highest effects (tokens that occur"
        f" {LEAST} times or more in the held-out text). Below, of each source the one that the text"
        f" ({measured.text}, {measured.n_tokens:,} tokens, at most {measured.max_step} between"
        " source and destination) has most often, and what that head does over all contexts of"
        f" {measured.n_ctx} tokens that hold the source and end with the destination: no context"
        f" leaves these ranges. The head raises the output in every context for"
        f" {measured.n_always_raised} of {measured.n_sources}: what else stands in the context"
        " decides over the others.",
        conditions(READ_FROM_CIRCUITS, measured),
        (_reading_table(measured, name_of), _occurrence_table(measured, name_of)),
        ("skip_trigram_table", "certified_range", "attention_patterns"),
        measured,
    )


def _reading_table(measured: SkipTrigrams, name_of: TokenName) -> Table:
    return Table(
        "Destinations that attend to a source, and outputs that it raises",
        ("source", "head", "destinations (␣ is a space)", "outputs"),
        tuple(
            (
                token_list(name_of, [reading.source]),
                reading.head,
                token_list(name_of, reading.destinations),
                token_list(name_of, reading.outputs),
            )
            for reading in measured.readings
        ),
    )


def _occurrence_table(measured: SkipTrigrams, name_of: TokenName) -> Table:
    def words(reading: SourceReading) -> str:
        source, destination, output = (
            token_list(name_of, [token])
            for token in (reading.source, reading.destination, reading.output)
        )
        return f"{source} … {destination} → {output}"

    return Table(
        "In the text, and over all contexts",
        (
            *("skip-trigram", "head", "count", "p with source", "p without"),
            *("most attention", "least effect", "most effect"),
        ),
        tuple(
            (
                *(words(reading), reading.head, reading.in_text.count),
                *(reading.in_text.probability, reading.without_source.probability),
                reading.over_contexts.attention.highest,
                reading.over_contexts.effect.lowest,
                reading.over_contexts.effect.highest,
            )
            for reading in measured.readings
        ),
    )


@dataclass(frozen=True)
class TermImportance:
    """What the terms of the path expansion are worth, in nats.

    Args:
        n_layers: of the model.
        loss: of a uniform guess, then with the paths of up to each order.
        n_windows: of how many windows the rest was measured.
        of_layers: the loss of the direct path with the terms of single heads of these layers.
        of_paths: what leaving each path of up to two heads out costs.
        n_paths: how many paths there are of each order.
    """

    n_layers: int
    loss: tuple[float, ...]
    n_windows: int
    of_layers: Mapping[tuple[int, ...], float]
    of_paths: Mapping[Path, float]
    n_paths: tuple[int, ...]

    @property
    def gain(self) -> tuple[float, ...]:
        """By how much the paths of each order lower the loss."""
        return tuple(before - after for before, after in pairwise(self.loss))

    @property
    def tenth_of_single(self) -> float:
        """A tenth of what the paths of one head are worth."""
        return self.gain[1] / 10

    @property
    def gain_of_first(self) -> float:
        """By how much the single heads of layer 0 lower the direct path's loss."""
        return self.of_layers[()] - self.of_layers[0,]

    @property
    def gain_of_second(self) -> float:
        """By how much those of layer 1 lower it."""
        return self.of_layers[()] - self.of_layers[1,]


AS_IN_TWO_LAYERS: tuple[Criterion[TermImportance], ...] = (
    Criterion(
        "the terms of single heads lower the loss more than the virtual heads do:"
        " {m.gain[1]:.3f} against {m.gain[2]:.3f} nats",
        lambda m: m.gain[1] > m.gain[2],
    ),
    Criterion(
        "the virtual heads lower it by less than a tenth of that:"
        " {m.gain[2]:.3f} against {m.tenth_of_single:.3f} nats",
        lambda m: m.gain[2] < m.tenth_of_single,
    ),
    Criterion(
        "beside the direct path, the heads of layer 1 lower it more than those of layer 0:"
        " {m.gain_of_second:.3f} against {m.gain_of_first:.3f} nats",
        lambda m: m.gain_of_second > m.gain_of_first,
    ),
)


def measure_term_importance(model: Transformer, windows: Matrix) -> TermImportance:
    """Measure what the orders of paths are worth, which layers' heads, and which paths."""
    loss = (math.log(model.d_vocab), *mean_losses_by_order(model, windows).tolist())
    some = windows[:: max(1, len(windows) // TERM_WINDOWS)][:TERM_WINDOWS]
    of_layers, of_paths = losses_of_terms(model, some)
    n_paths = path_counts(model)
    return TermImportance(model.n_layers, loss, len(some), of_layers, of_paths, n_paths)


def term_importance(measured: TermImportance) -> Finding:
    """Say what the orders of paths are worth, and which layers' heads are."""
    two_layers = measured.n_layers == 2
    other = "a one-layer model" if measured.n_layers == 1 else "deeper models"
    left_open = "" if two_layers else f" Of {other} the paper states no values."
    gains = [
        f"{gain:.3f} by {f'paths of {order}' if order else 'the direct path'}"
        for order, gain in enumerate(measured.gain)
    ]
    return Finding(
        "term_importance",
        "What the terms are worth",
        "In its two-layer model, relative to uniform guessing, the direct path lowers the loss by"
        " 1.8 nats, the terms of single heads by 5.2 more, the virtual heads by 0.3; of single"
        f" heads, those of the second layer matter most.{left_open}",
        f"{PAPER}, «Term Importance Analysis» (the values stand in its figure)",
        f"The loss falls from {measured.loss[0]:.3f} nats: {', '.join(gains)}, to"
        f" {measured.loss[-1]:.3f}.",
        conditions(AS_IN_TWO_LAYERS if two_layers else (), measured),
        (_order_table(measured), *(_term_tables(measured) if measured.n_layers > 1 else ())),
        ("losses_by_order", "path_contributions"),
        measured,
    )


def _order_table(measured: TermImportance) -> Table:
    of_orders = zip(measured.n_paths, measured.loss[1:], measured.gain, strict=True)
    rows = [
        (order, n_paths, loss, gain, gain / n_paths)
        for order, (n_paths, loss, gain) in enumerate(of_orders)
    ]
    return Table(
        "The loss with the paths of up to so many heads, in nats",
        ("heads in a path", "paths", "loss", "lower by", "a path"),
        tuple(rows),
    )


def _term_tables(measured: TermImportance) -> tuple[Table, Table]:
    last = measured.n_layers - 1
    terms = {(): "the direct path", (0,): "and the heads of layer 0"}
    terms |= {(layer,): f"or of layer {layer}" for layer in range(1, last + 1)}
    terms[*range(last + 1)] = "or of both" if last == 1 else "or of all"
    costliest = sorted(measured.of_paths.items(), key=lambda path_and_cost: -path_and_cost[1])[:10]
    up_to = "" if last == 1 else " of up to two heads"
    return (
        Table(
            "The loss of the direct path with single heads' terms, in nats"
            f" ({measured.n_windows} windows)",
            ("terms", "loss"),
            tuple((terms[layers], loss) for layers, loss in measured.of_layers.items()),
        ),
        Table(
            f"What leaving one path{up_to} out costs, in nats ({measured.n_windows} windows): the"
            " ten that cost most",
            ("path", "loss without it, more by"),
            tuple((path_name(path), cost) for path, cost in costliest),
        ),
    )
