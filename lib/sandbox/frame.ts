const HEADER = 4;

const encoder = new TextEncoder();

/** What goes over a pipe: a 32-bit little-endian length, and that many bytes of text. */
export function frame(text: string): Uint8Array {
  const body = encoder.encode(text);
  const result = new Uint8Array(HEADER + body.length);
  new DataView(result.buffer).setUint32(0, body.length, true);
  result.set(body, HEADER);
  return result;
}
