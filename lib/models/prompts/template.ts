/**
 * Prompts as prose with holes: `{{task}}` is replaced by the field of that name, and a paragraph
 * (text between blank lines) whose field is missing is left out whole. A fence is as long as what it holds
 * needs.
 */
import { createHash } from "node:crypto";
import { fenceFor } from "./fenceFor.ts";

/** The text of one intent. */
export interface Template {
  /** Standing instructions; chat dialects send them as the system message. */
  system?: string;
  /** What is asked. */
  user: string;
  /** What a base model continues; without it, `system` and `user` are sent as plain text. */
  raw?: string;
}

/** What fills the holes. */
export type Fields = Record<string, string | undefined>;

/**
 * Fills one text.
 *
 * @throws {RangeError} at a hole whose name no field has, so that a misspelt one cannot vanish.
 *
 * @example
 * ```ts
 * import { fill } from "tracelab/models";
 * fill("Solve {{task}}.\n\nHints: {{hints}}", { task: "it", hints: undefined }); // "Solve it."
 * ```
 */
export function fill(text: string, fields: Fields): string {
  const paragraphs: string[] = [];
  for (const parts of compiled(text)) {
    let paragraph = "";
    // What a paragraph's fence holds must not close it: the rest would be read as said by the asker.
    const fenced = parts.some((part, i) => i % 2 === 0 && part.includes("```"));
    const fence = fenced
      ? fenceFor(parts.map((part, i) => i % 2 ? fields[part] : "").join("\n"))
      : "";
    const whole = parts.every((part, i) => {
      if (i % 2 === 0) return paragraph += fenced ? part.replace(/^```(?!`)/gm, fence) : part, true;
      if (!Object.hasOwn(fields, part)) {
        throw new RangeError(`unknown field in a prompt: {{${part}}}`);
      }
      paragraph += fields[part] ?? "";
      return fields[part] !== undefined;
    });
    if (whole) paragraphs.push(paragraph);
  }
  return paragraphs.join("\n\n");
}

const cache = new Map<string, string[][]>();

/** The paragraphs of a text, each as literal text and names of holes by turns. */
function compiled(text: string): string[][] {
  const known = cache.get(text);
  if (known) return known;
  const paragraphs = text.trim().split(/\n[ \t]*\n/).map((each) => each.split(/\{\{(\w+)\}\}/));
  if (cache.size > 1000) cache.clear(); // prompts made by functions
  cache.set(text, paragraphs);
  return paragraphs;
}

/**
 * The hash that names a template in the record: 16 hex digits of SHA-256.
 *
 * @example
 * ```ts
 * import { templateHash } from "tracelab/models";
 * templateHash({ user: "Write {{task}} in Python." }).length; // 16
 * ```
 */
export function templateHash(template: Template): string {
  let hash = hashes.get(template);
  if (hash === undefined) {
    const { system, user, raw } = template;
    hash = createHash("sha256").update(JSON.stringify([system, user, raw])).digest("hex")
      .slice(0, 16);
    hashes.set(template, hash);
  }
  return hash;
}

const hashes = new WeakMap<Template, string>();
