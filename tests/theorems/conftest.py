"""What stands on the pages of derivations."""

import re
from pathlib import Path

import pytest

PAGES = Path(__file__).parents[2] / "docs" / "derivations"


@pytest.fixture(scope="session")
def block_of() -> dict[str, str]:
    """Each statement's block, as it stands on its page, by the statement's name."""
    block = re.compile(r"^<!-- theorem (\w+) -->\n(.*?)^<!-- end -->", re.MULTILINE | re.DOTALL)
    texts = (path.read_text("utf-8") for path in sorted(PAGES.glob("*.md")))
    return {name: text for page in texts for name, text in block.findall(page)}
