"""Each Python is run, has failed, or is named as not run."""

import sys

import pytest

from release import pythons
from release.pythons import answers, interpreter, main, outcome

HERE = "{}.{}".format(*sys.version_info)


@pytest.fixture
def stand_in(tmp_path):
    """A program of the right name that runs no Python, as pyenv leaves them."""
    path = tmp_path / "python3.12"
    path.write_text("#!/bin/sh\nexit 127\n")
    path.chmod(0o755)
    return str(path)


def test_an_interpreter_says_its_version():
    assert answers(sys.executable, HERE)
    assert not answers(sys.executable, "2.0")


def test_a_stand_in_is_passed_over(stand_in, monkeypatch):
    assert not answers(stand_in, "3.12")
    monkeypatch.setattr(pythons, "candidates", lambda _: iter([stand_in, sys.executable]))
    assert interpreter(HERE) == sys.executable


def test_a_failing_step_is_a_failing_python(monkeypatch):
    monkeypatch.setattr(pythons, "interpreter", lambda _: "/bin/false")
    assert outcome("3.12", []).startswith("failed: /bin/false release/environment.py")


@pytest.mark.parametrize(("third", "status"), [("passed (python3.13)", 0), ("failed: pytest", 1)])
def test_only_a_failure_fails(third, status, monkeypatch, capsys):
    said = {"3.11": "passed (python3.11)", "3.13": third}
    monkeypatch.setattr(pythons, "outcome", lambda v, _: said.get(v, "not run, as none was found"))
    assert main([]) == status
    assert capsys.readouterr().out.splitlines() == [
        "Python 3.11: passed (python3.11)",
        "Python 3.12: not run, as none was found",
        f"Python 3.13: {third}",
        "Python 3.14: not run, as none was found",
    ]
