/**
 * Completions on disk: JSON lines, appended before they are used, never rewritten.
 *
 * Several processes may append to one file: a line goes out in a single write at the file's end, and
 * a process sees the others' lines when it begins to ask and whenever it appends. A line torn by a
 * kill is ignored when read and ended when written after, so that one call at most is made again. The
 * file outlives its process, not a power cut: nothing is flushed to the platter.
 */
import { closeSync, mkdirSync, openSync, readFileSync, readSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { eachLine } from "../../base/mod.ts";
import { Completion, Sampling } from "../completion.ts";
import type { Rendered } from "../engine.ts";

const Message = z.object({ role: z.enum(["system", "user", "assistant"]), content: z.string() });

/**
 * One line of the store. `key` comes first, so that an index needs no JSON parser.
 *
 * @example
 * ```ts
 * import { CompletionStore, StoredCompletion } from "tracelab/models";
 * const store = CompletionStore.of();
 * for (const key of store.keys()) StoredCompletion.parse(store.get(key)).text;
 * ```
 */
export const StoredCompletion = z.object({
  key: z.string(),
  model: z.string(),
  /** What else tells the model, for instance a checkpoint's hash. */
  identity: z.string().optional(),
  kind: z.string(),
  taskId: z.string().optional(),
  role: z.string(),
  arm: z.string().optional(),
  dialect: z.string(),
  promptHash: z.string(),
  /** The name of its prompt, which has a line of its own. */
  prompt: z.string(),
  sampling: Sampling,
  sample: z.number().int().min(0),
  text: z.string(),
  /** The program in it, as it was taken out when the reply came: replays judge the same program. */
  code: z.string().optional(),
  finishReason: z.string(),
  /** What the server says that it answered with. */
  served: z.string().optional(),
  usage: Completion.shape.usage,
  cost: z.number().optional(),
  logprobs: Completion.shape.logprobs,
  tokenIds: Completion.shape.tokenIds,
  /** When it came, ISO 8601. */
  at: z.string(),
  /** How long the call took, in milliseconds; absent for the replies of a batch. */
  ms: z.number().optional(),
});
export type StoredCompletion = z.infer<typeof StoredCompletion>;

/**
 * A rendered prompt; the samples of a request share it.
 *
 * @example
 * ```ts
 * import { StoredPrompt } from "tracelab/models";
 * StoredPrompt.parse({ prompt: "3f2a", text: "def one():\n" });
 * ```
 */
export const StoredPrompt = z.object({
  prompt: z.string(),
  messages: z.array(Message).optional(),
  text: z.string().optional(),
});
export type StoredPrompt = z.infer<typeof StoredPrompt>;

/**
 * How a kind of prompt was made: with it, a replay finds completions without being told any option.
 *
 * @example
 * ```ts
 * import { StoredRecipe } from "tracelab/models";
 * StoredRecipe.parse({
 *   recipe: "9c1b", name: "solve", model: "own", dialect: "chat",
 *   sampling: { temperature: 0 }, template: { user: "Write {{task}} in Python." },
 * });
 * ```
 */
export const StoredRecipe = z.object({
  /** Hash of all the rest. */
  recipe: z.string(),
  /** The prompt's name: an intent's kind, or `judge:PROTOCOL`. */
  name: z.string(),
  model: z.string(),
  identity: z.string().optional(),
  dialect: z.string(),
  /** Sampling where the request said nothing. */
  sampling: Sampling,
  template: z.object({
    system: z.string().optional(),
    user: z.string(),
    raw: z.string().optional(),
  }),
});
export type StoredRecipe = z.infer<typeof StoredRecipe>;

const keyStart = '{"key":"';
const promptStart = '{"prompt":"';
const recipeStart = '{"recipe":"';
const byteOrderMark = "\xef\xbb\xbf";
const chunkBytes = 1 << 18, windowBytes = 1 << 16;

/** Where the lines are: a growing file, or bytes in memory. */
interface Source {
  read(into: Uint8Array, position: number): number;
  append?(line: Uint8Array): void;
  close(): void;
}

interface Place {
  at: number;
  bytes: number;
}

/**
 * A store of completions, in a file or in memory.
 *
 * @example
 * ```ts
 * import { CompletionStore } from "tracelab/models";
 * const store = CompletionStore.of(); // in memory; CompletionStore.open(FILE) is on disk
 * store.size; // 0
 * ```
 */
export class CompletionStore {
  readonly #source: Source;
  readonly #index = new Map<string, Place>();
  readonly #prompts = new Map<string, Place>();
  readonly #recipes = new Map<string, StoredRecipe>();
  #chunk = new Uint8Array(chunkBytes);
  /** The part of the file that was read last; what is written is never changed. */
  readonly #window = { at: 0, bytes: 0, buffer: new Uint8Array() };
  /** The end of the last whole line that is indexed. */
  #scanned = 0;
  /** Bytes after it. */
  #unfinished = 0;
  /** Lines that are no completion, prompt or recipe: torn by a kill. Some are known when read only. */
  torn = 0;

  private constructor(source: Source) {
    this.#source = source;
    this.refresh();
  }

  /** Opens a file for reading and appending; makes it, and its folder, when there is none. */
  static open(path: string): CompletionStore {
    mkdirSync(dirname(path), { recursive: true });
    return new CompletionStore(fileSource(openSync(path, "a+", 0o600)));
  }

  /** Opens a file, gzipped or not, for reading only. */
  static read(path: string): CompletionStore {
    const source = path.endsWith(".gz")
      ? memorySource(gunzipSync(readFileSync(path)))
      : fileSource(openSync(path, "r"));
    return new CompletionStore({ ...source, append: undefined });
  }

  /** A store over bytes; empty ones make a store that is kept in memory only. */
  static of(bytes: Uint8Array = new Uint8Array()): CompletionStore {
    return new CompletionStore(memorySource(bytes));
  }

  get size(): number {
    return this.#index.size;
  }

  keys(): Iterable<string> {
    return this.#index.keys();
  }

  /** The recipes of the store, the latest last. */
  recipes(): StoredRecipe[] {
    return [...this.#recipes.values()];
  }

  has(key: string): boolean {
    return this.#index.has(key);
  }

  /** The completion of a key, read from the disk. */
  get(key: string): StoredCompletion | undefined {
    return this.#parsed(this.#index, key, StoredCompletion);
  }

  /** The prompt that a completion names, read from the disk. */
  prompt(name: string): StoredPrompt | undefined {
    return this.#parsed(this.#prompts, name, StoredPrompt);
  }

  /** How many completions a model of an identity has here, the first of them and the last. */
  span(model: string, identity: string | undefined) {
    // As it stands in a line, behind the key: no line is parsed that need not be.
    const who = encoder.encode(JSON.stringify({ model, identity }).slice(1, -1) + ',"kind":');
    const found: Place[] = [];
    for (const place of this.#index.values()) {
      const line = this.#line(place);
      const start = line.indexOf(34, keyStart.length) + 2;
      if (who.every((byte, i) => line[start + i] === byte)) found.push(place);
    }
    const at = (place?: Place) => place && parsed(this.#line(place), StoredCompletion);
    return { count: found.length, first: at(found[0]), last: at(found.at(-1)) };
  }

  /** Every completion, one at a time. */
  *completions(): Generator<StoredCompletion> {
    for (const key of this.#index.keys()) {
      const completion = this.get(key);
      if (completion) yield completion;
    }
  }

  /**
   * Appends a completion with, the first time, its prompt and its recipe, in one write.
   *
   * @returns whether it was appended: not when the store has the key, unless `replace` is set.
   */
  append(
    completion: StoredCompletion,
    prompt: Rendered,
    recipe: StoredRecipe,
    { replace = false } = {},
  ): boolean {
    this.refresh();
    if (!replace && this.get(completion.key)) return false;
    const lines: unknown[] = [];
    if (!this.#recipes.has(recipe.recipe)) lines.push(recipe);
    if (!this.#prompts.has(completion.prompt)) lines.push({ prompt: completion.prompt, ...prompt });
    lines.push(completion);
    const start = this.#unfinished ? "\n" : "";
    this.#write(start + lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
    return true;
  }

  /** Takes in the lines that were appended since, by whomever. */
  refresh(): void {
    for (let read; (read = this.#source.read(this.#chunk, this.#scanned)) > 0;) {
      const used = this.#scan(this.#chunk.subarray(0, read), this.#scanned);
      this.#scanned += used;
      this.#unfinished = read - used;
      if (read < this.#chunk.length) { // the end, maybe in a line that is being written, or torn
        const tail = this.#chunk.subarray(used, read);
        if (tail.length && parsed(tail, z.object())) this.#note(tail, this.#scanned);
        break;
      }
      if (used > 0) continue;
      this.#chunk = new Uint8Array(2 * this.#chunk.length);
    }
  }

  close(): void {
    this.#source.close();
  }

  #write(lines: string): void {
    if (!this.#source.append) throw new Error("the store was opened for reading only");
    this.#source.append(encoder.encode(lines));
    this.refresh();
  }

  /** A line that cannot be read is forgotten: its call is made again. */
  #parsed<T>(places: Map<string, Place>, name: string, schema: z.ZodType<T>): T | undefined {
    const place = places.get(name);
    if (!place) return undefined;
    const found = parsed(this.#line(place), schema);
    if (found !== undefined) return found;
    places.delete(name);
    this.torn++;
  }

  #line({ at, bytes }: Place): Uint8Array {
    const window = this.#window;
    if (at < window.at || at + bytes > window.at + window.bytes) {
      // A replay asks in the order of the file: what follows is read along with it.
      const onwards = at >= window.at && at <= window.at + window.bytes + windowBytes;
      const wanted = Math.max(bytes, onwards ? windowBytes : 0);
      if (wanted > window.buffer.length) window.buffer = new Uint8Array(wanted);
      window.at = at;
      window.bytes = this.#source.read(window.buffer.subarray(0, wanted), at);
    }
    const start = at - window.at;
    return window.buffer.subarray(start, start + bytes);
  }

  /** Indexes the whole lines in `bytes`; returns how many bytes those are. */
  #scan(bytes: Uint8Array, offset: number): number {
    return eachLine(bytes, (line, at) => {
      if (line.length) this.#note(line, offset + at);
    });
  }

  #note(line: Uint8Array, at: number): void {
    if (at === 0 && begins(line, byteOrderMark)) return this.#note(line.subarray(3), 3);
    const whole = line[line.length - 1] === 125; // }
    const name = (start: string) =>
      latin1.decode(line.subarray(start.length, line.indexOf(34, start.length)));
    if (whole && begins(line, keyStart)) {
      this.#index.set(name(keyStart), { at, bytes: line.length });
    } else if (whole && begins(line, promptStart)) {
      this.#prompts.set(name(promptStart), { at, bytes: line.length });
    } else {
      const recipe = begins(line, recipeStart) ? parsed(line, StoredRecipe) : undefined;
      if (recipe) this.#recipes.set(recipe.recipe, recipe);
      else this.torn++;
    }
  }
}

function parsed<T>(line: Uint8Array, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(decoder.decode(line))).data;
  } catch {
    return undefined;
  }
}

function begins(line: Uint8Array, start: string): boolean {
  for (let i = 0; i < start.length; i++) if (line[i] !== start.charCodeAt(i)) return false;
  return true;
}

const encoder = new TextEncoder(), decoder = new TextDecoder(), latin1 = new TextDecoder("latin1");

function fileSource(fd: number): Source {
  let open = true;
  return {
    read: (into, position) => readSync(fd, into, 0, into.length, position),
    append(line) {
      if (writeSync(fd, line) !== line.length) throw new Error("the store's disk is full");
    },
    close() {
      if (open) closeSync(fd);
      open = false;
    },
  };
}

function memorySource(start: Uint8Array): Source {
  let bytes = start, length = start.length;
  return {
    read(into, position) {
      const part = bytes.subarray(position, Math.min(length, position + into.length));
      into.set(part);
      return part.length;
    },
    append(line) {
      if (length + line.length > bytes.length) {
        const larger = new Uint8Array(2 * (length + line.length));
        larger.set(bytes.subarray(0, length));
        bytes = larger;
      }
      bytes.set(line, length);
      length += line.length;
    },
    close() {},
  };
}
