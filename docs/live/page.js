// The live page: a sentence for the models, and a sequence for its skip-trigrams.
"use strict";

const LIVE = { stored: {}, opened: {} };

// A script beside the page calls this with a model's weights: a file may be included, not fetched.
function storeModel(stored) {
  LIVE.stored[stored.name] = stored;
}

function loadModel(name) {
  LIVE.opened[name] ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${name}.js`;
    script.onload = () => resolve(openModel(LIVE.stored[name]));
    script.onerror = () => reject(new Error(`${name}.js is not there`));
    document.head.append(script);
  });
  return LIVE.opened[name];
}

function startPage() {
  const at = (id) => document.getElementById(id);
  let latest = 0;

  async function show(tokensOf) {
    const asked = (latest += 1);
    at("said").textContent = "The model is being read …";
    try {
      const model = await loadModel(at("model").value);
      const { tokens, text } = tokensOf(model);
      if (tokens.length > model.n_ctx) {
        throw new Error(`expected ${model.n_ctx} tokens at most, got ${tokens.length}`);
      }
      const record = readTokens(model, tokens, text);
      if (asked !== latest) return; // another sentence was asked for meanwhile
      at("said").textContent = `${tokens.length} tokens`;
      showSentence(at("sentence"), record, ({ head, position }) => {
        const chosen = record.heads[head];
        const { token, string } = record.tokens[position];
        showSource(chosen, string, skipTrigramsOf(model, chosen.layer, chosen.head, token, 8));
      });
    } catch (error) {
      at("said").textContent = `${error.message}`;
    }
  }

  function showSource(head, string, { destinations, outputs }) {
    const rows = (found) => {
      const largest = Math.max(...found.map(({ value }) => Math.abs(value)));
      return found.map(({ string: name, value }) =>
        barRow(visible(name), value, largest, `${value < 0 ? "" : "+"}${value.toFixed(2)}`),
      );
    };
    const name = `${headName(head)}, source ${visible(string)}`;
    at("source").textContent = `Skip-trigrams of head ${name}`;
    at("destinations").replaceChildren(...rows(destinations));
    at("outputs").replaceChildren(...rows(outputs));
  }

  function readText() {
    return show((model) => ({
      tokens: [model.bos, ...model.encode(at("text").value.slice(0, 4000))],
      text: at("text").value,
    }));
  }

  function repeatedTokens() {
    return show((model) => {
      const drawn = new Set();
      while (drawn.size < 12) drawn.add(1 + Math.floor(Math.random() * (model.d_vocab - 1)));
      return { tokens: [model.bos, ...drawn, ...drawn], text: "random tokens, twice" };
    });
  }

  function showGrams() {
    const sequence = at("sequence").value.split(/[\s,]+/u).filter(Boolean).slice(0, 40);
    const grams = skipTrigrams(sequence);
    at("grams").replaceChildren(
      ...grams.slice(0, 500).map(({ step, gram }) =>
        element(
          "tr",
          {},
          element("th", { scope: "row", textContent: `${gram[0]} … ${gram[1]} → ${gram[2]}` }),
          element("td", { className: "number", textContent: String(step) }),
        ),
      ),
    );
    const trigrams = grams.filter(({ step }) => step === 0).length;
    at("counted").textContent =
      `${sequence.length} elements: ${trigrams} trigrams (0 left out), ${grams.length} skip-trigrams`;
  }

  at("ask").addEventListener("submit", (event) => {
    event.preventDefault();
    readText();
  });
  at("model").addEventListener("change", readText);
  at("repeat").addEventListener("click", repeatedTokens);
  at("sequence").addEventListener("input", showGrams);
  showGrams();
  return readText();
}
