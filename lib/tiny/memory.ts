/**
 * Where everything lies in the one memory that all threads share. Pages that are never touched cost
 * nothing, so the plan is generous.
 */
import { adaptable, adapterParameters, type TinyConfig } from "./config.ts";

/**
 * Every batch is cut into this many parts whatever the number of threads, and their gradients are
 * added in this order: the result does not depend on the threads.
 */
export const PARTS = 4;

export interface Capacity {
  /** Tokens of one training step or one forward pass. @default {8192} */
  batchTokens: number;
  /** Sequences sampled at the same time. @default {128} */
  slots: number;
  /** The largest LoRA rank. @default {32} */
  maxRank: number;
}

/** Words (of four bytes) of the control block, and of each part's block behind it. */
export const control = {
  command: 0,
  done: 1,
  operation: 2,
  next: 3,
  failed: 4,
  arguments: 8,
  part: 64,
  partSize: 16,
} as const;

/** Addresses in bytes of one part's buffers. */
export interface PartMemory {
  control: number;
  gradient: number;
  // The batch: tokens with their positions, sequence offsets, and the rows whose next token counts.
  tokens: number;
  positions: number;
  offsets: number;
  rows: number;
  targets: number;
  weights: number;
  logprobs: number;
  // Activations: one set a layer, kept for the backward pass.
  residual: number[];
  layers: LayerMemory[];
  picked: number;
  final: number;
  finalInverse: number;
  logits: number;
  teacher: number;
  // Gradients on their way down, and scratch.
  dResidual: number;
  dNormed: number;
  dQkv: number;
  dHidden: number;
  dAttended: number;
  dAdapted: number;
  scores: number;
  dScores: number;
  packedA: number;
  packedB: number;
  // Sampling.
  slots: number;
  sequenceOf: number;
  seeds: number;
  generated: number;
  lengths: number;
  cache: { keys: number; values: number }[];
}

export interface LayerMemory {
  normed1: number;
  inverse1: number;
  qkv: number;
  attended: number;
  middle: number;
  normed2: number;
  inverse2: number;
  up: number;
  activated: number;
  /** x A of each adapted matrix, in the order of `adaptable`. */
  adapted: number[];
}

export interface Plan {
  control: number;
  weights: number;
  moment1: number;
  moment2: number;
  /** Weights packed for sampling, in the order of their use; the output layer last. */
  packed: number;
  merged: number;
  cosines: number;
  sines: number;
  parts: PartMemory[];
  /** Floats in the vector of weights, adapters included. */
  size: number;
  /** Tokens and sequences that fit in one part. */
  partTokens: number;
  partSequences: number;
  partSlots: number;
  bytes: number;
}

const roundUp = (n: number, to: number) => Math.ceil(n / to) * to;

export function planMemory(config: TinyConfig, capacity: Capacity): Plan {
  const { vocabulary, width, layers, heads, hidden, context } = config;
  let address = 65536; // the first page stays empty
  const floats = (n: number) => {
    const start = address;
    address += roundUp(4 * n, 64);
    return start;
  };
  const adapters = adapterParameters(config, capacity.maxRank, adaptable);
  const last = adapters[adapters.length - 1];
  const size = roundUp(last.offset + last.rows * last.columns, 16);
  const n = Math.ceil(capacity.batchTokens / PARTS) + context;
  const partSlots = Math.ceil(capacity.slots / PARTS);
  const widest = Math.max(3 * width, hidden, vocabulary, context);

  const layer = (): LayerMemory => ({
    normed1: floats(n * width),
    inverse1: floats(n),
    qkv: floats(n * 3 * width),
    attended: floats(n * width),
    middle: floats(n * width),
    normed2: floats(n * width),
    inverse2: floats(n),
    up: floats(n * hidden),
    activated: floats(n * hidden),
    adapted: adaptable.map(() => floats(Math.max(n, hidden) * capacity.maxRank)),
  });
  const part = (controlAddress: number): PartMemory => ({
    control: controlAddress,
    gradient: floats(size),
    tokens: floats(n),
    positions: floats(n),
    offsets: floats(n + 1),
    rows: floats(n),
    targets: floats(n),
    weights: floats(n),
    logprobs: floats(n),
    residual: Array.from({ length: layers + 1 }, () => floats(n * width)),
    layers: Array.from({ length: layers }, layer),
    picked: floats(n * width),
    final: floats(n * width),
    finalInverse: floats(n),
    logits: floats(n * vocabulary),
    teacher: floats(n * vocabulary),
    dResidual: floats(n * width),
    dNormed: floats(n * width),
    dQkv: floats(n * 3 * width),
    dHidden: floats(n * hidden),
    dAttended: floats(n * width),
    dAdapted: floats(n * capacity.maxRank),
    scores: floats(context * (context + 4)),
    dScores: floats(context * (context + 4)),
    packedA: floats(96 * 512 + 64),
    packedB: floats(512 * roundUp(widest, 8)),
    slots: floats(partSlots),
    sequenceOf: floats(partSlots),
    seeds: floats(partSlots),
    generated: floats(partSlots * context),
    lengths: floats(partSlots),
    cache: Array.from({ length: layers }, () => ({
      keys: floats(partSlots * context * width),
      values: floats(partSlots * context * width),
    })),
  });

  const words = floats(control.part + PARTS * control.partSize);
  const plan = {
    control: words,
    weights: floats(size),
    moment1: floats(size),
    moment2: floats(size),
    packed: floats(packedSize(config)),
    merged: floats(Math.max(width * hidden, 3 * width * width)),
    cosines: floats(context * width / heads / 2),
    sines: floats(context * width / heads / 2),
    parts: Array.from(
      { length: PARTS },
      (_, i) => part(words + 4 * (control.part + i * control.partSize)),
    ),
    size,
    partTokens: n,
    partSequences: n,
    partSlots,
  };
  return { ...plan, bytes: address };
}

function packedSize(config: TinyConfig): number {
  const { vocabulary, width, layers, hidden } = config;
  const columns = (n: number) => roundUp(n, 8);
  const layer = width * (columns(3 * width) + columns(width) + columns(hidden)) +
    hidden * columns(width);
  return layers * layer + width * columns(vocabulary);
}
