// An attention-only transformer and its byte-level BPE tokenizer, in plain JavaScript. It reads what
// `make.py` writes: the weights as float16, in base64. Nothing is fetched.
"use strict";

function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

// Every float16, by its bits.
const FLOAT16 = Float64Array.from({ length: 65536 }, (_, bits) => {
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  const size = exponent ? (1 + fraction / 1024) * 2 ** (exponent - 15) : (fraction / 1024) * 2 ** -14;
  return bits >> 15 ? -size : size;
});

// {name, n_layers, n_heads, d_model, d_head, d_vocab, n_ctx, vocab, merges, bos, weights} made ready.
function openModel(stored) {
  const bytes = bytesOf(stored.weights);
  const words = new DataView(bytes.buffer);
  let at = 0;
  function next(rows, columns) {
    const matrix = { rows, columns, data: new Float64Array(rows * columns) };
    for (let i = 0; i < matrix.data.length; i += 1, at += 2) {
      matrix.data[i] = FLOAT16[words.getUint16(at, true)];
    }
    return matrix;
  }
  const { n_layers, n_heads, d_model, d_head, d_vocab, n_ctx } = stored;
  const embedding = next(d_vocab, d_model); // a row a token
  const W_U = next(d_vocab, d_model);
  const positions = next(n_ctx, d_model); // a row a position; added to what makes queries and keys
  const layers = Array.from({ length: n_layers }, () =>
    Array.from({ length: n_heads }, () => ({
      W_Q: next(d_head, d_model),
      W_K: next(d_head, d_model),
      W_V: next(d_head, d_model),
      W_O: next(d_model, d_head),
    })),
  );
  if (at !== bytes.length) throw new Error(`weights: expected ${at} bytes, got ${bytes.length}`);
  const mean = new Float64Array(d_model);
  for (let c = 0; c < d_vocab; c += 1) {
    for (let i = 0; i < d_model; i += 1) mean[i] += W_U.data[c * d_model + i] / d_vocab;
  }
  return { ...stored, weights: null, embedding, W_U, positions, layers, meanOfW_U: mean, ...openTokenizer(stored) };
}

function row(matrix, i) {
  return matrix.data.subarray(i * matrix.columns, (i + 1) * matrix.columns);
}

function dot(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += a[i] * b[i];
  return sum;
}

// W x for each x of a list of vectors.
function apply(W, vectors) {
  return vectors.map((x) => Float64Array.from({ length: W.rows }, (_, i) => dot(row(W, i), x)));
}

function plus(a, b) {
  return a.map((value, i) => value + b[i]);
}

