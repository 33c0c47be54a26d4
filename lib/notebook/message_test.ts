import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { decodeMessage, encodeMessage } from "./message.ts";

const session = "s", key = "secret";

Deno.test("a message survives encoding and decoding", () => {
  const { frames } = encodeMessage("execute_request", { code: "1 + 1 // ü" }, { key, session });
  const { type, content } = decodeMessage(frames.map((frame) => Buffer.from(frame)), key);
  assert.deepEqual({ type, content }, { type: "execute_request", content: { code: "1 + 1 // ü" } });
});

Deno.test("a message that was signed with another key is refused", () => {
  const { frames } = encodeMessage("status", {}, { key: "other", session });
  assert.throws(() => decodeMessage(frames.map((frame) => Buffer.from(frame)), key), {
    message: "a message with a wrong signature",
  });
});
