"""Hold other people's implementations against the cases, and write who agrees: `make matrix`.

Each library in an environment of its own, from a lock file; what can't be installed is named as not
run. What is reported of a library is run there as well, as it stands in its report. What came of it
is written into `release/matrix.json`, and from that, with what is said of the causes in
`release/peers/causes.py`, the page `docs/conformance/matrix.md`. A report that isn't reproduced any
more is named there, and makes the whole fail once that is written.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from refmath.conforming.mistakes.pages import page_of
from refmath.conforming.quantities import QUANTITIES
from release.environment import LOCKS, python_of, set_up
from release.peers.causes import CAUSES, Cause, causes_of, disagreements
from release.peers.reports import reports

REPOSITORY = Path(__file__).parents[1]
RECORD = REPOSITORY / "release" / "matrix.json"
PAGES = REPOSITORY / "docs" / "conformance"
PAGE = PAGES / "matrix.md"
SCHEMA = "refmath-matrix/2"
ENVIRONMENTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    ".venv": ("dev.lock", ("ourselves",)),
    ".venv-peers": ("peers.lock", ("lens_three", "hugging_face", "nltk")),
    ".venv-lens": ("lens.lock", ("lens_four",)),
    ".venv-nnterp": ("nnterp.lock", ("nnterp",)),
}
"""By its folder an environment's lock file, and the files of `release/peers/` that run in it."""
LIBRARIES = {
    "ourselves": "refmath",
    "lens_three": "TransformerLens 3",
    "lens_four": "TransformerLens 4",
    "hugging_face": "Hugging Face",
    "nltk": "NLTK",
    "nnterp": "nnterp",
}
REPORTED = {"lens_three": "transformer-lens 3", "lens_four": "transformer-lens 4"}
"""By the file of `release/peers/` the library whose reports are run in that file's environment."""
MANY = 5
PASSED = ("passed", "passed, up to what is free")


def main(words: Sequence[str]) -> None:
    """Run all, or the libraries that are named, and write the record and the page.

    Args:
        words: files of `release/peers/`, without ending; "page" for the page alone; none for all.

    Raises:
        SystemExit: if a report is not reproduced; the record and the page are written by then.
    """
    if list(words) != ["page"]:
        record = json.loads(RECORD.read_text("utf-8")) if RECORD.exists() else {}
        record = renewed(record, words or tuple(LIBRARIES))
        RECORD.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8")
    PAGES.mkdir(exist_ok=True)
    record = json.loads(RECORD.read_text("utf-8"))
    PAGE.write_text(page(record), encoding="utf-8")
    if mended := not_reproduced(record):
        sys.exit(f"not reproduced, as {PAGE.name} says: {', '.join(mended)}")


# --- the runs -------------------------------------------------------------------------------------


def renewed(record: Mapping[str, Any], modules: Sequence[str]) -> dict[str, Any]:
    """Run libraries, and put what came of it in the place of what the record has of them."""
    parts = {
        part: [entry for entry in record.get(part, []) if entry["module"] not in modules]
        for part in ("peers", "not_run", "reports")
    }
    for folder, (lock, of_folder) in ENVIRONMENTS.items():
        for module in of_folder:
            if module in modules:
                for part, entry in entries(Path(folder), lock, module):
                    parts[part].append({"module": module, **entry, "lock": lock})
    order = list(LIBRARIES)
    for listed in parts.values():
        listed.sort(key=lambda entry: order.index(entry["module"]))
    return {"schema": SCHEMA, "on": datetime.now(UTC).date().isoformat(), **parts}


