"""Letters have the alphabet's types, and indices that can be put for one another."""

import pytest

from refmath.alphabet import ALPHABET
from refmath.symbolic.letters import Generator, block, generator, inverted, matrix, scalar


@pytest.mark.parametrize("entry", ALPHABET, ids=lambda entry: entry.name)
def test_a_letter_has_the_type_that_the_alphabet_gives_it(entry):
    g = generator(entry.name, 1, "h")
    assert (g.rows, g.cols) == ((entry.rows,), (entry.cols,))
    assert (g.name, g.latex, g.index) == (entry.name, entry.latex, (1, "h"))
    assert g.kind == entry.kind


def test_one_space_may_stand_for_another() -> None:
    g = generator("W_O", d_model="n_ctx", d_head="d_vocab")
    assert (g.rows, g.cols) == (("n_ctx",), ("d_vocab",))


def test_a_letter_that_the_alphabet_lacks_is_refused_with_those_it_has() -> None:
    with pytest.raises(ValueError, match=r"name: expected one of t, x, .*, got 'W_Z'"):
        generator("W_Z")


def test_letters_are_equal_only_with_name_type_and_index() -> None:
    A = matrix("A", "n", "m", "h")
    assert matrix("A", "n", "m", "h") == A
    others = (
        matrix("B", "n", "m", "h"),
        matrix("A", "m", "n", "h"),
        matrix("A", "n", "m"),
        matrix("A", "n", "m", 0),
    )
    assert len({A, *others}) == 5


def test_every_place_of_an_index_is_renamed_and_no_other() -> None:
    g = matrix("A", "n", "n", "h", "g", "h", 0)
    assert g.renamed("h", 0).index == (0, "g", 0, 0)
    assert g.renamed("k", 0) == g


def test_a_scalar_has_no_spaces_and_a_block_has_the_heads_of_a_row() -> None:
    assert scalar("c", "c") == Generator("c", "c", (), ())
    assert (block("h").rows, block("h").cols) == (("n_heads·d_head",), ("d_head",))
    assert block("h").kind == "inclusion"


def test_a_kind_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match=r"kind: expected 'free' or .*, got 'nice'"):
        matrix("M", "n", "n", kind="nice")


def test_the_letter_of_an_inverse_is_the_one_that_has_it() -> None:
    M = matrix("M", "n", "n", "h", kind="invertible")
    assert inverted(matrix("M⁻¹", "n", "n", "h", kind="inverse")) == M
