"""Bars are drawn where a person looks, and nowhere else."""

import io
import sys

from refmath.commands.progress import bars, started


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_sees_a_bar_for_each_name_that_was_told_something(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("TERM", "xterm")
    with bars() as bar:
        told, silent = bar("sources swept"), bar("never told")
        assert silent is not None
        told(3, 7)
        told(7, 7)
    shown = sys.stderr.getvalue()
    assert "sources swept" in shown
    assert "never told" not in shown


def test_elsewhere_there_is_none(monkeypatch):
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with bars() as bar:
        assert bar("sources swept") is None
    assert sys.stderr.getvalue() == ""


def test_a_terminal_is_told_what_is_done_before_there_is_a_bar_and_keeps_nothing_of_it(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    with started("loading"):
        assert sys.stderr.getvalue() == "loading ..."
    assert sys.stderr.getvalue() == "loading ...\r           \r"


def test_elsewhere_nothing_is_told(monkeypatch):
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with started("loading"):
        pass
    assert sys.stderr.getvalue() == ""
