"""Charts show the numbers that they were given, each in its place, in the words that were given."""

import numpy as np
import pytest

pytest.importorskip("matplotlib")

from matplotlib.colors import to_rgb, to_rgba

from refmath.drawing import charts
from refmath.drawing.pictures import BLUE, GREY, ORANGE, PURPLE, WIDTH

HEADS = [(0, 0), (0, 1), (0, 2), (0, 3), (0, 4), (1, 0)]


def texts(axis):
    return [text.get_text() for text in axis.texts]


def lines(axis):
    return [line.get_xydata().tolist() for line in axis.lines]


def bars(axis):
    """Where each bar starts, how long it is, and its colour."""
    return [(bar.get_x(), bar.get_width(), bar.get_facecolor()) for bar in axis.patches]


def place_of(axis):
    spec = axis.get_subplotspec()
    return spec.rowspan.start, spec.colspan.start


def test_colours_fade_into_the_page_at_nothing():
    fading, diverging = charts.fading(BLUE), charts.diverging(PURPLE, ORANGE)
    assert fading(0.0) == (*to_rgb(BLUE), 0)
    assert fading(1.0) == (*to_rgb(BLUE), 1)
    assert diverging(0.0) == (*to_rgb(PURPLE), 1)
    assert diverging(1.0) == (*to_rgb(ORANGE), 1)
    assert diverging(0.499)[:3] == pytest.approx(to_rgb(PURPLE))
    assert diverging(0.501)[:3] == pytest.approx(to_rgb(ORANGE))
    assert max(diverging(0.499)[3], diverging(0.501)[3]) < 0.02


def test_patterns_stand_below_one_another_with_their_tokens_and_lines():
    patterns = {"one": np.eye(2), "other": np.ones((2, 2))}
    picture = charts.pattern_chart(patterns, ["a", "b"], "two", largest=3.0, label="m", lines=[1])
    one, other, scale = picture.figure.axes
    assert [axis.get_title() for axis in (one, other)] == ["one", "other"]
    for axis, pattern in zip((one, other), patterns.values(), strict=True):
        (image,) = axis.images
        assert image.get_array().tolist() == pattern.tolist()
        assert image.get_clim() == (0, 3)
        assert (axis.get_xlabel(), axis.get_ylabel()) == ("source", "destination")
        for labels in (axis.get_xticklabels(), axis.get_yticklabels()):
            assert [label.get_text() for label in labels] == ["a", "b"]
        horizontal, vertical = lines(axis)
        assert horizontal == [[0, 0.5], [1, 0.5]]
        assert vertical == [[0.5, 0], [0.5, 1]]
    assert scale.get_ylabel() == "m"
    assert place_of(one) < place_of(other)
    unnamed = charts.pattern_chart({"one": np.eye(2)}, [], "", largest=0.0).figure.axes[0]
    assert "a" not in [label.get_text() for label in unnamed.get_xticklabels()]
    assert unnamed.images[0].get_clim() == (0, 1)  # of nothing, too, there is a scale


def test_a_layer_begins_a_row_of_at_most_four_heads():
    patterns = {head: np.full((2, 2), n / 6) for n, head in enumerate(HEADS)}
    titles = [f"{layer}:{head}" for layer, head in HEADS]
    picture = charts.pattern_grid(patterns, titles, "six", largest=0.5)
    shown = {axis.get_title(): axis for axis in picture.figure.axes if axis.axison}
    assert [place_of(axis) for axis in shown.values()] == [
        *((0, column) for column in range(4)),
        (1, 0),
        (2, 0),
    ]
    assert list(shown) == titles
    for (head, pattern), axis in zip(patterns.items(), shown.values(), strict=True):
        assert axis.images[0].get_array().tolist() == pattern.tolist(), head
        assert axis.images[0].get_clim() == (0, 0.5)
        assert [*axis.get_xticks(), *axis.get_yticks()] == []
    assert picture.alt == "six"
    width, height = picture.figure.get_size_inches()
    assert (width, height) == pytest.approx((WIDTH, 3 * (WIDTH / 4 + 0.12) + 0.05))


def test_eigenvalues_stand_over_their_largest_those_to_the_right_in_blue():
    picture = charts.eigenvalue_grid([(0, 1)], [-0.25], [np.array([2.0, -4.0, 2j])], "three")
    (axis,) = picture.figure.axes
    assert axis.get_title() == "0:1  -0.25"
    right, left = axis.collections
    assert right.get_offsets().tolist() == [[0.5, 0]]
    assert left.get_offsets().tolist() == [[-1, 0], [0, 0.5]]
    assert right.get_facecolor()[0][:3] == pytest.approx(to_rgb(BLUE))
    circle = np.array(lines(axis)[0])
    assert np.hypot(*circle.T) == pytest.approx(np.ones(200))
    assert (axis.get_xlim(), axis.get_ylim()) == ((-1.12, 1.12), (-1.12, 1.12))
    assert "Re λ" in picture.figure.get_supxlabel()
    nothing = charts.eigenvalue_grid([(0, 0)], [0.0], [np.zeros(2)], "").figure.axes[0]
    assert nothing.collections[1].get_offsets().tolist() == [[0, 0], [0, 0]]


