"""Theorems' blocks in Markdown pages, rendered from what was checked and kept between markers.

A page holds `<!-- theorem NAME -->` and `<!-- end -->`, each alone on its line; what stands
between them is written here. Blocks hold nothing that depends on the machine or the day.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refmath.evidence.verify import run_job
from refmath.symbolic.claims import Claim
from refmath.symbolic.derivation import Theorem
from refmath.symbolic.expressions import latex
from refmath.symbolic.latex import aligned_latex, statement_latex
from refmath.theorems.catalogue import STATEMENTS, rests_on_in_the_end
from refmath.whole_file import write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from refmath.evidence.verdict import Refutation, Verdict

    Run = Callable[[Sequence[str]], Iterable[Verdict]]

_BEGIN = re.compile(r"<!--\s*theorem\s+(\S+)\s*-->")
_END = re.compile(r"<!--\s*end\s*-->")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


@dataclass(frozen=True)
class Block:
    """The place of a theorem on a page: the lines strictly between `begin` and `end`."""

    name: str
    begin: int
    end: int


def render_block(theorem: Theorem | Claim, verdict: Verdict) -> str:
    """Write a theorem as Markdown, with mathematics between dollar signs.

    Args:
        theorem: what is stated.
        verdict: what its verification found.

    Returns:
        the block, byte for byte the same wherever it is made, ending in one newline.
    """
    parts = [
        f'<a id="{theorem.name}"></a>',
        f"### {theorem.title}",
        theorem.plain.strip(),
        f"$$\n{_for_github(statement_latex(theorem))}\n$$",
        *_shapes(theorem),
        *_assumptions(theorem),
        *_proof(theorem, verdict),
        *_near_misses(verdict.refutations),
        _verdict_line(verdict),
        _rests(theorem.name),
        f"Source: {theorem.source}" if theorem.source else "",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _for_github(latex: str) -> str:
    r"""Say `\mathrm` for `\operatorname`, which GitHub's renderer refuses."""
    return re.sub(r"\\operatorname\*?\s*\{", r"\\mathrm{", latex)


def _proof(theorem: Theorem | Claim, verdict: Verdict) -> list[str]:
    if isinstance(theorem, Theorem):
        return ["**Derivation.**", _steps(theorem)]
    found = zip(theorem.arguments, verdict.checks, strict=False)
    lines = [
        f"{n}. {argument.says}\n   ({argument.route}: {check.detail})"
        for n, (argument, check) in enumerate(found, 1)
    ]
    return ["**Proof.**", "\n".join(lines)]


def _shapes(theorem: Theorem | Claim) -> list[str]:
    if isinstance(theorem, Claim) or not theorem.shapes:
        return []
    rows = []
    for line in theorem.shapes:
        letter, _, shape = line.replace("|", r"\|").partition(":")
        rows.append(f"| {letter.strip()} | {shape.strip()} |")
    return ["\n".join(["| letter | rows × columns |", "|---|---|", *rows])]


def _assumptions(theorem: Theorem | Claim) -> list[str]:
    lines = [f"- {text}" for text in theorem.assumptions]
    if isinstance(theorem, Theorem):
        lines += [
            f"- {h.name}: ${_for_github(f'{latex(h.left)} = {latex(h.right)}')}$, since {h.plain}"
            for h in theorem.hypotheses
        ]
    return ["**It takes for granted:**", "\n".join(lines)] if lines else []


def _steps(theorem: Theorem) -> str:
    body = _for_github(aligned_latex(theorem))
    return f"$$\n\\begin{{aligned}}\n{body}\n\\end{{aligned}}\n$$"


def _near_misses(refutations: Sequence[Refutation]) -> list[str]:
    if not refutations:
        return []
    out = ["**Near misses: false, though they look like it.**"]
    for n, near_miss in enumerate(refutations, 1):
        statement = _for_github(near_miss.statement).replace(" = ", r" \neq ", 1)
        out.append(f"**{n}. {near_miss.name}.** ${statement}$")
        out.append(near_miss.tempting.strip())
        out.append(_fenced(near_miss.counterexample))
    return out


def _fenced(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)  # a counterexample may itself hold backticks
    return f"{fence}text\n{text.rstrip()}\n{fence}" if text.strip() else ""


def _rests(name: str) -> str:
    found = rests_on_in_the_end(name)
    return f"In the end it rests on: {'; '.join(found)}." if found else ""


def _verdict_line(verdict: Verdict) -> str:
    refuted = sum(r.refuted for r in verdict.refutations)
    state = "Verified" if verdict.passed else "NOT VERIFIED"
    groups = [f"{says}: {', '.join(found)}" for says, found in _by_strength(verdict) if found]
    return (
        f"**{state}.** {'. '.join(groups)}. "
        f"Near misses refuted: {refuted} of {len(verdict.refutations)}. "
        f"Run it again: `refmath verify --only {verdict.name}`"
    )


_STRENGTHS = (
    ("Proved for every size by", ("all shapes", "every index", "every depth")),
    ("At the shapes named by", ("explicit entries",)),
    ("Tested by", ("exact numbers", "floating point")),
)


def _by_strength(verdict: Verdict) -> list[tuple[str, list[str]]]:
    """Sort the routes by what they show: nothing is called proved that was only tested."""
    found = dict.fromkeys((c.route, c.passed) for c in verdict.checks)
    return [
        (says, [r if passed else f"{r} (FAILED)" for r, passed in found if r in routes])
        for says, routes in _STRENGTHS
    ]