def entries(folder: Path, lock: str, module: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Hold one library's peers and run its reports; each entry with the part it belongs to."""
    library = REPORTED.get(module)
    of_library = [{"report": report.name} for report in reports() if report.library == library]
    try:
        set_up(folder, LOCKS / lock)
    except subprocess.CalledProcessError as error:
        yield "not_run", {"why": why(error)}
        yield from (("reports", {**entry, "why": why(error)}) for entry in of_library)
        return
    print(LIBRARIES[module], file=sys.stderr, flush=True)
    try:
        for entry in run(folder, "release.peers", module):
            yield ("not_run" if "why" in entry else "peers"), entry
    except subprocess.CalledProcessError as error:
        yield "not_run", {"why": why(error)}
    if library is not None:
        try:
            of_library = run(folder, "release.peers.reports", library)
        except subprocess.CalledProcessError as error:
            of_library = [{**entry, "why": why(error)} for entry in of_library]
        yield from (("reports", entry) for entry in of_library)


def run(folder: Path, program: str, what: str) -> list[dict[str, Any]]:
    """Run a program of this room in an environment, and return the entries that it writes.

    Raises:
        CalledProcessError: if it failed.
    """
    one_thread = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1"}
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "entries.json"
        subprocess.run(
            [python_of(folder), "-m", program, what, file],
            check=True, env={**os.environ, **one_thread}, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        return json.loads(file.read_text("utf-8"))  # type: ignore[no-any-return]


def why(error: subprocess.CalledProcessError) -> str:
    """Say in a line which step failed."""
    step = " ".join(Path(part).name for part in map(str, error.cmd[:3]))
    return f"{step} … ended with status {error.returncode}"


# --- the page -------------------------------------------------------------------------------------


def page(record: Mapping[str, Any], causes: Sequence[Cause] = CAUSES) -> str:
    """Write the page of a record."""
    parts = [
        HEAD.format(on=record["on"]),
        *_table(record, causes),
        *_disagreements(record, causes),
        *_reports(record),
        *_not_run(record),
    ]
    return "\n".join(parts) + "\n"


HEAD = """# Who computes this mathematics

Libraries held against the reference by [the suite](../guides/conformance.md), each by its own code
and in an environment of its own, from a lock file. `make matrix` runs them all and writes this
page; last on {on}. *Passed* counts what is right up to what the mathematics leaves free. What a
library doesn't offer isn't asked for, nor is what its config has no word for. Where a model can be
made of given weights, it is held to the suite's fixed cases, and to settings in which several parts
meet; a library with models of its own, here small ones with weights that are drawn, is held against
the reference with the same weights.
"""


def _table(record: Mapping[str, Any], causes: Sequence[Cause]) -> Iterator[str]:
    yield "| what is run | versions | passed, of what it offers | disagreements |"
    yield "|---|---|---|---|"
    for entry in record["peers"]:
        here = [
            f"[{number}](#{anchor(number)})"
            for number, cause in enumerate(causes, 1)
            if any(p == entry["peer"] for p, _, _ in _caused_by(cause, record, causes))
        ]
        cells = (
            entry["peer"],
            versions_of(entry),
            offered(entry["counts"]),
            ", ".join(here) or "none",
        )
        yield f"| {' | '.join(cells)} |"
    yield ""


def _caused_by(
    cause: Cause, record: Mapping[str, Any], causes: Sequence[Cause]
) -> list[tuple[str, str, Mapping[str, Any]]]:
    return [
        (peer, place, wrong)
        for peer, place, wrong in disagreements(record)
        if cause in causes_of(peer, place, wrong["quantity"], causes)
    ]


def versions_of(entry: Mapping[str, Any]) -> str:
    """Say with which versions something was run.

    >>> versions_of({"versions": {"nltk": "3.10.4", "torch": "2.13.0"}})
    'nltk 3.10.4, torch 2.13.0'
    """
    return ", ".join(f"{name} {number}" for name, number in entry["versions"].items())


def offered(counts: Mapping[str, Mapping[str, int]]) -> str:
    """Say how many cases of each quantity passed.

    >>> offered({"logits": {"passed": 3, "failed": 1}, "pattern": {"passed": 2}})
    'pattern 2, logits 3 of 4'
    """
    said = []
    for quantity in QUANTITIES:
        of_quantity = counts.get(quantity.name, {})
        asked, passed = sum(of_quantity.values()), sum(of_quantity.get(s, 0) for s in PASSED)
        if asked:
            number = f"{passed}" if passed == asked else f"{passed} of {asked}"
            said.append(f"{quantity.name} {number}")
    return ", ".join(said)


def anchor(number: int) -> str:
    """Return the anchor of a disagreement.

    >>> anchor(3)
    'disagreement-3'
    """
    return f"disagreement-{number}"


def _disagreements(record: Mapping[str, Any], causes: Sequence[Cause]) -> Iterator[str]:
    yield "## Disagreements, each with its cause\n"
    for number, cause in enumerate(causes, 1):
        found = _caused_by(cause, record, causes)
        yield f'<a id="{anchor(number)}"></a>\n'
        yield f"### {number}. {cause.title}\n"
        yield f"{cause.says}\n"
        yield f"- **Where**: {_where(found)}"
        mistakes = sorted({m for _, _, wrong in found for m in wrong["mistakes"]})
        if mistakes:
            yield f"- **Named by the suite**: {', '.join(f'`{m}`' for m in mistakes)}"
        by = ""
        if cause.theorem:
            place = page_of(cause.theorem).removeprefix("docs/")
            by = f", by [{cause.theorem}](../{place})"
        yield f"- **Who is right**: {cause.right}{by}"
        if cause.report:
            yield f"- **Report**: [{cause.report}]({cause.report})"
        yield ""


def _where(found: Sequence[tuple[str, str, Mapping[str, Any]]]) -> str:
    """Say for each peer which quantities are wrong in which places; in many, how many they are."""
    said = []
    for peer in dict.fromkeys(peer for peer, _, _ in found):
        places = dict.fromkeys(place for p, place, _ in found if p == peer)
        quantities = dict.fromkeys(wrong["quantity"] for p, _, wrong in found if p == peer)
        few = ", ".join(f"«{place}»" for place in places)
        where = few if len(places) <= MANY else f"{len(places)} settings"
        said.append(f"{peer}: {', '.join(quantities)} in {where}")
    return "; ".join(said)


def not_reproduced(record: Mapping[str, Any]) -> list[str]:
    """List the reports that were run, and of which something else came than they say."""
    return [entry["report"] for entry in record["reports"] if not entry.get("reproduced", True)]


def _reports(record: Mapping[str, Any]) -> Iterator[str]:
    if record["reports"]:
        yield REPORTS_HEAD
        yield from (f"- {_as_run(entry)}" for entry in record["reports"])
        yield ""


REPORTS_HEAD = """## Reports, each run as it stands

For each fault there is a report with a small program. It was run again in the library's own
environment as it stands there, and what it prints was held against what the report says.
"""


def _as_run(entry: Mapping[str, Any]) -> str:
    link = f"[{entry['report']}]({entry['report']})"
    if "why" in entry:
        return f"{link}: not run: {entry['why']}"
    if entry["reproduced"]:
        return f"{link}: reproduced with {versions_of(entry)}"
    return f"{link}: **not reproduced** with {versions_of(entry)}: {entry['says']}"


def _not_run(record: Mapping[str, Any]) -> Iterator[str]:
    if record["not_run"]:
        yield "## Not run\n"
        for entry in record["not_run"]:
            what = entry.get("peer", LIBRARIES[entry["module"]])
            yield f"- {what} (`requirements/{entry['lock']}`): {entry['why']}"
        yield ""


if __name__ == "__main__":
    main(sys.argv[1:])
