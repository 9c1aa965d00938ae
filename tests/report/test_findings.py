"""Findings in pages, as JSON and in a terminal: what stands between markers, no more."""

import io
import json

import pytest

from refmath.replication.finding import Condition, Finding, Table
from refmath.report.findings import (
    findings_record,
    render_finding,
    show_findings,
    shown,
    summary_table,
    write_finding_page,
)
from refmath.report.terminal import console

COPYING = Finding(
    "copying",
    "Heads that copy",
    "10 of 12",
    "Elhage et al. 2021, «Copying»",
    "3 of 4",
    (Condition("most do", True), Condition("as many as there", False)),
    (Table("Scores", ("head", "score of a|b"), (("0:0", 0.1234), ("0:*", 12345))),),
    ("eigenvalue_scores",),
)
ORDERS = Finding("orders", "Orders", "none", "Elhage et al. 2021", "some", ())
BOTH = (COPYING, ORDERS)
PAGE = "# Prose\n\n{}\n\nmore\n\n{}\n\n{}\nend\n".format(
    *(
        f"<!-- finding {name} -->\n<!-- end of finding -->"
        for name in ("orders", "summary", "copying")
    )
)


def test_a_finding_is_written_with_its_verdict_and_conditions():
    block = render_finding(COPYING, [("../images/a.svg", "what [it] shows")])
    assert block.splitlines()[:3] == ["### Heads that copy", "", "**Reproduced in part.**"]
    assert "- holds: most do\n- **does not hold**: as many as there" in block
    open_one = Finding("a", "A", "", "", "", (Condition("too few", None),))
    assert "**Undecided.**" in render_finding(open_one)
    assert "- can't be told: too few" in render_finding(open_one)
    assert "![what &#91;it&#93; shows](../images/a.svg)" in block
    assert "| head | score of a&#124;b |\n|---|---|\n| 0:0 | 0.123 |\n| 0:&#42; | 12,345 |" in block
    assert block.endswith("Computed by `rm.eigenvalue_scores`.\n")


def test_the_summary_lists_every_verdict():
    assert summary_table(BOTH).splitlines()[2:] == [
        "| Heads that copy | reproduced in part |",
        "| Orders | measured |",
    ]


@pytest.mark.parametrize(
    ("cell", "text"),
    [(0.0004, "0.000"), (-0.0004, "0.000"), (-0.0005001, "-0.001"), (-12.0, "-12.000"),
     (1234, "1,234"),
     ("x", "x")],
)  # fmt: skip
def test_a_cell_has_three_digits_and_no_negative_zero(cell, text):
    assert shown(cell) == text


def test_a_page_is_filled_then_up_to_date(tmp_path):
    page, told = tmp_path / "m.md", []
    page.write_text(PAGE)
    (problem,) = write_finding_page(page, "m", BOTH, {}, check=True)
    assert problem.startswith(f"{page} would change:\n")
    assert "    +### Orders\n" in problem
    assert page.read_text() == PAGE, "a check changes nothing"
    assert write_finding_page(page, "m", BOTH, {}, check=False, on_write=told.append) == ()
    text = page.read_text()
    assert told == [page]
    assert text.startswith("# Prose\n\n<!-- finding orders -->\n\n### Orders")
    assert text.endswith("<!-- end of finding -->\nend\n")
    assert "\n\nmore\n\n<!-- finding summary -->" in text
    assert write_finding_page(page, "m", BOTH, {}, check=True) == ()
    assert write_finding_page(page, "m", BOTH, {}, check=False, on_write=told.append) == ()
    assert told == [page]


def test_one_changed_digit_is_seen(tmp_path):
    page = tmp_path / "m.md"
    write_finding_page(page, "m", BOTH, {}, check=False)
    page.write_text(page.read_text().replace("0.123", "0.124"))
    (problem,) = write_finding_page(page, "m", BOTH, {}, check=True)
    assert "    -| 0:0 | 0.124 |\n    +| 0:0 | 0.123 |" in problem


def test_a_page_that_is_not_there_is_made_with_a_place_for_each(tmp_path):
    page = tmp_path / "m.md"
    assert write_finding_page(page, "m", BOTH, {}, check=True) != ()
    assert not page.exists()
    assert write_finding_page(page, "m", BOTH, {}, check=False) == ()
    assert [line for line in page.read_text().splitlines() if line.startswith("<!-- finding")] == [
        f"<!-- finding {name} -->" for name in ("summary", "copying", "orders")
    ]


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        (PAGE.replace("finding orders", "finding ordres"), "no finding is named 'ordres'"),
        (PAGE + PAGE, "finding orders is in 2 places: "),
        (
            PAGE.replace("<!-- end of finding -->", "", 1),
            "finding summary begins inside finding orders (line 3)",
        ),
        (PAGE + "<!-- end of finding -->\n", "an end without a beginning"),
        (PAGE.replace("\nmore", "\nmore <!-- end of finding -->"), "must stand alone"),
    ],
)
def test_wrong_markers_leave_the_page_alone(tmp_path, page, problem):
    path = tmp_path / "m.md"
    path.write_text(page)
    problems = write_finding_page(path, "m", BOTH, {}, check=False)
    assert any(problem in text for text in problems)
    assert path.read_text() == page


def test_a_page_that_is_not_utf8_is_named_and_left_alone(tmp_path):
    path = tmp_path / "m.md"
    path.write_bytes(b"caf\xe9")
    (problem,) = write_finding_page(path, "m", BOTH, {}, check=False)
    assert problem.startswith(f"{path}: is not UTF-8")
    assert path.read_bytes() == b"caf\xe9"


def test_a_page_keeps_its_line_ends_and_an_empty_one_is_made_anew(tmp_path):
    path = tmp_path / "m.md"
    path.write_bytes(PAGE.replace("\n", "\r\n").encode())
    assert write_finding_page(path, "m", BOTH, {}, check=False) == ()
    assert b"\n" not in path.read_bytes().replace(b"\r\n", b"")
    path.write_bytes(b"")
    assert write_finding_page(path, "m", BOTH, {}, check=False) == ()
    assert path.read_text().startswith("# m\n\n<!-- finding summary -->")


def test_the_record_holds_all_numbers():
    record = json.loads(json.dumps(findings_record("m", BOTH), allow_nan=False))
    assert record["schema"] == "refmath-findings/1"
    assert record["model"] == "m"
    first = record["findings"][0]
    assert {name: first[name] for name in ("name", "title", "paper", "source", "ours")} == {
        "name": "copying",
        "title": "Heads that copy",
        "paper": "10 of 12",
        "source": "Elhage et al. 2021, «Copying»",
        "ours": "3 of 4",
    }
    assert first["made_by"] == ["eigenvalue_scores"]
    assert first["verdict"] == "reproduced in part"
    assert first["conditions"][1] == {"says": "as many as there", "holds": False}
    assert first["tables"][0]["rows"] == [["0:0", 0.1234], ["0:*", 12345]]


def test_a_terminal_shows_verdict_paper_and_tables():
    out = io.StringIO()
    show_findings("m", BOTH, console(out))
    text = out.getvalue()
    assert "Heads that copy: reproduced in part" in text
    assert "does not hold: as many as there" in text
    assert "0.123" in text
    assert "m: Heads that copy: reproduced in part, Orders: measured" in text
