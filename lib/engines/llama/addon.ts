/**
 * llama.cpp as a Node-API addon: the prebuilt one of the npm packages `@node-llama-cpp/PLATFORM`, driven
 * directly. Only the part of its interface that is used here; the whole is in `node-llama-cpp`'s
 * `dist/bindings/AddonTypes.d.ts`.
 */
import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** The weights. */
export interface AddonModel {
  init(): Promise<boolean>;
  loadLora(lora: AddonLora): Promise<void>;
  tokenize(text: string, specialTokens: boolean): Uint32Array;
  detokenize(tokens: Uint32Array, specialTokens?: boolean): string;
  getTrainContextSize(): number;
  getEmbeddingVectorSize(): number;
  tokenBos(): number;
  tokenEos(): number;
  getTokenString(token: number): string;
  isEogToken(token: number): boolean;
  shouldPrependBosToken(): boolean;
  getMemoryBreakdown(): { cpuRam: number };
}

/** The cells of all sequences, and what was computed last. */
export interface AddonContext {
  init(): Promise<boolean>;
  getContextSize(): number;
  /** Begins a batch of at most `size` tokens. */
  initBatch(size: number): void;
  /** Adds a sequence's tokens; gives, for those of `logitIndexes`, where their logits will be. */
  addToBatch(
    sequence: number,
    position: number,
    tokens: Uint32Array,
    logitIndexes: Uint32Array,
  ): Uint32Array;
  decodeBatch(): Promise<void>;
  /** With the option `embeddings` and no pooling: the last hidden state of the batch's last token. */
  getEmbedding(length: number): Float64Array;
  sampleToken(index: number, sampler: AddonSampler): Promise<number>;
  sampleToken(
    index: number,
    sampler: AddonSampler,
    probabilities: boolean,
    confidence: boolean,
  ): Promise<[token: number, probabilities: number[] | undefined, confidence: number | undefined]>;
  /** Forgets a sequence. */
  disposeSequence(sequence: number): void;
  /** Forgets a sequence's cells from `start` to `end` (-1: the last one); whether that was possible. */
  removeTokenCellsFromSequence(sequence: number, start: number, end: number): boolean;
  saveSequenceStateToFile(file: string, sequence: number, tokens: Uint32Array): Promise<number>;
  loadSequenceStateFromFile(file: string, sequence: number, most: number): Promise<Uint32Array>;
  setLoras(loras: AddonLora[], scales: number[]): void;
  getThreads(): number;
  getMemoryBreakdown(): { cpuRam: number };
}

/** How the next token is drawn. */
export interface AddonSampler {
  applyConfig(config: {
    temperature: number;
    topP?: number;
    seed?: number;
    grammarEvaluationState?: AddonGrammarState;
  }): void;
  dispose(): void;
}

export type AddonLora = { readonly filePath: string };
export type AddonGrammar = { isTextCompatible(text: string): boolean };
export type AddonGrammarState = { readonly brand: unique symbol };
export type AddonTemplate = { render(values: Record<string, unknown>): string };

/** What the addon exports. */
export interface Addon {
  AddonModel: new (path: string, options: Record<string, unknown>) => AddonModel;
  AddonContext: new (model: AddonModel, options: Record<string, unknown>) => AddonContext;
  AddonSampler: new (model: AddonModel) => AddonSampler;
  AddonGrammar: new (grammar: string, options?: Record<string, unknown>) => AddonGrammar;
  AddonGrammarEvaluationState: new (
    model: AddonModel,
    grammar: AddonGrammar,
  ) => AddonGrammarState;
  AddonJinjaRenderer: new (template: string) => AddonTemplate;
  AddonModelLora: new (model: AddonModel, file: string) => AddonLora;
  markLoaded(): boolean;
  setLogger(logger: (level: number, message: string) => void): void;
  loadBackends(folder?: string): void;
  init(): Promise<void>;
  systemInfo(): string;
  getMathCores(): number;
}

/** The folder of an installed package that holds the addon and its libraries. */
export function addonFolder(folder: string): string {
  const bins = join(folder, "bins");
  const found = existsSync(bins) &&
    readdirSync(bins).find((name) => existsSync(join(bins, name, "llama-addon.node")));
  if (!found) throw new Error(`no llama-addon.node in ${bins}`);
  return join(bins, found);
}

/** Loads the addon with the back end that this processor can run best. */
export async function loadAddon(
  folder: string,
  log: (level: number, message: string) => void,
): Promise<Addon> {
  const bins = addonFolder(folder);
  const addon = createRequire(import.meta.url)(join(bins, "llama-addon.node")) as Addon;
  addon.markLoaded();
  addon.setLogger(log);
  addon.loadBackends();
  addon.loadBackends(bins);
  await addon.init();
  return addon;
}
