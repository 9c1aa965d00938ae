"""How Sphinx makes the site of the pages in this folder: offline, strict, opened as files."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "site"))

project = "refmath"
author = "The refmath authors"
project_copyright = "the refmath authors"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "formulas",
    "statements",
    "functions",
    "finding_words",
]
exclude_patterns = ["site"]
source_suffix = {".md": "markdown"}

myst_enable_extensions = ["dollarmath", "attrs_inline"]
myst_fence_as_directive = ["math"]  # a code host shows this fence as a formula as well
myst_dmath_double_inline = True
myst_heading_anchors = 3

autodoc_typehints_format = "short"
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
maximum_signature_line_length = 72
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_custom_sections = ["Returns", "Yields", "Source", "Theorem"]  # prose, whatever it holds
# Types of other libraries, and what annotations say by a name of their own, have no page here.
_ONLY_NAMED = r"refmath\.(symbolic\.terms\..*|.*\.(T|Term|Measured|CountColumns|Case|Setting))"
nitpick_ignore_regex = [("py:.*", r"(?!refmath\.).*"), ("py:class", _ONLY_NAMED)]
suppress_warnings = ["myst.header"]  # a statement is a third heading, wherever it stands

html_theme = "furo"
html_title = "refmath"
html_static_path = ["site/static"]
html_css_files = ["reading.css"]
html_js_files = ["reading.js"]
html_math_renderer = "mathml"
html_search_language = "en-with-signs"
html_show_search_summary = False  # it would fetch pages, which a browser forbids on file://
html_copy_source = False
html_show_sphinx = False
html_domain_indices = False
html_use_index = False
html_permalinks_icon = "#"
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"
html_theme_options = {
    "navigation_with_keys": True,
    "light_css_variables": {"color-brand-primary": "#a33b00", "color-brand-content": "#a33b00"},
    "dark_css_variables": {"color-brand-primary": "#ffab7a", "color-brand-content": "#ffab7a"},
}
