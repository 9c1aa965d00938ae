"""A picture: a figure of matplotlib with words for it; the same SVG for the same numbers."""

from __future__ import annotations

import html
import io
import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from refmath.arguments import file_path
from refmath.whole_file import write_atomically

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator

WIDTH = 4.3
"""Of a picture, in inches: about as wide as a phone's page, so that letters stay legible."""
INK = "#24292f"
"""What letters and axes are drawn with; in SVG, what the page's own letters are."""
INK_ON_DARK = "#e6e6e6"
# Okabe and Ito's colours, which readers of all kinds of colour vision can tell apart; the blue a
# little lighter, so that it is seen on black as well.
BLUE, ORANGE, GREEN, PURPLE, GREY = "#1f83c4", "#D55E00", "#009E73", "#CC79A7", "#808080"
_SETTINGS: dict[Any, Any] = {
    "svg.hashsalt": "refmath",
    "svg.fonttype": "path",
    "mathtext.fontset": "cm",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "legend.frameon": False,
} | dict.fromkeys(
    ["text.color", "axes.labelcolor", "axes.edgecolor", "xtick.color", "ytick.color"], INK
)
_CLASS = "refmath-picture"
_STYLE = (
    f".{_CLASS}{{color:{INK};max-width:100%;height:auto}}"
    f"@media (prefers-color-scheme:dark){{.{_CLASS}{{color:{INK_ON_DARK}}}}}"
)


@dataclass(frozen=True, eq=False, repr=False)
class Picture:
    """A figure, and what it shows in words.

    A notebook shows it as SVG. Its ground is transparent, and its letters are dark on a light page
    and light on a dark one.

    Args:
        figure: matplotlib's.
        alt: what it shows, for who can't see it.

    Examples:
        >>> Picture(None, "nothing")
        Picture('nothing')
    """

    figure: Any
    alt: str

    def __repr__(self) -> str:
        return f"Picture({self.alt!r})"

    def _repr_html_(self) -> str:
        """The SVG within a page, whose letters' colour it takes."""
        svg = self.svg()
        return re.sub("<style>.*?</style>", "", svg[svg.index("<svg") :], count=1, flags=re.DOTALL)

    def svg(self) -> str:
        """Return the picture as SVG: the same bytes for the same numbers."""
        written = io.StringIO()
        with own_settings():
            self.figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
        text = re.sub(INK, "currentColor", written.getvalue(), flags=re.IGNORECASE)
        alt = html.escape(self.alt)
        opening = f'<svg class="{_CLASS}" role="img" aria-label="{alt}" '
        within = f"<title>{alt}</title><style>{_STYLE}</style>"
        return re.sub(
            r"<svg ([^>]*)>",
            lambda found: f"{opening}{found[1]}>\n {within}",
            text,
            count=1,
        )

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the picture into a file, as SVG, whole or not at all.

        Args:
            path: the file.

        Raises:
            ValueError: for what can't be a path.
            OSError: if it can't be written.
        """
        write_atomically(file_path("path", path), self.svg())


@contextmanager
def own_settings() -> Iterator[None]:
    """Let what is drawn depend on nobody's settings.

    Raises:
        ImportError: without matplotlib, saying what to install.
    """
    try:
        import matplotlib
    except ImportError as error:
        raise ImportError("pictures need matplotlib: pip install 'refmath[plots]'") from error
    with matplotlib.rc_context():
        matplotlib.rcdefaults()  # of all but the backend, which is nobody's business here
        matplotlib.rcParams.update(_SETTINGS)
        yield


def picture(
    draw: Callable[[Any], None], alt: str, height: float, *, width: float = WIDTH
) -> Picture:
    """Make a picture: an empty figure, on which something is drawn.

    Args:
        draw: is given the figure.
        alt: what it shows.
        height: in inches.
        width: in inches.

    Raises:
        ImportError: without matplotlib.
    """
    with own_settings():
        from matplotlib.figure import Figure

        figure = Figure(figsize=(width, height), layout="constrained")
        draw(figure)
        figure.canvas.draw()  # so that what is laid out later is laid out with these settings
        return Picture(figure, alt)
