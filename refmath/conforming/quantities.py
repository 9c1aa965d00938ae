"""What an implementation may be asked for, in the order in which one is the cause of the next.

Each quantity has its right answer, from the reference functions, and how far rounding may move it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.arguments import refused, shown
from refmath.conforming.adapters import as_numpy
from refmath.conforming.steps import Computation, run
from refmath.numeric.arrays.rounding import gamma
from refmath.numeric.heads.attribution import direct_logit_attribution
from refmath.numeric.heads.circuits import ov_circuit, qk_circuit
from refmath.numeric.heads.composition import KINDS, composition_scores
from refmath.numeric.heads.contributions import logits_by_order
from refmath.numeric.heads.terms import path_logits
from refmath.numeric.layered.forward import attention_patterns, logits, residual_stream
from refmath.numeric.layered.logits_error import forward_error, logits_error
from refmath.numeric.paths.listed import paths
from refmath.sequences.grams import skip_grams, skip_trigrams

if TYPE_CHECKING:
    from refmath.conforming.adapters import Held
    from refmath.numeric.arrays.libraries import Array, Matrix
    from refmath.numeric.model.transformer import Transformer

Answer = Mapping[str, Any]
"""Arrays, or lists of grams, each by what it is of: «layer 0, head 1»."""


@dataclass(frozen=True, eq=False)
class Setting:
    """What a quantity is asked of: a model with tokens, or a sequence to list grams of.

    Attributes:
        name: in a few words, unlike any other setting's.
        model: None for a sequence of words.
        tokens: integers, (n_ctx,) or (batch, n_ctx); or words.
    """

    name: str
    model: Transformer | None
    tokens: Any

    @property
    def of_model(self) -> Transformer:
        """The model, where there is one."""
        assert self.model is not None, self.name
        return self.model

    def heads(self) -> list[tuple[int, int]]:
        """List the (layer, head) pairs of the model."""
        return [(n, h) for n, size in enumerate(self.of_model.n_heads) for h in range(size)]


@dataclass(frozen=True)
class Difference:
    """How an answer stands to another.

    Attributes:
        largest: the largest difference, or the number of grams that only one has.
        within: whether rounding explains it.
        gauge: whether rounding and the constants of the rows do.
        where: what of the answer differs first: «layer 0, head 1».
        beside_rows: the largest difference beside a constant for each row, where those are free.
    """

    largest: float
    within: bool
    gauge: bool = False
    where: str = ""
    beside_rows: float = np.inf


@dataclass(frozen=True)
class Quantity:
    """Something that may be asked for.

    Attributes:
        method: the adapter's function.
        name: in words.
        ask: asks an adapter.
        ours: the right answer.
        bound: how far each of its entries may be off, by twice rounding's bound.
        of_run: the answer as a computation in steps has it; None if it is in none.
        free_rows: whether a constant may be added to each row: it changes no softmax.
        masked: whether what sources have that can't be attended to is not looked at.
    """

    method: str
    name: str
    ask: Callable[[Held, Setting], Answer]
    ours: Callable[[Setting], Answer]
    bound: Callable[[Setting], Answer]
    of_run: Callable[[Computation, Setting], Answer] | None = None
    free_rows: bool = False
    masked: bool = False

    def compare(
        self, setting: Setting, theirs: Answer, other: Answer, bounds: Answer
    ) -> Difference:
        """Compare an answer with another; each entry may be off by its bound."""
        if setting.model is None:
            return _grams_apart(theirs, other)
        parts = {of: self._apart(setting, of, theirs[of], other[of], bounds[of]) for of in other}
        far = [(of, part) for of, part in parts.items() if not part.within]
        return Difference(
            max((part.largest for part in parts.values()), default=0.0),
            not far,
            bool(far) and all(part.gauge for _, part in far),
            far[0][0] if far else "",
            max((part.beside_rows for part in parts.values()), default=0.0),
        )

    def _apart(self, setting: Setting, of: str, theirs: Any, other: Any, bound: Any) -> Difference:
        given, right = as_numpy(theirs), as_numpy(other)
        if given.shape != right.shape:
            return Difference(np.inf, False)
        seen = np.ones(given.shape, dtype=bool)
        if self.masked:
            seen = _attended(setting, of, given.shape)
        apart = np.where(seen, given, 0.0) - np.where(seen, right, 0.0)
        allowed = np.broadcast_to(as_numpy(bound), apart.shape)
        largest = float(np.abs(apart).max(initial=0.0))
        within = bool((np.abs(apart) <= allowed).all())  # NaN is not
        largest = np.inf if np.isnan(largest) else largest
        if not self.free_rows or not np.isfinite(apart).all():
            return Difference(largest, within)
        gauge, beside_rows = _one_a_row(apart, seen, allowed)
        return Difference(largest, within, gauge, "", beside_rows)


def _attended(setting: Setting, of: str, shape: tuple[int, ...]) -> Matrix:
    """Return which sources a head may attend to: none that comes later, or before its window."""
    seen = np.ones(shape, dtype=bool)
    if setting.of_model.causal:
        seen = np.tril(seen)
    for n, h in setting.heads():
        window = setting.of_model.layers[n].window
        if of == _of_head(n, h) and window is not None:
            seen &= ~np.tril(seen, -window)
    return seen


def _one_a_row(apart: Array, seen: Matrix, allowed: Array) -> tuple[bool, float]:
    """Whether two arrays differ by one number in each row, up to rounding, and by what beside."""
    place = seen.argmax(axis=-1, keepdims=True)
    first = np.take_along_axis(np.where(seen, apart, 0.0), place, axis=-1)
    spread = np.where(seen, np.abs(apart - first), 0.0)
    # The constant itself is added in the dtype: each sum is rounded once more, at its size.
    widened = 2 * allowed.max(axis=-1, keepdims=True) + np.abs(first) * gamma(8, np.float64)
    return bool((spread <= 2 * widened).all()), float(spread.max(initial=0.0))


def _grams_apart(theirs: Answer, other: Answer) -> Difference:
    largest, where = 0, ""
    for of, right in other.items():
        left, there = Counter[Any](theirs[of]), Counter[Any](right)
        number = sum(((left - there) + (there - left)).values())
        where = where or (of if number else "")
        largest = max(largest, number)
    return Difference(float(largest), largest == 0, False, where)


# --- what is asked, and answered ------------------------------------------------------------------


def _of_head(layer: int, head: int) -> str:
    return f"layer {layer}, head {head}"


def _of_heads(setting: Setting, of_head: Callable[[int, int], Any]) -> Answer:
    return {_of_head(n, h): of_head(n, h) for n, h in setting.heads()}


def _ask_heads(method: str) -> Callable[[Held, Setting], Answer]:
    def ask(held: Held, setting: Setting) -> Answer:
        model, tokens = setting.of_model, setting.tokens
        return _of_heads(
            setting, lambda n, h: held.positions_first(held.call(method, model, tokens, n, h))
        )

    return ask


def _expected_heads(of_layers: Callable[[Setting], Sequence[Array]]) -> Callable[[Setting], Answer]:
    def ours(setting: Setting) -> Answer:
        found = of_layers(setting)
        return _of_heads(setting, lambda n, h: found[n][h])

    return ours


def _twice(answer: Answer) -> Answer:
    return {of: 2 * bound for of, bound in answer.items()}


def _stream(n: int) -> str:
    return f"before layer {n}"


def _ask_stream(held: Held, setting: Setting) -> Answer:
    model = setting.of_model
    given = held.call("residual", model, setting.tokens)
    found = _as_many("residual", model.n_layers + 1, "streams", given)
    return {_stream(n): held.positions_first(x) for n, x in enumerate(found)}


def _as_many(method: str, number: int, things: str, given: Any) -> list[Any]:
    """Return so many things; of what may have no end, one more is read at most."""
    found = list(islice(given, number + 1))
    if len(found) == number:
        return found
    got: object = len(found)
    if len(found) > number:
        got = len(given) if hasattr(given, "__len__") else "more"
    raise ValueError(f"{method}: expected {number} {things}, got {got}")


def _named_streams(streams: Sequence[Array]) -> Answer:
    return {_stream(n): x for n, x in enumerate(streams)}


def _ask_embedding(held: Held, setting: Setting) -> Answer:
    found = held.call("residual", setting.of_model, setting.tokens)
    return {_stream(0): held.positions_first(next(iter(found)))}


def _embedding(streams: Sequence[Array]) -> Answer:
    return {_stream(0): streams[0]}


def _ask_logits(held: Held, setting: Setting) -> Answer:
    found = held.call("logits", setting.of_model, setting.tokens)
    return {"": held.positions_first(found)}


def _circuit_bound(setting: Setting, factors: Callable[[int, int], Sequence[Array]]) -> Answer:
    def bound(n: int, h: int) -> Array:
        sizes = [np.abs(W) for W in factors(n, h)]
        out = sizes[0]
        for W in sizes[1:]:
            out = out @ W
        inner = sum(W.shape[0] for W in sizes[1:])
        return 2 * gamma(2 * inner + 8, out.dtype) * out  # it is itself rounded

    return _of_heads(setting, bound)


def _qk_bound(setting: Setting) -> Answer:
    model = setting.of_model
    return _circuit_bound(
        setting,
        lambda n, h: (model.W_E.T, model.layers[n].W_Q[h].T, model.layers[n].W_K[h], model.W_E),
    )


def _ov_bound(setting: Setting) -> Answer:
    model = setting.of_model
    return _circuit_bound(
        setting, lambda n, h: (model.W_U, model.layers[n].W_O[h], model.layers[n].W_V[h], model.W_E)
    )


def _ask_qk(held: Held, setting: Setting) -> Answer:
    return _of_heads(setting, lambda n, h: as_numpy(held.call("qk", setting.of_model, n, h)))


def _ask_ov(held: Held, setting: Setting) -> Answer:
    model = setting.of_model
    return _of_heads(setting, lambda n, h: held.outputs_first(held.call("ov", model, n, h)))


def pairs_of_heads(setting: Setting) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """List the pairs of a later head and an earlier one."""
    heads = setting.heads()
    return [(later, earlier) for later in heads for earlier in heads if earlier[0] < later[0]]


def compositions(
    setting: Setting, score: Callable[[str, tuple[int, int], tuple[int, int]], Any]
) -> Answer:
    """Answer with a score of each kind for each pair of a later head and an earlier one."""
    return {
        f"{kind}, {_of_head(*later)} reads {_of_head(*earlier)}": score(kind, later, earlier)
        for kind in KINDS
        for later, earlier in pairs_of_heads(setting)
    }


def _ask_composition(held: Held, setting: Setting) -> Answer:
    model = setting.of_model
    return compositions(setting, lambda *of: as_numpy(held.call("composition", model, *of)))


def _composition(setting: Setting) -> Answer:
    found = {kind: composition_scores(setting.of_model, kind) for kind in KINDS}
    return compositions(setting, lambda kind, later, earlier: found[kind][(*earlier, *later)])


def _composition_bound(setting: Setting) -> Answer:
    """Bound ‖A B‖/(‖A‖ ‖B‖): all norms' errors are within γ of those of the factors' sizes."""
    model = setting.of_model

    def sizes(kind: str, head: tuple[int, int]) -> tuple[Array, Array]:
        layer, h = model.layers[head[0]], head[1]
        return (layer.W_O[h], layer.W_V[h]) if kind == "V" else (layer.W_Q[h].T, layer.W_K[h])

    def spread(kind: str, head: tuple[int, int]) -> float:
        left, right = sizes(kind, head)
        norm = float(np.linalg.norm(left @ right))
        return float(np.linalg.norm(np.abs(left) @ np.abs(right))) / norm if norm else 1.0

    d = model.d_model
    deepest = max(layer.d_head for layer in model.layers)
    once = gamma(2 * d * d + 8 * (d + deepest) + 16, model.dtype)
    return compositions(
        setting,
        lambda kind, later, earlier: 6 * once * spread(kind, later) * spread("V", earlier),
    )


def _of_path(path: Sequence[tuple[int, int]]) -> str:
    return " → ".join(_of_head(n, h) for n, h in path) or "the direct path"


def of_paths(setting: Setting, of: Callable[[tuple[tuple[int, int], ...]], Any]) -> Answer:
    """Answer with something of each path of two heads at most."""
    return {_of_path(path): of(path) for path in paths(setting.of_model, max_order=2)}


def _ask_paths(held: Held, setting: Setting) -> Answer:
    model, tokens = setting.of_model, setting.tokens
    return of_paths(
        setting,
        lambda path: held.positions_first(held.call("path_logits", model, tokens, list(path))),
    )


def _of_order(k: int) -> str:
    return f"order {k}"


def by_order(found: Iterable[Any]) -> Answer:
    """Answer with what is of each order."""
    return {_of_order(k): terms for k, terms in enumerate(found)}


def _ask_orders(held: Held, setting: Setting) -> Answer:
    model = setting.of_model
    given = held.call("term_importance", model, setting.tokens)
    found = _as_many("term_importance", model.n_layers + 1, "orders", given)
    return by_order(held.positions_first(terms) for terms in found)


def attributions(setting: Setting, of: Callable[[int, int], Any]) -> Answer:
    """Answer with what is added to each output's logit at the last destination, and the first."""
    n_ctx, d_out = len(setting.tokens), setting.of_model.d_out
    return {
        f"destination {destination}, output {output}": of(destination, output)
        for destination in dict.fromkeys((n_ctx - 1, 0))
        for output in range(d_out)
    }


