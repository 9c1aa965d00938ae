"""The optimiser: Muon for the heads, AdamW for the embeddings.

Muon (Jordan et al. 2024) replaces each matrix of the momentum by the nearest orthogonal one, found
by a Newton-Schulz iteration, so that all directions of a head learn at one pace: attention forms in
hundreds of steps, where Adam took tens of thousands.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import torch

if TYPE_CHECKING:
    from training.model import Weights
    from training.settings import Phase

MOMENTUM = 0.95
EMBEDDINGS = ("W_E", "W_U", "W_pos")


@dataclass
class Optimiser:
    """Both optimisers over one set of weights."""

    weights: Weights
    momenta: Weights = field(init=False)
    adam: torch.optim.AdamW = field(init=False)

    def __post_init__(self) -> None:
        heads = {name: w for name, w in self.weights.items() if name not in EMBEDDINGS}
        self.momenta = {name: torch.zeros_like(weight) for name, weight in heads.items()}
        groups = [{"params": [self.weights[name]], "name": name} for name in EMBEDDINGS]
        self.adam = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.0)

    def step(self, phase: Phase, step: int) -> None:
        """Change the weights by their gradients, and forget these.

        Args:
            phase: its learning rates.
            step: the number of the step within the phase.
        """
        pace = _pace(phase, step)
        with torch.no_grad():
            self._step_heads(phase.heads * pace)
        for group in self.adam.param_groups:
            group["lr"] = getattr(phase, group["name"]) * pace
        self.adam.step()
        self.adam.zero_grad()

    def _step_heads(self, rate: float) -> None:
        for name, momentum in self.momenta.items():
            weight = self.weights[name]
            if weight.grad is None:
                raise ValueError(f"{name}: expected a gradient, got none")
            momentum.lerp_(weight.grad, 1 - MOMENTUM)
            change = orthogonalised(weight.grad.lerp(momentum, MOMENTUM))
            n_rows, n_columns = change.shape[-2:]
            weight -= rate * math.sqrt(max(1, n_rows / n_columns)) * change
            weight.grad = None

    def state(self) -> dict[str, Any]:
        """Return all that the next step depends on, beside the weights."""
        return {"momenta": self.momenta, "adam": self.adam.state_dict()}

    def restore(self, state: dict[str, Any]) -> None:
        """Go on from a state."""
        for name, momentum in self.momenta.items():
            momentum.copy_(state["momenta"][name])
        self.adam.load_state_dict(state["adam"])


def orthogonalised(matrices: torch.Tensor) -> torch.Tensor:
    """Return each matrix with its singular values brought near 1 (from 0.7 to 1.2).

    Five steps of a Newton-Schulz iteration with the coefficients of Jordan et al. 2024.

    Args:
        matrices: shape (..., n_rows, n_columns).

    Returns:
        The same shape.
    """
    wide = matrices.shape[-2] <= matrices.shape[-1]
    X = matrices if wide else matrices.mT
    X = X / (X.norm(dim=(-2, -1), keepdim=True) + 1e-7)
    for _ in range(5):
        square = X @ X.mT
        X = 3.4445 * X + (-4.7750 * square + 2.0315 * square @ square) @ X
    return X if wide else X.mT


def _pace(phase: Phase, step: int) -> float:
    """The factor of all learning rates: rising at first, falling where the phase cools down."""
    rising = min(1.0, (step + 1) / phase.warm_up)
    if not phase.cool_down:
        return rising
    return rising * (0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * step / phase.steps)))
