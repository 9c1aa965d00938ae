"""Charts of what was measured: patterns, eigenvalues, matrices, graphs, bars, curves, tables."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.drawing.pictures import BLUE, GREEN, GREY, INK, ORANGE, PURPLE, WIDTH, picture

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from refmath.drawing.pictures import Picture

    Head = tuple[int, int]
    Matrix = np.ndarray[Any, Any]

COLUMNS = 4
"""How many heads stand side by side, so that each is still legible on a phone."""
MOST_LABELS = 40
"""Up to how many tokens a pattern has their names beside it; beyond, positions are counted."""
COLOURS = (BLUE, ORANGE, GREEN, PURPLE)
DASHES = ("-", "--", "-.", ":")


def fading(colour: str) -> Any:
    """Return a colour map from nothing to a colour: what is nothing lets the page through."""
    from matplotlib.colors import LinearSegmentedColormap, to_rgb

    return LinearSegmentedColormap.from_list("fading", [(*to_rgb(colour), 0), (*to_rgb(colour), 1)])


def diverging(below: str, above: str) -> Any:
    """Return a colour map from one colour through nothing to another."""
    from matplotlib.colors import LinearSegmentedColormap, to_rgb

    low, high = to_rgb(below), to_rgb(above)
    ends = [(0.0, (*low, 1)), (0.5, (*low, 0)), (0.5, (*high, 0)), (1.0, (*high, 1))]
    return LinearSegmentedColormap.from_list("diverging", ends)


def pattern_chart(
    patterns: Mapping[str, Matrix],
    names: Sequence[str],
    alt: str,
    *,
    largest: float = 1.0,
    label: str = "attention",
    lines: Sequence[int] = (),
) -> Picture:
    """Draw one pattern or a few, one below another, with their tokens.

    Args:
        patterns: by what stands above each, (n_ctx, n_ctx), destination by source.
        names: the tokens' names, or none where positions are to be counted.
        alt: what the picture shows.
        largest: what is drawn in full colour.
        label: what the colour means.
        lines: positions before which a line is drawn through both axes.
    """

    def draw(figure: Any) -> None:
        axes = figure.subplots(len(patterns), 1, squeeze=False)[:, 0]
        for axis, (title, pattern) in zip(axes, patterns.items(), strict=True):
            image = _matrix(axis, pattern, largest)
            axis.set_title(title, fontsize=9)
            axis.set(xlabel="source", ylabel="destination")
            if names and len(names) <= MOST_LABELS:
                size = 8 if len(names) <= 24 else 6.5
                axis.set_xticks(range(len(names)), names, rotation=90, fontsize=size)
                axis.set_yticks(range(len(names)), names, fontsize=size)
            axis.tick_params(length=0)
            for at in lines:
                axis.axhline(at - 0.5, color=ORANGE, linewidth=0.6, alpha=0.8)
                axis.axvline(at - 0.5, color=ORANGE, linewidth=0.6, alpha=0.8)
        figure.colorbar(image, ax=list(axes), shrink=0.7 / len(patterns), label=label, pad=0.02)

    return picture(draw, alt, WIDTH * 0.92 * len(patterns))


def pattern_grid(
    patterns: Mapping[Head, Matrix], titles: Sequence[str], alt: str, *, largest: float = 1.0
) -> Picture:
    """Draw the patterns of many heads on one scale, a row of the grid for one layer's only."""

    def draw(axis: Any, head: Head) -> None:
        _matrix(axis, patterns[head], largest)
        axis.set(xticks=[], yticks=[])
        for spine in axis.spines.values():
            spine.set(visible=True, linewidth=0.5, color=GREY)

    return _grid(list(patterns), titles, draw, alt)


def eigenvalue_grid(
    heads: Sequence[Head], scores: Sequence[float], eigenvalues: Sequence[Matrix], alt: str
) -> Picture:
    """Draw each head's eigenvalues in the plane, over their largest; its score beside its name."""
    of_head = dict(zip(heads, eigenvalues, strict=True))
    titles = [
        f"{layer}:{head}  {score:+.2f}" for (layer, head), score in zip(heads, scores, strict=True)
    ]
    legend = "Re λ → (blue: above 0; orange cross: not)   ↑ Im λ\ncircle: the head's largest |λ|"
    return _grid(
        heads, titles, lambda axis, head: _on_the_unit_circle(axis, of_head[head]), alt, legend
    )


