"""Places on pages: found by their markers, filled, and nothing else is touched."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmath.report.blocks import (
    Block,
    Kind,
    filled,
    find_blocks,
    misplaced,
    page_of,
    put,
    read_page,
)

THEOREM, FINDING = Kind("theorem", "end"), Kind("finding", "end of finding")
BOTH = (
    "# Prose\n\n<!-- theorem vec -->\n<!-- end -->\n\nmore\n<!-- theorem trace -->\n<!-- end -->\n"
)


def test_blocks_lie_strictly_between_their_markers() -> None:
    assert find_blocks(BOTH, THEOREM, ["vec", "trace"]) == (
        (Block("vec", 2, 3), Block("trace", 6, 7)),
        (),
    )


def test_a_block_that_begins_inside_another_is_a_problem() -> None:
    text = "<!-- theorem vec -->\n<!-- theorem trace -->\n<!-- end -->\n"
    _, problems = find_blocks(text, THEOREM, ["vec", "trace"])
    assert problems == ("2: theorem trace begins inside theorem vec (line 1)",)


@pytest.mark.parametrize("fence", ["```", "~~~", "`````", "  ```text"])
def test_markers_in_a_fence_are_text(fence: str) -> None:
    close = fence.strip().removesuffix("text")
    text = f"{fence}\n<!-- theorem what -->\n~~ ``\n{close}\n<!-- theorem vec -->\n<!-- end -->\n"
    blocks, problems = find_blocks(text, THEOREM, ["vec"])
    assert problems == ()
    assert blocks == (Block("vec", 4, 5),)


def test_spaces_around_and_in_a_marker_do_not_matter() -> None:
    text = "  <!--theorem  vec-->  \r\n\t<!--end-->\r\n"
    assert find_blocks(text, THEOREM, ["vec"]) == ((Block("vec", 0, 1),), ())


@pytest.mark.parametrize("kind", [THEOREM, FINDING])
def test_a_kind_finds_the_places_that_it_writes_and_no_others(kind: Kind) -> None:
    other = FINDING if kind == THEOREM else THEOREM
    text = f"{kind.place('vec')}\n\n{other.place('vec')}\n"
    assert find_blocks(text, kind, ["vec"]) == ((Block("vec", 0, 1),), ())


NAMES = st.lists(st.sampled_from("abcd"), unique=True, max_size=4)
PROSE = st.lists(st.sampled_from(["", "prose", "```", "<!-- note -->", "| a | b |"]), max_size=3)


@given(NAMES, st.data())
def test_what_is_filled_holds_what_was_rendered_and_all_else_as_it_was(
    names: list[str], data: st.DataObject
) -> None:
    prose = [
        "\n".join(lines)
        for lines in data.draw(st.lists(PROSE, min_size=len(names) + 1, max_size=len(names) + 1))
    ]
    prose = [text.replace("```", "```\n```") for text in prose]  # a fence that stays open hides all

    def page(inside: dict[str, str]) -> str:
        places = [THEOREM.place(name).replace("\n", "\n" + inside.get(name, "")) for name in names]
        return "\n".join(part for pair in zip(prose, [*places, ""], strict=True) for part in pair)

    rendered = {name: f"what {name}\nsays\n" for name in names if data.draw(st.booleans())}
    old = page_of(Path("page.md"), page({}), THEOREM, "abcd")
    new = filled(old, rendered)
    assert new == page({name: f"\n{text}\n" for name, text in rendered.items()})
    again = page_of(Path("page.md"), new, THEOREM, "abcd")
    assert filled(again, rendered) == new
    assert [block.name for block in again.blocks] == names


def test_what_has_no_place_or_two_is_named_with_where() -> None:
    one = page_of(Path("one.md"), BOTH, THEOREM, ["vec", "trace"])
    two = page_of(Path("two.md"), THEOREM.place("vec"), THEOREM, ["vec", "trace"])
    assert misplaced(THEOREM, ["trace"], [one, two]) == ()
    assert misplaced(THEOREM, ["trace", "vec", "kron"], [one, two]) == (
        "theorem vec is in 2 places: one.md:3, two.md:1",
        "theorem kron is on no page",
    )


def test_a_page_is_read_as_its_bytes_are(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_bytes(BOTH.replace("\n", "\r\n").encode())
    page = read_page(path, THEOREM, ["vec", "trace"])
    assert page.text == BOTH.replace("\n", "\r\n")
    assert [block.name for block in page.blocks] == ["vec", "trace"]
    path.write_bytes(b"caf\xe9")
    page = read_page(path, THEOREM, [])
    assert page.problems[0].startswith(f"{path}: is not UTF-8")


def test_what_would_change_is_shown_and_cut_where_it_is_long(tmp_path: Path) -> None:
    path, told = tmp_path / "page.md", list[Path]()
    assert put(path, "same", "same", check=False, on_write=told.append) == ()
    assert not path.exists()
    (problem,) = put(path, "one\ntwo\n", "one\n2\n", check=True, on_write=told.append)
    assert problem.splitlines()[0] == f"{path} would change:"
    assert problem.splitlines()[-2:] == ["    -two", "    +2"]
    (problem,) = put(path, "", "line\n" * 99, check=True)
    assert problem.splitlines()[-1] == "    ... and 90 more lines"
    assert not path.exists()
    assert put(path, "", "new", check=False, on_write=told.append) == ()
    assert (path.read_text(), told) == ("new", [path])