function softmax(scores) {
  const largest = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  const powers = scores.map((score) => Math.exp(score - largest));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

// A head's pattern for a stream: a row a destination.
function patternOf(model, head, stream) {
  const placed = stream.map((x, i) => plus(x, row(model.positions, i)));
  const queries = apply(head.W_Q, placed);
  const keys = apply(head.W_K, placed);
  const scale = Math.sqrt(model.d_head);
  return queries.map((query, i) => {
    const scores = Float64Array.from({ length: i + 1 }, (_, j) => dot(query, keys[j]) / scale);
    const attention = new Float64Array(stream.length);
    attention.set(softmax(scores));
    return attention;
  });
}

// (A ⊗ W_OV) x: what a head writes, for a pattern.
function written(head, pattern, stream) {
  const values = apply(head.W_V, stream);
  const moved = pattern.map((attention) => {
    const sum = new Float64Array(head.W_V.rows);
    attention.forEach((weight, j) => {
      if (weight) values[j].forEach((value, i) => (sum[i] += weight * value));
    });
    return sum;
  });
  return apply(head.W_O, moved);
}

// One pass over the layers: the streams before each layer and at the end, and the patterns.
function forwardPass(model, tokens) {
  const streams = [tokens.map((token) => Float64Array.from(row(model.embedding, token)))];
  const patterns = model.layers.map((heads) => {
    const stream = streams.at(-1);
    const ofHeads = heads.map((head) => patternOf(model, head, stream));
    let after = stream;
    heads.forEach((head, h) => {
      const writes = written(head, ofHeads[h], stream);
      after = after.map((x, i) => plus(x, writes[i]));
    });
    streams.push(after);
    return ofHeads;
  });
  return { streams, patterns, logits: apply(model.W_U, streams.at(-1)) };
}

// All paths of at most two heads, with what becomes of the embedding on each.
function pathStreams(model, run) {
  const paths = [{ path: [], stream: run.streams[0] }];
  for (const { path, stream } of [...paths]) extend(path, stream);
  function extend(path, stream) {
    model.layers.forEach((heads, layer) => {
      if (path.length && layer <= path.at(-1)[0]) return;
      heads.forEach((head, h) => {
        const longer = [...path, [layer, h]];
        const writes = written(head, run.patterns[layer][h], stream);
        paths.push({ path: longer, stream: writes });
        if (longer.length < 2) extend(longer, writes);
      });
    });
  }
  return paths;
}

// What `refmath try --json` prints of a sentence.
function readTokens(model, tokens, text) {
  const run = forwardPass(model, tokens);
  const here = [...tokens.keys()];
  const name = (token) => ({ token, string: model.names[token] });
  const probabilities = run.logits.map(softmax);
  const best = probabilities.map((p) =>
    [...p.keys()].sort((a, b) => p[b] - p[a] || a - b).slice(0, 10),
  );
  const outputs = best.map((guesses) => guesses[0]);
  const reads = outputs.map((c) => row(model.W_U, c).map((w, i) => w - model.meanOfW_U[i]));
  return {
    schema: "refmath sentence 1",
    model: model.name,
    text,
    tokens: tokens.map(name),
    guesses: best.map((guesses, i) =>
      guesses.map((token) => ({ ...name(token), probability: probabilities[i][token] })),
    ),
    next_probabilities: tokens.slice(1).map((token, i) => probabilities[i][token]),
    heads: model.layers.flatMap((heads, layer) =>
      heads.map((head, h) => {
        const pattern = run.patterns[layer][h].map((attention) => [...attention]);
        const moved = apply(head.W_O, apply(head.W_V, run.streams[layer]));
        const sizes = moved.map((result) => Math.sqrt(dot(result, result)));
        const value_weighted = pattern.map((attention) => attention.map((a, j) => a * sizes[j]));
        return { layer, head: h, pattern, value_weighted };
      }),
    ),
    outputs: outputs.map((token, i) => ({
      ...name(token),
      above_mean: dot(reads[i], run.streams.at(-1)[i]),
    })),
    paths: pathStreams(model, run).map(({ path, stream }) => ({
      path,
      contributions: here.map((i) => dot(reads[i], stream[i])),
    })),
  };
}

// The destinations that attend to a source most by a head, and the outputs that it raises most: the
// columns of `rm.centred_scores` and `rm.centred_effects`. Positions are left aside.
function skipTrigramsOf(model, layer, h, source, top) {
  const head = model.layers[layer][h];
  const embedded = [row(model.embedding, source)];
  const [moved] = apply(head.W_O, apply(head.W_V, embedded));
  const constant = dot(model.meanOfW_U, moved);
  const effects = apply(model.W_U, [moved])[0].map((effect) => effect - constant);
  const every = Array.from({ length: model.d_vocab }, (_, token) => row(model.embedding, token));
  model.meanKeys ??= new Map();
  const key = `${layer}:${h}`;
  if (!model.meanKeys.has(key)) {
    const sum = new Float64Array(model.d_model);
    every.forEach((x) => x.forEach((value, i) => (sum[i] += value / model.d_vocab)));
    model.meanKeys.set(key, apply(head.W_K, [sum])[0]);
  }
  const mean = model.meanKeys.get(key);
  const different = apply(head.W_K, embedded)[0].map((value, i) => value - mean[i]);
  const scale = Math.sqrt(model.d_head);
  const read = Float64Array.from({ length: model.d_model }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < model.d_head; k += 1) sum += head.W_Q.data[k * model.d_model + i] * different[k];
    return sum / scale;
  });
  const scores = Float64Array.from(every, (x) => dot(x, read));
  const largest = (values) =>
    [...values.keys()]
      .sort((a, b) => values[b] - values[a] || a - b)
      .slice(0, top)
      .map((token) => ({ token, string: model.names[token], value: values[token] }));
  return { destinations: largest(scores), outputs: largest(effects) };
}

// GPT-2's words, their bytes as letters, and the merges in the order in which they were learnt.
function openTokenizer({ vocab, merges, names, bos }) {
  const token = new Map(vocab.map((letters, number) => [letters, number]));
  const rank = new Map(merges.map((pair, place) => [pair, place]));
  const letters = byteLetters();
  const words = /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu;
  const utf8 = new TextEncoder();

  function ofWord(word) {
    let parts = Array.from(utf8.encode(word), (byte) => letters[byte]);
    for (;;) {
      const ranks = parts.slice(1).map((part, i) => rank.get(`${parts[i]} ${part}`) ?? Infinity);
      const least = ranks.reduce((a, b) => Math.min(a, b), Infinity);
      if (least === Infinity) return parts.map((part) => token.get(part));
      const i = ranks.indexOf(least);
      parts = [...parts.slice(0, i), parts[i] + parts[i + 1], ...parts.slice(i + 2)];
    }
  }

  function encode(text) {
    return text
      .split(names[bos])
      .flatMap((part, i) => [
        ...(i ? [bos] : []),
        ...(part.match(words) ?? []).flatMap(ofWord),
      ]);
  }
  return { encode };
}

function byteLetters() {
  const printable = (byte) =>
    (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || (byte >= 0xae && byte <= 0xff);
  let others = 256;
  return Array.from({ length: 256 }, (_, byte) =>
    String.fromCodePoint(printable(byte) ? byte : others++),
  );
}

// Elements of a sequence, with how many others lie between the first two of each gram.
function skipTrigrams(sequence) {
  const grams = [];
  for (let step = 0; step <= sequence.length - 3; step += 1) {
    for (let i = 0; i + step + 2 < sequence.length; i += 1) {
      grams.push({ step, gram: [sequence[i], sequence[i + step + 1], sequence[i + step + 2]] });
    }
  }
  return grams;
}
