/** The loop of an encoder's process: a question a line, in their order, until its input ends. */
import { Buffer } from "node:buffer";
import process from "node:process";
import { createInterface } from "node:readline";
import type { Asked, Encoding, Said } from "./encoderJob.ts";

// A line break first: what a library printed without one does not spoil a message.
const say = (message: Said) => void process.stdout.write(`\n${JSON.stringify(message)}\n`);
const messageOf = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).replace(/\s+/g, " ").trim();

/** Answers with what `open` gives; whatever fails is said in one line. */
export async function answerLines(open: () => Promise<Encoding>): Promise<void> {
  const lines = createInterface({ input: process.stdin });
  try {
    const encoding = await open();
    say({ ready: true });
    for await (const line of lines) {
      const asked: Asked = JSON.parse(line);
      try {
        say(await answer(encoding, asked));
      } catch (error) {
        say({ id: asked.id, error: messageOf(error) });
      }
    }
    process.exit();
  } catch (error) {
    say({ failed: messageOf(error) });
    process.exit(1);
  }
}

async function answer(encoding: Encoding, asked: Asked): Promise<Said> {
  if ("text" in asked) return { id: asked.id, tokens: encoding.tokens(asked.text) };
  const { width, values } = await encoding.vectors(asked.sequences, asked.layer);
  const vectors = values.map(({ buffer, byteOffset, byteLength }) =>
    Buffer.from(buffer, byteOffset, byteLength).toString("base64")
  );
  return { id: asked.id, width, vectors };
}
