"""The figures: drawn for what can be drawn, the same bytes each time, written or checked."""

import xml.etree.ElementTree as ElementTree

import pytest

pytest.importorskip("matplotlib")

from refmath.report.figures import draw_figures, write_figures


@pytest.fixture(scope="module")
def drawn(of_induction):
    return draw_figures("mine", list(of_induction.values()))


def test_what_can_be_drawn_is(drawn):
    names = ("copying", "term_importance", "induction_heads", "composition", "repetition")
    assert list(drawn) == [f"mine-{name}.svg" for name in names]
    for finding, shows, svg in drawn.values():
        assert finding in names
        assert shows
        assert ElementTree.fromstring(svg).tag.endswith("svg")


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
    first.write_text(first.read_text().replace("#0072b2", "#0072b3", 1))
    assert write_figures(folder, drawn, check=True) == (f"{first} would change",)
