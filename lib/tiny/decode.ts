/**
 * Sampling with a key-value cache. Prompts are read once each, however many samples of a prompt are
 * drawn; then all unfinished samples of a part advance together, a token a step.
 *
 * A sample's random numbers come from its own seed, and no kernel mixes rows, so a sample does not
 * depend on what is sampled beside it.
 */
import { control } from "./memory.ts";
import type { Transformer } from "./transformer.ts";
import { seededRandom } from "../base/mod.ts";

export interface Sampler {
  maxTokens: number;
  /** 0 takes the likeliest token. */
  temperature: number;
  topP: number;
  stop: readonly number[];
}

/** How a sample ended, as stored behind its length: by a stop token or by reaching its limit. */
export const FINISHED = 1 << 30;

/**
 * Samples for `count` slots after the prompts of the part's batch (`n` tokens, `sequences` prompts).
 * Writes tokens to `generated` and lengths to `lengths`.
 */
export function decode(
  model: Transformer,
  words: Int32Array,
  n: number,
  sequences: number,
  count: number,
  sampler: Sampler,
): void {
  const { k, memory: m, plan, layers } = model;
  const { width: d, heads, hidden, vocabulary, context } = model.config;
  const headWidth = d / heads;
  const word = (address: number, i: number) => words[address / 4 + i];
  const setWord = (address: number, i: number, value: number) => words[address / 4 + i] = value;
  const promptOf = (slot: number) => word(m.sequenceOf, slot);
  const start = (prompt: number) => word(m.offsets, prompt);
  const length = (prompt: number) => word(m.offsets, prompt + 1) - start(prompt);

  const fillCache = (l: number) => {
    for (let slot = 0; slot < count; slot++) {
      const prompt = promptOf(slot), first = slot * context * d;
      for (let t = 0; t < length(prompt); t++) {
        const row = m.layers[0].qkv + 4 * 3 * d * (start(prompt) + t);
        k.copy(m.cache[l].keys + 4 * (first + t * d), row + 4 * d, d);
        k.copy(m.cache[l].values + 4 * (first + t * d), row + 8 * d, d);
      }
    }
  };
  const x = model.forward(n, sequences, false, fillCache);
  for (let slot = 0; slot < count; slot++) {
    setWord(m.rows, slot, start(promptOf(slot)) + length(promptOf(slot)) - 1);
    setWord(m.lengths, slot, 0);
  }
  model.head(x, count);

  const random = Array.from({ length: count }, (_, slot) => seededRandom(word(m.seeds, slot)));
  const limit = (slot: number) => Math.min(sampler.maxTokens, context - length(promptOf(slot)));
  let active = Array.from({ length: count }, (_, slot) => slot).filter((slot) => limit(slot) > 0);
  // Row i of the logits belongs to active[i]; a slot without room for a token has a row all the same.
  let rowOf = active.slice();
  for (let step = 0; active.length > 0; step++) {
    const going: number[] = [];
    active.forEach((slot, i) => {
      const logits = m.logits + 4 * vocabulary * rowOf[i];
      const token = sampler.temperature > 0
        ? k.sampleToken(logits, vocabulary, sampler.temperature, sampler.topP, random[slot]())
        : k.argmax(logits, vocabulary);
      if (sampler.stop.includes(token)) {
        setWord(m.lengths, slot, word(m.lengths, slot) | FINISHED);
        return;
      }
      setWord(m.generated, slot * context + step, token);
      setWord(m.lengths, slot, step + 1);
      if (step + 1 < limit(slot)) going.push(slot);
    });
    active = going;
    rowOf = active.map((_, i) => i);
    const b = active.length;
    if (b === 0) return;
    active.forEach((slot, i) => {
      setWord(m.tokens, i, word(m.generated, slot * context + step));
      setWord(m.positions, i, length(promptOf(slot)) + step);
      setWord(m.slots, i, slot);
    });

    // The equations of `Transformer.forward`, one token a sequence.
    const x = m.residual[0], a = m.layers[0];
    k.gather(x, model.embedding.weight, m.tokens, b, d);
    layers.forEach(({ attentionGain, qkv, output, mlpGain, up, down }, l) => {
      k.rmsNorm(x, attentionGain.weight, b, d, a.normed1, a.inverse1);
      qkv.forwardPacked(a.normed1, b, a.qkv);
      k.rotate(a.qkv, m.positions, b, 2 * heads, headWidth, 3 * d, plan.cosines, plan.sines, 1);
      const { keys, values } = m.cache[l];
      // deno-fmt-ignore
      k.attentionStep(a.qkv, m.slots, m.positions, b, heads, headWidth, context, keys, values, a.attended, m.scores);
      output.forwardPacked(a.attended, b, x, true);
      k.rmsNorm(x, mlpGain.weight, b, d, a.normed2, a.inverse2);
      up.forwardPacked(a.normed2, b, a.up);
      k.squaredRelu(a.up, b * hidden, a.activated);
      down.forwardPacked(a.activated, b, x, true);
    });
    k.rmsNorm(x, model.gain.weight, b, d, m.final, m.finalInverse);
    // deno-fmt-ignore
    k.gemmPacked(b, vocabulary, d, m.final, d, model.packedOutput, m.logits, vocabulary, 0, m.packedA);
  }
}

/** The sampler's numbers in the control block, shared by all parts. */
export function writeSampler(
  words: Int32Array,
  floats: Float32Array,
  at: number,
  s: Sampler,
): void {
  const base = at / 4 + control.arguments;
  words[base] = s.maxTokens;
  floats[base + 1] = s.temperature;
  floats[base + 2] = s.topP;
  words[base + 3] = s.stop.length;
  words.set(s.stop, base + 4);
}

export function readSampler(words: Int32Array, floats: Float32Array, at: number): Sampler {
  const base = at / 4 + control.arguments;
  return {
    maxTokens: words[base],
    temperature: floats[base + 1],
    topP: floats[base + 2],
    stop: Array.from(words.subarray(base + 4, base + 4 + words[base + 3])),
  };
}
