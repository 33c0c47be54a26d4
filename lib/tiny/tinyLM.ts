/**
 * The embedded language model: a small transformer that is trained and sampled on this machine's
 * CPU. Everything that trains it is built from one primitive, a weighted negative log-likelihood
 * (`backward`), and AdamW (`update`).
 */
import { setImmediate } from "node:timers/promises";
import {
  BatchWriter,
  checkTokens,
  chunks,
  type Place,
  predictedTokens,
  type Sequence,
} from "./batch.ts";
import { type CheckpointHeader, readCheckpoint, writeCheckpoint } from "./checkpoint.ts";
import {
  adapterParameters,
  type Parameter,
  parameterCount,
  parameters,
  type TinyConfig,
  tinyConfig,
  type TinyShape,
} from "./config.ts";
import { Engine, type EngineOptions } from "./engine.ts";
import { generate, type GenerateOptions, type Generation } from "./generate.ts";
import { initialWeights, writeRotations } from "./initialise.ts";
import {
  announceAdapter,
  initialFactors,
  type LoraAdapter,
  loraAdapter,
  type LoraOptions,
} from "./lora.ts";
import { argument, Operation, partWord } from "./operations.ts";
import type { Vocabulary } from "./roles/tokenizer.ts";
import type { BackwardOptions, Logprobs, StepResult, UpdateOptions } from "./stepOptions.ts";

export interface TinyOptions extends EngineOptions {
  /** Of the initial weights. @default {0} */
  seed?: number;
  /** Kept with the checkpoint. */
  tokenizer?: Vocabulary;
}

/**
 * A transformer on this machine's CPU: trained by `step`, sampled by `generate`.
 *
 * @example
 * ```ts
 * import { TinyLM } from "tracelab/tiny";
 * await using lm = await TinyLM.create({ vocabulary: 8, width: 16, layers: 1, heads: 1 }, { seed: 7 });
 * const { loss } = lm.step([{ tokens: [1, 2, 3, 0], from: 1 }], { learningRate: 0.01 });
 * const [{ tokens }] = await lm.generate([[1, 2]], { maxTokens: 5, stop: 0 });
 * console.log(lm.size, loss, tokens);
 * ```
 */
export class TinyLM implements AsyncDisposable {
  /** Updates that the optimizer has made; with `moments`, all that it remembers. */
  updates = 0;
  private adapter?: LoraAdapter;

  private constructor(
    readonly config: TinyConfig,
    readonly engine: Engine,
    readonly tokenizer?: Vocabulary,
  ) {}

  /** A model with random weights. */
  static async create(shape: TinyShape, options: TinyOptions = {}): Promise<TinyLM> {
    const lm = await TinyLM.empty(tinyConfig(shape), options);
    initialWeights(lm.engine.operations, options.seed ?? 0);
    return lm;
  }

  private static async empty(config: TinyConfig, options: TinyOptions): Promise<TinyLM> {
    const lm = new TinyLM(config, await Engine.start(config, options), options.tokenizer);
    writeRotations(lm.engine.operations);
    return lm;
  }

  /**
   * A model from a checkpoint, a file or its bytes; with `tokenizer`, only one that was trained with
   * that tokenizer.
   */
  static async load(
    checkpoint: string | URL | Uint8Array,
    options: Omit<TinyOptions, "seed"> = {},
  ): Promise<TinyLM> {
    const { header, weights } = await readCheckpoint(checkpoint, options.tokenizer);
    const lm = await TinyLM.empty(header.config, { ...options, tokenizer: header.tokenizer });
    lm.weights.set(weights);
    return lm;
  }

  /** The checkpoint's bytes, in half precision unless `dtype` is `f32`. */
  save(options: { dtype?: CheckpointHeader["dtype"] } = {}): Uint8Array {
    if (this.adapter) throw new Error("the model has an adapter: merge or remove it before saving");
    return writeCheckpoint(this.config, this.weights, options.dtype ?? "f16", this.tokenizer);
  }

  /** A copy of the weights in a model of its own, with a fresh optimizer and without adapters. */
  async clone(options: EngineOptions = {}): Promise<TinyLM> {
    const { capacity, build, threads } = this.engine;
    const own = { ...capacity, build, threads, ...options, tokenizer: this.tokenizer };
    const lm = await TinyLM.empty(this.config, own);
    lm.weights.set(this.weights);
    return lm;
  }

  /** A copy in which the adapter is part of the weights. */
  async cloneMerged(options: EngineOptions = {}): Promise<TinyLM> {
    const lm = await this.clone(options);
    if (!this.adapter) return lm;
    lm.attachLora(this.adapter);
    for (const { name } of this.trained) lm.parameter(name).set(this.parameter(name));
    lm.mergeLora();
    return lm;
  }

  /** The weights, adapters not included: a view of the engine's memory. */
  get weights(): Float32Array {
    return this.view(this.engine.operations.plan.weights, parameterCount(this.config));
  }

