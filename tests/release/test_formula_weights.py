"""What formulas weigh is counted on the page itself, and what isn't there is refused."""

import json
import shutil
from pathlib import Path

import pytest

from release.formula_weights import formulas_of, main

PAGE = "$`x`$ and\n\n```math\n\\left(A \\otimes W\\right) \\, x\n```\n\n```text\n$`no`$\n```\n"


def test_the_formulas_of_a_page_are_counted_and_weighed(tmp_path: Path, capsys) -> None:
    pytest.importorskip("docutils")
    page = tmp_path / "page.md"
    page.write_text(PAGE, "utf-8")
    assert main([str(page)]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == "2 formulas"
    weight = int(second.removeprefix("MathML, as here: ").partition(" ")[0])
    page.write_text(PAGE * 2, "utf-8")
    assert main([str(page)]) == 0
    assert f": {2 * weight:,} bytes" in capsys.readouterr().out


def test_every_formula_is_found_and_no_other() -> None:
    assert formulas_of(PAGE) == [(r"\left(A \otimes W\right) \, x", True), ("x", False)]


@pytest.mark.parametrize("arguments", [[], ["no.md"], ["a", "b", "c"]])
def test_what_is_no_page_is_refused(arguments: list[str], capsys) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err.startswith("expected ")


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no node to run KaTeX in")
def test_another_setter_is_given_the_same_formulas(tmp_path: Path, capsys) -> None:
    pytest.importorskip("docutils")
    katex = tmp_path / "katex"
    (katex / "dist" / "fonts").mkdir(parents=True)
    (katex / "dist" / "fonts" / "a.woff2").write_bytes(b"12345")
    (katex / "dist" / "katex.min.css").write_text("abc", "utf-8")
    (katex / "package.json").write_text(json.dumps({"version": "0", "main": "k.js"}), "utf-8")
    setter = "exports.renderToString = (tex, { displayMode }) => `${displayMode}:${tex};`;"
    (katex / "k.js").write_text(setter, "utf-8")
    page = tmp_path / "page.md"
    page.write_text(PAGE, "utf-8")
    assert main([str(page), str(katex)]) == 0
    told = r"true:\left(A \otimes W\right) \, x;false:x;"
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith(f"KaTeX 0: {len(told)} bytes, ")
    assert last.endswith("; 1 fonts 5, style 3")
