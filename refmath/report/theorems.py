"""Theorems' blocks in Markdown pages, rendered from what was checked and kept between markers.

A page holds `<!-- theorem NAME -->` and `<!-- end -->`, each alone on its line; what stands
between them is written here, as the tables of foreign configs are. Blocks hold nothing that depends
on the machine or the day.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import partial
from os.path import relpath
from pathlib import PurePath
from typing import TYPE_CHECKING

from refmath.evidence.routes import not_for_every_size
from refmath.evidence.verdict import AT_SHAPES, BY_ROUTE, PROVED, TESTED
from refmath.evidence.verify import verified
from refmath.kernel.lemma_texts import lemma_texts
from refmath.kernel.record import NOT_YET_ACCEPTED, kernel_record
from refmath.report import trust
from refmath.report.blocks import Kind, filled, misplaced, page_of, put, read_page
from refmath.report.counterexamples import instances, side_by_side
from refmath.report.fields import CONFIGS, FIELDS, render_fields
from refmath.report.marked_down import by_itself, in_line
from refmath.report.parts import EVERY_FUNCTION, PARTS_TABLE, render_parts
from refmath.report.questions import Question, Said, drawn_by, render_questions
from refmath.report.statement_graph import FILE, Section, drawn, render_graph
from refmath.report.tables import markdown_table, within_cell
from refmath.symbolic.claims import Claim, FalseClaim
from refmath.symbolic.derivation import NearMiss, Theorem
from refmath.symbolic.expressions import latex
from refmath.symbolic.latex import (
    aligned_latex,
    defined_in,
    definitions,
    letters_in,
    lines_of,
    stated_latex,
    statement_latex,
    sums_in,
)
from refmath.theorems.catalogue import STATEMENTS, rests_on_in_the_end
from refmath.theorems.glossary import CLAIMS, letters_of_formula, meaning, meaning_of_sum

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from refmath.evidence.verdict import Refutation, Verdict
    from refmath.report.blocks import Page
    from refmath.symbolic.derivation import Hypothesis
    from refmath.symbolic.expressions import Expression

    Run = Callable[[Sequence[str]], Iterable[Verdict]]

THEOREM = Kind("theorem", "end")
STRENGTHS = Kind("strengths", "end of the strengths")
NOT_FOR_EVERY_SIZE = "not_for_every_size"
GRAPH = Kind("graph", "end of the graph")
QUESTIONS = Kind("questions", "end of the questions")
ALL = "statements"
"""What is drawn and asked about: all of them."""

ALIKE = 0.75
"""How much of a statement's TeX a false one shares, if one may be taken for the other."""

_BY = {
    PROVED: "Proved for every size by",
    AT_SHAPES: "At the shapes named by",
    TESTED: "Tested by",
}


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
        by_itself(_for_github(_stated(theorem))),
        *_where(theorem),
        *_letters(theorem),
        *_assumptions(theorem),
        *_proof(theorem, verdict),
        *_for_rocq(theorem, verdict),
        *_near_misses(theorem, verdict.refutations),
        _verdict_line(theorem, verdict),
        _rests(theorem.name),
        f"Source: {theorem.source}",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _stated(statement: Theorem | Claim) -> str:
    return stated_latex(statement) if isinstance(statement, Claim) else statement_latex(statement)


def _for_github(latex: str) -> str:
    r"""Say `\mathrm` for `\operatorname`, which GitHub's renderer refuses."""
    return re.sub(r"\\operatorname\*?\s*\{", r"\\mathrm{", latex)


def _proof(theorem: Theorem | Claim, verdict: Verdict) -> list[str]:
    if isinstance(theorem, Theorem):
        return ["**Derivation.**", _steps(theorem)]
    checks = [check for check in verdict.checks if check.route != "as printed"]
    arguments = zip(theorem.arguments, checks, strict=False)
    lines = [
        f"{n}. {argument.says}\n   ({argument.route}: {check.detail}. "
        f"Not so with: {'; '.join(twin.says for twin in argument.twins)})"
        for n, (argument, check) in enumerate(arguments, 1)
    ]
    evaluated = [
        f"**Evaluated as it is printed:** {check.detail}."
        for check in verdict.checks
        if check.route == "as printed"
    ]
    return ["**Proof.**", "\n".join(lines), *evaluated]


