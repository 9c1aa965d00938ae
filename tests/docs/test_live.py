"""The live page, in a headless Chromium: its numbers, its width, and that it asks for nothing.

What stands in the page computes in float64 with weights that were rounded to float16: against the
same weights it has to agree to rounding, and against the model itself within `FLOAT16_ERROR`.
"""

import dataclasses
import html
import importlib.util
import json
import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

import refmath as rm
from refmath.numeric.layered.logits_error import logits_error
from refmath.report.sentences import sentence_record
from refmath.trained.sentences import read_sentence

LIVE = Path(__file__).parents[2] / "docs" / "live"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLOAT16_ERROR = 0.05
"""How far a logit of the page may be from the model's: stated in docs/api/trained.md."""
MODELS = ("attn-only-1l", "attn-only-2l")
TEXTS = [
    "keep it in mind. keep it",
    "We're 12  ½ naïve Σ!\n\n\tdef f(x):\r\n  return 'it''s' <|bos|> 日本語 🐋",
    " ",
    "",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa                    the\u00a0end\x85",
]

if CHROMIUM is None:
    pytest.skip("no Chromium to look at pages with", allow_module_level=True)


def shown(page, *options):
    """What stands in a page once it has run, and what its console said."""
    ran = subprocess.run(
        [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr",
         "--window-size=1280,900", *options, "--dump-dom", page.as_uri()],
        capture_output=True, text=True, timeout=300, check=True,
    )  # fmt: skip
    return ran.stdout, [line for line in ran.stderr.splitlines() if "CONSOLE" in line]


