import { z } from "zod";
import { strictJson } from "../../models/mod.ts";
import { type Fence, fences } from "./fences.ts";
import {
  type InconsistencyClass,
  inconsistencyClasses,
  severities,
  type Severity,
} from "./inconsistencyClasses.ts";
import { answered } from "./spoken.ts";

/** One difference between a task and a program, as the taxonomy's judge lists it. */
export interface Inconsistency {
  /** Of the catalogue; undefined where the judge names none, as in the paper's own form. */
  class?: InconsistencyClass;
  inconsistency: string;
  severity: Severity;
}

/** A name of the list, however it is written: with its number, in another case. */
function nameIn<K extends string>(names: Record<K, unknown>, what: string) {
  const bySpelling = new Map(Object.keys(names).map((name) => [name.toLowerCase(), name as K]));
  return z.string().transform((text, context) => {
    const name = bySpelling.get(text.trim().replace(/^\d+[.)]\s*|\.$/g, "").toLowerCase());
    if (name) return name;
    context.addIssue(`unknown ${what}: ${text}`);
    return z.NEVER;
  });
}

const Item = z.strictObject({
  class: nameIn({ ...inconsistencyClasses, None: 0 }, "class").nullish(),
  inconsistency: z.string(),
  severity: nameIn(severities, "severity"),
});

/** The paper's judge says of a right program that its one inconsistency is "None", Negligible. */
const isNone = (one: z.infer<typeof Item>) =>
  one.class === "None" || /^\W*none\W*$/i.test(one.inconsistency);

function agrees(one: z.infer<typeof Item>, _: number, list: unknown[]): boolean {
  if (isNone(one)) return list.length === 1 && one.severity === "Negligible";
  return !one.class || inconsistencyClasses[one.class as InconsistencyClass] === one.severity;
}

const List = z.array(Item).refine((list) => list.every(agrees), "contradicts its catalogue")
  .transform((list): Inconsistency[] =>
    list.map(({ class: of, ...one }) => of && of !== "None" ? { class: of, ...one } : one)
  );
const Taxonomy = z.union([
  List,
  z.strictObject({ inconsistencies: List }).transform(({ inconsistencies }) => inconsistencies),
]);

/**
 * The taxonomy's list. The reply is JSON and nothing else, in a fence or not, or ends in it: prose or
 * quoted code may stand before, never behind. Undefined for a reply that is none, and for one that
 * contradicts itself:
 *
 * - a second list, a list that is an example or what the program is to return, other fields beside it;
 * - an unknown severity or class, a severity that is not its class's;
 * - prose that names a severity which the list has not.
 */
export function readTaxonomy(text: string): Inconsistency[] | undefined {
  const found = jsonIn(answered(text)?.trim() ?? "");
  const { data: list } = Taxonomy.safeParse(found?.value);
  if (!found || !list) return undefined;
  const has = new Set(list.map(({ severity }) => severity.toLowerCase()));
  const named = found.before.match(/\b(?:[Ff]atal|FATAL|[Mm]ajor|MAJOR|Small|Negligible)\b/g) ?? [];
  return named.every((severity) => has.has(severity.toLowerCase())) ? list : undefined;
}

interface Found {
  value: unknown;
  /** The prose before it. */
  before: string;
}

/** The JSON that a reply is or ends in, where it is the reply's only one and is meant as its answer. */
function jsonIn(reply: string): Found | undefined {
  const whole = strictJson(reply);
  if (whole) return { ...whole, before: "" };
  const parts = fences(reply);
  const lists = parts.filter(({ info, body }) =>
    info.startsWith("json") || (info === "" && strictJson(body))
  );
  const found = lists.length ? fenced(reply, lists) : bare(reply, parts.at(-1)?.to ?? 0);
  if (!found) return undefined;
  const before = proseTo(found.from, reply, parts);
  const lead = /(?:^|\n)([^\n]*[^\s.!?])\s*$/.exec(before)?.[1] ?? "";
  const unclear = /"(?:inconsistenc\w+|severity)"/.test(before) || otherwise.test(lead);
  if (unclear || found.needsLead && !announces.test(lead)) return undefined;
  return { value: found.value, before };
}

/** A line before JSON that makes something else of it. */
const otherwise =
  /\b(?:example|instance|e\.g|such as|like|format|form|would|could|should|must|might|may|if|unless|not|returns?|returned|expect(?:s|ed)?|inputs?|asked|instead of)\b|n['’]t\b/i;
/** And one that says that it is the answer. */
const announces =
  /(?:^|[.!?]\s+)[\s#*_]*(?:here (?:it is|they are|is (?:the|my) [\w ]+|are (?:the|my) [\w ]+)|(?:(?:the|my|final|json|code) )*(?:answer|json|json output|list|inconsistencies|verdict|judge?ment|evaluation)(?: of inconsistencies)?(?: (?:is|are))?)[\s*_]*:[\s*_]*$/i;

interface Placed {
  from: number;
  value: unknown;
  /** Whether it could be any value that prose speaks of. */
  needsLead: boolean;
}

function fenced(reply: string, lists: Fence[]): Placed | undefined {
  const [{ from, to, body }] = lists, json = strictJson(body.replace(/`+\s*$/, ""));
  return lists.length === 1 && to === reply.length && json
    ? { from, ...json, needsLead: false }
    : undefined;
}

function bare(reply: string, after: number): Placed | undefined {
  if (!/[\]}]$/.test(reply)) return undefined;
  for (let from = after; from < reply.length; from++) {
    const json = /[[{]/.test(reply[from]) ? strictJson(reply.slice(from)) : undefined;
    if (!json) continue;
    const inLine = /\S[^\n]*$/.test(reply.slice(after, from).split("\n").at(-1)!);
    return {
      from,
      ...json,
      needsLead: inLine || (Array.isArray(json.value) && !json.value.length),
    };
  }
}

/** What stands before, without its fences. */
function proseTo(end: number, reply: string, parts: Fence[]): string {
  let prose = "", at = 0;
  for (const { from, to } of parts.filter(({ from }) => from < end)) {
    prose += `${reply.slice(at, from)}\n`;
    at = to;
  }
  return (prose + reply.slice(at, end)).trim();
}

/** max(0, 100 − Σ severities) / 100. */
export function taxonomyScore(list: readonly Inconsistency[]): number {
  const lost = list.reduce((sum, { severity }) => sum + severities[severity], 0);
  return Math.max(0, 100 - lost) / 100;
}