def _for_rocq(statement: Theorem | Claim, verdict: Verdict) -> list[str]:
    """Fold away what Rocq's kernel is given, and say what it has accepted of it."""
    known = kernel_record(statement.name, verdict.checksum)
    state = known["state"] if known else NOT_YET_ACCEPTED
    files = lemma_texts(statement)
    if not files:
        return [f"For Rocq's kernel: {state}."]
    n_lemmas = sum(len(file.lemmas) for file in files)
    lemmas = f"{n_lemmas} lemmas" if n_lemmas > 1 else "1 lemma"
    parts = [
        f"<details>\n<summary>For Rocq's kernel, {lemmas}: {state}</summary>",
        *(part for file in files for part in (f"`proofs/{file.path}`", _fenced(file.text, "coq"))),
        "</details>",
    ]
    return ["\n\n".join(part for part in parts if part)]


_GLOSSARY = "[all letters](../conventions.md#letters)"


def _where(statement: Theorem | Claim) -> list[str]:
    defined = (
        defined_in(statement.statement)
        if isinstance(statement, Claim)
        else definitions(*lines_of(statement))
    )
    return [f"where {_defined(defined)}"] if defined else []


def _letters(statement: Theorem | Claim) -> list[str]:
    """Define every letter that the statement, its lines and its near misses write."""
    if isinstance(statement, Claim):
        return _letters_of_claim(statement)
    false = [side for n in statement.near_misses for side in (n.left, n.right)]
    return _table_of_letters(*lines_of(statement), *false)


def _table_of_letters(*said: Expression) -> list[str]:
    rows = [
        [in_line(g.latex), " × ".join(" · ".join(s) or "1" for s in (g.rows, g.cols)), meaning(g)]
        for g in letters_in(*said)
    ]
    rows += [[in_line(over), "", meaning_of_sum(over)] for over in sums_in(*said)]
    heading = ["letter", "rows × columns", f"what it is ({_GLOSSARY})"]
    cells = [[within_cell(cell) for cell in row] for row in rows]
    return [markdown_table(heading, cells).rstrip("\n")]


def _letters_of_claim(claim: Claim) -> list[str]:
    known = CLAIMS.get(claim.name, {})
    formulas = [
        claim.latex,
        *(n.latex for n in claim.near_misses if isinstance(n, FalseClaim)),
    ]
    written = dict.fromkeys(name for tex in formulas for name in letters_of_formula(tex, known))
    rows = [[in_line(name), within_cell(known[name])] for name in written if name in known]
    heading = ["letter", f"what it is ({_GLOSSARY})"]
    return [markdown_table(heading, rows).rstrip("\n")] if rows else []


def _defined(formulas: Iterable[str]) -> str:
    return ", ".join(in_line(_for_github(formula)) for formula in formulas)


def _assumptions(theorem: Theorem | Claim) -> list[str]:
    lines = [f"- {text}" for text in theorem.assumptions]
    if isinstance(theorem, Theorem):
        lines += [f"- {h.name}: {_hypothesis(h)}, since {h.plain}" for h in theorem.hypotheses]
    return ["**It takes for granted:**", "\n".join(lines)] if lines else []


def _hypothesis(h: Hypothesis) -> str:
    return in_line(_for_github(f"{latex(h.left)} = {latex(h.right)}"))


def _steps(theorem: Theorem) -> str:
    body = _for_github(aligned_latex(theorem))
    return by_itself(f"\\begin{{aligned}}\n{body}\n\\end{{aligned}}")


def _near_misses(of: Theorem | Claim, refutations: Sequence[Refutation]) -> list[str]:
    if not refutations:
        return []
    defined = set(
        definitions(*lines_of(of)) if isinstance(of, Theorem) else defined_in(of.statement)
    )
    false = {n.name: n for n in of.near_misses}
    out = ["**Near misses: false, though they look like it.**"]
    shown = _shown_false(of, refutations)
    for n, (near_miss, (numbers_of, counterexample)) in enumerate(
        zip(refutations, shown, strict=True), 1
    ):
        statement, where_defined = _false(near_miss, false.get(near_miss.name))
        own = [d for d in where_defined if d not in defined]
        where = f", where {_defined(own)}" if own else ""
        out.append(f"**{n}. {near_miss.name}.** {in_line(_for_github(statement))}{where}")
        out.append(near_miss.tempting.strip() + _on_numbers(of, n, numbers_of, counterexample))
        out.append(_fenced(counterexample))
    return out


