"""What is trusted for each strength, and what the certificates look like: places on one page."""

from __future__ import annotations

import ast
import json
import sys
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from refmath.certificates import check
from refmath.evidence.routes import strength_of
from refmath.evidence.verdict import STRENGTHS
from refmath.kernel.record import ACCEPTED, RECORD, recorded, said_in_one_line, states
from refmath.report.blocks import Kind
from refmath.report.tables import markdown_table
from refmath.theorems.catalogue import STATEMENTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

KERNEL = RECORD.parent
SCHEMA = Kind("schema", "end of the schema")
TRUST = Kind("trust", "end of the trust")

_SCHEMAS = {
    "certificate": ("refmath.report", "certificate.schema.json"),
    "range": ("refmath.certificates", "range.schema.json"),
}
_BY_FILE = ("kinds", "gallina", "export")
"""The files in kernel/ that write a statement for Rocq: what it accepts is what they wrote."""


def render_strengths() -> str:
    """Count the statements by what they are shown for, ending in one newline."""
    shown = [strength_of(statement).shows for statement in STATEMENTS]
    rows = [[strength, f"{shown.count(strength):,}"] for strength in STRENGTHS]
    return markdown_table(["shown for", "statements"], rows)


def render_checker() -> str:
    """Say how long the checker of certificates is, and what it imports, ending in one newline."""
    text = Path(check.__file__).read_text("utf-8")
    modules = {name.split(".")[0] for node in ast.walk(ast.parse(text)) for name in _imported(node)}
    others = sorted(modules - sys.stdlib_module_names)
    return (
        f"`refmath/certificates/check.py` has {len(text.splitlines())} lines. It imports"
        f" {', '.join(sorted(modules & sys.stdlib_module_names))} of the standard library, and"
        f" {', '.join(others) or 'nothing'} beside it. It checks files of at most"
        f" {check.MOST_BYTES:,} bytes, at most {check.MOST_PRODUCTS:,} products, and scores less"
        f" than {check.MOST_NATS:,} nats apart; above that it says «not checked».\n"
    )


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []


def render_kernel() -> str:
    """Say what Rocq has accepted, by which versions and translation, ending in one newline."""
    lines = sum(len((KERNEL / f"{name}.py").read_text("utf-8").splitlines()) for name in _BY_FILE)
    others = {name: state for name, state in states().items() if state != ACCEPTED}
    known = recorded()
    listed = "".join(f"- `{name}`: {state}\n" for name, state in others.items())
    return (
        f"{said_in_one_line()}. They were compiled by Rocq {known['rocq']} with MathComp"
        f" {known['mathcomp']}; a statement is recorded only where all its lemmas are closed under"
        f" the global context: no axiom. Equations are written for Rocq by kernel:"
        f" {', '.join(_BY_FILE)} ({lines} lines); claims by hand, in `proofs/claims/`: one trusts"
        f" that these say what the claim says.\n\n{listed or 'None is left out.'}".rstrip()
        + "\n"
    )


def render_schema(name: str) -> str:
    """Write a JSON schema that refmath ships as it is, ending in one newline.

    Args:
        name: "certificate" or "range".
    """
    room, file = _SCHEMAS[name]
    text = files(room).joinpath(file).read_text("utf-8")
    json.loads(text)  # what is published can be read
    return f"```json\n{text.rstrip()}\n```\n"


def renderers() -> Mapping[Kind, dict[str, Callable[[], str]]]:
    """Return what is written into each place, by its kind and name."""
    return {
        TRUST: {
            "strengths": render_strengths,
            "checker": render_checker,
            "kernel": render_kernel,
        },
        SCHEMA: {
            "certificate": lambda: render_schema("certificate"),
            "range": lambda: render_schema("range"),
        },
    }
