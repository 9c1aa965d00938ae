"""The model cards: every number in them is measured by the recipe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from training.corpus import D_VOCAB, Corpus
from training.data import HELD_OUT, SOURCES
from training.settings import RECIPE, Phase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from training.measure import Scores
    from training.settings import Settings


def card(
    settings: Settings,
    found: Mapping[str, Any],
    scores: Scores,
    counted: Mapping[str, float],
    corpus: Corpus,
    machine: str,
) -> str:
    """Write the card of a model.

    Args:
        settings: of the model and its training.
        found: the model's entry in the manifest.
        scores: on repeated random tokens.
        counted: the losses of the baselines.
        corpus: the text.
        machine: that the weights come from.

    Returns:
        Markdown.
    """
    return f"""# {settings.name}

An attention-only transformer: {settings.n_layers} layer{"s" if settings.n_layers > 1 else ""} of \
{settings.n_heads} heads, d_model {settings.d_model}, d_head {settings.d_head}, n_ctx \
{settings.n_ctx}, vocabulary {D_VOCAB}. No MLP, no LayerNorm, no biases; positions are added to \
the inputs of Q and K only; every sequence begins with `<|bos|>` (token 0). Byte-level BPE with \
leading spaces. Weights: {found["dtype"]}, safetensors, {found["size"]:,} bytes, sha256 \
`{found["sha256"]}`.

## Losses on held-out text

Nats a token, means over all held-out windows of {settings.n_ctx} tokens.

| | loss |
|---|---|
| this model | {found["held_out_loss"]:.4f} |
| unigrams | {counted["unigram"]:.4f} |
| bigrams | {counted["bigram"]:.4f} |
| trigrams | {counted["trigram"]:.4f} |

The baselines count the same training text; each leans on the shorter one where it has seen \
little, as much as is best for it on the held-out text itself. On the windows that come with the \
package (`rm.held_out_sample()`) this model's loss is {found["sample_loss"]:.6f}.

## On repeated random tokens

32 windows: `<|bos|>`, {(settings.n_ctx - 1) // 2} different random tokens, the same again.

| | |
|---|---|
| loss on the first copy | {scores.first_copy:.4f} |
| loss on the second copy | {scores.second_copy:.4f} |
| best previous-token score of each layer | {_list(scores.previous_token)} |
| best prefix-matching (induction) score of each layer | {_list(scores.prefix_matching)} |

## Data

{len(corpus.training):,} tokens to learn from and {len(corpus.held_out):,} held out: one document \
in {HELD_OUT}, chosen by a checksum of its name. Each archive is pinned by its checksum.

| package | version | text | sha256 |
|---|---|---|---|
{_sources()}

## Training

Recipe {RECIPE} (`make train`, folder `training/`), seed {settings.seed}, on {machine}. Muon for \
the heads, AdamW for W_E, W_U and W_pos. {settings.tokens(settings.steps):,} tokens in all:

{_phases(settings)}

## What it is not good for

For writing, answering or judging anything: it is a small model of State of the Union addresses, \
one novel and two Python packages, made so that its circuits can be read. It repeats what its text \
says of people and nations, as it was said then. Its findings are those of one seed. The recipe \
shapes what is found: the initial weights favour copying, and where windows of repeated tokens \
were mixed in, induction heads were trained for and did not come of the text alone.
"""


def _sources() -> str:
    return "\n".join(
        f"| {source.registry} {source.name} | {source.version} | {source.licence} |"
        f" `{source.sha256}` |"
        for source in SOURCES
    )


def _phases(settings: Settings) -> str:
    return "\n".join(
        f"{number}. {phase.steps:,} steps of {phase.windows} windows of {phase.n_ctx} tokens:"
        f" {_windows(phase)}. Learning rates: heads {phase.heads:g}, W_E {phase.W_E:g},"
        f" W_U {phase.W_U:g}, W_pos {phase.W_pos:g}"
        f"{', falling to a twentieth by a cosine' if phase.cool_down else ''}."
        for number, phase in enumerate(settings.phases, start=1)
    )


def _windows(phase: Phase) -> str:
    period = f"of {phase.periods[0]} to {phase.periods[1]} tokens, to the window's end"
    parts = []
    if rest := phase.windows - phase.n_random - phase.n_repeated:
        parts.append(f"{rest} of text as it is")
    for count, what in ((phase.n_repeated, "text"), (phase.n_random, "random tokens")):
        if count:
            repeat = "repeats" if count == 1 else "repeat"
            parts.append(f"{count} that {repeat} a segment of {what} {period}")
    return ", ".join(parts)


def _list(scores: tuple[float, ...]) -> str:
    return ", ".join(f"{score:.4f}" for score in scores)