def _shown_false(
    of: Theorem | Claim, refutations: Sequence[Refutation]
) -> Sequence[tuple[int | None, str]]:
    """Say with whose numbers each is shown to be false, from 0, if with any, and what is shown."""
    show = instances if isinstance(of, Claim) else side_by_side
    return show([refutation.counterexample for refutation in refutations])


def _on_numbers(of: Theorem | Claim, n: int, numbers_of: int | None, shown: str) -> str:
    if numbers_of == n - 1:
        return ""
    if numbers_of is None:
        command = f"`refmath verify --only {of.name} --verbose`"
        return f". On other numbers (whole: {command}):"
    return f". With the numbers of {numbers_of + 1}{':' if shown else '.'}"


def _false(found: Refutation, near_miss: NearMiss | FalseClaim | None) -> tuple[str, Iterable[str]]:
    """Write a false statement and its definitions: an equation of a theorem's kind with ≠."""
    if isinstance(near_miss, FalseClaim):
        return stated_latex(near_miss), defined_in(near_miss.statement)
    defined = definitions(near_miss.left, near_miss.right) if near_miss else ()
    return found.statement.replace(" = ", r" \neq ", 1), defined


def question_of(of: Theorem | Claim, verdict: Verdict, address: str) -> Question | None:
    """Put a statement beside one of its near misses, drawn from those that look like it.

    Args:
        of: the statement.
        verdict: what its verification found.
        address: of the statement, from the page of the questions.

    Returns:
        The question; None if no near miss looks like the statement.
    """
    found = {r.name: r for r in verdict.refutations}
    alike = [n for n in of.near_misses if n.name in found and looks_like(n, of)]
    closest = [n for n in alike if _has_its_letters_and_left_side(n, of)] or alike
    if not closest:
        return None
    false = closest[drawn_by(of.name, len(closest))]
    refutation = found[false.name]
    return Question(
        title=of.title,
        address=address,
        supposed=tuple(_assumptions(of)),
        letters=tuple(_letters_of_both(of, false)),
        true=_said(of),
        false=_said(false),
        false_name=false.name,
        tempting=refutation.tempting.strip(),
        counterexample=_fenced(refutation.counterexample),
    )


def looks_like(near_miss: NearMiss | FalseClaim, of: Theorem | Claim) -> bool:
    """Tell whether a near miss can be mistaken for a statement that stands beside it.

    It says nothing in words that the statement doesn't, as «no mask»; it reads alike; and one of a
    theorem has no letter that isn't the theorem's, where a side in common is likeness enough.
    """
    false, true = _said(near_miss), _said(of)
    if false == true or _words(false) - _words(true):
        return False
    alike = SequenceMatcher(None, false.latex, true.latex, autojunk=False).ratio() >= ALIKE
    if isinstance(near_miss, NearMiss) and isinstance(of, Theorem):
        sides = zip(_sides(near_miss), _sides(of), strict=True)
        shares_a_side = any(one == two for one, two in sides)
        return (shares_a_side or alike) and _signs(near_miss) <= _signs(of)
    return isinstance(near_miss, FalseClaim) and alike


def _has_its_letters_and_left_side(near_miss: NearMiss | FalseClaim, of: Theorem | Claim) -> bool:
    if isinstance(near_miss, FalseClaim) or isinstance(of, Claim):
        return True
    return _sides(near_miss)[0] == _sides(of)[0] and _signs(near_miss) == _signs(of)


def _sides(equation: Theorem | NearMiss) -> tuple[str, str]:
    """Write both sides; the sizes of a near miss may be others, which isn't seen."""
    return latex(equation.left), latex(equation.right)


def _signs(equation: Theorem | NearMiss) -> set[str]:
    """List the letters of both sides, as they are printed."""
    return {g.latex for g in letters_in(equation.left, equation.right)}


