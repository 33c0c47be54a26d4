/**
 * What a model *is*, beyond its name: a checkpoint's or a file's hash, the code of a function, what a
 * server says that it serves. It is part of every key, so that another model of the same name is
 * asked anew and not answered with the earlier one's replies.
 */
import { createHash } from "node:crypto";
import type { Engine } from "../engine.ts";
import type { ModelOptions } from "../modelOptions.ts";

/** What is known of an opened model. */
export interface Identity {
  /** Part of every key; undefined where only the URI is known. */
  readonly key: string | undefined;
  /** Why stored answers under that key may be another model's; undefined where they cannot be. */
  readonly doubt?: string;
  /** Whether answers stored under another identity of this URI may be this model's too. */
  readonly maybe?: (identity: string | undefined) => boolean;
}

/** 16 hex digits of SHA-256, as a checkpoint's identity has them. */
export const shortHash = (content: string | Uint8Array) =>
  createHash("sha256").update(content).digest("hex").slice(0, 16);

/** The identity of an engine; `code` is the function that opened it, where that is the user's own. */
export function identityOf(engine: Engine, options: ModelOptions, code?: () => unknown): Identity {
  const own = [engine.identity, options.identity].filter((part) => part !== undefined);
  if (own.length) return { key: own.join(" ") };
  if (code) {
    return {
      key: `code ${shortHash(sourceOf(code, engine))}`,
      doubt: "what its function uses from elsewhere is not known (an 'identity' option says it)",
      maybe: (identity) => identity === undefined, // stored before functions were told apart
    };
  }
  // A provider's name at another address is another server.
  const { address, reported } = engine, at = address && `at ${shortHash(address)}`;
  const report = at ? `${at} server ` : "server ";
  return {
    key: reported ? report + reported : at,
    doubt: "whether the name stands for the same model today is not known",
    maybe: reported
      ? (identity) => identity === at // stored when the server did not say
      : (identity) => identity?.startsWith(report) ?? false,
  };
}

/** The text of the functions that make and are an engine. */
function sourceOf(open: () => unknown, engine: Engine): string {
  const found = new Map<string, string>([["", String(open)]]);
  for (let at: object = engine; at !== Object.prototype && at; at = Object.getPrototypeOf(at)) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(at))) {
      if (typeof value === "function" && !found.has(name)) found.set(name, String(value));
    }
  }
  return JSON.stringify([...found].sort(([a], [b]) => a < b ? -1 : 1));
}

/** How a model is asked, where the user chose it: two set-ups of one model are two in a manifest. */
export function askedHow(options: ModelOptions): string | undefined {
  const { dialect, prompts, temperature, topP, maxTokens, stop, seed } = options;
  const named = typeof dialect === "object" ? [dialect.name, String(dialect.render)] : dialect;
  const parts = [named, prompts, temperature, topP, maxTokens, stop, seed];
  if (parts.every((part) => part === undefined)) return undefined;
  const text = JSON.stringify(
    parts,
    (_, value) => typeof value === "function" ? String(value) : value,
  );
  return `asked ${shortHash(text)}`;
}

/** An identity for manifests: what the model is, and how it is asked. */
export const fullIdentity = (key: string | undefined, options: ModelOptions) =>
  [key, askedHow(options)].filter((part) => part !== undefined).join(", ") || undefined;
