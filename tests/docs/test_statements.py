"""On the site each step can be linked to, each reason is a link, and so is what rests on what."""

import re
from pathlib import Path

import pytest

from refmath.theorems.catalogue import STATEMENTS

pytest.importorskip("sphinx")
from sphinx.application import Sphinx

# Sphinx and its extensions say so of one another.
pytestmark = pytest.mark.filterwarnings(
    "ignore:.*removed in Sphinx", "ignore:.*Check CHANGES for Sphinx"
)

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"^<!-- theorem (\w+) -->\n.*?^<!-- end -->\n", re.DOTALL | re.MULTILINE)
PAGES = sorted((DOCS / "derivations").glob("*.md"))
BLOCKS = {found[1]: found[0] for p in PAGES for found in BLOCK.finditer(p.read_text("utf-8"))}


def build(folder, **pages):
    """Make a site; return the HTML of its index and what Sphinx warned of."""
    source = folder / "source"
    source.mkdir()
    for name, text in pages.items():
        (source / f"{name}.md").write_text(text, "utf-8")
    with (folder / "warnings").open("w+") as warnings:
        app = Sphinx(
            source, DOCS, folder / "out", folder / "trees", "html",
            confoverrides={"nitpicky": True}, status=None, warning=warnings,
        )  # fmt: skip
        app.build()
        warnings.seek(0)
        return (folder / "out" / "index.html").read_text("utf-8"), warnings.read()


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    names = ("transpose_of_a_product", "vec", "mixed_product", "head_as_tensor_product", "low_rank")
    text = "# Page\n\n## Laws\n\n" + "\n".join(BLOCKS[name] for name in names)
    functions = "\n```{functions}\nW_OV\npath_count\n```\n"
    return build(tmp_path_factory.mktemp("site"), index=text + functions)


def test_every_statement_stands_on_a_page():
    assert set(BLOCKS) == {statement.name for statement in STATEMENTS}


def test_each_step_has_an_id_and_its_reason_leads_to_the_law(page):
    html, _ = page
    for n in range(6):
        assert f'id="head_as_tensor_product-{n}"' in html
    step = html.split('id="head_as_tensor_product-4"')[1].split('class="step')[0]
    assert re.search(r'<a class="[^"]*has-card[^"]*" href="#vec">', step)
    assert "definition of W_OV" in html.split('id="head_as_tensor_product-5"')[1]


def test_what_a_step_changed_is_marked(page):
    step = page[0].split('id="head_as_tensor_product-5"')[1].split("reason")[0]
    assert re.search(r'<msubsup class="is">.*?<mi>O</mi><mi>V</mi>', step)


def test_what_rests_on_what_is_linked_both_ways(page):
    html, _ = page
    head = html.split("<h3>A head is a tensor product")[1]
    assert re.search(r'<em>Rests on</em>.*?href="#transpose_of_a_product".*?href="#vec"', head)
    assert re.search(r'<em>Used by</em>.*?href="#head_as_tensor_product"', html)


def test_theorems_and_functions_are_linked_both_ways(page):
    html, _ = page
    theorem = html.split('id="low_rank"')[1].split("</section>")[0]
    assert 'href="#refmath.W_OV"' in theorem
    function = html.split('id="refmath.W_OV"')[1].split('id="refmath.path_count"')[0]
    assert 'href="#low_rank"' in function


def test_a_link_to_a_law_carries_what_it_states_and_how_strongly(page):
    card = page[0].split('<template id="card-vec">')[1].split("</template>")[0]
    assert "<math" in card
    assert "every size" in card


def test_a_reason_that_no_page_has_is_warned_of(page):
    assert "undefined label: 'counting_paths'" in page[1]  # of `path_count`, which is on the page
    assert "head_as_tensor_product-" not in page[1]


def test_an_anchor_keeps_its_name_where_a_heading_has_it(tmp_path):
    page = '# P\n\n## Vec\n\n[to](#vec)\n\n<a id="vec"></a>\n\n### Other words\n'
    html, _ = build(tmp_path, index=page)
    assert html.count('id="vec"') == 1
    assert html.index('id="vec"') > html.index("vec-section")


def test_a_link_to_a_word_carries_what_the_glossary_says(tmp_path):
    html, warnings = build(
        tmp_path,
        index="# P\n\n[heads](glossary.md#head)\n\n```{toctree}\nglossary\n```\n",
        glossary='# Words\n\n<a id="head"></a>\n**Head.** It reads & writes.\n',
    )
    # A process that has made a site before tells that what extensions bring is there already.
    assert [said for said in warnings.splitlines() if "already registered" not in said] == []
    assert '<template id="word-head"><p>Head. It reads &amp; writes.</p></template>' in html
    assert re.search(r'class="[^"]*has-card[^"]*" href="glossary.html#head"', html)


def test_more_than_two_definitions_have_a_line_each(page):
    block = page[0].split('id="head_as_tensor_product"')[1].split("</section>")[0]
    where = block.split("where</p>")[1].split("</ul>")[0]
    assert where.count("<li>") == 3
    assert "<p>where <span" not in block


def test_near_misses_are_folded_and_counted(page):
    block = page[0].split('id="head_as_tensor_product"')[1].split("</section>")[0]
    assert block.count("<details>") == 2
    folded = block.split("<details>")[2].split("</details>")[0]
    assert "5 near misses" in folded
    assert folded.count("entry (") == 5
    assert "Verified" not in folded


def test_the_lemma_is_folded_beside_the_derivation_and_weighs_no_more_than_its_text(page):
    block = page[0].split('id="vec"')[1].split("</section>")[0]
    folded = block.split("<details>")[1].split("</details>")[0]
    assert "<summary>For Rocq's kernel, 1 lemma: accepted</summary>" in folded
    (lemma,) = re.findall(r"<pre>(.*?)</pre>", folded, re.DOTALL)
    assert "Theorem vec_theorem : (vec (A *m x *m (W^T)))" in lemma
    assert len(lemma) < 1.1 * len(re.sub(r"<.*?>", "", lemma))


def test_a_formula_that_would_be_shown_wrongly_stops_the_build(tmp_path):
    with pytest.raises(Exception, match="unknown command"):
        build(tmp_path, index="# P\n\n$\\nonsense x$\n")
