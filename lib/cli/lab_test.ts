import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";

const script = new URL("lab.ts", import.meta.url).pathname;

/** What `lab` says with a home of its own, and a virtual environment that may have a JupyterLab. */
async function lab(home: string, ...args: string[]) {
  return await labWith({}, home, ...args);
}

async function labWith(env: Record<string, string>, home: string, ...args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", script, ...args],
    env: {
      HOME: home,
      XDG_DATA_HOME: join(home, "share"),
      JUPYTER_DATA_DIR: join(home, "share/jupyter"),
      TRACELAB_VENV: join(home, "venv"),
      PATH: join(home, "none"),
      ...env,
    },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: text(stdout), error: text(stderr) };
}

async function inHome(work: (home: string) => Promise<void>) {
  const home = mkdtempSync(join(tmpdir(), "lab-"));
  try {
    await work(home);
  } finally {
    rmSync(home, { recursive: true });
  }
}

Deno.test("lab installs the kernel the first time and again, and fails in one line without JupyterLab", () =>
  inHome(async (home) => {
    for (const time of ["first", "second"]) {
      const { code, out, error } = await lab(home);
      assert.deepEqual([code, out], [1, ""], time);
      assert.match(error, /does not stop on an error: .* stops at the first error\.\n/);
      assert.match(error, /Interrupt stops the lab's own work .* only with Kernel → Restart/);
      assert.match(error, /\nThe kernel is installed, JupyterLab is not: .*\n$/);
      assert.doesNotMatch(error, /replaced/);
    }
  }));

Deno.test("lab puts the kernel where Jupyter was told to look for it", () =>
  inHome(async (home) => {
    const data = join(home, "elsewhere");
    const { error } = await labWith({ JUPYTER_DATA_DIR: data }, home);
    const spec = JSON.parse(readFileSync(join(data, "kernels/deno/kernel.json"), "utf8"));
    assert.equal(spec.argv[1], "jupyter", error);
    const again = await labWith({ JUPYTER_DATA_DIR: data }, home);
    assert.doesNotMatch(again.error, /replaced/);
  }));

Deno.test("lab opens JupyterLab on the project, as root too, and says which kernel it replaced", () =>
  inHome(async (home) => {
    const venv = join(home, "venv/bin"), kernels = join(home, "share/jupyter/kernels/deno");
    mkdirSync(venv, { recursive: true });
    mkdirSync(kernels, { recursive: true });
    writeFileSync(join(venv, "jupyter-lab"), '#!/bin/sh\nprintf "%s\\n" "$PWD" "$@"\n');
    chmodSync(join(venv, "jupyter-lab"), 0o755);
    writeFileSync(join(kernels, "kernel.json"), '{ "argv": ["/my/own/deno"] }');
    const { code, out, error } = await lab(home, "--port=9", "--LabApp.default_url=/tree");
    assert.equal(code, 0, error);
    assert.match(error, /^replaced \S+kernel\.json, which was \{"argv":\["\/my\/own\/deno"\]\}$/m);
    assert.match(readFileSync(join(kernels, "kernel.json"), "utf8"), /jupyter/);
    const root = join(import.meta.dirname!, "../..");
    assert.deepEqual(out.trim().split("\n"), [
      root,
      `--ServerApp.root_dir=${root}`,
      ...(process.getuid?.() === 0 ? ["--allow-root"] : []),
      "--port=9",
      "--LabApp.default_url=/tree",
    ]);
  }));
