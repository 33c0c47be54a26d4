import process from "node:process";
import { ModelError } from "../../models/mod.ts";
import { type Provider, providers } from "./providers.ts";
import type { ServerOptions } from "./serverOptions.ts";

/** Where a model is and how it is spoken to. */
export interface Server {
  /** The URI as it is recorded: without user and password. */
  uri: string;
  /** For messages: the provider's name, or the host. */
  name: string;
  /** The model's name at the server. */
  model: string;
  baseURL: string;
  /** All addresses, where there are several. */
  hosts?: readonly string[];
  /** Resolved late, so that recorded completions are answered without a key. */
  apiKey(): string;
  /** What must never be shown. */
  secrets(): string[];
  json: NonNullable<Provider["json"]>;
  maxTokens: NonNullable<Provider["maxTokens"]>;
  seed: NonNullable<Provider["seed"]>;
}

/** The server of a URI, or `undefined` for a URI of another kind. */
export function serverOf(uri: string, options: ServerOptions): Server | undefined {
  if (options.baseURL !== undefined) checkBase(options.baseURL);
  if (options.hosts !== undefined) checkHosts(options);
  if (/^https?:\/\//i.test(uri)) return byAddress(uri, options);
  const [, name, model] = uri.match(/^([a-z]+):([^]+)$/) ?? [];
  if (!model || !Object.hasOwn(providers, name)) return undefined;
  const provider = providers[name];
  return {
    uri,
    name,
    model,
    baseURL: options.baseURL ?? options.hosts?.[0] ?? ownHost(provider) ?? provider.baseURL,
    hosts: options.hosts,
    apiKey: () => keyOf(uri, name, provider, options),
    secrets: () => secretsOf(options.apiKey, provider.key && process.env[provider.key]),
    json: provider.json ?? "none",
    maxTokens: provider.maxTokens ?? "max_tokens",
    seed: provider.seed ?? "seed",
  };
}

function byAddress(uri: string, options: ServerOptions): Server {
  const [address, name] = parted(uri);
  if (!URL.canParse(address)) {
    throw new RangeError(`no address: ${plain(address)} (write http://host:8000/v1#NAME)`);
  }
  const url = new URL(address);
  const model = decoded(name);
  if (!model) throw new RangeError(`which model? Write ${url.origin}${url.pathname}#NAME`);
  if (url.username || url.password || url.search) {
    throw new RangeError(
      `no user, password or query in a model's address (${url.origin}): it would be recorded; give apiKey in the options`,
    );
  }
  return {
    uri,
    name: url.host,
    model,
    baseURL: options.baseURL ?? options.hosts?.[0] ?? url.href.replace(/\/$/, ""),
    hosts: options.hosts,
    apiKey: () => options.apiKey ?? "none",
    secrets: () => secretsOf(options.apiKey),
    json: "schema",
    maxTokens: "max_tokens",
    seed: "seed",
  };
}

/** An address and the name behind its `#`, as they are written. */
function parted(uri: string): [string, string] {
  const at = uri.indexOf("#");
  return at < 0 ? [uri, ""] : [uri.slice(0, at), uri.slice(at + 1)];
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    throw new RangeError(`the model's name is not percent-encoded: ${name} (write %25 for %)`);
  }
}

/** Without user and password, which a message must not repeat. */
const plain = (address: string) => address.replace(/\/\/.*@/, "//[redacted]@");

function checkHosts({ hosts = [], baseURL }: ServerOptions): void {
  if (!Array.isArray(hosts) || !hosts.length) {
    throw new RangeError("'hosts' must name at least one address");
  }
  if (baseURL !== undefined) throw new RangeError("either 'hosts' or 'baseURL', not both");
  hosts.forEach(checkBase);
}

function checkBase(baseURL: string): void {
  const { protocol, username, password } = URL.canParse(baseURL)
    ? new URL(baseURL)
    : { protocol: "", username: "", password: "" };
  if (!/^https?:$/.test(protocol)) {
    throw new RangeError(
      `'baseURL' must be an address such as http://host:8000/v1: ${plain(baseURL)}`,
    );
  }
  if (username || password) {
    throw new RangeError(`no user or password in 'baseURL' (${plain(baseURL)}): give apiKey`);
  }
}

function keyOf(uri: string, name: string, { key }: Provider, { apiKey }: ServerOptions): string {
  const found = apiKey ?? (key && process.env[key]);
  if (found) return found;
  if (!key) return "none";
  throw new ModelError(
    `${name} needs a key: set ${key}; without one, "tiny" runs here and now, ` +
      `and "ollama:NAME" runs any open model on this machine`,
    { model: uri, fatal: true },
  );
}

/** `OLLAMA_HOST` as ollama reads it: a host, a port, or an address. */
function ownHost({ host }: Provider): string | undefined {
  const own = host && process.env[host]?.replace("0.0.0.0", "127.0.0.1");
  if (!own) return undefined;
  const address = own.includes("://")
    ? own
    : `http://${own.startsWith(":") ? "localhost" : ""}${own}`;
  if (!URL.canParse(address)) throw new RangeError(`${host} is no address: ${plain(own)}`);
  if (own.includes("://")) {
    const { protocol, hostname, port } = new URL(own);
    return `${protocol}//${hostname}:${port || (protocol === "https:" ? 443 : 80)}/v1`;
  }
  const { hostname, port } = new URL(address);
  return `http://${hostname}:${port || 11434}/v1`;
}

const secretsOf = (...keys: (string | undefined)[]) =>
  keys.filter((key): key is string => key !== undefined && key.length >= 4);
