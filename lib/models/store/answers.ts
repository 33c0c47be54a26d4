/** The answers in a store that are one model's, and one line on those that may be another's. */
import { requestKey, sampleKey } from "./callKey.ts";
import { givenUp } from "../errorIn.ts";
import type { ModelEvent } from "../events.ts";
import type { Identity } from "./identity.ts";
import type { Prepared } from "../jobs.ts";
import type { CompletionStore, StoredCompletion } from "./store.ts";

export interface AnswersOptions {
  uri: string;
  identity: Identity;
  store: CompletionStore;
  /** The store's file; none for one in memory, whose answers are all of this process. */
  file?: string;
  /** Only what this object was answered counts. */
  fresh?: boolean;
  say: (event: ModelEvent) => void;
}

/** What this process has said already: each line once. */
const said = new Set<string>();

/** What a model was answered, in a store. */
export class Answers {
  readonly #options: AnswersOptions;
  /** Keys answered by this object: `fresh` does not ask for them twice. */
  readonly #own = new Set<string>();
  /** Which models a server named when it gave the answers that were taken. */
  readonly #served = new Set<string>();

  constructor(options: AnswersOptions) {
    this.#options = options;
  }

  /** The stored answer to a sample. */
  get({ key, call }: Pick<Prepared, "key" | "call">, sample: number): StoredCompletion | undefined {
    const { store, fresh, uri, identity } = this.#options;
    const name = sampleKey(key, sample);
    if (this.#own.has(name)) return store.get(name);
    if (fresh) return undefined;
    const found = this.#answer(name);
    if (found) return identity.doubt ? this.#taken(found) : found;
    for (const other of this.#others()) {
      const found = this.#answer(sampleKey(requestKey(uri, other, call), sample));
      if (found) return this.#taken(found);
    }
  }

  /** Whether a new answer replaces a stored one. */
  replaces(key: string): boolean {
    if (this.#own.has(key)) return false;
    return Boolean(this.#options.fresh) || (this.#options.store.has(key) && !this.#answer(key));
  }

  /** A stored answer; a server's failure that was once stored as one is none. */
  #answer(key: string): StoredCompletion | undefined {
    const stored = this.#options.store.get(key);
    return stored && !givenUp.test(stored.finishReason) ? stored : undefined;
  }

  /** An answer that came for this object. */
  add({ key, served }: StoredCompletion): void {
    this.#own.add(key);
    const name = nameOf(served), before = [...this.#served].join(", ");
    if (!name || !before || this.#served.has(name)) return;
    this.#say(`${this.#options.uri}: the server now answers as ${name}, and answered as ${before}`);
  }

  /** Identities under which this model's answers may be stored, the latest first. */
  #others(): (string | undefined)[] {
    const { store, uri, identity } = this.#options;
    if (!identity.maybe) return [];
    const known = new Set<string | undefined>();
    for (const recipe of store.recipes().reverse()) {
      if (recipe.model === uri && recipe.identity !== identity.key) known.add(recipe.identity);
    }
    return [...known].filter(identity.maybe);
  }

  /** An answer that may be another model's. */
  #taken(stored: StoredCompletion): StoredCompletion {
    const { uri, identity: { doubt }, store, file } = this.#options;
    const name = nameOf(stored.served);
    if (name) this.#served.add(name);
    if (file === undefined || said.has(`${uri} ${file}`)) return stored;
    said.add(`${uri} ${file}`);
    const { count, first, last } = store.span(uri, stored.identity);
    const [from, to] = [first, last].map((each) => each?.at.slice(0, 10));
    const when = from === to ? from : `${from} to ${to}`;
    const by = last?.served ? `, by ${last.served}` : "";
    this.#say(`${uri}: answers are taken from ${file} (${count}, of ${when}${by}): ${doubt}`, {
      count,
      from: first?.at,
      to: last?.at,
    });
    return stored;
  }

  #say(what: string, of: { count?: number; from?: string; to?: string } = {}): void {
    if (said.has(what)) return;
    said.add(what);
    const reason = `${what}; TRACELAB_FRESH=1 asks anew`;
    this.#options.say({ type: "stored", reason, ...of });
    console.error(reason);
  }
}

/** The model's name in what a server says that it answered with. */
const nameOf = (served?: string) => served?.split(" · ", 1)[0];
