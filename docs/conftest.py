"""The examples of the site's own files run where Sphinx is installed."""

import sys
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "site"))

collect_ignore_glob = [] if find_spec("sphinx") else ["conf.py", "site/*.py"]
