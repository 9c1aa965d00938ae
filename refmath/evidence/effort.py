"""How much is drawn where nothing is proved for every size: in full, quickly, or for longer."""

from __future__ import annotations

from dataclasses import dataclass, field, fields


def _counts(of_what: str) -> int:
    """Declare a number of things, with the words that say of what."""
    declared: int = field(metadata={"of": of_what})
    return declared


@dataclass(frozen=True)
class Effort:
    """How many draws each route takes; every statement goes by every route, whatever they are.

    Attributes:
        name: what it is called on the command line and in the record.
        draws: exact draws a theorem, beside one from a large range.
        small: how many in a hundred of the small instances of a claim, as it is printed.
        exact_models: rational models an agreement of functions.
        float_models: models an agreement in float32, and as many in float64.
        windows: windows of held-out text a trained model.
        tokens: tokens of each window.
    """

    name: str
    draws: int = _counts("draws a theorem")
    small: int = _counts("small instances of a claim")
    exact_models: int = _counts("rational models an agreement")
    float_models: int = _counts("models in each float")
    windows: int = _counts("windows a trained model")
    tokens: int = _counts("tokens of each window")

    def reduced(self) -> str:
        """Say what is less than in full, and than how much; nothing if nothing is.

        >>> from dataclasses import replace
        >>> replace(FULL, draws=3).reduced(), FULL.reduced()
        ('3 of 25 draws a theorem', '')
        """
        less = []
        for setting in fields(self):
            here, in_full = getattr(self, setting.name), getattr(FULL, setting.name)
            if "of" in setting.metadata and here < in_full:
                less.append(f"{here} of {in_full} {setting.metadata['of']}")
        return ", ".join(less)

    def increased(self) -> str:
        """Say what is more than in full, and than how much; nothing if nothing is.

        >>> from dataclasses import replace
        >>> replace(FULL, draws=50).increased(), FULL.increased()
        ('50 for 25 draws a theorem', '')
        """
        more = []
        for setting in fields(self):
            here, in_full = getattr(self, setting.name), getattr(FULL, setting.name)
            if "of" in setting.metadata and here > in_full:
                more.append(f"{here} for {in_full} {setting.metadata['of']}")
        return ", ".join(more)


FULL = Effort("full", draws=25, small=100, exact_models=12, float_models=20, windows=2, tokens=48)
QUICK = Effort(
    # Six models are the fewest that reach every depth, and a d_head whose root isn't 1; seven draws
    # tell every near miss from its theorem, as tests hold them to; five don't. Of the
    # small instances a part will do, as refutations search all of them all the same.
    "quick", draws=7, small=25, exact_models=6, float_models=5, windows=1, tokens=16
)  # fmt: skip
DEEP = Effort(
    "deep", draws=200, small=100, exact_models=96, float_models=160, windows=8, tokens=128
)
"""Eight times the draws, for nights."""
SELF_TEST = Effort(
    "self-test", draws=2, small=100, exact_models=1, float_models=1, windows=1, tokens=8
)
"""For faults that are known: one draw shows them."""
