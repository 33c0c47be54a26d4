import assert from "node:assert/strict";
import { Budget } from "./limits/budget.ts";
import { dialects } from "./dialects.ts";
import { model } from "../engines/model.ts";
import { modelFrom } from "./modelFrom.ts";

const uris = [
  "openai:gpt",
  "http://localhost:1/v1#m",
  "ollama:m",
  "tiny",
  "recorded:nowhere.jsonl",
];

Deno.test("an option that no model has is refused by its name, whatever the model", () => {
  const cases: [object, RegExp][] = [
    [{ tempreature: 0 }, /^unknown option of a model: tempreature \(there are temperature, topP, /],
    [{ max_tokens: 5 }, /^unknown option of a model: max_tokens \(/],
    [{ toString: 1 }, /^unknown option of a model: toString \(/],
    [{ prompts: { slove: "x" } }, /^unknown prompt: slove \(there are solve, plan, /],
    [
      { prompts: { solve: { sytem: "x", user: "y" } } },
      /^unknown field of the prompt 'solve': sytem/,
    ],
    [{ dialect: "caht" }, /^unknown dialect: caht \(there are chat, completion, alpaca, mistral\)/],
    [{ price: { in: 1, output: 2 } }, /^unknown field of a price: in \(/],
    [{ budget: { dollars: 1 } }, /^unknown field of a budget: dollars \(there are usd, tokens\)/],
  ];
  const open = () => ({
    dialect: dialects.chat,
    complete: () => Promise.resolve({ text: "", finishReason: "stop" }),
  });
  for (const [options, message] of cases) {
    const error = { name: "RangeError", message };
    for (const uri of uris) assert.throws(() => model(uri, options), error, uri);
    assert.throws(() => modelFrom("own", open, options), error);
  }
});

Deno.test("options that models have are taken", () => {
  for (const uri of uris) {
    model(uri, { temperature: 0, prompts: { solve: () => "x", "judge:own": "y" }, identity: "v1" });
    model(uri, { budget: new Budget({ usd: 1 }), price: { input: 1, output: 1 } });
    model(uri, { dialect: { name: "own", render: dialects.chat.render } });
  }
});
