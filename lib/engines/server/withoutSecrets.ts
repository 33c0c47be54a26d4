import type { Answer } from "../../models/mod.ts";
import type { Server } from "./serverOf.ts";

/** An answer without the server's keys, which careless servers quote back. */
export function withoutSecrets(answer: Answer, server: Server): Answer {
  const clean = (text: string) =>
    server.secrets().reduce((left, secret) => left.replaceAll(secret, "[redacted]"), text);
  return {
    ...answer,
    text: clean(answer.text),
    finishReason: clean(answer.finishReason),
    served: answer.served && clean(answer.served),
  };
}