def _words(said: Said) -> set[str]:
    """List what a formula says in words, as the name of a softmax without a mask."""
    return set(re.findall(r"\\text\{([^}]*)\}", said.latex))


def _letters_of_both(of: Theorem | Claim, near_miss: NearMiss | FalseClaim) -> list[str]:
    """Define the letters of the two that are asked about, and of no other."""
    if isinstance(near_miss, NearMiss) and isinstance(of, Theorem):
        return _table_of_letters(of.left, of.right, near_miss.left, near_miss.right)
    return _letters(of)


def _said(statement: Theorem | Claim | NearMiss | FalseClaim) -> Said:
    """Write what is said and the definitions that it needs, whether it is true or not."""
    if isinstance(statement, Claim | FalseClaim):
        says, defined = stated_latex(statement), defined_in(statement.statement)
    else:
        says = f"{latex(statement.left)} = {latex(statement.right)}"
        defined = definitions(statement.left, statement.right)
    return Said(_for_github(says), f"where {_defined(defined)}" if defined else "")


def _fenced(text: str, language: str = "text") -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)  # a counterexample may itself hold backticks
    return f"{fence}{language}\n{text.rstrip()}\n{fence}" if text.strip() else ""


def _rests(name: str) -> str:
    assumed = rests_on_in_the_end(name)
    return f"In the end it rests on: {'; '.join(assumed)}." if assumed else ""


def _verdict_line(theorem: Theorem | Claim, verdict: Verdict) -> str:
    refuted = sum(r.refuted for r in verdict.refutations)
    state = "Verified" if verdict.passed else "NOT VERIFIED"
    groups = _by_strength(verdict) if isinstance(theorem, Theorem) else _by_part(verdict)
    said = [f"{says}: {', '.join(routes)}" for says, routes in groups if routes]
    return (
        f"**{state}.** {'. '.join([*_weaker(verdict), *said])}. "
        f"Near misses refuted: {refuted} of {len(verdict.refutations)}. "
        f"Run it again: `refmath verify --only {verdict.name}`"
    )


def _weaker(verdict: Verdict) -> list[str]:
    strength = verdict.strength
    if strength is None or strength.shows == PROVED:
        return []
    return [f"**Shown for {strength.shows} only**, since {' and '.join(strength.since)}"]


def _by_strength(verdict: Verdict) -> list[tuple[str, list[str]]]:
    """Sort a theorem's routes by what they show: nothing tested is called proved."""
    by_strength: dict[str, list[str]] = {route.shows: [] for route in BY_ROUTE.values()}
    for route, passed in dict.fromkeys((check.route, check.passed) for check in verdict.checks):
        by_strength[BY_ROUTE[route].shows].append(route if passed else f"{route} (FAILED)")
    # «for every size» is what it says of itself; what it rests on may be shown for less
    if verdict.strength and verdict.strength.shows != PROVED:
        return [("From there, by", by_strength.pop(PROVED)), *_named(by_strength)]
    return _named(by_strength)


def _named(by_strength: dict[str, list[str]]) -> list[tuple[str, list[str]]]:
    return [(_BY[shows], routes) for shows, routes in by_strength.items()]


def _by_part(verdict: Verdict) -> list[tuple[str, list[str]]]:
    """Keep the essential arguments of a claim, all of which it takes, from those beside them."""
    shows = verdict.strength.shows if verdict.strength else TESTED
    by_part: dict[str, list[str]] = {"essential": [], "beside": []}
    found = ((check.part, check.route, check.passed) for check in verdict.checks)
    for part, route, passed in dict.fromkeys(found):
        by_part[part].append(route if passed else f"{route} (FAILED)")
    return [(_BY[shows], by_part["essential"]), ("Beside it, by", by_part["beside"])]


