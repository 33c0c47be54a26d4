import { spawnSync } from "node:child_process";

/**
 * What a command prints on both streams; where it fails, its last line is the error. Its environment
 * is a bare `PATH` with `env` over it.
 */
export function run(
  command: string,
  args: string[],
  env: Record<string, string | undefined> = {},
): string {
  const options = {
    encoding: "utf8",
    timeout: 270_000,
    env: { PATH: "/usr/bin:/bin", ...env },
  } as const;
  const { stdout, stderr, status, error } = spawnSync(command, args, options);
  if (error) throw error;
  if (status !== 0) throw new Error(`${command}: ${stderr.trim().split("\n").at(-1)}`);
  return stdout + stderr;
}
