"""Findings on what the context is used for: repeated random tokens, and text.

What is measured of each is a dataclass; its criteria stand below it, and what makes the `Finding`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from refmath.numeric.model.every_weight import without_heads
from refmath.replication.finding import Criterion, Finding, Table, conditions
from refmath.replication.measures import (
    REPEATS,
    Estimate,
    estimate,
    longest_period,
    losses,
    repeated,
)
from refmath.replication.names import head_names, layer_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refmath.numeric.arrays.libraries import Matrix
    from refmath.numeric.model.transformer import Transformer
    from refmath.replication.measures import Head

PAPER = "Elhage et al. 2021"
PAPERS_SCORE = 0.4
"""Nats by which the 500th token is easier than the 50th in models with induction heads."""


@dataclass(frozen=True, eq=False)
class TwoCopies:
    """The losses of a model, or of what is left of it, on random tokens that are repeated.

    Args:
        name: of what is left.
        curve: the mean loss of each token but the first.
        first: the mean loss on the first copy.
        second: that on the second one, but for its first token, which can't be known.
    """

    name: str
    curve: Matrix
    first: float
    second: float

    @property
    def gain(self) -> float:
        """How much easier the second copy is."""
        return self.first - self.second


@dataclass(frozen=True)
class Repetition:
    """What a repetition is worth to a model, and to what is left of it without some heads.

    Args:
        n_layers: of the model.
        period: how many tokens are repeated.
        second_begins: the place at which the second copy begins.
        model: with all its heads.
        without_induction: without the induction heads; None where there are none, or no
            previous-token heads, to take out.
        without_previous: likewise, without the previous-token heads.
        without_others: without the other heads of the induction heads' layers, which are none of
            the previous-token heads either; None where there are none.
    """

    n_layers: int
    period: int
    second_begins: int
    model: TwoCopies
    without_induction: TwoCopies | None = None
    without_previous: TwoCopies | None = None
    without_others: TwoCopies | None = None

    @property
    def measured(self) -> tuple[TwoCopies, ...]:
        """All that was measured, the model first."""
        left = (self.without_induction, self.without_previous, self.without_others)
        return (self.model, *(copies for copies in left if copies is not None))


HARDLY_EASIER: Criterion[Repetition] = Criterion(
    "the second copy is hardly easier than the first, by less than a tenth of its loss:"
    " {m.model.second:.3f} against {m.model.first:.3f} nats",
    lambda m: m.model.second > 0.9 * m.model.first,
)
MUCH_EASIER: Criterion[Repetition] = Criterion(
    "the loss on the second copy is less than half of that on the first: {m.model.second:.3f}"
    " against {m.model.first:.3f} nats",
    lambda m: m.model.second < m.model.first / 2,
)
HEADS_DO_IT: Criterion[Repetition] = Criterion(
    "there are previous-token and induction heads that do it: none",
    lambda m: m.without_induction is not None,
)
NOT_WITHOUT_INDUCTION: Criterion[Repetition] = Criterion(
    "{m.without_induction.name}, less than half of the difference is left:"
    " {m.without_induction.gain:.3f} of {m.model.gain:.3f} nats",
    lambda m: m.without_induction is not None and m.without_induction.gain < m.model.gain / 2,
)
NOT_WITHOUT_PREVIOUS: Criterion[Repetition] = Criterion(
    "{m.without_previous.name}, less than half of the difference is left:"
    " {m.without_previous.gain:.3f} of {m.model.gain:.3f} nats",
    lambda m: m.without_previous is not None and m.without_previous.gain < m.model.gain / 2,
)
BUT_WITHOUT_OTHERS: Criterion[Repetition] = Criterion(
    "{m.without_others.name}, more than half is left: {m.without_others.gain:.3f} of"
    " {m.model.gain:.3f} nats",
    lambda m: m.without_others is not None and m.without_others.gain > m.model.gain / 2,
)


def measure_repetition(
    model: Transformer, previous: Sequence[Head], induction: Sequence[Head], first: int | None
) -> Repetition:
    """Measure the losses on repeated random tokens, with and without the heads that use them."""
    period = longest_period(model, first)
    tokens = repeated(model, period, first)
    start = int(first is not None)

    def two_copies(name: str, removed: Sequence[Head]) -> TwoCopies:
        curve = losses(without_heads(model, removed), tokens).mean(axis=0)
        # The second copy's first token can't be known: that the copy begins is not.
        first_copy, second_copy = curve[: period + start - 1], curve[period + start :]
        return TwoCopies(name, curve, float(first_copy.mean()), float(second_copy.mean()))

    of_all = Repetition(model.n_layers, period, period + start, two_copies("the model", ()))
    if not (induction and previous):
        return of_all
    layers = {layer for layer, _ in induction}
    of_these = [(layer, head) for layer in sorted(layers) for head in range(model.n_heads[layer])]
    others = [head for head in of_these if head not in (*induction, *previous)]
    return replace(
        of_all,
        without_induction=two_copies(
            f"without the induction heads {head_names(induction)}", induction
        ),
        without_previous=two_copies(
            f"without the previous-token heads {head_names(previous)}", previous
        ),
        without_others=two_copies(
            f"without the other heads of {layer_names(layers)}, {head_names(others)}", others
        ) if others else None,
    )  # fmt: skip


def _criteria_of_repetition(measured: Repetition) -> tuple[Criterion[Repetition], ...]:
    """What the paper's statement means for a model of that depth, with the heads that it has."""
    if measured.n_layers == 1:
        return (HARDLY_EASIER,)
    if measured.without_induction is None:
        return MUCH_EASIER, HEADS_DO_IT
    criteria = (MUCH_EASIER, NOT_WITHOUT_INDUCTION, NOT_WITHOUT_PREVIOUS)
    return criteria if measured.without_others is None else (*criteria, BUT_WITHOUT_OTHERS)


