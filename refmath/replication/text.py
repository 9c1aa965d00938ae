"""Findings on text: bigrams, skip-trigrams, what the orders are worth, in-context learning.

Each function gives one `Finding`; `findings` puts them in order.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.numeric.certified.ranges import certified_range
from refmath.numeric.heads.circuits import bigram_circuit
from refmath.numeric.layered.forward import attention_patterns
from refmath.numeric.paths.listed import path_counts
from refmath.numeric.skip_trigrams.tables import skip_trigram_table
from refmath.numeric.skip_trigrams.token_names import visible
from refmath.replication.finding import Condition, Finding, Table
from refmath.replication.measures import (
    frequent,
    losses_of_terms,
    mean_losses_by_order,
    path_name,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from refmath.numeric.model.transformer import Transformer
    from refmath.replication.counted_text import CountedText
    from refmath.replication.finding import Cell

Matrix = np.ndarray[Any, Any]
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
_SPACES = re.compile("␣{4,}")
FREQUENT = 64
"""Of so many of the most frequent tokens the first choice of the direct path is looked up."""


def bigrams(
    model: Transformer,
    windows: Matrix,
    text: CountedText,
    names: Any,
    baselines: Mapping[str, float],
    first: int | None,
) -> Finding:
    """Say what the direct path alone predicts: does it hold the text's bigrams?"""
    direct = float(mean_losses_by_order(model, windows)[0])
    uniform = math.log(model.d_vocab)
    known = frequent(windows[:, 1:], model.d_vocab, LEAST)
    circuit = bigram_circuit(model)
    rows: list[tuple[Cell, ...]] = []
    follows = 0
    asked = [token for token in known if token != first][:FREQUENT]
    for token in asked:
        best = np.argsort(-circuit.columns(token), kind="stable")[:SHOWN].tolist()
        found = text.bigram(token, best[0])
        follows += found.count > 0
        if len(rows) < 12:
            rows.append(
                (_names(names, [token]), _names(names, best), found.count, found.probability)
            )
    counted = "; ".join(f"{name} {loss:.3f}" for name, loss in baselines.items())
    others = f" Counting the training text gives: {counted}." if counted else ""
    conditions = (
        Condition(
            f"the direct path alone predicts better than a uniform guess: {direct:.3f} against"
            f" {uniform:.3f} nats",
            direct < uniform,
        ),
        Condition(
            f"of the {len(asked)} most frequent tokens, the output that it raises most follows the"
            f" token in the text for {follows}: more than half",
            2 * follows > len(asked),
        ),
    )
    return Finding(
        "bigrams",
        "The direct path holds bigrams",
        "«The optimal behavior of W_U W_E is to approximate the bigram log-likelihood»; in every"
        " transformer the direct path can only contribute to bigram statistics.",
        f"{PAPER}, «Zero-Layer Transformers»",
        f"The direct path alone has a loss of {direct:.3f} nats on the held-out text (a uniform"
        f" guess: {uniform:.3f}).{others} Bigrams are counted in"
        f" {text.name} ({text.n_tokens:,} tokens).",
        conditions,
        (
            Table(
                "The most frequent tokens, and the outputs that W_U W_E raises most",
                ("token", "raised most", "bigram in the text", "its probability"),
                tuple(rows),
            ),
        ),
        ("bigram_circuit", "losses_by_order"),
    )


def skip_trigrams(
    model: Transformer, windows: Matrix, text: CountedText, names: Any, sources: Sequence[int]
) -> Finding:
    """Tabulate the skip-trigrams of some sources, look them up in a text, and certify them."""
    n_ctx = windows.shape[1]
    known = frequent(windows, model.d_vocab, LEAST) or frequent(windows, model.d_vocab, 1)
    attention = _attention_from_afar(model, windows, sources)
    rows, looked_up = [], []
    there = likelier = always = 0
    for source in sources:
        head = int(attention[source].argmax())
        (row,) = skip_trigram_table(model, 0, head, sources=source, top=model.d_vocab)
        destinations = [token for token in row.destinations if token in known][:SHOWN]
        outputs = [token for token in row.outputs if token in known][:SHOWN]
        rows.append((_names(names, [source]), head, _names(names, destinations),
                     _names(names, outputs)))  # fmt: skip
        counted = [(text.skip_trigram(source, b, c), b, c) for b in destinations for c in outputs]
        most, b, c = max(counted, key=lambda each: each[0].count)
        alone = text.bigram(b, c)
        there += most.count > 0
        likelier += most.probability > alone.probability
        effect = certified_range(model, source, b, c, n_ctx=n_ctx, head=head).heads[0]
        always += effect.effect.lowest - effect.effect.rounding > 0
        looked_up.append(
            (
                f"{_names(names, [source])} … {_names(names, [b])} → {_names(names, [c])}",
                head,
                most.count,
                most.probability,
                alone.probability,
                effect.attention.highest,
                effect.effect.lowest,
                effect.effect.highest,
            )
        )
    conditions = (
        Condition(
            f"of the {len(sources)} sources, {there} have a skip-trigram among those"
            f" {SHOWN} × {SHOWN} that occurs in the text: more than half",
            2 * there > len(sources),
        ),
        Condition(
            f"in the text, the source makes the output likelier than the destination alone does,"
            f" for {likelier} of {len(sources)}: more than half",
            2 * likelier > len(sources),
        ),
    )
    return Finding(
        "skip_trigrams",
        "Skip-trigrams are read off the circuits",
        "One-layer attention-only models are an ensemble of a bigram model and several"
        " «skip-trigram» models, whose tables are read off the weights; most of the examples copy.",
        f"{PAPER}, «Interpretation as Skip-Trigrams»",
        f"For each source, of the head that attends to it most from {FAR} places later or more: the"
        " destinations of the highest scores, the outputs of the highest effects (tokens that occur"
        f" {LEAST} times or more in the held-out text). Below, of each source the one that the text"
        f" ({text.name}, {text.n_tokens:,} tokens, at most {text.max_step} between source and"
        " destination) has most often, and what that head does over all contexts of"
        f" {n_ctx} tokens that hold the source and end with the destination: no context leaves"
        f" these ranges. The head raises the output in every context for {always} of"
        f" {len(sources)}: what else stands in the context decides over the others.",
        conditions,
        (
            Table(
                "Destinations that attend to a source, and outputs that it raises",
                ("source", "head", "destinations (␣ is a space)", "outputs"),
                tuple(rows),
            ),
            Table(
                "In the text, and over all contexts",
                (
                    *("skip-trigram", "head", "count", "p with source", "p without"),
                    *("most attention", "least effect", "most effect"),
                ),
                tuple(looked_up),
            ),
        ),
        ("skip_trigram_table", "certified_range", "attention_patterns"),
    )


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


