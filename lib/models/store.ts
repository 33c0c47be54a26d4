/**
 * Completions on disk: JSON lines, appended before they are used, never rewritten.
 *
 * Several processes may append to one file: a line goes out in a single write at the file's end, and
 * a process sees the others' lines at its next miss. A line torn by a kill is ignored when read and
 * ended when written after, so that one call at most is made again. The file outlives its process,
 * not a power cut: nothing is flushed to the platter.
 */
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { Completion, Sampling } from "./completion.ts";

const Message = z.object({ role: z.enum(["system", "user", "assistant"]), content: z.string() });

/** One line of the store. `key` comes first, so that an index needs no JSON parser. */
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
  prompt: z.union([z.object({ messages: z.array(Message) }), z.object({ text: z.string() })]),
  sampling: Sampling,
  sample: z.number().int().min(0),
  text: z.string(),
  finishReason: z.string(),
  usage: Completion.shape.usage,
  cost: z.number().optional(),
  logprobs: Completion.shape.logprobs,
  /** When it came, ISO 8601. */
  at: z.string(),
  /** How long the call took, in milliseconds. */
  ms: z.number(),
});
export type StoredCompletion = z.infer<typeof StoredCompletion>;

/** How a kind of prompt was made: with it, a replay finds completions without being told any option. */
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
const recipeStart = '{"recipe":"';
const chunkBytes = 1 << 22;

/** Where the lines are: a growing file, or bytes in memory. */
interface Source {
  size(): number;
  read(into: Uint8Array, position: number): number;
  append?(line: Uint8Array): void;
  close(): void;
}

/** A store of completions, in a file or in memory. */
export class CompletionStore {
  readonly #source: Source;
  readonly #index = new Map<string, { at: number; bytes: number }>();
  readonly #recipes = new Map<string, StoredRecipe>();
  #scanned = 0;
  /** Lines that are neither a completion nor a recipe: torn by a kill. */
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
    if (path.endsWith(".gz")) return CompletionStore.of(gunzipSync(readFileSync(path)));
    return new CompletionStore({ ...fileSource(openSync(path, "r")), append: undefined });
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
    const place = this.#index.get(key);
    if (!place) return undefined;
    const line = new Uint8Array(place.bytes);
    this.#source.read(line, place.at);
    return StoredCompletion.parse(JSON.parse(decoder.decode(line)));
  }

  /** Every completion, one at a time. */
  *completions(): Generator<StoredCompletion> {
    for (const key of this.#index.keys()) yield this.get(key)!;
  }

  append(completion: StoredCompletion): void {
    const { key, ...rest } = completion;
    this.#write({ key, ...rest });
  }

  /** Keeps a recipe once. */
  appendRecipe(recipe: StoredRecipe): void {
    if (this.#recipes.has(recipe.recipe)) return;
    const { recipe: hash, ...rest } = recipe;
    this.#write({ recipe: hash, ...rest });
  }

  /** Takes in the lines that were appended since, by whomever. */
  refresh(): void {
    const end = this.#source.size();
    let rest: Uint8Array = new Uint8Array();
    let position = this.#scanned;
    while (position < end) {
      const chunk = new Uint8Array(Math.min(chunkBytes, end - position));
      const read = this.#source.read(chunk, position);
      if (read === 0) break;
      position += read;
      const bytes = rest.length ? concat(rest, chunk.subarray(0, read)) : chunk.subarray(0, read);
      const used = this.#scan(bytes, this.#scanned);
      this.#scanned += used;
      rest = bytes.subarray(used);
    }
  }

  close(): void {
    this.#source.close();
  }

  #write(line: unknown): void {
    if (!this.#source.append) throw new Error("the store was opened for reading only");
    this.#source.append(encoder.encode(JSON.stringify(line) + "\n"));
    this.refresh();
  }

  /** Indexes the whole lines in `bytes`; returns how many bytes those are. */
  #scan(bytes: Uint8Array, offset: number): number {
    let start = 0;
    for (let end; (end = bytes.indexOf(10, start)) >= 0; start = end + 1) {
      if (end > start) this.#note(bytes.subarray(start, end), offset + start);
    }
    return start;
  }

  #note(line: Uint8Array, at: number): void {
    const whole = line[line.length - 1] === 125; // }
    const head = latin1.decode(line.subarray(0, 80));
    if (whole && head.startsWith(keyStart)) {
      const key = head.slice(keyStart.length, head.indexOf('"', keyStart.length));
      this.#index.set(key, { at, bytes: line.length });
    } else if (whole && head.startsWith(recipeStart)) {
      const recipe = StoredRecipe.parse(JSON.parse(decoder.decode(line)));
      this.#recipes.set(recipe.recipe, recipe);
    } else {
      this.torn++;
    }
  }
}

const encoder = new TextEncoder(), decoder = new TextDecoder(), latin1 = new TextDecoder("latin1");

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function fileSource(fd: number): Source {
  let open = true;
  const lastByte = new Uint8Array(1);
  const size = () => fstatSync(fd).size;
  return {
    size,
    read: (into, position) => readSync(fd, into, 0, into.length, position),
    append(line) {
      const end = size();
      const torn = end > 0 && (readSync(fd, lastByte, 0, 1, end - 1), lastByte[0] !== 10);
      const whole = torn ? concat(encoder.encode("\n"), line) : line;
      const written = writeSync(fd, whole);
      if (written !== whole.length) throw new Error("the store's disk is full");
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
    size: () => length,
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
