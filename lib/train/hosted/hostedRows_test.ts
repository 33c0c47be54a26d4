import assert from "node:assert/strict";
import { exportPreferences } from "../../methods/mod.ts";
import { begin, linesOf, pairs, rows } from "../../testing/hostedTraining.ts";
import { stubFineTuning } from "../../testing/stubFineTuning.ts";
import { train } from "../train.ts";

Deno.test("dpo: every format of pairs goes up as preferences, with β", async () => {
  await using stub = await stubFineTuning();
  const formats = [
    pairs,
    exportPreferences(pairs, { format: "conversational" }),
    exportPreferences(pairs, { format: "preferred" }),
  ];
  const all = formats.map((rows) => begin(stub, { method: "dpo", rows, beta: 0.2 }));
  assert.equal(new Set(all.map(({ key }) => key)).size, 1);
  await all[0].model();
  assert.deepEqual(linesOf(stub.files[0].text), exportPreferences(pairs, { format: "preferred" }));
  assert.deepEqual(stub.jobs[0].body, {
    model: "base",
    training_file: "file-1",
    seed: 3407,
    method: { type: "dpo", dpo: { hyperparameters: { n_epochs: 1, beta: 0.2 } } },
  });
});

Deno.test("a hosted training says what is wrong before anything is asked", () => {
  const refused = (options: object, message: string | RegExp, base = "openai:gpt-own") =>
    // deno-lint-ignore no-explicit-any
    assert.throws(() => train(base, { method: "sft", rows, ...options } as any), {
      name: "RangeError",
      message,
    });
  const with1 = (row: object) => [...rows, row];
  const turn = (role: string, content: string, more = {}) => ({ role, content, ...more });
  refused({ rows: rows.slice(1) }, "a hosted model is trained on at least 10 rows: 9");
  refused({ rows: [] }, "nothing to train on: no rows");
  refused({ method: "reward" }, "'method' must be one of sft, dpo for a hosted model: reward");
  refused(
    { learningRate: 1e-5 },
    "train, sft: unknown option 'learningRate' (a hosted model's learning rate is its publisher's: " +
      "'learningRateMultiplier' scales it)",
  );
  refused({ steps: 5 }, /^train, sft: unknown option 'steps' \(.*'epochs'\)$/);
  refused({ beta: 1 }, /^train, sft: unknown option 'beta' \(known: epochs, /);
  refused({ epochs: 1.5 }, /^train, sft: 'epochs': /);
  refused({ suffix: "x".repeat(65) }, /^train, sft: 'suffix': /);
  refused({ say: "loud" }, /^train, sft: 'say': /);
  refused({ reward: { name: "r" } }, /takes no function of rewards/);
  refused({ rows: with1({ prompt: "x" }) }, /^row 10: row: expected \{ messages/);
  refused({ rows: with1({ prompt: " ", completion: "1" }) }, "row 10: message 0 is empty");
  refused({ rows: with1({ prompt: "x", completion: "" }) }, "row 10: message 1 is empty");
  refused({ rows: with1({ ...rows[0], weight: 2 }) }, /^row 10: 'weight': /);
  refused({ rows: with1({ ...rows[0], tools: [{}] }) }, /^row 10: 'tools': /);
  refused(
    { rows: with1({ messages: [turn("user", "x")] }) },
    "row 10: the last message is the assistant's, which is learned: user",
  );
  refused(
    { rows: with1({ messages: [turn("user", "x"), turn("assistant", "y", { weight: 0 })] }) },
    /weight 0: nothing is learned/,
  );
  refused({ rows: with1({ messages: [turn("tool", "x")] }) }, /^row 10: row: expected/);
  refused({ method: "dpo", rows: [...pairs, { ...pairs[0], rejected: "" }] }, /^row 10: non_pref/);
  const talk = exportPreferences(pairs);
  refused({
    method: "dpo",
    rows: [...talk, { ...talk[0], chosen: [...talk[0].chosen, ...talk[0].chosen] }],
  }, "row 10: 'preferred_output' is one message of the assistant: assistant, assistant");
  refused({ heldOut: [rows[3]] }, "'heldOut', row 0: row 3 is the same");
  refused({ heldOut: [{}] }, /^'heldOut', row 0: row: expected/);
  refused({}, /^which model\? Write http:\/\/h\/v1#NAME$/, "http://h/v1");
  refused({}, /^no user, password or query/, "http://a:b@h/v1#x");
  refused({ baseURL: "h" }, /^'baseURL' must be an address/);
  refused({}, /^no trainer for together:x \(/, "together:x");
});

Deno.test("answers in a prompt are read and not learned", async () => {
  await using stub = await stubFineTuning();
  const prompt = [
    { role: "system", content: "Be brief." },
    { role: "assistant", content: "Ask." },
    { role: "user", content: "Two?" },
  ];
  const completion = [{ role: "assistant", content: "2" }];
  await begin(stub, { rows: [...rows, { prompt, completion }] }).model();
  assert.deepEqual(linesOf(stub.files[0].text).at(-1), {
    messages: [prompt[0], { ...prompt[1], weight: 0 }, prompt[2], ...completion],
  });
});
