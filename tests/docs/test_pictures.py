import importlib.util
from pathlib import Path

import pytest

pytest.importorskip("matplotlib")
REPOSITORY = Path(__file__).parents[2]
DOCS = REPOSITORY / "docs"


@pytest.mark.usefixtures("drawn_as_locked")
def test_the_pictures_are_what_the_code_draws(tmp_path):
    spec = importlib.util.spec_from_file_location("pictures", DOCS / "pictures.py")
    pictures = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(pictures)
    drawn = pictures.one_layer(tmp_path)
    assert drawn.read_bytes() == (DOCS / "images" / drawn.name).read_bytes(), (
        "run python docs/pictures.py"
    )
