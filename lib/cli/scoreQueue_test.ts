/** `score --queue` with `worker`, as they are called on the command line. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadTasks } from "../tasks/mod.ts";
import { needs } from "../testing/needs.ts";
import { RedisServer } from "../testing/redisServer.ts";

const key = "the key of this test's queue, 32 and more";
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

function command(script: string, args: string[], env: Record<string, string>) {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", new URL(script, import.meta.url).pathname, ...args],
    ...{ env: { NO_COLOR: "1", ...env }, stdin: "null", stdout: "piped", stderr: "piped" },
  });
}

Deno.test({
  ...needs("redis", "python", "namespaces"),
  name:
    "score --queue: a worker judges every program, and the table is that of a score without one",
  async fn() {
    const folder = mkdtempSync(join(tmpdir(), "score-queue-"));
    const cache = (name: string) => ({ TRACELAB_CACHE: join(folder, name) });
    try {
      await using redis = await RedisServer.start();
      const samples = join(folder, "samples.jsonl");
      const rows = (await loadTasks("starter", { limit: 3 })).flatMap(({ id, canonical }) => [
        { task_id: id, solution: canonical },
        { task_id: id, solution: "def broken(:" },
        { task_id: id, solution: `${canonical}\nraise ValueError(1)` },
      ]);
      writeFileSync(samples, rows.map((row) => JSON.stringify(row) + "\n").join(""));
      const score = async (name: string, ...more: string[]) => {
        const args = ["--tasks", "starter", "--limit", "3", "--samples", samples, ...more];
        const env = { ...cache(name), TRACELAB_QUEUE_KEY: key };
        const { code, stdout, stderr } = await command("score.ts", args, env).output();
        return { code, out: text(stdout), err: text(stderr) };
      };
      const worker = command("worker.ts", [redis.url, "--lanes", "1"], {
        ...cache("worker"),
        TRACELAB_QUEUE_KEY: key,
      }).spawn();
      const reader = worker.stdout.getReader();
      let said = "";
      while (!said.includes("\n")) {
        const { value, done } = await reader.read();
        if (done) assert.fail((await worker.stderr.text()) || "the worker ended");
        said += text(value);
      }
      assert.match(said, /^judging for redis:\/\/:…@127\.0\.0\.1:\d+, queue programs: native/);
      const queued = await score("queued", "--queue", redis.url);
      worker.kill("SIGTERM");
      for (let part; !(part = await reader.read()).done;) said += text(part.value);
      assert.deepEqual([(await worker.status).code, await worker.stderr.text()], [0, ""]);
      // The canonical solutions are three of them, and the same programs as three of the samples.
      assert.match(said, /^9 programs judged, 0 refused$/m);
      assert.equal(queued.code, 0, queued.err);
      const here = await score("here");
      const untimed = (table: string) => table.replace(/[\d.]+ s$/m, "");
      assert.equal(untimed(queued.out), untimed(here.out));
      assert.match(queued.out, /^starter: 3 tasks, 9 samples, native/);

      // What cannot be is a line.
      const wrong = await Promise.all([
        score("none", "--queue", `${redis.url}/1`),
        score("none", "--queue", redis.url.replace("password", "passwort")),
        score("none", "--queue", "http://127.0.0.1"),
      ]);
      for (const { code, out, err } of wrong) {
        assert.deepEqual([code, out], [2, ""]);
        assert.match(err, /^[^\n]+\n$/);
      }
      const [nobody, refused, odd] = wrong.map(({ err }) => err);
      assert.match(
        nobody,
        /^no worker at redis:\S+, queue programs: start one with deno task worker$/m,
      );
      assert.match(refused, /no Redis at redis:\S+ .*(WRONGPASS|NOAUTH)/);
      assert.match(odd, /address is redis:\/\/HOST:PORT/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
});
