import { spawnSync } from "node:child_process";
import { Buffer } from "node:buffer";
import { mkdtempSync, rmdirSync, unlinkSync, writeFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";

/**
 * The line of a cell that a place in Deno's trace is of: its kernel runs what its compiler prints, without
 * empty lines and types and with other line ends. Undefined where the compiler does not say.
 *
 * @param line From 1.
 * @param column From 1.
 */
export function transpiledLine(code: string, line: number, column: number): number | undefined {
  const folder = mkdtempSync(join(tmpdir(), "tracelab-cell-")), file = join(folder, "cell.ts");
  try {
    writeFileSync(file, code);
    const options = ["--source-map", "inline", "--no-config", "--no-lock", "--quiet"];
    const deno = "Deno" in globalThis ? process.execPath : "deno";
    const { stdout } = spawnSync(deno, ["transpile", ...options, file], { encoding: "utf8" });
    const [, map] = stdout?.match(/sourceMappingURL=data:application\/json;base64,(\S+)/) ?? [];
    if (!map) return undefined;
    const entry = new SourceMap(JSON.parse(Buffer.from(map, "base64").toString()))
      .findEntry(line - 1, column - 1);
    return "originalLine" in entry ? entry.originalLine + 1 : undefined;
  } finally {
    unlinkSync(file);
    rmdirSync(folder);
  }
}
