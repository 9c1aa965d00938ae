"""What a model makes of a sentence, written: no wider than a terminal, and safe in a page."""

import json
import re
import shutil
import subprocess

import pytest
from rich.cells import cell_len

import refmath as rm
from refmath.report.sentences import WIDTH, sentence_page, sentence_record, write_sentence
from refmath.trained.sentences import read_sentence

TRAINED = rm.load("attn-only-2l")
NAME = TRAINED.tokenizer.token
TEXTS = [
    "keep it in mind. keep it",
    "日本語 🐋\n\t\\x00 ␣",
    "</script><script>alert(1)</script><!-- & \" '",
    "<|bos|>" * 3,
    "internationalization of the representations " * 3,
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("top", [1, 3, 50])
def test_no_line_is_wider_than_a_terminal(text, top):
    sentence = read_sentence(TRAINED, text)
    for position in (0, len(sentence.tokens) - 1):
        parts = list(write_sentence(sentence, NAME, position=position, top=top, n_paths=100))
        assert len(parts) == 3
        for heading, table in parts:
            for line in (heading, *table.splitlines()):
                assert cell_len(line) <= WIDTH, line
                assert line == line.rstrip()


@pytest.mark.parametrize(
    ("output", "shown"), [("a" * 12, "a" * 12), ("a" * 13, "a" * 11 + "…"), ("a b", "a␣b")]
)
def test_a_heading_names_what_is_raised_in_twelve_letters_at_most(output, shown):
    sentence = read_sentence(TRAINED, TEXTS[0])
    *_, (heading, _) = write_sentence(sentence, lambda _: output, position=9, top=3, n_paths=8)
    assert heading.startswith(f"What raises {shown} there, ")


def test_what_is_listed_and_all_else_add_up_to_the_logit():
    sentence = read_sentence(TRAINED, TEXTS[0])
    *_, (heading, table) = write_sentence(sentence, NAME, position=9, top=3, n_paths=8)
    values = [float(line.split()[-1]) for line in table.splitlines()[1:]]
    assert len(values) == 9
    whole = float(re.search(r", ([+-][\d.]+) above the mean", heading)[1])
    assert abs(sum(values) - whole) <= 0.005 * 10 + 1e-9  # each is rounded to two places


def test_the_record_is_plain_and_says_what_the_sentence_holds():
    sentence = read_sentence(TRAINED, TEXTS[0])
    record = json.loads(json.dumps(sentence_record(sentence, NAME), allow_nan=False))
    assert record["schema"] == "refmath sentence 1"
    assert [token["token"] for token in record["tokens"]] == list(sentence.tokens)
    assert [(h["layer"], h["head"]) for h in record["heads"]][:9][-2:] == [(0, 7), (1, 0)]
    attention = record["heads"][12]["pattern"][9][4]
    assert attention == pytest.approx(float(sentence.patterns[1][4, 9, 4]), abs=1e-6)
    assert len(record["next_probabilities"]) == len(sentence.tokens) - 1
    best = record["guesses"][9][0]
    assert (best["string"], best["token"]) == (" is", record["outputs"][9]["token"])
    assert record["paths"][0]["path"] == []


@pytest.mark.parametrize("text", TEXTS)
def test_a_page_holds_everything_and_asks_for_nothing(text):
    page = sentence_page(sentence_record(read_sentence(TRAINED, text), NAME))
    assert not re.search(r"""(src|href|url\(|import)\s*[=(]?\s*["']?(https?:)?//""", page)
    assert "default-src 'none'" in page
    assert page.count("</script>") == 1  # whatever the text says
    assert page.count("<script>") == 1
    data = json.loads(re.search(r"showSentence\(.*?, (\{.*\})\);\n", page)[1])
    assert data["text"] == text


def test_a_browser_shows_the_page(tmp_path):
    """A headless Chromium runs it, and says what stands there then."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("no Chromium to look at pages with")
    page = tmp_path / "page.html"
    record = sentence_record(read_sentence(TRAINED, TEXTS[2]), NAME)
    page.write_text(sentence_page(record), encoding="utf-8")
    shown = subprocess.run(
        [chromium, "--headless=new", "--no-sandbox", "--disable-gpu", "--dump-dom", page.as_uri()],
        capture_output=True, text=True, timeout=120, check=True,
    ).stdout  # fmt: skip
    assert "attn-only-2l reads a sentence</h1>" in shown
    assert shown.count("<canvas") == 16
    body = shown.split("<main")[1].split("<script>")[0]
    assert body.count('aria-pressed="true"') == 2  # a token and a head
    assert body.count("<tr>") == 20
    assert "&lt;/" in body or "␣" in body
