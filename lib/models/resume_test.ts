import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { stubServer } from "../testing/stubServer.ts";

const script = fileURLToPath(new URL("../testing/askMany.ts", import.meta.url));
const count = 2000, concurrency = 32, kills = 5;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function start(uri: string, store: string): { child: ChildProcess; ended: Promise<number | null> } {
  const args = ["run", "-A", "--no-check", script, uri, store, `${count}`, `${concurrency}`];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
  return { child, ended: new Promise((resolve) => child.once("close", resolve)) };
}

Deno.test("a run killed at random moments goes on: nothing stored is asked again, and each sample is stored once", async () => {
  const folder = mkdtempSync(join(tmpdir(), "resume-"));
  try {
    await using server = await stubServer({ latencyMs: 20 });
    const uri = `${server.url}#stub`, store = join(folder, "store.jsonl");
    for (let i = 0; i < kills; i++) {
      const before = server.count;
      const { child, ended } = start(uri, store);
      while (server.count === before && child.exitCode === null) await wait(5);
      await wait(Math.random() * 300);
      child.kill("SIGKILL");
      await ended;
    }
    assert(server.served.size < count, "the run ended before it was killed");
    assert.equal(await start(uri, store).ended, 0);

    const served = [...server.served.values()];
    assert.equal(served.length, count);
    const again = served.reduce((sum, times) => sum + times - 1, 0);
    assert(again <= kills * concurrency, `${again} answers were served again after ${kills} kills`);
    assert(Math.max(...served) <= 1 + kills);
    const keys = readFileSync(store, "utf8").split("\n")
      .flatMap((line) =>
        line.startsWith('{"key"') && line.endsWith("}") ? [JSON.parse(line).key] : []
      );
    assert.equal(keys.length, count);
    assert.equal(new Set(keys).size, count);
    const asked = server.count;
    assert.equal(await start(uri, store).ended, 0);
    assert.equal(server.count, asked, "a finished run asked again");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
