"""The README and the pages: nothing is missing, and no link leads nowhere."""

import re
from pathlib import Path

import pytest

import refmath
from refmath.symbolic.latex import statement_latex
from refmath.theorems.catalogue import CHAPTERS, THEOREMS, by_chapter
from refmath.theorems.glossary import letters_of_formula

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)(?:#([^)]+))?\)")
PICTURE = re.compile(r'<(?:img|source)\b[^>]*\bsrc(?:set)?="([^"]+)"')


def broken_links(page: Path, text: str) -> list[str]:
    broken = []
    for target, anchor in LINK.findall(text):
        path = page.parent / target
        if not path.exists():
            broken.append(target)
        elif anchor and f'id="{anchor}"' not in path.read_text(encoding="utf-8"):
            broken.append(f"{target}#{anchor}")
    return broken + [p for p in PICTURE.findall(text) if not (page.parent / p).is_file()]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_link_of_a_page_leads_somewhere(page):
    assert broken_links(page, page.read_text(encoding="utf-8")) == []


def test_a_broken_link_is_seen():
    page = ROOT / "README.md"
    assert broken_links(page, "[a](docs/nowhere.md)") == ["docs/nowhere.md"]
    assert broken_links(page, "[a](docs/conventions.md#no)") == ["docs/conventions.md#no"]
    assert broken_links(page, "[a](docs/conventions.md)") == []
    assert broken_links(page, '<img src="docs/no.svg" alt="a">') == ["docs/no.svg"]
    assert broken_links(page, '<source srcset="docs/images/one_layer.svg">') == []


def unknown_names(text: str) -> list[str]:
    return [name for name in re.findall(r"\brm\.(\w+)", text) if not hasattr(refmath, name)]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_name_that_a_page_uses_is_public(page):
    assert unknown_names(page.read_text(encoding="utf-8")) == []


def test_an_unknown_name_is_seen():
    assert unknown_names("`rm.no_such`, `rm.logits`") == ["no_such"]


def test_the_pages_of_derivations_are_the_chapters_by_which_commands_list_statements():
    pages = sorted((ROOT / "docs" / "derivations").glob("[0-9]*.md"))
    found = {}
    for page in pages:
        text = page.read_text(encoding="utf-8")
        title = text.partition("\n")[0].removeprefix("# ").partition(":")[0]
        found[title] = sorted(re.findall(r"^<!-- theorem (\w+) -->$", text, re.MULTILINE))
    assert list(found) == list(CHAPTERS)
    assert found == {
        chapter: sorted(statement.name for statement in statements)
        for chapter, statements in by_chapter().items()
    }


def test_every_page_stands_in_the_site():
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    trees = re.findall(r"^```\{toctree\}\n(.*?)^```$", index, re.DOTALL | re.MULTILINE)
    listed = {line for tree in trees for line in tree.split("\n") if line}
    pages = [p.relative_to(ROOT / "docs").with_suffix("") for p in ROOT.glob("docs/**/*.md")]
    assert {p.as_posix() for p in pages} - listed == {"index"}


def left_out(text: str, start: str) -> list[str]:
    """The guides that a page doesn't lead to."""
    guides = sorted((ROOT / "docs" / "guides").glob("*.md"))
    return [guide.name for guide in guides if f"({start}guides/{guide.name})" not in text]


@pytest.mark.parametrize(("page", "start"), [("README.md", "docs/"), ("docs/index.md", "")])
def test_a_first_page_leads_to_every_guide(page, start):
    text = (ROOT / page).read_text(encoding="utf-8")
    assert left_out(text, start) == []
    assert left_out(text.replace("guides/parts.md", ""), start) == ["parts.md"]


def test_the_first_page_of_the_site_leads_to_the_live_page():
    assert '<a href="live/index.html">' in (ROOT / "docs" / "index.md").read_text(encoding="utf-8")


def test_the_readme_is_short():
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) < 100


def first_formula(page: Path) -> str:
    return page.read_text(encoding="utf-8").split("```math\n")[1].partition("\n```")[0]


@pytest.mark.parametrize("page", ["README.md", "docs/derivations/3-depth.md"])
def test_what_a_reader_sees_first_is_the_theorem_of_two_layers_with_nothing_held_fixed(page):
    (theorem,) = (t for t in THEOREMS if t.name == "two_layers_computed")
    assert first_formula(ROOT / page) == statement_latex(theorem).replace("operatorname", "mathrm")


LETTERS = dict.fromkeys(("W_E", "W_U", "W_{OV}", "H_0", "H_1", "x_2"), "")


def letters_left_undefined(text: str) -> list[str]:
    """The letters of the first formula that the words of the page don't name."""
    before, _, rest = text.partition("```math\n")
    formula, _, after = rest.partition("\n```")
    named = re.findall(r"[A-Za-z]+(?:_[A-Za-z0-9]+)?", before + after)
    words = {*named, *(word.partition("_")[0] for word in named if word[-1].isdigit())}
    letters = letters_of_formula(re.sub(r"\\mathrm\{\w+\}", "", formula), LETTERS)
    return [name for name in letters if name.replace("{", "").replace("}", "") not in words]


@pytest.mark.parametrize("page", ["README.md", "docs/index.md"])
def test_the_letters_of_the_first_formula_are_named_beside_it(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    assert letters_left_undefined(text) == []
    assert letters_left_undefined(text.replace("W_OV", "")) == ["W_{OV}"]


HEAD_OTHERWISE = re.compile(
    r"\b[Ll]\d+[Hh.]\d+\b|\bheads? \d+ of layer|\blayer \d+,? head \d|head \(\d+, \d+\)"
)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_a_head_is_written_one_way_in_prose(page):
    prose = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.S | re.M)
    assert HEAD_OTHERWISE.findall(prose) == []


def test_a_head_that_is_written_otherwise_is_seen():
    for text in ("L1H4", "head 4 of layer 1", "layer 1, head 4", "head (1, 4)"):
        assert HEAD_OTHERWISE.findall(f"the {text} attends")
    assert not HEAD_OTHERWISE.findall("the head 1:4 attends")
