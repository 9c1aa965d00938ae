"""The paper's findings, looked up in a model: reproduced, in part, or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.arguments import callable_or_none, refused
from refmath.numeric.arrays.libraries import in_numpy
from refmath.numeric.model.arguments import check_outputs_are_tokens, check_tokens, refuse_parts
from refmath.numeric.model.equivalents import constants_gathered, means_left_out
from refmath.numeric.model.every_weight import in_float64
from refmath.replication.context import (
    in_context,
    measure_in_context,
    measure_repetition,
    repetition,
)
from refmath.replication.counted_text import CountedText, check_text
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
from refmath.replication.measures import CONSTANTS, frequent
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

REFUSED: tuple[tuple[tuple[Part, ...], str], ...] = (
    (
        ("mlp", "mlp.post_norm", "parallel"),
        ": what an MLP writes is on no path; mlp_logits says what it adds",
    ),
    (
        ("rotary", "score_bias", "window"),
        ": what a head compares depends on the offset; attention_patterns gives the patterns",
    ),
    (
        ("q_norm", "k_norm", "score_cap"),
        ": scores are no form of what is read; attention_patterns gives the patterns",
    ),
    (("sinks",), ": they take attention from all sources; attention_patterns gives the patterns"),
    (
        ("post_norm", "post_norm.bias"),
        ": what a head writes stands up to a scale that all heads of its layer make together;"
        " path_contributions holds it",
    ),
    (("logit_cap",), ": capped logits are no sum over paths; logits gives them"),
)
"""The parts that no finding takes, with the reason and what to call."""

BESIDE: tuple[tuple[str, frozenset[Part], str], ...] = (
    (
        "bigrams",
        frozenset({"final_norm"}),
        "The final norm multiplies the direct path by a positive number of each position: what is"
        " raised most is told by the mean logits over the places where the token stands.",
    ),
    (
        "bigrams",
        CONSTANTS,
        "With the direct path stands what biases add whatever is read.",
    ),
    (
        "skip_trigrams",
        frozenset({"norm"}),
        "What the layer's norm makes of a token is the same in every context, and is in the"
        " weights.",
    ),
    (
        "skip_trigrams",
        frozenset({"final_norm"}),
        "Effects are in units of the final norm's scale, a positive number of each position.",
    ),
    (
        "copying",
        frozenset({"norm", "final_norm"}),
        "The weights have the norms' gains in them, and LayerNorm's centring: a circuit stands up"
        " to the norms' scales, a positive number of each position.",
    ),
    (
        "term_importance",
        frozenset({"norm", "final_norm"}),
        "The norms' scales are held at the model's own, as the patterns are.",
    ),
    (
        "term_importance",
        CONSTANTS,
        "What biases add, which no path from a token carries, stands beside the direct path.",
    ),
    (
        "composition",
        frozenset({"norm"}),
        "Queries, keys and values read the stream through their layer's norm, C x / σ: its gain and"
        " LayerNorm's centring C are in the weights that are composed, and 1/σ, a positive number"
        " of each position, is the same for all that is read there. A mean that every norm takes"
        " off again is not counted as written.",
    ),
    (
        "matching",
        frozenset({"norm", "final_norm"}),
        "The weights have the norms' gains in them, and LayerNorm's centring: both circuits stand"
        " up to the norms' scales, a positive number of each position.",
    ),
)
"""What a finding says besides of a model with one of these parts."""

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
    r"""Look the paper's findings up in an attention-only model.

    All is computed in float64, of the weights as they are, on the windows given and on repeated
    random tokens. Verdicts follow from conditions that stand beside them; of a model of another
    depth than the paper's one and two layers only those are asked that its statements have for it.

    Norms' scales are held at the model's own, as patterns are; what is read of weights has the
    norms' gains and centrings in it, and each finding says up to which scales it stands. What a
    head writes whatever it reads, by its b_V or a norm's β, is a bias of its layer: a head that is
    taken away leaves it there.

    Beside passes over the windows it costs, for each pair of heads of which the second can read the
    first, of which there are n_layers (n_layers − 1) / 2 · n_heads², a product with W_U on 16
    windows and three composition scores.

    Args:
        model: attention-only, causal, with one layer or more; with biases, LayerNorm or RMSNorm,
            positions in Q and K, or none; without norms in the residual stream as well.
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
        ValueError: for a model that `check_as_the_papers` refuses, and for windows that aren't
            tokens of shape (n, n_ctx).

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
    if text is not None:
        check_text(text, model.d_vocab)
    callable_or_none("progress", progress)
    asked = _asked(model, _checked_windows(model, windows), tokenizer, text, baselines or {})
    steps = [find for least, most, find in _STEPS if least <= model.n_layers <= (most or np.inf)]
    found: list[Finding] = []
    for find in steps:
        found.append(_with_what_is_beside(find(asked), model))
        if progress is not None:
            progress(len(found), len(steps))
    return Findings(tuple(found))


