"""Plain arguments: what is taken comes back, and what is refused is told whole."""

from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path, PurePosixPath

import numpy as np
import pytest

from refmath import arguments
from refmath.arguments import near_names, refused, shown, whole_number

index = partial(whole_number, "layer", below=3)
LONG = "a" * 70


@pytest.mark.parametrize(
    ("given", "taken"),
    [(3, 3), (np.int8(3), 3), (np.array(3), 3), (2**70, 2**70), (np.uint64(2**63), 2**63)],
)
def test_a_whole_number_comes_back_as_python_s_own(given, taken):
    number = whole_number("top", given)
    assert number == taken
    assert type(number) is int


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (-1, "-1"),
        (True, "True"),
        (np.True_, "np.True_"),
        (3.0, "3.0"),
        (np.float64(3), "np.float64(3.0)"),
        ("3", "'3'"),
        (None, "None"),
        (np.array([3]), "ndarray of shape (1,)"),
        (np.ma.masked, "masked"),
    ],
)
def test_what_is_no_whole_number_is_refused(given, said):
    with pytest.raises(ValueError, match=r"^top: ") as error:
        whole_number("top", given)
    assert str(error.value) == f"top: expected an integer, 0 or more, got {said}"


@pytest.mark.parametrize(
    ("take", "said"),
    [
        (lambda: whole_number("top", 0, least=1), "top: expected an integer, 1 or more, got 0"),
        (
            lambda: whole_number("top", 0, least=1, where=" in layer 0"),
            "top: expected an integer, 1 or more in layer 0, got 0",
        ),
        (lambda: index(3), "layer: expected an integer with 0 <= layer < 3, got 3"),
        (
            lambda: index(-1, size="n_layers"),
            "layer: expected an integer with 0 <= layer < n_layers = 3, got -1",
        ),
        (
            lambda: index(0, least=1, where=" here"),
            "layer: expected an integer with 1 <= layer < 3 here, got 0",
        ),
        (lambda: index(7, expected="a layer"), "layer: expected a layer, got 7"),
        (lambda: arguments.real_number("c", "1"), "c: expected a finite number, got '1'"),
        (lambda: arguments.real_number("c", True), "c: expected a finite number, got True"),
        (lambda: arguments.real_number("c", np.inf), "c: expected a finite number, got inf"),
        (lambda: arguments.real_number("c", np.nan), "c: expected a finite number, got nan"),
        (lambda: arguments.real_number("c", 1j), "c: expected a finite number, got 1j"),
        (
            lambda: arguments.real_number("c", 10**400),
            "c: expected a finite number, got int",
        ),
        (
            lambda: arguments.real_number("c", -1, least=0),
            "c: expected a finite number, 0 or more, got -1",
        ),
        (
            lambda: arguments.real_number("c", 0, above=0),
            "c: expected a finite number above 0, got 0",
        ),
        (lambda: arguments.flag("causal", 0), "causal: expected True or False, got 0"),
        (lambda: arguments.flag("causal", None), "causal: expected True or False, got None"),
        (lambda: arguments.one_of("form", 1, ("a", "b")), "form: expected 'a' or 'b', got 1"),
        (lambda: arguments.one_of("form", "", ("a", "b")), "form: expected 'a' or 'b', got ''"),
        (lambda: arguments.string("card", 1), "card: expected a string, got 1"),
        (lambda: arguments.string("card", b"", "a name"), "card: expected a name, got b''"),
        (
            lambda: arguments.callable_or_none("progress", 1),
            "progress: expected a function or None, got 1",
        ),
        (
            lambda: arguments.executor_or_none("executor", "submit"),
            "executor: expected an object with a method submit, or None, got 'submit'",
        ),
        (lambda: arguments.file_path("path", 1), "path: expected the path of a file, got 1"),
        (lambda: arguments.file_path("path", b"x"), "path: expected the path of a file, got b'x'"),
        (
            lambda: arguments.plain_array("tokens", np.ma.array([1])),
            "tokens: expected a plain array, got MaskedArray: take what is visible of it",
        ),
        (
            lambda: arguments.plain_array(
                "tokens", [np.zeros(1), (1, np.zeros((1, 1)).view(np.matrix))]
            ),
            "tokens: expected a plain array, got matrix: np.asarray makes it one",
        ),
    ],
)
def test_what_is_refused_is_told_whole(take, said):
    with pytest.raises(ValueError, match=":") as error:
        take()
    assert str(error.value) == said


