import assert from "node:assert/strict";
import { Tokenizer } from "./tokenizer.ts";

const texts = Array.from({ length: 30 }, (_, i) => `return the sum of nums ${i}`);

Deno.test("Tokenizer decodes what it encoded, with control tokens as single ids", () => {
  const tokenizer = Tokenizer.train(texts, 130, ["<end>", "<solve>"]);
  const text = "<solve>return the sum\n    of x[1:] == 'é'";
  const ids = tokenizer.encode(text);
  assert.equal(ids[0], 1);
  assert.equal(tokenizer.decode(ids), text.replace("é", "?"));
});

Deno.test("Tokenizer learns the same merges from the same texts", () => {
  const [one, two] = [1, 2].map(() => Tokenizer.train(texts, 110, ["<end>"]));
  assert.deepEqual(one.vocabulary, two.vocabulary);
  assert.equal(one.size, 110);
  assert(one.encode(" the").length === 1);
});

Deno.test("Tokenizer reads any character outside its vocabulary as ?, white space too", () => {
  const tokenizer = Tokenizer.train(texts, 110, ["<end>"]);
  assert.equal(tokenizer.decode(tokenizer.encode("a\tb\u00a0c \r\n  é")), "a?b?c ?\n  ?");
});
