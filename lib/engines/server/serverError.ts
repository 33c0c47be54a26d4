/** What went wrong at a server, in one line with provider, status and what to do, and without secrets. */
import { errorIn, ModelError, redact, type ToldError } from "../../models/mod.ts";
import type { Server } from "./serverOf.ts";

/** A reply that is not what the protocol promises: another try may help. */
class Malformed extends Error {}

export function malformed(what: string): Error {
  return new Malformed(what);
}

/**
 * Refuses a reply that tells a failure: it is no answer, whatever else is in it.
 *
 * @throws {Error} with its message and, where it has one, its status; 200 where it has none.
 */
export function refuseError(reply: unknown): void {
  const told = errorIn(reply);
  if (told) throw toldError(told);
}

export function toldError({ message, code }: ToldError): Error {
  // Their codes are mostly the statuses that they had from elsewhere.
  const status = typeof code === "number" && code >= 400 && code < 600 ? code : 200;
  const said = status === code || code === undefined ? message : `${message} (${code})`;
  return Object.assign(new Error(said), { status, code });
}

/** Statuses that another try may mend; 200 is that of an error which does not say more. */
const passing = new Set([200, 408, 409, 425, 429]);

const advice: Record<number, (server: Server) => string> = {
  400: ({ model }) => `check that ${model} takes these parameters`,
  401: ({ name }) => `check ${name}'s key`,
  402: ({ name }) => `top up the account at ${name}`,
  403: ({ name, model }) => `${name} does not let this key use ${model}`,
  404: ({ model }) => `check that the server has the model ${model}, and the address`,
  408: () => "lower maxTokens or concurrency",
  413: () => "the prompt is too long for the server",
  422: ({ model }) => `check that ${model} takes these parameters`,
  429: () => "lower rpm, tpm or concurrency",
};

/** Any failure of a call as a `ModelError`. */
export function serverError(error: unknown, server: Server): Error {
  if (error instanceof ModelError) return error;
  const status = field(error, "status");
  if (typeof status === "number") return statusError(error, status, server);
  const { name, uri } = server, baseURL = server.hosts?.join(", ") ?? server.baseURL;
  if (error instanceof Malformed || error instanceof SyntaxError) {
    return new ModelError(
      redact(
        `${name}: ${error.message}: is ${baseURL} an OpenAI-compatible server?`,
        server.secrets(),
      ),
      { model: uri, retry: true },
    );
  }
  const cause = deepest(error);
  const unknownHost = /dns|ENOTFOUND|EAI_AGAIN|name or service|getaddrinfo/i.test(cause);
  const refused = /refused/i.test(cause);
  const tls = /certificate|tls|ssl|handshake|unknownissuer|InvalidContentType/i.test(cause);
  const todo = unknownHost
    ? "check the address and the network"
    : refused
    ? "is the server running?"
    : tls
    ? "check the server's certificate and that it speaks https"
    : "the connection broke";
  return new ModelError(redact(`${name} at ${baseURL}: ${cause}: ${todo}`, server.secrets()), {
    model: uri,
    retry: !tls,
    fatal: unknownHost || refused || tls,
  });
}

function statusError(error: unknown, status: number, server: Server): ModelError {
  const { name, uri } = server;
  const code = field(error, "code");
  const spent = code === "insufficient_quota";
  const said = (error instanceof Error ? error.message : "")
    .replace(/\s+/g, " ").slice(0, 300);
  const todo = spent ? `top up the account at ${name}` : advice[status]?.(server) ??
    (status >= 500 ? "the server failed" : "see the provider's manual");
  return new ModelError(redact(`${name}: ${status} ${said}: ${todo}`, server.secrets()), {
    model: uri,
    status,
    retry: !spent && (passing.has(status) || status >= 500),
    retryAfterMs: retryAfterMs(field(error, "headers")),
    fatal: spent || [401, 402, 403, 404].includes(status),
  });
}

/** `retry-after-ms`, or `retry-after` in seconds or as a date. */
function retryAfterMs(headers: unknown): number | undefined {
  if (!(headers instanceof Headers)) return undefined;
  const ms = Number(headers.get("retry-after-ms") ?? NaN);
  if (ms >= 0) return ms;
  const after = headers.get("retry-after");
  if (!after) return undefined;
  const seconds = Number(after);
  if (seconds >= 0) return seconds * 1000;
  const date = Date.parse(after);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

function field(of: unknown, name: string): unknown {
  return typeof of === "object" && of !== null ? Reflect.get(of, name) : undefined;
}

/** The message of the error at the bottom: those above say only that something failed. */
function deepest(error: unknown): string {
  let message = String(error);
  for (let at = error, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth++) {
    const code = field(at, "code");
    message = [at.message, typeof code === "string" && !at.message.includes(code) ? code : ""]
      .filter(Boolean).join(" ");
  }
  return message.replace(/\s+/g, " ").replace(/[.:]\s*$/, "").slice(0, 300);
}
