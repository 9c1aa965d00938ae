"""Statements on the site's pages: each step, each reason and what rests on what is a link.

The pages hold what a code host shows as well: a block a statement, between `<!-- theorem NAME -->`
and `<!-- end -->`, written from the object that was checked. Before Sphinx reads a page, a block's
derivation becomes lines with ids, and names become links; a link to a statement carries a card.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers.rst import Directive
from formulas import block, line_of
from functions import functions_by_theorem
from mathml import marked, pieces, rows_of_aligned
from pygments.lexers.special import TextLexer
from sphinx import addnodes
from sphinx.util.docutils import SphinxRole

from refmath.evidence.routes import not_for_every_size
from refmath.evidence.verdict import PROVED
from refmath.report.marked_down import in_line
from refmath.report.statement_graph import FILE
from refmath.symbolic.claims import Claim
from refmath.symbolic.derivation import Theorem, theorems_of_step
from refmath.symbolic.identities import LAWS
from refmath.symbolic.latex import put_latex, stated_latex, statement_latex
from refmath.theorems.catalogue import STATEMENTS, rests_on_in_the_end

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

BY_NAME = {statement.name: statement for statement in STATEMENTS}

_ANCHOR = re.compile(r'^<a id="([\w-]+)"></a>$', re.MULTILINE)
_BLOCK = re.compile(r"^<!-- theorem (\w+) -->\n(.*?)^<!-- end -->$", re.DOTALL | re.MULTILINE)
_DERIVATION = re.compile(
    r"^(\*\*Derivation\.\*\*)\n\n```math\n(.*?)\n```$", re.DOTALL | re.MULTILINE
)
_NEAR_MISSES = re.compile(
    r"^\*\*(Near misses: .*?)\*\*\n(.*?)(?=^\*\*(?:NOT VERIFIED|Verified))",
    re.DOTALL | re.MULTILINE,
)
_PICTURE = re.compile(rf"^!\[[^\]]*\]\(({re.escape(FILE)})\)$", re.MULTILINE)
_WHERE = re.compile(r"^where (\$`.*`\$)$", re.MULTILINE)
_RESTS = re.compile(r"^In the end it rests on: (.*)\.$", re.MULTILINE)


@cache
def used_by() -> dict[str, tuple[str, ...]]:
    """List for each statement those that rest on it in the end, in reading order."""
    users: dict[str, list[str]] = {name: [] for name in BY_NAME}
    for name in BY_NAME:
        for need in rests_on_in_the_end(name):
            if need in users:
                users[need].append(name)
    return {name: tuple(after) for name, after in users.items()}


def with_links(text: str) -> str:
    """Write a page anew for the site: anchors, derivations and links as Sphinx reads them.

    >>> print(with_links('<a id="letters"></a>'))
    ```{anchor} letters
    ```
    """
    text = _PICTURE.sub(r"```{raw} html\n:file: \1\n```", text)
    text = _BLOCK.sub(lambda found: _statement(found[1], found[2]), text)
    return _ANCHOR.sub(r"```{anchor} \1\n```", text)


def _statement(name: str, body: str) -> str:
    body = _DERIVATION.sub(
        lambda found: f"{found[1]}\n\n```{{derivation}} {name}\n{found[2]}\n```", body
    )
    body = _NEAR_MISSES.sub(_folded, body)
    body = _WHERE.sub(_line_by_line, body)
    body = _RESTS.sub(lambda found: f"*Rests on* {_links(found[1].split('; '))}.", body)
    users = used_by()[name]
    lines = [f"*Used by* {_links(users)}."] if users else []
    functions = functions_by_theorem().get(name)
    if functions:
        roles = (f"{{py:obj}}`{shown} <{target}>`" for shown, target in functions)
        lines.append(f"*Functions* {', '.join(roles)}.")
    return "\n\n".join((body.rstrip(), *lines)) + "\n\n"


def _folded(found: re.Match[str]) -> str:
    """Fold the near misses away, so that one can ask oneself first what is false."""
    false = len(re.findall(r"^\*\*\d+\. ", found[2], re.MULTILINE))
    count = f"{false} near misses" if false > 1 else "1 near miss"
    looks = "though they look" if false > 1 else "though it looks"
    summary = f"<summary>{count}: false, {looks} like it</summary>"
    return f"<details>\n{summary}\n{found[2]}</details>\n\n"


def _line_by_line(found: re.Match[str]) -> str:
    """Give each definition its line, where there are more than two."""
    defined = found[1].split("`$, $`")
    if len(defined) < 3:
        return found[0]
    lines = "\n".join(f"- {in_line(formula.strip('$`'))}" for formula in defined)
    return f"where\n\n{lines}"


def _links(names: Iterator[str] | list[str] | tuple[str, ...]) -> str:
    return ", ".join(f"{{law}}`{name}`" if name in BY_NAME else name for name in names)


class Anchor(Directive):
    """A name for what follows, which stays what it is in the address of a page."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Make the target, and let the search find a statement by its name's words."""
        (name,) = self.arguments
        document = self.state.document
        heading = document.ids.get(name)
        if heading is not None:  # of the same words: it gives way
            heading["ids"] = [f"{name}-section"]
            document.ids[f"{name}-section"] = document.ids.pop(name)
            document.nameids.update(dict.fromkeys(heading["names"], heading["ids"][0]))
        target = nodes.target("", "", ids=[name], names=[name])
        document.note_explicit_target(target)
        entries = [("single", name.replace("_", " "), name, "", None)]
        return [addnodes.index(entries=entries), target]


