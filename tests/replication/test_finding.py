"""A finding: its verdict follows from its conditions, and these from criteria."""

from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmath.replication.finding import Condition, Criterion, Finding, Findings, Table, conditions


@pytest.mark.parametrize(
    ("held", "verdict"),
    [
        ((), "measured"),
        ((True,), "reproduced"),
        ((True, True), "reproduced"),
        ((True, False), "reproduced in part"),
        ((False, True), "reproduced in part"),
        ((False, False), "not reproduced"),
        ((None, None), "undecided"),
        ((None, True), "reproduced in part"),
        ((None, False), "not reproduced"),
    ],
)
def test_the_verdict_follows_from_the_conditions(held, verdict):
    conditions = tuple(Condition("it holds", each) for each in held)
    assert Finding("a", "A", "", "", "", conditions).verdict == verdict


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match=r"rows: expected 2 cells in each, got \(1,\)"):
        Table("a", ("b", "c"), ((1, 2), (1,)))


def test_a_criterion_says_the_numbers_that_decide_it():
    criteria = (
        Criterion("{m.first:.2f} is below {m.second:.2f}", lambda m: m.first < m.second),
        Criterion("{m.first:.0f} is known", lambda _: None),
    )
    measured = SimpleNamespace(first=0.5, second=0.25)
    assert conditions(criteria, measured) == (
        Condition("0.50 is below 0.25", False),
        Condition("0 is known", None),
    )


@pytest.mark.parametrize(
    ("holds", "answer"), [(True, "holds"), (False, "does not hold"), (None, "can't be told")]
)
def test_an_answer_is_in_words(holds, answer):
    assert Condition("a", holds).answer == answer


def finding_of(name, *holds, words="", title=""):
    conditions = tuple(Condition(words, each) for each in holds)
    return Finding(name, title or f"On {name}", "paper", "source", words, conditions)


def test_findings_are_found_by_place_and_by_name():
    copying, matching = finding_of("copying", True), finding_of("matching", False)
    found = Findings((copying, matching))
    assert list(found) == [copying, matching]
    assert len(found) == 2
    assert found[1] is found[-1] is found["matching"] is matching
    assert "copying" in found
    assert copying in found
    assert "bigrams" not in found
    with pytest.raises(KeyError, match="name: expected one of copying, matching, got 'bigrams'"):
        found["bigrams"]
    with pytest.raises(IndexError):
        found[2]


def test_a_repr_is_one_line_of_verdicts():
    found = Findings((finding_of("copying", True), finding_of("matching", False, True)))
    assert repr(found) == "Findings(copying: reproduced, matching: reproduced in part)"
    assert repr(found[1]) == "Finding(matching: reproduced in part)"


class Tags(HTMLParser):
    """The tags of a text, balanced, and its words."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.words = [], set(), ""
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        assert not attrs
        self.open.append(tag)
        self.tags.add(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words += data


WORDS = st.text(st.sampled_from("<>&\"'ab/"), min_size=1, max_size=9)


@given(WORDS, WORDS)
def test_html_shows_title_verdict_and_conditions_and_no_tag_of_their_own(title, words):
    finding = finding_of("copying", True, None, words=words, title=title)
    html = Tags(finding._repr_html_())
    assert html.tags == {"h4", "p", "b", "ul", "li"}
    assert html.words.split("\n")[:3] == [title, "reproduced in part", words]
    assert f"holds: {words}" in html.words
    assert f"can't be told: {words}" in html.words
    table = Tags(Findings((finding, finding_of("matching", False)))._repr_html_())
    assert table.tags == {"table", "thead", "tbody", "tr", "th", "td"}
    assert f"{title}reproduced in part" in table.words
    assert "On matchingnot reproduced" in table.words
