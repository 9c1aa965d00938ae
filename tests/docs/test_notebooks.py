"""The notebooks in examples/ are the pages that they are made of, with what their code gives."""

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def loaded():
    spec = importlib.util.spec_from_file_location("notebooks", ROOT / "docs" / "notebooks.py")
    notebooks = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(notebooks)
    return notebooks


NOTEBOOKS = loaded()
OPTIONAL = ("torch", "transformers", "transformer_lens", "matplotlib", "tokenizers", "pandas")
PROGRAM = """
import json, runpy, sys

class Missing:
    def find_spec(name, path=None, target=None):
        if name in sys.argv[2:]:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Missing)
made = runpy.run_path(sys.argv[1])
pages = {name: made["DOCS"] / f"{name}.md" for name in made["PAGES"]}
print(json.dumps({name: made["notebook_of"](page) for name, page in pages.items()}))
"""


@pytest.fixture(scope="module")
def made():
    """All notebooks, made where there is nothing beyond what refmath itself asks for."""
    file = ROOT / "docs" / "notebooks.py"
    command = [sys.executable, "-c", PROGRAM, file, *OPTIONAL]
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


@pytest.mark.parametrize("name", NOTEBOOKS.PAGES)
def test_a_notebook_is_what_its_page_gives_today(name, made):
    there = (ROOT / "examples" / f"{name}.ipynb").read_text("utf-8")
    assert there == made[name], "run python docs/notebooks.py"


@pytest.mark.parametrize("name", NOTEBOOKS.PAGES)
def test_a_link_of_a_notebook_leads_somewhere(name):
    text = (ROOT / "examples" / f"{name}.ipynb").read_text("utf-8")
    targets = re.findall(r"\]\((?!https?:)([^)#\s]+)", text)
    assert targets
    assert [t for t in targets if not (ROOT / "examples" / t).is_file()] == []


def test_no_other_notebook_lies_there():
    there = {file.name for file in (ROOT / "examples").iterdir()}
    assert there == {f"{name}.ipynb" for name in NOTEBOOKS.PAGES}


PAGE = """# A

```python
>>> x = 2
>>> x + 1
3
>>> y = [0, 1]
>>> for i in y:
...     print(i)
0
1
>>> z = 0
>>> 1 / z
Traceback (most recent call last):
...
ZeroDivisionError: division by zero

```

End [a](conventions.md), [b](notebook.md).
"""


def test_what_a_cell_prints_shows_and_raises_is_kept_in_that_order(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(PAGE)
    text, *code, end = json.loads(NOTEBOOKS.notebook_of(page))["cells"]
    assert text["source"] == ["# A"]
    assert ["".join(cell["source"]) for cell in code] == [
        "x = 2\nx + 1",
        "y = [0, 1]\nfor i in y:\n    print(i)",
        "z = 0",
        "1 / z",
    ]
    value, printed, nothing, error = (cell["outputs"] for cell in code)
    assert value[0]["data"] == {"text/plain": ["3"]}
    assert printed == [{"name": "stdout", "output_type": "stream", "text": ["0\n", "1\n"]}]
    assert nothing == []
    assert error[0]["traceback"] == ["ZeroDivisionError: division by zero"]
    assert [cell["metadata"] for cell in code] == [{}, {}, {}, {"tags": ["raises-exception"]}]
    assert end["source"] == ["End [a](../docs/conventions.md), [b](notebook.ipynb)."]
