/**
 * What a GGUF file says of its model and where its weights are, without reading them.
 *
 * Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
 */
import { closeSync, openSync, readSync } from "node:fs";

/** A value of a file's header; of a list longer than 1,024 only the length is kept. */
export type GgufValue = string | number | boolean | GgufValue[] | { length: number };

/** Where a matrix of weights is. */
export interface GgufTensor {
  name: string;
  /** The length of a row first. */
  shape: number[];
  /** A number of ggml's `ggml_type`. */
  type: number;
  /** Bytes from `weightsAt`. */
  offset: number;
}

/** The header of a GGUF file. */
export interface Gguf {
  version: number;
  values: Map<string, GgufValue>;
  tensors: GgufTensor[];
  /** The byte at which the list of tensors begins, and the one at which their weights do. */
  tensorsAt: number;
  weightsAt: number;
  /** Weights of each tensor begin at a multiple of it. */
  alignment: number;
}

/** Bytes of the format's fixed-size types; 8 is a string, 9 a list. */
const sizes: Record<number, number> =
  // deno-fmt-ignore
  { 0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8 };

const longest = 1024;

/**
 * Reads a file's header.
 *
 * @throws {RangeError} for a file that is no GGUF, or whose header is cut.
 */
export function readGguf(file: string): Gguf {
  const reader = new Reader(file);
  try {
    if (reader.take(4).toString("latin1") !== "GGUF") throw new RangeError("no GGUF");
    const version = reader.u32();
    if (version < 2 || version > 3) throw new RangeError(`GGUF version ${version}`);
    const matrices = reader.u64(), count = reader.u64();
    const values = new Map<string, GgufValue>();
    for (let i = 0; i < count; i++) {
      const key = reader.text();
      values.set(key, reader.value(reader.u32()));
    }
    const tensorsAt = reader.at, own = values.get("general.alignment");
    const alignment = typeof own === "number" ? own : 32;
    const tensors = Array.from({ length: matrices }, () => reader.tensor());
    const weightsAt = Math.ceil(reader.at / alignment) * alignment;
    return { version, values, tensors, tensorsAt, weightsAt, alignment };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RangeError(`${file} is no GGUF file (${error.message})`);
  } finally {
    reader.close();
  }
}

/** A file, read forwards a megabyte at a time. */
class Reader {
  readonly #fd: number;
  #buffer = Buffer.alloc(0);
  #at = 0;
  #before = 0;

  constructor(file: string) {
    this.#fd = openSync(file, "r");
  }

  close() {
    closeSync(this.#fd);
  }

  /** Bytes read. */
  get at(): number {
    return this.#before + this.#at;
  }

  /** The next bytes, valid until the next call. */
  take(size: number): Buffer {
    if (size > 1 << 26) throw new RangeError("a value of more than 64 MiB");
    while (this.#buffer.length - this.#at < size) {
      const piece = Buffer.alloc(1 << 20);
      const read = readSync(this.#fd, piece);
      if (read === 0) throw new RangeError("cut");
      this.#buffer = Buffer.concat([this.#buffer.subarray(this.#at), piece.subarray(0, read)]);
      this.#before += this.#at;
      this.#at = 0;
    }
    this.#at += size;
    return this.#buffer.subarray(this.#at - size, this.#at);
  }

  u32 = () => this.take(4).readUInt32LE();
  u64 = () => Number(this.take(8).readBigUInt64LE());
  text = () => this.take(this.u64()).toString("utf8");

  tensor(): GgufTensor {
    const name = this.text(), shape = Array.from({ length: this.u32() }, this.u64);
    return { name, shape, type: this.u32(), offset: this.u64() };
  }

  value(type: number): GgufValue {
    if (type === 8) return this.text();
    if (type === 9) return this.#list();
    if (!(type in sizes)) throw new RangeError(`a value of type ${type}`);
    const bytes = this.take(sizes[type]);
    switch (type) {
      case 1:
        return bytes.readInt8();
      case 2:
        return bytes.readUInt16LE();
      case 3:
        return bytes.readInt16LE();
      case 4:
        return bytes.readUInt32LE();
      case 5:
        return bytes.readInt32LE();
      case 6:
        return bytes.readFloatLE();
      case 7:
        return bytes[0] !== 0;
      case 10:
        return Number(bytes.readBigUInt64LE());
      case 11:
        return Number(bytes.readBigInt64LE());
      case 12:
        return bytes.readDoubleLE();
      default:
        return bytes[0];
    }
  }

  #list(): GgufValue {
    const type = this.u32(), length = this.u64();
    if (length <= longest) return Array.from({ length }, () => this.value(type));
    for (let i = 0; i < length; i++) {
      if (type === 8) this.take(this.u64());
      else this.value(type);
    }
    return { length };
  }
}