def _ask_attribution(held: Held, setting: Setting) -> Answer:
    model, tokens = setting.of_model, setting.tokens
    return attributions(
        setting, lambda *of: as_numpy(held.call("direct_logit_attribution", model, tokens, *of))
    )


def _attribution(setting: Setting) -> Answer:
    def of(destination: int, output: int) -> Array:
        found = direct_logit_attribution(
            setting.of_model, setting.tokens, destination=destination, output=output
        )
        heads = [terms.sum(axis=-1) for terms in found.heads]
        return np.concatenate([np.reshape(found.embedding, 1), *heads])

    return attributions(setting, of)


def _attribution_bound(setting: Setting) -> Answer:
    bound = 2 * logits_error(setting.of_model, setting.tokens)
    return attributions(setting, lambda destination, output: bound[destination, output])


def _ask_refusal(held: Held, setting: Setting) -> Answer:
    """Answer with 1 if the empty context is refused, with any error, and with 0 if it isn't."""
    try:
        held.call("logits", setting.of_model, setting.tokens)
    except NotImplementedError:  # not offered, and so no refusal
        raise
    except Exception:
        return {"": 1.0}
    return {"": 0.0}


GRAMS_ASKED = (None, 0, 1, 2)
SKIP_GRAMS_ASKED = ((1, 0), (2, 0), (2, 2), (3, 1))
MOST_GRAMS = 1000
"""How many grams are read, and how many elements of each: what is listed may have no end. A mistake
is told by the whole list, and so more are read than may be right: of six words there are 12."""


