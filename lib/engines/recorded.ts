/** Recorded completions as a model: what a published experiment was answered, for anyone, without a key. */
import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { basename } from "node:path";
import { gunzipSync } from "node:zlib";
import { fileHash, grouped, jsonItems } from "../base/mod.ts";
import { Row, sampleProgram, type SampleRow, sampleRow } from "../tasks/mod.ts";
import {
  type Completion,
  completionOf,
  CompletionStore,
  type Dialect,
  dialects,
  fullIdentity,
  jsonCall,
  type Model,
  ModelError,
  type ModelOptions,
  renderCall,
  type RenderedCall,
  type Reply,
  type Request,
  requestKey,
  sampleKey,
  type StoredRecipe,
  withSchema,
} from "../models/mod.ts";

/** Finds the samples of a request; a sample that was not recorded is `undefined`. */
type Lookup = (request: Request) => (sample: number) => Found | Promise<Found>;
type Found = Completion | undefined;

/**
 * `recorded:FILE`: a store that a run left behind, or rows `{task_id, completion | solution}` as
 * HumanEval and EvalPlus publish them (sample *i* of a task is its *i*-th row); gzipped or not.
 *
 * @example
 * ```ts
 * import { solve, Task } from "tracelab";
 * import { recordedModel } from "tracelab/models";
 * import { mkdtempSync, writeFileSync } from "node:fs";
 * const file = `${mkdtempSync("/tmp/recorded-")}/samples.jsonl`;
 * writeFileSync(file, '{"task_id": "own/1", "solution": "def one(): return 1"}\n');
 * await using coder = recordedModel("recorded:own", file, {});
 * const task = Task.parse({ id: "own/1", set: "own", entryPoint: "one", prompt: {}, hidden: { kind: "run" } });
 * (await coder.ask(solve(task))).code; // "def one(): return 1"
 * ```
 */
export function recordedModel(uri: string, file: string, options: ModelOptions): Model {
  let lookup: Lookup | undefined;
  let store: CompletionStore | undefined;
  let identity: Promise<string | undefined> | undefined;
  const open = (): Lookup => {
    if (lookup) return lookup;
    if (isSample(firstLine(file))) return lookup = sampleLookup(uri, file);
    store = CompletionStore.read(file);
    return lookup = storeLookup(store, options);
  };
  const answers = (request: Request) => {
    const find = open()(request);
    const role = request.role ?? request.intent.kind;
    const told = (completion: Found, sample: number) => {
      if (!completion) throw missing(uri, request, sample);
      options.on?.({ type: "answered", completion, from: "store", role, arm: request.arm });
      return completion;
    };
    return (sample: number) => {
      const found = find(sample);
      // Most are there at once: a hundred thousand of them should not wait for a turn each.
      return found instanceof Promise
        ? found.then((completion) => told(completion, sample))
        : told(found, sample);
    };
  };
  return {
    uri,
    get identity() {
      return identity ??= Promise.resolve().then(() => {
        const key = [`file ${fileHash(file)}`, options.identity].filter(Boolean).join(" ");
        return fullIdentity(key, options);
      });
    },
    async *generate<R extends Request>(
      requests: Iterable<R> | AsyncIterable<R>,
      { signal }: { signal?: AbortSignal } = {},
    ): AsyncGenerator<Reply<R>> {
      for await (const request of requests) {
        const task = "task" in request.intent ? request.intent.task : undefined;
        const answer = answers(request);
        for (let sample = 0; sample < (request.samples ?? 1); sample++) {
          signal?.throwIfAborted();
          const found = answer(sample);
          const completion = found instanceof Promise ? await found : found;
          yield { request, task, completion } as Reply<R>;
        }
      }
    },
    ask: async (request) => await answers(request)(0),
    close() {
      store?.close();
      lookup = store = undefined;
      return Promise.resolve();
    },
    [Symbol.asyncDispose]() {
      return this.close();
    },
  };
}

