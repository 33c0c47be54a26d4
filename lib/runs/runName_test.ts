import assert from "node:assert/strict";
import { runFolder } from "./runFolder.ts";
import { runName } from "./runName.ts";

Deno.test("runName tells runs apart and can always be a folder's name", () => {
  assert.equal(runName("a", ["x", 1, undefined]), "a/x.1.all");
  assert.notEqual(runName("a", ["x", 1]), runName("a", ["x", 2]));
  for (const value of ["recorded:../shared/data/some file.jsonl.gz", "..", "http://h:1/v1#m", ""]) {
    assert(runFolder(runName("a", [value]), "/runs").startsWith("/runs/a/"));
  }
});
