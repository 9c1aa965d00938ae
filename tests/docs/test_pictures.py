import importlib.util
import re
from pathlib import Path

import pytest

matplotlib = pytest.importorskip("matplotlib")
REPOSITORY = Path(__file__).parents[2]
DOCS = REPOSITORY / "docs"
LOCK = (REPOSITORY / "requirements/dev.lock").read_text(encoding="utf-8")
DRAWN_WITH = re.search(r"^matplotlib==(\S+)", LOCK, re.MULTILINE)[1]


@pytest.mark.skipif(
    matplotlib.__version__ != DRAWN_WITH, reason=f"they are drawn with Matplotlib {DRAWN_WITH}"
)
def test_the_pictures_are_what_the_code_draws(tmp_path):
    spec = importlib.util.spec_from_file_location("pictures", DOCS / "pictures.py")
    pictures = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(pictures)
    drawn = pictures.one_layer(tmp_path)
    assert drawn.read_bytes() == (DOCS / "images" / drawn.name).read_bytes(), (
        "run python docs/pictures.py"
    )
