import assert from "node:assert/strict";
import { model, scripted } from "./mod.ts";

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

Deno.test("what is no URI, and what is no request, says what to write", async () => {
  assert.throws(
    () => model((() => "") as never),
    /^RangeError: a model is named by a text: .* \(a function of yours is a model by scripted\(f\)\)$/,
  );
  assert.throws(
    () => model({} as never),
    /^RangeError: a model is named by a text: \[object Object\]$/,
  );
  const own = scripted(["pass"]);
  await assert.rejects(own.ask("write it" as never), /a request has an intent: solve\(task\)/);
});
