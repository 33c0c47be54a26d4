import { pythonUnits } from "./pythonUnits.ts";

/** A module with the imports and helpers of the prompt that it uses and does not have. */
export function withPreamble(code: string, prompt: string, name: string): string {
  const units = pythonUnits(prompt);
  const at = units.findIndex(({ binds }) => binds.includes(name));
  const own = units.slice(0, Math.max(0, at));
  const preamble = own.map(({ text }) => text).join("\n").trim();
  if (!preamble || code.includes(preamble)) return code;
  const mine = pythonUnits(code);
  const bound = new Set(mine.flatMap(({ binds }) => binds));
  const uses = new Set(mine.flatMap(({ uses }) => [...uses]));
  // Tests may call the prompt's helpers: they belong to every program.
  const missing = own.filter(({ kind, binds }) =>
    binds.some((each) =>
      !bound.has(each) && (kind === "definition" || each === "*" || uses.has(each))
    )
  );
  if (!missing.length) return code;
  const future = code.match(
    /^(?:[ \t]*(?:#.*)?\n|[ru]?("""|''')[^]*?\1[ \t]*\n)*from __future__ import .*\n/i,
  );
  if (future) return `${future[0]}${preamble}\n\n\n${code.slice(future[0].length)}`;
  return `${preamble}\n\n\n${code}`;
}
