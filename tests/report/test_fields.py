"""The tables of foreign configs hold every field once, and stand on a page as they are read."""

import re
from pathlib import Path

import pytest

from refmath.report.blocks import find_blocks, misplaced, read_page
from refmath.report.fields import CONFIGS, FIELDS, render_fields
from refmath.report.theorems import write_pages

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", CONFIGS)
def test_every_field_stands_in_its_table_once(name):
    fields, text = CONFIGS[name], render_fields(CONFIGS[name])
    rows = [line.split(" | ")[0] for line in text.splitlines() if line.startswith("| `")]
    listed = [field for row in rows for field in re.findall(r"`(\w+)`", row)]
    assert sorted(listed) == sorted([*fields.honoured, *fields.refused, *fields.without_effect])


def test_the_pages_have_each_table_in_one_place_up_to_date():
    pages = [read_page(path, FIELDS, CONFIGS) for path in sorted(DOCS.rglob("*.md"))]
    assert misplaced(FIELDS, CONFIGS, pages) == ()
    for page in pages:
        lines = page.text.split("\n")
        for block in page.blocks:
            inside = "\n".join(lines[block.begin + 1 : block.end])
            assert inside == "\n" + render_fields(CONFIGS[block.name])


def test_a_table_is_written_and_a_page_that_is_out_of_date_is_seen(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(FIELDS.place("gpt2") + "\n")
    (problem,) = [p for p in write_pages(tmp_path, check=True) if "would change" in p]
    assert "GPT2Config" in problem
    write_pages(tmp_path, check=False)
    assert render_fields(CONFIGS["gpt2"]) in page.read_text()
    assert not [p for p in write_pages(tmp_path, check=True) if "would change" in p]
    page.write_text(FIELDS.place("gpt3") + "\n")
    assert any("no fields is named 'gpt3'" in p for p in write_pages(tmp_path, check=True))
    assert find_blocks(page.read_text(), FIELDS, CONFIGS)[1]
