"""Words, their letters and the terms that letters hold: each function by itself."""

import pytest

from refmath.symbolic.letters import Generator, HeadSet, Index, matrix, scalar
from refmath.symbolic.words import (
    UNIT,
    Applied,
    Binding,
    Cells,
    Diagonal,
    Letter,
    Term,
    Word,
    added,
    canonical,
    cols_of,
    in_order,
    kind_of,
    mapped,
    reading,
    renamed,
    rows_of,
    spelt,
    term_of,
    turned,
    turned_letter,
    turned_word,
    with_word,
    within,
)

N, M = ("n",), ("m",)
H, K = HeadSet("H"), HeadSet("K")


def free(name: str, rows: str = "n", cols: str = "n", *index: Index, kind: str = "free") -> Letter:
    return matrix(name, rows, cols, *index, kind=kind), False


def turn(x: Letter) -> Letter:
    return x[0], not x[1]


def of(*letters: Letter) -> Term:
    return term_of(letters)


A, B, W = free("A"), free("B"), free("W", "n", "m")
S, T = of(A), of(B)
c, d = (free(name, "n", "one") for name in "cd")
MASK = free("M", kind="causal")
CELLS = Cells((MASK,), ((of(W), 2),), (of(W), of(A, W)), N, M)
APPLIED = Applied("f", ((of(W), 3),), N, M)
DIAGONAL = Diagonal(((of(c), 1),), ((((of(d), 1),), -1),), N)


def test_a_term_of_one_word_has_that_word_in_its_slot() -> None:
    assert term_of((A, B)) == Term((), ((A, B),), ())
    assert with_word(Term((scalar("k", "k"),), ((A,),), ()), (B,)) == (
        Term((scalar("k", "k"),), ((B,),), ())
    )
    assert Term((), ((),), ()) == UNIT


def test_rows_columns_and_kinds_are_those_of_the_letter_as_it_stands() -> None:
    for x in (W, (CELLS, False), (APPLIED, False)):
        assert (rows_of(x), cols_of(x)) == (N, M)
        assert (rows_of(turn(x)), cols_of(turn(x))) == (M, N)
    assert rows_of((DIAGONAL, False)) == cols_of((DIAGONAL, False)) == N
    assert kind_of(MASK) == "causal"
    assert kind_of((CELLS, False)) == ""


def test_a_transpose_turns_letters_and_what_they_hold() -> None:
    assert turned_letter(A) == turn(A)
    assert turned_letter(turn(A)) == A
    first = free("P", kind="first")
    assert turned_letter(first) == first
    assert turned_letter((DIAGONAL, False)) == (DIAGONAL, False)
    assert turned_letter((DIAGONAL, True)) == (DIAGONAL, False)
    assert turned_letter((APPLIED, False)) == (
        Applied("f", ((of(turn(W)), 3),), M, N), False,
    )  # fmt: skip
    held = Cells((turn(MASK),), ((of(turn(W)), 2),), (of(turn(W), turn(A)), of(turn(W))), M, N)
    flipped, flip = turned_letter((CELLS, False))
    assert not flip
    assert flipped == Cells(held.masks, held.scores, tuple(sorted(held.others, key=reading)), M, N)
    assert turned_word((A, W)) == (turn(W), turn(A))
    k = scalar("k", "k")
    assert turned(Term((k,), ((A, W), (B,)), ())) == Term(
        (k,), ((turn(W), turn(A)), (turn(B),)), ()
    )


def test_sums_are_added_up_and_what_cancels_is_left_out() -> None:
    assert added([(S, 2), (T, 1)], [(S, 3), (T, -1)]) == {S: 5}
    assert added() == {}
    assert in_order([(T, 2), (S, 1)]) == in_order([(S, 1)], [(T, 2)]) == ((S, 1), (T, 2))
    assert in_order([(T, 2), (S, 1)], [(T, -2)]) == ((S, 1),)


def test_terms_are_read_by_their_words_their_scalars_and_what_they_bind() -> None:
    k = scalar("k", "k")
    terms = [
        S,
        of(turn(A)),
        T,
        of(A, B),
        of(free("A", "n", "n", 0)),
        of(free("A", "n", "n", "h")),
        Term((k,), ((A,),), ()),
        Term((k, k), ((A,),), ()),
        Term((), ((A,),), (Binding("h", H),)),
        Term((), ((A,),), (Binding("h", K),)),
        Term((), ((A,), (B,)), ()),
        of((CELLS, False)),
        of((APPLIED, False)),
        of((DIAGONAL, False)),
    ]
    assert len({reading(t) for t in terms}) == len(terms)
    assert spelt(A[0]) == ("A", N, N, "()")
    assert spelt(CELLS) == ("Cells", N, M, repr(CELLS))