def check_as_the_papers(model: Transformer) -> None:
    """Refuse a model that the paper's findings don't speak of.

    Raises:
        ValueError: for parts by which heads are no circuits or logits no sum over paths, norms of
            what positions are in, outputs that are not the tokens, no layers, and a model that is
            not causal.

    Examples:
        >>> from refmath.numeric.model.transformer import Transformer
        >>> check_as_the_papers(Transformer(np.eye(2), np.eye(2), []))
        Traceback (most recent call last):
        ...
        ValueError: model: expected one layer or more, got none
    """
    for parts, reason in REFUSED:
        refuse_parts(model, "findings", parts, reason)
    normed = any(layer.norm is not None for layer in model.layers)
    if normed and model.W_pos is not None and model.positions == "residual":
        raise ValueError(
            "model: expected no part that findings can't honour, got norm of what positions are in"
            " (positions='residual'): what it makes of a token depends on the place"
        )
    check_outputs_are_tokens(model, "findings")
    if not model.layers:
        raise ValueError("model: expected one layer or more, got none")
    if not model.causal:
        raise ValueError("model: expected causal = True, got a model that is not causal")


def _with_what_is_beside(finding: Finding, model: Transformer) -> Finding:
    beside = [
        sentence
        for name, parts, sentence in BESIDE
        if name == finding.name and not parts.isdisjoint(model.parts)
    ]
    return replace(finding, ours=" ".join([finding.ours, *beside]))


def _check_beside(tokenizer: Any, text: Any, baselines: Any) -> None:
    if tokenizer is not None and not (hasattr(tokenizer, "token") and hasattr(tokenizer, "id")):
        raise refused("tokenizer", "an object with token and id, or None", tokenizer)
    if text is not None and not isinstance(text, CountedText):
        raise refused("text", "a CountedText or None", text)
    if baselines is not None and not isinstance(baselines, Mapping):
        raise refused("baselines", "losses by their names, or None", baselines)


def _checked_windows(model: Transformer, windows: Any) -> Matrix:
    tokens = in_numpy(check_tokens(model, windows, name="windows"))
    if tokens.ndim != 2 or tokens.shape[0] < 2 or tokens.shape[1] < 8:
        raise ValueError(
            "windows: expected shape (n, n_ctx), two windows or more of 8 tokens or more,"
            f" got {tokens.shape}"
        )
    return tokens


@dataclass(frozen=True)
class _Asked:
    """What the findings are measured on.

    `model` has its constants gathered, and writes no means that LayerNorm takes off again.
    """

    model: Transformer
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
    plain = means_left_out(constants_gathered(in_float64(model)))
    first = int(windows[0, 0]) if (windows[:, 0] == windows[0, 0]).all() else None
    if text is None:
        text = CountedText("the held-out windows", windows, windows.shape[1] - 2)
    roles = measure_roles(plain, first)
    return _Asked(plain, windows, text, first, tokenizer, baselines, roles)


def _bigrams(asked: _Asked) -> Finding:
    measured = measure_bigrams(asked.model, asked.windows, asked.text, asked.baselines, asked.first)
    return bigrams(measured, asked.name_of)


def _skip_trigrams(asked: _Asked) -> Finding:
    measured = measure_skip_trigrams(asked.model, asked.windows, asked.text, _sources(asked))
    return skip_trigrams(measured, asked.name_of)


def _repetition(asked: _Asked) -> Finding:
    roles = asked.roles
    return repetition(measure_repetition(asked.model, roles.previous, roles.induction, asked.first))


_STEPS: tuple[tuple[int, int | None, Callable[[_Asked], Finding]], ...] = (
    (1, None, _bigrams),
    (1, 1, _skip_trigrams),
    (1, None, lambda a: copying(measure_copying(a.model))),
    (1, None, lambda a: term_importance(measure_term_importance(a.model, a.windows))),
    (1, None, lambda a: behaviour(measure_behaviour(a.model, a.roles, a.first))),
    (2, None, lambda a: composition(measure_composition(a.model, a.roles))),
    (2, None, lambda a: matching(measure_matching(a.model, a.roles))),
    (1, None, _repetition),
    (1, None, lambda a: in_context(measure_in_context(a.model, a.windows, a.roles.induction))),
)
"""Of how many layers at least and at most it is asked, and what makes the finding; in the paper's
order."""


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
