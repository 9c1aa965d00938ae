"""What a reader would stumble on is named; where there is no browser, that is said in one line."""

import shutil
from pathlib import Path

import pytest

from release import browser, firefox
from release.browser import Browser, complaints, dead_links, looked_at, main, searched

CHROMIUM = next(filter(None, map(shutil.which, browser.NAMES)), None)
FIREFOX = next(filter(None, map(shutil.which, firefox.NAMES)), None)
GOOD = """<!doctype html><title>t</title><style>@font-face { font-family: "Latin Modern Math";
src: local("DejaVu Sans") }</style><article><p id="a">text <a href="#a">here</a>
<math alttext="x" style="font-family: Latin Modern Math"><mi>x</mi></math></p></article>"""


def site(folder, **pages):
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('<a href="b.html#x">', "a link to b.html#x, which has no such place"),
        ('<a href="c.html">', "a link to c.html, which is no file"),
        ('<a href="#no">', "a link to #no, which has no such place"),
        ('<img src="no.svg">', "a link to no.svg, which is no file"),
        ('<p id="y"></p><p id="y"></p>', "the id y stands there more than once"),
    ],
)
def test_a_link_that_leads_nowhere_is_named(tmp_path, text, said):
    folder = site(tmp_path, a=text, b='<p id="here">')
    assert list(dead_links(sorted(folder.glob("*.html")))) == [f"a.html: {said}"]


def test_links_that_lead_somewhere_are_left_alone(tmp_path):
    folder = site(tmp_path, a='<a href="b.html#h">x</a><a href="https://e.org">', b='<p id="h">')
    assert list(dead_links(sorted(folder.glob("*.html")))) == []


def test_without_a_browser_one_line_says_so(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert main(site(tmp_path, a="<p>")) == 0
    said = capsys.readouterr().out
    assert "no Chromium was found" in said
    assert "no Firefox was found" in said


def test_a_site_without_pages_is_refused(tmp_path, capsys):
    assert main(tmp_path) == 2
    assert "make docs" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("method", "params", "said"),
    [
        ("Network.loadingFailed", {"errorText": "net::ERR"}, "could not be loaded: net::ERR"),
        ("Runtime.exceptionThrown", {"exceptionDetails": {"text": "no"}}, "an exception: no"),
        ("Runtime.consoleAPICalled", {"type": "error", "args": [{"value": "e"}]}, "console"),
        ("Log.entryAdded", {"entry": {"level": "error", "text": "t"}}, "in the log: t"),
    ],
)
def test_what_goes_wrong_meanwhile_is_named(method, params, said):
    assert said in "".join(complaints([{"method": method, "params": params}]))


@pytest.fixture(
    scope="module", params=[("Chromium", Browser, CHROMIUM), ("Firefox", firefox.Firefox, FIREFOX)],
    ids=lambda parameter: parameter[0],
)  # fmt: skip
def opened(request):
    called, kind, program = request.param
    if program is None:
        pytest.skip(f"no {called}")
    with kind(program) as started:
        yield started


def test_a_page_without_fault_has_none(opened, tmp_path):
    folder = site(tmp_path, page=GOOD)
    assert list(looked_at(opened, folder / "page.html")) == []


SHOWS_CARDS = """<script>
const hide = () => document.getElementById("card")?.remove();
const show = (e) => {
  hide();
  if (e.target.className !== "has-card") return;
  document.body.insertAdjacentHTML("beforeend", `<p id="card" style="WHERE">says</p>`);
};
addEventListener("mouseover", show);
addEventListener("focusin", show);
addEventListener("keydown", hide);
</script>"""


def test_a_card_is_shown_within_the_page(opened, tmp_path):
    link = '<a class="has-card" href="#a">a law</a>'
    shows = SHOWS_CARDS
    for where, said in (
        ("position: absolute; left: 8px; width: 90vw", []),
        ("position: absolute; left: 300px; width: 90vw", ["beyond the page's edge", "sideways"]),
        ("position: absolute; left: -90px", ["beyond the page's edge"]),
    ):
        text = f"{link}{shows.replace('WHERE', where)}</article>"
        folder = site(tmp_path, page=GOOD.replace("</article>", text))
        found = list(looked_at(opened, folder / "page.html"))
        assert bool(found) == bool(said)
        assert all(any(fault in line for fault in said) for line in found)
    folder = site(tmp_path, page=GOOD.replace("</article>", f"{link}</article>"))
    assert "a link that shows no card" in next(looked_at(opened, folder / "page.html"))


