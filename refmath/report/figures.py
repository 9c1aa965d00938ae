"""Figures of a model's findings, as SVG: the same bytes for the same numbers."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.replication.names import head_names
from refmath.whole_file import write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from refmath.replication.context import Repetition
    from refmath.replication.finding import Finding
    from refmath.replication.heads import Behaviour, Composition, Copying, HeadPattern
    from refmath.replication.text import TermImportance

    Drawing = Callable[[Any, Any], Any]
    """Draws what was measured, with pyplot: the figure, or None if there is nothing to see."""

Matrix = np.ndarray[Any, Any]

# Okabe and Ito's colours, which readers of all kinds of colour vision can tell apart.
BLUE, ORANGE, GREEN, PURPLE, GREY = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#666666"
_SETTINGS: dict[Any, Any] = {
    "svg.hashsalt": "refmath",
    "svg.fonttype": "path",
    "mathtext.fontset": "cm",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
}


@dataclass(frozen=True)
class Figure:
    """A figure of a finding.

    Args:
        finding: the name of the finding that it belongs to.
        shows: what it shows.
        svg: the figure.
    """

    finding: str
    shows: str
    svg: str


def figure_files(name: str) -> tuple[str, ...]:
    """Name the files that a model's figures may be written into.

    Args:
        name: the model's.
    """
    return tuple(f"{name}-{finding}.svg" for finding in _DRAWINGS)


def draw_figures(name: str, findings: Iterable[Finding]) -> dict[str, Figure]:
    """Draw what can be drawn of a model's findings.

    Args:
        name: the model's; the figures' files begin with it.
        findings: its.

    Returns:
        The figures, by their files' names.

    Raises:
        ImportError: without matplotlib (`pip install 'refmath[plots]'`).
    """
    try:
        import matplotlib
    except ImportError as error:
        raise ImportError("figures need matplotlib: pip install 'refmath[plots]'") from error
    matplotlib.use("svg")
    figures = {}
    for finding in findings:
        if finding.name not in _DRAWINGS or finding.measured is None:
            continue
        shows, draw = _DRAWINGS[finding.name]
        # From the defaults: what is drawn must not depend on whose settings are around.
        with matplotlib.rc_context():
            matplotlib.rcdefaults()
            matplotlib.rcParams.update(_SETTINGS)
            svg = _svg(draw, finding.measured)
        if svg is not None:
            figures[f"{name}-{finding.name}.svg"] = Figure(finding.name, shows, svg)
    return figures


def _svg(draw: Drawing, measured: object) -> str | None:
    import matplotlib.pyplot as plt

    figure = draw(measured, plt)
    if figure is None:
        return None
    written = io.StringIO()
    # A white ground: on a dark page the black letters would be lost.
    figure.savefig(
        written, format="svg", metadata={"Date": None, "Creator": None}, facecolor="white"
    )
    plt.close(figure)
    return written.getvalue()


def write_figures(
    folder: Path,
    figures: Mapping[str, Figure],
    *,
    check: bool,
    on_write: Callable[[Path], None] | None = None,
) -> tuple[str, ...]:
    """Write figures into a folder, or check that they are there, byte for byte.

    Args:
        folder: made, if it isn't there.
        figures: as `draw_figures` gives them.
        check: change nothing; a figure that would change is a problem.
        on_write: is told each file that was changed.

    Returns:
        The problems, none if all is well.

    Raises:
        OSError: if a figure can't be written.
    """
    problems = []
    for file, figure in figures.items():
        path = folder / file
        if path.exists() and path.read_bytes() == figure.svg.encode():
            continue
        if check:
            problems.append(f"{path} would change")
            continue
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(path, figure.svg)
        if on_write:
            on_write(path)
    return tuple(problems)


def _eigenvalues(measured: Copying, plt: Any) -> Any:
    heads = np.array(measured.heads)
    wide, tall = int(max(np.bincount(heads[:, 0]))), int(heads[:, 0].max()) + 1
    figure, axes = plt.subplots(
        tall, wide, figsize=(1.25 * wide, 1.62 * tall + 0.25), squeeze=False
    )
    for axis in axes.flat:
        axis.set_axis_off()
    of_heads = zip(measured.heads, measured.scores, measured.eigenvalues, strict=True)
    for (layer, head), score, eigenvalues in of_heads:
        _on_the_unit_circle(axes[layer, head], eigenvalues)
        axes[layer, head].set_title(f"{layer}:{head}   {score:+.2f}", fontsize=8.5, pad=2)
    figure.text(
        0.5, 0.015, "Re λ → (blue: above 0, orange: not)      ↑ Im λ      grey circle:"
        " the largest |λ| of the head", ha="center", fontsize=8, color=GREY,
    )  # fmt: skip
    figure.subplots_adjust(
        left=0.01, right=0.99, bottom=0.15 if tall == 1 else 0.08, top=0.9 if tall == 1 else 0.94,
        wspace=0.06, hspace=0.16,
    )  # fmt: skip
    return figure


def _on_the_unit_circle(axis: Any, eigenvalues: Matrix) -> None:
    circle = np.exp(1j * np.linspace(0, 2 * np.pi, 200))
    points = eigenvalues / (np.abs(eigenvalues).max() or 1)
    axis.plot(circle.real, circle.imag, color="#cccccc", linewidth=0.6)
    axis.axhline(0, color="#cccccc", linewidth=0.6)
    axis.axvline(0, color="#cccccc", linewidth=0.6)
    right = points.real > 0
    for side, colour, marker in ((right, BLUE, "o"), (~right, ORANGE, "x")):
        axis.scatter(
            points.real[side], points.imag[side], s=12, color=colour, marker=marker,
            linewidth=0.9, alpha=0.85,
        )  # fmt: skip
    axis.set(xlim=(-1.12, 1.12), ylim=(-1.12, 1.12), aspect="equal")


def _terms(measured: TermImportance, plt: Any) -> Any:
    loss, gain = measured.loss, measured.gain
    names = ["the direct path", "paths of one head", "paths of two heads\n(virtual heads)"]
    figure, axis = plt.subplots(figsize=(7, 0.62 * len(loss) + 1.1))
    axis.barh(0, loss[0], color="#bbbbbb", height=0.62)
    axis.text(loss[0] - 0.08, 0, f"{loss[0]:.2f}", ha="right", va="center")
    colours = (BLUE, ORANGE, GREEN)
    for k, lower in enumerate(gain):
        axis.barh(k + 1, loss[k + 1], color="#e4e4e4", height=0.62)
        axis.barh(k + 1, lower, left=loss[k + 1], color=colours[k], height=0.62)
        says = f"−{lower:.2f}" if lower >= 0 else f"+{-lower:.2f}"
        axis.text(loss[k + 1] + lower / 2, k + 1, says,
                  ha="center", va="center", color="white", fontweight="bold")  # fmt: skip
        axis.text(loss[k + 1] - 0.08, k + 1, f"{loss[k + 1]:.2f}", ha="right", va="center")
    labels = ["uniform guess", *(f"+ {name}" for name in names[: len(gain)])]
    axis.set_yticks(range(len(labels)), labels)
    axis.invert_yaxis()
    axis.tick_params(axis="y", length=0)
    axis.set_xlabel("loss on held-out text, nats a token (patterns held fixed)")
    figure.tight_layout()
    return figure


def _patterns(measured: Behaviour, plt: Any) -> Any:
    if not measured.patterns:
        return None
    n = len(measured.patterns)
    figure, axes = plt.subplots(1, n, figsize=(3.9 * n + 0.6, 3.9), squeeze=False)
    for axis, shown in zip(axes.flat, measured.patterns, strict=True):
        image = _pattern(axis, shown)
    axes[0, 0].set_ylabel("destination")
    figure.tight_layout()
    figure.colorbar(image, ax=list(axes.flat), shrink=0.75, label="attention", pad=0.02)
    return figure


def _pattern(axis: Any, shown: HeadPattern) -> Any:
    image = axis.imshow(shown.pattern, cmap="Blues", vmin=0, vmax=1, interpolation="none")
    n = len(shown.pattern)
    period = (n - n % 3) // 3
    for copy in range(n % 3, n, period):  # after the beginning-of-sequence token, if any
        axis.axhline(copy - 0.5, color=ORANGE, linewidth=0.6, alpha=0.7)
        axis.axvline(copy - 0.5, color=ORANGE, linewidth=0.6, alpha=0.7)
    middles = [n % 3 + period * (k + 0.5) - 0.5 for k in range(3)]
    for ticks in (axis.set_xticks, axis.set_yticks):
        ticks(middles, ["1st copy", "2nd copy", "3rd copy"])
    axis.set_yticklabels(["1st copy", "2nd copy", "3rd copy"], rotation=90, va="center")
    axis.tick_params(length=0, labelsize=8)
    axis.set(xlabel="source")
    axis.set_title(f"head {head_names([shown.head])}: {_ATTENDS_TO[shown.role]}", fontsize=9)
    return image


_ATTENDS_TO = {
    "previous-token": "attends to the token before",
    "induction": "attends to what followed\nthe same token before",
}


def _composition(measured: Composition, plt: Any) -> Any:
    from matplotlib.colors import TwoSlopeNorm

    figure, axes = plt.subplots(1, 3, figsize=(9.6, 3.5), layout="constrained")
    largest = max(2.0, *(float(ratios.max()) for ratios in measured.ratios.values()))
    for axis, (kind, ratios) in zip(axes, measured.ratios.items(), strict=True):
        image = axis.imshow(
            ratios, cmap="PuOr_r", norm=TwoSlopeNorm(1.0, 0.0, largest), interpolation="none"
        )
        axis.set_title(f"{kind}-composition")
        axis.set_xticks(range(ratios.shape[1]), [f"1:{h}" for h in range(ratios.shape[1])])
        axis.set_yticks(range(ratios.shape[0]), [f"0:{h}" for h in range(ratios.shape[0])])
        axis.tick_params(length=0, labelsize=8)
        axis.set_xlabel("later head")
        for (a, b), ratio in np.ndenumerate(ratios):
            if ratio > 1.5:
                axis.text(b, a, f"{ratio:.1f}", ha="center", va="center", fontsize=7, color="white")
    axes[0].set_ylabel("earlier head")
    figure.colorbar(image, ax=list(axes), shrink=0.85, label="times the score of unrelated heads")
    return figure


def _repetition(measured: Repetition, plt: Any) -> Any:
    begin, curves = measured.second_begins, measured.measured
    lines = (
        (measured.model, BLUE, "-"),
        (measured.without_induction, ORANGE, "--"),
        (measured.without_previous, GREEN, "-."),
        (measured.without_others, PURPLE, ":"),
    )
    figure, axis = plt.subplots(figsize=(8, 3.9))
    for copies, colour, dash in lines:
        if copies is not None:
            axis.plot(np.arange(1, len(copies.curve) + 1), copies.curve, color=colour,
                      linestyle=dash, label=copies.name, linewidth=1.4)  # fmt: skip
    axis.axvline(begin, color=GREY, linewidth=0.8)
    axis.text(begin + 0.8, 1.0, "the second copy begins", transform=axis.get_xaxis_transform(),
              va="top", fontsize=8, color=GREY)  # fmt: skip
    axis.set(xlabel="position of the token that is predicted", ylabel="loss, nats")
    axis.set_ylim(bottom=0)
    axis.set_xlim(1, len(measured.model.curve))
    if len(curves) == 1:
        figure.tight_layout()
        return figure
    figure.legend(loc="lower center", ncols=1, frameon=False, fontsize=8)
    figure.tight_layout(rect=(0, 0.05 + 0.04 * len(curves), 1, 1))
    return figure


_DRAWINGS: dict[str, tuple[str, Drawing]] = {
    "copying": (
        "Eigenvalues of each head's OV circuit, with Σλ / Σ|λ| beside its name",
        _eigenvalues,
    ),
    "term_importance": ("The loss as paths of more heads are counted in", _terms),
    "induction_heads": ("The patterns on random tokens repeated three times", _patterns),
    "composition": ("How much the heads of layer 1 read what those of layer 0 write", _composition),
    "repetition": ("The loss at each position of random tokens that are repeated", _repetition),
}
