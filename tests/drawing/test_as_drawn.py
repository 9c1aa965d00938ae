"""Every kind of chart, byte for byte as it was looked at and found good.

`python tests/drawing/test_as_drawn.py` draws them anew: look at each that git says has changed.
"""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("matplotlib")

from refmath.drawing import charts

EXPECTED = Path(__file__).parent / "expected"

PATTERN = np.tril(np.arange(1, 17).reshape(4, 4) / 16)
HEADS = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1)]
RATIOS = np.array([[3.04, 1.5], [np.nan, 0.4]])
CHARTS = {
    "pattern": lambda: charts.pattern_chart(
        {"0:0": PATTERN, "0:1": PATTERN.T}, "abcd", "two", largest=0.75, label="share", lines=[2]
    ),
    "pattern_of_many": lambda: charts.pattern_chart(
        {"1:7": np.eye(25)}, [f"t{i}" for i in range(25)], "one of 25 tokens"
    ),
    "pattern_of_no_names": lambda: charts.pattern_chart({"1:7": np.eye(60)}, [], "positions"),
    "pattern_grid": lambda: charts.pattern_grid(
        {head: (place + 1) / 5 * PATTERN for place, head in enumerate(HEADS)},
        [f"head {layer}:{head}" for layer, head in HEADS], "five", largest=0.8,
    ),
    "eigenvalues": lambda: charts.eigenvalue_grid(
        HEADS[:2], [0.5, -0.25], [np.array([1, 0.5j, -0.5j]), np.array([-2.0, 1.0])], "two"
    ),
    "composition": lambda: charts.composition_chart(
        {"K": RATIOS, "V": RATIOS.T}, HEADS[:2], HEADS[3:], "two kinds", noted=1.2
    ),
    "composition_of_many": lambda: charts.composition_chart(
        {"Q": np.linspace(0, 1.9, 26).reshape(13, 2)}, [(0, h) for h in range(13)], HEADS[3:], "13"
    ),
    "graph": lambda: charts.graph_chart(
        HEADS, [("K", (0, 1), (1, 0), 1.0), ("Q", (0, 1), (1, 0), 0.4), ("V", (0, 0), (1, 1), 0)],
        "a graph",
    ),
    "bars": lambda: charts.bar_chart(["up", "down", "none"], [1.25, -0.5, 0], "nats", "bars"),
    "bars_from_elsewhere": lambda: charts.bar_chart(
        ["up", "down"], [1.0, -0.5], "nats", "steps", starts=[0, 1]
    ),
    "falling": lambda: charts.falling_chart(
        ["start", "bigrams", "heads", "more"], [4.0, 2.5, 2.75, 1], "nats", "what is left"
    ),
    "curves": lambda: charts.curve_chart(
        {"ours": np.array([3.0, 2, 1]), "none": None, "theirs": np.array([3.0, 2.5, 2.25])},
        "position", "loss", "two curves", first=1, mark=(2, "repeats"),
    ),
    "curve": lambda: charts.curve_chart({"ours": np.array([1.0, 2])}, "position", "loss", "one"),
    "table": lambda: charts.table_chart(
        ["name", "the paper says", "and here is"],
        [["one", "a sentence that is too long for its column", "$5"], ["two", "short", "shorter"]],
        "a table",
    ),
}  # fmt: skip


@pytest.mark.usefixtures("drawn_as_locked")
@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_as_it_was_looked_at(name):
    picture = CHARTS[name]()
    assert picture.alt
    assert picture.svg() == (EXPECTED / f"{name}.svg").read_text("utf-8")


def test_there_is_a_chart_of_every_kind():
    kinds = {name for name in vars(charts) if name.endswith(("_chart", "_grid")) and name[0] != "_"}
    drawn = {name for made in CHARTS.values() for name in made.__code__.co_names}
    assert kinds <= drawn
    assert {path.stem for path in EXPECTED.glob("*.svg")} == set(CHARTS)


def _draw() -> None:
    EXPECTED.mkdir(exist_ok=True)
    for name, made in CHARTS.items():
        (EXPECTED / f"{name}.svg").write_text(made().svg(), "utf-8")


if __name__ == "__main__":
    _draw()
