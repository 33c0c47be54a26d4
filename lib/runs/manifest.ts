/** `manifest.json`: what a run is (parameters, tasks) and what made it (versions, machine). */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { arch, cpus, platform, release, totalmem } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { z } from "zod";
import { packageFile, writeWhole } from "../base/mod.ts";
import type { Sandbox } from "../sandbox/mod.ts";
import type { Task } from "../tasks/mod.ts";
import { RunError } from "./runError.ts";

/** One start of a run: the first, or a resumption. */
export const Session = z.object({
  startedAt: z.string(),
  runtime: z.string(),
  tracelab: z.string(),
  /** Of the folder the run was started in; `+` when it held changes. */
  commit: z.string().optional(),
  machine: z.object({
    system: z.string(),
    cpu: z.string(),
    cores: z.number(),
    memoryGb: z.number(),
  }),
});

/**
 * What a run is, and each start of it.
 *
 * @example
 * ```ts
 * import { record } from "tracelab";
 * import { Manifest } from "tracelab/runs";
 * import { mkdtempSync } from "node:fs";
 * async function* nothing() {}
 * const root = mkdtempSync("/tmp/runs-");
 * const { manifest } = await record("demo", { tasks: [], seed: 7, root }, nothing());
 * Manifest.parse(manifest).seed; // 7
 * ```
 */
export const Manifest = z.object({
  version: z.literal(1),
  name: z.string(),
  seed: z.number().optional(),
  parameters: z.record(z.string(), z.unknown()),
  tasks: z.object({
    sets: z.array(z.string()),
    ids: z.array(z.string()),
    /** Of the tasks' whole content, in any order. */
    sha256: z.string(),
  }),
  sessions: z.array(Session),
});
export type Manifest = z.infer<typeof Manifest>;

/**
 * A parameter as a manifest keeps it: a model as its URI and what it *is* (`identity`: its file, its
 * checkpoint, its function), where that is known; a sandbox as its engine, its Python and what else a
 * verdict depends on (limits), where that is not the usual.
 */
export async function plain(value: unknown, around: unknown[] = []): Promise<unknown> {
  if (typeof value === "bigint") return `${value}n`;
  if (value === null || typeof value !== "object") {
    return typeof value === "function" ? `function ${value.name}` : value;
  }
  if (around.includes(value)) throw new RunError("a parameter refers to itself");
  if ("uri" in value && typeof value.uri === "string") {
    const identity = await identityOf(value);
    return identity === undefined ? value.uri : { uri: value.uri, identity };
  }
  if ("protection" in value && "engine" in value) {
    const { engine, python, settings } = value as Sandbox;
    return { engine, python, ...settings };
  }
  if (value instanceof Date) return value.toJSON();
  const inside = [...around, value];
  if (Array.isArray(value)) return await Promise.all(value.map((item) => plain(item, inside)));
  const entries = Object.entries(value).map(async (
    [key, item],
  ) => [key, await plain(item, inside)]);
  return Object.fromEntries(await Promise.all(entries));
}

