/** One writer a run: a lock file with the writer's process; that of a dead process is taken over. */
import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { isAlive } from "../base/mod.ts";
import { RunError } from "./runError.ts";

/** Tells a process from a later one with the same number (Linux); elsewhere the number must do. */
function startOf(pid: number): string {
  try {
    // Field 22, after the name in parentheses, which may hold spaces.
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.split(" ")[19];
  } catch {
    return "";
  }
}

/**
 * Locks a run's folder until the returned function is called.
 *
 * @throws {RunError} when another process, or this one, is writing the run
 */
export function lockRun(folder: string): () => void {
  const path = join(folder, "lock");
  const own = JSON.stringify({
    pid: process.pid,
    start: startOf(process.pid),
    host: hostname(),
    // Two writers in one process differ.
    token: crypto.randomUUID(),
  });
  for (let tries = 0; tries < 20; tries++) {
    try {
      appear(path, own);
      return () => {
        if (readIfThere(path) === own) unlinkSync(path);
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const found = readIfThere(path);
    if (found === undefined) continue; // given back in between
    refuseLive(found, path);
    takeAway(path, found);
  }
  throw new RunError(`cannot lock ${path}`);
}

/** Makes the lock with its text in it: nobody may see it half written and take it for a dead one. */
function appear(path: string, text: string) {
  const whole = `${path}.${crypto.randomUUID()}`;
  writeFileSync(whole, text);
  try {
    linkSync(whole, path);
  } catch (error) {
    // A file system without hard links.
    if (!["EPERM", "ENOTSUP", "ENOSYS"].includes((error as NodeJS.ErrnoException).code!)) {
      throw error;
    }
    writeFileSync(path, text, { flag: "wx" });
  } finally {
    unlinkSync(whole);
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function refuseLive(text: string, path: string) {
  let holder: { pid: number; start: string; host: string };
  try {
    holder = JSON.parse(text);
  } catch {
    return; // its writer was killed while it wrote the lock
  }
  const { pid, start, host } = holder;
  if (host !== hostname()) {
    throw new RunError(
      `process ${pid} on ${host} is writing this run (if it is gone, delete ${path})`,
    );
  }
  if (isAlive(pid) && startOf(pid) === start) {
    throw new RunError(`process ${pid} is writing this run: ${path}`);
  }
}

/** Moves a dead process's lock away; of two that try, one succeeds. */
function takeAway(path: string, expected: string) {
  const aside = `${path}.${crypto.randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  // Somebody was faster, and this is their lock: it goes back.
  if (readIfThere(aside) !== expected) renameSync(aside, path);
  else unlinkSync(aside);
}
