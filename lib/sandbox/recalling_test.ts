import assert from "node:assert/strict";
import type { Program } from "./program.ts";
import { programKey, recalled, recalling } from "./recalling.ts";
import { Verdict } from "./verdict.ts";

const passed = Verdict.parse({
  status: "passed",
  guarantee: "apart",
  engine: "native",
  cpuMs: 1,
  wallMs: 1,
});
const program = (code: string): Program => ({ code, test: { kind: "run", stdin: "" } });
const judge = () => Promise.resolve(passed);

Deno.test("recalled gives the verdict on record and does not judge", async () => {
  const onRecord = { ...passed, reason: "on record" };
  const verdict = await recalling(
    (key) => key === programKey(program("a")) ? onRecord : undefined,
    () => recalled(program("a"), () => assert.fail("judged again")),
  );
  assert.equal(verdict, onRecord);
});

Deno.test("recalled judges what is not on record and keys its verdict", async () => {
  const verdict = await recalling(() => undefined, () => recalled(program("a"), judge));
  assert.equal(verdict.key, programKey(program("a")));
});

Deno.test("recalled only judges outside recalling", async () => {
  assert.equal(await recalled(program("a"), judge), passed);
});

Deno.test("programKey tells code, tests, entry point, limits and trace apart", () => {
  const base = program("a");
  const others: Program[] = [
    program("b"),
    { ...base, test: { kind: "check", code: "x" } },
    { ...base, entryPoint: "f" },
    { ...base, limits: { cpuSeconds: 1 } },
    { ...base, trace: true },
  ];
  assert.equal(new Set([base, ...others].map(programKey)).size, 6);
  assert.equal(programKey({ ...base, trace: false }), programKey(base));
});

Deno.test("what is no program is refused by any sandbox, with what to write", async () => {
  for (const wrong of ["print(1)", undefined, { text: "print(1)" }]) {
    await assert.rejects(recalled(wrong as never, () => assert.fail("judged")), {
      name: "TypeError",
      message: /^run takes a program: run\(\{ code: "print\(1\)" \}\)/,
    });
  }
});
