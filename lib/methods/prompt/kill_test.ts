/** Kills a search at random moments: the same tree by hash, and the same calls at the server. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { seededRandom } from "../../base/mod.ts";
import { lesson, promptReplies } from "../../testing/promptWorld.ts";
import { stubServer } from "../../testing/stubServer.ts";

const program = new URL("../../testing/killedPrompt.ts", import.meta.url).pathname;
const kills = 20;

/** What all files of a tree say, by their names. */
function treeHash(folder: string): string {
  const hash = createHash("sha256");
  const files = globSync("**", { cwd: folder }).filter((file) =>
    statSync(join(folder, file)).isFile()
  );
  assert(files.length > 50, `${files.length} files`);
  for (const file of files.sort()) {
    hash.update(`${file}\0`).update(readFileSync(join(folder, file))).update("\0");
  }
  return hash.digest("hex");
}

/** Runs to the end, or to a kill `ms` after recording began. */
async function run(root: string, name: string, url: string, ms = Infinity) {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", program, root, name, url],
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const reader = child.stdout.getReader();
  assert.match(new TextDecoder().decode((await reader.read()).value), /^recording/);
  const began = performance.now();
  let ended = false;
  const status = child.status.then((status) => (ended = true, status));
  if (ms < Infinity) {
    await Promise.race([status, new Promise((resolve) => setTimeout(resolve, ms))]);
    if (!ended) child.kill("SIGKILL");
  }
  const { success, signal } = await status;
  const complaint = await new Response(child.stderr).text();
  await reader.cancel();
  assert(success || signal === "SIGKILL", complaint);
  return { success, ms: performance.now() - began };
}

Deno.test("a search killed at twenty random moments ends with the same tree and the same calls", async () => {
  const root = await Deno.makeTempDir();
  // The optimiser learns slowly, so that there are several versions.
  const optimise = (text: string) =>
    text.includes("Be calm")
      ? `1. ${lesson}`
      : text.includes("Be exact")
      ? "1. Be calm."
      : "1. Be exact.";
  await using server = await stubServer({ latencyMs: 15, reply: promptReplies({ optimise }) });
  const served = () => new Map(server.served);
  try {
    const whole = await run(root, "whole", server.url);
    const first = served(), tree = treeHash(join(root, "whole", "results"));
    assert([...first.values()].every((times) => times === 1));
    const random = seededRandom(Date.now());
    for (let killed = 0, n = 0; killed < kills; n++) {
      const before = served(), name = `cut${n}`;
      let here = 0;
      while (killed < kills) {
        const { success } = await run(root, name, server.url, 0.3 * whole.ms * random());
        if (success) break;
        killed++, here++;
      }
      await run(root, name, server.url);
      assert.equal(treeHash(join(root, name, "results")), tree);
      const calls = [...served()].map(([request, times]) =>
        [request, times - (before.get(request) ?? 0)] as const
      );
      assert.deepEqual(new Set(calls.map(([request]) => request)), new Set(first.keys()));
      assert(calls.every(([, times]) => times >= 1));
      // What was under way at a kill is asked again: two calls at a time, no more.
      const again = calls.reduce((sum, [, times]) => sum + times, 0) - first.size;
      assert(again <= 2 * here, `${again} calls were made again after ${here} kills`);
    }
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
