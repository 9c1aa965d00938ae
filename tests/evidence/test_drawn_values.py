"""What is drawn for a letter is of its kind, and the same wherever the letter stands."""

from fractions import Fraction
from random import Random

import numpy as np
import pytest

from refmath.evidence.drawn_values import (
    DRAWN,
    PERIOD,
    Values,
    draws,
    from_a_large_range,
    spaces_of,
)
from refmath.evidence.evaluate import both_sides
from refmath.evidence.exact_numbers import exact_array, inverse
from refmath.symbolic.expressions import Identity, Letter, Scaled, Trace, product, tensor
from refmath.symbolic.letters import KINDS, HeadSet, block, generator, matrix, scalar


def drawn(kind, n=4, m=4, name="M", index=(), seed=0):
    values = Values({"n": n, "m": m}, Random(seed))
    return values, values.of(matrix(name, "n", "m" if n != m else "n", *index, kind=kind))


IS = {
    "free": lambda m: m.shape == (4, 4),
    "ones": lambda m: (m == 1).all(),
    "causal": lambda m: (m == np.tril(np.ones((4, 4), dtype=int))).all(),
    "mask": lambda m: (
        (m.diagonal() == 1).all() and (np.triu(m, 1) == 0).all() and ((m == 0) | (m == 1)).all()
    ),
    "stochastic": lambda m: (m.sum(axis=1) == 1).all() and (np.triu(m, 1) == 0).all(),
    "first": lambda m: (m @ m == m).all() and sorted(m.diagonal(), reverse=True) == [*m.diagonal()],
    "diagonal": lambda m: (m == np.diag(m.diagonal())).all(),
    "invertible": lambda m: (inverse(m) @ m == np.eye(4, dtype=int)).all(),
    "permutation": lambda m: (m.sum(axis=0) == 1).all() and (m @ m.T == np.eye(4, dtype=int)).all(),
    "isometry": lambda m: (m.T @ m == np.eye(4, dtype=int)).all(),
    "rotation": lambda m: (m.T @ m == np.eye(4, dtype=int)).all(),
    "centring": lambda m: (m @ m == m).all() and (m == m.T).all() and not m.sum(axis=1).any(),
    "one-hot": lambda m: (m.sum(axis=1) == 1).all() and ((m == 0) | (m == 1)).all(),
}


@pytest.mark.parametrize("kind", IS)
@pytest.mark.parametrize("seed", range(5))
def test_what_is_drawn_is_of_its_kind(kind, seed):
    _, m = drawn(kind, seed=seed, index=("i",) if kind == "rotation" else ())
    assert IS[kind](m)


def test_every_kind_has_its_test() -> None:
    alone = {"inverse", "inclusion", "reciprocal", "reciprocal root"}
    assert set(IS) | alone == set(KINDS) == set(DRAWN)


def test_an_inverse_is_that_of_its_letter_whichever_is_drawn_first() -> None:
    M, inverted = matrix("M", "n", "n", kind="invertible"), matrix("M⁻¹", "n", "n", kind="inverse")
    for first, second in ((M, inverted), (inverted, M)):
        values = Values({"n": 3}, Random(3))
        assert (values.of(first) @ values.of(second) == np.eye(3, dtype=int)).all()
    with pytest.raises(ValueError, match="m: expected a matrix that has an inverse"):
        inverse(exact_array([[1, 2], [2, 4]]))


def test_rotations_of_positions_turn_by_their_difference() -> None:
    values = Values({"n": 4}, Random(1))
    R = {i: values.of(matrix("R", "n", "n", i, kind="rotation")) for i in ("i", "j", "j-i")}
    assert (R["i"].T @ R["j"] == R["j-i"]).all()


def test_a_tall_isometry_keeps_lengths_of_columns() -> None:
    _, m = drawn("isometry", 5, 2)
    assert m.shape == (5, 2)
    assert (m.T @ m == np.eye(2, dtype=int)).all()


