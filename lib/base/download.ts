/**
 * Fetches one file: resumed where it was cut, checked by hash, moved into place only when whole.
 */
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync, statSync } from "node:fs";
import { mkdir, readFile, rename, unlink, writeFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import process from "node:process";
import { once } from "node:events";
import { claimPart } from "./claimPart.ts";
import { fetchOnce } from "./fetchOnce.ts";
import { TaskSetError } from "./taskSetError.ts";

/** The SHA-256 of a file, in hex. */
export async function sha256File(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest("hex");
}

function bar(name: string, done: number, total: number | undefined) {
  if (!process.stderr.isTTY) return;
  const mb = (bytes: number) => (bytes / 1e6).toFixed(1);
  const share = total ? ` of ${mb(total)} MB (${Math.floor(100 * done / total)} %)` : " MB";
  process.stderr.write(`\r${name}: ${mb(done)}${share} `);
}

/** Appends what is missing of `url` to `part`. */
async function fetchInto(part: string, url: string, name: string) {
  let have = existsSync(part) ? statSync(part).size : 0;
  const response = await fetch(url, { headers: have ? { range: `bytes=${have}-` } : {} });
  if (response.status === 416) return await response.body?.cancel(); // nothing is missing
  if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
  if (response.status !== 206) have = 0; // the server sent it all again
  const length = Number(response.headers.get("content-length"));
  const total = length ? have + length : undefined;
  const out = createWriteStream(part, { flags: have ? "a" : "w" });
  const failed = new Promise<never>((_, reject) => out.on("error", reject));
  let done = have;
  try {
    for await (const chunk of response.body) {
      if (!out.write(chunk)) await Promise.race([once(out, "drain"), failed]);
      bar(name, done += chunk.length, total);
    }
  } finally {
    out.end();
    await Promise.race([once(out, "close"), failed]);
    if (process.stderr.isTTY) process.stderr.write("\n");
  }
}

/**
 * Downloads `url` to `path`. Without `sha256` the first download's hash is kept beside the file, and a
 * later download that differs is refused.
 *
 * @throws {TaskSetError} when there is no network (one line saying what to fetch from where, exit code
 * 2) or when the hash differs
 */
export function download(
  path: string,
  options: { url: string; sha256?: string },
): Promise<void> {
  return fetchOnce(path, () => fetchWhole(path, options));
}

async function fetchWhole(path: string, options: { url: string; sha256?: string }) {
  const { url } = options, kept = `${path}.sha256`;
  await mkdir(dirname(path), { recursive: true });
  const part = claimPart(path);
  try {
    await fetchInto(part, url, basename(path));
  } catch (error) {
    const cause = (error as Error).cause;
    const why = cause instanceof Error ? cause.message : (error as Error).message;
    throw new TaskSetError(
      `cannot download ${basename(path)} (${why}): fetch ${url} and put it in ${dirname(path)}`,
    );
  }
  const found = await sha256File(part);
  const expected = options.sha256 ??
    (existsSync(kept) ? (await readFile(kept, "utf8")).trim() : found);
  if (found !== expected) {
    await unlink(part);
    throw new TaskSetError(`${url} has changed: SHA-256 ${found}, expected ${expected}`);
  }
  await writeFile(kept, `${found}\n`);
  await rename(part, path);
}
