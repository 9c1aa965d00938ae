"""`refmath conformance`: its words, its files and its exit statuses; pytest's plugin beside it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from refmath.cli import main
from refmath.conforming.answers.results import SCHEMA

BROKEN = """
import numpy as np

class Broken:
    def pattern(self, model, tokens, layer, head):
        if layer:
            raise NotImplementedError
        x, W = model.W_E[:, tokens].T, model.layers[0]
        scores = np.tril(np.exp(x @ W.W_Q[head].T @ W.W_K[head] @ x.T))
        return scores / scores.sum(axis=1, keepdims=True)

class Right:
    def ov(self, model, layer, head):
        W = model.layers[layer]
        return model.W_U @ W.W_O[head] @ W.W_V[head] @ model.W_E

class Nothing:
    def qk(self, *_):
        raise NotImplementedError

right = Right()
"""
ROOT = Path(__file__).parents[2]


@pytest.fixture
def here(tmp_path, monkeypatch):
    (tmp_path / "mine_of_conformance.py").write_text(BROKEN)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delitem(sys.modules, "mine_of_conformance", raising=False)
    return tmp_path


@pytest.mark.usefixtures("here")
def test_a_broken_adapter_fails_and_is_told_why(capsys):
    assert main(["conformance", "mine_of_conformance:Broken"]) == 1
    said = capsys.readouterr().out
    assert "pattern: yours equals that of not_scaled (leaving 1/√d_head out)" in said
    assert "theorem: docs/derivations/2-layers.md#pattern_of_tokens" in said


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", ["Right", "right"])
def test_a_right_one_conforms(capsys, name):
    assert main(["conformance", f"mine_of_conformance:{name}"]) == 0
    assert "failed" not in capsys.readouterr().out


@pytest.mark.usefixtures("here")
def test_what_offers_nothing_fails(capsys):
    assert main(["conformance", "mine_of_conformance:Nothing"]) == 1
    assert "nothing was offered" in capsys.readouterr().out


def test_what_xfail_reads_is_not_written_over(here, capsys):
    expected = here / "expected.txt"
    expected.write_text("# nothing yet\n")
    command = ["conformance", "mine_of_conformance:Right", "--xfail", str(expected)]
    assert main([*command, "--junit", str(expected)]) == 2
    said = capsys.readouterr().err
    assert f"--junit: expected another file than --xfail, got {expected}" in said
    assert expected.read_text() == "# nothing yet\n"


@pytest.mark.usefixtures("here")
def test_drawn_cases_stand_instead_of_the_fixed_ones(capsys):
    arguments = ["conformance", "mine_of_conformance:Broken", "--drawn", "40", "--seed", "1"]
    assert main(arguments) == 1
    said = capsys.readouterr().out
    assert "1 failed; 12 not offered" in said
    assert "pattern[drawn]" in said
    assert main(arguments) == 1
    assert capsys.readouterr().out == said
    assert main(["conformance", "mine_of_conformance:Right", "--drawn", "5"]) == 0
    assert "1 passed" in capsys.readouterr().out


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--drawn", "0"), "--drawn: expected an integer, 1 or more, got"),
        (("--drawn", "5", "--seed", "-1"), "--seed: expected an integer, 0 or more, got"),
        (("--seed", "1"), "--seed: expected --drawn beside it"),
        (("--drawn", "5", "--xfail", "x.txt"), "--xfail: expected none beside --drawn"),
    ],
)
def test_options_that_say_nothing_together_are_refused(capsys, more, said):
    try:
        status = main(["conformance", "mine_of_conformance:Right", *more])
    except SystemExit as error:
        status = error.code
    assert status == 2
    assert said in capsys.readouterr().err


def test_json_and_junit(here, capsys):
    status = main(["conformance", "mine_of_conformance:Broken", "--json", "--junit", "out.xml"])
    record = json.loads(capsys.readouterr().out)
    assert (status, record["schema"], record["conforms"]) == (1, SCHEMA, False)
    assert record["diagnoses"][0]["mistakes"] == ["not_scaled"]
    suite = ElementTree.parse(here / "out.xml").getroot()
    assert int(suite.get("failures")) == len(suite.findall("*/failure")) > 0
    assert int(suite.get("skipped")) == len(suite.findall("*/skipped")) > 0
    assert int(suite.get("tests")) == len(suite) == len(record["results"])


def expected(here, capsys):
    """Write a list of all that fails."""
    main(["conformance", "mine_of_conformance:Broken", "--json"])
    results = json.loads(capsys.readouterr().out)["results"]
    names = [result["case"] for result in results if result["status"] == "failed"]
    lines = ["# mine", "", *(f"{name}: no scale, https://x.org/1" for name in names)]
    (here / "xfail.txt").write_text("\n".join(lines))


def test_failures_that_are_expected(here, capsys):
    expected(here, capsys)
    assert main(["conformance", "mine_of_conformance:Broken", "--xfail", "xfail.txt"]) == 0
    (here / "xfail.txt").write_text("OV circuit[one layer]: not yet, https://x.org/2")
    assert main(["conformance", "mine_of_conformance:Right", "--xfail", "xfail.txt"]) == 1
    assert "OV circuit[one layer]: passed, though expected to fail" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("OV circuit[two layer]: x, https://x.org", "line 1: expected the name of a case"),
        ("OV circuit[one layer]: broken", "line 1: expected a reason with a link, got 'broken'"),
        ("OV circuit[one layer]: a://b\n" * 2, "line 2: expected each case once"),
    ],
)
def test_a_list_that_is_wrong_is_refused(here, capsys, text, said):
    (here / "xfail.txt").write_text(text)
    assert main(["conformance", "mine_of_conformance:Right", "--xfail", "xfail.txt"]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("mine_of_conformance", "adapter: expected MODULE:ADAPTER, got 'mine_of_conformance'"),
        ("no_such_module_there:x", "adapter: expected a module to import, got no_such_module"),
        ("mine_of_conformance:x", "adapter: expected a name in mine_of_conformance, got x"),
        ("mine_of_conformance:np", "adapter: expected one of the functions residual"),
    ],
)
@pytest.mark.usefixtures("here")
def test_an_adapter_that_is_not_there_is_refused(capsys, place, said):
    assert main(["conformance", place]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("text", ["def (", "1 / 0", "from os import nope", "raise SystemExit(5)"])
def test_a_module_that_fails_is_said_in_one_line(here, capsys, monkeypatch, text):
    (here / "failing_of_conformance.py").write_text(text)
    monkeypatch.delitem(sys.modules, "failing_of_conformance", raising=False)
    assert main(["conformance", "failing_of_conformance:Mine"]) == 2
    (said,) = capsys.readouterr().err.splitlines()
    expected = "refmath: adapter: expected a module that can be imported, got failing_of"
    assert said.startswith(expected)


def by_pytest(here, *arguments):
    """Run pytest with the plugin, in a process of its own."""
    command = [sys.executable, "-m", "pytest", "-p", "refmath.pytest_plugin", "-p", "no:xdist"]
    command += ["-p", "no:cacheprovider", "-q", "--rootdir", str(here), *arguments, str(here)]
    path = [str(ROOT), str(here), os.environ.get("PYTHONPATH", "")]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, path)),
        "PYTHONUTF8": "1",
    }
    # In the repository: a count of changes asks for its settings where a process begins.
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_pytest_has_a_test_for_each_case(here, capsys):
    broken = by_pytest(here, "--refmath-adapter=mine_of_conformance:Broken")
    assert broken.returncode == 1
    assert "pattern[one layer]" in broken.stdout
    assert "pattern: yours equals that of not_scaled" in broken.stdout
    expected(here, capsys)
    xfail = f"--refmath-xfail={here}/xfail.txt"
    assert by_pytest(here, "--refmath-adapter=mine_of_conformance:Broken", xfail).returncode == 0
    assert by_pytest(here, "--refmath-adapter=mine_of_conformance:Right").returncode == 0
    nothing = by_pytest(here, "--refmath-adapter=mine_of_conformance")
    assert nothing.returncode == 4
    assert "expected MODULE:ADAPTER" in nothing.stderr
    nothing = by_pytest(here, "--refmath-adapter=mine_of_conformance:Nothing")
    assert nothing.returncode == 4
    assert "nothing was offered" in nothing.stderr
    (here / "exits_of_conformance.py").write_text("raise SystemExit(5)")
    nothing = by_pytest(here, "--refmath-adapter=exits_of_conformance:Mine")
    assert nothing.returncode == 4
    assert "got exits_of_conformance: SystemExit: 5" in nothing.stderr
    assert by_pytest(here).returncode == 5  # without an adapter there is no test


def test_a_list_that_is_none_is_said_of_its_option(here, capsys):
    os.mkfifo(here / "pipe")
    assert main(["conformance", "mine_of_conformance:Right", "--xfail", "pipe"]) == 2
    said = "refmath: --xfail: expected a file, got pipe which is a pipe\n"
    assert capsys.readouterr().err == said


def test_pytest_says_what_the_options_are(here):
    helped = by_pytest(here, "--help").stdout
    ours = helped[helped.index("\nrefmath:\n") :].partition("\n\n")[0]
    assert " ".join(ours.split()) == (
        "refmath: --refmath-adapter=MODULE:ADAPTER hold an implementation against refmath's cases,"
        " one test each --refmath-xfail=FILE which of refmath's cases are expected to fail:"
        " «case: reason, with a link» --refmath-drawn=N hold it, instead of the fixed cases,"
        " against N models that Hypothesis draws --refmath-seed=N of the drawing (default: 0)"
    )


def test_pytest_says_of_each_failure_what_conformance_says(here):
    (here / "xfail.txt").write_text("OV circuit[one layer]: not yet, https://x.org/2")
    xfail = f"--refmath-xfail={here}/xfail.txt"
    right = by_pytest(here, "--refmath-adapter=mine_of_conformance:Right", xfail, "-rs", "-vv")
    assert right.returncode == 1
    heading, rest = right.stdout[right.stdout.index("__ OV circuit[one layer] __") :].split("\n", 1)
    assert heading.strip("_") == " OV circuit[one layer] "
    assert rest.startswith("passed, though expected to fail: not yet, https://x.org/2\n=====")
    assert re.search(r"^SKIPPED \[\d+\] .*: not offered$", right.stdout, re.MULTILINE)
    broken = by_pytest(here, "--refmath-adapter=mine_of_conformance:Broken").stdout
    said = broken[broken.index("__ pattern[one layer] __") :].splitlines()
    assert said[1].startswith("largest difference 0.21 (layer 0, head 0)")
    assert said[2].startswith("pattern: yours equals that of not_scaled (leaving 1/√d_head out), ")
    assert said[3] == "  theorem: docs/derivations/2-layers.md#pattern_of_tokens"


def test_pytest_has_a_test_for_each_quantity_that_is_drawn(here):
    adapter = "--refmath-adapter=mine_of_conformance:"
    broken = by_pytest(here, f"{adapter}Broken", "--refmath-drawn=40", "--refmath-seed=1")
    assert broken.returncode == 1
    assert "1 failed, 12 skipped" in broken.stdout
    assert "pattern: yours" in broken.stdout
    refused = by_pytest(here, f"{adapter}Right", "--refmath-drawn=5", "--refmath-xfail=x.txt")
    assert refused.returncode == 4
    assert "--refmath-xfail: expected none beside" in refused.stderr
