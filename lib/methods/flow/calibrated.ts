/**
 * The canonical solutions of a set, each run once on an engine: one that passed is remembered by its
 * hash, one that failed is run again.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { programKey, programOf, type Sandbox } from "../../sandbox/mod.ts";
import { cacheFolder, refuseUnknown } from "../../base/mod.ts";
import { type Task } from "../../tasks/mod.ts";
import { calibrate, type Calibration } from "./calibrate.ts";

/** What the verdict on a canonical solution depends on. */
function keyOf(task: Task, python: Sandbox): string {
  const program = programOf({ task, completion: { code: task.canonical! } });
  const { engine, python: version, settings } = python;
  const more = settings ? ` ${JSON.stringify(settings)}` : "";
  return `${engine} ${version}${more} ${programKey(program)}`;
}

/**
 * `calibrate` with a memory of what passed.
 *
 * @param options.cache The memory's file. @default {"data/cache/calibration.txt"}
 *
 * @example
 * ```ts
 * import { loadTasks, sandbox } from "tracelab";
 * import { calibrated } from "tracelab/methods";
 * import { mkdtempSync } from "node:fs";
 * await using python = await sandbox({ lanes: 1 });
 * const cache = `${mkdtempSync("/tmp/calibrated-")}/passed.txt`;
 * const tasks = await loadTasks("starter", { limit: 2 });
 * (await calibrated(tasks, python, { cache })).judged; // 2
 * (await calibrated(tasks, python, { cache })).judged; // 0: they are known to pass
 * ```
 */
export async function calibrated(
  tasks: readonly Task[],
  python: Sandbox,
  options: { cache?: string; on?: (done: number, total: number) => void } = {},
): Promise<Calibration> {
  refuseUnknown("calibrated", options, { cache: true, on: true });
  const { cache = join(cacheFolder(), "calibration.txt"), on } = options;
  const passed = new Set(existsSync(cache) ? readFileSync(cache, "utf8").split("\n") : []);
  const keys = new Map<Task, string>();
  for (const task of tasks) if (task.canonical) keys.set(task, keyOf(task, python));
  const open = tasks.filter((task) => keys.has(task) && !passed.has(keys.get(task)!));
  const { usable, broken, judged } = await calibrate(open, python, {
    on: (done) => on?.(done, open.length),
  });
  if (usable.length) {
    mkdirSync(dirname(cache), { recursive: true });
    appendFileSync(cache, usable.map((task) => `${keys.get(task)}\n`).join(""));
  }
  const bad = new Set(broken.map(({ task }) => task));
  return { usable: tasks.filter((task) => !bad.has(task)), broken, judged };
}
