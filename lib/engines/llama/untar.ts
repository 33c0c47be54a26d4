/** Unpacks an npm package: a gzipped tar of plain files under one folder. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, normalize, sep } from "node:path";
import { gunzipSync } from "node:zlib";

/**
 * Writes the files of a package into `folder`, without the folder that they have in common.
 *
 * @returns their size together, in bytes.
 * @throws {RangeError} for an archive that is cut, or a name that leads out of the folder.
 */
export function untar(archive: Uint8Array, folder: string): number {
  const tar = gunzipSync(archive);
  const text = (from: number, size: number) =>
    tar.toString("utf8", from, from + size).replace(/\0.*$/s, "");
  let total = 0, longName: string | undefined;
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0;) {
    const size = parseInt(text(at + 124, 12).trim() || "0", 8);
    const type = String.fromCharCode(tar[at + 156] || 0x30), prefix = text(at + 345, 155);
    const name = longName ?? (prefix ? `${prefix}/` : "") + text(at, 100);
    const body = tar.subarray(at + 512, at + 512 + size);
    if (!Number.isInteger(size) || body.length < size) throw new RangeError(`${name}: cut`);
    longName = undefined;
    if (type === "x") longName = body.toString().match(/^\d+ path=(.*)$/m)?.[1];
    if (type === "L") longName = body.toString().replace(/\0.*$/s, "");
    if (type === "0") {
      const path = normalize(name.replace(/^[^/]*\//, ""));
      if (path.startsWith("..") || path.startsWith(sep)) throw new RangeError(`bad name: ${name}`);
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, body);
      total += size;
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return total;
}
