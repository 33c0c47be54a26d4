import assert from "node:assert/strict";
import { refuseUnknown } from "./refuseUnknown.ts";

Deno.test("refuseUnknown names the option, its owner and what there is; undefined is none", () => {
  const known = { seed: true, limit: true } as const;
  refuseUnknown("load", undefined, known);
  refuseUnknown("load", { seed: 1, other: undefined }, known);
  const refused = (options: object, message: RegExp) =>
    assert.throws(() => refuseUnknown("load", options, known, { n: "write limit" }), message);
  refused({ seeds: [1] }, /^RangeError: load: unknown option 'seeds' \(known: seed, limit\)$/);
  refused({ n: 1 }, /^RangeError: load: unknown option 'n' \(write limit\)$/);
  const text = "native" as unknown as object;
  refused(text, /^TypeError: load: options are an object, load\(\{ seed: … \}\), not "native"$/);
  refused({ constructor: 1 }, /unknown option 'constructor' \(known: seed, limit\)$/);
});