  /** The optimizer's two moments, in the order of the weights, adapters behind them: views. */
  get moments(): Float32Array[] {
    const { moment1, moment2, size } = this.engine.operations.plan;
    return [moment1, moment2].map((start) => this.view(start, size));
  }

  /** Number of weights. */
  get size(): number {
    return parameterCount(this.config);
  }

  /** A parameter of the model or of its adapter, by name: a view. */
  parameter(name: string): Float32Array {
    const { offset, rows, columns } = this.find(name);
    return this.view(this.engine.operations.plan.weights + 4 * offset, rows * columns);
  }

  /** The gradient that `backward` left for a parameter: a view. */
  gradient(name: string): Float32Array {
    const { offset, rows, columns } = this.find(name);
    return this.view(this.engine.operations.plan.parts[0].gradient + 4 * offset, rows * columns);
  }

  /** The parameters that are trained: the model's own, or its adapter's. */
  get trained(): Parameter[] {
    const { adapter, config } = this;
    return adapter ? adapterParameters(config, adapter.rank, adapter.targets) : parameters(config);
  }

  /** Samples one continuation of each prompt. */
  generate(
    prompts: readonly ArrayLike<number>[],
    options: GenerateOptions = {},
  ): Promise<Generation[]> {
    return generate(this.engine, this.config, prompts, options);
  }

  /** log p of every predicted token of every sequence. */
  async logprobs(sequences: readonly Sequence[]): Promise<Logprobs> {
    this.check(sequences);
    const out: Logprobs = [];
    for (const chunk of this.split(sequences)) {
      const places = this.place(chunk);
      this.engine.run(Operation.Score);
      out.push(...this.readLogprobs(places));
      await setImmediate();
    }
    return out;
  }

  /** The logits (predicted tokens x vocabulary) of every sequence. */
  async logits(sequences: readonly Sequence[]): Promise<Float32Array[]> {
    this.check(sequences);
    const { plan } = this.engine.operations, { vocabulary } = this.config;
    const out: Float32Array[] = [];
    for (const chunk of this.split(sequences)) {
      const places = this.place(chunk);
      this.engine.run(Operation.Logits);
      for (const { part, first, last } of places) {
        const start = plan.parts[part].logits + 4 * first * vocabulary;
        out.push(this.view(start, (last - first) * vocabulary).slice());
      }
      await setImmediate();
    }
    return out;
  }

  /**
   * The primitive: the gradient of sum over predicted tokens of weight * -log p(token | before), left
   * in `gradient(name)`.
   */
  backward(sequences: readonly Sequence[], options: BackwardOptions = {}): StepResult {
    this.check(sequences);
    const places = this.place(sequences);
    this.engine.run(Operation.Forward);
    const logprobs = this.readLogprobs(places);
    const given = options.weigh?.(logprobs);
    const count = sequences.reduce((sum, sequence) => sum + predictedTokens(sequence), 0);
    if (count === 0) throw new RangeError("the batch predicts no token");
    let loss = 0;
    sequences.forEach((sequence, i) => {
      const weights = given ? given[i] : sequence.weights ?? 1 / count;
      const to = this.rows(places[i], "weights");
      if (typeof weights === "number") to.fill(weights);
      else if (weights.length === to.length) to.set(weights);
      else throw new RangeError(`sequence ${i}: ${weights.length} weights for ${to.length} tokens`);
      to.forEach((weight, t) => loss -= weight * logprobs[i][t]);
    });
    this.engine.run(Operation.Backward);
    return { loss, gradientNorm: this.reduce(), logprobs };
  }

  /**
   * The gradient of temperature² KL(teacher || model), the mean over all predicted tokens, given the
   * teacher's logits.
   */
  distil(
    sequences: readonly Sequence[],
    teacher: readonly Float32Array[],
    options: { temperature?: number } = {},
  ): { loss: number; gradientNorm: number } {
    this.check(sequences);
    const { plan, floats } = this.engine.operations, { vocabulary } = this.config;
    const places = this.place(sequences);
    const count = sequences.reduce((sum, sequence) => sum + predictedTokens(sequence), 0);
    if (count === 0) throw new RangeError("the batch predicts no token");
    places.forEach((place, i) => {
      const size = (place.last - place.first) * vocabulary;
      if (teacher[i]?.length !== size) {
        throw new RangeError(`sequence ${i}: ${teacher[i]?.length} teacher logits, not ${size}`);
      }
      floats.set(teacher[i], plan.parts[place.part].teacher / 4 + place.first * vocabulary);
      this.rows(place, "weights").fill(1 / count);
    });
    floats[plan.control / 4 + argument.temperature] = options.temperature ?? 1;
    this.engine.run(Operation.Distil);
    let loss = 0;
    for (const place of places) for (const row of this.rows(place, "logprobs")) loss += row / count;
    return { loss, gradientNorm: this.reduce() };
  }