def test_a_letter_is_drawn_by_its_kind_whatever_its_name() -> None:
    values = Values({"n": 40, "m": 3, "n_ctx": 40, "d_vocab": 3}, Random(0))
    named_t = values.of(matrix("t", "n", "m"))
    assert not IS["one-hot"](named_t)
    other = Values({"n": 40, "m": 3, "n_ctx": 40, "d_vocab": 3}, Random(0))
    assert IS["one-hot"](other.of(generator("t")))
    assert other.of(matrix("1/√n", "n", "m")).shape == (40, 3)
    assert other.of(matrix("ι", "n", "m", 0)).shape == (40, 3)


def test_an_inclusion_places_one_heads_coordinates_among_those_of_all() -> None:
    values = Values({"d_head": 2, "n_heads": 3}, Random(0))
    joined = np.concatenate([values.of(block(head)) for head in range(3)], axis=1)
    assert (joined == np.eye(6, dtype=int)).all()
    of_all = "n_heads·d_head"
    assert [values.dimension(of) for of in ((), ("one",), (of_all, "d_head"))] == [1, 1, 12]
    assert Values({}, Random(0)).dimension((of_all,)) == 1


def test_reciprocals_are_those_of_the_size_in_their_name() -> None:
    values = Values({"d_head": 9, "d_model": 4}, Random(0))
    assert values.of(scalar("1/√d_head", "", "reciprocal root"))[0, 0] == Fraction(1, 3)
    assert values.of(scalar("1/d_model", "", "reciprocal"))[0, 0] == Fraction(1, 4)


# --- sizes ----------------------------------------------------------------------------------------


SCALED = Scaled(scalar("1/√n", "", "reciprocal root"), Letter(matrix("A", "m", "p")))


def test_the_size_under_a_scalar_is_a_space_like_those_of_letters() -> None:
    assert list(spaces_of(SCALED)) == ["n", "m", "p"]


def test_sizes_under_a_root_are_squares_and_the_others_reach_unequal_ones() -> None:
    drawn_sizes = [values.sizes for values in draws((SCALED, SCALED), range(25))]
    assert {sizes["n"] for sizes in drawn_sizes} == {1, 4}
    assert any(sizes["m"] != sizes["p"] for sizes in drawn_sizes)
    assert [v.sizes for v in draws((SCALED, SCALED), range(25))] == drawn_sizes


def test_a_large_range_has_large_entries() -> None:
    values = from_a_large_range((SCALED, SCALED))
    drawn_numbers = values.of(matrix("A", "m", "p"))
    assert max(abs(x.value) for x in drawn_numbers.flat) > 2**20


def test_a_space_that_only_an_identity_has_is_given_a_size_after_all_others() -> None:
    """Without one, Σ_i Id_ii could not be computed: a fault, where a number was asked for."""
    A = Letter(matrix("A", "n", "m"))
    e = tensor(Trace(Identity(("p",))), A)
    assert list(spaces_of(e)) == ["n", "m", "p"]
    for values in draws((e, e), range(3)):
        left, right = both_sides((e, values.sizes["p"] * A), values)
        assert (left == right).all()


SEVENTH = {
    "free": "0 -1 1; 3 -2 -2; 2 -2 0",
    "ones": "1 1 1; 1 1 1; 1 1 1",
    "causal": "1 0 0; 1 1 0; 1 1 1",
    "mask": "1 0 0; 1 1 0; 1 0 1",
    "one-hot": "0 1 0; 1 0 0; 0 1 0",
    "stochastic": "1 0 0; 1/3 2/3 0; 1/3 1/3 1/3",
    "first": "1 0 0; 0 1 0; 0 0 0",
    "diagonal": "1 0 0; 0 -5 0; 0 0 3",
    "invertible": "-3 6 6; 0 1 2; 3 -5 -6",
    "permutation": "0 1 0; 1 0 0; 0 0 1",
    "isometry": "0 0 1; 1 0 0; 0 1 0",
    "rotation": "-119/169 120/169 0; -120/169 -119/169 0; 0 0 1",
    "centring": "2/3 -1/3 -1/3; -1/3 2/3 -1/3; -1/3 -1/3 2/3",
}


