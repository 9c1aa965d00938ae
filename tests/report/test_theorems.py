"""The pages: blocks between markers are what was checked, and all else is left alone."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from refmath.evidence.effort import QUICK
from refmath.evidence.routes import check_claim
from refmath.evidence.verdict import (
    AT_SHAPES,
    PROVED,
    TESTED,
    Check,
    Refutation,
    Strength,
    Verdict,
)
from refmath.kernel.record import recorded
from refmath.report import theorems as pages
from refmath.report import trust
from refmath.report.blocks import find_blocks
from refmath.report.theorems import (
    ALL,
    GRAPH,
    QUESTIONS,
    STRENGTHS,
    THEOREM,
    render_block,
    write_pages,
)
from refmath.report.trust import TRUSTED
from refmath.symbolic.claims import FalseClaim
from refmath.symbolic.expressions import Named, latex
from refmath.symbolic.latex import letters_in, lines_of, parts_below
from refmath.theorems.catalogue import CLAIMS, STATEMENTS, THEOREMS

FIRST, SECOND = (next(t for t in THEOREMS if t.name == name) for name in ("vec", "trace"))
BOTH = (
    "# Prose\n\n<!-- theorem vec -->\n<!-- end -->\n\nmore\n<!-- theorem trace -->\n<!-- end -->\n"
)

Run = Callable[[Sequence[str]], Iterable[Verdict]]


def passing(name: str) -> Verdict:
    check = Check("all shapes", True, "2 steps", 0.5)
    miss = Refutation("wrong", r"A = B", "it looks so", True, "n = 2\nentry (0, 0)", 0.5)
    return Verdict(name, "Title", "Chapter", (check,), (miss,))


def run(names: Sequence[str]) -> Iterator[Verdict]:
    return map(passing, names)


@pytest.fixture(autouse=True)
def _two_theorems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "STATEMENTS", (FIRST, SECOND))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "page.md").write_text(BOTH)
    return tmp_path


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def problems_of(folder: Path, *, check: bool = True, run: Run = run) -> tuple[str, ...]:
    return write_pages(folder, check=check, run=run)


# --- writing and checking -------------------------------------------------------------------------


def test_what_was_written_is_up_to_date_and_writing_again_changes_nothing(folder: Path) -> None:
    wrote: list[Path] = []
    assert write_pages(folder, check=False, run=run, on_write=wrote.append) == ()
    assert wrote == [folder / "page.md"]
    once = bytes_of(folder)
    assert problems_of(folder) == ()
    assert write_pages(folder, check=False, run=run, on_write=wrote.append) == ()
    assert bytes_of(folder) == once
    assert wrote == [folder / "page.md"], "a page that would not change is not written"


def test_a_page_out_of_date_fails_the_check_and_is_named_with_its_difference(folder: Path) -> None:
    problems_of(folder, check=False)
    page = folder / "page.md"
    page.write_text(page.read_text().replace(FIRST.title, "Another title"))
    before = bytes_of(folder)
    (problem,) = problems_of(folder)
    assert problem.startswith(f"{page} would change:")
    assert re.search(r"^    -#+ Another title$", problem, re.MULTILINE)
    assert re.search(rf"^    \+#+ {re.escape(FIRST.title)}$", problem, re.MULTILINE)
    assert bytes_of(folder) == before, "a check changes nothing"


def test_one_sign_in_a_formula_is_out_of_date(folder: Path) -> None:
    problems_of(folder, check=False)
    page = folder / "page.md"
    page.write_text(page.read_text().replace(r"\otimes", r"\oplus", 1))
    assert len(problems_of(folder)) == 1


def test_pages_in_folders_below_are_found_and_other_files_are_not_touched(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "page.md").write_text(BOTH)
    (tmp_path / "notes.txt").write_text(BOTH)
    assert problems_of(tmp_path, check=False) == ()
    assert (tmp_path / "below" / "page.md").read_text() != BOTH
    assert (tmp_path / "notes.txt").read_text() == BOTH


def test_prose_outside_the_markers_stays_byte_for_byte(folder: Path) -> None:
    before = "\ufeff# Ünïcode ⊗\t \n\n\n```text\n<!-- theorem what -->\n```\n\x0c trailing  \n"
    after = "   \nlast line without an end"
    middle = "<!-- theorem vec -->\nstale one\n<!-- end -->\n<!-- theorem trace -->\n<!-- end -->\n"
    (folder / "page.md").write_bytes((before + middle + after).encode())
    assert problems_of(folder, check=False) == ()
    written = (folder / "page.md").read_bytes()
    assert written.startswith(before.encode() + b"<!-- theorem vec -->\n\n")
    assert written.endswith(b"\n<!-- end -->\n" + after.encode())
    assert b"stale one" not in written
    assert problems_of(folder) == ()


def test_lines_that_end_in_crlf_keep_their_ends(folder: Path) -> None:
    problems_of(folder, check=False)
    unix = (folder / "page.md").read_bytes()
    (folder / "page.md").write_bytes(BOTH.replace("\n", "\r\n").encode())
    assert problems_of(folder, check=False) == ()
    written = (folder / "page.md").read_bytes()
    assert written == unix.replace(b"\n", b"\r\n")
    assert problems_of(folder) == ()


def test_a_single_carriage_return_stays(folder: Path) -> None:
    (folder / "page.md").write_bytes(b"a\rb\n" + BOTH.encode() + b"c\r\nd\r")
    assert problems_of(folder, check=False) == ()
    written = (folder / "page.md").read_bytes()
    assert written.startswith(b"a\rb\n# Prose\n")
    assert written.endswith(b"<!-- end -->\nc\r\nd\r")


def test_a_page_that_is_not_utf8_is_named_and_left_alone(folder: Path) -> None:
    (folder / "odd.md").write_bytes(b"caf\xe9\n")
    (problem,) = problems_of(folder, check=False)
    assert problem.startswith(f"{folder / 'odd.md'}: is not UTF-8")
    assert (folder / "odd.md").read_bytes() == b"caf\xe9\n"


def test_a_folder_named_like_a_page_and_a_link_to_nothing_are_passed_over(folder: Path) -> None:
    (folder / "folder.md").mkdir()
    (folder / "gone.md").symlink_to(folder / "nowhere")
    assert problems_of(folder, check=False) == ()


def test_an_empty_page_is_left_empty(folder: Path) -> None:
    (folder / "empty.md").write_bytes(b"")
    assert problems_of(folder, check=False) == ()
    assert (folder / "empty.md").read_bytes() == b""


def test_writing_that_is_broken_off_leaves_the_old_page(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left")

    before = bytes_of(folder)
    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="no space left"):
        problems_of(folder, check=False)
    assert bytes_of(folder) == before


def test_what_is_no_folder_is_refused(folder: Path) -> None:
    for path in (folder / "page.md", folder / "missing"):
        with pytest.raises(NotADirectoryError, match="is not a folder"):
            problems_of(path)


# --- theorems that do not stand where they should -------------------------------------------------


@pytest.mark.parametrize("check", [True, False])
def test_a_theorem_on_no_page_is_a_problem(folder: Path, check: bool) -> None:
    problems_of(folder, check=False)
    text = (folder / "page.md").read_text()
    (folder / "page.md").write_text(text[: text.index("<!-- theorem trace")])
    assert problems_of(folder, check=check) == ("theorem trace is on no page",)


@pytest.mark.parametrize("check", [True, False])
def test_a_theorem_on_two_pages_is_a_problem_that_names_both(folder: Path, check: bool) -> None:
    (folder / "twin.md").write_text("<!-- theorem vec -->\n<!-- end -->\n")
    problems_of(folder, check=False)
    (problem,) = problems_of(folder, check=check)
    assert problem.startswith("theorem vec is in 2 places: ")
    assert f"{folder / 'page.md'}:3" in problem
    assert f"{folder / 'twin.md'}:1" in problem


def test_a_theorem_twice_on_one_page_is_a_problem(folder: Path) -> None:
    (folder / "page.md").write_text(BOTH + BOTH)
    problems_of(folder, check=False)
    assert [p.split(":")[0] for p in problems_of(folder)] == [
        "theorem vec is in 2 places",
        "theorem trace is in 2 places",
    ]


@pytest.mark.parametrize("check", [True, False])
@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ("<!-- theorem nothing -->\n<!-- end -->\n", "9: no theorem is named 'nothing'"),
        ("<!-- theorem trace -->\n", "9: theorem trace (line 9) is never ended"),
        ("<!-- end -->\n", "9: an end without a beginning"),
        ("see <!-- theorem trace -->\n", "9: a marker must stand alone on its line"),
    ],
)
def test_a_wrong_marker_fails_is_named_and_keeps_the_page_as_it_was(
    folder: Path, wrong: str, problem: str, check: bool
) -> None:
    (folder / "page.md").write_text(BOTH + wrong)
    assert f"{folder / 'page.md'}:{problem}" in problems_of(folder, check=check)
    assert (folder / "page.md").read_text() == BOTH + wrong


def test_a_wrong_page_does_not_keep_the_others_from_being_written(folder: Path) -> None:
    (folder / "wrong.md").write_text("<!-- end -->\n")
    assert len(problems_of(folder, check=False)) == 1
    assert (folder / "page.md").read_text() != BOTH


def test_a_theorem_that_fails_is_a_problem_and_its_block_stays_as_it_was(folder: Path) -> None:
    def failing(names: Sequence[str]) -> Iterable[Verdict]:
        return [replace(passing(n), checks=()) if n == "vec" else passing(n) for n in names]

    text = BOTH.replace("vec -->\n", "vec -->\nas it was\n")
    (folder / "page.md").write_text(text)
    (problem,) = problems_of(folder, check=False, run=failing)
    assert problem == "theorem vec fails: refmath verify --only vec"
    written = (folder / "page.md").read_text()
    assert "<!-- theorem vec -->\nas it was\n<!-- end -->" in written
    assert SECOND.title in written


def test_only_theorems_that_are_on_a_page_are_verified(folder: Path) -> None:
    asked: list[str] = []

    def listen(names: Sequence[str]) -> Iterator[Verdict]:
        asked.extend(names)
        return run(names)

    (folder / "page.md").write_text("<!-- theorem trace -->\n<!-- end -->\n")
    problems_of(folder, run=listen)
    assert asked == ["trace"]


def test_without_a_way_to_run_the_theorems_are_truly_verified(folder: Path) -> None:
    assert write_pages(folder, check=False) == ()
    text = (folder / "page.md").read_text()
    assert (
        "**Verified.** Proved for every size by: every index. "
        "At the shapes named by: explicit entries. Tested by: exact numbers. Near misses" in text
    )
    assert f"Near misses refuted: {len(FIRST.near_misses)} of {len(FIRST.near_misses)}." in text


# --- blocks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("theorem", THEOREMS, ids=lambda t: t.name)
def test_a_block_says_statement_steps_misses_and_verdict(theorem) -> None:
    text = render_block(theorem, passing(theorem.name))
    anchor, heading, _ = text.split("\n\n", 2)
    assert anchor == f'<a id="{theorem.name}"></a>'
    assert heading.lstrip("#") == f" {theorem.title}"
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert theorem.plain.strip() in text
    assert text.count("```math\n") == 2
    assert re.search(r"\n```coq\n(.+\n)+Theorem \w+_theorem : .*\n```\n\n</details>\n", text)
    for step in theorem.steps:
        assert step.by.replace("_", r"\_") in text
    assert r"**1. wrong.** $`A \neq B`$" in text
    assert "```text\nn = 2\nentry (0, 0)\n```" in text
    assert (
        "**Verified.** Proved for every size by: all shapes. Near misses refuted: 1 of 1." in text
    )
    assert f"`refmath verify --only {theorem.name}`" in text


def test_a_block_says_whether_rocq_has_accepted_what_was_checked() -> None:
    of_now = replace(passing("vec"), checksum=recorded()["statements"]["vec"])
    for verdict, state in (
        (of_now, "accepted"),
        (replace(of_now, checksum="0" * 16), "not checked since it changed"),
    ):
        summary = f"<summary>For Rocq's kernel, 1 lemma: {state}</summary>"
        assert f"<details>\n{summary}\n\n`proofs/theorems/Chapter1.v`\n\n```coq\n" in render_block(
            FIRST, verdict
        )


def test_a_claim_s_lemmas_are_shown_file_by_file_as_they_stand_under_proofs() -> None:
    text = render_block(INDUCTION, passing("induction"))
    assert "<summary>For Rocq's kernel, 7 lemmas: " in text
    assert re.findall(r"^`proofs/claims/(\w+)\.v`\n\n```coq$", text, re.MULTILINE) == [
        "InductionBound",
        "InductionModel",
    ]
    left_out = next(c for c in CLAIMS if c.name == "composition_scores")
    assert ", 2 lemmas: leaves out: the mean over all rotations" in render_block(
        left_out, passing("composition_scores")
    )


def test_a_false_claim_is_printed_as_it_is_claimed() -> None:
    """The first = of a proposition may be a definition's: only an equation is written with ≠."""
    claim = next(c for c in CLAIMS if c.name == "layers_of_windows")
    false = next(n for n in claim.near_misses if isinstance(n, FalseClaim))
    miss = Refutation(false.name, false.latex, false.tempting, True, "n = 1", 0.5)
    text = render_block(claim, replace(passing(claim.name), refutations=(miss,)))
    assert f"**1. {false.name}.** $`" in text
    assert r"\neq" not in text


