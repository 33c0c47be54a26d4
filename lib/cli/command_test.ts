/** Command lines that cannot be read: each is one line, says what to do, and nothing is done. */
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import * as bench from "./bench.ts";
import { fromMarkdown, writeNotebook } from "../notebook/mod.ts";
import { here, refuseName } from "./command.ts";
import * as fetchModel from "./fetchModel.ts";
import * as formatNotebooks from "./formatNotebooks.ts";
import * as measure from "./measure.ts";
import * as ok from "./ok.ts";
import * as reproduce from "./reproduce.ts";
import * as run from "./run.ts";
import * as score from "./score.ts";
import * as serve from "./serve.ts";
import * as testAll from "./testAll.ts";
import * as tinyLearn from "./tinyLearn.ts";
import * as tinyTrain from "./tinyTrain.ts";
import * as trainEnv from "./trainEnv.ts";
import * as tslab from "./tslab.ts";
import * as view from "./view.ts";

interface Spoken {
  parser: Command;
  chosen?: (args: readonly string[]) => unknown;
}
const commands: Record<string, Spoken> = {
  bench,
  "fetch-model": fetchModel,
  "format-notebooks": formatNotebooks,
  measure,
  ok,
  reproduce,
  run,
  score,
  serve,
  test: testAll,
  "tiny:learn": tinyLearn,
  "tiny:train": tinyTrain,
  "train-env": trainEnv,
  tslab,
  view,
};

/** What a command says of its arguments, and its exit code; nothing is done. */
function said(name: string, args: string[]): { code: number; out: string; err: string } {
  const { parser, chosen } = commands[name];
  let out = "", err = "";
  parser.configureOutput({
    writeOut: (text) => out += text,
    writeErr: (text) => err += text,
  });
  try {
    parser.parse(args, { from: "user" });
    chosen?.(parser.args);
    return { code: 0, out, err };
  } catch (error) {
    const { exitCode, code, message } = error as {
      exitCode: number;
      code?: string;
      message: string;
    };
    if (!code) err += message + "\n"; // commander has written its own
    return { code: exitCode && 2, out, err };
  }
}

