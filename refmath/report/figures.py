"""Figures of a model's findings, as SVG: the same bytes for the same numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from refmath.drawing import charts
from refmath.replication.names import head_names
from refmath.whole_file import write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from refmath.drawing.pictures import Picture
    from refmath.replication.context import Repetition
    from refmath.replication.finding import Finding
    from refmath.replication.heads import Behaviour, Composition, Copying
    from refmath.replication.text import TermImportance

    Drawing = Callable[[Any, str], Picture | None]
    """Draws what was measured, with words for it; None if there is nothing to see."""


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
    figures = {}
    for finding in findings:
        if finding.name not in _DRAWINGS or finding.measured is None:
            continue
        words, draw = _DRAWINGS[finding.name]
        shows = words.format(m=finding.measured)
        picture = draw(finding.measured, shows)
        if picture is not None:
            figures[f"{name}-{finding.name}.svg"] = Figure(finding.name, shows, picture.svg())
    return figures


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


def _eigenvalues(measured: Copying, alt: str) -> Picture:
    return charts.eigenvalue_grid(measured.heads, measured.scores, list(measured.eigenvalues), alt)


def _terms(measured: TermImportance, alt: str) -> Picture:
    names = ["the direct path", "paths of one head", "paths of two heads\n(virtual heads)"]
    names += [f"paths of {order} heads" for order in range(3, len(measured.gain))]
    labels = ["uniform guess", *(f"+ {name}" for name in names[: len(measured.gain)])]
    loss = "loss on held-out text, nats a token\n(patterns held fixed)"
    return charts.falling_chart(labels, measured.loss, loss, alt)


def _patterns(measured: Behaviour, alt: str) -> Picture | None:
    if not measured.patterns:
        return None
    n = len(measured.patterns[0].pattern)
    period = (n - n % 3) // 3
    titled = {
        f"head {head_names([shown.head])}: {_ATTENDS_TO[shown.role]}": shown.pattern
        for shown in measured.patterns
    }
    # Lines where a copy begins, after the beginning-of-sequence token, if any.
    return charts.pattern_chart(titled, [], alt, lines=range(n % 3, n, period))


_ATTENDS_TO = {
    "previous-token": "attends to the token before",
    "induction": "attends to what followed\nthe same token before",
}


def _composition(measured: Composition, alt: str) -> Picture:
    return charts.composition_chart(measured.ratios, measured.writers, measured.readers, alt)


def _repetition(measured: Repetition, alt: str) -> Picture:
    copies = (
        measured.model,
        measured.without_induction,
        measured.without_previous,
        measured.without_others,
    )
    # One that was not measured keeps its place, so that the others keep their lines.
    curves = {
        f"{place}" if each is None else each.name: None if each is None else each.curve
        for place, each in enumerate(copies)
    }
    mark = (measured.second_begins, "the second copy begins")
    says = "position of the token that is predicted"
    return charts.curve_chart(curves, says, "loss, nats", alt, first=1, mark=mark)


_DRAWINGS: dict[str, tuple[str, Drawing]] = {
    "copying": (
        "Eigenvalues of each head's OV circuit, with Σλ / Σ|λ| beside its name",
        _eigenvalues,
    ),
    "term_importance": ("The loss as paths of more heads are counted in", _terms),
    "induction_heads": ("The patterns on random tokens repeated three times", _patterns),
    "composition": (
        "How much the heads of {m.reading_layers} read what those of {m.writing_layers} write",
        _composition,
    ),
    "repetition": ("The loss at each position of random tokens that are repeated", _repetition),
}