def made():
    spec = importlib.util.spec_from_file_location("make", LIVE / "make.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("live")
    made().make(folder)
    return folder


def rounded(part):
    """The same model or layer, its weights rounded to float16, in float64."""
    return dataclasses.replace(
        part,
        **{
            field.name: tuple(map(rounded, value))
            if field.name == "layers"
            else value.astype(np.float16).astype(np.float64)
            for field in dataclasses.fields(part)
            if field.init and isinstance(value := getattr(part, field.name), np.ndarray | tuple)
        },
    )


def windows(trained):
    """Windows of text, and tokens of the texts: as long as the model reads, and short."""
    found = [
        window[:n].tolist() for window, n in zip(rm.held_out_sample(), (128, 40), strict=False)
    ]
    return found + [trained.tokenizer.encode(text, bos=True) for text in TEXTS]


@pytest.fixture(scope="module")
def computed(folder):
    """All that the page computes, by the model's name; and of sequences."""
    asked = {name: windows(rm.load(name)) for name in MODELS}
    scripts = "".join(f'<script src="{name}.js"></script>' for name in MODELS)
    texts = json.dumps(TEXTS).replace("<", "\\u003c")
    page = folder / "asked.html"
    page.write_text(
        f"""<!doctype html><meta charset="utf-8"><pre id="out"></pre>
        <script>const STORED = {{}}; function storeModel(s) {{ STORED[s.name] = s; }}</script>
        <script src="model.js"></script>{scripts}
        <script>
        const asked = {json.dumps(asked)}, texts = {texts};
        const out = {{ grams: skipTrigrams([..."abcde"]) }};
        for (const [name, sequences] of Object.entries(asked)) {{
          const model = openModel(STORED[name]);
          out[name] = {{
            encoded: texts.map((text) => model.encode(text)),
            logits: sequences.map((tokens) =>
              forwardPass(model, tokens).logits.map((logits) => [...logits])),
            record: readTokens(model, sequences[2], texts[0]),
            table: skipTrigramsOf(model, model.n_layers - 1, 4, 300, 5),
          }};
        }}
        document.getElementById("out").textContent = JSON.stringify(out);
        </script>""",
        encoding="utf-8",
    )
    dom, said = shown(page)
    assert said == []
    return json.loads(html.unescape(re.search(r'<pre id="out">(.*?)</pre>', dom, re.DOTALL)[1]))


@pytest.mark.parametrize("part", ["b_Q", "b_O", "rotary", "norm"])
def test_a_model_that_the_page_does_not_compute_is_refused_by_its_part(part):
    check_plain, plain = made().check_plain, rm.load("attn-only-1l").model
    check_plain(plain)
    layer = plain.layers[0]
    given = {
        "b_Q": np.ones((layer.n_heads, layer.d_head), plain.dtype),
        "b_O": np.ones(layer.d_model, plain.dtype),
        "rotary": rm.rotary_by_frequency(plain.n_ctx, layer.d_head, like=plain.W_E),
        "norm": rm.Norm(),
    }
    layer = dataclasses.replace(layer, **{part: given[part]})
    with pytest.raises(ValueError, match=f"attention layers alone, got {part}$"):
        check_plain(dataclasses.replace(plain, layers=[layer]))


@pytest.mark.parametrize("name", MODELS)
def test_logits_are_those_of_the_rounded_weights(computed, name):
    trained = rm.load(name)
    model = rounded(trained.model)
    for tokens, logits in zip(windows(trained), computed[name]["logits"], strict=True):
        error = np.abs(np.array(logits) - rm.logits(model, tokens))
        assert (error <= 2 * logits_error(model, tokens)).all()


@pytest.mark.parametrize("name", MODELS)
def test_logits_are_the_models_within_the_stated_error(computed, name):
    trained = rm.load(name)
    worst = max(
        float(np.abs(np.array(logits) - rm.logits(trained.model, tokens)).max())
        for tokens, logits in zip(windows(trained), computed[name]["logits"], strict=True)
    )
    assert worst <= FLOAT16_ERROR
    said = " ".join((LIVE.parent / "api" / "trained.md").read_text("utf-8").split())
    assert f"within {FLOAT16_ERROR} of the model" in said


@pytest.mark.parametrize("name", MODELS)
def test_text_is_encoded_as_the_library_does(computed, name):
    tokenizer = rm.load(name).tokenizer
    assert computed[name]["encoded"] == [tokenizer.encode(text) for text in TEXTS]


@pytest.mark.parametrize("name", MODELS)
def test_what_is_shown_of_a_sentence_is_what_the_command_prints(computed, name):
    trained = rm.load(name)
    wide = dataclasses.replace(trained, model=rounded(trained.model))
    wanted = sentence_record(read_sentence(wide, TEXTS[0]), trained.tokenizer.token)
    found = computed[name]["record"] | {"refmath": wanted["refmath"]}
    found["paths"].sort(key=lambda path: path["path"])
    wanted["paths"].sort(key=lambda path: path["path"])
    assert_alike(found, wanted)


def assert_alike(found, wanted):
    """Equal, numbers to the digits that are printed."""
    if isinstance(wanted, dict):
        assert found.keys() == wanted.keys()
        for key in wanted:
            assert_alike(found[key], wanted[key])
    elif isinstance(wanted, list):
        assert len(found) == len(wanted)
        for one, other in zip(found, wanted, strict=True):
            assert_alike(one, other)
    elif isinstance(wanted, float):
        assert abs(found - wanted) <= 1e-6
    else:
        assert found == wanted


@pytest.mark.parametrize("name", MODELS)
def test_skip_trigrams_of_a_source_are_those_of_the_table(computed, name):
    model = rounded(rm.load(name).model)
    (row,) = rm.skip_trigram_table(model, model.n_layers - 1, 4, sources=[300], top=5)
    found = computed[name]["table"]
    for tokens, values, listed in [
        (row.destinations, row.scores, found["destinations"]),
        (row.outputs, row.effects, found["outputs"]),
    ]:
        assert [entry["token"] for entry in listed] == list(tokens)
        assert np.abs(np.array([entry["value"] for entry in listed]) - values).max() <= 1e-6


def test_grams_of_a_sequence_are_the_librarys(computed):
    assert [tuple(found["gram"]) for found in computed["grams"]] == list(rm.skip_trigrams("abcde"))


def test_the_page_reads_a_sentence_and_says_nothing_to_the_console(folder):
    dom, said = shown(folder / "index.html")
    assert said == []
    assert re.findall(r"<h1>(\S+) reads a sentence</h1>", dom) == list(MODELS)
    assert 'role="status">10 tokens</p>' in dom
    assert dom.count("Skip-trigrams of head 0:0, source ␣it") == 2
    assert dom.count("<canvas") == sum(sum(rm.load(name).model.n_heads) for name in MODELS)


def test_the_page_leads_back_to_the_documentation_where_it_is_told_its_address(folder, tmp_path):
    assert "<!-- back -->" not in (folder / "index.html").read_text("utf-8")
    assert ">← refmath, the documentation</a>" not in (folder / "index.html").read_text("utf-8")
    made().make(tmp_path, "../index.html")
    page = (tmp_path / "index.html").read_text("utf-8")
    assert '<a href="../index.html">← refmath, the documentation</a>' in page
    site = next(line for line in (LIVE.parents[1] / "Makefile").read_text("utf-8").splitlines()
                if line.startswith("SITE = "))  # fmt: skip
    assert "docs build/site &&" in site
    assert site.endswith("docs/live/make.py build/site/live ../index.html")


POINTED_AT = """<pre id="out"></pre><script>
addEventListener("load", async () => {
  const column = (name) => document.querySelector(`[data-model="${name}"]`);
  const all = (selector) => [...column("attn-only-2l").querySelectorAll(selector)];
  const until = async (holds) => { while (!holds()) await new Promise((r) => setTimeout(r, 50)); };
  const point = (part) => part.dispatchEvent(new MouseEvent("mouseenter"));
  const said = () => document.getElementById("said").textContent;
  const pixels = () => all(".heads canvas").map((canvas) => canvas.toDataURL()).join();
  const seen = (name = "attn-only-2l") => ({
    attends: column(name).querySelector("[aria-live]").textContent,
    source: column(name).querySelector(".source").textContent,
    guess: column(name).querySelector(".guesses tr").textContent,
    rises: column(name).querySelector(".columns section:nth-child(2) h2").textContent,
  });
  await until(() => said() === "10 tokens");
  point(all(".heads button")[12]);
  point(all(".tokens button")[9]);
  const out = { plain: seen() }, plain = pixels();
  all("button").find((button) => button.textContent === "weighted by what is moved").click();
  out.weighted = seen();
  out.redrawn = plain !== pixels();
  point(all(".tokens button")[4]);
  out.elsewhere = seen();
  out.beside = seen("attn-only-1l");
  document.getElementById("repeat").click();
  await until(() => said() === "25 tokens");
  out.repeated = all(".tokens button").map((button) => button.textContent);
  document.getElementById("model").value = "attn-only-1l";
  document.getElementById("model").dispatchEvent(new Event("change"));
  await until(() => said() === "10 tokens");
  out.alone = [...document.querySelectorAll("#models > *")].map((one) => one.dataset.model);
  document.getElementById("out").textContent = JSON.stringify(out);
});</script></body>"""


@pytest.fixture(scope="module")
def pointed_at(folder):
    """What the page shows when a head and tokens are pointed at, and its buttons pressed."""
    page = folder / "pointed-at.html"
    text = (folder / "index.html").read_text("utf-8")
    page.write_text(text.replace("</body>", POINTED_AT), "utf-8")
    dom, said = shown(page, "--virtual-time-budget=60000")
    assert said == []
    return json.loads(html.unescape(re.search(r'<pre id="out">(.*?)</pre>', dom, re.DOTALL)[1]))


def test_what_is_pointed_at_is_shown_with_the_models_numbers(pointed_at):
    trained = rm.load("attn-only-2l")
    model = rounded(trained.model)
    tokens = trained.tokenizer.encode(TEXTS[0], bos=True)
    names = [trained.tokenizer.token(token).replace(" ", "␣") for token in tokens]
    plain = rm.attention_patterns(model, tokens)[1][4]
    weighted = rm.value_weighted_patterns(model, tokens)[1][4]
    for kind, pattern, place in [
        ("plain", plain, 9), ("weighted", weighted, 9), ("elsewhere", weighted, 4),
    ]:  # fmt: skip
        found = pointed_at[kind]
        first = int(np.argmax(pattern[place]))
        most = f"{names[first]}@{first} {pattern[place, first]:.2f}"
        assert found["attends"].startswith(f"Head 1:4 at {names[place]}@{place}: {most}")
        assert found["source"] == f"Skip-trigrams of head 1:4, source {names[place]}"
        guess = int(np.argmax(rm.logits(model, tokens)[place]))
        name = trained.tokenizer.token(guess).replace(" ", "␣")
        assert found["guess"].startswith(name)
        assert found["rises"].startswith(f"What raises {name}: +")


def test_both_models_read_the_sentence_and_what_is_chosen_in_one_is_in_the_other(pointed_at):
    trained = rm.load("attn-only-1l")
    model = rounded(trained.model)
    tokens = trained.tokenizer.encode(TEXTS[0], bos=True)
    names = [trained.tokenizer.token(token).replace(" ", "␣") for token in tokens]
    row = rm.attention_patterns(model, tokens)[0][0, 4]
    first = int(np.argmax(row))
    found = pointed_at["beside"]
    wanted = f"Head 0:0 at {names[4]}@4: {names[first]}@{first} {row[first]:.2f}"
    assert found["attends"].startswith(wanted)
    assert found["source"] == f"Skip-trigrams of head 0:0, source {names[4]}"
    guess = trained.tokenizer.token(int(np.argmax(rm.logits(model, tokens)[4]))).replace(" ", "␣")
    assert found["guess"].startswith(guess)
    assert pointed_at["alone"] == ["attn-only-1l"]


@pytest.mark.parametrize(("width", "side_by_side"), [(390, False), (1280, True)])
def test_both_stand_side_by_side_or_on_a_phone_one_below_the_other(folder, width, side_by_side):
    inner = (folder / "index.html").read_text("utf-8")
    tell = """<script>addEventListener("load", async () => {
      const columns = () => document.querySelectorAll("#models > *");
      while (columns().length < 2) await new Promise((r) => setTimeout(r, 50));
      const boxes = [...columns()].map((one) => one.getBoundingClientRect());
      parent.postMessage(boxes.map(({ left, top, width }) => [left, top, width]), "*");
    });</script>"""
    (folder / "both.html").write_text(inner.replace("</body>", f"{tell}</body>"), "utf-8")
    outer = folder / f"both-{width}.html"
    outer.write_text(
        f"""<!doctype html><pre id="out"></pre>
        <iframe src="both.html" style="width: {width}px; height: 800px; border: 0"></iframe>
        <script>addEventListener("message", (event) => {{
          document.getElementById("out").textContent = JSON.stringify(event.data);
        }});</script>""",
        encoding="utf-8",
    )
    dom, _ = shown(outer, "--virtual-time-budget=20000", "--window-size=1400,900")
    one, two = json.loads(re.search(r'<pre id="out">(.*?)</pre>', dom)[1])
    assert (one[1] == two[1]) == side_by_side
    assert (one[0] == two[0]) == (not side_by_side)
    assert one[2] == two[2] <= width


def test_weighted_patterns_are_drawn_anew(pointed_at):
    assert pointed_at["redrawn"]


def test_random_tokens_come_twice(pointed_at):
    _, *tokens = pointed_at["repeated"]
    assert tokens[:12] == tokens[12:]
    assert len(set(tokens)) == 12


def test_nothing_beyond_the_folder_is_asked_for(folder):
    """A link may lead away; what a page loads by itself may not."""
    for file in sorted(folder.glob("*.*")):
        if file.stem in ("index", "page", "model", "start", "sentence"):
            text = re.sub(r"<a href=[^>]*>", "", file.read_text("utf-8"))
            assert not re.search(r"""https?:|["'(]//|fetch\(|XMLHttpRequest|@import""", text), file


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_makes_the_page_scroll_sideways(folder, width, scheme):
    """Held in another page, which it tells how wide it is: no window is as narrow as a phone."""
    inner = (folder / "index.html").read_text("utf-8")
    tell = """<script>addEventListener("load", () => setTimeout(() => parent.postMessage(
        [document.documentElement.scrollWidth, innerWidth,
         getComputedStyle(document.body).backgroundColor], "*"), 1500));</script>"""
    (folder / "inner.html").write_text(inner.replace("</body>", f"{tell}</body>"), "utf-8")
    outer = folder / f"outer-{width}-{scheme}.html"
    outer.write_text(
        f"""<!doctype html><style>iframe {{ color-scheme: {scheme} }}</style><pre id="out"></pre>
        <iframe src="inner.html" style="width: {width}px; height: 800px; border: 0"></iframe>
        <script>
        addEventListener("message", (event) => {{
          document.getElementById("out").textContent = JSON.stringify(event.data);
        }});</script>""",
        encoding="utf-8",
    )
    ran = subprocess.run(
        [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1400,900",
         "--virtual-time-budget=20000", "--dump-dom", outer.as_uri()],
        capture_output=True, text=True, timeout=300, check=True,
    ).stdout  # fmt: skip
    found = json.loads(html.unescape(re.search(r'<pre id="out">(.*?)</pre>', ran)[1]))
    assert found[1] == width
    assert found[0] <= width
