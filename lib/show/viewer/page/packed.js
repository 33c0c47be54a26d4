/** Columns of numbers from the bytes in which they were sent. */

const KINDS = { u8: Uint8Array, u16: Uint16Array, i32: Int32Array, f64: Float64Array };

/** What is known beside the columns, and they: `{ …about, columns: { name: typed array } }`. */
export function unpacked(bytes) {
  const end = bytes.indexOf(10) + 1, aligned = (size) => Math.ceil(size / 8) * 8;
  const { about, places } = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
  const columns = {};
  let at = aligned(end);
  for (const [name, kind, length] of places) {
    columns[name] = new KINDS[kind](bytes.buffer, at, length);
    at += aligned(columns[name].byteLength);
  }
  return { ...about, columns };
}
