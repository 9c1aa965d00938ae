"""The matrix: its page is the record's, each disagreement has its cause, each report its own."""

import json
import re
import subprocess

import pytest

from refmath.conforming.answers.results import Conformance, Diagnosis, Result
from refmath.conforming.mistakes.pages import page_of
from release import matrix
from release.peers.causes import ANYWHERE, CAUSES, Cause, causes_of, disagreements, place_of
from release.peers.held import CASES, Peer, entry_of
from release.peers.reports import reports

RECORD = json.loads(matrix.RECORD.read_text("utf-8"))
LOCKS = matrix.REPOSITORY / "requirements"


def unexplained(record, causes):
    """List the disagreements that have no cause, or more than one."""
    return sorted(
        {
            (peer, place, wrong["quantity"])
            for peer, place, wrong in disagreements(record)
            if len(causes_of(peer, place, wrong["quantity"], causes)) != 1
        }
    )


def stale(record, causes):
    """List what causes speak of and the record doesn't have."""
    found = [
        (peer, place, cause)
        for peer, place, wrong in disagreements(record)
        for cause in causes_of(peer, place, wrong["quantity"], causes)
    ]
    return [
        (cause.title, peer, place)
        for cause in causes
        for peer in cause.peers
        for place in cause.places
        if not any((p, c) == (peer, cause) and place in (at, ANYWHERE) for p, at, c in found)
    ]


def test_the_page_is_up_to_date():
    assert matrix.PAGE.read_text("utf-8") == matrix.page(RECORD)


def test_each_disagreement_has_one_cause():
    assert unexplained(RECORD, CAUSES) == []


def test_no_cause_is_stale():
    assert stale(RECORD, CAUSES) == []


def test_every_library_was_run_or_is_named_as_not_run():
    named = {entry["module"] for entry in (*RECORD["peers"], *RECORD["not_run"])}
    assert named == set(matrix.LIBRARIES)
    assert {m for _, of_folder in matrix.ENVIRONMENTS.values() for m in of_folder} == named


def test_ourselves_disagree_nowhere():
    (entry,) = [entry for entry in RECORD["peers"] if entry["module"] == "ourselves"]
    assert entry["wrong"] == []
    assert len(entry["counts"]) == len(matrix.QUANTITIES)


def test_the_versions_are_those_of_the_locks():
    locks = {m: lock for lock, modules in matrix.ENVIRONMENTS.values() for m in modules}
    for entry in RECORD["peers"]:
        text = (LOCKS / locks[entry["module"]]).read_text("utf-8")
        for package, version in entry["versions"].items():
            if package != "refmath":
                number = version.partition("+")[
                    0
                ]  # where a build of one's own is, its name follows
                assert re.search(rf"^{re.escape(package)}=={re.escape(number)}\b", text, re.M)


def test_each_report_is_of_a_cause_and_of_the_page():
    reports = {path.name for path in matrix.PAGES.glob("*.md")} - {matrix.PAGE.name}
    assert reports == {cause.report for cause in CAUSES if cause.report}
    page = matrix.PAGE.read_text("utf-8")
    assert all(f"({report})" in page for report in reports)


def test_each_report_is_of_one_library_that_is_run():
    libraries = [
        matrix.REPORTED[module] for module in matrix.LIBRARIES if module in matrix.REPORTED
    ]
    assert len(set(libraries)) == len(libraries)
    assert {report.library for report in reports()} <= {*libraries}


def test_each_report_was_run_as_it_stands():
    """One that is new, or was changed since, has to be run: `make matrix LIBRARIES=lens_four`."""
    checksums = {report.name: report.checksum for report in reports()}
    assert sorted(entry["report"] for entry in RECORD["reports"]) == sorted(checksums)
    for entry in RECORD["reports"]:
        assert "why" in entry or entry["checksum"] == checksums[entry["report"]]


def test_each_report_is_recorded_with_its_library():
    for report in reports():
        (entry,) = [entry for entry in RECORD["reports"] if entry["report"] == report.name]
        assert matrix.REPORTED[entry["module"]] == report.library
        assert "why" in entry or entry["versions"].keys() == report.seen_with.keys()


def test_the_page_has_a_line_for_each_report():
    page = matrix.PAGE.read_text("utf-8")
    for entry in RECORD["reports"]:
        said = {True: "reproduced with", False: "**not reproduced** with", None: "not run: "}
        line = f"- [{entry['report']}]({entry['report']}): {said[entry.get('reproduced')]}"
        assert page.count(line) == 1


def test_each_theorem_stands_where_the_page_says():
    for cause in CAUSES:
        if cause.theorem:
            file, _, theorem = page_of(cause.theorem).partition("#")
            text = (matrix.REPOSITORY / file).read_text("utf-8")
            assert re.search(rf"^#+ {theorem}$|\({theorem}\)=|id=\"{theorem}\"", text, re.M), (
                theorem
            )


