"""`refmath derive`: derivations line by line, in each form, and what is refused."""

import pytest

from refmath.cli import main
from refmath.theorems.catalogue import CLAIMS, STATEMENTS
from refmath.theorems.catalogue import THEOREMS as EQUATIONS


def test_a_derivation_is_printed_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["derive", "head_as_tensor_product"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("A head is a tensor product\n")
    assert "    by transpose:\n" in text
    assert "  = (A^h ⊗ W_OV^h) vec(x)\nwhere " in text


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
    ("form", "begins", "holds"),
    [
        ("--latex", "Supposing that\n", "\n\\begin{align*}\n"),
        ("--markdown", "### ", "\n$$\n\\begin{aligned}\n"),
    ],
    ids=["latex", "markdown"],
)
def test_a_derivation_goes_into_a_document(
    form: str, begins: str, holds: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["derive", "one_layer", form]) == 0
    text = capsys.readouterr().out
    assert text.startswith(begins)
    assert holds in text
    assert (
        text.count(r" \\" + "\n")
        == len(next(t for t in EQUATIONS if t.name == "one_layer").steps) - 1
    )
    assert r"pattern\_of\_tokens" in text


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (["nonsense"], "NAME: expected a theorem, got 'nonsense'"),
        (["low_rank", "--heads", "2"], "--heads: expected none, since 'low_rank' holds for any"),
        (["vec", "--heads", "2"], "--heads: expected none, since 'vec' holds for any number"),
        (["--heads", "0"], "--heads: expected an integer, 1 or more, got '0'"),
        (["--layers", "-1"], "--layers"),
        (
            ["--heads", "2,3", "--layers", "3"],
            "--layers: expected 2, as many as --heads has, got 3",
        ),
        (["--layers", "9"], "--heads: expected 1,000 paths or fewer, got 19,683"),
        (["--layers", "9" * 18], "--heads: expected 1,000 paths or fewer, got more than 10²⁴"),
        (["--latex", "--markdown"], "not allowed with"),
    ],
)
def test_a_bad_derivation_is_refused(
    said: list[str], answer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["derive", *said]) == 2
    assert answer in capsys.readouterr().err


@pytest.mark.parametrize("form", [[], ["--latex"], ["--markdown"]], ids=str)
@pytest.mark.parametrize("name", [s.name for s in STATEMENTS])
def test_every_statement_can_be_printed(name, form, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["derive", name, *form]) == 0
    text = capsys.readouterr().out
    assert len(text.splitlines()) > 2
    if not form:
        assert "\\" not in text


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: c.name)
def test_a_claim_is_printed_with_its_arguments_their_routes_and_its_near_misses(
    claim, capsys: pytest.CaptureFixture[str]
) -> None:
    if claim.name == "path_expansion":
        pytest.skip("it is written out for given heads instead")
    assert main(["derive", claim.name]) == 0
    lines = capsys.readouterr().out.splitlines()
    for argument in claim.arguments:
        at = next(n for n, line in enumerate(lines) if line.endswith(f". {argument.says}"))
        assert lines[at + 1] == f"      by {argument.route}"
    assert sum(line.startswith("  false: ") for line in lines) == len(claim.near_misses)


def test_the_names_of_a_derivation_are_defined_below_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["derive", "head_as_tensor_product"]) == 0
    assert capsys.readouterr().out.endswith(
        "where z^h = A^h v^h\n      v^h = x W_V^hᵀ\n      W_OV^h = W_O^h W_V^h\n"
    )
    assert main(["derive", "head_as_tensor_product", "--latex"]) == 0
    text = capsys.readouterr().out
    assert r"where $z^{h} = A^{h} \, v^{h}$, $v^{h} = x \, W_V^{h\top}$" in text