  /** One step of AdamW with the gradient that `backward` or `distil` left. */
  update(gradientNorm: number, options: UpdateOptions): void {
    const { plan, floats } = this.engine.operations, at = plan.control / 4;
    const { learningRate, weightDecay = 0, clip = 1, epsilon = 1e-8 } = options;
    const { beta1 = 0.9, beta2 = 0.98 } = options;
    if (!Number.isFinite(gradientNorm)) {
      throw new Error(`the gradient's norm is ${gradientNorm}: the training diverged`);
    }
    this.updates++;
    floats[at + argument.gradientScale] = gradientNorm > clip ? clip / gradientNorm : 1;
    floats[at + argument.learningRate] = learningRate;
    floats[at + argument.beta1] = beta1;
    floats[at + argument.beta2] = beta2;
    floats[at + argument.epsilon] = epsilon;
    floats[at + argument.weightDecay] = weightDecay;
    floats[at + argument.unbias1] = 1 / (1 - beta1 ** this.updates);
    floats[at + argument.unbias2] = 1 / (1 - beta2 ** this.updates);
    this.engine.run(Operation.Update);
  }

  /** `backward` and `update`. */
  step(sequences: readonly Sequence[], options: BackwardOptions & UpdateOptions): StepResult {
    const result = this.backward(sequences, options);
    this.update(result.gradientNorm, options);
    return result;
  }

  /** Forgets the optimizer's moments. */
  resetOptimizer(): void {
    this.updates = 0;
    for (const moment of this.moments) moment.fill(0);
  }

  /**
   * Freezes the model and puts trainable low-rank factors beside its matrices (Hu et al. 2022,
   * section 4.1): W + (alpha / rank) A B, A random and B zero, so that nothing changes at first.
   */
  attachLora(options: LoraOptions): void {
    if (this.adapter) throw new Error("the model already has an adapter");
    this.adapter = loraAdapter(options, this.engine.capacity.maxRank);
    announceAdapter(this.engine.operations, this.adapter);
    initialFactors(this.engine.operations, this.adapter);
    this.resetOptimizer();
  }

  /** Adds the adapter to the weights, and takes it off. */
  mergeLora(): void {
    if (!this.adapter) throw new Error("the model has no adapter");
    this.engine.operations.merge();
    this.removeLora();
  }

  /** Takes the adapter off: the model is what it was before. */
  removeLora(): void {
    if (!this.adapter) throw new Error("the model has no adapter");
    this.adapter = undefined;
    announceAdapter(this.engine.operations);
    this.resetOptimizer();
  }

  async close(): Promise<void> {
    await this.engine.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  private view(address: number, count: number): Float32Array {
    return this.engine.operations.floats.subarray(address / 4, address / 4 + count);
  }

  private rows(place: Place, what: "weights" | "logprobs"): Float32Array {
    const start = this.engine.operations.plan.parts[place.part][what];
    return this.view(start + 4 * place.first, place.last - place.first);
  }

  private find(name: string): Parameter {
    const { adapter, config } = this;
    const more = adapter ? adapterParameters(config, adapter.rank, adapter.targets) : [];
    const found = [...parameters(config), ...more].find((parameter) => parameter.name === name);
    if (!found) throw new Error(`unknown parameter: ${name}`);
    return found;
  }

  private check(sequences: readonly Sequence[]): void {
    this.engine.checkOpen();
    const { context, vocabulary } = this.config;
    sequences.forEach(({ tokens }, i) => {
      checkTokens(tokens, `sequence ${i}`, context + 1, vocabulary);
      if (tokens.length < 2) {
        throw new RangeError(`sequence ${i} has one token: nothing to predict`);
      }
    });
  }

  private *split(sequences: readonly Sequence[]): Generator<Sequence[]> {
    const { batchTokens } = this.engine.capacity;
    yield* chunks(sequences, ({ tokens }) => tokens.length - 1, batchTokens, Infinity);
  }

  private place(sequences: readonly Sequence[]): Place[] {
    const { batchTokens } = this.engine.capacity;
    const tokens = sequences.reduce((sum, { tokens }) => sum + tokens.length - 1, 0);
    if (tokens > batchTokens) {
      throw new RangeError(
        `batch too large: ${tokens} tokens, the model was created for ${batchTokens}`,
      );
    }
    const { words, plan } = this.engine.operations;
    const batch = new BatchWriter(words, plan);
    const places = sequences.map((sequence) => batch.sequence(sequence));
    batch.finish();
    return places;
  }

  private readLogprobs(places: Place[]): Logprobs {
    return places.map((place) => this.rows(place, "logprobs").slice());
  }

  /** Adds the parts' gradients; returns the norm of the sum. */
  private reduce(): number {
    const { plan, words, floats } = this.engine.operations, at = plan.control / 4;
    const trained = this.trained, [first] = trained, last = trained[trained.length - 1];
    words[at + argument.first] = first.offset;
    words[at + argument.count] = 4 *
      Math.ceil((last.offset + last.rows * last.columns - first.offset) / 4);
    this.engine.run(Operation.Reduce);
    const squares = plan.parts.map((part) => floats[part.control / 4 + partWord.squares]);
    return Math.sqrt(squares.reduce((sum, x) => sum + x, 0));
  }
}