def test_a_block_holds_nothing_of_the_machine_or_the_day() -> None:
    slow = replace(passing("vec"), checks=(Check("all shapes", True, "2 steps", 123.5),))
    assert render_block(FIRST, slow) == render_block(FIRST, passing("vec"))


def test_a_block_has_no_operatorname_which_github_refuses() -> None:
    text = render_block(SECOND, passing("trace"))
    assert r"\mathrm{tr}" in text
    assert "operatorname" not in text


def test_a_counterexample_with_a_fence_in_it_stays_inside_its_own() -> None:
    odd = "```\n<!-- end -->\n````"
    verdict = passing("vec")
    miss = replace(verdict.refutations[0], counterexample=odd)
    text = render_block(FIRST, replace(verdict, refutations=(miss,)))
    assert f"`````text\n{odd}\n`````" in text
    page = f"<!-- theorem vec -->\n\n{text}\n<!-- end -->\n"
    blocks, problems = find_blocks(page, THEOREM, ["vec"])
    assert problems == ()
    assert len(blocks) == 1


def test_a_block_of_a_failing_verdict_says_so() -> None:
    bad = replace(passing("vec"), checks=(Check("all shapes", False, "", 0.0),))
    text = render_block(FIRST, bad)
    assert "**NOT VERIFIED.** Proved for every size by: all shapes (FAILED)." in text


