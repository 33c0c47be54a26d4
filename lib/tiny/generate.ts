/** Samples continuations, as many at the same time as the engine has room for. */
import { setImmediate } from "node:timers/promises";
import { BatchWriter, checkTokens } from "./batch.ts";
import type { TinyConfig } from "./config.ts";
import { FINISHED, type Sampler, writeSampler } from "./decode.ts";
import type { Engine } from "./engine.ts";
import { PARTS } from "./memory.ts";
import { Operation } from "./operations.ts";
import { mixSeeds } from "./random.ts";

export interface GenerateOptions {
  /** @default {what fits in the context} */
  maxTokens?: number;
  /** 0 takes the likeliest token. @default {0} */
  temperature?: number;
  /** @default {1} */
  topP?: number;
  /** Tokens that end a sample; they are not part of it. At most 8. */
  stop?: number | readonly number[];
  /** One seed for each prompt, or one for all: a sample depends on its prompt and its seed alone. @default {0} */
  seeds?: number | ArrayLike<number>;
}

export interface Generation {
  tokens: number[];
  finishReason: "stop" | "length";
}

interface Job {
  prompt: ArrayLike<number>;
  seed: number;
}

function sameTokens(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

export async function generate(
  engine: Engine,
  config: TinyConfig,
  prompts: readonly ArrayLike<number>[],
  options: GenerateOptions,
): Promise<Generation[]> {
  const { seeds = 0 } = options;
  const sampler = samplerOf(options, config.context);
  if (typeof seeds !== "number" && seeds.length < prompts.length) {
    throw new RangeError(`'seeds' has ${seeds.length} for ${prompts.length} prompts`);
  }
  prompts.forEach((p, i) => checkTokens(p, `prompt ${i}`, config.context, config.vocabulary));
  engine.checkOpen();

  const jobs = prompts.map((prompt, i) => ({
    prompt,
    seed: mixSeeds([typeof seeds === "number" ? seeds : seeds[i]], prompt),
  }));
  const out: Generation[] = [];
  while (out.length < jobs.length) {
    out.push(...generateSome(engine, config, sampler, jobs, out.length));
    await setImmediate();
  }
  return out;
}

function samplerOf(options: GenerateOptions, context: number): Sampler {
  const { maxTokens = context, stop = [], temperature = 0, topP = 1 } = options;
  if (!(maxTokens > 0)) throw new RangeError(`'maxTokens' must be positive: ${maxTokens}`);
  if (maxTokens !== Infinity && !Number.isInteger(maxTokens)) {
    throw new RangeError(`'maxTokens' must be an integer: ${maxTokens}`);
  }
  if (!(temperature >= 0)) {
    throw new RangeError(`'temperature' must not be negative: ${temperature}`);
  }
  if (!(topP > 0 && topP <= 1)) throw new RangeError(`'topP' must be in (0, 1]: ${topP}`);
  const stops = typeof stop === "number" ? [stop] : stop;
  if (stops.length > 8) throw new RangeError(`${stops.length} stop tokens: at most 8`);
  // Its word in the control block has 32 bits: a larger limit would be another one.
  return { maxTokens: Math.min(maxTokens, context), temperature, topP, stop: stops };
}

/** Samples for as many of the jobs from `next` on as fit in the engine at the same time. */
function generateSome(
  engine: Engine,
  config: TinyConfig,
  sampler: Sampler,
  jobs: readonly Job[],
  next: number,
): Generation[] {
  const { words, floats, plan } = engine.operations;
  // Here and not once: another call may have come between two rounds of this one.
  writeSampler(words, floats, plan.control, sampler);
  const batch = new BatchWriter(words, plan);
  const share = Math.min(plan.partSlots, Math.ceil((jobs.length - next) / PARTS));
  const places: { part: number; slot: number }[] = [];
  for (let part = 0; part < PARTS; part++) {
    const m = batch.memory(part);
    for (; next < jobs.length && batch.slots[part] < share; next++) {
      const { prompt, seed } = jobs[next], slot = batch.slots[part];
      // Neighbours are in the same part: the samples of one prompt read it once.
      if (slot === 0 || !sameTokens(prompt, jobs[next - 1].prompt)) {
        if (batch.tokens[part] + prompt.length > plan.partTokens) break;
        batch.append(part, prompt, prompt.length);
      }
      words[m.sequenceOf / 4 + slot] = batch.sequences[part] - 1;
      words[m.seeds / 4 + slot] = seed;
      batch.slots[part]++;
      places.push({ part, slot });
    }
  }
  batch.finish();
  engine.operations.pack();
  engine.run(Operation.Generate);
  return places.map(({ part, slot }) => {
    const m = plan.parts[part], length = words[m.lengths / 4 + slot];
    const start = m.generated / 4 + slot * config.context;
    const tokens = Array.from(words.subarray(start, start + (length & ~FINISHED)));
    return { tokens, finishReason: length & FINISHED ? "stop" : "length" };
  });
}
