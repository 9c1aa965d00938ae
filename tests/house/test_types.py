"""Type checkers see the front door: every name with its signature, and what may not be given."""

import json
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from inspect import ismodule
from pathlib import Path
from shutil import which

import pytest

import refmath as rm

REPOSITORY = Path(__file__).parents[2]

RIGHT = [
    "rm.logits(model, [0, 1])",
    "rm.logits(model, (0, 1))",
    "rm.logits(model, range(2))",
    "rm.logits(model, [[0, 1], [1, 0]])",
    "rm.logits(model, [[[0, 1]], [[1, 0]]])",
    "rm.logits(model, np.array([0, 1]))",
    "rm.logits(model, np.array([0, 1], object))",
    "rm.logits(model, [np.array([0, 1])])",
    "rm.logits(model, list(np.array([0, 1])))",
    "rm.frozen_logits(model, [0, 1], rm.attention_patterns(model, [0, 1]))",
    "rm.gram_count(rm.skip_grams, 8, n=2, k=1)",
    "rm.gram_count(rm.trigram, 8)",
    "rm.top_skip_trigrams(model, 5, sources=3, tokenizer=rm.load('attn-only-1l').tokenizer)",
    "rm.top_skip_trigrams(model, 5, sources=[3, 4], tokenizer=lambda token: str(token))",
    "rm.skip_trigram_table(model, 0, 0, sources=np.array([3, 4]))",
    "rm.skip_trigram_strengths(model, [(0, 1, 2), (1, 2, 3)])",
    "rm.count_skip_trigrams([0, 1, 2], 3, d_vocab=5)",
    "rm.count_skip_trigrams(([0, 1, 2] for _ in range(3)), 3, d_vocab=5)",
    "rm.findings(model, rm.held_out_sample())",
    "rm.by_hand.induction(4, 8)",
]
WRONG = [
    "rm.logits(model, 'hello')",
    "rm.logits(model, ['he', 'llo'])",
    "rm.logits(model, 3)",
    "rm.logits(model, None)",
    "rm.logits(model, [0.5])",
    "rm.logits(rm.load('attn-only-1l'), [0, 1])",
    "rm.expanded_logits(model, 'hello')",
    "rm.losses_by_order(model, 'hello')",
    "rm.prefix_matching_scores(model, 'hello')",
    "rm.frozen_logits(model, [0, 1], 'A')",
    "rm.W_OV(model, '0', 0)",
    "rm.eigenvalue_scores(model, 'VO')",
    "rm.gram_count(rm.skip_grams, 8, step=1)",
    "rm.top_skip_trigrams(model, 5, sources='the')",
    "rm.top_skip_trigrams(model, 5, tokenizer='gpt2')",
    "rm.skip_trigram_strengths(model, ['abc'])",
    "rm.count_skip_trigrams('a text', 3, d_vocab=5)",
    "rm.without_heads(model, [0])",
    "rm.findings(model, 'a text')",
    "rm.logitz(model, [0, 1])",
    "rm.HeadSummary",
    "rm.by_hand.inductoin(4, 8)",
]
NAMES = [f"reveal_type(rm.{name})" for name in rm.__all__]
PROGRAM = [
    "import numpy as np",
    "import refmath as rm",
    "def calls(model: rm.Transformer) -> None:",
    *(f"    {line}" for line in NAMES + RIGHT + WRONG),
]
NOTHING_KNOWN = re.compile(
    r'(Revealed type is|Type of "[\w.]+" is) "(Any|Unknown|builtins.object)"'
)

# What gives every name no type, as the front door once did.
UNTYPED = "from typing import Any\ndef __getattr__(name: str) -> Any: ...\n"


def mypy(file, folder):
    cache = REPOSITORY / ".mypy_cache" if folder == REPOSITORY else folder / "cache"
    ran = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(cache), str(file)],
        cwd=folder,
        env=os.environ | {"MYPYPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    # By the file's name alone: what mypy has in its cache it says with the folder of that time.
    line = re.compile(rf"^.*{re.escape(file.name)}:(\d+): (error|note): (.*)$", re.MULTILINE)
    return [(int(n), kind, text) for n, kind, text in line.findall(ran.stdout)]


def pyright(file, folder):
    ran = subprocess.run(
        ["basedpyright", "--outputjson", "--pythonpath", sys.executable, str(file)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return [
        (said["range"]["start"]["line"] + 1, said["severity"], said["message"])
        for said in json.loads(ran.stdout)["generalDiagnostics"]
    ]


def objections(checker, folder, program):
    """What a type checker lets pass, refuses or doesn't know against expectation, by the line."""
    file = program / "calls.py"
    file.write_text("\n".join(PROGRAM) + "\n")
    said = checker(file, folder)
    refused = {n for n, kind, _ in said if kind == "error"}
    revealed = {n: text for n, kind, text in said if kind in ("note", "information")}
    known = {n for n, text in revealed.items() if not NOTHING_KNOWN.search(text)}
    of_line = {line.strip(): n for n, line in enumerate(PROGRAM, 1)}
    return (
        [line for line in NAMES if of_line[line] in refused or of_line[line] not in known]
        + [line for line in RIGHT if of_line[line] in refused]
        + [line for line in WRONG if of_line[line] not in refused]
    )


CHECKERS = [
    pytest.param(mypy, marks=pytest.mark.skipif(not find_spec("mypy"), reason="no mypy")),
    pytest.param(pyright, marks=pytest.mark.skipif(not which("basedpyright"), reason="no pyright")),
]


@pytest.mark.parametrize("checker", CHECKERS)
def test_every_name_has_its_signature_and_strings_are_no_tokens(checker, tmp_path):
    assert objections(checker, REPOSITORY, tmp_path) == []


@pytest.mark.parametrize("checker", CHECKERS)
def test_a_front_door_without_types_shows_nothing_and_lets_everything_pass(checker, tmp_path):
    (tmp_path / "refmath").mkdir()
    (tmp_path / "refmath" / "__init__.pyi").write_text(UNTYPED)
    assert objections(checker, tmp_path, tmp_path) == NAMES + WRONG


def test_only_modules_are_left_without_a_signature():
    modules = [name for name in rm.__all__ if ismodule(getattr(rm, name))]
    assert modules == ["conformance", "laws", "show", "strategies", "rounding", "by_hand"]
