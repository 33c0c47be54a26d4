/** What a program says to the judge is data of unknown shape: no message costs more than its own verdict. */
import assert from "node:assert/strict";
import { needs } from "../testing/needs.ts";
import { sandbox } from "./openSandbox.ts";
import type { Program } from "./program.ts";
import type { Status } from "./verdict.ts";

/** Writes messages to the judge, on descriptor 3: before they are asked for, as a plan would have them. */
const F = `import json, os, struct
def send(message):
    data = message if isinstance(message, bytes) else json.dumps(message).encode()
    os.write(3, struct.pack("<I", len(data)) + data)
`;
/** In the first call, so that the greeting is the real one. */
const called = (...lines: string[]) =>
  [F + "def add(a, b):", ...lines.map((line) => "    " + line), "    os._exit(0)", ""].join("\n");
const add = "def add(a, b):\n    return a + b\n";
const check: Program["test"] = {
  kind: "check",
  code: "def check(candidate):\n    assert candidate(1, 2) == 3\n",
};
const stdio: Program["test"] = { kind: "stdio", cases: [{ input: "1 2\n", output: "3\n" }] };
const inputs: Program["test"] = {
  kind: "inputs",
  reference: "def add(a, b):\n    return [a, b]\n",
  base: "[[1, 2]]",
  atol: 0,
  rtol: 1e-7,
  oracle: "any_order",
};
const of = (code: string, more: Partial<Program> = {}): Program => ({
  code,
  test: check,
  entryPoint: "add",
  limits: { cpuSeconds: 1, wallSeconds: 5 },
  ...more,
});

const hostile: [Status, string, Program][] = [
  [
    "failed",
    "a trace that is no JSON",
    of(called(`send({"value": 4})`, `send({"trace": {"version": float("nan")}})`), { trace: true }),
  ],
  [
    "failed",
    "a trace with numbers beyond every number",
    of(
      called(
        `send({"value": 4})`,
        `send(b'{"trace": {"version": 1, "events": [], "total": 1e999, "dropped": 0, "values": [], "lines": {}}}')`,
      ),
      { trace: true },
    ),
  ],
  [
    "error",
    "a module that only another system has",
    of(`import types\nadd = types.ModuleType("winreg")`),
  ],
  [
    "killed",
    "a surrogate in a name",
    of(F + `send({"ready": {"\\ud800": {"value": 1}}})\nos._exit(0)`),
  ],
  [
    "error",
    "a surrogate in an exception's type",
    of(
      called(
        `send({"failed": "call", "kind": "error", "error": {"type": "\\ud800", "message": "\\ud800"}})`,
      ),
    ),
  ],
  [
    "killed",
    "an exit without fields",
    of(F + `send({"failed": "load", "kind": "exit", "error": {}})\nos._exit(0)`, { test: stdio }),
  ],
  [
    "killed",
    "a complex number too large",
    of(called(`send({"value": {"c": [10 ** 400, 0]}})`)),
  ],
  [
    "killed",
    "a greeting of another kind",
    of(F + `send({"finished": True})\nos._exit(0)`),
  ],
  [
    "failed",
    "an oracle is given an object that raises",
    of(
      "class Odd:\n    def __iter__(self):\n        raise KeyError(1)\ndef add(a, b):\n    return Odd()\n",
      { test: inputs },
    ),
  ],
  [
    "error",
    "a missing library as an excuse",
    of(`if False:\n    import numba\nraise ModuleNotFoundError("No module named 'numba'")\n`),
  ],
];

for (const engine of ["native", "wasm"] as const) {
  Deno.test({
    ...needs("python", "namespaces"),
    name: `no message of a program ends the lab, the lane or the next program (${engine})`,
    fn: async () => {
      await using python = await sandbox({ engine, lanes: 1 });
      for (const [status, name, program] of hostile) {
        const verdict = await python.run(program);
        assert.equal(verdict.status, status, `${name}: ${JSON.stringify(verdict)}`);
        assert.equal(verdict.trace, undefined, name);
        assert.equal((await python.run(of(add))).status, "passed", `after ${name}`);
      }
    },
  });
}
