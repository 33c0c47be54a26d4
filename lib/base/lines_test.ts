import assert from "node:assert/strict";
import { closeSync, mkdtempSync, openSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eachLine, LineSplitter, wholeLines } from "./lines.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (line: Uint8Array) => new TextDecoder().decode(line);

Deno.test("eachLine gives whole lines with their places, and says where the torn one begins", () => {
  const seen: [string, number][] = [];
  assert.equal(eachLine(bytes("a\n\nbc\nd"), (line, at) => seen.push([text(line), at])), 6);
  assert.deepEqual(seen, [["a", 0], ["", 2], ["bc", 3]]);
});

Deno.test("LineSplitter does not mind where the pieces are cut, nor that they are read into again", () => {
  const all = bytes("één\n\ntwo\nthree");
  for (let size = 1; size <= all.length; size++) {
    const split = new LineSplitter(), piece = new Uint8Array(size);
    const seen: [string, number][] = [];
    for (let at = 0; at < all.length; at += size) {
      const part = all.subarray(at, at + size);
      piece.set(part);
      for (const { line, at } of split.add(piece.subarray(0, part.length))) {
        seen.push([text(line), at]);
      }
      piece.fill(0);
    }
    assert.deepEqual(seen, [["één", 0], ["", 6], ["two", 7]]);
    assert.equal(text(split.rest), "three");
  }
});

Deno.test("wholeLines numbers the lines of a file, over chunks, and leaves out a torn one", () => {
  const file = join(mkdtempSync(join(tmpdir(), "lines-")), "log");
  writeFileSync(file, '{"a": "ü"}\n\n{"b": 2}\n{"c"');
  const fd = openSync(file, "r");
  try {
    for (const chunk of [3, 7, 1000]) {
      assert.deepEqual([...wholeLines(fd, chunk)], [
        { text: '{"a": "ü"}', number: 1, at: 0, bytes: 11 },
        { text: "", number: 2, at: 12, bytes: 0 },
        { text: '{"b": 2}', number: 3, at: 13, bytes: 8 },
      ]);
    }
  } finally {
    closeSync(fd);
  }
});
