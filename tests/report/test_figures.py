"""The figures: drawn for what can be drawn, the same bytes each time, written or checked."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("matplotlib")

from refmath.drawing import charts
from refmath.replication.findings import findings
from refmath.report.figures import draw_figures, write_figures


@pytest.fixture(scope="module")
def drawn(of_induction):
    return draw_figures("mine", list(of_induction.values()))


def test_what_can_be_drawn_is(drawn):
    names = ("copying", "term_importance", "induction_heads", "composition", "repetition")
    assert list(drawn) == [f"mine-{name}.svg" for name in names]
    for figure in drawn.values():
        assert figure.finding in names
        assert figure.shows
        assert ElementTree.fromstring(figure.svg).tag.endswith("svg")


def test_one_layer_has_its_own(of_copying):
    found = draw_figures("one", list(of_copying.values()))
    assert list(found) == [
        f"one-{name}.svg" for name in ("copying", "term_importance", "repetition")
    ]


def test_the_same_numbers_give_the_same_bytes_whatever_the_settings(drawn, of_induction):
    import matplotlib

    with matplotlib.rc_context({"font.size": 20, "axes.grid": True, "svg.hashsalt": "other"}):
        assert draw_figures("mine", list(of_induction.values())) == drawn


def test_other_numbers_give_other_figures(drawn, of_copying):
    other = draw_figures("mine", list(of_copying.values()))
    for name in drawn.keys() & other.keys():
        assert drawn[name] != other[name]


def test_figures_are_written_then_up_to_date(drawn, tmp_path):
    folder, told = tmp_path / "images", []
    assert len(write_figures(folder, drawn, check=True)) == len(drawn)
    assert not folder.exists(), "a check changes nothing"
    assert write_figures(folder, drawn, check=False, on_write=told.append) == ()
    assert sorted(path.name for path in told) == sorted(drawn)
    assert write_figures(folder, drawn, check=True) == ()
    first = folder / next(iter(drawn))
    first.write_text(first.read_text().replace("#1f83c4", "#1f83c5", 1))
    assert write_figures(folder, drawn, check=True) == (f"{first} would change",)


def test_deeper_models_have_a_bar_an_order_and_every_pair_of_heads(normed_model, random_windows):
    found = findings(normed_model(4), random_windows(9, 4, 12))
    figures = draw_figures("deep", found)
    assert "paths of 4 heads" in figures["deep-term_importance.svg"].svg
    shown = figures["deep-composition.svg"].shows
    assert shown == "How much the heads of layers 1 to 3 read what those of layers 0 to 2 write"


def words_and_colours(figure):
    """Of each line that a figure's legend explains: its colour and its dashes."""
    return re.findall(r"stroke-dasharray: ([^;]+);[^\"]*stroke: (#\w{6})", figure.svg)


def test_a_curve_keeps_its_line_whatever_other_curves_there_are(of_induction):
    """What the third curve looks like says what it is of, with and without a second one."""
    finding = of_induction["repetition"]
    whole = finding.measured
    assert whole.without_previous is not None
    alone = replace(whole, without_induction=None)
    drawn = (
        draw_figures("m", [replace(finding, measured=measured)])["m-repetition.svg"]
        for measured in (whole, alone)
    )
    with_all, without = map(words_and_colours, drawn)
    assert {colour for _, colour in with_all} == {"#d55e00", "#009e73"}
    assert {colour for _, colour in without} == {"#009e73"}
    assert set(without) < set(with_all)


def test_an_induction_head_alone_is_not_called_a_previous_token_head(of_induction, monkeypatch):
    titles = []
    finding = of_induction["induction_heads"]
    alone = replace(finding.measured, patterns=finding.measured.patterns[1:])
    import matplotlib.axes

    monkeypatch.setattr(
        matplotlib.axes.Axes, "set_title", lambda _, title, **__: titles.append(title)
    )
    draw_figures("m", [replace(finding, measured=alone)])
    assert titles == ["head 1:0: attends to what followed\nthe same token before"]


@pytest.mark.parametrize(("n", "begins"), [(12, [0, 4, 8]), (13, [1, 5, 9]), (14, [2, 6, 10])])
def test_lines_are_drawn_where_a_copy_begins(of_induction, monkeypatch, n, begins):
    finding = of_induction["induction_heads"]
    cut = [replace(shown, pattern=np.eye(n)) for shown in finding.measured.patterns]
    lines = []
    in_full = charts.pattern_chart

    def drawn(*arguments, **options):
        lines.append(list(options["lines"]))
        return in_full(*arguments, **options)

    monkeypatch.setattr(charts, "pattern_chart", drawn)
    draw_figures("m", [replace(finding, measured=replace(finding.measured, patterns=tuple(cut)))])
    assert lines == [begins]


def test_where_there_is_nothing_to_see_nothing_is_drawn(of_induction):
    finding = of_induction["induction_heads"]
    nothing = replace(finding.measured, patterns=())
    assert draw_figures("m", [replace(finding, measured=nothing)]) == {}
    assert draw_figures("m", [of_induction["bigrams"]]) == {}
