"""Findings on what the context is used for: repeated random tokens, and text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.numeric.model.every_weight import without_heads
from refmath.replication.finding import Condition, Finding, Table
from refmath.replication.measures import (
    REPEATS,
    below,
    head_names,
    longest_period,
    losses,
    mean_and_error,
    repeated,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refmath.numeric.model.transformer import Transformer
    from refmath.replication.measures import Head

Matrix = np.ndarray[Any, Any]
PAPER = "Elhage et al. 2021"


def repetition(
    model: Transformer, previous: Sequence[Head], induction: Sequence[Head], first: int | None
) -> Finding:
    """Say what a repetition of random tokens is worth, with and without the heads that use it."""
    period = longest_period(model, first)
    tokens = repeated(model, period, first)
    start = int(first is not None)
    taken_out: dict[str, list[Head]] = {"the model": []}
    if induction and previous:
        others = [(1, h) for h in range(model.n_heads[1]) if (1, h) not in induction]
        taken_out |= {
            f"without the induction heads {head_names(induction)}": list(induction),
            f"without the previous-token heads {head_names(previous)}": list(previous),
        }
        if others:
            taken_out[f"without the other heads of layer 1, {head_names(others)}"] = others
    curves = {
        name: losses(without_heads(model, heads), tokens).mean(axis=0)
        for name, heads in taken_out.items()
    }
    # The second copy's first token can't be known: that the copy begins is not.
    halves = {
        name: (float(curve[: period + start - 1].mean()), float(curve[period + start :].mean()))
        for name, curve in curves.items()
    }
    gains = {name: once - twice for name, (once, twice) in halves.items()}
    own_once, own = halves["the model"]
    gain = gains["the model"]
    if model.n_layers == 1:
        conditions = [
            Condition(
                f"the second copy is hardly easier than the first, by less than a tenth of its"
                f" loss: {own:.3f} against {own_once:.3f} nats",
                own > 0.9 * own_once,
            )
        ]
    else:
        conditions = [
            Condition(
                f"the loss on the second copy is less than half of that on the first: {own:.3f}"
                f" against {own_once:.3f} nats",
                own < own_once / 2,
            )
        ]
        if len(gains) == 1:
            conditions.append(
                Condition("there are previous-token and induction heads that do it: none", False)
            )
        for name in list(gains)[1:3]:
            conditions.append(
                Condition(
                    f"{name}, less than half of the difference is left: {gains[name]:.3f} of"
                    f" {gain:.3f} nats",
                    gains[name] < gain / 2,
                )
            )
        for name in list(gains)[3:]:
            conditions.append(
                Condition(
                    f"{name}, more than half is left: {gains[name]:.3f} of {gain:.3f} nats",
                    gains[name] > gain / 2,
                )
            )
    return Finding(
        "repetition",
        "Repeated random tokens",
        "Induction heads work on totally random repeated patterns, which no statistics of text"
        " explain; one-layer models have no such mechanism.",
        f"{PAPER}, «Induction Heads»; Olsson et al. 2022",
        f"{REPEATS} sequences of {period} random tokens, twice: the loss is {own_once:.3f} nats on"
        f" the first copy and {own:.3f} on the second.",
        tuple(conditions),
        (
            Table(
                "Loss on the two copies, in nats",
                ("model", "first copy", "second copy"),
                tuple((name, *both) for name, both in halves.items()),
            ),
        ),
        ("repeated_random_tokens", "logits"),
        {"period": np.array(period + start), "curves": curves},
    )


def in_context(model: Transformer, windows: Matrix, removed: Sequence[Head]) -> Finding:
    """Say how much lower the loss is late in the context, with and without the induction heads."""
    n_ctx = windows.shape[1]
    early, late = slice(n_ctx // 20, 3 * n_ctx // 20), slice(3 * n_ctx // 4 - 1, n_ctx - 1)
    own = _late_less_early(losses(model, windows), early, late)
    score, error = mean_and_error(own)
    rows = [("the model", score, error)]
    conditions = [
        Condition(
            f"the loss late in the context is lower than early, by more than two standard errors:"
            f" {score:.3f} ± {error:.3f}",
            below(score, error, 0.0),
        )
    ]
    if removed:
        bare = _late_less_early(losses(without_heads(model, removed), windows), early, late)
        without, its_error = mean_and_error(bare)
        lost, lost_error = mean_and_error(bare - own)
        rows.append(("without the induction heads", without, its_error))
        conditions.append(
            Condition(
                "without the induction heads less of that is left, by more than two standard"
                f" errors: {lost:.3f} ± {lost_error:.3f}",
                below(-lost, lost_error, 0.0),
            )
        )
    else:
        conditions.append(Condition("there are induction heads that do it: none", False))
    said = (
        "The loss of the 500th token less that of the 50th is about −0.4 nats in all models that"
        " have induction heads, whatever their size, and falls off if these are removed; in"
        " one-layer models little in-context learning ever forms."
    )
    if model.n_layers == 1:
        conditions = [
            Condition(
                "there is less of it than the 0.4 nats of models with induction heads, by more than"
                f" two standard errors: {score:.3f} ± {error:.3f}",
                below(-score, error, 0.4),
            )
        ]
    return Finding(
        "in_context_learning",
        "In-context learning",
        said,
        "Olsson et al. 2022, «In-context Learning and Induction Heads», arguments 1 and 3",
        f"Scaled to contexts of {n_ctx} tokens: the mean loss of the tokens {late.start + 1} to"
        f" {late.stop} less that of the tokens {early.start + 1} to {early.stop}, over"
        f" {len(windows)} windows of held-out text: {score:.3f} ± {error:.3f} nats (standard error"
        " over the windows).",
        tuple(conditions),
        (Table("Late less early, in nats", ("model", "score", "standard error"), tuple(rows)),),
        ("logits",),
    )


def _late_less_early(each: Matrix, early: slice, late: slice) -> Matrix:
    return np.asarray(each[:, late].mean(axis=1) - each[:, early].mean(axis=1))
