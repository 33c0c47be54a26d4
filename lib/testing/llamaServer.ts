/** llama.cpp's own HTTP server, from the Python package `xllamacpp`. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { venvPython } from "./needs.ts";
import { tinyGguf } from "./tinyGguf.ts";

const program = `
import sys, xllamacpp
params = xllamacpp.CommonParams()
params.model.path = sys.argv[1]
slots, context, threads, states = map(int, sys.argv[2:])
params.n_ctx, params.n_parallel, params.port = slots * context, slots, 0
params.cpuparams.n_threads = threads
if states:
    params.embedding = True
    params.pooling_type = xllamacpp.llama_pooling_type.LLAMA_POOLING_TYPE_NONE
params.verbosity = -1
params.warmup = False
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
`;

export interface LlamaServer extends AsyncDisposable {
  /** For instance \`http://127.0.0.1:40123/v1\`. */
  url: string;
  pid: number;
}

export interface LlamaServerOptions {
  /** @default {a model that is written here} */
  file?: string;
  /** Replies at a time. @default {1} */
  slots?: number;
  /** Tokens of each. @default {4096} */
  context?: number;
  /** @default {1} */
  threads?: number;
  /** The hidden state of each token instead of replies. @default {false} */
  embeddings?: boolean;
}

/** Starts it; it ends with its standard input. */
export async function llamaServer(
  { file: own, slots = 1, context = 4096, threads = 1, embeddings = false }: LlamaServerOptions =
    {},
): Promise<LlamaServer> {
  const folder = mkdtempSync(join(tmpdir(), "llama-"));
  const file = own ?? join(folder, "tiny.gguf");
  if (!own) writeFileSync(file, tinyGguf());
  const args = ["-c", program, file, ...[slots, context, threads, Number(embeddings)].map(String)];
  const child = spawn(venvPython, args, { stdio: ["pipe", "pipe", "pipe"] });
  let errors = "";
  child.stderr.on("data", (chunk) => errors = (errors + chunk).slice(-2000));
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const close = async () => {
    child.stdin.end();
    child.kill("SIGKILL");
    await ended;
    rmSync(folder, { recursive: true });
  };
  const address = new Promise<string>((resolve) => {
    let text = "";
    child.stdout.on("data", (chunk) => {
      text += chunk;
      const found = text.match(/https?:\/\/\S+/);
      if (found) resolve(found[0]);
    });
  });
  const url = await Promise.race([address, ended.then(() => undefined)]);
  if (url) return { url: `${url}/v1`, pid: child.pid!, [Symbol.asyncDispose]: close };
  await close();
  throw new Error(`llama.cpp's server did not start: ${errors}`);
}
