"""`refmath completion`: bash asks it, and it completes what the parser takes."""

import shutil
import subprocess

import pytest

from refmath.cli import COMMANDS, _parser, main
from refmath.evidence.verify import job_names
from refmath.theorems.catalogue import STATEMENTS
from refmath.trained.bundled import bundled

needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
ASK = 'COMP_WORDS=("$@"); COMP_CWORD=$(($#-1)); _refmath; printf "%s\\n" "${COMPREPLY[@]}"'


@pytest.fixture
def script(capsys):
    def printed(shell):
        assert main(["completion", shell]) == 0
        return capsys.readouterr().out

    return printed


@pytest.fixture
def completed(script, tmp_path):
    def ask(*words):
        command = ["bash", "-c", f"{script('bash')}\n{ASK}", "bash", "refmath", *words]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
        assert done.stderr == ""
        return done.stdout.split()

    return ask


@needs_bash
def test_bash_completes_the_commands(completed):
    assert completed("") == [*_parser()[1], "--help", "--version"]
    assert len(_parser()[1]) == len(COMMANDS)
    assert completed("ver") == ["verify"]


@needs_bash
@pytest.mark.parametrize("command", _parser()[1])
def test_bash_completes_every_option_of_every_command(command, completed):
    _, parsers = _parser()
    options = {o for action in parsers[command]._actions for o in action.option_strings}
    assert set(completed(command, "-")) == options


@needs_bash
def test_bash_completes_theorems_models_and_files(completed, tmp_path):
    assert completed("derive", "")[-len(STATEMENTS) :] == [s.name for s in STATEMENTS]
    assert completed("verify", "--only", "") == [*job_names()]
    models = [model.name for model in bundled()]
    assert (
        completed("report", "attn")
        == completed("skip-trigrams", "attn")
        == completed("try", "attn")
        == models
    )
    (tmp_path / "mine.safetensors").touch()
    assert completed("report", "mi") == ["mine.safetensors"]


def test_zsh_reads_what_bash_reads(script):
    first, rest = script("zsh").split("\n", 1)
    assert "bashcompinit" in first
    assert rest == script("bash")


def test_fish_is_told_every_command_every_option_and_every_theorem(script):
    text = script("fish")
    for name, parser in _parser()[1].items():
        here = [line for line in text.splitlines() if f"seen_subcommand_from {name}'" in line]
        told = {line.split(" ")[7] for line in here if line.split(" ")[6] in ("-l", "-s")}
        options = {o for action in parser._actions for o in action.option_strings}
        assert told == {option.lstrip("-") for option in options}
    for statement in STATEMENTS:
        assert statement.name in text
