"""Every formula of every page, and of every `--latex`, is shown as it is meant."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from refmath.cli import main
from refmath.symbolic.formulas import faults
from refmath.theorems.catalogue import STATEMENTS

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *ROOT.glob("docs/**/*.md")])
SOURCES = sorted((ROOT / "refmath").rglob("*.py"))
FORMULA = re.compile(
    r"\$\$(.+?)\$\$|(?<![\w$\\])\$(?!\s)((?:[^$\n]|\n(?!\s*\n))+?)(?<!\s)\$(?![\w$])", re.DOTALL
)


FENCE = re.compile(r"^(`{3,})(.*?)\n(.*?)^\1`*\s*?$", re.DOTALL | re.MULTILINE)


def formulas(text: str) -> list[str]:
    """What stands between dollar signs or in a fence of formulas, outside of code."""
    fenced = [inside for _, info, inside in FENCE.findall(text) if info == "math"]
    text = re.sub(r"\$`([^`]+)`\$", r"$\1$", FENCE.sub("", text))
    text = re.sub(r"(`+)(?!`).+?(?<!`)\1(?!`)", "", text)
    return fenced + [block or within for block, within in FORMULA.findall(text)]


def formulas_of_a_code_host(text: str) -> Iterator[str]:
    """What is left of them where Markdown is read first, and formulas are set of what it gives."""
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "fence" and token.info == "math":
            yield token.content
        line = ""
        for part in token.children or ():
            line += {
                "text": part.content,
                "softbreak": "\n",
                "code_inline": f"`{part.content}`",
            }.get(part.type, "\0")
        yield from formulas(line)


def lost(text: str) -> list[str]:
    """The formulas that a code host shows otherwise than they were written."""
    reaches = [" ".join(tex.split()) for tex in formulas_of_a_code_host(text)]
    written = re.sub(r"^\|.*\|$", lambda row: row[0].replace(r"\|", "|"), text, flags=re.MULTILINE)
    return [tex for tex in formulas(written) if " ".join(tex.split()) not in reaches]


def faults_of(text: str) -> list[str]:
    return [f"{fault} in {tex}" for tex in formulas(text) for fault in faults(tex)]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_no_formula_of_a_page_is_shown_wrongly(page):
    assert faults_of(page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_formula_of_a_page_reaches_a_code_host_as_it_was_written(page):
    text = page.read_text(encoding="utf-8")
    assert lost(text) == []
    assert len(list(formulas_of_a_code_host(text))) == len(formulas(text))


def test_a_formula_of_which_markdown_takes_something_is_seen():
    for tex in (r"A \, x", r"\{1\}", r"\mathrm{a}_{1} \mathrm{b}_{2}", "a*b*c"):
        assert lost(f"so ${tex}$ holds") == [tex]
        assert lost(f"so $`{tex}`$ holds") == []
        assert lost(f"```math\n{tex}\n```\n") == []
    assert lost("$$\na \\\\\nb\n$$\n") != []
    assert lost("| a |\n|---|\n| $`|x|`$ |\n") == ["|x|"]


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
