"""The paper's findings, looked up in a model: reproduced, in part, or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.numeric.model.arguments import check_outputs_are_tokens, check_tokens, refuse_parts
from refmath.numeric.model.every_weight import in_float64
from refmath.replication.context import in_context, repetition
from refmath.replication.counted_text import CountedText
from refmath.replication.heads import behaviour, composition, copying, matching, roles
from refmath.replication.measures import frequent
from refmath.replication.text import (
    CODE,
    PROSE,
    bigrams,
    skip_trigrams,
    term_importance,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from refmath.numeric.model.transformer import Transformer
    from refmath.replication.finding import Finding

PARTS = ("b_Q", "b_K", "b_V", "b_O", "norm", "rotary", "mlp", "final_norm", "b_U")
SOURCE_LEAST = 2
"""How often a source has to occur in the windows for its skip-trigrams to be shown."""


def findings(
    model: Transformer,
    windows: Any,
    *,
    tokenizer: Any = None,
    text: CountedText | None = None,
    baselines: Mapping[str, float] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Finding, ...]:
    r"""Look the paper's findings up in a model of one or two layers.

    All is computed in float64, of the weights as they are, on the windows given and on repeated
    random tokens. Verdicts follow from conditions that stand beside them.

    Args:
        model: attention-only, of NumPy, with one layer or two.
        windows: text that the model has not seen: tokens of shape (n, n_ctx), two windows or more.
            If all begin with one token, it is taken for the beginning-of-sequence token.
        tokenizer: gives tokens their strings, by `token(id)`, and sources their numbers, by
            `id(string)`; numbers stand for the strings without one, and the sources are the most
            frequent tokens.
        text: where bigrams and skip-trigrams are counted; the windows, if not given.
        baselines: losses of counting on the same text, by name, to be shown beside the model's.
        progress: called with the number of findings that are done, and of all.

    Returns:
        The findings, in the paper's order.

    Raises:
        ValueError: for a model of another depth, with parts that the paper leaves out or with
            outputs that are not its tokens, and for windows that aren't tokens of shape
            (n, n_ctx).

    Source:
        Elhage et al. 2021; Olsson et al. 2022.

    Examples:
        >>> from refmath.numeric.model.by_hand import induction
        >>> model = induction(8, n_ctx=16)
        >>> found = findings(model, np.arange(48).reshape(3, 16) % 8)
        >>> [each.name for each in found][:4]
        ['bigrams', 'copying', 'term_importance', 'induction_heads']
    """
    refuse_parts(model, "findings", PARTS)
    check_outputs_are_tokens(model, "findings")
    if model.n_layers not in (1, 2):
        raise ValueError(f"model: expected one layer or two, got {model.n_layers}")
    windows = np.asarray(check_tokens(model, windows))
    if windows.ndim != 2 or windows.shape[0] < 2 or windows.shape[1] < 8:
        raise ValueError(
            "windows: expected shape (n, n_ctx), two windows or more of 8 tokens or more,"
            f" got {windows.shape}"
        )
    model = in_float64(model)
    alike = bool((windows[:, 0] == windows[0, 0]).all())
    first = int(windows[0, 0]) if alike else None
    if text is None:
        text = CountedText("the held-out windows", windows, windows.shape[1] - 2)
    names = str if tokenizer is None else tokenizer.token
    summaries, previous, induction = roles(model, first)
    counted = text
    steps: list[Callable[[], Finding]] = [
        lambda: bigrams(model, windows, counted, names, baselines or {}, first)
    ]
    if model.n_layers == 1:
        sources = _sources(model, windows, tokenizer, first)
        steps.append(lambda: skip_trigrams(model, windows, counted, names, sources))
    steps += [
        lambda: copying(model),
        lambda: term_importance(model, windows),
        lambda: behaviour(model, summaries, previous, induction, first),
    ]
    if model.n_layers == 2:
        steps.append(lambda: composition(model, previous, induction))
        steps.append(lambda: matching(model, previous, induction))
    steps += [
        lambda: repetition(model, previous, induction, first),
        lambda: in_context(model, windows, induction),
    ]
    found = []
    for step in steps:
        found.append(step())
        if progress is not None:
            progress(len(found), len(steps))
    return tuple(found)


def _sources(
    model: Transformer, windows: np.ndarray[Any, Any], tokenizer: Any, first: int | None
) -> list[int]:
    known = frequent(windows, model.d_vocab, SOURCE_LEAST)
    if tokenizer is None:
        return [token for token in known if token != first][:8]
    return [
        token for string in (*CODE, *PROSE) for token in _token(tokenizer, string) if token in known
    ]


def _token(tokenizer: Any, string: str) -> list[int]:
    """The token of a string, as a list: none, where it isn't one token."""
    try:
        return [int(tokenizer.id(string))]
    except ValueError:
        return []
