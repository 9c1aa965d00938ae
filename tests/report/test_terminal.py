"""Verdicts in a terminal of any width, and in a pipe: legible, and nothing lost."""

import io
import re
from dataclasses import replace

import pytest

from refmath.evidence.verdict import (
    PROVED,
    ROUTES,
    TESTED,
    Check,
    Refutation,
    Strength,
    Verdict,
)
from refmath.kernel.record import recorded
from refmath.report.terminal import MEANS, console, marks, progress_bar, show, show_next
from refmath.theorems.catalogue import CHAPTERS

LONG = "scores_of_a_second_layer_head_"  # 30 characters: what 86 columns must hold

GOOD = Verdict(
    "vec",
    "Flattening",
    "1 The algebra",
    tuple(Check(route, True, f"detail of {route}", 0.02) for route in ROUTES[:4]),
    (
        Refutation(
            "flipped", r"A \otimes W = W \otimes A", "so tempting", True, "x = [[1, 2]]", 0.0
        ),
    ),
)
LONG_NAMED = replace(GOOD, name=LONG, chapter="2 The layers")
BAD = Verdict(
    "broken",
    "A false one",
    "2 The layers",
    (
        Check(ROUTES[0], True, "fine", 0.0),
        Check("explicit entries", False, "entries differ\nat (0, 1)", 9.0),
    ),
    (
        Refutation("fallen", "", "tempting", True, "y = 1", 0.0),
        Refutation("standing", "", "still tempting", False, "none found", 0.0),
    ),
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def in_pipe(*verdicts: Verdict, verbose: bool = False) -> str:
    stream = io.StringIO()
    show(verdicts, console(stream), verbose=verbose)
    return stream.getvalue()


def in_terminal(*verdicts: Verdict, width: int) -> str:
    """What stands there, without its colours."""
    stream = Terminal()
    show(verdicts, console(stream, width))
    return re.sub(r"\x1b\[[\d;]*m", "", stream.getvalue())


def line_of(name: str, text: str) -> str:
    (line,) = [line for line in text.splitlines() if line.startswith(name + " ")]
    return line


# --- in a pipe ------------------------------------------------------------------------------------


def test_a_pipe_gets_no_escape_character_and_every_name_whole() -> None:
    text = in_pipe(GOOD, LONG_NAMED, BAD, replace(GOOD, name="n" * 120), verbose=True)
    assert "\x1b" not in text
    for name in ("vec", LONG, "broken", "n" * 120):
        assert line_of(name, text)


@pytest.mark.parametrize("columns", ["7", "0", "500", "-3", "garbage", ""])
def test_a_pipe_gets_the_same_whatever_columns_says(
    columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = in_pipe(GOOD, LONG_NAMED, BAD)
    monkeypatch.setenv("COLUMNS", columns)
    assert in_pipe(GOOD, LONG_NAMED, BAD) == expected


def test_a_pipe_gets_plain_text_even_where_colours_are_forced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in in_pipe(GOOD, BAD)


def test_no_line_of_the_table_ends_in_spaces() -> None:
    assert not [line for line in in_pipe(GOOD, LONG_NAMED).splitlines() if line != line.rstrip()]


def test_every_column_is_explained_and_every_mark() -> None:
    legend = in_pipe(GOOD).split("\n\n")[0]
    assert set(MEANS) == set(ROUTES)
    others = (
        "accepted as it is now, by Rocq's kernel, which isn't ours",
        "near misses, false statements that look like it, that fell",
        "seconds of work",
    )
    for meaning in (*MEANS.values(), *others):
        assert f"  {meaning}\n" in legend
    for heading in ("all shapes", "expl. entry", "Rocq", "refuted", "s", *marks("utf-8"), "(✓)"):
        assert re.search(rf"(^  |  |^){re.escape(heading)} ", legend, re.MULTILINE), heading
    assert max(map(len, legend.splitlines())) <= 80


@pytest.mark.parametrize(
    ("verified", "arguments"), [(True, "derive one_layer"), (False, "verify --only NAME --verbose")]
)
def test_a_terminal_is_told_what_to_do_next_and_a_pipe_is_not(
    verified: bool, arguments: str
) -> None:
    terminal, pipe = Terminal(), io.StringIO()
    for stream in (terminal, pipe):
        show_next(console(stream, 80), ".venv/bin/refmath", verified=verified)
    assert f"  .venv/bin/refmath {arguments} " in terminal.getvalue()
    assert max(map(len, terminal.getvalue().splitlines())) <= 80
    assert pipe.getvalue() == ""


# --- in a terminal --------------------------------------------------------------------------------


def test_a_terminal_gets_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    colour = re.compile(r"\x1b\[[\d;]*3\d")
    stream = Terminal()
    show([GOOD], console(stream))
    assert colour.search(stream.getvalue())
    monkeypatch.setenv("NO_COLOR", "1")
    stream = Terminal()
    show([GOOD], console(stream))
    assert not colour.search(stream.getvalue())


@pytest.mark.parametrize(("width", "characters"), [(80, 19), (91, 30)])
def test_a_width_holds_a_name_of_so_many_characters(width: int, characters: int) -> None:
    name = LONG[-characters:]
    slow = replace(LONG_NAMED, name=name, checks=(Check(ROUTES[0], True, "", 99.9),))
    text = in_terminal(GOOD, slow, width=width)
    assert line_of(name, text).endswith(" 99.9")
    assert max(map(len, text.splitlines())) <= width


@pytest.mark.parametrize("width", [81, 73])
def test_narrower_a_name_is_folded_and_nothing_is_lost(width: int) -> None:
    text = in_terminal(GOOD, LONG_NAMED, width=width)
    assert max(map(len, text.splitlines())) <= width
    assert LONG in re.sub(r"\n", "", text)
    assert re.search(r"scores_of_\w*_\n", text), "it is broken after an underscore"
    for word in ("shapes", "index", "entry", "exact", "float", "refuted", "1/1", "0.1"):
        assert word in text


@pytest.mark.parametrize("width", [1, 10, 30])
def test_in_no_width_is_anything_lost(width: int) -> None:
    def letters(text: str) -> str:
        return "".join(text.split())

    narrow = in_terminal(GOOD, LONG_NAMED, width=width)
    assert LONG in letters(narrow)
    assert "0.1" in narrow
    assert "…" not in narrow


def test_columns_stand_under_each_other_in_all_chapters() -> None:
    text = in_terminal(GOOD, LONG_NAMED, BAD, width=91)
    lines = text.splitlines()
    headings = [line for line in lines if line.endswith(" s") and "shapes" in line]
    assert len(headings) == 2
    assert headings[0] == headings[1]
    rows = [line_of(name, text) for name in ("vec", LONG, "broken")]
    assert len({len(row) for row in rows} | {len(headings[0])}) == 1
    places = [[n for n, letter in enumerate(row) if letter in "✓✗–?"] for row in rows]
    assert places[0] == places[1] == places[2]
    words = ("shapes", "index", "depth", "entry", "exact", "print", "float", "Rocq")
    for place, word in zip(places[0], words, strict=True):
        begin = headings[0].index(word)
        assert begin <= place < begin + len(word)


@pytest.mark.parametrize("seconds", [0.0, 9.96, 123.4, 98765.4])
def test_seconds_are_never_cut(seconds: float) -> None:
    slow = replace(GOOD, checks=(Check(ROUTES[0], True, "", seconds),))
    for width in (80, 60, 40):
        assert line_of("vec", in_terminal(slow, width=width)).endswith(f" {seconds:.1f}")


def test_every_route_has_a_column_and_its_mark() -> None:
    for n, route in enumerate(ROUTES):
        one = replace(GOOD, checks=(Check(route, False, "", 0.0),))
        found = re.findall("[✓✗–?]", line_of("vec", in_pipe(one)))
        assert found == [*("✗" if m == n else "–" for m in range(len(ROUTES))), "?"]


def test_what_rocq_has_accepted_is_marked_where_it_is_what_was_checked() -> None:
    """Another checksum: not checked since; no lemma, or no statement: the column doesn't apply."""
    accepted = recorded()["statements"]["vec"]
    for name, checksum, mark in (
        ("vec", accepted, "✓"),
        ("vec", accepted[::-1], "?"),
        ("vec", "", "?"),
        ("composition_scores", "", "–"),
        ("layered_equals_expanded", "", "–"),
    ):
        text = in_pipe(replace(GOOD, name=name, checksum=checksum))
        assert line_of(name, text).split()[1 + len(ROUTES)] == mark
        assert text.splitlines()[-1].startswith("1 verified"), "the record fails nobody"
    assert "? not checked since it changed: " in in_pipe(GOOD)


def test_the_legend_stands_once_above_all_tables() -> None:
    text = in_pipe(GOOD, LONG_NAMED)
    assert text.count(MEANS["floating point"]) == 1
    assert text.index(MEANS["floating point"]) < text.index("1. The algebra")


def test_statements_stand_below_the_chapters_of_the_pages_and_others_below_their_own() -> None:
    names = ("norm_of_rescaled_rows", "one_layer", "layered_equals_expanded")
    text = in_pipe(*(replace(GOOD, name=name, chapter="Functions") for name in names))
    lines = text[: text.index("3 verified")].splitlines()
    below = [line.split()[0] for line in lines if line.startswith((*names, *CHAPTERS, "Functions"))]
    assert below == ["2.", "one_layer", "6.", "norm_of_rescaled_rows", "Functions", names[2]]


# --- what is said ---------------------------------------------------------------------------------


def test_what_failed_is_shown_in_full_and_what_passed_is_not() -> None:
    text = in_pipe(GOOD, BAD)
    assert "broken: A false one FAILED" in text
    assert "✗ explicit entries: entries differ\n      at (0, 1)" in text
    assert "✗ near miss, NOT refuted: standing" in text
    assert "none found" in text
    for passed in ("fine", "fallen", "detail of", "so tempting"):
        assert passed not in text


def test_the_last_line_counts() -> None:
    assert in_pipe(GOOD, BAD).splitlines()[-1] == "1 of 2 FAILED: broken"
    last = in_pipe(GOOD, LONG_NAMED).splitlines()[-1]
    assert last == "2 verified, 2 near misses refuted (0.2 s of work)"


def test_verbose_shows_every_check_and_every_counterexample() -> None:
    text = in_pipe(GOOD, verbose=True)
    assert "\nvec: Flattening\n" in text
    for route in ROUTES[:4]:
        assert f"  ✓ {route}: detail of {route}\n" in text
    assert "      A ⊗ W = W ⊗ A\n      so tempting\n      x = [[1, 2]]\n" in text


def test_a_verdict_without_checks_or_near_misses_fails_and_says_why() -> None:
    text = in_pipe(replace(GOOD, checks=()), replace(LONG_NAMED, refutations=()))
    assert "nothing was checked" in text
    assert "it has no near miss" in text
    assert "2 of 2 FAILED" in text
    assert line_of("vec", text).count("–") == len(ROUTES)
    assert "0/0" in line_of(LONG, text)


def test_nothing_in_a_counterexample_is_taken_for_markup() -> None:
    odd = "[bold]x[/] :x: [1, 2]\n[/]"
    told = replace(GOOD.refutations[0], counterexample=odd)
    assert odd.replace("\n", "\n      ") in in_pipe(
        replace(GOOD, refutations=(told,)), verbose=True
    )


def test_a_long_row_of_a_matrix_is_not_wrapped() -> None:
    row = f"x = [[{', '.join(['123'] * 60)}]]"
    told = replace(GOOD.refutations[0], counterexample=row)
    assert row in in_pipe(replace(GOOD, refutations=(told,)), verbose=True)


@pytest.mark.parametrize(
    ("encoding", "passed", "failed"),
    [
        ("utf-8", "✓", "✗"),
        ("ascii", "ok", "FAIL"),
        ("latin-1", "ok", "FAIL"),
        ("no-such-encoding", "ok", "FAIL"),
        (None, "ok", "FAIL"),
    ],
)
def test_marks_are_what_the_encoding_can_write(
    encoding: str | None, passed: str, failed: str
) -> None:
    assert marks(encoding)[:2] == (passed, failed)
    assert len(set(marks(encoding))) == len(marks(encoding))


def test_an_ascii_stream_gets_ok_and_fail() -> None:
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, encoding="ascii")  # an unknown letter would raise
    show([GOOD, BAD], console(stream), verbose=True)
    stream.flush()
    text = written.getvalue().decode("ascii")
    assert line_of("vec", text).split()[1:9] == ["ok", "ok", "ok", "ok", "-", "-", "-", "?"]
    assert line_of("broken", text).split()[1:5] == ["ok", "-", "-", "FAIL"]


# --- the bar --------------------------------------------------------------------------------------


def test_a_pipe_gets_no_bar() -> None:
    stream = io.StringIO()
    with progress_bar(stream, ["vec"]) as progress:
        progress(1, 1)
    assert stream.getvalue() == ""


def test_the_bar_names_what_is_worked_on_and_then_goes() -> None:
    stream = Terminal()
    with progress_bar(stream, ["first_one", "second_one"]) as progress:
        assert "first_one" in stream.getvalue()
        assert "second_one" not in stream.getvalue()
        progress(1, 2)
        assert "1/2" in stream.getvalue()
        assert stream.getvalue().rindex("second_one") > stream.getvalue().rindex("first_one")
        progress(2, 2)
        assert "2/2" in stream.getvalue()
    assert stream.getvalue().endswith("\x1b[2K"), "the line is erased"


def test_the_bar_takes_one_line_whatever_the_name() -> None:
    stream = Terminal()
    with progress_bar(stream, [LONG * 5, "vec"]) as progress:
        assert "\n" not in stream.getvalue()
        progress(1, 2)
        assert "\n" not in stream.getvalue()


# --- strengths ------------------------------------------------------------------------------------


def test_what_stands_beside_the_proof_has_another_mark() -> None:
    beside = Check("exact numbers", True, "", 0.0, "beside")
    both = replace(GOOD, checks=(Check("all shapes", True, "", 0.0), beside))
    line = line_of("vec", in_pipe(both))
    assert line.split()[1:6] == ["✓", "–", "–", "–", "(✓)"]
    needed = replace(both, checks=(*both.checks, replace(beside, part="essential")))
    assert "(✓)" not in line_of("vec", in_pipe(needed))
    failed = replace(both, checks=(both.checks[0], replace(beside, passed=False)))
    assert "✗" in line_of("vec", in_pipe(failed))


def test_what_is_shown_for_less_than_every_size_is_named_and_counted() -> None:
    proved = replace(GOOD, strength=Strength(PROVED))
    weak = replace(LONG_NAMED, strength=Strength(TESTED, ("it rests on vec", "on more")))
    text = in_pipe(proved, weak, GOOD)
    assert f"{LONG}: for what was drawn or listed only, since it rests on vec and on more\n" in text
    assert text.splitlines()[-1].startswith(
        "3 verified (1 for every size, 1 for what was drawn or listed), 3 near misses refuted"
    )
    assert " only, since" not in in_pipe(proved, GOOD)
    assert in_pipe(GOOD).splitlines()[-1].startswith("1 verified, 1 near misses refuted")
