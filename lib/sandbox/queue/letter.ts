/**
 * What goes through the queue: text with a signature. Whoever can write to Redis can put anything there;
 * a worker runs, and a producer believes, only what somebody with the queue's key has signed.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import process from "node:process";
import { z } from "zod";

/** Bytes of a program with its test, or of a verdict with its trace; more is refused unread. */
export const MOST_BYTES = 16 << 20;
const SHORTEST_KEY = 32;

const Letter = z.strictObject({ body: z.string(), signature: z.string() });
export type Letter = z.infer<typeof Letter>;

/** Something in the queue that is not believed, and why. */
export class Refused extends Error {
  override name = "Refused" as const;
}

/**
 * The key of a queue: `TRACELAB_QUEUE_KEY`, the same at producers and workers.
 *
 * @throws {Error} where there is none, or a short one
 */
export function queueKey(key: string | undefined = process.env.TRACELAB_QUEUE_KEY): string {
  if (!key) {
    throw new Error(
      "a queue needs a key: set TRACELAB_QUEUE_KEY to the same secret for who sends and who judges " +
        "(openssl rand -hex 32)",
    );
  }
  if (key.length < SHORTEST_KEY) {
    throw new Error(
      `TRACELAB_QUEUE_KEY has ${key.length} characters, and ${SHORTEST_KEY} is the least`,
    );
  }
  return key;
}

const signatureOf = (key: string, purpose: string, body: string) =>
  createHmac("sha256", key).update(JSON.stringify(purpose)).update("\0").update(body).digest("hex");

/** @param purpose what it is and of what: a result of one job is none of another. */
export function sign(key: string, purpose: string, content: unknown): Letter {
  const body = JSON.stringify(content);
  return { body, signature: signatureOf(key, purpose, body) };
}

/** The content of a letter that Redis has as a text; see `open`. */
export function openText<T>(key: string, purpose: string, text: string, schema: z.ZodType<T>): T {
  let letter: unknown;
  try {
    letter = JSON.parse(text);
  } catch {
    // `open` says that it is none.
  }
  return open(key, purpose, letter, schema);
}

/**
 * The content of a letter that was signed for this purpose.
 *
 * @throws {Refused} where it is too large, no letter, wrongly signed or another kind of content
 */
export function open<T>(key: string, purpose: string, letter: unknown, schema: z.ZodType<T>): T {
  const read = Letter.safeParse(letter);
  if (!read.success) throw new Refused(`${purpose}: no letter`);
  const { body, signature } = read.data;
  if (body.length > MOST_BYTES) throw new Refused(`${purpose}: ${body.length} characters`);
  const own = new TextEncoder().encode(signatureOf(key, purpose, body));
  const its = new TextEncoder().encode(signature);
  if (own.length !== its.length || !timingSafeEqual(own, its)) {
    throw new Refused(`${purpose}: wrong signature`);
  }
  const content = schema.safeParse(JSON.parse(body));
  if (content.success) return content.data;
  const [{ path, message }] = content.error.issues;
  throw new Refused(`${purpose}: ${path.join(".")}: ${message}`);
}
