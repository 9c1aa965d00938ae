"""`refmath skip-trigrams`: what it lists, in each form, and what it refuses."""

import csv
import io
import json
import sys
from types import SimpleNamespace

import numpy as np
import pytest

import refmath as rm
from refmath.cli import main
from refmath.trained import bundled

WORDS = [" keep", " in", " mind", " at", "\n", "ke", "ep"]


class Tokenizer:
    def encode(self, text):
        if text in WORDS:
            return [WORDS.index(text)]
        return [5, 6] if text == "keep" else []

    def decode(self, tokens):
        return "".join(WORDS[token] for token in tokens)


class Encoding(Tokenizer):
    """As the library `tokenizers` has it."""

    def encode(self, text, add_special_tokens=True):
        ids = super().encode(text)
        return SimpleNamespace(ids=[4, *ids] if add_special_tokens else ids)


BUILT = rm.by_hand.one_skip_trigram(7, source=0, destination=1, output=2)


@pytest.fixture(autouse=True)
def pretrained(monkeypatch):
    """A room that loads one model: by its name."""
    known = {"built": SimpleNamespace(model=BUILT, tokenizer=Tokenizer())}

    def load(name):
        if name not in known:
            raise ValueError(f"name_or_path: expected one of {', '.join(known)}, got {name!r}")
        return known[name]

    monkeypatch.setattr(bundled, "load", load)
    return known


def run(capsys, *arguments):
    status = main(["skip-trigrams", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


def test_the_strongest_come_first_with_their_strings(capsys):
    status, out, err = run(capsys, "built", "--source", " keep", "--top", "2")
    assert (status, err) == (0, "")
    head, first, second = out.splitlines()
    assert head.split() == [
        *("head", "source", "destination", "output", "score", "attention", "effect", "strength")
    ]
    assert first.split()[:4] == ["0.0", "␣keep", "␣in", "␣mind"]
    assert second.split()[:4] == ["0.0", "␣keep", "␣keep", "␣mind"]


@pytest.mark.parametrize("tokenizer", [Tokenizer(), Encoding()])
@pytest.mark.parametrize("said", [("--source", " keep"), ("--source-id", "0"), ()])
def test_json_says_what_the_function_found(pretrained, capsys, said, tokenizer):
    pretrained["built"].tokenizer = tokenizer
    status, out, _ = run(capsys, "built", *said, "--top", "3", "--json")
    assert status == 0
    record = json.loads(out)
    assert record["schema"] == "refmath-skip-trigrams/1"
    assert (record["model"], record["n_ctx"]) == ("built", 128)
    want = rm.top_skip_trigrams(BUILT, 3)
    for row, each in zip(record["skip_trigrams"], want, strict=True):
        assert (row["source"], row["destination"], row["output"]) == each.tokens
        assert row["source_string"] == " keep"
        assert (row["score"], row["effect"], row["strength"]) == (
            each.score,
            each.effect,
            each.strength,
        )


def test_csv_has_a_line_for_each(capsys):
    _, out, _ = run(capsys, "built", "--top", "3", "--csv", "--certify", "--n-ctx", "5")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["destination_string"] for row in rows] == [" in", " keep", " mind"]
    assert [row["certified"] for row in rows] == ["True"] * 3
    want = rm.certified_range(BUILT, 0, 1, 2, n_ctx=5)
    assert float(rows[0]["lowest"]) == pytest.approx(want.lowest)
    assert float(rows[0]["highest"]) == pytest.approx(want.highest)


def test_certified_readings_are_marked(capsys):
    status, out, _ = run(capsys, "built", "--top", "1", "--certify", "--n-ctx", "50")
    assert status == 0
    assert out.splitlines()[1].endswith("certified")
    assert "[+0.855, +0.857]" in out


def test_a_string_of_several_tokens_is_refused_with_its_pieces(capsys):
    status, out, err = run(capsys, "built", "--source", "keep")
    assert (status, out) == (2, "")
    assert (
        err == "refmath: --source: expected one token, got 'keep', which is 2: 'ke' (5), 'ep' (6)\n"
    )
    status, _, err = run(capsys, "built", "--source", "")
    assert (status, err) == (2, "refmath: --source: expected one token, got '', which is 0: none\n")


def test_a_model_without_a_tokenizer_takes_numbers_only(pretrained, capsys):
    pretrained["built"].tokenizer = None
    status, _, err = run(capsys, "built", "--source", " keep")
    assert status == 2
    assert "--source: expected a model with a tokenizer, got none; say --source-id" in err
    status, out, _ = run(capsys, "built", "--source-id", "0", "--top", "1")
    assert status == 0
    assert out.splitlines()[1].split()[:4] == ["0.0", "0", "1", "2"]
    _, out, _ = run(capsys, "built", "--source-id", "0", "--top", "1", "--json")
    assert "source_string" not in json.loads(out)["skip_trigrams"][0]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (["nonsense"], "name_or_path: expected one of built, got 'nonsense'"),
        (
            ["built", "--layer", "1"],
            "layer: expected an integer with 0 <= layer < n_layers = 1, got 1",
        ),
        (
            ["built", "--head", "1"],
            "head: expected an integer with 0 <= head < n_heads = 1 in layer 0, got 1",
        ),
        (["built", "--source-id", "7"], "sources: expected tokens, 0 to 6, got 7"),
        (["built", "--top", "0"], "--top: expected an integer, 1 or more, got '0'"),
        (["built", "--n-ctx", "1"], "--n-ctx: expected an integer, 2 or more, got '1'"),
        (["built", "--json", "--csv"], "not allowed with"),
        (["built", "--source", "a", "--source-id", "1"], "not allowed with"),
        ([], "MODEL"),
    ],
)
def test_bad_arguments_are_refused(capsys, said, answer):
    status, out, err = run(capsys, *said)
    assert (status, out) == (2, "")
    assert answer in err


