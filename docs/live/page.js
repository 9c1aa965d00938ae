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
    at("said").textContent = "The models are being read …";
    try {
      const models = await Promise.all(at("model").value.split(" ").map(loadModel));
      const { tokensBy, text } = tokensOf(models);
      const records = models.map((model, place) => {
        const tokens = tokensBy[place];
        if (tokens.length > model.n_ctx) {
          throw new Error(`expected ${model.n_ctx} tokens at most, got ${tokens.length}`);
        }
        return readTokens(model, tokens, text);
      });
      if (asked !== latest) return; // another sentence was asked for meanwhile
      const counts = new Set(tokensBy.map((tokens) => tokens.length));
      at("said").textContent = `${[...counts].join(" and ")} tokens`;
      showRecords(models, records);
    } catch (error) {
      at("said").textContent = `${error.message}`;
    }
  }

  // Each model has its column; a token that is chosen in one is chosen in all.
  function showRecords(models, records) {
    const columns = records.map((record) => {
      const column = at("of-a-model").content.firstElementChild.cloneNode(true);
      column.dataset.model = record.model;
      return column;
    });
    at("models").replaceChildren(...columns);
    const choosers = [];
    records.forEach((record, place) => {
      const chosen = ({ head, position }) => {
        const { layer, head: number } = record.heads[head];
        const { token, string } = record.tokens[position];
        const found = skipTrigramsOf(models[place], layer, number, token, 8);
        showSource(columns[place], record.heads[head], string, found);
        choosers.forEach((choose, other) => {
          const theirs = columns[other].querySelector('.tokens [aria-pressed="true"]');
          const wanted = columns[other].querySelectorAll(".tokens button")[position];
          if (other !== place && wanted && wanted !== theirs) choose({ position });
        });
      };
      choosers.push(showSentence(columns[place].querySelector(".read"), record, chosen));
    });
  }

  function showSource(column, head, string, { destinations, outputs }) {
    const part = (name) => column.querySelector(`.${name}`);
    const rows = (found) => {
      const largest = Math.max(...found.map(({ value }) => Math.abs(value)));
      return found.map(({ string: name, value }) =>
        barRow(visible(name), value, largest, `${value < 0 ? "" : "+"}${value.toFixed(2)}`),
      );
    };
    const name = `${headName(head)}, source ${visible(string)}`;
    part("source").textContent = `Skip-trigrams of head ${name}`;
    part("destinations").replaceChildren(...rows(destinations));
    part("outputs").replaceChildren(...rows(outputs));
  }

  function readText() {
    const text = at("text").value;
    return show((models) => ({
      tokensBy: models.map((model) => [model.bos, ...model.encode(text.slice(0, 4000))]),
      text,
    }));
  }

  function repeatedTokens() {
    return show((models) => {
      const d_vocab = Math.min(...models.map((model) => model.d_vocab));
      const drawn = new Set();
      while (drawn.size < 12) drawn.add(1 + Math.floor(Math.random() * (d_vocab - 1)));
      const tokensBy = models.map((model) => [model.bos, ...drawn, ...drawn]);
      return { tokensBy, text: "random tokens, twice" };
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
