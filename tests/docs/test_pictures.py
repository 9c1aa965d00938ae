import importlib.util
from pathlib import Path

import pytest

pytest.importorskip("matplotlib")
DOCS = Path(__file__).parents[2] / "docs"


def test_the_pictures_are_what_the_code_draws(tmp_path):
    spec = importlib.util.spec_from_file_location("pictures", DOCS / "pictures.py")
    pictures = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(pictures)
    for scheme in (pictures.LIGHT, pictures.DARK):
        drawn = pictures.one_layer(tmp_path, scheme)
        assert drawn.read_bytes() == (DOCS / "images" / drawn.name).read_bytes(), (
            "run python docs/pictures.py"
        )
        assert f'"docs/images/{drawn.name}"' in (DOCS.parent / "README.md").read_text("utf-8")
