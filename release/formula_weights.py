"""What a page's formulas weigh, as the site sets them and as KaTeX does, in bytes.

`python -m release.formula_weights docs/derivations/2-layers.md [node_modules/katex]`; the folder is
what `npm install katex` makes, and needs node. CONTRIBUTING.md says what came out.
"""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

SITE = Path(__file__).parents[1] / "docs" / "site"
FONT = SITE / "static" / "fonts" / "latinmodern-math.woff2"

_FENCE = re.compile(r"^```(\w*)\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
_IN_LINE = re.compile(r"\$`(.*?)`\$")
_KATEX = """const katex = require(process.argv[1]), fs = require("fs");
const formulas = JSON.parse(fs.readFileSync(0));
process.stdout.write(formulas.map(([tex, displayMode]) =>
  katex.renderToString(tex, { displayMode, strict: false })).join(""));"""


def formulas_of(page: str) -> list[tuple[str, bool]]:
    """List a page's formulas, each with whether it stands by itself.

    >>> formulas_of("$`x`$ and\\n```math\\ny\\n```\\n```text\\n$`z`$\\n```")
    [('y', True), ('x', False)]
    """
    by_themselves = [(tex, True) for kind, tex in _FENCE.findall(page) if kind == "math"]
    return by_themselves + [(tex, False) for tex in _IN_LINE.findall(_FENCE.sub("", page))]


def set_here(formulas: Sequence[tuple[str, bool]]) -> str:
    """Write formulas as the site does."""
    sys.path.insert(0, str(SITE))
    try:
        from formulas import block, inline
    finally:
        sys.path.remove(str(SITE))
    return "".join(block(tex) if alone else inline(tex) for tex, alone in formulas)


def set_by_katex(formulas: Sequence[tuple[str, bool]], katex: Path) -> str:
    """Write formulas as KaTeX does beforehand: spans, and MathML for who can't see them."""
    command = ["node", "-e", _KATEX, str(katex.resolve())]
    return subprocess.run(
        command, input=json.dumps(formulas), capture_output=True, text=True, check=True
    ).stdout


def said_of(name: str, html: str) -> str:
    """Say what HTML weighs, as it is and packed.

    >>> said_of("here", "<i>x</i>")
    'here: 8 bytes, 28 packed'
    """
    content = html.encode()
    return f"{name}: {len(content):,} bytes, {len(gzip.compress(content, mtime=0)):,} packed"


def main(arguments: Sequence[str]) -> int:
    """Print what the formulas of a page weigh; 2 for what is no page or no KaTeX."""
    if len(arguments) not in (1, 2):
        print("expected a page, and KaTeX's folder if it is there", file=sys.stderr)
        return 2
    page, *katex = map(Path, arguments)
    missing = [path for path in (page, *(k / "package.json" for k in katex)) if not path.is_file()]
    if missing:
        print(f"expected a file, got {missing[0]}", file=sys.stderr)
        return 2
    formulas = formulas_of(page.read_text(encoding="utf-8"))
    print(f"{len(formulas)} formulas")
    print(said_of("MathML, as here", set_here(formulas)), f"font {FONT.stat().st_size:,}", sep="; ")
    for folder in katex:
        fonts = list(folder.glob("dist/fonts/*.woff2"))
        weight = sum(font.stat().st_size for font in fonts)
        style = (folder / "dist" / "katex.min.css").stat().st_size
        version = json.loads((folder / "package.json").read_text(encoding="utf-8"))["version"]
        print(
            said_of(f"KaTeX {version}", set_by_katex(formulas, folder)),
            f"{len(fonts)} fonts {weight:,}, style {style:,}",
            sep="; ",
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