def steps_asked(of: Callable[[int | None], Any]) -> Answer:
    """Answer with the skip-trigrams of each largest step."""
    return _as_far_as_offered({f"max_step {step}": partial(of, step) for step in GRAMS_ASKED})


def sizes_asked(of: Callable[[int, int], Any]) -> Answer:
    """Answer with the skip-grams of each size."""
    return _as_far_as_offered({f"n {n}, k {k}": partial(of, n, k) for n, k in SKIP_GRAMS_ASKED})


def _as_far_as_offered(asked: Mapping[str, Callable[[], Any]]) -> Answer:
    found = {}
    for of, answer in asked.items():
        with suppress(NotImplementedError):
            found[of] = answer()
    return found


def _listed(method: str, held: Held, words: Sequence[str], *asked: Any) -> list[tuple[Any, ...]]:
    found = getattr(held.adapter, method)(list(words), *asked)
    try:
        grams = [tuple(islice(gram, MOST_GRAMS)) for gram in islice(found, MOST_GRAMS + 1)]
    except TypeError as error:
        raise ValueError(f"{method}: expected grams, got {shown(found)}") from error
    if len(grams) > MOST_GRAMS:
        raise ValueError(f"{method}: expected a list that ends, got more than {MOST_GRAMS} grams")
    for gram in grams:
        _check_countable(method, gram)
    return grams