# --- strengths ------------------------------------------------------------------------------------

INDUCTION = next(c for c in CLAIMS if c.name == "induction")


def verdict_of(*parts: tuple[str, str], strength: Strength) -> Verdict:
    checks = tuple(Check(route, True, "", 0.5, part) for route, part in parts)
    return replace(passing("induction"), checks=checks, strength=strength)


def test_a_claim_says_what_is_the_proof_and_what_stands_beside_it() -> None:
    parts = ("all shapes", "essential"), ("all shapes", "essential"), ("exact numbers", "beside")
    text = render_block(INDUCTION, verdict_of(*parts, strength=Strength(PROVED)))
    assert (
        "**Verified.** Proved for every size by: all shapes. Beside it, by: exact numbers. " in text
    )


def test_a_claim_with_one_weak_argument_is_not_called_proved() -> None:
    parts = ("all shapes", "essential"), ("exact numbers", "essential")
    weak = Strength(TESTED, ("argument 2 is by exact numbers",))
    text = render_block(INDUCTION, verdict_of(*parts, strength=weak))
    assert (
        "**Shown for what was drawn or listed only**, since argument 2 is by exact numbers. "
        "Tested by: all shapes, exact numbers. " in text
    )
    assert "Proved for every size" not in text


def test_a_theorem_that_rests_on_less_is_not_called_proved() -> None:
    weak = Strength(AT_SHAPES, ("it rests on another",))
    text = render_block(FIRST, replace(passing("vec"), strength=weak))
    assert (
        "**Shown for the shapes named only**, since it rests on another. "
        "From there, by: all shapes. " in text
    )
    assert "Proved for every size" not in text


