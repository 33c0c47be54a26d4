/**
 * What a thread can be asked to do with one part of a batch. The numbers it needs are in the control
 * block; every thread runs the same code on the same memory.
 */
import { adaptable, adapterParameters, type TinyConfig } from "./config.ts";
import { decode, readSampler } from "./decode.ts";
import { type Kernels } from "./kernels.ts";
import { control, PARTS, type Plan } from "./memory.ts";
import { Transformer } from "./transformer.ts";

export enum Operation {
  /** Log-probabilities only. */
  Score = 1,
  /** Logits only. */
  Logits,
  /** Log-probabilities, keeping what the backward pass needs. */
  Forward,
  /** Gradient of sum -w log p. */
  Backward,
  /** Forward and backward of logit distillation; the teacher's logits are in place. */
  Distil,
  /** Adds the parts' gradients, in order. */
  Reduce,
  Update,
  Generate,
  Exit,
}

/** Words of a part's control block. */
export const partWord = { tokens: 0, sequences: 1, rows: 2, slots: 3, squares: 4 } as const;

/** Words of the arguments of `Update` and `Distil` (`Generate`'s are the sampler's). */
export const argument = {
  // The range of the weights that is trained, in floats; also read by Reduce.
  first: 32,
  count: 33,
  gradientScale: 34,
  learningRate: 35,
  beta1: 36,
  beta2: 37,
  epsilon: 38,
  weightDecay: 39,
  unbias1: 40,
  unbias2: 41,
  temperature: 42,
  // LoRA as every thread must know it: rank (0: none), scale, a bit for each adapted matrix.
  rank: 43,
  adapterScale: 44,
  targets: 45,
} as const;

export class Operations {
  readonly words: Int32Array;
  readonly floats: Float32Array;
  readonly models: Transformer[];
  private adapted = "";

  constructor(
    readonly config: TinyConfig,
    readonly plan: Plan,
    readonly kernels: Kernels,
    memory: WebAssembly.Memory,
  ) {
    this.words = new Int32Array(memory.buffer);
    this.floats = new Float32Array(memory.buffer);
    this.models = plan.parts.map((part) => new Transformer(config, kernels, plan, part));
  }

  /** Runs `operation` for one part. */
  run(operation: Operation, index: number): void {
    const { kernels: k, words, floats, plan } = this;
    this.followAdapter();
    const model = this.models[index], m = model.memory;
    const [n, sequences, rows, slots] = words.subarray(m.control / 4, m.control / 4 + 4);
    const { vocabulary } = this.config;
    switch (operation) {
      case Operation.Score:
      case Operation.Forward:
        if (n === 0) return;
        model.head(model.forward(n, sequences, operation === Operation.Forward), rows);
        k.logSoftmaxRows(m.logits, m.targets, rows, vocabulary, m.logprobs);
        return;
      case Operation.Logits:
        if (n > 0) model.head(model.forward(n, sequences, false), rows);
        return;
      case Operation.Backward:
        k.zero(m.gradient, plan.size);
        if (n === 0) return;
        k.crossEntropyBackward(m.logits, m.targets, m.weights, rows, vocabulary);
        model.backward(n, sequences, rows);
        return;
      case Operation.Distil: {
        k.zero(m.gradient, plan.size);
        if (n === 0) return;
        model.head(model.forward(n, sequences, true), rows);
        const temperature = floats[this.argument(argument.temperature)];
        // deno-fmt-ignore
        k.distillationRows(m.logits, m.teacher, m.weights, rows, vocabulary, temperature, m.logprobs);
        model.backward(n, sequences, rows);
        return;
      }
      case Operation.Reduce:
        return this.reduce(index);
      case Operation.Update:
        return this.update(index);
      case Operation.Generate:
        if (slots === 0) return;
        decode(model, words, n, sequences, slots, readSampler(words, floats, plan.control));
        return;
    }
  }

  private argument(at: number): number {
    return this.plan.control / 4 + at;
  }

  /** The slice of the trained range that this part adds and updates: address offset and count. */
  private slice(index: number): [number, number] {
    const first = this.words[this.argument(argument.first)];
    const count = this.words[this.argument(argument.count)];
    const size = 4 * Math.ceil(count / PARTS / 4);
    const start = Math.min(count, index * size);
    return [4 * (first + start), Math.min(size, count - start)];
  }

  private reduce(index: number): void {
    const { kernels: k, plan } = this;
    const [offset, count] = this.slice(index);
    const [sum, ...rest] = plan.parts.map((part) => part.gradient + offset);
    for (const gradient of rest) k.add(sum, gradient, count);
    this.floats[plan.parts[index].control / 4 + partWord.squares] = k.sumOfSquares(sum, count);
  }

  private update(index: number): void {
    const { kernels: k, plan, floats } = this;
    const [offset, count] = this.slice(index);
    const numbers = floats.subarray(
      this.argument(argument.gradientScale),
      this.argument(argument.unbias2) + 1,
    );
    // deno-fmt-ignore
    k.adamW(plan.weights + offset, plan.parts[0].gradient + offset, plan.moment1 + offset, plan.moment2 + offset, count, ...numbers);
  }

  /** Follows the adapter that the control block announces. */
  private followAdapter(): void {
    const rank = this.words[this.argument(argument.rank)];
    const bits = this.words[this.argument(argument.targets)];
    const scale = this.floats[this.argument(argument.adapterScale)];
    const announced = `${rank} ${bits} ${scale}`;
    if (announced === this.adapted) return;
    this.adapted = announced;
    const targets = adaptable.filter((_, i) => bits & (1 << i));
    const adapter = rank > 0
      ? { scale, parameters: adapterParameters(this.config, rank, targets) }
      : undefined;
    for (const model of this.models) model.adapt(adapter);
  }

  /** Packs the weights for `Generate`. */
  pack(): void {
    this.followAdapter();
    this.models[0].pack();
  }

  /** Adds the announced adapter to the weights. */
  merge(): void {
    this.followAdapter();
    this.models[0].merge();
  }
}

/** Takes parts of the present command until none is left. */
export function takeParts(operations: Operations): void {
  const { words, plan } = operations;
  const at = plan.control / 4;
  for (;;) {
    const index = Atomics.add(words, at + control.next, 1);
    if (index >= PARTS) return;
    try {
      operations.run(words[at + control.operation], index);
    } finally {
      Atomics.add(words, at + control.done, 1);
      Atomics.notify(words, at + control.done);
    }
  }
}