def _on_the_unit_circle(axis: Any, eigenvalues: Matrix) -> None:
    circle = np.exp(1j * np.linspace(0, 2 * np.pi, 200))
    points = eigenvalues / (np.abs(eigenvalues).max() or 1)
    axis.plot(circle.real, circle.imag, color=GREY, linewidth=0.6, alpha=0.6)
    axis.axhline(0, color=GREY, linewidth=0.6, alpha=0.6)
    axis.axvline(0, color=GREY, linewidth=0.6, alpha=0.6)
    right = points.real > 0
    for side, colour, marker in ((right, BLUE, "o"), (~right, ORANGE, "x")):
        axis.scatter(
            points.real[side], points.imag[side], s=10, color=colour, marker=marker,
            linewidth=0.9, alpha=0.85,
        )  # fmt: skip
    axis.set(xlim=(-1.12, 1.12), ylim=(-1.12, 1.12), aspect="equal")
    axis.set_axis_off()


def composition_chart(
    ratios: Mapping[str, Matrix],
    earlier: Sequence[Head],
    later: Sequence[Head],
    alt: str,
    *,
    noted: float = 1.5,
) -> Picture:
    """Draw how many times the score of unrelated heads each pair has; NaN where there is no pair.

    Args:
        ratios: by kind, (earlier heads, later heads).
        earlier: the rows' heads.
        later: the columns' heads.
        alt: what the picture shows.
        noted: from where on the number stands in its cell, if there is room.
    """
    largest = max(2.0, *(float(np.nanmax(r)) for r in ratios.values() if np.isfinite(r).any()))
    room = max(len(earlier), len(later)) <= 12

    def draw(figure: Any) -> None:
        axes = figure.subplots(len(ratios), 1, squeeze=False)[:, 0]
        for axis, (kind, of_pairs) in zip(axes, ratios.items(), strict=True):
            image = _around_one(axis, of_pairs, largest)
            axis.set_title(f"{kind}-composition", fontsize=9)
            axis.tick_params(length=0, labelsize=7)
            axis.set_ylabel("earlier head")
            if room:
                axis.set_xticks(range(len(later)), _names(later))
                axis.set_yticks(range(len(earlier)), _names(earlier))
            for (row, column), ratio in np.ndenumerate(of_pairs):
                if room and ratio > noted:
                    axis.text(column, row, f"{ratio:.1f}", ha="center", va="center", fontsize=7)
        axes[-1].set_xlabel("later head")
        figure.colorbar(
            image, ax=list(axes), shrink=0.5, label="times the score of unrelated heads"
        )

    return picture(draw, alt, 2.35 * len(ratios) + 0.3)


def _around_one(axis: Any, ratios: Matrix, largest: float) -> Any:
    """Draw a matrix in orange above 1 and purple below, and nothing at 1."""
    from matplotlib.colors import TwoSlopeNorm

    norm = TwoSlopeNorm(1.0, 0.0, largest)
    return axis.imshow(ratios, cmap=diverging(PURPLE, ORANGE), norm=norm, interpolation="none")