def test_a_page_lists_what_is_shown_for_less(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = STRENGTHS.place("not_for_every_size")
    (folder / "list.md").write_text(f"# List\n\n{place}\n")
    weak = {"vec": Strength(AT_SHAPES, ("argument 1 is by explicit entries",))}
    monkeypatch.setattr(pages, "not_for_every_size", lambda: weak)
    assert problems_of(folder, check=False) == ()
    text = (folder / "list.md").read_text()
    assert "\n- `vec`: the shapes named, since argument 1 is by explicit entries\n" in text
    assert problems_of(folder) == ()
    monkeypatch.setattr(pages, "not_for_every_size", dict)
    (problem,) = problems_of(folder)
    assert problem.startswith(f"{folder / 'list.md'} would change:")
    assert "+None: every statement is proved for every size." in problem


def test_a_list_of_another_name_is_a_problem(folder: Path) -> None:
    (folder / "list.md").write_text(STRENGTHS.place("what") + "\n")
    (problem,) = problems_of(folder, check=False)
    assert problem == f"{folder / 'list.md'}:1: no strengths is named 'what'"


# --- what is trusted ------------------------------------------------------------------------------


def test_what_verdicts_trust_is_written_where_its_place_is(folder, monkeypatch):
    (folder / "list.md").write_text(f"# List\n\n{TRUSTED.place('base')}\n")
    assert problems_of(folder, check=False) == ()
    text = (folder / "list.md").read_text()
    assert "| every size | every index | theorems | " in text
    assert "\nBeside these files: Python, numpy, sympy.\n" in text
    assert problems_of(folder) == ()
    monkeypatch.setattr(trust, "of_theorems", lambda _: None)
    (problem,) = problems_of(folder)
    assert problem.startswith(f"{folder / 'list.md'} would change:")


# --- letters --------------------------------------------------------------------------------------


def block_of(name: str) -> str:
    statement = next(s for s in STATEMENTS if s.name == name)
    return render_block(statement, passing(name))


@pytest.mark.parametrize("theorem", THEOREMS, ids=lambda t: t.name)
def test_every_letter_of_a_block_is_defined_in_it(theorem) -> None:
    block = block_of(theorem.name)
    said = lines_of(theorem)
    false = [side for n in theorem.near_misses for side in (n.left, n.right)]
    for g in letters_in(*said, *false):
        assert f"\n| $`{g.latex}`$ | " in block
    for e in parts_below(*said):
        if isinstance(e, Named):
            assert f"$`{latex(e)} = ".replace("operatorname", "mathrm") in block


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: c.name)
def test_the_letters_of_a_claim_are_defined_in_its_block(claim) -> None:
    assert "| letter | what it is ([all letters](../conventions.md#letters)) |" in block_of(
        claim.name
    )