def test_compositions_are_coloured_around_one_and_noted_where_they_are_large():
    ratios = {"K": np.array([[3.0, 1.5], [np.nan, 1.6]]), "V": np.full((2, 2), 1.0)}
    rows, columns = [(0, 0), (0, 1)], [(1, 0), (1, 1)]
    first, second, scale = charts.composition_chart(ratios, rows, columns, "K, V").figure.axes
    assert [axis.get_title() for axis in (first, second)] == ["K-composition", "V-composition"]
    noted = {text.get_text(): text.get_position() for text in first.texts}
    assert noted == {"3.0": (0, 0), "1.6": (1, 1)}
    assert texts(second) == []
    norm = first.images[0].norm
    assert (norm.vmin, norm.vcenter, norm.vmax) == (0, 1, 3)
    assert [label.get_text() for label in first.get_xticklabels()] == ["1:0", "1:1"]
    assert [label.get_text() for label in first.get_yticklabels()] == ["0:0", "0:1"]
    assert (second.get_xlabel(), second.get_ylabel()) == ("later head", "earlier head")
    assert scale.get_ylabel() == "times the score of unrelated heads"
    many = [(0, head) for head in range(13)]
    crowded = charts.composition_chart({"Q": np.full((13, 1), 2.0)}, many, [(1, 0)], "")
    assert texts(crowded.figure.axes[0]) == []


def test_lines_lead_from_the_earlier_head_to_the_later_one():
    edges = [("K", (0, 1), (1, 0), 1.0), ("Q", (0, 0), (1, 0), 0.0)]
    (axis,) = charts.graph_chart([(0, 0), (0, 1), (1, 0)], edges, "a graph").figure.axes
    assert {text.get_text(): text.get_position() for text in axis.texts} == {
        "0:0": (0.5, 0),
        "0:1": (1.5, 0),
        "1:0": (1.0, 1),
    }
    drawn = {
        tuple(map(tuple, line.get_xydata())): line for line in axis.lines if line.get_xydata().size
    }
    (of_q, thin), (of_k, thick) = drawn.items()
    assert of_q == ((0.5 - 0.08, 0), (1.0 - 0.08, 1))
    assert of_k == ((1.5, 0), (1.0, 1))
    assert (thin.get_linewidth(), thick.get_linewidth()) == (0.5, 4.0)
    assert thin.get_color() != thick.get_color()
    (legend,) = axis.figure.legends
    kinds = [f"{kind}-composition" for kind in "QKV"]
    assert [text.get_text() for text in legend.get_texts()] == kinds


def test_a_bar_goes_to_its_side_with_its_number():
    (axis,) = charts.bar_chart(["a", "b"], [1.5, -2.0], "nats", "", starts=[1, 0]).figure.axes
    assert bars(axis) == [(1, 1.5, to_rgba(BLUE)), (0, -2, to_rgba(ORANGE))]
    assert texts(axis) == [" +1.50 ", " -2.00 "]
    assert [label.get_text() for label in axis.get_yticklabels()] == ["a", "b"]
    assert axis.yaxis_inverted()
    assert axis.get_xlabel() == "nats"


def test_what_each_step_took_is_drawn_where_it_was():
    (axis,) = charts.falling_chart(["all", "one", "two"], [5.0, 3.0, 3.5], "nats", "").figure.axes
    left_over, took = bars(axis)[:3], bars(axis)[3:]
    assert [(start, length) for start, length, _ in left_over] == [(0, 5), (0, 3), (0, 3.5)]
    assert {colour for *_, colour in left_over} == {to_rgba(GREY, 0.35)}
    assert [(start, length) for start, length, _ in took] == [(3, 2), (3.5, -0.5)]
    assert texts(axis) == [" −2.00", " +0.50", "5.00 ", "3.00 ", "3.50 "]
    assert [text.get_position() for text in axis.texts[:2]] == [(5, 1), (3.5, 2)]
    assert axis.yaxis_inverted()


def test_a_curve_keeps_its_line_whatever_others_there_are():
    curves = {"one": np.array([1.0, 2.0]), "none": None, "two": np.array([3.0, 1.0])}
    (axis,) = charts.curve_chart(curves, "x", "y", "", first=4, mark=(5.0, "here")).figure.axes
    one, two, mark = axis.lines
    assert one.get_xydata().tolist() == [[4, 1], [5, 2]]
    assert two.get_xydata().tolist() == [[4, 3], [5, 1]]
    assert [line.get_color() for line in (one, two)] == [charts.COLOURS[0], charts.COLOURS[2]]
    assert [line.get_linestyle() for line in (one, two)] == ["-", "-."]
    assert (mark.get_xdata(), texts(axis)) == ([5, 5], [" here"])
    assert (axis.get_xlabel(), axis.get_ylabel(), axis.get_ylim()[0]) == ("x", "y", 0)
    (legend,) = axis.figure.legends
    assert [text.get_text() for text in legend.get_texts()] == ["one", "two"]
    alone = charts.curve_chart({"one": curves["one"], "none": None}, "", "", "").figure
    assert alone.legends == []
    assert alone.axes[0].lines[0].get_xdata().tolist() == [0, 1]


def test_a_table_has_a_line_below_each_row_and_breaks_its_words():
    rows = [("a", "word " * 8, "c"), ("d", "e", "$f$")]
    picture = charts.table_chart(("head", "one", "two"), rows, "a table")
    (axis,) = picture.figure.axes
    assert texts(axis)[:3] == ["head", "one", "two"]
    assert texts(axis)[4] == "word word word word word\nword word word"
    places = [(0, 0.3), (9, 0.3), (36, 0.3), (0, 1.9)]
    for text, place in zip(axis.texts[:4], places, strict=True):
        assert text.get_position() == pytest.approx(place)
    assert [line[0][1] for line in lines(axis)] == pytest.approx([1.6, 4.2, 5.8])
    assert axis.get_ylim() == pytest.approx((5.8, 0))
    weights = [text.get_fontweight() for text in axis.texts]
    assert weights[:3] == ["bold"] * 3
    assert "bold" not in weights[3:]
    assert not axis.texts[-1].get_parse_math()