def test_what_a_letter_holds_is_listed_and_put_in_its_place() -> None:
    assert [*within(A[0])] == []
    assert [*within(CELLS)] == [of(W), of(W), of(A, W)]
    assert [*within(APPLIED)] == [of(W)]
    assert [*within(DIAGONAL)] == [of(c), of(d)]
    other = {of(W): of(B, W), of(A, W): of(W), of(c): of(d), of(d): of(c)}
    assert mapped(A[0], other) == A[0]
    assert mapped(CELLS, other) == Cells(
        (MASK,), ((of(B, W), 2),), tuple(sorted((of(B, W), of(W)), key=reading)), N, M
    )
    assert mapped(APPLIED, other) == Applied("f", ((of(B, W), 3),), N, M)
    assert mapped(DIAGONAL, other) == Diagonal(((of(d), 1),), ((((of(c), 1),), -1),), N)


# --- indices --------------------------------------------------------------------------------------

Ag, Ah = free("A", "n", "n", "g"), free("A", "n", "n", "h")


def test_an_index_is_put_for_another_in_letters_scalars_and_bindings() -> None:
    k = matrix("k", "n", "n", "g")
    t = Term((k,), ((Ag, turn(Ah)),), (Binding("g", HeadSet("H", ("g",))), Binding("l", H)))
    assert renamed(t, "g", "h") == Term(
        (k.renamed("g", "h"),),
        ((Ah, turn(Ah)),),
        (Binding("h", HeadSet("H", ("h",))), Binding("l", H)),
    )
    assert renamed(t, "x", "y") == t


def cells_of(index: str) -> Word:
    mask = free("N", "n", "n", index, kind="mask")
    held = of(free("A", "n", "n", index))
    return ((Cells((mask,), ((held, 1),), (held,), N, N), False),)


def test_an_index_is_put_for_another_in_all_that_a_letter_holds() -> None:
    assert renamed(term_of(cells_of("g")), "g", "h") == term_of(cells_of("h"))
    assert renamed(term_of(cells_of("g")), "k", "h") == term_of(cells_of("g"))
    diagonal = Diagonal(((of(Ag), 1),), ((((of(Ag), 1),), 2),), N)
    assert renamed(of((diagonal, False)), "g", "h") == of(
        (Diagonal(((of(Ah), 1),), ((((of(Ah), 1),), 2),), N), False)
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Term((), ((Ag,),), (Binding("g", H),)), Term((), ((Ah,),), (Binding("h", H),)), True),
        (Term((), ((Ag,),), (Binding("g", H),)), Term((), ((Ah,),), (Binding("h", K),)), False),
        (Term((), ((Ag,),), (Binding("g", H),)), of(Ag), False),
        (Term((), ((Ag, Ah),), (Binding("g", H), Binding("h", H))),
         Term((), ((Ah, Ag),), (Binding("g", H), Binding("h", H))), True),
        (Term((), ((Ag, Ah),), (Binding("g", H), Binding("h", H))),
         Term((), ((Ag, Ag),), (Binding("g", H), Binding("h", H))), False),
        (Term((), ((Ag, Ah),), (Binding("g", H), Binding("h", K))),
         Term((), ((Ag, Ah),), (Binding("g", K), Binding("h", H))), False),
        (Term((), ((A,),), (Binding("g", H), Binding("h", K))),
         Term((), ((A,),), (Binding("g", K), Binding("h", H))), True),
        (Term((scalar("k", "k"), scalar("l", "l")), ((A,),), ()),
         Term((scalar("l", "l"), scalar("k", "k")), ((A,),), ()), True),
        (Term((), (cells_of("g"),), (Binding("g", H),)),
         Term((), (cells_of("h"),), (Binding("h", H),)), True),
        (Term((), ((*cells_of("g"), Ag),), (Binding("g", H),)),
         Term((), ((*cells_of("g"), Ah),), (Binding("h", H),)), False),
        (Term((), (cells_of("g") + cells_of("h"),), (Binding("g", H), Binding("h", H))),
         Term((), (cells_of("h") + cells_of("g"),), (Binding("g", H), Binding("h", H))), True),
        (Term((matrix("k", "n", "n", "g"), matrix("k", "n", "n", "h")), ((A,),),
              (Binding("g", H), Binding("h", H))),
         Term((matrix("k", "n", "n", "h"), matrix("k", "n", "n", "g")), ((A,),),
              (Binding("h", H), Binding("g", H))), True),
    ],
)  # fmt: skip
def test_terms_that_differ_by_bound_names_alone_have_one_spelling(
    one: Term, other: Term, *, same: bool
) -> None:
    assert (canonical(one) == canonical(other)) is same
    assert canonical(canonical(one)) == canonical(one)


def test_bound_indices_are_named_as_they_are_met() -> None:
    found = canonical(Term((), ((Ah, Ag),), (Binding("g", H), Binding("h", K))))
    names = {str(b.name): b.over for b in found.bound}
    letters = [atom for atom, _ in found.slots[0] if isinstance(atom, Generator)]
    assert [(g.name, *g.index) for g in letters] == [("A", "·0"), ("A", "·1")]
    assert names == {"·0": K, "·1": H}
    inner = Term((), ((Ag,),), (Binding("g", H),))
    around = Term((), (((Applied("f", ((inner, 1),), N, N), False), Ah),), (Binding("h", H),))
    assert [str(b.name) for b in canonical(around).bound] == ["·0′"]
