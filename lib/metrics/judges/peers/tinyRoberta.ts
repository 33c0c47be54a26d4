/**
 * The small random RoBERTa of code_bert_values.py, for tests: bytes as tokens, two layers, the same
 * weights from the same generator. It knows nothing of code.
 */
import { seededRandom } from "../../../base/mod.ts";
import type { CodeEncoder } from "../codeEncoder.ts";

const width = 16, heads = 2, layers = 2, inner = 32, window = 24, vocabulary = 261;
type Linear = { weight: Float32Array; bias: Float32Array };

export function tinyRoberta(): CodeEncoder {
  const random = seededRandom(7);
  const draw = (n: number, add = 0) => Float32Array.from({ length: n }, () => random() - 0.5 + add);
  const linear = (to: number, from: number): Linear => ({
    weight: draw(to * from),
    bias: draw(to),
  });
  const norm = (): Linear => ({ weight: draw(width, 1), bias: draw(width) });
  const words = draw(vocabulary * width),
    positions = draw((window + 2) * width),
    type = draw(width);
  const first = norm();
  const blocks = Array.from({ length: layers }, () => ({
    query: linear(width, width),
    key: linear(width, width),
    value: linear(width, width),
    output: linear(width, width),
    afterAttention: norm(),
    up: linear(inner, width),
    down: linear(width, inner),
    afterInner: norm(),
  }));

  function hidden(ids: readonly number[], last: number): Float32Array[] {
    let x = ids.map((id, i) =>
      normal(
        Float32Array.from({ length: width }, (_, k) =>
          words[id * width + k] + positions[(i + 2) * width + k] + type[k]),
        first,
      )
    );
    for (const block of blocks.slice(0, last)) {
      const [q, k, v] = [block.query, block.key, block.value].map((part) =>
        x.map((row) => apply(part, row))
      );
      const mixed = x.map((_, i) => attend(q[i], k, v));
      x = x.map((row, i) => normal(sum(row, apply(block.output, mixed[i])), block.afterAttention));
      x = x.map((row) =>
        normal(sum(row, apply(block.down, apply(block.up, row).map(gelu))), block.afterInner)
      );
    }
    return x;
  }

  return {
    name: "random RoBERTa",
    window,
    tokenize(text) {
      const tokens = [...text].flatMap((letter) =>
        [...new TextEncoder().encode(letter)].map((byte, i) => ({
          id: 4 + byte,
          text: i ? "" : letter,
        }))
      );
      return [
        { id: 0, text: "", special: true },
        ...tokens,
        { id: 2, text: "", special: true },
      ];
    },
    embed: (sequences, layer = layers) =>
      Promise.resolve(sequences.map((ids) => hidden(ids, layer))),
  };
}

const sum = (a: Float32Array, b: Float32Array) => a.map((value, i) => value + b[i]);

function apply({ weight, bias }: Linear, x: Float32Array): Float32Array {
  return bias.map((start, row) =>
    x.reduce((total, value, k) => total + value * weight[row * x.length + k], start)
  );
}

function normal(x: Float32Array, { weight, bias }: Linear): Float32Array {
  const mean = x.reduce((total, value) => total + value, 0) / x.length;
  const variance = x.reduce((total, value) => total + (value - mean) ** 2, 0) / x.length;
  return x.map((value, k) => (value - mean) / Math.sqrt(variance + 1e-5) * weight[k] + bias[k]);
}

function attend(query: Float32Array, keys: Float32Array[], values: Float32Array[]): Float32Array {
  const out = new Float32Array(width), size = width / heads;
  for (let from = 0; from < width; from += size) {
    const scores = keys.map((key) => {
      let dot = 0;
      for (let k = from; k < from + size; k++) dot += query[k] * key[k];
      return Math.exp(dot / Math.sqrt(size));
    });
    const total = scores.reduce((a, b) => a + b, 0);
    for (let k = from; k < from + size; k++) {
      out[k] = scores.reduce((mixed, score, i) => mixed + score / total * values[i][k], 0);
    }
  }
  return out;
}

/** x Φ(x), the error function by its series: exact to a float where these weights reach. */
function gelu(x: number): number {
  const z = x / Math.SQRT2;
  let term = z, series = z;
  for (let n = 1; n < 200 && Math.abs(term) > 1e-18; n++) {
    term *= -z * z / n;
    series += term / (2 * n + 1);
  }
  return x / 2 * (1 + 2 / Math.sqrt(Math.PI) * series);
}
