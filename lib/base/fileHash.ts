import { createHash } from "node:crypto";
import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** 16 hex digits of SHA-256 of a file's content: the same for it and its gzipped form. */
export function fileHash(file: string): string {
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
  return hash.digest("hex").slice(0, 16);
}
