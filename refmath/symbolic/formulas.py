r"""What a formula in LaTeX may hold: what every viewer shows, and no reader misreads."""

from __future__ import annotations

import re
import unicodedata

_COMMANDS = (
    # letters
    r"\alpha \beta \gamma \Gamma \Delta \varepsilon \iota \lambda \Lambda \mu \Pi \sigma \Sigma "
    r"\delta \epsilon \theta \pi \rho \tau \varphi \ell "
    r"\hat \widehat \bar \overline \mathbb \mathbf \mathrm \operatorname \text "
    # signs
    r"\in \ne \neq \le \ge \ll \mid \top \otimes \odot \circ \cdot \times \to \mapsto \infty "
    r"\emptyset \Rightarrow \Longrightarrow \iff \forall \exists \cap \cup \subseteq \setminus \pm "
    r"\# \_ \{ \} \| "
    # functions, sums, what stands above one another
    r"\max \min \det \sin \cos \tanh \log \exp \lim "
    r"\sum \prod \frac \tfrac \binom \sqrt \partial \begin \end "
    # room
    r"\left \right \, \; \quad \qquad \\ \ldots \cdots \dots \bigl \bigr"
)
COMMANDS = frozenset(_COMMANDS.split()) | {"\\ "}
"""The commands that pages and `--latex` may use: every viewer of them knows these."""

_FAULTS = (
    (r"(?<!\\)[_^][A-Za-z0-9][A-Za-z0-9]", "a sub- or superscript of two letters without braces"),
    (r"\^\{[^{}]*\}\s*(?:\^|')|\^\\top\s*(?:\^|')", "two superscripts on one letter"),
    (
        r"(?<![_A-Za-z\\])(?:[A-Z]|\\(?:Pi|Gamma|Sigma))(?:_\w|_\{\w+\})?"
        r"\^(?:\d|\{\d+(?:\\top)?\})",
        "an index that reads as a power",
    ),
)


def faults(tex: str) -> tuple[str, ...]:
    r"""List what a formula holds that a viewer would show wrongly, or a reader take for another.

    >>> faults(r"W_OV \, \arg x")
    ('a sub- or superscript of two letters without braces: _OV', 'an unknown command: \\arg')
    >>> faults(r"A^{h_2} \, W_{OV}")
    ()
    """
    out = [f"a control character: {c!r}" for c in tex if c != "\n" and not c.isprintable()]
    bare = re.sub(r"\\text\s*\{[^{}]*\}", r"\\text{}", tex)  # words are no formulas
    for pattern, what in _FAULTS:
        out += [f"{what}: {found[0]}" for found in re.finditer(pattern, bare)]
    for command in re.findall(r"\\(?:[A-Za-z]+|.|\n|$)", bare):
        if command not in COMMANDS:
            out.append(f"an unknown command: {command}")
    for c in sorted({c for c in bare if ord(c) > 127}):
        out.append(f"a letter without its command: {c} ({unicodedata.name(c, '?')})")
    signs = re.sub(r"\\[{}]", "", tex)
    if signs.count("{") != signs.count("}") or tex.count(r"\left") != tex.count(r"\right"):
        out.append("braces or brackets that don't close")
    return tuple(out)