def find_blocks(text: str, known: Iterable[str]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Find the markers of a page.

    Args:
        text: the page.
        known: the names that a marker may have.

    Returns:
        the blocks, and the problems, each a line that begins with its line number.

    >>> find_blocks("<!-- theorem a -->\\n<!-- end -->", ["a"])
    ((Block(name='a', begin=0, end=1),), ())
    """
    names, blocks, problems = frozenset(known), list[Block](), list[str]()
    begun: tuple[str, int] | None = None
    fence = ""
    for n, line in enumerate(text.split("\n")):
        opened = _FENCE.match(line)
        if fence:
            closes = opened and opened[1].startswith(fence) and line.strip() == opened[1]
            fence = "" if closes else fence
            continue
        if opened:
            fence = opened[1]
            continue
        begin, end = _BEGIN.search(line), _END.search(line)
        marker = begin or end
        if marker is None:
            continue
        if line.strip() != marker[0]:
            problems.append(f"{n + 1}: a marker must stand alone on its line")
        elif begin:
            if begun:
                problems.append(f"{n + 1}: theorem {begin[1]} begins inside {_place(begun)}")
            if begin[1] not in names:
                problems.append(f"{n + 1}: no theorem is named {begin[1]!r}")
            begun = (begin[1], n)
        elif begun:
            blocks.append(Block(begun[0], begun[1], n))
            begun = None
        else:
            problems.append(f"{n + 1}: an end without a beginning")
    if begun:
        problems.append(f"{begun[1] + 1}: {_place(begun)} is never ended")
    return tuple(blocks), tuple(problems)


def _place(begun: tuple[str, int]) -> str:
    return f"theorem {begun[0]} (line {begun[1] + 1})"


def write_pages(
    folder: Path,
    *,
    check: bool,
    run: Run | None = None,
    on_write: Callable[[Path], None] | None = None,
) -> tuple[str, ...]:
    """Write every theorem's block into the pages of a folder, or check that all is up to date.

    A page whose markers are wrong is left alone, and so is the block of a theorem that fails.

    Args:
        folder: whose `*.md` files, at any depth, hold the markers.
        check: change nothing, and count a page that would change as a problem.
        run: makes the verdicts of the named theorems, in order; one after another if not given.
        on_write: is told every page that was changed.

    Returns:
        the problems, none if all is well.

    Raises:
        NotADirectoryError: if the folder is none.
    """
    if not folder.is_dir():
        raise NotADirectoryError(f"{folder} is not a folder")
    theorems = {theorem.name: theorem for theorem in STATEMENTS}
    pages, places, problems = _read_pages(folder, theorems)
    for name in theorems:
        here = places.get(name, [])
        if len(here) != 1:
            where = f"in {len(here)} places: {', '.join(here)}" if here else "on no page"
            problems.append(f"theorem {name} is {where}")
    asked = [name for name in theorems if name in places]
    rendered = {}
    for verdict in run(asked) if run else map(run_job, asked):
        if verdict.passed:
            rendered[verdict.name] = render_block(theorems[verdict.name], verdict)
        else:
            problems.append(f"theorem {verdict.name} fails: refmath verify --only {verdict.name}")
    for path, (old, blocks) in pages.items():
        new = _filled(old, blocks, rendered)
        if new == old:
            continue
        if check:
            problems.append(f"{path} would change:\n{_short_diff(old, new)}")
            continue
        write_atomically(path, new)
        if on_write:
            on_write(path)
    return tuple(problems)


_Pages = dict["Path", tuple[str, tuple[Block, ...]]]


def _read_pages(
    folder: Path, known: Iterable[str]
) -> tuple[_Pages, dict[str, list[str]], list[str]]:
    names = frozenset(known)
    pages: _Pages = {}
    places: dict[str, list[str]] = {}
    problems: list[str] = []
    for path in sorted(path for path in folder.rglob("*.md") if path.is_file()):
        try:
            text = path.read_bytes().decode("utf-8")  # bytes, so that "\r\n" stays what it is
        except UnicodeDecodeError as error:
            problems.append(f"{path}: is not UTF-8: {error}")
            continue
        blocks, wrong = find_blocks(text, names)
        problems += [f"{path}:{problem}" for problem in wrong]
        for block in blocks:
            if block.name in names:
                places.setdefault(block.name, []).append(f"{path}:{block.begin + 1}")
        if not wrong:
            pages[path] = (text, blocks)
    return pages, places, problems


def _filled(text: str, blocks: Sequence[Block], rendered: dict[str, str]) -> str:
    lines = text.split("\n")
    for block in reversed(blocks):  # from the end, so that the earlier line numbers still hold
        if block.name in rendered:
            ending = "\r" if lines[block.begin].endswith("\r") else ""
            inside = ["", *rendered[block.name].split("\n")]
            lines[block.begin + 1 : block.end] = [line + ending for line in inside]
    return "\n".join(lines)


def _short_diff(old: str, new: str, most: int = 12) -> str:
    lines = list(
        difflib.unified_diff(
            old.splitlines(), new.splitlines(), "on the page", "as checked", lineterm="", n=1
        )
    )
    rest = [f"... and {len(lines) - most} more lines"] if len(lines) > most else []
    return "\n".join(f"    {line}" for line in [*lines[:most], *rest])
