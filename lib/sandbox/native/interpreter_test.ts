import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { needs } from "../../testing/needs.ts";
import { findInterpreter, interpreters } from "./interpreter.ts";
import { NativeLane } from "./lane.ts";
import { openNative } from "./openNative.ts";

const code =
  `import datetime, decimal, hashlib, json, ssl, typing, xml.parsers.expat, zoneinfo\nprint("whole")\n`;

/** A virtual environment in a new folder below `parent`, which only its owner may enter. */
async function withEnvironment(parent: string, fn: (bin: string) => Promise<void>) {
  const folder = mkdtempSync(join(parent, "tracelab-venv-"));
  chmodSync(folder, 0o700);
  try {
    const { base } = findInterpreter();
    const made = spawnSync(base, ["-m", "venv", "--without-pip", folder], { encoding: "utf8" });
    assert.equal(made.status, 0, made.stderr);
    await fn(join(folder, "bin"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function firstOnPath(bin: string, fn: () => Promise<void>) {
  const before = process.env.PATH;
  process.env.PATH = `${bin}:${before}`;
  try {
    await fn();
  } finally {
    process.env.PATH = before;
  }
}

Deno.test({
  ...needs("python", "namespaces"),
  name:
    "a virtual environment first on the PATH that cannot be served is left for its base, and said",
  fn: () =>
    withEnvironment(tmpdir(), (bin) =>
      firstOnPath(bin, async () => {
        await using python = await openNative({ lanes: 1 });
        assert.match(python.protection, /^namespaces, .*; not namespaces with .*tracelab-venv-/);
        assert.equal((await python.run({ code })).stdout, "whole\n");
      })),
});

Deno.test({
  ...needs("python", "namespaces"),
  name: "a virtual environment in a home that only its owner may enter is served whole",
  fn: () =>
    withEnvironment(homedir(), (bin) =>
      firstOnPath(bin, async () => {
        await using python = await openNative({ lanes: 1 });
        assert.match(python.protection, /^namespaces, seccomp, rlimits; judge apart$/);
        const verdict = await python.run({ code: `${code}import sys\nprint(sys.prefix)` });
        assert.equal(verdict.stdout, `whole\n${join(bin, "..")}\n`);
      })),
});

Deno.test({
  ignore: needs("python", "namespaces").ignore || process.getuid?.() !== 0,
  name: "Landlock refuses an interpreter that its user cannot read, in one line",
  fn: () =>
    withEnvironment(homedir(), async (bin) => {
      const executable = join(bin, "python3");
      const start = NativeLane.start({ executable, isolation: "landlock", profile: "plain" });
      await assert.rejects(start, /^Error: \S+ cannot be read by an unprivileged user: [^\n]+$/);
    }),
});

Deno.test({
  ...needs("python", "namespaces"),
  name: "a lane that lacks a module of the standard library is refused by its name",
  fn: async () => {
    const { executable } = findInterpreter();
    const modules = ["json", "not_in_the_library"];
    for (const isolation of ["namespaces", "landlock"] as const) {
      const start = NativeLane.start({ executable, isolation, profile: "plain", modules });
      await assert.rejects(start, /cannot (import not_in_the_library there|be read by an unpriv)/);
    }
  },
});

Deno.test({
  ...needs("python"),
  name: "interpreters gives each Python once, that of the PATH first",
  fn: () => {
    const found = [...interpreters()].flatMap((one) => one instanceof Error ? [] : [one]);
    assert.equal(found[0].executable, findInterpreter().executable);
    assert.equal(new Set(found.map(({ executable }) => executable)).size, found.length);
    for (const { modules } of found) assert.ok(modules.includes("datetime"), `${modules}`);
  },
});
