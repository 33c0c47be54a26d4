import { spawnSync } from "node:child_process";

/** The checked-out commit, with a `+` where files differ from it; `unknown` outside a repository. */
export function commitOf(folder: string): string {
  const git = (...args: string[]) =>
    spawnSync("git", args, { cwd: folder, encoding: "utf8" }).stdout?.trim() ?? "";
  const commit = git("rev-parse", "--short", "HEAD");
  if (!commit) return "unknown";
  return commit + (git("status", "--porcelain", "-uno") ? "+" : "");
}
