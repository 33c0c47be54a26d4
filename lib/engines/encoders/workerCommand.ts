import { existsSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** A worker beside this file as a program of Deno or of Node; what is built for Node has no `.ts`. */
export function workerCommand(name: string, settings: unknown, ...options: string[]): string[] {
  const [source, built] = ["ts", "js"].map((kind) =>
    fileURLToPath(new URL(`./${name}.${kind}`, import.meta.url))
  );
  const file = existsSync(source) ? source : built;
  // Options are Deno's: a worker that needs them runs in Deno wherever it is asked from.
  const inDeno = !!process.versions.deno || options.length > 0;
  const program = process.versions.deno || !inDeno ? process.execPath : "deno";
  const run = ["run", "-A", "--no-check", "--no-config", "--quiet", ...options];
  if (inDeno && !options.some((option) => option.startsWith("--lock"))) run.push("--no-lock");
  return [program, ...(inDeno ? run : []), file, JSON.stringify(settings)];
}
