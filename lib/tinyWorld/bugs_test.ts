import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { needs } from "../testing/needs.ts";
import { bugsOf, misconceive } from "./bugs.ts";
import { evaluate, TooLarge } from "./evaluate.ts";
import { bodyOf, signatureOf } from "./programOf.ts";
import { pyRepr } from "./pyRepr.ts";
import { random } from "../base/mod.ts";
import { generateTinyTasks } from "./tinyTasks.ts";
import { PythonError } from "./value.ts";

Deno.test({
  ...needs("python"),
  name: "what a wrong composition returns or raises is what Python says of its program",
  fn() {
    const rows: { code: string; call: string; said: string }[] = [];
    for (const tiny of generateTinyTasks({ split: "train", limit: 600, seed: 3 })) {
      for (const { wrong } of bugsOf(tiny)) {
        for (const { arguments: call, call: text } of tiny.calls.slice(-3)) {
          let said: string;
          try {
            const { value, float } = evaluate(wrong, call);
            said = pyRepr(value, float);
          } catch (error) {
            if (error instanceof TooLarge) continue;
            if (!(error instanceof PythonError)) throw error;
            said = error.type;
          }
          rows.push({ code: `${signatureOf(wrong)}\n${bodyOf(wrong)}`, call: text, said });
        }
      }
    }
    const runner = `
import json, sys
for line in sys.stdin:
    row, space = json.loads(line), {}
    exec(row["code"], space)
    try:
        got = eval(row["call"], space)
        same = got == eval(row["said"], {})
    except Exception as error:
        got = type(error).__name__
        same = got == row["said"]
    if not same:
        print(row, got)
`;
    const { status, stdout, stderr } = spawnSync("python3", ["-I", "-c", runner], {
      input: rows.map((row) => JSON.stringify(row)).join("\n"),
      encoding: "utf8",
      timeout: 60_000,
    });
    assert.equal(status, 0, stderr);
    assert.equal(stdout, "", stdout.slice(0, 2000));
    assert(rows.length > 3000);
  },
});

Deno.test("misconceptions happen with their probability: never at 0, always at 1 where one applies", () => {
  const [tiny] = generateTinyTasks({ split: "train", limit: 1, steps: 1 });
  assert.equal(bodyOf(misconceive(tiny, random(1), 0)), bodyOf(tiny));
  const touched = [...generateTinyTasks({ split: "train", limit: 200 })]
    .filter((one) => bodyOf(misconceive(one, random(1), 1)) !== bodyOf(one));
  assert(touched.length > 60, String(touched.length));
});
