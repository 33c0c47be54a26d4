import { readdirSync, readFileSync } from "node:fs";
import process from "node:process";

/** What this process and everything it started hold, by /proc; Linux only. */
export interface Held {
  processes: number;
  /** MiB; memory that n processes share counts 1/n for each. */
  memoryMb: number;
  /** The part of it that is not this process's own. */
  startedMb: number;
  /** Open descriptors of this process. */
  descriptors: number;
}

export function processTree(): Held {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const stat = read(`/proc/${name}/stat`);
    if (stat) {
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
    }
  }
  const ours = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === process.pid || ours(parents.get(pid)));
  const pids = [...parents.keys()].filter(ours);
  const megabytes = (pid: number) =>
    Number(read(`/proc/${pid}/smaps_rollup`).match(/^Pss:\s+(\d+)/m)?.[1] ?? 0) / 1024;
  const startedMb = pids.filter((pid) => pid !== process.pid)
    .reduce((total, pid) => total + megabytes(pid), 0);
  return {
    processes: pids.length,
    memoryMb: startedMb + megabytes(process.pid),
    startedMb,
    descriptors: readdirSync("/proc/self/fd").length,
  };
}

/** The file's text, or nothing when its process has just ended. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