def test_more_layers_than_one_are_read_but_not_certified(pretrained, capsys):
    pretrained["two"] = SimpleNamespace(model=rm.by_hand.induction(4, 8), tokenizer=None)
    assert run(capsys, "two", "--layer", "1")[0] == 0
    status, _, err = run(capsys, "two", "--certify")
    assert status == 2
    assert "model: expected one layer" in err


def test_a_head_that_raises_nothing_says_so(pretrained, capsys):
    zero = np.zeros((1, 1, 2))
    layer = rm.AttentionLayer(zero, zero, zero, np.zeros((1, 2, 1)))
    silent = rm.Transformer(np.eye(2), np.eye(2), [layer])
    pretrained["silent"] = SimpleNamespace(model=silent, tokenizer=None)
    assert run(capsys, "silent", "--certify")[1].endswith("nothing is raised\n")
    _, out, _ = run(capsys, "silent", "--csv", "--certify")
    assert out.startswith("layer,head,source,destination,output,")


def test_a_bundled_model_is_read_by_its_name(monkeypatch, capsys):
    monkeypatch.undo()
    status, out, err = run(capsys, "attn-only-1l", "--source-id", "17", "--top", "3", "--csv")
    assert (status, err) == (0, "")
    assert out.count("\n") == 4


def test_a_source_is_one_whole_token_of_the_bundled_vocabulary(monkeypatch, capsys):
    monkeypatch.undo()
    status, out, _ = run(capsys, "attn-only-1l", "--source", " people", "--top", "2", "--json")
    assert status == 0
    found = json.loads(out)["skip_trigrams"]
    assert {each["source"] for each in found} == {rm.load("attn-only-1l").tokenizer.id(" people")}
    status, _, err = run(capsys, "attn-only-1l", "--source", " people of")
    assert status == 2
    assert (
        "--source: expected one token, got ' people of', which is 2: ' people' (739), ' of'" in err
    )


def test_a_model_that_is_not_there_is_named(monkeypatch, capsys):
    monkeypatch.undo()
    status, _, err = run(capsys, "attn-only-3l")
    assert status == 2
    assert err == (
        "refmath: MODEL: expected attn-only-1l, attn-only-2l or the path of a file,"
        " got 'attn-only-3l', where nothing is; near: attn-only-2l, attn-only-1l\n"
    )


def test_a_terminal_sees_bars(capsys, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    *_, err = run(capsys, "built")
    assert "sources swept" in err
