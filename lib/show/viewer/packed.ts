/**
 * Columns of numbers as bytes: a line of JSON that says what they are, and their values behind it. So
 * they are kept beside a log and sent to the page (`page/packed.js` reads them there).
 */

const KINDS = { u8: Uint8Array, u16: Uint16Array, i32: Int32Array, f64: Float64Array };
type Kind = keyof typeof KINDS;

/** A column: numbers by row. */
export type Numbers = ArrayLike<number>;

/** The smallest kind that holds every value as it is. */
function kindOf(values: Numbers): Kind {
  let least = 0, most = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (!Number.isInteger(value)) return "f64";
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (least < -(2 ** 31) || most >= 2 ** 31) return "f64";
  return least < 0 || most > 65_535 ? "i32" : most > 255 ? "u16" : "u8";
}

/**
 * What is known beside the columns, and they.
 *
 * @example
 * ```ts
 * import { packed, unpacked } from "./packed.ts";
 * const { about, columns } = unpacked(packed({ name: "own" }, { round: [1, 2, -1] }));
 * [about.name, columns.round[2]]; // ["own", -1]
 * ```
 */
export function packed(about: object, columns: Record<string, Numbers>): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [], places: [name: string, kind: Kind, length: number][] = [];
  for (const [name, values] of Object.entries(columns)) {
    const kind = kindOf(values), typed = KINDS[kind].from(values);
    places.push([name, kind, typed.length]);
    parts.push(new Uint8Array(typed.buffer));
  }
  const line = new TextEncoder().encode(JSON.stringify({ about, places }) + "\n");
  let size = aligned(line.length);
  for (const { length } of parts) size += aligned(length);
  const bytes = new Uint8Array(size);
  bytes.set(line);
  let at = aligned(line.length);
  for (const part of parts) {
    bytes.set(part, at);
    at += aligned(part.length);
  }
  return bytes;
}

/** A typed array begins at a multiple of its values' size. */
const aligned = (bytes: number) => Math.ceil(bytes / 8) * 8;

/** @throws where the bytes are not those of {@linkcode packed}, or not all of them */
export function unpacked(bytes: Uint8Array): {
  about: Record<string, unknown>;
  columns: Record<string, Numbers>;
} {
  const end = bytes.indexOf(10) + 1;
  const { about, places } = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
  const columns: Record<string, Numbers> = {};
  let at = aligned(end);
  for (const [name, kind, length] of places as [string, Kind, number][]) {
    const Kind = KINDS[kind];
    columns[name] = new Kind(bytes.buffer as ArrayBuffer, bytes.byteOffset + at, length);
    at += aligned(length * Kind.BYTES_PER_ELEMENT);
  }
  return { about, columns };
}
