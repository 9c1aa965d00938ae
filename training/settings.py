"""The settings of each bundled model: all that its training depends on, besides the corpus."""

from __future__ import annotations

from dataclasses import dataclass, replace

RECIPE = "1"
"""The recipe's version: raised by whatever changes the weights."""


@dataclass(frozen=True)
class Phase:
    """A stretch of the training with one kind of batches and one set of learning rates."""

    steps: int
    windows: int
    """How many windows a batch holds."""
    n_ctx: int
    repeated_random: float
    """The share of windows that repeat a segment of random tokens."""
    repeated_text: float
    """The share of windows that repeat a segment of the text; the others are text as it is."""
    periods: tuple[int, int]
    """The shortest and longest segment that is repeated, to the window's end."""
    heads: float
    """The learning rate of W_Q, W_K, W_V, W_O."""
    W_E: float
    W_U: float
    W_pos: float
    warm_up: int = 1
    """Steps over which the learning rates rise from 0."""
    cool_down: bool = False
    """Whether they fall, by a cosine, to a twentieth."""

    @property
    def n_random(self) -> int:
        """How many windows of a batch repeat random tokens."""
        return round(self.windows * self.repeated_random)

    @property
    def n_repeated(self) -> int:
        """How many windows of a batch repeat text."""
        return round(self.windows * self.repeated_text)

    @property
    def tokens(self) -> int:
        """How many tokens the phase reads."""
        return self.steps * self.windows * self.n_ctx


@dataclass(frozen=True)
class Settings:
    """One model and its training."""

    name: str
    n_layers: int
    n_heads: int
    d_model: int
    d_head: int
    n_ctx: int
    seed: int
    phases: tuple[Phase, ...]

    @property
    def steps(self) -> int:
        """The steps of all phases."""
        return sum(phase.steps for phase in self.phases)

    def at(self, step: int) -> tuple[Phase, int]:
        """Return the phase that a step belongs to, and its number within the phase."""
        for phase in self.phases:
            if step < phase.steps:
                return phase, step
            step -= phase.steps
        raise ValueError(f"step: expected less than {self.steps}, got {step + self.steps}")

    def tokens(self, step: int) -> int:
        """Return how many tokens the steps before this one read."""
        read = 0
        for phase in self.phases:
            done = min(step, phase.steps)
            read += done * phase.windows * phase.n_ctx
            step -= done
        return read


HEADS_FIRST = Phase(
    steps=200,
    windows=64,
    n_ctx=64,
    repeated_random=1.0,
    repeated_text=0.0,
    periods=(8, 32),
    heads=0.02,
    W_E=2e-4,
    W_U=2e-4,
    W_pos=1e-3,
    warm_up=50,
)
"""Repeated random tokens alone, with the embeddings nearly at rest, so that what the heads learn
holds for every token: the previous-token head and the induction head form within 200 steps."""

TEXT = Phase(
    steps=900,
    windows=32,
    n_ctx=128,
    repeated_random=0.0,
    repeated_text=0.0,
    periods=(8, 64),
    heads=0.02,
    W_E=3e-3,
    W_U=3e-3,
    W_pos=3e-3,
    warm_up=50,
)
"""Text as it is."""

MIXED = replace(TEXT, steps=1200, repeated_random=2 / 32, repeated_text=2 / 32)
"""28 of 32 windows text as it is; 2 repeat a segment of text, 2 a segment of random tokens."""

MOSTLY_TEXT = replace(MIXED, steps=500, repeated_random=1 / 32, repeated_text=1 / 32, warm_up=1)
"""The same with half as many repeats."""

MODELS = (
    Settings(
        name="attn-only-1l",
        n_layers=1,
        n_heads=8,
        d_model=192,
        d_head=24,
        n_ctx=128,
        seed=1,
        phases=(TEXT, replace(TEXT, steps=300, warm_up=1, cool_down=True)),
    ),
    Settings(
        name="attn-only-2l",
        n_layers=2,
        n_heads=8,
        d_model=192,
        d_head=24,
        n_ctx=128,
        seed=2,
        phases=(HEADS_FIRST, MIXED, MOSTLY_TEXT, replace(MOSTLY_TEXT, cool_down=True)),
    ),
)
