import assert from "node:assert/strict";
import { codeBertScore } from "./codeBertScore.ts";
import { type CodeEncoder, tokenWindows } from "./codeEncoder.ts";
import { codeBertCases, optionsOf } from "./peers/codeBertCases.ts";
import { tinyRoberta } from "./peers/tinyRoberta.ts";

const { pairs, cases } = codeBertCases;
const plain = pairs.map(([candidate, reference]) => ({ candidate, reference }));

for (const { name, sources, scores } of cases) {
  Deno.test(`P, R, F1 and F3 are code-bert-score's to 1e-4: ${name}`, async () => {
    const asked = plain.map((pair, i) => ({ ...pair, source: sources?.[i] }));
    const found = await codeBertScore(tinyRoberta(), asked, optionsOf[name]);
    assert.equal(found.length, scores.length);
    for (const [i, expected] of scores.entries()) {
      const { p, r, f1, f3 } = name === "rescaled" ? found[i].rescaled : found[i];
      for (const [k, value] of [p, r, f1, f3].entries()) {
        assert(Math.abs(value - expected[k]) < 1e-4, `${pairs[i]}: ${value} for ${expected[k]}`);
      }
    }
  });
}

Deno.test("batches, copies and the order of pairs make no difference", async () => {
  const one = await codeBertScore(tinyRoberta(), plain, { batch: 1 });
  assert.deepEqual(await codeBertScore(tinyRoberta(), plain, { batch: 64 }), one);
  const reversed = await codeBertScore(tinyRoberta(), [...plain, ...plain].toReversed());
  assert.deepEqual(reversed.toReversed().slice(0, plain.length), one);
});

Deno.test("identical code scores 1, reordered and other code less", async () => {
  const reference = "a = first(x)\nb = second(y)\nreturn a + b";
  const [same, reordered, other] = await codeBertScore(tinyRoberta(), [
    { candidate: reference, reference },
    { candidate: "b = second(y)\na = first(x)\nreturn a + b", reference },
    { candidate: "(x) => { while (x--) console.log(x); }", reference },
  ]);
  assert(Math.abs(same.f1 - 1) < 1e-6 && Math.abs(same.rescaled.f3 - 1) < 1e-6);
  assert(reordered.f1 < 0.9999 && other.f1 < reordered.f1, `${reordered.f1} ${other.f1}`);
});

Deno.test("a blank source is none: short code is compared whole", async () => {
  const asked = [["ab", "ab"], ["x", "y"], ["a = 1", "b = 1"]].flatMap((codes) =>
    [undefined, "", "  \n", "\t"].map((source) => ({
      candidate: codes[0],
      reference: codes[1],
      source,
    }))
  );
  const found = (await codeBertScore(tinyRoberta(), asked)).map(({ f1 }) => f1);
  // Of code-bert-score 0.4.1.
  for (const [i, expected] of [1, 0.97225, 0.9895].entries()) {
    for (const f1 of found.slice(4 * i, 4 * i + 4)) {
      assert(Math.abs(f1 - expected) < 1e-4, `${f1} for ${expected}`);
    }
  }
});

Deno.test("with idf, tokens that every reference has weigh nothing: NaN, and no 0", async () => {
  const [score] = await codeBertScore(
    tinyRoberta(),
    [{ candidate: "ab", reference: "ab" }],
    { idf: true },
  );
  assert(Number.isNaN(score.f1));
});

Deno.test("a source whose characters have several tokens is left out whole", async () => {
  const [score] = await codeBertScore(tinyRoberta(), [
    { source: "# naïve é", candidate: "", reference: "x" },
  ]);
  assert.equal(score.f1, 0);
});

Deno.test("windows take every token once, each with its neighbours", () => {
  for (const [length, window] of [[0, 4], [24, 24], [25, 24], [100, 24], [61, 7], [1000, 512]]) {
    const windows = tokenWindows(length, window);
    let at = 0;
    for (const { from, to, keepFrom, keepTo } of windows) {
      assert.equal(keepFrom, at);
      assert(from >= 0 && to - from <= window && from <= keepFrom && keepTo <= to);
      at = keepTo;
    }
    assert.equal(at, length);
  }
});

Deno.test("an encoder that loses tokens, and options that are none, are refused", async () => {
  const losing: CodeEncoder = { ...tinyRoberta(), embed: () => Promise.resolve([[]]) };
  await assert.rejects(
    codeBertScore(losing, plain),
    /^Error: random RoBERTa: 0 vectors for \d+ tokens$/,
  );
  await assert.rejects(codeBertScore(losing, [], { baseline: 1 }), /'baseline' must be below 1: 1/);
  await assert.rejects(
    codeBertScore(losing, [], { batch: 0 }),
    /'batch' must be a positive integer: 0/,
  );
  await assert.rejects(
    codeBertScore(losing, [], { layers: 11 } as object),
    /^RangeError: codeBertScore: unknown option 'layers' \(known: layer, idf, punctuation,/,
  );
  assert.deepEqual(await codeBertScore(losing, []), []);
});
