"""Findings on heads: copying, previous-token and induction heads, their composition and use.

Each function gives one `Finding`; `findings` puts them in order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.numeric.circuits import ov_circuit
from refmath.numeric.composition import KINDS, composition_baseline, composition_scores
from refmath.numeric.forward import attention_patterns
from refmath.numeric.head_behaviour import repeated_random_tokens
from refmath.numeric.heads import ov_copying_scores, summarise_heads
from refmath.report.finding import Condition, Finding, Table
from refmath.report.measures import (
    copying_by_chance,
    losses,
    matching_through,
    without_heads,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refmath.numeric.heads import HeadSummary
    from refmath.numeric.transformer import Transformer
    from refmath.report.measures import Head

Matrix = np.ndarray[Any, Any]
PAPER = "Elhage et al. 2021"

PREVIOUS_TOKEN, INDUCTION = 0.5, 0.4
"""The least scores of a previous-token head and of an induction head."""
COMPOSED = 1.5
"""How many times the score of unrelated heads counts as composition."""
REPEATS = 16
"""Sequences of repeated random tokens."""
SHOWN_PERIOD = 12
"""How many tokens are repeated where a pattern is shown."""
PAPERS_SHARE = 10 / 12


def copying(model: Transformer) -> Finding:
    """Say how many heads copy, by the eigenvalues of their OV circuits."""
    scores = [float(s) for layer in ov_copying_scores(model) for s in layer]
    heads = [(i, h) for i, n in enumerate(model.n_heads) for h in range(n)]
    chance = copying_by_chance(model.layers[0].d_head)
    copies = sum(score > chance for score in scores)
    eigenvalues = np.stack([np.asarray(ov_circuit(model, *head).eigenvalues()) for head in heads])
    conditions: tuple[Condition, ...] = ()
    if model.n_layers == 1:
        conditions = (
            Condition(
                f"{copies} of {len(heads)} heads copy more than random circuits do: more than half",
                2 * copies > len(heads),
            ),
            Condition(
                f"as large a share as the paper's 10 of 12: {copies} of {len(heads)}",
                copies >= PAPERS_SHARE * len(heads),
            ),
        )
    said = "" if model.n_layers == 1 else " (Of its two-layer model no number is given.)"
    return Finding(
        "copying",
        "Heads that copy",
        "«It appears that 10 out of 12 heads are significantly copying!»: of the one-layer model's"
        f" OV circuits most eigenvalues are positive.{said}",
        f"{PAPER}, «Detecting Copying Behavior»",
        f"Σλ / Σ|λ| exceeds {chance:.3f} in {copies} of {len(heads)} heads; 99 of 100 random"
        f" circuits of d_head = {model.layers[0].d_head} lie within ±{chance:.3f}. Above 0.5 are"
        f" {sum(score > 0.5 for score in scores)}.",
        conditions,
        (
            Table(
                "Copying scores",
                ("head", "Σλ / Σ|λ|"),
                tuple((_name(h), s) for h, s in zip(heads, scores, strict=True)),
            ),
        ),
        ("ov_copying_scores", "ov_circuit"),
        {"heads": np.array(heads), "scores": np.array(scores), "eigenvalues": eigenvalues},
    )


def behaviour(
    model: Transformer,
    summaries: Sequence[HeadSummary],
    previous: Sequence[Head],
    induction: Sequence[Head],
    first: int | None,
) -> Finding:
    """Say which heads attend to the previous token, and which are induction heads."""
    n_layers = model.n_layers
    shown = {**_pattern_of(model, previous, first), **_pattern_of(model, induction, first)}
    best_previous = max(s.previous_token for s in summaries if s.layer == 0)
    best_induction = max(s.prefix_matching for s in summaries if s.layer == n_layers - 1)
    if n_layers == 1:
        conditions: tuple[Condition, ...] = (
            Condition(
                f"no head has a prefix-matching score above {INDUCTION}: the highest is"
                f" {best_induction:.3f}",
                best_induction <= INDUCTION,
            ),
        )
    else:
        conditions = (
            Condition(
                f"a head of layer 0 has a previous-token score above {PREVIOUS_TOKEN}: the highest"
                f" is {best_previous:.3f}",
                best_previous > PREVIOUS_TOKEN,
            ),
            Condition(
                f"a head of layer 1 has a prefix-matching score above {INDUCTION}: the highest is"
                f" {best_induction:.3f}",
                best_induction > INDUCTION,
            ),
        )
    rows = tuple(
        (_name((s.layer, s.head)), s.previous_token, s.prefix_matching, s.copying)
        for s in summaries
    )
    return Finding(
        "induction_heads",
        "Previous-token heads and induction heads",
        "The two-layer model has a first-layer head that «primarily attends to the previous token»,"
        " and second-layer heads that are induction heads; a one-layer model can't have them.",
        f"{PAPER}, «Induction Heads»",
        f"On repeated random tokens: previous-token heads {_names(previous)}; induction heads"
        f" {_names(induction)}.",
        conditions,
        (
            Table(
                "What the heads attend to, and whether they copy it",
                ("head", "previous token", "prefix matching", "Σλ / Σ|λ| of OV"),
                rows,
            ),
        ),
        ("summarise_heads", "repeated_random_tokens", "attention_patterns"),
        shown,
    )


def composition(
    model: Transformer, previous: Sequence[Head], induction: Sequence[Head]
) -> Finding:
    """Say which heads of the second layer read what which of the first write."""
    baseline = composition_baseline(model)
    ratios = {
        kind: np.asarray(composition_scores(model, kind))[0, : model.n_heads[0], 1,
                                                          : model.n_heads[1]] / baseline
        for kind in KINDS
    }  # fmt: skip
    pairs = sorted(
        ((float(r[a, b]), kind, (0, a), (1, b))
         for kind, r in ratios.items() for a in range(r.shape[0]) for b in range(r.shape[1])),
        key=lambda pair: -pair[0],
    )  # fmt: skip
    found = [pair for pair in pairs if pair[0] > COMPOSED]
    keys = [pair for pair in found if pair[1] == "K"]
    best = pairs[0]
    conditions = (
        Condition(
            f"the strongest composition of all is K-composition of a previous-token head with an"
            f" induction head: {best[1]} of {_name(best[2])} with {_name(best[3])},"
            f" {best[0]:.2f} times the baseline",
            best[1] == "K" and best[2] in previous and best[3] in induction,
        ),
        Condition(
            f"there is no other than K-composition: {len(found) - len(keys)} of the {len(found)}"
            f" pairs above {COMPOSED} times the baseline are Q or V",
            bool(found) and len(keys) == len(found),
        ),
        Condition(
            f"with one head of layer 0 only: with {_names(sorted({pair[2] for pair in found}))}",
            len({pair[2] for pair in found}) == 1,
        ),
    )
    return Finding(
        "composition",
        "K-composition with the previous-token head",
        "«In practice, for this model, there is only significant K-composition, and only with one"
        " layer 0 head.»",
        f"{PAPER}, «Analyzing a Two-Layer Model»",
        f"Scores relative to 1/√d_model, which unrelated heads have: {len(found)} of"
        f" {len(pairs)} pairs lie above {COMPOSED} times that, {len(keys)} of them in K.",
        conditions,
        (
            Table(
                "The strongest compositions",
                ("kind", "earlier head", "later head", "times the baseline"),
                tuple((k, _name(a), _name(b), ratio) for ratio, k, a, b in pairs[:12]),
            ),
        ),
        ("composition_scores", "composition_baseline"),
        ratios,
    )


def matching(model: Transformer, previous: Sequence[Head], induction: Sequence[Head]) -> Finding:
    """Say whether induction heads match through the previous-token head, and copy."""
    copied = [float(score) for score in ov_copying_scores(model)[1]]
    heads = [(1, h) for h in range(model.n_heads[1])]
    earlier = previous[0]
    scores = {head: matching_through(model, earlier, head) for head in heads}
    corner = [h for h in induction if scores[h] > 0.5 and copied[h[1]] > 0.5]
    conditions = (
        Condition(
            f"all induction heads have both scores above 0.5: {len(corner)} of {len(induction)}",
            bool(induction) and len(corner) == len(induction),
        ),
    )
    return Finding(
        "matching",
        "Induction heads match and copy",
        "In the plane of the eigenvalue scores of the QK circuit (its term by way of the"
        " previous-token head) and of the OV circuit, «all the induction heads turn out to be in an"
        " extreme right hand corner».",
        f"{PAPER}, «Checking the Mechanistic Theory»",
        f"With the strongest previous-token head, {_name(earlier)}: of the {len(induction)}"
        f" induction heads {len(corner)} have both scores above 0.5.",
        conditions,
        (
            Table(
                "Eigenvalue scores of the second layer's heads",
                ("head", "induction head", "matching, through " + _name(earlier), "copying"),
                tuple(
                    (_name(h), "yes" if h in induction else "no", scores[h], copied[h[1]])
                    for h in heads
                ),
            ),
        ),
        ("W_QK", "W_OV", "copying_score", "ov_copying_scores"),
    )


def repetition(
    model: Transformer, previous: Sequence[Head], induction: Sequence[Head], first: int | None
) -> Finding:
    """Say what a repetition of random tokens is worth, with and without the heads that use it."""
    period = _period(model, first)
    tokens = repeated_random_tokens(model.d_vocab, period, batch=REPEATS, seed=1, first=first)
    start = int(first is not None)
    taken_out: dict[str, list[Head]] = {"the model": []}
    if induction and previous:
        others = [(1, h) for h in range(model.n_heads[1]) if (1, h) not in induction]
        taken_out |= {
            f"without the induction heads {_names(induction)}": list(induction),
            f"without the previous-token heads {_names(previous)}": list(previous),
        }
        if others:
            taken_out[f"without the other heads of layer 1, {_names(others)}"] = others
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


def _pattern_of(model: Transformer, heads: Sequence[Head], first: int | None) -> dict[str, Matrix]:
    """The best of these heads on random tokens repeated three times, as the paper shows them."""
    if not heads:
        return {}
    period = min(SHOWN_PERIOD, 2 * _period(model, first) // 3)
    twice = repeated_random_tokens(model.d_vocab, period, seed=2, first=first)[0]
    tokens = np.concatenate([twice, twice[-period:]])
    layer, head = heads[0]
    return {_name(heads[0]): np.asarray(attention_patterns(model, tokens)[layer][head])}


def roles(
    model: Transformer, first: int | None
) -> tuple[tuple[HeadSummary, ...], list[Head], list[Head]]:
    """Return the heads' summaries, the previous-token heads and the induction heads, best first.

    Previous-token heads are of layer 0, induction heads of a later one.
    """
    summaries = summarise_heads(model, first=first)
    by_score = sorted(summaries, key=lambda s: -s.previous_token)
    previous = [
        (s.layer, s.head) for s in by_score if s.layer == 0 and s.previous_token > PREVIOUS_TOKEN
    ]
    by_score = sorted(summaries, key=lambda s: -s.prefix_matching)
    induction = [
        (s.layer, s.head) for s in by_score if s.layer > 0 and s.prefix_matching > INDUCTION
    ]
    return summaries, previous, induction


def _period(model: Transformer, first: int | None) -> int:
    longest = 128 if model.n_ctx is None else model.n_ctx
    return min((longest - (first is not None)) // 2, model.d_vocab - 1)


def _name(head: Head) -> str:
    return f"{head[0]}:{head[1]}"


def _names(heads: Sequence[Head]) -> str:
    return ", ".join(_name(head) for head in heads) or "none"
