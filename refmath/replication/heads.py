"""Findings on heads: copying, previous-token and induction heads, their composition and use.

Each function gives one `Finding`; `findings` puts them in order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.numeric.heads.circuits import ov_circuit
from refmath.numeric.heads.composition import KINDS, composition_baseline, composition_scores
from refmath.numeric.heads.copying import eigenvalue_scores, summarise_heads
from refmath.numeric.heads.on_tokens import prefix_matching_scores, repeated_random_tokens
from refmath.numeric.layered.forward import attention_patterns
from refmath.replication.finding import Condition, Finding, Table
from refmath.replication.measures import (
    copying_by_chance,
    head_names,
    longest_period,
    matching_through,
    repeated,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refmath.numeric.heads.copying import HeadSummary
    from refmath.numeric.model.transformer import Transformer
    from refmath.replication.finding import Cell
    from refmath.replication.measures import Head

Matrix = np.ndarray[Any, Any]
PAPER = "Elhage et al. 2021"

PREVIOUS_TOKEN, INDUCTION = 0.5, 0.4
"""The least scores of a previous-token head and of an induction head."""
COMPOSED = 1.5
"""How many times the score of unrelated heads counts as composition."""
PERIODS = (8, 16, 32)
"""Shorter repetitions, on which the best induction head is measured as well."""
PAPERS_SHARE = 10 / 12


def copying(model: Transformer) -> Finding:
    """Say how many heads copy, by the eigenvalues of their OV circuits."""
    scores = [float(s) for layer in eigenvalue_scores(model, "OV") for s in layer]
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
                tuple((head_names([h]), s) for h, s in zip(heads, scores, strict=True)),
            ),
        ),
        ("eigenvalue_scores", "ov_circuit"),
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
        (head_names([(s.layer, s.head)]), s.previous_token, s.prefix_matching, s.copying)
        for s in summaries
    )
    tables = [
        Table(
            "What the heads attend to, and whether they copy it",
            ("head", "previous token", "prefix matching", "Σλ / Σ|λ| of OV"),
            rows,
        )
    ]
    if induction:
        layer, head = induction[0]
        by_period: list[tuple[Cell, ...]] = []
        longest = longest_period(model, first)
        for period in (*(p for p in PERIODS if p < longest), longest):
            scores = prefix_matching_scores(model, repeated(model, period, first))
            by_period.append((period, float(scores[layer][head])))
        tables.append(
            Table(
                f"Prefix matching of head {layer}:{head}, by how many tokens are repeated",
                ("tokens", "prefix matching"),
                tuple(by_period),
            )
        )
    return Finding(
        "induction_heads",
        "No induction heads in one layer" if n_layers == 1 else "Induction heads",
        "The two-layer model has a first-layer head that «primarily attends to the previous token»,"
        " and second-layer heads that are induction heads; a one-layer model can't have them.",
        f"{PAPER}, «Induction Heads»",
        f"On repeated random tokens: previous-token heads {head_names(previous)}; induction heads"
        f" {head_names(induction)}.",
        conditions,
        tuple(tables),
        ("summarise_heads", "repeated_random_tokens", "attention_patterns"),
        shown,
    )


def composition(model: Transformer, previous: Sequence[Head], induction: Sequence[Head]) -> Finding:
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
    earlier = sorted({pair[2] for pair in found})
    conditions = (
        Condition(
            f"the strongest composition of all is K-composition of a previous-token head with an"
            f" induction head: {best[1]} of {head_names([best[2]])} with {head_names([best[3]])},"
            f" {best[0]:.2f} times the baseline",
            best[1] == "K" and best[2] in previous and best[3] in induction,
        ),
        Condition(
            f"there is no other than K-composition: {len(found) - len(keys)} of the {len(found)}"
            f" pairs above {COMPOSED} times the baseline are Q or V",
            bool(found) and len(keys) == len(found),
        ),
        Condition(
            f"with one head of layer 0 only: with {head_names(earlier)}",
            len(earlier) == 1,
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
                tuple(
                    (k, head_names([a]), head_names([b]), ratio) for ratio, k, a, b in pairs[:12]
                ),
            ),
        ),
        ("composition_scores", "composition_baseline"),
        ratios,
    )


def matching(model: Transformer, previous: Sequence[Head], induction: Sequence[Head]) -> Finding:
    """Say whether induction heads match through the previous-token head, and copy."""
    copied = [float(score) for score in eigenvalue_scores(model, "OV")[1]]
    heads = [(1, h) for h in range(model.n_heads[1])]
    if not previous:
        return _matching(
            "There is no previous-token head to match through.",
            (Condition("a head of layer 0 is a previous-token head: none is", False),),
            (),
        )
    earlier = previous[0]
    scores = {head: matching_through(model, earlier, head) for head in heads}
    corner = [h for h in induction if scores[h] > 0.5 and copied[h[1]] > 0.5]
    conditions = (
        Condition(
            f"all induction heads have both scores above 0.5: {len(corner)} of {len(induction)}",
            bool(induction) and len(corner) == len(induction),
        ),
    )
    table = Table(
        "Eigenvalue scores of the second layer's heads",
        ("head", "induction head", f"matching, through {head_names([earlier])}", "copying"),
        tuple(
            (head_names([h]), "yes" if h in induction else "no", scores[h], copied[h[1]])
            for h in heads
        ),
    )
    return _matching(
        f"With the strongest previous-token head, {head_names([earlier])}: of the"
        f" {len(induction)} induction heads {len(corner)} have both scores above 0.5.",
        conditions,
        (table,),
    )


def _matching(ours: str, conditions: tuple[Condition, ...], tables: tuple[Table, ...]) -> Finding:
    return Finding(
        "matching",
        "Induction heads match and copy",
        "In the plane of the eigenvalue scores of the QK circuit (its term by way of the"
        " previous-token head) and of the OV circuit, «all the induction heads turn out to be in an"
        " extreme right hand corner».",
        f"{PAPER}, «Checking the Mechanistic Theory»",
        ours,
        conditions,
        tables,
        ("W_QK", "W_OV", "copying_score", "eigenvalue_scores"),
    )


def _pattern_of(model: Transformer, heads: Sequence[Head], first: int | None) -> dict[str, Matrix]:
    """The best of these heads on random tokens repeated three times, as the paper shows them."""
    if not heads:
        return {}
    period = max(1, 2 * longest_period(model, first) // 3)
    twice = repeated_random_tokens(model.d_vocab, period, seed=2, first=first)[0]
    tokens = np.concatenate([twice, twice[-period:]])
    layer, head = heads[0]
    return {head_names([heads[0]]): np.asarray(attention_patterns(model, tokens)[layer][head])}


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
