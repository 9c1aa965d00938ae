"""Mistakes in what is to be refused."""

from __future__ import annotations

from refmath.conforming.mistakes.mistake import Mistake

OF_REFUSALS = (
    Mistake(
        "nothing_read",
        "answering an empty context, which has no position to predict from",
        "",
        answers={"refusal of an empty context": lambda _setting: {"": 0.0}},
    ),
)
