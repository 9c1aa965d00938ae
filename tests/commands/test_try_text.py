"""`refmath try`: what is printed and written, and what is refused."""

import json
import sys

import numpy as np
import pytest

import refmath as rm
from refmath.cli import main

TEXT = "keep it in mind. keep it"


def run(capsys, *arguments):
    status = main(["try", *arguments])
    return (status, *capsys.readouterr())


def test_a_sentence_is_read_without_any_extra(capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "tokenizers", None)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    status, out, err = run(capsys, "attn-only-2l", TEXT)
    assert (status, err) == (0, "")
    assert out.startswith("attn-only-2l reads 10 tokens, and guesses the next\nposition  token")
    assert "\n8         ␣keep    0.0338    ing 0.08" in out
    assert "\n1:4   ␣in@4 0.50 (3.75)  <|bos|>@0" in out
    assert "\nWhat raises ␣is there, +10.54 above the mean logit:\n" in out
    assert "\x1b" not in out


def test_another_position_and_output_are_asked_for(capsys):
    asked = "--position", "8", "--output", " it", "--paths", "1", "--top", "1"
    status, out, _ = run(capsys, "attn-only-2l", TEXT, *asked)
    assert status == 0
    assert "\nWhere the heads attend at position 8, after ␣keep:\n" in out
    assert "\nWhat raises ␣it there, " in out
    assert out.splitlines()[-1].startswith("all else: 80 more, and what no listed path carries  ")


def test_a_terminal_sees_headings_in_bold_unless_it_wants_no_colour(capsys, monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    plain = run(capsys, "attn-only-1l", "a b")[1]
    assert "\x1b[1m" in plain
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[3" not in run(capsys, "attn-only-1l", "a b")[1]


def test_json_is_all_that_is_printed(capsys):
    status, out, err = run(capsys, "attn-only-1l", "a b", "--json")
    assert (status, err) == (0, "")
    assert [token["string"] for token in json.loads(out)["tokens"]] == ["<|bos|>", "a", " b"]


def test_a_page_is_written_beside_what_is_printed(capsys, tmp_path):
    page = tmp_path / "page.html"
    status, out, err = run(capsys, "attn-only-1l", "a b", "--html", str(page))
    assert (status, err) == (0, f"wrote {page}\n")
    assert out.startswith("attn-only-1l reads 3 tokens")
    assert page.read_text("utf-8").startswith("<!doctype html>\n")


def test_a_file_of_ones_own_is_read(capsys, tmp_path):
    trained = rm.load("attn-only-1l")
    file = tmp_path / "mine.safetensors"
    rm.save(trained.model, file, tokenizer=trained.tokenizer)
    assert run(capsys, str(file), "a b")[1].startswith("mine reads 3 tokens")
    again = run(capsys, str(file), "a b", "--html", str(file))
    assert again[0] == 2
    assert "--html: expected another file than MODEL" in again[2]
    rm.save(rm.Transformer(np.eye(2), np.eye(2), []), file)
    status, _, err = run(capsys, str(file), "a b")
    assert (status, err) == (2, "refmath: MODEL: expected one with a tokenizer, got mine without\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["attn-only-2l", ""], "refmath: TEXT: expected a text of one token or more, got ''"),
        (["attn-only-2l", "a " * 300], "refmath: TEXT: expected "),
        (["attn-only-9l", "a"], "refmath: MODEL: expected attn-only-1l, attn-only-2l or the path"),
        (["attn-only-2l", "a", "--output", "zzzz"], "refmath: --output: expected one whole token"),
        (
            ["attn-only-2l", "a", "--position", "2"],
            "refmath: --position: expected one below 2, got",
        ),
        (["attn-only-2l", "a", "--position", "-1"], "argument --position: expected an integer, 0"),
        (["attn-only-2l", "a", "--top", "0"], "argument --top: expected an integer, 1 or more"),
        (["attn-only-2l", "a", "--paths", "x"], "argument --paths: expected an integer, 1 or more"),
        (
            ["attn-only-2l", "a", "--html", "no/such/folder/x.html"],
            "refmath: --html: can't write no/such",
        ),
        (["attn-only-2l"], "the following arguments are required: TEXT"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else "",
)
def test_bad_input_is_refused(capsys, arguments, said):
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert said in err
