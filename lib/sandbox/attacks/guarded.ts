/** The command line of the outer guard, and a folder and a port for attacks to aim at. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const sandboxFolder = fileURLToPath(new URL("../", import.meta.url));
const guard = fileURLToPath(new URL("./guard.py", import.meta.url));

export interface Target extends Disposable {
  pwn: string;
  port: number;
}

export function target(): Target {
  const pwn = mkdtempSync(join(tmpdir(), "tracelab-pwn-"));
  chmodSync(pwn, 0o777);
  writeFileSync(join(pwn, "victim"), "untouched");
  chmodSync(join(pwn, "victim"), 0o666);
  // Any port will do: the guard's network is its own.
  return { pwn, port: 8765, [Symbol.dispose]: () => rmSync(pwn, { recursive: true, force: true }) };
}

export interface GuardOptions {
  as: "root" | "user";
  executable: string;
  /** Folders that the interpreter needs. */
  prefixes: string[];
  target: Target;
  seconds?: number;
}

/** What stands before the command that is to be guarded. */
export function guarded(
  { as, executable, prefixes, target, seconds = 300 }: GuardOptions,
): string[] {
  return [
    executable,
    guard,
    "--as",
    as,
    "--seconds",
    String(seconds),
    "--writable",
    target.pwn,
    "--listen",
    String(target.port),
    "--expose",
    sandboxFolder,
    ...prefixes,
    "--",
    // A secret that no program may find.
    "env",
    "OPENAI_API_KEY=sk-secret",
  ];
}