def graph_chart(
    heads: Sequence[Head], edges: Sequence[tuple[str, Head, Head, float]], alt: str
) -> Picture:
    """Draw heads, a row a layer, the first at the bottom, and lines between those that compose.

    Args:
        heads: all of them.
        edges: the kind, the earlier head, the later one, and how wide the line is, from 0 to 1.
        alt: what the picture shows.
    """
    n_layers = 1 + max(layer for layer, _ in heads)
    counts = np.bincount([layer for layer, _ in heads], minlength=n_layers)
    at = {
        (layer, head): ((head + 0.5) / counts[layer] * max(counts), float(layer))
        for layer, head in heads
    }
    kinds = dict(zip("QKV", COLOURS, strict=False))

    def draw(figure: Any) -> None:
        axis = figure.subplots()
        for place, (kind, colour) in enumerate(kinds.items()):
            axis.plot([], [], color=colour, label=f"{kind}-composition")
            shift = 0.08 * (place - 1)  # so that two kinds between the same heads are both seen
            for of_kind, earlier, later, width in edges:
                if of_kind == kind:
                    (x, y), (u, v) = at[earlier], at[later]
                    axis.plot([x + shift, u + shift], [y, v], color=colour, zorder=1,
                              linewidth=0.5 + 3.5 * width, alpha=0.35 + 0.6 * width)  # fmt: skip
        for head, (x, y) in at.items():
            axis.text(x, y, _names([head])[0], ha="center", va="center", fontsize=7.5, zorder=3,
                      color="white", bbox={"boxstyle": "round,pad=0.25", "facecolor": "#57606a",
                                           "edgecolor": "none"})  # fmt: skip
        axis.set(ylim=(-0.35, n_layers - 0.65), xlim=(0, max(counts)))
        axis.set_axis_off()
        figure.legend(loc="outside lower center", ncols=3, fontsize=8)

    return picture(draw, alt, 1.5 * n_layers + 0.5)


def bar_chart(
    names: Sequence[str], values: Sequence[float], label: str, alt: str, *, starts: Any = None
) -> Picture:
    """Draw a bar for each name, its number beside it: to the right above 0, to the left below.

    Args:
        names: the first is at the top.
        values: as long as the bars are.
        label: what is measured.
        alt: what the picture shows.
        starts: where each bar starts, if not at 0.
    """
    left = np.zeros(len(values)) if starts is None else np.asarray(starts)

    def draw(figure: Any) -> None:
        axis = figure.subplots()
        colours = [BLUE if value >= 0 else ORANGE for value in values]
        bars = axis.barh(range(len(names)), values, left=left, color=colours, height=0.68)
        axis.bar_label(bars, labels=[f" {value:+.2f} " for value in values], fontsize=8)
        axis.set_yticks(range(len(names)), names)
        axis.invert_yaxis()
        axis.tick_params(axis="y", length=0)
        axis.axvline(0, color=GREY, linewidth=0.6)
        axis.margins(x=0.16)
        axis.set_xlabel(label)

    return picture(draw, alt, 0.27 * len(names) + 0.8)


def falling_chart(names: Sequence[str], values: Sequence[float], label: str, alt: str) -> Picture:
    """Draw what is left after each step: in grey what is left, in colour what the step took.

    Args:
        names: of the start and of the steps.
        values: what is left after each.
        label: what is measured.
        alt: what the picture shows.
    """

    def draw(figure: Any) -> None:
        axis = figure.subplots()
        axis.barh(range(len(names)), values, color=GREY, alpha=0.35, height=0.62)
        for step, (before, after) in enumerate(pairwise(values), 1):
            axis.barh(step, before - after, left=after, color=COLOURS[(step - 1) % 4], height=0.62)
            says = f" {after - before:+.2f}".replace("-", "−")
            axis.text(max(before, after), step, says, va="center", fontsize=8)
        for step, value in enumerate(values):
            axis.text(value, step, f"{value:.2f} ", ha="right", va="center", fontsize=8)
        axis.set_yticks(range(len(names)), names)
        axis.invert_yaxis()
        axis.tick_params(axis="y", length=0)
        axis.margins(x=0.14)
        axis.set_xlabel(label)

    return picture(draw, alt, 0.42 * len(names) + 0.75)


