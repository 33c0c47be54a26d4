import assert from "node:assert/strict";
import { ReplyText } from "./replyText.ts";

/** A vocabulary of single bytes, which drops a text's first space as some do. */
const detokenize = (tokens: Uint32Array) =>
  new TextDecoder().decode(Uint8Array.from(tokens)).replace(/^ /, "");
const bytes = (text: string) => [...new TextEncoder().encode(text)];

function said(text: string, stop: string[] = []) {
  const reply = new ReplyText(detokenize, { stop, before: bytes("\n") });
  const pieces: string[] = [];
  for (const token of bytes(text)) {
    reply.push(token);
    pieces.push(reply.piece());
    if (reply.stopped) break;
  }
  reply.end();
  pieces.push(reply.piece({ last: true }));
  return { text: reply.text, pieces: pieces.filter((piece) => piece !== "") };
}

Deno.test("ReplyText keeps a first space, and gives characters of several bytes whole", () => {
  const { text, pieces } = said(" é🙂!");
  assert.equal(text, " é🙂!");
  assert.deepEqual(pieces, [" ", "é", "🙂", "!"]);
});

Deno.test("ReplyText takes the rest of an unfinished character as it is", () => {
  const reply = new ReplyText(detokenize);
  for (const token of bytes("a🙂").slice(0, 3)) reply.push(token);
  assert.equal(reply.text, "a");
  reply.end();
  assert.equal(reply.text, "a\ufffd");
});

Deno.test("ReplyText ends at the first stop sequence, and shows no beginning of one", () => {
  assert.deepEqual(said("ab\n\nclass", ["\nclass", "\ndef"]), {
    text: "ab\n",
    pieces: ["a", "b", "\n"],
  });
  assert.deepEqual(said("x\ncl\nabout", ["\nclass"]).pieces.join(""), "x\ncl\nabout");
  assert.equal(said("one two", ["two", "one t"]).text, "");
  assert.equal(said("a", [""]).text, "a");
});
