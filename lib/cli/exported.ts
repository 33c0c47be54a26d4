/**
 * What the project's entries export, read by `deno doc`: `tracelab`, `tracelab/tiny`… as `deno.json`
 * names them. As a command it prints the values without an example, and exits with 1 where there are.
 */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, normalize, relative } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { z } from "zod";

const root = join(import.meta.dirname!, "../..");

/** The modules of namespaces: of those, `deno doc` leaves out what is exported from elsewhere by name. */
const namespaces: Record<string, string> = {
  show: "lib/show/show.ts",
  prompts: "lib/models/prompts/mod.ts",
};

/** One exported name. */
export interface Exported {
  /** In a namespace with its name before: `show.table`. */
  name: string;
  /** Whether it is something at run time too. */
  value: boolean;
  /** Whether its docstring has an example that `deno test --doc` runs. */
  example: boolean;
  /** File and line, for a person. */
  where: string;
  /** The first sentence of its docstring, in one line; empty where it has none. */
  about: string;
}

const Location = z.object({ filename: z.string(), line: z.number(), col: z.number() });
const Declaration = z.object({
  kind: z.string(),
  location: Location,
  jsDoc: z.object({
    doc: z.string().default(""),
    tags: z.array(z.object({ doc: z.string().optional() })).default([]),
  }).optional(),
  def: z.object({
    /** Of what another entry exports, too: where it is declared. */
    target: Location.optional(),
  }).optional(),
});
const Symbols = z.array(z.object({ name: z.string(), declarations: z.array(Declaration) }));
const Docs = z.object({ nodes: z.record(z.string(), z.object({ symbols: Symbols })) });

/** The entries, with their modules' paths from the project's root. */
export function entries(): Map<string, string> {
  const { imports } = JSON.parse(readFileSync(join(root, "deno.json"), "utf8"));
  return new Map(
    Object.entries<string>(imports).filter(([name]) => /^tracelab(?:\/|$)/.test(name)),
  );
}

/** What each entry exports, by name. */
export async function exported(): Promise<Map<string, Exported[]>> {
  const modules = new Map([...entries(), ...Object.entries(namespaces)]);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["doc", "--json", ...new Set(modules.values())],
    { cwd: root, maxBuffer: 2 ** 28 },
  );
  const { nodes } = Docs.parse(JSON.parse(stdout));
  const all = Object.entries(nodes).map(([url, { symbols }]) =>
    [relative(root, new URL(url).pathname), symbols.map(read)] as const
  );
  const of = new Map(all);
  const known = new Map(
    all.flatMap(([, symbols]) => symbols).filter(({ kind }) => !elsewhere.includes(kind))
      .map((one) => [one.where, one]),
  );
  /** The names of a module, with those in its namespaces. */
  const namesOf = (module: string, within = ""): Exported[] =>
    of.get(normalize(module))!.flatMap((one) => {
      if (one.kind === "namespace" || one.name in namespaces) {
        return namesOf(namespaces[one.name], `${one.name}.`);
      }
      const { value, example, where, about } = known.get(one.where)!;
      return [{ name: within + one.name, value, example, where, about }];
    });
  return new Map(
    [...entries()].map(([name, module]) => [
      name,
      namesOf(module).sort((a, b) => a.name < b.name ? -1 : 1),
    ]),
  );
}

const placeOf = ({ filename, line }: z.infer<typeof Location>) =>
  `${filename.split("/lib/").at(-1)}:${line}`;

const elsewhere = ["reference", "namespace"];

/** A name as it is documented; of one from elsewhere only its place is right. */
function read({ name, declarations }: z.infer<typeof Symbols>[number]) {
  const [{ location, kind, def }] = declarations;
  const text = declarations.flatMap(({ jsDoc }) => [
    jsDoc?.doc,
    ...jsDoc?.tags.map(({ doc }) => doc) ?? [],
  ]).join("\n");
  return {
    name,
    kind,
    value: declarations.some(({ kind }) => !["interface", "typeAlias"].includes(kind)),
    example: /^```ts$/m.test(text),
    where: placeOf(def?.target ?? location),
    about: sentence(declarations.map(({ jsDoc }) => jsDoc?.doc ?? "").find(Boolean) ?? ""),
  };
}

/** The first sentence of a docstring, without markup. */
function sentence(doc: string): string {
  const [paragraph] = doc.split(/\n\s*\n/);
  const text = paragraph.replace(/\s+/g, " ").replace(/\{@linkcode (\w+)\}/g, "$1")
    .replace(/[`*]/g, "").trim();
  return /^.*?[.:;](?= |$)/.exec(text)?.[0].replace(/[.:;]$/, "") ?? text;
}

if (import.meta.main) {
  const missing = new Map(
    [...await exported()].flatMap(([, list]) => list)
      .filter(({ value, example }) => value && !example)
      .map(({ name, where }) => [`${where} ${name}`, where]),
  );
  for (const line of [...missing.keys()].sort()) console.log(line);
  console.log(`${missing.size} exported values without an example`);
  process.exit(missing.size ? 1 : 0);
}