class Derivation(Directive):
    """The lines of a derivation: each with its id, its reason a link, what changed marked."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Write the lines from their TeX; the reasons from the theorem itself."""
        theorem = BY_NAME[self.arguments[0]]
        rows = rows_of_aligned("\n".join(self.content))
        assert isinstance(theorem, Theorem), theorem.name
        assert rows is not None, theorem.name
        assert len(rows) == len(theorem.steps), theorem.name
        lines = [pieces(right) for _, right, _ in rows]
        atoms = [[atom for piece in line for atom in piece.atoms] for line in lines]
        for above, below in pairwise(atoms):
            marked(above, below)
        out = nodes.container(classes=["derivation"])
        for n, ((sign, right, _), line) in enumerate(zip(rows, lines, strict=True)):
            name = f"{theorem.name}-{n}"
            row = nodes.container(classes=["step"], ids=[name])
            mark = f'<a class="sign" href="#{name}" title="line {n}">{sign or "&#160;"}</a>'
            row += nodes.raw("", mark + line_of(line, right), format="html")
            if n:
                row += _reason(theorem, n)
            out += row
        return [out]


def _reason(theorem: Theorem, n: int) -> nodes.inline:
    step = theorem.steps[n]
    out = nodes.inline(classes=["reason"])
    if step.by in LAWS:
        used = theorems_of_step(theorem.steps[n - 1].line, step, LAWS[step.by])
        out += _law(used[0], step.by)
        if len(used) > 1:
            out += nodes.Text(" with ")
            for place, other in enumerate(used[1:]):
                out += [nodes.Text(", ")] if place else []
                out += _law(other, other)
    elif step.by in BY_NAME:
        out += _law(step.by, step.by)
    else:
        out += nodes.Text(step.by)
    if step.put:
        out += [nodes.Text(", where "), nodes.math("", put_latex(step))]
    return out


def _law(name: str, shown: str) -> addnodes.pending_xref:
    inner = nodes.inline("", shown)
    return addnodes.pending_xref(
        "",
        inner,
        refdomain="std",
        reftype="ref",
        reftarget=name,
        refexplicit=True,
        refwarn=True,
    )


class LawRole(SphinxRole):
    """A statement's name as a link to where it stands."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Make the link; Sphinx says so where no page has the statement."""
        link = _law(self.text, self.text)
        link["refdoc"] = self.env.docname
        return [link], []


def card(name: str) -> str:
    """Write what a link to a statement shows when it is pointed at: what it says, and how strongly.

    >>> card("mixed_product").partition("<div")[0]
    '<strong>Tensor products multiply slot by slot</strong>'
    """
    statement = BY_NAME[name]
    stated = stated_latex(statement) if isinstance(statement, Claim) else statement_latex(statement)
    weaker = not_for_every_size()
    strength = weaker[name].shows if name in weaker else PROVED
    supposed = [*statement.assumptions]
    if isinstance(statement, Theorem):
        supposed += [hypothesis.plain for hypothesis in statement.hypotheses]
    parts = [f"<strong>{_escaped(statement.title)}</strong>", block(stated)]
    parts += [f"<p>It supposes that {_escaped('; '.join(supposed))}.</p>"] if supposed else []
    parts.append(f"<p>Shown for {_escaped(strength)}.</p>")
    return "".join(parts)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _read(_app: Sphinx, _docname: str, source: list[str]) -> None:
    source[0] = with_links(source[0])


def _from_here(app: Sphinx, document: nodes.document) -> None:
    """Tell each link of a derivation on which page it stands; an anchor's name is its own."""
    slugs = app.env.metadata[app.env.docname].get("myst_slugs", {})
    for name in set(slugs) & set(BY_NAME) & set(document.ids):
        slugs[name] = (slugs[name][0], name, BY_NAME[name].title)
    for link in document.findall(addnodes.pending_xref):
        link.setdefault("refdoc", app.env.docname)


def _resolved(app: Sphinx, document: nodes.document, _docname: str) -> None:
    """Put the cards of all statements and words that a page links to at its end."""
    words = _glossary(app)
    cards: dict[str, str] = {}
    for link in document.findall(nodes.reference):
        page, _, target = link.get("refuri", "").partition("#")
        target = link.get("refid") or target
        if page.endswith("glossary.html") and target in words:
            cards[f"word-{target}"] = f"<p>{_escaped(words[target])}</p>"
        elif target in BY_NAME and not page.endswith("glossary.html"):
            cards[f"card-{target}"] = card(target)
        else:
            continue
        link["classes"] += ["has-card"]
    if cards:
        held = (f'<template id="{name}">{shown}</template>' for name, shown in cards.items())
        document += nodes.raw("", "".join(held), format="html", classes=["no-search"])


def _glossary(app: Sphinx) -> dict[str, str]:
    """Read what the page of words says of each."""
    if "glossary" not in app.env.found_docs:
        return {}
    said = app.env.get_doctree("glossary").findall(nodes.paragraph)
    return {name: paragraph.astext() for paragraph in said for name in paragraph["ids"]}


def setup(app: Sphinx) -> dict[str, Any]:
    """Tell Sphinx of anchors, derivations, links and cards."""
    app.add_directive("anchor", Anchor)
    app.add_directive("derivation", Derivation)
    app.add_role("law", LawRole())
    app.add_lexer("coq", TextLexer)  # colours would weigh nine times what they colour
    app.connect("source-read", _read)
    app.connect("doctree-read", _from_here)
    app.connect("doctree-resolved", _resolved)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
