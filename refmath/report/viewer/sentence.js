// Shows what a model makes of a sentence: a record as `refmath try --json` prints it.
// Nothing of it is fetched, and every string of the record becomes text, never HTML.
"use strict";

const BLUE = [47, 143, 208];

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// As Python's `visible`: a space as ␣, and what can't be seen as an escape.
function visible(string) {
  return string.replace(/[ \\\u2423\p{C}\p{Z}]/gu, (letter) => {
    if (letter === " ") return "␣";
    if (letter === "\\") return "\\\\";
    const named = { "\n": "\\n", "\t": "\\t", "\r": "\\r" }[letter];
    const code = letter.codePointAt(0);
    if (named) return named;
    if (code < 256) return `\\x${code.toString(16).padStart(2, "0")}`;
    if (code < 65536) return `\\u${code.toString(16).padStart(4, "0")}`;
    return `\\U${code.toString(16).padStart(8, "0")}`;
  });
}

function headName(head) {
  return `${head.layer}:${head.head}`;
}

function pathName(path) {
  return path.map(([layer, head]) => `${layer}:${head}`).join(", then ") || "the direct path";
}

// A row of a table: a name, a bar as long as its share of the largest, a number.
function barRow(name, value, largest, written) {
  const bar = element("div", { className: value < 0 ? "minus" : "" });
  bar.style.width = `${largest > 0 ? (100 * Math.abs(value)) / largest : 0}%`;
  return element(
    "tr",
    {},
    element("th", { scope: "row", textContent: name }),
    element("td", { className: "bar" }, bar),
    element("td", { className: "number", textContent: written }),
  );
}

function drawPattern(canvas, pattern, largest) {
  canvas.width = canvas.height = pattern.length;
  const context = canvas.getContext("2d");
  const image = context.createImageData(pattern.length, pattern.length);
  pattern.flat().forEach((weight, cell) => {
    image.data.set([...BLUE, largest > 0 ? Math.round((255 * weight) / largest) : 0], 4 * cell);
  });
  context.putImageData(image, 0, 0);
}

function largestOf(pattern) {
  return pattern.reduce((most, row) => row.reduce((a, b) => Math.max(a, b), most), 0);
}

// `chosen` is told the position and the head that are looked at, whenever they change. Returns what
// changes them.
function showSentence(root, record, chosen = () => {}) {
  const n = record.tokens.length;
  const seen = record.tokens.map((token) => visible(token.string));
  const state = { position: n - 1, head: 0, kind: "pattern" };
  // Of all heads, so that what one moves can be held against another.
  const largestMoved = Math.max(0, ...record.heads.map((head) => largestOf(head.value_weighted)));
  const largest = () => (state.kind === "pattern" ? 1 : largestMoved);
  const parts = Object.fromEntries(
    ["tokens", "attends", "guesses", "rises", "paths", "heads"].map((part) => [
      part,
      element(part === "guesses" || part === "paths" ? "table" : "div", { className: part }),
    ]),
  );
  parts.attends = element("p", { ariaLive: "polite" });
  parts.rises = element("h2");

  function choose(changed) {
    Object.assign(state, changed);
    draw();
    chosen(state);
  }

  const tokens = seen.map((string, position) => {
    const button = element("button", { type: "button" }, element("span", { textContent: string }));
    button.addEventListener("click", () => choose({ position }));
    button.addEventListener("mouseenter", () => choose({ position }));
    return button;
  });
  parts.tokens.append(...tokens);

  const heads = record.heads.map((head, place) => {
    const canvas = element("canvas");
    const button = element("button", { type: "button" }, canvas, headName(head));
    button.addEventListener("click", () => choose({ head: place }));
    button.addEventListener("mouseenter", () => choose({ head: place }));
    return { button, canvas };
  });
  parts.heads.append(...heads.map((head) => head.button));

  const kind = element("button", { type: "button", textContent: "weighted by what is moved" });
  kind.addEventListener("click", () => {
    choose({ kind: state.kind === "pattern" ? "value_weighted" : "pattern" });
    drawHeads();
  });

  function drawHeads() {
    record.heads.forEach((head, place) => {
      drawPattern(heads[place].canvas, head[state.kind], largest());
    });
  }

  function draw() {
    const { position } = state;
    const head = record.heads[state.head];
    const row = head ? head[state.kind][position] : [];
    const most = largest();
    tokens.forEach((button, source) => {
      const share = most > 0 && row.length ? row[source] / most : 0;
      button.style.setProperty("--share", (0.75 * share).toFixed(3));
      button.setAttribute("aria-pressed", String(source === position));
    });
    heads.forEach(({ button }, place) => {
      button.setAttribute("aria-pressed", String(place === state.head));
    });
    kind.setAttribute("aria-pressed", String(state.kind !== "pattern"));
    const from = [...row.keys()].sort((a, b) => row[b] - row[a]).slice(0, 3);
    const listed = from.map((source) => `${seen[source]}@${source} ${row[source].toFixed(2)}`);
    parts.attends.textContent = head
      ? `Head ${headName(head)} at ${seen[position]}@${position}: ${listed.join(", ")}`
      : "";
    const guesses = record.guesses[position];
    parts.guesses.replaceChildren(
      ...guesses.map((guess) =>
        barRow(visible(guess.string), guess.probability, 1, guess.probability.toFixed(3)),
      ),
    );
    const output = record.outputs[position];
    const above = `${output.above_mean < 0 ? "" : "+"}${output.above_mean.toFixed(2)}`;
    parts.rises.textContent = `What raises ${visible(output.string)}: ${above} above the mean logit`;
    const terms = record.paths
      .map(({ path, contributions }) => ({ path, value: contributions[position] }))
      .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
      .slice(0, 10);
    const longest = terms.length ? Math.abs(terms[0].value) : 0;
    parts.paths.replaceChildren(
      ...terms.map(({ path, value }) =>
        barRow(pathName(path), value, longest, `${value < 0 ? "" : "+"}${value.toFixed(2)}`),
      ),
    );
  }

  root.className = "sentence";
  root.replaceChildren(
    element("h1", { textContent: `${record.model} reads a sentence` }),
    element("p", {
      textContent:
        "Point at a token, or press it: where the chosen head attends from there is shaded, and " +
        "what comes next by the model's guess stands below.",
    }),
    parts.tokens,
    parts.attends,
    element(
      "div",
      { className: "columns" },
      element("section", {}, element("h2", { textContent: "Guesses of the next token" }), parts.guesses),
      element("section", {}, parts.rises, parts.paths),
    ),
    element("h2", { textContent: "Heads, as layer:head; a row a destination, a column a source" }),
    kind,
    element("p", {
      textContent:
        "Weighted, a head that rests on a token from which it moves next to nothing is pale; all " +
        "heads are on one scale.",
    }),
    parts.heads,
  );
  drawHeads();
  choose({});
  return choose;
}