def test_what_only_a_near_miss_defines_is_defined_beside_it() -> None:
    W_OV = r"W_{OV}^{(0)} = W_O^{(0)} \, W_V^{(0)}"
    near_miss = Refutation("one_OV_for_all_heads", "A = B", "", True, "n = 2", 0.5)
    theorem = next(t for t in THEOREMS if t.name == "one_layer")
    block = render_block(theorem, replace(passing("one_layer"), refutations=(near_miss,)))
    above, below = block.split("one_OV_for_all_heads.", 1)
    assert W_OV not in above
    assert f", where $`{W_OV}`$" in below


def test_a_false_claim_is_printed_as_it_is_evaluated_with_what_it_defines_otherwise() -> None:
    claim = next(c for c in CLAIMS if c.name == "one_skip_trigram")
    text = render_block(claim, check_claim(claim, QUICK))
    _, near = text.split("**3. queries_that_read_every_token.** ")
    assert near.startswith("$`f_{C} = r ")  # no = is made ≠: it would be that of an index
    assert near.splitlines()[0].endswith(r", where $`S_{ij} = s \, [t_{j} = A]`$")
    above, _ = text.split("**Proof.**")
    assert r"where $`f_{c} = r \, [c = C]" in above
    assert "**Evaluated as it is printed:** " in text


# --- what is made of all of them ------------------------------------------------------------------


def with_one_near_miss_each(names: Sequence[str]) -> Iterator[Verdict]:
    for verdict in map(passing, names):
        near_miss = next(t for t in THEOREMS if t.name == verdict.name).near_misses[0]
        yield replace(verdict, refutations=(replace(verdict.refutations[0], name=near_miss.name),))


def test_the_graph_and_the_questions_are_written_where_their_places_are(folder: Path) -> None:
    below = folder / "below"
    below.mkdir()
    places = f"{GRAPH.place(ALL)}\n\n{QUESTIONS.place(ALL)}\n"
    (below / "all.md").write_text(f"# All\n\n{places}")
    run = with_one_near_miss_each
    assert problems_of(folder, check=False, run=run) == ()
    text = (below / "all.md").read_text()
    assert "| [vec](../page.md#vec) | | |\n| [trace](../page.md#trace) | " in text
    assert "\n## Prose\n\n### Question 1\n\n**A**\n" in text
    assert f"is `trace`: [{SECOND.title}](../page.md#trace)." in text
    assert 'href="../page.html#vec"' in (below / "statements.svg").read_text()
    assert problems_of(folder, run=run) == ()
    (below / "statements.svg").write_text("<svg/>")
    (problem,) = problems_of(folder, run=run)
    assert problem.startswith(f"{below / 'statements.svg'} would change:")


def test_what_fails_leaves_the_questions_as_they_are(folder: Path) -> None:
    (folder / "all.md").write_text(f"# All\n\n{QUESTIONS.place(ALL)}\n")
    problems_of(folder, check=False, run=with_one_near_miss_each)
    once = (folder / "all.md").read_bytes()
    assert b"is `trace`: [" in once

    def failing(names: Sequence[str]) -> Iterator[Verdict]:
        for verdict in with_one_near_miss_each(names):
            bad = replace(verdict.checks[0], passed=verdict.name != "trace")
            yield replace(verdict, checks=(bad,))

    (problem,) = problems_of(folder, check=False, run=failing)
    assert problem.startswith("theorem trace fails")
    assert (folder / "all.md").read_bytes() == once