# --- that the rules can fail, and what the page does with a record --------------------------------

WRONG = {"on": CASES, "quantity": "pattern", "setting": "two layers", "says": "", "mistakes": ["m"]}
OTHER = {"on": "GPT-2", "quantity": "logits", "setting": "a batch", "says": "", "mistakes": []}
OF_ONE = {
    "module": "nltk",
    "peer": "theirs",
    "versions": {"nltk": "1.0"},
    "on": [CASES],
    "counts": {"pattern": {"passed": 3, "failed": 1}, "logits": {"failed": 1}},
    "wrong": [WRONG, OTHER],
}
SMALL = {"on": "2026-01-01", "peers": [OF_ONE], "not_run": [], "reports": []}
FIRST = Cause(
    "The mask", ("theirs",), ("two layers",), "It is.", "the reference", "softmax", "r.md"
)
SECOND = Cause("The rest", ("theirs",), (ANYWHERE,), "So.", "both")


def test_a_disagreement_without_a_cause_is_seen():
    assert unexplained(SMALL, [FIRST]) == [("theirs", "GPT-2", "logits")]
    assert unexplained(SMALL, [FIRST, SECOND]) == []
    assert unexplained(SMALL, [FIRST, FIRST, SECOND]) == [("theirs", "two layers", "pattern")]


def test_a_stale_cause_is_seen():
    gone = Cause("Gone", ("theirs",), ("one layer",), "", "")
    assert stale(SMALL, [FIRST, SECOND]) == []
    assert stale(SMALL, [FIRST, SECOND, gone]) == [("Gone", "theirs", "one layer")]


def test_a_cause_of_a_quantity_comes_before_one_of_a_place():
    of_logits = Cause("Logits", ("theirs",), (ANYWHERE,), "", "", quantities=("logits",))
    every = [FIRST, SECOND, of_logits]
    assert causes_of("theirs", "two layers", "logits", every) == [of_logits]
    assert causes_of("theirs", "two layers", "pattern", every) == [FIRST]
    assert causes_of("theirs", "one layer", "pattern", every) == [SECOND]
    assert causes_of("ours", "one layer", "pattern", every) == []


def test_a_place_is_a_setting_or_a_model():
    assert (place_of(WRONG), place_of(OTHER)) == ("two layers", "GPT-2")


def test_the_page_says_all_that_the_record_has():
    page = matrix.page(
        {**SMALL, "not_run": [{"module": "nnterp", "lock": "nnterp.lock", "why": "no"}]},
        [FIRST, SECOND],
    )
    links = "[1](#disagreement-1), [2](#disagreement-2)"
    assert f"| theirs | nltk 1.0 | pattern 3 of 4, logits 0 of 1 | {links} |" in page
    assert "### 1. The mask" in page
    assert "theirs: pattern in «two layers»" in page
    assert "`m`" in page
    assert "[softmax](../derivations/1-algebra.md#softmax)" in page
    assert "[r.md](r.md)" in page
    assert "- nnterp (`requirements/nnterp.lock`): no" in page


REPORTS = [
    {"module": "lens_three", "report": "a.md", "versions": {"b": "3.9"}, "reproduced": True},
    {"module": "lens_four", "report": "c.md", "why": "pip install … ended with status 1"},
    {"module": "lens_four", "report": "d.md", "versions": {"b": "4.4", "t": "2"}}
    | {"reproduced": False, "says": "line 1: expected «0.89», got «0.00»"},
]


def test_the_page_says_of_each_report_whether_it_was_reproduced():
    lines = matrix.page({**SMALL, "reports": REPORTS}, [FIRST, SECOND]).splitlines()
    assert [line for line in lines if line.startswith("- [")] == [
        "- [a.md](a.md): reproduced with b 3.9",
        "- [c.md](c.md): not run: pip install … ended with status 1",
        "- [d.md](d.md): **not reproduced** with b 4.4, t 2: line 1: expected «0.89», got «0.00»",
    ]
    assert "## Reports" not in matrix.page(SMALL, [FIRST, SECOND])


def test_a_report_that_is_not_reproduced_fails_once_all_is_written(monkeypatch, tmp_path):
    record = {**SMALL, "peers": [], "reports": REPORTS}
    monkeypatch.setattr(matrix, "renewed", lambda _record, _modules: record)
    monkeypatch.setattr(matrix, "RECORD", tmp_path / "matrix.json")
    monkeypatch.setattr(matrix, "PAGES", tmp_path)
    monkeypatch.setattr(matrix, "PAGE", tmp_path / "matrix.md")
    with pytest.raises(SystemExit, match=r"^not reproduced, as matrix\.md says: d\.md$"):
        matrix.main([])
    assert json.loads(matrix.RECORD.read_text("utf-8")) == record
    assert "**not reproduced** with b 4.4" in matrix.PAGE.read_text("utf-8")
    with pytest.raises(SystemExit, match=r"d\.md"):
        matrix.main(["page"])
    record["reports"] = REPORTS[:2]
    matrix.main([])
    assert "not reproduced" not in matrix.PAGE.read_text("utf-8")


