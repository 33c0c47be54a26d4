/** Arguments of a command: what cannot be read is one line, and exit code 2. */
import process from "node:process";
import { parseArgs, type ParseArgsConfig } from "node:util";

/** Says what is wrong with the arguments, and ends the process. */
export function refuse(message: string): never {
  console.error(message);
  process.exit(2);
}

/** `parseArgs` of node:util, without a stack for an unknown option. */
export function readArgs<T extends ParseArgsConfig>(
  config: T,
): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    return refuseArgs(error);
  }
}

/** Refuses what `parseArgs` threw at a user's arguments; throws any other error on. */
export function refuseArgs(error: unknown): never {
  const { code, message } = error as { code?: string; message: string };
  if (!code?.startsWith("ERR_PARSE_ARGS")) throw error;
  refuse(message.split(". ")[0]);
}

/** A number of things, 1, 2, 3…, or another integer from `least` on. */
export function count(name: string, text: string, least = 1): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least) {
    refuse(`--${name} must be a positive integer: ${text}`);
  }
  return value;
}
