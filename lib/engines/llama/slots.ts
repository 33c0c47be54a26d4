/**
 * Continuous batching: one decode for the next token of every reply in work, then one token drawn for
 * each, and so on; a reply that ends gives its slot to the next prompt. Each slot is a sequence of its
 * own in the context: its cells lie apart from the others', its positions are its own, and what it held
 * before is removed before it is used again, but for the beginning that its next prompt shares. A
 * beginning that another slot holds is copied, not computed again.
 *
 * A reply does not depend on what is asked beside it. Rounding depends on how many rows a matrix has
 * and where they are cut, so that a prompt is always computed alone and in the same pieces, and only
 * whole pieces of it are used again.
 *
 * The first token of a step is drawn alone: llama.cpp sorts its outputs when they are first looked at,
 * and two threads that do it at once would mix the sequences.
 */
import { rmSync } from "node:fs";
import type { Addon, AddonContext, AddonModel, AddonSampler } from "./addon.ts";
import type { Job, Written } from "./job.ts";
import { ReplyText } from "./replyText.ts";

/** A reply in work. */
interface Work {
  job: Job;
  prompt: number[];
  signal?: AbortSignal;
  piece?: (text: string) => void;
  resolve(written: Written): void;
  reject(error: unknown): void;
}

interface Slot {
  readonly sequence: number;
  /** The tokens whose cells the context has for it. */
  held: number[];
  /** How many of them, from the first, were computed in whole pieces of a prompt. */
  whole: number;
  work?: Running;
}

/** A reply that has a slot. */
interface Running extends Work {
  /** The last token drawn, to be computed next. */
  last: number;
  sampler: AddonSampler;
  /** Looks at the model's own probabilities; one for each reply, as all are drawn at once. */
  plain?: AddonSampler;
  reply: ReplyText;
  cached: number;
  completion: number;
  logprobs: { token: string; logprob: number }[];
}

export interface SlotsOptions {
  addon: Addon;
  model: AddonModel;
  context: AddonContext;
  slots: number;
  /** Cells of one slot. */
  cells: number;
  /** Tokens of a prompt that are computed together. */
  piece: number;
  /** Where the state of a slot is put when another one copies it. */
  scratch: string;
}

export class Slots {
  readonly #options: SlotsOptions;
  readonly #slots: Slot[];
  readonly #queue: Work[] = [];
  #running = false;

