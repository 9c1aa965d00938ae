"""`refmath derive`: derivations line by line, in each form, and what is refused."""

import pytest

from refmath.cli import main
from refmath.theorems.catalogue import THEOREMS as EQUATIONS


def test_a_derivation_is_printed_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["derive", "head_as_tensor_product"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("A head is a tensor product\n")
    assert "    by transpose:\n" in text
    assert text.endswith("= (A^h ⊗ W_OV^h) vec(x)\n")


@pytest.mark.parametrize(("heads", "paths"), [((), 1), ((1,), 2), ((2, 2), 9), ((1, 2, 3), 24)])
def test_the_path_expansion_is_written_out_for_given_heads(
    heads: tuple[int, ...], paths: int, capsys: pytest.CaptureFixture[str]
) -> None:
    said = ["--layers", str(len(heads))]
    said += ["--heads", ",".join(map(str, heads))] if heads else []
    assert main(["derive", *said]) == 0
    last = capsys.readouterr().out.split("by identity:\n")[-1]
    assert last.count("⊗") == paths


@pytest.mark.parametrize(
    ("form", "begins"), [("--latex", r"\begin{align*}"), ("--markdown", "### ")]
)
def test_a_derivation_goes_into_a_document(
    form: str, begins: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["derive", "one_layer", form]) == 0
    text = capsys.readouterr().out
    assert text.startswith(begins)
    assert (
        text.count(r" \\" + "\n")
        == len(next(t for t in EQUATIONS if t.name == "one_layer").steps) - 1
    )
    assert r"pattern\_of\_tokens" in text


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (["nonsense"], "NAME: expected a theorem, got 'nonsense'"),
        (["low_rank"], "NAME: expected an equation, got 'low_rank'"),
        (["vec", "--heads", "2"], "--heads: expected none, since 'vec' holds for any number"),
        (["--heads", "0"], "--heads: expected an integer, 1 or more, got '0'"),
        (["--layers", "-1"], "--layers"),
        (
            ["--heads", "2,3", "--layers", "3"],
            "--layers: expected 2, as many as --heads has, got 3",
        ),
        (["--layers", "9"], "--heads: expected 1,000 paths or fewer, got 19,683"),
        (["--latex", "--markdown"], "not allowed with"),
    ],
)
def test_a_bad_derivation_is_refused(
    said: list[str], answer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["derive", *said]) == 2
    assert answer in capsys.readouterr().err
