"""The site links functions to the theorems that they speak of, and theorems to those functions."""

import importlib.util
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

import refmath as rm
from refmath.theorems.catalogue import STATEMENTS

DOCS = Path(__file__).parents[2] / "docs"
API = "\n".join(page.read_text("utf-8") for page in sorted((DOCS / "api").glob("*.md")))


@pytest.fixture
def hook():
    spec = importlib.util.spec_from_file_location("theorems", DOCS / "site" / "theorems.py")
    hook = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hook)
    return hook


@pytest.fixture
def of_our_pages(hook):
    """The hook, once it has seen our pages of theorems."""
    pages = [
        SimpleNamespace(content_string=page.read_text("utf-8"), url=f"derivations/{page.stem}.html")
        for page in sorted((DOCS / "derivations").glob("*.md"))
    ]
    hook.on_files(SimpleNamespace(documentation_pages=lambda: pages))
    return hook


def field(names):
    return f'<details class="theorem" open>\n<summary>Theorem</summary>\n<p>{names}</p>\n</details>'


def test_each_name_in_the_field_becomes_a_link_to_the_theorem(of_our_pages):
    page = SimpleNamespace(url="api/circuits.html")
    html = f"<p>low_rank</p>{field('low_rank, rotary_positions')}<p>low_rank</p>"
    linked = of_our_pages.on_page_content(html, page=page)
    assert re.findall('href="(.*?)"><code>(.*?)</code>', linked) == [
        ("../derivations/4-invariances.html#low_rank", "low_rank"),
        ("../derivations/6-left-aside.html#rotary_positions", "rotary_positions"),
    ]
    assert linked.startswith("<p>low_rank</p><details")
    assert linked.endswith("<p>low_rank</p>")


def test_a_name_that_no_page_has_fails_the_build(of_our_pages):
    with pytest.raises(KeyError, match="no_such_theorem"):
        of_our_pages.on_page_content(field("no_such_theorem"), page=SimpleNamespace(url="a.html"))


def test_every_statement_stands_on_a_page_that_can_be_linked_to(of_our_pages):
    names = ", ".join(statement.name for statement in STATEMENTS)
    linked = of_our_pages.on_page_content(field(names), page=SimpleNamespace(url="api/x.html"))
    assert linked.count("<a ") == len(STATEMENTS)


def test_beneath_a_theorem_stand_the_functions_that_speak_of_it(hook):
    block = "<!-- theorem {} -->\n\n### Title\n\nSource: …\n\n<!-- end -->\n"
    markdown = block.format("counting_paths") + block.format("distributivity")
    first, second = hook.on_page_markdown(markdown).split("<!-- theorem distributivity")
    assert "Functions: [`rm.path_count`][refmath.numeric.paths.listed.path_count], " in first
    assert "[`rm.path_counts`][refmath.numeric.paths.listed.path_counts]." in first
    assert first.rstrip().endswith("<!-- end -->")
    assert "Functions" not in second  # no function speaks of it


def test_functions_of_modules_and_methods_are_listed_by_what_one_types(hook):
    public = dict(hook.public_functions())
    assert public["rm.by_hand.induction"] is rm.by_hand.induction
    assert public["rm.LowRank.balanced"] is rm.LowRank.balanced
    assert public["rm.logits"] is rm.logits


def test_every_public_function_that_speaks_of_a_theorem_is_on_a_page(hook):
    speaking = [thing for _, thing in hook.public_functions() if hook.theorems_of(thing.__doc__)]
    assert len(speaking) > 40
    for thing in speaking:
        assert f"::: {thing.__module__}\n" in API
