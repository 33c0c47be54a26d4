/** Of all that begin the same training, one uploads and creates its job; the others find it. */
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { isAlive } from "../../base/mod.ts";

/** By folder: the end of who begins there in this process. */
const turns = new Map<string, Promise<void>>();

/**
 * @throws {Error} where another process of this machine begins there
 *
 * @example
 * ```ts
 * import { oneBegins } from "./oneBegins.ts";
 * import { mkdtempSync } from "node:fs";
 * await oneBegins(mkdtempSync("/tmp/begins-"), () => Promise.resolve("begun")); // "begun"
 * ```
 */
export async function oneBegins<T>(folder: string, work: () => Promise<T>): Promise<T> {
  while (turns.has(folder)) await turns.get(folder);
  const ours = (async () => {
    using _ = claim(join(folder, "pid"));
    return await work();
  })();
  turns.set(folder, ours.then(() => {}, () => {}));
  try {
    return await ours;
  } finally {
    turns.delete(folder);
  }
}

function claim(path: string): Disposable {
  const own = `${path}.${process.pid}.part`;
  writeFileSync(own, `${process.pid}`);
  using _ = { [Symbol.dispose]: () => rmSync(own, { force: true }) };
  for (;;) {
    try {
      linkSync(own, path); // nobody sees it empty
      return { [Symbol.dispose]: () => rmSync(path, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const other = Number(readFileSync(path, "utf8"));
    if (other && other !== process.pid && isAlive(other)) {
      throw new Error(
        `process ${other} begins this training: run again when it has, or remove ${path} if it does not`,
      );
    }
    rmSync(path, { force: true }); // of a process that is gone
  }
}
