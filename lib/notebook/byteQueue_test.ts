import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { ByteQueue } from "./byteQueue.ts";

Deno.test("ByteQueue gives bytes back in their order, whatever the pieces", () => {
  const bytes = Buffer.from(Array.from({ length: 1000 }, (_, i) => i % 251));
  const queue = new ByteQueue();
  for (let i = 0, size = 1; i < bytes.length; i += size, size = (size * 7) % 13 + 1) {
    queue.push(bytes.subarray(i, i + size));
  }
  const taken: Buffer[] = [];
  for (let size = 1; queue.length > 0; size = (size * 5) % 31 + 1) {
    const count = Math.min(size, queue.length), peeked = queue.peek(Math.min(9, queue.length));
    const part = queue.take(count);
    assert.deepEqual(peeked!.subarray(0, count), part.subarray(0, 9));
    taken.push(part);
  }
  assert.deepEqual(Buffer.concat(taken), bytes);
});

Deno.test("ByteQueue.peek gives nothing while bytes are missing", () => {
  const queue = new ByteQueue();
  assert.equal(queue.peek(1), undefined);
  queue.push(Buffer.from([1]));
  assert.equal(queue.peek(2), undefined);
  assert.throws(() => queue.take(2), { message: "2 bytes asked, 1 there" });
});