  constructor(options: SlotsOptions) {
    this.#options = options;
    this.#slots = Array.from({ length: options.slots }, (_, sequence) => ({
      sequence,
      held: [],
      whole: 0,
    }));
  }

  /** Writes one reply to a tokenized prompt. */
  write(
    prompt: number[],
    job: Job,
    more: { signal?: AbortSignal; piece?: (text: string) => void } = {},
  ): Promise<Written> {
    if (prompt.length === 0) return Promise.reject(new Error("the prompt is empty"));
    const { cells } = this.#options;
    if (prompt.length >= cells) {
      return Promise.reject(
        new Error(
          `the prompt has ${prompt.length} tokens and the context ${cells}: raise the option 'context'`,
        ),
      );
    }
    return new Promise((resolve, reject) => {
      this.#queue.push({ job, prompt, ...more, resolve, reject });
      if (!this.#running) void this.#run();
    });
  }

  async #run() {
    this.#running = true;
    try {
      // A turn first, so that what is asked together begins together.
      await new Promise((resolve) => setTimeout(resolve, 0));
      while (this.#queue.length || this.#slots.some(({ work }) => work)) {
        this.#dropAborted();
        if (!await this.#begin()) await this.#step();
      }
    } finally {
      this.#running = false;
    }
  }

  #dropAborted() {
    for (let i = this.#queue.length - 1; i >= 0; i--) {
      const { signal, reject } = this.#queue[i];
      if (!signal?.aborted) continue;
      this.#queue.splice(i, 1);
      reject(signal.reason);
    }
    for (const slot of this.#slots) {
      const { work } = slot;
      if (work?.signal?.aborted) this.#fail(slot, work.signal.reason);
    }
  }

  /** Gives a free slot to the first who waits, and computes its prompt; whether there was one. */
  async #begin(): Promise<boolean> {
    const free = this.#slots.filter(({ work }) => !work);
    const work = free.length ? this.#queue.shift() : undefined;
    if (!work) return false;
    const { prompt } = work;
    const common = ({ held, whole }: Slot) => {
      // At least one token is computed: its logits say how to go on.
      const most = Math.min(shared(held, prompt), whole, prompt.length - 1);
      return most - most % this.#options.piece;
    };
    const best = (slots: Slot[]) => slots.reduce((a, b) => common(b) > common(a) ? b : a);
    const slot = best(free), giver = best(this.#slots);
    const running = slot.work = this.#started(work);
    try {
      if (common(giver) > common(slot)) await this.#copy(giver, slot);
      const kept = common(slot);
      if (
        kept === 0 || !this.#options.context.removeTokenCellsFromSequence(slot.sequence, kept, -1)
      ) {
        this.#forget(slot);
      }
      slot.held = slot.held.slice(0, kept);
      running.cached = slot.held.length;
      await this.#read(slot, running);
    } catch (error) {
      this.#fail(slot, error);
    }
    return true;
  }

  #started(work: Work): Running {
    const { addon, model } = this.#options;
    const { temperature, topP, seed, grammar, stop } = work.job;
    const sampler = new addon.AddonSampler(model);
    sampler.applyConfig({
      temperature,
      ...(topP !== undefined && topP < 1 ? { topP } : {}),
      seed: seed === undefined ? Math.floor(Math.random() * 2 ** 32) : seed >>> 0,
      ...(grammar === undefined ? {} : {
        grammarEvaluationState: new addon.AddonGrammarEvaluationState(
          model,
          new addon.AddonGrammar(grammar, { addonExports: addon }),
        ),
      }),
    });
    const plain = work.job.logprobs ? new addon.AddonSampler(model) : undefined;
    plain?.applyConfig({ temperature: 0 });
    const reply = new ReplyText((tokens) => model.detokenize(tokens, false), {
      stop,
      before: work.prompt.slice(-1),
    });
    return { ...work, last: -1, sampler, plain, reply, cached: 0, completion: 0, logprobs: [] };
  }

  async #copy(from: Slot, to: Slot) {
    const { context, scratch, cells } = this.#options;
    try {
      const tokens = Uint32Array.from(from.held);
      await context.saveSequenceStateToFile(scratch, from.sequence, tokens);
      this.#forget(to);
      await context.loadSequenceStateFromFile(scratch, to.sequence, cells);
      to.held = [...from.held];
      to.whole = from.whole;
    } finally {
      rmSync(scratch, { force: true });
    }
  }

  /** Computes what is left of a prompt, and draws the reply's first token. */
  async #read(slot: Slot, work: Running) {
    const { context, piece } = this.#options;
    const { prompt, signal } = work;
    let index = -1;
    while (slot.held.length < prompt.length) {
      signal?.throwIfAborted();
      const tokens = prompt.slice(slot.held.length, slot.held.length + piece);
      context.initBatch(tokens.length);
      [index] = context.addToBatch(
        slot.sequence,
        slot.held.length,
        Uint32Array.from(tokens),
        Uint32Array.of(tokens.length - 1),
      );
      await context.decodeBatch();
      slot.held.push(...tokens);
      slot.whole = slot.held.length - slot.held.length % piece;
    }
    await this.#draw(slot, work, index);
  }

  /** The next token of every reply. */
  async #step() {
    const { context } = this.#options;
    const busy = this.#slots.flatMap((slot) => slot.work ? [{ slot, work: slot.work }] : []);
    if (!busy.length) return;
    try {
      context.initBatch(busy.length);
      const indexes = busy.map(({ slot, work }) =>
        context.addToBatch(
          slot.sequence,
          slot.held.length,
          Uint32Array.of(work.last),
          Uint32Array.of(0),
        )[0]
      );
      await context.decodeBatch();
      for (const { slot, work } of busy) slot.held.push(work.last);
      const draw = ({ slot, work }: typeof busy[number], i: number) =>
        this.#draw(slot, work, indexes[i]).catch((error) => this.#fail(slot, error));
      await draw(busy[0], 0);
      await Promise.all(busy.slice(1).map((each, i) => draw(each, i + 1)));
    } catch (error) {
      for (const { slot } of busy) this.#fail(slot, error);
    }
  }

  async #draw(slot: Slot, work: Running, index: number) {
    const { context, model, cells } = this.#options;
    const { job, reply } = work;
    const token = await context.sampleToken(index, work.sampler);
    if (token < 0) throw new Error("no token fits the grammar");
    if (model.isEogToken(token)) return this.#finish(slot, work, "stop");
    if (job.logprobs) {
      const logprob = await this.#logprob(work.plain!, index, token);
      work.logprobs.push({
        token: model.detokenize(Uint32Array.of(token), false),
        logprob,
      });
    }
    work.completion++;
    reply.push(token);
    if (reply.stopped) return this.#finish(slot, work, "stop");
    if (work.completion >= job.maxTokens || slot.held.length + 1 >= cells) {
      return this.#finish(slot, work, "length");
    }
    work.last = token;
    const piece = job.stream && reply.piece();
    if (piece) work.piece?.(piece);
  }

  /** A token's log-probability under the model itself: before temperature, top-p and grammar. */
  async #logprob(plain: AddonSampler, index: number, token: number): Promise<number> {
    const { context } = this.#options;
    const [likeliest, , share] = await context.sampleToken(index, plain, false, true);
    if (likeliest === token && share !== undefined) return Math.log(share);
    const [, all] = await context.sampleToken(index, plain, true, false);
    for (let i = 0; i < all!.length; i += 2) if (all![i] === token) return Math.log(all![i + 1]);
    throw new Error(`no probability for the token ${token}`);
  }

  #finish(slot: Slot, work: Running, finishReason: Written["finishReason"]) {
    const { reply } = work;
    reply.end();
    const last = work.job.stream && reply.piece({ last: true });
    if (last) work.piece?.(last);
    this.#free(slot);
    work.resolve({
      text: reply.text,
      finishReason,
      promptTokens: work.prompt.length,
      completionTokens: work.completion,
      cachedTokens: work.cached,
      logprobs: work.job.logprobs ? work.logprobs : undefined,
    });
  }

  #fail(slot: Slot, error: unknown) {
    const { work } = slot;
    if (!work) return;
    this.#free(slot);
    this.#forget(slot); // what its cells hold is not known
    work.reject(error);
  }

  #forget(slot: Slot) {
    this.#options.context.disposeSequence(slot.sequence);
    slot.held = [];
    slot.whole = 0;
  }

  #free(slot: Slot) {
    slot.work?.sampler.dispose();
    slot.work?.plain?.dispose();
    slot.work = undefined;
  }
}

/** How many tokens two lists begin with alike. */
function shared(a: number[], b: number[]): number {
  const most = Math.min(a.length, b.length);
  for (let i = 0; i < most; i++) if (a[i] !== b[i]) return i;
  return most;
}
