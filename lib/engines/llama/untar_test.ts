import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { untar } from "./untar.ts";

/** One entry of a tar, as npm writes them. */
function entry(name: string, text: string, type = "0"): Uint8Array {
  const head = Buffer.alloc(512), body = Buffer.alloc(Math.ceil(text.length / 512) * 512);
  head.write(name, 0);
  head.write(text.length.toString(8).padStart(11, "0"), 124);
  head.write(type, 156);
  body.write(text);
  return Buffer.concat([head, body]);
}
const archive = (...entries: Uint8Array[]) =>
  gzipSync(Buffer.concat([...entries, Buffer.alloc(1024)]));

function inFolder(work: (folder: string) => void) {
  const folder = mkdtempSync(join(tmpdir(), "untar-"));
  try {
    work(join(folder, "in"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

Deno.test("untar writes a package's files without their common folder, long names too", () => {
  inFolder((folder) => {
    const long = `package/${"deep/".repeat(30)}x`;
    const size = untar(
      archive(
        entry("package/package.json", "{}"),
        entry("PaxHeader/x", `${long.length + 10} path=${long}\n`, "x"),
        entry("cut", "abc"),
        entry("package/bins/a.so", "z".repeat(700)),
      ),
      folder,
    );
    assert.equal(size, 705);
    assert.equal(readFileSync(join(folder, "package.json"), "utf8"), "{}");
    assert.equal(readFileSync(join(folder, "deep/".repeat(30), "x"), "utf8"), "abc");
    assert.equal(readFileSync(join(folder, "bins/a.so"), "utf8").length, 700);
  });
});

Deno.test("untar refuses names that lead out of the folder, and an archive that is cut", () => {
  inFolder((folder) => {
    for (const name of ["package/../../out", "package//out"]) {
      assert.throws(() => untar(archive(entry(name, "x")), folder), /bad name/);
    }
    const whole = Buffer.concat([entry("package/a", "x".repeat(3000))]);
    assert.throws(() => untar(gzipSync(whole.subarray(0, 1500)), folder), /package\/a: cut/);
    assert(!existsSync(join(folder, "..", "out")));
  });
});
