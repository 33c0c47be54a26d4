/** CodeBERTScore through real engines: a small random RoBERTa in ONNX form, and a model of llama.cpp's. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { causalEncoder, onnxEncoder, type OpenEncoder } from "../../engines/mod.ts";
import { llamaServer } from "../../testing/llamaServer.ts";
import { modelsFolder, needs, venvPython } from "../../testing/needs.ts";
import { tinyGguf } from "../../testing/tinyGguf.ts";
import { codeBertScore } from "./codeBertScore.ts";
import { codeBertCases, optionsOf } from "./peers/codeBertCases.ts";
import { tinyRoberta } from "./peers/tinyRoberta.ts";

function folder(): Disposable & { path: string } {
  const path = mkdtempSync(join(tmpdir(), "encoder-"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) };
}

/** Makes the RoBERTa and converts it, both as their files' first lines say. */
const convert = `
import runpy, sys
peers, engines, roberta, out = sys.argv[1:]
runpy.run_path(f"{peers}/random_roberta.py")["make"](roberta)
sys.argv[1:] = [roberta, out, "--layers", "2", "1", "--name", "random RoBERTa"]
runpy.run_path(f"{engines}/toOnnx.py", run_name="__main__")
`;

Deno.test({
  ...needs("onnx"),
  name: "a RoBERTa in ONNX form scores as PyPI's code-bert-score to 1e-4, and as its own sums",
  async fn(t) {
    using at = folder();
    const out = join(at.path, "converted");
    const [peers, engines] = ["./peers", "../../engines/encoders"].map((name) =>
      new URL(name, import.meta.url).pathname
    );
    const made = spawnSync(venvPython, [
      "-W",
      "ignore",
      "-c",
      convert,
      peers,
      engines,
      join(at.path, "roberta"),
      out,
    ], { encoding: "utf8" });
    assert.equal(made.status, 0, made.stderr);
    await using encoder = await onnxEncoder(out);
    assert.deepEqual([encoder.name, encoder.window], ["random RoBERTa", 24]);
    const { pairs, cases } = codeBertCases;

    for (const { name, sources, scores } of cases) {
      await t.step(name, async () => {
        const asked = pairs.map(([candidate, reference], i) => ({
          candidate,
          reference,
          source: sources?.[i],
        }));
        const found = await codeBertScore(encoder, asked, optionsOf[name]);
        for (const [i, expected] of scores.entries()) {
          const { p, r, f1, f3 } = name === "rescaled" ? found[i].rescaled : found[i];
          for (const [k, value] of [p, r, f1, f3].entries()) {
            assert(Math.abs(value - expected[k]) < 1e-4, `${pairs[i]}: ${value}, ${expected[k]}`);
          }
        }
      });
    }
    await t.step("its tokens and vectors are those of the same model written out", async () => {
      const own = tinyRoberta();
      for (const text of ["", "a = 1", "s = 'é 日本' # \u{1f600}", "\ufffd x"]) {
        const tokens = await encoder.tokenize(text);
        assert.deepEqual(
          tokens.map(({ id }) => id),
          (await own.tokenize(text)).map(({ id }) => id),
        );
        if (!text.includes("\ufffd")) assert.equal(tokens.map(({ text }) => text).join(""), text);
      }
      // A batch of sequences of several lengths: what fills the shorter ones changes nothing.
      const ids = [[0, 50, 60, 2], [0, 50, 60, 70, 80, 90, 2], [0, 2]];
      for (const layer of [1, 2]) {
        const [found, expected] = await Promise.all([
          encoder.embed(ids, layer),
          own.embed(ids, layer),
        ]);
        assert.deepEqual(found.map(({ length }) => length), [4, 7, 2]);
        near(found.flat(), expected.flat(), 1e-5);
      }
    });
    await t.step("a layer that was not converted, and another file, are refused", async () => {
      await assert.rejects(
        encoder.embed([[0, 2]], 3),
        /^RangeError: random RoBERTa: layer 3 was not converted \(has 2,1\): .*--layers 2 1 3$/,
      );
      const file = join(out, "onnx/model.onnx");
      appendFileSync(file, "x");
      await assert.rejects(onnxEncoder(out), /^Error: .*model.onnx is not what was converted/);
    });
  },
});

Deno.test({
  ...needs("onnx"),
  name: "toOnnx.py takes a language's own layer, and asks for that of an unknown model",
  fn() {
    const script = new URL("../../engines/encoders/toOnnx.py", import.meta.url).pathname;
    const python = (...args: string[]) => spawnSync(venvPython, args, { encoding: "utf8" });
    const code = "import json, sys, runpy; " +
      "print(json.dumps([*map(runpy.run_path(sys.argv[1])['layer_of'], sys.argv[2:])]))";
    const of = ["python", "javascript", "c", "cpp", "java"].map((name) =>
      `neulab/codebert-${name}`
    );
    const { stdout } = python("-c", code, script, ...of, "/copied/codebert-java/", "own/encoder");
    assert.deepEqual(JSON.parse(stdout), [11, 10, 10, 10, 7, 7, null]);
    const { status, stderr } = python(script, "own/encoder", "/nowhere");
    assert.equal(status, 2);
    assert.match(stderr, /error: --layers: which one of own\/encoder\? known for neulab/);
  },
});

