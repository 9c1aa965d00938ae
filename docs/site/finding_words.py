"""Words and signs that the search finds: ⊗ is one, as are the names of theorems."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx.search.en import SearchEnglish

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SIGNS = "⊗⊙√∑∏Γιℝ≤≥≠∘·"
_WORD = re.compile(rf"\w+|[{SIGNS}]")


class EnglishWithSigns(SearchEnglish):
    """English, in which a mathematical sign is a word of its own."""

    lang = "en-with-signs"
    language_name = "English"
    js_splitter_code = (
        rf"var splitQuery = (query) => query.match(/[\p{{L}}\p{{N}}_]+|[{SIGNS}]/gu) || [];"
    )

    def split(self, text: str) -> list[str]:
        """Split a text into words and signs."""
        return _WORD.findall(text)

    def word_filter(self, word: str) -> bool:
        """Tell whether a word is kept."""
        return word in SIGNS or super().word_filter(word)


def setup(app: Sphinx) -> dict[str, bool]:
    """Tell Sphinx how words are found."""
    app.add_search_language(EnglishWithSigns)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
