"""The page of what is trusted: computed from the code, and as it is now."""

import json
import re
from pathlib import Path

import pytest

from refmath.certificates import check
from refmath.evidence.trusted import Trusted
from refmath.kernel.files import File
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


def test_what_the_kernel_has_not_accepted_is_listed(monkeypatch):
    lines = {"refmath.kernel.kinds": frozenset(range(101)), "refmath.symbolic.words": frozenset()}
    monkeypatch.setattr(trust, "of_functions", lambda *_: Trusted(lines, ()))
    monkeypatch.setattr(trust, "states", lambda: {"one": "accepted", "two": "leaves out: half"})
    said = trust.render_kernel()
    assert "by at most 200 lines of kernel: kinds; 30 claims by hand." in said
    assert said.endswith("\n\n- `two`: leaves out: half\n")
    monkeypatch.setattr(trust, "states", lambda: {"one": "accepted"})
    assert trust.render_kernel().endswith("\n\nNone is left out.\n")


def test_a_schema_is_published_as_it_is_shipped():
    shipped = Path(check.__file__).with_name("range.schema.json").read_text("utf-8")
    said = trust.render_schema("range")
    assert json.loads(said.removeprefix("```json\n").removesuffix("```\n")) == json.loads(shipped)


def test_lines_are_rounded_up_so_that_no_page_changes_with_every_line(monkeypatch):
    trusted = {n: Trusted({"refmath.symbolic.words": frozenset(range(n))}, ()) for n in (100, 101)}
    for n, said in ((100, "100"), (101, "200")):
        monkeypatch.setattr(trust, "of_theorems", lambda _, n=n: trusted[n])
        assert f"| theorems | {said} | symbolic: words |" in trust.render_trusted()


def test_every_law_of_the_table_is_decided_without_laws():
    by_name = {statement.name: statement for statement in STATEMENTS}
    theorems = re.findall(r"`(\w+)`", trust.render_laws())
    assert theorems
    assert all(by_name[name].by_entries for name in theorems)


def test_what_is_taken_lies_within_what_is_admitted():
    rows = dict(
        re.findall(r"^\| (\w+) \| >=\S+ \| (.+) \|$", trust.render_versions(), re.MULTILINE)
    )
    assert rows.keys() == {"Python", "numpy", "sympy"}
    assert re.fullmatch(r"[\d.]+( or [\d.]+)*", rows["numpy"])


def test_files_written_by_hand_are_counted_one_by_one(monkeypatch):
    text = "Definition a := 1.\nTheorem b : a = 1.\nProof. by []. Qed.\n"
    files = [File("claims/B.v", text, ("b",)), File("theorems/C.v", text, ("b",))]
    monkeypatch.setattr(trust, "all_files", lambda: files)
    said = trust.render_proofs()
    assert said.splitlines()[2] == "| `claims/B.v` | 3 | 1 | 1 |"
    assert said.endswith("\n\nBeside these, 3 lines are written by the exporter.\n")