def render_strengths() -> str:
    """List what is shown for less than every size, and why, ending in one newline."""
    lines = [
        f"- `{name}`: {strength.shows}, since {' and '.join(strength.since)}"
        for name, strength in not_for_every_size().items()
    ]
    return "\n".join(lines or ["None: every statement is proved for every size."]) + "\n"


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
        run: makes the verdicts of the named theorems, in order; one after another if not given,
            after planted faults, and held against what is expected.
        on_write: is told every page that was changed.

    Returns:
        the problems, none if all is well.

    Raises:
        NotADirectoryError: if the folder is none.
        UnnoticedError: if a planted fault wasn't noticed; nothing is written then.
    """
    if not folder.is_dir():
        raise NotADirectoryError(f"{folder} is not a folder")
    theorems = {theorem.name: theorem for theorem in STATEMENTS}
    verdicts: dict[str, Verdict] = {}
    paths = sorted(path for path in folder.rglob("*.md") if path.is_file())
    pages = [read_page(path, THEOREM, theorems) for path in paths]
    problems = [problem for page in pages for problem in page.problems]
    problems += misplaced(THEOREM, theorems, pages)
    placed = {block.name for page in pages for block in page.blocks}
    names = [name for name in theorems if name in placed]
    rendered = {}
    for verdict in run(names) if run else verified(names, 1):
        if verdict.passed:
            verdicts[verdict.name] = verdict
            rendered[verdict.name] = render_block(theorems[verdict.name], verdict)
        else:
            problems.append(f"theorem {verdict.name} fails: refmath verify --only {verdict.name}")
    lists: tuple[tuple[Kind, dict[str, Callable[[], str]]], ...] = (
        (STRENGTHS, {NOT_FOR_EVERY_SIZE: render_strengths}),
        (FIELDS, {name: partial(render_fields, config) for name, config in CONFIGS.items()}),
        (PARTS_TABLE, {EVERY_FUNCTION: render_parts}),
        *trust.renderers().items(),
    )
    for page in pages:
        sections = _sections(pages, page.path.parent)
        of_all: list[tuple[Kind, dict[str, Callable[[], str]]]] = [
            (GRAPH, {ALL: partial(render_graph, sections)})
        ]
        if len(verdicts) == len(names):  # what fails leaves all questions as they are
            of_all.append((QUESTIONS, {ALL: partial(_questions, sections, verdicts)}))
        text, wrong = _listed(page, filled(page, rendered), [*lists, *of_all])
        problems += wrong
        if not (page.problems or wrong):
            problems += put(page.path, page.text, text, check=check, on_write=on_write)
            if GRAPH.begins.search(text):
                problems += _put_picture(page.path.parent / FILE, sections, check, on_write)
    return tuple(problems)


def _listed(
    page: Page, text: str, lists: Iterable[tuple[Kind, Mapping[str, Callable[[], str]]]]
) -> tuple[str, list[str]]:
    """Fill the places of the other kinds; return the page, and what is wrong with their markers."""
    wrong: list[str] = []
    for kind, renderers in lists:
        listed = page_of(page.path, text, kind, renderers)
        wrong += listed.problems
        known = [block.name for block in listed.blocks if block.name in renderers]
        text = filled(listed, {name: renderers[name]() for name in known})
    return text, wrong


def _sections(pages: Iterable[Page], folder: Path) -> tuple[Section, ...]:
    """Say which statements stand where, as one gets there from a folder."""
    return tuple(
        Section(
            title=page.text.partition("\n")[0].lstrip("# ").partition(":")[0],
            address=PurePath(relpath(page.path, folder)).with_suffix("").as_posix(),
            names=tuple(block.name for block in page.blocks),
        )
        for page in pages
        if page.blocks
    )


def _questions(sections: Iterable[Section], verdicts: Mapping[str, Verdict]) -> str:
    by_name = {theorem.name: theorem for theorem in STATEMENTS}
    chapters = []
    for section in sections:
        asked = [
            question_of(by_name[name], verdicts[name], f"{section.address}.md#{name}")
            for name in section.names
            if name in verdicts
        ]
        chapters.append((section.title, [question for question in asked if question]))
    return render_questions(chapters)


def _put_picture(
    path: Path,
    sections: Sequence[Section],
    check: bool,
    on_write: Callable[[Path], None] | None,
) -> tuple[str, ...]:
    old = path.read_text(encoding="utf-8") if path.is_file() else ""
    return put(path, old, drawn(sections), check=check, on_write=on_write)
