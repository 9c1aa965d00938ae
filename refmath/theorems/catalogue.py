"""All statements, in reading order: each may rest only on those before it."""

from __future__ import annotations

from functools import cache

from refmath.symbolic.claims import Claim
from refmath.symbolic.derivation import ENTRIES, Theorem, theorems_of_step
from refmath.symbolic.identities import LAWS
from refmath.theorems import (
    alibi,
    attention_heads,
    basis,
    bigram_loss,
    by_hand,
    certified_accuracy,
    certified_range,
    computed_depth,
    computed_patterns,
    convolutions,
    copying,
    copying_score,
    depth,
    every_depth,
    induction,
    invariances,
    layers,
    left_aside,
    linear_attention,
    neurons,
    normed_queries,
    norms,
    pairs_and_heads,
    pointers,
    reading,
    removal,
    rotations,
    single_heads,
    sinks,
    six_indices,
    soft_caps,
    softmax,
    spectra,
    tensor_algebra,
    virtual_weights,
    windows,
)

STATEMENTS: tuple[Theorem | Claim, ...] = (
    *tensor_algebra.THEOREMS,
    six_indices.RANK_FOUR,
    *softmax.THEOREMS,
    *sinks.LAWS,
    *alibi.LAWS,
    *normed_queries.LAWS,
    *attention_heads.THEOREMS,
    *layers.THEOREMS,
    *bigram_loss.STATEMENTS,
    *virtual_weights.THEOREMS,
    *convolutions.THEOREMS,
    *depth.THEOREMS,
    *six_indices.THEOREMS,
    *computed_patterns.THEOREMS,
    *every_depth.STATEMENTS,
    *computed_depth.STATEMENTS,
    *removal.STATEMENTS,
    *invariances.STATEMENTS,
    *basis.THEOREMS,
    *reading.STATEMENTS,
    *pairs_and_heads.STATEMENTS,
    *certified_range.STATEMENTS,
    *certified_accuracy.STATEMENTS,
    *spectra.STATEMENTS,
    *copying.STATEMENTS,
    *copying_score.STATEMENTS,
    *left_aside.STATEMENTS,
    *windows.STATEMENTS,
    *soft_caps.STATEMENTS,
    *normed_queries.STATEMENTS,
    *norms.STATEMENTS,
    *neurons.THEOREMS,
    *linear_attention.THEOREMS,
    *by_hand.STATEMENTS,
    *rotations.STATEMENTS,
    *induction.STATEMENTS,
    *single_heads.STATEMENTS,
    *pointers.STATEMENTS,
)

THEOREMS = tuple(s for s in STATEMENTS if isinstance(s, Theorem))
CLAIMS = tuple(s for s in STATEMENTS if isinstance(s, Claim))


CHAPTERS = (
    "1. The algebra",
    "2. From a head to the notebook's formula",
    "3. More layers",
    "4. What may change without a difference",
    "5. Reading the circuits",
    "6. What the paper leaves aside",
    "7. Models built by hand",
)
"""The pages of derivations, by their titles: what lists statements lists them by these."""

_BEGINS = {
    "distributivity": 1,
    "value_bias_with_a_sink": 6,
    "head_as_tensor_product": 2,
    "two_layers": 3,
    "attention_looks_back": 4,
    "removing_a_head": 3,
    "virtual_heads": 4,
    "skip_trigram_reading": 5,
    "value_and_output_biases": 6,
    "one_skip_trigram": 7,
}
"""From which statement on those that follow stand on which page; a law may stand beside its use."""


@cache
def by_chapter() -> dict[str, tuple[Theorem | Claim, ...]]:
    """Return the statements of each chapter, in reading order.

    >>> {chapter: len(statements) for chapter, statements in by_chapter().items()}[CHAPTERS[0]]
    52
    """
    chapters: dict[str, list[Theorem | Claim]] = {chapter: [] for chapter in CHAPTERS}
    here = chapters[CHAPTERS[0]]
    for statement in STATEMENTS:
        if statement.name in _BEGINS:
            here = chapters[CHAPTERS[_BEGINS[statement.name] - 1]]
        here.append(statement)
    return {chapter: tuple(statements) for chapter, statements in chapters.items()}


def chapter_of(name: str) -> str:
    """Return the chapter of a statement; «» of what is none.

    >>> chapter_of("one_layer"), chapter_of("no statement")
    ("2. From a head to the notebook's formula", '')
    """
    return _chapters().get(name, "")


@cache
def _chapters() -> dict[str, str]:
    return {one.name: chapter for chapter, ones in by_chapter().items() for one in ones}


def rests_on_in_the_end(name: str) -> tuple[str, ...]:
    """List all that a statement rests on, through all its ancestors: laws, theorems, hypotheses.

    Definitions are left out: they suppose nothing.

    >>> rests_on_in_the_end("virtual_heads")
    ('mixed_product',)
    """
    by_name = {statement.name: statement for statement in STATEMENTS}
    if name not in by_name:
        raise ValueError(f"name: expected a statement ({', '.join(by_name)}), got {name!r}")
    found: dict[str, None] = {}
    for need in rests_on(name):
        found[need] = None
        if need in by_name:
            found.update(dict.fromkeys(rests_on_in_the_end(need)))
    return tuple(sorted(found))


@cache
def rests_on(name: str) -> tuple[str, ...]:
    """List what a statement names itself; of a law those theorems whose equations it uses."""
    statement = next(s for s in STATEMENTS if s.name == name)
    if isinstance(statement, Claim):
        return statement.rests
    supposed = {h.name: h.proved_by or f"supposing: {h.name}" for h in statement.hypotheses}
    out: dict[str, None] = {}
    for above, step in zip(statement.steps, statement.steps[1:], strict=False):
        if step.by in supposed:
            out[supposed[step.by]] = None
        elif step.by in LAWS:
            out.update(dict.fromkeys(theorems_of_step(above.line, step, LAWS[step.by])))
        elif step.by != ENTRIES and not step.by.startswith("definition of "):
            out[step.by] = None
    return tuple(out)


def earlier_than(name: str) -> dict[str, Theorem]:
    """Return the theorems that stand before the one of that name, by name.

    >>> list(earlier_than("factor_into_a_sum_over_heads"))
    ['distributivity', 'distributivity_on_the_right']
    """
    names = [theorem.name for theorem in THEOREMS]
    if name not in names:
        raise ValueError(f"name: expected a theorem ({', '.join(names)}), got {name!r}")
    return {theorem.name: theorem for theorem in THEOREMS[: names.index(name)]}