def _check_countable(method: str, gram: tuple[Any, ...]) -> None:
    """Refuse a gram that can't be counted, and so is none of a sequence of words."""
    try:
        hash(gram)
    except TypeError as error:
        raise refused(method, "grams of the sequence's elements", gram) from error


def _exactly(_setting: Setting) -> Answer:
    return {}


QUANTITIES = (
    Quantity(
        "residual",
        "embedding",
        _ask_embedding,
        lambda s: _embedding(residual_stream(s.of_model, s.tokens)),
        lambda s: _twice(_embedding(forward_error(s.of_model, s.tokens).streams)),
        lambda done, _: _embedding(done.residual),
    ),
    Quantity(
        "scores",
        "scores",
        _ask_heads("scores"),
        _expected_heads(lambda s: run(s.of_model, s.tokens).scores),
        lambda s: _twice(_expected_heads(lambda s: forward_error(s.of_model, s.tokens).scores)(s)),
        lambda done, s: _of_heads(s, lambda n, h: done.scores[n][h]),
        free_rows=True,
        masked=True,
    ),
    Quantity(
        "pattern",
        "pattern",
        _ask_heads("pattern"),
        _expected_heads(lambda s: attention_patterns(s.of_model, s.tokens)),
        lambda s: _twice(
            _expected_heads(lambda s: forward_error(s.of_model, s.tokens).patterns)(s)
        ),
        lambda done, s: _of_heads(s, lambda n, h: done.pattern[n][h]),
    ),
    Quantity(
        "residual",
        "residual stream",
        _ask_stream,
        lambda s: _named_streams(residual_stream(s.of_model, s.tokens)),
        lambda s: _twice(_named_streams(forward_error(s.of_model, s.tokens).streams)),
        lambda done, _: _named_streams(done.residual),
    ),
    Quantity(
        "qk",
        "QK circuit",
        _ask_qk,
        lambda s: _of_heads(s, lambda n, h: qk_circuit(s.of_model, n, h).dense()),
        _qk_bound,
        free_rows=True,
    ),
    Quantity(
        "ov",
        "OV circuit",
        _ask_ov,
        lambda s: _of_heads(s, lambda n, h: ov_circuit(s.of_model, n, h).dense()),
        _ov_bound,
    ),
    Quantity(
        "composition", "composition scores", _ask_composition, _composition, _composition_bound
    ),
    Quantity(
        "path_logits",
        "logits of a path",
        _ask_paths,
        lambda s: of_paths(s, lambda path: path_logits(s.of_model, path, s.tokens)),
        lambda s: of_paths(s, lambda _: 2 * logits_error(s.of_model, s.tokens)),
    ),
    Quantity(
        "term_importance",
        "logits of each order",
        _ask_orders,
        lambda s: by_order(logits_by_order(s.of_model, s.tokens)),
        lambda s: by_order([2 * logits_error(s.of_model, s.tokens)] * (s.of_model.n_layers + 1)),
    ),
    Quantity(
        "direct_logit_attribution",
        "direct logit attribution",
        _ask_attribution,
        _attribution,
        _attribution_bound,
    ),
    Quantity(
        "logits",
        "logits",
        _ask_logits,
        lambda s: {"": logits(s.of_model, s.tokens)},
        lambda s: {"": 2 * logits_error(s.of_model, s.tokens)},
        lambda done, _: {"": done.logits},
        free_rows=True,
    ),
    Quantity(
        "logits",
        "refusal of an empty context",
        _ask_refusal,
        lambda _: {"": 1.0},
        lambda _: {"": 0.0},
    ),
    Quantity(
        "skip_trigrams",
        "skip-trigrams",
        lambda held, s: steps_asked(lambda step: _listed("skip_trigrams", held, s.tokens, step)),
        lambda s: steps_asked(lambda step: list(skip_trigrams(s.tokens, step))),
        _exactly,
    ),
    Quantity(
        "skip_grams",
        "skip-grams",
        lambda held, s: sizes_asked(lambda n, k: _listed("skip_grams", held, s.tokens, n, k)),
        lambda s: sizes_asked(lambda n, k: list(skip_grams(s.tokens, n, k))),
        _exactly,
    ),
)
"""In the order in which one is the cause of the next."""