/** A model's identity, which may have to be asked for. */
async function identityOf(
  model: object & { uri: unknown; identity?: unknown },
): Promise<string | undefined> {
  const { identity } = model;
  const found = await (typeof identity === "function" ? identity.call(model) : identity);
  return typeof found === "string" ? found : undefined;
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

function session(): z.infer<typeof Session> {
  const git = (...args: string[]) => spawnSync("git", args, { encoding: "utf8" });
  const head = git("rev-parse", "HEAD");
  const dirty = head.status === 0 && git("status", "--porcelain", "-uno").stdout.trim() !== "";
  const deno = (process.versions as Record<string, string | undefined>).deno;
  const [cpu] = cpus();
  return {
    startedAt: new Date().toISOString(),
    runtime: deno ? `deno ${deno}` : `node ${process.versions.node}`,
    tracelab: JSON.parse(readFileSync(packageFile("package.json"), "utf8")).version ?? "workspace",
    commit: head.status === 0 ? head.stdout.trim() + (dirty ? "+" : "") : undefined,
    machine: {
      system: `${platform()} ${release()} ${arch()}`,
      cpu: cpu?.model ?? "unknown",
      cores: cpus().length,
      memoryGb: Math.round(totalmem() / 2 ** 30),
    },
  };
}

/** A hash of tasks' whole content, in any order. */
export function tasksHash(tasks: readonly Task[]): string {
  return sha256(tasks.map((task) => sha256(JSON.stringify(task))).sort().join("\n"));
}

/**
 * Eight hex digits for what a run is: its tasks' content and its parameters, models by URI and identity.
 *
 * @example
 * ```ts
 * import { parametersHash } from "tracelab/runs";
 * import assert from "node:assert/strict";
 * const hash = (rounds: number) => parametersHash([], { rounds });
 * assert.equal(await hash(2), await hash(2));
 * assert.notEqual(await hash(2), await hash(3));
 * ```
 */
export async function parametersHash(
  tasks: readonly Task[],
  parameters: Record<string, unknown>,
): Promise<string> {
  return sha256(stable([tasksHash(tasks), await plain(parameters)])).slice(0, 8);
}

/** The manifest of a run that starts now. */
export async function newManifest(
  name: string,
  config: { tasks: Task[]; seed?: number; parameters: Record<string, unknown> },
): Promise<Manifest> {
  const { tasks, seed, parameters } = config;
  const manifest = {
    version: 1,
    name,
    seed,
    parameters: await plain(parameters),
    tasks: {
      sets: [...new Set(tasks.map((task) => task.set))].sort(),
      ids: tasks.map((task) => task.id),
      sha256: tasksHash(tasks),
    },
    sessions: [session()],
  };
  // As it will be read back: what JSON cannot hold makes no difference between runs.
  return Manifest.parse(JSON.parse(JSON.stringify(manifest)));
}

export function readManifest(folder: string): Manifest | undefined {
  const path = join(folder, "manifest.json");
  if (!existsSync(path)) return undefined;
  try {
    return Manifest.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    const message = error instanceof z.ZodError
      ? error.issues[0].message
      : (error as Error).message;
    throw new RunError(`${path}: ${message}`);
  }
}

export function writeManifest(folder: string, manifest: Manifest): void {
  writeWhole(join(folder, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");
}

/** What differs between two runs that share a name, one entry a difference. */
export function differences(old: Manifest, now: Manifest): string[] {
  const found: string[] = [];
  const show = (value: unknown) => value === undefined ? "(none)" : JSON.stringify(value);
  const a: Record<string, unknown> = { seed: old.seed, ...old.parameters };
  const b: Record<string, unknown> = { seed: now.seed, ...now.parameters };
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    if (stable(a[key]) !== stable(b[key])) found.push(`${key} ${show(a[key])} → ${show(b[key])}`);
  }
  const [before, after] = [new Set(old.tasks.ids), new Set(now.tasks.ids)];
  const gone = [...before].filter((id) => !after.has(id));
  const added = [...after].filter((id) => !before.has(id));
  const some = (sign: string, ids: string[]) =>
    ids.slice(0, 3).map((id) => `${sign}${id}`).join(" ") + (ids.length > 3 ? " …" : "");
  if (gone.length || added.length) {
    const list = [some("-", gone), some("+", added)].filter(Boolean).join(" ");
    found.push(`tasks ${before.size} → ${after.size} (${list})`);
  } else if (old.tasks.sha256 !== now.tasks.sha256) {
    found.push("tasks of the same ids have another content");
  }
  return found;
}

/** JSON with sorted keys. */
export function stable(value: unknown): string {
  return JSON.stringify(
    value,
    (_, item) =>
      item && typeof item === "object" && !Array.isArray(item)
        ? Object.fromEntries(Object.entries(item).sort(([x], [y]) => x < y ? -1 : 1))
        : item,
  ) ?? "undefined";
}