def term_importance(model: Transformer, windows: Matrix) -> Finding:
    """Say what the orders of paths are worth, and which layers' heads are."""
    by_order = mean_losses_by_order(model, windows).tolist()
    kept, lost = losses_of_terms(model, windows[:: max(1, len(windows) // 16)][:16])
    before = [math.log(model.d_vocab), *by_order]
    gains = [before[k] - before[k + 1] for k in range(len(by_order))]
    n_paths = path_counts(model)
    rows = [
        (k, n_paths[k], before[k + 1], gains[k], gains[k] / n_paths[k]) for k in range(len(gains))
    ]
    tables = [
        Table(
            "The loss with the paths of up to so many heads, in nats",
            ("heads in a path", "paths", "loss", "lower by", "a path"),
            tuple(rows),
        )
    ]
    conditions: tuple[Condition, ...] = ()
    if model.n_layers == 2:
        first, second = kept[()] - kept[0,], kept[()] - kept[1,]
        conditions = (
            Condition(
                f"the terms of single heads lower the loss more than the virtual heads do:"
                f" {gains[1]:.3f} against {gains[2]:.3f} nats",
                gains[1] > gains[2],
            ),
            Condition(
                f"the virtual heads lower it by less than a tenth of that:"
                f" {gains[2]:.3f} against {gains[1] / 10:.3f} nats",
                gains[2] < gains[1] / 10,
            ),
            Condition(
                f"beside the direct path, the heads of layer 1 lower it more than those of layer 0:"
                f" {second:.3f} against {first:.3f} nats",
                second > first,
            ),
        )
        names = {(): "the direct path", (0,): "and the heads of layer 0", (1,): "or of layer 1",
                 (0, 1): "or of both"}  # fmt: skip
        tables.append(
            Table(
                "The loss of the direct path with single heads' terms, in nats (16 windows)",
                ("terms", "loss"),
                tuple((names[layers], loss) for layers, loss in kept.items()),
            )
        )
        strongest = sorted(lost, key=lambda path: -lost[path])[:10]
        tables.append(
            Table(
                "What leaving one path out costs, in nats (16 windows): the ten that cost most",
                ("path", "loss without it, more by"),
                tuple((path_name(path), lost[path]) for path in strongest),
            )
        )
    said = "" if model.n_layers == 2 else " Of a one-layer model the paper states no values."
    parts = [f"{gain:.3f} by {'the direct path' if k == 0 else f'paths of {k}'}"
             for k, gain in enumerate(gains)]  # fmt: skip
    return Finding(
        "term_importance",
        "What the terms are worth",
        "In its two-layer model, relative to uniform guessing, the direct path lowers the loss by"
        " 1.8 nats, the terms of single heads by 5.2 more, the virtual heads by 0.3; of single"
        f" heads, those of the second layer matter most.{said}",
        f"{PAPER}, «Term Importance Analysis» (the values stand in its figure)",
        f"The loss falls from {before[0]:.3f} nats: {', '.join(parts)}, to {before[-1]:.3f}.",
        conditions,
        tuple(tables),
        ("losses_by_order", "path_contributions"),
        {"loss": np.array(before), "gain": np.array(gains)},
    )


def _names(names: Any, tokens: Sequence[int]) -> str:
    return " · ".join(_SPACES.sub(_counted, visible(names(token))) for token in tokens)


def _counted(run: re.Match[str]) -> str:
    return f"␣×{len(run[0])}"
