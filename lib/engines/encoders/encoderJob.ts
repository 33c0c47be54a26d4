/** What an encoder's process is asked and what it says: lines of JSON on its input and output. */
import type { CodeToken } from "./codeEncoder.ts";

/** To the process. */
export type Asked =
  | { id: number; text: string }
  | { id: number; sequences: number[][]; layer?: number };

/** From the process; vectors are 32-bit floats in base64, a text a sequence. */
export type Said =
  | { ready: true }
  | { failed: string }
  | { id: number; tokens: CodeToken[] }
  | { id: number; width: number; vectors: string[] }
  | { id: number; error: string };

/** What a process does for one question. */
export interface Encoding {
  tokens(text: string): CodeToken[];
  /** All vectors of a sequence, one after the other. */
  vectors(
    sequences: number[][],
    layer?: number,
  ): Promise<{ width: number; values: Float32Array[] }>;
}
