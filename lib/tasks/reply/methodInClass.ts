/** A method that was answered without the class that the prompt stands in. */
import { pythonUnits } from "./pythonUnits.ts";

/**
 * The class with the methods of `code`, its functions that take `self`, and before it what else stands
 * there; undefined where `method` is none of them. `entryPoint` is an expression as `Solution().f`.
 */
export function methodInClass(code: string, entryPoint: string): string | undefined {
  const [, name, method] = entryPoint.match(/^(\w+)\(\)\.(\w+)$/) ?? [];
  if (!name) return undefined;
  const units = pythonUnits(code).filter(({ clean }) => clean);
  const methods = units.filter(({ kind, text }) => kind === "definition" && isMethod.test(text));
  if (!methods.some(({ binds }) => binds.includes(method))) return undefined;
  const rest = units.filter((unit) => !methods.includes(unit)).map(({ text }) => text.trim());
  const body = methods.map(({ text }) => text.trim().replace(/^(?=.)/gm, "    "));
  return [...rest, `class ${name}:\n${body.join("\n\n")}`].join("\n\n");
}

const isMethod = /^(?:[ \t]*(?:[@#].*)?\n)*(?:async )?def \w+\(\s*self\b/;