const refused: [line: string, says: RegExp][] = [
  ["run", /missing required argument 'notebook'/],
  ["run a.ipynb b.ipynb", /too many arguments/],
  ["run a.ipynb --nope", /unknown option '--nope'/],
  ["run a.ipynb --limit 3", /'--limit' .*; a notebook's parameter: --param limit=VALUE$/m],
  ["run a.ipynb --presett full", /unknown option '--presett' \(Did you mean --preset\?\)/],
  ["run a.ipynb --timeout abc", /'abc' is invalid. It must be a positive integer/],
  ["run a.ipynb --timeout 0", /'0' is invalid/],
  ["run a.ipynb --timeout -1", /'-1' is invalid/],
  ["run a.ipynb --timeout", /argument missing/],
  ["run a.ipynb --kernel python", /Allowed choices are deno, tslab/],
  ["run a.ipynb --param limit", /'limit' is invalid. It must be name=value/],
  ["run a.ipynb --param =3", /'=3' is invalid/],
  ["run a.ipynb --name ../../x", /must be a name without folders/],
  ["run a.ipynb --name=", /must be a name without folders/],
  ["run a.ipynb --config", /argument missing/],
  ["score", /required option '--tasks <set>' not specified/],
  ["score --tasks humaneval", /required option '--samples <file>' not specified/],
  ["score --tasks s --samples x --lane 2", /unknown option '--lane' \(Did you mean --lanes\?\)/],
  ["score --tasks s --samples x --lanes two", /'two' is invalid/],
  ["score --tasks s --samples x --lanes 1.5", /'1.5' is invalid/],
  ["score --tasks s --samples x --limit 0", /'0' is invalid/],
  ["score --tasks s --samples x --seed -1", /It must be an integer from 0 on/],
  ["score --tasks s --samples x --k 1,x", /'1,x' is invalid/],
  ["score --tasks s --samples x --k 0", /'0' is invalid/],
  ["score --tasks s --samples x --engine docker", /Allowed choices are auto, native, wasm/],
  ["score --tasks s --samples x --json=yes", /unknown option|does not take|too many|json/],
  ["score --tasks s --samples x extra", /too many arguments/],
  ["reproduce --nope", /unknown option '--nope'/],
  ["reproduce --ful", /Did you mean --full\?/],
  ["reproduce BaseCod", /unknown notebook: BaseCod \(did you mean BaseCode\?/],
  ["serve", /missing required argument 'uri'/],
  ["serve ollama:x", /must be gguf:NAME/],
  ["serve gguf:x --port -3", /'-3' is invalid/],
  ["serve gguf:x --concurrency 0", /'0' is invalid/],
  ["fetch-model", /missing required argument 'name'/],
  ["fetch-model qwen", /unknown model: qwen \(.*there are /],
  ["fetch-model toString", /unknown model: toString/],
  ["bench", /missing required argument 'name'/],
  ["bench sandbx", /unknown bench: sandbx \(did you mean sandbox\?/],
  ["bench tiny --turns 0", /--turns must be a positive integer: 0/],
  ["bench models --requests x", /--requests must be a positive integer: x/],
  ["bench models --requests 1e99", /--requests must be a positive integer: 1e99/],
  ["measure nope", /unknown phase: nope/],
  ["measure --limit x", /'x' is invalid/],
  ["test --nope", /unknown option '--nope'/],
  ["test --filter", /argument missing/],
  ["ok now", /too many arguments/],
  ["tiny:train nope", /unknown checkpoint: nope \(.*there are base, student, teacher, debugger\)/],
  ["tiny:train --cards --train-only", /cannot be used with/],
  ["tiny:learn toString", /unknown experiment: toString/],
  ["tiny:learn --seeds x", /'x' is invalid/],
  ["view --port 1.5", /'1.5' is invalid/],
  ["view --prot 1", /Did you mean --port\?/],
  ["view --out", /argument missing/],
  ["view --runs", /argument missing/],
  ["view --port 70000x", /'70000x' is invalid/],
  ["score --tasks s --samples x --shard 3/2", /'3\/2' is invalid. it must be K\/N/i],
  ["score --tasks s --samples x --shard 0/2", /'0\/2' is invalid/],
  ["score --tasks s --samples x --shard half", /'half' is invalid/],
  ["score --tasks s --samples x --shard 1/2 --json", /cannot be used with option '--json'/],
  ["score --tasks s --samples x --slurm", /argument missing/],
  ["score --tasks s --samples x --slurm f --shard 1/2", /'--slurm <folder>' cannot be used with/],
  [
    "score --tasks s --samples x --slurm f --queue redis://h",
    /cannot be used with option '--queue/,
  ],
  ["score --tasks s --samples x --collect f --slurm f", /cannot be used with option/],
  ["score --tasks s --samples x --slurm f --shard-seconds 0", /'0' is invalid. It must be a num/],
  ["score --tasks s --samples x --slurm f --seconds-per-program 1h", /'1h' is invalid/],
  ["score --tasks s --samples x --slurm f --at-once 0", /'0' is invalid/],
  ["score --tasks s --samples x --ids", /argument missing/],
  ["score --tasks s --samples x --frsh", /Did you mean --fresh\?/],
  ["score --tasks s --samples x --limit 9007199254740993", /'9007199254740993' is invalid/],
  ["score --tasks s --samples x --limit 0x", /'0x' is invalid/],
  ["serve gguf:x --context 0", /'0' is invalid/],
  ["serve gguf:x --threads two", /'two' is invalid/],
  ["format-notebooks --check", /unknown option '--check'/],
  ["run a.ipynb --listt", /Did you mean --list\?/],
];

/** What can be read and means nothing here: files, names and values. `%` is a folder of such files. */
const meaningless: [line: string, says: RegExp][] = [
  ["run %/shape.ipynb", /shape\.ipynb is no notebook/],
  ["run %/own.ipynb --param nope=1", /unknown parameter: nope \(known: limit\)/],
  ["run %/own.ipynb --config %/list.yaml", /list\.yaml: want parameters by name/],
  ["run BaseCod", /unknown notebook: BaseCod \(did you mean BaseCode\? there are BaseCode, /],
  ["run none/BaseCode.ipynb", /no notebook none\/BaseCode\.ipynb/],
  ["view --runs % none", /no run 'none' in /],
  ["score --tasks nosuch --samples x.jsonl", /no task set or file 'nosuch': sets are /],
  ["score --tasks starter --samples - --slurm %/job", /--samples needs a file, not stdin/],
  ["score --tasks starter --samples canonical --slurm %", / holds something and no job: /],
  ["formatNotebooks %/none.ipynb", /none\.ipynb: .*no such file/i],
];

Deno.test("what a command cannot use is one line on stderr and no success", async () => {
  const folder = mkdtempSync(join(tmpdir(), "bad-"));
  const notebook = fromMarkdown("```ts parameters\nlet limit = 3; // how many\n```\n");
  notebook.cells[0].metadata = { tags: ["parameters"] };
  try {
    await writeNotebook(join(folder, "own.ipynb"), notebook);
    writeFileSync(join(folder, "shape.ipynb"), '{ "cells": 3 }');
    writeFileSync(join(folder, "list.yaml"), "- 1\n");
    const before = readdirSync(folder).length;
    const one = async ([line, says]: typeof meaningless[number]) => {
      const [name, ...args] = line.replaceAll("%", folder).split(" ");
      const script = new URL(`${name}.ts`, import.meta.url).pathname;
      const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "-A", "--no-check", script, ...args],
        env: { NO_COLOR: "1" },
        stdin: "null",
      }).output();
      const err = new TextDecoder().decode(stderr);
      assert.ok(code === 1 || code === 2, `${line}: ${code}`);
      assert.match(err, /^[^\n]+\n$/, line);
      assert.match(err, says, line);
      assert.equal(stdout.length, 0, line);
    };
    // Two at a time, as there are cores.
    const half = meaningless.length / 2;
    await Promise.all([0, 1].map(async (part) => {
      for (const item of meaningless.slice(part * half, (part + 1) * half)) await one(item);
    }));
    assert.equal(readdirSync(folder).length, before); // nothing was made
  } finally {
    rmSync(folder, { recursive: true });
  }
});

Deno.test("a command line that cannot be read is one line on stderr and exit code 2", () => {
  for (const [line, says] of refused) {
    const [name, ...args] = line.split(" ");
    const { code, out, err } = said(name, args);
    assert.equal(code, 2, line);
    assert.match(err, /^[^\n]+\n$/, line);
    assert.match(err, says, line);
    assert.equal(out, "", line);
  }
});

Deno.test("every command has --help and --version, which never act", () => {
  for (const name of Object.keys(commands)) {
    for (const option of ["--help", "-h"]) {
      const { code, out, err } = said(name, [option]);
      assert.equal(code, 0, name);
      assert.match(out, new RegExp(`^Usage: deno task ${name} `), name);
      assert.equal(err, "", name);
    }
    assert.match(said(name, ["--version"]).out, /^\d+\.\d+\.\d+\n$/, name);
  }
  assert.match(said("bench", ["tiny", "--help"]).out, /^Usage: /);
});

Deno.test("a configuration is YAML or JSON with values by name", () => {
  const folder = mkdtempSync(join(tmpdir(), "config-"));
  const file = (text: string) => {
    writeFileSync(join(folder, "a.yaml"), text);
    return join(folder, "a.yaml");
  };
  try {
    assert.deepEqual(run.readConfig(file("limit: 20\nmodelUri: tiny\nseeds: [1, 2]\n")), {
      limit: 20,
      modelUri: "tiny",
      seeds: [1, 2],
    });
    assert.deepEqual(run.readConfig(file('{"limit": 20}')), { limit: 20 });
    for (const text of ["- 1\n", "", "a: [1\n", "just words"]) {
      assert.throws(() => run.readConfig(file(text)), /^Error: --config [^\n]+$/, text);
    }
    assert.throws(() => run.readConfig(join(folder, "none.yaml")), /no such file/i);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

Deno.test("refuseName gives a hint only where a name is near", () => {
  const known = ["humaneval", "mbpp"];
  assert.throws(() => refuseName("set", "HumanEvl", known), /did you mean humaneval\?/);
  assert.throws(
    () => refuseName("set", "apps", known),
    /unknown set: apps \(there are humaneval, mbpp\)/,
  );
});

Deno.test("here keeps a path where a command was not started by deno task", () => {
  assert.equal(here("/a/b"), "/a/b");
});

Deno.test("a command that is started says so on stderr, and leaves stdout empty", async () => {
  for (const [script, ...args] of [["run.ts", "--nope"], ["lab.ts", "--help"]]) {
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", new URL(script, import.meta.url).pathname, ...args],
      env: { NO_COLOR: "1" },
    }).output();
    const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
    if (script === "run.ts") {
      assert.deepEqual([code, out], [2, ""]);
      assert.match(err, /unknown option '--nope'[^\n]*\n$/);
    } else {assert.deepEqual([code, out.split("\n")[0]], [
        0,
        "deno task lab [options of JupyterLab]",
      ]);}
  }
});
