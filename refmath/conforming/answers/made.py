"""Adapters that are made: the reference itself, and one that makes any mistake."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.conforming.adapters import PARTS, POSITIONS
from refmath.conforming.answers.diagnosis import wrong_answer
from refmath.conforming.mistakes.mistake import Mistake
from refmath.conforming.quantities import QUANTITIES, Answer, Quantity, Setting
from refmath.conforming.steps import run
from refmath.numeric.heads.attribution import direct_logit_attribution
from refmath.numeric.heads.circuits import ov_circuit, qk_circuit
from refmath.numeric.heads.composition import composition_scores
from refmath.numeric.heads.contributions import logits_by_order
from refmath.numeric.heads.terms import path_logits
from refmath.numeric.layered.forward import attention_patterns, logits, residual_stream
from refmath.sequences.grams import skip_grams, skip_trigrams

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import Transformer

Head = tuple[int, int]


class Ourselves:
    """The reference, through all that an adapter may offer."""

    positions = POSITIONS
    parts = PARTS
    batch = True

    def logits(self, model: Transformer, tokens: Array) -> Array:
        """Return the logits."""
        return logits(model, tokens)

    def residual(self, model: Transformer, tokens: Array) -> Sequence[Array]:
        """Return the streams."""
        return residual_stream(model, tokens)

    def scores(self, model: Transformer, tokens: Array, layer: int, head: int) -> Array:
        """Return a head's scores."""
        return run(model, tokens).scores[layer][head]

    def pattern(self, model: Transformer, tokens: Array, layer: int, head: int) -> Array:
        """Return a head's pattern."""
        return attention_patterns(model, tokens)[layer][head]

    def qk(self, model: Transformer, layer: int, head: int) -> Array:
        """Return a head's QK circuit."""
        return qk_circuit(model, layer, head).dense()

    def ov(self, model: Transformer, layer: int, head: int) -> Array:
        """Return a head's OV circuit."""
        return ov_circuit(model, layer, head).dense()

    def composition(self, model: Transformer, kind: str, later: Head, earlier: Head) -> Array:
        """Return a composition score."""
        return composition_scores(model, kind)[(*earlier, *later)]

    def path_logits(self, model: Transformer, tokens: Array, path: Sequence[Head]) -> Array:
        """Return a path's logits."""
        return path_logits(model, path, tokens)

    def term_importance(self, model: Transformer, tokens: Array) -> Array:
        """Return each order's logits."""
        return logits_by_order(model, tokens)

    def direct_logit_attribution(
        self, model: Transformer, tokens: Array, destination: int, output: int
    ) -> list[float]:
        """Return what the embedding and each head add to a logit."""
        found = direct_logit_attribution(model, tokens, destination=destination, output=output)
        return [float(found.embedding), *(float(x) for h in found.heads for x in h.sum(axis=-1))]

    def skip_trigrams(self, sequence: Sequence[str], max_step: int | None) -> Iterable[Any]:
        """List skip-trigrams."""
        return skip_trigrams(sequence, max_step)

    def skip_grams(self, sequence: Sequence[str], n: int, k: int) -> Iterable[Any]:
        """List skip-grams."""
        return skip_grams(sequence, n, k)


@dataclass
class Broken:
    """An adapter that makes one mistake, and offers the one function that is asked by a name."""

    mistake: Mistake
    quantity: str
    positions = POSITIONS
    parts = PARTS

    def __getattr__(self, method: str) -> Callable[..., Any]:
        asked = next(q for q in QUANTITIES if q.name == self.quantity)
        if method != asked.method:
            raise AttributeError(method)
        return lambda *arguments: self.answer(asked, *arguments)

    def answer(self, asked: Quantity, *arguments: Any) -> Any:
        """Answer as the mistake would; what it doesn't concern isn't offered."""
        of_grams = asked.method in ("skip_trigrams", "skip_grams")
        model = None if of_grams else arguments[0]
        tokens = arguments[0] if of_grams else np.zeros(1, int)
        if asked.method not in ("qk", "ov", "composition") and not of_grams:
            tokens = arguments[1]
        answer = wrong_answer((self.mistake,), asked, Setting("", model, tokens))
        if answer is None:
            raise NotImplementedError
        return self.picked(asked, answer, arguments)

    def picked(self, asked: Quantity, answer: Answer, arguments: tuple[Any, ...]) -> Any:
        """Take from all answers the one that was asked for."""
        every = list(answer.values())
        match asked.method:
            case "residual" | "term_importance":
                return every
            case "logits":
                return every[0]  # of refusals: that there is an answer
            case "qk" | "ov":
                return answer["layer {}, head {}".format(*arguments[1:])]
            case "scores" | "pattern":
                return answer["layer {}, head {}".format(*arguments[2:])]
            case "composition":
                kind, later, earlier = arguments[1:]
                return answer[
                    "{}, layer {}, head {} reads layer {}, head {}".format(kind, *later, *earlier)
                ]
            case "path_logits":
                path = " → ".join("layer {}, head {}".format(*head) for head in arguments[2])
                return answer[path or "the direct path"]
            case "direct_logit_attribution":
                return answer["destination {}, output {}".format(*arguments[2:])]
            case "skip_trigrams":
                return answer[f"max_step {arguments[1]}"]
            case _:
                return answer["n {}, k {}".format(*arguments[1:])]
