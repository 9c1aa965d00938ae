"""The paper's findings, looked up in a model: reproduced, in part, or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.arguments import callable_or_none, refused
from refmath.numeric.model.arguments import check_outputs_are_tokens, check_tokens, refuse_parts
from refmath.numeric.model.equivalents import biases_gathered
from refmath.numeric.model.every_weight import in_float64
from refmath.numeric.model.parts import EVERY_PART
from refmath.numeric.model.transformer import BIASES
from refmath.replication.context import (
    in_context,
    measure_in_context,
    measure_repetition,
    repetition,
)
from refmath.replication.counted_text import CountedText
from refmath.replication.finding import Findings
from refmath.replication.heads import (
    behaviour,
    composition,
    copying,
    matching,
    measure_behaviour,
    measure_composition,
    measure_copying,
    measure_matching,
    measure_roles,
)
from refmath.replication.measures import frequent
from refmath.replication.text import (
    CODE,
    PROSE,
    bigrams,
    measure_bigrams,
    measure_skip_trigrams,
    measure_term_importance,
    skip_trigrams,
    term_importance,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from refmath.numeric.arrays.libraries import Matrix
    from refmath.numeric.model.parts import Part
    from refmath.numeric.model.transformer import Transformer
    from refmath.protocols import NamesTokens, Tokens
    from refmath.replication.finding import Finding
    from refmath.replication.heads import Roles

PARTS: tuple[Part, ...] = tuple(
    part
    for part in EVERY_PART
    if part not in ("grouped keys and values", "score_scale", "b_U", *BIASES)
    and not part.endswith(".bias")
)
SOURCE_LEAST = 2
"""How often a source has to occur in the windows for its skip-trigrams to be shown."""


def findings(
    model: Transformer,
    windows: Tokens,
    *,
    tokenizer: NamesTokens | None = None,
    text: CountedText | None = None,
    baselines: Mapping[str, float] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Findings:
    r"""Look the paper's findings up in a model of one or two layers.

    All is computed in float64, of the weights as they are, on the windows given and on repeated
    random tokens. Verdicts follow from conditions that stand beside them. What a head writes
    whatever it reads, by its b_V, is a bias of later queries and of the logits: a head that is
    taken away leaves it there.

    Args:
        model: attention-only, of NumPy, with one layer or two; biases are taken, norms, MLPs and
            rotary positions are not.
        windows: text that the model has not seen: tokens of shape (n, n_ctx), two windows or more.
            If all begin with one token, it is taken for the beginning-of-sequence token.
        tokenizer: gives tokens their strings, by `token(id)`, and sources their numbers, by
            `id(string)`; numbers stand for the strings without one, and the sources are the most
            frequent tokens.
        text: where bigrams and skip-trigrams are counted; the windows, if not given.
        baselines: losses of counting on the same text, by name, to be shown beside the model's.
        progress: called with the number of findings that are done, and of all.

    Returns:
        The findings, in the paper's order; by their place, or by their name.

    Raises:
        ValueError: for a model of another depth, with parts that the paper leaves out or with
            outputs that are not its tokens, and for windows that aren't tokens of shape
            (n, n_ctx).

    Source:
        Elhage et al. 2021; Olsson et al. 2022.

    Examples:
        >>> import refmath as rm
        >>> model = rm.by_hand.induction(8, n_ctx=16)
        >>> found = rm.findings(model, np.arange(48).reshape(3, 16) % 8)
        >>> found["induction_heads"], len(found)
        (Finding(induction_heads: reproduced), 8)
    """
    check_as_the_papers(model)
    _check_beside(tokenizer, text, baselines)
    callable_or_none("progress", progress)
    asked = _asked(model, _checked_windows(model, windows), tokenizer, text, baselines or {})
    steps = [find for depths, find in _STEPS if model.n_layers in depths]
    found: list[Finding] = []
    for find in steps:
        found.append(find(asked))
        if progress is not None:
            progress(len(found), len(steps))
    return Findings(tuple(found))


def check_as_the_papers(model: Transformer) -> None:
    """Refuse a model that the paper's findings don't speak of.

    Raises:
        ValueError: for parts that the paper leaves out, outputs that are not the tokens, and
            another depth than one layer or two.

    Examples:
        >>> from refmath.numeric.model.transformer import Transformer
        >>> check_as_the_papers(Transformer(np.eye(2), np.eye(2), []))
        Traceback (most recent call last):
        ...
        ValueError: model: expected one layer or two, got 0
    """
    refuse_parts(model, "findings", PARTS)
    check_outputs_are_tokens(model, "findings")
    if model.n_layers not in (1, 2):
        raise ValueError(f"model: expected one layer or two, got {model.n_layers}")


def _check_beside(tokenizer: Any, text: Any, baselines: Any) -> None:
    if tokenizer is not None and not (hasattr(tokenizer, "token") and hasattr(tokenizer, "id")):
        raise refused("tokenizer", "an object with token and id, or None", tokenizer)
    if text is not None and not isinstance(text, CountedText):
        raise refused("text", "a CountedText or None", text)
    if baselines is not None and not isinstance(baselines, Mapping):
        raise refused("baselines", "losses by their names, or None", baselines)


def _checked_windows(model: Transformer, windows: Any) -> Matrix:
    tokens = np.asarray(check_tokens(model, windows, name="windows"))
    if tokens.ndim != 2 or tokens.shape[0] < 2 or tokens.shape[1] < 8:
        raise ValueError(
            "windows: expected shape (n, n_ctx), two windows or more of 8 tokens or more,"
            f" got {tokens.shape}"
        )
    return tokens


@dataclass(frozen=True)
class _Asked:
    """What the findings are measured on.

    `model` has its biases gathered, so that they are in its circuits; `weights` is the model as it
    is, for what asks of weights alone how they compose.
    """

    model: Transformer
    weights: Transformer
    windows: Matrix
    text: CountedText
    first: int | None
    tokenizer: Any
    baselines: Mapping[str, float]
    roles: Roles

    def name_of(self, token: int) -> str:
        return str(token) if self.tokenizer is None else str(self.tokenizer.token(token))


def _asked(
    model: Transformer,
    windows: Matrix,
    tokenizer: Any,
    text: CountedText | None,
    baselines: Mapping[str, float],
) -> _Asked:
    wide = in_float64(model)
    first = int(windows[0, 0]) if (windows[:, 0] == windows[0, 0]).all() else None
    if text is None:
        text = CountedText("the held-out windows", windows, windows.shape[1] - 2)
    biased = not {*BIASES, "b_U"}.isdisjoint(wide.parts)
    gathered = biases_gathered(wide) if biased else wide
    roles = measure_roles(wide, first)
    return _Asked(gathered, wide, windows, text, first, tokenizer, baselines, roles)


def _bigrams(asked: _Asked) -> Finding:
    measured = measure_bigrams(asked.model, asked.windows, asked.text, asked.baselines, asked.first)
    return bigrams(measured, asked.name_of)


def _skip_trigrams(asked: _Asked) -> Finding:
    measured = measure_skip_trigrams(asked.model, asked.windows, asked.text, _sources(asked))
    return skip_trigrams(measured, asked.name_of)


def _repetition(asked: _Asked) -> Finding:
    roles = asked.roles
    return repetition(measure_repetition(asked.model, roles.previous, roles.induction, asked.first))


_STEPS: tuple[tuple[tuple[int, ...], Callable[[_Asked], Finding]], ...] = (
    ((1, 2), _bigrams),
    ((1,), _skip_trigrams),
    ((1, 2), lambda a: copying(measure_copying(a.weights))),
    ((1, 2), lambda a: term_importance(measure_term_importance(a.model, a.windows))),
    ((1, 2), lambda a: behaviour(measure_behaviour(a.model, a.roles, a.first))),
    ((2,), lambda a: composition(measure_composition(a.weights, a.roles))),
    ((2,), lambda a: matching(measure_matching(a.weights, a.roles))),
    ((1, 2), _repetition),
    ((1, 2), lambda a: in_context(measure_in_context(a.model, a.windows, a.roles.induction))),
)
"""How many layers the paper asks it of, and what makes the finding; in the paper's order."""


def _sources(asked: _Asked) -> list[int]:
    known = frequent(asked.windows, asked.model.d_vocab, SOURCE_LEAST)
    if asked.tokenizer is None:
        return [token for token in known if token != asked.first][:8]
    tokens = (_token(asked.tokenizer, string) for string in (*CODE, *PROSE))
    return [token for token in tokens if token is not None and token in known]


def _token(tokenizer: Any, string: str) -> int | None:
    """The token of a string; None, where it isn't one token."""
    try:
        return int(tokenizer.id(string))
    except ValueError:
        return None
