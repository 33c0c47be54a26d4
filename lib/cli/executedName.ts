import { createHash } from "node:crypto";
import { basename } from "node:path";

/** What tells one run of a notebook from another. */
export interface ExecutedWith {
  kernel: string;
  preset?: string;
  parameters: Record<string, string>;
}

/**
 * The name, without `.ipynb`, of a notebook executed with given values: what differs from its defaults is
 * in it, so that runs of two set-ups are two files: `BaseCode-limit=20-taskSet=humaneval`.
 */
export function executedName(file: string, { kernel, preset, parameters }: ExecutedWith): string {
  const given: [string, string][] = [
    ...(preset === undefined ? [] : [["preset", preset] as [string, string]]),
    ...Object.entries(parameters).sort(([a], [b]) => a < b ? -1 : 1),
    ...(kernel === "deno" ? [] : [["kernel", kernel] as [string, string]]),
  ];
  const whole = given.map(([name, value]) => `-${name}=${value}`).join("");
  const plain = whole.replace(/[^\w.+=,-]+/g, "-").slice(0, 100);
  // Two values that are written alike differ in their hash.
  const hash = createHash("sha256").update(whole).digest("hex").slice(0, 6);
  return basename(file, ".ipynb") + plain + (plain === whole ? "" : `-${hash}`);
}