def test_what_is_taken_comes_back_as_it_was():
    for bounds in ({}, {"least": 0}, {"above": -1}, {"least": 0.5}):
        for number in (1, 0.5, Fraction(1, 2), np.float32(0.5), 10**300):
            assert arguments.real_number("c", number, **bounds) is number
    for function in (None, print, np.sum):
        assert arguments.callable_or_none("progress", function) is function
    assert arguments.flag("causal", True) is True
    assert arguments.flag("causal", False) is False
    assert arguments.one_of("form", "b", ("a", "b")) == "b"
    assert arguments.string("card", "") == ""
    assert arguments.file_path("path", "a/b") == Path("a/b")
    assert arguments.file_path("path", PurePosixPath("a/b")) == Path("a/b")
    mapped = np.zeros(2).view(np.memmap)
    for array in ([1, [2, np.zeros(1)]], (True,), np.zeros(2), mapped, None, "a", Decimal(1)):
        assert arguments.plain_array("tokens", array) is array


def test_lists_that_hold_themselves_are_refused():
    cyclic, deep = [], []
    cyclic.append(cyclic)
    for _ in range(5000):
        deep = [deep]
    for lists in (cyclic, deep, (cyclic,)):
        with pytest.raises(ValueError, match=r"^tokens: expected at most 64 lists in one another"):
            arguments.plain_array("tokens", lists)
    as_deep_as_arrays = 1
    for _ in range(64):
        as_deep_as_arrays = [as_deep_as_arrays]
    assert arguments.plain_array("tokens", as_deep_as_arrays) is as_deep_as_arrays
    # Many times the same is no cycle, and is looked at once at each depth.
    twice = [1]
    for _ in range(60):
        twice = [twice, twice]
    assert arguments.plain_array("tokens", twice) is twice


class PathOf:
    def __init__(self, given):
        self.given = given

    def __fspath__(self):
        if isinstance(self.given, Exception):
            raise self.given
        return self.given


@pytest.mark.parametrize(
    "value", ["a\0b", PathOf(b"a"), PathOf(3), PathOf(RuntimeError("no")), b"a", 3, None]
)
def test_what_is_no_path_in_text_is_refused(value):
    with pytest.raises(ValueError, match=r"^path: expected the path of a file, got "):
        arguments.file_path("path", value)


def test_a_path_is_what_its_object_says():
    assert arguments.file_path("path", PathOf("a/b")) == Path("a/b")


def test_what_has_a_method_submit_is_an_executor():
    class Own:
        def submit(self, *_):
            return None

    own = Own()
    assert arguments.executor_or_none("executor", own) is own
    assert arguments.executor_or_none("executor", None) is None


class OfTwoLines:
    def __repr__(self):
        return "one\ntwo"


class Mute:
    """It can say neither what it is nor of what shape."""

    def __repr__(self):
        raise RuntimeError("no repr")


class Shapeless(Mute):
    @property
    def shape(self):
        raise RuntimeError("no shape")


class OfAnyLength:
    def __init__(self, length):
        self.length = length

    def __repr__(self):
        return "x" * self.length


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("seven", "'seven'"),
        (LONG, f"'{'a' * 27}...{'a' * 28}'"),
        ([0] * 7, "[0, 0, 0, 0, 0, 0, ...]"),
        ({"a": 1}, "{'a': 1}"),
        ({1}, "{1}"),
        (frozenset({1}), "frozenset({1})"),
        (np.zeros((2, 3)), "ndarray of shape (2, 3)"),
        (np.array(2), "array(2)"),
        (range(3), "range(0, 3)"),
        (OfTwoLines(), "OfTwoLines"),
        (Mute(), "Mute"),
        (Shapeless(), "Shapeless"),
        (OfAnyLength(60), "x" * 60),
        (OfAnyLength(61), "OfAnyLength"),
    ],
)
def test_what_came_is_shown_in_few_letters(value, said):
    assert shown(value) == said
    assert str(refused("it", "more", value, "; so there")) == (
        f"it: expected more, got {said}; so there"
    )


def test_an_integer_too_long_to_be_written_is_said_to_be_one():
    assert shown(10**5000) == "int"
    with pytest.raises(ValueError, match=r"^top: expected an integer, 0 or more, got int$"):
        whole_number("top", -(10**5000))


def test_names_near_a_name_are_three_at_most_the_nearest_first():
    names = ["verity", "verify", "verifies", "clarify", "theorems"]
    assert near_names("verify", names) == "; near: verify, verity, verifies"
    assert near_names("zzz", names) == ""
