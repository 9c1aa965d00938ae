"""What uses what: each statement once, an arc for each use, a link to where it stands."""

import re
from xml.etree.ElementTree import fromstring

from refmath.evidence.verdict import AT_SHAPES, PROVED, Strength
from refmath.report import statement_graph
from refmath.report.statement_graph import COLOURS, LINE, WIDTH, Section, drawn, render_graph
from refmath.theorems.catalogue import STATEMENTS, rests_on

SVG = "{http://www.w3.org/2000/svg}"
SECTIONS = (
    Section("1. Laws", "1-laws", ("vec", "transpose_of_a_product", "mixed_product")),
    Section("2. Heads", "2-heads", ("head_as_tensor_product", "low_rank")),
    Section("None", "none", ()),
)


def test_each_statement_is_a_link_to_where_it_stands():
    links = [a.get("href") for a in fromstring(drawn(SECTIONS)).iter(f"{SVG}a")]
    assert links == [
        "1-laws.html#vec", "1-laws.html#transpose_of_a_product", "1-laws.html#mixed_product",
        "2-heads.html#head_as_tensor_product", "2-heads.html#low_rank",
    ]  # fmt: skip


def test_the_picture_ends_a_line_below_its_last_statement():
    svg = fromstring(drawn(SECTIONS))
    last = max(int(text.get("y")) for text in svg.iter(f"{SVG}text"))
    assert last == LINE * 7, "five statements below two pages' titles"
    assert int(svg.get("height")) == last + LINE
    assert svg.get("viewBox") == f"0 0 {WIDTH} {last + LINE}"


def test_an_arc_ends_at_the_lines_of_both_statements():
    svg = fromstring(drawn(SECTIONS))
    nodes = {n.find(f"{SVG}a/{SVG}text").text: n for n in svg.iter(f"{SVG}g")}
    heights = {name: float(n.find(f"{SVG}a/{SVG}text").get("y")) - 4.5 for name, n in nodes.items()}
    for name, node in nodes.items():
        for kind, others in (
            ("rests", [need for need in rests_on(name) if need in nodes]),
            ("used", [user for user in nodes if name in rests_on(user)]),
        ):
            arcs = [p.get("d") for p in node.findall(f"{SVG}path") if p.get("class") == kind]
            ends = [re.findall(r"[\d.]+", arc) for arc in arcs]
            assert [(float(e[1]), float(e[-1])) for e in ends] == [
                (heights[name], heights[other]) for other in others
            ]
            assert all(0 <= float(number) <= WIDTH for e in ends for number in e[::2])
    assert nodes["head_as_tensor_product"].findall(f"{SVG}path") != []


def test_the_colour_says_for_what_a_statement_is_shown(monkeypatch):
    weak = {"vec": Strength(AT_SHAPES, ("so",))}
    monkeypatch.setattr(statement_graph, "not_for_every_size", lambda: weak)
    marks = [
        mark.get("fill")
        for mark in fromstring(drawn(SECTIONS)).iter()
        if mark.tag in (f"{SVG}circle", f"{SVG}rect")
    ]
    assert marks == [COLOURS[AT_SHAPES], *[COLOURS[PROVED]] * 4]


def test_a_claim_has_another_mark_than_a_theorem():
    tags = [a[0].tag.removeprefix(SVG) for a in fromstring(drawn(SECTIONS)).iter(f"{SVG}a")]
    assert tags == ["circle"] * 4 + ["rect"]


def test_no_line_of_the_picture_lies_outside_of_it():
    svg = fromstring(drawn((Section("All", "all", tuple(s.name for s in STATEMENTS)),)))
    heights = [float(text.get("y")) for text in svg.iter(f"{SVG}text")]
    assert len(set(heights)) == len(heights) == len(STATEMENTS) + 1
    assert max(heights) < float(svg.get("height"))


def test_the_table_says_the_same_as_the_picture():
    table = render_graph(SECTIONS)
    row = "| [head_as_tensor_product](2-heads.md#head_as_tensor_product) | "
    needs = "[transpose_of_a_product](1-laws.md#transpose_of_a_product), [vec](1-laws.md#vec)"
    assert f"{row}{needs} | |" in table
    assert "| [vec](1-laws.md#vec) | | 1 |" in table
    assert "5 statements" in table


def test_a_statement_that_is_used_and_stands_on_no_page_is_named():
    table = render_graph((Section("2. Heads", "2-heads", ("head_as_tensor_product",)),))
    assert "| transpose_of_a_product, vec | |" in table
