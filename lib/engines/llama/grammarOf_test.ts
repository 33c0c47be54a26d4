import assert from "node:assert/strict";
import { z } from "zod";
import { needs } from "../../testing/needs.ts";
import { loadAddon } from "./addon.ts";
import { grammarOf } from "./grammarOf.ts";
import { installEngine } from "./installEngine.ts";

interface Tree {
  name: string;
  under: Tree[];
}
const tree: z.ZodType<Tree> = z.object({
  name: z.string(),
  get under() {
    return z.array(tree);
  },
});

const cases: [z.ZodType, right: string[], wrong: string[]][] = [
  [z.object({ right: z.boolean(), how: z.enum(["a", "b c"]) }), [
    `{"right": true, "how": "b c"}`,
    `{"right":false,"how":"a"}`,
  ], [`{"right":1,"how":"a"}`, `{"right":true}`, `{"how":"a","right":true}`, `x`]],
  [z.object({ a: z.string().optional(), b: z.number().optional(), c: z.null() }), [
    `{"c":null}`,
    `{"b":-1.5e3,"c":null}`,
    `{"a":"é\\n\\u00e9 \\"","c":null}`,
    `{"a":"","b":0,"c":null}`,
  ], [`{}`, `{"b":1,"a":"x","c":null}`, `{"b":01,"c":null}`, `{,"c":null}`, `{"a":"\n","c":null}`]],
  [z.object({ a: z.string().optional() }), [`{}`, `{"a":"x"}`], [`{"b":1}`]],
  [z.array(z.union([z.string().max(2), z.null()])).min(2).max(3), [
    `["a", null]`,
    `[null,null,"ab"]`,
  ], [`["a"]`, `["abc","a"]`, `["","","",""]`]],
  [z.array(z.int()), [`[]`, `[1, -2]`], [`[1.5]`, `[1,]`]],
  [z.record(z.string(), z.int()), [`{}`, `{"x":1,"y":2}`], [`{"x":"1"}`]],
  [z.tuple([z.literal(1), z.literal("one")]), [`[1,"one"]`], [`[1]`, `["one",1]`]],
  [tree, [`{"name":"a","under":[{"name":"b","under":[]}]}`], [`{"name":"a","under":[{}]}`]],
  [z.unknown(), [`{"any":[1,"x",{"y":null}]}`, `3`], [`{x}`]],
];

Deno.test({
  ...needs("llama"),
  name: "grammarOf: a grammar takes what its schema takes, and nothing else",
  async fn() {
    const addon = await loadAddon(await installEngine(), () => {});
    for (const [schema, right, wrong] of cases) {
      const text = grammarOf(z.toJSONSchema(schema, { io: "input" }) as Record<string, unknown>);
      const grammar = new addon.AddonGrammar(text, { addonExports: addon });
      for (const each of right) {
        assert(schema.safeParse(JSON.parse(each)).success, each);
        assert(grammar.isTextCompatible(each), `${each}\n${text}`);
      }
      for (const each of wrong) assert(!grammar.isTextCompatible(each), `${each}\n${text}`);
    }
  },
});

Deno.test("grammarOf says which reference leads nowhere", () => {
  assert.throws(() => grammarOf({ $ref: "#/$defs/none" }), /the schema has no #\/\$defs\/none/);
});
