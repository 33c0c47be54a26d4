import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { needs } from "../../testing/needs.ts";
import { findInterpreter } from "../native/interpreter.ts";
import { guarded, target } from "./guarded.ts";
import { readAttacks } from "./readAttacks.ts";

/** A deliberately open engine: the program and its test in one process, no isolation at all. */
const OPEN = `import sys
program = sys.stdin.read()
exec(program)
assert add(1, 2) == 3 and add(5, 7) == 12
print("passed")`;

const chosen = [
  "always-equal int",
  "writes outside",
  "deletes outside",
  "reads the users",
  "reads the environment",
  "connects",
  "kills every process it may",
  "signals every pid",
  "deletes whole trees",
  "os._exit",
  "slots for asynchronous reads",
];

Deno.test({
  name: "the guard holds attacks that win against a deliberately open engine",
  ...needs("python", "namespaces"),
  fn: () => {
    const decoy = mkdtempSync(join(tmpdir(), "tracelab-decoy-"));
    writeFileSync(join(decoy, "kept"), "kept");
    const effects: Record<string, string> = {};
    try {
      for (const name of chosen) effects[name] = runOpen(name, decoy);
      // The engine really is open: attacks win, write, delete, read and connect.
      assert.match(effects["always-equal int"], /passed/);
      assert.match(effects["writes outside"], /left written/);
      assert.match(effects["deletes outside"], /victim deleted/);
      assert.match(effects["reads the users"], /LEAKED/);
      assert.match(effects["reads the environment"], /LEAKED sk-secret/);
      assert.match(effects["connects"], /left connected/);
      // What the machine has once for all is not even open to it.
      assert.doesNotMatch(effects["slots for asynchronous reads"], /LEAKED/);
      // And the machine did not notice.
      assert.deepEqual(readdirSync(decoy), ["kept"]);
      assert.equal(readFileSync(join(decoy, "kept"), "utf8"), "kept");
      assert.ok(readdirSync("/usr").length > 0);
    } finally {
      rmSync(decoy, { recursive: true });
    }
  },
});

function runOpen(name: string, decoy: string): string {
  using aim = target();
  const { executable } = findInterpreter();
  const prefixes = [dirname(dirname(executable))].filter((path) => path !== "/usr");
  const as = process.getuid?.() === 0 ? "root" : "user";
  const attack = readAttacks(aim).find((attack) => attack.name === name)!;
  // The decoy is aimed at as well, by its path on the machine.
  const code = `${attack.code}\nimport shutil\nshutil.rmtree(${JSON.stringify(decoy)}, True)\n`;
  const wrapper = guarded({ as, executable, prefixes, target: aim, seconds: 3 });
  const [command, ...rest] = [...wrapper, executable, "-c", OPEN];
  const { stdout } = spawnSync(command, rest, { input: code, encoding: "utf8", timeout: 20_000 });
  const marks = readdirSync(aim.pwn).filter((mark) => mark !== "victim").map((mark) =>
    `left ${mark}`
  );
  if (!readdirSync(aim.pwn).includes("victim")) marks.push("victim deleted");
  return [stdout, ...marks].join("\n");
}