def repetition(measured: Repetition) -> Finding:
    """Say what a repetition of random tokens is worth, with and without the heads that use it."""
    intact = measured.model
    return Finding(
        "repetition",
        "Repeated random tokens",
        "Induction heads work on totally random repeated patterns, which no statistics of text"
        " explain; one-layer models have no such mechanism.",
        f"{PAPER}, «Induction Heads»; Olsson et al. 2022",
        f"{REPEATS} sequences of {measured.period} random tokens, twice: the loss is"
        f" {intact.first:.3f} nats on the first copy and {intact.second:.3f} on the second.",
        conditions(_criteria_of_repetition(measured), measured),
        (
            Table(
                "Loss on the two copies, in nats",
                ("model", "first copy", "second copy"),
                tuple((left.name, left.first, left.second) for left in measured.measured),
            ),
        ),
        ("repeated_random_tokens", "logits"),
        measured,
    )


@dataclass(frozen=True)
class InContext:
    """How much lower the loss is late in the context than early.

    Args:
        n_layers: of the model.
        n_windows: how many windows of text.
        n_ctx: how many tokens in each.
        early: the first and the last of the early tokens, counted from 1.
        late: likewise.
        score: the loss of the late tokens less that of the early ones, in nats.
        without_induction: the same without the induction heads; None if there are none.
        lost: that less the model's own.
    """

    n_layers: int
    n_windows: int
    n_ctx: int
    early: tuple[int, int]
    late: tuple[int, int]
    score: Estimate
    without_induction: Estimate | None = None
    lost: Estimate | None = None


LITTLE_OF_IT: Criterion[InContext] = Criterion(
    f"there is less of it than the {PAPERS_SCORE} nats of models with induction heads, by more than"
    " two standard errors: {m.score}",
    lambda m: m.score.above(-PAPERS_SCORE),
)
LOWER_LATE: Criterion[InContext] = Criterion(
    "the loss late in the context is lower than early, by more than two standard errors: {m.score}",
    lambda m: m.score.below(0.0),
)
LOST_WITHOUT_INDUCTION: Criterion[InContext] = Criterion(
    "without the induction heads less of that is left, by more than two standard errors: {m.lost}",
    lambda m: m.lost is not None and m.lost.above(0.0),
)
INDUCTION_DOES_IT: Criterion[InContext] = Criterion(
    "there are induction heads that do it: none", lambda m: m.lost is not None
)


def measure_in_context(model: Transformer, windows: Matrix, induction: Sequence[Head]) -> InContext:
    """Measure the losses early and late in the windows, with and without the induction heads."""
    n_windows, n_ctx = windows.shape
    early, late = slice(n_ctx // 20, 3 * n_ctx // 20), slice(3 * n_ctx // 4 - 1, n_ctx - 1)

    def late_less_early(measured: Transformer) -> Matrix:
        of_windows = losses(measured, windows)
        return np.asarray(of_windows[:, late].mean(axis=1) - of_windows[:, early].mean(axis=1))

    of_model = late_less_early(model)
    intact = InContext(
        model.n_layers, n_windows, n_ctx, (early.start + 1, early.stop),
        (late.start + 1, late.stop), estimate(of_model),
    )  # fmt: skip
    if not induction:
        return intact
    without = late_less_early(without_heads(model, induction))
    return replace(intact, without_induction=estimate(without), lost=estimate(without - of_model))


def _criteria_of_in_context(measured: InContext) -> tuple[Criterion[InContext], ...]:
    if measured.n_layers == 1:
        return (LITTLE_OF_IT,)
    return LOWER_LATE, INDUCTION_DOES_IT if measured.lost is None else LOST_WITHOUT_INDUCTION


def in_context(measured: InContext) -> Finding:
    """Say how much lower the loss is late in the context, with and without the induction heads."""
    (early, early_end), (late, late_end) = measured.early, measured.late
    return Finding(
        "in_context_learning",
        "In-context learning",
        "The loss of the 500th token less that of the 50th is about −0.4 nats in all models that"
        " have induction heads, whatever their size, and falls off if these are removed; in"
        " one-layer models little in-context learning ever forms.",
        "Olsson et al. 2022, «In-context Learning and Induction Heads», arguments 1 and 3",
        f"Scaled to contexts of {measured.n_ctx} tokens: the mean loss of the tokens {late} to"
        f" {late_end} less that of the tokens {early} to {early_end}, over {measured.n_windows}"
        f" windows of held-out text: {measured.score} nats (standard error over the windows).",
        conditions(_criteria_of_in_context(measured), measured),
        (_in_context_table(measured),),
        ("logits",),
        measured,
    )


def _in_context_table(measured: InContext) -> Table:
    scores = [("the model", measured.score)]
    if measured.without_induction is not None:
        scores.append(("without the induction heads", measured.without_induction))
    return Table(
        "Late less early, in nats",
        ("model", "score", "standard error"),
        tuple((name, score.mean, score.error) for name, score in scores),
    )
