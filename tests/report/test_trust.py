"""The page of what is trusted: computed from the code, and as it is now."""

import json
from pathlib import Path

import pytest

from refmath.certificates import check
from refmath.report import trust
from refmath.report.blocks import page_of
from refmath.theorems.catalogue import STATEMENTS

PAGE = Path(__file__).parents[2] / "docs" / "trust.md"
PLACES = [(kind, name) for kind, renderers in trust.renderers().items() for name in renderers]


@pytest.mark.parametrize(("kind", "name"), PLACES, ids=[name for _, name in PLACES])
def test_the_page_says_what_is_so_now(kind, name):
    text = PAGE.read_text("utf-8")
    page = page_of(PAGE, text, kind, trust.renderers()[kind])
    assert page.problems == ()
    (block,) = [block for block in page.blocks if block.name == name]
    lines = text.split("\n")[block.begin + 1 : block.end]
    assert "\n".join(lines).strip() == trust.renderers()[kind][name]().strip()


def test_the_strengths_are_those_of_all_statements():
    rows = trust.render_strengths().splitlines()[2:]
    assert sum(int(row.split("|")[2]) for row in rows) == len(STATEMENTS)


def test_another_import_of_the_checker_is_named(tmp_path, monkeypatch):
    source = tmp_path / "check.py"
    source.write_text("import json\nfrom numpy.linalg import norm\n")
    monkeypatch.setattr(check, "__file__", str(source))
    said = trust.render_checker()
    assert "has 2 lines. It imports json of the standard library, and numpy beside it." in said


def test_what_the_kernel_has_not_accepted_is_listed(tmp_path, monkeypatch):
    for file in ("kinds", "gallina", "export"):
        (tmp_path / f"{file}.py").write_text("\n" * 10)
    monkeypatch.setattr(trust, "KERNEL", tmp_path)
    monkeypatch.setattr(trust, "states", lambda: {"one": "accepted", "two": "leaves out: half"})
    said = trust.render_kernel()
    assert "kernel: kinds, gallina, export (30 lines)" in said
    assert said.endswith("\n\n- `two`: leaves out: half\n")
    monkeypatch.setattr(trust, "states", lambda: {"one": "accepted"})
    assert trust.render_kernel().endswith("\n\nNone is left out.\n")


def test_a_schema_is_published_as_it_is_shipped():
    shipped = Path(check.__file__).with_name("range.schema.json").read_text("utf-8")
    said = trust.render_schema("range")
    assert json.loads(said.removeprefix("```json\n").removesuffix("```\n")) == json.loads(shipped)
