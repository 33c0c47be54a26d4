/**
 * Reads a command line: commander with the manners of the house. `--help` and `--version` never act,
 * what cannot be read is one line on stderr and exit code 2, an unknown name says what is near it.
 */
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";

const root = join(import.meta.dirname!, "../..");
/** Of the lab. */
export const version: string = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;

/** A command of `deno task`: its arguments and options are added with commander's own methods. */
export function command(name: string, description: string): Command {
  return new Command(`deno task ${name}`)
    .description(description)
    .version(version, "--version")
    .helpOption("-h, --help")
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({
      // One line, whatever it is about.
      outputError: (text, write) => write(oneLine(text) + "\n"),
    });
}

/** An error as one line, without commander's word before it. */
export const oneLine = (text: string) =>
  text.replace(/^error: /, "").trim().replace(/\s*\n\s*/g, " ");

/** What a command does not take: exit code 2. */
export class Refusal extends Error {
  readonly exitCode = 2;
}

/**
 * Reads the arguments and does the work. The exit code is the work's; 2 where arguments are refused,
 * and `failing` where the work throws, unless the error has an `exitCode` of its own.
 */
export async function start(
  parser: Command,
  work: () => Promise<number | void> | number | void,
  failing = 1,
): Promise<void> {
  try {
    parser.parse(process.argv.slice(2), { from: "user" });
    process.exitCode = (await work()) ?? process.exitCode ?? 0;
  } catch (error) {
    // Commander has said it; help and version are no failure.
    if (error instanceof CommanderError) process.exit(error.exitCode && 2);
    console.error(oneLine(error instanceof Error ? error.message : String(error)));
    process.exit((error as { exitCode?: number }).exitCode ?? failing);
  }
}

/** A number of things, 1, 2, 3…, or another integer from `least` on. */
export const count = (least = 1) => (text: string): number => {
  const value = Number(text);
  if (text.trim() !== "" && Number.isSafeInteger(value) && value >= least) return value;
  throw new InvalidArgumentError(
    least === 1 ? "It must be a positive integer." : `It must be an integer from ${least} on.`,
  );
};

/**
 * A path as the user means it: from where they stand, and not from the project's folder, where
 * `deno task` goes first.
 */
export function here(path: string): string {
  const { INIT_CWD } = process.env;
  const moved = INIT_CWD && process.cwd() === resolve(root) && INIT_CWD !== process.cwd();
  return moved ? resolve(INIT_CWD, path) : path;
}

/** Refuses a name that is not known, with one that is near it. */
export function refuseName(kind: string, name: string, known: readonly string[]): never {
  const near = known.map((one) => ({ one, far: distance(name.toLowerCase(), one.toLowerCase()) }))
    .sort((a, b) => a.far - b.far)[0];
  const hint = near && near.far <= Math.max(1, name.length / 3) ? `did you mean ${near.one}? ` : "";
  throw new Refusal(`unknown ${kind}: ${name} (${hint}there are ${known.join(", ")})`);
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + Number(a[i - 1] !== b[j - 1]));
    }
    row = next;
  }
  return row[b.length];
}