@pytest.mark.parametrize("kind", SEVENTH)
def test_what_is_drawn_is_the_same_at_every_run_and_on_every_python(kind) -> None:
    """Counterexamples stand on pages: what they are drawn from must not move."""
    index = ("i",) if kind == "rotation" else ()
    m = Values({"n": 3}, Random(7)).of(matrix("M", "n", "n", *index, kind=kind))
    assert "; ".join(" ".join(map(str, row)) for row in m) == SEVENTH[kind]


def test_an_invertible_matrix_of_one_entry_is_never_one_that_is_its_own_inverse() -> None:
    of_one = matrix("M", "n", "n", kind="invertible")
    drawn = {int(Values({"n": 1}, Random(seed)).of(of_one)[0, 0].value) for seed in range(99)}
    assert drawn == {-3, -2, 2, 3}


def test_sizes_grow_with_the_seed_and_slower_for_more_slots() -> None:
    A = Letter(matrix("A", "n", "m"))
    sizes = [tuple(v.sizes.values()) for v in draws((A, A), range(0, 25, 3))]
    assert sizes == [(2, 2), (2, 2), (2, 2), (3, 3), (3, 3), (2, 2), (2, 1), (2, 4), (4, 5)]
    three = tensor(A, A, A)
    sizes = [tuple(v.sizes.values()) for v in draws((three, three), range(0, 25, 7))]
    assert sizes == [(2, 2), (2, 2), (2, 2), (1, 2)]


def test_more_draws_are_no_larger_ones() -> None:
    A = Letter(matrix("A", "n", "m"))
    for sides, largest in (((A, A), 5), ((tensor(A, A, A),) * 2, 3)):
        for seeds in (range(PERIOD), range(PERIOD, 9 * PERIOD)):
            assert max(max(v.sizes.values()) for v in draws(sides, seeds)) == largest
    one, later = draws((A, A), [3, 3 + PERIOD])
    assert not np.array_equal(one.of(A.generator), later.of(A.generator))


def test_the_heads_of_a_set_are_counted_once_and_those_of_another_set_by_themselves() -> None:
    values = Values({"n": 2}, Random(0), turn=1)
    of_g, of_k = HeadSet("H", ("g",)), HeadSet("H", ("k",))
    heads = values.heads_in(HeadSet("H"), {})
    assert len(heads) == 3
    assert [str(head) for head in heads] == ["H:0", "H:1", "H:2"]
    assert len(values.heads_in(of_g, {})) == 4
    assert len(values.heads_in(of_k, {})) == 0
    assert len(values.heads_in(of_g, {"g": heads[1]})) == 1
    assert [str(head) for head in values.heads_in(of_g, {"g": heads[1]})] == ["H[H:1]:0"]
    assert values.heads_in(HeadSet("H"), {}) == heads
    assert set(values.counted) == {("H", at) for at in ((), ("g",), ("k",), (heads[1],))}


def test_spaces_are_those_that_need_a_size() -> None:
    ones, joined = matrix("c", "n", "one"), matrix("W", "n_heads·d_head", "d_head")
    assert spaces_of(Letter(ones)) == ("n",)
    assert spaces_of(Letter(joined)) == ("d_head",)
    of_all = matrix("W", "m", "n_heads·d_head")
    assert spaces_of(Letter(of_all)) == ("m", "d_head")
    assert spaces_of(product(Letter(of_all), Letter(joined))) == ("m", "d_head")


@pytest.mark.parametrize("turn", range(40))
def test_the_next_set_has_another_number_of_heads(turn) -> None:
    values = Values({"n": 2}, Random(0), turn=turn)
    numbers = [len(values.heads_in(HeadSet("H", (g,)), {})) for g in "ghk"]
    assert numbers[0] != numbers[1] != numbers[2]
    assert set(numbers) <= set(range(5))


@pytest.mark.parametrize("singular", [[[0]], [[1, 2], [2, 4]], [[0, 0], [0, 1]]])
def test_what_has_no_inverse_is_refused(singular) -> None:
    with pytest.raises(
        ValueError, match="m: expected a matrix that has an inverse, got a singular"
    ):
        inverse(exact_array(singular))
    swapped = exact_array([[0, 1, 0], [2, 0, 0], [0, 3, 1]])
    assert (inverse(swapped) @ swapped == np.eye(3, dtype=int)).all()