def curve_chart(
    curves: Mapping[str, Matrix | None],
    xlabel: str,
    ylabel: str,
    alt: str,
    *,
    first: int = 0,
    mark: tuple[float, str] | None = None,
) -> Picture:
    """Draw curves over positions; each keeps its line, whatever other curves there are.

    Args:
        curves: by their names; None for one that was not measured.
        xlabel: what runs to the right.
        ylabel: what was measured.
        alt: what the picture shows.
        first: the position of the curves' first number.
        mark: a position at which a line stands, and what it says.
    """

    def draw(figure: Any) -> None:
        axis = figure.subplots()
        for place, (name, curve) in enumerate(curves.items()):
            if curve is not None:
                axis.plot(np.arange(first, first + len(curve)), curve, color=COLOURS[place % 4],
                          linestyle=DASHES[place % 4], label=name, linewidth=1.3)  # fmt: skip
        if mark is not None:
            axis.axvline(mark[0], color=GREY, linewidth=0.8)
            axis.text(mark[0], 1.0, f" {mark[1]}", transform=axis.get_xaxis_transform(),
                      va="top", fontsize=8)  # fmt: skip
        axis.set(xlabel=xlabel, ylabel=ylabel)
        axis.set_ylim(bottom=0)
        axis.margins(x=0)
        if sum(curve is not None for curve in curves.values()) > 1:
            figure.legend(loc="outside lower center", ncols=1, fontsize=8)

    return picture(draw, alt, 2.9 + 0.17 * len(curves))


def table_chart(head: Sequence[str], rows: Sequence[Sequence[str]], alt: str) -> Picture:
    """Draw a table of words, its lines broken where a column ends."""
    import textwrap

    widths = (9, 27, 27)
    broken = [
        [textwrap.fill(cell, width) for cell, width in zip(row, widths, strict=True)]
        for row in (head, *rows)
    ]
    heights = [max(cell.count("\n") for cell in row) + 1 for row in broken]
    lines = sum(heights) + 0.6 * len(broken)

    def draw(figure: Any) -> None:
        axis = figure.subplots()
        axis.set_axis_off()
        axis.set(xlim=(0, sum(widths)), ylim=(lines, 0))
        top = 0.0
        for row, height in zip(broken, heights, strict=True):
            for column, cell in enumerate(row):
                axis.text(sum(widths[:column]), top + 0.3, cell, va="top", fontsize=7.5,
                          family="monospace", weight="bold" if top == 0 else None,
                          parse_math=False)  # fmt: skip
            top += height + 0.6
            axis.axhline(top, color=GREY, linewidth=0.4)

    return picture(draw, alt, 0.145 * lines + 0.1)


def _grid(
    heads: Sequence[Head], titles: Sequence[str], draw_head: Any, alt: str, legend: str = ""
) -> Picture:
    """Draw something for each head, few side by side; a layer begins a row."""
    layers: dict[int, list[int]] = {}
    for layer, head in heads:
        layers.setdefault(layer, []).append(head)
    columns = min(COLUMNS, max(map(len, layers.values())))
    starts, rows = {}, 0
    for layer, of_layer in layers.items():
        starts[layer] = rows
        rows += math.ceil(len(of_layer) / columns)

    def draw(figure: Any) -> None:
        axes = figure.subplots(rows, columns, squeeze=False)
        for axis in axes.flat:
            axis.set_axis_off()
        for (layer, head), title in zip(heads, titles, strict=True):
            place = layers[layer].index(head)
            axis = axes[starts[layer] + place // columns, place % columns]
            axis.set_axis_on()
            draw_head(axis, (layer, head))
            axis.set_title(title, fontsize=8.5, pad=3)
        if legend:
            figure.supxlabel(legend, fontsize=8, color=INK)

    side = WIDTH / COLUMNS
    return picture(draw, alt, (side + 0.12) * rows + (0.45 if legend else 0.05),
                   width=max(3.5 if legend else 2.4, side * columns))  # fmt: skip


def _matrix(axis: Any, matrix: Matrix, largest: float) -> Any:
    return axis.imshow(matrix, cmap=fading(BLUE), vmin=0, vmax=largest or 1.0, interpolation="none")


def path_label(path: Sequence[Head]) -> str:
    """Write a path by its heads, the first one first.

    Examples:
        >>> path_label([(0, 7), (1, 4)]), path_label([])
        ('0:7 → 1:4', 'direct')
    """
    return " → ".join(_names(path)) or "direct"


def _names(heads: Sequence[Head]) -> list[str]:
    return [f"{layer}:{head}" for layer, head in heads]
