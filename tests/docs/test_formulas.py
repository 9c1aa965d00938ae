"""Every formula of every page, and of every `--latex`, is shown as it is meant."""

import ast
import re
from pathlib import Path

import pytest

from refmath.cli import main
from refmath.symbolic.formulas import faults
from refmath.theorems.catalogue import STATEMENTS

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *ROOT.glob("docs/**/*.md")])
SOURCES = sorted((ROOT / "refmath").rglob("*.py"))
FORMULA = re.compile(
    r"\$\$(.+?)\$\$|(?<![\w$\\])\$(?!\s)((?:[^$\n]|\n(?!\s*\n))+?)(?<!\s)\$(?![\w$])", re.DOTALL
)


def formulas(text: str) -> list[str]:
    """What stands between dollar signs, outside of code."""
    text = re.sub(r"^(`{3,}).*?^\1`*\s*?$", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"(`+)(?!`).+?(?<!`)\1(?!`)", "", text)
    return [block or within for block, within in FORMULA.findall(text)]


def faults_of(text: str) -> list[str]:
    return [f"{fault} in {tex}" for tex in formulas(text) for fault in faults(tex)]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_no_formula_of_a_page_is_shown_wrongly(page):
    assert faults_of(page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", [s.name for s in STATEMENTS])
def test_no_formula_that_is_printed_is_shown_wrongly(name, capsys):
    assert main(["derive", name, "--latex"]) == 0
    text = capsys.readouterr().out
    for tex in re.findall(
        r"\\\[(.*?)\\\]|\\\((.*?)\\\)|(\\begin\{align.*?\\end\{align\*\})", text, re.S
    ):
        assert faults("".join(tex)) == ()
    assert faults_of(text) == []
    assert main(["derive", name, "--markdown"]) == 0
    assert faults_of(capsys.readouterr().out) == []


@pytest.mark.parametrize("file", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_formula_of_a_docstring_is_shown_wrongly(file):
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef)
    nodes = (n for n in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(n, kinds))
    assert [fault for node in nodes for fault in faults_of(ast.get_docstring(node) or "")] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_no_page_holds_a_control_character(page):
    text = page.read_text(encoding="utf-8")
    assert [c for c in text if c != "\n" and not c.isprintable()] == []


@pytest.mark.parametrize(
    ("tex", "fault"),
    [
        ("\frac{a}{b}", "control character"),
        (r"\arg\max", "unknown command"),
        (r"W_OV \, x", "without braces: _OV"),
        (r"A^12", "without braces"),
        (r"A^{2} \, A^{1} \, x", "power: A^{2}"),
        (r"W_{OV}^{0}", "power"),
        (r"\Pi^2", "power"),
        (r"A^{h}^\top", "two superscripts"),
        (r"\gamma β", "letter without its command: β"),
        (r"\left(a", "don't close"),
    ],
)
def test_a_fault_is_seen(tex, fault):
    assert any(fault in found for found in faults_of(f"so $${tex}$$"))


def test_what_is_no_fault_is_left_alone():
    for tex in (
        r"A^{h_2} \, A^{h_1}", r"A^{0,7}", r"A^{(0)}", r"\frac{\|X\|_F^2}{d_{model}^2}", r"n^2",
        r"\text{«é»}", r"W_O^{h\top}", r"M^{-1}",
    ):  # fmt: skip
        assert faults(tex) == (), tex
