import assert from "node:assert/strict";
import { executedName } from "./executedName.ts";

Deno.test("an executed notebook is named after what differs from its defaults", () => {
  const name = (parameters: Record<string, string> = {}, preset?: string, kernel = "deno") =>
    executedName("notebooks/BaseCode.ipynb", { kernel, preset, parameters });
  assert.equal(name(), "BaseCode");
  assert.equal(name({ taskSet: "humaneval", limit: "20" }), "BaseCode-limit=20-taskSet=humaneval");
  assert.equal(name({}, "full", "tslab"), "BaseCode-preset=full-kernel=tslab");
  const model = (uri: string) => name({ modelUri: uri });
  assert.match(model("recorded:a/b.jsonl"), /^BaseCode-modelUri=recorded-a-b.jsonl-[0-9a-f]{6}$/);
  assert.notEqual(model("recorded:a/b.jsonl"), model("recorded:a-b.jsonl"));
  assert(model("x".repeat(400)).length < 130);
});