Deno.test("a folder that toOnnx.py did not write is refused", async () => {
  using at = folder();
  await assert.rejects(onnxEncoder(at.path), /^Error: no .*encoder.json: toOnnx.py writes it$/);
});

const numbers = (vectors: Float32Array[]) => vectors.flatMap((vector) => [...vector]);
function near(found: Float32Array[], expected: Float32Array[], within: number) {
  const [a, b] = [numbers(found), numbers(expected)];
  assert.equal(a.length, b.length);
  const most = Math.max(...a.map((value, i) => Math.abs(value - b[i])));
  assert(most < within, `${most} apart`);
}
const idsOf = async (encoder: OpenEncoder, text: string) =>
  (await encoder.tokenize(text)).map(({ id }) => id);

/** Long enough for several windows of 128. */
const program = "def add(a, b):\n    return a + b\n".repeat(6);

Deno.test({
  ...needs("llama", "llamacpp"),
  name: "the causal encoder gives each token the hidden state that llama.cpp's server gives it",
  async fn() {
    using at = folder();
    const file = join(at.path, "tiny.gguf");
    writeFileSync(file, tinyGguf());
    await using encoder = await causalEncoder(`gguf:${file}`, { threads: 1 });
    const ids = await idsOf(encoder, program);
    const [found] = await encoder.embed([ids]);
    await using server = await llamaServer({ file, embeddings: true });
    const response = await fetch(server.url.replace(/v1$/, "embeddings"), {
      method: "POST",
      body: JSON.stringify({ content: ids, embd_normalize: -1 }),
    });
    const [{ embedding }] = await response.json();
    near(found, embedding.map((each: number[]) => Float32Array.from(each)), 1e-3);
  },
});

Deno.test({
  ...needs("llama"),
  name:
    "the causal encoder is named so, reads any text, and a token knows only what stands before it",
  async fn() {
    using at = folder();
    const file = join(at.path, "tiny.gguf");
    writeFileSync(file, tinyGguf());
    await using encoder = await causalEncoder(file, { threads: 1, window: 128 });
    assert.equal(encoder.name, `causal encoder ${file}`);
    const ids = await idsOf(encoder, program.slice(0, 90));
    const changed = ids.with(20, ids[21]);
    const [whole, beginning, none, other] = await encoder.embed([
      ids,
      ids.slice(0, 40),
      [],
      changed,
    ]);
    near(whole.slice(0, 40), beginning, 1e-4);
    near(whole.slice(0, 20), other.slice(0, 20), 1e-4);
    assert.notDeepEqual(whole[30], other[30]);
    assert.deepEqual(none, []);
    const scores = await codeBertScore(encoder, [
      { candidate: program, reference: program },
      { candidate: program.replaceAll("a + b", "a - b"), reference: program },
      { candidate: "", reference: program },
    ]);
    assert(Math.abs(scores[0].f1 - 1) < 1e-6 && scores[1].f1 < scores[0].f1);
    assert.equal(scores[2].f1, 0);
    await assert.rejects(
      encoder.embed([ids], 3),
      /layer 3: llama.cpp gives the last one only \(1\)/,
    );
    await assert.rejects(causalEncoder(file, { window: 3 }), /'window' must be an integer from 4/);
    await assert.rejects(causalEncoder("no-such-model"), /^Error: no model no-such-model/);
    // It ended and is asked again: a new process answers.
    await encoder.close();
    near((await encoder.embed([ids]))[0], whole, 1e-6);
  },
});

Deno.test({
  ...needs("llama", "weights"),
  name: "a real model's states: tokens spell the program, and a likelier program scores higher",
  async fn() {
    await using encoder = await causalEncoder(
      join(modelsFolder!, "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf"),
      { threads: 1 },
    );
    const reference = "def mean(xs):\n    return sum(xs) / len(xs)  # é 日 \u{1f600} <|im_end|>\n";
    const tokens = await encoder.tokenize(reference);
    assert.equal(tokens.map(({ text }) => text).join(""), reference);
    const [same, near, other] = await codeBertScore(
      encoder,
      [reference, reference.replace("sum(xs)", "max(xs)"), "print(os)\n"]
        .map((candidate) => ({ candidate, reference })),
    );
    assert(Math.abs(same.f1 - 1) < 1e-5 && near.f1 < 0.9999 && other.f1 < near.f1);
  },
});
