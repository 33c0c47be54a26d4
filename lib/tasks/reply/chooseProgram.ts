/** The program among the blocks of a reply: the last answer, with what it uses of the others. */
import { type PythonUnit, pythonUnits } from "./pythonUnits.ts";

/**
 * The last block that defines `name` with a body, with imports, constants and helpers from the other
 * blocks that it needs; undefined where none defines it.
 */
export function chooseProgram(blocks: readonly string[], name: string): string | undefined {
  const chosen = lastOf(
    blocks,
    (units, code) =>
      definition(units, name) === "whole" && units.every(({ clean }) => clean) && !isCutOff(code),
  ) ??
    lastOf(blocks, (units) => definition(units, name) === "whole") ??
    lastOf(blocks, (units) => definition(units, name) === "import") ??
    lastOf(blocks, (units) => definition(units, name) === "stub");
  return chosen === undefined ? undefined : withHelpers(blocks, chosen, name);
}

/** Ends in a bare name: a reply's last block where the tokens ran out. */
const isCutOff = (code: string) =>
  /(?:^|\n)[ \t]*(?!pass$|break$|continue$|return$)[A-Za-z_]\w*$/.test(code.trimEnd());

/** Of programs without an entry point the last: one that reads its input, or is a class to be called. */
export function lastProgram(blocks: readonly string[]): string | undefined {
  const chosen = lastOf(
    blocks,
    (_, code) => /\binput\s*\(|\bstdin\b|\bopen\s*\(\s*0|^class Solution\b/m.test(code),
  ) ??
    lastOf(blocks, (units) => units.every(({ clean }) => clean)) ??
    (blocks.length ? blocks.length - 1 : undefined);
  return chosen === undefined ? undefined : withHelpers(blocks, chosen, undefined);
}

function lastOf(
  blocks: readonly string[],
  fits: (units: readonly PythonUnit[], code: string) => boolean,
): number | undefined {
  const found = blocks.findLastIndex((code) => fits(pythonUnits(code), code));
  return found < 0 ? undefined : found;
}

/** How a block defines a name: as a whole, as a stub or a part with `...` in it, or by an import. */
export function definition(
  units: readonly PythonUnit[],
  name: string,
): "whole" | "stub" | "import" | undefined {
  // A body may assign to the function's name, too: what it binds is no definition.
  const body = units.some(({ text }) => /^\s*(?:return|yield)\b/.test(text));
  const own = units.filter(({ binds, kind, clean }) =>
    binds.includes(name) && (kind === "definition" || (!body && (kind === "import" || clean)))
  );
  if (!own.length) return undefined;
  if (own.every(({ kind }) => kind === "import")) return "import";
  return own.every((unit) => unit.stub || partial(unit.text)) ? "stub" : "whole";
}

/** Part of a function, the rest left out. */
const partial = (text: string) =>
  /^[ \t]*(?:\.\.\.|…)[ \t]*(?:#.*)?$/m.test(text) ||
  /^[ \t]*#[ \t]*(?:\.\.\.|…|(?:your|the) (?:code|implementation|solution)\b|rest of|same as|\(?unchanged|existing|TODO|implement)/im
      .test(text) && !/\b(?:return|yield|print|raise)\b/.test(text);

/** The chosen block behind the statements of other blocks that bind what it needs, in their order. */
function withHelpers(blocks: readonly string[], chosen: number, name: string | undefined): string {
  const own = pythonUnits(blocks[chosen]);
  const bound = new Set(own.flatMap(({ binds }) => binds));
  const open = own.flatMap(({ uses }) => [...uses]);
  const taken = new Map<number, Set<PythonUnit>>();
  // The nearest block before it first, then those after it.
  const order = [...blocks.keys()].filter((i) => i !== chosen)
    .sort((a, b) =>
      Number(a > chosen) - Number(b > chosen) || Math.abs(a - chosen) - Math.abs(b - chosen)
    );
  const all = new Map(order.map((i) => [i, pythonUnits(blocks[i])]));
  const take = (i: number, unit: PythonUnit) => {
    taken.set(i, (taken.get(i) ?? new Set()).add(unit));
    for (const each of unit.binds) bound.add(each);
    open.push(...unit.uses);
  };
  for (let wanted; (wanted = open.pop()) !== undefined;) {
    if (bound.has(wanted) || wanted === name) continue;
    for (const pass of ["whole", "stub"]) {
      const found = order.find((i) =>
        all.get(i)!.some((unit) => helps(unit, wanted!) && (pass === "stub" || !unit.stub))
      );
      if (found === undefined) continue;
      for (const unit of all.get(found)!) {
        const fits = helps(unit, wanted) ||
          all.get(found)!.indexOf(unit) > 0 && fills(unit, wanted);
        if (fits && !taken.get(found)?.has(unit)) take(found, unit);
      }
      break;
    }
  }
  for (const i of order) {
    for (const unit of all.get(i)!) {
      if (unit.kind === "import" && unit.binds.includes("*") && !bound.has("*")) take(i, unit);
    }
  }
  const parts = [...taken.keys()].sort((a, b) => a - b).map((i) =>
    all.get(i)!.filter((unit) => taken.get(i)!.has(unit)).map(({ text }) =>
      text.replace(/\s+$/, "")
    ).join("\n")
  );
  return [...parts, blocks[chosen]].join("\n\n");
}

/** Whether a statement, or a loop of such ones, changes what the name stands for: `TABLE[i] = 1`. */
function fills({ clean, kind, text }: PythonUnit, name: string): boolean {
  if (!clean || kind === "definition" || /\b(?:print|input|assert)\b|^\s*if __name__/.test(text)) {
    return false;
  }
  return new RegExp(
    `^[ \\t]*${name}(?:(?:\\[[^\\n]*\\])?\\s*(?:[-+*/%|&^]|\\*\\*|//|<<|>>)?=(?!=)|\\.(?:append|extend|add|update|insert|setdefault|sort|reverse)\\()`,
    "m",
  ).test(text);
}

/** Whether a statement is there to bind the name: a demo that only happens to is left out. */
function helps(unit: PythonUnit, name: string): boolean {
  if (!unit.clean || !unit.binds.includes(name)) return false;
  return unit.kind !== "compound" || !/^\s*(?:if __name__|for |while )/.test(unit.text);
}
