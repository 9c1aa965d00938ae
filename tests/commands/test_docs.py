"""`refmath docs`: pages are checked, written, and checked again."""

from pathlib import Path

import pytest

from refmath.cli import main
from refmath.evidence import verify
from refmath.evidence.verdict import Verdict
from refmath.report import theorems as pages
from refmath.theorems.catalogue import STATEMENTS as THEOREMS


def test_docs_checks_writes_and_checks_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    vec = next(t for t in THEOREMS if t.name == "vec")
    monkeypatch.setattr(pages, "STATEMENTS", (vec,))
    page = tmp_path / "page.md"
    page.write_text("<!-- theorem vec -->\n<!-- end -->\n")
    arguments = ["docs", str(tmp_path), "--jobs", "1"]
    assert main([*arguments, "--check"]) == 1
    assert f"{page} would change:" in capsys.readouterr().out
    assert main(arguments) == 0
    assert capsys.readouterr().out == f"wrote {page}\n"
    assert main([*arguments, "--check"]) == 0
    assert main(arguments) == 0
    assert capsys.readouterr().out == ""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(pages, "STATEMENTS", [t for t in THEOREMS if t.name == "vec"])
    (tmp_path / "page.md").write_text("<!-- theorem vec -->\n<!-- end -->\n")
    return tmp_path


def test_a_statement_that_is_not_the_one_of_the_list_is_not_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(verify, "checksum", lambda _: "0" * 16)
    assert main(["docs", str(folder), "--jobs", "1"]) == 1
    assert capsys.readouterr().out == "theorem vec fails: refmath verify --only vec\n"
    assert (folder / "page.md").read_text() == "<!-- theorem vec -->\n<!-- end -->\n"


def test_docs_plants_faults_first(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(verify, "check_claim", lambda claim, _: Verdict(claim.name, "", "", (), ()))
    assert main(["docs", str(folder), "--jobs", "1"]) == 1
    assert "planted faults weren't noticed, nothing was written:\n" in capsys.readouterr().err
    assert (folder / "page.md").read_text() == "<!-- theorem vec -->\n<!-- end -->\n"


def test_docs_that_are_lost_say_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def lose(*_: object) -> Verdict:
        raise MemoryError

    monkeypatch.setattr(verify, "check_theorem", lose)
    assert main(["docs", str(folder), "--jobs", "1"]) == 3
    assert capsys.readouterr().err == "refmath: the memory was used up: nothing was written\n"


def test_docs_refuses_what_is_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["docs", str(tmp_path / "missing")]) == 2
    assert "FOLDER: expected a folder" in capsys.readouterr().err
