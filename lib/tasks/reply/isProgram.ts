import { definition } from "./chooseProgram.ts";
import { parses, pythonUnits } from "./pythonUnits.ts";
import { replaceOutsideStrings } from "./pythonStrings.ts";
import { tidy } from "./tidy.ts";

/** Marks that Python would take for a list or an index. */
const bracketed = /\[\/?(EOS|INST|DONE|BEGIN|END|PYTHON|CODE|ANSWER|SOLUTION)\]/g;

/** Outside of strings, and no name of the program's own. */
function isBracketed(text: string): boolean {
  let found = false;
  replaceOutsideStrings(text, bracketed, ([mark, name]) => {
    if (!new RegExp(`(?<![[/\\w])${name}\\b(?!\\])`).test(text)) found = true;
    return mark;
  }, { comments: "ends" });
  return found;
}

/** Whether a text is a program as it stands: it parses, and defines what is wanted or is all code. */
export function isProgram(text: string, name: string | undefined): boolean {
  if (/^(?:[ \t]*\n)*(?:[ \t]+\S|```|~~~)/.test(text) || isBracketed(text)) return false;
  if (!parses(text) || tidy(text, name) !== text) return false;
  const units = pythonUnits(text);
  if (name) return definition(units, name) === "whole";
  return units.some(({ kind }) => kind !== "comment" && kind !== "expression" || /\(/.test(text));
}
