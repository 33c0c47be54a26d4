import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { download } from "./download.ts";
import { TaskSetError } from "./taskSetError.ts";

const body = "x".repeat(5000) + "end";
const sha256 = createHash("sha256").update(body).digest("hex");

/** A publisher on this machine that counts what it sends. */
async function publisher(work: (url: string, sent: number[], dir: string) => Promise<void>) {
  const sent: number[] = [];
  const server = Deno.serve({ port: 0, onListen: () => {} }, (request) => {
    const from = Number(request.headers.get("range")?.match(/bytes=(\d+)-/)?.[1] ?? 0);
    const rest = body.slice(from);
    sent.push(rest.length);
    return new Response(rest, { status: from ? 206 : 200 });
  });
  const dir = await Deno.makeTempDir();
  try {
    await work(`http://localhost:${server.addr.port}/set.jsonl`, sent, dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
    await server.shutdown();
  }
}

Deno.test("download checks the hash and leaves only the whole file", async () => {
  await publisher(async (url, _, dir) => {
    const path = join(dir, "cache", "set.jsonl");
    await download(path, { url, sha256 });
    assert.equal(readFileSync(path, "utf8"), body);
    assert.deepEqual(readdirSync(join(dir, "cache")).sort(), ["set.jsonl", "set.jsonl.sha256"]);
  });
});

Deno.test("download goes on where an ended process was cut", async () => {
  await publisher(async (url, sent, dir) => {
    const path = join(dir, "set.jsonl");
    writeFileSync(`${path}.999999999.part`, body.slice(0, 4000));
    await download(path, { url, sha256 });
    assert.deepEqual(sent, [1003]);
    assert.equal(readFileSync(path, "utf8"), body);
  });
});

Deno.test("download leaves the part of a living process alone, and fetches once for two that ask", async () => {
  await publisher(async (url, sent, dir) => {
    const path = join(dir, "set.jsonl"), other = `${path}.1.part`;
    writeFileSync(other, "somebody else's");
    await Promise.all([download(path, { url }), download(path, { url })]);
    assert.deepEqual(sent, [body.length]);
    assert.equal(readFileSync(path, "utf8"), body);
    assert.equal(readFileSync(other, "utf8"), "somebody else's");
  });
});

Deno.test("download refuses a file whose hash differs, pinned or seen before", async () => {
  await publisher(async (url, _, dir) => {
    const path = join(dir, "set.jsonl");
    await assert.rejects(download(path, { url, sha256: "0".repeat(64) }), (error: TaskSetError) => {
      assert.match(error.message, /has changed: SHA-256 [0-9a-f]{64}, expected 0{64}$/);
      return error.exitCode === 2;
    });
    assert(!existsSync(path));
    writeFileSync(`${path}.sha256`, `${"1".repeat(64)}\n`);
    await assert.rejects(download(path, { url }), /expected 1{64}/);
  });
});

Deno.test("download without a network says in one line what to fetch from where", async () => {
  const dir = await Deno.makeTempDir();
  try {
    const url = "http://127.0.0.1:9/set.jsonl";
    await assert.rejects(
      download(join(dir, "set.jsonl"), { url, sha256 }),
      (error: TaskSetError) => {
        assert.match(
          error.message,
          /^cannot download set\.jsonl \(.*\): fetch http:\S+ and put it in \S+$/,
        );
        return error.exitCode === 2;
      },
    );
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
});
