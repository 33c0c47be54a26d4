/**
 * The Python that edge-case testing needs (`python/*.py`), run in the sandbox like any other program.
 */
import { readFileSync } from "node:fs";

const read = (name: string) =>
  readFileSync(new URL(`./python/${name}.py`, import.meta.url), "utf8");
let parts:
  | Record<"spell" | "read" | "mutate" | "scenes" | "propose" | "observe", string>
  | undefined;

/** The parts by name, read once. */
export function edgeProgram() {
  return parts ??= {
    spell: read("spell"),
    read: read("read"),
    mutate: read("mutate"),
    scenes: read("scenes"),
    propose: read("propose"),
    observe: read("observe"),
  };
}
