import { createHash } from "node:crypto";
import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** SHA-256 of a file's content, in hex digits: the same for it and its gzipped form. */
export function fileSha256(file: string): string {
  const hash = createHash("sha256");
  if (file.endsWith(".gz")) {
    hash.update(gunzipSync(readFileSync(file)));
  } else {
    const fd = openSync(file, "r"), piece = new Uint8Array(1 << 18);
    try {
      for (let read; (read = readSync(fd, piece)) > 0;) hash.update(piece.subarray(0, read));
    } finally {
      closeSync(fd);
    }
  }
  return hash.digest("hex");
}

/** The first 16 digits of it: what a key or a manifest holds. */
export const fileHash = (file: string): string => fileSha256(file).slice(0, 16);
