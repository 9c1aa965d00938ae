"""`refmath docs`: pages are checked, written, and checked again."""

from pathlib import Path

import pytest

from refmath.cli import main
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


def test_docs_refuses_what_is_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["docs", str(tmp_path / "missing")]) == 2
    assert "FOLDER: expected a folder" in capsys.readouterr().err