def test_a_card_is_shown_and_hidden_by_the_keyboard_too(opened, tmp_path):
    link = '<a class="has-card" href="#a">a law</a>'
    for left_out, said in (
        ('addEventListener("focusin", show);', "shows no card to the keyboard"),
        ('addEventListener("keydown", hide);', "a card that Escape leaves"),
    ):
        shows = SHOWS_CARDS.replace(left_out, "")
        folder = site(tmp_path, page=GOOD.replace("</article>", f"{link}{shows}</article>"))
        assert said in "\n".join(looked_at(opened, folder / "page.html"))


def test_a_formula_that_is_copied_as_something_else_than_its_tex_is_named(opened, tmp_path):
    formula = '<span data-tex="\\alpha">α</span>'
    copies = """<script>document.addEventListener("copy", (e) => {
    e.clipboardData.setData("text/plain", "$\\\\alpha$");
    e.preventDefault();
    })</script>"""
    folder = site(tmp_path, page=GOOD.replace("</article>", f"{formula}{copies}</article>"))
    assert list(looked_at(opened, folder / "page.html")) == []
    folder = site(tmp_path, page=GOOD.replace("</article>", f"{formula}</article>"))
    found = "\n".join(looked_at(opened, folder / "page.html"))
    if isinstance(opened, firefox.Firefox) and not found:
        pytest.skip("this Firefox lets no script copy")
    assert "not copied as its TeX: \\alpha" in found


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ('<p style="transition: color 1s">slow</p>', "what moves though less motion"),
        (
            '<pre style="width: 9em; overflow-x: auto">a line that is wider than its place</pre>',
            "what scrolls is not reached by the keyboard",
        ),
        ('<p style="width: 2000px">wide</p>', "scrolls sideways"),
        ("<math><mi>x</mi></math>", "a formula without words"),
        ('<math alttext="\\frac ab"><mi>x</mi></math>', "a formula without words"),
        ('<math alttext="e"></math>', "a formula that is not shown: e"),
        ("<p>so $A \\otimes W$</p>", "TeX that was not set"),
        ('<p style="color: #999; background: #aaa">pale</p>', "hardly stands out"),
        ("<script>throw new Error('no')</script>", "an exception"),
        ('<img src="https://example.invalid/x.png" alt="">', "a request to https://example"),
        ('<img src="data:,">', "a picture without words"),
    ],
)
def test_what_a_reader_would_stumble_on_is_named(opened, tmp_path, fault, said):
    folder = site(tmp_path, page=GOOD.replace("</article>", f"{fault}</article>"))
    assert said in "\n".join(looked_at(opened, folder / "page.html"))


def test_a_picture_follows_where_a_reader_chooses_light_or_dark(opened, tmp_path):
    picture = (
        '<img alt="a dot" src="data:image/gif;base64,'
        'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7">'
    )
    text = GOOD.replace("</article>", f"{picture}</article>")
    text = text.replace("<article>", '<body data-theme="auto"><article>')
    folder = site(tmp_path, page=text)
    found = "\n".join(looked_at(opened, folder / "page.html"))
    assert "was made light: data:" in found
    assert "was made dark: data:" in found
    rules = (Path(__file__).parents[2] / "docs" / "site" / "static" / "reading.css").read_text()
    chosen = [line for line in rules.splitlines() if "article img { color-scheme:" in line]
    assert len(chosen) == 2
    folder = site(
        tmp_path,
        page=text.replace("</article>", f"<style>{chosen[0]}{chosen[1]}</style></article>"),
    )
    assert list(looked_at(opened, folder / "page.html")) == []


def test_a_search_that_finds_nothing_is_named(opened, tmp_path, monkeypatch):
    monkeypatch.setattr(browser, "SEARCHES", {"vec": "#vec"})
    monkeypatch.setattr(browser, "PATIENCE", 0.1)
    folder = site(tmp_path, search='<div id="search-results"></div>')
    assert "doesn't find #vec" in next(searched(opened, folder / "search.html"))
