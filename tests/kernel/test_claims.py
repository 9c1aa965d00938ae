"""Every claim has its lemmas, or a reason; and every lemma that is named is there."""

import re

from refmath.kernel.claims import BESIDE, BY_CLAIM, NOT_YET
from refmath.kernel.files import PROOFS
from refmath.theorems.catalogue import CLAIMS


def test_every_claim_has_lemmas_or_a_reason() -> None:
    assert {claim.name for claim in CLAIMS} == {*BY_CLAIM, *NOT_YET}
    assert not set(BY_CLAIM) & set(NOT_YET)
    assert all(NOT_YET.values())


def test_every_lemma_that_a_claim_names_stands_in_its_file() -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in PROOFS.rglob("*.v")}
    for lemma in [*(n for lemmas in BY_CLAIM.values() for n in lemmas.names), *BESIDE]:
        file, _, name = lemma.partition(".")
        assert re.search(rf"^(Theorem|Lemma|Corollary) {name}\b", texts[file], re.MULTILINE), lemma
