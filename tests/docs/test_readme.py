"""What the README tells one to type works as it is written; what would install has its target."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCES = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
LINES = [
    line.partition(" #")[0].rstrip()
    for language, fence in FENCES
    if not language
    for line in fence.splitlines()
]
TARGETS = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
MADE = re.findall(r"(?:^|`)make ([\w-]+)", README, re.MULTILINE)
INSTALLS = re.compile(r"make [\w-]+$")


def typed(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a line in a shell, in a folder whose .venv has the command, without a network."""
    command = folder / ".venv" / "bin" / "refmath"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m refmath "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9")
    return subprocess.run(
        ["bash", "-euc", line],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
        env={**os.environ, **nowhere, "PYTHONPATH": str(ROOT)},
    )


def test_there_are_lines_to_type() -> None:
    """So that a fence that isn't found makes no test pass."""
    assert len(LINES) == 9
    assert sum(line.startswith(".venv/bin/refmath ") for line in LINES) == 6


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash to type into")
@pytest.mark.parametrize("line", [line for line in LINES if not INSTALLS.match(line)])
def test_each_line_does_what_it_says_and_fails_in_nothing(line: str, tmp_path: Path) -> None:
    asked = f"{line}\ncomplete -p refmath" if line.startswith("eval ") else line
    if line.endswith("verify --quick"):  # all of it takes a minute, and is asked elsewhere
        asked += " --only mixed_product"
    ran = typed(asked, tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert re.search(EXPECTED[line.split("refmath ")[1].split()[0]], ran.stdout)


EXPECTED = {
    "verify": r"\n\d+ verified .*; as expected by the list ",
    "try": r"attn-only-2l reads 10 tokens",
    "load": r"(?m)^attn-only-2l$",
    "derive": r"(?s)Path expansion: 2 layers, heads: 3, 3\n.* = .* by ",
    "theorems": r"(?m)^one_layer\t",
    "completion": r"complete .* refmath",
}


@pytest.mark.parametrize("target", sorted(set(MADE)))
def test_what_make_is_told_to_make_is_there(target: str) -> None:
    assert target in TARGETS
    asked = subprocess.run(
        ["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert asked.returncode == 0, asked.stderr


def test_what_installs_or_runs_a_file_names_one_that_is_there() -> None:
    installs = re.findall(r"python -m pip install (\S+)`", README)
    assert installs == ["."]
    assert "[build-system]" in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    files = re.findall(r"`python ([\w/]+\.py)", README)
    assert files
    assert [name for name in files if not (ROOT / name).is_file()] == []


def test_a_line_that_does_not_work_is_seen(tmp_path: Path) -> None:
    assert typed(".venv/bin/refmath derive --layers none", tmp_path).returncode != 0