def failed(*command):
    """Return the error of a command that ended with status 1."""
    return subprocess.CalledProcessError(1, command)


def test_what_cannot_be_set_up_or_fails_is_named_as_not_run(monkeypatch):
    def set_up(_folder, lock):
        if lock.name == "nnterp.lock":
            raise failed("/x/pip", "install", "this")

    def run(_folder, program, what):
        if what == "lens_four":
            raise subprocess.CalledProcessError(3, ["/y/python", "-m", program, what])
        if program == "release.peers.reports":
            return []
        whole = {"peer": "the view", "wrong": []}
        return [whole, {"peer": "the other view", "why": "ValueError: no"}]

    monkeypatch.setattr(matrix, "set_up", set_up)
    monkeypatch.setattr(matrix, "run", run)
    kept = {"peers": [{"module": "nltk", "peer": "old"}, {"module": "ourselves", "peer": "mine"}]}
    record = matrix.renewed(kept, ("nnterp", "lens_four", "nltk"))
    assert record["peers"] == [
        {"module": "ourselves", "peer": "mine"},
        {"module": "nltk", "peer": "the view", "wrong": [], "lock": "peers.lock"},
    ]
    assert [(e["module"], e["why"]) for e in record["not_run"]] == [
        ("lens_four", "python -m release.peers … ended with status 3"),
        ("nltk", "ValueError: no"),
        ("nnterp", "pip install this … ended with status 1"),
    ]


def test_reports_are_run_in_the_environment_of_their_library(monkeypatch):
    ran = []

    def run(folder, program, what):
        if program == "release.peers.reports":
            ran.append((str(folder), what))
            return [{"report": f"{what}.md", "reproduced": True}]
        if what == "lens_four":
            raise failed("python", "-m", program)  # the reports are run all the same
        return []

    monkeypatch.setattr(matrix, "set_up", lambda _folder, _lock: None)
    monkeypatch.setattr(matrix, "run", run)
    kept = {"reports": [{"module": "lens_three", "report": "old.md"}]}
    record = matrix.renewed(kept, ("lens_four", "nltk"))
    assert ran == [(".venv-lens", "transformer-lens 4")]
    assert record["reports"] == [
        {"module": "lens_three", "report": "old.md"},
        {
            "module": "lens_four",
            "report": "transformer-lens 4.md",
            "reproduced": True,
            "lock": "lens.lock",
        },
    ]


def test_reports_that_cannot_be_run_are_named_and_do_not_count_as_mended(monkeypatch):
    def run(_folder, program, _what):
        if program == "release.peers.reports":
            raise failed("/y/python", "-m", program)
        return []

    def set_up(_folder, lock):
        if lock.name == "lens.lock":
            raise failed("/x/pip", "install", "this")

    monkeypatch.setattr(matrix, "set_up", set_up)
    monkeypatch.setattr(matrix, "run", run)
    record = matrix.renewed({}, tuple(matrix.LIBRARIES))
    assert {entry["report"] for entry in record["reports"]} == {one.name for one in reports()}
    assert {(entry["module"], entry["why"]) for entry in record["reports"]} == {
        ("lens_three", "python -m release.peers.reports … ended with status 1"),
        ("lens_four", "pip install this … ended with status 1"),
    }
    assert matrix.not_reproduced(record) == []
    assert [entry["module"] for entry in record["not_run"]] == ["lens_four"]


def test_an_entry_counts_what_passed_and_lists_what_is_wrong():
    results = (
        Result("pattern[a]", "passed"),
        Result("pattern[b]", "failed", "largest difference 1", ("no_mask",)),
        Result("logits[a]", "not offered"),
        Result("logits[b]", "passed, up to what is free"),
    )
    diagnosis = Diagnosis("pattern", "pattern[b]", "", (), (), None, None, "", "")
    peer = Peer("theirs", ("numpy",), lambda: iter([("GPT-2", Conformance(results, (diagnosis,)))]))
    entry = entry_of(peer)
    assert entry["counts"] == {
        "pattern": {"passed": 1, "failed": 1},
        "logits": {"passed, up to what is free": 1},
    }
    assert entry["on"] == ["GPT-2"]
    assert entry["wrong"] == [
        {
            "on": "GPT-2",
            "quantity": "pattern",
            "setting": "b",
            "says": "largest difference 1",
            "mistakes": ["no_mask"],
        }
    ]
