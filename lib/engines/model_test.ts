import assert from "node:assert/strict";
import { model } from "./mod.ts";

Deno.test("a server's options are a server's: no other model takes them, as a type or when run", () => {
  for (const option of ["stream", "baseURL", "apiKey"]) {
    for (const uri of ["tiny", "tiny:student", "recorded:nowhere.jsonl"]) {
      const message = new RegExp(
        `^unknown option of a model: ${option} \\(there are temperature, `,
      );
      assert.throws(() => model(uri, { [option]: "x" }), { name: "RangeError", message });
    }
  }
  // @ts-expect-error the embedded model is nowhere else
  assert.throws(() => model("tiny", { baseURL: "http://localhost:1/v1" }));
  // @ts-expect-error a file needs no key
  assert.throws(() => model("recorded:nowhere.jsonl", { apiKey: "x" }));
  const baseURL = "http://localhost:1/v1";
  model("openai:gpt", { baseURL, apiKey: "x", stream: true });
  const uri: string = "ollama:coder"; // a name that is read from somewhere
  model(uri, { baseURL });
});
