/**
 * A language model small enough to be written by a test: one layer of random weights over printable
 * ASCII, in llama.cpp's file format. It speaks nonsense, but a real engine runs it.
 *
 * Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
 */
import { seededRandom } from "../base/mod.ts";

const width = 64, feedForward = 128, heads = 4, layers = 1, context = 4096;

interface Token {
  text: string;
  /** 1 normal, 2 unknown, 3 control, 6 byte. */
  type: number;
  score: number;
}

/** The vocabulary: three control tokens, every byte, and every printable character of ASCII. */
function vocabulary(): Token[] {
  const control = ["<unk>", "<s>", "</s>"].map((text, i) => ({ text, type: i ? 3 : 2, score: 0 }));
  const bytes = Array.from({ length: 256 }, (_, byte) => ({
    text: `<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`,
    type: 6,
    score: -1000,
  }));
  const characters = Array.from({ length: 95 }, (_, i) => ({
    text: i === 0 ? "▁" : String.fromCharCode(32 + i),
    type: 1,
    score: -i,
  }));
  return [...control, ...bytes, ...characters];
}

/** The bytes of a model file. */
export function tinyGguf(seed = 1): Uint8Array {
  const tokens = vocabulary();
  const random = seededRandom(seed);
  const noise = (size: number, scale: number) =>
    Float32Array.from({ length: size }, () => (random() - 0.5) * 2 * scale);
  const ones = (size: number) => new Float32Array(size).fill(1);

  // The first number of every embedding is large and stays so: with it the last layer keeps all but
  // the printable characters from being said.
  const embedding = noise(width * tokens.length, 0.5);
  const output = noise(width * tokens.length, 0.5);
  tokens.forEach(({ type }, i) => {
    embedding[i * width] = 4;
    output[i * width] = type === 1 ? 0 : -20;
  });
  const layer = (name: string) => `blk.0.${name}.weight`;
  const tensors: [string, number[], Float32Array][] = [
    ["token_embd.weight", [width, tokens.length], embedding],
    [layer("attn_norm"), [width], ones(width)],
    ...["attn_q", "attn_k", "attn_v", "attn_output"].map((
      name,
    ): [string, number[], Float32Array] => [
      layer(name),
      [width, width],
      noise(width * width, 0.1),
    ]),
    [layer("ffn_norm"), [width], ones(width)],
    [layer("ffn_gate"), [width, feedForward], noise(width * feedForward, 0.1)],
    [layer("ffn_up"), [width, feedForward], noise(width * feedForward, 0.1)],
    [layer("ffn_down"), [feedForward, width], noise(width * feedForward, 0.1)],
    ["output_norm.weight", [width], ones(width)],
    ["output.weight", [width, tokens.length], output],
  ];

  const file = new Writer();
  return file.gguf([
    ["general.architecture", () => file.string("llama")],
    ["general.name", () => file.string("tiny")],
    ["llama.block_count", () => file.uint(layers)],
    ["llama.context_length", () => file.uint(context)],
    ["llama.embedding_length", () => file.uint(width)],
    ["llama.feed_forward_length", () => file.uint(feedForward)],
    ["llama.attention.head_count", () => file.uint(heads)],
    ["llama.attention.head_count_kv", () => file.uint(heads)],
    ["llama.attention.layer_norm_rms_epsilon", () => file.float(1e-5)],
    ["llama.rope.dimension_count", () => file.uint(width / heads)],
    ["llama.vocab_size", () => file.uint(tokens.length)],
    ["tokenizer.ggml.model", () => file.string("llama")],
    ["tokenizer.ggml.tokens", () => file.strings(tokens.map(({ text }) => text))],
    ["tokenizer.ggml.scores", () => file.floats(tokens.map(({ score }) => score))],
    ["tokenizer.ggml.token_type", () => file.ints(tokens.map(({ type }) => type))],
    ["tokenizer.ggml.bos_token_id", () => file.uint(1)],
    ["tokenizer.ggml.eos_token_id", () => file.uint(2)],
    ["tokenizer.ggml.unknown_token_id", () => file.uint(0)],
    ["tokenizer.chat_template", () =>
      file.string(
        "{% for message in messages %}{{ message.role }}: {{ message.content }}\n{% endfor %}assistant: ",
      )],
  ], tensors);
}

/** The bytes of a LoRA adapter for it: random matrices beside every query and feed-forward layer. */
export function tinyLora(seed = 2): Uint8Array {
  const random = seededRandom(seed), rank = 4;
  const noise = (size: number) => Float32Array.from({ length: size }, () => random() - 0.5);
  const pair = (name: string, from: number, to: number): [string, number[], Float32Array][] => [
    [`blk.0.${name}.weight.lora_a`, [from, rank], noise(from * rank)],
    [`blk.0.${name}.weight.lora_b`, [rank, to], noise(rank * to)],
  ];
  const file = new Writer();
  return file.gguf([
    ["general.architecture", () => file.string("llama")],
    ["general.type", () => file.string("adapter")],
    ["adapter.type", () => file.string("lora")],
    ["adapter.lora.alpha", () => file.float(4 * rank)],
  ], [...pair("attn_q", width, width), ...pair("ffn_up", width, feedForward)]);
}

const padded = (size: number) => Math.ceil(size / 32) * 32;

/** Writes little-endian values; the numbers before values are the format's type codes. */
class Writer {
  readonly #parts: Uint8Array[] = [];
  #length = 0;

  bytes(part: Uint8Array) {
    this.#parts.push(part);
    this.#length += part.length;
    return this;
  }
  raw(text: string) {
    return this.bytes(new TextEncoder().encode(text));
  }
  u32(value: number) {
    return this.bytes(new Uint8Array(Uint32Array.of(value).buffer));
  }
  u64(value: number) {
    return this.bytes(new Uint8Array(BigUint64Array.of(BigInt(value)).buffer));
  }
  text(value: string) {
    const bytes = new TextEncoder().encode(value);
    return this.u64(bytes.length).bytes(bytes);
  }
  uint(value: number) {
    return this.u32(4).u32(value);
  }
  float(value: number) {
    return this.u32(6).bytes(new Uint8Array(Float32Array.of(value).buffer));
  }
  string(value: string) {
    return this.u32(8).text(value);
  }
  #list(type: number, length: number) {
    return this.u32(9).u32(type).u64(length);
  }
  strings(values: string[]) {
    this.#list(8, values.length);
    for (const value of values) this.text(value);
    return this;
  }
  floats(values: number[]) {
    return this.#list(6, values.length).bytes(new Uint8Array(Float32Array.from(values).buffer));
  }
  ints(values: number[]) {
    return this.#list(5, values.length).bytes(new Uint8Array(Int32Array.from(values).buffer));
  }
  pad() {
    return this.bytes(new Uint8Array(padded(this.#length) - this.#length));
  }
  /** A whole file. */
  gguf(values: [string, () => void][], tensors: [string, number[], Float32Array][]): Uint8Array {
    this.raw("GGUF").u32(3).u64(tensors.length).u64(values.length);
    for (const [key, write] of values) {
      this.text(key);
      write();
    }
    let offset = 0;
    for (const [name, shape, data] of tensors) {
      this.text(name).u32(shape.length);
      for (const size of shape) this.u64(size);
      this.u32(0).u64(offset); // 0: 32-bit floats
      offset += padded(data.byteLength);
    }
    this.pad();
    for (const [, , data] of tensors) this.bytes(new Uint8Array(data.buffer)).pad();
    return this.done();
  }
  done() {
    const all = new Uint8Array(this.#length);
    let at = 0;
    for (const part of this.#parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }
}
