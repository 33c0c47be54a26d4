/** The lab runs on Node 20, where tslab is: what that does not have is not called. */
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

const lib = join(import.meta.dirname!, "..");

/** What came with Node 21 and later, as it is called. */
const later = new RegExp(
  [
    String.raw`Array\.fromAsync`,
    String.raw`(?:Map|Object)\.groupBy`,
    String.raw`Promise\.(?:withResolvers|try)`,
    String.raw`Iterator\.(?:from|concat)`,
    String.raw`RegExp\.escape`,
    String.raw`(?:Error\.isError|Math\.sumPrecise|Uint8Array\.from(?:Base64|Hex))`,
    String.raw`\.(?:toBase64|toHex|isDisjointFrom|isSubsetOf|isSupersetOf|symmetricDifference)`,
    // Methods of iterators.
    String
      .raw`\.(?:values|keys|entries)\(\)\.(?:map|filter|toArray|take|drop|some|every|find|reduce|flatMap)`,
  ].map((name) => `${name}\\(`).join("|"),
);

Deno.test("what Node 20 does not have is called by commands, benches and tests alone", () => {
  const files = globSync(`${lib}/**/*.ts`)
    .filter((file) => !/_test\.ts$|\/(?:bench|cli|dist|testing|attacks)\//.test(file));
  assert.ok(files.length > 300, `${files.length} files`);
  const calls = files.flatMap((file) =>
    readFileSync(file, "utf8").split("\n").flatMap((line, i) =>
      /^\s*(?:\*|\/[/*])/.test(line) || !later.test(line)
        ? []
        : [`${relative(lib, file)}:${i + 1}: ${line.trim()}`]
    )
  );
  assert.deepEqual(calls, []);
});