function storeLookup(store: CompletionStore, options: ModelOptions): Lookup {
  const recipes = grouped(store.recipes().reverse(), ({ name }) => name);
  return (request) => {
    const { intent } = request;
    const own = intent.kind === "judge" && intent.protocol &&
      recipes.get(`judge:${intent.protocol}`);
    const ways = (own || recipes.get(intent.kind) || []).map((recipe) => {
      const call = callOf(request, recipe, options);
      const keyOf = (each: RenderedCall) => requestKey(recipe.model, recipe.identity, each);
      return { call, key: keyOf(call), keyOf };
    });
    return (sample) => {
      for (const { call, key, keyOf } of ways) {
        const first = store.get(sampleKey(key, sample));
        if (!first) continue;
        if (!request.schema) return completionOf(first, intent);
        return withSchema(call, request, (each) => {
          const stored = each === call ? first : store.get(sampleKey(keyOf(each), sample));
          if (!stored) throw new ModelError("the repaired reply is not recorded", { model: key });
          return completionOf(stored, intent);
        });
      }
    };
  };
}

function callOf(request: Request, recipe: StoredRecipe, options: ModelOptions): RenderedCall {
  const call = renderCall(request, {
    dialect: dialectOf(recipe, options),
    defaults: recipe.sampling,
  }, { prompts: { [recipe.name]: recipe.template } });
  return request.schema ? jsonCall(call, request.schema) : call;
}

function dialectOf({ dialect: name }: StoredRecipe, { dialect }: ModelOptions): Dialect {
  if (typeof dialect === "object" && dialect.name === name) return dialect;
  if (Object.hasOwn(dialects, name)) return dialects[name as keyof typeof dialects];
  throw new ModelError(`recorded with the dialect ${name}: pass it in the options`, {
    model: name,
    fatal: true,
  });
}

function sampleLookup(uri: string, file: string): Lookup {
  const hash = fileHash(file); // the rows have no keys: those of another file are other completions
  const all = samplesOf(file);
  const rows = grouped([...all.keys()], (at) => all[at].id.trim().toLowerCase());
  return ({ intent }) => {
    if (intent.kind !== "solve") return () => undefined;
    const { task } = intent;
    const id = task.id.toLowerCase();
    // As people write ids: `HumanEval/11`, `humaneval/11`, `11`.
    const ids = new Set([id, id.split("/").at(-1)!]);
    const own = [...ids].flatMap((each) => rows.get(each) ?? []).sort((a, b) => a - b);
    return (sample) => {
      const row = own[sample] === undefined ? undefined : all[own[sample]];
      if (!row) return undefined;
      return {
        text: row.solution ?? row.completion!,
        code: sampleProgram(task, row).code,
        finishReason: "stop",
        usage: {},
        model: uri,
        sampling: {},
        sample,
        key: `${hash}/${row.id}/${sample}`,
        promptHash: "",
      };
    };
  };
}

/** The rows of a file, a line each or, in a `.json` file, an array of them. */
function samplesOf(file: string): SampleRow[] {
  const name = basename(file), all = text(file);
  if (/\.json(?:\.gz)?$/.test(name)) {
    return jsonItems(all).map((item, i) => sampleRow(item, `${name}[${i}]`));
  }
  return all.split("\n").flatMap((line, i) =>
    line.trim() ? [sampleRow(line, `${name}:${i + 1}`)] : []
  );
}

function missing(uri: string, { intent }: Request, sample: number): ModelError {
  const what = "task" in intent ? `${intent.kind} of ${intent.task.id}` : intent.kind;
  return new ModelError(
    `${uri}: holds no ${what}, sample ${sample}, for this prompt and sampling: ask as the recorded run did`,
    { model: uri },
  );
}

/** Whether a file's first line is a row of samples: a store's may name a task, too, but has a key. */
function isSample(line: string): boolean {
  try {
    const row = new Row(line, "");
    return row.has("task_id") && !row.has("key");
  } catch {
    return line.trimStart().startsWith("[");
  }
}

/** Enough of the file's beginning to tell the two forms apart. */
function firstLine(file: string): string {
  if (file.endsWith(".gz")) return text(file).split("\n", 1)[0];
  const fd = openSync(file, "r");
  try {
    const decoder = new TextDecoder(), piece = new Uint8Array(1 << 16);
    let start = "";
    for (let read; !start.includes("\n") && (read = readSync(fd, piece)) > 0;) {
      start += decoder.decode(piece.subarray(0, read), { stream: true });
    }
    return start.split("\n", 1)[0];
  } finally {
    closeSync(fd);
  }
}

function text(file: string): string {
  const bytes = readFileSync(file);
  // Unlike a Buffer's toString, this leaves out a byte order mark.
  return new TextDecoder().decode(file.endsWith(".gz") ? gunzipSync(bytes) : bytes);
}
