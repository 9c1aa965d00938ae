"""Pictures: the same bytes for the same numbers, no ground of their own, words for everyone."""

import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

pytest.importorskip("matplotlib")

from refmath.drawing.charts import bar_chart, pattern_chart
from refmath.drawing.pictures import INK, WIDTH, Picture

ALT = 'What <b> & "c" add'


def bars(value=1.0):
    return bar_chart(["a", "b"], [value, -2.0], "nats", ALT)


def test_the_same_numbers_give_the_same_bytes_whatever_the_settings():
    import matplotlib

    with matplotlib.rc_context({"font.size": 20, "axes.grid": True, "svg.hashsalt": "other"}):
        other = bars().svg()
    assert other == bars().svg() != bars(1.5).svg()
    assert matplotlib.rcParams["svg.hashsalt"] != "refmath"


def test_words_are_in_the_svg_as_words():
    svg = ElementTree.fromstring(bars().svg())
    assert svg.get("role") == "img"
    assert svg.get("aria-label") == ALT
    assert svg.find("{http://www.w3.org/2000/svg}title").text == ALT


def test_letters_have_the_colour_of_the_page_and_there_is_no_ground():
    svg = bars().svg()
    assert "currentColor" in svg
    assert INK not in svg.split("</style>")[1]
    assert "fill: #ffffff" not in svg
    assert "prefers-color-scheme:dark" in svg
    within_a_page = bars()._repr_html_()
    assert within_a_page.startswith("<svg ")
    assert "<style>" not in within_a_page.split("</title>")[1][:9]


def test_entries_stay_sharp_however_large_they_are_shown():
    svg = pattern_chart({"head": np.eye(3)}, ["a", "b", "c"], "Id").svg()
    assert svg.count("image-rendering:pixelated") == svg.count("data:image/png") - 1  # the scale


def test_a_picture_is_no_wider_than_a_phones_page():
    """An inch has 96 of the units in which a page's width is told."""
    assert bars().figure.get_size_inches()[0] == WIDTH
    assert WIDTH * 96 < 420


def test_a_picture_is_written_whole_and_named_by_its_words(tmp_path):
    bars().save(tmp_path / "bars.svg")
    assert (tmp_path / "bars.svg").read_text("utf-8") == bars().svg()
    assert repr(bars()) == f"Picture({ALT!r})"
    with pytest.raises(ValueError, match=r"^path: expected the path of a file, got 3"):
        Picture(None, "").save(3)


def test_without_matplotlib_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(ImportError, match=r"pip install 'refmath\[plots\]'"):
        bars()


def test_no_window_is_opened_and_nothing_is_kept():
    """Its pyplot, which keeps all figures until they are closed, is not even imported."""
    code = (
        "import sys; from refmath.drawing.charts import bar_chart;"
        "bar_chart(['a'], [1.0], '', '').svg(); print('matplotlib.pyplot' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout == "False\n"
