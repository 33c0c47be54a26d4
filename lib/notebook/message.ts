/** Jupyter's wire messages, version 5.3: JSON frames signed with HMAC-SHA256. */
import { Buffer } from "node:buffer";
import { createHmac, randomUUID } from "node:crypto";

const DELIMITER = "<IDS|MSG>";

/** A message of a kernel; `content` is as its type says (https://jupyter-client.readthedocs.io). */
export interface Message {
  type: string;
  /** The request this answers or belongs to. */
  parent?: string;
  // deno-lint-ignore no-explicit-any -- forty message types, read at one place each
  content: any;
}

/** The frames of a new message, and its id. */
export function encodeMessage(
  type: string,
  content: unknown,
  { key, session }: { key: string; session: string },
): { id: string; frames: string[] } {
  const id = randomUUID();
  const header = {
    msg_id: id,
    msg_type: type,
    session,
    username: "tracelab",
    date: new Date().toISOString(),
    version: "5.3",
  };
  const parts = [header, {}, {}, content].map((part) => JSON.stringify(part));
  return { id, frames: [DELIMITER, sign(parts, key), ...parts] };
}

/** Reads frames; throws on a signature that the key did not make. */
export function decodeMessage(frames: Uint8Array[], key: string): Message {
  const texts = frames.map((frame) => Buffer.from(frame));
  const at = texts.findIndex((text) => text.toString("latin1") === DELIMITER);
  if (at < 0) throw new Error("not a Jupyter message: no delimiter");
  const [signature, header, parent, metadata, content] = texts.slice(at + 1);
  if (signature.toString() !== sign([header, parent, metadata, content], key)) {
    throw new Error("a message with a wrong signature");
  }
  return {
    type: JSON.parse(header.toString()).msg_type,
    parent: JSON.parse(parent.toString()).msg_id,
    content: JSON.parse(content.toString()),
  };
}

function sign(parts: (string | Uint8Array)[], key: string): string {
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
}
