import { judgeHash } from "../judgeHash.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Calibration } from "./work.ts";

/** Where machines are known to differ: libraries, order of sets, recursion, sums, memory, endings. */
const probes = [
  "import sqlite3, lzma, bz2, ctypes, ssl, zoneinfo",
  "assert list({12, 13, 14, 15, 16}) == [16, 12, 13, 14, 15]",
  "def f(n): return n and f(n - 1)\nf(900)",
  "assert sum([0.1] * 10) == 0.9999999999999999",
  "import numpy",
  "b = bytearray(700 << 20)",
  "import sys; sys.exit(3)",
];

/** What this sandbox is, and what became of a few programs in it: a second or two. */
export async function calibrationOf(python: Sandbox, profile: string): Promise<Calibration> {
  const statuses = await Promise.all(probes.map(async (code) => {
    const { status, error } = await python.run({
      code,
      limits: { cpuSeconds: 1, wallSeconds: 10 },
    });
    return error ? error.type : status;
  }));
  return {
    judge: judgeHash("python"),
    engine: python.engine,
    python: python.python,
    profile,
    probes: statuses.join(" "),
  };
}
