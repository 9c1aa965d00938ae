"""The matrix: its page is the record's, each disagreement has its cause, each report its own."""

import json
import re
import subprocess

from refmath.conforming.answers.results import Conformance, Diagnosis, Result
from refmath.conforming.mistakes.pages import page_of
from release import matrix
from release.peers.causes import ANYWHERE, CAUSES, Cause, causes_of, disagreements, place_of
from release.peers.held import CASES, Peer, entry_of

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
SMALL = {"on": "2026-01-01", "peers": [OF_ONE], "not_run": []}
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


def test_what_cannot_be_set_up_or_fails_is_named_as_not_run(monkeypatch):
    def set_up(_folder, lock):
        if lock.name == "nnterp.lock":
            raise subprocess.CalledProcessError(1, ["/x/pip", "install", "this"])

    def run(_folder, module):
        if module == "lens_four":
            raise subprocess.CalledProcessError(3, ["/y/python", "-m", "release.peers", module])
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
